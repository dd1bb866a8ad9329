"""What the case did with the material of one person: counts of exhibits that are this person's, or named as about
this person; nothing of their content."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from evidence_review.domain.ids import ItemId
from evidence_review.domain.people import person_key
from evidence_review.store.case import Case

_ITEMS = (
    "SELECT i.id FROM items i JOIN sources s ON s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id WHERE "
    "x.ref IN (SELECT value FROM json_each(:refs))"
)


def exhibits_of(case: Case, keys: Iterable[str]) -> tuple[str, ...]:
    """The references of the exhibits that belong to who has one of these keys."""
    wanted = frozenset(keys)
    rows = case.all(
        "SELECT x.ref, x.attributed_to, coalesce(o.key, '') FROM exhibits x LEFT JOIN (SELECT exhibit_id, key FROM "
        "evident_owners UNION SELECT exhibit_id, key FROM given_owners UNION SELECT exhibit_id, owner_key FROM "
        "sources WHERE owner_key IS NOT NULL) o ON o.exhibit_id = x.id ORDER BY x.id"
    )
    return tuple(
        dict.fromkeys(ref for ref, whose, key in rows if key in wanted or person_key(whose) in wanted)
    )


def counts(case: Case, refs: Sequence[str]) -> tuple[tuple[tuple[str, int], ...], int, int, int, int, int]:
    """Of these exhibits: each with its number of items; how many items are held, in scope of a line, seen by a
    person, by how many people, and held back for counsel."""
    values = {"refs": json.dumps(list(refs))}
    by_exhibit = case.all(
        "SELECT x.ref, count(i.id) FROM exhibits x LEFT JOIN sources s ON s.exhibit_id = x.id LEFT JOIN items i ON "
        "i.source_id = s.id WHERE x.ref IN (SELECT value FROM json_each(:refs)) GROUP BY x.id ORDER BY x.id",
        values,
    )
    seen = case.one(
        f"SELECT count(DISTINCT item_id), count(DISTINCT by) FROM openings WHERE item_id IN ({_ITEMS})",
        values,
    ) or (0, 0)
    return (
        tuple((ref, many) for ref, many in by_exhibit),
        case.count(f"SELECT count(*) FROM ({_ITEMS})", values),
        case.count(f"SELECT count(DISTINCT item_id) FROM in_scope WHERE item_id IN ({_ITEMS})", values),
        seen[0],
        seen[1],
        case.count(f"SELECT count(DISTINCT item_id) FROM held_items WHERE item_id IN ({_ITEMS})", values),
    )


@dataclass(frozen=True, slots=True)
class Handed:
    """A bundle that holds something of some exhibits: when (UTC), recipient, accused, how many items of each exhibit
    no bundle for this accused had before, every item of them in it, marks that stand on all of these."""

    at: str
    to: str
    accused: str
    new: Mapping[str, int]
    items: tuple[ItemId, ...]
    marks: int


def handed_over(case: Case, refs: Sequence[str]) -> list[Handed]:
    """Each bundle that holds something of these exhibits, in order."""
    rows = case.all(
        "SELECT p.id, p.at, p.recipient, c.name, g.item_id, x.ref, (SELECT count(*) FROM standing_redactions r WHERE "
        "r.item_id = g.item_id) FROM productions p JOIN (SELECT DISTINCT production_id, item_id FROM "
        "production_items) g ON g.production_id = p.id JOIN production_for f ON f.production_id = p.id JOIN "
        "case_people c ON c.id = f.person_id JOIN items i ON i.id = g.item_id JOIN sources s ON s.id = i.source_id "
        f"JOIN exhibits x ON x.id = s.exhibit_id WHERE g.item_id IN ({_ITEMS}) ORDER BY p.rowid, x.id, g.item_id",
        {"refs": json.dumps(list(refs))},
    )
    had: dict[str, set[int]] = {}
    found: list[Handed] = []
    for (_, at, to, accused), group in groupby(rows, key=lambda row: row[:4]):
        inside = [(item, ref, marks) for *_, item, ref, marks in group]
        before = had.setdefault(accused, set())
        new = Counter(ref for item, ref, _ in inside if item not in before)
        before.update(item for item, _, _ in inside)
        items = tuple(ItemId(item) for item, _, _ in inside)
        found.append(Handed(at, to, accused, new, items, sum(marks for _, _, marks in inside)))
    return found


def all_mail(case: Case, ref: str) -> bool:
    """Whether everything of an exhibit is an e-mail."""
    values = {"refs": json.dumps([ref])}
    kinds = case.all(f"SELECT DISTINCT kind FROM items WHERE id IN ({_ITEMS})", values)
    return [kind for (kind,) in kinds] == ["EMAIL"]


def open_to_inspection(case: Case, refs: Sequence[str]) -> list[tuple[str, int]]:
    """By accused for whom a bundle was made: how many items of these exhibits are coded I."""
    rows = case.all(
        "SELECT e.accused, count(*) FROM endorsements e JOIN standing_case_people c ON c.name = e.accused WHERE "
        f"e.code = 'INSPECT' AND e.item_id IN ({_ITEMS}) AND e.number = (SELECT max(n.number) FROM endorsements n "
        "WHERE n.item_id = e.item_id AND n.accused = e.accused) AND c.id IN (SELECT person_id FROM production_for) "
        "GROUP BY e.accused ORDER BY c.id",
        {"refs": json.dumps(list(refs))},
    )
    return [(accused, many) for accused, many in rows]
