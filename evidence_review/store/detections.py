"""Personal data that detectors found in texts, and the vectors that models made of them.

A run replaces its own rows.
"""

from collections.abc import Iterable, Mapping, Sequence

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import RedactionType, Tier
from evidence_review.domain.suggestions import Engine, Finding
from evidence_review.store.case import Case, Change, Row
from evidence_review.store.suggestions import engine_id

_FINDING = (
    "f.start, f.stop, f.kind, f.tier, f.confidence, f.source, f.reason, f.cps_type, f.person, f.special"
)


def masked_spans(case: Case, line: LineId) -> list[tuple[ItemId, int, int, str | None, bool]]:
    """Where names and special-category words stand in the items of a line that may be read: item, start, end,
    the person's key, whether special."""
    rows = case.all(
        "SELECT f.item_id, f.start, f.stop, f.person, f.special FROM findings f JOIN reviewable g "
        "ON g.item_id = f.item_id WHERE g.line_id = :line "
        "AND (f.special OR (f.kind = 'PERSON' AND f.tier <> 'possible')) ORDER BY f.item_id, f.start",
        {"line": line},
    )
    return [(ItemId(item), start, end, person, bool(special)) for item, start, end, person, special in rows]


def replace_findings(
    change: Change, found: Mapping[ItemId, Sequence[Finding]], engine: Engine, roster: str
) -> None:
    """Put a run's findings in the place of the last run's for these items; `roster` is the digest of the
    roster used."""
    made_by = engine_id(change, engine)
    for item, findings in found.items():
        change.run("DELETE FROM findings WHERE item_id = :item", {"item": item})
        change.run(
            "INSERT OR REPLACE INTO detected VALUES (:item, :engine, :roster)",
            {"item": item, "engine": made_by, "roster": roster},
        )
        change.run_many(
            "INSERT INTO findings (item_id, start, stop, kind, tier, confidence, source, reason, "
            "cps_type, person, special, engine_id) "
            "VALUES (:item, :start, :stop, :kind, :tier, :confidence, :source, :reason, :type, "
            ":person, :special, :engine)",
            [_finding_values(item, finding, made_by) for finding in findings],
        )


def _finding_values(item: ItemId, finding: Finding, made_by: int) -> dict[str, object]:
    return {
        "item": item,
        "start": finding.start,
        "stop": finding.end,
        "kind": finding.kind,
        "tier": str(finding.tier),
        "confidence": float(finding.confidence),
        "source": finding.source,
        "reason": finding.reason,
        "type": str(finding.cps_type),
        "person": finding.person,
        "special": int(finding.special),
        "engine": made_by,
    }


def undetected(case: Case, engine: Engine, roster: str) -> list[tuple[ItemId, str, int]]:
    """Reviewable items with text that this engine and roster have not been over: id, text, thread id."""
    rows = case.all(
        "SELECT DISTINCT i.id, i.text, i.thread_id FROM reviewable g JOIN items i ON i.id = "
        "g.item_id WHERE coalesce(i.text, '') <> '' AND NOT EXISTS "
        "(SELECT 1 FROM detected d JOIN engines e ON e.id = d.engine_id WHERE d.item_id = i.id AND "
        "e.name = :name AND e.version = :version AND e.hash = :hash "
        "AND d.roster = :roster) ORDER BY i.thread_id, i.position, i.id",
        {"name": engine.name, "version": engine.version, "hash": engine.model_hash, "roster": roster},
    )
    return [(ItemId(item), text, thread) for item, text, thread in rows]


def findings(case: Case, item: ItemId) -> tuple[Finding, ...]:
    """The findings in an item's text, in order."""
    rows = case.all(
        f"SELECT {_FINDING} FROM findings f WHERE f.item_id = :item ORDER BY f.start, f.stop, f.kind",
        {"item": item},
    )
    return tuple(_finding(row) for row in rows)


def _finding(row: Row) -> Finding:
    start, end, kind, tier, confidence, source, reason, cps, person, special = row
    return Finding(
        start, end, kind, Tier(tier), confidence, source, reason, RedactionType(cps), person, bool(special)
    )


def vectors(case: Case, model_hash: str, hashes: Iterable[str]) -> dict[str, bytes]:
    """The stored sentence vectors of texts, by text hash."""
    wanted = set(hashes)
    rows = case.all("SELECT text_hash, data FROM vectors WHERE model_hash = :model", {"model": model_hash})
    return {text: bytes(data) for text, data in rows if text in wanted}


def add_vectors(change: Change, model_hash: str, made: Mapping[str, bytes]) -> None:
    """Store sentence vectors by text hash."""
    change.run_many(
        "INSERT OR IGNORE INTO vectors VALUES (:text, :model, :data)",
        [{"text": text, "model": model_hash, "data": data} for text, data in made.items()],
    )
