"""A hand on the window: presses, writes and chooses by the words that a person reads, with mouse and keys alone, and
counts what it did. What is not seen, not enabled or lies under something else cannot be pressed."""

import time
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

SETTLE = 6
PATIENCE = 10.0
"""Seconds to wait for what is being looked up."""
NO_KEY = Qt.KeyboardModifier.NoModifier


def settle() -> None:
    """Let the window do what it has been asked."""
    for _ in range(SETTLE):
        QApplication.processEvents()


class Hand:
    """Works in one window. `acts`: presses, fields, choices so far; `marks`: the acts at each picture."""

    def __init__(self, window: QWidget, pictures: Path) -> None:
        self.window, self.pictures = window, pictures
        self.acts, self.marks = 0, dict[str, int]()
        window.activateWindow()
        pictures.mkdir(parents=True, exist_ok=True)

    # --- looking ---------------------------------------------------------------------

    @property
    def front(self) -> QWidget:
        """The dialog that is open, else the window."""
        found = QApplication.activeModalWidget() or self.window
        if not found.isActiveWindow():  # there is no desktop here that would do it
            found.activateWindow()
            settle()
        return found

    def sees(self, words: str) -> bool:
        """Whether a label that is shown says this."""
        settle()
        shown = [one for one in self.front.findChildren(QLabel) if one.isVisible()]
        return any(words in one.text() for one in shown)

    def picture(self, name: str) -> None:
        """The window as it is now, with the dialog in front of it, once what is being looked up has come."""
        QTest.qWait(300)
        settle()
        image = self.window.grab()
        if self.front is not self.window:
            self.front.render(image, self.front.mapTo(self.window, QPoint()) - self.window.rect().topLeft())
        assert image.save(str(self.pictures / f"{len(self.marks) + 1:02}-{name}.png"))
        self.marks[name] = self.acts

    # --- doing -----------------------------------------------------------------------

    def press(self, words: str, within: QWidget | None = None) -> None:
        """A click on the button or box with these words, on this part where several say them."""
        self._click(self._one(QAbstractButton, words, within))

    def touch(self, part: QWidget) -> None:
        """A click on this part, where its words follow from the case."""
        settle()
        assert part.isVisible(), f"{part} is not shown"
        assert part.isEnabled(), f"{part} is not enabled"
        self._click(part)

    def tick(self) -> None:
        """Tick the one statement that a dialog asks for."""
        boxes = [one for one in self.front.findChildren(QCheckBox) if one.isVisible()]
        assert len(boxes) == 1
        self._click(boxes[0])
        assert boxes[0].isChecked()

    def write(self, name: str, text: str) -> None:
        """Write into the field of this name, instead of what stands there."""
        field = self._one((QLineEdit, QPlainTextEdit), name)
        self._click(field)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)
        settle()

    def choose(self, name: str, words: str) -> None:
        """Choose from the drop-down of this name by its words."""
        drop = self._one(QComboBox, name)
        self._reach(drop)
        drop.setFocus()
        at = next(row for row in range(drop.count()) if drop.itemText(row).startswith(words))
        QTest.keyClick(drop, Qt.Key.Key_Home)
        for _ in range(at):
            QTest.keyClick(drop, Qt.Key.Key_Down)
        settle()
        assert drop.currentText().startswith(words)
        self.acts += 1

    def row(self, name: str, words: str) -> None:
        """A click on the row of this list or table that says this."""
        view = self._one(QAbstractItemView, name)
        self._reach(view)
        model = view.model()
        rows = [
            model.index(at, column)
            for at in range(model.rowCount())
            for column in range(
                model.columnCount(QModelIndex()) if isinstance(model, QAbstractTableModel) else 1
            )
        ]
        index = next(one for one in rows if words in str(one.data() or ""))
        view.scrollTo(index)
        settle()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
        settle()
        self.acts += 1

    def key(self, key: Qt.Key, text: str = "", with_key: Qt.KeyboardModifier = NO_KEY) -> None:
        """A key, wherever the focus is, after this text."""
        at = QApplication.focusWidget() or self.front
        if text:
            QTest.keyClicks(at, text)
        QTest.keyClick(at, key, with_key)
        settle()
        self.acts += 1

    # --- finding ---------------------------------------------------------------------

    def _one(self, kinds, words: str, within: QWidget | None = None) -> QWidget:
        """The one part of these kinds with these words, once it is there: a person waits for a moment."""
        end = time.monotonic() + PATIENCE
        found = self._found(kinds, words, within)
        while not found and time.monotonic() < end:
            QTest.qWait(50)
            found = self._found(kinds, words, within)
        assert len(found) == 1, f"{len(found)} named “{words}” of {sorted(self._named(kinds))}"
        assert found[0].isEnabled(), f"“{words}” is not enabled"
        return found[0]

    def _found(self, kinds, words: str, within: QWidget | None) -> list[QWidget]:
        settle()
        parts = (within or self.front).findChildren(QWidget)
        return [one for one in parts if isinstance(one, kinds) and one.isVisible() and words in _names(one)]

    def _named(self, kinds) -> set[str]:
        shown = [
            one for one in self.front.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible()
        ]
        return {name for one in shown for name in _names(one) if name}

    def _reach(self, part: QWidget) -> None:
        """Scroll to it, as a person would."""
        above = part.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(part, 20, 40)
            above = above.parentWidget()
        settle()

    def _click(self, part: QWidget) -> None:
        self._reach(part)
        spot = QPoint(12, part.height() // 2) if isinstance(part, QCheckBox) else part.rect().center()
        top = part.window()
        under = top.childAt(part.mapTo(top, spot))
        assert under is not None, f"{part} lies outside its window"
        assert under is part or part.isAncestorOf(under), f"{part} lies under {under}"
        QTest.mouseClick(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(top, part.mapTo(top, spot)))
        settle()
        self.acts += 1


def _names(part: QWidget) -> tuple[str, ...]:
    text = part.text().replace("&&", "&") if isinstance(part, QAbstractButton) else ""
    return (text, part.accessibleName())
