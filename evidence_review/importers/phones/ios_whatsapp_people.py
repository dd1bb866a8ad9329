"""Who is who in WhatsApp on an iPhone: conversations, members of groups, names, and the numbers behind `@lid`
aliases (reference/formats.md 3.12)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from evidence_review.domain.evidence import Item
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.phones.ios_sources import Phone, Source, Values, importer_of, key, with_columns
from evidence_review.importers.plugin import About
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.text.row_values import number, rest, words

LARGEST_GROUP = 100
"""Members of a group who are named with each message; of a larger one only the sender is."""

_GROUPS = ("@g.us", "@broadcast", "@newsletter", "@status", "@status_me", "@temp")


@dataclass(frozen=True, slots=True)
class Conversation:
    """A chat: its address in the source, its name, who is in it besides the owner."""

    thread: str
    title: str
    others: tuple[Party, ...] = ()


@dataclass(slots=True)
class People:
    """The addresses in one database, aliases resolved, with the best name known for each."""

    phone: Phone
    aliases: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    members: dict[int, str] = field(default_factory=dict)
    chats: dict[int, Conversation] = field(default_factory=dict)

    def party(self, jid: str | None) -> Party | None:
        """The person behind an address; None for none and for a group."""
        if not jid or is_group(jid):
            return None
        real = self.aliases.get(jid, jid)
        return self.phone.party(real, self.names.get(real) or self.names.get(jid))


def is_group(jid: str) -> bool:
    """Whether an address is that of a group, a list or the status feed rather than of a person."""
    return jid.endswith(_GROUPS)


def people_of(db: Database, phone: Phone) -> People:
    """Everything that the database, ContactsV2.sqlite and LID.sqlite beside it say about addresses."""
    people = People(phone)
    with phone.beside("LID.sqlite") as lids:
        if lids:
            _aliases(lids, people)
    with phone.beside("ContactsV2.sqlite") as book:
        for row in book.rows("ZWAADDRESSBOOKCONTACT") if book else ():
            _saved(row, people)
    for row in db.rows("ZWAPROFILEPUSHNAME"):
        if (jid := words(row.get("ZJID"))) and (name := words(row.get("ZPUSHNAME"))):
            people.names.setdefault(jid, name)
    _chats(db, people)
    return people


def _aliases(db: Database, people: People) -> None:
    """Any table that pairs an alias with a number: its name differs between versions."""
    for table, columns in db.tables.items():
        column = next((each for each in ("ZLID", "ZIDENTIFIER") if each in columns), None)
        if column is None or "ZPHONENUMBER" not in columns:
            continue
        for row in db.rows(table):
            alias, phone = words(row.get(column)), words(row.get("ZPHONENUMBER"))
            if alias and phone:
                people.aliases[_whole(alias, "@lid")] = _whole(phone, "@s.whatsapp.net", "+")


def _whole(address: str, server: str, before: str = "") -> str:
    return address if "@" in address else address.lstrip(before) + server


def _saved(row: dict[str, Any], people: People) -> None:
    jid, lid, name = words(row.get("ZWHATSAPPID")), words(row.get("ZLID")), contact_name(row)
    if jid and lid:
        people.aliases.setdefault(lid, jid)
    for each in (jid, lid):
        if each and name:
            people.names[each] = name


def contact_name(row: dict[str, Any]) -> str | None:
    """The name of a contact as saved."""
    parts = " ".join(filter(None, (words(row.get("ZGIVENNAME")), words(row.get("ZLASTNAME")))))
    return words(row.get("ZFULLNAME")) or parts or words(row.get("ZBUSINESSNAME")) or None


def _chats(db: Database, people: People) -> None:
    sessions = list(db.rows("ZWACHATSESSION", (), people.phone.troubles.append))
    for row in sessions:
        jid, name = words(row.get("ZCONTACTJID")), words(row.get("ZPARTNERNAME"))
        if jid and name and not is_group(jid):
            people.names.setdefault(jid, name)
    inside = _members(db, people)
    for row in sessions:
        at = key(row, "Z_PK")
        people.chats[at] = _conversation(people, at, row, inside.get(at, []))


def _conversation(people: People, at: int, row: dict[str, Any], members: list[str]) -> Conversation:
    jid = words(row.get("ZCONTACTJID")) or ""
    who = members if is_group(jid) else [jid]
    others = _others(people, who if len(who) <= LARGEST_GROUP else ())
    return Conversation(jid or f"chat {at}", words(row.get("ZPARTNERNAME")) or jid, others)


def _members(db: Database, people: People) -> dict[int, list[str]]:
    """The addresses in each group; their names are kept on the way."""
    inside: dict[int, list[str]] = {}
    for row in db.rows("ZWAGROUPMEMBER", (), people.phone.troubles.append):
        jid, at = words(row.get("ZMEMBERJID")), number(row.get("Z_PK"))
        if jid and at is not None:
            people.members[at] = jid
            inside.setdefault(key(row, "ZCHATSESSION"), []).append(jid)
            if name := words(row.get("ZCONTACTNAME")) or words(row.get("ZFIRSTNAME")):
                people.names.setdefault(jid, name)
    return inside


def _others(people: People, addresses: Iterable[str]) -> tuple[Party, ...]:
    found = map(people.party, addresses)
    return tuple(dict.fromkeys(each for each in found if each and not each.is_owner))


# ---- the address book of WhatsApp, as a source of its own --------------------------------------


def contacts(db: Database, phone: Phone) -> Values:
    """A CONTACT for each row of ContactsV2.sqlite."""
    for place, row in enumerate(db.rows("ZWAADDRESSBOOKCONTACT", (), phone.troubles.append), 1):
        yield _contact(row, place, phone)


def _contact(row: dict[str, Any], place: int, phone: Phone) -> Item:
    name, jid = contact_name(row), words(row.get("ZWHATSAPPID"))
    written = words(row.get("ZPHONENUMBER")) or words(row.get("ZLOCALIZEDPHONENUMBER"))
    said = (("Name", name), ("WhatsApp", jid), ("Phone", written), ("Status", words(row.get("ZABOUTTEXT"))))
    person = phone.party(jid or written, name, "contact")
    return Item(
        locator=phone.at("ZWAADDRESSBOOKCONTACT", row.get("Z_PK", place)),
        kind=ItemKind.CONTACT,
        text="\n".join(f"{label}: {value}" for label, value in said if value) or None,
        thread="contacts",
        position=place,
        recipients=(person,) if person.identifier or person.name else (),
        app="WhatsApp",
        extra=tuple(_kept(row)),
    )


def _kept(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from rest(
        {name: value for name, value in row.items() if value != 0}, {"rowid", "Z_PK", "Z_ENT", "Z_OPT"}
    )


SOURCE = Source(
    "WhatsApp contacts (iPhone)",
    frozenset({"ContactsV2.sqlite"}),
    with_columns(ZWAADDRESSBOOKCONTACT="Z_PK"),
    contacts,
    About(
        "ContactsV2.sqlite of WhatsApp for iPhone",
        "tables as since 2017",
        "every contact with name, WhatsApp address, number and status text",
        "profile pictures",
        "the address book holds everyone in the phone's contacts, whether they use WhatsApp or not",
    ),
)

IMPORTER = importer_of(SOURCE)
