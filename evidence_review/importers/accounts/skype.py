"""What Skype and Teams (personal) give of an account: messages.json with every conversation, its media beside
it (a folder, a zip or the file alone)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_files, account_records
from evidence_review.importers.accounts.account_download import Account, by_time, extras
from evidence_review.importers.accounts.account_files import names_of, start_of
from evidence_review.importers.accounts.account_records import as_list, as_object
from evidence_review.importers.markup import json_stream
from evidence_review.importers.markup.json_stream import Element
from evidence_review.importers.plugin import About, Clock, Importer
from evidence_review.importers.tally import distinct, tallied

APP = "Skype"
_START = re.compile(
    rb'\{\s*"userId"\s*:\s*"[^"]*"\s*,\s*"exportDate"\s*:\s*"[^"]*"\s*,\s*"conversations"\s*:|\{\s*"(?:exportDate|conversations)"\s*:.{0,400}?"userId"\s*:\s*"8:', re.DOTALL
)  # fmt: skip
_USED = frozenset(
    {"id", "displayName", "originalarrivaltime", "messagetype", "content", "from", "conversationid"}
)
_KNOWN = frozenset({
    "version", "properties", "amsreferences", "composetime", "clientmessageid", "skypeguid",
    "annotationsSummary",
})  # fmt: skip
_TEXTS = frozenset({"Text", "RichText", "RichText/Html", ""})
_OBJECT = re.compile(r"<URIObject\b[^>]*>", re.IGNORECASE)
_NAME = re.compile(r"<OriginalName\b[^>]*\bv=[\"']([^\"']*)", re.IGNORECASE)
_SIZE = re.compile(r"<FileSize\b[^>]*\bv=[\"'](\d+)", re.IGNORECASE)
_URI = re.compile(r"\buri=[\"'][^\"']*/([\w-]+)", re.IGNORECASE)
_LEGACY = re.compile(r"<legacyquote>.*?</legacyquote>|<e_m\b[^>]*>(?:</e_m>)?", re.IGNORECASE | re.DOTALL)
_LINES = re.compile(r"<(?:br|/p|/div|/quote)\b[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"</?[A-Za-z_][\w:]*(?:\s[^<>]*)?/?>")
_DURATION = re.compile(r"<duration>([\d.]+)</duration>", re.IGNORECASE)


def recognises(path: Path) -> bool:
    """JSON that begins with the account, the day of the export and its conversations; a folder or zip with it
    near its top."""
    if path.is_file() and not account_files.is_zip(path):
        return _fits(start_of(path, path.name))
    if path.is_dir():
        names = [
            each.relative_to(path).as_posix()
            for pattern in ("messages.json", "*/messages.json")
            for each in path.glob(pattern)
        ]
    else:
        names = [name for name in names_of(path) if PurePosixPath(name).name.lower() == "messages.json"]
    return any(_fits(start_of(path, name)) for name in islice(names, 5))


def _fits(start: bytes) -> bool:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return _START.match(text) is not None and (b'"MessageList"' in text or b'"conversations"' in text)


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Every message and event of every conversation, calls, files; all other JSON as records."""
    clock = Clock(options.zone)
    with account_files.opened(path) as files:
        account = Account(APP, files, options, clock, zone="UTC")
        yield from tallied(distinct(_values(account)), "This export holds no messages. That proves nothing.")


def _values(account: Account) -> Iterator[Item | Problem | Declared]:
    tree = account.files.tree
    account.files.used |= {
        name for name in tree.sizes if re.search(r"(?:^|/)media/.*\.json$", name, re.IGNORECASE)
    }
    names = tree.names() if len(tree.sizes) == 1 else tree.names(".json")
    for name in [each for each in names if each not in account.files.used]:
        account.files.used.add(name)
        if not _fits(tree.start(name, 65_536)):
            loaded = json_stream.load(tree.chunks(name))
            yield from account.records(name, loaded.value, loaded.cut)
            continue
        yield from _export(account, name)
    yield from account.remarks()


def _export(account: Account, name: str) -> Iterator[Item | Problem]:
    whose = re.search(rb'"userId"\s*:\s*"([^"]+)"', account.files.tree.start(name, 65_536))
    account.learn(whose[1].decode("utf-8", "replace") if whose else None)
    at = f"{name}:" if len(account.files.tree.sizes) > 1 else ""
    for each in json_stream.elements(
        account.files.tree.chunks(name), account.files.tree.sizes[name], "conversations.*.MessageList"
    ):
        if isinstance(each, Element):
            yield _message(account, each, at)
            continue
        for number, talk in enumerate(as_list(as_object(each.value).get("conversations"))):
            thread = _thread(as_object(talk), number)
            yield account.record(talk, f"{at}conversations[{number}]", thread, 0)
        rest = each.value
        if isinstance(rest, dict):
            rest = {key: value for key, value in rest.items() if key != "conversations"}
        if rest:
            yield account.record(rest, f"{at}export", "export", 0, ItemKind.ACCOUNT)
        if each.cut is not None:
            yield json_stream.cut_problem(name)


