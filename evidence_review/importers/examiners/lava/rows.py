"""From a row of a LAVA table to an item: a message where the manifest describes a conversation, else what its
columns plainly show."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from evidence_review.domain.evidence import Item, Moment
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.domain.sheet_mapping import Field
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.examiners.lava.manifest import Artifact, View
from evidence_review.importers.examiners.lava.media import Media
from evidence_review.importers.plugin import Clock
from evidence_review.importers.tables import tables_words
from evidence_review.importers.tables.tables_headers import meaning, plain, sheet_kind
from evidence_review.importers.text.row_values import Owner, words, written
from evidence_review.importers.times.epochs import epoch

_ADDRESS = re.compile(
    r"[+(]?\d[\d\s().-]{2,}|\S+@\S+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
)
_TRUE, _FALSE = frozenset({"1", "true", "yes"}), frozenset({"0", "false", "no"})
_NO_DIRECTION = frozenset({"", "unknown", "none", "null", "n/a", "system", "system message", "draft", "-"})
_SYSTEM_TYPE = frozenset({"system message", "system", "group event", "service message"})
_TIMED, _NUMBERED = "has times", "has phone numbers"
_KINDS = (
    (
        ItemKind.CALL,
        {"CALL", _TIMED},
        {
            *(Field.SENDER, Field.RECIPIENT, Field.PARTY, Field.NAME, Field.EMAIL, Field.DIRECTION),
            _NUMBERED,
        },
    ),
    (ItemKind.CONTACT, {"CONTACT"}, {Field.NAME, Field.PARTY, _NUMBERED}),
    (ItemKind.LOCATION, {Field.LONGITUDE, _TIMED}, {Field.LATITUDE}),
    (ItemKind.VISIT, {Field.URL, _TIMED}, {"VISIT", "SEARCH"}),
)
"""A kind of row, what a table of it has, and of what else it has one: what its name says, what its columns
mean."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the rows of one report share. `at` is the place of the report in the source, "" where it is the
    whole of it."""

    at: str
    clock: Clock
    owner: Owner
    media: Media
    roles: dict[str, dict[Field, list[str]]] = field(default_factory=dict)


def item(report: Report, artifact: Artifact, number: int, place: int, row: Mapping[str, Any]) -> Item:
    """The item of a row; `number` is its rowid, `place` its order in the table."""
    locator = f"{report.at}{artifact.table} row {number}"
    if artifact.view:
        return _message(report, artifact, artifact.view, locator, place, row)
    return _record(report, artifact, locator, place, row)


# ---- conversations -----------------------------------------------------------------------------


def _message(
    report: Report, artifact: Artifact, view: View, locator: str, place: int, row: Mapping[str, Any]
) -> Item:
    direction = _direction(view, row)
    sender, recipients = _people(report.owner, view, row, direction)
    thread = words(row.get(view.thread)) if view.thread else None
    columns = {view.media, *artifact.of_type("media")} - {""}
    attachments, unresolved = report.media.of(row, columns)
    return Item(
        locator=locator,
        kind=ItemKind.SYSTEM if _is_system(artifact, row) else ItemKind.MESSAGE,
        text=words(row.get(view.text)) if view.text else None,
        thread=f"{report.at}{artifact.table}: {thread or 'no conversation named'}",
        position=place,
        sender=sender,
        recipients=recipients,
        sent=_time(report, artifact, view.time, row),
        direction=direction,
        app=artifact.name,
        thread_title=(words(row.get(view.title)) if view.title else None) or thread or artifact.name,
        attachments=attachments,
        extra=tuple(_extra(artifact, row, {view.text, view.time, view.thread, *columns} - unresolved)),
    )


def _cell(row: Mapping[str, Any], column: str) -> str:
    """The words of a column; "" where it is not named."""
    return (words(row.get(column)) or "").strip() if column else ""


def _direction(view: View, row: Mapping[str, Any]) -> Direction:
    """Sent where the column holds the value that the manifest gives for it; anything else is received, but
    for words that say neither."""
    said = _cell(row, view.direction).casefold()
    if said in _NO_DIRECTION:
        return Direction.UNKNOWN
    wanted = view.sent.casefold()
    same = said == wanted or any(said in each and wanted in each for each in (_TRUE, _FALSE))
    return Direction.OUTGOING if same else Direction.INCOMING


def _people(
    owner: Owner, view: View, row: Mapping[str, Any], direction: Direction
) -> tuple[Party | None, tuple[Party, ...]]:
    """Sender and recipients. In many reports the sender column names the other person whoever wrote; then a
    sent message is the owner's."""
    named = _cell(row, view.sender)
    person = _party(owner, named)
    if direction is not Direction.OUTGOING:
        return person, (owner.party,) if direction is Direction.INCOMING and owner.party.label() else ()
    if not (view.own_label or view.own or view.sender in {view.thread, view.title}):
        return _mine(owner, named), ()
    label = _cell(row, view.own_label)
    others = (person,) if person and person.label() not in {label, view.own} else ()
    return _mine(owner, label or view.own), others


