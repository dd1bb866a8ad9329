"""Messages inside messages of a .pst or .ost: libpff offers no way to them, so their nodes are read by hand
(MS-PST 2.4.6)."""

import struct
from collections.abc import Callable, Iterable
from typing import BinaryIO

from evidence_review.importers.mail.mapi_objects import Held, Outlook
from evidence_review.importers.mail.mapi_values import Properties, Raw, properties
from evidence_review.importers.mail.pst.blocks import Blocks, Node
from evidence_review.importers.mail.pst.heaps import Entry, Heap

_RECIPIENTS, _ATTACHMENT, _DATA, _METHOD, _INSIDE, _OBJECT = 0x692, 0x5, 0x3701, 0x3705, 5, 6
_DEEPEST = 10

type Typed = Callable[[Entry], Raw]


class Inside:
    """Reads what libpff passes over, from the same open file; `typed` gives properties their names and
    pieces."""

    def __init__(self, stream: BinaryIO, typed: Typed, page: int | None) -> None:
        self._blocks, self._typed, self._page = Blocks(stream), typed, page

    def message(self, holder: int, attachment: int) -> Outlook | None:
        """The message that an attachment of a message holds, by their numbers; None where it cannot be
        read."""
        try:
            below = self._blocks.below(self._blocks.node(holder))
            return self._held(below[attachment], 0).inside
        # any fault in these nodes means that the message cannot be had this way
        except Exception:  # noqa: BLE001
            return None

    def _message(self, node: Node, depth: int) -> Outlook:
        heap = Heap(self._blocks, node)
        made = Outlook(self._properties(heap.bag(), self._page))
        people = heap.below.get(_RECIPIENTS)
        if people:
            made.people = [
                self._properties(row, made.found.page) for _, row in Heap(self._blocks, people).rows()
            ]
        for number, below in sorted(heap.below.items()):
            if number & 0x1F == _ATTACHMENT:
                made.files.append(self._held(below, depth))
        return made

    def _held(self, node: Node, depth: int) -> Held:
        heap = Heap(self._blocks, node)
        found = self._properties(heap.bag(), self._page)
        data = found.values.pop(_DATA, None)
        method = found.number(_METHOD, 1)
        if method in {_INSIDE, _OBJECT} or not isinstance(data, bytes):
            inside = (
                heap.below.get(struct.unpack_from("<I", data)[0])
                if isinstance(data, bytes) and len(data) >= 4
                else None
            )
            known = method == _INSIDE and inside is not None and depth < _DEEPEST
            return Held(
                found,
                inside=self._message(inside, depth + 1) if known and inside else None,
                is_object=not known,
            )
        return Held(found, lambda: (data,))

    def _properties(self, entries: Iterable[Entry], page: int | None) -> Properties:
        return properties(map(self._typed, entries), page)
