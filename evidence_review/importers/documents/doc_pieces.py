"""The text of an old Word file (.doc) put together from its pieces, and which of its characters are hidden or
deleted (MS-DOC 2.4, 2.8, 2.9)."""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise, takewhile

from evidence_review.domain.errors import UnreadableExport
from evidence_review.importers.text.codepages import text_of

LOCKED = "This document is encrypted. Nothing in it has been reviewed. Ask for the password or an open copy."
_TOO_OLD = (
    "This Word document is older than Word 6 and cannot be read here. Nothing in it has been reviewed. "
    "Ask for PDF or DOCX, or convert it and add both."
)
_MARKS = frozenset((b"\xec\xa5", b"\xdc\xa5", b"\x99\xa6", b"\x98\xa6"))
"""Word 97 and later; Word 6 and 95; the same two made for East Asia."""
_PAGE = 512
_BLANK = re.compile(rb"\0{8}|\xff{8}")
_SURROGATE = re.compile(rb"[\xd8-\xdf]")
_HIDDEN, _DELETED, _INSERTED = 0x083C, 0x0800, 0x0801
_OLD_PROPERTIES = {65: "deleted", 66: "inserted", 92: "hidden"}
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
PARTS = (
    "text",
    "footnotes",
    "headers and footers",
    "macros",
    "comments",
    "endnotes",
    "text boxes",
    "text boxes of headers",
)
"""What the text of the file is made of, one after the other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: where it lies, how many characters, and whether one byte or two make each."""

    start: int
    count: int
    wide: bool


@dataclass(slots=True)
class DocFile:
    """The streams of a file and what its head says of them. `torn`: the table of pieces is lost and the text
    was taken as it lies; `short`: pieces lie beyond the end."""

    main: bytes
    table: bytes
    version: int = 0
    page: int = 1252
    counts: tuple[int, ...] = ()
    torn: bool = False
    short: bool = False
    pieces: list[Piece] = field(default_factory=list)

    @property
    def old(self) -> bool:
        """Word 6 or 95: one stream, one byte a character."""
        return self.version < 193

    def u32(self, at: int) -> int:
        """An unsigned number of four bytes; 0 beyond the end."""
        return struct.unpack_from("<I", self.main, at)[0] if 0 <= at <= len(self.main) - 4 else 0

    @property
    def has_hole(self) -> bool:
        """Whether a lost sector shows: zeros or set bits in a row among the words, a page of formatting
        without any run, or fewer words in the pieces than the head counts."""
        within = (
            self.main[piece.start : piece.start + piece.count * (2 if piece.wide else 1)]
            for piece in self.pieces
        )
        held = sum(piece.count for piece in self.pieces)
        return (
            held < sum(self.counts)
            or any(_BLANK.search(data) for data in within)
            or any(not 0 < 5 * page[-1] < _PAGE - 4 for page in _pages(self))
        )

    def parts(self) -> dict[str, list[tuple[str, str]]]:
        """Each part of the text as (how it is marked, words), in order."""
        marked = list(_marked(self))
        found: dict[str, list[tuple[str, str]]] = {}
        at = 0
        for name, count in zip(PARTS, self.counts, strict=False):
            found[name] = [(mark, _readable(self, text)) for mark, text in _slice(marked, at, at + count)]
            at += count
        return found


def open_doc(main: bytes, tables: dict[str, bytes]) -> DocFile:
    """The file behind its streams; UnreadableExport where it is encrypted or too old."""
    if len(main) < 0x200 or main[:2] not in _MARKS:
        raise UnreadableExport(_TOO_OLD)
    version, language, flags = (struct.unpack_from("<H", main, at)[0] for at in (2, 6, 10))
    if flags & 0x0100:
        raise UnreadableExport(LOCKED)
    named = tables.get("1Table" if flags & 0x0200 else "0Table", b"")
    table = named or next(filter(None, tables.values()), b"")
    doc = DocFile(main, table, version, 10000 if main[0x14:0x16] == b"\x00\x01" else _code_page(language))
    counted = 0x34 if doc.old else 0x4C
    doc.counts = tuple(min(doc.u32(counted + 4 * number), 1 << 30) for number in range(8))
    at, source = (0x160, main) if doc.old else (0x1A2, doc.table)
    place, size = doc.u32(at), doc.u32(at + 4)
    doc.pieces = list(_table_of_pieces(source[place : place + size], doc)) if size else []
    if not doc.pieces:
        _take_all(doc)
    return doc


