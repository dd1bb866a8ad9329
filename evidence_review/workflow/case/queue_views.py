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


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row of a list says beside who and when: to whom (the first, and how many more), the first words of the
    item masked as for anybody, where hits stand in them, how many files it has, whether it came back for another
    look."""

    item: ItemId
    to: str
    words: str
    hits: tuple[tuple[int, int], ...] = ()
    files: int = 0
    came_back: bool = False
    sender: str = ""
    """Who sent it, by the label that the words being read may have given."""
