"""Marking where the words stand: chosen with mouse or keys, redacted by one key, undone by another."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_review.domain.kinds import RedactionType, Relevance
from evidence_review.gui import actions
from evidence_review.gui.models.review.chosen_words import Chosen, moved
from tests.gui.acts import asked
from tests.gui.test_review import key, open_words

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
WORDS_ON = SHIFT | CTRL


@pytest.fixture
def page(qtbot, signed_in):
    made = signed_in("Rita").review
    QApplication.processEvents()
    open_words(made, "07700")
    qtbot.waitUntil(lambda: made.reviewing.seen_whole)
    made.said = []
    made.desk.told.connect(made.said.append)
    made.desk.faulted.connect(made.said.append)
    return made


def decided(page):
    page.reviewing.decide(Relevance.RELEVANT, stays=True)
    page.middle.bubbles.setFocus()
    QApplication.processEvents()


def choose(page, words):
    bubbles = page.middle.bubbles
    start = page.reviewing.talk.focus.text.index(words)
    bubbles.choose(Chosen(start, start + len(words)))
    bubbles.setFocus()
    QApplication.processEvents()


def marks(page):
    text = page.reviewing.talk.focus.text
    return [(text[one.start : one.end], one.type) for one in page.reviewing.talk.focus.redactions]


def test_arrows_choose_letters_and_words_and_stop_at_the_ends():
    text = "ring me on Monday"
    first = moved(None, text, 1, words=False)
    assert text[slice(*first.span)] == "ring"
    assert text[slice(*moved(first, text, 1, words=False).span)] == "ring "
    assert text[slice(*moved(first, text, 1, words=True).span)] == "ring me"
    assert text[slice(*moved(first, text, -1, words=False).span)] == "rin"
    assert moved(Chosen(0, len(text)), text, 1, words=True).span == (0, len(text))
    assert moved(Chosen(3, 0), text, -1, words=True).span == (0, 3)
    assert text[slice(*moved(None, text, 1, words=False, begin=11).span)] == "Monday"


def test_keys_choose_words_and_the_bar_stands_beside_them_until_Escape(page):
    bubbles, bar = page.middle.bubbles, page.middle.marking
    bubbles.setFocus()
    QTest.keyClick(bubbles, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(bubbles, Qt.Key.Key_Right, WORDS_ON)
    text = page.reviewing.talk.focus.text
    assert text[slice(*bubbles.choice)] == "my number"
    assert bar.isVisible()
    assert not bar.geometry().intersects(bubbles.choice_box())
    assert bubbles.viewport().rect().contains(bar.geometry())
    QTest.keyClick(bubbles, Qt.Key.Key_Escape)
    assert (bubbles.choice, bar.isVisible()) == (None, False)


def test_M_marks_what_is_chosen_with_the_type_of_what_was_suggested_and_U_takes_it_back(page, qtbot):
    decided(page)
    choose(page, "07700 900123")
    assert page.middle.marking.types.currentData() == RedactionType.PHONE_NUMBER
    key(qtbot, page, "M")
    assert marks(page) == [("07700 900123", RedactionType.PHONE_NUMBER)]
    assert not page.middle.marking.isVisible()
    key(qtbot, page, "U")
    assert marks(page) == []


def test_the_button_marks_by_the_mouse_and_the_chosen_type_stays_for_the_next(page):
    decided(page)
    choose(page, "late")
    bar = page.middle.marking
    bar.types.setCurrentIndex(bar.types.findData(RedactionType.LOCATION))
    bar.types.activated.emit(bar.types.currentIndex())
    QTest.mouseClick(bar.redact, Qt.MouseButton.LeftButton)
    assert marks(page) == [("late", RedactionType.LOCATION)]
    choose(page, "number")
    assert bar.types.currentData() == RedactionType.LOCATION


def test_what_is_not_relevant_is_not_marked_and_the_refusal_is_said(page, qtbot):
    choose(page, "07700 900123")
    key(qtbot, page, "M")
    assert marks(page) == []
    assert page.said


def test_without_a_choice_M_asks_for_the_words_as_before(page, qtbot):
    decided(page)
    key(qtbot, page, "M")
    dialog = asked()
    assert dialog.yes.text() == "Mark"
    dialog.reject()


def test_everywhere_asks_about_the_suggestion_under_the_words(page, qtbot):
    decided(page)
    choose(page, "07700 900123")
    key(qtbot, page, "Q")
    dialog = asked()
    assert dialog.yes.text() == "Decide"
    dialog.reject()


def test_everywhere_of_other_words_lists_every_place_before_anything_is_marked(page, qtbot):
    decided(page)
    choose(page, "late")
    window = page.window()
    key(qtbot, page, "Q")
    qtbot.waitUntil(lambda: window.personal.seek.found is not None)
    assert [one.words for one in window.personal.seek.found.places] == ["late"]
    assert actions.open_item(page.desk.session, 1, page.reviewing.talk.focus.id).redactions == ()


def test_masked_words_are_not_looked_for(page, qtbot):
    open_words(page, "picked me up")
    qtbot.waitUntil(lambda: page.reviewing.seen_whole)
    decided(page)
    seen = []
    page.seek_wanted.connect(seen.append)
    choose(page, "Person 1")
    key(qtbot, page, "Q")
    if (dialog := QApplication.activeModalWidget()) is not None:
        dialog.reject()
    assert seen == []


def test_another_item_lets_go_of_the_words(page):
    choose(page, "late")
    page.reviewing.step(1)
    assert (page.middle.bubbles.choice, page.middle.marking.isVisible()) == (None, False)
