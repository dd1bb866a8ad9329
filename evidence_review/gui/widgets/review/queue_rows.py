"""The queue as rows of two lines. What a row says is asked for once rows stand still on the screen, for those that
were painted and no others (docs/decisions/0052)."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evidence_review.gui.models.look import LIGHT, Look
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.queue import QueueModel
from evidence_review.gui.models.review.row_lines import RowLines, Sign
from evidence_review.gui.models.table_rows import Index
from evidence_review.gui.widgets.parts.table_views import Table

PADDING, STRIPE, SIGN_WIDE = 8, 3, 22
STILL = 60
"""Milliseconds for which rows stand still before they are read: what is scrolled past is not."""


class QueueRow(QStyledItemDelegate):
    """Draws a row: who to whom and when; a sign, and the first words with the hits in bold."""

    def __init__(self, parent: "QueueTable") -> None:
        super().__init__(parent)
        self.table = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        del option, index
        return QSize(120, self.table.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row."""
        lines: RowLines | None = index.data(QueueModel.LinesRole)
        # PySide's types do not list the fields of Qt's structures
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        # PySide's types do not list the fields of Qt's structures
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        look, font = self.table.look, self.table.font()
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(look.soft))
            painter.fillRect(rect.left(), rect.top(), STRIPE, rect.height(), QColor(look.accent))
        painter.setPen(QColor(look.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if lines is not None:
            self._first(painter, rect, lines, font, look)
            self._second(painter, rect, lines, font, look)
        painter.restore()

    def _first(self, painter: QPainter, rect: QRect, lines: RowLines, font: QFont, look: Look) -> None:
        small, strong = smaller(font), QFont(font)
        strong.setBold(lines.sign is Sign.UNDECIDED)
        metrics, when = QFontMetrics(strong), QFontMetrics(small)
        right = rect.right() - PADDING
        base = rect.top() + 5 + metrics.ascent()
        painter.setFont(small)
        painter.setPen(QColor(look.muted))
        wide = when.horizontalAdvance(lines.when)
        painter.drawText(right - wide, base, lines.when)
        left = rect.left() + PADDING + SIGN_WIDE
        draw_sign(
            painter, QRectF(rect.left() + PADDING, base - metrics.ascent() + 1, 14, 14), lines.sign, look
        )
        painter.setFont(strong)
        painter.setPen(QColor(look.text))
        room = right - wide - 10 - left
        painter.drawText(left, base, metrics.elidedText(lines.people, Qt.TextElideMode.ElideRight, room))

    def _second(self, painter: QPainter, rect: QRect, lines: RowLines, font: QFont, look: Look) -> None:
        small = smaller(font)
        metrics = QFontMetrics(small)
        top = rect.top() + 7 + QFontMetrics(font).height()
        right = rect.right() - PADDING
        painter.setFont(small)
        painter.setPen(QColor(look.accent if lines.is_stressed else look.muted))
        files = count(lines.files, "file") if lines.files else ""
        for said in (lines.state, lines.behind, files):
            if said:
                wide = metrics.horizontalAdvance(said)
                painter.drawText(right - wide, top + metrics.ascent(), said)
                right -= wide + 8
        left = rect.left() + PADDING + SIGN_WIDE
        if lines.words is None:
            return
        layout = QTextLayout(lines.words, small)
        layout.setFormats([_bold(a, b, look) for a, b in lines.hits])
        layout.beginLayout()
        line = layout.createLine()
        line.setNumColumns(len(lines.words) * 2)
        layout.endLayout()
        room = max(0, right - left)
        painter.setPen(QColor(look.text))
        if line.naturalTextWidth() > room:
            room -= metrics.horizontalAdvance("…")
            painter.drawText(left + room, top + metrics.ascent(), "…")
        painter.save()
        painter.setClipRect(QRect(left, top, max(0, room), metrics.height() + 4))
        layout.draw(painter, QPointF(left, top))
        painter.restore()


def _bold(start: int, end: int, look: Look) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, end - start
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    form.setBackground(QColor(look.warn_soft))
    made.format = form
    return made


def smaller(font: QFont) -> QFont:
    """The font of times and first words."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.93)
    return made


def draw_sign(painter: QPainter, box: QRectF, sign: Sign, look: Look) -> None:
    """The state as a shape, so that colour alone does not carry it: an empty ring, a tick, a cross, a question mark,
    an arrow back."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = box.adjusted(1, 1, -1, -1)
    colours = {Sign.RELEVANT: look.good, Sign.SECOND_LOOK: look.warn, Sign.CAME_BACK: look.bad}
    colour = QColor(colours.get(sign, look.muted))
    painter.setPen(QPen(colour, 1.8))
    if sign is Sign.UNDECIDED:
        painter.drawEllipse(inner.adjusted(1, 1, -1, -1))
    elif sign is Sign.SECOND_LOOK:
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(box.adjusted(-3, -3, 3, 3), int(Qt.AlignmentFlag.AlignCenter), "?")
    else:
        painter.drawPolyline([inner.topLeft() + _part(inner, *at) for at in _SHAPES[sign]])
        if sign is Sign.NOT_RELEVANT:
            painter.drawLine(
                inner.topLeft() + _part(inner, 0.8, 0.2), inner.topLeft() + _part(inner, 0.2, 0.8)
            )
    painter.restore()


_SHAPES = {
    Sign.RELEVANT: ((0.1, 0.55), (0.4, 0.85), (0.95, 0.15)),
    Sign.NOT_RELEVANT: ((0.2, 0.2), (0.8, 0.8)),
    Sign.CAME_BACK: (
        (0.35, 0.1),
        (0.1, 0.35),
        (0.35, 0.6),
        (0.1, 0.35),
        (0.85, 0.35),
        (0.85, 0.9),
        (0.3, 0.9),
    ),
}


def _part(box: QRectF, across: float, down: float) -> QPointF:
    return QPointF(box.width() * across, box.height() * down)


class QueueTable(Table):
    """The rows. `words_wanted`: the first and the last row that stand painted without words; `fold_wanted`: a row
    whose copies are to be shown or folded."""

    words_wanted = Signal(int, int)
    fold_wanted = Signal(int)
    _painted = Signal()

    def __init__(self, name: str) -> None:
        self.look = LIGHT
        super().__init__(name, stretch=0)
        self.setItemDelegate(QueueRow(self))
        self.horizontalHeader().hide()
        self.setVerticalScrollMode(Table.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._still = QTimer(self, singleShot=True, interval=STILL)
        self._still.timeout.connect(self.ask)
        self._painted.connect(self._still.start, Qt.ConnectionType.QueuedConnection)

    def row_height(self) -> int:
        """Two lines and a little air."""
        return self.fontMetrics().height() + QFontMetrics(smaller(self.font())).height() + 13

    def fit(self) -> None:
        """Rows of two lines."""
        super().fit()
        self.verticalHeader().setDefaultSectionSize(self.row_height())

    def dress(self, look: Look) -> None:
        """Other colours."""
        self.look = look
        self.viewport().update()

    def painted_rows(self) -> tuple[int, int]:
        """The first and the last row of which anything is on the screen; nothing as (0, -1)."""
        last = self.rowAt(self.viewport().height() - 1)
        first = self.rowAt(0)
        return (0, -1) if first < 0 else (first, last if last >= 0 else self.model().rowCount() - 1)

    def ask(self) -> None:
        """Ask for the words of the rows that stand on the screen, once they stand still."""
        first, last = self.painted_rows()
        if self.isVisible() and last >= first:
            self.words_wanted.emit(first, last)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows; then, when nothing moves any more, have their words read."""
        super().paintEvent(event)
        self._painted.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the words that say of copies opens or folds them."""
        at = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and self._is_on_copies(at, event.position().toPoint()):
            self.fold_wanted.emit(at.row())
            return
        super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row, but not by the words that say of copies."""
        at = self.indexAt(event.position().toPoint())
        if not self._is_on_copies(at, event.position().toPoint()):
            super().mousePressEvent(event)

    def _is_on_copies(self, at: Index, place: QPoint) -> bool:
        lines: RowLines | None = at.data(QueueModel.LinesRole) if at.isValid() else None
        if lines is None or not lines.behind:
            return False
        area, metrics = self.visualRect(at), QFontMetrics(smaller(self.font()))
        right = area.right() - PADDING
        right -= metrics.horizontalAdvance(lines.state) + 8 if lines.state else 0
        left = right - metrics.horizontalAdvance(lines.behind)
        return left <= place.x() <= right and place.y() > area.center().y()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: the words are wanted again where more rows stand on the screen."""
        super().changeEvent(event)
        self.viewport().update()
