"""Conversations in counts: how many messages stand between two of them, by their order and never by a
position, which some sources count in milliseconds."""

from evidence_review.domain.ids import ItemId
from evidence_review.store.case import Case


def between(case: Case, earlier: ItemId, later: ItemId) -> int:
    """How many messages of the same conversation stand between two, notices of the program that wrote it left
    out; 0 where they are not of one conversation."""
    return case.count(
        "SELECT count(*) FROM items i JOIN items a ON a.id = :earlier JOIN items b ON b.id = :later WHERE "
        "a.thread_id = b.thread_id AND i.thread_id = a.thread_id AND i.kind <> 'SYSTEM' AND "
        "(i.position, i.id) > (a.position, a.id) AND (i.position, i.id) < (b.position, b.id)",
        {"earlier": earlier, "later": later},
    )
