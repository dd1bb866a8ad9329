"""Sectors lost inside an OLE file (old Office, Outlook messages), told by what the file says of itself: its
directory, its properties, its strings.

A sector of zeros may be the file's own, so that zeros alone tell nothing. What can be told: an entry of the
directory that others point to and that is empty, properties whose head or kind is none, a string of nothing
but zeros, a property of a message that has no stream (MS-CFB 2.6, MS-OLEPS 2, MS-OXMSG 2).
"""

import io
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 256 << 20
_ENTRIES, _STREAM, _FREE = frozenset((1, 2, 5)), 2, 0xFFFFFFFF
_SUMMARIES = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
_KINDS = frozenset((*range(2, 9), 10, 11, 12, *range(14, 24), 30, 31, *range(64, 73)))
_STRING, _WIDE, _VECTOR = 30, 31, 0x1000
_TOLD = re.compile(r"__substg1\.0_[0-9a-f]{4}001[ef]", re.IGNORECASE)
_SECTOR = 512
_FILLED = re.compile(rb"\0{512,}|\xff{512,}")
_APART = {0x1E: 1, 0x1F: 2, 0x102: 0}
"""Kinds of property that lie in a stream of their own, and how many bytes longer they are said to be than it
is."""
_BLANK = re.compile(rb"\0{64}|\xff{64}")
_PACKED = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"PK\3\4", b"%PDF", b"II*\0", b"MM\0*", b"BM", b"RIFF", b"FORM", b"OggS", b"fLaC", b"ID3", b"\xff\xfb", b"#!AMR",
    b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\1\0\0\0", b"\xd7\xcd\xc6\x9a", b"\x1aE\xdf\xa3", b"0&\xb2u", b"8BPS", b"\x78\x9f\x3e\x22",
)  # fmt: skip
"""How files begin whose own parts do not lie at multiples of a sector, so that a sector filled with one value
is a lost one: pictures, packed or not, sound, films, archives, drawings, TNEF. Not here: databases, programs
and archives of the kind tar, which fill up sectors of their own.
"""
_SIGNS = bytes({9, 10, 12, 13, *range(32, 256)})
"""What text holds, in any code of a byte a letter."""
_PROPERTIES = "__properties_version1.0"


def has_hole(path: Path) -> bool:
    """Whether a lost sector shows in an OLE file; False where it cannot be opened at all, which its reader
    says."""
    if path.stat().st_size > _LARGEST:
        return False
    with path.open("rb") as stream:
        return _has_hole(stream)


def _has_hole(stream: BinaryIO) -> bool:
    import olefile

    try:
        with olefile.OleFileIO(stream) as ole:
            return (
                _torn(ole)
                or any(_spoilt(data) for data in _summaries(ole))
                or any(_lost(ole, place) for place in _messages(ole))
            )
    except Exception:  # noqa: BLE001  olefile raises many kinds on damage
        return False


def _torn(ole: Any) -> bool:
    """Whether an entry of the directory is none although another points to it, or the sectors of a stream
    lead to a free one or in a circle."""
    waiting, seen = [0], set[int]()
    while waiting:
        number = waiting.pop()
        if number == 0xFFFFFFFF or number in seen:
            continue
        seen.add(number)
        entry = ole.direntries[number] if number < len(ole.direntries) else None
        if entry is None or entry.entry_type not in _ENTRIES or _breaks_off(ole, entry):
            return True
        waiting += [entry.sid_left, entry.sid_right, entry.sid_child]
    return False


