"""People as circles, and what went between them as lines. The table beside it says the same."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from evidence_review.gui.models.overview.tie_layout import TieLayout
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.widgets.overview.day_grid_view import blend
from evidence_review.workflow.case.overview_views import PersonCount, Tie

KEYS = (
    "Click a person or a line. Keys: Right and Left go from person to person, Down and Up through the lines of that "
    "person, Return lists what is chosen."
)
_ROOM = 46
"""Pixels around the picture, for names."""


class TieGraphView(QWidget):
    """The graph. `picked`: a person (by number) or a pair, 0 for nobody; `asked`: it is to be listed."""

    picked = Signal(int, int)
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.layout_of = TieLayout()
        self.one = self.other = 0
        self.setAccessibleName("People and what went between them")
        self.setAccessibleDescription(KEYS)
        self.setToolTip(KEYS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(280, 220)

    def put(self, layout: TieLayout) -> None:
        """Show other people, with nobody chosen."""
        self.layout_of, self.one, self.other = layout, 0, 0
        self.update()

    def pick(self, one: int, other: int = 0) -> None:
        """Choose a person, or what went between two."""
        self.one, self.other = one, other
        self.update()
        self.picked.emit(one, other)

    def spot(self, number: int) -> QPointF:
        """Where a person is drawn."""
        x, y = self.layout_of.spots[number]
        foot = 34 + self.fontMetrics().height()  # the largest circle, and the name below it
        return QPointF(_ROOM * 1.4 + x * (self.width() - 2.8 * _ROOM), 30 + y * (self.height() - 30 - foot))

    def _radius(self, one: PersonCount) -> float:
        return 6 + 18 * self.layout_of.size(one)

    def _near(self, point: QPointF) -> tuple[int, int]:
        """The person, else the line, under a point."""
        for one in self.layout_of.people:
            away = self.spot(one.who.number) - point
            if away.x() ** 2 + away.y() ** 2 <= max(10.0, self._radius(one)) ** 2:
                return one.who.number, 0
        best = min(self.layout_of.ties, key=lambda tie: self._off(tie, point), default=None)
        return (best.one, best.other) if best and self._off(best, point) <= 6 else (0, 0)

    def _off(self, tie: Tie, point: QPointF) -> float:
        one, other = self.spot(tie.one), self.spot(tie.other)
        way = other - one
        long = way.x() ** 2 + way.y() ** 2 or 1.0
        share = QPointF.dotProduct(point - one, way) / long
        off = point - (one + way * max(0.0, min(1.0, share)))
        return (off.x() ** 2 + off.y() ** 2) ** 0.5

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines, circles, then names."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = (
            self.palette().color(QPalette.ColorRole.Base),
            self.palette().color(QPalette.ColorRole.Text),
        )
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.fillRect(self.rect(), ground)
        for tie in sorted(self.layout_of.ties, key=self._is_picked):
            wide = 1 + 5 * self.layout_of.weight(tie)
            painter.setPen(QPen(accent if self._is_picked(tie) else blend(ground, ink, 0.35), wide))
            painter.drawLine(self.spot(tie.one), self.spot(tie.other))
        for one in self.layout_of.people:
            taken = one.who.number in {self.one, self.other}
            painter.setPen(QPen(ink, 2.5 if taken else 1))
            painter.setBrush(accent if taken else blend(ground, accent, 0.45))
            painter.drawEllipse(self.spot(one.who.number), self._radius(one), self._radius(one))
        painter.setPen(ink)
        for one in self.layout_of.people[:24]:
            self._paint_name(painter, one)
        if self.hasFocus():
            painter.setPen(QPen(accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _is_picked(self, tie: Tie) -> bool:
        return self.one in {tie.one, tie.other} and (not self.other or self.other in {tie.one, tie.other})

    def _paint_name(self, painter: QPainter, one: PersonCount) -> None:
        at, high = self.spot(one.who.number), self.fontMetrics().height()
        place = QRectF(at.x() - 2 * _ROOM, at.y() + self._radius(one) + 1, 4 * _ROOM, high)
        left = max(2.0, min(self.width() - place.width() - 2.0, place.left()))
        place.moveLeft(left)
        words = one_line(one.who.label, 22)
        under = painter.boundingRect(place, Qt.AlignmentFlag.AlignCenter, words).adjusted(-2, 0, 2, 0)
        painter.fillRect(under, self.palette().color(QPalette.ColorRole.Base))  # no line runs through a name
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.pick(*self._near(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """List what is under the mouse."""
        self.pick(*self._near(event.position()))
        if self.one:
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From person to person, through the lines of one, and list."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        people = [one.who.number for one in self.layout_of.people]
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.asked.emit()
        elif not step or not people:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Right, Qt.Key.Key_Left}:
            at = people.index(self.one) + step if self.one in people else 0
            self.pick(people[at % len(people)])
        elif self.one:
            ties = [tie for tie in self.layout_of.ties if self.one in {tie.one, tie.other}]
            others = [0, *(tie.other if tie.one == self.one else tie.one for tie in ties)]
            self.pick(self.one, others[(others.index(self.other) + step) % len(others)])
