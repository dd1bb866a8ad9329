"""Keeping passages of a text: what has to go so that only they stay (inverse marking)."""

import unicodedata
from collections.abc import Sequence

type Span = tuple[int, int]


def rest_of(text: str, kept: Sequence[Span], marked: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The stretches of the text outside `kept`, without the spaces at their ends; a stretch of spaces and
    punctuation alone is none.

    `marked` are spans that go already: one that reaches into a passage keeps its own mark, one that lies
    outside is swallowed. Spans beyond the text are drawn in to its ends.
    """
    reaching = [one for one in marked if any(_meet(one, stays) and not _inside(one, stays) for stays in kept)]
    out: list[Span] = []
    at = 0
    for start, end in [*sorted([*kept, *reaching]), (len(text), len(text))]:
        if start > at and (one := _trimmed(text, at, min(start, len(text)))):
            out.append(one)
        at = max(at, end)
    return tuple(out)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    says = any(unicodedata.category(mark)[0] not in "ZPC" for mark in text[start:end])
    return (start, end) if says else None


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _inside(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]
