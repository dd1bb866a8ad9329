"""A list of lines to tick, whose ticks can be seen in every colour and whose lines are never cut."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

_PLACES = ((0.25, 0.52), (0.43, 0.7), (0.76, 0.3))


class _Ticked(QStyledItemDelegate):
    """Draws the tick over the box of a line that is ticked."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The line, then its tick."""
        super().paint(painter, option, index)
        if Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole) or 0) is not Qt.CheckState.Checked:
            return
        view = QStyleOptionViewItem(option)
        self.initStyleOption(view, index)
        widget = self.parent()
        if not isinstance(widget, TickList):
            return
        box = widget.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, view, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(widget.palette().color(QPalette.ColorRole.HighlightedText), 2))
        painter.drawPolyline([QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in _PLACES])
        painter.restore()


class TickList(QListWidget):
    """Lines with a box each; Space ticks the one in hand."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Ticked(self))

    def add(self, words: str, *, on: bool, value: object = None) -> None:
        """One more line, with a value behind it."""
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
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
