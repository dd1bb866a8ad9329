"""Values that fit the pipe out of a child process: attachments, then text, that are too large stay behind,
and a Problem says so.

Small items travel together as columns.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from evidence_review.domain.columns import Gathering
from evidence_review.domain.evidence import Item, Problem, Read
from evidence_review.domain.kinds import ProblemKind
from evidence_review.domain.wire import columns_to_wire, to_wire

MOST_DATA = 66 << 20
"""Bytes of all attachments of one item; base64 makes 4 of 3, and the pipe takes 128 MiB
(sandbox.Limits.answer)."""
MOST_TEXT = 4 << 20
"""Characters of an item's text or of one extra value; JSON may write one as six bytes (a control
character)."""
MOST_EXTRA = 2000
_TOGETHER, _CHARACTERS, _BYTES, _OFTEN = 500, 1 << 18, 1 << 20, 0.2
"""What travels together at most: so many items, characters of their words, bytes of their files, and what
came in so many seconds, so that progress shows."""
_DATA = (
    "The attachments of this item are too large to be kept together; the last of them were left in the "
    "source."
)
_TEXT = (
    "The text of this item is too long to be kept whole; its end was left in the source. Ask for it on "
    "its own."
)


def fitted(value: Read) -> Iterator[Read]:
    """The value, cut down where it would not fit, and then a Problem for what stayed behind."""
    if not isinstance(value, Item) or _is_small(value):
        yield value
        return
    carried, left = _data(value)
    long = _is_long(value)
    yield _shortened(carried) if long else carried
    if left:
        yield Problem(value.locator, ProblemKind.PARTLY_READ, _DATA)
    if long:
        yield Problem(value.locator, ProblemKind.PARTLY_READ, _TEXT)


def _is_small(item: Item) -> bool:
    """Whether nothing has to be looked at, as with nearly all items."""
    return not item.attachments and len(item.extra) <= MOST_EXTRA and _length(item) <= MOST_TEXT


def _is_long(item: Item) -> bool:
    lengths = [len(item.text or ""), *(len(text) for pair in item.extra for text in pair)]
    return len(item.extra) > MOST_EXTRA or max(lengths) > MOST_TEXT or sum(lengths) > 2 * MOST_TEXT


def gathered(values: Iterable[Read]) -> Iterator[dict[str, Any]]:
    """JSON objects of values, cut down as by `fitted`, many items in one. What came before a fault is given
    before the fault goes on."""
    items, beside, since, held = Gathering(), list[Read](), time.monotonic(), 0
    try:
        for value in values:
            if isinstance(value, Item):
                data, told = _take(items, value)
                held += data
                beside += told
            else:
                beside.append(value)
            full = held >= _BYTES or items.size >= _CHARACTERS or len(items) + len(beside) >= _TOGETHER
            if full or time.monotonic() - since > _OFTEN:
                yield from _given(items, beside)
                items, beside, since, held = Gathering(), [], time.monotonic(), 0
    except Exception:
        yield from _given(items, beside)
        raise
    yield from _given(items, beside)


def _take(items: Gathering, item: Item) -> tuple[int, list[Read]]:
    """Take an item among the others: the bytes of its files, and what is said where some of it stays
    behind."""
    before = items.size
    items.take(item)
    data = _held(item) if item.attachments else 0
    if data <= MOST_DATA and items.size - before <= MOST_TEXT and len(item.extra) <= MOST_EXTRA:
        return data, []
    items.leave()
    carried, *told = fitted(item)
    if isinstance(carried, Item):
        items.take(carried)
    return data, told


def _given(items: Gathering, beside: list[Read]) -> Iterator[dict[str, Any]]:
    if len(items):
        yield columns_to_wire(items.columns())
    yield from map(to_wire, beside)


def _held(item: Item) -> int:
    """Bytes of all files of an item that travel with it."""
    return sum([len(each.data) for each in item.attachments if each.data])


def _length(item: Item) -> int:
    """Characters of the text and of every extra value."""
    return len(item.text or "") + sum([len(text) for _, text in item.extra])


def _data(item: Item) -> tuple[Item, bool]:
    room, left, out = MOST_DATA, False, list(item.attachments)
    for place, each in enumerate(out):
        size = len(each.data or b"")
        if size > room:
            out[place], left = replace(each, data=None), True
        else:
            room -= size
    return (replace(item, attachments=tuple(out)), True) if left else (item, False)


def _shortened(item: Item) -> Item:
    """At most MOST_TEXT characters of text, and as many over all extra values."""
    room, extra = MOST_TEXT, list[tuple[str, str]]()
    for name, text in item.extra[:MOST_EXTRA]:
        kept = text[: max(0, room)]
        room -= len(name) + len(kept)
        extra.append((name[:1000], kept))
    return replace(item, text=item.text and item.text[:MOST_TEXT], extra=tuple(extra))
