"""The account of each agreed term: what it hit, what of that was decided on, and why the rest was not.
Through the gate, counts only (reference/law.md D2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.ids import ItemId, LineId
from evidence_review.store.case import Case, Change


@dataclass(frozen=True, slots=True)
class TermCounts:
    """One term in items: hit, hit by no other term, decided, relevant; the rest by why not; `no_time`: where
    a pattern could not be tried.

    hits = reviewed + unsure + waiting + held + outside. `held` and `outside` are hits that can no longer be
    read for this line.
    """

    hits: int = 0
    unique: int = 0
    reviewed: int = 0
    relevant: int = 0
    unsure: int = 0
    waiting: int = 0
    seen_waiting: int = 0
    held: int = 0
    outside: int = 0
    no_time: int = 0


def replace_gaps(change: Change, line: LineId, gaps: Sequence[tuple[str, ItemId]]) -> None:
    """Keep where a pattern could not be tried within its time, in the place of what the last run kept."""
    change.run("DELETE FROM term_gaps WHERE line_id = :line", {"line": line})
    change.run_many(
        "INSERT INTO term_gaps VALUES (:line, :term, :item)",
        [{"line": line, "term": term, "item": item} for term, item in sorted(set(gaps))],
    )


_COUNTS = (
    "SELECT t.term, count(*), sum(NOT EXISTS (SELECT 1 FROM term_hits o WHERE o.line_id = "
    "t.line_id AND o.item_id = t.item_id AND o.term <> t.term)), "
    "sum(s.item_id IS NOT NULL AND coalesce(d.value, '') IN ('RELEVANT', 'NOT_RELEVANT_TO_LINE')), "
    "sum(s.item_id IS NOT NULL AND coalesce(d.value, '') = 'RELEVANT'), "
    "sum(s.item_id IS NOT NULL AND coalesce(d.value, '') = 'UNSURE'), sum(s.item_id IS NOT NULL "
    "AND d.id IS NULL), "
    "sum(s.item_id IS NOT NULL AND d.id IS NULL AND EXISTS (SELECT 1 FROM openings p WHERE "
    "p.line_id = t.line_id AND p.item_id = t.item_id)), "
    "sum(s.item_id IS NULL AND h.item_id IS NOT NULL), sum(s.item_id IS NULL AND h.item_id IS "
    "NULL) FROM term_hits t "
    "LEFT JOIN (SELECT item_id FROM reviewable WHERE line_id = :line) s ON s.item_id = t.item_id "
    "LEFT JOIN (SELECT DISTINCT item_id FROM held_items) h ON h.item_id = t.item_id "
    "LEFT JOIN current_decisions d ON d.line_id = t.line_id AND d.item_id = t.item_id WHERE "
    "t.line_id = :line AND t.item_id NOT IN (SELECT item_id FROM sensitive_items) GROUP BY t.term"
)


def counts(case: Case, line: LineId) -> dict[str, TermCounts]:
    """The account of every term of a line that hit anything, or could not be tried on something, as of its
    last run. It is served, so it leaves out what is claimed to be sensitive."""
    gaps = dict(
        case.all("SELECT term, count(*) FROM term_gaps WHERE line_id = :line GROUP BY term", {"line": line})
    )
    found = {
        term: TermCounts(*numbers, no_time=gaps.pop(term, 0))
        for term, *numbers in case.all(_COUNTS, {"line": line})
    }
    return found | {term: TermCounts(no_time=count) for term, count in gaps.items()}


def hit_by_any(case: Case, line: LineId) -> int:
    """How many different items the terms of a line hit."""
    return case.count("SELECT count(DISTINCT item_id) FROM term_hits WHERE line_id = :line", {"line": line})
