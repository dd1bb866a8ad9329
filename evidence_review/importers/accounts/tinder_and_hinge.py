"""What Tinder and Hinge give of an account: data.json of Tinder, matches.json and its neighbours of Hinge; a
folder, a zip or one file.

Both hold one side only: what the account holder wrote to each match.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.accounts import account_files, account_records
from evidence_review.importers.accounts.account_download import Account, by_time, extras
from evidence_review.importers.accounts.account_files import names_of, start_of
from evidence_review.importers.accounts.account_records import as_elements, as_list, as_object
from evidence_review.importers.markup import json_stream
from evidence_review.importers.plugin import About, Clock, Importer, media_type
from evidence_review.importers.tally import distinct, tallied
from evidence_review.importers.text.web_addresses import has_scheme, last_part

_TINDER = re.compile(
    (
        rb'\{\s*"(?:Usage|User|Messages|Campaigns|Experiences|Purchases|Photos|Spotify|SwipeNotes|'
        rb'RoomsAndInteractions|StudentVerifications)"\s*:\s*[\[{]'
    )
)
_TINDER_MARKS = (b'"app_opens"', b'"swipes_likes"', b'"match_id"', b'"interested_in"', b'"age_filter_min"')
_HINGE = re.compile(rb'\[\s*\{\s*"(?:match|like|block|chats|we_met|chat)"\s*:\s*\[')
_HINGE_MARKS = (b'"chats"', b'"match"', b'"we_met"', b'"like"')
_ONE_SIDE = (
    "This download has one side of each conversation: what the account holder wrote. Replies are not in it."
)
_TINDER_USED, _TINDER_KNOWN = (
    frozenset({"to", "from", "message", "sent_date"}),
    frozenset({"type", "fixed_height"}),
)
_LINKED = frozenset({"gif", "image", "voice_note"})
_HINGE_USED, _HINGE_KNOWN = frozenset({"body", "timestamp"}), frozenset({"type", "from", "media", "url"})


def recognises(path: Path) -> bool:
    """JSON in Tinder's sections or Hinge's list of matches; a folder or zip that holds such a file near its
    top."""
    if path.is_file() and not account_files.is_zip(path):
        return bool(_app(start_of(path, path.name)))
    if path.is_dir():
        names = [
            each.relative_to(path).as_posix()
            for pattern in ("*.json", "*/matches.json", "*/data.json")
            for each in path.glob(pattern)
        ]
    else:
        names = [name for name in names_of(path) if name.lower().endswith(".json") and name.count("/") < 3]
    return any(_app(start_of(path, name)) for name in islice(names, 30))


def _app(start: bytes) -> str:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _TINDER.match(text) and any(mark in text for mark in _TINDER_MARKS):
        return "Tinder"
    return (
        "Hinge"
        if _HINGE.match(text) and b'"timestamp"' in text and sum(mark in text for mark in _HINGE_MARKS) > 1
        else ""
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """What was written to each match; likes, matches, use of the app, profile and all else as records."""
    clock = Clock(options.zone)
    with account_files.opened(path) as files:
        apps = {name: app for name in files.tree.names() if (app := _app(files.tree.start(name, 65_536)))}
        account = Account(next(iter(apps.values()), "Tinder"), files, options, clock)
        yield from tallied(
            distinct(_values(account, apps)), "This download holds no records. That proves nothing."
        )


def _values(account: Account, apps: dict[str, str]) -> Iterator[Item | Problem | Declared]:
    tree = account.files.tree
    yield Problem("download", ProblemKind.SOURCE_FLAG, _ONE_SIDE)
    for name in tree.names() if len(tree.sizes) == 1 else tree.names(".json"):
        account.files.used.add(name)
        loaded = json_stream.load(tree.chunks(name))
        value = loaded.value
        if apps.get(name) == "Tinder" and isinstance(value, dict):
            yield from _tinder(account, name, value)
        elif apps.get(name) == "Hinge" and isinstance(value, list):
            yield from _hinge(account, name, value)
        else:
            path = PurePosixPath(name)
            is_account = path.name.lower() in {"user.json", "profile.json"}
            kind = ItemKind.ACCOUNT if is_account else ItemKind.RECORD
            for place, (at, each) in enumerate(account_records.parts(value), 1):
                yield account.record(each, f"{name}:{at}", path.stem, place, kind)
        if loaded.cut is not None:
            yield json_stream.cut_problem(name)
    yield from account.remarks()


# ---- Tinder ------------------------------------------------------------------------------------


def _tinder(account: Account, name: str, value: dict[str, Any]) -> Iterator[Item | Problem]:
    user = as_object(value.get("User"))
    account.learn(
        user.get("email") or user.get("phone_id"),
        user.get("full_name") or user.get("name") or user.get("username"),
    )
    for number, match in enumerate(as_list(value.get("Messages"))):
        yield from _match(account, f"{name}:Messages[{number}]", match, number)
    for key, section in value.items():
        if key == "Messages" and isinstance(section, list):
            continue
        if key == "User":
            yield account.record(section, f"{name}:User", "User", 0, ItemKind.ACCOUNT)
        else:
            yield from account.records(name, {key: section}, thread=str(key))


def _match(account: Account, at: str, match: Any, number: int) -> Iterator[Item]:
    listed = match.get("messages") if isinstance(match, dict) else None
    if not isinstance(match, dict) or not isinstance(listed, list):
        yield account.record(match, at, "matches", number)
        return
    thread = str(match.get("match_id") or f"Match {number + 1}")
    for place, said in enumerate(listed, 1):
        if not isinstance(said, dict):
            yield account_records.record(said, f"{at}.messages[{place - 1}]", thread, place, account.app)
            continue
        text, sent = said.get("message"), account.moment(said.get("sent_date"))
        yield _sent(
            account,
            said,
            f"{at}.messages[{place - 1}]",
            thread,
            place,
            text,
            sent,
            _TINDER_USED,
            _TINDER_KNOWN,
        )
    if not listed:
        yield account.record(match, at, thread, 0)


def _sent(
    account: Account,
    said: dict[str, Any],
    locator: str,
    thread: str,
    place: int,
    text: Any,
    sent: Any,
    used: Any,
    known: Any,
) -> Item:
    """One thing that the account holder wrote: "from" is "You". The match has no name in the download, only a
    number."""
    url = text if str(said.get("type")) in _LINKED and isinstance(text, str) and has_scheme(text) else ""
    account.linked += bool(url)
    mine = str(said.get("from") or "You").casefold() == "you"
    me = account.owner.party if account.owner.party.label() else account.party(None, "You")
    match = account.party(None, thread)
    sender, other = (me, match) if mine else (match, me)
    return Item(
        locator=locator,
        kind=ItemKind.MESSAGE,
        text=None if text is None else unescape(account_records.as_text(text)),
        thread=thread,
        position=by_time(sent, place),
        sender=sender,
        recipients=(other,) if other else (),
        sent=sent,
        direction=Direction.OUTGOING if mine else Direction.INCOMING,
        app=account.app,
        thread_title=thread,
        attachments=tuple(_link_attachments(url)),
        extra=tuple(extras(account, said, used, known, locator)),
    )


def _link_attachments(url: str) -> Iterator[Attachment]:
    if url:
        yield Attachment(last_part(url) or "picture", media_type(last_part(url)))


# ---- Hinge -------------------------------------------------------------------------------------


def _hinge(account: Account, name: str, value: list[Any]) -> Iterator[Item]:
    for number, match in enumerate(value):
        at, thread = f"{name}[{number}]", f"Match {number + 1}"
        if not isinstance(match, dict):
            yield account.record(match, at, "matches", number)
            continue
        for key, listed in match.items():
            if key in {"chats", "chat", "voice_notes"} and isinstance(listed, list):
                yield from _chats(account, f"{at}.{key}", thread, listed)
            elif listed not in (None, [], {}):
                for place, each in enumerate(as_elements(listed)):
                    yield account.record({str(key): each}, f"{at}.{key}[{place}]", thread, place)


def _chats(account: Account, at: str, thread: str, listed: list[Any]) -> Iterator[Item]:
    for place, said in enumerate(listed, 1):
        locator = f"{at}[{place - 1}]"
        if isinstance(said, dict):
            sent, voice = account.moment(said.get("timestamp")), at.endswith("voice_notes")
            text, more = (
                (said.get("url"), {**said, "type": "voice_note"}) if voice else (said.get("body"), said)
            )
            yield _sent(account, more, locator, thread, place, text, sent, _HINGE_USED, _HINGE_KNOWN)
        else:
            yield account_records.record(said, locator, thread, place, account.app)


IMPORTER = Importer(
    "Tinder and Hinge downloads",
    "1",
    recognises,
    read,
    about=About(
        (
            "What Tinder (data.json) and Hinge (matches.json and its neighbours) give of an account: "
            "folder, zip or one file"
        ),
        "layouts of 2018 to 2024, by the readers of others; no whole real download was at hand",
        (
            "what was written to each match; likes, matches, use of the app, purchases, profile and "
            "all else as records; files in the download"
        ),
        "pages of Hinge (index.html), which show the same again",
        "one side of each conversation only; a match has a number and no name; Hinge's times have no zone",
    ),
)
