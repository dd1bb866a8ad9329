"""What the case knows of the life of one item: figures, times and who acted; never a word of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.ids import ItemId
from evidence_review.store.case import Case


@dataclass(frozen=True, slots=True)
class Came:
    """Where an item came from: its exhibit, the number of its source, and the entry of the batch that stored it (0:
    not found)."""

    exhibit: str
    source: int
    entry: int


@dataclass(frozen=True, slots=True)
class Covering:
    """An approved version of a line that covers an item: line, version, since when (UTC), the entry that approved it,
    whether it is in force."""

    line: int
    version: int
    since: str
    entry: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on an item: entry (0: not found), line, who by id, value, seconds on screen (0: not recorded), band
    that the machine gave it then ("" : none), given to several items together, taken back."""

    entry: int
    line: int
    by: str
    value: str
    seconds: int
    band: str
    is_bulk: bool
    is_undone: bool


def came(case: Case, item: ItemId) -> Came | None:
    """Where it came from; None where there is no such item."""
    row = case.one(
        "SELECT x.ref, i.source_id FROM items i JOIN sources s ON s.id = i.source_id JOIN exhibits x ON "
        "x.id = s.exhibit_id WHERE i.id = :item",
        {"item": item},
    )
    if row is None:
        return None
    entry = case.count(
        "SELECT min(s.seq) FROM audit a JOIN seals s ON s.seq = a.seq AND s.name = 'items' WHERE a.object = "
        "'source:' || :source AND EXISTS (SELECT 1 FROM json_each(s.keys) k WHERE k.value = :item)",
        {"source": row[1], "item": item},
    )
    return Came(row[0], row[1], entry)


def covering(case: Case, item: ItemId) -> Sequence[Covering]:
    """The approved versions of lines that cover it, by line and version."""
    rows = case.all(
        "SELECT l.number, v.version, a.at, coalesce((SELECT min(seq) FROM audit WHERE object = 'line:' || l.number || "
        "':' || v.version AND action = 'approve line'), 0), EXISTS (SELECT 1 FROM current_versions w WHERE w.id = v.id) "
        "FROM line_acts a JOIN line_versions v ON v.id = a.version_id JOIN lines l ON l.id = v.line_id WHERE "
        "a.act = 'APPROVED' AND EXISTS (SELECT 1 FROM covered c WHERE c.version_id = v.id AND c.item_id = :item) "
        "ORDER BY 1, 2",
        {"item": item},
    )
    return [Covering(line, version, at, entry, bool(now)) for line, version, at, entry, now in rows]


def decided(case: Case, item: ItemId) -> Sequence[Decided]:
    """Each decision on it, in order."""
    rows = case.all(
        "SELECT coalesce((SELECT min(a.seq) FROM log_about m JOIN audit a ON a.seq = m.seq WHERE m.what = 'ITEM' AND "
        "m.id = d.item_id AND json_extract(CAST(a.line AS TEXT), '$.detail.decision') = d.id), 0), l.number, d.by, "
        "d.value, d.seconds, coalesce(b.band, ''), coalesce(b.bulk, 0), EXISTS (SELECT 1 FROM decisions u WHERE "
        "u.undoes = d.id) FROM decisions d JOIN lines l ON l.id = d.line_id LEFT JOIN decided_beside b ON "
        "b.decision_id = d.id WHERE d.item_id = :item AND d.undoes IS NULL ORDER BY d.number",
        {"item": item},
    )
    return [Decided(*row) for row in rows]


def copies(case: Case, item: ItemId) -> Sequence[tuple[int, int]]:
    """Its copies, as (line, item)."""
    return case.all(  # pyright: ignore[reportReturnType]  # two numbers a row
        "SELECT l.number, o.id FROM (SELECT line_id, coalesce(max(iif(item_id = :item, original_id, NULL)), :item) AS "
        "first FROM copies WHERE item_id = :item OR original_id = :item GROUP BY line_id) s JOIN lines l ON "
        "l.id = s.line_id JOIN (SELECT line_id, item_id AS id, original_id AS first FROM copies UNION SELECT line_id, "
        "original_id, original_id FROM copies) o ON o.line_id = s.line_id AND o.first = s.first WHERE o.id <> :item "
        "ORDER BY 1, 2",
        {"item": item},
    )


def codes(case: Case, item: ItemId) -> Sequence[tuple[str, str, str]]:
    """The code that stands for each accused: name, code, since when (UTC)."""
    return case.all(  # pyright: ignore[reportReturnType]  # three texts a row
        "SELECT e.accused, e.code, e.at FROM endorsements e WHERE e.item_id = :item AND NOT EXISTS (SELECT 1 FROM "
        "endorsements n WHERE n.item_id = e.item_id AND n.accused = e.accused AND n.number > e.number) ORDER BY 1",
        {"item": item},
    )


def marks(case: Case, item: ItemId) -> tuple[int, int]:
    """How many marks stand on it, and how many were withdrawn."""
    row = case.one(
        "SELECT (SELECT count(*) FROM standing_redactions WHERE item_id = :item), (SELECT count(*) FROM redactions r "
        "JOIN withdrawals w ON w.redaction_id = r.id WHERE r.item_id = :item)",
        {"item": item},
    )
    return (int(row[0]), int(row[1])) if row else (0, 0)


def is_held(case: Case, item: ItemId) -> bool:
    """Whether it is held back now."""
    return case.count("SELECT EXISTS (SELECT 1 FROM held_items WHERE item_id = :item)", {"item": item}) == 1
