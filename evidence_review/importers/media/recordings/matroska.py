"""Matroska and WebM: elements with lengths (EBML, RFC 8794; Matroska, RFC 9559). Browsers and Telegram write
them without a length."""

import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isnan

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.media.recordings.facts import CUT, SPOILT, Bytes, Facts

_2001 = datetime(2001, 1, 1)  # noqa: DTZ001  instants are stored without tzinfo
_MOST_ELEMENTS = 400_000
_MOST_VALUE = 1 << 20
_FOLDERS = {
    0x18538067,
    0x1549A966,
    0x1654AE6B,
    0xAE,
    0xE0,
    0x1F43B675,
    0x1254C367,
    0x7373,
    0x67C8,
    0x1A45DFA3,
    0xA0,
}
"""Segment, Info, Tracks, TrackEntry, Video, Cluster, Tags, Tag, SimpleTag, the EBML header, BlockGroup."""
_SUM, _MOST_SUMMED = 0xBF, 16 << 20
"""CRC-32 of what follows in the same element (RFC 8794, 11.3.1)."""
_SEGMENT = 0x18538067
_WIDE, _HIGH, _TAG_NAME, _TAG_TEXT = 0xB0, 0xBA, 0x45A3, 0x4487


@dataclass(slots=True)
class _Film:
    """A film as its elements come: nanoseconds of a unit, the written length in units, the time of the group
    of blocks and of the last block; `before` is what belongs to the element that follows."""

    facts: Facts
    scale: int = 1_000_000
    written: float | None = None
    base: int = 0
    last: int = 0
    before: str = ""

    def take(self, name: int, value: bytes) -> None:
        """The value of one element, as far as it is there."""
        if name in _NUMBERS:
            _NUMBERS[name](self, int.from_bytes(value[:8], "big"))
        elif name in _WORDS:
            _WORDS[name](self, _text(value))
        elif name in _BLOCKS and len(value) == 4:
            self.last = max(self.last, self.base + struct.unpack(">h", value[1:3])[0])
        elif name == 0x4489 and len(value) in {4, 8}:
            self.written = struct.unpack(">f" if len(value) == 4 else ">d", value)[0]
        elif name == 0x4461 and len(value) == 8:
            _made(value, self.facts)

    def scaled(self, number: int) -> None:
        self.scale = number or self.scale

    def grouped(self, number: int) -> None:
        self.base = number

    def noted(self, what: object) -> None:
        self.before = str(what)

    def sized(self, number: int) -> None:
        self.facts.say("size", f"{self.before} x {number}")

    def tagged(self, text: str) -> None:
        self.facts.say(f"tag/{self.before[:60]}", text)

    def streamed(self, number: int) -> None:
        self.facts.video = self.facts.video or number == 1

    def formed(self, text: str) -> None:
        self.facts.format = {"webm": "WebM", "matroska": "Matroska"}.get(text, "Matroska")

    def seconds(self) -> float:
        """As written, else to the last block."""
        units = self.written if self.written and not isnan(self.written) else self.last
        return units * self.scale / 1e9


_BLOCKS = frozenset((0xA3, 0xA1))
_NUMBERS: dict[int, Callable[[_Film, int], None]] = {
    0x2AD7B1: _Film.scaled,
    0xE7: _Film.grouped,
    0xB0: _Film.noted,
    0xBA: _Film.sized,
    0x83: _Film.streamed,
}
_WORDS: dict[int, Callable[[_Film, str], None]] = {
    0x4282: _Film.formed,
    0x86: lambda film, text: film.facts.codec(text[:40]),
    0x45A3: _Film.noted,
    0x4487: _Film.tagged,
    0x7BA9: lambda film, text: film.facts.say("says/title", text),
    0x4D80: lambda film, text: film.facts.say("says/written with", text),
    0x5741: lambda film, text: film.facts.say("says/written by", text),
}