def _take_all(doc: DocFile) -> None:
    """The text as it lies, where no table tells its pieces: Word 6 needs none, in a later file it is lost."""
    doc.torn = not doc.old
    start, end = doc.u32(0x18), min(doc.u32(0x1C), len(doc.main))
    wide = doc.torn and doc.main[start:end].count(0) * 3 > end - start
    doc.pieces = [Piece(start, max(0, end - start) // (2 if wide else 1), wide)]
    if doc.torn:
        doc.counts = (doc.pieces[0].count,)


def _code_page(language: int) -> int:
    """The code page of the language that the file names, for the versions that write one byte a character."""
    pages = {
        0x19: 1251,
        0x22: 1251,
        0x02: 1251,
        0x05: 1250,
        0x0E: 1250,
        0x15: 1250,
        0x18: 1250,
        0x1A: 1250,
        0x08: 1253,
        0x1F: 1254,
        0x0D: 1255,
        0x01: 1256,
        0x11: 932,
        0x12: 949,
    }
    return pages.get(language & 0x3FF, 936 if language == 0x804 else 950 if language == 0x404 else 1252)


def _table_of_pieces(clx: bytes, doc: DocFile) -> Iterator[Piece]:
    at = 0
    while at + 3 <= len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != 2:
        return
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    number = max(0, (len(plc) - 4) // 12)
    ends = struct.unpack_from(f"<{number + 1}I", plc) if number else ()
    for each, (begin, end) in enumerate(pairwise(ends)):
        raw = struct.unpack_from("<I", plc, 4 * (number + 1) + 8 * each + 2)[0]
        start, wide = _start(raw, doc)
        if 0 < end - begin <= len(doc.main):
            yield Piece(start, end - begin, wide)


def _start(raw: int, doc: DocFile) -> tuple[int, bool]:
    """Where a piece lies, and whether two bytes make each of its characters."""
    if doc.old:
        return raw, False
    place = raw & 0x3FFFFFFF
    return (place // 2, False) if raw & 0x40000000 else (place, True)


def _marked(doc: DocFile) -> Iterator[tuple[str, str]]:
    """The whole text, piece by piece, cut where its marks change."""
    runs = sorted(_runs(doc))
    ends = [end for _, end, _ in runs]
    for piece in doc.pieces:
        width = 2 if piece.wide else 1
        end = min(piece.start + piece.count * width, len(doc.main))
        first = bisect_right(ends, piece.start)
        here = takewhile(lambda run, end=end: run[0] < end, islice(runs, first, None))
        place = piece.start
        for start, stop, mark in here:
            if max(start, place) > place:
                yield "", _decoded(doc, piece, place, max(start, place))
            place = max(start, place)
            yield mark, _decoded(doc, piece, place, min(stop, end))
            place = max(place, min(stop, end))
        yield "", _decoded(doc, piece, place, end)
        missing = piece.count - max(0, end - piece.start) // width
        if missing > 0:
            doc.short = True
            yield "", "\x00" * missing


def _decoded(doc: DocFile, piece: Piece, start: int, end: int) -> str:
    """One character for each unit that the file counts, so that its counts fit: halves of pairs, single bytes
    in old files."""
    data = doc.main[start : max(start, end)]
    if piece.wide:
        units = memoryview(data[: len(data) // 2 * 2]).cast("H")
        return "".join(map(chr, units)) if _SURROGATE.search(data) else data.decode("utf-16-le", "replace")
    return data.decode("latin-1") if doc.old else data.decode("cp1252", "replace")


def _readable(doc: DocFile, units: str) -> str:
    """Units as characters."""
    if doc.old:
        return text_of(units.encode("latin-1", "replace"), doc.page)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _slice(marked: list[tuple[str, str]], start: int, end: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    for mark, text in marked:
        if at < end and at + len(text) > start:
            found.append((mark, text[max(0, start - at) : end - at]))
        at += len(text)
    return found


def _runs(doc: DocFile) -> Iterator[tuple[int, int, str]]:
    """Byte ranges whose characters are hidden, deleted or inserted, from the pages of formatting that the
    file points to."""
    for page in _pages(doc):
        yield from _runs_of_page(page, doc)


def _pages(doc: DocFile) -> Iterator[bytes]:
    place, size = (doc.u32(0xB8), doc.u32(0xBC)) if doc.old else (doc.u32(0xFA), doc.u32(0xFE))
    plc = (doc.main if doc.old else doc.table)[place : place + size]
    width = 2 if doc.old else 4
    number = max(0, (len(plc) - 4) // (4 + width))
    for each in range(number):
        raw = plc[4 * (number + 1) + width * each :][:width]
        page = doc.main[(int.from_bytes(raw, "little") & 0x3FFFFF) * _PAGE :][:_PAGE]
        if len(page) == _PAGE:
            yield page


def _runs_of_page(page: bytes, doc: DocFile) -> Iterator[tuple[int, int, str]]:
    number = page[-1]
    if 5 * number + 4 >= _PAGE:
        return
    ends = struct.unpack_from(f"<{number + 1}I", page)
    for each in range(number):
        at = page[4 * (number + 1) + each] * 2
        if at:
            properties = page[at + 1 : at + 1 + page[at]]
            mark = _old_mark(properties) if doc.old else _mark(properties)
            if mark:
                yield ends[each], ends[each + 1], mark


def _mark(properties: bytes) -> str:
    """How a run is marked, from the changes that its formatting makes."""
    marks: dict[int, bool] = {}
    at = 0
    while at + 3 <= len(properties):
        code = struct.unpack_from("<H", properties, at)[0]
        size = _SIZES.get(code >> 13, properties[at + 2] + 1)
        if code in {_HIDDEN, _DELETED, _INSERTED}:
            marks[code] = properties[at + 2] in {1, 0x81}
        at += 2 + size
    names = {_HIDDEN: "hidden", _DELETED: "deleted", _INSERTED: "inserted"}
    return ", ".join(name for code, name in names.items() if marks.get(code))


def _old_mark(properties: bytes) -> str:
    """As `_mark`, for Word 6: only the first change can be told without a table of all sizes."""
    return _OLD_PROPERTIES.get(properties[0], "") if len(properties) == 2 and properties[1] == 1 else ""
