"""What WhatsApp-Chat-Exporter wrote from a phone's WhatsApp: JSON of all chats or of one, and pages; one
file, a folder or a zip.

The JSON is an object by chat, each with its messages by row, as the program's data_model.py writes it (0.9 to
0.13). Its text is read as WhatsApp's. Pages are read by whatsapp_exporter_pages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any, Self

from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_files, account_records
from evidence_review.importers.accounts.account_download import Account, extras
from evidence_review.importers.accounts.account_files import names_of, start_of
from evidence_review.importers.chats import whatsapp_exporter_pages
from evidence_review.importers.chats.whatsapp_exporter_pages import (
    APP,
    CALLS,
    DELETED,
    MISSING,
    Talk,
    Written,
    made,
)
from evidence_review.importers.markup import json_stream
from evidence_review.importers.markup.json_stream import Element
from evidence_review.importers.packed.export_files import Tree
from evidence_review.importers.plugin import About, Clock, Importer
from evidence_review.importers.tally import distinct, tallied
from evidence_review.importers.text.row_values import number
from evidence_review.importers.times.epochs import epoch

_OWN = frozenset({"my_avatar", "their_avatar", "their_avatar_thumb", "media_base", "messages"})
_USED_ALWAYS = frozenset({"from_me", "timestamp", "key_id"})
_TRUE = {"true": True, "1": True, "false": False, "0": False}
_USED = frozenset({"from_me", "timestamp", "data", "sender", "caption", "reactions"})
_KNOWN = frozenset({
    "time", "media", "key_id", "meta", "safe", "mime", "message_type", "received_timestamp", "read_timestamp", "reply", "quoted_data", "thumb", "sticker",
})  # fmt: skip
_FILES = {"android": frozenset({1, 2, 3, 9, 13, 20, 81}), "ios": frozenset({1, 2, 3, 8, 11, 15})}
"""Types of messages that have a file; the program leaves out the file of some without a word."""
_TWICE = "texts and pages of this export show again what is read from its data, and were left out."


@dataclass(slots=True)
class _Chats:
    """What was read so far: the titles of chats that had messages, and files left out since they show the
    same."""

    titles: set[str] = field(default_factory=set[str])
    left: int = 0


def recognises(path: Path) -> bool:
    """JSON by its first keys, a page by its title and heading; a folder or zip that holds one of these at its
    top or one below."""
    if path.is_file() and not account_files.is_zip(path):
        return _fits(start_of(path, path.name))
    likely = [name for name in sorted(_names_at_top(path)) if name.lower().endswith((".json", ".html"))]
    return any(_fits(start_of(path, name)) for name in likely[:40])


def _names_at_top(path: Path) -> list[str]:
    if path.is_dir():
        return [each.name for each in path.glob("*") if each.is_file()]
    return [name for name in names_of(path) if name.count("/") < 2]


def _fits(start: bytes) -> bool:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return (text[:1] == b"{" and _is_data(json_stream.load(text).value)) or whatsapp_exporter_pages.fits(text)


def _is_data(value: Any) -> bool:
    """Chats by their addresses, each with the keys that the program gives it; in whatever order another
    program wrote them again."""
    chat = next(iter(value.values()), None) if isinstance(value, dict) else None
    if not isinstance(chat, dict):
        return False
    first = next(iter(chat["messages"].values()), None) if isinstance(chat.get("messages"), dict) else None
    return len(_OWN & chat.keys()) > 2 or (isinstance(first, dict) and first.keys() >= _USED_ALWAYS)


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Every message of every chat; notices, deleted messages and calls as what they are; files that lie
    beside."""
    with account_files.opened(path) as files:
        account = Account(APP, files, options, Clock(options.zone))
        yield from tallied(distinct(_values(account)), "This export holds no messages. That proves nothing.")


def _values(account: Account) -> Iterator[Item | Problem | Declared]:
    files, chats = account.files, _Chats()
    fitting = _export_files(files.tree)
    for name in [name for name, start in fitting.items() if start.startswith(b"{")]:
        files.used.add(name)
        yield from _json(account, name, chats)
    for name in [name for name, start in fitting.items() if not start.startswith(b"{")]:
        files.used.add(name)
        page = whatsapp_exporter_pages.opened(account, name)
        if page.title in chats.titles and page.is_whole:
            chats.left += 1
        else:
            yield from whatsapp_exporter_pages.messages(account, page)
    yield from _shown_twice(account, fitting, chats)
    yield from account.remarks()


def _export_files(tree: Tree) -> dict[str, bytes]:
    """The files that this program wrote, with how each begins."""
    alone = len(tree.sizes) == 1
    names = [name for name in tree.names() if alone or name.lower().endswith((".json", ".html"))]
    starts = {name: tree.start(name, 65_536).removeprefix(b"\xef\xbb\xbf").lstrip() for name in names}
    return {name: start for name, start in starts.items() if _fits(start)}


def _shown_twice(account: Account, fitting: dict[str, bytes], chats: _Chats) -> Iterator[Problem]:
    """The program writes a text of each chat beside its pages, under the chat's name."""
    stems = {PurePosixPath(name).stem for name in fitting}
    for name in account.files.tree.names(".txt"):
        stem = PurePosixPath(name).stem
        if stem in chats.titles or any(page.endswith(f"-{stem.replace(' ', '-')}") for page in stems):
            account.files.used.add(name)
            chats.left += 1
    if chats.left:
        yield Problem("texts and pages", ProblemKind.SKIPPED, f"{chats.left} {_TWICE}")


