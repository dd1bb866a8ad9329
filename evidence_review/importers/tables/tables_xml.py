"""Workbooks as XML of Excel 2002 and 2003 (SpreadsheetML, often named .xls), which many programs still write;
their cells by hand.

A row or cell with an Index leaves those before it empty; a merged cell covers the places after it; times are
local and written out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.markup.xml_stream import Element, Events, local
from evidence_review.importers.packed.office_package import child
from evidence_review.importers.plugin import file_chunks, head
from evidence_review.importers.tables.tables_cells import Cell, is_filled
from evidence_review.importers.tables.tables_proposals import Row
from evidence_review.importers.tables.tables_sheets import Aside, Sheet

_NAMESPACE = b"urn:schemas-microsoft-com:office:spreadsheet"
_ROOT = re.compile(rb"<(?:\w+:)?Workbook[\s>]")
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS = 1 << 20, 1 << 14, 30_000_000
_EARLY = "This workbook ends early or is damaged. What came before was read. Ask for a fresh copy."
_FAR = "This sheet spreads over more cells than can be read. Ask for it as CSV."


def is_workbook(start: bytes) -> bool:
    """Whether these first bytes, in UTF-8 or UTF-16, are those of such a workbook."""
    text = start.replace(b"\x00", b"")
    return _NAMESPACE in text and _ROOT.search(text) is not None and b"<xsl:" not in text


def recognised(path: Path) -> bool:
    """Whether a file is such a workbook."""
    start = head(path, 8192)
    return start[:1] in b"<\xef\xff\xfe \r\n\t" and is_workbook(start)


@dataclass(slots=True)
class _Table:
    """A sheet while it is read; rows count from 1, columns from 0."""

    name: str
    row: int = 0
    column: int = 0
    place: int = 0
    cells: int = 0
    far: int = 0
    hidden: bool = False
    line: dict[int, Cell] = field(default_factory=dict[int, Cell])
    rows: list[Row] = field(default_factory=list[Row])
    merged: list[tuple[int, int, int, int]] = field(default_factory=list[tuple[int, int, int, int]])
    notes: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    links: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])


def sheets(path: Path) -> Iterator[Sheet | Problem]:
    """The sheets in order; what of a damaged file came before the damage."""
    events, table, number = Events(file_chunks(path)), None, 0
    for event, element in events:
        name = local(element)
        if name == "Worksheet" and event == "start":
            number += 1
            table = _Table(_said(element, "Name") or f"Sheet {number}")
        elif table is not None and name == "Worksheet":
            yield from _done(table)
            table = None
            element.clear()
        elif table is not None:
            _step(table, name, event, element)
    if table is not None:
        yield from _done(table)
    if events.broken:
        yield Problem("whole file", ProblemKind.PARTLY_READ, _EARLY, 1)


def _done(table: _Table) -> Iterator[Sheet | Problem]:
    if table.far:
        yield Problem(table.name, ProblemKind.NOT_READ, _FAR, table.far)
    aside = Aside(
        table.notes,
        hidden_rows=frozenset(table.hidden_rows),
        hidden_columns=frozenset(table.hidden_columns),
        links=table.links,
    )
    yield Sheet(table.name, table.rows, table.hidden, aside, tuple(table.merged))


def _step(table: _Table, name: str, event: str, element: Element) -> None:
    match name, event:
        case "Row", "start":
            table.row = max(
                _number(element, "Index"), table.row + 1
            )  # an index that goes back would put two rows in one place
            table.place, table.line = 0, {}
            if _said(element, "Hidden") == "1":
                table.hidden_rows.update(
                    range(table.row, min(table.row + _number(element, "Span"), _MOST_ROWS) + 1)
                )
        case "Row", "end":
            _row(table)
            table.row += _number(element, "Span")
            element.clear()
        case "Cell", "end":
            _cell(table, element)
        case "Column", "end":
            table.column = (_number(element, "Index") or table.column + 1) + _number(element, "Span")
            if _said(element, "Hidden") == "1":
                first = table.column - _number(element, "Span") - 1
                table.hidden_columns.update(range(first, min(table.column, _MOST_COLUMNS)))
        case "Visible", "end":
            table.hidden = (element.text or "").strip() in {"SheetHidden", "SheetVeryHidden"}
        case _:
            pass


def _row(table: _Table) -> None:
    width = max(table.line, default=-1) + 1
    if width and any(map(is_filled, table.line.values())):
        table.cells += width
        if table.cells > _MOST_CELLS:
            table.far += 1
        else:
            table.rows.append((table.row, [table.line.get(column, "") for column in range(width)]))


def _cell(table: _Table, element: Element) -> None:
    place = min(max(_number(element, "Index") - 1, table.place), _MOST_COLUMNS)
    across, down = _number(element, "MergeAcross"), _number(element, "MergeDown")
    table.place = min(place + 1 + across, _MOST_COLUMNS)
    if across or down:
        table.merged.append((table.row, place, table.row + down, place + across))
    data, note = child(element, "Data"), child(element, "Comment")
    formula = (_said(element, "Formula") or "").lstrip("=")
    table.line[place] = _value(data) if data is not None else f"={formula}" if formula else ""
    if link := _said(element, "HRef"):
        table.links[table.row, place] = link
    if note is not None:
        words, who = "".join(note.itertext()).strip(), _said(note, "Author")
        table.notes[table.row, place] = f"{who}: {words}" if who and not words.startswith(who) else words


def _value(data: Element) -> Cell:
    """A value as its type says; as it is written where that does not fit, so that no digit is lost."""
    kind, text = _said(data, "Type"), "".join(data.itertext())
    bare = text.strip()
    try:
        if kind == "Number" and len(bare.strip("-")) < 16 and not re.match(r"-?0\d", bare):
            return float(bare)
        if kind == "DateTime":
            return _time(datetime.fromisoformat(bare).replace(tzinfo=None))
    except ValueError:
        return text
    return {"1": "TRUE", "0": "FALSE"}.get(bare, text) if kind == "Boolean" else text


def _time(moment: datetime) -> Cell:
    """A day without a time of day is a day, a time on the first days of the calendar a time of day: so Excel
    keeps both."""
    if moment.year <= 1900 and moment.date() in {date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)}:
        return moment.time()
    return (
        moment.date()
        if (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
        else moment
    )


def _said(element: Element, name: str) -> str:
    """An attribute, with or without its namespace."""
    return element.get(f"{{{_NAMESPACE.decode()}}}{name}") or element.get(name) or ""


def _number(element: Element, name: str) -> int:
    written = _said(element, name)
    return min(int(written), _MOST_ROWS) if re.fullmatch(r"\d{1,9}", written) else 0
