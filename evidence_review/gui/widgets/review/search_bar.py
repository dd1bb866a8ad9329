"""The search bar above the queue: words, chips for what else narrows it down, and how many were found."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidence_review.gui import actions
from evidence_review.gui.models.review.search_limits import (
    ELSEWHERE,
    LIMIT_WORDS,
    Chip,
    Limit,
    chips,
    found_words,
    values,
    with_limit,
    with_words,
    without_limit,
)
from evidence_review.gui.models.shortcuts import key_of, words_of
from evidence_review.gui.widgets.parts.building_blocks import button, calls, fill, label, row, say
from evidence_review.gui.widgets.review.limit_dialog import ask_limit
from evidence_review.gui.widgets.review.review_lists import Lists
from evidence_review.workflow.case.search_views import Facets, Wanted

SENTENCE = 'Words that must all stand; "a phrase"; begin* for the beginning of a word. Return searches.'
OUTER = frozenset({"line", "flag", "item", "hold", "person", "time"})
"""Tables whose change makes the counts of a line others."""
_MOST_SIGNS = 400


class Words(QLineEdit):
    """The words; Backspace in an empty field asks for the last chip to go."""

    back_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As a field does, but for Backspace where nothing is written."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back_wanted.emit()
            return
        super().keyPressEvent(event)


class ChipButton(QPushButton):
    """A limit that stands; a click, Backspace or Delete takes it off."""

    off_wanted = Signal()

    def __init__(self, chip: Chip) -> None:
        super().__init__(f"{chip.words}  ✕".replace("&", "&&"))
        self.chip = chip
        self.setProperty("kind", "segment")
        self.setAutoDefault(False)
        self.setAccessibleName(f"Take off {chip.words}")
        self.clicked.connect(calls(self.off_wanted.emit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace and Delete take it off too."""
        if event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.off_wanted.emit()
            return
        super().keyPressEvent(event)


