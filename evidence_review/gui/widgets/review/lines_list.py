"""The approved lines as a list: each with its name, what is left to do, and a bar of how much is decided."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evidence_review.gui.models.lines import counts, named, standing, undecided
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.models.table_rows import NOWHERE
from evidence_review.workflow.case.views import LineStatus

type Index = QModelIndex | QPersistentModelIndex


class LinesList(QAbstractListModel):
    """The approved lines. UserRole gives the value; the display text is what a screen reader says."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[LineStatus, ...] = ()

    def put(self, rows: tuple[LineStatus, ...]) -> None:
        """Show these; the same lines with other counts only repaint."""
        same = [s.line.number for s in rows] == [s.line.number for s in self.rows]
        if same and rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many lines."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line in words, or its value."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        status = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                told = ", ".join(f"{number:,} {words}" for words, number in counts(status))
                return one_line(f"{named(status)}, {standing(status)}: {told}", 400)
            case Qt.ItemDataRole.UserRole:
                return status
            case _:
                return None


class LineRow(QStyledItemDelegate):
    """Draws a line: its name, what is left to do, and a bar of how much is decided."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Three lines of text and the bar."""
        del index
        # PySide's types do not list the fields of Qt's structures
        return QSize(120, option.fontMetrics.height() * 3 + 30)  # pyright: ignore[reportAttributeAccessIssue]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row."""
        status: LineStatus = index.data(Qt.ItemDataRole.UserRole)
        # PySide's types do not list the fields of Qt's structures
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        # PySide's types do not list the fields of Qt's structures
        palette: QPalette = option.palette  # pyright: ignore[reportAttributeAccessIssue]
        # PySide's types do not list the fields of Qt's structures
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        if chosen:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight).lighter(100))
        text = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        faint = (
            text if chosen else QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        )  # a sheet makes a view's own too faint to read
        inner = rect.adjusted(10, 8, -10, -8)
        # PySide's types do not list the fields of Qt's structures
        bold = QFont(option.font)  # pyright: ignore[reportAttributeAccessIssue]
        bold.setBold(True)
        two = QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(bold).lineSpacing() * 2 + 2)
        painter.setFont(bold)
        painter.setPen(text)
        painter.drawText(
            two, int(Qt.TextFlag.TextWordWrap), _fitting(QFontMetrics(bold), one_line(named(status)), two)
        )
        left = f"{undecided(status):,} to decide of {status.in_scope:,}"
        # PySide's types do not list the fields of Qt's structures
        _line(painter, inner, 2, option.font, faint, left)  # pyright: ignore[reportAttributeAccessIssue]
        draw_bar(painter, QRect(inner.left(), rect.bottom() - 9, inner.width(), 4), status, faint, text)
        painter.restore()


def _fitting(metrics: QFontMetrics, words: str, area: QRect) -> str:
    """As many of the words as two lines hold, with an ellipsis where some are left out."""
    flags = int(Qt.TextFlag.TextWordWrap)
    if metrics.boundingRect(area.adjusted(0, 0, 0, 400), flags, words).height() <= area.height():
        return words
    parts = words.split(" ")
    while (
        len(parts) > 1
        and metrics.boundingRect(area.adjusted(0, 0, 0, 400), flags, " ".join(parts) + "…").height()
        > area.height()
    ):
        parts.pop()
    return " ".join(parts) + "…"


def _line(painter: QPainter, inner: QRect, at: int, font: QFont, colour: QColor, words: str) -> None:
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(colour)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner.left(), inner.top() + at * (metrics.height() + 2) + metrics.ascent(), shown)


def draw_bar(painter: QPainter, area: QRect, status: LineStatus, empty: QColor, full: QColor) -> None:
    """How much of a line is decided."""
    ground = QColor(empty)
    ground.setAlpha(70)
    painter.fillRect(area, ground)
    if status.in_scope:
        done = min(area.width(), area.width() * status.decided // status.in_scope)
        painter.fillRect(QRect(area.left(), area.top(), done, area.height()), full)
