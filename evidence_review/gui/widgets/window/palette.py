"""Ctrl+K: anything by its name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evidence_review.gui.models.shortcuts import matching
from evidence_review.gui.widgets.parts.building_blocks import calls, fill

type Entry = tuple[str, str, Callable[[], object]]
"""What it is called, its key, what it does."""


class Palette(QDialog):
    """Type a few letters, Return does it."""

    def __init__(
        self, parent: QWidget, entries: Sequence[Entry], seek: Callable[[str], Sequence[Entry]] | None = None
    ) -> None:
        super().__init__(parent)
        self.seek = seek
        self.setWindowTitle("Do anything by its name")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.entries, self.listed = entries, list(entries)
        self.written = QLineEdit()
        self.written.setPlaceholderText("What would you like to do?")
        self.written.setAccessibleName("What would you like to do?")
        self.written.textChanged.connect(self._sift)
        self.written.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(calls(self._do))
        self.list.itemClicked.connect(calls(self._do))
        fill(QVBoxLayout(self), (self.written, self.list), 8, 14)
        wide = 66 * self.fontMetrics().averageCharWidth()
        self.resize(
            min(wide, int(parent.width() * 0.9)),
            min(30 * self.fontMetrics().height(), int(parent.height() * 0.8)),
        )
        self._sift("")

    def _sift(self, written: str) -> None:
        self.list.clear()
        found = self.seek(written) if self.seek and written.strip() else ()
        self.listed = [*found, *(entry for entry in self.entries if matching(written, entry[0]))]
        for at, (words, key, _) in enumerate(self.listed):
            item = QListWidgetItem(f"{words}    {key}" if key else words)
            item.setData(Qt.ItemDataRole.UserRole, at)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        if self.list.count():
            item = self.list.currentItem()
            self.accept()
            self.listed[int(item.data(Qt.ItemDataRole.UserRole))][2]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while one types; Return does what is chosen."""
        if watched is self.written and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            move = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if move is not None and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + move) % self.list.count())
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._do()
                return True
        return super().eventFilter(watched, event)
