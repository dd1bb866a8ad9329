"""How large a picture is that cannot be opened, as its first bytes say: a reviewer is told what she has not
seen.

To know another kind, add its mark and its reader to `_KINDS`.
"""

import re
import struct
from collections.abc import Callable
from contextlib import suppress

type Size = tuple[int, int]

_MOST = 1 << 20
_BOXES, _ISPE = b"ftyp", re.compile(rb"\x00\x00\x00\x14ispe")
_WIDTH, _HEIGHT = 256, 257
_SHORT, _LONG = 3, 4


def size_in(data: bytes) -> Size | None:
    """Width and height; None where the bytes do not say it, or say what no picture has."""
    for mark, reader in _KINDS:
        if data.startswith(mark) or (mark == _BOXES and data[4:8] == mark):
            with suppress(struct.error, IndexError, ValueError):
                width, height = reader(data)
                return (width, height) if 0 < width <= _MOST and 0 < height <= _MOST else None
    return None


def _boxes(data: bytes) -> Size:
    """HEIC and AVIF: the largest of the sizes that their table of pictures names; the others are previews or
    tiles."""
    sizes = [struct.unpack_from(">II", data, found.end() + 4) for found in _ISPE.finditer(data[:_MOST])]
    return max(sizes, key=lambda size: size[0] * size[1])


def _webp(data: bytes) -> Size:
    kind, bits = data[12:16], int.from_bytes(data[21:25], "little")
    if data[8:12] != b"WEBP" or len(data) < 30:
        raise IndexError("no picture")
    if kind == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8L":
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF


def _png(data: bytes) -> Size:
    return struct.unpack_from(">II", data, 16)


def _gif(data: bytes) -> Size:
    return struct.unpack_from("<HH", data, 6)


def _bmp(data: bytes) -> Size:
    if struct.unpack_from("<I", data, 14)[0] == 12:  # as OS/2 wrote them
        return struct.unpack_from("<HH", data, 18)
    width, height = struct.unpack_from("<ii", data, 18)
    return width, abs(height)  # a negative height: the lines go from top to bottom


def _jpeg(data: bytes) -> Size:
    at = 2
    while data[at] == 0xFF:
        mark, size = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        if 0xC0 <= mark <= 0xCF and mark not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + max(size, 2)
    raise IndexError("no frame")


def _tiff(data: bytes) -> Size:
    order = "<" if data[:1] == b"I" else ">"
    (place,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, place)
    said: dict[int, int] = {}
    for entry in range(place + 2, place + 2 + 12 * count, 12):
        tag, kind = struct.unpack_from(order + "HH", data, entry)
        if tag in {_WIDTH, _HEIGHT} and kind in {_SHORT, _LONG}:
            (said[tag],) = struct.unpack_from(order + ("H" if kind == _SHORT else "I"), data, entry + 8)
    return said.get(_WIDTH, 0), said.get(_HEIGHT, 0)


def _jp2(data: bytes) -> Size:
    at = data.index(b"ihdr") if b"ihdr" in data else len(data)
    height, width = struct.unpack_from(">II", data, at + 4)
    return width, height


def _codestream(data: bytes) -> Size:
    right, below, left, above = struct.unpack_from(">IIII", data, 8)
    return right - left, below - above


def _photoshop(data: bytes) -> Size:
    height, width = struct.unpack_from(">II", data, 14)
    return width, height


def _icon(data: bytes) -> Size:
    """The first of its pictures; 0 stands for 256."""
    reserved, kind, count, width, height = struct.unpack_from("<HHHBB", data)
    if (
        reserved
        or kind not in {1, 2}
        or not 0 < count < 256
        or data[9]
        or struct.unpack_from("<I", data, 18)[0] < 6
    ):
        raise IndexError("no icon")
    return width or 256, height or 256


def _gimp(data: bytes) -> Size:
    return struct.unpack_from(">II", data, 14)


def _paintbrush(data: bytes) -> Size:
    version, coding, bits, left, above, right, below = struct.unpack_from("<xBBBHHHH", data)
    if version not in {0, 2, 3, 4, 5} or coding != 1 or bits not in {1, 2, 4, 8} or data[64]:
        raise IndexError("no picture")
    return right - left + 1, below - above + 1


def _surface(data: bytes) -> Size:
    height, width = struct.unpack_from("<II", data, 12)
    return width, height


OTHERS: tuple[tuple[bytes, Callable[[bytes], Size], str], ...] = (
    (b"8BPS\0", _photoshop, "image/vnd.adobe.photoshop"),
    (b"gimp xcf ", _gimp, "image/x-xcf"),
    (b"\0\0\x01\0", _icon, "image/x-icon"),
    (b"\0\0\x02\0", _icon, "image/x-icon"),
    (b"DDS \x7c\0\0\0", _surface, "image/vnd-ms.dds"),
    (b"\n", _paintbrush, "image/x-pcx"),
)
"""Kinds that are never opened here: mark, reader, media type."""


def other(data: bytes) -> str:
    """The media type of a picture of a kind that is never opened here but says its size in these first bytes,
    else ""."""
    return next((media for mark, _, media in OTHERS if data.startswith(mark) and size_in(data)), "")


_KINDS: tuple[tuple[bytes, Callable[[bytes], Size]], ...] = (
    (_BOXES, _boxes),
    (b"RIFF", _webp),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"GIF8", _gif),
    (b"BM", _bmp),
    (b"\xff\xd8\xff", _jpeg),
    (b"II*\0", _tiff),
    (b"MM\0*", _tiff),
    (b"\0\0\0\x0cjP  ", _jp2),
    (b"\xff\x4f\xff\x51", _codestream),
    *((mark, reader) for mark, reader, _ in OTHERS),
)
