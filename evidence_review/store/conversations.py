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


def around(case: Case, item: ItemId) -> tuple[int, int]:
    """How many messages of its conversation stand before an item and after it, notices left out."""
    rows = case.all(
        "SELECT coalesce(sum((o.position, o.id) < (i.position, i.id)), 0), coalesce(sum((o.position, o.id) > "
        "(i.position, i.id)), 0) FROM items i JOIN items o ON o.thread_id = i.thread_id AND o.kind <> 'SYSTEM' "
        "WHERE i.id = :item",
        {"item": item},
    )
    return rows[0][0], rows[0][1]


def same_elsewhere(case: Case, item: ItemId) -> list[tuple[str, str]]:
    """The other exhibits in which the same words stand at the same minute, through the gate of any line, with what
    each source says of deletion ("" where nothing)."""
    rows = case.all(
        "SELECT DISTINCT x.ref, coalesce(o.deleted, '') FROM items i JOIN items o ON o.day = i.day AND o.text_hash = "
        "i.text_hash AND o.id <> i.id AND substr(o.sent_utc, 1, 16) = substr(i.sent_utc, 1, 16) JOIN sources s ON "
        "s.id = o.source_id JOIN exhibits x ON x.id = s.exhibit_id WHERE i.id = :item AND coalesce(i.text, '') <> '' "
        "AND EXISTS (SELECT 1 FROM reviewable g WHERE g.item_id = o.id) ORDER BY 1",
        {"item": item},
    )
    return [(str(ref), str(reported)) for ref, reported in rows]


def answered(case: Case, item: ItemId, words: str, number: str) -> ItemId | None:
    """The last message before one in the same conversation with these words (SHA-256 of them) or of this number in the
    source; None where there is none. Its number alone: whether it may be shown the gate is asked apart."""
    row = case.one(
        "SELECT o.id FROM items i JOIN items o ON o.thread_id = i.thread_id AND (o.position, o.id) < (i.position, i.id) "
        "WHERE i.id = :item AND (o.text_hash = :words OR (:number <> '' AND (o.locator = :number OR o.locator LIKE "
        "'% ' || :number))) ORDER BY o.position DESC, o.id DESC LIMIT 1",
        {"item": item, "words": words, "number": number},
    )
    return ItemId(row[0]) if row else None
