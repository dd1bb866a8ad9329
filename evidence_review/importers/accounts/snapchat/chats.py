"""Chat and snap history of Snapchat: conversations by id, or sections of what was received and sent
(reference/formats.md 3.11)."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Moment, Problem, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_records
from evidence_review.importers.accounts.account_files import Files
from evidence_review.importers.accounts.account_records import as_elements, as_list, as_object, is_set
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.markup import json_stream
from evidence_review.importers.markup.json_stream import Element, Rest
from evidence_review.importers.plugin import Clock
from evidence_review.importers.tally import Unknown
from evidence_review.importers.text.row_values import Owner
from evidence_review.importers.times.epochs import epoch

APP = "Snapchat"
_SECTION = re.compile(r"(received|sent)\b.*\bhistory", re.IGNORECASE)
_ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}_(.+)", re.DOTALL)
_SENT = {"true": True, "1": True, "false": False, "0": False}
_OWN = frozenset(
    {"From", "To", "Created", "Content", "Text", "Conversation Title", "IsSender", "isSender", "Media IDs"}
)
_KEPT = frozenset({
    "Media Type", "IsSaved", "Created(microseconds)", "Created (microseconds)", "Conversation Id",
    "Conversation ID",
})  # fmt: skip


@dataclass(slots=True)
class Account:
    """What is known of the account while its files are read: its owner, the names of friends, where the media
    lie."""

    options: ReadOptions
    clock: Clock
    files: Files
    owner: Owner = field(init=False)
    names: dict[str, str] = field(default_factory=dict)
    unknown: Unknown = field(default_factory=Unknown)
    _media: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Media are looked up by the id in their names."""
        self.owner = Owner(self.options)
        for name in self.files.tree.sizes:
            found = _DATED.fullmatch(PurePosixPath(name).stem)
            if found:
                self._media.setdefault(found[1], []).append(name)

    def learn(self, value: Any) -> None:
        """The owner's user name from account.json, the display names of friends from friends.json."""
        said = as_object(value)
        basic = as_object(said.get("Basic Information"))
        if isinstance(basic.get("Username"), str) and not self.owner.party.label():
            self.owner.party = Party(basic["Username"], basic.get("Name") or None, is_owner=True)
        for listed in said.values():
            for each in map(as_object, as_list(listed)):
                if each.get("Username") and each.get("Display Name"):
                    self.names.setdefault(str(each["Username"]), str(each["Display Name"]))

    def person(self, user: Any, *, is_owner: bool = False, role: str = "") -> Party | None:
        """Someone by user name, with her display name where friends.json gives one."""
        if not isinstance(user, str) or not user.strip():
            return self.owner.party if is_owner and self.owner.party.label() else None
        mine = is_owner or user == self.owner.party.identifier or self.owner.is_me(user)
        return Party(user, self.names.get(user), mine, role)

    def media(self, ids: Any) -> tuple[Attachment, ...]:
        """The files of a message, and its overlays, by their ids."""
        found = list[Attachment]()
        for each in ids if isinstance(ids, list) else str(ids or "").split("|"):
            one = str(each).strip()
            places = self._media.get(one) or ([one] if one else [])
            found += [self.files.attachment(place) for place in places]
        return tuple(found)

    def moment(self, value: Any) -> Moment | None:
        """A time as Snapchat writes it: "2025-01-05 12:00:00 UTC"."""
        return moment_of(value, self.clock, self.options.day_first)


def is_chat_file(name: str, start: bytes) -> bool:
    """Whether a file holds messages or snaps: by its name, else by the words in it."""
    base = PurePosixPath(name).name.lower()
    if base in {"chat_history.json", "snap_history.json"}:
        return True
    return (
        b'"Created' in start
        and b'"Media Type"' in start
        and re.search(rb'"(?:From|To|IsSender)"\s*:', start) is not None
    )


def chats(name: str, account: Account) -> Iterator[Item | Problem]:
    """The messages of a file, conversation by conversation, each at its place among those of its
    conversation."""
    source = json_stream.elements(account.files.tree.chunks(name), account.files.tree.sizes[name], "*", "")
    for group, each in groupby(source, lambda value: value.path[0] if isinstance(value, Element) else None):
        if group is None:
            yield from _rest(name, list(each))
            continue
        listed = [value for value in each if isinstance(value, Element)]
        turned = _is_newest_first(listed)
        for place, element in enumerate(listed, 1):
            yield _made(name, element, len(listed) - place + 1 if turned else place, account)


def _rest(name: str, values: list[Element | Rest]) -> Iterator[Item | Problem]:
    for value in values:
        if isinstance(value, Rest):
            left = {key: each for key, each in as_object(value.value).items() if is_set(each)}
            if left:
                yield account_records.record(left, f"{name}:whole object", name, 0, APP)
            if value.cut is not None:
                yield json_stream.cut_problem(name)


def _is_newest_first(listed: list[Element]) -> bool:
    times = [
        str(each.value.get("Created") or each.value.get("Created(microseconds)") or "")
        for each in listed
        if isinstance(each.value, dict)
    ]
    return len(times) > 1 and times[0] > times[-1]


