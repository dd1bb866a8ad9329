"""Calls by day as bars: full where answered, hatched where not, empty where nobody says."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from evidence_review.gui.models.overview.call_chart import CallBar

KEYS = (
    "Drag with the mouse to choose days. Keys: Left and Right move, Shift chooses more, Return lists what is "
    "chosen."
)


class CallChartView(QWidget):
    """The bars. `brushed`: other days are chosen; `asked`: they are to be listed."""

    brushed = Signal()
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.bars: Sequence[CallBar] = ()
        self.start = self.end = -1
        self._drags = False
        self.setAccessibleName("Calls by day")
        self.setAccessibleDescription(KEYS)
        self.setToolTip(KEYS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 160)

    def put(self, bars: Sequence[CallBar]) -> None:
        """Show other bars, with nothing chosen."""
        self.bars, self.start, self.end = bars, -1, -1
        self.update()

    def choose(self, start: int, end: int) -> None:
        """Choose from one bar to another."""
        if self.bars:
            self.start, self.end = (max(0, min(len(self.bars) - 1, one)) for one in (start, end))
            self.setAccessibleDescription(f"{self.bars[self.end].words}. {KEYS}")
            self.update()
            self.brushed.emit()

    def chosen(self) -> Sequence[CallBar]:
        """The bars that are chosen."""
        low, high = sorted((self.start, self.end))
        return self.bars[low : high + 1] if low >= 0 else ()

    def _ground(self) -> QRectF:
        high = self.fontMetrics().height() + 6
        left = self.fontMetrics().horizontalAdvance("0,000 ")
        return QRectF(left, high, self.width() - left - 8, self.height() - 2 * high - 2)

    def column(self, at: int) -> QRectF:
        """The room of a bar, from top to foot."""
        ground = self._ground()
        wide = min(46.0, ground.width() / max(1, len(self.bars)))
        return QRectF(ground.left() + at * wide, ground.top(), wide, ground.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars with their scale, the first and the last day."""
        del event
        painter = QPainter(self)
        colours = self.palette()
        ink, ground = colours.color(QPalette.ColorRole.Text), self._ground()
        painter.fillRect(self.rect(), colours.color(QPalette.ColorRole.Base))
        most = max((bar.calls for bar in self.bars), default=0)
        for at, bar in enumerate(self.bars):
            self._paint_bar(painter, self.column(at), bar, most)
        painter.setPen(ink)
        painter.drawLine(ground.bottomLeft(), ground.bottomRight())
        if most:
            painter.drawText(QPointF(4, ground.top() + self.fontMetrics().ascent()), f"{most:,}")
            foot = QRectF(ground.left(), ground.bottom() + 2, ground.width(), self.fontMetrics().height() + 2)
            painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, f"{self.bars[0].first:%d.%m.%Y}")
            if len(self.bars) * self.column(0).width() > 260:
                last = QRectF(foot)
                last.setRight(self.column(len(self.bars) - 1).right())
                painter.drawText(last, Qt.AlignmentFlag.AlignRight, f"{self.bars[-1].last:%d.%m.%Y}")
        if self.chosen():
            low, high = sorted((self.start, self.end))
            painter.setPen(QPen(ink, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.column(low).united(self.column(high)).adjusted(1, 1, -1, -1))
        if self.hasFocus():
            painter.setPen(QPen(colours.color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _paint_bar(self, painter: QPainter, place: QRectF, bar: CallBar, most: int) -> None:
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        fills = (
            (bar.answered, QBrush(accent)),
            (bar.missed, QBrush(accent, Qt.BrushStyle.BDiagPattern)),
            (bar.unsaid, QBrush(Qt.BrushStyle.NoBrush)),
        )
        foot, room = place.bottom(), place.height() - 4
        painter.setPen(QPen(accent, 1))
        inset = 1 if place.width() > 5 else 0
        for calls, fill in fills:
            high = room * calls / max(1, most)
            if calls:
                painter.setBrush(fill)
                painter.drawRect(
                    QRectF(place.left() + inset, foot - high, place.width() - 2 * inset - 1, high)
                )
                foot -= high

    def _at(self, across: float) -> int:
        return int((across - self._ground().left()) // max(0.1, self.column(0).width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to choose days; with Shift choose on."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._drags = True
            at = self._at(event.position().x())
            extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.start >= 0
            self.choose(self.start if extends else at, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose as far as the mouse is."""
        at = self._at(event.position().x())
        if self._drags and at != self.end:
            self.choose(self.start, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """They are chosen."""
        del event
        self._drags = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, choose more, list."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            end = self.end + step if self.end >= 0 else 0
            extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.start >= 0
            self.choose(self.start if extends else end, end)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.asked.emit()
        else:
            super().keyPressEvent(event)
