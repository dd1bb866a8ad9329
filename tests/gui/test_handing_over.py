"""From what is relevant to a bundle for one accused, in the window: the people of the case, the inventory,
all that stands in the way with the way on, what the approver is shown, and pages of records (reference/law.md
F3, I4, I10)."""

import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.enquiry import LineOfEnquiry, ScopeRule, Term
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import (
    CasePart,
    DisclosureCode,
    ExhibitKind,
    LegalBasis,
    Points,
    RedactionType,
    Relevance,
    TermKind,
)
from evidence_review.domain.progress import finish
from evidence_review.gui import actions
from evidence_review.gui.models.hindrances import Hindrance, Mend, hindrances
from evidence_review.gui.widgets.handing_over.case_people_dialog import show_case_people
from evidence_review.gui.widgets.handing_over.loss_table import LossTable
from evidence_review.gui.widgets.review.mark_dialog import ask_mark
from evidence_review.workflow.case.production_views import Inventory, InventoryRow, Obstacle, Step
from tests.gui.acts import as_user, asked, idle, ready_to_go, relevant

ACCUSED = "Bob Sample"


def write(words, dialog=None):
    (dialog or asked()).findChild(QPlainTextEdit).setPlainText(words)


def shut():
    while (dialog := QApplication.activeModalWidget()) is not None:
        dialog.reject()
        QApplication.processEvents()


def to_produce(qtbot, window):
    """Go there, and wait until it is listed what the bundle would hold."""
    window.go("produce")
    idle(qtbot, window)


def mends(window):
    return [one.mend for one in window.produce.before.list.model.values()]


@pytest.fixture
def marked(window, case):
    """Two items are relevant, marked by Rita; Pat the prosecutor has the case open."""
    as_user(window, case, "Rita")
    relevant(window.desk.session)
    return as_user(window, case, "Pat")


def test_people_of_the_case_are_entered_once_added_to_and_taken_off(window, case):
    as_user(window, case, "Dan")
    dialog = show_case_people(window, window.desk)
    assert dialog.told.text() == "Nobody is on the record yet."
    assert not dialog.off.isEnabled()
    dialog.new.click()
    asked().yes.click()
    assert "Give the name" in asked().fault.text()
    asked().findChild(QLineEdit).setText("Bob Sample")
    write("07700 900123\nBobby, of Queen Street")
    asked().yes.click()
    (bob,) = dialog.model.values()
    assert (bob.name, bob.part) == ("Bob Sample", CasePart.ACCUSED)
    assert "447700900123" in bob.keys
    assert any("," in key for key in bob.keys)
    dialog.new.click()
    asked().findChild(QComboBox).setCurrentIndex(1)
    asked().findChild(QLineEdit).setText("Ann Example")
    asked().yes.click()
    assert [one.part for one in dialog.model.values()] == [CasePart.ACCUSED, CasePart.COMPLAINANT]
    dialog.table.selectRow(0)
    dialog.more.click()
    asked().yes.click()
    assert "Write a name" in asked().fault.text()
    write("bob@example.org")
    asked().yes.click()
    assert "bob@example.org" in dialog.model.index(0, 2).data()
    dialog.off.click()
    write("entered under the wrong name")
    asked().yes.click()
    assert [one.name for one in dialog.model.values()] == ["Ann Example"]
    shut()


def test_who_may_not_enter_people_reads_the_record(qtbot, window, case):
    as_user(window, case, "Rita")
    dialog = show_case_people(window, window.desk)
    assert not any(part.isEnabled() for part in (dialog.new, dialog.more, dialog.off))
    assert "disclosure officer" in dialog.told.text()
    shut()
    to_produce(qtbot, window)
    assert not window.produce.whom.enter.isEnabled()
    assert not window.produce.go.isEnabled()
    assert "produces" in window.produce.why.text()
    assert window.produce.holds.model.rowCount() == 0


