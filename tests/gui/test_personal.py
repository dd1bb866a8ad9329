"""Personal data over the whole case in the window: rulings, what is known anyway, conflicts, clues, and the
check before it goes."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from evidence_review.domain.kinds import CasePart, RedactionType, Relevance, Tier
from evidence_review.domain.personal import Because, Stance
from evidence_review.gui import actions
from evidence_review.gui.models.kindstyles import FAMILIES, family_of, in_order, key_of_kinds
from evidence_review.gui.models.look import LOOKS
from evidence_review.gui.models.markstyles import style_of
from evidence_review.gui.models.rulings import SHOWN, chosen, reasons_for
from evidence_review.gui.widgets.parts.kind_chip import KindChip
from tests.gui.conftest import WORDS
from tests.gui.values import mark


def asked():
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog


def idle(qtbot, window):
    at_work = (window.jobs, window.looks, window.produce.quiet)
    qtbot.waitUntil(lambda: not any(one.running for one in at_work), timeout=80_000)


@pytest.fixture
def page(signed_in):
    """Everything relevant, Rita at the personal data page."""
    window = signed_in("Rita")
    for row in actions.queue(window.desk.session, 1):
        actions.open_item(window.desk.session, 1, row.item)
        actions.decide(window.desk.session, 1, row.item, Relevance.RELEVANT)
    window.go("personal")
    return window


def text_of(session, item):
    return session.case.one("SELECT text FROM items WHERE id = ?", (item,))[0]


def choose(page, words):
    rows = page.personal.subjects.model.values()
    page.personal.subjects.table.selectRow(next(at for at, one in enumerate(rows) if words in one.label))


def test_kinds_have_a_colour_a_letter_and_a_line_each():
    assert len({family.letter for family in FAMILIES}) == len(FAMILIES)
    for look in LOOKS:
        assert len(set(look.kinds)) == len(FAMILIES)
        text = "one two"
        lines = {
            style_of(mark(text, "one", "personal", "PERSON", tier=tier), 1, look).underline for tier in Tier
        }
        assert len(lines) == len(Tier)
    assert family_of("SOMETHING_NEW", RedactionType.ADDRESS).letter == "A"
    assert [family.letter for family, _ in key_of_kinds(("AGE", "PERSON", "PERSON"))] == ["P", "B"]
    assert in_order(()) == []


def test_a_person_or_identifier_is_masked_everywhere_from_the_list(page):
    subjects = page.personal.subjects
    choose(page, "07700")
    subjects.hide_all.click()
    dialog = asked()
    assert "07700 900123" in " ".join(part.text() for part in dialog.findChildren(QLabel))
    dialog.yes.click()
    choose(page, "07700")
    assert "Mask everywhere" in subjects.model.data(
        subjects.model.index(subjects.table.currentIndex().row(), 2)
    )
    assert page.desk.session.case.count("SELECT count(*) FROM standing_redactions") == 1
    subjects.filter.setCurrentIndex([value for _, value in SHOWN].index("MASK"))
    assert len(subjects.model.values()) == 1
    subjects.history.click()
    table = asked()
    assert "Decisions on" in table.windowTitle()
    table.reject()
    subjects.back.click()
    asked().findChild(QPlainTextEdit).setPlainText("decided on the wrong number")
    asked().yes.click()
    assert subjects.subject() is None
    assert chosen(subjects.found, "MASK") == []


def test_a_reason_of_its_own_needs_words(page):
    choose(page, "07700")
    page.personal.subjects.keep_all.click()
    dialog = asked()
    because = dialog.findChildren(QComboBox)[-1]
    because.setCurrentIndex([one for _, one in reasons_for(Stance.KEEP)].index(Because.OTHER))
    dialog.yes.click()
    assert "own words" in dialog.fault.text()
    dialog.findChild(QPlainTextEdit).setPlainText("he gave it out himself on the day")
    dialog.yes.click()
    assert page.personal.subjects.subject().ruling.stance is Stance.KEEP


def test_names_are_shown_only_with_a_reason(page):
    assert not any("Carol" in one.label for one in page.personal.subjects.found)
    page.personal.subjects.names.click()
    asked().findChild(QPlainTextEdit).setPlainText("the names are needed to decide on them")
    asked().yes.click()
    assert any("Carol" in one.label for one in page.personal.subjects.found)


def test_what_is_known_anyway_is_listed_and_taken_off(page):
    page.personal.tabs.setCurrentWidget(page.personal.allowed)
    page.personal.allowed.add.click()
    dialog = asked()
    dialog.yes.click()
    assert dialog.fault.text()
    dialog.findChild(QLineEdit).setText("07700 900123")
    dialog.findChild(QPlainTextEdit).setPlainText("the accused gave it himself")
    dialog.yes.click()
    (entry,) = page.personal.allowed.model.values()
    assert (entry.findings, entry.by) == (1, "Rita")
    page.personal.allowed.table.selectRow(0)
    page.personal.allowed.off.click()
    asked().findChild(QPlainTextEdit).setPlainText("it is not his number after all")
    asked().yes.click()
    assert page.personal.allowed.model.values()[0].taken_off
    assert not page.personal.allowed.off.isEnabled()


def test_I5_conflicts_are_answered_together(page):
    session, shown = page.desk.session, page.personal.conflicts
    page.personal.tabs.setCurrentWidget(shown)
    assert shown.empty.isVisible()
    first, *others = [
        (row.item, text)
        for row in actions.queue(session, 1)
        if "larkfest" in (text := text_of(session, row.item))
    ]
    at = first[1].index("larkfest")
    actions.mark(session, 1, first[0], at, at + len("larkfest"), "OTHER", RedactionType.OTHER, reason="noise")
    shown.refresh()
    assert {one.conflict.item for one in shown.model.values()} == {item for item, _ in others}
    assert shown.table.isVisible()
    assert "2 conflicts open" in shown.told.text()
    shown.table.selectAll()
    shown.keep_it.click()
    asked().yes.click()
    assert shown.model.values() == ()
    assert shown.empty.isVisible()
    shown.answered.setChecked(True)
    assert [one.answer for one in shown.model.values()] == ["KEEP"] * len(others)
    assert not shown.keep_it.isEnabled()
    assert session.case.count("SELECT count(*) FROM kept") == len(others)


def test_I6_clues_are_looked_for_signed_and_stale_when_something_changes(qtbot, page):
    session, shown = page.desk.session, page.personal.clues
    item = next(row.item for row in actions.queue(session, 1) if "Carol" in text_of(session, row.item))
    at = text_of(session, item).index("Carol Other")
    actions.mark(session, 1, item, at, at + len("Carol Other"), "PERSON", RedactionType.NAMED_INDIVIDUAL)
    page.personal.tabs.setCurrentWidget(shown)
    assert shown.empty.heading.text() == "Not looked for yet"
    shown.look.click()
    idle(qtbot, page)
    assert [{clue.words for clue in one.clues} for one in shown.model.values()] == [
        {"Queen Street", "07700 900123"},
        {"my sister"},
    ]
    assert shown.told.text() == "2 masked people, 1 to be signed."
    assert {clue.words for clue in shown.clues.values()} == {"Queen Street", "07700 900123"}
    assert shown.sign.isEnabled()
    shown.sign.click()
    asked().findChild(QPlainTextEdit).setPlainText("the number is his own, and both sides know the street")
    asked().yes.click()
    idle(qtbot, page)
    assert shown.person().signed_by == "Rita"
    assert "Signed by Rita" in shown.together.text()
    assert not shown.sign.isEnabled()
    shown.table.selectRow(1)
    assert [clue.words for clue in shown.clues.values()] == ["my sister"]
    assert not shown.sign.isEnabled()  # one such clue alone leads to nobody
    page.desk.do(actions.mark_suggested, 1, item, attested=True)
    assert "Something changed" in shown.told.text()


def test_findings_have_a_chip_and_special_ones_no_tick(page):
    page.go("review")
    review = page.review
    item = next(row.item for row in review.reviewing.queue.values() if row.item)
    for row in review.reviewing.queue.values():
        review.reviewing.open(row.item)
        if "07700" in review.reviewing.talk.focus.text:
            item = row.item
            break
    review.tabs.setCurrentWidget(review._tab_of(review.personal))
    chips = review.personal.findChildren(KindChip)
    assert {"C"} <= {chip.family.letter for chip in chips}
    assert any(chip.tier is Tier.CERTAIN for chip in chips)
    everywhere = next(
        part
        for part in review.personal.findChildren(QPushButton)
        if part.text().startswith("Everywhere") and part.isVisible()
    )
    everywhere.click()
    asked().yes.click()
    assert "1 place marked" in page.notice.words.text()
    view = actions.open_item(page.desk.session, 1, item)
    assert [one.stance for one in view.said if one] == ["MASK"]
    assert any("Masked everywhere by Rita" in part.text() for part in review.personal.findChildren(QLabel))


def test_before_it_goes_everything_that_stands_in_the_way_is_said(qtbot, page, case):
    page.close_case()
    page.open_case(case, "Dan", WORDS)
    assert page.desk.ask(actions.enter_person, "Bob Sample", CasePart.ACCUSED)
    page.go("produce")
    idle(qtbot, page)
    assert not page.produce.before.look.isEnabled()
    page.produce.recipient.setText("The defence of Bob Sample")
    page.produce.before.look.click()
    idle(qtbot, page)
    assert "no code of a prosecutor" in page.produce.before.list.model.values()[0].sentence
    assert not page.produce.before.accept.isVisible()
    page.close_case()
    assert page.produce.before.list.model.rowCount() == 0
    assert page.produce.before.told.text() == ""
