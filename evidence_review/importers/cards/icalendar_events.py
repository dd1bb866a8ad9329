"""Calendars as iCalendar or vCalendar files (.ics, .vcs): appointments, tasks, journal entries
(reference/formats.md 3.15).

Every BEGIN:VEVENT, VTODO, VJOURNAL is one item, whatever follows. A repeating event is one item with its rule
as written: nothing is expanded. Zones are in icalendar_zones; the grammar of lines is in content_lines.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from evidence_review.domain.evidence import Attachment, Declared, Item, Moment, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import Party, person_key
from evidence_review.importers.cards.content_faults import Entries
from evidence_review.importers.cards.icalendar_zones import Zones, zones_of
from evidence_review.importers.markup.content_lines import Line, lines, starts_with, unescaped
from evidence_review.importers.plugin import About, Clock, Importer, attach, hole_in
from evidence_review.importers.tally import Unknown, tallied

_KINDS = {"VEVENT": ItemKind.CALENDAR, "VTODO": ItemKind.CALENDAR, "VJOURNAL": ItemKind.CALENDAR}
_INSIDE = frozenset({"VALARM", "STANDARD", "DAYLIGHT", "VTIMEZONE", "VCALENDAR"})
_TIMES = {"VTODO": ("DTSTART", "DUE"), "VFREEBUSY": ("DTSTART", "DTSTAMP")}
_WORDS = ("SUMMARY", "LOCATION", "DESCRIPTION")
_KNOWN = frozenset({
    "ACKNOWLEDGED", "ACTION", "AALARM", "ATTACH", "ATTENDEE", "CATEGORIES", "CLASS", "COLOR", "COMMENT", "COMPLETED", "CONFERENCE", "CONTACT", "CREATED",
    "DALARM", "DCREATED", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "DUE", "DURATION", "EXDATE", "EXRULE", "FREEBUSY", "GEO", "IMAGE",
    "LAST-MODIFIED", "LOCATION", "ORGANIZER", "PERCENT-COMPLETE", "PRIORITY", "RDATE", "RECURRENCE-ID", "RELATED-TO", "REPEAT",
    "REQUEST-STATUS", "RESOURCES", "RRULE", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "TRIGGER", "TZID", "UID", "URL",
})  # fmt: skip
_BROKEN = "This entry breaks off or has no END line. What it says was kept. Ask for a fresh copy."
_NO_END = (
    "This calendar has no END line: it may have been cut short, and what came after is missing. Ask "
    "for a fresh copy."
)
_STRAY = (
    "{} END lines in this calendar close nothing that was begun: what was before them is missing. Ask "
    "for a fresh copy."
)
_BAD_TIME = "A time in this entry is no time that can be. It was kept as written."
_BAD_DATA = "A file in this entry is damaged (base64). It has not been looked at; the entry was kept."


@dataclass(slots=True)
class _Entry:
    """A component while its lines come in; `within` is the calendar around it."""

    name: str
    line: int
    within: "_Entry | None" = None
    body: list[Line] = field(default_factory=list)
    inside: list[tuple[str, Line]] = field(default_factory=list)


def recognises(path: Path) -> bool:
    """Whether the first line that is not empty begins a calendar, or an entry without one."""
    return path.is_file() and any(
        starts_with(path, name) for name in ("VCALENDAR", "VEVENT", "VTODO", "VJOURNAL")
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """A CALENDAR item for each event, task and journal entry in the order of the file; a RECORD for any other
    entry.

    Times with a zone that is known give an instant; a time without zone stays local unless the person
    importing set one.
    """
    clock = Clock(options.zone)
    values = chain(hole_in(path, "file"), _values(path, options, clock))
    yield from tallied(
        values, "No event, task or journal entry was found in this calendar. Check that it is whole."
    )


def _values(path: Path, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem | Declared]:
    zones, unknown, outside, number, nest = Zones(zones_of(path), clock), Unknown(), 0, 0, _Nest()
    faults = {kind: Entries(kind) for kind in _KINDS}
    for each in _entries(path, nest):
        if isinstance(each, Line):
            outside += 1
            continue
        entry, whole = each
        number += 1
        if entry.name not in _KINDS and entry.name != "VFREEBUSY":
            unknown.add("component", entry.name, _locator(entry))
        yield from _made(entry, number, options, zones, unknown)
        if not whole:
            yield Problem(_locator(entry), ProblemKind.PARTLY_READ, _BROKEN)
        if entry.name in faults:
            yield from faults[entry.name].add(_locator(entry), entry.body)
    for kind in faults.values():
        yield from kind.problems()
    yield from _remarks(nest, number, outside, zones)
    yield from unknown.problems()


def _remarks(nest: "_Nest", entries: int, outside: int, zones: Zones) -> Iterator[Problem]:
    """What must be said of the file as a whole."""
    if nest.strays:
        yield Problem("file", ProblemKind.PARTLY_READ, _STRAY.format(nest.strays))
    if nest.is_open and entries:
        yield Problem("file", ProblemKind.PARTLY_READ, _NO_END)
    if outside:
        yield Problem(
            "file",
            ProblemKind.SKIPPED,
            f"{outside} lines belong to no entry and were left out. Check the file if this is unexpected.",
        )
    for name in sorted(zones.unknown):
        yield Problem(
            "file",
            ProblemKind.SOURCE_FLAG,
            (
                f"{zones.unknown[name]} times are in a zone that is not known here; they were kept as "
                f"local times."
            ),
        )


def _entries(path: Path, nest: "_Nest") -> Iterator[tuple[_Entry, bool] | Line]:
    """Each entry with whether it ended; and each line that is in none. A new entry ends one that was left
    open."""
    for line in lines(path):
        word = line.value.strip().upper().rstrip(":")
        if line.name == "BEGIN":
            closed = nest.begin(word, line.number)
        elif line.name == "END":
            closed = nest.end(word)
        else:
            closed = nest.take(line)
        if closed:
            yield closed
    if nest.entry:
        yield nest.entry, False


@dataclass(slots=True)
class _Nest:
    """Where in the file we are: the calendar, the entry open in it, the parts open in that. Each method gives
    what it closed."""

    calendar: _Entry = field(default_factory=lambda: _Entry("VCALENDAR", 0))
    entry: _Entry | None = None
    inner: list[str] = field(default_factory=list)
    is_open: bool = False
    strays: int = 0
    """END lines that close nothing."""

    def begin(self, word: str, number: int) -> tuple[_Entry, bool] | None:
        left = (self.entry, False) if self.entry else None
        if word == "VCALENDAR":
            self.is_open = True
            self.calendar, self.entry, self.inner = _Entry(word, number), None, []
        elif word in _KINDS or (self.entry is None and not self.inner and word not in _INSIDE):
            self.entry, self.inner = _Entry(word, number, self.calendar), []
        else:
            self.inner.append(word)
            return None
        return left

    def end(self, word: str) -> tuple[_Entry, bool] | None:
        if word in self.inner:
            while self.inner.pop() != word:
                self.strays += 1
            return None
        self.strays += (
            not self.is_open if word == "VCALENDAR" else self.entry is None or word != self.entry.name
        )
        self.is_open = self.is_open and word != "VCALENDAR"
        ended = self.entry if self.entry and word in {self.entry.name, "VCALENDAR"} else None
        if ended is None:
            return None
        whole = word == ended.name and not self.inner
        self.entry, self.inner = None, []
        return ended, whole

    def take(self, line: Line) -> Line | None:
        if self.entry:
            (self.entry.inside.append((self.inner[-1], line)) if self.inner else self.entry.body.append(line))
        elif not self.inner and line.name and self.calendar.line:
            self.calendar.body.append(line)
        elif not self.inner:
            return line
        return None


def _locator(entry: _Entry) -> str:
    return f"line {entry.line} ({entry.name})"


def _made(
    entry: _Entry, number: int, options: ReadOptions, zones: Zones, unknown: Unknown
) -> Iterator[Item | Problem]:
    locator = _locator(entry)
    sent, zone_remarks, problem = _time(entry, zones, locator)
    attachments, problems = _attachments(entry, locator)
    texts = [
        text
        for name in _WORDS
        for line in entry.body
        if line.name == name and (text := unescaped(line.value))
    ]
    extra = [*_said(entry, unknown, locator), *zone_remarks, *clock_remarks(zones, sent)]
    calendar = entry.within.line if entry.within else 0
    yield Item(
        locator=locator,
        kind=_KINDS.get(entry.name, ItemKind.RECORD),
        text="\n".join(texts) if texts else None,
        thread=f"calendar at line {calendar}" if calendar else "calendar",
        position=number,
        sender=next(_people(entry, "ORGANIZER", options), None),
        recipients=tuple(dict.fromkeys(_people(entry, "ATTENDEE", options))),
        sent=sent,
        thread_title=_title(entry),
        attachments=tuple(attachments),
        extra=tuple(extra),
    )
    yield from (*problem, *problems)


def clock_remarks(zones: Zones, sent: Moment | None) -> tuple[tuple[str, str], ...]:
    """What to say of an hour that the clocks skip or repeat, where the person importing set the zone."""
    return zones.clock.remarks(sent.local) if sent and sent.zone.value == "SET_BY_USER" else ()


def _time(
    entry: _Entry, zones: Zones, locator: str
) -> tuple[Moment | None, list[tuple[str, str]], list[Problem]]:
    for name in _TIMES.get(entry.name, ("DTSTART",)):
        line = next((line for line in entry.body if line.name == name and line.value.strip()), None)
        if line:
            moment, remarks = zones.moment(line)
            bad = moment.local is None and moment.utc is None
            return moment, remarks, [Problem(locator, ProblemKind.PARTLY_READ, _BAD_TIME)] if bad else []
    return None, [], []


def _title(entry: _Entry) -> str:
    body = entry.within.body if entry.within else []
    return next(
        (unescaped(line.value) for name in ("X-WR-CALNAME", "NAME") for line in body if line.name == name), ""
    )


def _people(entry: _Entry, name: str, options: ReadOptions) -> Iterator[Party]:
    mine = {person_key(word) for word in (options.owner, *options.also_owner) if word}
    for line in entry.body:
        party = _party(line, mine) if line.name == name else None
        if party:
            yield party


def _party(line: Line, mine: set[str]) -> Party | None:
    """Who is named in a line of an attendee or organiser."""
    written = re.sub(r"^mailto:\s*", "", line.value.strip(), flags=re.IGNORECASE)
    address, called = written or line.param("EMAIL") or None, line.param("CN") or None
    keys = {person_key(word) for word in (address, called) if word}
    role = (line.param("ROLE") or "").lower() if line.name == "ATTENDEE" else "organiser"
    return Party(address, called, not keys.isdisjoint(mine), role) if keys else None


def _said(entry: _Entry, unknown: Unknown, locator: str) -> Iterator[tuple[str, str]]:
    """Everything that has no field of its own, with its parameters, as written; the calendar's own lines
    too."""
    yield "entry", entry.name
    for line in entry.body:
        if line.name not in _KNOWN and not line.name.startswith("X-"):
            unknown.add("calendar property", line.name or "(none)", locator)
        if line.name in _WORDS or (line.name == "ATTACH" and line.is_base64):
            continue
        yield line.name or "line that is no property", _as_written(line)
    for inner, line in entry.inside:
        yield f"{inner}/{line.name}", _as_written(line)
    yield from _of_calendar(entry)


def _of_calendar(entry: _Entry) -> Iterator[tuple[str, str]]:
    for line in entry.within.body if entry.within else ():
        yield f"VCALENDAR/{line.name}", _as_written(line)


def _as_written(line: Line) -> str:
    params = "".join(
        f";{name}={value}" if name else f";{value}" for name, value in line.params if name != "ENCODING"
    )
    return f"{unescaped(line.value)} [{params[1:]}]" if params else unescaped(line.value)


def _attachments(entry: _Entry, locator: str) -> tuple[list[Attachment], list[Problem]]:
    found, problems = list[Attachment](), list[Problem]()
    for line in entry.body:
        if line.name == "ATTACH" and line.is_base64:
            name = line.param("FILENAME") or line.param("X-FILENAME") or f"attachment {len(found) + 1}"
            kind = line.param("FMTTYPE") or ""
            try:
                found.append(
                    attach(
                        name,
                        (base64.b64decode(re.sub(r"\s+", "", line.value), validate=True),),
                        claimed_type=kind,
                    )
                )
            except (binascii.Error, ValueError):
                found.append(Attachment(name, kind))
                problems.append(Problem(locator, ProblemKind.PARTLY_READ, _BAD_DATA))
    return found, problems


IMPORTER = Importer(
    "iCalendar",
    "1",
    recognises,
    read,
    about=About(
        "iCalendar (.ics) and vCalendar (.vcs)",
        "iCalendar 2.0 from Google, Apple, Outlook, Exchange and Thunderbird; vCalendar 1.0",
        (
            "events, tasks and journal entries with organiser, attendees, places, alarms and files; "
            "zones by IANA name or by the file's own rules"
        ),
        (
            "repeating events are one item with their rule: the repetitions are not listed; files that "
            "are only named by address are not fetched"
        ),
        "times without zone stay local; an entry without END is kept and marked",
    ),
)