def _party(owner: Owner, named: str) -> Party | None:
    if not named or named.casefold() in tables_words.NOBODY:
        return None
    is_address = _ADDRESS.fullmatch(named) is not None
    return Party(named if is_address else None, None if is_address else named, owner.is_me(named))


def _mine(owner: Owner, named: str) -> Party:
    found = _party(owner, named)
    return (
        Party(found.identifier, found.name, is_owner=True)
        if found and found.label() != "Local User"
        else owner.party
    )


def _is_system(artifact: Artifact, row: Mapping[str, Any]) -> bool:
    return any(
        plain(artifact.label(column)).endswith("type")
        and isinstance(value, str)
        and value.strip().casefold() in _SYSTEM_TYPE
        for column, value in row.items()
    )


# ---- everything else ---------------------------------------------------------------------------


def _record(report: Report, artifact: Artifact, locator: str, place: int, row: Mapping[str, Any]) -> Item:
    roles = _roles(report, artifact, tuple(row))
    kind, columns = _kind(artifact, roles), set(artifact.of_type("media"))
    attachments, unresolved = report.media.of(row, columns)
    sent, when = next(
        (
            (found, column)
            for column in _times(artifact, roles)
            if (found := _time(report, artifact, column, row))
        ),
        (None, ""),
    )
    sender, recipients, direction = _sides(report.owner, kind, roles, row)
    shown = [column for column in row if column not in columns - unresolved and row[column] not in (None, "")]
    return Item(
        locator=locator,
        kind=kind,
        text="\n".join(f"{artifact.label(column)}: {_said(artifact, column, row)}" for column in shown)
        or None,
        thread=f"{report.at}{artifact.table}",
        position=place,
        sender=sender,
        recipients=recipients,
        sent=sent,
        direction=direction,
        app=artifact.name,
        thread_title=artifact.name,
        attachments=attachments,
        extra=((("time column", artifact.label(when)),) if when else ())
        + (_origin(artifact) if artifact.source else ()),
    )


def _roles(report: Report, artifact: Artifact, columns: tuple[str, ...]) -> dict[Field, list[str]]:
    """The columns by what their headings say, worked out once for a table."""
    if artifact.table not in report.roles:
        found = dict[Field, list[str]]()
        for column in columns:
            found.setdefault(meaning(artifact.label(column)).field, []).append(column)
        report.roles[artifact.table] = found
    return report.roles[artifact.table]


def _kind(artifact: Artifact, roles: Mapping[Field, list[str]]) -> ItemKind:
    """What the rows are, where name and columns agree; else a RECORD, since nobody has said what they
    mean."""
    said = sheet_kind(f"{artifact.name} {artifact.table} {artifact.category}".replace("_", " "))
    facts: set[str] = {said, *roles}
    if artifact.of_type("datetime") or Field.TIME in roles:
        facts.add(_TIMED)
    if artifact.of_type("phonenumber"):
        facts.add(_NUMBERED)
    return next((kind for kind, every, one in _KINDS if facts >= every and facts & one), ItemKind.RECORD)


