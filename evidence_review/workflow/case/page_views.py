"""Pages as a reviewer may see them."""

from dataclasses import dataclass

from evidence_review.domain.ids import ItemId
from evidence_review.workflow.case.views import Picture

type Place = tuple[int, int, tuple[float, float, float, float]]
"""original[start:end] stands in this box, in shares of the page (left, top, right, bottom)."""


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page, and where the words of its text stand. `is_masked`: words that are masked in the text are covered, and
    what is no word is blurred."""

    picture: Picture
    is_masked: bool
    places: tuple[Place, ...] = ()

    def boxes(self, start: int, end: int) -> tuple[tuple[float, float, float, float], ...]:
        """Where original[start:end] stands: whole words."""
        return tuple(box for first, last, box in self.places if first < end and start < last)


@dataclass(frozen=True, slots=True)
class SmallPage:
    """A page of the document in front, so small that it cannot be read. `number` is counted from 1."""

    item: ItemId
    number: int
    picture: Picture
