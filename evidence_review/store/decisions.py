"""What people decided: relevance, holds, finds, endorsements. Only ever added."""

import secrets
from datetime import datetime, timedelta

from evidence_review.domain.decisions import Quarantine, RelevanceDecision
from evidence_review.domain.ids import DecisionId, ItemId, LineId, UserId
from evidence_review.domain.kinds import DisclosureCode, Relevance
from evidence_review.store.case import Case, Change, Row, now
from evidence_review.store.kept_counts.line_counts import carried

_DECISION = "id, item_id, line_id, value, reason, by, at, undoes"


def new_id() -> str:
    """A random id for a person's act."""
    return secrets.token_hex(16)


def add(change: Change, decision: RelevanceDecision, seconds: int = 0, *, bulk: bool = False) -> None:
    """Store a relevance decision, and beside it what the machine said then; `seconds` is how long the item
    was on screen.

    `bulk`: one decision is given to several items at once.
    """
    with carried(change, (decision.item,)):
        change.run(
            (
                "INSERT INTO decisions VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM decisions), "
                ":item, :line, :value, :reason, :by, :at, :undoes, :seconds)"
            ),
            {
                "id": decision.id,
                "item": decision.item,
                "line": decision.line,
                "value": str(decision.value),
                "reason": decision.reason,
                "by": decision.by,
                "at": decision.at.isoformat(timespec="seconds"),
                "undoes": decision.undoes,
                "seconds": seconds,
            },
        )
    if decision.undoes is None:
        change.run(
            "INSERT INTO decided_beside VALUES (:id, (SELECT band FROM flags WHERE line_id = :line "
            "AND item_id = :item), "
            "(SELECT rank FROM ranks WHERE line_id = :line AND item_id = :item), coalesce((SELECT pool FROM rankings "
            "WHERE line_id = :line), (SELECT count(*) FROM ranks WHERE line_id = :line)), :bulk)",
            {"id": decision.id, "line": decision.line, "item": decision.item, "bulk": int(bulk)},
        )


def by_id(case: Case, decision: DecisionId) -> RelevanceDecision | None:
    """One decision, or None."""
    row = case.one(f"SELECT {_DECISION} FROM decisions WHERE id = :id", {"id": decision})
    return _decision(row) if row else None


def current(case: Case, line: LineId, item: ItemId) -> RelevanceDecision | None:
    """The decision that stands for an item on a line, or None."""
    row = case.one(
        f"SELECT {_DECISION} FROM current_decisions WHERE line_id = :line AND item_id = :item",
        {"line": line, "item": item},
    )
    return _decision(row) if row else None


def history(case: Case, item: ItemId) -> tuple[RelevanceDecision, ...]:
    """Every decision on an item, undoings among them, in order."""
    return tuple(
        _decision(row)
        for row in case.all(
            f"SELECT {_DECISION} FROM decisions WHERE item_id = :item ORDER BY number", {"item": item}
        )
    )


def undone(case: Case, decision: DecisionId) -> bool:
    """Whether a later row takes a decision back."""
    return case.one("SELECT 1 FROM decisions WHERE undoes = :id", {"id": decision}) is not None


def add_hold(change: Change, hold: Quarantine) -> None:
    """Hold an item from everyone but independent counsel.

    A release ends the holds before it, by the times that are kept. So that a hold counts also where a clock
    runs behind, or in the second of a release, its time is kept as after the item's last release at least;
    the log has the clock's own.
    """
    (released,) = change.run(
        "SELECT max(at) FROM releases WHERE item_id = :item", {"item": hold.item}
    ).fetchone()
    at = max(hold.at, datetime.fromisoformat(released) + timedelta(seconds=1)) if released else hold.at
    with carried(change, (hold.item,)):
        change.run(
            "INSERT INTO holds VALUES (:id, :item, :kind, :trigger, :by, :at)",
            {
                "id": new_id(),
                "item": hold.item,
                "kind": str(hold.kind),
                "trigger": hold.trigger,
                "by": hold.by,
                "at": at.isoformat(timespec="seconds"),
            },
        )


_WITH = (
    "(SELECT 'read of a file attached to item ' || min(a.item_id) || ', which is held' FROM items "
    "i JOIN attached_above a ON a.thread_id = i.thread_id "
    "WHERE i.id = h.item_id AND a.item_id IN (SELECT item_id FROM held_alone))"
)