def _sides(
    owner: Owner, kind: ItemKind, roles: Mapping[Field, list[str]], row: Mapping[str, Any]
) -> tuple[Party | None, tuple[Party, ...], Direction]:
    first = partial(_first_party, owner, roles, row)
    if kind is ItemKind.CONTACT:
        name, address = first(Field.NAME, Field.PARTY), first(Field.EMAIL, Field.ENTRIES, Field.PARTY)
        return None, tuple(_contact(name, address)), Direction.UNKNOWN
    if kind is not ItemKind.CALL:
        return None, (), Direction.UNKNOWN
    direction = _direction_of_call(roles, row)
    sender, recipient, other = (
        first(Field.SENDER, Field.SENDER_ID),
        first(Field.RECIPIENT, Field.RECIPIENT_ID),
        first(Field.PARTY, Field.NAME, Field.EMAIL),
    )
    if sender or recipient:
        return sender, (recipient,) if recipient else (), direction
    if direction is Direction.OUTGOING:
        return owner.party, (other,) if other else (), direction
    return other, (), direction


def _first_party(
    owner: Owner, roles: Mapping[Field, list[str]], row: Mapping[str, Any], *fields: Field
) -> Party | None:
    """The first person in a column of one of these meanings."""
    values = (words(row.get(column)) for each in fields for column in roles.get(each, ()))
    return next((found for value in values if value and (found := _party(owner, value.strip()))), None)


def _contact(name: Party | None, address: Party | None) -> Iterator[Party]:
    if name or address:
        yield Party(address.label() if address else None, name.label() if name else None, role="contact")


def _direction_of_call(roles: Mapping[Field, list[str]], row: Mapping[str, Any]) -> Direction:
    values = (row.get(column) for column in roles.get(Field.DIRECTION, ()))
    said = next((plain(str(value)) for value in values if value), "")
    if said in tables_words.OUT:
        return Direction.OUTGOING
    return Direction.INCOMING if said in tables_words.IN else Direction.UNKNOWN


# ---- values ------------------------------------------------------------------------------------


def _times(artifact: Artifact, roles: Mapping[Field, list[str]]) -> list[str]:
    """The columns that may give the time of a row: those the manifest types as times, in its order; else what
    a heading calls one."""
    typed = artifact.of_type("datetime")
    first = [column for column in roles.get(Field.TIME, ()) if column in typed]
    return (
        [*first[:1], *typed]
        or roles.get(Field.TIME, [])
        or artifact.of_type("date")
        or roles.get(Field.DATE, [])
    )


def _time(report: Report, artifact: Artifact, column: str, row: Mapping[str, Any]) -> Moment | None:
    """The time in a column. What the manifest types as datetime is UTC: seconds since 1970, or text that
    could not be converted."""
    value = row.get(column) if column else None
    if value is None or value == "" or isinstance(value, bytes):
        return None
    if isinstance(value, int | float):
        return epoch(value)
    text = str(value).strip()
    if re.fullmatch(r"-?\d{9,20}(?:\.\d+)?", text):
        return epoch(text)
    return moment_of(text, report.clock, None, "UTC" if artifact.types.get(column) == "datetime" else "")


def _said(artifact: Artifact, column: str, row: Mapping[str, Any]) -> str:
    """A value in words: counts of seconds as the time they are."""
    value = row[column]
    if artifact.types.get(column) == "datetime" and isinstance(value, int | float):
        found = epoch(value)
        return f"{found.utc.isoformat(' ', 'seconds')} UTC" if found and found.utc else written(value)
    return written(words(value))


def _extra(artifact: Artifact, row: Mapping[str, Any], used: set[str]) -> Iterator[tuple[str, str]]:
    for column, value in row.items():
        if column not in used and value is not None and value != "":
            yield artifact.label(column), _said(artifact, column, row)
    if artifact.source:
        yield from _origin(artifact)


def _origin(artifact: Artifact) -> tuple[tuple[str, str], ...]:
    return (("source file as reported", artifact.source),)
