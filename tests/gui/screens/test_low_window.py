"""A screen of 1366 by 768 at 200 %, which is 683 by 384 points: every page scrolls what has no room, nothing is cut
and nothing lies on anything else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox, QWidget

from evidence_review.gui import app
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.one_file.check_dialog import CheckDialog, show_check_file
from evidence_review.gui.widgets.parts.building_blocks import Drop, button, column, label
from evidence_review.gui.widgets.parts.fields import Long
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.squeezed import Squeezed
from evidence_review.gui.widgets.parts.table_views import Table
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
    for name, entry in low.rail.pages.items():
        if entry.isHidden():
            continue
        low.go(name)
        settled(low)
        assert low.size().toTuple() == SCREEN, name
        assert (name, clipped(low)) == (name, [])
        assert (name, overlapping(low)) == (name, [])
        top = entry.mapTo(low.rail, entry.rect().topLeft()).y()
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


def test_a_file_to_check_is_asked_for_in_a_low_window(low):
    show_check_file(low)
    QTest.qWait(20)
    asked = QApplication.activeModalWidget() or low.findChild(CheckDialog)
    assert asked.height() <= SCREEN[1]
    assert asked.terms.visibleRegion().boundingRect().height() > 0
    assert asked.terms.parentWidget().height() >= asked.terms.height()
    asked.reject()


@pytest.mark.parametrize("size", [100, 150, 200])
def test_a_field_is_as_high_as_its_lines(qtbot, qapp, size):
    app.dress(qapp, ViewSettings("light", size))
    field = Long(3)
    qtbot.addWidget(field)
    field.setPlainText("a line\nanother\nthe third")
    field.show()
    QApplication.processEvents()
    assert not field.verticalScrollBar().isVisible()
    field.appendPlainText("one more")
    QApplication.processEvents()
    assert field.verticalScrollBar().isVisible()  # the control
    app.dress(qapp, ViewSettings("light"))


def test_what_stands_on_a_line_has_its_middles_level(qtbot):
    high, low = button("High", print), button("Low", print)
    high.setFixedHeight(60)
    holder = QWidget()
    holder.setLayout(Flow(high, low))
    qtbot.addWidget(holder)
    holder.resize(400, 100)
    holder.show()
    QApplication.processEvents()
    assert abs(high.geometry().center().y() - low.geometry().center().y()) <= 1
    holder.resize(60, 200)
    QApplication.processEvents()
    assert low.y() >= high.geometry().bottom()  # the control: they stand below each other


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_heading_stands_over_its_cells(qtbot, qapp, theme):
    """Both are drawn; where ink begins is measured at the left of each."""
    app.dress(qapp, ViewSettings(theme))
    rows = Rows((Column("IIII", lambda word: word),))
    rows.put(["IIII"])
    table = Table("Lines")
    table.setModel(rows)
    rows.setParent(table)
    table.widths(30)
    qtbot.addWidget(table)
    table.resize(300, 120)
    table.show()
    QApplication.processEvents()
    cells = ink_begins(table.viewport().grab().toImage(), table.rowHeight(0))
    heads = table.horizontalHeader().viewport()
    assert abs(ink_begins(heads.grab().toImage(), heads.height() - 3) - cells) <= 1
    app.dress(qapp, ViewSettings("light"))


def ink_begins(image, high):
    """The first column of pixels that is not as the third: frames and edges stand before it."""
    ground = image.pixelColor(3, high // 2)
    for x in range(3, image.width()):
        for y in range(3, high - 3):
            if abs(image.pixelColor(x, y).lightness() - ground.lightness()) > 60:
                return x
    raise AssertionError("nothing is written")
