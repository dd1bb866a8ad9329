"""Check sums of sound: of pages of Ogg, and of all that LAME wrote.

The latter is taken over many stretches at once, since byte by byte in Python it would take minutes.
"""

import zlib
from collections.abc import Sequence
from functools import cache
from typing import Any

_TURNED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_LANES = 4096


def ogg(page: bytes) -> bool:
    """Whether the check sum of a whole page of Ogg holds (RFC 3533, 6): zlib's turned round, from 0."""
    data = page[:22] + bytes(4) + page[26:]
    value = zlib.crc32(data.translate(_TURNED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{value:032b}"[::-1], 2) == int.from_bytes(page[22:26], "little")


def arc(data: bytes) -> int:
    """The check sum that LAME writes over its music: x16 + x15 + x2 + 1, lowest bit first, from 0."""
    import numpy as np

    long = -(-len(data) // _LANES) or 1
    data = data.rjust(long * _LANES, b"\0")  # zeros in front change nothing, since it begins with 0
    parts = _over([data[at : at + long] for at in range(0, len(data), long)])
    ones = _over([bytes(long)] * 16, begun=[1 << bit for bit in range(16)])
    value = 0
    for part in parts.tolist():
        moved = np.bitwise_xor.reduce(ones[[bit for bit in range(16) if value >> bit & 1]], initial=0)
        value = int(moved) ^ int(part)
    return value


@cache
def _table() -> Any:
    import numpy as np

    table = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        table = np.where(table & 1, table >> 1 ^ 0xA001, table >> 1).astype(np.uint16)
    return table


def _over(parts: Sequence[bytes], begun: Sequence[int] = ()) -> Any:
    """The sum of each part, all of one length, a column for each place in them."""
    import numpy as np

    square = np.frombuffer(b"".join(parts), np.uint8).reshape(len(parts), len(parts[0]))
    values, table = np.array(begun or [0] * len(parts), np.uint16), _table()
    for column in np.ascontiguousarray(square.T):
        values = values >> 8 ^ table[(values ^ column) & 0xFF]
    return values
