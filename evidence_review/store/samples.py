"""Random samples: plans as registered, what was done with them, what was drawn and read. Only ever added
(reference/law.md O)."""

import json
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evidence_review.domain.audit import digest
from evidence_review.domain.ids import DecisionId, ItemId, LineId, UserId
from evidence_review.domain.kinds import Relevance, Tag
from evidence_review.domain.samples import Draw, PlanId, Population, SamplePlan, SampleReading, plan_from
from evidence_review.store.case import Case, Change, Row, now
from evidence_review.store.decisions import new_id

_POOL = (
    "FROM reviewable g JOIN items i ON i.id = g.item_id LEFT JOIN current_decisions d ON d.line_id = "
    "g.line_id AND d.item_id = g.item_id WHERE g.line_id = :line AND coalesce(i.text, '') <> ''"
)


@dataclass(frozen=True, slots=True)
class Act:
    """Something done with a plan: its facts as a plain object, the number of the last decision in the case
    then, by whom and when."""

    act: str
    body: dict[str, Any]
    decisions: int
    by: UserId
    at: datetime


def standing(case: Case, line: LineId) -> dict[ItemId, str]:
    """Every text-bearing item of a line that may be read, with the value of its standing decision or an empty
    text."""
    return {
        ItemId(item): value
        for item, value in case.all(
            f"SELECT i.id, coalesce(d.value, '') {_POOL} ORDER BY i.id", {"line": line}
        )
    }


def population(
    case: Case, line: LineId, version: int, values: dict[ItemId, str], carry: Container[ItemId] | None = None
) -> Population:
    """The pool in numbers with its digests; `values` as `standing` gives them. `carry`: the items of a tag,
    where only those count as found."""
    scope = digest(
        [
            version,
            [
                row[0]
                for row in case.all(
                    "SELECT item_id FROM in_scope WHERE line_id = :line ORDER BY item_id", {"line": line}
                )
            ],
        ]
    )
    open_ids = [item for item, value in values.items() if not value]
    decided = [
        [item, value, *([] if carry is None else [item in carry])] for item, value in values.items() if value
    ]
    found = sum(
        value == Relevance.RELEVANT and (carry is None or item in carry) for item, value in values.items()
    )
    return Population(
        len(values), len(decided), found, len(open_ids), scope, digest(open_ids), digest(decided)
    )


def shared(case: Case, line: LineId, version: int, at: datetime) -> tuple[int, int]:
    """How many items are in scope of a line now, and how many of them a version of it covers that had come by
    a time. Holds make no difference.

    An item that came later counts as one of those where it repeats one: the same text at the same time as
    written, or in the same minute. So the same material imported anew, as another file, is no new scope. What
    came within the second of that time counts as there before it: nothing that was spent is given back for
    it.
    """
    row = case.one(
        "WITH earlier AS MATERIALIZED (SELECT i.id, i.text_hash, coalesce(i.sent_raw, '') AS raw, "
        "coalesce(substr(i.sort_time, 1, 16), '') AS minute "
        "FROM covered c JOIN line_versions v ON v.id = c.version_id AND v.line_id = :line AND "
        "v.version = :version "
        "JOIN items i ON i.id = c.item_id JOIN sources s ON s.id = i.source_id WHERE s.at <= :at) "
        "SELECT count(*), coalesce(sum(i.id IN (SELECT id FROM earlier) OR (i.text_hash, "
        "coalesce(i.sent_raw, '')) IN (SELECT text_hash, raw FROM earlier) "
        "OR (i.text_hash, coalesce(substr(i.sort_time, 1, 16), '')) IN (SELECT text_hash, minute "
        "FROM earlier)), 0) "
        "FROM in_scope g JOIN items i ON i.id = g.item_id WHERE g.line_id = :line",
        {"line": line, "version": version, "at": at.isoformat(timespec="seconds")},
    )
    return (row[0], row[1]) if row else (0, 0)


def came_since(case: Case, line: LineId, drawn: Act) -> int:
    """How many items may be read now that were neither in the pool of a draw nor decided before it: those
    released since."""
    pool = [int(one) for pile in drawn.body["pool"] for one in pile.split()]
    return case.count(
        f"SELECT count(*) {_POOL} AND i.id NOT IN (SELECT value FROM json_each(:pool)) "
        "AND NOT EXISTS (SELECT 1 FROM decisions e WHERE e.line_id = :line AND e.item_id = i.id "
        "AND e.number <= :number)",
        {"line": line, "pool": json.dumps(pool), "number": drawn.decisions},
    )


def read_otherwise(case: Case, line: LineId, plan: PlanId) -> int:
    """How many items of a sample of the unread have another standing decision now than their reading gave, or
    none. Unsure ones wait anyway."""
    return case.count(
        "SELECT count(*) FROM latest_sample_readings r LEFT JOIN current_decisions d ON d.line_id "
        "= :line AND d.item_id = r.item_id "
        "WHERE r.plan_id = :plan AND r.value <> 'UNSURE' AND coalesce(d.value, '') <> r.value",
        {"line": line, "plan": plan},
    )


