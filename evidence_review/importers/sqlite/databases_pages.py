"""The pages of a SQLite file by hand, for a file that is damaged: what lies on each page of a table, whatever
became of the pages that lead there.

Written from the published format (sqlite.org/fileformat2.html, 1.2 to 2.1). Nothing is believed: a cell that
does not add up is no row.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

LEAF, INTERIOR = 0x0D, 0x05
_INDEX_LEAF, _INDEX_INTERIOR = 0x0A, 0x02
_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MOST_COLUMNS = 32_767


@dataclass(frozen=True, slots=True)
class Place:
    """A page of rows as its parents name it: its number (0: none that can be), and between which row numbers
    it stands (above, up to)."""

    page: int
    above: int = _LOWEST
    upto: int = _HIGHEST


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands on a page of rows: (number, values as stored) of each whole cell, and how many cells did
    not add up."""

    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    torn: int


@dataclass(slots=True)
class Pages:
    """A file as pages; the first has number 1."""

    data: bytes
    size: int = field(init=False)
    usable: int = field(init=False)
    encoding: str = field(init=False)

    def __post_init__(self) -> None:
        stated = int.from_bytes(self.data[16:18], "big")
        self.size = 65_536 if stated == 1 else stated
        if self.size < 512 or self.size & (self.size - 1):
            self.size = 4096
        self.usable = max(480, self.size - self.data[20])
        self.encoding = {2: "utf-16-le", 3: "utf-16-be"}.get(self.data[59], "utf-8")

    @property
    def count(self) -> int:
        """How many whole pages there are."""
        return len(self.data) // self.size

    def kind(self, page: int) -> int:
        """The kind of a page; 0 for one that is not there."""
        at = self._start(page)
        return self.data[at] if 0 < page <= self.count else 0

    def leaves(self, root: int) -> tuple[list[Place], set[int]]:
        """The pages of rows under a root in order, and every page met on the way. A page that cannot be one
        stands there with its own number."""
        found, met = list[Place](), set[int]()
        left = [Place(root)]
        while left:
            place = left.pop()
            if place.page in met:
                continue
            met.add(place.page)
            if self.kind(place.page) == INTERIOR:
                left += reversed(self._children(place))
            else:
                found.append(place)
        return found, met

    def _children(self, place: Place) -> list[Place]:
        start = self._start(place.page)
        above, out = place.above, list[Place]()
        for at in self._cells(place.page, 12):
            child = int.from_bytes(self.data[start + at : start + at + 4], "big")
            key, _ = self._varint(start + at + 4)
            if above < key <= place.upto:
                out.append(Place(child, above, key))
                above = key
        return [
            *out,
            Place(int.from_bytes(self.data[self._head(place.page) + 8 :][:4], "big"), above, place.upto),
        ]

    def indexed(self, root: int) -> set[int]:
        """Every page of an index (or of a table without row numbers) that can be reached from its root."""
        met, left = set[int](), [root]
        while left:
            page = left.pop()
            if page in met:
                continue
            met.add(page)
            if self.kind(page) == _INDEX_INTERIOR:
                start = self._start(page)
                left += [
                    int.from_bytes(self.data[start + at : start + at + 4], "big")
                    for at in self._cells(page, 12)
                ]
                left.append(int.from_bytes(self.data[self._head(page) + 8 :][:4], "big"))
        return met

    def free(self) -> set[int]:
        """The pages that hold nothing any more: what is on them was deleted."""
        met, page = set[int](), int.from_bytes(self.data[32:36], "big")
        while 0 < page <= self.count and page not in met:
            met.add(page)
            start = self._start(page)
            after, number = struct.unpack_from(">II", self.data, start)
            number = min(number, self.usable // 4 - 2)
            met.update(struct.unpack_from(f">{number}I", self.data, start + 8))
            page = after
        return met

    def leaf(self, place: Place) -> Leaf | None:
        """The rows of a page; None where it is none of rows."""
        if self.kind(place.page) != LEAF:
            return None
        rows, torn, start, seen = list[tuple[int, tuple[Any, ...]]](), 0, self._start(place.page), set[int]()
        for at in self._cells(place.page, 8):
            row = self._row(start + at, start + self.usable)
            if row is None or not place.above < row[0] <= place.upto or row[0] in seen:
                torn += 1
            else:
                seen.add(row[0])
                rows.append(row)
        return Leaf(tuple(sorted(rows, key=lambda each: each[0])), torn)

    def _start(self, page: int) -> int:
        return 100 if page == 1 else (page - 1) * self.size

    def _head(self, page: int) -> int:
        return self._start(page)

    def _cells(self, page: int, head: int) -> Iterator[int]:
        """The places of the cells of a page, from its start; those that cannot be are told as the place 0,
        which holds no cell."""
        start, shift = self._head(page), 100 if page == 1 else 0
        number = int.from_bytes(self.data[start + 3 : start + 5], "big")
        number = min(number, (self.usable - head) // 2)
        for (at,) in struct.iter_unpack(">H", self.data[start + head : start + head + 2 * number]):
            yield at - shift if head + 2 * number <= at < self.usable else 0

    def _varint(self, at: int) -> tuple[int, int]:
        """A number of one to nine bytes, and the place behind it."""
        value = 0
        for place in range(at, at + 9):
            byte = self.data[place] if place < len(self.data) else 0
            if place == at + 8:
                value = value << 8 | byte
                break
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value, place + 1
        return (value - (1 << 64) if value >> 63 else value), at + 9

    def _row(self, at: int, end: int) -> tuple[int, tuple[Any, ...]] | None:
        length, at = self._varint(at)
        number, at = self._varint(at)
        payload = self._payload(at, end, length) if 0 < length <= len(self.data) else None
        values = self._record(payload) if payload is not None else None
        return (number, values) if values is not None else None

    def _payload(self, at: int, end: int, length: int) -> bytes | None:
        """The bytes of a record, with those that lie on pages of their own; None where they cannot be had."""
        most, least = self.usable - 35, (self.usable - 12) * 32 // 255 - 23
        if length <= most:
            return self.data[at : at + length] if at + length <= end else None
        here = least + (length - least) % (self.usable - 4)
        here = here if here <= most else least
        if at + here + 4 > end:
            return None
        parts, got, page, met = (
            [self.data[at : at + here]],
            here,
            int.from_bytes(self.data[at + here : at + here + 4], "big"),
            set[int](),
        )
        while got < length:
            if not 1 < page <= self.count or page in met:
                return None
            met.add(page)
            start = self._start(page)
            parts.append(self.data[start + 4 : start + min(self.usable, 4 + length - got)])
            got += len(parts[-1])
            page = int.from_bytes(self.data[start : start + 4], "big")
        return b"".join(parts)

    def _record(self, payload: bytes) -> tuple[Any, ...] | None:
        """The values of a record; None where its own lengths do not add up."""
        inner = Pages.__new__(Pages)
        inner.data = payload
        head, at = inner._varint(0)  # noqa: SLF001  the same numbers
        if not at <= head <= len(payload):
            return None
        kinds = list[int]()
        while at < head and len(kinds) <= _MOST_COLUMNS:
            kind, at = inner._varint(at)  # noqa: SLF001  # a part of the same reader
            kinds.append(kind)
        if at != head or any(kind in {10, 11} or kind < 0 for kind in kinds):
            return None
        sizes = list(map(_size, kinds))
        if head + sum(sizes) != len(payload):
            return None
        values = list[Any]()
        for kind, size in zip(kinds, sizes, strict=True):
            values.append(self._value(kind, payload[at : at + size]))
            at += size
        return tuple(values)

    def _value(self, kind: int, raw: bytes) -> Any:
        if kind in _INTEGERS:
            return int.from_bytes(raw, "big", signed=True)
        if kind == 7:
            number = struct.unpack(">d", raw)[0]
            return None if number != number else number  # noqa: PLR0124  not a number: SQLite gives nothing
        if kind >= 12:
            return raw.decode(self.encoding, "replace") if kind & 1 else raw
        return {8: 0, 9: 1}.get(kind)


def _size(kind: int) -> int:
    """How many bytes a value of a kind takes."""
    return _INTEGERS.get(kind, 8 if kind == 7 else max(0, (kind - 12) // 2))
