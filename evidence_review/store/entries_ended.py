"""Why an entry of the schedule stands no longer, told from what the case holds, in words that say nothing of
its content."""

from evidence_review.domain.ids import LineId
from evidence_review.store.case import Case

HELD = "referred for independent consideration"
NARROWED = "no longer covered by the line of enquiry"
NOT_RELEVANT = "decided on further review not to be relevant"
_UNSURE = "under further review"

_OF_ENTRY = (
    "SELECT i.id FROM items i WHERE i.thread_id = :thread AND i.id IN (SELECT item_id FROM decisions WHERE "
    "line_id = :line AND value = 'RELEVANT')"
)


def why(case: Case, line: LineId, thread: int) -> str:
    """Why nothing of a conversation stands as relevant to a line now: held, no longer covered, decided
    otherwise, or under review."""
    values = {"line": line, "thread": thread}

    def any_of(condition: str) -> bool:
        return case.count(f"SELECT count(*) FROM ({_OF_ENTRY}) e WHERE {condition}", values) > 0

    if any_of("e.id IN (SELECT item_id FROM held_items)"):
        return HELD
    if any_of(
        "e.id NOT IN (SELECT item_id FROM in_scope WHERE line_id = :line) AND e.id IN (SELECT item_id FROM "
        "current_decisions WHERE line_id = :line AND value = 'RELEVANT')"
    ):
        return NARROWED
    if any_of(
        "e.id IN (SELECT item_id FROM current_decisions WHERE line_id = :line AND value = "
        "'NOT_RELEVANT_TO_LINE')"
    ):
        return NOT_RELEVANT
    return _UNSURE
