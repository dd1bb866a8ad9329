"""The picture of a page: pixels from the same engine that redacts, so that what is approved is what goes
(reference/platform.md 5)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea

from evidence_review.gui.models.seen import Seen
from evidence_review.workflow.case.views import Picture

MARGIN = 10
_WASH = 60

type Box = tuple[float, float, float, float]
type Marked = tuple[Box, str]
"""A box in shares of the page's width and height (left, top, right, bottom), and its colour as #rrggbb."""


def image_of(picture: Picture) -> QImage:
    """The pixels, copied, so that nothing is shared with whoever made them; a null image where sizes do not
    agree."""
    if picture.width < 1 or picture.height < 1 or len(picture.rgb) != picture.width * picture.height * 3:
        return QImage()
    return QImage(
        picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888
    ).copy()


class PageView(QAbstractScrollArea):
    """A page as wide as the pane. Nothing can be copied from it."""

    seen_whole = Signal()
    _painted_whole = Signal()

    def __init__(self, name: str = "Picture of the page") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.image = QImage()
        self.grey = False
        self.seen = Seen()
        self.marked: tuple[Marked, ...] = ()
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self._painted_whole.connect(self._tell_seen, Qt.ConnectionType.QueuedConnection)

    def mark(self, marked: Sequence[Marked]) -> None:
        """Draw these boxes over the page."""
        self.marked = tuple(marked)
        self.viewport().update()

    def put(self, image: QImage) -> None:
        """Show this page from its top; a null image shows nothing."""
        grey = self.grey and not image.isNull()
        self.image = image.convertToFormat(QImage.Format.Format_Grayscale8) if grey else image
        self.seen = Seen()
        self.verticalScrollBar().setValue(0)
        self._arrange()

    def _area(self) -> QRect:
        if self.image.isNull():
            return QRect()
        wide = min(self.viewport().width() - 2 * MARGIN, self.image.width())
        wide = max(40, wide)
        return QRect(
            (self.viewport().width() - wide) // 2,
            MARGIN,
            wide,
            max(1, self.image.height() * wide // self.image.width()),
        )

    def _arrange(self) -> None:
        area, bar = self._area(), self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self.fontMetrics().height() * 2)
        bar.setRange(0, max(0, area.bottom() + 1 + MARGIN - self.viewport().height()))
        self._moved()

    def _moved(self) -> None:
        self.viewport().update()

    def _note_painted(self, top: int, bottom: int) -> None:
        """These rows of pixels of the viewport were painted: what of the page lies in them is seen."""
        area = self._area()
        if area.isEmpty():
            return
        offset, before = self.verticalScrollBar().value() - area.top(), self.seen.whole
        self.seen = self.seen.at_height(area.height()).also(offset + top, offset + bottom)
        if self.seen.whole and not before:
            self._painted_whole.emit()

    def _tell_seen(self) -> None:
        """The page was painted whole, once the painting is over; another may have come meanwhile."""
        if self.seen.whole:
            self.seen_whole.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out for the width there is."""
        super().showEvent(event)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as the pane."""
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        """As much as it is given."""
        return QSize(420, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part on the screen."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().window())
        if not self.image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            area = self._area().translated(0, -self.verticalScrollBar().value())
            painter.drawImage(area, self.image)
            painter.setPen(self.palette().mid().color())
            painter.drawRect(area.adjusted(0, 0, -1, -1))
            for box, colour in self.marked:
                self._paint_box(painter, area, box, QColor(colour))
        painter.end()
        self._note_painted(event.rect().top(), event.rect().bottom() + 1)

    def _paint_box(self, painter: QPainter, area: QRect, box: Box, colour: QColor) -> None:
        """A wash that leaves the words readable, and a line below them, so that colour alone does not carry
        it."""
        left, top, right, bottom = box
        place = QRectF(
            area.left() + left * area.width(),
            area.top() + top * area.height(),
            (right - left) * area.width(),
            (bottom - top) * area.height(),
        )
        wash = QColor(colour)
        wash.setAlpha(_WASH)
        painter.fillRect(place, wash)
        painter.setPen(QPen(colour, 2))
        painter.drawLine(place.bottomLeft(), place.bottomRight())

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in other colours."""
        super().changeEvent(event)
        self.viewport().update()
