"""A workbook of one sheet in which every cell is text: no formula, number or link can come out of what it
holds.

The same rows give the same bytes, and the file says nothing of who made it or when.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evidence_review.domain.errors import OutputProblem

CELL_LIMIT = 32_000
"""Characters (UTF-16 units) that go into one cell; Excel's own limit is 32,767, and beyond it text would be
lost."""
ROW_LIMIT = 1_048_576
_NOT_XML = dict.fromkeys((65534, 65535, *range(55296, 57344)), "�")

type Cell = str | tuple[str, str]
"""Plain text, or a title in bold with plain text below it."""


@dataclass(frozen=True, slots=True)
class Table:
    """Column headings, their widths in characters, and rows."""

    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]


def workbook(
    title: str, above: Sequence[tuple[str, ...]], table: Table, below: Sequence[tuple[str, ...]]
) -> bytes:
    """An XLSX with rows above, a table and rows below. Text too long for a cell goes on in rows of its
    own."""
    import xlsxwriter

    out = io.BytesIO()
    plain = {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(out, plain)
    # - the same in every file, no clock
    book.set_properties({"title": title, "author": "", "created": datetime(2000, 1, 1)})  # noqa: DTZ001
    sheet = book.add_worksheet("Schedule")
    formats = {
        bold: book.add_format({"bold": bold, "text_wrap": True, "valign": "top"}) for bold in (False, True)
    }
    for number, width in enumerate(table.widths):
        sheet.set_column(number, number, width)
    rows = (
        [(row, False) for row in above]
        + [(table.columns, True)]
        + [(row, False) for row in table.rows]
        + [(row, False) for row in below]
    )
    at = 0
    for row, bold in rows:
        for piece in _pieces(row):
            if at >= ROW_LIMIT:
                raise OutputProblem(
                    "The schedule has more rows than a workbook can hold; produce it as a PDF, or in parts."
                )
            _write(sheet, at, piece, formats, bold)
            at += 1
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(len(above))
    sheet.set_footer("&CPage &P of &N")
    book.close()
    return out.getvalue()


def _write(sheet: Any, at: int, row: Sequence[Cell], formats: dict[bool, Any], bold: bool) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, tuple) and all(cell):
            written = sheet.write_rich_string(
                at, column, formats[True], cell[0], formats[False], "\n" + cell[1], formats[False]
            )
        else:
            text, heavy = (cell, bold) if isinstance(cell, str) else (cell[0] or cell[1], bool(cell[0]))
            written = sheet.write_string(at, column, text, formats[heavy])
        if written:
            raise OutputProblem("A cell of the schedule could not be written whole; produce it as a PDF.")


def _pieces(row: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
    """The row, cut where a cell is too long: what follows stands in the same column of the next row."""
    columns = [_cut(cell) for cell in row]
    for number in range(max(map(len, columns), default=1)):
        yield tuple(cells[number] if number < len(cells) else "" for cells in columns)


def _cut(cell: Cell) -> list[Cell]:
    if isinstance(cell, tuple):
        title, text = cell
        if _units(title) + _units(text) < CELL_LIMIT:
            return [(_clean(title), _clean(text))]
        return [*([(piece, "") for piece in _parts(title)] if title else []), *_parts(text)]
    return list(_parts(cell)) or [""]


def _parts(text: str) -> Iterator[str]:
    text = _clean(text)
    step = CELL_LIMIT // 2 if _units(text) != len(text) else CELL_LIMIT
    for start in range(0, len(text), step):
        yield text[start : start + step]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _clean(text: str) -> str:
    """The text without the few code points that no XML file can hold; each leaves a replacement character."""
    return text.translate(_NOT_XML)
