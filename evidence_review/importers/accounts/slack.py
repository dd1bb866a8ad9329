"""A Slack workspace export: a folder for each channel with a file for each day, and the lists of its people
and channels; a folder, a zip or one day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_files, account_records
from evidence_review.importers.accounts.account_download import Account, extras
from evidence_review.importers.accounts.account_files import names_of, start_of
from evidence_review.importers.accounts.account_records import as_list, as_object
from evidence_review.importers.markup import json_stream
from evidence_review.importers.markup.json_stream import Element
from evidence_review.importers.packed.export_files import Tree
from evidence_review.importers.plugin import About, Clock, Importer, media_type
from evidence_review.importers.tally import distinct, tallied
from evidence_review.importers.text.row_values import number
from evidence_review.importers.times.epochs import epoch

APP = "Slack"
_DAY = re.compile(r"(?:.*/)?([^/]+)/\d{4}-\d\d-\d\d(?:-\d+)?\.json", re.DOTALL)
_STAMP = re.compile(rb'"ts"\s*:\s*"\d{9,11}\.\d{3,6}"')
_LISTS = frozenset({"channels.json", "groups.json", "dms.json", "mpims.json"})
_SAID = frozenset({"", "bot_message", "file_share", "me_message", "thread_broadcast", "file_comment", "reply_broadcast", "slackbot_response", "tombstone", "bot_add_message"})  # fmt: skip
_USED = frozenset({"ts", "user", "text", "type", "files", "file", "reactions", "user_profile"})
_KNOWN = frozenset({
    "subtype", "client_msg_id", "team", "user_team", "source_team", "blocks", "attachments", "thread_ts", "reply_count", "reply_users", "reply_users_count",
    "latest_reply", "replies", "subscribed", "last_read", "is_locked", "edited", "bot_id", "username", "bot_profile", "app_id", "icons", "upload", "display_as_bot",
    "parent_user_id", "inviter", "topic", "purpose", "name", "old_name", "members", "hidden", "root", "pinned_to", "pinned_info", "x_files", "item", "item_type",
    "bot_link", "channel", "comment", "room", "no_notifications", "permalink", "metadata", "is_starred", "saved", "assistant_app_thread", "canvas",
})  # fmt: skip
_LINK = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")
_LATER = "; the links may be gone"


@dataclass(slots=True)
class _Channel:
    """A channel by its folder: its id, how it is shown, whether it is between two people, whom the lists name
    in it."""

    id: str
    title: str
    private: bool = False
    members: tuple[str, ...] = ()


@dataclass(slots=True)
class _Workspace:
    account: Account
    people: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    channels: dict[str, _Channel] = field(default_factory=dict[str, _Channel])

    def party(self, id_: Any, said: dict[str, Any] | None = None) -> Party | None:
        """A person by id, with the name that the list of people or the message itself gives."""
        known, said = self.people.get(str(id_ or ""), {}), said or {}
        profile, own = as_object(known.get("profile")), as_object(said.get("user_profile"))
        names = (
            *(profile.get("real_name"), profile.get("display_name")),
            *(known.get("real_name"), known.get("name")),
            *(own.get("real_name"), own.get("name"), said.get("username")),
        )
        is_bot = known.get("is_bot") or said.get("bot_id")
        return self.account.party(id_, next(filter(None, names), None), "bot" if is_bot else "")


def recognises(path: Path) -> bool:
    """A list of channels beside days of messages; a single day, by the stamps and types of its messages."""
    if path.is_file() and not account_files.is_zip(path):
        return _fits(start_of(path, path.name))
    tops, days = _names_in_folder(path) if path.is_dir() else _names_in_zip(path)
    return not tops.isdisjoint(_LISTS) and any(_fits(start_of(path, name)) for name in days)


def _names_in_folder(path: Path) -> tuple[set[str], list[str]]:
    """The files at the top, and the first days of channels."""
    days = islice(path.glob("*/[0-9][0-9][0-9][0-9]-*.json"), 20)
    names = [each.relative_to(path).as_posix() for each in days]
    return {each.name for each in path.glob("*.json")}, list(filter(_DAY.fullmatch, names))


def _names_in_zip(path: Path) -> tuple[set[str], list[str]]:
    names = names_of(path)
    tops = {PurePosixPath(name).name for name in names if name.count("/") < 2}
    return tops, list(islice(filter(_DAY.fullmatch, names), 20))


def _fits(start: bytes) -> bool:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return (
        re.match(rb"\[\s*\{", text) is not None
        and _STAMP.search(text) is not None
        and re.search(rb'"type"\s*:\s*"message"', text) is not None
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Every message of every channel; people, channels and all other lists as records."""
    clock = Clock(options.zone)
    with account_files.opened(path) as files:
        yield from tallied(
            distinct(_values(Account(APP, files, options, clock), path)),
            "This export holds no messages. That proves nothing.",
        )


def _values(account: Account, path: Path) -> Iterator[Item | Problem | Declared]:
    tree, space = account.files.tree, _Workspace(account)
    names, days = _names(tree)
    account.files.used.update(names)
    lists = {name: json_stream.load(tree.chunks(name)) for name in names if name not in days}
    for name, loaded in lists.items():
        _learn(space, PurePosixPath(name).name, loaded.value)
    for name, loaded in lists.items():
        yield from account.records(name, loaded.value, loaded.cut)
    for name in days:
        found = _DAY.fullmatch(name)
        folder = found[1] if found else path.parent.name or "channel"
        yield from _day(space, name, space.channels.get(folder) or _Channel(folder, folder))
    yield from account.remarks(_LATER)


