"""The message in front beside a copy of it: what differs as rows, and both texts with each differing place
underlined. A copy is opened, and so logged, when its side of the window is painted, and no other with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPaintEvent, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout, QWidget

from evidence_review.domain.ids import ItemId
from evidence_review.gui import actions
from evidence_review.gui.models.review.copy_compare import COMPARED, ComparedRow, Place, compared
from evidence_review.gui.models.shortcuts import key_of
from evidence_review.gui.models.shown import show
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import (
    Quiet,
    button,
    calls,
    column,
    fill,
    label,
    row,
    say,
    stay,
)
from evidence_review.gui.widgets.parts.dialogs import choice
from evidence_review.gui.widgets.parts.table_views import StripedCells, Table
from evidence_review.gui.widgets.review.also_in import held_words
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.workflow.case.views import CopyView, ItemView

ABOUT, COMPARED_AS, LEAST = 14, 10, 16
"""Characters of the first columns of the table, and the least of this item and of the copy."""
AROUND = 16
"""Pixels that a column has beside its words."""
WAITS = "It is opened, and logged, when it is on the screen."


class Side(Quiet):
    """One of the two texts; it says when it was painted."""

    painted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        self.head = label("", "field")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, then say so."""
        super().paintEvent(event)
        self.painted.emit()

    def put(self, view: ItemView, spans: list[tuple[int, int]]) -> None:
        """Show an item with these characters of it underlined."""
        shown = show(view.text)
        say(self.head, _named(view.exhibit, view.id))
        self.setPlainText(shown.text or "No text in the source")
        self.underline(
            [shown.span(*span) for span in spans], QColor(self.palette().color(QPalette.ColorRole.Accent))
        )

    def go(self, view: ItemView, span: tuple[int, int]) -> None:
        """Choose a place of the text and bring it to the screen."""
        first, last = show(view.text).span(*span)
        place = self.textCursor()
        place.setPosition(first)
        place.setPosition(last, place.MoveMode.KeepAnchor)
        self.setTextCursor(place)
        self.ensureCursorVisible()


