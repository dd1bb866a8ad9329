"""Counts at the scope gate: how much is held, covered, held back. Counts only, never text (reference/law.md
C1)."""

from collections import Counter

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.neutral_words import media_words
from evidence_review.store import attached, redactions
from evidence_review.store.case import Case
from evidence_review.store.kept_counts import outside_counts

WAITING = "not yet screened for privilege, so not searched"
HELD = "held for counsel, so not searched"
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


def sensitive(case: Case, line: LineId) -> int:
    """How many items that a line covers and that stand as relevant to it are claimed to be sensitive: no figure
    that is served counts them."""
    return case.count(
        "SELECT count(*) FROM current_decisions WHERE line_id = :line AND value = 'RELEVANT' AND item_id IN (SELECT "
        "item_id FROM sensitive_items) AND item_id IN (SELECT item_id FROM in_scope WHERE line_id = :line)",
        {"line": line},
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
    """What no approved line covers, counted: exhibit, kind, how many, why."""
    return outside_counts.outside(outside_counts.counted(case))


def not_searchable(case: Case) -> list[tuple[str, int]]:
    """Items in scope that no search can find, by reason (reference/law.md D3)."""
    rows = case.all(
        (
            f"SELECT {_NO_TEXT}, count(DISTINCT i.id) FROM in_scope g JOIN items i ON i.id = g.item_id "
            f"WHERE {_BLANK} GROUP BY 1 ORDER BY 1"
        )
    )
    return [(reason, count) for reason, count in rows]


HAS_TERM = "it holds an agreed search term, and waits"
_WHY_UNOPENED = (
    "CASE WHEN i.id IN (SELECT item_id FROM sample_items WHERE (plan_id, item_id) NOT IN (SELECT plan_id, item_id FROM "
    "sample_readings)) THEN 'drawn for a sample, not read yet' "
    "WHEN i.id IN (SELECT item_id FROM current_decisions) THEN 'decided with an item that it is a copy of' "
    f"WHEN i.id IN (SELECT item_id FROM flags WHERE band = 'MUST_REVIEW') THEN '{HAS_TERM}' "
    "WHEN i.id IN (SELECT item_id FROM flags) THEN 'put forward by the machine, and waits' "
    "WHEN i.id IN (SELECT r.item_id FROM ranks r JOIN in_scope o ON o.line_id = r.line_id AND o.item_id = r.item_id "
    "JOIN sample_plans p ON p.line_id = r.line_id AND p.kind <> 'SECOND' JOIN sample_acts a ON a.plan_id = p.id AND "
    "a.act = 'STATED' WHERE NOT EXISTS (SELECT 1 FROM sample_acts v WHERE v.plan_id = p.id AND v.act = 'VOID')) THEN "
    "'ranked low by the machine, so not put forward; a sample of the unread was read and its result stated' "
    "WHEN i.id IN (SELECT item_id FROM ranks) THEN 'ranked low by the machine, so not put forward' "
    "ELSE 'not ranked yet' END"
)
"""Why an item in scope came before no person, as the case knows it: the first of these that holds."""


def not_opened(case: Case) -> list[tuple[str, str, int]]:
    """Items in scope that were searched by machine and whose words came before no person, by exhibit and why: with
    text, screened and not held."""
    rows = case.all(
        f"SELECT x.ref, {_WHY_UNOPENED}, count(DISTINCT i.id) FROM in_scope g JOIN items i ON i.id = g.item_id JOIN "
        "sources s ON s.id = "
        f"i.source_id JOIN exhibits x ON x.id = s.exhibit_id WHERE NOT ({_BLANK}) AND i.id IN (SELECT item_id FROM "
        "screened) AND i.id NOT IN (SELECT item_id FROM held_items) AND i.id NOT IN (SELECT item_id FROM openings) "
        "GROUP BY x.id, 2 ORDER BY x.ref, 2"
    )
    return [(ref, why, count) for ref, why, count in rows]


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
        (WAITING, waiting),
        (HELD, held),
    )
    return [
        *((reason, count) for reason, count in rows),
        *((reason, count) for reason, count in others if count),
    ]


def not_searchable_items(case: Case, number: int, reason: str) -> list[ItemId]:
    """The items in scope of a line, by its number, that no search can find for a reason that is told."""
    screened = "g.item_id IN (SELECT item_id FROM screened)"
    which = {
        WAITING: f"NOT ({_BLANK}) AND NOT {screened}",
        HELD: f"NOT ({_BLANK}) AND {screened} AND g.item_id IN (SELECT item_id FROM held_items)",
    }.get(reason, f"{_BLANK} AND {_NO_TEXT} = :reason")
    rows = case.all(
        "SELECT g.item_id FROM in_scope g JOIN items i ON i.id = g.item_id JOIN lines l ON l.id = g.line_id WHERE "
        f"l.number = :line AND {which} ORDER BY 1",
        {"line": number, "reason": reason},
    )
    return [ItemId(row[0]) for row in rows]


def attachments_not_examined(case: Case) -> list[tuple[str, int]]:
    """Attached files of items in scope whose content was not read, by type in words and, but for those that only
    wait to be read, why."""
    counted = Counter(
        f"attached file, {media_words(one.kind) or f'of the type {one.kind}'}{_WHY_NOT[one.state]}"
        for one in attached.standing(case)
        if one.state != "read"
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


def unread(case: Case) -> list[tuple[str, str, int]]:
    """Records that importers could not read or left out: which of the two and the exhibit ("left out: LH/1"), the
    reason, how many."""
    rows = case.all(
        "SELECT CASE p.kind WHEN 'SKIPPED' THEN 'left out: ' ELSE 'not read: ' END || x.ref, p.reason, sum(p.records) "
        "FROM standing_problems p JOIN sources s ON s.id = p.source_id JOIN exhibits x ON x.id = s.exhibit_id "
        "WHERE p.records > 0 GROUP BY 1, 2 ORDER BY x.ref, 1, 2"
    )
    return [(what, why, count) for what, why, count in rows]