def holds(case: Case) -> list[tuple[ItemId, str, str]]:
    """Every held item with kind and trigger; the register has no content (reference/law.md G5)."""
    rows = case.all(
        "SELECT h.item_id, coalesce((SELECT kind FROM holds k WHERE k.item_id = h.item_id ORDER BY "
        "k.at DESC, k.rowid DESC LIMIT 1), "
        f"CASE WHEN EXISTS (SELECT 1 FROM privilege p WHERE p.item_id = h.item_id) THEN 'LPP' WHEN "
        f"{_WITH} IS NOT NULL THEN 'LPP' ELSE 'FIND' END), "
        "coalesce((SELECT trigger FROM holds k WHERE k.item_id = h.item_id ORDER BY k.at DESC, "
        "k.rowid DESC LIMIT 1), "
        f"(SELECT reason FROM privilege p WHERE p.item_id = h.item_id), {_WITH}, 'out-of-scope "
        f"find waiting for a supervisor') FROM held_items h ORDER BY h.item_id"
    )
    return [(ItemId(item), kind, trigger) for item, kind, trigger in rows]


def add_release(change: Change, item: ItemId, outcome: str, by: UserId) -> None:
    """Counsel's outcome for a held item: RELEASED or UPHELD; its time is kept as no earlier than the item's
    last hold (`add_hold`)."""
    with carried(change, (item,)):
        change.run(
            (
                "INSERT INTO releases VALUES (:id, :item, :outcome, :by, max(:at, coalesce((SELECT max(at) "
                "FROM holds WHERE item_id = :item), '')), (SELECT coalesce(max(number), 0) + 1 FROM "
                "releases))"
            ),
            {"id": new_id(), "item": item, "outcome": outcome, "by": by, "at": now()},
        )


def add_find(change: Change, item: ItemId, tier: str, category: str, note: str, by: UserId) -> str:
    """Record an out-of-scope find; the item is masked until a supervisor records the outcome."""
    find = new_id()
    with carried(change, (item,)):
        change.run(
            "INSERT INTO finds VALUES (:id, :item, :tier, :category, :note, :by, :at)",
            {
                "id": find,
                "item": item,
                "tier": tier,
                "category": category,
                "note": note,
                "by": by,
                "at": now(),
            },
        )
    return find


def open_finds(case: Case) -> list[tuple[str, ItemId, str, str, str, UserId]]:
    """Finds without an outcome: id, item, tier, category, neutral note, who raised it."""
    rows = case.all(
        (
            "SELECT id, item_id, tier, category, note, by FROM finds f WHERE NOT EXISTS (SELECT 1 FROM "
            "find_outcomes o WHERE o.find_id = f.id) ORDER BY at, rowid"
        )
    )
    return [(row[0], ItemId(row[1]), row[2], row[3], row[4], UserId(row[5])) for row in rows]


def close_find(change: Change, find: str, outcome: str, by: UserId) -> None:
    """A supervisor's outcome for a find."""
    found = change.run("SELECT item_id FROM finds WHERE id = :find", {"find": find}).fetchall()
    with carried(change, [item for (item,) in found]):
        change.run(
            "INSERT INTO find_outcomes VALUES (:find, :outcome, :by, :at)",
            {"find": find, "outcome": outcome, "by": by, "at": now()},
        )


def unmask(change: Change, item: ItemId, what: str, by: UserId) -> None:
    """Note that a user may see names or special-category words of an item plainly."""
    change.run(
        "INSERT OR IGNORE INTO unmasked VALUES (:item, :what, :by, :at)",
        {"item": item, "what": what, "by": by, "at": now()},
    )


def unmasked(case: Case, item: ItemId, by: UserId) -> frozenset[str]:
    """What a user has had revealed in an item."""
    return frozenset(
        row[0]
        for row in case.all(
            "SELECT what FROM unmasked WHERE item_id = :item AND by = :by", {"item": item, "by": by}
        )
    )


