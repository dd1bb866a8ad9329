"""The time in a cell, and the order of day and month from its whole column (reference/formats.md rules 11 and
12).

A cell may hold a date of the workbook itself, a count of seconds or days, or text in the way of any country,
with its zone behind it (Cellebrite) or in the heading (AXIOM). `written` takes a cell apart, `order_of`
decides for the column, `moment` joins both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.domain.sheet_mapping import offset_of
from evidence_review.importers.plugin import Clock
from evidence_review.importers.tables.tables_cells import Cell, shown
from evidence_review.importers.times import stamps
from evidence_review.importers.times.epochs import Origin, epoch

_ZONE = re.compile(
    r"\s*(?:\(\s*(?:UTC|GMT)\s*(?P<a>[+-]\d{1,2}(?::?\d{2})?)?\s*\)"
    r"|(?:UTC|GMT)\s*(?P<b>[+-]\d{1,2}(?::?\d{2})?)?|(?P<z>Z)|(?P<c>[+-]\d{2}:?\d{2})(?:\s+[A-Z]{3,4})?)$",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"(?<=[\d\sA-Za-z])\s*\((?!\s*(?:UTC|GMT))[^()\d]{1,40}\)$", re.IGNORECASE)
"""Whose clock it is, as XRY writes behind a time: (Network), (Device)."""
_LETTERS = re.compile(r"(?<=:\d\d)\s+(?!(?:AM|PM|UTC|GMT)\b)[A-Z]{3,5}$")
"""A zone in letters, such as BST or CST, which may be one of several: the clock is read and the zone stays
open."""
_BRACKETS = re.compile(r"\[\s*([^\[\]]{4,60}?)\s*\]")
"""A time in brackets, as Viber writes it: [ 21:14:05 ]."""
_FRACTION = re.compile(r"(:\d{2})[.,](\d{1,9})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_SIMPLE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})")
_DAY_ONLY = re.compile(r"\d{1,4}[./ -]\d{1,2}[./ -]\d{1,4}\.?")
_TIME_ONLY = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?:(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?[\s/-]+(?:de\s+)?(?P<m>[^\W\d]{3,"
    r"12})\.?,?|(?P<m2>[^\W\d]{3,12})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?)"
    r"[\s/-]+(?:de\s+)?(?P<y>\d{4}|\d{2})(?:,?\s*(?:at\s+)?(?P<t>\d{1,2}:.+))?",
    re.IGNORECASE,
)
_CTIME = re.compile(
    r"(?:[^\W\d]{3},?\s)?([^\W\d]{3})\s(\d{1,2})\s(\d{1,2}:\d{2}:\d{2})\s((?:UTC|GMT|[+-]\d{4})\s)?(\d{4})",
    re.IGNORECASE,
)
_MONTHS = (
    ("jan", "ene", "gen", "янв"), ("feb", "fev", "fév", "фев"), ("mar", "mär", "mrt", "мар"), ("apr", "abr", "avr", "апр"),
    ("may", "mai", "mei", "mag", "мая"), ("jun", "juin", "giu", "июн"), ("jul", "juil", "lug", "июл"), ("aug", "ago", "aoû", "авг"),
    ("sep", "set", "сен"), ("oct", "okt", "out", "ott", "окт"), ("nov", "ноя"), ("dec", "dez", "déc", "dic", "дек"),
)  # fmt: skip
_DAY_ONE = datetime(1899, 12, 30)  # noqa: DTZ001  times are stored without tzinfo
_EARLIEST, _LATEST = 1985, 2100
_ONCE_KEPT = 100  # characters of a cell whose time is kept for when it is asked for again


@dataclass(frozen=True, slots=True)
class Written:
    """A time as a cell has it: `local` where nothing is left open, else `stamp` whose order the column
    decides.

    `day` means that the cell gives no time of day, `clock` that it gives nothing else; `offset` is the zone
    in the cell. `instant` is a count since 1970, which needs no zone.
    """

    raw: str
    local: datetime | None = None
    stamp: stamps.Stamp | None = None
    fraction: timedelta = timedelta(0)
    offset: timedelta | None = None
    day: bool = False
    clock: time | None = None
    instant: Moment | None = None


def written(cell: Cell) -> Written | None:
    """The time in a cell; None where it holds none that can be read."""
    raw = shown(cell)
    match cell:
        case datetime():
            return Written(raw, cell)
        case date():
            return Written(raw, datetime.combine(cell, time()), day=True)
        case time():
            return Written(raw, clock=cell)
        case bool() | timedelta():
            return None
        case int() | float():
            return _count(raw, float(cell))
        case str():
            return _text_again(cell) if len(cell) <= _ONCE_KEPT else _text(cell)


def written_in(rows: Sequence[tuple[int, Sequence[Cell]]], index: int) -> list[Written]:
    """The times that stand as text in a column."""
    return [
        found
        for _, row in rows
        if index < len(row) and isinstance(cell := row[index], str) and (found := written(cell))
    ]


@lru_cache(maxsize=4096)
def _text_again(cell: str) -> Written | None:
    """The same; of one row it is asked several times, and rows beside each other often say the same."""
    return _text(cell)


def _text(cell: str) -> Written | None:
    if simple := _SIMPLE.fullmatch(
        cell
    ):  # as most tables have it; what follows says the same of it in ten times the time
        local = _datetime(*map(int, simple.groups()))
        return Written(cell, local) if local else None
    text = _BRACKETS.sub(r"\1", stamps.plain(cell).strip(), count=1)
    text = _CTIME.sub(r"\2 \1 \5 \3 \4", text).strip()
    if not 0 < len(text) <= 80 or not any(map(str.isdigit, text)):
        return None
    if re.fullmatch(r"\d{5,19}(?:\.\d+)?", text):
        return _count(cell, float(text))
    text, offset = _without_zone(text) if ":" in text else (text, None)
    part = _FRACTION.search(text)
    fraction = timedelta(microseconds=int(part[2][:6].ljust(6, "0"))) if part else timedelta(0)
    found = _plain(cell, _FRACTION.sub(r"\1", text, count=1).strip(" ,"))
    return replace(found, fraction=fraction, offset=offset) if found else None


def _without_zone(text: str) -> tuple[str, timedelta | None]:
    """A time of day without the zone behind it, and that zone."""
    text = _LETTERS.sub("", _WHOSE.sub("", text).strip())
    zone = _ZONE.search(text)
    if zone is None or not 0 <= text.find(":") <= zone.start():
        return text, None
    return text[: zone.start()], offset_of("UTC" + (zone["a"] or zone["b"] or zone["c"] or "+0"))


def _plain(raw: str, text: str) -> Written | None:
    """A time without fraction and zone."""
    if iso := _ISO.fullmatch(text):
        local = _datetime(*map(int, iso.groups("0")))
        return Written(raw, local, day=iso[4] is None) if local else None
    if only := _TIME_ONLY.fullmatch(text):
        clock = _clock(only)
        return Written(raw, clock=clock) if clock else None
    if named := _NAMED.fullmatch(text):
        return _named(raw, named)
    day = _DAY_ONLY.fullmatch(text) is not None
    slashed = (
        re.sub(r"[ ]+", "/", text.rstrip(".")) + " 00:00" if day else re.sub(r"(\d)T(\d)", r"\1 \2", text)
    )
    stamp = stamps.parse(slashed)
    return Written(raw, stamp=stamp, day=day) if stamp and (day or not stamp.unknown) else None


def _named(raw: str, found: re.Match[str]) -> Written | None:
    """A date whose month is a word."""
    word = (found["m"] or found["m2"]).casefold()
    month = next((number for number, names in enumerate(_MONTHS, 1) if word.startswith(names)), 0)
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    only = _TIME_ONLY.fullmatch((found["t"] or "0:00").strip())
    clock = _clock(only) if only else None
    if clock is None:
        return None
    local = _datetime(year, month, int(found["d"] or found["d2"]), clock.hour, clock.minute, clock.second)
    return Written(raw, local, day=found["t"] is None) if local else None


def _clock(found: re.Match[str]) -> time | None:
    hour, half = int(found[1]), (found[4] or "").lower()
    if half and hour > 12:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    try:
        return time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        return None


def _datetime(*parts: int) -> datetime | None:
    try:
        return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  times are stored without tzinfo
    except ValueError:
        return None


def _count(raw: str, number: float) -> Written | None:
    """A number as a time, where its size leaves one reading: digits of a date, days since 1900, or a count
    since 1970."""
    local = _digits(raw)
    if local and _EARLIEST <= local.year <= _LATEST:
        return Written(raw, local, day=len(raw) == 8)
    if 20_000 < number < 80_000:
        local = _DAY_ONE + timedelta(seconds=round(number * 86_400))
        return Written(raw, local, day=number == int(number))
    found = _since(raw, number)
    if found is None or found.utc is None or not _EARLIEST <= found.utc.year <= _LATEST:
        return None
    return Written(raw, instant=replace(found, raw=raw))


def _digits(raw: str) -> datetime | None:
    """The date, or the date and time, that 8 or 14 digits are."""
    digits = raw.split(".", maxsplit=1)[0]
    if len(digits) != 14 and (len(digits) != 8 or "." in raw):
        return None
    return _datetime(int(digits[:4]), *(int(digits[at : at + 2]) for at in range(4, len(digits), 2)))


def _since(raw: str, number: float) -> Moment | None:
    """The time that a count since 1970 is, or since 1601: Windows counts tenths of microseconds, Chrome
    microseconds."""
    if 1.2e17 < number < 1.6e17 or 1.2e16 < number < 1.6e16:
        return epoch(str(int(float(raw)) // 10) if number > 1e17 else raw, Origin.WEBKIT)
    return epoch(raw) if number > 4e8 else None


def order_of(cells: Sequence[Written], day_first: bool | None = None) -> stamps.Order | None:
    """The order of day and month of a whole column; None where no cell leaves it open."""
    found = [each.stamp for each in cells if each.stamp is not None]
    return stamps.decide(found, day_first) if found else None


def local_of(cell: Written, order: stamps.Order | None) -> tuple[datetime | None, datetime | None]:
    """The wall-clock time of a cell, and a second one where the order of day and month is open and both give
    a day."""
    if cell.stamp is None:
        return (cell.local + cell.fraction if cell.local else None), None
    readings = [
        stamps.local(cell.stamp, each) for each in ((order.order, order.other) if order else ("dmy",)) if each
    ]
    first, second = (*readings, None)[:2]
    if first is None:
        return (second + cell.fraction if second else None), None
    return first + cell.fraction, (second + cell.fraction if second and second != first else None)


def moment(cell: Written, local: datetime | None, zone: str, clock: Clock) -> Moment:
    """The time of a cell: its own zone first, then that of the heading or mapping, then that of the person
    importing.

    A day without a time of day gives no instant.
    """
    if cell.instant is not None:
        return cell.instant
    if cell.offset is not None:
        offset, source = cell.offset, ZoneSource.IN_VALUE
    else:
        offset, source = offset_of(zone), ZoneSource.IN_REPORT
    if local is None or cell.day or offset is None:
        named = Clock(zone) if zone and offset is None else clock
        return Moment(cell.raw, local) if cell.day else named.moment(cell.raw, local)
    try:
        utc = (local - offset).replace(tzinfo=UTC).replace(tzinfo=None)
    except OverflowError:
        return Moment(cell.raw, local)
    return Moment(cell.raw, local, utc, _signed(offset), source)


def _signed(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
