"""A table of rows that come a page at a time: the next page is asked for when the last row is near."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from evidence_review.gui.models.audit_rows import Measured
from evidence_review.gui.models.table_rows import NOWHERE, Index, Rows


class PagedRows[T](Rows[T]):
    """Rows that grow; `more_wanted` asks for the page behind the last row."""

    more_wanted = Signal()
    _more = False

    def begin(self, rows: Sequence[T], *, more: bool) -> None:
        """Show the first page instead of what was shown; whether there is more."""
        self._more = more
        self.put(list(rows))

    def add(self, rows: Sequence[T], *, more: bool) -> None:
        """Show one more page below."""
        self._more = more
        if rows:
            first = self.rowCount()
            self.beginInsertRows(NOWHERE, first, first + len(rows) - 1)
            self._rows = [*self._rows, *rows]
            self.endInsertRows()

    def canFetchMore(self, parent: Index = NOWHERE) -> bool:
        """Whether a further page is there and not asked for yet."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index = NOWHERE) -> None:
        """Ask for it, once."""
        if self.canFetchMore(parent):
            self._more = False
            self.more_wanted.emit()


class BarRows(Rows[Measured]):
    """Rows of a chart: the last column holds the share that its bar shows."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The share of a bar, beside what a plain table says."""
        if role == Qt.ItemDataRole.UserRole and index.column() == self.columnCount() - 1:
            value = self.value(index.row())
            return value.share if value else None
        return super().data(index, role)
