"""What every tab of the overview has: a read beside the window, a sentence of totals, what is chosen, and the way to the
list in Review."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import button, calls, fill, label, row, say
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.search_views import Wanted


class OverviewTab(QWidget):
    """A chart and its table. `wanted`: what is chosen, as a search of the line; `name` names the question."""

    wanted = Signal(object)
    name = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.number = desk, 0
        self.total, self.chosen = label("", "hint"), label("", "strong")
        self.chosen.setAccessibleName("What is chosen")
        self.list = button(
            "List in Review", self.list_chosen, "primary", "What is chosen, as a search of its line"
        )
        self.list.setEnabled(False)

    def table[T](
        self, name: str, columns: tuple[Column[T], ...], widths: tuple[int, ...], stretch: int
    ) -> tuple[Rows[T], Table]:
        """The table that says what the chart draws; several of its rows can be chosen."""
        model, made = Rows(columns, self), Table(name, stretch=stretch)
        made.setModel(model)
        made.widths(*widths)
        made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        return model, made

    def build(self, chart: QWidget, table: QWidget, shares: tuple[int, int], *more: QWidget) -> None:
        """Chart and table side by side, totals above, what is chosen below."""
        middle = QHBoxLayout()
        fill(middle, (chart, table), 12, 0)
        middle.setStretch(0, shares[0])
        middle.setStretch(1, shares[1])
        foot = row(self.chosen, *more, self.list)
        foot.setStretch(0, 1)
        box = QVBoxLayout(self)
        fill(box, (self.total, middle, foot), 8, 14)
        box.setStretch(1, 1)

    def read(self, case: actions.Session, number: int) -> Any:
        """Ask the case; beside the window."""
        del case, number
        raise AssertionError(self.name)

    def put(self, found: Any) -> None:
        """Show what was read."""
        del found
        raise AssertionError(self.name)

    def choice(self) -> Wanted | None:
        """What is chosen, as a search; None where nothing is."""
        return None

    def look(self, number: int) -> None:
        """Ask again, for a line or for all (0)."""
        self.number = number
        self.desk.later(f"overview {self.name}", lambda case: (number, self.read(case, number)), self._came)

    def _came(self, told: tuple[int, Any]) -> None:
        if told[0] == self.number and self.noted(told[1]):
            self.put(told[1])

    def noted(self, found: Any) -> bool:
        """Whether it stands on the log that this is seen, where it has to; nothing else is shown."""
        del found
        return True

    def clear(self) -> None:
        """Nothing of a case that was closed stays."""
        self.say_chosen("")
        say(self.total, "")

    def say_chosen(self, words: str) -> None:
        """Say what is chosen, and let it be listed where something is."""
        say(self.chosen, words)
        wanted = self.choice()
        self.list.setEnabled(wanted is not None and not wanted.is_empty)

    def list_chosen(self) -> None:
        """Hand what is chosen on to the list in Review."""
        wanted = self.choice()
        if wanted is not None and not wanted.is_empty:
            self.wanted.emit(wanted)


def rows_of(table: Table) -> list[int]:
    """The rows that are chosen, in order."""
    return sorted(index.row() for index in table.selectionModel().selectedRows())


def follow_rows(table: Table, chosen: Callable[[], object], activated: Callable[[], object]) -> None:
    """Tell when other rows are chosen, and when Return or a double click asks for them."""
    table.selectionModel().selectionChanged.connect(calls(chosen))
    table.activated.connect(calls(activated))
