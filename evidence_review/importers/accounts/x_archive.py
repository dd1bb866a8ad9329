"""The archive of an account of X or Twitter: JavaScript files `window.YTD.NAME.partN = [ … ]` in the folder
data, a folder, a zip or one file."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_files, account_records
from evidence_review.importers.accounts.account_download import Account, by_time, extras
from evidence_review.importers.accounts.account_files import names_of, start_of
from evidence_review.importers.accounts.account_records import as_list, as_object
from evidence_review.importers.markup import json_stream
from evidence_review.importers.packed.export_files import Tree
from evidence_review.importers.plugin import About, Clock, Importer, media_type
from evidence_review.importers.tally import distinct, tallied
from evidence_review.importers.text.web_addresses import last_part

APP = "X (Twitter)"
_START = re.compile(rb"(?:\s*//[^\n]*\n)*\s*window\.(?:YTD\.(\w+)\.part\d+|__THAR_CONFIG)\s*=\s*")
_TALKS = re.compile(r"direct_messages?(?:_group)?(?:_messages?)?")
_HEADERS = re.compile(r"direct_messages?_(?:group_)?headers")
_POSTS = frozenset({"tweet", "tweets", "deleted_tweets", "community_tweet", "note_tweet"})
_SAID = frozenset({"messageCreate", "welcomeMessageCreate"})
_USED = frozenset({"id", "senderId", "recipientId", "text", "createdAt", "mediaUrls", "reactions"})
_KNOWN = frozenset({
    "urls", "editHistory", "userIds", "initiatingUserId", "participantsSnapshot", "name", "conversationId",
    "source",
})  # fmt: skip
_LATER = "; the links may be gone"


def recognises(path: Path) -> bool:
    """A file that begins by giving a part of the archive to the page that shows it; a folder or zip with such
    files in data."""
    if path.is_file() and not account_files.is_zip(path):
        return _name_of(start_of(path, path.name, 4096)) is not None
    return any(_name_of(start_of(path, name, 4096)) for name in islice(_scripts(path), 20))


def _scripts(path: Path) -> Iterator[str]:
    """The scripts of a folder, or near the top of a zip."""
    if path.is_dir():
        found = (each for pattern in ("data/*.js", "*.js") for each in islice(path.glob(pattern), 20))
        yield from (each.relative_to(path).as_posix() for each in found)
        return
    for name in names_of(path):
        if name.lower().endswith(".js") and name.count("/") < 4 and "assets/" not in name:
            yield name


def _name_of(start: bytes) -> str | None:
    """The name of the part ("direct_messages"), "" for the list of parts, None where it is none."""
    found = _START.match(start.removeprefix(b"\xef\xbb\xbf"))
    return None if found is None else (found[1] or b"").decode("ascii", "replace")


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Direct messages by conversation, posts, and all else of the account as records."""
    clock = Clock(options.zone)
    with account_files.opened(path) as files:
        account = Account(APP, files, options, clock, zone="UTC")
        yield from tallied(distinct(_values(account)), "This archive holds no records. That proves nothing.")


def _values(account: Account) -> Iterator[Item | Problem | Declared]:
    parts = _parts(account.files.tree)
    account.files.used |= parts.keys()
    for name in (name for name, part in parts.items() if part == "account"):
        _learn(account, _loaded(account, name).value)
    talks = any(_TALKS.fullmatch(part) for part in parts.values())
    for name, part in parts.items():
        if talks and _HEADERS.fullmatch(part):
            reason = (
                "This file of the archive shows the direct messages again without their words, and was "
                "left out."
            )
            yield Problem(name, ProblemKind.SKIPPED, reason)
        elif part:
            yield from _part(account, name, part)
    yield from account.remarks(_LATER)


def _parts(tree: Tree) -> dict[str, str]:
    """The parts of the archive, each by the name that it gives itself; a file alone is one of any name."""
    if len(tree.sizes) == 1:
        return {name: _name_of(tree.start(name, 4096)) or "" for name in tree.sizes}
    named = ((name, _name_of(tree.start(name, 4096))) for name in tree.names(".js"))
    return {name: part for name, part in named if part is not None}


