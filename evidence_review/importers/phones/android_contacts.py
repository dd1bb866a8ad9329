"""Contacts and calls of Android as their own databases: contacts2.db, calllog.db, Samsung's logs.db
(reference/formats.md 3.10)."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party, person_key
from evidence_review.importers.plugin import About, Importer, attach
from evidence_review.importers.sqlite import databases
from evidence_review.importers.sqlite.databases import Database, layout, open_database
from evidence_review.importers.tally import Unknown, distinct, tallied
from evidence_review.importers.text.row_values import Owner, number, rest, words
from evidence_review.importers.times.epochs import epoch

type Row = dict[str, Any]

_CALLS = {
    1: "incoming", 2: "outgoing", 3: "missed", 4: "voicemail", 5: "rejected", 6: "blocked", 7: "answered on another device",
}  # fmt: skip
_HIDDEN = {2: "number withheld", 3: "number not known", 4: "payphone"}
_CALL_USED = frozenset({"_id", "rowid", "number", "date", "type", "duration", "name", "presentation"})
_OUTGOING = 2
_MESSAGES = frozenset((200, 300, 400, 800))
_ADDRESSES = frozenset(("phone_v2", "email_v2"))
_DELETED: dict[int | None, str] = {1: "deleted"}
_RAW_USED = frozenset({"_id", "rowid", "display_name"})
_DATA_USED = frozenset({"_id", "rowid", "raw_contact_id", "mimetype_id", "data_version", "is_super_primary"})
_LABELS = {
    "phone_v2": "Phone", "email_v2": "E-mail", "name": "Name", "note": "Note", "postal-address_v2": "Address", "organization": "Organisation",
    "website": "Web", "im": "Messenger", "nickname": "Nickname", "contact_event": "Date", "relation": "Related", "sip_address": "SIP",
    "group_membership": "Group", "identity": "Identity",
}  # fmt: skip
_PHONE_KINDS = {
    1: "home",
    2: "mobile",
    3: "work",
    4: "work fax",
    5: "home fax",
    6: "pager",
    7: "other",
    12: "main",
    17: "work mobile",
}
_LOG_TYPES = {
    100: "call",
    200: "MMS",
    300: "SMS",
    400: "e-mail",
    500: "video call",
    800: "chat",
    900: "VoIP call",
    1000: "VoIP video call",
}
"""Samsung's `logs.logtype`, as far as other readers agree on them."""


def recognises(path: Path) -> bool:
    """Whether the tables are those of the contacts or the call log of an Android phone."""
    tables = layout(path)
    contacts = "raw_contact_id" in tables.get("data", ()) and "raw_contacts" in tables
    calls = {"number", "date", "duration", "type"} <= set(tables.get("calls", ()))
    return (
        contacts or calls or {"number", "date", "duration", "type", "logtype"} <= set(tables.get("logs", ()))
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """A CONTACT for each entry of the address book, a CALL for each call, in the order of the tables."""
    yield from tallied(
        distinct(_values(path, options)),
        (
            "The tables of contacts and calls are there but empty. That does not mean that there were "
            "none on the phone."
        ),
    )


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem | Declared]:
    problems, unknown, owner = list[Problem](), Unknown(), Owner(options)
    with open_database(path) as db:
        if db.has("data", "raw_contact_id"):
            yield from _contacts(db, owner, problems)
        for table in ("calls", "logs"):
            for row in (
                db.rows(table, ("_id",), problems.append)
                if db.has(table, "number", "date", "duration")
                else ()
            ):
                yield _call(row, table, owner, unknown)
        yield from problems
        yield from db.stated()
        yield from db.unread()
        yield from db.remarks()
    yield from unknown.problems()


def _contacts(db: Database, owner: Owner, problems: list[Problem]) -> Iterator[Item]:
    kinds = {number(row.get("_id")): words(row.get("mimetype")) or "" for row in db.rows("mimetypes")}
    entries = defaultdict[int, list[tuple[str, Row]]](list)
    for row in db.rows("data", ("_id",), problems.append):
        kind = (
            kinds.get(number(row.get("mimetype_id")))
            or words(row.get("mimetype"))
            or f"kind {row.get('mimetype_id')}"
        )
        entries[number(row.get("raw_contact_id")) or 0].append((kind.rpartition("/")[2], row))
    place = 0
    for place, row in enumerate(db.rows("raw_contacts", ("_id",), problems.append), 1):
        at = number(row.get("_id")) or 0
        yield _contact(
            f"raw_contacts row {row.get('_id', row.get('rowid'))}", place, row, entries.pop(at, []), owner
        )
    for at, left in sorted(entries.items()):
        place += 1
        yield _contact(f"data of raw_contacts row {at}, which is gone", place, {}, left, owner)


