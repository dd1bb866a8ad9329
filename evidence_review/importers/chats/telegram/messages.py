"""One message of a Telegram Desktop export in JSON, as an item (reference/formats.md 3.11; keys as written by
export_output_json.cpp)."""

import json
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Moment, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party, person_key, person_keys
from evidence_review.importers.accounts.account_files import Files
from evidence_review.importers.accounts.account_records import as_text, words
from evidence_review.importers.plugin import Clock
from evidence_review.importers.tally import Unknown
from evidence_review.importers.times.epochs import epoch

APP = "Telegram"
_USED = frozenset({"date", "date_unixtime", "from", "from_id", "actor", "actor_id", "text", "reactions"})
_FILES = ("photo", "file", "thumbnail", "contact_vcard")
_SPOKEN = ("poll", "todo_list", "contact_information", "place_name", "address", "location_information", "game_title", "game_description",
           "invoice_information", "giveaway_information", "giveaway_results", "gift_code")  # fmt: skip
KNOWN = _USED | set(_FILES) | set(_SPOKEN) | frozenset({
    "id", "type", "action", "edited", "edited_unixtime", "text_entities", "reply_to_message_id", "reply_to_peer_id", "forwarded_from",
    "forwarded_from_id", "saved_from", "via_bot", "author", "media_type", "mime_type", "duration_seconds", "duration", "width", "height",
    "sticker_emoji", "performer", "title", "live_location_period_seconds", "self_destruct_period_seconds", "game_link", "members",
    "inviter", "message_id", "game_message_id", "score", "amount", "currency", "invoice_message_id", "discard_reason",
    "information_text", "reason_domain", "reason_app_id", "reason_app_name", "values", "from", "to", "to_id", "distance", "period",
    "schedule_date", "photo_file_size", "file_size", "thumbnail_file_size", "contact_vcard_file_size", "file_name", "media_spoiler",
    "inline_bot_buttons", "new_title", "new_icon_emoji_id", "emoticon", "months", "cost", "boosts", "gift_code", "unclaimed", "via_giveaway",
    "show_forwarded_as_original", "paid_stars_amount", "stars", "button_id", "peer_id", "is_limited", "is_anonymous", "gift_text",
    "gift_id", "charge_id", "transaction_id", "winners", "method", "text_link", "recurring", "recurring_init", "recurring_used",
    "saved_from_id", "forwarded_date", "forwarded_date_unixtime", "signature", "additional_peers", "same_background", "for_both",
    "original_message_id", "story_id", "boost_peer_id", "boost_peer_name", "giveaway_message_id", "send_as",
})  # fmt: skip


@dataclass(slots=True)
class Numbered:
    """Where the messages of the conversation that is being read stand, by Telegram's own numbers. These rise within a
    conversation, so that two rows of numbers are enough, also for a million messages."""

    thread: str = ""
    _numbers: array[int] = field(default_factory=lambda: array("q"))
    _places: array[int] = field(default_factory=lambda: array("q"))

    def put(self, thread: str, number: int, place: int) -> None:
        """A message was read at this place of its conversation; what was read of another one is let go."""
        if thread != self.thread:
            self.thread, self._numbers, self._places = thread, array("q"), array("q")
        if not self._numbers or number > self._numbers[-1]:
            self._numbers.append(number)
            self._places.append(place)

    def place(self, thread: str, number: int) -> int | None:
        """Where the message of a number stands, None where it was not read before in this conversation."""
        at = bisect_left(self._numbers, number) if thread == self.thread else len(self._numbers)
        found = number > 0 and at < len(self._numbers) and self._numbers[at] == number
        return self._places[at] if found else None


