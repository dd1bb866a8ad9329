"""Times in calendar files: UTC, a named zone, a zone that the file defines by its own rules, or none (RFC
5545 3.3.5, 3.6.5)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.markup.content_lines import Line, lines
from evidence_review.importers.plugin import Clock

_WRITTEN = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?(\d{2}):?(\d{2}):?(\d{2})?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-]?)(\d{2}):?(\d{2}):?(\d{2})?")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONGEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Change:
    """When the clocks of a zone are set: first at `start` (local, before the change), then by rule; to and
    from which offset."""

    start: datetime
    to: timedelta
    before: timedelta
    rule: Mapping[str, str]
    also: tuple[datetime, ...] = ()


@dataclass(slots=True)
class Zones:
    """Turns the times of one file into moments. `unknown` counts times in zones that nothing explains."""

    defined: Mapping[str, tuple[Change, ...]]
    clock: Clock
    unknown: dict[str, int] = field(default_factory=dict)

    def moment(self, line: Line) -> tuple[Moment, list[tuple[str, str]]]:
        """The moment of a DTSTART or the like, and remarks on how its zone is known. A day without time is
        local and has no instant."""
        raw, found = line.value, _WRITTEN.fullmatch(line.value.strip())
        zone = line.param("TZID") or ""
        try:
            local = _local(found) if found else None
        except ValueError:
            local = None
        if found is None or local is None:
            return Moment(raw), []
        if found[4] is None:
            return Moment(raw, local), [("all day", "yes")]
        if found[7]:
            shift = _offset(found[7]) or timedelta(0)  # Z is none
            return _fixed(raw, local, shift, found[7].upper()), []
        return self._zoned(raw, local, zone) if zone else (self.clock.moment(raw, local), [])

    def _zoned(self, raw: str, local: datetime, zone: str) -> tuple[Moment, list[tuple[str, str]]]:
        named = _iana(zone)
        if named is not None:
            try:
                shift = local.replace(tzinfo=named).utcoffset() or timedelta(0)
                instant = local.replace(tzinfo=named).astimezone(UTC).replace(tzinfo=None)
            except (OverflowError, ValueError):
                return Moment(raw, local), []
            return Moment(raw, local, instant, _written(shift), ZoneSource.IN_VALUE), [("zone", zone)]
        changes = self.defined.get(zone)
        if changes:
            return _fixed(raw, local, _shift(changes, local), None), [
                ("zone", f"{zone}, by the rules in the file")
            ]
        self.unknown[zone] = self.unknown.get(zone, 0) + 1
        return Moment(raw, local), [("zone", f"{zone}, not known here")]


def zones_of(path: Path) -> dict[str, tuple[Change, ...]]:
    """The zones that a file defines (VTIMEZONE), by their names; those that cannot be understood are left
    out."""
    zones = dict[str, tuple[Change, ...]]()
    zone: _Zone | None = None
    for line in lines(path):
        mark = line.name, line.value.strip().upper()
        if mark == ("BEGIN", "VTIMEZONE"):
            zone = _Zone()
        elif zone and mark == ("END", "VTIMEZONE"):
            if zone.name and zone.changes:
                zones[zone.name] = tuple(zone.changes)
            zone = None
        elif zone:
            zone.take(line)
    return zones


@dataclass(slots=True)
class _Zone:
    """A zone while its lines come in; `within` are those of the change that is open."""

    name: str = ""
    changes: list[Change] = field(default_factory=list[Change])
    within: list[Line] = field(default_factory=list[Line])

    def take(self, line: Line) -> None:
        """One line more."""
        if line.name == "TZID":
            self.name = line.value.strip().strip('"')
        elif line.name == "BEGIN":
            self.within = []
        elif line.name == "END":
            self.changes += _change(self.within)
        else:
            self.within.append(line)


def _change(body: list[Line]) -> Iterator[Change]:
    said = {line.name: line.value.strip() for line in body}
    try:
        begins, to = _WRITTEN.fullmatch(said.get("DTSTART", "")), _offset(said.get("TZOFFSETTO", ""))
        if begins is None or to is None:
            return
        before = _offset(said.get("TZOFFSETFROM", ""))
        rule = dict(part.upper().split("=", 1) for part in said.get("RRULE", "").split(";") if "=" in part)
        yield Change(_local(begins), to, to if before is None else before, rule, tuple(_further_days(body)))
    except ValueError:
        return


def _further_days(body: list[Line]) -> Iterator[datetime]:
    """The further days on which a change takes place."""
    days = (day for line in body if line.name == "RDATE" for day in line.value.split(","))
    for day in days:
        if found := _WRITTEN.fullmatch(day.strip()):
            yield _local(found)


def _shift(changes: tuple[Change, ...], local: datetime) -> timedelta:
    """The offset at a local time: that of the last change before it, or what was before the first."""
    past = [(when, change.to) for change in changes if (when := _last(change, local)) is not None]
    return (
        max(past, key=lambda each: each[0])[1] if past else min(changes, key=lambda each: each.start).before
    )


def _last(change: Change, local: datetime) -> datetime | None:
    """The last time up to `local` at which this change took place."""
    happened = [day for day in (change.start, *change.also) if day <= local]
    if change.rule.get("FREQ") == "YEARLY" and happened:
        until = _WRITTEN.fullmatch(change.rule.get("UNTIL", ""))
        end = min(local, _local(until) + _LONGEST) if until else local
        days = (_onset(change, year) for year in (end.year, end.year - 1))
        happened += [day for day in days if day and change.start <= day <= end]
    return max(happened, default=None)


def _onset(change: Change, year: int) -> datetime | None:
    """The day of a yearly rule in one year: a month with the nth weekday, or with days of the month."""
    rule, start = change.rule, change.start
    try:
        month = int(rule.get("BYMONTH", str(start.month)).split(",")[0])
        weekday = re.fullmatch(r"([+-]?\d+)?(MO|TU|WE|TH|FR|SA|SU)", rule.get("BYDAY", "").split(",")[0])
        allowed = _month_days(rule) or (range(1, 32) if weekday else (start.day,))
        days = [date(year, month, day) for day in range(1, _month_end(year, month) + 1) if day in allowed]
    except (ValueError, KeyError):
        return None
    if weekday:
        days = _nth([day for day in days if _DAYS[day.weekday()] == weekday[2]], weekday[1])
    return datetime.combine(days[0], start.time()) if days else None


def _month_days(rule: Mapping[str, str]) -> set[int]:
    """The days of the month that a rule names."""
    return {int(day) for day in rule["BYMONTHDAY"].split(",")} if "BYMONTHDAY" in rule else set()


def _nth(days: list[date], written: str | None) -> list[date]:
    """The day at a place, counted from 1, or from the end; the first where no place is written."""
    place = int(written or 1)
    return days[place:][:1] if place < 0 else days[place - 1 : place]


def _month_end(year: int, month: int) -> int:
    return ((date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)).day


def _local(found: re.Match[str]) -> datetime:
    hour, minute, second = (int(found[place] or 0) for place in (4, 5, 6))
    # wall-clock time
    return datetime(int(found[1]), int(found[2]), int(found[3]), hour, minute, min(second, 59))  # noqa: DTZ001


def _fixed(raw: str, local: datetime, shift: timedelta, written: str | None) -> Moment:
    try:
        return Moment(raw, local, local - shift, written or _written(shift), ZoneSource.IN_VALUE)
    except OverflowError:
        return Moment(raw, local)


def _offset(text: str) -> timedelta | None:
    """An offset such as +0100; None where it is none, or is a day or more."""
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    shift = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return None if shift >= _LONGEST else -shift if found[1] == "-" else shift


def _written(shift: timedelta) -> str:
    minutes = abs(int(shift.total_seconds())) // 60
    return f"{'-' if shift < timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}"


@lru_cache(maxsize=256)
def _iana(name: str) -> ZoneInfo | None:
    """The zone of a name, also where a program put its own path before it
    (/citadel.org/20210210_1/Europe/London)."""
    pieces = name.strip().strip('"').split("/")
    for start in range(len(pieces)):
        tail = "/".join(pieces[start:])
        if start == 0 or "/" in tail:
            try:
                if re.fullmatch(r"[A-Za-z0-9_+/-]{2,64}", tail) and not tail.startswith("/"):
                    return ZoneInfo(tail)
            except (KeyError, ValueError, OSError):
                continue
    return ZoneInfo(_WINDOWS[name]) if name in _WINDOWS else None


_WINDOWS = {
    "UTC": "UTC", "GMT Standard Time": "Europe/London", "Greenwich Standard Time": "Atlantic/Reykjavik", "Greenwich Mean Time": "Europe/London",
    "W. Europe Standard Time": "Europe/Berlin", "Romance Standard Time": "Europe/Paris", "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw", "E. Europe Standard Time": "Europe/Chisinau", "FLE Standard Time": "Europe/Kiev",
    "GTB Standard Time": "Europe/Bucharest", "Russian Standard Time": "Europe/Moscow", "Turkey Standard Time": "Europe/Istanbul",
    "Israel Standard Time": "Asia/Jerusalem", "Egypt Standard Time": "Africa/Cairo", "South Africa Standard Time": "Africa/Johannesburg",
    "W. Central Africa Standard Time": "Africa/Lagos", "E. Africa Standard Time": "Africa/Nairobi", "Morocco Standard Time": "Africa/Casablanca",
    "Arab Standard Time": "Asia/Riyadh", "Arabian Standard Time": "Asia/Dubai", "Iran Standard Time": "Asia/Tehran",
    "Pakistan Standard Time": "Asia/Karachi", "India Standard Time": "Asia/Kolkata", "Sri Lanka Standard Time": "Asia/Colombo",
    "Nepal Standard Time": "Asia/Kathmandu", "Bangladesh Standard Time": "Asia/Dhaka", "SE Asia Standard Time": "Asia/Bangkok",
    "China Standard Time": "Asia/Shanghai", "Singapore Standard Time": "Asia/Singapore", "Taipei Standard Time": "Asia/Taipei",
    "Tokyo Standard Time": "Asia/Tokyo", "Korea Standard Time": "Asia/Seoul", "W. Australia Standard Time": "Australia/Perth",
    "AUS Eastern Standard Time": "Australia/Sydney", "E. Australia Standard Time": "Australia/Brisbane", "New Zealand Standard Time": "Pacific/Auckland",
    "Newfoundland Standard Time": "America/St_Johns", "Atlantic Standard Time": "America/Halifax", "Eastern Standard Time": "America/New_York",
    "Central Standard Time": "America/Chicago", "Mountain Standard Time": "America/Denver", "US Mountain Standard Time": "America/Phoenix",
    "Pacific Standard Time": "America/Los_Angeles", "Alaskan Standard Time": "America/Anchorage", "Hawaiian Standard Time": "Pacific/Honolulu",
    "E. South America Standard Time": "America/Sao_Paulo", "Argentina Standard Time": "America/Buenos_Aires", "SA Pacific Standard Time": "America/Bogota",
}  # fmt: skip
"""Names by which Windows and Outlook call zones (Unicode CLDR, windowsZones)."""
