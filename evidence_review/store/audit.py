"""Reading the log: entries as exported lines, as rows for the auditor, and whose signatures something rests
on."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_review.domain.ids import ItemId, UserId
from evidence_review.store.case import Case, Row
from evidence_review.store.seals import SALT, Key, Seal, Sealed, kept_key, leaf


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


def kept_rows(case: Case) -> list[Row]:
    """Every row of the log as it is kept: number, line, and what is kept beside it for choosing: hash, UTC, user,
    operation, act and object."""
    return case.all("SELECT seq, line, hash, utc, user, op, action, object FROM audit ORDER BY seq")


def words(case: Case) -> list[tuple[int, str, str]]:
    """The reasons that are kept beside the log: number of the entry, salt, words."""
    rows = case.all("SELECT seq, salt, words FROM audit_words ORDER BY seq")
    return [(seq, salt, said) for seq, salt, said in rows]


def salt(case: Case) -> str:
    """What is hashed before every row of a case."""
    row = case.one("SELECT value FROM facts WHERE name = :name", {"name": SALT})
    return str(row[0]) if row else ""


def seals(case: Case) -> list[Seal]:
    """Every seal of a case, by entry and table."""
    return [Seal(*row) for row in case.all("SELECT seq, name, keys, leaves FROM seals ORDER BY seq, name")]


def rows_now(
    case: Case, of: Sealed, drawn: str, among: tuple[str, Sequence[Key]] | None = None
) -> Iterator[tuple[Key, bytes]]:
    """Each row of a table as it stands: its key as seals keep it, and its leaf. `among`: those alone whose
    column has one of these values; `drawn`: the salt."""
    where = f"WHERE t.{among[0]} IN (SELECT value FROM json_each(:among))" if among else ""
    asked = {"among": json.dumps(among[1])} if among else {}
    for key, value in case.all(f"SELECT {of.key('t')}, {of.value('t')} FROM {of.name} t {where}", asked):
        yield kept_key(drawn, of, key), leaf(drawn, of.name, value)


def authors(case: Case, of: Sealed, column: str, drawn: str) -> Iterator[tuple[Key, str]]:
    """Whose act each row of a table says that it was."""
    for key, by in case.all(f"SELECT {of.key('t')}, t.{column} FROM {of.name} t"):
        yield kept_key(drawn, of, key), by


def guards(case: Case) -> frozenset[str]:
    """The statements that keep the tables from being changed, as the file has them."""
    return frozenset(row[0] for row in case.all("SELECT sql FROM sqlite_master WHERE type = 'trigger'"))
