"""Tables: workbooks and text tables from Cellebrite, AXIOM, XRY, Oxygen, iLEAPP, networks, or of any other
kind (reference/formats.md 3.3, 3.8, 3.9).

One mapper of headings for all: `propose` says how the columns of each sheet are read, as values that a person
may change and give back as `ReadOptions.mapping`. A row is one item; every cell stays under its heading. To
teach another heading, add it to `tables_words`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.sheet_mapping import Field, SheetMapping, from_text
from evidence_review.importers.plugin import About, Importer
from evidence_review.importers.tables.tables_blocks import block_sheet, recognises_blocks
from evidence_review.importers.tables.tables_books import CHART, book_sheets, kind_of
from evidence_review.importers.tables.tables_cells import filled_texts, is_filled, letters
from evidence_review.importers.tables.tables_csv import csv_sheet, recognises_csv
from evidence_review.importers.tables.tables_elements import element_sheet, recognises_elements
from evidence_review.importers.tables.tables_guesses import guessed
from evidence_review.importers.tables.tables_items import item
from evidence_review.importers.tables.tables_json import json_sheet, recognises_json
from evidence_review.importers.tables.tables_lines import line_sheet, recognises_lines
from evidence_review.importers.tables.tables_merged import unmerged
from evidence_review.importers.tables.tables_pages import page_sheets, recognises_pages
from evidence_review.importers.tables.tables_proposals import Row, propose_sheet
from evidence_review.importers.tables.tables_rows import Frame
from evidence_review.importers.tables.tables_said import said
from evidence_review.importers.tables.tables_sheets import Sheet
from evidence_review.importers.tables.tables_times import order_of, written_in
from evidence_review.importers.tally import tallied
from evidence_review.importers.times import stamps

_COUNTED = re.compile(r"(?P<what>[^\W\d][^()]{0,60}?)\s*\((?P<count>\d{1,9})\)")
_NO_HEADINGS = (
    "This table has no headings: who wrote, which way it went and what are the words was told by the "
    "cells. Check the columns."
)
_EMPTY = "This table holds no filled cell. Ask the supplier whether that is meant."
_SAME_NAME = "A second sheet of the same name was not read. Ask for it as CSV."
_ZONELESS = "The time column has no zone. Times are shown as written."
_ENOUGH = 2000
"""How many cells show where the year stands, once the order of day and month is known."""


def recognises(path: Path) -> bool:
    """Whether the bytes are a workbook, text in rows of equal width, or messages, calls or dated records in
    JSON, XML or blocks of lines."""
    return (
        bool(kind_of(path))
        or recognises_lines(path)
        or recognises_csv(path)
        or recognises_json(path)
        or recognises_elements(path)
        or recognises_pages(path)
        or recognises_blocks(path)
    )


def propose(path: Path) -> tuple[SheetMapping, ...]:
    """How each sheet of a table is best read; UnreadableExport where the file is none. Sheets without a
    filled cell are left out."""
    return tuple(
        propose_sheet(each.name, each.rows) for each in _sheets(path) if isinstance(each, Sheet) and each.rows
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """One item a row, sheet by sheet, read as the person says or as `propose` does."""
    given = {each.sheet: each for each in from_text(options.mapping)}
    values = _with_said(_evidence_once(_values(path, options, given)), path)
    yield from tallied(values, _EMPTY)


def _evidence_once(values: Iterator[Item | Problem | Declared]) -> Iterator[Item | Problem | Declared]:
    """The values; what shows an order of day and month is told of the first sheet that shows it."""
    told = set[str]()
    for value in values:
        order = (
            value.reason.partition("“")[0]
            if isinstance(value, Problem) and value.reason.startswith(stamps.READ)
            else ""
        )
        if order not in told:
            yield value
        told |= {order} - {""}


def _with_said(
    values: Iterator[Item | Problem | Declared], path: Path
) -> Iterator[Item | Problem | Declared]:
    """The values; the first row with what the workbook says of itself."""
    for value in values:
        if isinstance(value, Item):
            yield replace(value, extra=(*value.extra, *said(path, kind_of(path))))
            break
        yield value
    yield from values


def _sheets(path: Path) -> Iterator[Sheet | Problem]:
    if kind_of(path):
        return book_sheets(path)
    if recognises_json(path):
        return json_sheet(path)
    if recognises_elements(path):
        return element_sheet(path)
    if recognises_pages(path):
        return page_sheets(path)
    if recognises_lines(path):
        return line_sheet(path)
    return csv_sheet(path) if recognises_csv(path) or not recognises_blocks(path) else block_sheet(path)


def _values(
    path: Path, options: ReadOptions, given: dict[str, SheetMapping]
) -> Iterator[Item | Problem | Declared]:
    found = list(_sheets(path))
    yield from _declared(found)
    mapped = {
        each.name: given.get(each.name) or propose_sheet(each.name, each.rows)
        for each in found
        if isinstance(each, Sheet)
    }
    others = any(map(_is_original, mapped.values()))
    seen = set[str]()
    for each in found:
        if isinstance(each, Problem):
            yield each
        elif each.name in seen:
            yield Problem(each.name, ProblemKind.NOT_READ, _SAME_NAME, len(each.rows))
        else:
            seen.add(each.name)
            yield from _sheet_once(
                each, mapped[each.name], options, path, told=each.name in given, others=others
            )
    if not any(each.rows if isinstance(each, Sheet) else each.records for each in found):
        yield Problem("whole file", ProblemKind.NOT_READ, _EMPTY, 1)


def _declared(found: Sequence[Sheet | Problem]) -> Iterator[Declared]:
    """How many sheets and rows there are, those of charts too."""
    sheets = [each for each in found if isinstance(each, Sheet)]
    charts = [each for each in found if isinstance(each, Problem) and each.reason.startswith(CHART)]
    if any(each.name for each in sheets):
        yield Declared("sheets", len(sheets) + len(charts))
    rows = sum(len(each.rows) + each.spaces for each in sheets) + sum(each.records for each in charts)
    yield Declared("rows with something in them, headings included", rows)


def _is_original(mapping: SheetMapping) -> bool:
    """Whether a sheet holds what a timeline may show again."""
    return not mapping.repeats and mapping.kind is not ItemKind.RECORD


def _sheet_once(
    sheet: Sheet, mapping: SheetMapping, options: ReadOptions, path: Path, *, told: bool, others: bool
) -> Iterator[Item | Problem | Declared]:
    """A sheet; of a timeline beside the `others` that it repeats, its rows are only counted, unless a person
    told how it is read."""
    if told:
        yield from _sheet(sheet, mapping, options, path)
    elif mapping.repeats and others:
        yield from _repeated(sheet, mapping)
    else:
        yield from _sheet(sheet, mapping, options, path)
        yield from _guess(sheet, mapping)


def _guess(sheet: Sheet, mapping: SheetMapping) -> Iterator[Problem]:
    """That the time of the rows was taken from a column which no list of headings knows."""
    if not mapping.header and mapping.kind is ItemKind.MESSAGE:
        yield Problem(sheet.name or "row 1", ProblemKind.SOURCE_FLAG, _NO_HEADINGS, 0)
    heading = guessed(mapping)
    if heading:
        reason = (
            f"Times were taken from the column “{heading[:60]}”, which holds days or times. Choose "
            f"another column if the rows are about another time."
        )
        yield Problem(sheet.name or "row 1", ProblemKind.SOURCE_FLAG, reason, 0)


def _repeated(sheet: Sheet, mapping: SheetMapping) -> Iterator[Problem]:
    rows = sum(number > mapping.header for number, _ in sheet.rows)
    reason = (
        f"This sheet shows again, in order of time, what stands in the others. Its {rows} rows were "
        f"counted and not imported twice."
    )
    yield Problem(sheet.name, ProblemKind.SKIPPED, reason, rows)


def _sheet(
    sheet: Sheet, mapping: SheetMapping, options: ReadOptions, path: Path
) -> Iterator[Item | Problem | Declared]:
    yield from sheet.aside.problems
    yield from _hidden(sheet)
    body = [(number, cells) for number, cells in unmerged(sheet) if number > mapping.header]
    orders = {
        column.index: _order(column.index, column.day_first, mapping, body, options)
        for column in mapping.of(Field.TIME, Field.TIME_ELSE, Field.DATE)
    }
    frame = Frame.of(sheet, mapping, orders, options, path)
    yield from _above(frame, [row for row in sheet.rows if row[0] < mapping.header])
    yield from _headings_alone(frame, body)
    for number, cells in body:
        yield item(frame, number, cells)
    if sheet.spaces:
        yield Problem(
            sheet.name,
            ProblemKind.SKIPPED,
            f"{sheet.spaces} rows of this sheet hold spaces alone and were left out.",
            sheet.spaces,
        )
    yield from _outside(sheet, {number for number, _ in sheet.rows if number != mapping.header})
    yield from _remarks(frame, body)


def _headings_alone(frame: Frame, body: Sequence[Row]) -> Iterator[Item]:
    """Words of headings that would stand nowhere: those of columns in which no row has anything go with the
    first row; of a table of no known kind without rows they are a record."""
    mapping, number = frame.mapping, frame.mapping.header
    alone = _filled_columns(row for row in frame.sheet.rows if row[0] == number) - _filled_columns(body)
    frame.unused = "; ".join(
        column.heading for column in mapping.columns if column.heading and column.index in alone
    )
    if frame.unused and not body and mapping.kind is ItemKind.RECORD:
        yield Item(frame.sheet.place(number), ItemKind.RECORD, frame.unused, frame.sheet.name or frame.path.name, number,
                   extra=(("headings without rows", "yes"),))  # fmt: skip


def _filled_columns(rows: Iterable[Row]) -> set[int]:
    return {index for _, cells in rows for index, cell in enumerate(cells) if is_filled(cell)}


def _order(
    index: int, said: bool | None, mapping: SheetMapping, body: Sequence[Row], options: ReadOptions
) -> stamps.Order | None:
    """The day order of a column: as its heading or the mapping says, else from its cells, else as the person
    importing says."""
    known = next((each for each in (said, mapping.day_first, options.day_first) if each is not None), None)
    cells = written_in(body if known is None else body[:_ENOUGH], index)
    order = order_of(cells, known)
    return replace(order, shown="") if order and said is not None else order  # the heading shows it


def _above(frame: Frame, rows: Sequence[Row]) -> Iterator[Item | Declared]:
    """What stands above the headings: a title names the sheet and may count its rows; anything more is kept
    as a record each."""
    for number, cells in rows:
        filled = filled_texts(cells)
        counted = _COUNTED.fullmatch(filled[0]) if len(filled) == 1 else None
        if counted:
            yield Declared(counted["what"].strip(), int(counted["count"]))
        alone = len(rows) == len(filled) == 1 and len(filled[0]) <= 200
        if alone and (counted or frame.mapping.kind is not ItemKind.RECORD):
            frame.title = filled[0]
            continue
        yield Item(frame.sheet.place(number), ItemKind.RECORD, "\n".join(filled), frame.sheet.name or frame.path.name, number,
                   extra=(("above the headings", "yes"),))  # fmt: skip


def _hidden(sheet: Sheet) -> Iterator[Problem]:
    """What a workbook hides: the sheet, rows, columns."""
    rows = len(sheet.aside.hidden_rows & {number for number, _ in sheet.rows})
    used = max((len(cells) for _, cells in sheet.rows), default=0)
    columns = ", ".join(letters(index) for index in sorted(sheet.aside.hidden_columns) if index < used)
    said = (
        (sheet.hidden and sheet.rows, "This sheet is hidden in the workbook. It was read like the others."),
        (rows, f"{rows} rows are hidden on this sheet. They were read and are marked."),
        (columns, f"Columns are hidden on this sheet ({columns[:60]}). They were read like the others."),
    )
    for holds, reason in said:
        if holds:
            yield Problem(sheet.name or "sheet", ProblemKind.SOURCE_FLAG, reason, 0)


def _outside(sheet: Sheet, rows: set[int]) -> Iterator[Item]:
    """Comments on cells without a row of their own, and words in drawings: an item each."""
    for (row, column), words in sorted(sheet.aside.notes.items()):
        if row not in rows:
            cell = f"{letters(column)}{row}"
            extra = (("comment on", cell),)
            yield Item(f"{sheet.name}!comment {cell}", ItemKind.RECORD, words, sheet.name, row, extra=extra)
    for number, words in enumerate(sheet.aside.words, 1):
        place, extra = f"{sheet.name}!drawing {number}", (("text in a drawing", "yes"),)
        yield Item(place, ItemKind.RECORD, words, sheet.name, number, extra=extra)


def _remarks(frame: Frame, body: Sequence[Row]) -> Iterator[Problem]:
    """What the person importing should know of a sheet, each said once."""
    place, counts = frame.sheet.name or "row 1", frame.counts
    if body and frame.mapping.of(Field.TIME, Field.DATE):
        for remark in _order_remarks(frame):
            yield Problem(place, ProblemKind.SOURCE_FLAG, remark, 0)
    if counts["times without zone"]:
        yield Problem(place, ProblemKind.SOURCE_FLAG, _ZONELESS, 0)
    counted = (
        (ProblemKind.PARTLY_READ, counts["times that could not be read"], "{} times could not be read; they are shown as written."),
        (ProblemKind.SOURCE_FLAG, _longer(frame, body), "{} rows have more cells than there are headings; these cells were kept."),
        (ProblemKind.MISSING_ATTACHMENT, counts["attachments missing"], "{} files are named in this table but were not supplied."),
    )  # fmt: skip
    yield from (Problem(place, kind, reason.format(count), 0) for kind, count, reason in counted if count)


def _order_remarks(frame: Frame) -> Iterable[str]:
    """How days and months were read; one date is evidence enough for the columns of a sheet."""
    read = dict[str, str]()
    for order in frame.orders.values():
        for remark in stamps.remarks(order):
            read.setdefault(remark.partition("“")[0], remark)
    return read.values()


def _longer(frame: Frame, body: Sequence[Row]) -> int:
    """How many rows have anything in a cell to the right of the last heading."""
    wide = next((len(cells) for number, cells in frame.sheet.rows if number == frame.mapping.header), 0)
    return sum(len(cells) > wide and any(map(is_filled, cells[wide:])) for _, cells in body) if wide else 0


IMPORTER = Importer(
    "Tables (Excel, ODS, CSV)",
    "1",
    recognises,
    read,
    about=About(
        formats="Excel workbooks (XLSX, XLSM, XLSB, XLS since Excel 5, XML of Excel 2003), OpenDocument "
        "spreadsheets (ODS, FODS, and SXC of OpenOffice 1), CSV and TSV; "
        "messages, calls and dated records in JSON (lists anywhere in it, or an object a line), "
        "XML, blocks of “key: value” lines and tables of web pages (messages, calls, contacts) of "
        "programs that no other reader knows; histories of Psi",
        seen="Workbooks and text tables of many programs; the columns of Cellebrite, AXIOM, Oxygen, "
        "iLEAPP and network exports as "
        "described by users of them, since no export may be passed on.",
        read="Every row of every sheet, hidden ones too; messages, calls, contacts and places where the "
        "headings name them, else general "
        "records; comments, links and words in drawings (XLSX); files beside the table that it "
        "names; with the first row what the workbook says of itself.",
        not_read=(
            "Files inside a workbook (each is listed); pictures and charts; comments in XLS and XLSB; "
            "macros. A timeline sheet that repeats the others is counted only."
        ),
        limits=(
            "Columns are known by their headings and can be chosen by hand; where no heading names a "
            "time, the first column of times is taken, and said. Printed headers and footers and pivot "
            "caches are not read."
        ),
    ),
)
