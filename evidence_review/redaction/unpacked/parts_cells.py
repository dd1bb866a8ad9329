"""Tables taken apart for what an eye reads over the edges of their cells: each as text, tabs between the
cells and a line for each row."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, cast

from evidence_review.redaction.terms.table_order import ROWS_APART

CELLS = "cells that stand beside each other"
"""How words are found that are to be looked for over the edges of cells only."""
_APART = "\n|-|-|-|\n"
_EDGES = str.maketrans("\t\n\r|", "    ")
_MOST_CELLS, _LINES, _MOST_CELL = 2_000_000, 50, 1 << 27

type Raw = tuple[str, str, str | bytes, str]


def as_table(rows: Sequence[Sequence[str]], between: str = "\n") -> str:
    """Rows of cells as text."""
    return between.join("\t".join(cell.translate(_EDGES) for cell in row) for row in rows)


_CELL_ENDS = re.compile(
    r"(?:</(?:w:p|text:p|p|div)\s*>\s*)?</(?:w:tc|table:table-cell|td|th|a:tc)\s*>"
    r"|<(?:w:tab|text:tab)(?=[\s/>])[^<>]*>|<table:table-cell(?=[\s/>])[^<>]*/>",
    re.IGNORECASE,
)
_ROW_ENDS = re.compile(r"</(?:w:tr|table:table-row|tr|a:tr)\s*>", re.IGNORECASE)
_OTHER_ENDS = re.compile(
    r"</(?:w:p|text:p|text:h|a:p|si|p|div|h[1-6]|li|title|comment|section|article|blockquote)\s*>"
    r"|<(?:p|div|h[1-6]|li|hr|w:tbl|table|table:table)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_LINE_ENDS = re.compile(r"<(?:br|w:br|w:cr|text:line-break)(?=[\s/>])[^<>]*>", re.IGNORECASE)


def cells_of_markup(text: str) -> str:
    """Text with tags, of which the ends of cells, rows and lines are still to be seen."""
    if not _CELL_ENDS.search(text) and not _LINE_ENDS.search(text):
        return ""
    for pattern, sign in ((_CELL_ENDS, "\t"), (_ROW_ENDS, "\n"), (_OTHER_ENDS, _APART), (_LINE_ENDS, "\n")):
        text = pattern.sub(sign, text)
    return text


def cells_of_values(values: Any) -> str:
    """JSON as the tables that programs make of it: a list or an object is a row of its values."""
    tables: list[str] = []
    stack: list[Any] = [values]
    while stack:
        one = stack.pop()
        inner = _inner(one)
        rows = [row for row in (_scalars(each) for each in inner) if row]
        if rows:
            tables.append(as_table(rows, ROWS_APART))
        stack += [each for each in inner if isinstance(each, list | dict)]
    return _APART.join([*tables, as_table([_scalars(values)])])


def _inner(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(cast("dict[str, Any]", value).values())
    return cast("list[Any]", value) if isinstance(value, list) else []


def _scalars(value: Any) -> list[str]:
    return [str(each) for each in _inner(value) if isinstance(each, str | int | float)]


def table_parts(data: bytes) -> Iterator[Raw]:
    """The cells of text that is a table: lines with the same number of commas, or of another such sign."""
    if b"\0" in data[:4096] or data[:1] in {b"{", b"[", b"<"}:
        return
    text = data.decode("utf-8", "ignore")
    if between := edge_of_cells(text):
        csv.field_size_limit(_MOST_CELL)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between))
        yield "text", CELLS, as_table(rows), ""


def edge_of_cells(text: str) -> str:
    """The sign that parts the cells of a text table; empty where the text is none."""
    lines = [
        re.sub(r'"[^"]*"', "", line) for line in text[:200_000].split("\n", _LINES)[:_LINES] if line.strip()
    ]
    for sign in (",", ";", "\t", "|"):
        counts = {line.count(sign) for line in lines}
        is_prose = any(f"{sign} " in line for line in lines)
        if len(lines) > 1 and len(counts) == 1 and counts != {0} and not is_prose:
            return sign
    return ""


_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def sheet_parts(data: bytes) -> Iterator[Raw]:
    """The cells of the sheets of a workbook (XLSX), by their places."""
    if not data.startswith(b"PK") or b"xl/" not in data:
        return
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        names = pack.namelist()
        shared = _shared(pack.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
        for name in filter(_SHEET.fullmatch, names):
            yield f"part {names.index(name) + 1}", CELLS, as_table(_rows(pack.read(name), shared)), ""


def _tree(data: bytes) -> Any:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  it has no stubs

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))


def _named(element: Any, name: str) -> Iterator[Any]:
    """The elements of this name in an element, whatever their prefix."""
    return (one for one in element.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == name)


def _shared(data: bytes) -> list[str]:
    """The texts that the cells of all sheets name by number; notes on how a text is spoken are left out."""
    return ["".join(one.text or "" for one in _named(each, "t")) for each in _named(_tree(data), "si")]


def _rows(data: bytes, shared: Sequence[str]) -> list[list[str]]:
    out: list[list[str]] = []
    count = 0
    for row in _named(_tree(data), "row"):
        cells: dict[int, str] = {}
        for cell in _named(row, "c"):
            cells[_column(cell.get("r", ""), len(cells))] = _said(cell, shared)
        out.append([cells.get(column, "") for column in range(max(cells, default=-1) + 1)])
        count += len(out[-1])
        if count > _MOST_CELLS:
            break
    return out


def _column(place: str, otherwise: int) -> int:
    found = _PLACE.fullmatch(place)
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - 64
    return number - 1 if found else otherwise


def _said(cell: Any, shared: Sequence[str]) -> str:
    value = "".join(one.text or "" for one in _named(cell, "v"))
    if cell.get("t") == "s" and value.isdigit():
        return shared[int(value)] if int(value) < len(shared) else ""
    return value or "".join(one.text or "" for one in _named(cell, "t"))
