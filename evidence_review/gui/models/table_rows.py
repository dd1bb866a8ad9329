"""One table model for every list of values: a column is a title and a function that says what a value shows
in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from evidence_review.gui.models.shown import one_line, visible

type Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column[T]:
    """What one column shows. `show` and `tip` give plain text; `right` sets figures to the right; `leads` gives what a
    number counts, None where it leads nowhere."""

    title: str
    show: Callable[[T], str]
    right: bool = False
    tip: Callable[[T], str] | None = None
    leads: Callable[[T], object] | None = None


class Rows[T](QAbstractTableModel):
    """A read-only table over a sequence that is kept as given, never copied, sorted or filtered here."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: Sequence[T] = ()

    def put(self, rows: Sequence[T]) -> None:
        """Show these values instead of those before."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def value(self, row: int) -> T | None:
        """The value of a row, None where there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def values(self) -> Sequence[T]:
        """Everything shown."""
        return self._rows

    def leads(self, index: Index) -> object:
        """What the number in a cell counts, None where it leads nowhere."""
        value = self.value(index.row()) if index.isValid() else None
        column = self.columns[index.column()] if value is not None else None
        return column.leads(value) if value is not None and column is not None and column.leads else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many values; none below a value."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """How many columns; none below a value."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Plain text with nothing invisible in it, its alignment, and a tip where a column has one."""
        value = self.value(index.row()) if index.isValid() else None
        if value is None:
            return None
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one_line(column.show(value), 400)
            case Qt.ItemDataRole.AccessibleTextRole:
                words = f"{column.title}: {one_line(column.show(value), 400)}"
                words += ". Return lists them" if self.leads(index) is not None else ""
                return f"{index.row() + 1} of {self.rowCount()}. {words}" if index.column() == 0 else words
            case Qt.ItemDataRole.ToolTipRole if column.tip:
                return plain_tip(column.tip(value))
            case Qt.ItemDataRole.TextAlignmentRole if column.right:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The title of a column; rows have none."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class TickRows[T](Rows[T]):
    """A table whose first column has a box that a person ticks, where `may` lets her; `ticked` says that one
    was."""

    ticked = Signal()

    def __init__(
        self, columns: Sequence[Column[T]], may: Callable[[T], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._may, self._on = may, set[int]()

    def put(self, rows: Sequence[T]) -> None:
        """Show these values instead of those before; none of them is ticked."""
        self._on = set()
        super().put(rows)

    def chosen(self) -> list[T]:
        """The values that are ticked, in order."""
        return [self._rows[at] for at in sorted(self._on)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A box in the first column of what may be ticked."""
        value = self.value(index.row())
        box = Qt.ItemFlag.ItemIsUserCheckable
        return (
            super().flags(index) | box
            if value is not None and index.column() == 0 and self._may(value)
            else super().flags(index)
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Whether it is ticked, beside what a plain table says."""
        if role == Qt.ItemDataRole.CheckStateRole and self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return Qt.CheckState.Checked if index.row() in self._on else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        put = self._on.add if Qt.CheckState(value) is Qt.CheckState.Checked else self._on.discard
        put(index.row())
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True


def plain_tip(text: str) -> str:
    """A tool tip that Qt cannot take for rich text: escaped and wrapped in a tag of our own
    (reference/safety.md 4.2).
    """
    safe = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt>{safe}</qt>" if safe else ""
