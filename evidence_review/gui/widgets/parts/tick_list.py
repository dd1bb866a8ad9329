"""Lists and tables of lines to tick, whose ticks can be seen in every colour; the lines of a list are never
cut."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from evidence_review.gui.widgets.parts.table_views import Table

_PLACES = ((0.25, 0.52), (0.43, 0.7), (0.76, 0.3))


class TickDelegate(QStyledItemDelegate):
    """Draws the tick over the box of a line that is ticked."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The line, then its tick."""
        super().paint(painter, option, index)
        if Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole) or 0) is not Qt.CheckState.Checked:
            return
        view = QStyleOptionViewItem(option)
        self.initStyleOption(view, index)
        widget = self.parent()
        if not isinstance(widget, QAbstractItemView):
            return
        box = widget.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, view, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(QApplication.palette().color(QPalette.ColorRole.HighlightedText), 2)
        )  # a list's own is that of its selected lines
        painter.drawPolyline(
            [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in _PLACES]
        )
        painter.restore()


class TickList(QListWidget):
    """Lines with a box each; Space ticks the one in hand."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(TickDelegate(self))

    def add(self, words: str, *, on: bool, value: object = None) -> None:
        """One more line, with a value behind it."""
        item = QListWidgetItem(words)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        item.setData(Qt.ItemDataRole.UserRole, value)
        self.addItem(item)

    def rows(self) -> list[QListWidgetItem]:
        """Every line."""
        return [self.item(at) for at in range(self.count())]

    def values(self, *, on: bool) -> list[object]:
        """The values behind the lines that are ticked, or are not."""
        wanted = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return [one.data(Qt.ItemDataRole.UserRole) for one in self.rows() if one.checkState() is wanted]


class TickTable(Table):
    """A table whose first column has a box in each line; Space ticks the line in hand, whichever of its cells
    is current."""

    def __init__(self, name: str, stretch: int = -1) -> None:
        super().__init__(name, stretch)
        self.setItemDelegate(TickDelegate(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or untick with Space."""
        box = self.currentIndex().siblingAtColumn(0)
        if (
            event.key() == Qt.Key.Key_Space
            and box.isValid()
            and box.flags() & Qt.ItemFlag.ItemIsUserCheckable
        ):
            is_on = Qt.CheckState(box.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
            self.model().setData(
                box,
                Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked,
                Qt.ItemDataRole.CheckStateRole,
            )
            return
        super().keyPressEvent(event)
