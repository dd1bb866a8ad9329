"""What is shown of a look outside every line: never anything of the item."""

from dataclasses import dataclass
from datetime import datetime

from evidence_review.domain.ids import ItemId
from evidence_review.domain.looks import LookState


@dataclass(frozen=True, slots=True)
class LookView:
    """A request to open one item outside every line, as it stands. Times are UTC without tzinfo."""

    number: int
    item: ItemId
    exhibit: str
    line: int
    reason: str
    minutes: int
    asked_by: str
    at: datetime
    state: LookState
    answered_by: str
    until: datetime | None
    is_mine: bool
