"""Reading the log: entries as exported lines, as rows for the auditor, and whose signatures something rests
on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.ids import ItemId, UserId
from evidence_review.store.case import Case


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its exported line (canonical JSON with signature) and the words kept beside it, if any."""

    seq: int
    line: bytes
    words: str


def lines(case: Case) -> list[bytes]:
    """Every entry as its exported line, in order."""
    return [bytes(row[0]) for row in case.all("SELECT line FROM audit ORDER BY seq")]


def entries(
    case: Case, *, user: str = "", op: str = "", about: str = "", limit: int = 100_000
) -> list[Entry]:
    """Entries with their words, filtered by user id, operation and object; the latest `limit` of them, in
    order."""
    rows = case.all(
        "SELECT a.seq, a.line, coalesce(w.words, '') FROM audit a LEFT JOIN audit_words w ON w.seq = a.seq "
        "WHERE (:user = '' OR a.user = :user) AND (:op = '' OR a.op = :op) AND (:about = '' OR "
        "a.object = :about) "
        "ORDER BY a.seq DESC LIMIT :limit",
        {"user": user, "op": op, "about": about, "limit": limit},
    )
    return [Entry(seq, bytes(line), words) for seq, line, words in reversed(rows)]


def size(case: Case) -> int:
    """How many entries the log has."""
    return case.count("SELECT max(seq) FROM audit")


ENROLLING = ("create case", "add user")
"""The acts that enrol somebody."""


def enrolling_lines(case: Case) -> list[bytes]:
    """The entries that enrol people, as their exported lines, in order."""
    rows = case.all(
        "SELECT line FROM audit WHERE action IN (SELECT value FROM json_each(:acts)) ORDER BY seq",
        {"acts": json.dumps(ENROLLING)},
    )
    return [bytes(line) for (line,) in rows]


def relied_on(case: Case, items: Sequence[ItemId]) -> frozenset[UserId]:
    """Who approved or endorsed any of these items."""
    rows = case.all(
        "SELECT a.by FROM approved_items i JOIN approvals a ON a.id = i.approval_id WHERE i.item_id IN "
        "(SELECT value FROM json_each(:items)) UNION SELECT by FROM endorsements WHERE item_id IN "
        "(SELECT value FROM json_each(:items))",
        {"items": json.dumps(items)},
    )
    return frozenset(UserId(by) for (by,) in rows)
