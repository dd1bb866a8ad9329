"""Decisions that are due for review: why, since when, and which were looked at again. Only ever added to."""

from collections.abc import Iterable

from evidence_review.domain.disclosure import Due, TriggerSort
from evidence_review.domain.ids import ItemId, LineId, SourceId, UserId
from evidence_review.store.case import Case, Change, now


def add(
    change: Change, sort: TriggerSort, words: str, due: Iterable[tuple[ItemId, int, int]], by: UserId
) -> int:
    """Make decisions due for review: of each item the relevance to a line (its id) or the code for an accused,
    the other 0. How many; nothing is kept where there are none."""
    rows = sorted(set(due))
    if not rows:
        return 0
    trigger = change.run(
        "INSERT INTO review_triggers (sort, words, last_decision, last_endorsement, last_entry, by, at) VALUES "
        "(:sort, :words, (SELECT coalesce(max(number), 0) FROM decisions), (SELECT coalesce(max(number), 0) FROM "
        "endorsements), (SELECT coalesce(max(seq), 0) FROM audit), :by, :at)",
        {"sort": str(sort), "words": words, "by": by, "at": now()},
    ).lastrowid
    change.run_many(
        "INSERT INTO review_due VALUES (:trigger, :item, :line, :person)",
        [{"trigger": trigger, "item": item, "line": line, "person": person} for item, line, person in rows],
    )
    return len(rows)


_WITHHELD = (
    "SELECT DISTINCT e.item_id, p.id FROM endorsements e JOIN standing_case_people p ON p.name = e.accused "
    "WHERE e.number = (SELECT max(n.number) FROM endorsements n WHERE n.item_id = e.item_id AND n.accused = "
    "e.accused) AND e.code IN ('INSPECT', 'NOT_DISCLOSABLE', 'CLEARLY_NOT_DISCLOSABLE')"
)


def withheld(case: Case, person: int = 0, line: LineId | None = None) -> list[tuple[ItemId, int, int]]:
    """The standing codes that keep an item from an accused (I, ND, CND) and that new facts may change: item, 0,
    accused; of items relevant to one line where one is named."""
    rows = case.all(
        f"{_WITHHELD} AND (:person = 0 OR p.id = :person) AND (:line = 0 OR e.item_id IN (SELECT item_id FROM "
        "current_decisions WHERE line_id = :line AND value = 'RELEVANT'))",
        {"person": person, "line": line or 0},
    )
    return [(ItemId(item), 0, who) for item, who in rows]


def withheld_beside(case: Case, source: SourceId) -> list[tuple[ItemId, int, int]]:
    """Those codes of items that are relevant to a line which also covers something of a source."""
    if not case.count("SELECT count(*) FROM endorsements"):
        return []
    rows = case.all(
        f"{_WITHHELD} AND e.item_id IN (SELECT d.item_id FROM current_decisions d WHERE d.value = 'RELEVANT' AND "
        "d.line_id IN (SELECT g.line_id FROM in_scope g JOIN items i ON i.id = g.item_id WHERE i.source_id = "
        ":source))",
        {"source": source},
    )
    return [(ItemId(item), 0, who) for item, who in rows]


def withheld_within(case: Case, line: LineId) -> list[tuple[ItemId, int, int]]:
    """Those codes of items that a line covers, whatever line they were decided for."""
    rows = case.all(
        f"{_WITHHELD} AND e.item_id IN (SELECT item_id FROM in_scope WHERE line_id = :line)", {"line": line}
    )
    return [(ItemId(item), 0, who) for item, who in rows]


def decided_on(case: Case, line: LineId) -> list[tuple[ItemId, int, int]]:
    """Every relevance decision that stands on a line: item, line, 0."""
    rows = case.all("SELECT item_id FROM current_decisions WHERE line_id = :line", {"line": line})
    return [(ItemId(item), line, 0) for (item,) in rows]


def bearing_on(case: Case, numbers: Iterable[int]) -> frozenset[ItemId]:
    """The items that stand as relevant to any of these lines, by the numbers of the lines."""
    wanted = frozenset(numbers)
    rows = case.all(
        "SELECT l.number, d.item_id FROM current_decisions d JOIN lines l ON l.id = d.line_id WHERE d.value = "
        "'RELEVANT'"
    )
    return frozenset(ItemId(item) for number, item in rows if number in wanted)


def open_reviews(case: Case) -> tuple[Due, ...]:
    """What is due and was not decided anew since, nor kept; by trigger and item, lines by their numbers."""
    rows = case.all(
        "SELECT r.trigger_id, r.sort, r.words, r.item_id, coalesce(l.number, 0), r.person_id, r.at FROM "
        "open_reviews r LEFT JOIN lines l ON l.id = r.line_id ORDER BY r.trigger_id, r.item_id, r.line_id, "
        "r.person_id"
    )
    return tuple(
        Due(trigger, TriggerSort(sort), words, ItemId(item), line, person, at)
        for trigger, sort, words, item, line, person, at in rows
    )


def since(case: Case, due: Iterable[Due]) -> int:
    """The last entry of the log before the newest of these triggers."""
    newest = max(one.trigger for one in due)
    return case.count("SELECT last_entry FROM review_triggers WHERE id = :id", {"id": newest})


def keep(change: Change, due: Iterable[Due], reason: str, by: UserId) -> None:
    """Keep that decisions were looked at again and stand."""
    change.run_many(
        "INSERT INTO reviews_kept VALUES (:trigger, :item, coalesce((SELECT id FROM lines WHERE number = :line), "
        "0), :person, :reason, :by, :at)",
        [
            {
                "trigger": one.trigger,
                "item": one.item,
                "line": one.line,
                "person": one.person,
                "reason": reason,
                "by": by,
                "at": now(),
            }
            for one in due
        ],
    )
