"""A chart that is its own table: each row has its name, its number in words, and a bar drawn beside them."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from evidence_review.gui.models.audit_rows import MEASURED
from evidence_review.gui.models.paged_rows import BarRows
from evidence_review.gui.models.table_rows import Index
from evidence_review.gui.widgets.parts.table_views import Table, as_high_as_its_rows

LEAST = 3.0
"""Pixels of the smallest bar that is not nothing; its number tells how small it is."""


class BarCells(QStyledItemDelegate):
    """Draws a share as a frame that is filled from the left. Length and frame carry the meaning, not the
    colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, then its bar."""
        super().paint(painter, option, index)
        share = float(index.data(Qt.ItemDataRole.UserRole) or 0.0)
        inside = QRectF(option.rect).adjusted(4.5, 6.5, -8.5, -6.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(option.palette.color(QPalette.ColorRole.PlaceholderText), 1))
        painter.drawRoundedRect(inside, 3, 3)
        if share > 0:
            wide = max(LEAST, inside.width() * min(1.0, share))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.color(QPalette.ColorRole.Link))
            painter.drawRoundedRect(QRectF(inside.left(), inside.top(), wide, inside.height()), 3, 3)
        painter.restore()


class BarTable(Table):
    """A chart of some rows; more of them scroll."""

    def __init__(self, name: str, most: int = 8) -> None:
        super().__init__(name, stretch=3)
        self.rows, self._most = BarRows(MEASURED, self), most
        self.setModel(self.rows)
        self.setItemDelegateForColumn(3, BarCells(self))
        self.widths(20, 34, 26, 20)

    def put(self, rows: tuple[object, ...]) -> None:
        """Show these, as high as they need."""
        self.rows.put(rows)  # pyright: ignore[reportArgumentType]  # rows of a chart
        as_high_as_its_rows(self, self._most)
