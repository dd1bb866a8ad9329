"""Values that fit the pipe out of a child process: attachments, then text, that are too large stay behind, and a Problem says so."""

from collections.abc import Iterator
from dataclasses import replace

from evidence_review.domain.evidence import Item, Problem, Read
from evidence_review.domain.kinds import ProblemKind

MOST_DATA = 66 << 20
"""Bytes of all attachments of one item; base64 makes 4 of 3, and the pipe takes 128 MiB (sandbox.Limits.answer)."""
MOST_TEXT = 4 << 20
"""Characters of an item's text or of one extra value; JSON may write one as twelve bytes (a surrogate pair)."""
MOST_EXTRA = 2000
_DATA = "The attachments of this item are too large to be kept together; the last of them were left in the source."
_TEXT = "The text of this item is too long to be kept whole; its end was left in the source. Ask for it on its own."


def fitted(value: Read) -> Iterator[Read]:
    """The value, cut down where it would not fit, and then a Problem for what stayed behind."""
    if not isinstance(value, Item):
        yield value
        return
    if not value.attachments and len(value.extra) <= MOST_EXTRA and _length(value) <= MOST_TEXT:  # as nearly all are
        yield value
        return
    carried, left = _data(value)
    whole = (value.text or "", *(text for pair in value.extra for text in pair))
    long = len(value.extra) > MOST_EXTRA or any(len(text) > MOST_TEXT for text in whole) or sum(map(len, whole)) > 2 * MOST_TEXT
    yield _shortened(carried) if long else carried
    if left:
        yield Problem(value.locator, ProblemKind.PARTLY_READ, _DATA)
    if long:
        yield Problem(value.locator, ProblemKind.PARTLY_READ, _TEXT)


def _length(item: Item) -> int:
    """Characters of the text and of every extra value."""
    length = 0 if item.text is None else len(item.text)
    for _, text in item.extra:
        length += len(text)
    return length


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
