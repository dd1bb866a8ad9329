"""The columns of a table and what each is taken to hold: looked at, corrected, kept as a template for the
next table."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.sheet_mapping import KINDS, Field, SheetMapping, from_text, to_text
from evidence_review.gui.models.plain_words import KIND_WORDS
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.widgets.parts.building_blocks import Drop, button, fill, frame, label, row, say
from evidence_review.gui.widgets.parts.dialogs import Question, choice, pick_file, pick_new_file
from evidence_review.gui.widgets.parts.fields import Labelled, line_edit
from evidence_review.gui.widgets.parts.flow import Flow

ORDERS = (("As the cells say", None), ("Day first", True), ("Month first", False))


def field_words(field: Field) -> str:
    """What a column is taken to hold, as the list of choices says it."""
    return (
        "Nothing of these: kept beside the item"
        if field is Field.EXTRA
        else field.value[:1].upper() + field.value[1:]
    )


class _Sheet(QWidget):
    """One sheet: what its rows are, the zone and order of its dates, and what each column holds."""

    def __init__(self, mapping: SheetMapping) -> None:
        super().__init__()
        self._mapping = mapping
        self.kind = choice([(KIND_WORDS.get(kind, kind.lower()), kind) for kind in KINDS], "What a row is")
        self.zone = line_edit(mapping.zone, "As the cells say, or Europe/London")
        self.order = choice(ORDERS, "Order of dates")
        self.fields: list[Drop] = []
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for at, one in enumerate(mapping.columns):
            drop = choice(
                [(field_words(field), field) for field in Field],
                f"What the column {one_line(one.heading)} holds",
            )
            grid.addWidget(label(one.heading or f"Column {one.index + 1}"), at, 0)
            grid.addWidget(drop, at, 1)
            self.fields.append(drop)
        box = frame(
            "true",
            label(f"Sheet “{mapping.sheet}”" if mapping.sheet else "The table", "section"),
            label(
                f"Headings in row {mapping.header}." if mapping.header else "It has no row of headings.",
                "hint",
            ),
            row(
                Labelled("A row is", self.kind),
                Labelled("Time zone", self.zone),
                Labelled("Dates", self.order),
            ),
            grid,
            margin=14,
            gap=8,
        )
        fill(QVBoxLayout(self), (box,), 0, 0)
        self.put(mapping)

    def put(self, mapping: SheetMapping) -> None:
        """Show this reading of the same columns."""
        self._mapping = mapping
        self.kind.setCurrentIndex(max(0, self.kind.findData(mapping.kind)))
        self.order.setCurrentIndex(max(0, self.order.findData(mapping.day_first)))
        self.zone.setText(mapping.zone)
        for drop, one in zip(self.fields, mapping.columns, strict=True):
            drop.setCurrentIndex(max(0, drop.findData(one.field)))

    def mapping(self) -> SheetMapping:
        """The reading as it now stands."""
        columns = tuple(
            replace(one, field=Field(drop.currentData()))
            for one, drop in zip(self._mapping.columns, self.fields, strict=True)
        )
        kind, order = ItemKind(self.kind.currentData()), self.order.currentData()
        return replace(
            self._mapping, kind=kind, zone=self.zone.text().strip(), day_first=order, columns=columns
        )


def ask_columns(parent: QWidget, proposed: Sequence[SheetMapping], then: Callable[[str], object]) -> Question:
    """Show how the columns are read and let them be corrected; `then` gets the mapping as JSON text."""
    sentence = (
        "Every column is kept, whatever is chosen here. Choose which is the time, the sender, the "
        "words; the rest stays beside them."
    )
    asked = Question(parent, "Columns of this table", sentence, "Use this reading")
    sheets = [_Sheet(one) for one in proposed]
    for sheet in sheets:
        asked.add(sheet)

    def written() -> str:
        return to_text([sheet.mapping() for sheet in sheets])

    def wrong() -> str:
        try:
            from_text(written())
        except ReviewError as fault:
            return str(fault)
        return ""

    asked.add(
        Flow(
            button("Save as a template…", lambda: _save(asked, written())),
            button("Use a template…", lambda: _load(asked, sheets)),
        )
    )
    asked.check = wrong
    asked.then = lambda: then(written())
    asked.ask(96)
    return asked


def _save(asked: Question, text: str) -> None:
    def save(path: str) -> None:
        try:
            Path(path).write_text(json.dumps(json.loads(text), ensure_ascii=False, indent=1), "utf-8")
        except OSError:
            _tell(asked, "The template cannot be written there. Choose a folder where you may write.")

    pick_new_file(asked, "Save the template", "columns.json", save)


def _load(asked: Question, sheets: Sequence[_Sheet]) -> None:
    def load(path: str) -> None:
        try:
            for_headings = {
                tuple(c.heading for c in one.columns): one for one in from_text(Path(path).read_text("utf-8"))
            }
        except (OSError, UnicodeDecodeError, ReviewError):
            _tell(asked, "That file is no template of columns. Choose one that was saved here.")
            return
        fitting = 0
        for sheet in sheets:
            mine = sheet.mapping()
            found = for_headings.get(tuple(c.heading for c in mine.columns))
            if found:
                sheet.put(replace(found, sheet=mine.sheet, header=mine.header))
                fitting += 1
        _tell(
            asked,
            ""
            if fitting
            else "The headings of that template are not those of this table, so nothing was changed.",
        )

    pick_file(asked, "Template of columns", load)


def _tell(asked: Question, words: str) -> None:
    say(asked.fault, words)
    asked.fault.setVisible(bool(words))