def without_text(case: Case, line: LineId) -> int:
    """Items of a line that may be read and have no text: no statement covers them."""
    return case.count(
        (
            "SELECT count(*) FROM reviewable g JOIN items i ON i.id = g.item_id WHERE g.line_id = "
            ":line AND coalesce(i.text, '') = ''"
        ),
        {"line": line},
    )


def band(case: Case, line: LineId) -> tuple[int, int, int]:
    """The must-review band through the gate: items in it, decided among them, relevant among those."""
    row = case.one(
        "SELECT count(*), count(d.id), sum(coalesce(d.value = 'RELEVANT', 0)) FROM flags f JOIN "
        "reviewable g ON g.line_id = f.line_id AND g.item_id = f.item_id "
        "LEFT JOIN current_decisions d ON d.line_id = f.line_id AND d.item_id = f.item_id WHERE "
        "f.line_id = :line AND f.band = 'MUST_REVIEW'",
        {"line": line},
    )
    return (row[0], row[1], row[2] or 0) if row else (0, 0, 0)


def ranked_and_hit(case: Case, line: LineId) -> list[tuple[ItemId, int | None, bool]]:
    """The items decided as relevant: place in the line's last order, and whether an agreed term hits them."""
    rows = case.all(
        "SELECT d.item_id, r.rank, EXISTS (SELECT 1 FROM term_hits t WHERE t.line_id = d.line_id "
        "AND t.item_id = d.item_id) FROM current_decisions d "
        "LEFT JOIN ranks r ON r.line_id = d.line_id AND r.item_id = d.item_id WHERE d.line_id = "
        ":line AND d.value = 'RELEVANT' ORDER BY d.item_id",
        {"line": line},
    )
    return [(ItemId(item), rank, bool(hit)) for item, rank, hit in rows]


def ranked_by(case: Case, line: LineId) -> tuple[str, str]:
    """The engine of a line's last order, by name and version, and its model hash; empty texts where none was
    made."""
    row = case.one(
        (
            "SELECT e.name || ' ' || e.version, e.hash FROM rankings r JOIN engines e ON e.id = "
            "r.engine_id WHERE r.line_id = :line"
        ),
        {"line": line},
    )
    return (str(row[0]), str(row[1])) if row else ("", "")


def in_order_made(case: Case, line: LineId) -> list[tuple[ItemId, str]]:
    """Standing decisions of a line in the order in which they were made; of samples only what they found."""
    rows = case.all(
        (
            "SELECT item_id, value FROM current_decisions WHERE line_id = :line AND id NOT IN (SELECT "
            "decision_id FROM sample_readings WHERE decision_id IS NOT NULL AND value <> 'RELEVANT') "
            "ORDER BY number"
        ),
        {"line": line},
    )
    return [(ItemId(item), value) for item, value in rows]


def next_id(case: Case) -> PlanId:
    """The name of the next plan: SP-0001 and so on."""
    return PlanId(f"SP-{case.count('SELECT count(*) FROM sample_plans') + 1:04d}")


def add(change: Change, plan: SamplePlan) -> str:
    """Register a plan; the digest of its body."""
    body = plan.body()
    made = digest(body)
    change.run(
        (
            "INSERT INTO sample_plans VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM "
            "sample_plans), :line, :tag, :kind, :scope, :body, :digest, :by, :at)"
        ),
        {
            "id": plan.id,
            "line": plan.line,
            "tag": plan.tag,
            "kind": str(plan.kind),
            "scope": plan.pool.scope,
            "body": json.dumps(body, ensure_ascii=False, sort_keys=True),
            "digest": made,
            "by": plan.proposed_by,
            "at": plan.at.isoformat(timespec="seconds"),
        },
    )
    return made


def plans(case: Case, line: LineId | None = None) -> tuple[SamplePlan, ...]:
    """Every plan, or those of a line, in order."""
    rows = case.all(
        "SELECT body FROM sample_plans WHERE :line IS NULL OR line_id = :line ORDER BY number", {"line": line}
    )
    return tuple(plan_from(json.loads(body)) for (body,) in rows)


def by_id(case: Case, plan: PlanId) -> tuple[SamplePlan, str] | None:
    """One plan and its digest, or None."""
    row = case.one("SELECT body, digest FROM sample_plans WHERE id = :id", {"id": plan})
    return (plan_from(json.loads(row[0])), row[1]) if row else None


def act(change: Change, plan: PlanId, what: str, body: dict[str, Any], by: UserId) -> None:
    """Note what was done with a plan. A second act of the same sort is refused by the table's key."""
    change.run(
        (
            "INSERT INTO sample_acts VALUES (:plan, :act, :body, (SELECT coalesce(max(number), 0) FROM "
            "decisions), :by, :at)"
        ),
        {
            "plan": plan,
            "act": what,
            "body": json.dumps(body, ensure_ascii=False, sort_keys=True),
            "by": by,
            "at": now(),
        },
    )


