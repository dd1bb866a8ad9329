"""Old Excel workbooks by hand, record by record: where python-calamine fails on damage, and to see locks,
lies and faults (#DIV/0!) that it does not give.

Every record has its number and its length before it, so that a workbook that is cut gives all that stands
before the cut (Microsoft, MS-XLS 2.4; the older BIFF5 has the same numbers and plain bytes for text).
"""

import io
import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from evidence_review.importers.tables.tables_cells import Cell
from evidence_review.importers.tables.tables_proposals import Row

_BOF, _EOF, _CONTINUE, _SHEET, _SST, _FORMAT, _XF, _LOCK = 0x809, 0x0A, 0x3C, 0x85, 0xFC, 0x41E, 0xE0, 0x2F
_SINCE_1904, _CODEPAGE = 0x22, 0x42
_NUMBER, _RK, _MULTIPLE, _SHARED, _LABEL, _RICH, _LOGICAL, _FORMULA, _STRING = (
    0x203,
    0x27E,
    0xBD,
    0xFD,
    0x204,
    0xD6,
    0x205,
    0x06,
    0x207,
)
_CELLS = frozenset((_NUMBER, _RK, _MULTIPLE, _SHARED, _LABEL, _RICH, _LOGICAL, _FORMULA))
_START = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00")
_DATED = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PLAIN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
FAULTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_RESUME = re.compile(
    rb"\xfd\x00\x0a\x00....|\x7e\x02\x0a\x00|\x03\x02\x0e\x00|\x09\x08\x10\x00\x00\x06\x10\x00", re.DOTALL
)
_LONGEST, _GARBLED, _NUMBERS = 8228, -1, ((0, 0x4FF), (0x7FF, 0x8FF), (0x1000, 0x10FF))
"""No record is longer; what stands for bytes that are none; the numbers that records have."""
_FAULT_WORDS = frozenset(FAULTS.values())
_BOUNDS, _MOST_ROWS, _MOST_COLUMNS = 0x200, 65_536, 256
_MOST_BYTES, _MOST_RECORDS = 512 << 20, 20_000_000


@dataclass(slots=True)
class Table:
    """A sheet: its name, whether it is hidden, its filled cells by row and column (both from 0), and those
    that are faults by row from 1."""

    name: str
    hidden: bool = False
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict[int, dict[int, Cell]])
    faults: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])

    @property
    def rows(self) -> list[Row]:
        """The filled rows, numbered from 1."""
        return [
            (number + 1, [cells.get(column, "") for column in range(max(cells) + 1)])
            for number, cells in sorted(self.cells.items())
            if cells
        ]


@dataclass(slots=True)
class Book:
    """What a stream of records gives. `whole`: it ended as it should; `locked`: its cells are encrypted;
    `claims`: how many shared texts it says it has, in `size` bytes; `listed`: the file's list of streams led
    to it; `boundless`: a sheet is larger than any can be."""

    tables: list[Table] = field(default_factory=list[Table])
    shared: list[str] = field(default_factory=list[str])
    whole: bool = True
    locked: bool = False
    claims: int = 0
    size: int = 0
    boundless: bool = False
    listed: bool = True

    @property
    def cells(self) -> int:
        """How many filled cells there are."""
        return sum(len(row) for table in self.tables for row in table.cells.values())

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it is damaged and what it claims could be in it: python-calamine takes room for
        claims unread, and ends the program where it gets none."""
        return self.whole and self.listed and self.claims <= self.size // 3 and not self.boundless


def starts(data: bytes) -> bool:
    """Whether the first record of a workbook stands in these bytes."""
    return bool(_START.search(data))


def book(path: Path) -> Book:
    """All that can be read of a workbook: of the stream that its list names and, where that is not whole, of
    the file from its first record on, what gives more."""
    best = Book(whole=False)
    for listed, data in _streams(path):
        reading = _Reading(data)
        reading.run()
        reading.book.listed = listed
        if reading.book.cells > best.cells or (best.size == 0 and reading.book.size):
            best = reading.book
        if reading.book.whole or reading.book.locked:
            break
    return best


def _streams(path: Path) -> Iterator[tuple[bool, bytes]]:
    import olefile

    with path.open("rb") as file:
        data = file.read(_MOST_BYTES)
    for name in ("Workbook", "Book"):
        with (
            suppress(Exception),
            olefile.OleFileIO(io.BytesIO(data)) as ole,
        ):  # a damaged list: the records may still lie there in order
            if ole.exists(name):
                yield True, ole.openstream(name).read(_MOST_BYTES)
    start = _START.search(data)
    yield False, data[start.start() :] if start else b""


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Place, number and body of each record; a body that is cut is the last. Where a length cannot be, the
    next cell or sheet is looked for."""
    at = count = 0
    while at + 4 <= len(data) and count < _MOST_RECORDS:
        number, length = struct.unpack_from("<HH", data, at)
        if length > _LONGEST or not any(first <= number <= last for first, last in _NUMBERS):
            found = _RESUME.search(data, at + 1)
            yield at, _GARBLED, b""
            if not found:
                return
            at = found.start()
            continue
        yield at, number, data[at + 4 : at + 4 + length]
        at += 4 + length
        count += 1


