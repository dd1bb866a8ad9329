"""The approver's desk in the window: what is shown before signing, what counts as seen, groups, one act for what
has no marks, keys, and marks that need a second look (reference/law.md I2, I4, J1, J2)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPlainTextEdit

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import CasePart, DisclosureCode, RedactionType, Relevance, Tag
from evidence_review.gui import actions
from evidence_review.gui.models.shortcuts import APPROVE_KEYS
from evidence_review.workflow.case.approval_views import ApprovalGroup
from tests.gui.acts import as_user, asked

WHY = "It tells how she got home."
PLAIN = ("ok", "home safe?", "good morning, the weather is lovely today")


def by_text(session):
    items = [row.item for row in actions.queue(session, 1)]
    for item in items:
        actions.open_item(session, 1, item)
    return {session.case.one("SELECT text FROM items WHERE id = ?", (one,))[0]: one for one in items}


@pytest.fixture
def waits(window, case):
    """Rita finds three plain items relevant, and two with marks; Pat the prosecutor has the case open."""
    as_user(window, case, "Rita")
    session = window.desk.session
    found = by_text(session)
    plain = [found[words] for words in PLAIN if words in found]
    number = next(item for words, item in found.items() if "07700" in words)
    carol = next(item for words, item in found.items() if "Carol Other picked" in words)
    for item in (*plain, number):
        actions.decide(session, 1, item, Relevance.RELEVANT)
    actions.decide(session, 1, carol, Relevance.RELEVANT, WHY)
    actions.tag(session, 1, carol, [Tag.TOWARDS])
    actions.mark_suggested(session, 1, number, attested=True)
    words = next(text for text, item in found.items() if item == carol)
    at = words.index("Carol Other picked")
    end = at + len("Carol Other picked")
    actions.mark(session, 1, carol, at, end, "PERSON", RedactionType.NAMED_INDIVIDUAL)
    as_user(window, case, "Pat")
    window.desk.ask(actions.enter_person, "Bob Sample", CasePart.ACCUSED)
    window.desk.ask(actions.enter_person, "Cal Other", CasePart.ACCUSED)
    window.plain, window.number, window.carol = plain, number, carol
    window.activateWindow()
    return window


def looks(window):
    case, me = window.desk.session.case, window.desk.session.user.id
    seen = {row[0] for row in case.all("SELECT item_id FROM openings WHERE by = :me", {"me": me})}
    named = case.all(
        "SELECT action, object FROM audit WHERE user = :me AND op = 'CONSULT' AND action IN "
        "('preview redaction', 'read items for approval', 'open item')",
        {"me": me},
    )
    return seen, named


def press(qtbot, window, key):
    qtbot.keyClick(window.approve.table, key)
    QApplication.processEvents()


def test_opening_the_page_is_no_look_and_an_item_is_seen_once_it_is_shown(waits):
    page, plain = waits.approve, waits.plain
    waits.go("approve")
    assert page.model.rowCount() == len(plain) + 2
    assert looks(waits) == (set(), [])
    assert not page.approve.isEnabled()
    assert page.preview() is None
    with pytest.raises(RuleBroken, match="before and after"):
        actions.approve(waits.desk.session, (plain[0],), attested=True)
    page.choose(plain[0])
    assert looks(waits) == ({plain[0]}, [("preview redaction", f"item:{plain[0]}")])
    assert {one.item for one in page.model.values() if one.shown} == {plain[0]}
    actions.approve(waits.desk.session, (plain[0],), attested=True)
    with pytest.raises(RuleBroken, match="before and after"):
        actions.approve(waits.desk.session, (plain[1],), attested=True)


def test_a_look_before_a_later_mark_is_no_look_at_what_leaves_now(waits, case):
    item = waits.plain[-1]
    actions.preview(waits.desk.session, item)
    as_user(waits, case, "Rita")
    actions.mark(waits.desk.session, 1, item, 0, 4, "OTHER", RedactionType.OTHER, reason="a trial")
    as_user(waits, case, "Pat")
    with pytest.raises(RuleBroken, match="as it stands now"):
        actions.approve(waits.desk.session, (item,), attested=True)
    actions.preview(waits.desk.session, item)
    assert actions.approve(waits.desk.session, (item,), attested=True).items == (item,)


def test_the_head_says_who_when_which_line_whose_decision_codes_and_marks(waits):
    waits.go("approve")
    shown = waits.approve.shown
    waits.approve.choose(waits.carol)
    said = shown.head.text()
    assert "ABC/1" in shown.title.text()
    assert shown.people.text().startswith("From Ann Example to")
    for words in (
        "Sent", "2025", "Line 1, The evening of the concert", "decided by Rita", "points towards", WHY,
        "For Bob Sample: no code yet", "For Cal Other: no code yet",
    ):  # fmt: skip
        assert words in said, words
    (mark,) = shown.marks.values()
    assert (mark.by, shown.marks.index(0, 4).data()) == ("Rita", "Rita")
    waits.approve.choose(waits.number)
    assert WHY not in shown.head.text()
    assert "No reason was written" in shown.head.text()


def stripe(table, row):
    """The colour at the left edge of the first cell of a row."""
    at = table.visualRect(table.model().index(row, 0))
    return table.viewport().grab().toImage().pixelColor(at.left() + 2, at.center().y())


def test_I4_a_mark_that_takes_who_acted_has_a_red_stripe_and_a_word(waits):
    waits.go("approve")
    shown = waits.approve.shown
    waits.approve.choose(waits.carol)
    QApplication.processEvents()
    assert "loses who acted" in shown.marks.index(0, 0).data()
    colour = stripe(shown.list, 0)
    assert colour.red() > 120
    assert colour.red() > 2 * colour.green()
    waits.approve.choose(waits.number)
    QApplication.processEvents()
    assert shown.marks.index(0, 0).data() == ""
    plain = stripe(shown.list, 0)
    assert plain.red() < 1.5 * plain.green()


def test_groups_and_one_act_for_what_has_no_marks_and_was_shown(waits):
    waits.go("approve")
    page, plain = waits.approve, waits.plain
    groups = {one.item: one.group for one in page.model.values()}
    assert {groups[item] for item in plain} == {ApprovalGroup.NO_MARKS}
    assert groups[waits.carol] is ApprovalGroup.MARKS
    assert "without marks" in page.list.counts.text()
    assert not page.list.all.isEnabled()
    for item in (*plain[:2], waits.carol):
        page.choose(item)
    page.list.all.click()
    assert {one.item for one in page.model.chosen()} == set(plain[:2])
    page.list.batch.click()
    dialog = asked()
    dialog.yes.click()
    assert dialog.fault.isVisible()
    dialog.findChild(QCheckBox).setChecked(True)
    dialog.yes.click()
    case = waits.desk.session.case
    made = case.all("SELECT id FROM approvals")
    assert len(made) == 1
    (words,) = case.one(
        "SELECT words FROM audit JOIN audit_words USING (seq) WHERE action = 'approve redactions'"
    )
    assert words.split() == ["items", *(str(item) for item in sorted(plain[:2]))]
    covered = {row[0] for row in case.all("SELECT item_id FROM approved_items")}
    assert covered == set(plain[:2])
    rest = {one.item: one.group for one in page.model.values()}
    assert {item for item, group in rest.items() if group is ApprovalGroup.APPROVED} == covered


def test_what_meets_the_test_and_what_came_back_stand_in_groups_of_their_own(waits):
    waits.go("approve")
    page = waits.approve
    page.choose(waits.number)
    waits.desk.do(actions.send_back, waits.number, "the number may stay")
    page.choose(waits.carol)
    waits.desk.do(actions.endorse, waits.carol, "Bob Sample", DisclosureCode.DISCLOSE, "it assists on when")
    groups = [one.group for one in page.model.values()]
    assert groups[:2] == [ApprovalGroup.CAME_BACK, ApprovalGroup.MEETS_TEST]
    back, meets, *others = (page.model.index(at, 2).data() for at in range(page.model.rowCount()))
    assert (back, meets) == ("sent back: the number may stay", "meets the test")
    assert set(others) == {"waiting"}
    assert page.preview().item == waits.carol
    assert "For Bob Sample: D: disclose. it assists on when" in page.shown.head.text()


def test_keys_approve_and_go_on_send_back_mark_and_code(qtbot, waits):
    waits.go("approve")
    page = waits.approve
    page.choose(waits.number)
    press(qtbot, waits, Qt.Key.Key_N)
    assert page.shown.list.currentIndex().row() == 0
    press(qtbot, waits, Qt.Key.Key_A)
    assert "Tick the statement" in page.why.text()
    assert not any(one.group is ApprovalGroup.APPROVED for one in page.model.values())
    page.attested.setChecked(True)
    press(qtbot, waits, Qt.Key.Key_A)
    assert {one.item for one in page.model.values() if one.group is ApprovalGroup.APPROVED} == {waits.number}
    follows = page.preview().item
    assert follows != waits.number
    press(qtbot, waits, Qt.Key.Key_B)
    asked().findChild(QPlainTextEdit).setPlainText("Look at the street again.")
    asked().yes.click()
    assert "sent back" in next(one.state for one in page.model.values() if one.item == follows)


def test_the_accused_is_chosen_from_the_case_and_stays_chosen(qtbot, waits):
    waits.go("approve")
    page = waits.approve
    page.choose(waits.number)
    assert [page.who.itemText(at) for at in range(page.who.count())] == ["Bob Sample", "Cal Other"]
    assert not page.who.isEditable()
    page.who.setCurrentIndex(1)
    page.choose(waits.carol)
    press(qtbot, waits, Qt.Key.Key_E)
    dialog = asked()
    inside = next(part for part in dialog.findChildren(QComboBox) if part.accessibleName() == "Accused")
    assert inside.currentText() == "Cal Other"
    dialog.findChild(QPlainTextEdit).setPlainText("it assists on when")
    dialog.yes.click()
    assert page.who.currentText() == "Cal Other"
    assert "For Cal Other: D: disclose" in page.shown.head.text()
    waits.close_case()
    assert (page.who.count(), page.attested.isChecked(), page.shown.head.text()) == (0, False, "")


def test_nothing_lies_over_approve_or_endorse_and_each_key_is_on_its_button(waits):
    waits.resize(1366, 728)
    waits.go("approve")
    page = waits.approve
    page.choose(waits.number)
    waits.notice.tell("Approved and signed. Any later change makes the approval void.")
    QApplication.processEvents()
    buttons = {"A": page.approve, "B": page.back, "N": page.mark, "E": page.endorse}
    assert {key.keys for key in APPROVE_KEYS} == set(buttons)
    for key, one in buttons.items():
        assert one.key == key
        assert waits.childAt(one.mapTo(waits, one.rect().center())) is one
    over = waits.notice.mapTo(waits, waits.notice.rect().center())
    assert waits.childAt(over) is not page.approve
