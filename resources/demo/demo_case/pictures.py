"""Tiny pictures made in code: flat colours and stripes, nothing to see, real PNG files."""

import struct
import zlib


def png(colours: tuple[tuple[int, int, int], ...], side: int = 24) -> bytes:
    """A PNG of horizontal stripes."""
    rows = b"".join(b"\x00" + bytes(colours[y * len(colours) // side]) * side for y in range(side))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(rows, 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


POSTER = png(((40, 60, 90), (220, 180, 60), (40, 60, 90)))
PLANT = png(((90, 150, 80), (60, 110, 60), (150, 110, 80)))
COAT = png(((30, 90, 70), (20, 60, 50)))
