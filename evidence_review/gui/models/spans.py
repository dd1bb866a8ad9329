"""From the words on the screen back to the words of the original: pseudonyms and masks have other lengths
than what they hide."""

from collections.abc import Sequence
from dataclasses import replace

from evidence_review.workflow.case.views import ItemView, Mark

MASKS = frozenset("▒█")

type Stretch = tuple[int, int, int, int]
"""Start and end in the text one comes from, start and end in the text one goes to."""


def to_original(view: ItemView, start: int, end: int) -> tuple[int, int]:
    """The original span behind shown[start:end]; a pseudonym or mask that is touched is taken whole."""
    return _carry([(m.start, m.end, m.from_start, m.from_end) for m in _replaced(view)], start, end)


def to_shown(view: ItemView, start: int, end: int) -> tuple[int, int]:
    """The shown span of original[start:end]; what lies inside a pseudonym or mask is shown by the whole of
    it."""
    return _carry([(m.from_start, m.from_end, m.start, m.end) for m in _replaced(view)], start, end)


def hides(view: ItemView, start: int, end: int) -> bool:
    """Whether shown[start:end] stands for a name or for words that are masked now: then no reason may spell
    them out (E2, E3)."""
    covers = [m for m in view.marks if m.start < end and start < m.end]
    is_masked = any(m.sort == "special" and set(view.text[m.start : m.end]) <= MASKS for m in covers)
    return is_masked or any(m.sort == "name" for m in covers)


def hits(view: ItemView) -> tuple[Mark, ...]:
    """The places that N and P step through: the line's terms, else the personal data, in reading order."""
    terms = [m for m in view.marks if m.sort == "term" and m.label == "term"]
    return tuple(sorted(terms or [m for m in view.marks if m.sort == "personal"], key=lambda m: m.start))


def _replaced(view: ItemView) -> list[Mark]:
    """The marks whose shown words stand in for others, in order; those that share shown words become one."""
    joined: list[Mark] = []
    for mark in sorted(
        (m for m in view.marks if m.sort in {"name", "special"}), key=lambda m: (m.start, m.end)
    ):
        last = joined[-1] if joined else None
        if last is None or mark.start >= last.end:
            joined.append(mark)
            continue
        first, end = min(last.from_start, mark.from_start), max(last.from_end, mark.from_end)
        joined[-1] = replace(last, end=max(last.end, mark.end), from_start=first, from_end=end)
    return joined


def _carry(stretches: Sequence[Stretch], start: int, end: int) -> tuple[int, int]:
    touched = [s for s in stretches if s[0] < end and start < s[1]]
    first = min((start, *(s[0] for s in touched)))
    last = max((end, *(s[1] for s in touched)))
    return _place(stretches, first, is_end=False), _place(stretches, last, is_end=True)


def _place(stretches: Sequence[Stretch], place: int, *, is_end: bool) -> int:
    shift = 0
    for from_start, from_end, to_start, to_end in stretches:
        if is_end and place == from_end:
            return to_end
        if not is_end and place == from_start:
            return to_start
        if from_end <= place:
            shift = to_end - from_end
    return place + shift
