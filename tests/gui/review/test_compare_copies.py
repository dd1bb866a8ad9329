"""Copies side by side: what differs as words and underlined, each copy opened when it is painted and no other,
masked as its reader sees it."""

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from evidence_review.domain.basis import Basis, Exhibit
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.kinds import ExhibitKind, HoldKind, LegalBasis
from evidence_review.domain.progress import finish
from evidence_review.gui import actions, app
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.review.copy_compare import (
    DIFFERS,
    MASKED,
    NOTHING,
    compared,
    places,
)
from evidence_review.gui.widgets.review.compare_dialog import CompareDialog
from evidence_review.workflow.case.views import Mark
from tests.gui import values
from tests.gui.conftest import CHAT, WORDS
from tests.gui.screens.measures import clipped, overlapping
from tests.gui.test_review import SHIFT, asked, key, log, open_words
from tests.gui.test_screens import SHOTS

OTHERS = {
    "LH/1": CHAT.replace("yes, meet me", "Yes,  meet me"),
    "TP/2": CHAT.replace("08/03/2025, 18:02", "08/03/2025, 18:03").replace("Queen Street", "queen street"),
}


@pytest.fixture(scope="module")
def three_exports(made_case, tmp_path_factory):
    """The conversation as three phones hold it: one differs in blanks, one in its time."""
    folder = shutil.copytree(made_case, tmp_path_factory.mktemp("three") / "case")
    session = actions.open_case(folder, "Dan", WORDS)
    for name, text in OTHERS.items():
        exhibit = Exhibit(name, ExhibitKind.DEVICE, "Bob Sample", Basis(LegalBasis.PACE_SEIZURE))
        chat = tmp_path_factory.mktemp("export") / "WhatsApp Chat with Ann Example.txt"
        chat.write_text(text, "utf-8")
        options = ReadOptions("Europe/London", day_first=True, owner="Bob Sample")
        finish(actions.import_path(session, chat, exhibit, options))
    finish(actions.flag(session))
    actions.close(session)
    return folder


@pytest.fixture
def case(three_exports, tmp_path):
    return shutil.copytree(three_exports, tmp_path / "case")


@pytest.fixture
def page(qtbot, signed_in):
    return signed_in("Rita").review


def compared_with(qtbot, page):
    """The dialog, by its key, once the copy in it was painted."""
    key(qtbot, page, "O", SHIFT)
    dialog = asked()
    assert isinstance(dialog, CompareDialog)
    qtbot.waitUntil(lambda: dialog.copy is not None)
    return dialog


def rows(dialog):
    return {one.about: one for one in dialog.rows.values()}


def underlined(side):
    return [one.cursor.selectedText() for one in side.extraSelections()]


def test_the_key_shows_both_texts_with_what_differs_in_words_and_underlined(qtbot, page):
    focus = open_words(page, "yes, meet me")
    dialog = compared_with(qtbot, page)
    assert "This item: ABC/1" in dialog.here.head.text()
    assert "The copy: LH/1" in dialog.there.head.text()
    assert dialog.here.toPlainText() == focus.text
    assert "Yes,  meet me at Queen Street" in dialog.there.toPlainText()
    assert (underlined(dialog.here), underlined(dialog.there)) == (["yes, "], ["Yes,  "])
    words = rows(dialog)["Words, place 1"]
    assert (words.verdict, words.here, words.there) == (DIFFERS, "“yes,␣”", "“Yes,␣␣”")
    assert rows(dialog)["Exhibit"].verdict == DIFFERS
    assert rows(dialog)["Sent"].verdict == ""
    assert dialog.summary.text().endswith("The words differ in 1 place.")
    dialog.close_it.click()


def test_another_time_is_said_and_a_copy_of_the_same_words_has_no_place(qtbot, page):
    open_words(page, "concert starts at half past")
    dialog = compared_with(qtbot, page)
    assert "Words, place 1" not in rows(dialog)
    assert underlined(dialog.there) == []
    assert "The words are the same." in dialog.summary.text()
    dialog.close_it.click()
    open_words(page, "yes, meet me")
    dialog = compared_with(qtbot, page)
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.copy is not None and dialog.copy.exhibit == "TP/2")
    sent = rows(dialog)["Sent"]
    assert (sent.verdict, "18:02" in sent.here, "18:03" in sent.there) == (DIFFERS, True, True)
    assert underlined(dialog.there) == ["queen street "]
    dialog.close_it.click()


def opened(page):
    return [event.object for event in page.desk.ask(actions.events) if event.action == "open item"]


def test_a_copy_is_logged_when_it_is_painted_and_no_other_with_it(qtbot, page):
    focus = open_words(page, "yes, meet me")
    first, second = (one.item for one in focus.copies)
    before = log(page).count("open item")
    hidden = CompareDialog(page, page.reviewing, focus)  # never shown
    QApplication.processEvents()
    assert (log(page).count("open item"), hidden.there.toPlainText()) == (before, "")
    hidden.deleteLater()
    dialog = compared_with(qtbot, page)
    assert log(page).count("open item") == before + 1
    assert opened(page)[-1] == f"item:{first}"
    assert "Queen" in dialog.there.toPlainText()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_O)
    qtbot.waitUntil(lambda: dialog.copy is not None and dialog.copy.id == second)
    assert log(page).count("open item") == before + 2
    assert opened(page)[-1] == f"item:{second}"
    dialog.repaint()
    QApplication.processEvents()
    assert log(page).count("open item") == before + 2
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    assert page.reviewing.talk.focus.id == focus.id


