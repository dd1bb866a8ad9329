"""TikTok's data download: user_data_tiktok.json in a folder, a zip or alone (reference/formats.md 3.11).

Its times have no zone unless they say "UTC".
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_files, account_records
from evidence_review.importers.accounts.account_download import Account, by_time, extras
from evidence_review.importers.accounts.account_files import names_of, start_of
from evidence_review.importers.accounts.account_records import as_object
from evidence_review.importers.markup import json_stream
from evidence_review.importers.plugin import About, Clock, Importer
from evidence_review.importers.tally import distinct, tallied

APP = "TikTok"
_START = re.compile(
    rb'\{\s*"(?:Activity|Your Activity|Ads and data|App Settings|Comment|Direct Messages?|Profile(?: And Settings)?|Video|Post|Likes? and Favou?rites|'
    rb'Location Review|Income Plus Wallet[^"]*|Income\+ Wallet[^"]*|Tiktok [^"]*|TikTok [^"]*)"\s*:\s*\{', re.IGNORECASE
)  # fmt: skip
_MARKS = (
    b'"ChatHistory"', b'"FavoriteVideoList"', b'"ProfileMap"', b'"FansList"', b'"ItemFavoriteList"', b'"LoginHistoryList"', b'"CommentsList"',
    b'"Video Browsing History"', b'"Watch History"', b'"Favorite Videos"', b'"Like List"', b'"SearchList"',
)  # fmt: skip
_WITH = re.compile(r"Chat history with\s+(.*?):*\s*$", re.IGNORECASE | re.DOTALL)
_USED, _KNOWN = frozenset({"Date", "From", "Content"}), frozenset({"To", "Type", "type", "Link"})
_ZONE = (
    "Most times of this download have no zone; TikTok is thought to write UTC. Choose the zone before "
    "relying on them to the hour."
)
_HAD = (
    "TikTok's download holds only what it still kept; messages that either person deleted are not in "
    "it. Absence here proves nothing."
)


def recognises(path: Path) -> bool:
    """JSON that begins with a section of TikTok's and names one of its lists; a folder or zip that holds such
    a file near its top."""
    if path.is_file() and not account_files.is_zip(path):
        return _fits(start_of(path, path.name))
    if path.is_dir():
        names = [
            each.relative_to(path).as_posix()
            for pattern in ("*.json", "*/user_data*.json")
            for each in path.glob(pattern)
        ]
    else:
        names = [name for name in names_of(path) if name.lower().endswith(".json") and name.count("/") < 3]
    return any(_fits(start_of(path, name)) for name in islice(names, 20))


def _fits(start: bytes) -> bool:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return _START.match(text) is not None and any(mark in text for mark in _MARKS)


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Messages by conversation; searches, videos watched, comments, sign-ins and all else as what they
    are."""
    clock = Clock(options.zone)
    with account_files.opened(path) as files:
        account = Account(APP, files, options, clock)
        yield from tallied(distinct(_values(account)), "This download holds no records. That proves nothing.")


def _values(account: Account) -> Iterator[Item | Problem | Declared]:
    tree = account.files.tree
    yield Problem("download", ProblemKind.SOURCE_FLAG, _HAD)
    if account.clock.zone is None:
        yield Problem("times", ProblemKind.SOURCE_FLAG, _ZONE)
    for name in [each for each in tree.names() if each.lower().endswith(".json") or len(tree.sizes) == 1]:
        account.files.used.add(name)
        loaded = json_stream.load(tree.chunks(name))
        if not _fits(tree.start(name, 65_536)):
            yield from account.records(name, loaded.value, loaded.cut)
            continue
        user = _profile(loaded.value)
        account.learn(user.get("userName") or user.get("username"), user.get("name"))
        at = f"{name}:" if len(tree.sizes) > 1 else ""
        yield from _walk(account, loaded.value, at, "")
        if loaded.cut is not None:
            yield json_stream.cut_problem(name)
    yield from account.remarks()


