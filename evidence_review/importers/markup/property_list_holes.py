"""Whether the objects of a binary property list lie end to end, as every program writes them
(CFBinaryPList.c): where not, bytes were lost or written over."""

_TRAILER = 32
_BEGIN = 8


def is_torn(data: bytes) -> bool:
    """Whether the table of a binary list does not fit its objects; False for bytes that are no such list."""
    if not data.startswith(b"bplist0") or len(data) < _BEGIN + _TRAILER:
        return False
    trailer = data[-_TRAILER:]
    wide, reference = trailer[6], trailer[7]
    count, top, table = (int.from_bytes(trailer[at : at + 8], "big") for at in (8, 16, 24))
    if not (wide and reference and top < count and table + count * wide + _TRAILER == len(data)):
        return True
    starts = sorted(
        int.from_bytes(data[at : at + wide], "big") for at in range(table, table + count * wide, wide)
    )
    ends = [_BEGIN, *(_end(data, start, reference) for start in starts)]
    return any(end != start for end, start in zip(ends, [*starts, table], strict=True))


def _end(data: bytes, at: int, reference: int) -> int:
    """Behind the object that begins at `at`; 0 where none can begin so."""
    sign = data[at] if at < len(data) else 0xFF
    kind, low = sign >> 4, sign & 15
    if kind == 0:
        return at + 1
    if kind in {1, 2, 3}:
        return at + 1 + (1 << low)
    if kind == 8:
        return at + 2 + low
    count, start = (low, at + 1) if low < 15 else _count(data, at + 1)
    each = {4: 1, 5: 1, 6: 2, 10: reference, 12: reference, 13: 2 * reference}.get(kind, 0)
    return start + count * each if each else 0


def _count(data: bytes, at: int) -> tuple[int, int]:
    """A count of fifteen or more, which is a whole number of its own, and where it ends."""
    size = 1 << (data[at] & 15) if at < len(data) and data[at] >> 4 == 1 else 0
    return int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size