class Strip(QScrollArea):
    """Chips in one row, which the wheel and the keys move along where they are too many."""

    def __init__(self, inside: QLayout) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        body = QWidget()
        body.setProperty("page", "true")
        body.setLayout(inside)
        self.setWidget(body)

    def minimumSizeHint(self) -> QSize:
        """It gives way to what stands beside it."""
        return QSize(0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Along the chips."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y() // 2)
        event.accept()


class SearchBar(QWidget):
    """What is wanted in the chosen line. `list_wanted`: the keys belong on the list, where something was found or
    all is shown again. What stands `beside` the chips says of the list while nothing is searched for."""

    list_wanted = Signal()

    def __init__(self, lists: Lists, *beside: QWidget) -> None:
        super().__init__()
        self.lists = lists
        self.wanted, self.conversation = Wanted(), ""
        self._facets: tuple[int, Facets] | None = None
        self._to_list = False
        self._make()
        self._build(beside)
        self.words.returnPressed.connect(self._return)
        self.words.back_wanted.connect(self._take_last)
        lists.found_changed.connect(self._follow)
        lists.desk.changed.connect(self._changed)
        lists.desk.closed.connect(self._forget_facets)
        self._show()

    def _make(self) -> None:
        self.words = Words()
        self.words.setAccessibleName("Search in this line")
        self.words.setAccessibleDescription(SENTENCE)
        self.words.setPlaceholderText(f"Search in this line  {key_of('search_line')}")
        self.words.setToolTip(SENTENCE)
        self.words.setMaxLength(_MOST_SIGNS)
        self.narrow = button("Narrow…", lambda: None, "plain", "By sender, day, app, exhibit, kind or state")
        menu = QMenu(self.narrow)
        for limit in Limit:
            if limit not in ELSEWHERE:
                menu.addAction(f"{LIMIT_WORDS[limit]}…".replace("file…", "file"), partial(self.ask, limit))
        self.narrow.setMenu(menu)
        self.chips = row(gap=4)
        self.holder = Strip(self.chips)
        self.told = label("", "small", wrap=False)
        self.told.setAccessibleName("What was found")
        self.clear = button("Clear", self.end, "quiet", "The whole list again; the item in front stays")

    def _build(self, beside: Sequence[QWidget]) -> None:
        """Two rows whose height is the same with and without a search: nothing below them moves."""
        first = row(self.words, self.narrow, gap=6)
        first.setStretch(0, 1)
        self.foot = QWidget()
        self.foot.setLayout(row(self.told, self.clear, gap=4))
        self.second = QWidget()
        second = row(self.holder, *beside, self.foot, gap=4)
        second.setStretch(0, 1)
        self.second.setLayout(second)
        fill(QVBoxLayout(self), (first, self.second), 4, 0)
        self.setToolTip(words_of("search_line"))
        self._level()

    def _level(self) -> None:
        self.second.setFixedHeight(max(self.clear.sizeHint().height(), self.narrow.sizeHint().height()))

    def changeEvent(self, event: QEvent) -> None:
        """Another text size makes another height."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._level()

    def take_keys(self) -> None:
        """The keys go into the words."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    # --- what is wanted ----------------------------------------------------------------

    def ask(self, limit: Limit) -> None:
        """Let a value of a limit be chosen among what the line holds."""
        if limit is Limit.FILE:
            self.put(limit, True)
            return
        number = self.lists.number
        if self._facets and self._facets[0] == number:
            self._ask_value(limit, self._facets[1])
            return

        def came(facets: Facets) -> None:
            self._facets = (number, facets)
            if number == self.lists.number:
                self._ask_value(limit, facets)

        self.lists.desk.later(
            "facets", lambda case: actions.facets(case, number), came, at_once=not self.lists.is_long
        )

    def _ask_value(self, limit: Limit, facets: Facets) -> None:
        ask_limit(self, limit, values(facets, limit), partial(self.put, limit))

    def put_conversation(self, number: int, called: str) -> None:
        """Narrow down to a conversation, which is called so."""
        self.conversation = called
        self.put(Limit.CONVERSATION, number)

    def look(self, wanted: Wanted) -> None:
        """Look for what was chosen on another page, in place of what stands."""
        self._to_list = True
        self.words.setText(wanted.words)
        self._search(wanted)

    def put(self, limit: Limit, value: Any) -> None:
        """One limit more, and search."""
        self._to_list = True
        self._search(with_limit(self._written(), limit, value))

    def put_span(self, first: date, last: date) -> None:
        """Narrow down to whole days, both included."""
        self._to_list = True
        self._search(replace(self._written(), first=first, last=last))

    def _written(self) -> Wanted:
        """What stands, with the words as they are written now."""
        return with_words(self.wanted, self.words.text())

    def _return(self) -> None:
        self._to_list = True
        self._search(self._written())

    def _search(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._show()
        self.lists.search(wanted)

    def _take_off(self, chip: Chip) -> None:
        self._search(without_limit(self._written(), chip))
        self.words.setFocus()

    def _take_last(self) -> None:
        if standing := chips(self.wanted, self.conversation):
            self._take_off(standing[-1])

    def end(self) -> None:
        """The whole list again, and the keys on it."""
        self.lists.end_search()
        self.list_wanted.emit()

    # --- what is shown -----------------------------------------------------------------

    def _follow(self) -> None:
        found = self.lists.found
        self.wanted = found.wanted if found else Wanted()
        self.words.setText(self.wanted.words)
        self._show()
        if found and found.search.items and self._to_list:
            self.list_wanted.emit()
        self._to_list = False

    def _show(self) -> None:
        while item := self.chips.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for chip in chips(self.wanted, self.conversation):
            made = ChipButton(chip)
            made.off_wanted.connect(partial(self._take_off, chip))
            self.chips.addWidget(made)
            made.show()
        self.chips.addStretch(1)
        found = self.lists.found
        say(self.told, found_words(found.search) if found and found.wanted == self.wanted else "")
        self.foot.setVisible(found is not None or not self.wanted.is_empty)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & OUTER:
            self._forget_facets()

    def _forget_facets(self) -> None:
        self._facets = None
