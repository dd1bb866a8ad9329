"""Who wrote to whom in sms.db: handles, conversations and their members; any of these tables may be missing
(reference/formats.md 3.12)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evidence_review.domain.people import Party
from evidence_review.importers.phones.ios_sources import Phone, key, place_of
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.text.row_values import number, words

_GROUP = 43
LARGEST_GROUP = 100
"""Members of a group who are named with each message; of a larger one only the sender is."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A chat: its own id in the database, its name, its members besides the owner."""

    thread: str
    title: str
    others: tuple[Party, ...] = ()
    is_group: bool = False


@dataclass(slots=True)
class People:
    """Everything that the database says about people and conversations."""

    phone: Phone
    handles: dict[int, str] = field(default_factory=dict)
    chats: dict[int, Conversation] = field(default_factory=dict)
    joined: dict[int, list[int]] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)

    def handle(self, row: object) -> Party | None:
        """The person behind a row of `handle`; 0 means "none"."""
        at = number(row) or 0
        address = self.handles.get(at) or (f"handle {at} (not in the database)" if at > 0 else None)
        return self.phone.party(address) if address else None

    def chat(self, message: int, row: Mapping[str, Any]) -> Conversation:
        """The conversation of a message: as joined; else by its room or its person; else one of its own for
        all that have none."""
        rows = self.joined.get(message, ())
        found = next((self.chats[each] for each in rows if each in self.chats), None)
        if found:
            return found
        if rows:
            return Conversation(f"chat {rows[0]}", "")
        room, who = words(row.get("cache_roomnames")), self.handles.get(key(row, "handle_id"))
        for name in (room, who):
            if name and name in self.by_name:
                return self.chats[self.by_name[name]]
        if room:
            return Conversation(room, who or "", (), is_group=True)
        return (
            Conversation(who, who, (self.phone.party(who),)) if who else Conversation("no conversation", "")
        )

    def join(self, message: int | None, chat: int | None) -> None:
        """That a message stands in a chat, which is kept once."""
        if message is not None and chat is not None:
            chats = self.joined.setdefault(message, [])
            if chat not in chats:
                chats.append(chat)

    def also_in(self, message: int) -> list[str]:
        """The further conversations in which the database shows the same message."""
        rows = self.joined.get(message, ())[1:]
        return [self.chats[each].thread if each in self.chats else f"chat {each}" for each in rows]

    def me(self, row: Mapping[str, Any]) -> Party:
        """The owner, by the number or address of hers that the message itself names."""
        account = words(row.get("account")) or ""
        own = words(row.get("destination_caller_id")) or (
            account[2:] if account[:2].upper() in {"P:", "E:"} else ""
        )
        mine = self.phone.owner.party
        return Party(own or mine.identifier, mine.name, is_owner=True)


def people_of(db: Database, phone: Phone) -> People:
    """Handles, chats, members and which message stands in which chat."""
    people = People(phone)
    for row in db.rows("handle", (), phone.troubles.append):
        people.handles[place_of(row)] = words(row.get("id")) or ""
    members = defaultdict[int, list[int]](list)
    for row in db.rows("chat_handle_join"):
        members[key(row, "chat_id")].append(key(row, "handle_id"))
    for row in db.rows("chat"):
        at = place_of(row)
        people.chats[at] = _conversation(people, at, row, members.get(at, []))
        for name in (words(row.get("room_name")), words(row.get("chat_identifier"))):
            if name:
                people.by_name.setdefault(name, at)
    for table in ("chat_message_join", "chat_recoverable_message_join"):
        for row in db.rows(table, (), phone.troubles.append):
            people.join(number(row.get("message_id")), number(row.get("chat_id")))
    return people


def _conversation(people: People, at: int, row: Mapping[str, Any], members: list[int]) -> Conversation:
    address, name = words(row.get("chat_identifier")) or "", words(row.get("display_name"))
    is_group = number(row.get("style")) == _GROUP or len(members) > 1
    # one person may be a member twice, once for each service
    who = list(dict.fromkeys(filter(None, map(people.handles.get, members))))
    if not who and address and not is_group:
        who = [address]
    others = tuple(map(people.phone.party, who if len(who) <= LARGEST_GROUP else ()))
    title = name or ", ".join(each.label() for each in others[:6]) or address
    return Conversation(words(row.get("guid")) or address or f"chat {at}", title, others, is_group)
