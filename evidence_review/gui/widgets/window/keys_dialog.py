"""The keys: all of them in one sheet; others chosen, taken back, and printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QKeySequenceEdit, QVBoxLayout, QWidget

from evidence_review.gui.models.helping.key_choice import Chosen, key_sheet, now, refused, with_key
from evidence_review.gui.models.helping.key_rows import KEY_COLUMNS, key_rows
from evidence_review.gui.models.look import write_sheet_of_keys
from evidence_review.gui.models.shortcuts import APPROVE_KEYS, KEYS
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import (
    button,
    calls,
    column,
    fill,
    label,
    row,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.dialogs import Question, pick_new_file
from evidence_review.gui.widgets.parts.fields import Labelled
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table


def show_keys(
    parent: QWidget, chosen: Chosen | None = None, change: Callable[[], object] | None = None
) -> QDialog:
    """Every key in one sheet, as chosen; `change` opens the dialog that changes them."""
    sheet = QDialog(parent)
    sheet.setWindowTitle("Keys")
    sheet.setModal(True)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    inner = column(
        label("Keys", "title"),
        label("Single letters rest while you type in a field.", "hint"),
        _grid(chosen or {}),
        gap=10,
    )
    inner.setContentsMargins(24, 20, 24, 10)

    def go_on() -> None:
        sheet.accept()
        if change is not None:
            change()

    more = (button("Change or print…", go_on),) if change else ()
    foot = row(1, *more, button("Close", sheet.accept, "primary"))
    foot.setContentsMargins(24, 4, 24, 18)
    fill(QVBoxLayout(sheet), (scrolled(inner), foot), 6, 0)
    wide = 70 * sheet.fontMetrics().averageCharWidth()
    sheet.resize(min(wide, int(parent.width() * 0.94)), int(parent.height() * 0.9))
    sheet.open()
    return sheet


def _grid(chosen: Chosen) -> QGridLayout:
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
            grid.addWidget(label(now(key, chosen), "strong", wrap=False), at, 0)
            grid.addWidget(label(key.words), at, 1)
            at += 1
    return grid


class KeyField(QKeySequenceEdit):
    """Takes the key that is pressed; Escape closes the dialog, and Return, which nothing may be set to,
    emits `given`."""

    given = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumSequenceLength(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key but these two."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.given.emit()
        else:
            super().keyPressEvent(event)


class KeysDialog(Question):
    """Other keys; each change holds at once. `changed` gives all that are not as we ship them."""

    changed = Signal(object)

    def __init__(self, parent: QWidget, chosen: Chosen) -> None:
        sentence = (
            "Choose an act, press its new key, then “Set”. These settings hold for this "
            "computer and contain nothing "
            "of any case."
        )
        super().__init__(parent, "Change keys", sentence, "Done")
        self.no.hide()
        self.chosen = dict(chosen)
        self.model = Rows(KEY_COLUMNS, self)
        self.table = Table("Keys", stretch=0)
        self.table.setModel(self.model)
        self.table.widths(30, 13, 10, 8)
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 12)
        self.edit = KeyField()
        self.edit.given.connect(self._set)
        self.edit.setAccessibleName("New key")
        self.told = label("", "bad")
        self.put = button("Set", self._set)
        self.back = button("As shipped", self._back)
        self.all = button("All as shipped", self._all_back)
        self.sheet = button("Print…", self._print, tip="All keys as text, to lie beside the keyboard")
        acts = Flow(self.put, self.back, self.all, self.sheet)
        for part in (self.table, Labelled("New key", self.edit), self.told, acts):
            self.add(part)
        self.table.selectionModel().currentRowChanged.connect(calls(self._chosen))
        self._show()
        self.table.selectRow(0)

    def act(self) -> str:
        """The act that is chosen; empty for none."""
        one = self.model.value(self.table.currentIndex().row())
        return one.act if one else ""

    def _chosen(self) -> None:
        self.edit.clear()
        say(self.told, "")

    def _set(self) -> None:
        wanted = self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        fault = refused(self.act(), wanted, self.chosen)
        if fault:
            say(self.told, fault, "bad")
            return
        self._take(with_key(self.chosen, self.act(), wanted))

    def _back(self) -> None:
        """The key that we ship, unless another act has it now."""
        one = self.model.value(self.table.currentIndex().row())
        if one is None:
            return
        if fault := refused(one.act, one.shipped, self.chosen):
            say(self.told, fault, "bad")
            return
        self._take(with_key(self.chosen, one.act, ""))

    def _all_back(self) -> None:
        self._take({})

    def _take(self, chosen: dict[str, str]) -> None:
        self.chosen = chosen
        self._show()
        self.edit.clear()
        self.changed.emit(chosen)
        say(self.told, "Set." if chosen else "All keys are as shipped.", "good")

    def _show(self) -> None:
        at = max(0, self.table.currentIndex().row())
        self.model.put(key_rows(self.chosen))
        self.table.selectRow(at)

    def _print(self) -> None:
        pick_new_file(self, "Where the keys are written", "keys.txt", lambda name: self.write(Path(name)))

    def write(self, path: Path) -> None:
        """Write all keys as text."""
        path = path.with_suffix(".txt")
        fault = write_sheet_of_keys(path, key_sheet(self.chosen))
        say(self.told, fault or f"Written: {path.name}.", "bad" if fault else "good")