def _breaks_off(ole: Any, entry: Any) -> bool:
    if entry.entry_type != _STREAM or not entry.size:
        return False
    small = entry.size < ole.minisectorcutoff
    if small and not ole.minifat:
        ole.loadminifat()
    table, length = (ole.minifat, ole.minisectorsize) if small else (ole.fat, ole.sectorsize)
    sector, seen = entry.isectStart, set[int]()
    for _ in range(min(-(-entry.size // length), len(table))):
        if sector == _FREE or sector in seen:
            return True
        if sector >= len(table):
            return False  # it ends early, which its reader says
        seen.add(sector)
        sector = table[sector]
    return False


def _summaries(ole: Any) -> Iterator[bytes]:
    for name in _SUMMARIES:
        if ole.exists(name) and ole.get_size(name):
            with ole.openstream(name) as stream:
                yield stream.read(1 << 20)


def _spoilt(data: bytes) -> bool:
    """Whether a set of properties has no head, points outside itself, or holds a property of no kind or a
    string of zeros."""
    if data[:2] != b"\xfe\xff":
        return True
    if len(data) < 48 or not struct.unpack_from("<I", data, 24)[0]:
        return False  # a head alone, which some programs write
    start = struct.unpack_from("<I", data, 44)[0]
    if start + 8 > len(data):
        return True
    size, count = struct.unpack_from("<II", data, start)
    if not size or start + 8 + 8 * count > len(data):
        return True
    places = [struct.unpack_from("<II", data, start + 8 + 8 * number) for number in range(count)]
    return any(number not in {0, 0x80000000} and _is_lost(data, start + at) for number, at in places)


def _is_lost(data: bytes, at: int) -> bool:
    if at + 8 > len(data):
        return True
    kind, length = struct.unpack_from("<II", data, at)
    if kind & ~_VECTOR not in _KINDS:
        return True
    if kind not in {_STRING, _WIDE}:
        return False
    words = data[at + 8 : at + 8 + length * (2 if kind == _WIDE else 1)]
    return len(words) > 8 and (not any(words) or words.count(0xFF) == len(words))


def _messages(ole: Any) -> Iterator[tuple[str, ...]]:
    """The storages of an Outlook message: itself, its people and files, messages inside."""
    for entry in ole.listdir(streams=True, storages=False):
        if entry[-1].lower() == _PROPERTIES:
            yield tuple(entry[:-1])


def _lost(ole: Any, place: tuple[str, ...]) -> bool:
    """Whether a property that a storage declares has no stream, or one of its strings was overwritten."""
    within = {
        entry[-1].lower(): entry
        for entry in ole.listdir(streams=True, storages=True)
        if tuple(entry[:-1]) == place
    }
    data = ole.openstream([*place, _PROPERTIES]).read()
    header = 32 if not place else 24 if place[-1].lower().endswith("000d") else 8
    if _BLANK.search(data[header:]) or any(name not in within for name in _external_streams(data, header)):
        return True
    told = (entry for name, entry in within.items() if _TOLD.fullmatch(name))
    return any(_overwritten(ole, entry) for entry in told) or _file_lost(ole, within)


def _external_streams(data: bytes, header: int) -> Iterator[str]:
    """The streams of the properties that are too large to stand in the list itself."""
    for at in range(header, len(data) - 15, 16):
        kind, number = struct.unpack_from("<HH", data, at)
        size = struct.unpack_from("<I", data, at + 8)[0]
        if kind in _APART and size > _APART[kind]:
            yield f"__substg1.0_{number:04x}{kind:04x}"


def _overwritten(ole: Any, entry: list[str]) -> bool:
    with ole.openstream(entry) as stream:
        words = stream.read()
    return bool(_BLANK.search(words)) or (
        len(words) > 8 and not (words.strip(b"\0") and words.strip(b"\xff"))
    )


def _file_lost(ole: Any, within: dict[str, list[str]]) -> bool:
    """Whether whole sectors of an attached file are lost, where its kind has none of its own, or it is text,
    or an OLE file that tells it itself."""
    entry = within.get("__substg1.0_37010102")
    if entry is None:
        return False
    with ole.openstream(entry) as stream:
        data = stream.read()
    if data.startswith(MARK):
        return _has_hole(io.BytesIO(data))
    return (data.startswith(_PACKED) or data[4:8] == b"ftyp" or _is_text(data)) and lost_sectors(data)


def _is_text(data: bytes) -> bool:
    """Whether a file begins and ends without a sign that text does not hold."""
    return not any(part.translate(None, _SIGNS) for part in (data[:400], data[-400:]))


def lost_sectors(data: bytes) -> bool:
    """Whether zeros or set bits fill whole sectors of a disk (512 bytes at a multiple of 512) and end with
    them: packed bytes do not do so by themselves, black and white of pictures and silence hardly ever."""
    for found in _FILLED.finditer(data):
        start, end = found.span()
        if start > 0 and start % _SECTOR == 0 and end % _SECTOR == 0 and end < len(data):
            return True
    return False
