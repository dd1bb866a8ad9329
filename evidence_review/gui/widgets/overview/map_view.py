"""Places on a map that comes with the program: coasts, groups with counts, a scale. Nothing is fetched."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from evidence_review.gui.coast import Coast
from evidence_review.gui.models.overview.map_sight import Cluster, Sight, scale_bar
from evidence_review.gui.widgets.overview.day_grid_view import blend

KEYS = (
    "Drag to move, wheel to come nearer, click a group. Keys: arrows move, + and - come nearer and go back, 0 shows all, "
    "N and P go from group to group, Return lists the group."
)
COARSE, STEP = 9.0, 60.0
"""Pixels a degree below which the coast is drawn coarsely; pixels by which the keys move the map."""


class MapView(QWidget):
    """The map. `rescaled`: groups are others now; `picked`: another group is chosen; `asked`: it is to be listed; `whole`:
    everything is to be seen again."""

    rescaled = Signal()
    picked = Signal()
    asked = Signal()
    whole = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.coast = Coast()
        self.sight = Sight()
        self.groups: Sequence[Cluster] = ()
        self.at = -1
        self._from: QPointF | None = None
        self._moved = False
        self.setAccessibleName("Map")
        self.setAccessibleDescription(KEYS)
        self.setToolTip(KEYS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(300, 240)

    def put(self, groups: Sequence[Cluster]) -> None:
        """Show other groups, with none chosen."""
        self.groups, self.at = groups, -1
        self.update()

    def look(self, sight: Sight) -> None:
        """Show another part of the world."""
        rescaled = sight.scale != self.sight.scale
        self.sight = sight
        self.update()
        if rescaled:
            self.rescaled.emit()

    def pick(self, at: int) -> None:
        """Choose a group, which can then be seen; -1 for none."""
        self.at = at
        if 0 <= at < len(self.groups):
            x, y = self.place(self.groups[at]).toTuple()  # pyright: ignore[reportGeneralTypeIssues]
            if not self.rect().adjusted(20, 20, -20, -20).contains(round(x), round(y)):
                self.sight = Sight(self.groups[at].spot, self.sight.scale)
        self.update()
        self.picked.emit()

    def place(self, group: Cluster) -> QPointF:
        """Where a group is drawn."""
        x, y = self.sight.pixels(group.spot)
        return QPointF(self.width() / 2 + x, self.height() / 2 + y)

    def radius(self, group: Cluster) -> float:
        """How large a group is drawn."""
        least = self.fontMetrics().height() / 2
        return least + 4 * math.log10(len(group.rows)) if len(group.rows) > 1 else 6.0

    # --- drawing -----------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Land, groups, scale."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        ink, base = colours.color(QPalette.ColorRole.Text), colours.color(QPalette.ColorRole.Base)
        painter.fillRect(self.rect(), blend(base, colours.color(QPalette.ColorRole.Highlight), 0.1))
        self._paint_land(painter, colours.color(QPalette.ColorRole.Window), blend(base, ink, 0.45))
        for at in range(len(self.groups) - 1, -1, -1):
            self._paint_group(painter, at)
        self._paint_scale(painter, ink)
        if self.hasFocus():
            painter.setPen(QPen(colours.color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _paint_land(self, painter: QPainter, ground: QColor, edge: QColor) -> None:
        scale, (x, y) = self.sight.scale, self.sight.middle
        wide, high = self.width() / scale, self.height() / scale
        seen = QRectF(x - wide / 2, y - high / 2, wide, high)
        turned = QTransform()
        turned.translate(self.width() / 2, self.height() / 2)
        turned.scale(scale, scale)
        turned.translate(-x, -y)
        painter.save()
        painter.setTransform(turned)
        pen = QPen(edge, 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(ground)
        for ring in self.coast.coarse if scale < COARSE else self.coast.fine:
            if ring.box.intersects(seen):
                painter.drawPath(ring.path)
        painter.restore()

    def _paint_group(self, painter: QPainter, at: int) -> None:
        group, place = self.groups[at], self.place(self.groups[at])
        wide = self.radius(group)
        if not self.rect().adjusted(-30, -30, 30, 30).contains(place.toPoint()):
            return
        colours, is_chosen = self.palette(), at == self.at
        accent = colours.color(QPalette.ColorRole.Highlight)
        painter.setBrush(colours.color(QPalette.ColorRole.Text) if is_chosen else accent)
        painter.setPen(QPen(colours.color(QPalette.ColorRole.Base), 2))
        painter.drawEllipse(place, wide, wide)
        if len(group.rows) > 1:
            over = QRectF(place.x() - 40, place.y() - 20, 80, 40)
            ink = colours.color(QPalette.ColorRole.Base if is_chosen else QPalette.ColorRole.HighlightedText)
            words = f"{len(group.rows):,}"
            if self.fontMetrics().horizontalAdvance(words) > 2 * wide - 4:
                over.translate(0, wide + self.fontMetrics().height() / 2)
                ink = colours.color(QPalette.ColorRole.Text)
            painter.setPen(ink)
            painter.drawText(over, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_scale(self, painter: QPainter, ink: QColor) -> None:
        wide, words = scale_bar(self.sight)
        left, foot = 14, self.height() - 14
        high = self.fontMetrics().height()
        back = QRectF(
            left - 6, foot - high - 8, max(wide, self.fontMetrics().horizontalAdvance(words)) + 12, high + 16
        )
        painter.fillRect(back, self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(QPen(ink, 2))
        painter.drawPolyline(
            [
                QPointF(left, foot - 5),
                QPointF(left, foot),
                QPointF(left + wide, foot),
                QPointF(left + wide, foot - 5),
            ]
        )
        painter.drawText(QPointF(left, foot - 6 - self.fontMetrics().descent()), words)

    # --- mouse and keys ----------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to move the map, or choose a group."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the map along."""
        if self._from is not None:
            way = event.position() - self._from
            if self._moved or abs(way.x()) + abs(way.y()) > 4:
                self._moved, self._from = True, event.position()
                self.look(self.sight.panned(-way.x(), -way.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses the group under it."""
        if self._from is not None and not self._moved:
            self.pick(self._under(event.position()))
        self._from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Come nearer to what is under the mouse."""
        self._near(2.0, event.position())

    def _under(self, point: QPointF) -> int:
        for at, group in enumerate(self.groups):
            off = self.place(group) - point
            if off.x() ** 2 + off.y() ** 2 <= (self.radius(group) + 3) ** 2:
                return at
        return -1

    def _near(self, times: float, point: QPointF) -> None:
        self.look(self.sight.zoomed(times, (point.x() - self.width() / 2, point.y() - self.height() / 2)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nearer or farther, where the mouse is."""
        self._near(1.25 ** (event.angleDelta().y() / 120), event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, come nearer, go from group to group, list."""
        key = Qt.Key(event.key())
        moves = {
            Qt.Key.Key_Left: (-STEP, 0.0),
            Qt.Key.Key_Right: (STEP, 0.0),
            Qt.Key.Key_Up: (0.0, -STEP),
            Qt.Key.Key_Down: (0.0, STEP),
        }
        times = {Qt.Key.Key_Plus: 1.5, Qt.Key.Key_Equal: 1.5, Qt.Key.Key_Minus: 1 / 1.5}
        steps = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}
        if key in moves:
            self.look(self.sight.panned(*moves[key]))
        elif key in times:
            self.look(self.sight.zoomed(times[key]))
        elif key in steps and self.groups:
            self.pick((self.at + steps[key]) % len(self.groups) if self.at >= 0 else 0)
        elif key is Qt.Key.Key_0:
            self.whole.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.asked.emit()
        else:
            super().keyPressEvent(event)
