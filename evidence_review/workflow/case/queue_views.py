"""What the steps tell of a long queue: its order, without a word of its items."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from evidence_review.domain.ids import ItemId


@dataclass(frozen=True, slots=True)
class QueueOrder:
    """Every item of a queue in its order, as numbers of four bytes.

    `sets`: by item, the number of the set that it shares a row with; items alone are left out. `decided`: those
    that have a decision. `years`: the first and the last year of it, empty where it has no dates.
    """

    items: array[int]
    sets: Mapping[ItemId, ItemId]
    decided: frozenset[int]
    years: tuple[str, str] = ("", "")