def read(file: Bytes, facts: Facts) -> None:
    """Fill the facts; where no length is written, that of the last block."""
    film = _Film(facts)
    for one in _elements(file, facts):
        if not one.is_folder:
            most = 4 if one.name in _BLOCKS else _MOST_VALUE
            film.take(one.name, file.at(one.start, min(one.length or 0, most)))
    seconds = film.seconds()
    facts.seconds = seconds if 0 < seconds < 1e7 else None
    if not film.written and facts.seconds:
        facts.say("length from", "the time of the last block; none is written")


def _made(value: bytes, facts: Facts) -> None:
    (nanoseconds,) = struct.unpack(">q", value)
    if nanoseconds:
        instant = _2001 + timedelta(microseconds=nanoseconds // 1000)
        facts.made = Moment(str(nanoseconds), None, instant, None, ZoneSource.IN_VALUE)


def _text(value: bytes) -> str:
    return value.rstrip(b"\0").decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class _Element:
    """One element: its identifier, where its value starts, and how long that is; None for up to the end."""

    name: int
    start: int
    length: int | None

    @property
    def is_folder(self) -> bool:
        """Whether elements stand in it."""
        return self.name in _FOLDERS

    @property
    def end(self) -> int | None:
        """Where it ends."""
        return None if self.length is None else self.start + self.length

    def spills(self, around: int) -> bool:
        """Whether it ends behind the end of the folder around it (0: there is none), or nowhere."""
        return not self.is_folder if self.end is None else 0 < around < self.end


def _elements(file: Bytes, facts: Facts) -> Iterator[_Element]:
    """Every element of a stated length and every folder, which are entered."""
    at, ends = 0, list[int]()
    for _ in range(_MOST_ELEMENTS):
        one = _element(file, at)
        if one is None:
            facts.damage += [SPOILT] * (file.size - at > 12)
            return
        while ends and at >= ends[-1]:
            ends.pop()
        facts.damage += _faults(file, one, ends)
        if one.end is None and not one.is_folder:
            return
        yield one
        if one.is_folder and one.end is not None:
            ends.append(one.end)
        at = one.start if one.is_folder or one.end is None else one.end


def _element(file: Bytes, at: int) -> _Element | None:
    """The element that begins here; None where none does."""
    head = file.at(at, 12)
    name, first = _number(head, keep=True)
    length, second = _number(head[first:], keep=False)
    if not first or not second:
        return None
    return _Element(name, at + first + second, None if length == (1 << 7 * second) - 1 else length)


def _faults(file: Bytes, one: _Element, ends: Sequence[int]) -> Iterator[str]:
    """What is to be said of an element in folders that end so: one that ends behind the folder around it, a
    sum that fails, a film that is cut."""
    around = ends[-1] if ends else 0
    if around <= file.size and one.spills(around):
        yield SPOILT
    if one.name == _SUM and one.length == 4 and ends and not _sum_holds(file, one.start, around):
        yield SPOILT
    if one.name == _SEGMENT and one.end is not None and one.end > file.size:
        yield CUT


def _sum_holds(file: Bytes, start: int, end: int) -> bool:
    """Whether the sum that stands here is that of what follows it up to `end`; True of what is too long or
    ends behind the file."""
    if end - start >= _MOST_SUMMED or end > file.size:
        return True
    return zlib.crc32(file.at(start + 4, end - start - 4)) == int.from_bytes(file.at(start, 4), "little")


def _number(data: bytes, *, keep: bool) -> tuple[int, int]:
    """(value, bytes used) of a number whose first byte says its length; (0, 0) where there is none."""
    if not data or not data[0]:
        return 0, 0
    used = 9 - data[0].bit_length()
    if len(data) < used or used > (4 if keep else 8):
        return 0, 0
    whole = int.from_bytes(data[:used], "big")
    return (whole if keep else whole & ((1 << 7 * used) - 1)), used