class ComparedTable(Table):
    """What is compared; this item and the copy are equally wide."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Half of what the first columns leave, for each."""
        one = self.fontMetrics().averageCharWidth()
        rest = event.size().width() - (ABOUT + COMPARED_AS) * one - 4 * AROUND
        side = max(LEAST, rest // (2 * one))
        self.widths(ABOUT, COMPARED_AS, side, LEAST)
        super().resizeEvent(event)


class CompareDialog(QDialog):
    """The item in front, and one copy at a time beside it."""

    def __init__(self, parent: QWidget, reviewing: Reviewing, focus: ItemView) -> None:
        super().__init__(parent)
        self.setWindowTitle("Copies side by side")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.reviewing, self.focus = reviewing, focus
        self.copy: ItemView | None = None
        self._asked: ItemId | None = None
        self.which = choice([(_place_of(one), one.item) for one in focus.copies], "Which copy")
        self.next = button(
            f"Next copy  {key_of('next_copy')}", self.go_on, "plain", "Compare with the next copy"
        )
        self.summary = label("", "strong")
        self.held = label(held_words(focus.copies_held) if focus.copies_held else "", "warn")
        self.voice = label("", "warn")
        self.rows: Rows[ComparedRow] = Rows(COMPARED, self)
        self.table = ComparedTable("What differs, then what is the same", stretch=3)
        self.here, self.there = Side("Text of this item"), Side("Text of the copy")
        self.there_wanted = button("Go to this copy", self._go_there)
        self.close_it = button("Close", self.reject, "primary")
        self._build(parent)
        self._connect()
        self._choose()

    def _build(self, parent: QWidget) -> None:
        self.table.setModel(self.rows)
        self.table.wrap()
        self.table.setItemDelegateForColumn(1, StripedCells(self.voice, self.table))
        self.voice.hide()
        texts, whole = QSplitter(), QSplitter(Qt.Orientation.Vertical)
        for side in (self.here, self.there):
            pane = QWidget()
            pane.setLayout(column(side.head, side, gap=4))
            texts.addWidget(pane)
        for splitter, parts in ((texts, ()), (whole, (self.table, texts))):
            splitter.setProperty("gap", "true")
            splitter.setHandleWidth(10)
            splitter.setChildrenCollapsible(False)
            for part in parts:
                splitter.addWidget(part)
        head = row(label("Copies side by side", "section", wrap=False), self.which, self.next, gap=16)
        head.setStretch(1, 1)
        is_one = len(self.focus.copies) < 2
        self.which.setEnabled(not is_one)
        self.next.setVisible(not is_one)
        self.held.setVisible(bool(self.focus.copies_held))
        stay(self.summary)
        foot = row(self.there_wanted, 1, self.close_it)
        box = QVBoxLayout(self)
        fill(box, (head, self.held, self.summary, whole, self.voice, foot), 10, 18)
        box.setStretch(3, 1)
        over = parent.window()
        self.resize(int(over.width() * 0.94), int(over.height() * 0.92))
        whole.setSizes([self.height() * 3 // 5, self.height() * 2 // 5])

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(calls(self._choose))
        self.there.painted.connect(self._painted, Qt.ConnectionType.QueuedConnection)
        self.table.selectionModel().selectionChanged.connect(calls(self._go_to_place))
        self.table.horizontalHeader().sectionResized.connect(calls(self.table.resizeRowsToContents))
        self.reviewing.desk.closed.connect(self.reject)
        QShortcut(QKeySequence(key_of("next_copy")), self, self.go_on)

    def go_on(self) -> None:
        """The next copy, going round."""
        if self.which.count() > 1:
            self.which.setCurrentIndex((self.which.currentIndex() + 1) % self.which.count())

    def choose(self, item: ItemId) -> None:
        """Compare with this copy."""
        self.which.setCurrentIndex(max(0, self.which.findData(item)))

    def _choose(self) -> None:
        """Another copy is wanted: nothing of it is shown before its place is painted."""
        self.copy, self._asked = None, None
        self.rows.put(())
        self.here.put(self.focus, [])
        say(self.here.head, f"This item: {_named(self.focus.exhibit, self.focus.id)}")
        self.there.setPlainText("")
        self.there.setPlaceholderText(WAITS)
        say(self.there.head, "The copy")
        say(self.summary, "")
        self.there.viewport().update()

    def _painted(self) -> None:
        """The place of the copy is on the screen: its look is logged, then drawn at once."""
        item = self.which.currentData()
        if self._asked == item or not self.there.isVisible():
            return
        self._asked = item
        self.copy = self.reviewing.desk.ask(actions.open_item, self.reviewing.number, item)
        if self.copy is None:
            say(self.summary, "This copy cannot be opened for this line.")
            return
        found = compared(self.focus, self.copy)
        self.rows.put(found.rows)
        self.here.put(self.focus, [one.here for one in found.places])
        self.there.put(self.copy, [one.there for one in found.places])
        say(self.here.head, f"This item: {_named(self.focus.exhibit, self.focus.id)}")
        say(self.there.head, f"The copy: {_named(self.copy.exhibit, self.copy.id)}")
        say(self.summary, found.summary)
        self.table.resizeRowsToContents()
        self.there.viewport().repaint()

    def _go_to_place(self) -> None:
        """A row of words is chosen: both texts come to its place."""
        chosen = self.rows.value(self.table.currentIndex().row())
        place: Place | None = chosen.place if chosen else None
        if place is not None and self.copy is not None:
            self.here.go(self.focus, place.here)
            self.there.go(self.copy, place.there)

    def _go_there(self) -> None:
        item = self.which.currentData()
        self.accept()
        self.reviewing.open(item)


def _named(exhibit: str, item: ItemId) -> str:
    return f"{exhibit} · item {item}"


def _place_of(one: CopyView) -> str:
    return " · ".join(filter(None, (one.exhibit, f"item {one.item}", one.app, one.time_london)))


def compare_copies(parent: QWidget, reviewing: Reviewing, item: ItemId | None = None) -> CompareDialog | None:
    """Show the item in front beside its copies, beginning with the one that is named."""
    focus = reviewing.talk.focus
    if focus is None:
        return None
    if not focus.copies:
        reviewing.desk.told.emit("This message has no copy that may be opened for this line.")
        return None
    made = CompareDialog(parent, reviewing, focus)
    if item is not None:
        made.choose(item)
    made.open()
    made.table.setFocus()
    return made