def _thread(talk: dict[str, Any], number: Any) -> str:
    return str(talk.get("id") or f"conversation {number}")


def _message(account: Account, each: Element, at: str) -> Item:
    said, talk = each.value, as_object(each.holder)
    place = int(each.path[-1]) + 1
    locator = f"{at}conversations[{each.path[1]}].MessageList[{each.path[-1]}]"
    thread = _thread(talk, each.path[1])
    if not isinstance(said, dict):
        return account_records.record(said, locator, thread, place, APP)
    kind, content = str(said.get("messagetype") or ""), str(said.get("content") or "")
    sender = _sender(account, said, thread, talk)
    sent = account.moment(said.get("originalarrivaltime"))
    what = _kind(kind)
    direction = Direction.UNKNOWN if what is ItemKind.SYSTEM else account.direction(sender)
    return Item(
        locator=locator,
        kind=what,
        text=None if said.get("content") is None else _words(kind, content),
        thread=thread,
        position=by_time(sent, place),
        sender=sender,
        recipients=_recipients(account, thread, talk, direction),
        sent=sent,
        direction=direction,
        app=APP,
        thread_title=str(talk.get("displayName") or thread),
        attachments=tuple(_files(account, content, said.get("amsreferences"))),
        deleted_as_reported=_deleted(said.get("properties")),
        extra=tuple(_extra(account, said, kind, content, locator)),
    )


def _sender(account: Account, said: dict[str, Any], thread: str, talk: dict[str, Any]) -> Party | None:
    """Who says it; between two, the conversation is named for the other."""
    id_ = said.get("from")
    if _is_group(id_):
        return None
    return account.party(id_, said.get("displayName") or (talk.get("displayName") if id_ == thread else None))


def _kind(kind: str) -> ItemKind:
    if kind.startswith("Event/Call"):
        return ItemKind.CALL
    return (
        ItemKind.SYSTEM
        if kind.startswith(("ThreadActivity/", "Notice", "Event/", "Control/", "Signal"))
        else ItemKind.MESSAGE
    )


def _is_group(id_: Any) -> bool:
    """Whether an id is that of a conversation of several, which speaks for itself in events."""
    return str(id_).startswith("19:")


def _recipients(
    account: Account, thread: str, talk: dict[str, Any], direction: Direction
) -> tuple[Party, ...]:
    """The other of two; of a group it is not known who was in it then."""
    if not re.match(r"\d+:", thread) or _is_group(thread):
        return ()
    if direction is Direction.INCOMING:
        return (account.owner.party,)
    other = account.party(thread, talk.get("displayName"))
    return (other,) if direction is Direction.OUTGOING and other else ()


def _words(kind: str, content: str) -> str:
    """The words without their markup; quotes lose what repeats who said them when."""
    if kind == "Text" and "<" not in content:
        return unescape(content)
    plain = _TAGS.sub("", _LINES.sub("\n", _LEGACY.sub("", content)))
    return unescape(plain).strip("\n")


def _files(account: Account, content: str, references: Any) -> Iterator[Attachment]:
    """A file by the name it had and the id of the object that Skype kept; in the folder media it is named by
    that id."""
    objects, named = _OBJECT.search(content), _NAME.search(content)
    uri = _URI.search(objects[0]) if objects else None
    ids = list(map(str, as_list(references))) or ([uri[1]] if uri else [])
    for id_ in dict.fromkeys(ids):
        place = account.kept(id_)
        shown = unescape(named[1]) if named else PurePosixPath(place or id_).name
        if place is not None:
            yield replace(account.files.attachment(place), name=shown)
        else:
            size = _SIZE.search(content)
            yield replace(account.files.left_out(shown), size=int(size[1]) if size else None)


def _deleted(properties: Any) -> str | None:
    when = as_object(properties).get("deletetime")
    return f"deleted {when}" if when else None


def _extra(
    account: Account, said: dict[str, Any], kind: str, content: str, locator: str
) -> Iterator[tuple[str, str]]:
    if said.get("id"):
        yield "message id", str(said["id"])
    if kind not in _TEXTS:
        yield "message type", kind
    durations = _durations(content) if kind.startswith("Event/Call") else []
    if durations:
        yield "seconds", str(round(max(durations)))
    if content and kind != "Text" and "<" in content:
        yield "as written", content
    yield from extras(account, said, _USED, _KNOWN, locator)


def _durations(content: str) -> list[float]:
    return [float(each) for each in _DURATION.findall(content) if each.strip(".") and each.count(".") < 2]


IMPORTER = Importer(
    "Skype export",
    "1",
    recognises,
    read,
    about=About(
        (
            "The export of a Skype account, or of a personal Teams account: messages.json, its folder "
            "or a zip (unpack the .tar)"
        ),
        (
            "the layout of 2018 to 2025, by its published descriptions and the readers of others; no "
            "whole real export was at hand"
        ),
        (
            "messages by conversation with direction, quotes, calls with their length, events of "
            "groups, files from the folder media; all else as records"
        ),
        "older databases of Skype (main.db) beyond their tables; Teams of an organisation",
        "people are named by Skype name; of a group it is not known who was in it when a message was sent",
    ),
)
