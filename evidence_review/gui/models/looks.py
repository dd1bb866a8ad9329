"""Looks outside every line as a list shows them, and what may be done with one."""

from evidence_review.domain.looks import LookState
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.look_views import LookView

STATE_WORDS = {
    LookState.WAITING: "Waits for another person",
    LookState.GRANTED: "Granted",
    LookState.REFUSED: "Refused",
    LookState.OPENED: "Opened",
    LookState.LAPSED: "Not opened in time",
}


def _state(one: LookView) -> str:
    until = f" until {one.until:%H:%M} UTC" if one.state is LookState.GRANTED and one.until else ""
    return f"{STATE_WORDS[one.state]}{until}{f', by {one.answered_by}' if one.answered_by else ''}"


COLUMNS: tuple[Column[LookView], ...] = (
    Column("Look", lambda one: str(one.number), right=True),
    Column("Item", lambda one: f"{one.item} of {one.exhibit}"),
    Column("Line", lambda one: str(one.line), right=True),
    Column("Asked by", lambda one: one.asked_by),
    Column("State", _state, tip=_state),
    Column("Reason", lambda one: one.reason, tip=lambda one: one.reason),
)


def waits_for(one: LookView | None, *, may_grant: bool) -> bool:
    """Whether this user may answer a request: it waits, and another person asked."""
    return one is not None and may_grant and one.state is LookState.WAITING and not one.is_mine


def opens_for(one: LookView | None) -> bool:
    """Whether this user may open the item of a request now."""
    return one is not None and one.is_mine and one.state is LookState.GRANTED
