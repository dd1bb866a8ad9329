"""What the steps say of direction and limb: found towards and away side by side, and why an item has its
place, worked out on request."""

from dataclasses import dataclass

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Points, Tag
from evidence_review.domain.suggestions import Reason


@dataclass(frozen=True, slots=True)
class LineBalance:
    """The relevant items of a line by what people said of them.

    `both` point both ways; of `unsaid` nobody said which way they point.

    `says_away`: the line's approved text says what would point away.
    """

    number: int
    title: str
    points: Points
    relevant: int
    found: tuple[tuple[Tag, int], ...]
    both: int
    unsaid: int
    says_away: bool

    def count(self, tag: Tag) -> int:
        """How many items carry a tag."""
        return dict(self.found).get(tag, 0)


@dataclass(frozen=True, slots=True)
class Batch:
    """The items that come next, by id; `round` from 1. `ready` is the rule of thumb in a sentence, which
    proposes a test and never says "complete"."""

    line: int
    tag: Tag | None
    round: int
    items: tuple[ItemId, ...]
    pool: int
    decided: int
    ready: str
    is_ready: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an item has its place in an order as the decisions of now teach it; `decided` 0: the order made
    before any decision.

    `rank` None: the item has no text, so that no order places it, and `reasons` says so.
    """

    item: ItemId
    line: int
    tag: Tag | None
    rank: int | None
    pool: int
    decided: int
    reasons: tuple[Reason, ...]
    engine: str
