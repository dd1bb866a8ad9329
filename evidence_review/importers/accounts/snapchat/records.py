"""The files of a Snapchat download that are no chats: each object an item of the kind that its file names
(reference/formats.md 3.11)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Item, Moment, Problem
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_records
from evidence_review.importers.accounts.snapchat.chats import APP, Account
from evidence_review.importers.markup import json_stream

_KINDS = {
    "friends": ItemKind.CONTACT, "talk_history": ItemKind.CALL, "location_history": ItemKind.LOCATION, "search_history": ItemKind.SEARCH,
    "account": ItemKind.ACCOUNT, "account_history": ItemKind.ACCOUNT, "user_profile": ItemKind.ACCOUNT,
    "snap_map_places_history": ItemKind.LOCATION, "snap_map_places": ItemKind.LOCATION,
}  # fmt: skip
_TIMES = (
    "Created", "Date & Time", "Date", "Time", "Date & time (hourly)", "Timestamp", "Creation Timestamp", "Creation Date", "Started", "Start Time",
    "Last Modified Timestamp", "Login Time", "Search Time", "Date and time (hourly)", "Purchase Date", "Last Active",
)  # fmt: skip


def records(name: str, account: Account) -> Iterator[Item | Problem]:
    """An item for each object of the lists in a file, and one for what else it holds."""
    loaded = json_stream.load(account.files.tree.chunks(name))
    stem = PurePosixPath(name).stem.lower()
    for place, (path, value) in enumerate(account_records.parts(loaded.value), 1):
        made = account_records.record(value, f"{name}:{path}", stem, place, APP, kind=_kind(stem, value))
        yield _with_people(replace(made, sent=_time(value, account)), value, path, account)
    if loaded.cut is not None:
        yield json_stream.cut_problem(name)


def _kind(stem: str, value: Any) -> ItemKind:
    kind = _KINDS.get(stem, ItemKind.RECORD)
    if kind is ItemKind.RECORD and isinstance(value, dict):
        if "Username" in value and "Display Name" in value:
            return ItemKind.CONTACT
        if "Latitude, Longitude" in value:
            return ItemKind.LOCATION
    if kind is ItemKind.CONTACT and not (isinstance(value, dict) and value.get("Username")):
        return ItemKind.RECORD
    return kind


def _time(value: Any, account: Account) -> Moment | None:
    """The time of a record: of an object by its keys, of a list (old places) its first value that is one."""
    candidates = [each for each in account_records.as_list(value) if isinstance(each, str)]
    if isinstance(value, dict):
        named = {str(key).casefold(): each for key, each in value.items()}
        candidates = [found for key in _TIMES if (found := named.get(key.casefold()))]
    found = map(account.moment, candidates)
    return next((each for each in found if each and (each.utc or each.local)), None)


def _with_people(item: Item, value: Any, path: str, account: Account) -> Item:
    section = path.split("[", maxsplit=1)[0]
    if isinstance(value, dict) and item.kind is ItemKind.CONTACT:
        user = str(value["Username"])
        shown = str(value.get("Display Name") or "") or None
        return replace(
            item,
            recipients=(Party(user, shown, account.owner.is_me(user), "contact"),),
            extra=(*item.extra, ("list", section)),
        )
    if isinstance(value, dict) and item.kind is ItemKind.CALL:
        caller, called = (
            account.person(value.get("From") or value.get("Sender")),
            account.person(value.get("To") or value.get("Receiver")),
        )
        return replace(
            item, direction=_direction(section), sender=caller, recipients=(called,) if called else ()
        )
    return item


def _direction(section: str) -> Direction:
    if "outgoing" in section.lower():
        return Direction.OUTGOING
    return Direction.INCOMING if "incoming" in section.lower() else Direction.UNKNOWN
