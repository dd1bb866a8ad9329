"""A page on which areas are drawn with the mouse or with keys; each also stands in a list beside it."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen

from evidence_review.gui.models.drawn import STEP, Areas, Box
from evidence_review.gui.widgets.parts.page_view import PageView

KEYS = (
    "Drag with the mouse to draw an area. Keys: Insert adds one, arrows move it, Shift with arrows "
    "makes it larger or smaller, N goes to the next, Delete takes it away."
)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class AreaView(PageView):
    """The page in front with its areas. `changed` gives the areas as they now are."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("Page: draw areas")
        self.setAccessibleDescription(KEYS)
        self.page = 0
        self.areas = Areas()
        self._from: QPointF | None = None
        self._to: QPointF | None = None
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)

    def show_areas(self, areas: Areas, page: int) -> None:
        """Show the areas of this page (from 0)."""
        self.areas, self.page = areas, page
        self.viewport().update()

    def _place(self) -> QRect:
        return self._area().translated(0, -self.verticalScrollBar().value())

    def _share(self, point: QPointF) -> tuple[float, float]:
        place = self._place()
        across = (point.x() - place.left()) / max(1, place.width())
        down = (point.y() - place.top()) / max(1, place.height())
        return min(1.0, max(0.0, across)), min(1.0, max(0.0, down))

    def _drag(self) -> Box | None:
        if self._from is None or self._to is None:
            return None
        (a, b), (c, d) = self._share(self._from), self._share(self._to)
        return min(a, c), min(b, d), max(a, c), max(b, d)

    def _tell(self, areas: Areas) -> None:
        self.areas = areas
        self.viewport().update()
        self.changed.emit(areas)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin an area."""
        if event.button() is Qt.MouseButton.LeftButton and not self.image.isNull():
            self._from = self._to = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it as far as the mouse is."""
        if self._from is not None:
            self._to = event.position()
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The area is drawn; a click takes the area under it in hand."""
        del event
        box = self._drag()
        self._from = self._to = None
        if box is None:
            return
        made = self.areas.add(self.page, box)
        if made is self.areas:
            x, y = box[0], box[1]
            under = [at for at, one in self.areas.on(self.page) if _holds(one.area.box, x, y)]
            made = Areas(self.areas.all, under[-1] if under else -1)
        self._tell(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add, move, size, choose and take away areas."""
        key = Qt.Key(event.key())
        arrow = _ARROWS.get(key)
        in_hand = (
            0 <= self.areas.at < len(self.areas.all) and self.areas.all[self.areas.at].area.page == self.page
        )
        if arrow and in_hand:
            across, down = arrow[0] * STEP, arrow[1] * STEP
            is_size = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell(self.areas.grown(across, down) if is_size else self.areas.moved(across, down))
        elif key is Qt.Key.Key_Insert and not self.image.isNull():
            self._tell(self.areas.add(self.page))
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and in_hand:
            self._tell(self.areas.without(self.areas.at))
        elif key is Qt.Key.Key_N:
            self._tell(self.areas.next_on(self.page))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, then its areas: filled where they go, a dashed frame where they are only proposed."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        place = self._place()
        for at, one in self.areas.on(self.page):
            self._paint(painter, _in(place, one.area.box), goes=one.goes, in_hand=at == self.areas.at)
        if (drag := self._drag()) is not None:
            self._paint(painter, _in(place, drag), goes=True, in_hand=True)
        painter.end()

    def _paint(self, painter: QPainter, box: QRectF, *, goes: bool, in_hand: bool) -> None:
        accent = self.palette().color(QPalette.ColorRole.Accent)
        if goes:
            ink = QColor(0, 0, 0, 165)
            painter.fillRect(box, ink)
        painter.setPen(
            QPen(accent, 3 if in_hand else 1.5, Qt.PenStyle.SolidLine if goes else Qt.PenStyle.DashLine)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)


def _in(place: QRect, box: Box) -> QRectF:
    left, top, right, bottom = box
    return QRectF(
        place.left() + left * place.width(),
        place.top() + top * place.height(),
        (right - left) * place.width(),
        (bottom - top) * place.height(),
    )


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
