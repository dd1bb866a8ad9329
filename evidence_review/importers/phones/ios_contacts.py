"""The address book of an iPhone: AddressBook.sqlitedb (reference/formats.md 3.12).

A real one had no tables at all without its -wal.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from evidence_review.domain.evidence import Item
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.people import Party, person_key
from evidence_review.importers.phones.ios_sources import (
    Phone,
    Source,
    Values,
    apple,
    importer_of,
    key,
    nonzero,
    place_of,
    utc,
    with_columns,
)
from evidence_review.importers.plugin import About
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.text.row_values import number, rest, words

type Row = dict[str, Any]

_PHONE, _EMAIL = 3, 4
_PROPERTIES = {
    _PHONE: "Phone",
    _EMAIL: "E-mail",
    5: "Address",
    12: "Date",
    13: "Messenger",
    16: "Related",
    22: "Web",
    23: "Related",
    46: "Profile",
}
_OWN = {
    "Organization": "Organisation",
    "Department": "Department",
    "JobTitle": "Job",
    "Nickname": "Nickname",
    "Note": "Note",
}
_USED = frozenset({
    "ROWID", "rowid", "First", "Last", "Middle", "Prefix", "Suffix", "Birthday", "CreationDate", "ModificationDate", *_OWN,
    "FirstSort", "LastSort", "CompositeNameFallback", "FirstSortSection", "LastSortSection", "FirstSortLanguageIndex", "LastSortLanguageIndex",
})  # fmt: skip


def values(db: Database, phone: Phone) -> Values:
    """A CONTACT for each row of ABPerson, with its numbers and addresses; and for each entry whose person is
    gone."""
    found, gone = _entries(db, phone), set[int]()
    for place, row in enumerate(db.rows("ABPerson", (), phone.troubles.append), 1):
        at = number(row.get("ROWID", row.get("rowid"))) or 0
        gone.add(at)
        yield _contact(row, phone.at("ABPerson", at), place, found.get(at, []), phone)
    for place, at in enumerate(sorted(found.keys() - gone), 1):
        yield _contact(
            {}, phone.at("ABMultiValue of missing person", at), 1_000_000 + place, found[at], phone
        )


def names_in(db: Database) -> Iterator[tuple[str, str]]:
    """person_key of each number and e-mail address, with the name it is saved under."""
    people = {number(row.get("ROWID", row.get("rowid"))): _name(row) for row in db.rows("ABPerson")}
    for row in db.rows("ABMultiValue"):
        value, name = words(row.get("value")), people.get(number(row.get("record_id")))
        if value and name and number(row.get("property")) in {_PHONE, _EMAIL}:
            yield person_key(value), name


def _entries(db: Database, phone: Phone) -> dict[int, list[tuple[int, str, str]]]:
    """Property, label and value of every entry, by the row of its person."""
    labels = {at: words(row.get("value")) or "" for at, row in enumerate(db.rows("ABMultiValueLabel"), 1)}
    labels |= {place_of(row): words(row.get("value")) or "" for row in db.rows("ABMultiValueLabel")}
    parts: dict[int, list[str]] = {}
    for row in db.rows("ABMultiValueEntry"):
        if value := words(row.get("value")):
            parts.setdefault(key(row, "parent_id"), []).append(value.replace("\n", ", "))
    found: dict[int, list[tuple[int, str, str]]] = {}
    for row in db.rows("ABMultiValue", (), phone.troubles.append):
        value = words(row.get("value")) or ", ".join(parts.get(key(row, "UID"), []))
        label = re.sub(r"^_\$!<(.*)>!\$_$", r"\1", labels.get(key(row, "label"), ""))
        if value:
            found.setdefault(key(row, "record_id"), []).append((key(row, "property"), label, value))
    return found


def _name(row: Mapping[str, Any]) -> str:
    parts = (words(row.get(each)) for each in ("Prefix", "First", "Middle", "Last", "Suffix"))
    return (
        " ".join(each for each in parts if each)
        or words(row.get("Organization"))
        or words(row.get("Nickname"))
        or ""
    )


def _contact(row: Row, locator: str, place: int, entries: list[tuple[int, str, str]], phone: Phone) -> Item:
    name = _name(row)
    written = dict.fromkeys(value for kind, _, value in entries if kind in {_PHONE, _EMAIL})
    people = tuple(Party(each, name or None, phone.owner.is_me(each, name), "contact") for each in written)
    dates = ((key, day) for key in ("CreationDate", "ModificationDate") if (day := utc(apple(row.get(key)))))
    return Item(
        locator=locator,
        kind=ItemKind.CONTACT,
        text="\n".join(_lines(row, name, entries)) or None,
        thread="contacts",
        position=place,
        recipients=people or ((Party(None, name, phone.owner.is_me(name), "contact"),) if name else ()),
        app="Contacts",
        extra=(*dates, *rest(nonzero(row), _USED)),
    )


def _lines(row: Row, name: str, entries: list[tuple[int, str, str]]) -> Iterator[str]:
    if name:
        yield f"Name: {name}"
    for column, label in _OWN.items():
        if (value := words(row.get(column))) and value != name:
            yield f"{label}: {value}"
    if day := utc(apple(row.get("Birthday"))):
        yield f"Birthday: {day[:10]}"
    for kind, label, value in entries:
        yield f"{_PROPERTIES.get(kind, 'Other')}{f' ({label.lower()})' if label else ''}: {value}"


SOURCE = Source(
    "iPhone contacts (AddressBook.sqlitedb)",
    frozenset({"AddressBook.sqlitedb"}),
    with_columns(ABPerson="First Last", ABMultiValue="record_id property value"),
    values,
    About(
        "AddressBook.sqlitedb of an iPhone or iPad",
        "iOS 3 to 26 by their columns",
        "every contact with names, numbers, addresses, notes and dates",
        "pictures of contacts, which lie in a database of their own",
        "a contact may come from an account (iCloud, work) rather than be saved on the phone",
    ),
)

IMPORTER = importer_of(SOURCE)
