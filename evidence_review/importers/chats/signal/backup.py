"""Signal's own export of chats as JSON (Desktop since 2026, and local backups that were decrypted):
main.jsonl, its files beside it, a folder, a zip or the file alone.

Each line is one object of one kind: the header, the account, a person or group, a chat, or an item of a chat.
Names of fields are those of Signal's published backup schema; what people and items say is in
`signal_backup_people` and `signal_backup_words`.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_files, account_records
from evidence_review.importers.accounts.account_download import Account, by_time, extras
from evidence_review.importers.accounts.account_files import names_of, start_of
from evidence_review.importers.chats.signal.backup_people import People
from evidence_review.importers.chats.signal.backup_words import BODIES, Said, said_in
from evidence_review.importers.packed.archives import DamagedMember
from evidence_review.importers.plugin import About, Clock, Importer
from evidence_review.importers.tally import distinct, tallied
from evidence_review.importers.times.epochs import epoch

APP = "Signal"
_NAME = "main.jsonl"
_KINDS = frozenset({
    "account", "recipient", "chat", "chatItem", "stickerPack", "adHocCall", "notificationProfile",
    "chatFolder",
})  # fmt: skip
_USED = frozenset({"chatId", "authorId", "dateSent", "incoming", "outgoing", "directionless", *BODIES})
_KNOWN = frozenset({"expireStartDate", "expiresInMs", "revisions", "sms", "pinDetails"})
_LONGEST = 64 << 20
_DAMAGED = "A line of this export is damaged and could not be read. Ask for a fresh copy."
_CUT = "This export ends in the middle of a line. Everything before was read; ask for a fresh copy."


def recognises(path: Path) -> bool:
    """Lines of JSON of the kinds that Signal writes; a folder or zip with main.jsonl near its top."""
    if path.is_file() and not account_files.is_zip(path):
        return _fits(start_of(path, path.name))
    if path.is_dir():
        names = [
            each.relative_to(path).as_posix()
            for pattern in (_NAME, f"*/{_NAME}")
            for each in path.glob(pattern)
        ]
    else:
        names = [name for name in names_of(path) if PurePosixPath(name).name == _NAME]
    return any(_fits(start_of(path, name)) for name in islice(names, 5))


def _fits(start: bytes) -> bool:
    """Whether the first whole lines are a header or lines of Signal's kinds, two of them at least."""
    lines = start.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    found = [_kind(_loaded(line)) for line in islice(filter(bytes.strip, lines[:-1]), 6)]
    return len(found) > 1 and all(found) and any(kind != "stickerPack" for kind in found)


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _kind(value: Any) -> str:
    """The kind of a line; "header" for the first, empty where it is none."""
    if not isinstance(value, dict):
        return ""
    if "backupTimeMs" in value:
        return "header"
    return next(iter(value)) if len(value) == 1 and next(iter(value)) in _KINDS else ""


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Every line as an item: people as contacts, what stands in chats as messages, calls and notices, all
    else as records."""
    with account_files.opened(path) as files:
        export = _Export(Account(APP, files, options, Clock(options.zone), zone="UTC"))
        yield from tallied(distinct(export.values()), "This export holds no messages. That proves nothing.")


@dataclass(slots=True)
class _Export:
    """One export while it is read."""

    account: Account
    people: People = field(init=False)
    kinds: Counter[str] = field(default_factory=Counter[str])

    def __post_init__(self) -> None:
        self.people = People(self.account)

    def values(self) -> Iterator[Item | Problem | Declared]:
        """Every file of lines, then what is left of the files."""
        tree, files = self.account.files.tree, self.account.files
        for name in [
            each for each in tree.names() if each.lower().endswith(".jsonl") or len(tree.sizes) == 1
        ]:
            files.used.add(name)
            yield from self._lines(name, f"{name}:" if len(tree.sizes) > 1 else "")
        yield from (
            Declared(f"lines of the kind {kind}", count) for kind, count in sorted(self.kinds.items())
        )
        yield from self.account.remarks()

    def _lines(self, name: str, at: str) -> Iterator[Item | Problem]:
        rest, number = b"", 0
        try:
            for chunk in self.account.files.tree.chunks(name):
                *whole, rest = (rest + chunk).split(b"\n")
                if len(rest) > _LONGEST:
                    whole, rest = [*whole, rest], b""
                for line in whole:
                    number += 1
                    yield from self._line(line, f"{at}line {number}", number)
        except (DamagedMember, OSError):
            yield Problem(name, ProblemKind.PARTLY_READ, _CUT, 1)
        if rest.strip():
            number += 1
            if _loaded(rest) is None:
                yield Problem(f"{at}line {number}", ProblemKind.PARTLY_READ, _CUT, 1)
            else:
                yield from self._line(rest, f"{at}line {number}", number)

    def _line(self, line: bytes, locator: str, number: int) -> Iterator[Item | Problem]:
        line = line.strip().removeprefix(b"\xef\xbb\xbf")
        if not line:
            return
        value = _loaded(line)
        kind = _kind(value)
        if not isinstance(value, dict):
            yield Problem(locator, ProblemKind.NOT_READ, _DAMAGED, 1)
            return
        self.kinds[kind or "other"] += 1
        inner = value.get(kind)
        if not isinstance(inner, dict):
            yield self.account.record(value, locator, "export", number)
        elif kind == "chatItem":
            yield self._item(inner, locator, number)
        else:
            yield from self._about(kind, inner, locator, number)

    def _about(self, kind: str, inner: dict[str, Any], locator: str, number: int) -> Iterator[Item]:
        """An account, a person, a group or a chat: what later lines refer to, and a record of it."""
        self.people.take(kind, inner)
        party = self.people.party(inner.get("id")) if kind == "recipient" else None
        what = (
            ItemKind.CONTACT
            if party and isinstance(inner.get("contact"), dict)
            else ItemKind.ACCOUNT
            if kind == "account"
            else ItemKind.RECORD
        )
        made = account_records.record(
            {kind: inner}, locator, "people" if kind == "recipient" else "export", number, APP, kind=what
        )
        yield Item(
            made.locator, made.kind, made.text, made.thread, number, sender=None, recipients=(party,) if party and what is ItemKind.CONTACT else (),
            app=APP, extra=made.extra,
        )  # fmt: skip

    def _item(self, item: dict[str, Any], locator: str, number: int) -> Item:
        said = said_in(item, self.people)
        for body in [
            key for key, value in item.items() if isinstance(value, dict) and key not in _USED | _KNOWN
        ]:
            self.account.unknown.add("kind of chat item", body, locator)
        direction = self._direction(item, said)
        author = self.people.party(item.get("authorId"))
        sent = epoch(item.get("dateSent"))
        thread = str(item.get("chatId") or "0")
        return Item(
            locator=locator,
            kind=said.kind,
            text=self._text(said),
            thread=f"chat {thread}",
            position=by_time(sent, number),
            sender=author,
            recipients=self._recipients(item, direction, author),
            sent=sent,
            direction=direction,
            app=APP,
            thread_title=self.people.title(thread),
            attachments=tuple(self._file(each) for each in said.files),
            deleted_as_reported=said.deleted,
            extra=(*said.extra, *extras(self.account, item, _USED, _KNOWN, locator), *_times(item)),
        )

    def _direction(self, item: dict[str, Any], said: Said) -> Direction:
        if said.direction is not None:
            return said.direction
        return (
            Direction.INCOMING
            if "incoming" in item
            else Direction.OUTGOING
            if "outgoing" in item
            else Direction.UNKNOWN
        )

    def _recipients(
        self, item: dict[str, Any], direction: Direction, author: Party | None
    ) -> tuple[Party, ...]:
        """Whom the export names as reached; else the other of two. Who was in a group when a message came is
        not known."""
        found = self._receivers(item)
        if found or direction is Direction.UNKNOWN:
            return found
        if direction is Direction.INCOMING:
            return (self.account.owner.party,) if self.account.owner.party.label() else ()
        other = self.people.other(str(item.get("chatId") or "0"))
        return (other,) if other and other != author else ()

    def _receivers(self, item: dict[str, Any]) -> tuple[Party, ...]:
        outgoing = item.get("outgoing")
        listed = outgoing.get("sendStatus") if isinstance(outgoing, dict) else None
        named = (
            self.people.party(each.get("recipientId")) for each in listed or () if isinstance(each, dict)
        )
        return tuple(dict.fromkeys(party for party in named if party))

    def _text(self, said: Said) -> str | None:
        """The words; of a long message all of them, which lie in a file of their own."""
        place = self.account.kept(said.long) if said.long else None
        if place is None:
            return said.text
        try:
            whole = self.account.files.tree.read(place, 1 << 24).decode("utf-8")
        except (DamagedMember, OSError, UnicodeDecodeError):
            return said.text
        self.account.files.used.add(place)
        return whole if whole.startswith((said.text or "")[:100]) else said.text

    def _file(self, wanted: Attachment) -> Attachment:
        """A file of the export, which is named by a hash (`member`); shown under the name that it had."""
        place = self.account.kept(wanted.member) if wanted.member else None
        if place is None:
            self.account.files.left_out(wanted.name)
            return Attachment(wanted.name, wanted.media_type, wanted.size, wanted.sha256)
        found = self.account.files.attachment(place, claimed_type=wanted.media_type)
        return Attachment(
            wanted.name if wanted.name != wanted.member else found.name,
            found.media_type,
            found.size,
            found.sha256,
            found.member,
            found.data,
        )


def _times(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """When it came, and what became of it, as the export says."""
    for way in ("incoming", "outgoing"):
        about = item.get(way)
        for key, value in about.items() if isinstance(about, dict) else ():
            moment = epoch(value) if key.startswith("date") else None
            shown = f"{moment.utc.isoformat()}Z" if moment and moment.utc else account_records.as_text(value)
            if value not in (None, "", [], {}, False):
                yield f"{way}/{key}", shown


IMPORTER = Importer(
    "Signal export (JSON)",
    "1",
    recognises,
    read,
    about=About(
        (
            "Signal's own export of chats as JSON (main.jsonl with its folder files), as a folder, a "
            "zip or the file alone; decrypted local backups of the same layout"
        ),
        (
            "the layout of Signal's published backup schema (2024 to 2026), by the readers of others; "
            "no whole real export was at hand"
        ),
        (
            "messages with direction, quotes, reactions, earlier wordings, polls, stickers, contacts "
            "sent, deleted and view-once marks; calls; notices; people and groups; files by the hash "
            "they are named by"
        ),
        "backups that are still encrypted; the pictures of link previews and people",
        (
            "of an incoming message in a group it is not known who else was in it; texts that vanished "
            "by their timer are not in it"
        ),
    ),
)
