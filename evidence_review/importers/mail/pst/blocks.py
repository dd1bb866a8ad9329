"""Nodes and blocks of a .pst or .ost, read by hand where libpff gives no way to them (MS-PST 2.2). Raises
OSError or struct.error on damage."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from evidence_review.importers.mail.pst.cipher import plain

_MOST = 512 << 20
_DEEPEST = 16

type Node = tuple[int, int]
"""The numbers of a node's data block and of the block that lists its subnodes; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Sizes of one kind of file: of a page and of the part of it before the counts, of a number, and whether
    blocks may be packed."""

    page: int
    counts: int
    word: int
    packed: bool


_ANSI, _UNICODE, _LARGE = (
    _Layout(512, 496, 4, packed=False),
    _Layout(512, 488, 8, packed=False),
    _Layout(4096, 4056, 8, packed=True),
)


@dataclass(slots=True)
class Blocks:
    """One open file. `large` files (of Outlook 2013 and later) have pages of four kilobytes."""

    stream: BinaryIO
    layout: _Layout = field(init=False)
    method: int = field(init=False)
    nodes: int = field(init=False)
    blocks: int = field(init=False)

    def __post_init__(self) -> None:
        self.stream.seek(0)
        head = self.stream.read(564)
        version = int.from_bytes(head[10:12], "little")
        self.layout = _ANSI if version < 20 else _LARGE if version >= 36 else _UNICODE
        if version < 20:
            self.nodes, self.blocks = struct.unpack_from("<4xI4xI", head, 184)
            self.method = head[461]
        else:
            self.nodes, self.blocks = struct.unpack_from("<8xQ8xQ", head, 216)
            self.method = head[513]

    def node(self, number: int) -> Node:
        """The node of this number; LookupError where there is none."""
        row = self._row(self.nodes, number)
        data, below = struct.unpack_from("<8xQQ" if self.layout.word == 8 else "<4xII", row)
        return data, below

    def below(self, node: Node) -> dict[int, Node]:
        """The subnodes of a node."""
        return dict(self._listed(node[1], 0)) if node[1] else {}

    def pieces(self, block: int, depth: int = 0) -> list[bytes]:
        """The data of a node, block by block."""
        if not block:
            return []
        data = self._block(block)
        if not block & 2:
            return [plain(data, self.method, block & 0xFFFFFFFF)]
        kind, level, count = struct.unpack_from("<BBH", data)
        if kind != 1 or depth > _DEEPEST or level > 2:
            raise OSError
        numbers = struct.unpack_from(f"<{count}{'Q' if self.layout.word == 8 else 'I'}", data, 8)
        found = [piece for number in numbers for piece in self.pieces(number, depth + 1)]
        if sum(map(len, found)) > _MOST:
            raise OSError
        return found

    def _listed(self, block: int, depth: int) -> Iterator[tuple[int, Node]]:
        data, word = self._block(block), self.layout.word
        kind, level, count = struct.unpack_from("<BBH", data)
        if kind != 2 or depth > _DEEPEST:
            raise OSError
        start, size = 8 if word == 8 else 4, word * (2 if level else 3)
        for at in range(start, start + count * size, size):
            numbers = [
                int.from_bytes(data[place : place + word], "little") for place in range(at, at + size, word)
            ]
            if level:
                yield from self._listed(numbers[1], depth + 1)
            else:
                yield numbers[0] & 0xFFFFFFFF, (numbers[1], numbers[2])

    def _block(self, block: int) -> bytes:
        row, word = self._row(self.blocks, block & ~1), self.layout.word
        place = int.from_bytes(row[word : 2 * word], "little")
        size, whole = struct.unpack_from("<HH", row, 2 * word)
        self.stream.seek(place)
        data = self.stream.read(size)
        if len(data) < size:
            raise OSError
        return zlib.decompress(data) if self.layout.packed and whole > size else data

    def _row(self, at: int, number: int) -> bytes:
        """The row of a tree that has this number, from its topmost page down."""
        word = self.layout.word
        for _ in range(_DEEPEST):
            self.stream.seek(at)
            page = self.stream.read(self.layout.page)
            if self.layout.packed:
                count, _most, size, level = struct.unpack_from("<HHBB", page, self.layout.counts)
            else:
                count, _most, size, level = struct.unpack_from("<BBBB", page, self.layout.counts)
            rows = [page[place : place + size] for place in range(0, count * size, size)] if size else []
            keys = [int.from_bytes(row[:word], "little") & (~1 if at != self.nodes else ~0) for row in rows]
            if not level:
                return rows[keys.index(number)]
            below = [row for key, row in zip(keys, rows, strict=True) if key <= number]
            at = int.from_bytes(below[-1][2 * word : 3 * word], "little")
        raise OSError
