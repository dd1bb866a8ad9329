"""Excel workbooks from before 1994 (versions 2 to 4): one stream of records, in which each has its number and
its length before it.

The layout is that of OpenOffice.org's documentation of the format. A sheet stands alone; a workbook of
version 4 names each before it begins.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from evidence_review.importers.tables.tables_biff import FAULTS, Table, as_shown, is_dated, unpacked
from evidence_review.importers.tables.tables_cells import Cell

_EOF, _LOCK, _SINCE_1904, _CODEPAGE, _NOTE, _SHEET = 0x0A, 0x2F, 0x22, 0x42, 0x1C, 0x8F
_BEGINS, _FORMATS, _STYLES = {0x09: 2, 0x209: 3, 0x409: 4}, {0x1E, 0x41E}, {0x243, 0x443}
_INTEGER, _NUMBER, _LABEL, _LOGICAL, _FORMULA, _STRING, _RK = (
    "integer",
    "number",
    "label",
    "logical",
    "formula",
    "string",
    "rk",
)
_CELLS = {0x02: _INTEGER, 0x03: _NUMBER, 0x203: _NUMBER, 0x04: _LABEL, 0x204: _LABEL, 0x05: _LOGICAL, 0x205: _LOGICAL, 0x06: _FORMULA,
          0x206: _FORMULA, 0x406: _FORMULA, 0x27E: _RK}  # fmt: skip
_STRINGS = {0x07, 0x207}
_TABLE, _MACROS, _WORKBOOK = 0x10, 0x40, 0x100
_MOST = 64 << 20


@dataclass(slots=True)
class EarlyBook:
    """What such a file holds. `notes`: comments of each sheet by row (from 1) and column (from 0). `whole`:
    every sheet ends as it should."""

    tables: list[Table] = field(default_factory=list[Table])
    notes: list[dict[tuple[int, int], str]] = field(default_factory=list[dict[tuple[int, int], str]])
    charts: int = 0
    locked: bool = False
    whole: bool = True


def book(path: Path) -> EarlyBook:
    """All that can be read of a file, up to where it is damaged or ends."""
    with path.open("rb") as stream:
        reading = _Reading(stream.read(_MOST), path.stem)
    reading.run()
    return reading.book


def _records(data: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """Number, body and whether the body is all there."""
    at = 0
    while at + 4 <= len(data):
        number, length = struct.unpack_from("<HH", data, at)
        body = data[at + 4 : at + 4 + length]
        yield number, body, len(body) == length
        at += 4 + length


class _Reading:
    """One pass over the records."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data, self.book, self.name = data, EarlyBook(), name
        self.version, self.encoding = 2, "cp1252"
        self.since = datetime(1899, 12, 30)  # noqa: DTZ001  times are stored without tzinfo
        self.formats, self.styles = list[str](), list[int]()
        self.table: Table | None = None
        self.depth, self.at = 0, (0, 0)

    def run(self) -> None:
        number = -1
        for number, body, complete in _records(self.data):
            try:
                self._take(number, body)
            except (struct.error, IndexError, ValueError, OverflowError):
                self.book.whole = False  # one damaged record; the next has its own length
            self.book.whole &= complete
        self.book.whole &= number in {_EOF, 0} and self.depth == 0

    def _take(self, number: int, body: bytes) -> None:
        if number == 0 and not body and self.depth:
            raise ValueError  # zeros among the records: a hole
        if number in _BEGINS:
            self._begin(number, body)
        elif number == _EOF:
            self.depth = max(0, self.depth - 1)
            self.table = None if self.depth == 0 else self.table
        elif number == _SHEET:
            self.name, self.depth = self._text(body[4:], short=True), 0
        elif self.table is not None and number in _CELLS:
            self._cell(_CELLS[number], body)
        elif self.table is not None and number in _STRINGS:
            self._put(*self.at, self._text(body, short=self.version == 2))
        else:
            self._about(number, body)

    def _begin(self, number: int, body: bytes) -> None:
        self.version, kind = _BEGINS[number], struct.unpack_from("<H", body, 2)[0]
        if kind == _WORKBOOK:
            return
        self.depth += 1
        if kind in {_TABLE, _MACROS} and self.depth == 1:
            self.table = Table(self.name)
            self.book.tables.append(self.table)
            self.book.notes.append({})
            self.formats, self.styles = ([], []) if self.version < 4 else (self.formats, self.styles)
        else:
            self.book.charts += 1

    def _about(self, number: int, body: bytes) -> None:
        if number == _LOCK:
            self.book.locked = True
        elif number == _SINCE_1904 and body[:1] == b"\x01":
            self.since = datetime(1904, 1, 1)  # noqa: DTZ001  times are stored without tzinfo
        elif number == _CODEPAGE:
            page = struct.unpack_from("<H", body)[0]
            self.encoding = {0x8000: "mac_roman", 10000: "mac_roman", 0x8001: "cp1252"}.get(page, f"cp{page}")
        elif number in _FORMATS:
            self.formats.append(self._text(body[2:] if number == 0x41E else body, short=True))
        elif number in _STYLES:
            self.styles.append(body[1])
        elif number == _NOTE and self.table is not None:
            row, column, length = struct.unpack_from("<HHH", body)
            notes = self.book.notes[-1]
            if row == 0xFFFF:  # the comment before goes on
                row, column = next(reversed(notes))
                row -= 1
            notes[row + 1, column] = notes.get((row + 1, column), "") + self._decoded(body[6 : 6 + length])

    def _cell(self, kind: str, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        early = self.version == 2
        style = (body[5] & 63) if early else struct.unpack_from("<H", body, 4)[0]
        key = style if early else self.styles[style] if style < len(self.styles) else -1
        dated = 0 <= key < len(self.formats) and is_dated(self.formats[key])
        rest = body[7 if early else 6 :]
        self.at = (row, column)
        self._put(row, column, self._value(kind, rest, dated=dated))

    def _value(self, kind: str, rest: bytes, *, dated: bool) -> Cell:
        if kind == _LABEL:
            return self._text(rest, short=self.version == 2)
        if kind == _LOGICAL:
            return FAULTS.get(rest[0], "#?") if rest[1] else bool(rest[0])
        if kind == _FORMULA and rest[6:8] == b"\xff\xff":  # a text that follows, a truth, a fault
            return {1: bool(rest[2]), 2: FAULTS.get(rest[2], "#?")}.get(rest[0], "")
        if kind == _INTEGER:
            return as_shown(float(struct.unpack_from("<H", rest)[0]), self.since, dated=dated)
        if kind == _RK:
            return as_shown(unpacked(struct.unpack_from("<I", rest)[0]), self.since, dated=dated)
        return as_shown(struct.unpack_from("<d", rest)[0], self.since, dated=dated)

    def _put(self, row: int, column: int, cell: Cell) -> None:
        if cell != "" and self.table is not None:
            self.table.cells.setdefault(row, {})[column] = cell

    def _text(self, body: bytes, *, short: bool) -> str:
        if short:
            return self._decoded(body[1 : 1 + body[0]])
        return self._decoded(body[2 : 2 + struct.unpack_from("<H", body)[0]])

    def _decoded(self, data: bytes) -> str:
        try:
            return data.decode(self.encoding, "replace")
        except LookupError:
            return data.decode("cp1252", "replace")
