"""Times as Cellebrite reports write them (reference/formats.md 3.1): from the text where it states an offset,
else from its second writing.
"""

import re
from datetime import datetime, timedelta
from functools import lru_cache

from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.examiners.ufdr.models import Value

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,"
    r"9}))?)?(?:\s*(?P<half>[AaPp]\.?[Mm]\.?))?"
)
_OFFSET = r"\s*(?P<offset>Z|\(?(?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?\)?|\(?(?:UTC|GMT)\)?)?"
_SHAPES = tuple(
    re.compile(rf"\s*{day}(?:[T\s]\s*{_CLOCK}{_OFFSET})?\s*")
    for day in (
        r"(?P<year>\d{4})(?P<sort>[-/])(?P<month>\d{1,2})[-/](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})-(?P<month>[A-Za-z]{3})[a-z]*-(?P<year>\d{2}|\d{4})",
        r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})",
    )
)


_PLAIN = re.compile(r"(?:[12]\d{3})-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d:\d\d", re.ASCII)
"""What nearly all times of these reports are, for which Python has a parser of its own."""


def moment(value: Value, *, day_first: bool = True) -> Moment:
    """The moment of a value; only its raw text where that is no time, or one that stands for "not set" (year
    1)."""
    if _PLAIN.fullmatch(value.text) and (plain := _plain(value.text)):
        return plain
    first = read(value.text, day_first=day_first)
    if first.utc is not None:
        return first
    second = read(value.formatted, day_first=day_first) if value.formatted else first
    if second.utc is not None:
        return Moment(value.text, first.local or second.local, second.utc, second.offset, ZoneSource.IN_VALUE)
    return first if first.local else Moment(value.text, second.local)


def _plain(text: str) -> Moment | None:
    written = text[-6:]
    try:
        offset = _plain_offset(written)
        local = datetime.fromisoformat(text[:-6])
        return Moment(
            text, local, local - offset, "+00:00" if written == "-00:00" else written, ZoneSource.IN_VALUE
        )
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=256)
def _plain_offset(written: str) -> timedelta:
    return _offset(written) or timedelta(0)


def read(text: str, *, day_first: bool = True) -> Moment:
    """One writing of a time, in any of the shapes that these reports use; raw only where it is none of
    them."""
    for shape in _SHAPES:
        found = shape.fullmatch(text)
        if found:
            return _built(text, found.groupdict(""), day_first=day_first)
    return Moment(text)


def _built(text: str, parts: dict[str, str], *, day_first: bool) -> Moment:
    try:
        # stored without tzinfo
        local = datetime(*_date(parts, day_first=day_first), *_clock(parts))  # noqa: DTZ001
        offset = _offset(parts["offset"])
        if local.year <= 1:
            return Moment(text)
        if offset is None:
            return Moment(text, local)
        return Moment(text, local, local - offset, _written(offset), ZoneSource.IN_VALUE)
    except (ValueError, OverflowError, KeyError):
        return Moment(text)


def _date(parts: dict[str, str], *, day_first: bool) -> tuple[int, int, int]:
    year, month, day = int(parts["year"]), parts["month"], int(parts["day"])
    if not month.isdigit():
        century = 0 if year > 99 else 2000 if year < 70 else 1900
        return year + century, _MONTHS[month.lower()], day
    number = int(month)
    year_first = parts.get("sort") is not None
    swapped = not year_first and ((not day_first and day <= 12) or number > 12)
    return (year, day, number) if swapped else (year, number, day)


def _clock(parts: dict[str, str]) -> tuple[int, int, int, int]:
    hour = int(parts["hour"] or 0)
    if parts["half"]:
        hour = hour % 12 + (12 if parts["half"][0] in "pP" else 0)
    return (
        hour,
        int(parts["minute"] or 0),
        int(parts["second"] or 0),
        int(parts["fraction"].ljust(6, "0")[:6]),
    )


def _offset(written: str) -> timedelta | None:
    if not written:
        return None
    digits = re.search(r"([+-])(\d{1,2}):?(\d{2})?", written)
    if not digits:
        return timedelta(0)
    size = timedelta(hours=int(digits.group(2)), minutes=int(digits.group(3) or 0))
    if size > timedelta(hours=18):
        raise ValueError("no such offset")
    return -size if digits.group(1) == "-" else size


def _written(offset: timedelta) -> str:
    minutes = round(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
