"""Numbers that lead to what they count: in the cells of a table, and among words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from evidence_review.gui.models.account import Told
from evidence_review.gui.models.shown import visible
from evidence_review.gui.models.table_rows import Index, Rows
from evidence_review.gui.widgets.parts.building_blocks import button, fill, label
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table, WrappedCells

BESIDE = 7
"""Pixels above and below words that stand beside a button, so that both stand on one line."""


class LinkCells(WrappedCells):
    """Cells whose number leads somewhere are underlined, in the colour of links."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The words as a link."""
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, Rows) and model.leads(index) is not None:
            link = option.palette.color(QPalette.ColorRole.Link)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, link)
            font = option.font
            font.setUnderline(True)
            option.font = font


class LinkTable(Table):
    """A table in which a click on a number, or Return on it, leads to what it counts. `led`: what that is."""

    led = Signal(object)

    def __init__(self, name: str, stretch: int = -1) -> None:
        super().__init__(name, stretch)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setItemDelegate(LinkCells(self))
        self.clicked.connect(self.lead)

    def wrap(self) -> None:
        """Words go on in the next line of their cell; numbers stay links."""
        self.setWordWrap(True)

    def lead(self, index: Index) -> None:
        """Lead to what the number of a cell counts."""
        model = self.model()
        if isinstance(model, Rows) and (one := model.leads(index)) is not None:
            self.led.emit(one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return leads on."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.lead(self.currentIndex())
            return
        super().keyPressEvent(event)


class CountLinks(QWidget):
    """Words one after the other; those whose number counts something are buttons. `led`: what that is."""

    led = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._flow = Flow(gap=4)
        fill(QVBoxLayout(self), (self._flow,), 0, 0)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    def put(self, parts: Sequence[Told]) -> None:
        """Show these."""
        while (item := self._flow.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for words, counted in parts:
            if counted is None:
                said = label(words, "hint", wrap=False)
                said.setContentsMargins(0, BESIDE, 8, BESIDE)
                self._flow.addWidget(said)
            else:
                self._flow.addWidget(button(visible(words), lambda one=counted: self.led.emit(one), "quiet"))
        self._flow.invalidate()
        self.updateGeometry()