def _learn(account: Account, value: Any) -> None:
    for each in _list(value):
        user = as_object(as_object(each).get("account", each))
        account.learn(user.get("accountId"), user.get("accountDisplayName") or user.get("username"))


def _loaded(account: Account, name: str) -> json_stream.Loaded:
    """The value behind the equals sign; a semicolon may end it."""
    data, whole = bytearray(), True
    try:
        for chunk in account.files.tree.chunks(name):
            data += chunk
    except Exception:  # noqa: BLE001  damage of any kind in a zip or on disk: what came before is kept
        whole = False
    found = _START.match(bytes(data[:4096]).removeprefix(b"\xef\xbb\xbf"))
    at = (found.end() if found else 0) + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
    loaded = json_stream.load(bytes(data[at:]).rstrip().removesuffix(b";"))
    return loaded if whole or loaded.cut is not None else json_stream.Loaded(loaded.value, (), loaded.certain)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _part(account: Account, name: str, part: str) -> Iterator[Item | Problem]:
    loaded = _loaded(account, name)
    for number, each in enumerate(_list(loaded.value)):
        locator = f"{name}[{number}]"
        talk = as_object(each).get("dmConversation")
        if isinstance(talk, dict):
            yield from _talk(account, talk, locator)
        elif part in _POSTS and isinstance(each, dict):
            yield _post(account, each, locator, name, part, number + 1)
        else:
            yield account.record(
                each, locator, part, number + 1, ItemKind.ACCOUNT if part == "account" else ItemKind.RECORD
            )
    if loaded.cut is not None:
        yield json_stream.cut_problem(name)


# ---- direct messages ---------------------------------------------------------------------------


def _talk(account: Account, talk: dict[str, Any], at: str) -> Iterator[Item]:
    thread, messages = str(talk.get("conversationId") or at), as_list(talk.get("messages"))
    people = thread.split("-") if re.fullmatch(r"\d+-\d+", thread) else []
    for number, each in enumerate(messages):
        kind, said = _single_entry(each)
        locator = f"{at}.messages[{number}]"
        if isinstance(said, dict) and kind:
            yield _event(account, thread, people, kind, said, locator, number + 1)
        else:
            yield account_records.record(each, locator, thread, number + 1, APP)
    about = {"conversationId": thread}
    about |= {
        key: value for key, value in talk.items() if key not in {"conversationId", "messages"} and value
    }
    if len(about) > 1 or not messages:
        yield account_records.record(about, f"{at}.conversation", thread, 0, APP)


def _single_entry(value: Any) -> tuple[str, Any]:
    """The key and value of an object that has one alone; any other value without a key."""
    return next(iter(value.items())) if isinstance(value, dict) and len(value) == 1 else ("", value)


def _event(
    account: Account,
    thread: str,
    people: list[str],
    kind: str,
    said: dict[str, Any],
    locator: str,
    place: int,
) -> Item:
    spoken = kind in _SAID
    sender = account.party(said.get("senderId") or said.get("initiatingUserId"))
    sent = account.moment(said.get("createdAt"))
    return Item(
        locator=locator,
        kind=ItemKind.MESSAGE if spoken else ItemKind.SYSTEM,
        text=_words(said.get("text")) if spoken else _told(kind, said),
        thread=thread,
        position=by_time(sent, place),
        sender=sender,
        recipients=tuple(_recipients(account, said, people, sender)) if spoken else (),
        sent=sent,
        direction=account.direction(sender) if spoken else Direction.UNKNOWN,
        app=APP,
        thread_title=thread,
        attachments=tuple(_files(account, str(said.get("id") or ""), said.get("mediaUrls"))),
        extra=(*_extra(kind, said), *extras(account, said, _USED, _KNOWN, locator)),
    )


