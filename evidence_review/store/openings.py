"""Who was shown what: one row for each time the words of an item were put before a person, in the transaction
that logs it."""

import json
from collections.abc import Iterable

from evidence_review.domain.ids import ItemId, LineId, UserId
from evidence_review.domain.kinds import Opening
from evidence_review.store.case import Case, Change, now


def add(change: Change, line: LineId, item: ItemId, how: Opening, by: UserId) -> None:
    """Note that an item is being shown to a person for a line. The list for approval shows the same items
    again and again: that is noted once."""
    once = (
        " WHERE NOT EXISTS (SELECT 1 FROM openings WHERE line_id = :line AND item_id = :item AND how = "
        ":how AND by = :by)"
    )
    change.run(
        (
            f"INSERT INTO openings (item_id, line_id, how, by, at) SELECT :item, :line, :how, :by, "
            f":at{once if how is Opening.APPROVAL else ''}"
        ),
        {"item": item, "line": line, "how": str(how), "by": by, "at": now()},
    )


def shown_to(case: Case, items: Iterable[ItemId], by: UserId) -> tuple[int, int]:
    """How many of these items a person was shown, for any line, and how many letters they have."""
    (row,) = case.all(
        "SELECT count(*), coalesce(sum(length(text)), 0) FROM items WHERE id IN (SELECT value FROM "
        "json_each(:items)) AND id IN (SELECT item_id FROM openings WHERE by = :by)",
        {"items": json.dumps(list(items)), "by": by},
    )
    return row[0], row[1]


def opened_by(case: Case, line: LineId, items: Iterable[ItemId], by: UserId) -> frozenset[ItemId]:
    """Which of these items a person opened by itself for a line."""
    rows = case.all(
        "SELECT DISTINCT item_id FROM openings WHERE line_id = :line AND by = :by AND how = :how AND item_id IN "
        "(SELECT value FROM json_each(:items))",
        {"line": line, "by": by, "how": str(Opening.OPENED), "items": json.dumps(list(items))},
    )
    return frozenset(ItemId(row[0]) for row in rows)


def last_open(case: Case, by: UserId) -> tuple[int, ItemId] | None:
    """The item that a person opened last by itself, of those that may still be opened, with the number of its
    line; None where none may."""
    rows = case.all(
        "SELECT l.number, o.item_id, EXISTS (SELECT 1 FROM reviewable g WHERE g.line_id = o.line_id AND g.item_id = "
        "o.item_id) FROM (SELECT * FROM openings WHERE by = :by AND how = :how ORDER BY number DESC LIMIT 20) o "
        "JOIN lines l ON l.id = o.line_id ORDER BY o.number DESC",
        {"by": by, "how": str(Opening.OPENED)},
    )
    return next(((line, ItemId(item)) for line, item, is_open in rows if is_open), None)


def seen(case: Case, line: LineId) -> set[ItemId]:
    """The items that any person was shown for a line, in whatever way."""
    return {
        ItemId(row[0])
        for row in case.all("SELECT DISTINCT item_id FROM openings WHERE line_id = :line", {"line": line})
    }


def by_way(case: Case, line: LineId) -> dict[Opening, int]:
    """How many different items were shown for a line, by the way in which they were first shown."""
    rows = case.all(
        "SELECT how, count(*) FROM openings o WHERE line_id = :line AND number = (SELECT "
        "min(number) FROM openings f WHERE f.line_id = o.line_id "
        "AND f.item_id = o.item_id) GROUP BY how ORDER BY how",
        {"line": line},
    )
    return {Opening(how): count for how, count in rows}
