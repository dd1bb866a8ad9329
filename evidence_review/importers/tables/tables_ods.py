"""What an OpenDocument spreadsheet holds and python-calamine does not give: comments, hidden rows; and its
cells by hand, where that fails or the spreadsheet is one XML file."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Problem
from evidence_review.importers.markup.xml_stream import Element, Events, local
from evidence_review.importers.packed.office_package import attribute, open_package
from evidence_review.importers.plugin import file_chunks
from evidence_review.importers.tables.tables_cells import Cell
from evidence_review.importers.tables.tables_proposals import Row
from evidence_review.importers.tables.tables_sheets import Aside

_FARTHEST, _REPEATED = 1 << 20, 1000
"""The last row there can be, and how often a filled cell or row that says it repeats is given."""


@dataclass(slots=True)
class Table:
    """A sheet: `aside` is what stands beside its cells, `rows` the filled ones, `left_out` how many rows
    repeat one of them too often to be given."""

    name: str
    hidden: bool = False
    notes: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])
    rows: list[Row] = field(default_factory=list[Row])
    row: int = 1
    column: int = 0
    line: list[Cell] = field(default_factory=list[Cell])
    blank: int = 0
    left_out: int = 0

    @property
    def aside(self) -> Aside:
        """Comments, hidden rows and columns."""
        return Aside(
            self.notes, hidden_rows=frozenset(self.hidden_rows), hidden_columns=frozenset(self.hidden_columns)
        )

    def begin_row(self, element: Element) -> None:
        """A row, or several that are alike."""
        self.line, self.blank = [], 0
        if _is_hidden(element):
            times = _times(element, "number-rows-repeated")
            self.hidden_rows.update(range(self.row, min(self.row + times, _FARTHEST)))

    def end_row(self, element: Element) -> None:
        """The filled cells of the row that ends, as often as it repeats."""
        times = _times(element, "number-rows-repeated")
        if self.line:
            self.rows += [(number, self.line) for number in range(self.row, self.row + min(times, _REPEATED))]
            self.left_out += max(0, min(times, _FARTHEST) - _REPEATED)
        self.row += times

    def end_column(self, element: Element) -> None:
        """A column, or several that are alike."""
        times = _times(element, "number-columns-repeated")
        if _is_hidden(element):
            self.hidden_columns.update(range(self.column, self.column + min(times, _REPEATED)))
        self.column += times


def tables(path: Path) -> tuple[list[Table], list[Problem]]:
    """The sheets in order and what of the file is damaged; no sheets where it is too damaged to say."""
    try:
        with open_package(path) as package:
            return _tables(Events(iter((package.undeclared("content.xml"),)))), package.problems
    except UnreadableExport:
        return [], []


def is_flat(start: bytes) -> bool:
    """Whether a file that begins so is a spreadsheet as one XML file (.fods)."""
    plain = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    is_document = plain.startswith(b"<") and b"<office:document" in plain  # and no program that writes one
    return is_document and (b"opendocument.spreadsheet" in plain or b"<office:spreadsheet" in plain)


def flat(path: Path) -> tuple[list[Table], bool]:
    """The sheets of a spreadsheet that is one XML file, and whether that is whole."""
    events = Events(file_chunks(path))
    return _tables(events), not events.broken


def _tables(events: Events) -> list[Table]:
    found, depth, hidden_styles = list[Table](), 0, set[str]()
    style = ""
    for event, element in events:
        name = local(element)
        if name == "style" and event == "start":
            style = attribute(element, "name")
        elif name == "table-properties" and attribute(element, "display") == "false":
            hidden_styles.add(style)
        elif name == "table":
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                found.append(
                    Table(attribute(element, "name"), attribute(element, "style-name") in hidden_styles)
                )
        if depth == 1 and found:
            _step(found[-1], name, event, element)
    return found


def _step(table: Table, name: str, event: str, element: Element) -> None:
    if event == "start":
        if name == "table-row":
            table.begin_row(element)
    elif name == "table-row":
        table.end_row(element)
        element.clear()
    elif name == "table-column":
        table.end_column(element)
    elif name in {"table-cell", "covered-table-cell"}:
        _take(table, element)


def _is_hidden(element: Element) -> bool:
    return attribute(element, "visibility") in {"collapse", "filter"}


def _take(table: Table, element: Element) -> None:
    """A cell and its repetitions; empty ones are counted only, since they may run to the end of the sheet."""
    note = next((each for each in element if local(each) == "annotation"), None)
    if note is not None:
        table.notes[table.row, len(table.line) + table.blank] = _said(note)
    times = _times(element, "number-columns-repeated")
    cell = _cell(element)
    if cell == "":
        table.blank += times
    elif len(table.line) + table.blank < 1 << 14:
        table.line += [""] * table.blank + [cell] * min(times, _REPEATED)
        table.blank = 0


def _cell(element: Element) -> Cell:
    kind, value = attribute(element, "value-type"), attribute(element, "value")
    try:
        if kind in {"float", "percentage", "currency"}:
            return float(value)
        if kind == "date":
            written = attribute(element, "date-value")
            return (
                datetime.fromisoformat(written).replace(tzinfo=None)
                if "T" in written
                else date.fromisoformat(written)
            )
    except ValueError:
        return value or attribute(element, "date-value") or _text(element)
    return (
        attribute(element, "boolean-value").upper()
        if kind == "boolean"
        else _text(element) or attribute(element, "string-value")
    )


def _text(element: Element) -> str:
    return "\n".join("".join(each.itertext()) for each in element if local(each) == "p")


def _times(element: Element, name: str) -> int:
    written = attribute(element, name, "1")
    return min(int(written), _FARTHEST) if written.isdigit() else 1


def _said(note: Element) -> str:
    """Author, time and words of a comment."""
    who, when = (
        "".join(next((each.itertext() for each in note if local(each) == name), iter(())))
        for name in ("creator", "date")
    )
    words = "\n".join("".join(each.itertext()) for each in note if local(each) in {"p", "list"})
    start = ", ".join(each for each in (who, when) if each)
    return f"{start}: {words}" if start else words
