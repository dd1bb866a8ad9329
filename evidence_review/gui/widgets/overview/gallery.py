"""Small covered pictures, asked for as far as they can be seen; one of them plain while a key is held."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from evidence_review.gui.models.overview.overview_columns import when
from evidence_review.gui.widgets.parts.building_blocks import calls
from evidence_review.workflow.case.overview_views import PictureRow

LEAST_TILE, GAP = 132, 10
KEYS = (
    "Pictures are covered. Hold Space to see the one in front; the first time it asks why, and that is logged. Arrows "
    "move, Shift chooses more, Return lists what is chosen."
)
type Key = tuple[int, int]
"""Item, and number of the file in it."""


class Gallery(QAbstractScrollArea):
    """The pictures. `needed`: those that can be seen may have to be asked for; `held`: Space is held (True) or let go;
    `brushed`: others are chosen; `asked`: they are to be listed."""

    needed = Signal()
    held = Signal(bool)
    brushed = Signal()
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[PictureRow] = ()
        self.small: Mapping[Key, QImage] = {}
        self.start = self.end = -1
        self.plain = QImage()
        self.grey = False
        self._soon = QTimer(self, singleShot=True, interval=60)
        self._soon.timeout.connect(self.needed)
        self.setAccessibleName("Pictures")
        self.setAccessibleDescription(KEYS)
        self.setToolTip(KEYS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(calls(self._soon.start))

    def put(self, rows: Sequence[PictureRow], small: Mapping[Key, QImage]) -> None:
        """Show other pictures, with none chosen; `small` is filled as they come."""
        self.rows, self.small, self.start, self.end = rows, small, -1, -1
        self.plain = QImage()
        self.verticalScrollBar().setValue(0)
        self._arrange()
        self._soon.start()

    def show_plain(self, image: QImage) -> None:
        """Show one picture as it is; a null image covers it again."""
        self.plain = image
        self.viewport().update()

    def choose(self, start: int, end: int) -> None:
        """Choose from one picture to another; the last can be seen."""
        if not self.rows:
            return
        self.start, self.end = (max(0, min(len(self.rows) - 1, one)) for one in (start, end))
        self.plain = QImage()
        row = self.rows[self.end]
        told = f"Picture {self.end + 1:,} of {len(self.rows):,}, item {row.item:,}, {when(row.time)}. "
        self.setAccessibleDescription(told + KEYS)
        place, bar = self.place(self.end), self.verticalScrollBar()
        if place.top() < 0 or place.bottom() > self.viewport().height():
            over = place.top() - GAP if place.top() < 0 else place.bottom() - self.viewport().height() + GAP
            bar.setValue(bar.value() + over)
        self.viewport().update()
        self.brushed.emit()

    def chosen(self) -> Sequence[PictureRow]:
        """The pictures that are chosen."""
        low, high = sorted((self.start, self.end))
        return self.rows[low : high + 1] if low >= 0 else ()

    # --- where things are --------------------------------------------------------------

    @property
    def tile(self) -> int:
        """The sides of a picture with its time, in pixels."""
        return max(LEAST_TILE, self.fontMetrics().horizontalAdvance("08.03.2025 18:05") + 16)

    @property
    def across(self) -> int:
        """How many stand beside each other."""
        return max(1, (self.viewport().width() - GAP) // (self.tile + GAP))

    def place(self, at: int) -> QRect:
        """Where a picture is drawn in the viewport."""
        down, across = divmod(at, self.across)
        return QRect(
            GAP + across * (self.tile + GAP),
            GAP + down * (self.tile + GAP) - self.verticalScrollBar().value(),
            self.tile,
            self.tile,
        )

    def seen(self) -> range:
        """The pictures that can be seen now."""
        top = self.verticalScrollBar().value()
        first = max(0, top // (self.tile + GAP)) * self.across
        rows = self.viewport().height() // (self.tile + GAP) + 2
        return range(min(first, len(self.rows)), min(len(self.rows), first + rows * self.across))

    def at(self, point: QPoint) -> int:
        """The picture under a point, -1 for none."""
        return next((at for at in self.seen() if self.place(at).contains(point)), -1)

    def _arrange(self) -> None:
        lines = -(-len(self.rows) // self.across)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, lines * (self.tile + GAP) + GAP - self.viewport().height()))
        bar.setPageStep(max(1, self.viewport().height()))
        bar.setSingleStep((self.tile + GAP) // 2)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other sizes, other rows."""
        super().resizeEvent(event)
        self._arrange()
        self._soon.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that it has the keys."""
        super().focusInEvent(event)
        self.viewport().update()

    # --- drawing -----------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The covered pictures that can be seen, and the one that is held plain over them."""
        del event
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        low, high = sorted((self.start, self.end))
        for at in self.seen():
            self._paint_tile(painter, at)
            if low <= at <= high and low >= 0:
                wide = 4 if at == self.end else 2
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), wide))
                painter.drawRect(self.place(at).adjusted(1, 1, -2, -2))
        if not self.plain.isNull():
            self._paint_plain(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _paint_tile(self, painter: QPainter, at: int) -> None:
        row, place = self.rows[at], self.place(at)
        colours, line = self.palette(), self.fontMetrics().height()
        room = place.adjusted(6, 6, -6, -line - 8)
        painter.fillRect(place, colours.color(QPalette.ColorRole.Base))
        image = self.small.get((row.item, row.file))
        painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
        if image is None or image.isNull():
            words = "…" if image is None else "cannot be shown"
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
        else:
            painter.drawImage(_inside(room, image.size()), self._toned(image))
        painter.setPen(colours.color(QPalette.ColorRole.Text))
        foot = QRect(place.left(), place.bottom() - line - 4, place.width(), line)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, when(row.time))

    def _paint_plain(self, painter: QPainter) -> None:
        room = self.viewport().rect().adjusted(12, 12, -12, -12)
        painter.fillRect(self.viewport().rect(), self.palette().color(QPalette.ColorRole.Base))
        painter.drawImage(_inside(room, self.plain.size()), self._toned(self.plain))

    def _toned(self, image: QImage) -> QImage:
        return image.convertToFormat(QImage.Format.Format_Grayscale8) if self.grey else image

    # --- mouse and keys ----------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a picture; with Shift all from the one before to it."""
        at = self.at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and at >= 0:
            extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.start >= 0
            self.choose(self.start if extends else at, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, choose more, see, list."""
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.across,
            Qt.Key.Key_Down: self.across,
            Qt.Key.Key_Home: -len(self.rows),
            Qt.Key.Key_End: len(self.rows),
        }.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat() and self.end >= 0:
                self.held.emit(True)
        elif step and self.rows:
            end = self.end + step if self.end >= 0 else 0
            extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.start >= 0
            self.choose(self.start if extends else end, end)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """What Space showed is covered again."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.held.emit(False)
            return
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever turns to something else no longer holds the key."""
        super().focusOutEvent(event)
        self.viewport().update()
        self.held.emit(False)


def _inside(room: QRect, size: QSize) -> QRect:
    """As large as fits into the room, in its middle."""
    place = QRect(QPoint(0, 0), size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
    place.moveCenter(room.center())
    return place
