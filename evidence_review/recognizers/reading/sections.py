"""A very long text in sections, so that what is held of its words does not grow with it.

Sections overlap by more than any pattern is long; what begins in the zone of one is found there and nowhere
else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from evidence_review.recognizers.reading.hits import Hit

LONGEST = 60_000  # characters read as one text: every message, and nearly every document
_MARGIN = 1_000
_BACK = 200  # how far a cut moves back to stand between words


@dataclass(frozen=True, slots=True)
class Section:
    """`start` to `end` is read; hits that begin from `first` to before `last` are its own. Code points of the
    whole text."""

    start: int
    end: int
    first: int
    last: int

    def own(self, hits: Iterable[Hit]) -> Iterator[Hit]:
        """Hits of this section at their places in the whole text, without those that another section
        finds."""
        for hit in hits:
            if self.first <= hit.start + self.start < self.last:
                yield hit.moved(hit.start + self.start, hit.end + self.start)

    def inside(self, hits: Iterable[Hit]) -> list[Hit]:
        """Hits of the whole text that lie in this section, at their places in it."""
        return [
            hit.moved(hit.start - self.start, hit.end - self.start)
            for hit in hits
            if self.start <= hit.start and hit.end <= self.end
        ]


def sections(text: str) -> list[Section]:
    """The sections of a text, in order; one for all but very long texts."""
    cuts = [0]
    while len(text) - cuts[-1] > LONGEST:
        cuts.append(_between_words(text, cuts[-1] + LONGEST))
    cuts.append(len(text))
    return [
        Section(
            _between_words(text, max(0, first - _MARGIN)),
            _between_words(text, min(len(text), last + _MARGIN)),
            first,
            last,
        )
        for first, last in pairwise(cuts)
    ]


def _between_words(text: str, at: int) -> int:
    """The nearest place before this one that stands behind a blank or a line end; the place itself where none
    is near."""
    if at in {0, len(text)}:
        return at
    return next((place for place in range(at, max(at - _BACK, 0), -1) if text[place - 1].isspace()), at)
