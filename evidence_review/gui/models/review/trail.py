"""Where a reviewer was: views of a line with the search that stood and the item in front, to go back and forward
through. Only in memory; gone when the case is closed."""

from dataclasses import dataclass, replace
from typing import Any

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Tag

MOST = 200
"""Places that are remembered."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line, which items of it in which order, the view of a tag, the search that stood with what it found (None:
    none), and the item in front (None: none)."""

    number: int
    only: str
    order: str
    tag: Tag | None
    found: Any
    item: ItemId | None


@dataclass(frozen=True, slots=True)
class Trail:
    """The places in order; `at` is the one that is shown, -1 for none."""

    places: tuple[Place, ...] = ()
    at: int = -1

    @property
    def here(self) -> Place | None:
        """The place that is shown."""
        return self.places[self.at] if self.at >= 0 else None


def went(trail: Trail, place: Place) -> Trail:
    """Another place is shown: what lay ahead is forgotten. The same place again is no other one; a view without an
    item is the beginning of the one with its first item."""
    here = trail.here
    if place == here:
        return trail
    kept = trail.places[: trail.at + 1]
    if here is not None and here.item is None and replace(here, item=place.item) == place:
        kept = kept[:-1]
    made = (*kept, place)[-MOST:]
    return Trail(made, len(made) - 1)


def turned(trail: Trail, by: int) -> Trail | None:
    """One place back or forward; None where there is none."""
    at = trail.at + by
    return Trail(trail.places, at) if 0 <= at < len(trail.places) else None