def _json(account: Account, name: str, chats: _Chats) -> Iterator[Item | Problem]:
    source = json_stream.elements(
        account.files.tree.chunks(name), account.files.tree.sizes[name], "*.messages.{}"
    )
    for chat, each in groupby(
        source, lambda value: str(value.path[0]) if isinstance(value, Element) else None
    ):
        for place, one in enumerate(each, 1):
            if isinstance(one, Element):
                talk = _talk(account, str(chat), one.holder)
                chats.titles.add(talk.title)
                yield _message(account, talk, f"{name}:{chat}.messages.{one.path[-1]}", place, one.value)
                continue
            yield from _rest(account, name, one.value)
            if one.cut is not None:
                yield json_stream.cut_problem(name)


def _rest(account: Account, name: str, value: Any) -> Iterator[Item | Problem]:
    """What is said of the chats and people themselves: a record each, those without a message too."""
    for place, (chat, said) in enumerate(value.items() if isinstance(value, dict) else (), 1):
        about = (
            {key: each for key, each in said.items() if each not in (None, "", [], {})}
            if isinstance(said, dict)
            else said
        )
        kind = ItemKind.CONTACT if chat.endswith(("@s.whatsapp.net", "@lid")) else ItemKind.RECORD
        yield account.record(
            {"chat": chat, **about} if isinstance(about, dict) else said,
            f"{name}:{chat}",
            f"{name} chats",
            place,
            kind,
        )


def _talk(account: Account, chat: str, said: Any) -> Talk:
    title = str(said.get("name") or chat.partition("@")[0]) if isinstance(said, dict) else chat
    other = (
        None
        if chat.endswith(("@g.us", "@broadcast", "@newsletter")) or chat == CALLS
        else account.party(chat, title)
    )
    phone = str(said.get("type")) if isinstance(said, dict) else ""
    return Talk(chat, title, other, _FILES.get(phone, _FILES["android"]))


@dataclass(frozen=True, slots=True)
class _Row:
    """A message as the JSON holds it: its words or the place of its file, its type, and what it says of
    itself by true and false."""

    data: str | None
    type: int | None
    mine: bool | None
    media: bool | None
    is_meta: bool | None
    has_markup: bool | None

    @classmethod
    def of(cls, said: dict[str, Any]) -> Self:
        """The row of one object."""
        data = None if said.get("data") is None else account_records.as_text(said["data"])
        flags = (_TRUE.get(str(said.get(key)).lower()) for key in ("from_me", "media", "meta", "safe"))
        return cls(data, number(said.get("message_type")), *flags)

    @property
    def is_file(self) -> bool:
        """Whether its words are the place of a file."""
        return bool(self.media) and self.data != MISSING

    def lacks_file(self, types: frozenset[int]) -> bool:
        """Whether it had a file that is not here; messages of these types have one."""
        return self.data == MISSING or (not self.is_file and not self.is_meta and self.type in types)

    @property
    def is_deleted(self) -> bool:
        """Whether it was taken back."""
        return self.data == DELETED and (bool(self.is_meta) or self.type == 15)

    @property
    def words(self) -> str | None:
        """What was written, without the words with which the program stands in for a file or a message."""
        stands_in = self.is_meta and self.data in {MISSING, DELETED}
        if self.data is None or self.is_file or stands_in:
            return None
        return whatsapp_exporter_pages.plain(self.data, markup=bool(self.has_markup))


def _message(account: Account, talk: Talk, locator: str, place: int, said: Any) -> Item:
    if not isinstance(said, dict):
        return account.record(said, locator, talk.id, place)
    row = _Row.of(said)
    written = Written(
        locator=locator,
        place=place,
        mine=row.mine,
        sender=None if row.mine else _sender(account, talk, said.get("sender")),
        sent=epoch(said.get("timestamp")),
        text=_with_caption(row, said.get("caption")),
        files=(row.data,) if row.is_file and row.data else (),
        lacking=row.lacks_file(talk.files),
        deleted=row.is_deleted,
        notice=bool(row.is_meta) and row.type in {None, 6, 7},
        extra=(*_extra(row, said), *extras(account, said, _USED, _KNOWN, locator)),
    )
    return made(account, talk, written)


def _with_caption(row: _Row, caption: Any) -> str | None:
    added = None if caption is None or caption == row.data else str(caption)
    return "\n".join(part for part in (row.words, added) if part) or row.words


def _extra(row: _Row, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if row.data is not None and row.data != row.words:
        yield "data as written", row.data
    reactions = said.get("reactions")
    if isinstance(reactions, dict):
        yield from (("reaction", f"{sign} {who}") for who, sign in reactions.items())
    elif reactions:
        yield "reactions", account_records.as_text(reactions)


def _sender(account: Account, talk: Talk, named: Any) -> Party | None:
    """Who wrote a message of somebody else: by name or number in a group, else the other person of the
    chat."""
    if not named:
        return talk.other
    said = str(named)
    return (
        account.party(f"{said}@s.whatsapp.net")
        if re.fullmatch(r"\d{7,15}", said)
        else account.party(None, said)
    )


IMPORTER = Importer(
    "WhatsApp-Chat-Exporter",
    "1",
    recognises,
    read,
    about=About(
        "JSON and pages of WhatsApp-Chat-Exporter: one file, a folder or a zip",
        "0.13 (JSON of all chats, pages of both designs); its text is read as WhatsApp's",
        (
            "messages with direction, sender, files, captions, replies, reactions, deleted messages, "
            "notices and calls; chats and people as records"
        ),
        "pages and texts of chats that its JSON holds too",
        (
            "the program keeps no caption of films and documents; senders in groups are names or "
            "numbers; times of pages are minutes of the clock of the computer that wrote them"
        ),
    ),
)