def _profile(value: Any) -> dict[str, Any]:
    """The object that describes the account, wherever this version keeps it."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            found = each.get("ProfileMap")
            if isinstance(found, dict):
                return found
            waiting += each.values()
    return {}


def _walk(account: Account, value: Any, at: str, path: str) -> Iterator[Item]:
    """Every list and object of the download, by what its key says it is."""
    loose = dict[str, Any]()
    for key, each in as_object(value).items():
        where = f"{path}.{key}" if path else str(key)
        if isinstance(each, list):
            yield from _list(account, str(key), each, at, where, path or where)
        elif key == "ProfileMap":
            yield account.record(each, at + where, "profile", 0, ItemKind.ACCOUNT)
        elif isinstance(each, dict):
            yield from _walk(account, each, at, where)
        elif each not in (None, ""):
            loose[str(key)] = each
    if loose:
        yield account.record(loose, f"{at}{path or 'whole object'}", path or "download", 0)


def _list(account: Account, key: str, listed: list[Any], at: str, where: str, thread: str) -> Iterator[Item]:
    talk = _WITH.match(key)
    if talk:
        yield from _talk(account, talk[1], listed, at, where)
        return
    for number, one in enumerate(listed):
        yield _entry(account, key, one, f"{at}{where}[{number}]", thread, number + 1)


def _entry(account: Account, key: str, said: Any, locator: str, thread: str, place: int) -> Item:
    watched = key == "VideoList" and ("Browsing" in thread or "Watch History" in thread)
    kind = ItemKind.SEARCH if key == "SearchList" else ItemKind.VISIT if watched else ItemKind.RECORD
    return account.record(said, locator, thread, place, kind)


def _talk(account: Account, other: str, listed: list[Any], at: str, path: str) -> Iterator[Item]:
    them = account.party(other)
    for number, said in enumerate(listed):
        locator = f"{at}{path}[{number}]"
        if not isinstance(said, dict):
            yield account_records.record(said, locator, other or path, number + 1, APP)
            continue
        yield _message(account, said, locator, other or path, them, number + 1)


def _message(
    account: Account, said: dict[str, Any], locator: str, thread: str, them: Party | None, place: int
) -> Item:
    sender = account.party(said.get("From"))
    sent, content = account.moment(said.get("Date")), said.get("Content")
    mine = sender is not None and them is not None and sender.identifier != them.identifier
    if mine and sender is not None and not account.owner.party.identifier:
        sender = Party(
            sender.identifier, sender.name, is_owner=True
        )  # of two people the one whose name is not that of the conversation
    return Item(
        locator=locator,
        kind=ItemKind.MESSAGE,
        text=None if content is None else account_records.as_text(content),
        thread=thread,
        position=by_time(sent, place),
        sender=sender,
        recipients=_recipients(account, sender, them),
        sent=sent,
        direction=account.direction(sender) if account.owner.party.label() else _way(sender),
        app=APP,
        thread_title=thread,
        extra=tuple(extras(account, said, _USED, _KNOWN, locator)),
    )


def _recipients(account: Account, sender: Party | None, them: Party | None) -> tuple[Party, ...]:
    if sender is None or them is None:
        return ()
    if sender.identifier == them.identifier:
        return (account.owner.party,) if account.owner.party.label() else ()
    return (them,)


def _way(sender: Party | None) -> Direction:
    return (
        Direction.UNKNOWN if sender is None else Direction.OUTGOING if sender.is_owner else Direction.INCOMING
    )


IMPORTER = Importer(
    "TikTok data download",
    "1",
    recognises,
    read,
    about=About(
        "TikTok's data download as JSON: folder, zip or user_data_tiktok.json alone",
        (
            "layouts of 2020 to 2025, by their published descriptions and the readers of others; no "
            "whole real download was at hand"
        ),
        (
            "messages by conversation with direction, searches, videos watched, comments, followers, "
            "sign-ins, profile and all other lists"
        ),
        "the download as text files (TXT); videos and pictures, which are only linked",
        (
            "people are named by user name only; times have no zone in most files, and so give no "
            "instant until the person importing chooses one"
        ),
    ),
)
