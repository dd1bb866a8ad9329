"""A message read among those around it: windows of whole messages that follow one another in a conversation,
a sign between two.

What is missed in chat is mostly what only the talk around tells: names that are words, single letters, bare
numbers that answer (reference/personal_data.md 4, previous messages as context; docs/decisions/0013,
fifteenth round).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from evidence_review.recognizers.reading.network import Window, scores_of

ROOM = 124  # word pieces of a window, its signs between messages counted; training read as many
_BETWEEN = 102
_SIGN: Window = ((_BETWEEN,), (0,), (1,))


def among_others(
    windows: Sequence[tuple[int, Window]], talks: Iterable[Sequence[int]]
) -> Iterator[tuple[int, Any]]:
    """For each window that has neighbours: its place in `windows` and the scores of its words read among
    them.

    `windows` are the number of each text and one of its windows, in the order of texts; `talks` texts that
    follow one another. A text of more than one window is no message and is read alone.
    """
    places: dict[int, list[int]] = {}
    for place, (text, _) in enumerate(windows):
        places.setdefault(text, []).append(place)
    groups = [
        group
        for talk in talks
        for group in packed([places[text][0] for text in talk if len(places.get(text, ())) == 1], windows)
    ]
    for group, scores in zip(
        groups, scores_of([_joined([windows[place][1] for place in group]) for group in groups]), strict=True
    ):
        at = 0
        for place in group:
            size = len(windows[place][1][2])
            yield place, scores[at : at + size]
            at += size + 1


def packed(places: Sequence[int], windows: Sequence[tuple[int, Window]]) -> Iterator[list[int]]:
    """The places of windows that are read together: as many as fit one after another, at least two."""
    group: list[int] = []
    room = ROOM
    for place in places:
        size = len(windows[place][1][0]) + 1
        if group and size > room:
            if len(group) > 1:
                yield group
            group, room = [], ROOM
        group.append(place)
        room -= size
    if len(group) > 1:
        yield group


def _joined(parts: Sequence[Window]) -> Window:
    """Windows one after another, a sign between two, which counts as a word."""
    made = [part for window in parts for part in (window, _SIGN)][:-1]
    ids, marks, sizes = (tuple(value for part in made for value in part[column]) for column in range(3))
    return ids, marks, sizes
