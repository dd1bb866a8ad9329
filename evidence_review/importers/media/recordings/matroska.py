"""Matroska and WebM: elements with lengths (EBML, RFC 8794; Matroska, RFC 9559). Browsers and Telegram write
them without a length."""

import struct
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta

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


def read(file: Bytes, facts: Facts) -> None:
    """Fill the facts; where no length is written, that of the last block."""
    scale, last, base, before = 1_000_000, 0, 0, ""
    written = None
    for name, start, length in _elements(file, facts):
        if name in _FOLDERS:
            continue
        value = file.at(start, min(length, 4 if name in {0xA3, 0xA1} else _MOST_VALUE))
        number = int.from_bytes(value[:8], "big")
        if name == 0x2AD7B1:
            scale = number or scale
        elif name == 0x4489 and length in {4, 8}:
            written = struct.unpack(">f" if length == 4 else ">d", value)[0] if len(value) == length else None
        elif name == 0x4461 and length == 8:
            _made(value, facts)
        elif name == 0xE7:
            base = number
        elif name in {0xA3, 0xA1} and len(value) == 4:
            last = max(last, base + struct.unpack(">h", value[1:3])[0])
        elif name in {_WIDE, _TAG_NAME}:
            before = str(number) if name == _WIDE else _text(value)
        elif name in {_HIGH, _TAG_TEXT}:
            facts.say(
                *(("size", f"{before} x {number}") if name == _HIGH else (f"tag/{before[:60]}", _text(value)))
            )
        else:
            _said(name, value, number, facts)
    # not a number
    seconds = written * scale / 1e9 if written and written == written else last * scale / 1e9  # noqa: PLR0124
    facts.seconds = seconds if 0 < seconds < 1e7 else None
    if not written and facts.seconds:
        facts.say("length from", "the time of the last block; none is written")


def _said(name: int, value: bytes, number: int, facts: Facts) -> None:
    if name == 0x4282:
        facts.format = {"webm": "WebM", "matroska": "Matroska"}.get(_text(value), "Matroska")
    elif name == 0x83:
        facts.video = facts.video or number == 1
    elif name == 0x86:
        facts.codec(_text(value)[:40])
    elif name in _TEXTS:
        facts.say(f"says/{_TEXTS[name]}", _text(value))


_TEXTS = {0x7BA9: "title", 0x4D80: "written with", 0x5741: "written by"}


def _made(value: bytes, facts: Facts) -> None:
    (nanoseconds,) = struct.unpack(">q", value.rjust(8, b"\0"))
    if nanoseconds:
        facts.made = Moment(
            str(nanoseconds),
            None,
            _2001 + timedelta(microseconds=nanoseconds // 1000),
            None,
            ZoneSource.IN_VALUE,
        )


def _text(value: bytes) -> str:
    return value.rstrip(b"\0").decode("utf-8", "replace")


def _elements(file: Bytes, facts: Facts) -> Iterator[tuple[int, int, int]]:
    """(identifier, start, length) of every element, folders entered; an unknown length runs to the end of the
    file."""
    at, count, ends = 0, 0, list[int]()
    while at < file.size and count < _MOST_ELEMENTS:
        head = file.at(at, 12)
        name, first = _number(head, keep=True)
        length, second = _number(head[first:], keep=False)
        if not first or not second:
            facts.damage += [SPOILT] if file.size - at > 12 else []
            return
        start = at + first + second
        unknown = length == (1 << 7 * second) - 1
        while ends and at >= ends[-1]:
            ends.pop()
        if (unknown and name not in _FOLDERS) or (ends and start + length > ends[-1] and not unknown):
            facts.damage += [] if (ends[-1:] or [0])[0] > file.size else [SPOILT]
            if unknown:
                return
        if (
            name == _SUM
            and length == 4
            and ends
            and ends[-1] - start < _MOST_SUMMED
            and ends[-1] <= file.size
        ):
            said = int.from_bytes(file.at(start, 4), "little")
            facts.damage += [] if zlib.crc32(file.at(start + 4, ends[-1] - start - 4)) == said else [SPOILT]
        if name in _FOLDERS and not unknown:
            ends.append(start + length)
        if not unknown and name == _SEGMENT and start + length > file.size:
            facts.damage.append(CUT)
        count += 1
        yield name, start, file.size - start if unknown else length
        at = start if name in _FOLDERS else start + length


def _number(data: bytes, *, keep: bool) -> tuple[int, int]:
    """(value, bytes used) of a number whose first byte says its length; (0, 0) where there is none."""
    if not data or not data[0]:
        return 0, 0
    used = 9 - data[0].bit_length()
    if len(data) < used or used > (4 if keep else 8):
        return 0, 0
    whole = int.from_bytes(data[:used], "big")
    return (whole if keep else whole & ((1 << 7 * used) - 1)), used