def _names(tree: Tree) -> tuple[list[str], dict[str, None]]:
    """The files that are read, and the days of messages among them; a file alone is one, whatever its
    name."""
    if len(tree.sizes) == 1:
        return list(tree.names()), dict.fromkeys(tree.names())
    names = [name for name in tree.names(".json") if not name.startswith("__MACOSX/")]
    return names, dict.fromkeys(filter(_DAY.fullmatch, names))


def _learn(space: _Workspace, base: str, value: Any) -> None:
    """The people or channels that a list of the export names."""
    for each in as_list(value):
        id_ = as_object(each).get("id")
        if id_ and base in {"users.json", "org_users.json"}:
            space.people[str(id_)] = each
        elif id_ and base in _LISTS:
            made = _channel(space, each, private=base == "dms.json")
            space.channels |= {made.id: made, str(each.get("name") or id_): made}


def _channel(space: _Workspace, said: dict[str, Any], *, private: bool) -> _Channel:
    members = tuple(map(str, as_list(said.get("members"))))
    people = ", ".join(party.label() for one in members if (party := space.party(one)))
    return _Channel(str(said["id"]), str(said.get("name") or people or said["id"]), private, members)


def _day(space: _Workspace, name: str, channel: _Channel) -> Iterator[Item | Problem]:
    for each in json_stream.elements(
        space.account.files.tree.chunks(name), space.account.files.tree.sizes[name], ""
    ):
        if isinstance(each, Element):
            locator = f"{name}[{each.path[-1]}]"
            said = each.value
            yield (
                _message(space, said, locator, channel)
                if isinstance(said, dict)
                else account_records.record(said, locator, channel.id, 0, APP)
            )
            continue
        if each.value not in (None, []):
            yield from space.account.records(name, each.value)
        if each.cut is not None:
            yield json_stream.cut_problem(name)


def _message(space: _Workspace, said: dict[str, Any], locator: str, channel: _Channel) -> Item:
    account, text = space.account, said.get("text")
    sender = space.party(said.get("user") or said.get("bot_id"), said)
    stamp = str(said.get("ts") or "").replace(".", "")
    shown = None if text is None else _words(space, str(text))
    as_written = (("as written", str(text)),) if text is not None and shown != text else ()
    return Item(
        locator=locator,
        kind=_kind(said),
        text=shown,
        thread=channel.id,
        position=int(stamp[:16]) if stamp.isdigit() else 0,
        sender=sender,
        recipients=tuple(_recipients(space, channel, sender)),
        sent=epoch(said.get("ts")),
        direction=account.direction(sender),
        app=APP,
        thread_title=channel.title,
        attachments=tuple(_files(account, said)),
        deleted_as_reported="deleted" if said.get("subtype") == "tombstone" else None,
        extra=(
            *as_written,
            *(("reaction", each) for each in _reactions(space, said)),
            *extras(account, said, _USED, _KNOWN, locator),
        ),
    )


def _kind(said: dict[str, Any]) -> ItemKind:
    is_said = str(said.get("subtype") or "") in _SAID and said.get("type", "message") == "message"
    return ItemKind.MESSAGE if is_said else ItemKind.SYSTEM


def _recipients(space: _Workspace, channel: _Channel, sender: Party | None) -> Iterator[Party]:
    """The other person where two speak; of a channel it is not known who was in it then."""
    for one in channel.members if channel.private and sender else ():
        if sender and one != sender.identifier and (party := space.party(one)):
            yield party


def _words(space: _Workspace, text: str) -> str:
    """The words with the names of people and channels in place of their ids, and links by what is shown of
    them."""

    def plain(found: re.Match[str]) -> str:
        mark, what, shown = found.groups()
        if mark == "@":
            party = space.party(what)
            return "@" + (shown or (party.label() if party else what))
        if mark == "#":
            channel = space.channels.get(what)
            return "#" + (shown or (channel.title if channel else what))
        return f"@{what.partition('^')[0]}" if mark == "!" and not shown else shown or what

    return unescape(_LINK.sub(plain, text))


def _reactions(space: _Workspace, said: dict[str, Any]) -> Iterator[str]:
    for each in said.get("reactions") or ():
        if isinstance(each, dict):
            names = [party.label() for one in as_list(each.get("users")) if (party := space.party(one))]
            by = f": {', '.join(names)}" if names else ""
            yield f":{each.get('name')}: {each.get('count') or len(names)}{by}"


def _files(account: Account, said: dict[str, Any]) -> Iterator[Attachment]:
    for each in as_list(said.get("files") or [said.get("file")]):
        if isinstance(each, dict):
            yield _file(account, each)


def _file(account: Account, said: dict[str, Any]) -> Attachment:
    id_, kind = str(said.get("id") or ""), str(said.get("mimetype") or "")
    name = str(said.get("name") or said.get("title") or id_ or "file without a name")
    kept = account.kept(id_)
    if kept is None:
        account.linked += 1
        return Attachment(name, kind or media_type(name), number(said.get("size")))
    found = account.files.attachment(kept, "", kind)
    return replace(found, name=name)


IMPORTER = Importer(
    "Slack export",
    "1",
    recognises,
    read,
    about=About(
        "The export of a Slack workspace: folder, zip, or the file of one day",
        (
            "the layout that Slack publishes, with public and private channels and direct messages "
            "where the plan gives them"
        ),
        (
            "messages by channel with people by id and name, replies, reactions, edits, files by name; "
            "joins and changes of a channel as system items; people and channels"
        ),
        "files, which are only linked; canvases and lists",
        (
            "a free plan exports public channels only; whose export it is the file does not say, so "
            "that direction is known only where the owner is named"
        ),
    ),
)
