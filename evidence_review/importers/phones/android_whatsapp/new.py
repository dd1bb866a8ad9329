"""Messages and calls of WhatsApp for Android since 2021: tables `message`, `chat`, `jid`, `call_log`
(reference/formats.md 3.13)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched

from evidence_review.domain.evidence import Item, Problem
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.phones.android_whatsapp.people import Conversation, People, is_group
from evidence_review.importers.phones.android_whatsapp.sides import Media, Row, Sides, media_row
from evidence_review.importers.phones.android_whatsapp.values import (
    CALL_RESULTS,
    CALL_TYPES,
    DELETED,
    EVENTS,
    SYSTEM_TYPES,
    TYPES,
)
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.tally import Unknown
from evidence_review.importers.text.row_values import number, rest, words
from evidence_review.importers.times.epochs import epoch

APP = "WhatsApp"
SENTINEL = "A row that WhatsApp itself puts at the start of every database was left out; it is no message."
_BATCH = 2000
_USED = frozenset(
    {"_id", "rowid", "chat_row_id", "from_me", "sender_jid_row_id", "timestamp", "message_type", "text_data"}
)
_CALL_USED = frozenset(
    {
        "_id",
        "rowid",
        "jid_row_id",
        "from_me",
        "timestamp",
        "video_call",
        "duration",
        "call_result",
        "group_jid_row_id",
    }
)


@dataclass(slots=True)
class Reader:
    """One database while it is read. `keys` are the message ids met, by which the old table is compared."""

    db: Database
    people: People
    sides: Sides
    media: Media
    unknown: Unknown
    keys: set[str]

    def messages(self) -> Iterator[Item | Problem]:
        """Every row of `message`, in the order in which the phone stored them."""
        has_calls = self.db.count("call_log") > 0
        for rows in batched(self.db.rows("message", ("_id",), self.sides.troubles), _BATCH):
            ids = [at for row in rows if (at := number(row.get("_id"))) is not None]
            self.sides.load(min(ids, default=0), max(ids, default=0))
            for row in rows:
                if number(row.get("chat_row_id")) == -1 and not row.get("timestamp"):
                    yield Problem(f"message row {row.get('_id')}", ProblemKind.SKIPPED, SENTINEL, 1)
                else:
                    self.keys.add(words(row.get("key_id")) or "")
                    yield self._message(row, has_calls=has_calls)

    def _message(self, row: Row, *, has_calls: bool) -> Item:
        at, kind = number(row.get("_id")) or 0, number(row.get("message_type"))
        chat, listed = self._chat(row.get("chat_row_id"))
        locator = f"message row {row.get('_id', row.get('rowid'))}"
        if kind is not None and kind not in TYPES:
            self.unknown.add("message type", str(kind), locator)
        media = self.sides.first(at, "message_media")
        sender, others = self._people(row, chat, system=kind in SYSTEM_TYPES)
        return Item(
            locator=locator,
            kind=_kind(kind, has_calls=has_calls),
            text=words(row.get("text_data"))
            or words(media.get("media_caption"))
            or words(row.get("text_data")),
            thread=chat.thread,
            position=number(row.get("sort_id")) or at,
            sender=sender,
            recipients=others,
            sent=epoch(row.get("timestamp")),
            direction=self._direction(row, kind),
            app=APP,
            thread_title=chat.title,
            attachments=tuple(
                media_row(self.media, media, self.sides.first(at, "message_thumbnail").get("thumbnail"))
            ),
            deleted_as_reported=DELETED.get(kind or 0)
            or ("deleted for everyone" if self.sides.first(at, "message_revoked") else None),
            extra=(*self._extra(row, at, kind), *chat.extra, *listed),
        )

    def _chat(self, row: object) -> tuple[Conversation, tuple[tuple[str, str], ...]]:
        found = self.people.chats.get(number(row) or 0)
        if found:
            return found, ()
        return Conversation(f"chat {number(row) or 'not set'}", ""), (
            ("conversation", "no longer in the database"),
        )

    def _people(
        self, row: Row, chat: Conversation, *, system: bool
    ) -> tuple[Party | None, tuple[Party, ...]]:
        me, written = (
            self.people.owner.party,
            self.people.party(self.people.address(row.get("sender_jid_row_id"))),
        )
        if system:
            return written, chat.others
        if number(row.get("from_me")) == 1:
            return me, chat.others
        sender = written or (chat.others[0] if len(chat.others) == 1 and not chat.is_group else None)
        return sender, (*(other for other in chat.others if other != sender), me)

    def _direction(self, row: Row, kind: int | None) -> Direction:
        mine = number(row.get("from_me"))
        if kind in SYSTEM_TYPES or mine not in {0, 1}:
            return Direction.UNKNOWN
        return Direction.OUTGOING if mine else Direction.INCOMING

    def _extra(self, row: Row, at: int, kind: int | None) -> Iterator[tuple[str, str]]:
        if kind != 0:
            yield "type", TYPES.get(-1 if kind is None else kind, f"type {kind}, not known")
        event = number(self.sides.first(at, "message_system").get("action_type"))
        if event is not None:
            yield "event", EVENTS.get(event, f"event {event}, not known")
        yield from rest(row, _USED)
        yield from self.sides.told(at)

    def calls(self) -> Iterator[Item]:
        """Every row of `call_log`."""
        threads = {chat.thread: chat for chat in self.people.chats.values()}
        for row in self.db.rows("call_log", ("_id",), self.sides.troubles):
            group = self.people.jids.get(number(row.get("group_jid_row_id")) or 0)
            raw = group or self.people.jids.get(number(row.get("jid_row_id")) or 0) or "no number"
            yield self._call(row, raw, threads.get(raw))

    def _call(self, row: Row, raw: str, chat: Conversation | None) -> Item:
        other = self.people.party(self.people.address(row.get("jid_row_id")))
        sender, recipients, direction = self._call_ends(row, other, chat)
        duration, result = number(row.get("duration")) or 0, number(row.get("call_result"))
        said = "answered" if duration > 0 else CALL_RESULTS.get(result or 0, f"result {result}, not known")
        return Item(
            locator=f"call_log row {row.get('_id', row.get('rowid'))}",
            kind=ItemKind.CALL,
            text=None,
            thread=raw,
            position=number(row.get("timestamp")) or 0,
            sender=sender,
            recipients=recipients,
            sent=epoch(row.get("timestamp")),
            direction=direction,
            app=APP,
            thread_title=chat.title if chat else (other.label() if other else ""),
            extra=(
                ("call", f"{'video' if number(row.get('video_call')) == 1 else 'voice'}, {said}"),
                ("seconds", str(duration)),
                *(() if result is None else (("call_result", str(result)),)),
                *rest(row, _CALL_USED),
            ),
        )

    def _call_ends(
        self, row: Row, other: Party | None, chat: Conversation | None
    ) -> tuple[Party | None, tuple[Party, ...], Direction]:
        """Sender, recipients and direction of a call."""
        me, outgoing = self.people.owner.party, number(row.get("from_me"))
        if outgoing == 0:
            return other, (me,), Direction.INCOMING
        alone = (other,) if other and not is_group(other.identifier or "") else ()
        others = tuple(dict.fromkeys((*alone, *(chat.others if chat else ()))))
        return (me, others, Direction.OUTGOING) if outgoing == 1 else (None, others, Direction.UNKNOWN)


def _kind(kind: int | None, *, has_calls: bool) -> ItemKind:
    """A call that stands in a chat is an event there where the call itself is in `call_log`."""
    if kind in CALL_TYPES:
        return ItemKind.SYSTEM if has_calls else ItemKind.CALL
    return ItemKind.SYSTEM if kind in SYSTEM_TYPES else ItemKind.MESSAGE
