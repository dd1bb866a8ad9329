"""Coded pictures without anything that is not the picture: no EXIF, comments, thumbnails, private segments or
tails."""

import struct

_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_HEADER_BOXES = frozenset({b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef"})


def bare_jpeg(data: bytes) -> bytes:
    """The JPEG (ITU T.81) with its coding segments only; APP0 is written afresh, Adobe's twelve bytes of
    APP14 stay. ValueError if bad."""
    at = data.find(b"\xff\xd8")
    if at < 0:
        raise ValueError("no JPEG")
    out, at = bytearray(b"\xff\xd8"), at + 2
    while at < len(data) - 1:
        if data[at] != 0xFF:
            at += 1
            continue
        marker = data[at + 1]
        if marker in {0xFF, 0x00, 0x01} or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == 0xD9:
            break
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2:
            raise ValueError("damaged JPEG")
        out += _segment(marker, data[at : at + 2 + length])
        at += 2 + length
        if marker == 0xDA:
            end = _scan_end(data, at)
            out += data[at:end]
            at = end
    return bytes(out + b"\xff\xd9")


def _segment(marker: int, segment: bytes) -> bytes:
    if marker == 0xE0:
        return _JFIF if segment[4:9] == b"JFIF\0" else b""
    if marker == 0xEE and segment[4:9] == b"Adobe" and len(segment) >= 16:
        return b"\xff\xee\x00\x0e" + segment[4:16]
    return b"" if 0xE0 <= marker <= 0xEF or marker == 0xFE else segment


def _scan_end(data: bytes, at: int) -> int:
    """Where the entropy-coded bytes end: at the next marker that is neither stuffing nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        elif data[at + 1] == 0xFF:
            at += 1
        else:
            return at


def bare_jpx(data: bytes) -> bytes:
    """The JPEG 2000 file (ISO 15444-1) or codestream with its picture boxes only and no comment segments.
    ValueError if damaged."""
    if data[:4] == b"\xff\x4f\xff\x51":
        return _codestream(data)
    return b"".join(_box(kind, body) for kind, body in _boxes(data) if kind in _BOXES)


def _box(kind: bytes, body: bytes) -> bytes:
    if kind == b"jp2h":
        body = b"".join(_whole(part, inner) for part, inner in _boxes(body) if part in _HEADER_BOXES)
    if kind == b"jp2c":
        body = _codestream(body)
    return _whole(kind, body[:4] if kind == b"jP  " else body)


def _whole(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def _boxes(data: bytes) -> list[tuple[bytes, bytes]]:
    out: list[tuple[bytes, bytes]] = []
    at = 0
    while at + 8 <= len(data):
        length, kind, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        length = length or len(data) - at
        if length < head:
            raise ValueError("damaged JPEG 2000")
        out.append((kind, data[at + head : at + length]))
        at += length
    return out


def _codestream(data: bytes) -> bytes:
    """Main header without COM (FF64), everything from the first tile to the end of the codestream."""
    out, at = bytearray(data[:2]), 2
    while data[at : at + 2] != b"\xff\x90":
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2 or at >= len(data):
            raise ValueError("damaged JPEG 2000")
        out += b"" if data[at : at + 2] == b"\xff\x64" else data[at : at + 2 + length]
        at += 2 + length
    end = data.rfind(b"\xff\xd9")
    return bytes(out + data[at : end + 2 if end > at else len(data)])


_EXTENSION = 62


def bare_jbig2(data: bytes) -> bytes:
    """The segments of an embedded JBIG2 stream (ITU T.88, 7.2) without extensions, which hold comments.
    ValueError if damaged."""
    out, at = bytearray(), 0
    while at + 11 <= len(data):
        head, kind, length = _segment_head(data, at)
        end = len(data) if length == 0xFFFFFFFF else head + length
        if head > len(data):
            raise ValueError("damaged JBIG2")
        out += b"" if kind == _EXTENSION else data[at:end]
        at = end
    return bytes(out)


def _segment_head(data: bytes, at: int) -> tuple[int, int, int]:
    """Where the data of a segment begin, its type, and their length."""
    number, flags = int.from_bytes(data[at : at + 4], "big"), data[at + 4]
    count, after = data[at + 5] >> 5, at + 6
    if count == 7:
        count = int.from_bytes(data[at + 5 : at + 9], "big") & 0x1FFFFFFF
        after = at + 9 + (count + 8) // 8
    after += count * (1 if number <= 256 else 2 if number <= 65536 else 4)
    after += 4 if flags & 0x40 else 1
    return after + 4, flags & 0x3F, int.from_bytes(data[after : after + 4], "big")
