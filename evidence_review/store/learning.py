"""What a learned order is made from and what it gave: first scores, people's labels, and a row for every
order (reference/relevance.md 3.6)."""

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import Band
from evidence_review.domain.suggestions import Engine, Flag
from evidence_review.store.case import Case, Change, now
from evidence_review.store.suggestions import engine_id, reasons_from


@dataclass(frozen=True, slots=True)
class LearnedOrder:
    """One learned order as it is kept; the order itself can be made again from it."""

    pool_digest: str
    decided: int
    relevant: int
    decisions_digest: str
    seed: str
    settings: str
    model_hash: str
    order_digest: str
    engine: Engine


def labels(case: Case, line: LineId) -> dict[ItemId, bool]:
    """The latest decision of people on each item of a line, through the gate: relevant or not. Who is unsure
    gives no label."""
    rows = case.all(
        "SELECT d.item_id, d.value = 'RELEVANT' FROM current_decisions d JOIN reviewable g ON "
        "g.line_id = d.line_id AND g.item_id = d.item_id "
        "WHERE d.line_id = :line AND d.value IN ('RELEVANT', 'NOT_RELEVANT_TO_LINE') ORDER BY d.item_id",
        {"line": line},
    )
    return {ItemId(item): bool(relevant) for item, relevant in rows}


def keep_first(change: Change, line: LineId, begins: Mapping[ItemId, float]) -> None:
    """Keep of a first order the scores that later orders start from."""
    change.run("DELETE FROM first_scores WHERE line_id = :line", {"line": line})
    change.run_many(
        "INSERT INTO first_scores VALUES (:line, :item, :score)",
        [{"line": line, "item": i, "score": s} for i, s in begins.items()],
    )


def first_scores(case: Case, line: LineId) -> dict[ItemId, float]:
    """The first order's score of each item that is still let through the gate."""
    rows = case.all(
        (
            "SELECT f.item_id, f.score FROM first_scores f JOIN reviewable g ON g.line_id = f.line_id "
            "AND g.item_id = f.item_id WHERE f.line_id = :line"
        ),
        {"line": line},
    )
    return {ItemId(item): score for item, score in rows}


def ranked_by(case: Case, line: LineId) -> tuple[Engine, str] | None:
    """What a line's order was made by, and the hash of the model that it read meaning with; None where none was
    made."""
    row = case.one(
        (
            "SELECT e.name, e.version, e.hash, coalesce((SELECT o.model_hash FROM learned_orders o WHERE "
            "o.line_id = r.line_id AND o.order_digest = r.order_digest ORDER BY o.id DESC LIMIT 1), e.hash) "
            "FROM rankings r JOIN engines e ON e.id = r.engine_id WHERE r.line_id = :line"
        ),
        {"line": line},
    )
    return (Engine(row[0], row[1], row[2]), row[3]) if row else None


def ranked_version(case: Case, line: LineId) -> int:
    """The version of a line that its order was made for; 0 where none was made."""
    row = case.one(
        (
            "SELECT v.version FROM rankings r JOIN line_versions v ON v.id = r.version_id WHERE "
            "r.line_id = :line"
        ),
        {"line": line},
    )
    return row[0] if row else 0


def copies_of(case: Case, line: LineId) -> dict[ItemId, ItemId]:
    """For each item of a line that repeats another, the one that it repeats; both let through the gate."""
    rows = case.all(
        "SELECT c.item_id, c.original_id FROM copies c JOIN reviewable g ON g.line_id = c.line_id "
        "AND g.item_id = c.item_id "
        "JOIN reviewable o ON o.line_id = c.line_id AND o.item_id = c.original_id WHERE c.line_id = :line",
        {"line": line},
    )
    return {ItemId(item): ItemId(original) for item, original in rows}


def flags(case: Case, line: LineId) -> dict[ItemId, Flag]:
    """The flags of a line as they stand."""
    rows = case.all(
        "SELECT f.item_id, f.band, f.rank, f.score, f.reasons, e.name, e.version, e.hash, "
        "v.version FROM flags f JOIN engines e ON e.id = f.engine_id "
        "JOIN line_versions v ON v.id = f.version_id JOIN reviewable g ON g.line_id = f.line_id "
        "AND g.item_id = f.item_id WHERE f.line_id = :line",
        {"line": line},
    )
    return {
        ItemId(row[0]): Flag(
            ItemId(row[0]),
            line,
            row[8],
            Band(row[1]),
            row[2],
            row[3],
            reasons_from(row[4]),
            Engine(*row[5:8]),
        )
        for row in rows
    }


def note(change: Change, line: LineId, made: LearnedOrder) -> None:
    """Add what an order was learned from."""
    change.run(
        "INSERT INTO learned_orders (line_id, version_id, pool_digest, decided, relevant, "
        "decisions_digest, seed, settings, model_hash, order_digest, "
        "engine_id, at) VALUES (:line, :version, :pool, :decided, :relevant, :decisions, :seed, "
        ":settings, :model, :order, :engine, :at)",
        order_values(change, line, made),
    )


def order_values(change: Change, line: LineId, made: LearnedOrder) -> dict[str, object]:
    """What a row of learned orders holds, of a line or of one of its tags, under the line's version as it
    stands."""
    version = change.run("SELECT id FROM current_versions WHERE line_id = :line", {"line": line}).fetchone()[
        0
    ]
    return {
        "line": line,
        "version": version,
        "pool": made.pool_digest,
        "decided": made.decided,
        "relevant": made.relevant,
        "decisions": made.decisions_digest,
        "seed": made.seed,
        "settings": made.settings,
        "model": made.model_hash,
        "order": made.order_digest,
        "engine": engine_id(change, made.engine),
        "at": now(),
    }


def orders(case: Case, line: LineId) -> tuple[LearnedOrder, ...]:
    """Every order that was learned for a line, the oldest first."""
    rows = case.all(
        "SELECT o.pool_digest, o.decided, o.relevant, o.decisions_digest, o.seed, o.settings, "
        "o.model_hash, o.order_digest, e.name, e.version, e.hash "
        "FROM learned_orders o JOIN engines e ON e.id = o.engine_id WHERE o.line_id = :line ORDER BY o.id",
        {"line": line},
    )
    return tuple(LearnedOrder(*row[:8], engine=Engine(*row[8:])) for row in rows)
