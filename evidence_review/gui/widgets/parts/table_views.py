"""Tables: whole rows, no copying, one column that takes the room that is left, and words that are cut told on
hover."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from evidence_review.gui.models.table_rows import Index, plain_tip

CELL_PADDING = 6
"""To the left and to the right of a cell's words, in pixels; the sheet says the same."""
MEASURED = 200
"""Rows up to which a short table measures the words of each."""


class WrappedCells(QStyledItemDelegate):
    """Cells as high as their wrapped words. Qt measures them over the whole width of the column, but draws
    them inside the padding."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size that the words need where they are drawn."""
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(0, 0, -2 * CELL_PADDING, 0)
        return super().sizeHint(inside, index)


class StripedCells(QStyledItemDelegate):
    """Cells with a stripe at the left where they say something, and their words in the same colour: that of the
    words of a label, which follows the colours of the window."""

    WIDE = 5

    def __init__(self, voice: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._voice = voice

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The words in the colour of the stripe."""
        super().initStyleOption(option, index)
        if index.data(Qt.ItemDataRole.DisplayRole):
            option.palette.setColor(QPalette.ColorRole.Text, self._colour())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, then its stripe."""
        super().paint(painter, option, index)
        if index.data(Qt.ItemDataRole.DisplayRole):
            painter.fillRect(
                option.rect.left(), option.rect.top(), self.WIDE, option.rect.height(), self._colour()
            )

    def _colour(self) -> QColor:
        self._voice.ensurePolished()
        return self._voice.palette().color(QPalette.ColorRole.WindowText)


class Table(QTableView):
    """A list as a table: whole rows, no grid, no sorting here, no copying; Return opens a row."""

    def __init__(self, name: str, stretch: int = -1) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._stretch = stretch
        self._wide: tuple[int, ...] = ()
        self.fit()

    def fit(self) -> None:
        """Rows as high as the text needs."""
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)

    def wrap(self) -> None:
        """Words go on in the next line of their cell and are never cut; whoever fills the table asks for the
        heights of rows."""
        self.setWordWrap(True)
        self.setItemDelegate(WrappedCells(self))

    def widths(self, *characters: int) -> None:
        """Column widths in characters; the stretched column takes the rest."""
        self._wide = characters
        self._share()

    def _share(self) -> None:
        one = self.fontMetrics().averageCharWidth()
        heads = self.horizontalHeader()
        sizes = [
            max(wide * one + 16, heads.sectionSizeHint(at)) for at, wide in enumerate(self._wide)
        ]  # no heading is cut
        if 0 <= self._stretch < len(sizes):
            rest = self.viewport().width() - sum(sizes) + sizes[self._stretch]
            sizes[self._stretch] = max(sizes[self._stretch], rest)
        for at, size in enumerate(sizes):
            self.setColumnWidth(at, size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The stretched column takes the rest, but is never narrower than it was asked to be."""
        super().resizeEvent(event)
        self._share()

    def viewportEvent(self, event: QEvent) -> bool:
        """Words that are cut off in their column are told whole beside the pointer, unless the column has a
        tip of its own."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().viewportEvent(event)
        index = self.indexAt(event.pos())
        words = index.data(Qt.ItemDataRole.DisplayRole)
        if (
            not isinstance(words, str)
            or index.data(Qt.ItemDataRole.ToolTipRole)
            or not self._is_cut(index, words)
        ):
            return super().viewportEvent(event)
        QToolTip.showText(event.globalPos(), plain_tip(words), self.viewport(), self.visualRect(index))
        return True

    def _is_cut(self, index: Index, words: str) -> bool:
        """Whether a cell is narrower than its words with the margins that the style leaves."""
        margin = 2 * (self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self) + 1)
        return self.fontMetrics().horizontalAdvance(words) + margin > self.columnWidth(index.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying does nothing; letters belong to the page, not to a search in the table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
        elif event.text().isalnum() and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size makes other row heights."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit()
            self._share()


def as_high_as_its_rows(table: Table, most: int = 8) -> None:
    """Give a short table the height of its rows, so that no empty room stands below them; a longer one
    scrolls."""
    shown = min(most, table.model().rowCount())
    bar = table.horizontalScrollBar().sizeHint().height()
    rows = sum(table.rowHeight(row) for row in range(shown)) or table.verticalHeader().defaultSectionSize()
    high = table.horizontalHeader().sizeHint().height() + rows
    table.setFixedHeight(high + bar + 2 * table.frameWidth())


class ShortTable(Table):
    """A table of a few sentences: rows as high as their words at every width, and the table as high as its
    first rows; the others scroll."""

    def __init__(self, name: str, stretch: int, most: int) -> None:
        super().__init__(name, stretch)
        self.most = most
        self.wrap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths make other heights."""
        super().resizeEvent(event)
        self.fit_words()

    def fit_words(self) -> None:
        """The heights again, once other rows are shown; of very many rows each is two lines high, since to
        measure them would keep the window waiting."""
        if self.model().rowCount() <= MEASURED:
            self.resizeRowsToContents()
        else:
            self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().height() + 12)
        as_high_as_its_rows(self, self.most)


class WatchedTable(Table):
    """A table that says when it was painted."""

    painted = Signal()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, then say so."""
        super().paintEvent(event)
        self.painted.emit()