def test_F3_a_bundle_is_for_an_accused_of_the_record_and_says_what_it_would_hold(qtbot, marked):
    produce = marked.produce
    to_produce(qtbot, marked)
    assert produce.whom.none.isVisible()
    assert not produce.whom.named.isVisible()
    assert "Enter the accused first" in produce.why.text()
    produce.whom.enter.click()
    asked().findChild(QLineEdit).setText(ACCUSED)
    asked().yes.click()
    idle(qtbot, marked)
    assert not produce.whom.none.isVisible()
    assert produce.whom.accused == ACCUSED
    rows = produce.holds.model.values()
    assert [row.becomes for row in rows] == ["not decided", "not decided"]
    assert produce.holds.told.text() == "2 items: 2 not decided."
    assert mends(marked) == [Mend.CODE, Mend.CODE]
    assert not produce.go.isEnabled()
    assert marked.desk.ask(actions.enter_person, "Cal Other", CasePart.ACCUSED)
    assert [produce.whom.drop.itemText(at) for at in range(produce.whom.drop.count())] == [
        ACCUSED,
        "Cal Other",
    ]
    assert produce.whom.accused == ACCUSED
    produce.whom.choose("Cal Other")
    assert "being worked out" in produce.why.text()
    idle(qtbot, marked)
    assert produce.before.inventory.accused == "Cal Other"


def test_everything_that_stands_in_the_way_leads_to_where_it_is_mended(qtbot, marked):
    assert marked.desk.ask(actions.enter_person, ACCUSED, CasePart.ACCUSED)
    to_produce(qtbot, marked)
    before, item = marked.produce.before, marked.produce.before.list.hindrance().item
    assert before.list.go.text() == f"Endorse item {item}…"
    before.list.table.setFocus()
    qtbot.keyClick(before.list.table, Qt.Key.Key_Return)
    assert marked.stack.currentWidget() is marked.approve
    assert marked.approve.preview().item == item
    dialog = asked()
    assert dialog.windowTitle() == "Endorse for an accused"
    write("it assists on where they met", dialog)
    dialog.yes.click()
    seen = {Mend.CODE}
    for _ in range(12):
        to_produce(qtbot, marked)
        one = before.list.hindrance()
        if one is None:
            break
        seen.add(one.mend)
        before.list.go.click()
        assert marked.approve.preview().item == one.item
        if one.mend is Mend.CODE or one.mend is Mend.MARKS:
            write("it assists on what was arranged")
            asked().yes.click()
        else:
            marked.approve.attested.setChecked(True)
            marked.approve.approve.click()
    assert seen == {Mend.CODE, Mend.MARKS, Mend.APPROVAL}
    assert before.is_clear
    assert marked.produce.holds.told.text() == "2 items: 2 copied."
    marked.produce.recipient.setText("The defence of Bob Sample")
    marked.produce.folder.setText("/tmp/no such folder")
    assert marked.produce.go.isEnabled()
    shut()


def test_who_may_not_mend_it_is_told_who_does(qtbot, marked, case):
    assert marked.desk.ask(actions.enter_person, ACCUSED, CasePart.ACCUSED)
    as_user(marked, case, "Dan")
    to_produce(qtbot, marked)
    marked.produce.before.list.go.click()
    assert marked.stack.currentWidget() is marked.approve
    assert "prosecutor gives the code" in marked.notice.words.text()


def test_a_check_holds_until_something_changes(qtbot, marked):
    ready_to_go(marked.desk.session, ACCUSED)
    to_produce(qtbot, marked)
    before = marked.produce.before
    assert not before.look.isEnabled()
    marked.produce.recipient.setText("The defence of Bob Sample")
    before.look.click()
    idle(qtbot, marked)
    assert before.check is not None, marked.notice.words.text()
    assert before.check.is_ready is before.is_clear
    marked.go("approve")
    to_produce(qtbot, marked)
    assert before.check is not None
    marked.produce.recipient.setText("Someone else")
    assert before.check is None
    assert "Check again" in before.told.text()