@dataclass(slots=True)
class Reader:
    """What holds for a whole export: whose it is, its files, its clock, names not known."""

    files: Files
    options: ReadOptions
    folder: str = ""
    owner_id: str = ""
    owner_name: str = ""
    unknown: Unknown = field(default_factory=Unknown)
    clock: Clock = field(default_factory=Clock)
    numbered: Numbered = field(default_factory=Numbered)
    _mine: frozenset[str] = frozenset()
    _parties: dict[tuple[str | None, str | None, str], Party] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The keys of the owner are made once."""
        self._mine = frozenset(
            person_key(word)
            for word in (self.options.owner, *self.options.also_owner)
            if word and word.strip()
        )

    def party(self, identifier: object, name: object, role: str = "") -> Party | None:
        """A person by her id in the export; None where neither id nor name is written."""
        known = str(identifier) if identifier not in (None, "") else None
        label = name if isinstance(name, str) and name else None
        if known is None and label is None:
            return None
        if (known, label, role) not in self._parties:
            mine = self._is_owner(Party(known, label))
            self._parties[known, label, role] = Party(known, label, mine, role)
        return self._parties[known, label, role]

    def _is_owner(self, party: Party) -> bool:
        """By what the person importing said, else by the profile in the export: its id, in a page its name
        alone."""
        if self._mine & person_keys(party):
            return True
        if party.identifier:
            return bool(self.owner_id) and bare(party.identifier) == self.owner_id
        return bool(self.owner_name) and party.name == self.owner_name

    def owner(self) -> Party | None:
        """The person whose account it is, where that is known."""
        if self.owner_id:
            return Party(f"user{self.owner_id}", self.owner_name or self.options.owner, is_owner=True)
        return Party(None, self.options.owner, is_owner=True) if self.options.owner else None


@dataclass(frozen=True, slots=True)
class Chat:
    """The conversation that a message stands in: its own id, title and type."""

    thread: str
    id: str
    title: str
    type: str

    @property
    def is_personal(self) -> bool:
        """Between two people, one of whom the chat is named for."""
        return self.type in {"personal_chat", "bot_chat"}


def chat_of(holder: Any, number: int = 0) -> Chat:
    """The conversation of an object that holds messages; saved messages have no name of their own."""
    said: Mapping[str, Any] = holder if isinstance(holder, dict) else {}
    id_ = as_text(said["id"]) if said.get("id") is not None else ""
    type_ = as_text(said.get("type") or "")
    title = as_text(said.get("name") or "") or {"saved_messages": "Saved Messages", "replies": "Replies"}.get(
        type_, ""
    )
    return Chat(id_ or title or f"chat {number + 1}", id_, title, type_)


def bare(identifier: str | None) -> str:
    """The number in `user123`, `123` and in the ids of old exports, which add 2^32 for a user."""
    found = re.fullmatch(r"(?:user)?(\d{1,19})", identifier or "")
    number = int(found[1]) if found else 0
    return (
        str(
            number & 0xFFFFFFFF if number >> 32 == 1 and not (identifier or "").startswith("user") else number
        )
        if found
        else ""
    )


def message(each: Any, locator: str, position: int, chat: Chat, reader: Reader) -> Item:
    """The item behind one element of `messages`; anything else than an object is kept as a record."""
    if not isinstance(each, dict):
        return Item(
            locator, ItemKind.RECORD, as_text(each), chat.thread, position, app=APP, thread_title=chat.title
        )
    kind = _kind(each, locator, reader)
    service = kind in {ItemKind.SYSTEM, ItemKind.CALL}
    written_by = (
        ("actor_id", "actor") if service and ("actor" in each or "actor_id" in each) else ("from_id", "from")
    )
    sender = reader.party(each.get(written_by[0]), each.get(written_by[1]))
    direction = _direction(sender, chat, reader)
    return Item(
        locator=locator,
        kind=kind,
        text=_text(each, sender, service=service),
        thread=chat.thread,
        position=position,
        sender=sender,
        recipients=_recipients(sender, direction, chat, reader),
        sent=moment(each.get("date"), each.get("date_unixtime"), reader.clock),
        direction=direction,
        app=APP,
        thread_title=chat.title,
        attachments=tuple(_attachments(each, reader)),
        extra=(*_extra(each, locator, reader), *_answers(each, locator, position, chat, reader)),
    )


def _answers(
    each: Mapping[str, Any], locator: str, position: int, chat: Chat, reader: Reader
) -> Iterator[tuple[str, str]]:
    """The locator of the message that one answers, where it stands before it in the same conversation."""
    own, other = _number(each.get("id")), _number(each.get("reply_to_message_id"))
    if other is not None and "reply_to_peer_id" not in each:
        place = reader.numbered.place(chat.thread, other)
        if place is not None:
            yield "answers message", f"{locator.rpartition('[')[0]}[{place}]"
    if own is not None:
        reader.numbered.put(chat.thread, own, position)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and 0 < value < 1 << 62 else None


def _kind(each: Mapping[str, Any], locator: str, reader: Reader) -> ItemKind:
    match each.get("type", "message"):
        case "message":
            return ItemKind.MESSAGE
        case "service":
            return (
                ItemKind.CALL if each.get("action") in {"phone_call", "conference_call"} else ItemKind.SYSTEM
            )
        case "unsupported":
            return ItemKind.SYSTEM
        case other:
            reader.unknown.add("message type", as_text(other), locator)
            return ItemKind.RECORD


def moment(date: object, unixtime: object, clock: Clock) -> Moment | None:
    """`date` is the wall clock of the computer that exported; only `date_unixtime` (since mid-2022) gives the
    instant."""
    raw = as_text(date) if date is not None else ""
    try:
        local = datetime.fromisoformat(raw).replace(tzinfo=None)
    except ValueError:
        local = None
    instant = epoch(unixtime)
    if instant is not None and instant.utc is not None:
        return Moment(raw or instant.raw, local, instant.utc, None, instant.zone)
    return clock.moment(raw, local) if raw else None


def plain(text: Any) -> str | None:
    """The words of a `text`: a string, or a list of strings and of objects with `text`; None where none is
    written."""
    if text is None or isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(plain(each) or "" for each in text)
    return as_text(text["text"]) if isinstance(text, dict) and "text" in text else as_text(text)


def _text(each: Mapping[str, Any], sender: Party | None, *, service: bool) -> str | None:
    """What was written; for a poll, contact or place without words, what it says; for a service message, what
    happened."""
    written = _words(each)
    if written:
        return written
    if service:
        return _happened(each, sender) or written
    spoken = "\n".join(
        line for key in _SPOKEN if key in each for line in words(each[key], key.replace("_", " "))
    )
    return spoken or written


def _words(each: Mapping[str, Any]) -> str | None:
    written = plain(each.get("text"))
    if not written and not each.get("text") and isinstance(each.get("text_entities"), list):
        return plain(each["text_entities"]) or written
    return written


def _happened(each: Mapping[str, Any], sender: Party | None) -> str:
    action = as_text(each.get("action") or "").replace("_", " ")
    if not action and not each.get("information_text"):
        return (
            "Message of a kind that this version of Telegram could not export"
            if each.get("type") == "unsupported"
            else ""
        )
    said = ", ".join(_details(each))
    return f"{sender.label() + ': ' if sender else ''}{action}{': ' if said and action else ''}{said}"


def _details(each: Mapping[str, Any]) -> Iterator[str]:
    """Whom and what a service message names."""
    members = each.get("members")
    for name in members if isinstance(members, list) else ():
        yield as_text(name) if name is not None else "(deleted account)"
    for key in ("title", "new_title", "information_text", "discard_reason", "emoticon"):
        if each.get(key):
            yield as_text(each[key])
    seconds = each.get("duration_seconds") or each.get("duration")
    if seconds:
        yield f"{seconds} seconds"


def _direction(sender: Party | None, chat: Chat, reader: Reader) -> Direction:
    """By the owner; in a chat between two people also by the id of the chat, which is that of the other
    one."""
    if sender is None:
        return Direction.UNKNOWN
    if _is_own(sender, chat):
        return Direction.OUTGOING
    id_, other = bare(sender.identifier), bare(chat.id)
    if chat.is_personal and id_ and other:
        return Direction.INCOMING if id_ == other else _other_direction(sender, chat)
    known = reader.owner_id or reader.options.owner
    return Direction.INCOMING if known and chat.type not in {"saved_messages", ""} else Direction.UNKNOWN


def _is_own(sender: Party, chat: Chat) -> bool:
    is_saved = chat.type == "saved_messages" and bool(chat.id)
    return sender.is_owner or (is_saved and bare(sender.identifier) == bare(chat.id))


def _other_direction(sender: Party, chat: Chat) -> Direction:
    """The direction of whoever has not the id of the chat; where he bears its name, another program wrote
    this file, and its ids say nothing of who is who."""
    return Direction.UNKNOWN if sender.name and sender.name == chat.title else Direction.OUTGOING


def _recipients(sender: Party | None, direction: Direction, chat: Chat, reader: Reader) -> tuple[Party, ...]:
    """In a chat between two people, the other one; who else is in a group is not written with its
    messages."""
    if not chat.is_personal or sender is None:
        return ()
    if direction is Direction.INCOMING:
        mine = reader.owner()
        return (mine,) if mine else ()
    other = reader.party(_id_of(chat, sender), chat.title) if direction is Direction.OUTGOING else None
    return (other,) if other else ()


def _id_of(chat: Chat, sender: Party) -> str | None:
    """The id of the other one, written as this export writes the ids of those who send, so that she is one
    person on both sides."""
    number = bare(chat.id)
    if not number or not (sender.identifier or "").isdecimal():
        return f"user{number}" if number else None
    return str(int(number) + (int(sender.identifier or 0) >> 32 == 1) * (1 << 32))


def _attachments(each: Mapping[str, Any], reader: Reader) -> Iterator[Attachment]:
    """Files by their paths; "(File not included. …)" is a missing file, not a path (reference/formats.md
    3.11)."""
    for key in _FILES:
        named = each.get(key)
        if not isinstance(named, str) or not named:
            continue
        kind = {"file": as_text(each.get("mime_type") or ""), "photo": "image/jpeg"}.get(key, "")
        if not named.startswith("("):
            yield reader.files.attachment(named, reader.folder, kind)
        elif key != "thumbnail":
            yield reader.files.left_out(as_text(each.get("file_name") or each.get("media_type") or key), kind)


def _extra(each: Mapping[str, Any], locator: str, reader: Reader) -> Iterator[tuple[str, str]]:
    """Every value that has no field of its own, as it is written."""
    for key, value in each.items():
        if key not in KNOWN:
            reader.unknown.add("key", key, locator)
        if key == "reactions":
            yield from _reactions(value)
        elif key == "text_entities" or (key == "text" and isinstance(value, list)):
            yield from _links(value)
        elif key == "date_unixtime" or key not in _USED or not isinstance(value, str | int | None):
            yield key, as_text(value)


def _reactions(value: Any) -> Iterator[tuple[str, str]]:
    for one in value if isinstance(value, list) else [value]:
        yield "reaction", _reaction(one)


def _links(value: Any) -> Iterator[tuple[str, str]]:
    """Formatted parts of a text whose words do not tell all: links behind words, people named by id."""
    for part in value if isinstance(value, list) else ():
        if isinstance(part, dict) and set(part) - {"type", "text"}:
            yield "text part", as_text(part)


def _reaction(one: Any) -> str:
    """What it is, how often, and by whom where that is written: 👍 2: Ann (2024-01-02T10:00:00), Bo (…)."""
    if not isinstance(one, dict):
        return as_text(one)
    sign = as_text(one.get("emoji") or one.get("document_id") or one.get("type") or "")
    people = _people(one.get("recent"))
    rest = {key: value for key, value in one.items() if key not in {"emoji", "type", "count", "recent"}}
    told = f"{sign} {as_text(one.get('count', ''))}".strip() + (": " + ", ".join(people) if people else "")
    return told + (" " + json.dumps(rest, ensure_ascii=False) if rest else "")


def _people(recent: Any) -> list[str]:
    return [
        f"{each.get('from') or each.get('from_id')} ({each.get('date')})"
        for each in (recent if isinstance(recent, list) else ())
        if isinstance(each, dict)
    ]