def _made(name: str, element: Element, place: int, account: Account) -> Item:
    locator = f"{name}:{'.'.join(str(key) for key in element.path[:-1])}[{element.path[-1]}]"
    said, group = element.value, str(element.path[0]) if len(element.path) > 1 else ""
    if not isinstance(said, dict):
        return account_records.record(said, locator, group or name, place, APP)
    direction = _direction(said, group)
    thread, title = _thread(said, group, direction, account)
    sender, recipients = _people(said, group, direction, account)
    text, entities = _text(said)
    return Item(
        locator=locator,
        kind=ItemKind.SYSTEM
        if str(said.get("Media Type") or "").upper().startswith("STATUS")
        else ItemKind.MESSAGE,
        text=text,
        thread=thread,
        position=place,
        sender=sender,
        recipients=recipients,
        sent=_sent(said, account),
        direction=direction,
        app=APP,
        thread_title=title,
        attachments=account.media(said.get("Media IDs")),
        extra=(*entities, *_extra(said, locator, name, group, account)),
    )


def _sent(said: dict[str, Any], account: Account) -> Moment | None:
    """The time in words; where it cannot be read, the count beside it."""
    words = account.moment(said.get("Created"))
    counted = None if words and (words.utc or words.local) else epoch(said.get("Created(microseconds)"))
    return counted if counted and counted.utc else words or counted


def _direction(said: dict[str, Any], group: str) -> Direction:
    mine = said.get("IsSender", said.get("isSender"))
    mine = _SENT.get(str(mine).lower()) if mine is not None else None
    section = _SECTION.fullmatch(group)
    if mine is None and section:
        mine = section[1].lower() == "sent"
    return Direction.UNKNOWN if mine is None else Direction.OUTGOING if mine else Direction.INCOMING


def _thread(said: dict[str, Any], group: str, direction: Direction, account: Account) -> tuple[str, str]:
    """The conversation's id and title: in old downloads the other person, since there they have none of their
    own."""
    title = said.get("Conversation Title")
    thread = _thread_id(said, group) or str(title or _other(said, group, direction) or group or "chat")
    return thread, str(title or account.names.get(thread) or thread)


def _thread_id(said: dict[str, Any], group: str) -> str:
    stated = said.get("Conversation Id") or said.get("Conversation ID")
    return str(stated) if stated else "" if _SECTION.fullmatch(group) else group


def _other(said: dict[str, Any], group: str, direction: Direction) -> Any:
    if direction is Direction.OUTGOING and (said.get("To") or not _names_other(said, group)):
        return said.get("To")
    return said.get("From")


def _names_other(said: dict[str, Any], group: str) -> bool:
    """Whether "From" names the other person in what was sent, as some downloads of about 2022 do: they state
    the sender by IsSender and have no "To"."""
    section = _SECTION.fullmatch(group)
    return (
        section is not None
        and section[1].lower() == "sent"
        and "To" not in said
        and ("IsSender" in said or "isSender" in said)
    )


def _people(
    said: dict[str, Any], group: str, direction: Direction, account: Account
) -> tuple[Party | None, tuple[Party, ...]]:
    turned = _names_other(said, group)
    sender = account.person(None if turned else said.get("From"), is_owner=direction is Direction.OUTGOING)
    to = said.get("From") if turned else said.get("To")
    named = [account.person(each) for each in as_elements(to) if each]
    named = named or [_implied_recipient(said, group, direction, account)]
    return sender, tuple(filter(None, named))


def _implied_recipient(
    said: dict[str, Any], group: str, direction: Direction, account: Account
) -> Party | None:
    """To whom a message went that names no one: the owner, or the person the conversation is named after."""
    if direction is Direction.INCOMING:
        return account.owner.party if account.owner.party.label() else None
    is_user = group and not _SECTION.fullmatch(group) and not _ID.fullmatch(group)
    if direction is Direction.OUTGOING and is_user and not said.get("Conversation Title"):
        return account.person(group)
    return None


def _text(said: dict[str, Any]) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """What was written. Old downloads (Text) keep it as for a web page, with entities; new ones (Content) as
    it is."""
    if said.get("Content") is not None or said.get("Text") is None:
        content = said.get("Content")
        return (None if content is None else account_records.as_text(content)), ()
    raw = account_records.as_text(said["Text"])
    plain = html.unescape(raw)
    return plain, (("text as written", raw),) if plain != raw else ()


def _extra(
    said: dict[str, Any], locator: str, name: str, group: str, account: Account
) -> Iterator[tuple[str, str]]:
    for key, value in said.items():
        if key not in _OWN | _KEPT:
            account.unknown.add("key", key, locator)
        if key not in _OWN and value not in (None, ""):
            yield key, account_records.as_text(value)
    if _SECTION.fullmatch(group):
        yield "section", group
    if PurePosixPath(name).name.lower() == "snap_history.json":
        yield "snap", "Snapchat kept no content of this snap."
