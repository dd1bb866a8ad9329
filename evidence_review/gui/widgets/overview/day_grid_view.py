"""Days by hours as shades, with a brush for mouse and keys. The table beside it says the same in words."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from evidence_review.gui.models.overview.day_grid import HOURS, Brush, Grid, brush_words

KEYS = (
    "Drag with the mouse to choose. Keys: arrows move, Shift with arrows chooses more, Home and End go to the first and "
    "the last row, Return lists what is chosen."
)
ROW = "Sat 08 Mar 2025"
"""About how wide the words of a row are."""
ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


def blend(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two."""
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(begin + (end - begin) * share) for begin, end in pairs))


class DayGridView(QAbstractScrollArea):
    """The grid. `brushed`: another part is chosen; `asked`: it is to be listed."""

    brushed = Signal()
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.grid, self._longest = Grid(), ROW
        self.brush: Brush | None = None
        self._drags = False
        self.setAccessibleName("Days and hours")
        self.setAccessibleDescription(KEYS)
        self.setToolTip(KEYS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "true")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def put(self, grid: Grid) -> None:
        """Show another grid, with nothing chosen."""
        self.grid, self.brush = grid, None
        self._longest = max((row.words for row in grid.rows), key=len, default=ROW)
        self._arrange()
        self.viewport().update()

    def choose(self, brush: Brush | None) -> None:
        """Choose a part; the cell at its end can be seen."""
        self.brush = brush if self.grid.rows else None
        if self.brush:
            high, bar = self.row_height, self.verticalScrollBar()
            top = self.brush.end[0] * high
            page = self.viewport().height() - self.row_height
            bar.setValue(max(top + high - page, min(bar.value(), top)))
            self.setAccessibleDescription(f"{brush_words(self.grid, self.brush)}. {KEYS}")
        self.viewport().update()
        self.brushed.emit()

    # --- where things are --------------------------------------------------------------

    @property
    def row_height(self) -> int:
        """Pixels of a row, and of the head with the hours."""
        return self.fontMetrics().height() + 6

    def _left(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._longest) + 14

    def cell(self, row: int, hour: int) -> QRect:
        """Where a cell is drawn in the viewport."""
        left, high = self._left(), self.row_height
        wide = max(6.0, (self.viewport().width() - left - 4) / 24)
        top = high + row * high - self.verticalScrollBar().value()
        begin = left + round(hour * wide)
        return QRect(begin, top, left + round((hour + 1) * wide) - begin, high)

    def at(self, point: QPoint) -> tuple[int, int] | None:
        """The cell under a point; the nearest one beside the grid."""
        if not self.grid.rows:
            return None
        first, last = self.cell(0, 0), self.cell(0, 23)
        row = (point.y() - first.top()) // self.row_height
        hour = int((point.x() - first.left()) * 24 / max(1, last.right() - first.left() + 1))
        return max(0, min(len(self.grid.rows) - 1, row)), max(0, min(23, hour))

    def _arrange(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height() - self.row_height
        bar.setRange(0, max(0, len(self.grid.rows) * self.row_height - page))
        bar.setPageStep(max(1, page))
        bar.setSingleStep(self.row_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other sizes, other bars."""
        super().resizeEvent(event)
        self._arrange()

    # --- drawing -----------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that can be seen, the head, and the brush."""
        del event
        painter = QPainter(self.viewport())
        high = self.row_height
        first = self.verticalScrollBar().value() // high
        last = min(len(self.grid.rows), first + self.viewport().height() // high + 2)
        for row in range(first, last):
            self._paint_row(painter, row)
        self._paint_head(painter)
        if self.brush:
            self._paint_brush(painter, self.brush)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int) -> None:
        colours, one = self.palette(), self.grid.rows[row]
        ground, ink = colours.color(QPalette.ColorRole.Base), colours.color(QPalette.ColorRole.Highlight)
        painter.setPen(colours.color(QPalette.ColorRole.Text))
        begin = self.cell(row, 0)
        words = QRect(2, begin.top(), begin.left() - 8, begin.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, one.words)
        if not one.counts:
            painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
            across = begin.united(self.cell(row, 23))
            painter.drawText(across, Qt.AlignmentFlag.AlignCenter, "nothing in these days")
            return
        for hour in HOURS:
            shade = self.grid.shade(row, hour)
            place = self.cell(row, hour).adjusted(0, 0, -1, -1)
            painter.fillRect(place, blend(ground, ink, shade) if shade else ground)

    def _paint_head(self, painter: QPainter) -> None:
        colours = self.palette()
        painter.fillRect(
            0, 0, self.viewport().width(), self.row_height, colours.color(QPalette.ColorRole.Window)
        )
        painter.setPen(colours.color(QPalette.ColorRole.WindowText))
        wide = self.cell(0, 1).left() - self.cell(0, 0).left()
        step = next(
            (one for one in (1, 2, 3, 6) if wide * one > self.fontMetrics().horizontalAdvance("00 ")), 6
        )
        for hour in HOURS[::step]:
            place = QRect(self.cell(0, hour).left(), 0, wide * step, self.row_height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, f"{hour:02}")

    def _paint_brush(self, painter: QPainter, brush: Brush) -> None:
        over = self.cell(brush.rows[0], brush.hours[0]).united(self.cell(brush.rows[-1], brush.hours[-1]))
        painter.setClipRect(0, self.row_height, self.viewport().width(), self.viewport().height())
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 2))
        painter.drawRect(over.adjusted(0, 0, -1, -1))

    # --- mouse and keys ----------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to choose; with Shift choose on from where it began."""
        cell = self.at(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or cell is None:
            return
        self._drags = True
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and self.brush
        self.choose(Brush(self.brush.start, cell) if extends and self.brush else Brush(cell, cell))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose as far as the mouse is."""
        cell = self.at(event.position().toPoint())
        if self._drags and self.brush and cell and cell != self.brush.end:
            self.choose(Brush(self.brush.start, cell))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It is chosen."""
        del event
        self._drags = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, choose more, list."""
        step = ARROWS.get(Qt.Key(event.key()))
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if step and self.grid.rows:
            brush = self.brush
            self.choose(brush.moved(*step, len(self.grid.rows), extends=extends) if brush else Brush())
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.grid.rows:
            far = len(self.grid.rows) * (1 if event.key() == Qt.Key.Key_End else -1)
            self.choose((self.brush or Brush()).moved(far, 0, len(self.grid.rows), extends=extends))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.asked.emit()
        else:
            super().keyPressEvent(event)