def acts(case: Case, plan: PlanId) -> dict[str, Act]:
    """What was done with a plan so far, by name."""
    rows = case.all(
        "SELECT act, body, decisions, by, at FROM sample_acts WHERE plan_id = :plan", {"plan": plan}
    )
    return {
        name: Act(name, json.loads(body), decisions, UserId(by), datetime.fromisoformat(at))
        for name, body, decisions, by, at in rows
    }


def authorised_at(case: Case, plan: PlanId) -> str:
    """The hash of the log entry that authorised a plan; empty where none did."""
    row = case.one(
        "SELECT hash FROM audit WHERE object = :about AND action = 'authorise sample' ORDER BY seq LIMIT 1",
        {"about": f"sample:{plan}"},
    )
    return str(row[0]) if row else ""


def add_items(change: Change, plan: PlanId, items: Sequence[ItemId]) -> None:
    """The drawn items, in the order drawn."""
    change.run_many(
        "INSERT INTO sample_items VALUES (:plan, :place, :item)",
        [{"plan": plan, "place": place, "item": item} for place, item in enumerate(items, start=1)],
    )


def items(case: Case, plan: PlanId) -> tuple[ItemId, ...]:
    """The drawn items, in the order drawn."""
    return tuple(
        ItemId(row[0])
        for row in case.all(
            "SELECT item_id FROM sample_items WHERE plan_id = :plan ORDER BY place", {"plan": plan}
        )
    )


def draw_of(case: Case, plan: PlanId, done: Act) -> Draw:
    """A draw as it was made; `done` is the DRAWN act."""
    pool = tuple(tuple(ItemId(int(one)) for one in pile.split()) for pile in done.body["pool"])
    return Draw(plan, done.body["head"], done.body["seed"], pool, items(case, plan))


def pool_text(piles: Iterable[Iterable[ItemId]]) -> list[str]:
    """The ids of a draw's pool as they are kept: one text for each pile."""
    return [" ".join(map(str, pile)) for pile in piles]


def add_reading(change: Change, reading: SampleReading) -> None:
    """Note a reading of a drawn item."""
    change.run(
        (
            "INSERT INTO sample_readings VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM "
            "sample_readings), :plan, :item, :value, :first, :decision, :by, :at, :tags)"
        ),
        {
            "id": new_id(),
            "plan": reading.plan,
            "item": reading.item,
            "value": str(reading.value),
            "first": str(reading.first) if reading.first else None,
            "decision": reading.decision,
            "by": reading.by,
            "at": reading.at.isoformat(timespec="seconds"),
            "tags": " ".join(reading.tags),
        },
    )


def readings(case: Case, plan: PlanId) -> dict[ItemId, SampleReading]:
    """The reading that counts of each drawn item read so far."""
    rows = case.all(
        (
            "SELECT plan_id, item_id, value, first, decision_id, by, at, tags FROM "
            "latest_sample_readings WHERE plan_id = :plan"
        ),
        {"plan": plan},
    )
    return {one.item: one for one in map(_reading, rows)}


def _reading(row: Row) -> SampleReading:
    plan, item, value, first, decision, by, at, tags = row
    return SampleReading(
        PlanId(plan),
        ItemId(item),
        Relevance(value),
        Relevance(first) if first else None,
        decision and DecisionId(decision),
        UserId(by),
        datetime.fromisoformat(at),
        tuple(Tag(one) for one in tags.split()),
    )


def decided_by(
    case: Case, line: LineId, items_asked: Iterable[ItemId]
) -> dict[ItemId, tuple[Relevance, UserId]]:
    """The standing decision and its maker of some items."""
    wanted = set(items_asked)
    rows = case.all("SELECT item_id, value, by FROM current_decisions WHERE line_id = :line", {"line": line})
    return {ItemId(item): (Relevance(value), UserId(by)) for item, value, by in rows if item in wanted}


def unsettled(case: Case, line: LineId) -> list[tuple[ItemId, UserId, str]]:
    """Items of a line marked UNSURE, who marked them and when, through the gate, oldest first (E4)."""
    rows = case.all(
        "SELECT d.item_id, d.by, d.at FROM current_decisions d JOIN reviewable g ON g.line_id = "
        "d.line_id AND g.item_id = d.item_id "
        "WHERE d.line_id = :line AND d.value = 'UNSURE' ORDER BY d.number",
        {"line": line},
    )
    return [(ItemId(item), UserId(by), at) for item, by, at in rows]


def changed_since(case: Case, line: LineId, number: int) -> int:
    """How many items that had a standing decision after decision `number` have another one now, or none."""
    rows = case.all(
        "SELECT number, id, item_id, value, undoes FROM decisions WHERE line_id = :line ORDER BY number",
        {"line": line},
    )
    before, after = _stood([row for row in rows if row[0] <= number]), _stood(rows)
    return sum(after.get(item) != value for item, value in before.items())


def _stood(rows: Sequence[Row]) -> dict[int, str]:
    undone = {row[4] for row in rows if row[4]}
    return {item: value for _, made, item, value, undoes in rows if not undoes and made not in undone}
