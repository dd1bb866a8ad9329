"""A screen of 1366 by 768 at 200 %, which is 683 by 384 points: every page scrolls what has no room, nothing is cut
and nothing lies on anything else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox

from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.widgets.parts.building_blocks import Drop, column, label
from evidence_review.gui.widgets.parts.squeezed import Squeezed
from evidence_review.gui.widgets.window.low_room import TITLE_BAR
from tests.gui.screens.measures import clipped, overlapping
from tests.gui.test_review import open_words, painted

SCREEN = (683, 384 - TITLE_BAR)


def settled(window):
    for _ in range(400):
        QTest.qWait(5)
        if not (window.reader.is_waiting or window.home.is_asking or window.produce.quiet.running):
            break
    for _ in range(6):
        QApplication.processEvents()


@pytest.fixture(params=["light", "dark"])
def low(request, signed_in):
    window = signed_in("Dan")
    window.change_view(ViewSettings(request.param))
    window.resize(*SCREEN)
    assert window.size().toTuple() == SCREEN
    return window


def test_every_page_in_a_low_window_scrolls_and_cuts_nothing(low):
    for name, button in low.rail.pages.items():
        if button.isHidden():
            continue
        low.go(name)
        settled(low)
        assert low.size().toTuple() == SCREEN, name
        assert (name, clipped(low)) == (name, [])
        assert (name, overlapping(low)) == (name, [])
        top = button.mapTo(low.rail, button.rect().topLeft()).y()
        assert 0 <= top < SCREEN[1], "the page in front is seen on the rail"
        assert low.low.area.verticalScrollBar().value() == 0


def test_what_tells_what_was_painted_is_never_scrolled_as_a_whole(low):
    """A list would take rows below the edge for rows that were seen."""
    low.go("review")
    settled(low)
    assert low.low.area.verticalScrollBar().maximum() == 0
    low.go("log")
    settled(low)
    assert low.low.area.verticalScrollBar().maximum() > 0  # the control


def test_an_item_in_a_low_window_keeps_its_words_and_the_keys(qtbot, low):
    low.go("review")
    low.activateWindow()
    settled(low)
    table = low.review.left.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_J)
    settled(low)
    assert not table.isVisible()
    assert low.review.isAncestorOf(QApplication.focusWidget()), "no key goes to another page's button"
    open_words(low.review, "07700")
    painted(qtbot, low.review)
    settled(low)
    assert clipped(low.review) == []
    assert overlapping(low.review) == []


def test_a_legend_without_room_scrolls_and_is_not_cut(qtbot, low):
    low.go("review")
    settled(low)
    open_words(low.review, "07700")
    painted(qtbot, low.review)
    settled(low)
    pane = low.review.middle
    pane.key.setText("   ".join(f"{letter} sort of mark ({at})" for at, letter in enumerate("TWRNSPAB" * 2)))
    settled(low)
    assert clipped(low.review) == []
    assert pane.legend.height() < pane.key.height(), "the control: it is longer than its room"
    assert pane.legend.height() >= pane.legend.minimumSizeHint().height()


def test_what_has_room_again_loses_its_scroll_bar(qtbot):
    """The bar takes width, so that words break into more lines than there was room for without it."""
    words = label("word " * 60)
    squeezed = Squeezed(column(words))
    qtbot.addWidget(squeezed)
    squeezed.show()
    bar = squeezed.verticalScrollBar()
    squeezed.resize(300, 60)
    QApplication.processEvents()
    assert bar.isVisible()  # the control
    squeezed.resize(300, squeezed.heightForWidth(300))
    QApplication.processEvents()
    assert not bar.isVisible()
    assert words.size().toTuple() == (300, words.heightForWidth(300))


def test_words_of_a_choice_that_have_no_room_end_in_dots(qtbot):
    choice = Drop()
    choice.addItem("all that bears on the line")
    qtbot.addWidget(choice)
    choice.resize(110, choice.sizeHint().height())
    choice.show()
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    assert option.currentText.endswith("…")
    choice.resize(400, choice.height())
    choice.initStyleOption(option)
    assert option.currentText == choice.currentText()
