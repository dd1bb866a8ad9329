"""What is known of files attached to items before they are read, and what became of them: counts, never names
or words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.neutral_words import media_words
from evidence_review.workflow.case.views import ImportReport

ATTACHED = "Attached files"
"""What a source is read by that was made of files attached to items."""


def kinds_in_words(kinds: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Types of files as sources state them, in words a person uses, the most first; what has none stays as it
    is."""
    counts = Counter[str]()
    for kind, count in kinds:
        counts[media_words(kind) or kind] += count
    return tuple(counts.most_common())


@dataclass(frozen=True, slots=True)
class AttachedLine:
    """Of one approved line: how many files attached to its items can be read now, and how many not, by
    state."""

    line: int
    title: str
    waiting: int
    read: int
    not_read: int
    not_supplied: int
    held: int
    unscreened: int
    too_deep: int


@dataclass(frozen=True, slots=True)
class AttachedPlan:
    """What reading attached files would do.

    `waiting` files would be read, `contents` different ones among them, by `kinds` (type, how many).

    `read` were read before, of `not_read` reading was tried, `not_supplied` have no bytes, `held` belong to
    held items, `unscreened` to items that the next search has to look at for privilege first, `too_deep` lie
    in files in files, `outside` belong to items that no line covers.
    """

    lines: tuple[AttachedLine, ...]
    waiting: int
    contents: int
    kinds: tuple[tuple[str, int], ...]
    read: int
    not_read: int
    not_supplied: int
    held: int
    unscreened: int
    too_deep: int
    outside: int


@dataclass(frozen=True, slots=True)
class AttachedReport:
    """What reading attached files did: the account of each source that was made of them, files by what became
    of them, and lines (number, title, new items) that are to be searched again.

    `left` files were covered by no line any more, or held, when their turn came.
    """

    sources: tuple[ImportReport, ...]
    read: int
    not_read: int
    left: int
    items: int
    lines: tuple[tuple[int, str, int], ...]
