"""Labelled fields for forms, and a form that goes on in one column when there is no room for two."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from evidence_review.gui.models.forms import Field
from evidence_review.gui.widgets.parts.building_blocks import Tick, calls, column, label


class Labelled(QWidget):
    """A field below its name, with an optional hint below it."""

    def __init__(self, words: str, field: QWidget, hint: str = "") -> None:
        super().__init__()
        self.field = field
        name = label(words, "field")
        name.setBuddy(field)
        name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        field.setAccessibleName(words)
        parts: list[QWidget] = [name, field]
        if hint:
            parts.append(label(hint, "small"))
        self.setLayout(column(*parts, gap=3))


def line_edit(text: str = "", placeholder: str = "") -> QLineEdit:
    """A field of one line."""
    made = QLineEdit(text)
    made.setPlaceholderText(placeholder)
    return made


def spoken[Part: QWidget](part: Part, name: str) -> Part:
    """A field that stands without a name beside it, with the name that a screen reader says."""
    part.setAccessibleName(name)
    return part


class Number(QLineEdit):
    """A field for a whole number within bounds; `value` is the nearest one that is allowed."""

    def __init__(self, least: int, most: int, start: int) -> None:
        super().__init__(str(start))
        self._least, self._most = least, most
        self.setValidator(QIntValidator(least, most, self))
        self.setMaxLength(len(str(most)))

    def value(self) -> int:
        """The number written, drawn in to the bounds; the least where nothing is written."""
        written = self.text().strip()
        return max(self._least, min(self._most, int(written))) if written.isdecimal() else self._least

    def put(self, number: int) -> None:
        """Write this number."""
        self.setText(str(number))


class Long(QPlainTextEdit):
    """A field of several lines that Tab leaves; as high as its lines at every text size."""

    def __init__(self, lines: int = 3, placeholder: str = "") -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size makes another height."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight((self.fontMetrics().lineSpacing() + 1) * self._lines + 22)  # a line rounds up


class FieldForm(QWidget):
    """The fields of a record, made from their descriptions; `values` gives what was written."""

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__()
        self._changed = changed
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(10)
        self._fields: dict[str, QWidget] = {}

    def put(self, fields: Sequence[Field]) -> None:
        """Show these fields, with what was written in those of the same name."""
        kept = self.values()
        while (item := self._box.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        self._fields = {}
        for field in fields:
            part = self._make(field, kept.get(field.name, ""))
            self._box.addWidget(part)

    def values(self) -> dict[str, str | bool]:
        """What is written, by the names of the fields."""
        written: dict[str, str | bool] = {}
        for name, part in self._fields.items():
            if isinstance(part, QCheckBox):
                written[name] = part.isChecked()
            elif isinstance(part, QPlainTextEdit):
                written[name] = part.toPlainText()
            elif isinstance(part, QLineEdit):
                written[name] = part.text()
        return written

    def field(self, name: str) -> QWidget:
        """The field of this name."""
        return self._fields[name]

    def _make(self, field: Field, kept: str | bool) -> QWidget:
        if field.sort == "tick":
            tick = Tick(field.label)
            tick.setChecked(kept is True)
            tick.toggled.connect(calls(self._changed))
            self._fields[field.name] = tick
            return tick
        if field.sort == "long":
            long = Long(2)
            long.setPlainText(str(kept or ""))
            long.textChanged.connect(self._changed)
            self._fields[field.name] = long
            return Labelled(field.label, long)
        short = line_edit(str(kept or ""), "2025-03-08" if field.sort == "date" else "")
        short.textChanged.connect(calls(self._changed))
        self._fields[field.name] = short
        return Labelled(field.label, short)


def ticked(words: str, *, on: bool = False) -> QCheckBox:
    """A box to tick."""
    made = Tick(words)
    made.setChecked(on)
    return made


def missing_list(heading: str) -> tuple[QLabel, Callable[[Sequence[str]], None]]:
    """A label that names what is missing, and the function that fills it."""
    shown = label("", "warn")
    shown.setAlignment(Qt.AlignmentFlag.AlignTop)

    def put(missing: Sequence[str]) -> None:
        shown.setText(heading + "\n" + "\n".join(f"•  {what}" for what in missing) if missing else "")
        shown.setVisible(bool(missing))

    put(())
    return shown, put
