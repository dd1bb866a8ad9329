"""Figures of how people work, for the audit: decisions by day, readers beside one another, approvals; and what a sample
of decisions or looks is drawn from. Numbers, times and who; never a word of an item."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.store.case import Case


@dataclass(frozen=True, slots=True)
class Act:
    """A decision or a look that was drawn: its number, item, exhibit, line, who by id, when (UTC, ISO), value or way
    of looking, seconds on screen (0: not recorded or a look), band that the machine gave it ("" : none)."""

    number: int
    item: int
    exhibit: str
    line: int
    by: str
    at: str
    value: str
    seconds: int
    band: str


def decisions_by_day(case: Case) -> list[tuple[str, str, int]]:
    """Decisions by day (UTC) and person, undoings left out: day, user id, how many."""
    return [
        (day, by, many)
        for day, by, many in case.all(
            "SELECT substr(at, 1, 10), by, count(*) FROM decisions WHERE undoes IS NULL GROUP BY 1, 2 ORDER "
            "BY 1, 2"
        )
    ]


def seconds(case: Case) -> list[tuple[int, int]]:
    """Seconds on screen of decisions that were not given to several items together, with how many each."""
    return [
        (one, many)
        for one, many in case.all(
            "SELECT d.seconds, count(*) FROM decisions d LEFT JOIN decided_beside b ON b.decision_id = d.id WHERE "
            "d.undoes IS NULL AND coalesce(b.bulk, 0) = 0 GROUP BY 1 ORDER BY 1"
        )
    ]


def between_readers(case: Case) -> list[tuple[int, str, str, int, int]]:
    """Of items that two people decided for one line, by the last decision of each: line, the two user ids, how many,
    and on how many they differ."""
    rows = case.all(
        "WITH last AS (SELECT d.line_id, d.item_id, d.by, d.value FROM decisions d WHERE d.undoes IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM decisions u WHERE u.undoes = d.id) AND NOT EXISTS (SELECT 1 FROM decisions n WHERE n.line_id = "
        "d.line_id AND n.item_id = d.item_id AND n.by = d.by AND n.number > d.number AND n.undoes IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM decisions u WHERE u.undoes = n.id))) SELECT l.number, a.by, b.by, count(*), sum(a.value <> b.value) "
        "FROM last a JOIN last b ON b.line_id = a.line_id AND b.item_id = a.item_id AND b.by > a.by JOIN lines l ON "
        "l.id = a.line_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    return [(line, one, other, both, differ) for line, one, other, both, differ in rows]


def approvals(case: Case) -> list[tuple[str, str, int, int]]:
    """Each signature of approval in order: when (UTC, ISO), user id, how many items it names, its entry."""
    rows = case.all(
        "SELECT a.utc, a.user, (SELECT count(*) FROM approved_items i WHERE i.approval_id = substr(a.object, 10)), a.seq "
        "FROM audit a WHERE a.action = 'approve redactions' ORDER BY a.seq"
    )
    return [(at, by, many, seq) for at, by, many, seq in rows]


_NUMBERS = {
    "decisions": "SELECT number FROM decisions WHERE undoes IS NULL AND number <= :last ORDER BY number",
    "looks": "SELECT number FROM openings WHERE how <> 'APPROVAL' AND number <= :last ORDER BY number",
}
_ACTS = {
    "decisions": (
        "SELECT d.number, d.item_id, x.ref, l.number, d.by, d.at, d.value, d.seconds, coalesce(b.band, '') FROM "
        "decisions d LEFT JOIN decided_beside b ON b.decision_id = d.id JOIN lines l ON l.id = d.line_id JOIN items i ON "
        "i.id = d.item_id JOIN sources s ON s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id WHERE d.number IN "
        "(SELECT value FROM json_each(:numbers))"
    ),
    "looks": (
        "SELECT o.number, o.item_id, x.ref, l.number, o.by, o.at, o.how, 0, '' FROM openings o JOIN lines l ON "
        "l.id = o.line_id JOIN items i ON i.id = o.item_id JOIN sources s ON s.id = i.source_id JOIN exhibits x ON "
        "x.id = s.exhibit_id WHERE o.number IN (SELECT value FROM json_each(:numbers))"
    ),
}


def pool(case: Case, sort: str, last: int = 1 << 60) -> list[int]:
    """The numbers of all decisions or looks up to a number: what a sample is drawn from. Looks at lists for approval
    count once for each person and item, so they are left out."""
    return [number for (number,) in case.all(_NUMBERS[sort], {"last": last})]


def acts(case: Case, sort: str, numbers: Sequence[int]) -> dict[int, Act]:
    """These decisions or looks, by number."""
    rows = case.all(_ACTS[sort], {"numbers": json.dumps(list(numbers))})
    return {row[0]: Act(*row) for row in rows}


def logged(case: Case, action: str) -> list[tuple[int, bytes, str]]:
    """Every entry of one act: its number, its line, and the words kept beside it."""
    rows = case.all(
        "SELECT a.seq, a.line, coalesce(w.words, '') FROM audit a LEFT JOIN audit_words w ON w.seq = a.seq WHERE "
        "a.action = :action ORDER BY a.seq",
        {"action": action},
    )
    return [(seq, bytes(line), words) for seq, line, words in rows]


def newest(case: Case) -> str:
    """The hash of the newest entry of the log, in hexadecimal."""
    row = case.one("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1")
    return str(row[0]) if row else ""
