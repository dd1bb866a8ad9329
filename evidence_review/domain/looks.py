"""Looks: opening one item that no approved line covers, asked for by one person and granted by another
(reference/law.md C2).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId, LineId, UserId

MOST_LOOKED_AT = 3
"""How many different items of a case are opened by grants; the case file's trigger holds the same number.

One is an item that somebody named and that a line was drawn past; the defence, a witness and the officer may
each name one. A fourth is no exception but a question nobody has put as a line, and three of many thousands
are of no use to someone who only browses.
"""
LONGEST_LOOK = 120
"""Minutes from the grant within which an item must be opened."""
WIDEN = (
    f"{MOST_LOOKED_AT} items of this case were opened outside its lines, and no more are. Propose a wider "
    "version of the line, or a new one, that covers what you need to see, and have it approved."
)


class LookState(StrEnum):
    """Where a request stands."""

    WAITING = "WAITING"
    GRANTED = "GRANTED"
    REFUSED = "REFUSED"
    OPENED = "OPENED"
    LAPSED = "LAPSED"


@dataclass(frozen=True, slots=True)
class LookRequest:
    """A person's request to open one item for a line, and its answer. Times are UTC without tzinfo.

    `until`: up to when a grant opens it; None while it waits or where it was refused.
    """

    id: str
    number: int
    item: ItemId
    line_id: LineId
    line: int
    exhibit: str
    reason: str
    minutes: int
    by: UserId
    at: datetime
    granted: bool | None = None
    answered_by: UserId | None = None
    until: datetime | None = None
    is_opened: bool = False

    def state(self, now: datetime) -> LookState:
        """Where it stands at an instant (UTC without tzinfo)."""
        if self.granted is None:
            return LookState.WAITING
        if not self.granted:
            return LookState.REFUSED
        if self.is_opened:
            return LookState.OPENED
        return LookState.GRANTED if self.until is not None and now < self.until else LookState.LAPSED


def check_minutes(minutes: int) -> None:
    """RuleBroken where a look would be open for no time or too long."""
    if not 1 <= minutes <= LONGEST_LOOK:
        raise RuleBroken(f"Say for how many minutes, from 1 to {LONGEST_LOOK}.")