class _Reading:
    """One pass over the records."""

    def __init__(self, data: bytes) -> None:
        self.data, self.book = data, Book(size=len(data))
        self.new = data[4:6] != b"\x00\x05"  # BIFF8, not BIFF5
        # times are stored without tzinfo
        self.encoding, self.since = "cp1252", datetime(1899, 12, 30)  # noqa: DTZ001
        self.formats, self.styles = dict[int, str](), list[int]()
        self.places = dict[int, Table]()
        self.table: Table | None = None
        self.depth, self.at, self.torn = 0, (0, 0), False
        self.texts = list[bytes]()

    def run(self) -> None:
        last = -1
        for place, number, body in _records(self.data):
            last = number
            if number == _CONTINUE and self.texts:
                self.texts.append(body)
                continue
            if self.texts:
                self.book.shared, self.texts = _shared(self.texts), []
            try:
                self._take(place, number, body)
            except (struct.error, IndexError, ValueError, OverflowError):
                self.book.whole = False  # one damaged record; the next has its own length
        self.book.whole = self.book.whole and last in {_EOF, 0} and self.depth == 0

    def _take(self, place: int, number: int, body: bytes) -> None:
        if number == 0 and not body and self.depth:
            raise ValueError  # zeros among the records: a hole
        if number == _GARBLED:
            self.torn, self.depth = True, int(self.table is not None)
            raise ValueError
        if self.torn and self.table is None and number in _CELLS:
            self.depth, self.table = 1, self._next()  # where its sheet began is lost
        if number == _BOF:
            self._begin(place, body)
        elif number == _EOF:
            self.depth = max(0, self.depth - 1)
            self.table = self.table if self.depth else None
        elif self.table is not None and self.depth == 1:
            self._cells(number, body)
        else:
            self._of_book(number, body)

    def _begin(self, place: int, body: bytes) -> None:
        self.depth += 1
        kind = struct.unpack_from("<H", body, 2)[0]
        if self.depth == 1 and kind == 0x10:
            self.table = self.places.get(place) or self._next()
            if not any(self.table is each for each in self.book.tables):
                self.book.tables.append(self.table)

    def _next(self) -> Table:
        """The first sheet that has no cells yet; a new one where the list of sheets is damaged or lost."""
        table = next((each for each in self.book.tables if not each.cells), None)
        if table is None:
            table = Table(f"Sheet {len(self.book.tables) + 1}")
            self.book.tables.append(table)
        return table

    def _of_book(self, number: int, body: bytes) -> None:
        if number == _LOCK:
            self.book.locked = True
        elif number == _SHEET:
            self._sheet(body)
        elif number == _SST:
            self.book.claims, self.texts = struct.unpack_from("<I", body, 4)[0], [body[8:]]
        elif number == _SINCE_1904 and body[:1] == b"\x01":
            self.since = datetime(1904, 1, 1)  # noqa: DTZ001  times are stored without tzinfo
        elif number == _CODEPAGE:
            page = struct.unpack_from("<H", body)[0]
            self.encoding = {1200: "cp1252", 10000: "mac_roman"}.get(page, f"cp{page}")
        elif number == _FORMAT:
            self.formats[struct.unpack_from("<H", body)[0]] = (
                self._long(body[2:]) if self.new else self._short(body[2:])
            )
        elif number == _XF:
            self.styles.append(struct.unpack_from("<H", body, 2)[0])

    def _sheet(self, body: bytes) -> None:
        """A sheet of the list; those of charts and macros, too, have a place where they begin."""
        offset, state = struct.unpack_from("<IB", body)
        self.places[offset] = table = Table(self._short(body[6:]), hidden=state & 3 != 0)
        if body[5] == 0:
            self.book.tables.append(table)

    def _cells(self, number: int, body: bytes) -> None:
        if number == _MULTIPLE:
            row, first = struct.unpack_from("<HH", body)
            for column, at in enumerate(range(4, len(body) - 7, 6), first):
                style, packed = struct.unpack_from("<HI", body, at)
                self._put(row, column, self._number(unpacked(packed), style))
        elif number == _BOUNDS:
            first, last, left, right = struct.unpack_from("<IIHH" if self.new else "<HHHH", body)
            self.book.boundless |= last > _MOST_ROWS or right > _MOST_COLUMNS or first > last or left > right
        elif number == _STRING:
            self._put(*self.at, self._long(body))
        elif number in {_NUMBER, _RK, _SHARED, _LABEL, _RICH, _LOGICAL, _FORMULA}:
            row, column, style = struct.unpack_from("<HHH", body)
            self.at = (row, column)
            self._put(row, column, self._value(number, body[6:], style))

    def _value(self, number: int, body: bytes, style: int) -> Cell:
        if number == _RK:
            return self._number(unpacked(struct.unpack_from("<I", body)[0]), style)
        if number == _SHARED:
            place = struct.unpack_from("<I", body)[0]
            return (
                self.book.shared[place]
                if place < len(self.book.shared)
                else f"text {place}, which is missing"
            )
        if number in {_LABEL, _RICH}:
            return self._long(body)
        if number == _LOGICAL:
            return FAULTS.get(body[0], "#?") if body[1] else bool(body[0])
        if (
            number == _FORMULA and body[6:8] == b"\xff\xff"
        ):  # not a number: a text that follows, a truth, a fault
            return {1: bool(body[2]), 2: FAULTS.get(body[2], "#?")}.get(body[0], "")
        return self._number(struct.unpack_from("<d", body)[0], style)

    def _number(self, value: float, style: int) -> Cell:
        key = self.styles[style] if style < len(self.styles) else 0
        return as_shown(
            value, self.since, dated=is_dated(self.formats[key]) if key in self.formats else key in _DATED
        )

    def _put(self, row: int, column: int, cell: Cell) -> None:
        if cell != "" and self.table is not None:
            self.table.cells.setdefault(row, {})[column] = cell
            if isinstance(cell, str) and cell in _FAULT_WORDS:
                self.table.faults[row + 1, column] = cell

    def _short(self, body: bytes) -> str:
        return self._words(body[0], body[1:])

    def _long(self, body: bytes) -> str:
        return self._words(struct.unpack_from("<H", body)[0], body[2:])

    def _words(self, length: int, body: bytes) -> str:
        if not self.new:
            try:
                return body[:length].decode(self.encoding, "replace")
            except LookupError:
                return body[:length].decode("cp1252", "replace")
        wide, rest = body[0] & 1, body[1 + 2 * bool(body[0] & 8) + 4 * bool(body[0] & 4) :]
        return rest[: 2 * length].decode("utf-16-le", "replace") if wide else rest[:length].decode("latin-1")


