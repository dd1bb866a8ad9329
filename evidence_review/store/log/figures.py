"""How people's decisions stand beside what the machine suggested when they decided. Numbers only, for the
figures of a case."""

from dataclasses import dataclass

from evidence_review.domain.kinds import Band, Relevance
from evidence_review.store.case import Case


@dataclass(frozen=True, slots=True)
class Beside:
    """One decision with what the machine said then: line, who, value, band (None: not suggested), seconds on
    screen, given to several at once, read blind, and the item."""

    line: int
    by: str
    value: Relevance
    band: Band | None
    seconds: int
    is_bulk: bool
    is_sample: bool
    item: int


def decisions_beside(case: Case) -> list[Beside]:
    """Every decision that was recorded with what stood beside it, undoings left out, in order. It is served, so it
    leaves out what is claimed to be sensitive."""
    rows = case.all(
        "SELECT l.number, d.by, d.value, b.band, d.seconds, b.bulk, EXISTS (SELECT 1 FROM "
        "sample_readings s WHERE s.decision_id = d.id), d.item_id "
        "FROM decisions d JOIN decided_beside b ON b.decision_id = d.id JOIN lines l ON l.id = "
        "d.line_id WHERE d.undoes IS NULL AND d.item_id NOT IN (SELECT item_id FROM sensitive_items) ORDER BY d.number"
    )
    return [
        Beside(
            line, by, Relevance(value), Band(band) if band else None, seconds, bool(bulk), bool(sample), item
        )
        for line, by, value, band, seconds, bulk, sample, item in rows
    ]


def decisions_undone(case: Case) -> int:
    """How many decisions were taken back by a later row."""
    return case.count("SELECT count(*) FROM decisions WHERE undoes IS NOT NULL")


def decisions_unrecorded(case: Case) -> int:
    """How many decisions an earlier version of the program made, which kept nothing beside them."""
    return case.count(
        (
            "SELECT count(*) FROM decisions d WHERE d.undoes IS NULL AND d.id NOT IN (SELECT "
            "decision_id FROM decided_beside)"
        )
    )


def taken_at_once(case: Case) -> list[tuple[int, int]]:
    """Each time that all suggestions of an item were taken up at once: how many marks, and the seconds it was
    on screen, 0 where not recorded."""
    rows = case.all(
        "SELECT json_extract(CAST(line AS TEXT), '$.detail.count'), json_extract(CAST(line AS "
        "TEXT), '$.detail.seconds') FROM audit "
        "WHERE action = 'mark all suggested' ORDER BY seq"
    )
    return [(int(count), int(seconds or 0)) for count, seconds in rows]


def marks(case: Case) -> dict[str, int]:
    """Marks made by hand, taken up one by one, taken up all at once for an item; and those taken back."""
    by_origin = dict(case.all("SELECT origin, count(*) FROM redactions GROUP BY origin"))
    at_once = sum(count for count, _ in taken_at_once(case))
    suggested = by_origin.get("SUGGESTION", 0)
    return {
        "by_hand": by_origin.get("HUMAN", 0),
        "one_by_one": max(0, suggested - at_once),
        "at_once": min(at_once, suggested),
        "taken_back": case.count("SELECT count(*) FROM withdrawals"),
    }
