"""The pages of a document that a line lets through."""

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.store.case import Case


def pages(case: Case, line: LineId, thread: int) -> list[tuple[ItemId, int]]:
    """Each page of a document through the gate of a line, in order, with its place in it (from 1)."""
    rows = case.all(
        "SELECT i.id, i.position FROM reviewable g JOIN items i ON i.id = g.item_id "
        "WHERE g.line_id = :line AND i.thread_id = :thread AND i.kind = 'PAGE' ORDER BY i.position, i.id",
        {"line": line, "thread": thread},
    )
    return [(ItemId(item), position) for item, position in rows]