def test_I4_the_approver_sees_between_whom_and_what_a_sentence_loses(qtbot, window, case):
    as_user(window, case, "Rita")
    session = window.desk.session
    item = next(row.item for row in actions.queue(session, 1) if "Carol" in text_of(session, row.item))
    actions.open_item(session, 1, item)
    actions.decide(session, 1, item, Relevance.RELEVANT)
    at = text_of(session, item).index("Carol Other picked")
    actions.mark(
        session, 1, item, at, at + len("Carol Other picked"), "PERSON", RedactionType.NAMED_INDIVIDUAL
    )
    as_user(window, case, "Pat")
    window.go("approve")
    shown = window.approve.shown
    window.approve.choose(item)
    assert shown.people.text().startswith("From Ann Example to ")
    assert "takes more than personal data" in shown.lost.text()
    assert shown.losses.isVisible()
    (lost,) = shown.losses.losses.values()
    assert lost.words == "This sentence loses who acted."
    assert shown.losses.losses.index(0, 2).data().startswith("yes, my sister [PERSON")
    assert shown.marks.index(0, 3).data() == "by hand"
    ready = window.desk.ask(actions.enter_person, ACCUSED, CasePart.ACCUSED)
    assert window.desk.do(actions.endorse, item, ready.name, DisclosureCode.DISCLOSE, "it assists on when")
    window.approve.overlap.click()
    assert len(asked().findChild(LossTable).losses.values()) == 1
    shut()
    window.close_case()
    assert (shown.people.text(), shown.lost.text(), shown.losses.losses.values()) == ("", "", ())


def test_a_mark_by_hand_may_say_who_it_is(window, case):
    as_user(window, case, "Rita")
    session = window.desk.session
    item = next(row.item for row in actions.queue(session, 1) if "Carol" in text_of(session, row.item))
    actions.open_item(session, 1, item)
    actions.decide(session, 1, item, Relevance.RELEVANT)
    window.review.reviewing.open(item)
    text = window.review.reviewing.talk.focus.text
    at = text.index("my sister")
    dialog = ask_mark(window.review, window.review.reviewing, (at, at + len("my sister")))
    who = next(part for part in dialog.findChildren(QLineEdit) if part.accessibleName() == "Who it is")
    assert who.isVisible()
    types = dialog.findChildren(QComboBox)[0]
    assert types.accessibleName() == "Type of redaction"
    types.setCurrentIndex(types.findData(RedactionType.ADDRESS))
    assert not who.isVisible()
    types.setCurrentIndex(types.findData(RedactionType.NAMED_INDIVIDUAL))
    who.setText("Carol Other")
    dialog.yes.click()
    at = text_of(session, item).index("Carol Other")
    named = actions.mark(
        session, 1, item, at, at + len("Carol Other"), "PERSON", RedactionType.NAMED_INDIVIDUAL
    )
    marks = window.desk.ask(actions.preview, item).redactions
    assert {one.token for one in marks} == {named.token}


def text_of(session, item):
    return session.case.one("SELECT text FROM items WHERE id = ?", (item,))[0]


