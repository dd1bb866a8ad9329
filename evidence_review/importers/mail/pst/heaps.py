"""Properties and tables inside the nodes of a .pst or .ost (MS-PST 2.3). Raises OSError, LookupError or
struct.error on damage."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence_review.importers.mail.mapi_values import MULTIPLE, OBJECT, SIZES
from evidence_review.importers.mail.pst.blocks import Blocks, Node

type Entry = tuple[int, int, bytes]
"""Number, type, bytes of a property."""

_DEEPEST = 8
_MARK = b"\xec"


@dataclass(slots=True)
class Heap:
    """What a node holds: its data block by block, and its subnodes."""

    blocks: Blocks
    node: Node
    pages: list[bytes] = field(init=False)
    below: dict[int, Node] = field(init=False)

    def __post_init__(self) -> None:
        self.pages = self.blocks.pieces(self.node[0])
        self.below = self.blocks.below(self.node)
        if not self.pages or self.pages[0][2:3] != _MARK:
            raise OSError

    def bag(self) -> Iterator[Entry]:
        """The properties of one object; of an object held inside, its eight bytes of number and size."""
        for row in self._tree(struct.unpack_from("<I", self.pages[0], 4)[0]):
            number, kind, held = struct.unpack("<HH4s", row)
            yield number, kind, self._value(kind, held)

    def rows(self) -> Iterator[tuple[int, list[Entry]]]:
        """The rows of a table, by their number: the values that are present."""
        told = self.item(struct.unpack_from("<I", self.pages[0], 4)[0])
        count = told[1]
        ones, width, index, held = struct.unpack_from("<HHII", told, 6)
        columns = [struct.unpack_from("<HHHBB", told, 22 + 8 * at) for at in range(count)]
        matrix = self.value(held, whole=False)
        for row in self._tree(index):
            number, at = struct.unpack("<II" if len(row) == 8 else "<IH", row)
            line = self._line(matrix, at, width)
            flags = line[ones:]
            yield (
                number,
                [
                    (column, kind, self._value(kind, line[place : place + size], inline=kind in SIZES))
                    for kind, column, place, size, bit in columns
                    if bit // 8 < len(flags) and flags[bit // 8] >> (7 - bit % 8) & 1
                ],
            )

    def item(self, number: int) -> bytes:
        """What stands on the heap under a number; b"" for 0."""
        if not number:
            return b""
        large = self.blocks.layout.packed
        index, page = (number >> 5 & 0x3FFF, number >> 19) if large else (number >> 5 & 0x7FF, number >> 16)
        data = self.pages[page]
        places = int.from_bytes(data[:2], "little")
        start, end = struct.unpack_from("<HH", data, places + 4 + 2 * (index - 1))
        return data[start:end]

    def value(self, number: int, *, whole: bool = True) -> list[bytes]:
        """What a number stands for: an item of the heap, or the data of a subnode, block by block where not
        `whole`."""
        if not number & 0x1F:
            return [self.item(number)]
        found = self.blocks.pieces(self.below[number][0])
        return [b"".join(found)] if whole else found

    def _value(self, kind: int, held: bytes, *, inline: bool = False) -> bytes:
        size = SIZES.get(kind, 0) if not kind & MULTIPLE else 0
        if inline or 0 < size <= 4:
            return held[:size]
        found = self.value(int.from_bytes(held[:4], "little"))[0]
        return found[:8] if kind == OBJECT else found

    def _tree(self, number: int) -> Iterator[bytes]:
        """The rows of a tree on the heap, key and value."""
        head = self.item(number)
        if len(head) < 8:
            return
        _mark, key, size, levels, top = struct.unpack_from("<BBBBI", head)
        yield from self._leaves(top, key, size, levels, 0)

    def _leaves(self, number: int, key: int, size: int, levels: int, depth: int) -> Iterator[bytes]:
        data = self.item(number)
        step = key + (4 if levels else size)
        for at in range(0, len(data) - step + 1, step):
            if levels and depth < _DEEPEST:
                yield from self._leaves(
                    int.from_bytes(data[at + key : at + step], "little"), key, size, levels - 1, depth + 1
                )
            else:
                yield data[at : at + step]

    def _line(self, matrix: list[bytes], at: int, width: int) -> bytes:
        """Rows do not cross blocks."""
        for page in matrix:
            fits = len(page) // width if width else 0
            if at < fits:
                return page[at * width : (at + 1) * width]
            at -= fits
        raise LookupError
