"""Where a reviewer wants to go in a queue: an item by its number, a day, or a time, as written."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from evidence_review.gui.models.review.search_limits import day_words

_ITEM = re.compile(r"(?:.*\bitem\s+)?(\d[\d,]{0,11})", re.IGNORECASE)
_MOMENT = re.compile(
    r"(?P<day>\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{1,2}-\d{1,2})?[\sT,]*(?P<time>\d{1,2}:\d{2})?"
)
_SHOWN_DAY = re.compile(r"\d{2} [A-Z][a-z]{2} \d{4}")
HELP = "Write the number of an item (2807), a day (08.03.2025 or 2025-03-08) or a time (18:03)."


@dataclass(frozen=True, slots=True)
class Destination:
    """An item by its number, or a day in London and perhaps a time of it, or a time of the day in front."""

    item: int = 0
    day: date | None = None
    minute: time | None = None


def destination(written: str) -> Destination | None:
    """What was written, or None where it is no number, day or time."""
    text = written.strip()
    if found := _ITEM.fullmatch(text):
        return Destination(item=int(found[1].replace(",", "")))
    moment = _MOMENT.fullmatch(text) if text else None
    if moment is None:
        return None
    try:
        return Destination(day=_day(moment["day"]), minute=_minute(moment["time"]))
    except ValueError:
        return None


def _day(written: str | None) -> date | None:
    if not written:
        return None
    form = "%Y-%m-%d" if "-" in written else "%d.%m.%Y"
    return datetime.strptime(written, form).date()  # noqa: DTZ007  a day has no zone


def _minute(written: str | None) -> time | None:
    return time.fromisoformat(written.rjust(5, "0")) if written else None


def day_shown(time_london: str) -> date | None:
    """The day of a time as an item shows it ("Sat 08 Mar 2025 21:04:00 (UTC+0000)"), None for none."""
    found = _SHOWN_DAY.search(time_london)
    return datetime.strptime(found[0], "%d %b %Y").date() if found else None  # noqa: DTZ007  a day has no zone


def not_there(wanted: Destination) -> str:
    """The sentence where a list has nothing of it."""
    if wanted.item:
        return f"Item {wanted.item} is not in this list."
    day = day_words(wanted.day) if wanted.day else "that day"
    if wanted.minute:
        return f"Nothing in this list is of {day} at {wanted.minute:%H:%M} or later."
    return f"Nothing in this list is of {day}."