def test_third_parties_stay_masked_in_the_copy_and_a_mask_on_one_side_is_no_difference(qtbot, page):
    open_words(page, "larkfest concert")
    focus = open_words(page, "picked me up")
    assert "Carol" not in focus.text
    page.reviewing.reveal("names", "to follow who fetched the other")
    assert "Carol" in page.reviewing.talk.focus.text
    dialog = compared_with(qtbot, page)
    assert "Carol" in dialog.here.toPlainText()
    assert "Carol" not in dialog.there.toPlainText()
    found = [one for one in dialog.rows.values() if one.place]
    assert {one.verdict for one in found} == {MASKED}
    assert not any("Carol" in one.there for one in found)
    assert "masked on one side" in dialog.summary.text()
    dialog.close_it.click()


def test_the_button_beside_a_copy_compares_with_that_one(qtbot, page):
    open_words(page, "yes, meet me")
    line = page.middle.also.box.itemAt(1).widget()
    next(one for one in line.findChildren(QPushButton) if one.text() == "Compare").click()
    dialog = asked()
    qtbot.waitUntil(lambda: dialog.copy is not None)
    assert dialog.copy.exhibit == "TP/2"
    there = dialog.copy.id
    dialog.there_wanted.click()
    assert page.reviewing.talk.focus.id == there


def test_a_row_of_words_chooses_its_place_in_both_texts(qtbot, page):
    open_words(page, "yes, meet me")
    dialog = compared_with(qtbot, page)
    at = next(at for at, one in enumerate(dialog.rows.values()) if one.place)
    dialog.table.selectRow(at)
    assert dialog.here.textCursor().selectedText() == "yes, "
    assert dialog.there.textCursor().selectedText() == "Yes,  "
    dialog.close_it.click()


def test_what_is_held_meanwhile_is_not_shown(qtbot, page):
    focus = open_words(page, "yes, meet me")
    assert page.desk.do(actions.hold, 1, focus.copies[0].item, HoldKind.LPP)
    kept = page.reviewing.talk.focus or focus
    dialog = CompareDialog(page, page.reviewing, focus if kept is focus else kept)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.copy is not None or "cannot be opened" in dialog.summary.text())
    assert dialog.copy is None or dialog.copy.id != focus.copies[0].item
    dialog.reject()


def test_an_item_without_a_copy_opens_nothing(qtbot, page):
    focus = open_words(page, "yes, meet me")
    page.reviewing.talk.replace(replace(focus, copies=()))
    key(qtbot, page, "O", SHIFT)
    assert QApplication.activeModalWidget() is None
    assert "no copy" in page.window().notice.words.text()


@pytest.mark.parametrize(
    ("here", "there", "found"),
    [
        ("the same", "the same", []),
        ("", "", []),
        ("", "new", [("", "new")]),
        ("one two three", "one three", [("two ", "")]),
        ("one two", "one two three", [("two", "two three")]),
        ("at 18:02 in town", "at 18:04 in town", [("02 ", "04 ")]),
        ("😀 old words", "😀 new words", [("old ", "new ")]),
        ("a b c d", "A b c D", [("a ", "A "), ("d", "D")]),
    ],
)
def test_places_are_the_words_that_differ(here, there, found):
    one, other = values.item(1, text=here), values.item(2, text=there)
    made = places(one, other)
    assert [(here[slice(*one.here)], there[slice(*one.there)]) for one in made] == found


def test_very_long_texts_are_one_place_and_many_places_are_a_count():
    long = " ".join(f"w{n}" for n in range(6000))
    (place,) = places(values.item(1, text=f"a {long} z"), values.item(2, text=f"b {long} y"))
    assert place.here == (0, len(f"a {long} z"))
    every = " ".join(f"{n} word" for n in range(50))
    made = compared(values.item(1, text=every), values.item(2, text=every.replace("word", "Word")))
    assert sum(one.place is not None for one in made.rows) == 40
    assert any("10 more places" in one.here for one in made.rows)
    assert "50 places" in made.summary


def test_a_missing_word_says_so_and_a_masked_one_is_not_told_as_different():
    one = values.item(1, text="one two three")
    other = values.item(2, text="one three")
    (row,) = [each for each in compared(one, other).rows if each.place]
    assert row.there == NOTHING
    masked = values.item(1, text="saw Person 1", marks=(Mark("name", 4, 12, 4, 9, "Person 1"),))
    (row,) = [each for each in compared(masked, values.item(2, text="saw Carol")).rows if each.place]
    assert row.verdict == MASKED


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [100, 150])
def test_nothing_is_cut_or_covered_on_a_small_screen(qtbot, page, qapp, look, size):
    app.dress(qapp, ViewSettings(look, size))
    page.window().change_view(ViewSettings(look, size))
    page.window().resize(1366, 728)
    open_words(page, "yes, meet me")
    dialog = compared_with(qtbot, page)
    dialog.table.selectRow(1)
    QApplication.processEvents()
    assert (dialog.width() <= 1366, dialog.height() <= 728) == (True, True)
    SHOTS.mkdir(exist_ok=True)
    dialog.grab().save(str(SHOTS / f"compare-{look}-{size}.png"))
    assert clipped(dialog) == []
    assert overlapping(dialog) == []
    dialog.close_it.click()


def test_this_item_and_the_copy_stand_beside_each_other_in_a_low_window_too(qtbot, page):
    page.window().resize(683, 344)
    open_words(page, "yes, meet me")
    table = compared_with(qtbot, page).table
    assert table.horizontalScrollBar().maximum() == 0
    assert abs(table.columnWidth(2) - table.columnWidth(3)) <= 2 * table.fontMetrics().averageCharWidth()
