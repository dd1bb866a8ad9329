"""Copies: which items of a line repeat which, and which files lie in two sources.

Linked, never dropped; read through the gate.

Every item keeps its own place in counts, its own decisions and its own hold.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.store.case import Case, Change

_MEMBERS = (
    "WITH members (item_id, head) AS (SELECT item_id, original_id FROM copies WHERE line_id = :line "
    "UNION SELECT original_id, original_id FROM copies WHERE line_id = :line) "
)
_MEMBERS_OF = (
    "WITH heads (head) AS (SELECT DISTINCT coalesce((SELECT original_id FROM copies WHERE line_id = :line AND item_id = "
    "e.value), e.value) FROM json_each(:among) e), "
    "members (item_id, head) AS (SELECT c.item_id, h.head FROM heads h JOIN copies c ON c.line_id = :line AND "
    "c.original_id = h.head UNION SELECT h.head, h.head FROM heads h JOIN copies c ON c.line_id = :line AND "
    "c.original_id = h.head) "
)
type Sets = Mapping[ItemId, tuple[ItemId, tuple[tuple[ItemId, str], ...]]]


@dataclass(frozen=True, slots=True)
class SameFile:
    """A file of an item that is byte for byte a file of another item: the number of the attachment, and the
    other item, once for each of its files."""

    number: int
    item: ItemId


def thread_people(case: Case, thread_ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """By thread, every key of who takes part."""
    return {
        thread: frozenset(
            row[0]
            for row in case.all("SELECT key FROM thread_people WHERE thread_id = :thread", {"thread": thread})
        )
        for thread in thread_ids
    }


def replace(change: Change, line: LineId, linked: Mapping[ItemId, ItemId]) -> None:
    """Put a run's links (copy to original) in the place of the last run's for this line.

    A run sees nothing that is held, so the links of held items stay as they were: that an item's copy is held
    must go on being said.
    """
    change.run(
        "DELETE FROM copies WHERE line_id = :line AND item_id NOT IN (SELECT item_id FROM held_items) "
        "AND original_id NOT IN (SELECT item_id FROM held_items)",
        {"line": line},
    )
    change.run_many(
        "INSERT OR IGNORE INTO copies SELECT :line, :item, h.head FROM (SELECT coalesce((SELECT "
        "original_id FROM copies "
        "WHERE line_id = :line AND item_id = :original), :original) AS head) h WHERE h.head <> :item",
        [{"line": line, "item": item, "original": original} for item, original in sorted(linked.items())],
    )


def heads(case: Case, line: LineId) -> dict[int, ItemId]:
    """By item of a line that repeats another or is repeated, the number of its set, through the gate; sets of which
    one item alone is let through are left out."""
    rows = case.all(
        f"{_MEMBERS} SELECT m.head, m.item_id FROM members m WHERE EXISTS (SELECT 1 FROM reviewable g WHERE "
        "g.line_id = :line AND g.item_id = m.item_id)",
        {"line": line},
    )
    size = Counter(head for head, _ in rows)
    return {item: ItemId(head) for head, item in rows if size[head] > 1}


def sets(case: Case, line: LineId, among: Sequence[ItemId] | None = None) -> Sets:
    """Every item that has copies within the line, or of these items where they are given: the id of its set, and
    the set's items with their exhibits, itself among them."""
    rows = case.all(
        f"{_MEMBERS if among is None else _MEMBERS_OF} SELECT m.head, m.item_id, x.ref FROM members m "
        "CROSS JOIN items i ON i.id = m.item_id JOIN sources s ON s.id = i.source_id JOIN exhibits x ON "
        "x.id = s.exhibit_id WHERE EXISTS (SELECT 1 FROM reviewable g WHERE g.line_id = :line AND g.item_id = "
        "m.item_id) ORDER BY m.head, m.item_id",
        {"line": line, "among": json.dumps(among or ())},
    )
    groups: dict[ItemId, list[tuple[ItemId, str]]] = {}
    for head, item, ref in rows:
        groups.setdefault(ItemId(head), []).append((ItemId(item), ref))
    return {
        item: (head, tuple(group)) for head, group in groups.items() if len(group) > 1 for item, _ in group
    }


