"""The pages of one document shared out among processes that work at the same time (reference/house.md 6,
docs/decisions/0030)."""

from collections.abc import Iterator
from typing import Protocol

from evidence_review.domain.tasks import Json, Work


class Spread(Protocol):
    """Has a work done for the numbers below `count`, each once, in as many limited processes as are worth it,
    where a number is `worth` so many pages.

    Gives the JSON objects that its tasks yield as they come, in no order. It may be at work from the call on.
    What any of them raises, or that it died, is raised and ends them all; so does closing the iterator.
    """

    def __call__(self, work: Work, count: int, worth: float = 1) -> Iterator[Json]:
        """What the tasks yield."""
        ...
