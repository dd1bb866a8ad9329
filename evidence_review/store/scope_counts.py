"""Counts at the scope gate: how much is held, covered, held back. Counts only, never text (reference/law.md
C1)."""

from collections import Counter
from dataclasses import dataclass

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.store import attached, redactions
from evidence_review.store.case import Case

_BLANK = "trim(coalesce(i.text, '')) = ''"
_NO_TEXT = (
    "CASE WHEN i.kind IN ('IMAGE', 'AUDIO', 'VIDEO') AND EXISTS (SELECT 1 FROM json_each(i.extra) "
    "e WHERE json_extract(e.value, '$[0]') = 'text from') "
    "THEN lower(i.kind) || ': reading it found no text' WHEN i.kind IN ('IMAGE', 'AUDIO', 'VIDEO') "
    "THEN lower(i.kind) || ' without text' "
    "WHEN i.kind = 'PAGE' THEN 'page without text, also after reading its picture' "
    "WHEN EXISTS (SELECT 1 FROM attachments a WHERE a.item_id = i.id) THEN 'with an attachment and "
    "no text' ELSE 'without text' END"
)


@dataclass(frozen=True, slots=True)
class LineCounts:
    """One approved line in numbers."""

    in_scope: int
    unscreened: int
    held: int
    flagged: int
    must_review: int
    decided: int
    relevant: int
    unsure: int


def counts(case: Case, line: LineId) -> LineCounts:
    """The numbers of a line, through the gate."""
    values = {"line": line}
    scope = "SELECT item_id FROM in_scope WHERE line_id = :line"
    covered, screened, held = case.one(
        f"SELECT count(*), count(d.item_id), count(h.item_id) FROM ({scope}) g LEFT JOIN screened "
        f"d ON d.item_id = g.item_id "
        "LEFT JOIN (SELECT DISTINCT item_id FROM held_items) h ON h.item_id = g.item_id",
        values,
    ) or (0, 0, 0)
    flagged, must = case.one(
        (
            "SELECT count(*), sum(f.band = 'MUST_REVIEW') FROM flags f JOIN reviewable g ON g.item_id "
            "= f.item_id AND g.line_id = f.line_id WHERE f.line_id = :line"
        ),
        values,
    ) or (0, 0)
    decided, relevant, unsure = case.one(
        (
            f"SELECT count(*), sum(value = 'RELEVANT'), sum(value = 'UNSURE') FROM current_decisions "
            f"WHERE line_id = :line AND item_id IN ({scope})"
        ),
        values,
    ) or (0, 0, 0)
    return LineCounts(
        covered, covered - screened, held, flagged, must or 0, decided, relevant or 0, unsure or 0
    )


def held_in_case(case: Case) -> int:
    """How many items the case holds in all."""
    return case.count("SELECT count(*) FROM items")


def in_scope_of_any(case: Case) -> int:
    """How many items at least one approved line covers."""
    return case.count("SELECT count(DISTINCT item_id) FROM in_scope")


def effect(
    case: Case, line: LineId, version: int
) -> tuple[int, list[tuple[str, int, int]], list[tuple[str, int, int]]]:
    """What a version covers, approved or not: in all, and by exhibit and kind as (name, held, covered)."""
    values = {"line": line, "version": version}
    case_of = (
        "SELECT {group}, count(*), sum(i.id IN (SELECT c.item_id FROM covered c JOIN line_versions "
        "v ON v.id = c.version_id "
        "WHERE v.line_id = :line AND v.version = :version)) FROM items i JOIN sources s ON s.id = "
        "i.source_id JOIN exhibits x ON x.id = s.exhibit_id "
        "GROUP BY 1 ORDER BY 1"
    )
    by_exhibit = [
        (name, held, covered) for name, held, covered in case.all(case_of.format(group="x.ref"), values)
    ]
    by_kind = [
        (name, held, covered) for name, held, covered in case.all(case_of.format(group="i.kind"), values)
    ]
    return sum(row[2] for row in by_kind), by_exhibit, by_kind


def outside(case: Case) -> list[tuple[str, str, int, str]]:
    """What no approved line covers, as counts: exhibit, kind, how many, why."""
    rows = case.all(
        "SELECT x.ref, i.kind, count(*), CASE WHEN i.day IS NULL THEN 'no date' ELSE 'outside "
        "every approved line' END FROM items i "
        "JOIN sources s ON s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id WHERE i.id "
        "NOT IN (SELECT item_id FROM in_scope) "
        "GROUP BY 1, 2, 4 ORDER BY 1, 2, 4"
    )
    return [(ref, kind, count, why) for ref, kind, count, why in rows]