def of_item(case: Case, line: LineId, item: ItemId) -> tuple[tuple[ItemId, ...], int]:
    """The other items of an item's set that the line's gate lets through, and how many more the line covers
    that are held."""
    rows = case.all(
        "WITH head (id) AS (SELECT coalesce((SELECT original_id FROM copies WHERE line_id = :line "
        "AND item_id = :item), :item)), "
        "members (item_id) AS (SELECT id FROM head UNION SELECT c.item_id FROM head JOIN copies c "
        "ON c.line_id = :line AND c.original_id = head.id) "
        "SELECT m.item_id, EXISTS (SELECT 1 FROM reviewable g WHERE g.line_id = :line AND "
        "g.item_id = m.item_id), "
        "EXISTS (SELECT 1 FROM held_items h WHERE h.item_id = m.item_id) FROM members m "
        "WHERE m.item_id <> :item AND EXISTS (SELECT 1 FROM in_scope s WHERE s.line_id = :line AND "
        "s.item_id = m.item_id) ORDER BY m.item_id",
        {"line": line, "item": item},
    )
    return tuple(ItemId(row[0]) for row in rows if row[1]), sum(bool(row[2]) for row in rows)


KEPT_BACK = "held_items", "sensitive_items"
"""What is kept back, by the views that list it."""


def beside_held(case: Case, kept: str = KEPT_BACK[0]) -> dict[ItemId, ItemId]:
    """Every item that is not held (or kept back otherwise: `kept`) and repeats one that is, in any line's links, with
    the one that is held."""
    rows = case.all(
        "WITH members (line_id, head, item_id) AS (SELECT line_id, original_id, item_id FROM "
        "copies UNION SELECT line_id, original_id, original_id FROM copies) "
        "SELECT m.item_id, min(o.item_id) FROM members o JOIN members m ON m.line_id = o.line_id "
        "AND m.head = o.head "
        f"WHERE o.item_id IN (SELECT item_id FROM {kept}) AND m.item_id NOT IN (SELECT item_id "
        f"FROM {kept}) GROUP BY 1 ORDER BY 1"
    )
    return {ItemId(item): ItemId(held) for item, held in rows}


def in_same_exhibit(case: Case, items: Sequence[ItemId]) -> list[ItemId]:
    """The items that are linked with any of these in any line, lie in the same exhibit and are not held yet;
    these themselves are left out."""
    rows = case.all(
        "WITH members (line_id, head, item_id) AS (SELECT line_id, original_id, item_id FROM "
        "copies UNION SELECT line_id, original_id, original_id FROM copies) "
        "SELECT DISTINCT m.item_id FROM members o JOIN members m ON m.line_id = o.line_id AND "
        "m.head = o.head JOIN items i ON i.id = m.item_id "
        "JOIN sources s ON s.id = i.source_id JOIN items j ON j.id = o.item_id JOIN sources t ON "
        "t.id = j.source_id AND t.exhibit_id = s.exhibit_id "
        "WHERE o.item_id IN (SELECT value FROM json_each(:items)) AND m.item_id NOT IN (SELECT "
        "value FROM json_each(:items)) "
        "AND m.item_id NOT IN (SELECT item_id FROM held_items) ORDER BY 1",
        {"items": json.dumps(items)},
    )
    return [ItemId(item) for (item,) in rows]


