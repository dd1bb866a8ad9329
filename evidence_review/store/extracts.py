"""Why whole pages of records go out where the extract is the rule. Only ever added to."""

from evidence_review.domain.ids import ItemId, UserId
from evidence_review.store.case import Case, Change, now


def add_whole(change: Change, item: ItemId, reason: str, by: UserId) -> None:
    """Keep why a page goes out whole."""
    change.run(
        "INSERT INTO whole_pages VALUES (lower(hex(randomblob(16))), :item, :reason, :by, :at)",
        {"item": item, "reason": reason, "by": by, "at": now()},
    )


def why_whole(case: Case, item: ItemId) -> str:
    """The last reason given for a page to go out whole; empty where there is none."""
    row = case.one(
        "SELECT reason FROM whole_pages WHERE item_id = :item ORDER BY at DESC, rowid DESC LIMIT 1",
        {"item": item},
    )
    return str(row[0]) if row else ""