def _words(text: Any) -> str | None:
    return None if text is None else unescape(str(text))


def _recipients(
    account: Account, said: dict[str, Any], people: list[str], sender: Party | None
) -> Iterator[Party]:
    """The person whom the message names, else the other of the two people of the conversation."""
    to = said.get("recipientId")
    others = [str(to)] if to else [each for each in people if sender and each != sender.identifier]
    return filter(None, map(account.party, others))


def _extra(kind: str, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if said.get("id"):
        yield "message id", str(said["id"])
    if kind not in _SAID:
        yield "event", kind
    yield from (("reaction", _reaction(each)) for each in _list(said.get("reactions")) if each)


def _told(kind: str, said: dict[str, Any]) -> str:
    """What happened, in the archive's own words: "participantsLeave: userIds 12, 34"."""
    rest = [
        f"{key} {', '.join(map(str, value)) if isinstance(value, list) else value}"
        for key, value in said.items()
        if key != "createdAt"
    ]
    return f"{kind}: {'; '.join(rest)}"


def _reaction(each: Any) -> str:
    if not isinstance(each, dict):
        return str(each)
    return f"{each.get('reactionKey', '')} by {each.get('senderId', '')} at {each.get('createdAt', '')}"


def _files(account: Account, id_: str, urls: Any) -> Iterator[Attachment]:
    """Media of a message or post, kept in "…_media" as the id, a hyphen and the name in its address."""
    for url in _list(urls):
        name = last_part(str(url)) or "file without a name"
        place = account.kept(f"{id_}-{name}") if id_ else None
        if place is not None:
            yield account.files.attachment(place, "", media_type(name))
        else:
            account.linked += 1
            yield Attachment(name, media_type(name))


# ---- posts -------------------------------------------------------------------------------------


def _post(account: Account, each: dict[str, Any], locator: str, name: str, part: str, place: int) -> Item:
    said = as_object(each.get("tweet") or each.get("noteTweet")) or each
    sent, text = account.moment(said.get("created_at") or said.get("createdAt")), _words(_text(said))
    id_ = str(said.get("id_str") or said.get("id") or "")
    beside = (("id", id_), ("answers", str(said.get("in_reply_to_screen_name") or "")))
    made = account.record(each, locator, part, place)
    return Item(
        locator=locator,
        kind=ItemKind.RECORD,
        text=made.text if text is None else text,
        thread=part,
        position=by_time(sent, place),
        sender=account.owner.party if account.owner.party.label() else None,
        sent=sent,
        direction=Direction.OUTGOING,
        app=APP,
        thread_title=PurePosixPath(name).stem,
        attachments=tuple(_files(account, id_, _media(said))),
        deleted_as_reported="deleted" if part == "deleted_tweets" else None,
        extra=(*(pair for pair in beside if pair[1]), *made.extra),
    )


def _text(said: dict[str, Any]) -> Any:
    return said.get("full_text") or said.get("text") or as_object(said.get("core")).get("text")


def _media(said: dict[str, Any]) -> list[Any]:
    """The addresses of the pictures and films of a post."""
    held = as_object(said.get("extended_entities") or said.get("entities"))
    media = (one for one in _list(held.get("media")) if isinstance(one, dict))
    return list(filter(None, (one.get("media_url_https") or one.get("media_url") for one in media)))


IMPORTER = Importer(
    "X (Twitter) archive",
    "1",
    recognises,
    read,
    about=About(
        "The archive of an account of X or Twitter: folder, zip or one of its data files (.js)",
        (
            "the layout since 2019, by the types and test files of readers of others; no whole real "
            "archive was at hand"
        ),
        (
            "direct messages and group messages with direction, reactions, media and events; posts, "
            "deleted posts; account, followers, likes, sign-ins and all else"
        ),
        (
            "links, which are never fetched; the lists of message headers where the messages "
            "themselves are there"
        ),
        "people in direct messages are account numbers without names",
    ),
)