def record() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 740, "Attendance on 9 March 2025 after the concert.")
    canvas.drawString(72, 720, "The shoulder was bruised. Referred to the clinic.")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def surgery(qtbot, window, case, tmp_path):
    """A page of a record of a surgery is relevant, coded D; Pat has the case open."""
    as_user(window, case, "Dan")
    session = window.desk.session
    (tmp_path / "record.pdf").write_bytes(record())
    exhibit = Exhibit("SUR/1", ExhibitKind.THIRD_PARTY, "", Basis(LegalBasis.COURT_ORDER))
    finish(actions.import_path(session, tmp_path / "record.pdf", exhibit, ReadOptions()))
    scope = ScopeRule(all_people=True, all_dates=True, undated=True, exhibits=("SUR/1",))
    terms = (Term("shoulder", TermKind.LEMMA, "the injury"),)
    given = ("The record", "What was seen?", "It is relied on.", Points.BOTH, "An injury.", "None.")
    actions.propose_line(session, LineOfEnquiry(2, *given, scope, terms))
    as_user(window, case, "Sue")
    actions.approve_line(window.desk.session, 2)
    finish(actions.flag(window.desk.session))
    as_user(window, case, "Rita")
    (row,) = actions.queue(window.desk.session, 2)
    actions.open_item(window.desk.session, 2, row.item)
    actions.decide(window.desk.session, 2, row.item, Relevance.RELEVANT)
    as_user(window, case, "Pat")
    assert window.desk.ask(actions.enter_person, ACCUSED, CasePart.ACCUSED)
    assert window.desk.ask(actions.waiting)
    assert window.desk.do(actions.endorse, row.item, ACCUSED, DisclosureCode.DISCLOSE, "it assists on this")
    to_produce(qtbot, window)
    return window, row.item


def test_I10_a_page_of_a_record_is_narrowed_or_given_whole_with_a_reason(qtbot, surgery):
    window, item = surgery
    shown = window.produce.before.list
    one = next(one for one in shown.model.values() if one.mend is Mend.EXTRACT)
    shown.table.selectRow(shown.model.values().index(one))
    assert (one.item, one.line) == (item, 2)
    shown.go.click()
    assert window.stack.currentWidget() is window.review
    assert asked().windowTitle() == "Keep only these passages"
    asked().reject()
    whole = next(
        part for part in window.review.personal.findChildren(QPushButton) if part.text() == "Give whole page…"
    )
    assert whole.isVisible()
    to_produce(qtbot, window)
    shown.table.selectRow(mends(window).index(Mend.EXTRACT))
    assert shown.whole.isVisible()
    shown.whole.click()
    write("too short")
    asked().yes.click()
    assert asked().fault.isVisible()
    write("the notes of that day cannot be read apart")
    asked().yes.click()
    idle(qtbot, window)
    assert Mend.EXTRACT not in mends(window)
    assert not shown.whole.isVisible()
    window.go("approve")
    window.approve.choose(item)
    assert "cannot be read apart" in window.approve.shown.whole.text()
    assert window.approve.shown.whole.isVisible()


def test_every_way_on_leads_somewhere(marked):
    item = actions.waiting(marked.desk.session)[0].item
    for mend, page, tab in (
        (Mend.HOLD, marked.review, None),
        (Mend.CONFLICTS, marked.personal, marked.personal.conflicts),
        (Mend.CLUES, marked.personal, marked.personal.clues),
        (Mend.FOUND, marked.personal, marked.personal.seek),
    ):
        marked.go("log")
        marked.produce.mend_wanted.emit(Hindrance("It stands in the way.", mend, item, 1))
        assert marked.stack.currentWidget() is page
        assert tab is None or marked.personal.tabs.currentWidget() is tab
    marked.go("produce")
    marked.produce.mend_wanted.emit(Hindrance("Nothing mends this here.", Mend.NOTHING))
    assert marked.stack.currentWidget() is marked.produce


def test_the_step_that_mends_an_obstacle_has_a_button():
    row = InventoryRow(1, 3, ItemId(7), "ABC/1", "D", DisclosureCode.DISCLOSE, "not approved", 0)
    stops = tuple(Obstacle("It is so.", ItemId(7), step, "the command") for step in Step)
    found = hindrances(Inventory(ACCUSED, (row,), stops), None)
    assert {(one.item, one.line, one.sentence) for one in found} == {(7, 3, "It is so.")}
    assert [one.mend for one in found] == [
        Mend.CODE, Mend.DECISION, Mend.EXTRACT, Mend.MARKS, Mend.APPROVAL, Mend.HOLD,
    ]  # fmt: skip
    assert found[1].does == "Look again at item 7"
    assert found[4].does == "Compare and approve item 7"
