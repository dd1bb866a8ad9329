"""What became of a message in sms.db: tapbacks, edits, unsending, deletion (reference/formats.md 3.12)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from evidence_review.importers.markup.ios_archived import plist
from evidence_review.importers.markup.typedstream import words_in
from evidence_review.importers.phones.ios_messages.people import People
from evidence_review.importers.phones.ios_sources import apple, key, utc
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.text.row_values import number, words

_TAPBACKS = {
    0: "Loved", 1: "Liked", 2: "Disliked", 3: "Laughed at", 4: "Emphasised", 5: "Questioned", 6: "Reacted with an emoji", 7: "Reacted with a sticker",
}  # fmt: skip
STICKER, VOTE = 1000, 4000


def tapback(row: Mapping[str, Any]) -> str | None:
    """What a row that is a reaction says, in words; None for a message."""
    kind = number(row.get("associated_message_type")) or 0
    emoji = words(row.get("associated_message_emoji"))
    if 2000 <= kind < 3000 or 3000 <= kind < 4000:
        said = _TAPBACKS.get(kind % 1000, f"Reaction {kind}") + (f" {emoji}" if emoji else "")
        return said if kind < 3000 else f"Took back: {said}"
    return {STICKER: "Put a sticker on it", VOTE: "Voted"}.get(kind)


def target(row: Mapping[str, Any]) -> str:
    """The guid of the message that a reaction belongs to, without the part it names (`p:0/GUID`,
    `bp:GUID`)."""
    return (words(row.get("associated_message_guid")) or "").rpartition("/")[2].rpartition(":")[2]


@dataclass(slots=True)
class Changes:
    """Reactions by the guid of their message, deletions by its row, rows that carry a file."""

    reactions: dict[str, list[str]] = field(default_factory=dict)
    deleted: dict[int, str] = field(default_factory=dict)
    parts: dict[int, list[str]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def stands_with(self, row: Mapping[str, Any], attached: object) -> bool:
        """Whether a row is told wholly by the message that it belongs to."""
        return tapback(row) is not None and not attached and target(row) in self.known


def changes_of(db: Database, people: People) -> Changes:
    """What other rows and tables say of messages."""
    found = Changes(defaultdict(list), {}, defaultdict(list))
    if db.has("message", "associated_message_type", "associated_message_guid"):
        sql = "SELECT ROWID AS ROWID, * FROM message WHERE associated_message_type BETWEEN 1000 AND 4999"
        for row in db.select(sql, "message"):
            found.reactions[target(row)].append(_reaction(row, people))
        for guid in found.reactions:
            if next(db.select("SELECT 1 AS one FROM message WHERE guid = ?", "message", None, (guid,)), None):
                found.known.add(guid)
    for row in db.rows("chat_recoverable_message_join"):
        deleted = f"recently deleted {utc(apple(row.get('delete_date')))}".strip()
        found.deleted[key(row, "message_id")] = deleted
    for row in db.rows("recoverable_message_part"):
        found.parts[key(row, "message_id")].append(_part(row))
    return found


def _reaction(row: Mapping[str, Any], people: People) -> str:
    """Who reacted, how and when."""
    who = people.me(row) if number(row.get("is_from_me")) == 1 else people.handle(row.get("handle_id"))
    by = "the owner" if who and who.is_owner else (who.label() if who else "") or "someone not named"
    when = utc(apple(row.get("date"))) or "no date"
    return f"{tapback(row) or 'Reaction'} by {by}, {when} (row {row['ROWID']})"


def _part(row: Mapping[str, Any]) -> str:
    data = row.get("part_text")
    text = words_in(data) if isinstance(data, bytes) else None
    return (
        f"part {row.get('part_index')}, deleted {utc(apple(row.get('delete_date'))) or 'at no date'}: "
        f"{text.text if text else words(data) or '(no text)'}"
    )


def edits(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Earlier wordings and unsent parts, from `message_summary_info`."""
    held = plist(row.get("message_summary_info"))
    if not isinstance(held, dict):
        return
    wordings = held.get("ec")
    for part, versions in wordings.items() if isinstance(wordings, dict) else ():
        for count, version in enumerate(versions if isinstance(versions, list) else (), 1):
            if isinstance(version, dict):
                yield f"wording {count} of part {part}", _wording(version)
    for part in held.get("rp") or () if isinstance(held.get("rp"), list) else ():
        yield "unsent", f"part {part}"


def _wording(version: Mapping[str, Any]) -> str:
    text = words_in(version["t"]) if isinstance(version.get("t"), bytes) else None
    return f"{utc(apple(version.get('d'))) or 'no date'}: {text.text if text else '(could not be read)'}"


def is_unsent(row: Mapping[str, Any]) -> bool:
    """Whether the whole message was taken back by its sender."""
    held = plist(row.get("message_summary_info"))
    parts = held.get("rp") if isinstance(held, dict) else None
    gone = not row.get("text") and not row.get("attributedBody")
    return bool(number(row.get("date_retracted"))) or (bool(parts) and gone)
