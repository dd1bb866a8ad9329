"""The days of the line as small bars above the list: brushed with the mouse, or with arrows and Return."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from evidence_review.gui import actions
from evidence_review.gui.models.look import LIGHT, Look
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.review.day_bars import Bar, bars, spanned
from evidence_review.gui.models.review.search_limits import day_words
from evidence_review.gui.models.table_rows import plain_tip
from evidence_review.gui.widgets.review.review_lists import Lists

LEAST = 4
"""Pixels of a bar with the gap behind it."""
OUTER = frozenset({"line", "flag", "item", "hold", "time"})


class DayStrip(QWidget):
    """The bars. `span_wanted`: first and last day of what was brushed."""

    span_wanted = Signal(object, object)

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self.lists, self.look = lists, LIGHT
        self.days: tuple[tuple[str, int], ...] = ()
        self.bars: tuple[Bar, ...] = ()
        self.chosen: tuple[int, int] | None = None
        self._number = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Days of this line")
        lists.lines_changed.connect(self._follow)
        lists.desk.changed.connect(self._changed)
        lists.desk.closed.connect(lambda: self._came((0, ())))

    def _follow(self) -> None:
        if self.lists.number != self._number:
            self._read()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & OUTER:
            self._read()

    def _read(self) -> None:
        number = self._number = self.lists.number
        if not number:
            self._came((0, ()))
            return
        self.lists.desk.later(
            "days",
            lambda case: (number, actions.days_of_line(case, number)),
            self._came,
            at_once=not self.lists.is_long,
        )

    def _came(self, told: tuple[int, Sequence[tuple[str, int]]]) -> None:
        number, days = told
        if number == self.lists.number or not number:
            self.days = tuple(days)
            self._lay()

    def _lay(self) -> None:
        self.bars, self.chosen = bars(self.days, max(1, self.width() // LEAST)), None
        self._say()

    def dress(self, look: Look) -> None:
        """Other colours."""
        self.look = look
        self.update()

    def _say(self) -> None:
        told = "Arrows move along the days, Shift and the arrows choose more, Return lists them."
        self.setAccessibleDescription(f"{self.words()}. {told}" if self.bars else "No item has a day.")
        self.update()

    def words(self) -> str:
        """What is chosen, in a sentence; "" where nothing is."""
        if self.chosen is None:
            return ""
        first, last, items = spanned(self.bars, *self.chosen)
        span = day_words(first) + (f" to {day_words(last)}" if last > first else "")
        return f"{span}: {count(items, 'item')}"

    # --- choosing ------------------------------------------------------------------------

    def bar_box(self, at: int) -> QRectF:
        """Where a bar may stand, over the whole height."""
        wide = min(18.0, self.width() / max(1, len(self.bars)))
        return QRectF(at * wide, 0, wide, self.height())

    def _at(self, x: float) -> int:
        wide = self.bar_box(0).width()
        return max(0, min(len(self.bars) - 1, int(x / wide)))

    def _choose(self, anchor: int, here: int) -> None:
        self.chosen = (anchor, here)
        self._say()

    def _list(self) -> None:
        if self.chosen is not None:
            first, last, _ = spanned(self.bars, *self.chosen)
            self.span_wanted.emit(first, last)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A span begins."""
        if self.bars and event.button() is Qt.MouseButton.LeftButton:
            at = self._at(event.position().x())
            self._choose(at, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The span grows while the button is held; else the bar under the mouse is named."""
        if not self.bars:
            return
        at = self._at(event.position().x())
        if self.chosen is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self.chosen[0], at)
        words = self.words() if event.buttons() else self.bars[at].words
        QToolTip.showText(event.globalPosition().toPoint(), plain_tip(words), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The span is listed."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Shift and arrows, Home, End, Return, Escape."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}
        key = Qt.Key(event.key())
        if self.bars and key in steps:
            anchor, here = self.chosen or (-1, -1)
            to = max(0, min(len(self.bars) - 1, here + steps[key]))
            stays = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and anchor >= 0
            self._choose(anchor if stays else to, to)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen is not None:
            self._list()
        elif key is Qt.Key.Key_Escape and self.chosen is not None:
            self.chosen = None
            self._say()
        else:
            super().keyPressEvent(event)

    # --- drawing -------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As high as two lines of text."""
        return QSize(120, self.fontMetrics().height() * 2 + 4)

    def minimumSizeHint(self) -> QSize:
        """Narrow where it must be."""
        return QSize(40, self.sizeHint().height())

    # Qt calls it with this type, or with no argument
    def resizeEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """More or fewer bars."""
        super().resizeEvent(event)  # pyright: ignore[reportArgumentType]  # Qt gives a QResizeEvent
        self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars, what is chosen among them, and where the keys are."""
        del event
        painter = QPainter(self)
        foot = self.height() - 3
        painter.setPen(QColor(self.look.line))
        painter.drawLine(0, foot, self.width(), foot)
        most = max((bar.items for bar in self.bars), default=0)
        low, high = sorted(self.chosen) if self.chosen else (0, -1)
        for at, bar in enumerate(self.bars):
            box = self.bar_box(at)
            if low <= at <= high:
                painter.fillRect(box, QColor(self.look.soft))
            if bar.items:
                tall = max(2.0, (foot - 3) * bar.items / most)
                gap = 1.0 if box.width() > 3 else 0.0
                colour = self.look.accent if low <= at <= high or not self.chosen else self.look.muted
                painter.fillRect(QRectF(box.left(), foot - tall, box.width() - gap, tall), QColor(colour))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.look.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
