"""One time in words, on its own: what an account download or another program writes in a JSON value
(reference/formats.md rules 11 and 12)."""

import re
import unicodedata
from datetime import datetime, timedelta

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.plugin import Clock
from evidence_review.importers.tables.tables_times import local_of, moment, order_of, written
from evidence_review.importers.times import stamp_names
from evidence_review.importers.times.epochs import epoch

_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:\s*([ap])\.?\s?m\b\.?)?", re.IGNORECASE)
_DAY = re.compile(
    (
        r"(?P<y1>\d{4})[/.-](?P<n1>\d{1,2})[/.-](?P<d1>\d{1,2})|(?P<d2>\d{1,2})(?:\.|er|º|ª)?\s(?:de\s|"
        r"d')?(?P<m2>[^\W\d]{3,})\.?\s(?:de\s)?(?P<y2>\d{4})"
    )
)
_AREA = re.compile(r"(?<![\w.])(UTC|GMT)?([+\u2212-]\d{1,2})(?::?(\d\d))?[\])\s]*$|\b([A-Z]{2,5})[\])\s]*$")
_MONTHS = (
    ("jan", "ene", "gen", "янв", "sty"), ("feb", "fev", "fév", "febr", "фев", "lut"), ("mar", "mär", "mrt", "maa", "мар"),
    ("apr", "abr", "avr", "ápr", "апр", "kwi"), ("may", "mai", "mei", "mag", "maj", "máj", "мая"), ("jun", "juin", "giu", "jún", "июн", "cze"),
    ("jul", "juil", "lug", "júl", "июл", "lip"), ("aug", "ago", "aoû", "авг", "sie"), ("sep", "set", "szept", "сен", "wrz"),
    ("oct", "okt", "out", "ott", "окт", "paź"), ("nov", "ноя", "lis"), ("dec", "dez", "déc", "dic", "дек", "gru"),
)  # fmt: skip
_AREAS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "MEZ": 60, "MESZ": 120, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180, "JST": 540,
    "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "AEST": 600, "AEDT": 660,
}  # fmt: skip
"""Minutes ahead of UTC, as Google writes these letters; letters that mean different places (IST) are left
out."""
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?\s*(Z|UTC|[+-]\d\d:?\d\d)?", re.IGNORECASE
)


def moment_of(value: object, clock: Clock, day_first: bool | None = None, zone: str = "") -> Moment | None:
    """The time that a value gives: its own zone first, then `zone` (of the report), then that of `clock`.

    None where it is not set.

    A number is a count since 1970. What cannot be read keeps its raw text alone.
    """
    if value is None or value == "" or isinstance(value, bool | list | dict):
        return None
    if isinstance(value, int | float):
        return epoch(value)
    raw = str(value)
    return _exact(raw, clock, zone) or _in_words(raw, clock, day_first, zone)


def _in_words(raw: str, clock: Clock, day_first: bool | None, zone: str) -> Moment | None:
    found = written(raw)
    if found is None:
        return (_long(raw, clock, zone) or Moment(raw)) if raw.strip() else None
    told = _in_area(raw, clock, zone) if found.offset is None and found.instant is None else None
    return told or moment(found, local_of(found, order_of([found], day_first))[0], zone, clock)


def _in_area(raw: str, clock: Clock, zone: str) -> Moment | None:
    """A time that ends with the letters of a known zone."""
    area = _AREA.search(raw)
    told = _long(raw, clock, zone) if area is not None and area[4] in _AREAS else None
    return told if told is not None and told.utc is not None else None


def _exact(raw: str, clock: Clock, zone: str) -> Moment | None:
    """ISO 8601, by far the most frequent, without a search for other readings."""
    found = _ISO.fullmatch(raw.strip())
    if found is None:
        return None
    source = ZoneSource.IN_VALUE if found[4] else ZoneSource.IN_REPORT
    try:
        local = datetime.fromisoformat(f"{found[1]}T{found[2]}").replace(
            microsecond=int((found[3] or "0")[:6].ljust(6, "0"))
        )
        offset = (found[4] or zone).upper()
        if offset in {"Z", "UTC"}:
            return Moment(raw, local, local, "+00:00", source)
        if not offset:
            return clock.moment(raw, local)
        shift = datetime.fromisoformat(f"{found[1]}T{found[2]}{offset}").utcoffset()
        return None if shift is None else Moment(raw, local, local - shift, offset, source)
    except (ValueError, OverflowError):
        return None


def _long(raw: str, clock: Clock, zone: str) -> Moment | None:
    """A date in long form in another language, or with a zone in letters: "3.

    November 2016 um 11:59:50 UTC", "6 Jun 2026, 08:53:12 CEST".

    Letters that are no known zone leave the time without an instant, whatever zone the person importing set.
    """
    text = " ".join(unicodedata.normalize("NFKC", raw).replace(",", " ").split())
    hour, local = _CLOCK.search(text), stamp_names.reading(raw)
    if local is None and hour is not None and not hour[4] and stamp_names.half_of(raw) != "":
        return Moment(raw)  # a clock of twelve hours of which the half is not known
    local = local or _local(raw, text, hour)
    if local is None:
        return None
    area = _AREA.search(text)
    if area is None or area[4] in {"AM", "PM"}:
        return moment_in(raw, local, zone, clock)
    minutes = _minutes(area)
    if minutes is None:
        return Moment(raw, local)
    offset = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return Moment(raw, local, local - timedelta(minutes=minutes), offset, ZoneSource.IN_VALUE)


def _local(raw: str, text: str, hour: re.Match[str] | None) -> datetime | None:
    """The date and time of a text, whatever its language; else as English is read, without its zone."""
    day = _DAY.search(text)
    if day is not None and hour is not None and len(text) <= 100:
        return _read(day, hour)
    english = re.sub(r"\b(?:at)\b", " ", _AREA.sub("", text)).strip()
    found = written(english) if english != raw.strip() else None
    return local_of(found, None)[0] if found and found.stamp is None else None


def _minutes(area: re.Match[str]) -> int | None:
    """How far ahead of UTC an area is; None where its letters are not known."""
    if area[4]:
        return _AREAS.get(area[4])
    return (-1 if area[2][0] != "+" else 1) * (int(area[2][1:]) * 60 + int(area[3] or 0))


def moment_in(raw: str, local: datetime, zone: str, clock: Clock) -> Moment:
    """A reading without zone: in that of the report where it is UTC, else in that of the person importing."""
    return (
        Moment(raw, local, local, "+00:00", ZoneSource.IN_REPORT)
        if zone == "UTC"
        else clock.moment(raw, local)
    )


def _read(day: re.Match[str], hour: re.Match[str]) -> datetime | None:
    month, of_day, half = _month(day), int(hour[1]), (hour[4] or "").lower()
    if month is None or (half and of_day > 12):
        return None
    of_day = of_day % 12 + 12 * (half == "p") if half else of_day
    try:
        return datetime(  # noqa: DTZ001
            int(day["y1"] or day["y2"]),
            month,
            int(day["d1"] or day["d2"]),
            of_day,
            int(hour[2]),
            int(hour[3] or 0),
        )
    except ValueError:
        return None


def _month(day: re.Match[str]) -> int | None:
    word = (day["m2"] or "").casefold()
    if not word:
        return int(day["n1"])
    return next((number for number, known in enumerate(_MONTHS, 1) if word.startswith(known)), None)
