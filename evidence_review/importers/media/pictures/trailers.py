"""What follows a picture in its file: the film of a motion photo, or bytes that no viewer shows
(reference/formats.md 3.7).
"""

import re
import zlib
from collections.abc import Iterator
from typing import Literal

_SEGMENT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_FILM = re.compile(rb"ftyp(?:mp4|iso|qt  |3gp|M4V|avc1|hvc1)|mpvd")
_PADDING = b"\0\xff \r\n"
_LEAST = 64
_TRAILER, _EXTENSION, _IMAGE = 0x3B, 0x21, 0x2C


def after_end(kind: str, data: bytes) -> bytes:
    """The bytes behind the end of the picture, padding left out; b"" where there are none or the end cannot
    be told."""
    ends = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "WEBP": _riff, "HEIF": _boxes}
    end = ends[kind](data) if kind in ends else len(data)
    return data[end:].strip(_PADDING) if 0 < end < len(data) else b""


def what_follows(trailer: bytes) -> tuple[str, str]:
    """(words for `extra`, sentence for the reviewer) for the bytes behind the end."""
    film = _FILM.search(trailer)
    if film:
        return f"a film of about {len(trailer) - max(0, film.start() - 4)} bytes", (
            "A short film follows this picture in the same file (a motion photo). It was not "
            "watched; play the file in a viewer that shows it."
        )
    return (
        f"{len(trailer)} bytes",
        (
            "Bytes follow the end of this picture that no viewer shows. They are kept with the file; "
            "ask an expert what they are."
        ),
    )


def truncated(kind: str, data: bytes) -> bool:
    """Whether the file ends before the picture does, by its own marks, where the decoder may not have
    noticed."""
    if kind in {"HEIF", "AVIF"}:
        return any(end > len(data) for _, end in _top(data))
    if kind == "WEBP":
        return _riff(data) > len(data)
    return kind in _ENDS and _ENDS[kind](data) == 0


def remark(kind: str, data: bytes) -> Iterator[tuple[str, str]]:
    """(words, sentence) where enough follows the end to matter."""
    trailer = after_end(kind, data)
    if len(trailer) >= _LEAST or _FILM.search(trailer):
        yield what_follows(trailer)


def _jpeg(data: bytes) -> int:
    """Where the picture ends, behind its end mark; 0 where it has none. Lengths are followed, so that
    thumbnails inside do not count."""
    at = 2
    while found := _SEGMENT.search(data, at):
        code, at = data[found.start() + 1], found.end()
        if code == 0xD9:
            return at
        if code not in {0x01, 0xD8}:
            at += max(2, int.from_bytes(data[at : at + 2], "big"))
    return 0


def _png(data: bytes) -> int:
    at = 8
    while at + 8 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return at if at <= len(data) else 0
    return 0


def has_bad_sums(kind: str, data: bytes) -> bool:
    """Whether a part of a PNG does not give the check sum that stands behind it (PNG, 5.5); decoders pass
    over some."""
    at = 8
    while kind == "PNG" and at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4], "big")
        if end + 4 > len(data):
            return False
        if zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4], "big"):
            return True
        at = end + 4 if data[at + 4 : at + 8] != b"IEND" else len(data)
    return False


def _gif(data: bytes) -> int:
    """Where the picture ends, behind its trailer; 0 where its blocks run out before one. What is no block is
    passed over, as viewers do (GIF89a, 12 to 27)."""
    at = 13 + _colours(data[10:11])
    while at < len(data):
        sign = data[at]
        at += 1
        if sign == _TRAILER:
            return at
        if sign == _EXTENSION:
            at = _behind_blocks(data, at + 1)
        elif sign == _IMAGE:
            at = _behind_blocks(data, at + 10 + _colours(data[at + 8 : at + 9]))
    return 0


def _colours(packed: bytes) -> int:
    """Bytes of a table of colours, where the bits say that there is one."""
    return 3 << ((packed[0] & 7) + 1) if packed and packed[0] & 0x80 else 0


def _behind_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1


def _tiff(data: bytes) -> int:
    """1 where every page that the file lists begins inside it; 0 where the list runs on behind its end, so
    that pages are missing."""
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
    if int.from_bytes(data[2:4], order) != 42:
        return 1  # BigTIFF, whose list is another
    seen, at = set[int](), int.from_bytes(data[4:8], order)
    while at and at not in seen:
        seen.add(at)
        follows = at + 2 + 12 * int.from_bytes(data[at : at + 2], order)
        if at + 2 > len(data) or follows > len(data):
            return 0
        at = int.from_bytes(data[follows : follows + 4], order)
    return 1


def _riff(data: bytes) -> int:
    return 8 + int.from_bytes(data[4:8], "little")


def _boxes(data: bytes) -> int:
    """Where the boxes of the still picture end: before a film's box, else behind the last."""
    end = 0
    for name, end_of in _top(data):
        if name == b"mpvd" or (name == b"ftyp" and end):
            return end
        end = end_of
    return end


def _top(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Name and end of each box at the top of the file."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size < 8 or not data[at + 4 : at + 8].strip(b"\0"):
            size = len(data) - at if size == 0 else 0
        if not size:
            return
        at += size
        yield data[at - size + 4 : at - size + 8], at


_ENDS = {"PNG": _png, "JPEG": _jpeg, "TIFF": _tiff, "GIF": _gif}
