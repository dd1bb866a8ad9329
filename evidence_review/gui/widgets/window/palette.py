"""F1, the keys in one sheet; Ctrl+K, anything by its name; and the settings of the view."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evidence_review.gui.models.look import LOOKS, SIZES, ViewSettings
from evidence_review.gui.models.shortcuts import APPROVE_KEYS, KEYS, matching
from evidence_review.gui.widgets.parts.building_blocks import (
    Tick,
    button,
    calls,
    column,
    fill,
    label,
    row,
    scrolled,
)
from evidence_review.gui.widgets.parts.dialogs import Question, choice

type Entry = tuple[str, str, Callable[[], object]]
"""What it is called, its key, what it does."""


class Palette(QDialog):
    """Type a few letters, Return does it."""

    def __init__(self, parent: QWidget, entries: Sequence[Entry]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Do anything by its name")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.entries = entries
        self.written = QLineEdit()
        self.written.setPlaceholderText("What would you like to do?")
        self.written.setAccessibleName("What would you like to do?")
        self.written.textChanged.connect(self._sift)
        self.written.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        for at, (words, key, _) in enumerate(self.entries):
            if matching(written, words):
                item = QListWidgetItem(f"{words}    {key}" if key else words)
                item.setData(Qt.ItemDataRole.UserRole, at)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        if self.list.count():
            item = self.list.currentItem()
            self.accept()
            self.entries[int(item.data(Qt.ItemDataRole.UserRole))][2]()

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


def show_keys(parent: QWidget) -> QDialog:
    """Every key in one sheet."""
    sheet = QDialog(parent)
    sheet.setWindowTitle("Keys")
    sheet.setModal(True)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    at = 0
    keys = (*KEYS, *APPROVE_KEYS)
    for group in dict.fromkeys(key.group for key in keys):
        grid.addWidget(label(group, "section"), at, 0, 1, 2)
        at += 1
        for key in (one for one in keys if one.group == group):
            grid.addWidget(label(key.keys, "strong", wrap=False), at, 0)
            grid.addWidget(label(key.words), at, 1)
            at += 1
    inner = column(
        label("Keys", "title"), label("Single letters rest while you type in a field.", "hint"), grid, gap=10
    )
    inner.setContentsMargins(24, 20, 24, 10)
    foot = row(1, button("Close", sheet.accept, "primary"))
    foot.setContentsMargins(24, 4, 24, 18)
    fill(QVBoxLayout(sheet), (scrolled(inner), foot), 6, 0)
    wide = 70 * sheet.fontMetrics().averageCharWidth()
    sheet.resize(min(wide, int(parent.width() * 0.94)), int(parent.height() * 0.9))
    sheet.open()
    return sheet


class ViewDialog(Question):
    """Colours and text size; every change shows at once."""

    changed = Signal(object)

    def __init__(self, parent: QWidget, settings: ViewSettings) -> None:
        super().__init__(
            parent, "View", "These settings hold for this computer. They contain nothing of any case.", "Done"
        )
        self.no.hide()
        self.looks = choice([(look.name.capitalize(), look.name) for look in LOOKS], "Colours")
        self.looks.setCurrentIndex(self.looks.findData(settings.look))
        self.sizes = choice([(f"{size} %", size) for size in SIZES], "Text size")
        self.sizes.setCurrentIndex(self.sizes.findData(settings.text_size))
        self.grey = Tick("Pages and pictures in grey")
        self.grey.setChecked(settings.grey_pages)
        self.blur = Tick("Pictures blurred until Space is held")
        self.blur.setChecked(settings.blur_pictures)
        self.less = Tick("Pictures with less detail until Space is held")
        self.less.setChecked(settings.less_detail)
        for part in (
            label("Colours", "field"),
            self.looks,
            label("Text size", "field"),
            self.sizes,
            self.grey,
            self.blur,
            self.less,
        ):
            self.add(part)
        for drop in (self.looks, self.sizes):
            drop.currentIndexChanged.connect(calls(self._tell))
        for tick in (self.grey, self.blur, self.less):
            tick.toggled.connect(calls(self._tell))

    def _tell(self) -> None:
        self.changed.emit(
            ViewSettings(
                str(self.looks.currentData()),
                int(self.sizes.currentData()),
                self.grey.isChecked(),
                self.blur.isChecked(),
                self.less.isChecked(),
            )
        )