def pseudonym(case: Case, change: Change | None, key: str) -> str:
    """The case's stable name for a third party; given at first need where a change is open."""
    found = case.one("SELECT label FROM pseudonyms WHERE key = :key", {"key": key})
    if found:
        return found[0]
    if change is None:
        return "Person"
    label = f"Person {change.run('SELECT count(*) + 1 FROM pseudonyms').fetchone()[0]}"
    change.run("INSERT INTO pseudonyms VALUES (:key, :label)", {"key": key, "label": label})
    return label


def add_endorsement(
    change: Change, item: ItemId, accused: str, code: DisclosureCode, reason: str, inspected: bool, by: UserId
) -> str:
    """A prosecutor's decision on an item for one accused; its id."""
    made = new_id()
    change.run(
        (
            "INSERT INTO endorsements VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM "
            "endorsements), :item, :accused, :code, :reason, :inspected, :by, :at)"
        ),
        {
            "id": made,
            "item": item,
            "accused": accused,
            "code": str(code),
            "reason": reason,
            "inspected": int(inspected),
            "by": by,
            "at": now(),
        },
    )
    return made


def add_grounds(change: Change, endorsement: str, exception: str, court_order: str) -> None:
    """What goes with a code: the exception from a presumption, the order of a court."""
    change.run(
        "INSERT INTO endorsement_grounds VALUES (:id, :exception, :court_order)",
        {"id": endorsement, "exception": exception, "court_order": court_order},
    )


def endorsements(case: Case, item: ItemId) -> dict[str, tuple[DisclosureCode, str]]:
    """The standing code and reason for an item, by accused."""
    rows = case.all(
        "SELECT accused, code, reason FROM endorsements WHERE item_id = :item ORDER BY number", {"item": item}
    )
    return {accused: (DisclosureCode(code), reason) for accused, code, reason in rows}


def _decision(row: Row) -> RelevanceDecision:
    made, item, line, value, reason, by, at, undoes = row
    return RelevanceDecision(
        DecisionId(made),
        ItemId(item),
        LineId(line),
        Relevance(value),
        reason,
        UserId(by),
        datetime.fromisoformat(at),
        undoes and DecisionId(undoes),
    )


def inspected_by(case: Case, item: ItemId, user: UserId) -> bool:
    """Whether the log shows that this user had the item open, alone or among the items for approval."""
    row = case.one(
        "SELECT 1 FROM audit WHERE user = :user AND op = 'CONSULT' AND object = :about AND action "
        "IN ('open item', 'preview redaction', 'preview page') "
        "UNION ALL SELECT 1 FROM audit WHERE user = :user AND action = 'read items for approval' "
        "AND (' ' || json_extract(CAST(line AS TEXT), '$.detail.items') || ' ') LIKE :listed LIMIT 1",
        {"user": user, "about": f"item:{item}", "listed": f"% {item} %"},
    )
    return row is not None


def opened_since(case: Case, item: ItemId, user: UserId, entry: int) -> bool:
    """Whether the log shows that this user had the item open after an entry of it."""
    row = case.one(
        "SELECT 1 FROM audit WHERE user = :user AND op = 'CONSULT' AND seq > :entry AND ((object = :about AND "
        "action IN ('open item', 'preview redaction', 'preview page')) OR (action = 'read items for approval' "
        "AND (' ' || json_extract(CAST(line AS TEXT), '$.detail.items') || ' ') LIKE :listed)) LIMIT 1",
        {"user": user, "entry": entry, "about": f"item:{item}", "listed": f"% {item} %"},
    )
    return row is not None


def add_production(change: Change, production: str, recipient: str, contents: str, by: UserId) -> None:
    """Note what was handed over to whom: file hashes as JSON."""
    values = {"id": production, "recipient": recipient, "contents": contents, "by": by, "at": now()}
    change.run("INSERT INTO productions VALUES (:id, :recipient, :contents, :by, :at)", values)


def add_privilege_name(change: Change, name: str, by: UserId) -> None:
    """A name, firm or domain agreed as pointing to legal advice."""
    change.run(
        "INSERT OR IGNORE INTO privilege_names VALUES (:name, :by, :at)",
        {"name": name, "by": by, "at": now()},
    )


def privilege_names(case: Case) -> tuple[str, ...]:
    """Every agreed name that points to legal advice."""
    return tuple(row[0] for row in case.all("SELECT name FROM privilege_names ORDER BY at, name"))
