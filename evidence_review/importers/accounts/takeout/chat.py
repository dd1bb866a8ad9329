"""Google Chat in a Takeout: messages.json of each group, with its members in group_info.json and its files
beside it (reference/formats.md 3.11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Problem
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_records
from evidence_review.importers.accounts.account_records import as_list, as_object
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.accounts.takeout.download import Download
from evidence_review.importers.markup import json_stream
from evidence_review.importers.markup.json_stream import Element

APP = "Google Chat"
_OWN = frozenset({"creator", "created_date", "text", "attached_files"})
_KEPT = frozenset({
    "topic_id", "message_id", "annotations", "reactions", "message_state", "deletion_metadata", "updated_date", "quoted_message_metadata",
    "previous_message_versions", "upgraded_message", "attachments", "upload_metadata", "source", "is_inline_reply",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Group:
    """A conversation: the name of its folder, its title, its members by address."""

    id: str
    folder: str
    title: str
    members: tuple[Party, ...]


def messages(download: Download, name: str) -> Iterator[Item | Problem]:
    """Every message of a group in its order."""
    group, place = _group(download, name), 0
    for each in json_stream.elements(
        download.files.tree.chunks(name), download.files.tree.sizes[name], "messages"
    ):
        if isinstance(each, Element):
            place += 1
            yield _message(download, group, f"{name}:messages[{each.path[-1]}]", place, each.value)
            continue
        left = {key: value for key, value in as_object(each.value).items() if key != "messages" and value}
        if left:
            yield account_records.record(left, f"{name}:whole object", group.id, 0, APP)
        if each.cut is not None:
            yield json_stream.cut_problem(name)


def _group(download: Download, name: str) -> _Group:
    folder = PurePosixPath(name).parent
    said = _group_info(download, str(folder / "group_info.json"))
    members = tuple(_members(download, said.get("members")))
    own = folder.name or (download.files.beside.name if download.files.beside else "") or name
    others = ", ".join(each.label() for each in members if not each.is_owner)
    return _Group(
        own, "" if str(folder) == "." else str(folder), str(said.get("name") or others or own), members
    )


def _members(download: Download, listed: Any) -> Iterator[Party]:
    for each in as_list(listed):
        if isinstance(each, dict) and (party := download.party(each.get("email"), each.get("name"))):
            yield party


def _group_info(download: Download, about: str) -> dict[str, Any]:
    """What a group says of itself, in a file of the download or beside a file of messages that was added
    alone."""
    if about in download.files.tree.sizes:
        download.files.used.add(about)
        return as_object(json_stream.load(download.files.tree.chunks(about)).value)
    near = download.files.beside and download.files.beside / "group_info.json"
    if near and near.is_file() and not near.is_symlink():
        return as_object(json_stream.load(near.read_bytes()).value)
    return {}


def _message(download: Download, group: _Group, locator: str, place: int, said: Any) -> Item:
    if not isinstance(said, dict):
        return account_records.record(said, locator, group.id, place, APP)
    creator = as_object(said.get("creator"))
    role = "" if creator.get("user_type") in (None, "Human") else str(creator["user_type"]).lower()
    sender = download.party(creator.get("email"), creator.get("name"), role)
    text = said.get("text")
    return Item(
        locator=locator,
        kind=ItemKind.MESSAGE,
        text=None if text is None else account_records.as_text(text),
        thread=group.id,
        position=place,
        sender=sender,
        recipients=_recipients(group, sender),
        sent=moment_of(said.get("created_date"), download.clock, download.options.day_first),
        direction=_direction(download, sender),
        app=APP,
        thread_title=group.title,
        attachments=tuple(_files(download, group, said.get("attached_files"))),
        deleted_as_reported=str(said.get("message_state")) if said.get("message_state") else None,
        extra=tuple(_extra(download, locator, said)),
    )


def _recipients(group: _Group, sender: Party | None) -> tuple[Party, ...]:
    """The other member of a direct message; of a group it is not known who was in it then."""
    others = tuple(each for each in group.members if sender is None or each.identifier != sender.identifier)
    return others if len(group.members) == 2 and sender and len(others) == 1 else ()


def _direction(download: Download, sender: Party | None) -> Direction:
    if sender is None or not download.owner.party.label():
        return Direction.UNKNOWN
    if sender.is_owner:
        return Direction.OUTGOING
    return Direction.INCOMING if download.owner.party.identifier else Direction.UNKNOWN


def _files(download: Download, group: _Group, listed: Any) -> Iterator[Attachment]:
    """The files of a message. In names on disk a question mark is written as an underscore."""
    for each in as_list(listed):
        if isinstance(each, dict):
            exported = str(each.get("export_name") or each.get("original_name") or "file without a name")
            is_there = f"{group.folder}/{exported}".lstrip("/") in download.files.tree.sizes
            yield download.files.attachment(
                exported if is_there else exported.replace("?", "_"), group.folder
            )


def _extra(download: Download, locator: str, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in said.items():
        if key not in _OWN | _KEPT:
            download.unknown.add("key", str(key), locator)
        if key not in _OWN and account_records.is_set(value):
            yield key, account_records.as_text(value)
