"""The picture of a page: pixels from the same engine that redacts, so that what is approved is what goes
(reference/platform.md 5)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.seen import Seen
from evidence_review.workflow.case.views import Picture

MARGIN = 10
_WASH = 60
BLUR, LESS = 24, 90
"""Pixels of the longer side that are left of a picture that is blurred, and of one with less detail."""
STEP, MOST_ZOOM = 1.25, 6.0
_ZOOMS = {"+": STEP, "=": STEP, "-": 1 / STEP, "0": 0.0}
"""By how much a key enlarges; 0 fits the width."""

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


def coarse(image: QImage, pixels: int) -> QImage:
    """The same picture made of so few pixels along its longer side that nothing in it is told apart."""
    small = image.scaled(
        pixels, pixels, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    way = Qt.TransformationMode.SmoothTransformation
    return small.scaled(small.width() * 16, small.height() * 16, Qt.AspectRatioMode.KeepAspectRatio, way)


class PageView(QAbstractScrollArea):
    """A page as wide as the pane, or larger. Nothing can be copied from it."""

    seen_whole = Signal()
    _painted_whole = Signal()

    _veiled: QImage | None

    def __init__(self, name: str = "Picture of the page") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.image = QImage()
        self.settings = ViewSettings()
        self.zoom = 1.0
        self.is_picture = self.is_lifted = False
        self.seen = Seen()
        self.marked: tuple[Marked, ...] = ()
        self.going: tuple[Box, ...] = ()
        self.is_masked = False
        self._clear, self._veiled = QImage(), None
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self._painted_whole.connect(self._tell_seen, Qt.ConnectionType.QueuedConnection)

    def mark(self, marked: Sequence[Marked], going: Sequence[Box] = ()) -> None:
        """Draw these boxes over the page; those that are `going` as what is to be redacted."""
        self.marked, self.going = tuple(marked), tuple(going)
        self.viewport().update()

    def put(self, image: QImage, *, is_picture: bool = False, is_masked: bool = False) -> None:
        """Show this page from its top, as wide as the pane; a null image shows nothing. What `is_picture`, not a page
        of words, is blurred or of less detail until Space is held, as the settings say. One that `is_masked` is not
        seen by being painted."""
        self.image, self.is_picture, self.is_lifted, self.is_masked = image, is_picture, False, is_masked
        self.seen, self.zoom = Seen(), 1.0
        self.verticalScrollBar().setValue(0)
        self._treat()
        self._arrange()

    def dress(self, settings: ViewSettings) -> None:
        """Other settings of how pages and pictures look."""
        self.settings = settings
        self._treat()
        self.viewport().update()

    def _treat(self) -> None:
        """What is painted: in grey, and what is painted until Space is held."""
        grey = self.settings.grey_pages and not self.image.isNull()
        self._clear = self.image.convertToFormat(QImage.Format.Format_Grayscale8) if grey else self.image
        self._veiled = (
            coarse(self._clear, BLUR if self.settings.blur_pictures else LESS) if self.is_veiled else None
        )

    @property
    def is_veiled(self) -> bool:
        """Whether the picture is not shown as it is until Space is held."""
        wanted = self.settings.blur_pictures or self.settings.less_detail
        return self.is_picture and wanted and not self.image.isNull()

    def lift(self, *, up: bool) -> bool:
        """Show the picture while Space is held, and cover it again; whether it is one that is covered."""
        self.is_lifted = up and self.is_veiled
        self.viewport().update()
        return self.is_veiled

    # --- how large -----------------------------------------------------------------------

    def fit(self) -> None:
        """As wide as the pane."""
        self.enlarge(1 / self.zoom)

    def enlarge(self, by: float) -> None:
        """Larger or smaller, around the middle of what is on the screen."""
        before = self.zoom
        self.zoom = max(0.25, min(MOST_ZOOM, self.zoom * by))
        share = self.zoom / before
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        across = self.horizontalScrollBar().value() + self.viewport().width() / 2
        self._arrange()
        self.verticalScrollBar().setValue(int(middle * share - self.viewport().height() / 2))
        self.horizontalScrollBar().setValue(int(across * share - self.viewport().width() / 2))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+ and - make it larger and smaller, 0 fits its width; Space, held, shows a covered picture."""
        if event.key() == Qt.Key.Key_Space and self.is_veiled:
            self.lift(up=True)
        elif event.text() in _ZOOMS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge(_ZOOMS[event.text()] or 1 / self.zoom)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of Space, and the picture is covered."""
        if event.key() == Qt.Key.Key_Space and self.is_veiled and not event.isAutoRepeat():
            self.lift(up=False)
            return
        super().keyReleaseEvent(event)

    def _area(self) -> QRect:
        if self.image.isNull():
            return QRect()
        fits = max(40, min(self.viewport().width() - 2 * MARGIN, self.image.width()))
        wide = max(40, int(fits * self.zoom))
        left = max(MARGIN, (self.viewport().width() - wide) // 2)
        return QRect(left, MARGIN, wide, max(1, self.image.height() * wide // self.image.width()))

    def _arrange(self) -> None:
        area, bar = self._area(), self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self.fontMetrics().height() * 2)
        bar.setRange(0, max(0, area.bottom() + 1 + MARGIN - self.viewport().height()))
        across = self.horizontalScrollBar()
        across.setPageStep(self.viewport().width())
        across.setSingleStep(bar.singleStep())
        across.setRange(0, max(0, area.right() + 1 + MARGIN - self.viewport().width()))
        self._moved()

    def _moved(self) -> None:
        self.viewport().update()

    def _note_painted(self, top: int, bottom: int) -> None:
        """These rows of pixels of the viewport were painted: what of the page lies in them is seen, unless it was
        covered, or wider than the screen."""
        area = self._area()
        is_cut = area.width() + MARGIN > self.viewport().width()  # a part lies beside the screen
        if area.isEmpty() or is_cut or self.is_masked or (self.is_veiled and not self.is_lifted):
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
            area = self._area().translated(
                -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
            )
            covers = self._veiled is not None and not self.is_lifted
            painter.drawImage(area, self._veiled if covers and self._veiled else self._clear)
            painter.setPen(self.palette().mid().color())
            painter.drawRect(area.adjusted(0, 0, -1, -1))
            for box, colour in self.marked:
                self._paint_box(painter, area, box, QColor(colour))
            for box in self.going:
                self._paint_going(painter, _on(area, box))
            if covers:
                self._paint_hint(painter)
        painter.end()
        self._note_painted(event.rect().top(), event.rect().bottom() + 1)

    def _paint_hint(self, painter: QPainter) -> None:
        """How a covered picture is seen."""
        words = "Covered. Hold Space to see it."
        wide = self.fontMetrics().horizontalAdvance(words) + 24
        box = QRect((self.viewport().width() - wide) // 2, 18, wide, self.fontMetrics().height() + 12)
        painter.fillRect(box, self.palette().base())
        painter.setPen(self.palette().text().color())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)

    def _paint_box(self, painter: QPainter, area: QRect, box: Box, colour: QColor) -> None:
        """A wash that leaves the words readable, and a line below them, so that colour alone does not carry
        it."""
        place = _on(area, box)
        wash = QColor(colour)
        wash.setAlpha(_WASH)
        painter.fillRect(place, wash)
        painter.setPen(QPen(colour, 2))
        painter.drawLine(place.bottomLeft(), place.bottomRight())

    def _paint_going(self, painter: QPainter, place: QRectF) -> None:
        """What is to be redacted: dark, with what is under it still to be told."""
        painter.fillRect(place, QColor(0, 0, 0, 150))
        painter.setPen(QPen(self.palette().highlight().color(), 2))
        painter.drawRect(place)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in other colours."""
        super().changeEvent(event)
        self.viewport().update()


def _on(area: QRect, box: Box) -> QRectF:
    """A box in shares of the page, where the page is painted."""
    left, top, right, bottom = box
    return QRectF(
        area.left() + left * area.width(),
        area.top() + top * area.height(),
        (right - left) * area.width(),
        (bottom - top) * area.height(),
    )
