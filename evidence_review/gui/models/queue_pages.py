"""A long queue in memory: the order as an array of numbers, where each item stands in it, and pages of rows that are
read when they are first shown."""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence

from evidence_review.domain.ids import ItemId
from evidence_review.workflow.case.views import QueueRow

type Read = Callable[[Sequence[ItemId]], Sequence[QueueRow]]
PAGE, MOST, FEW = 50, 6_000, 50
"""Rows of a page; rows that are kept before what was shown long ago is let go; items that are looked up one by
one."""


class Pages:
    """The rows that were read, by item; without `read` all were given."""

    def __init__(self, read: Read | None = None) -> None:
        self._read = read
        self._rows: dict[int, QueueRow] = {}
        self._absent: set[int] = set()

    def keep(self, rows: Collection[QueueRow]) -> None:
        """Rows as they are now."""
        self._rows |= {row.item: row for row in rows}
        self._absent -= {row.item for row in rows}

    def drop(self, items: Collection[int]) -> None:
        """Rows that there are no more."""
        for item in items:
            self._rows.pop(item, None)

    def read_already(self, item: int) -> QueueRow | None:
        """The row of an item where it was read."""
        return self._rows.get(item)

    def row(self, items: array[int], at: int) -> QueueRow | None:
        """The row at a place, with its page where that was not read; None where the step gives none."""
        item = items[at]
        if item not in self._rows and item not in self._absent:
            first = at - at % PAGE
            self._ask(items[first : first + PAGE])
        return self._rows.get(item)

    def some(self, items: Sequence[ItemId]) -> tuple[QueueRow, ...]:
        """The rows of these items."""
        if any(item not in self._rows for item in items):
            self._ask(items)
        return tuple(row for item in items if (row := self._rows.get(item)) is not None)

    def _ask(self, items: Sequence[int]) -> None:
        if self._read is None:
            return
        if len(self._rows) > MOST:
            self._rows.clear()
        self._absent |= set(items)
        self.keep(self._read([ItemId(item) for item in items if item not in self._rows]))


class Places:
    """Items in the order of rows, and the row of each, found by its four bytes without a table of a million
    places."""

    def __init__(self, items: array[int]) -> None:
        self.items = items
        self._bytes: bytes | None = None
        self._last = 0

    def __contains__(self, item: object) -> bool:
        return isinstance(item, int) and self.of(item) >= 0

    def of(self, item: int) -> int:
        """The row of an item, -1 where it has none; what is asked again, and its neighbours, at once."""
        for at in (self._last, self._last + 1, self._last - 1):
            if 0 <= at < len(self.items) and self.items[at] == item:
                self._last = at
                return at
        if self._bytes is None:
            self._bytes = self.items.tobytes()
        width = self.items.itemsize
        wanted = array("I", (item,)).tobytes() if item >= 0 else b""
        at = self._bytes.find(wanted) if wanted else -1
        while at % width and at >= 0:
            at = self._bytes.find(wanted, at + 1)
        if at >= 0:
            self._last = at // width
        return at // width if at >= 0 else -1


def as_it_stood(ids: array[int], stood: Sequence[int]) -> array[int]:
    """These items in the order in which they stood; what is new comes last."""
    here = set(ids)
    kept = array("I", (item for item in stood if item in here))
    if len(kept) < len(ids):
        before = set(kept)
        kept.extend(item for item in ids if item not in before)
    return kept


def with_new(stood: array[int], ids: array[int]) -> array[int]:
    """What stood, and behind it what is new."""
    if len(ids) <= FEW:
        places = Places(stood)
        return stood + array("I", (item for item in ids if item not in places))
    known = set(stood)
    return stood + array("I", (item for item in ids if item not in known))


def taken_out(ids: array[int], gone: Collection[int]) -> array[int]:
    """An order without a few of its items."""
    kept = ids[:]
    for item in gone:
        if (at := Places(kept).of(item)) >= 0:
            kept.pop(at)
    return kept


def put_back(ids: array[int], stood: array[int], items: Collection[int]) -> array[int]:
    """An order with a few items that had left it, each behind the nearest that stood before it; what never stood
    comes last."""
    before = Places(stood)
    for item in sorted(items, key=before.of):
        here, at = Places(ids), before.of(item)
        place = len(ids) if at < 0 else 0
        for other in range(at - 1, -1, -1):
            if (found := here.of(stood[other])) >= 0:
                place = found + 1
                break
        ids.insert(place, item)
    return ids


def laid_out(
    items: array[int],
    heads: Mapping[ItemId, ItemId],
    sets: Mapping[ItemId, Sequence[ItemId]],
    unfolded: Collection[ItemId],
) -> array[int]:
    """The rows of a queue: the first item of a set stands for it, the others below it if unfolded."""
    if not sets:
        return items
    shown, done = array("I"), set[ItemId]()
    for item in map(ItemId, items):
        head = heads.get(item)
        if head is None or head not in sets:
            shown.append(item)
        elif head not in done:
            done.add(head)
            shown.extend(sets[head] if head in unfolded else (item,))
    return shown