def repeating_held(case: Case, items: Sequence[ItemId]) -> dict[ItemId, ItemId]:
    """Those of the items that repeat a held item of another source of the same exhibit, with that one: same
    kind and text, same time as written or same minute.

    Who wrote it is not compared, since that hangs on whom an import names as owner. What has neither text nor
    time repeats nothing.
    """
    rows = case.all(
        "WITH held AS MATERIALIZED (SELECT i.id, i.source_id, s.exhibit_id, i.kind, i.text_hash, "
        "i.sent_raw, substr(i.sort_time, 1, 16) AS minute FROM items i "
        "JOIN sources s ON s.id = i.source_id WHERE i.id IN (SELECT item_id FROM held_items) AND "
        "(i.text <> '' OR i.sent_raw IS NOT NULL)) "
        "SELECT n.id, min(h.id) FROM json_each(:items) e CROSS JOIN items n ON n.id = e.value "
        "CROSS JOIN sources s ON s.id = n.source_id "
        "CROSS JOIN held h ON h.text_hash = n.text_hash AND h.exhibit_id = s.exhibit_id AND "
        "h.source_id <> n.source_id AND h.kind = n.kind "
        "AND (h.sent_raw IS n.sent_raw OR h.minute = substr(n.sort_time, 1, 16)) GROUP BY 1 ORDER BY 1",
        {"items": json.dumps(items)},
    )
    return {ItemId(item): ItemId(held) for item, held in rows}


def alike_held(case: Case, items: Sequence[ItemId], kept: str = KEPT_BACK[0]) -> dict[ItemId, ItemId]:
    """Those of the items that are not held (or kept back otherwise: `kept`) and have the text and the minute of one that is, in a conversation
    of the same two people or more; with the held one.

    A run that came after the hold could not see what is held, so its links (`beside_held`) do not name it.
    """
    rows = case.all(
        "WITH held (id, text_hash, minute, thread_id) AS MATERIALIZED (SELECT i.id, i.text_hash, "
        "substr(i.sort_time, 1, 16), i.thread_id FROM items i "
        f"WHERE i.id IN (SELECT item_id FROM {kept}) AND i.text <> '') "
        "SELECT n.id, min(h.id) FROM json_each(:items) e CROSS JOIN items n ON n.id = e.value "
        "CROSS JOIN held h ON h.text_hash = n.text_hash AND h.minute = substr(n.sort_time, 1, 16) "
        f"WHERE n.id NOT IN (SELECT item_id FROM {kept}) "
        "AND (SELECT count(*) FROM thread_people a JOIN thread_people b ON b.key = a.key WHERE "
        "a.thread_id = n.thread_id AND b.thread_id = h.thread_id) >= 2 "
        "GROUP BY 1 ORDER BY 1",
        {"items": json.dumps(items)},
    )
    return {ItemId(item): ItemId(held) for item, held in rows}


def of_same_bytes(case: Case, item: ItemId) -> tuple[ItemId, ...]:
    """Ids of the other items of the case that are not held and bear a file of this one, byte for byte."""
    rows = case.all(
        "SELECT DISTINCT b.item_id FROM attachments a JOIN attachments b ON b.sha256 = a.sha256 WHERE a.item_id = :item "
        "AND b.item_id <> :item AND a.sha256 IS NOT NULL AND coalesce(a.size, 1) > 0 AND b.item_id NOT IN "
        "(SELECT item_id FROM held_items) ORDER BY 1",
        {"item": item},
    )
    return tuple(ItemId(other) for (other,) in rows)


def same_files(case: Case, line: LineId, item: ItemId, most: int) -> list[SameFile]:
    """Files of other sources, through the gate of the line, that have the SHA-256 of a file of this item; an
    empty file is the same as none."""
    rows = case.all(
        "SELECT a.number, b.item_id FROM attachments a JOIN attachments b ON b.sha256 = "
        "a.sha256 AND b.item_id <> a.item_id "
        "JOIN items i ON i.id = a.item_id JOIN items o ON o.id = b.item_id AND o.source_id <> i.source_id "
        "JOIN reviewable g ON g.line_id = :line AND g.item_id = b.item_id WHERE a.item_id = :item "
        "AND a.sha256 IS NOT NULL AND coalesce(a.size, 1) > 0 "
        "ORDER BY a.number, b.item_id, b.number LIMIT :most",
        {"line": line, "item": item, "most": most},
    )
    return [SameFile(number, ItemId(other)) for number, other in rows]
