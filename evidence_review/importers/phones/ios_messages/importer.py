"""Messages of an iPhone, iPad or Mac: sms.db and chat.db of every version (reference/formats.md 3.12).

People are in ios_messages_people, reactions and edits in ios_messages_changes, the tables before iOS 6 in
ios_messages_old.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Moment, Problem
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.markup.ios_archived import strings_in, unarchived
from evidence_review.importers.markup.typedstream import words_in
from evidence_review.importers.phones.ios_messages.changes import (
    Changes,
    changes_of,
    edits,
    is_unsent,
    tapback,
)
from evidence_review.importers.phones.ios_messages.old import old_messages
from evidence_review.importers.phones.ios_messages.people import Conversation, People, people_of
from evidence_review.importers.phones.ios_messages.values import KNOWN, NOT_SHOWN, event
from evidence_review.importers.phones.ios_sources import (
    Phone,
    Source,
    Values,
    apple,
    importer_of,
    nonzero,
    utc,
)
from evidence_review.importers.plugin import About
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.tally import Unknown
from evidence_review.importers.text.row_values import number, rest, words

_APPS = {
    "imessage": "iMessage",
    "sms": "SMS",
    "rcs": "RCS",
    "imessagelite": "iMessage",
    "satellitesms": "SMS",
    "mms": "MMS",
}
_DATES = ("date_read", "date_delivered", "date_edited", "date_retracted", "date_played", "date_recovered")
_WAYS: dict[int | None, Direction] = {0: Direction.INCOMING, 1: Direction.OUTGOING}
_START = datetime(2001, 1, 1)  # noqa: DTZ001  instants are stored without tzinfo
_NO_TEXT = (
    "The text of this message is stored in a form that could not be read. Ask the supplier for this "
    "message as a report or picture of the screen."
)


def fits(tables: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether these are the tables of Messages, since iOS 6 or before."""
    columns = set(tables.get("message", ()))
    since_ios_6 = columns >= {"is_from_me", "text"} and bool(columns & {"handle_id", "attributedBody"})
    return since_ios_6 or (
        columns >= {"address", "flags", "text"} and bool(columns & {"group_id", "svc_center"})
    )


def values(db: Database, phone: Phone) -> Values:
    """Every row of `message`, as stored, and what is to be said of the database."""
    if not db.has("message", "is_from_me"):
        yield from old_messages(db, phone)
        return
    people = people_of(db, phone)
    reader = _Reader(db, phone, people, changes_of(db, people), attachments_of(db))
    for row in db.rows("message", (), phone.troubles.append):
        yield from reader.read(row)
    yield from reader.ending()


def attachments_of(db: Database) -> dict[int, list[dict[str, Any]]]:
    """The rows of `attachment` by the row of their message."""
    rows = {number(row.get("ROWID", row.get("rowid"))): row for row in db.rows("attachment")}
    found: dict[int, list[dict[str, Any]]] = {}
    for join in db.rows("message_attachment_join"):
        row = rows.get(number(join.get("attachment_id")))
        if row is not None:
            found.setdefault(number(join.get("message_id")) or 0, []).append(row)
    return found


def _named(db: Database) -> Iterator[str]:
    yield from (name for row in db.rows("attachment") if (name := words(row.get("filename"))))


