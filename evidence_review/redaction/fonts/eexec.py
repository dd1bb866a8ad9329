"""The cipher of Type 1 font programs (Adobe Type 1 Font Format, chapter 7), over whole programs at once: byte
by byte it took half the time of a page set by TeX."""

from functools import cache
from typing import Any

PROGRAM, GLYPH = 55665, 4330
"""The keys of a program's second part and of each glyph's procedure."""
_TIMES, _PLUS, _WORD = 52845, 22719, 65536
_SHORT = 150
"""Fewer bytes than these are done sooner one by one."""


def decrypted(data: bytes, key: int) -> bytes:
    """What the bytes say; those put before it at random (four as a rule) are still there.

    Each byte changes the key: k' = (c + k) * 52845 + 22719 in sixteen bits. 52845 is odd, so it can be
    divided by: k / 52845^n is a plain sum.
    """
    if len(data) < _SHORT:
        return _one_by_one(data, key)
    import numpy as np

    powers, inverses = _powers(len(data))
    cipher = np.frombuffer(data, dtype=np.uint8).astype(np.uint16)
    sums = np.cumsum(
        (cipher * np.uint16(_TIMES) + np.uint16(_PLUS)) * inverses[1 : len(data) + 1], dtype=np.uint16
    )
    keys = np.empty(len(data), dtype=np.uint16)
    keys[0] = key
    keys[1:] = (sums[:-1] + np.uint16(key)) * powers[1 : len(data)]
    return (cipher ^ (keys >> 8)).astype(np.uint8).tobytes()


def encrypted(data: bytes, key: int) -> bytes:
    """The bytes in cipher."""
    out = bytearray()
    for one in data:
        coded = one ^ (key >> 8)
        out.append(coded)
        key = ((coded + key) * _TIMES + _PLUS) % _WORD
    return bytes(out)


def _one_by_one(data: bytes, key: int) -> bytes:
    out = bytearray()
    for coded in data:
        out.append(coded ^ (key >> 8))
        key = ((coded + key) * _TIMES + _PLUS) % _WORD
    return bytes(out)


def _powers(count: int) -> tuple[Any, Any]:
    """At least so many powers of the factor and of its inverse, from the power nought on; they come again
    after 65,536."""
    return _powers_to(1 << max(count, 1).bit_length())


@cache
def _powers_to(count: int) -> tuple[Any, Any]:
    return _powers_of(_TIMES, count), _powers_of(pow(_TIMES, -1, _WORD), count)


def _powers_of(factor: int, count: int) -> Any:
    import numpy as np

    out = np.full(count + 1, factor, dtype=np.uint16)
    out[0] = 1
    return out.cumprod(dtype=np.uint16)