def not_searchable(case: Case) -> list[tuple[str, int]]:
    """Items in scope that no search can find, by reason (reference/law.md D3)."""
    rows = case.all(
        (
            f"SELECT {_NO_TEXT}, count(DISTINCT i.id) FROM in_scope g JOIN items i ON i.id = g.item_id "
            f"WHERE {_BLANK} GROUP BY 1 ORDER BY 1"
        )
    )
    return [(reason, count) for reason, count in rows]


def not_searchable_of(case: Case, line: LineId) -> list[tuple[str, int]]:
    """Items in scope of a line that no search can find, by reason; those not screened yet and those held
    among them."""
    values = {"line": line}
    rows = case.all(
        (
            f"SELECT {_NO_TEXT}, count(*) FROM in_scope g JOIN items i ON i.id = g.item_id WHERE "
            f"g.line_id = :line AND {_BLANK} GROUP BY 1 ORDER BY 1"
        ),
        values,
    )
    waiting = case.count(
        f"SELECT count(*) FROM in_scope g JOIN items i ON i.id = g.item_id WHERE g.line_id = :line "
        f"AND NOT ({_BLANK}) "
        "AND g.item_id NOT IN (SELECT item_id FROM screened)",
        values,
    )
    held = case.count(
        f"SELECT count(*) FROM in_scope g JOIN items i ON i.id = g.item_id WHERE g.line_id = :line "
        f"AND NOT ({_BLANK}) "
        "AND g.item_id IN (SELECT item_id FROM screened) AND g.item_id IN (SELECT item_id FROM held_items)",
        values,
    )
    others = (
        ("not yet screened for privilege, so not searched", waiting),
        ("held for counsel, so not searched", held),
    )
    return [
        *((reason, count) for reason, count in rows),
        *((reason, count) for reason, count in others if count),
    ]


def attachments_not_examined(case: Case) -> list[tuple[str, int]]:
    """Attached files of items in scope whose content was not read, by media type and, but for those that only
    wait to be read, why."""
    counted = Counter(
        one.kind + _WHY_NOT[one.state] for one in attached.standing(case) if one.state != "read"
    )
    return sorted(counted.items())


_WHY_NOT = {
    "waiting": "",
    "begun": "",
    "not_read": " (reading it was tried: see the account of attached files)",
    "not_supplied": " (not supplied, or too large to be kept)",
    "held": " (its item is held)",
    "unscreened": " (its item was not screened for privilege yet)",
    "too_deep": " (files in files, deeper than is opened)",
}


def lines_of(case: Case, item: ItemId) -> list[LineId]:
    """The approved lines through whose gate an item may be read."""
    return [
        LineId(row[0])
        for row in case.all(
            "SELECT line_id FROM reviewable WHERE item_id = :item ORDER BY line_id", {"item": item}
        )
    ]


def covering(case: Case, item: ItemId) -> list[LineId]:
    """The approved lines that cover an item, whether it may be read yet or not."""
    rows = case.all("SELECT line_id FROM in_scope WHERE item_id = :item ORDER BY line_id", {"item": item})
    return [LineId(row[0]) for row in rows]


def redactions_waiting(case: Case) -> int:
    """How many items relevant to an approved line have no standing approval of their text and marks as they
    are."""
    ever = {row[0] for row in case.all("SELECT DISTINCT item_id FROM approved_items")}
    relevant = {item for _, item in redactions.relevant_items(case)}
    return sum(item not in ever or redactions.approved_by(case, item) is None for item in relevant)


def held_by_kind(case: Case) -> list[tuple[str, int]]:
    """Held items in scope, by kind of hold."""
    rows = case.all(
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM privilege p WHERE p.item_id = h.item_id) THEN 'may "
        "be legally privileged' "
        "WHEN EXISTS (SELECT 1 FROM finds f WHERE f.item_id = h.item_id) THEN 'out-of-scope find' "
        "ELSE 'marked by a person' END, count(*) "
        "FROM held_items h GROUP BY 1 ORDER BY 1"
    )
    return [(why, count) for why, count in rows]


def unread(case: Case) -> list[tuple[str, int]]:
    """Records that importers could not read or left out, by exhibit and reason."""
    rows = case.all(
        "SELECT x.ref || ': ' || p.reason, sum(p.records) FROM standing_problems p JOIN sources s "
        "ON s.id = p.source_id JOIN exhibits x ON x.id = s.exhibit_id "
        "WHERE p.records > 0 GROUP BY 1 ORDER BY 1"
    )
    return [(why, count) for why, count in rows]
