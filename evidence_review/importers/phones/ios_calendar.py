"""The calendar of an iPhone or Mac: Calendar.sqlitedb (reference/formats.md 3.12).

A time is an instant unless its zone is "_float" or it fills a day.
"""

from collections.abc import Iterator
from typing import Any

from evidence_review.domain.evidence import Item, Moment
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.phones.ios_sources import (
    Phone,
    Source,
    Values,
    apple,
    importer_of,
    key,
    place_of,
    utc,
    with_columns,
)
from evidence_review.importers.plugin import About, Clock
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.text.row_values import number, rest, words

type Row = dict[str, Any]

_USED = frozenset(
    {
        "ROWID",
        "rowid",
        "summary",
        "description",
        "start_date",
        "end_date",
        "location_id",
        "calendar_id",
        "organizer_id",
    }
)


def values(db: Database, phone: Phone) -> Values:
    """A CALENDAR for each row of CalendarItem (Event before iOS 6), with place, calendar and people."""
    calendars, places = _rows(db, "Calendar"), _rows(db, "Location")
    people, clock = _people(db, phone), Clock(phone.options.zone)
    for table in ("CalendarItem", "Event"):
        for place, row in enumerate(db.rows(table, (), phone.troubles.append), 1):
            at = place_of(row)
            calendar = calendars.get(key(row, "calendar_id"), {})
            who = people.get(at, {})
            organiser = number(row.get("organizer_id")) or -1
            thread = "calendar" if row.get("calendar_id") is None else f"calendar {row['calendar_id']}"
            yield Item(
                locator=phone.at(table, at),
                kind=ItemKind.CALENDAR,
                text=_text(row, places.get(key(row, "location_id"), {})) or None,
                thread=thread,
                position=place,
                sender=who.get(organiser),
                recipients=tuple(party for at, party in who.items() if at != organiser),
                sent=_moment(row, clock),
                app="Calendar",
                thread_title=words(calendar.get("title")) or "",
                extra=tuple(_extra(row)),
            )


def _rows(db: Database, table: str) -> dict[int, Row]:
    return {number(row.get("ROWID", row.get("rowid"))) or 0: row for row in db.rows(table)}


def _people(db: Database, phone: Phone) -> dict[int, dict[int, Party]]:
    """Attendees and organisers by event, then by their own row."""
    identities = _rows(db, "Identity")
    found: dict[int, dict[int, Party]] = {}
    for at, row in _rows(db, "Participant").items():
        who = identities.get(number(row.get("identity_id")) or 0, {})
        address = (words(row.get("email")) or words(who.get("address")) or "").removeprefix("mailto:")
        name = words(who.get("display_name"))
        if address or name:
            mine = bool(number(row.get("is_self"))) or phone.owner.is_me(address, name)
            found.setdefault(number(row.get("owner_id")) or 0, {})[at] = Party(address or None, name, mine)
    return found


def _text(row: Row, where: Row) -> str:
    place = ", ".join(
        dict.fromkeys(each for name in ("title", "address") if (each := words(where.get(name))))
    )
    said = (words(row.get("summary")), place or words(row.get("location")), words(row.get("description")))
    return "\n".join(each for each in said if each)


def _moment(row: Row, clock: Clock) -> Moment | None:
    sent = apple(row.get("start_date"))
    floats = number(row.get("all_day")) or words(row.get("start_tz")) == "_float"
    return clock.moment(sent.raw, sent.utc) if floats and sent else sent


def _extra(row: Row) -> Iterator[tuple[str, str]]:
    if end := utc(apple(row.get("end_date"))):
        yield (
            "ends",
            end.removesuffix(" UTC")
            if number(row.get("all_day")) or words(row.get("start_tz")) == "_float"
            else end,
        )
    yield from rest({name: value for name, value in row.items() if value != 0}, _USED)


SOURCE = Source(
    "iPhone calendar (Calendar.sqlitedb)",
    frozenset({"Calendar.sqlitedb"}),
    lambda tables: (
        with_columns(CalendarItem="summary start_date calendar_id")(tables)
        or with_columns(Event="summary start_date")(tables)
    ),
    values,
    About(
        "Calendar.sqlitedb of an iPhone, iPad or Mac",
        "iOS 4 to 26 by their columns",
        "every event and reminder with time, place, words, calendar and people",
        (
            "the single dates of a repeated event: it is one item, and its rule is in a table that is "
            "not read; attached files"
        ),
        "a date that fills a whole day, or floats, has no zone",
    ),
)

IMPORTER = importer_of(SOURCE)
