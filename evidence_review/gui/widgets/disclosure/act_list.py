"""A list with its heading, what may be done with the row that is chosen, and a sentence where it is empty; and a tab
of such lists."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QVBoxLayout, QWidget

from evidence_review.domain.ids import ItemId
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.disclosure.disclosure_known import Known
from evidence_review.gui.models.disclosure.disclosure_rows import Names
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import (
    blank,
    button,
    calls,
    column,
    fill,
    frame,
    label,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.start_job import one_step, run_for
from evidence_review.gui.widgets.parts.table_views import ShortTable
from evidence_review.workflow.case.opening import Session

MOST = 9
"""Rows that a list shows before it scrolls."""


class Listing[T](QWidget):
    """Rows, their heading, and the acts on them; an act is off where its `may` says no for chosen rows."""

    def __init__(
        self,
        heading: str,
        columns: Sequence[Column[T]],
        widths: Sequence[int],
        stretch: int,
        none: str,
        *,
        several: bool = False,
    ) -> None:
        super().__init__()
        self.none = none
        self.model = Rows[T](columns, self)
        self.table = ShortTable(heading, stretch, MOST)
        self.table.setModel(self.model)
        self.table.widths(*widths)
        if several:
            self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.told, self.flow = label("", "hint"), Flow()
        self.acts: list[tuple[QPushButton, Callable[[Sequence[T]], bool]]] = []
        card = frame("true", label(heading, "section"), self.told, self.table, self.flow, margin=16, gap=8)
        fill(QVBoxLayout(self), (card,), 0, 0)
        self.table.selectionModel().selectionChanged.connect(calls(self.allow))
        self.put(())

    def act(
        self, words: str, does: Callable[[], object], may: Callable[[Sequence[T]], bool], kind: str = "plain"
    ) -> QPushButton:
        """One more act on the rows that are chosen."""
        made = button(words, does, kind)
        self.acts.append((made, may))
        self.flow.addWidget(made)
        self.allow()
        return made

    def put(self, rows: Sequence[T], told: str = "") -> None:
        """Show these rows, the one chosen before still chosen by its place; `told` stands above them."""
        at = max(0, self.table.currentIndex().row())
        self.model.put(rows)
        self.table.setVisible(bool(rows))
        say(self.told, told if rows else self.none)
        self.told.setVisible(bool(self.told.text()))
        if rows:
            self.table.selectRow(min(at, len(rows) - 1))
            self.table.fit_words()
        self.allow()

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.put(())
        blank(self.told)

    def chosen(self) -> list[T]:
        """The rows that are chosen, in order."""
        found = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [one for at in found if (one := self.model.value(at)) is not None]

    def one(self) -> T | None:
        """The first row that is chosen."""
        found = self.chosen()
        return found[0] if found else None

    def allow(self) -> None:
        """Which acts may be done now."""
        chosen = self.chosen()
        for made, may in self.acts:
            made.setEnabled(may(chosen))


class ListTab(QWidget):
    """A tab of lists that scrolls. `item_wanted`: a line's number and an item, to be shown in the review."""

    item_wanted = Signal(int, object)

    def __init__(self, desk: Desk, sentence: str, names: Names) -> None:
        super().__init__()
        self.desk, self._sentence, self.names, self.known = desk, sentence, names, Known()

    def lay(self, *parts: QWidget) -> None:
        """Lay these parts out, one below the other."""
        page = column(label(self._sentence, "hint"), *parts, 1, gap=12)
        page.setContentsMargins(14, 10, 14, 14)
        fill(QVBoxLayout(self), (scrolled(page),), 0, 0)

    def put_known(self, known: Known) -> None:
        """What forms choose from, as it stands now."""
        self.known = known

    def open_item(self, item: ItemId | None) -> None:
        """Show an item in the review, on the first line that it is relevant to."""
        if item is not None and (line := self.known.line_of(item)):
            self.item_wanted.emit(line, item)

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.known = Known()
        for one in self.findChildren(Listing):
            one.clear()

    def refresh(self) -> None:
        """Ask again."""

    def stop(self) -> None:
        """The case is being closed: nothing is looked up any more."""


class Looker(QObject):
    """Looks up, beside the window, what is logged when it is looked up; asked again meanwhile, it looks once more at
    the end."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self.jobs = desk, Jobs(self)
        self._next: Callable[[], None] | None = None
        self.jobs.finished.connect(calls(self._over))
        self.jobs.faulted.connect(desk.faulted)

    def ask(self, step: str, ask: Callable[[Session], Any], done: Callable[[Any], None]) -> None:
        """Ask a step on a connection of its own; `done` gets its answer."""
        if self.jobs.running:
            self._next = lambda: self.ask(step, ask, done)
            return
        run_for(self.desk, self.jobs, "", step, lambda own: one_step("looking it up", lambda: ask(own)), done)

    def _over(self) -> None:
        again, self._next = self._next, None
        if again is not None and self.desk.session is not None:
            again()

    def stop(self) -> None:
        """The case is being closed."""
        self._next = None
        self.jobs.wait()