@dataclass(slots=True)
class _Reader:
    db: Database
    phone: Phone
    people: People
    changes: Changes
    attached: dict[int, list[dict[str, Any]]]
    unknown: Unknown = field(default_factory=Unknown)
    reactions: int = 0
    recovered: int = 0

    def read(self, row: dict[str, Any]) -> Iterator[Item | Problem]:
        at = number(row.get("ROWID", row.get("rowid"))) or 0
        files = self.attached.get(at, [])
        if self.changes.stands_with(row, files):
            self.reactions += 1
            return
        text, how = _text(row)
        self.recovered += bool(how)
        made = self._item(row, at, text, how, files)
        yield made
        if text is None and isinstance(row.get("attributedBody"), bytes) and row["attributedBody"]:
            yield Problem(made.locator, ProblemKind.PARTLY_READ, _NO_TEXT)

    def _item(
        self, row: dict[str, Any], at: int, text: str | None, how: str, files: list[dict[str, Any]]
    ) -> Item:
        chat, locator = self.people.chat(at, row), self.phone.at("message", at)
        happened, reaction, sent = event(row), tapback(row), apple(row.get("date"))
        sender, others = self._ends(row, chat)
        service = words(row.get("service")) or ""
        return Item(
            locator=locator,
            kind=ItemKind.SYSTEM if happened or reaction else ItemKind.MESSAGE,
            text=text,
            thread=chat.thread,
            position=_position(sent, at),
            sender=sender,
            recipients=others,
            sent=sent,
            direction=_WAYS.get(number(row.get("is_from_me")), Direction.UNKNOWN),
            app=_APPS.get(service.lower(), service) or "Messages",
            thread_title=chat.title,
            attachments=tuple(self._file(each) for each in files),
            deleted_as_reported=self.changes.deleted.get(at)
            or ("unsent by its sender" if is_unsent(row) else None),
            extra=tuple(
                self._extra(
                    row,
                    at,
                    how,
                    happened or (reaction and f"{reaction} (its message is not in this database)"),
                )
            ),
        )

    def _ends(self, row: dict[str, Any], chat: Conversation) -> tuple[Party | None, tuple[Party, ...]]:
        me, handle = self.people.me(row), self.people.handle(row.get("handle_id"))
        if number(row.get("is_from_me")) == 1:
            return me, chat.others or ((handle,) if handle and not chat.is_group else ())
        sender = handle or (chat.others[0] if len(chat.others) == 1 and not chat.is_group else None)
        return sender, (*(other for other in chat.others if other != sender), me)

    def _file(self, row: dict[str, Any]) -> Attachment:
        path, name = words(row.get("filename")) or "", words(row.get("transfer_name")) or ""
        return self.phone.files.attachment(
            path, name, words(row.get("mime_type")) or "", number(row.get("total_bytes"))
        )

    def _extra(
        self, row: dict[str, Any], at: int, how: str, happened: str | None
    ) -> Iterator[tuple[str, str]]:
        told = (("event", happened), ("how the text was read", how))
        yield from ((name, said) for name, said in told if said)
        yield from edits(row)
        yield from (("deleted part", each) for each in self.changes.parts.get(at, ()))
        guid = words(row.get("guid")) or "no guid"
        yield from (("reaction", each) for each in self.changes.reactions.get(guid, ()))
        if origin := words(row.get("thread_originator_guid")):
            sql = "SELECT ROWID AS number FROM message WHERE guid = ?"
            found = next(self.db.select(sql, "message", None, (origin,)), None)
            yield from (
                ("answers message", self.phone.at("message", one["number"])) for one in (found,) if one
            )
        yield from (("also in conversation", each) for each in self.people.also_in(at))
        if other := self.people.handle(row.get("other_handle")):
            yield "about", other.label()
        yield from ((name, said) for name in _DATES if (said := utc(apple(row.get(name)))))
        yield from (("app content", f"{key}: {said}") for key, said in _balloon(row))
        yield from self._other_columns(row, at)

    def _other_columns(self, row: dict[str, Any], at: int) -> Iterator[tuple[str, str]]:
        """Every other column that is set; 0 is "not set" in each of them."""
        for name, said in rest(nonzero(row), NOT_SHOWN):
            if name not in KNOWN:
                self.unknown.add("column of message", name, self.phone.at("message", at))
            yield name, said

    def ending(self) -> Iterator[Problem]:
        """Reactions, files, deletions and unknown columns, counted."""
        if self.reactions:
            reason = (
                f"{self.reactions} reactions (tapbacks) stand with the messages they belong to, not as "
                f"messages of their own."
            )
            yield Problem(f"{self.phone.prefix}message", ProblemKind.SKIPPED, reason, self.reactions)
        if self.recovered:
            reason = (
                f"The text of {self.recovered} messages was recovered from a damaged value; each says "
                f"so. Check them against the phone."
            )
            yield Problem(f"{self.phone.prefix}message", ProblemKind.PARTLY_READ, reason)
        gone = self.db.count("deleted_messages")
        if gone:
            reason = f"The database lists {gone} messages as deleted. It no longer holds their text."
            yield Problem(f"{self.phone.prefix}deleted_messages", ProblemKind.SOURCE_FLAG, reason)
        missing = [
            name
            for name in ("handle", "chat", "chat_message_join", "message_attachment_join")
            if name not in self.db.tables
        ]
        if missing:
            reason = (
                f"Tables that belong to this database are missing ({', '.join(missing)}), so that "
                f"people, conversations or files may be too. Ask for a whole copy."
            )
            yield Problem(f"{self.phone.prefix}message", ProblemKind.SOURCE_FLAG, reason)
        yield from self.phone.files.problems(f"{self.phone.prefix}attachment")
        yield from self.unknown.problems()


def _text(row: Mapping[str, Any]) -> tuple[str | None, str]:
    """The text, and how it was recovered where it is not stored as such: since iOS 16 most often in
    `attributedBody` alone."""
    text, body = words(row.get("text")), row.get("attributedBody")
    if text or not isinstance(body, bytes) or not body:
        return text, ""
    found = words_in(body)
    return (found.text, found.how) if found else (text, "")


def _position(sent: Moment | None, at: int) -> int:
    """By time, since rows that came from the cloud stand in no order; undated ones by their row."""
    return (sent.utc - _START) // timedelta(microseconds=1) if sent and sent.utc else at


def _balloon(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    data = row.get("payload_data")
    return list(strings_in(unarchived(data)))[:40] if isinstance(data, bytes) else []


SOURCE = Source(
    "iPhone messages (sms.db)",
    frozenset({"sms.db", "chat.db"}),
    fits,
    values,
    About(
        "sms.db of an iPhone or iPad, chat.db of a Mac",
        "iOS 3 to 26 and macOS 10.8 to 26 by their columns; tables may be missing",
        (
            "messages (iMessage, SMS, MMS, RCS) with styled text, earlier wordings, unsending, recent "
            "deletion, reactions, group events, files, previews of links; files that a deleted message "
            "left behind"
        ),
        "stickers and app messages beyond the words in them; handwriting and Digital Touch drawings",
        (
            "a damaged styled text is recovered by a search and marked; the database gives no names, "
            "they come from the address book of the same backup"
        ),
    ),
    _named,
)

IMPORTER = importer_of(SOURCE)
