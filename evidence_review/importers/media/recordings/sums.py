"""Check sums of sound: of pages of Ogg, of frames of FLAC, of all that LAME wrote. The two of sixteen bits
are taken over many stretches at once, since byte by byte in Python they would take minutes."""

import zlib
from collections.abc import Sequence
from functools import cache
from typing import Any

_TURNED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_AT_ONCE = 32 << 20
"""Bytes looked at in one go."""
_LANES = 4096


def ogg(page: bytes) -> bool:
    """Whether the check sum of a whole page of Ogg holds (RFC 3533, 6): zlib's turned round, from 0."""
    data = page[:22] + bytes(4) + page[26:]
    value = zlib.crc32(data.translate(_TURNED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{value:032b}"[::-1], 2) == int.from_bytes(page[22:26], "little")


def flac(frames: Sequence[bytes]) -> bool:
    """Whether the check sum at the end of every frame of FLAC holds (RFC 9639, 9.3)."""
    batch: list[bytes] = []
    for frame in (*frames, b""):
        longest = max((len(one) for one in batch), default=0)
        if batch and (not frame or max(longest, len(frame)) * (len(batch) + 1) > _AT_ONCE):
            if _over(batch, low_first=False).any():
                return False
            batch = []
        batch.append(frame)
    return True


def arc(data: bytes) -> int:
    """The check sum that LAME writes over its music: x16 + x15 + x2 + 1, lowest bit first, from 0."""
    import numpy as np

    long = -(-len(data) // _LANES) or 1
    data = data.rjust(long * _LANES, b"\0")  # zeros in front change nothing, since it begins with 0
    parts = _over([data[at : at + long] for at in range(0, len(data), long)], low_first=True)
    ones = _over([bytes(long)] * 16, low_first=True, begun=[1 << bit for bit in range(16)])
    value = 0
    for part in parts.tolist():
        moved = np.bitwise_xor.reduce(ones[[bit for bit in range(16) if value >> bit & 1]], initial=0)
        value = int(moved) ^ int(part)
    return value


@cache
def _table(*, low_first: bool) -> Any:
    import numpy as np

    table = np.arange(256, dtype=np.uint16) << (0 if low_first else 8)
    for _ in range(8):
        if low_first:
            table = np.where(table & 1, table >> 1 ^ 0xA001, table >> 1).astype(np.uint16)
        else:
            table = np.where(table & 0x8000, table << 1 ^ 0x8005, table << 1).astype(np.uint16)
    return table


def _over(parts: Sequence[bytes], *, low_first: bool, begun: Sequence[int] = ()) -> Any:
    """The sum of each part, a column for each place in them; shorter ones begin with zeros."""
    import numpy as np

    longest, table = max(map(len, parts)), _table(low_first=low_first)
    square = np.frombuffer(b"".join(part.rjust(longest, b"\0") for part in parts), np.uint8).reshape(
        len(parts), longest
    )
    values = np.array(begun or [0] * len(parts), np.uint16)
    for column in np.ascontiguousarray(square.T):
        values = (
            values >> 8 ^ table[(values ^ column) & 0xFF]
            if low_first
            else values << 8 ^ table[values >> 8 ^ column]
        )
    return values
