"""Reading the log: entries as exported lines, as rows for the auditor, and whose signatures something rests
on."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
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
    case: Case, *, user: str = "", op: str = "", about: str = "", line: int = 0, limit: int = 100_000
) -> list[Entry]:
    """Entries with their words, filtered by user id, operation, object, and the number of a line of enquiry that
    they are about or were done for; the latest `limit` of them, in order."""
    rows = case.all(
        "SELECT a.seq, a.line, coalesce(w.words, '') FROM audit a LEFT JOIN audit_words w ON w.seq = a.seq "
        "WHERE (:user = '' OR a.user = :user) AND (:op = '' OR a.op = :op) AND (:about = '' OR "
        "a.object = :about) AND (:line = 0 OR a.object = 'line:' || :line OR a.object LIKE 'line:' || :line || "
        "':%' OR json_extract(CAST(a.line AS TEXT), '$.detail.line') = :line) "
        "ORDER BY a.seq DESC LIMIT :limit",
        {"user": user, "op": op, "about": about, "line": line, "limit": limit},
    )
    return [Entry(seq, bytes(line), words) for seq, line, words in reversed(rows)]


def size(case: Case) -> int:
    """How many entries the log has."""
    return case.count("SELECT max(seq) FROM audit")


def last_of(case: Case, action: str, user: str = "") -> int:
    """The number of the latest entry of an act, by this user id or by anyone; 0 where there is none."""
    return case.count(
        "SELECT coalesce(max(seq), 0) FROM audit WHERE action = :action AND (:user = '' OR user = :user)",
        {"action": action, "user": user},
    )


ENROLLING = ("create case", "add user")
"""The acts that enrol somebody."""


def enrolling_lines(case: Case) -> list[bytes]:
    """The entries that enrol people, as their exported lines, in order."""
    return [line for _, line in acts(case, ENROLLING)]


def acts(case: Case, actions: Collection[str]) -> list[tuple[int, bytes]]:
    """The entries of these acts, as number and exported line, in order."""
    rows = case.all(
        "SELECT seq, line FROM audit WHERE action IN (SELECT value FROM json_each(:acts)) ORDER BY seq",
        {"acts": json.dumps(sorted(actions))},
    )
    return [(seq, bytes(line)) for seq, line in rows]


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
    """Every row of the log as it is kept: number, line, and what is kept beside it for choosing: hash, UTC,
    user, operation, act and object."""
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
    case: Case, of: Sealed, drawn: str, among: tuple[str, Collection[Key]] | None = None
) -> Iterator[tuple[Key, bytes]]:
    """Each row of a table as it stands: its key as seals keep it, and its leaf. `among`: those alone whose
    column has one of these values; `drawn`: the salt."""
    where = f"WHERE t.{among[0]} IN (SELECT value FROM json_each(:among))" if among else ""
    asked = {"among": json.dumps(list(among[1]))} if among else {}
    for key, value in case.all(f"SELECT {of.key('t')}, {of.value('t')} FROM {of.name} t {where}", asked):
        yield kept_key(drawn, of, key), leaf(drawn, of.name, value)


def authors(case: Case, of: Sealed, column: str, drawn: str) -> Iterator[tuple[Key, str]]:
    """Whose act each row of a table says that it was."""
    for key, by in case.all(f"SELECT {of.key('t')}, t.{column} FROM {of.name} t"):
        yield kept_key(drawn, of, key), by


def texts_changed(case: Case, among: Sequence[ItemId] | None = None) -> list[ItemId]:
    """The items whose text is not the one of which the hash stands beside it."""
    where = "WHERE id IN (SELECT value FROM json_each(:among))" if among is not None else ""
    rows = case.all(f"SELECT id, text, text_hash FROM items {where}", {"among": json.dumps(among)})
    return [
        ItemId(item)
        for item, text, hashed in rows
        if hashlib.sha256((text or "").encode()).hexdigest() != hashed
    ]


def files_changed(case: Case, among: Sequence[ItemId] | None = None) -> list[int]:
    """The stored files whose bytes are not those that were stored: all, or those attached to these items
    and to the others of their conversations."""
    where = (
        "WHERE b.id IN (SELECT a.blob_id FROM attachments a JOIN items i ON i.id = a.item_id "
        "WHERE i.thread_id IN "
        "(SELECT thread_id FROM items WHERE id IN (SELECT value FROM json_each(:among))))"
        if among is not None
        else ""
    )
    kept = case.all(f"SELECT b.id, b.sha256, b.size FROM blobs b {where}", {"among": json.dumps(among)})
    return [blob for blob, sha256, size in kept if _hash_of(case, blob) != (sha256, size)]


def _hash_of(case: Case, blob: int) -> tuple[str, int]:
    made, size = hashlib.sha256(), 0
    many = case.count("SELECT count(*) FROM blob_parts WHERE blob_id = :blob", {"blob": blob})
    for number in range(many):
        row = case.one(
            "SELECT data FROM blob_parts WHERE blob_id = :blob AND number = :number",
            {"blob": blob, "number": number},
        )
        made.update(row[0] if row else b"")
        size += len(row[0]) if row else 0
    return made.hexdigest(), size


def approvals(case: Case, among: Sequence[ItemId] | None = None) -> list[tuple[str, str, str, UserId]]:
    """Approvals, all or of these items: id, digest, signature, who."""
    where = (
        "WHERE id IN (SELECT approval_id FROM approved_items WHERE item_id IN "
        "(SELECT value FROM json_each(:among)))"
        if among is not None
        else ""
    )
    rows = case.all(f"SELECT id, digest, signature, by FROM approvals {where}", {"among": json.dumps(among)})
    return [(made, whole, signature, UserId(by)) for made, whole, signature, by in rows]


def approved_by_their_own(case: Case, among: Sequence[ItemId] | None = None) -> list[ItemId]:
    """The items, all or of these, whose last approval is by who made a standing mark on them or found them
    relevant."""
    where = "AND i.item_id IN (SELECT value FROM json_each(:among))" if among is not None else ""
    rows = case.all(
        "SELECT DISTINCT i.item_id FROM approved_items i JOIN approvals a ON a.id = "
        "i.approval_id WHERE NOT EXISTS "
        "(SELECT 1 FROM approved_items j JOIN approvals n ON n.id = j.approval_id WHERE "
        "j.item_id = i.item_id AND "
        "(n.at, n.rowid) > (a.at, a.rowid)) AND (EXISTS (SELECT 1 FROM standing_redactions r WHERE "
        "r.item_id = i.item_id AND r.by = a.by AND r.at < a.at) OR EXISTS (SELECT 1 FROM "
        "current_decisions d WHERE "
        f"d.item_id = i.item_id AND d.value = 'RELEVANT' AND d.by = a.by AND d.at < a.at)) "
        f"{where} ORDER BY 1",
        {"among": json.dumps(among)},
    )
    return [ItemId(item) for (item,) in rows]


def texts_to_screen(case: Case, among: Sequence[ItemId]) -> list[tuple[ItemId, str, int]]:
    """Those of these items that no screen ever held, with text and conversation, for the privilege screen
    alone."""
    rows = case.all(
        "SELECT i.id, coalesce(i.text, ''), i.thread_id FROM items i WHERE i.id IN "
        "(SELECT value FROM json_each(:among)) AND i.id NOT IN (SELECT item_id FROM privilege) "
        "AND i.id NOT IN "
        "(SELECT item_id FROM releases) ORDER BY i.id",
        {"among": json.dumps(among)},
    )
    return [(ItemId(item), text, thread) for item, text, thread in rows]


def conversations(case: Case, among: Sequence[ItemId]) -> list[int]:
    """The conversations of these items."""
    rows = case.all(
        "SELECT DISTINCT thread_id FROM items WHERE id IN (SELECT value FROM json_each(:among)) ORDER BY 1",
        {"among": json.dumps(among)},
    )
    return [thread for (thread,) in rows]


def files_beside(case: Case, among: Sequence[ItemId]) -> tuple[list[ItemId], list[int]]:
    """Of the conversations of these items: those that have files, and the numbers of the files that are
    kept."""
    rows = case.all(
        "SELECT a.item_id, a.blob_id FROM attachments a JOIN items i ON i.id = a.item_id WHERE "
        "i.thread_id IN "
        "(SELECT thread_id FROM items WHERE id IN (SELECT value FROM json_each(:among)))",
        {"among": json.dumps(among)},
    )
    return sorted({ItemId(item) for item, _ in rows}), sorted({blob for _, blob in rows if blob is not None})