def is_dated(code: str) -> bool:
    """Whether a format shows a number as a date or time."""
    plain = _PLAIN.sub("", code).lower()
    return bool(re.search(r"[dmyhs]", plain)) and "general" not in plain


def as_shown(value: float, since: datetime, *, dated: bool) -> Cell:
    """A number as its cell shows it: itself, or the day and time so many days after the first."""
    try:
        early = (
            1 <= value < 60 and since.year == 1899
        )  # the 29th of February 1900, which these programs count, comes after
        when = since + timedelta(early, round(value * 86_400)) if dated else None
    except (OverflowError, ValueError):
        when = None
    if when is None:
        return value
    return when.time() if 0 <= value < 1 else when.date() if value == int(value) else when


def unpacked(packed: int) -> float:
    """A number of 30 bits: an integer or the top of a double, a hundredfold or not."""
    value = float(packed - (1 << 32) >> 2 if packed >> 31 else packed >> 2) if packed & 2 else 0.0
    if not packed & 2:
        value = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return value / 100 if packed & 1 else value


def _shared(parts: list[bytes]) -> list[str]:
    """The shared texts; a text that runs on into the next record begins there with how its letters are kept
    anew."""
    texts, source = list[str](), _Parts(parts)
    try:
        while source.more():
            texts.append(source.text())
    except (struct.error, IndexError):
        pass  # cut in the middle of a text
    return texts


class _Parts:
    """The bytes of a record and of those that continue it."""

    def __init__(self, parts: list[bytes]) -> None:
        self.parts, self.part, self.at = parts, 0, 0

    def more(self) -> bool:
        while self.part < len(self.parts) and self.at >= len(self.parts[self.part]):
            self.part, self.at = self.part + 1, 0
        return self.part < len(self.parts)

    def take(self, size: int) -> bytes:
        out = b""
        while len(out) < size:
            if not self.more():
                raise IndexError
            piece = self.parts[self.part][self.at : self.at + size - len(out)]
            out, self.at = out + piece, self.at + len(piece)
        return out

    def text(self) -> str:
        length, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & 8 else 0
        further = struct.unpack("<I", self.take(4))[0] if flags & 4 else 0
        words, done = bytearray(), 0  # UTF-16, whose units are what the length counts
        while done < length:
            if not self.more():
                raise IndexError
            if self.at == 0:
                flags = self.take(1)[0]
            left = len(self.parts[self.part]) - self.at
            size = min(length - done, left // 2 if flags & 1 else left)
            if size <= 0:
                raise IndexError
            raw = self.take(size * 2 if flags & 1 else size)
            words += raw if flags & 1 else raw.decode("latin-1").encode("utf-16-le")
            done += size
        self.take(4 * runs + further)
        return words.decode("utf-16-le", "replace")