def _contact(locator: str, place: int, row: Row, entries: list[tuple[str, Row]], owner: Owner) -> Item:
    said = [(kind, value, each) for kind, each in entries if (value := words(each.get("data1")))]
    written = [value for kind, value, _ in said if kind == "name"]
    name = words(row.get("display_name")) or next(iter(written), None)
    lines = [f"Name: {name}"] if name and name not in written else []
    lines += [f"{_label(kind, each)}: {value}" for kind, value, each in said if kind in _LABELS]
    return Item(
        locator=locator,
        kind=ItemKind.CONTACT,
        text="\n".join(lines) or None,
        thread="contacts",
        position=place,
        recipients=_people([value for kind, value, _ in said if kind in _ADDRESSES], name, owner),
        app="Contacts",
        attachments=tuple(_photos(entries)),
        deleted_as_reported=_DELETED.get(number(row.get("deleted"))),
        extra=(*rest(row, _RAW_USED), *_extra(entries)),
    )


def _people(addresses: list[str], name: str | None, owner: Owner) -> tuple[Party, ...]:
    """The person by each of her addresses, else by her name."""
    if not addresses:
        return (Party(None, name, owner.is_me(name), "contact"),) if name else ()
    return tuple(Party(each, name, owner.is_me(each, name), "contact") for each in dict.fromkeys(addresses))


def _photos(entries: list[tuple[str, Row]]) -> Iterator[Attachment]:
    found = (each.get("data15") for kind, each in entries if kind == "photo")
    for place, blob in enumerate((blob for blob in found if isinstance(blob, bytes)), 1):
        yield attach(f"photo {place}.jpg", (blob,), claimed_type="image/jpeg")


def _extra(entries: list[tuple[str, Row]]) -> Iterator[tuple[str, str]]:
    for place, (kind, each) in enumerate(entries, 1):
        yield from rest(each, _DATA_USED, f"{kind} {place}.")


def _label(kind: str, row: Row) -> str:
    own = words(row.get("data3")) if kind in {"phone_v2", "email_v2", "postal-address_v2"} else None
    said = own or (_PHONE_KINDS.get(number(row.get("data2")) or 0, "") if kind == "phone_v2" else "")
    return f"{_LABELS[kind]} ({said})" if said else _LABELS[kind]


def _call(row: Row, table: str, owner: Owner, unknown: Unknown) -> Item:
    kind, locator = number(row.get("type")), f"{table} row {row.get('_id', row.get('rowid'))}"
    if kind not in _CALLS:
        unknown.add("kind of call", str(kind), locator)
    other, hidden = _other(row, owner)
    sender, recipients, direction = _ends(kind, other, owner)
    message = number(row.get("logtype")) in _MESSAGES
    return Item(
        locator=locator,
        kind=ItemKind.MESSAGE if message else ItemKind.CALL,
        text=words(row.get("m_content")) if message else None,
        thread=person_key(other.identifier) if other and other.identifier else "no number",
        position=number(row.get("date")) or 0,
        sender=sender,
        recipients=recipients,
        sent=epoch(row.get("date")),
        direction=direction,
        app="Viber" if "viber_call" in row else "Phone",
        thread_title=other.label() if other else "",
        extra=(
            *_call_said(row, kind),
            *hidden,
            *rest(row, _CALL_USED | {"m_content"} if message else _CALL_USED),
        ),
    )


def _call_said(row: Row, kind: int | None) -> Iterator[tuple[str, str]]:
    """What sort of call it was, and how long."""
    yield "call", _CALLS.get(kind or 0, f"type {kind}, not known")
    if (log := number(row.get("logtype"))) is not None:
        yield "entry", _LOG_TYPES.get(log, f"kind {log}, not known")
    yield "seconds", words(row.get("duration")) or "not set"


def _ends(
    kind: int | None, other: Party | None, owner: Owner
) -> tuple[Party | None, tuple[Party, ...], Direction]:
    """Sender, recipients and direction of a call."""
    if kind in _CALLS and kind != _OUTGOING:
        return other, (owner.party,), Direction.INCOMING
    others = (other,) if other else ()
    return (
        (owner.party, others, Direction.OUTGOING) if kind == _OUTGOING else (None, others, Direction.UNKNOWN)
    )


def _other(row: Row, owner: Owner) -> tuple[Party | None, tuple[tuple[str, str], ...]]:
    """Who was called or called; a withheld number is -1, -2 or -3, or told by its presentation."""
    phone, name = words(row.get("number")) or "", words(row.get("name")) or None
    hidden = _HIDDEN.get(number(row.get("presentation")) or 0)
    if phone in {"-1", "-2", "-3"} or not phone:
        said = hidden or {"-2": "number withheld", "-3": "payphone"}.get(phone, "number not known")
        return (Party(None, name) if name else None), (("number", said),)
    return Party(phone, name, owner.is_me(phone)), ((("number", hidden),) if hidden else ())


IMPORTER = Importer(
    "Android contacts and calls database",
    "1",
    recognises,
    read,
    databases.companions,
    about=About(
        "contacts2.db, calllog.db and Samsung's logs.db of Android",
        (
            "the tables raw_contacts, data, mimetypes (Android 4 to 15); calls in contacts2.db (before "
            "Android 7) or calllog.db; logs (Samsung)"
        ),
        (
            "each entry of the address book of each account, with numbers, addresses, notes and "
            "pictures; calls with their length; entries marked deleted"
        ),
        "pictures that lie as files outside the database",
        (
            "one person may have several entries, one for each account: they are not merged; Samsung's "
            "log repeats texts in short form"
        ),
    ),
)
