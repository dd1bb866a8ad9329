"""Messages of WhatsApp for Android until about 2021: the table `messages` (reference/formats.md 3.13)."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import batched

from evidence_review.domain.evidence import Attachment, Item, Problem
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.phones.android_whatsapp.new import APP, SENTINEL
from evidence_review.importers.phones.android_whatsapp.people import People, is_group
from evidence_review.importers.phones.android_whatsapp.sides import Media, Row, Sides, media_row
from evidence_review.importers.phones.android_whatsapp.values import CALL_TYPES, DELETED, EVENTS, TYPES
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.tally import Unknown
from evidence_review.importers.text.row_values import number, rest, words
from evidence_review.importers.times.epochs import epoch

_BATCH = 2000
_WAYS: dict[int | None, Direction] = {0: Direction.INCOMING, 1: Direction.OUTGOING}
_SYSTEM_STATUS = 6
_REVOKED_VERSION = 7
_WITH_FILES = frozenset({1, 2, 3, 9, 13, 20, 23, 42, 43})
_USED = frozenset(
    {
        "_id",
        "rowid",
        "key_remote_jid",
        "key_from_me",
        "remote_resource",
        "timestamp",
        "data",
        "raw_data",
        "thumb_image",
    }
)
_PATH = re.compile(rb"(?:/[\x20-\x7e]{0,80}/)?(Media/[^\x00-\x1f]{3,200}?\.\w{2,5})")


@dataclass(slots=True)
class OldReader:
    """One database while its old table is read. Messages whose key is in `known` were read from the new
    table."""

    db: Database
    people: People
    sides: Sides
    media: Media
    unknown: Unknown
    known: Container[str]

    def messages(self) -> Iterator[Item | Problem]:
        """Every row of `messages`, in the order in which the phone stored them; rows that the new table
        repeats are counted."""
        repeated, has_calls = 0, self.db.count("call_log") > 0
        for rows in batched(self.db.rows("messages", ("_id",), self.sides.troubles), _BATCH):
            ids = [at for row in rows if (at := number(row.get("_id"))) is not None]
            self.sides.load(min(ids, default=0), max(ids, default=0))
            for row in rows:
                if words(row.get("key_remote_jid")) == "-1":
                    yield Problem(f"messages row {row.get('_id')}", ProblemKind.SKIPPED, SENTINEL, 1)
                elif row.get("key_id") and str(row["key_id"]) in self.known:
                    repeated += 1
                else:
                    yield self._message(row, has_calls=has_calls)
        if repeated:
            reason = f"{repeated} messages stand in the old table and the new one; they were read once."
            yield Problem("messages", ProblemKind.SKIPPED, reason, repeated)

    def _message(self, row: Row, *, has_calls: bool) -> Item:
        at, kind = number(row.get("_id")) or 0, number(row.get("media_wa_type"))
        thread, locator = (
            words(row.get("key_remote_jid")) or "no address",
            f"messages row {row.get('_id', row.get('rowid'))}",
        )
        system = number(row.get("status")) == _SYSTEM_STATUS
        if kind is not None and kind not in TYPES:
            self.unknown.add("message type", str(kind), locator)
        sender, others = self._people(row, thread, system=system)
        return Item(
            locator=locator,
            kind=_kind(kind, system=system, has_calls=has_calls),
            text=words(row.get("data")) or words(row.get("media_caption")) or words(row.get("data")),
            thread=thread,
            position=at,
            sender=sender,
            recipients=others,
            sent=epoch(row.get("timestamp")),
            direction=Direction.UNKNOWN
            if system
            else _WAYS.get(number(row.get("key_from_me")), Direction.UNKNOWN),
            app=APP,
            thread_title=self.people.names.get(thread) or thread,
            attachments=tuple(self._attachments(row, at, kind)),
            deleted_as_reported=_deleted(row, kind),
            extra=tuple(self._extra(row, at, kind, system=system)),
        )

    def _people(self, row: Row, thread: str, *, system: bool) -> tuple[Party | None, tuple[Party, ...]]:
        me, others, member = (
            self.people.owner.party,
            self.people.others(thread),
            words(row.get("remote_resource")),
        )
        written = self.people.party(member) if member and "@" in member else None
        if system:
            return written, others
        if number(row.get("key_from_me")) == 1:
            return me, others
        sender = written if is_group(thread) else self.people.party(thread) if "@" in thread else written
        return sender, (*(other for other in others if other != sender), me)

    def _attachments(self, row: Row, at: int, kind: int | None) -> list[Attachment]:
        preview = row.get("raw_data")
        if not (isinstance(preview, bytes) and preview.startswith(b"\xff\xd8")):
            preview = self.sides.first(at, "message_thumbnail").get("thumbnail")
        side = self.sides.first(at, "message_media")
        if side:
            return media_row(self.media, side, preview)
        if kind not in _WITH_FILES and not row.get("media_url") and not row.get("media_hash"):
            return media_row(self.media, {}, preview)
        blob = row.get("thumb_image")
        place = _PATH.search(blob) if isinstance(blob, bytes) else None
        made = {
            "file_path": place[1].decode("utf-8", "replace") if place else None,
            "media_name": row.get("media_name"),
            "mime_type": row.get("media_mime_type"),
            "file_size": row.get("media_size"),
            "file_hash": row.get("media_hash"),
        }
        return media_row(self.media, made, preview)

    def _extra(self, row: Row, at: int, kind: int | None, *, system: bool) -> Iterator[tuple[str, str]]:
        if kind:
            yield "type", TYPES.get(kind, f"type {kind}, not known")
        event = number(self.sides.first(at, "message_system").get("action_type"))
        event = number(row.get("media_size")) if system and event is None else event
        if system and event is not None:
            yield "event", EVENTS.get(event, f"event {event}, not known")
        if number(row.get("quoted_row_id")):
            sql = "SELECT * FROM messages_quotes WHERE _id = ?"
            for quote in self.db.select(sql, "messages_quotes", None, (row["quoted_row_id"],)):
                yield from rest(quote, {"_id"}, "quoted.")
        yield from rest(row, _USED)
        yield from self.sides.told(at)


def _kind(kind: int | None, *, system: bool, has_calls: bool) -> ItemKind:
    """What a row is; a call stands in the table of calls, where there is one."""
    if system or (kind in CALL_TYPES and has_calls):
        return ItemKind.SYSTEM
    return ItemKind.CALL if kind in CALL_TYPES else ItemKind.MESSAGE


def _deleted(row: Row, kind: int | None) -> str | None:
    """Deleted for everyone: its own kind since 2018, before that a version of the message."""
    if kind in DELETED:
        return DELETED[kind]
    return (
        DELETED[15] if number(row.get("edit_version")) == _REVOKED_VERSION and not row.get("data") else None
    )
