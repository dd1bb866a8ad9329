"""Who is who in a WhatsApp database of Android: addresses, aliases (@lid), names from the address book
(wa.db), groups (reference/formats.md 3.13)."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.sqlite.databases import Database, layout, open_database
from evidence_review.importers.text.row_values import Owner, number, rest, words

LARGEST_GROUP = 100
"""Members of a group who are named with each message; of a larger one only the sender is."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A chat: its address in the source, its name, who is in it besides the owner; `listed` is False where
    the chat itself is gone."""

    thread: str
    title: str
    others: tuple[Party, ...] = ()
    is_group: bool = False
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class People:
    """The addresses of one database by their row, aliases resolved, with the best name known for each."""

    owner: Owner
    jids: dict[int, str] = field(default_factory=dict)
    aliases: dict[int, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    chats: dict[int, Conversation] = field(default_factory=dict)

    def address(self, row: object) -> str | None:
        """The address behind a row of `jid`: a phone number where an alias is known to stand for one. 0 means
        "not set"."""
        at = number(row) or 0
        return self.jids.get(self.aliases.get(at, at)) or self.jids.get(at)

    def party(self, address: str | None) -> Party | None:
        """The person behind an address; None where there is none."""
        if not address:
            return None
        name = self.names.get(address)
        return Party(address, name, self.owner.is_me(address))

    def others(self, thread: str) -> tuple[Party, ...]:
        """Everyone in a conversation besides the owner, by the address of the chat."""
        members = self.members.get(thread, []) if is_group(thread) else [thread] if "@" in thread else []
        found = (self.party(each) for each in (members if len(members) <= LARGEST_GROUP else ()))
        return tuple(party for party in found if party and not party.is_owner)


def is_group(address: str) -> bool:
    """Whether an address is that of a group, a list or the status feed rather than of a person."""
    return address.endswith(("@g.us", "@broadcast", "@newsletter", "@status_me"))


def people_of(db: Database, owner: Owner, path: Path) -> People:
    """Everything that the database, and the address book beside it, says about addresses."""
    people = People(owner)
    _addresses(db, people)
    for row in db.rows("lid_display_name"):
        if (address := people.address(row.get("lid_row_id"))) and (name := words(row.get("display_name"))):
            people.names[address] = name
    people.names |= _address_book(path.with_name("wa.db"))
    _groups(db, people)
    _chats(db, people)
    return people


def _addresses(db: Database, people: People) -> None:
    """Addresses by their row, and which of them stands for which."""
    for row in db.rows("jid"):
        raw = words(row.get("raw_string")) or _joined(row.get("user"), row.get("server"))
        if (at := number(row.get("_id"))) is not None and raw:
            people.jids[at] = raw
    for row in db.rows("jid_map"):
        lid, jid = number(row.get("lid_row_id")), number(row.get("jid_row_id"))
        if lid is not None and jid is not None:
            people.aliases[lid] = jid


def _joined(user: object, server: object) -> str | None:
    return f"{words(user)}@{words(server)}" if user and server else words(user) if user else None


def _address_book(path: Path) -> dict[str, str]:
    names = dict[str, str]()
    if "wa_contacts" in layout(path):
        with suppress(UnreadableExport), open_database(path) as db:
            for row in db.rows("wa_contacts"):
                jid, name = words(row.get("jid")), contact_name(row)
                if jid and name:
                    names[jid] = name
    return names


def contact_name(row: dict[str, object]) -> str | None:
    """The best name in a row of wa_contacts: as saved on the phone, else as the person calls herself."""
    return next(
        (
            name
            for key in ("display_name", "given_name", "wa_name", "nickname")
            if (name := words(row.get(key)))
        ),
        None,
    )


def contacts(db: Database, owner: Owner, prefix: str = "") -> Iterator[Item]:
    """A CONTACT for each row of the address book (wa.db)."""
    for place, row in enumerate(db.rows("wa_contacts"), 1):
        jid, name = words(row.get("jid")), contact_name(row)
        phone = words(row.get("number"))
        said = (("Name", name), ("WhatsApp", jid), ("Phone", phone), ("Status", words(row.get("status"))))
        party = Party(jid or phone, name, owner.is_me(jid, phone), "contact")
        yield Item(
            locator=f"{prefix}wa_contacts row {row.get('_id', row.get('rowid', place))}",
            kind=ItemKind.CONTACT,
            text="\n".join(f"{label}: {value}" for label, value in said if value) or None,
            thread="contacts",
            position=place,
            recipients=(party,) if party.identifier or party.name else (),
            app="WhatsApp",
            extra=tuple(rest(row, {"jid", "number", "status", "rowid"})),
        )


def _groups(db: Database, people: People) -> None:
    for row in db.rows("group_participant_user"):
        group, user = (
            people.address(row.get("group_jid_row_id")),
            people.address(row.get("user_jid_row_id", row.get("jid_row_id"))),
        )
        if group and user:
            people.members.setdefault(group, []).append(user)
    for row in db.rows("group_participants"):
        group, user = words(row.get("gjid")), words(row.get("jid"))
        if group and user and user not in people.members.get(group, ()):
            people.members.setdefault(group, []).append(user)


def _chats(db: Database, people: People) -> None:
    """Chats by their row; and for the old tables the titles of groups by their address."""
    for row in db.rows("chat"):
        at = number(row.get("_id"))
        if at is not None:
            people.chats[at] = _conversation(people, at, row)
    for row in db.rows("chat_list"):
        raw, subject = words(row.get("key_remote_jid")), words(row.get("subject"))
        if raw and subject:
            people.names.setdefault(raw, subject)


def _conversation(people: People, at: int, row: dict[str, object]) -> Conversation:
    """A chat; the name that its group has is kept on the way."""
    raw = people.jids.get(number(row.get("jid_row_id")) or 0)
    subject = words(row.get("subject"))
    if subject and raw:
        people.names.setdefault(raw, subject)
    alias, thread = people.address(row.get("jid_row_id")), raw or f"chat {at}"
    title = subject or people.names.get(alias or "") or people.names.get(thread) or thread
    person = alias or thread
    others = people.others(thread if is_group(thread) else person)
    also = (("chat address resolved", person),) if person != thread else ()
    return Conversation(thread, title, others, is_group(thread), also)
