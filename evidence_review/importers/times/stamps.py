"""The date and time at the head of a chat line, in whatever way the exporting phone wrote it
(reference/formats.md 3.4).

`parse` reads one stamp into numbers without deciding which is the day; `decide` takes the order of day,
month and year from the whole file (rule 12); `local` gives the wall-clock time in that order.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from itertools import pairwise

from evidence_review.importers.times import calendars
from evidence_review.importers.times.stamp_months import numbered
from evidence_review.importers.times.stamp_words import (
    CALENDARS,
    CONNECTIVES,
    FORENOON,
    LATE,
    NIGHT,
    YEAR_FIRST,
)

_MARKS = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0xFEFF, 0x0640]
)
_SAME = {ord("،"): ",", ord("、"): ",", ord("‐"): "-", ord("‑"): "-", ord("–"): "-", ord("⁄"): "/"}

_ERA = r"(?P<era>令和|平成|昭和|民國|民国|[RHSrhs](?=\d)|[Mm]inguo)?\s?"
_DATE = (
    _ERA + r"(?P<a>\d{1,4})\s?(?P<s>[./-]|年|년)\s?(?P<b>\d{1,2})\s?(?P<t>[./-]|月|월)\s?"
    r"(?P<era_last>[RHSrhs](?=\d))?(?P<c>\d{1,4})(?:\s?[日일]|\.(?=\D|$))?"
)
_TIME = (
    r"(?P<h>\d{1,2})(?:(?P<u>[:.])(?P<m>\d{2})(?:[:.](?P<sec>\d{2}))?"
    r"|\s?(?:h|時|时|點|点|시)\s?(?P<m2>\d{1,2})(?:\s?(?:min|分|분))?(?:\s?(?P<sec2>\d{1,2})\s?(?:seg|s|秒|"
    r"초))?)(?!\d)"
)
_DATE_FIRST = re.compile(
    rf"{_DATE}(?P<w1>(?:[\s,]|[^\W\d])[^\d\[\]]{{0,24}}?){_TIME}(?P<w2>[^\d\[\]]{{0,20}})"
)
_TIME_FIRST = re.compile(
    rf"(?P<w0>[^\W\d][^\d\[\]]{{0,14}}|){_TIME}(?P<w1>[\s,][^\d\[\]]{{0,"
    rf"24}}?){_DATE}(?P<w2>[^\d\[\]]{{0,20}})"
)
_EASTERN = frozenset("시時时點点")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp as numbers. `shape` is equal for all stamps that one phone writes; `unknown` are words not
    understood."""

    raw: str
    fields: tuple[int, int, int]
    clock: tuple[int, int, int]
    half: str
    calendar: str
    shape: tuple[str, ...]
    unknown: tuple[str, ...]
    year_first_words: bool


@dataclass(frozen=True, slots=True)
class Order:
    """How a file's dates are read.

    `order` is "dmy", "mdy", "ymd" or "ydm"; `other` a second order that is as possible.

    `how` is a sentence for the reviewer where the order was a guess; `shown` one that gives the evidence
    where day and month could have been changed about and were not; both else empty.
    """

    order: str
    other: str = ""
    how: str = ""
    shown: str = ""


READ = "Dates were read "
"""How every sentence begins that tells what shows an order."""
_FIRST = {"dmy": "day first", "mdy": "month first"}
_BY_MESSAGES = (
    "The order of day and month was taken from the order of the messages. Check it against a date that is "
    "known."
)
_BY_DOTS = (
    "Dates with dots were read day first, as every phone writes them. Check one against a date that is known."
)
OPEN = "These dates can be read day-first or month-first. Choose one; both are shown."


def remarks(order: Order | None, *, both: bool = True) -> list[str]:
    """What a person importing should know of how day and month are told apart: that it is open (with `both`
    readings on each item), was a guess, or what shows it."""
    if order is None:
        return []
    one = (
        f"These dates can be read day-first or month-first. They were read "
        f"{_FIRST.get(order.order, 'as they stand')}; choose the other if that is wrong."
    )
    return [each for each in ((OPEN if both else one) if order.other else "", order.how, order.shown) if each]


def plain(text: str) -> str:
    """A stamp with Western digits, plain spaces and no invisible marks; its words in their own script."""
    if text.isascii():  # nothing below stands in such a text; tables hold millions of them
        return " ".join(text.split())
    folded = unicodedata.normalize("NFKC", text).translate(_MARKS).translate(_SAME)
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)
    return re.sub(r"\s+", " ", digits).strip()


def parse(raw: str) -> Stamp | None:
    """The stamp behind a text that is one from end to end, else None; its month is a number."""
    return _parsed(raw, plain(raw), by_name=False)


def parse_named(raw: str) -> Stamp | None:
    """The stamp behind a text whose month is written by name, with or without a year; else None."""
    text = numbered(plain(raw))
    return _parsed(raw, text, by_name=True) if text else None


def _parsed(raw: str, text: str, *, by_name: bool) -> Stamp | None:
    found = _DATE_FIRST.fullmatch(text) or _TIME_FIRST.fullmatch(text)
    clock = _clock(found) if found else None
    if found is None or clock is None or len(found["a"]) + len(found["c"]) > 6:
        return None
    fields = int(found["a"]), int(found["b"]), int(found["c"])
    half, calendar, unknown, year_first = _words(_words_between(found), clock[0], found["u"] or "")
    return Stamp(
        raw,
        fields,
        clock,
        half,
        _calendar(found, calendar, is_yearless=by_name and not fields[0]),
        _shape(found, by_name=by_name, has_words=bool(half or unknown)),
        unknown,
        year_first or found["s"] in "年년" or not _EASTERN.isdisjoint(text),
    )


def _clock(found: re.Match[str]) -> tuple[int, int, int] | None:
    """The hour, minute and second; None where there is no such clock."""
    minute, second = found["m"] or found["m2"], found["sec"] or found["sec2"]
    clock = int(found["h"]), int(minute), int(second or 0)
    return None if clock[0] > 24 or clock[1] > 59 or clock[2] > 60 else clock


def _words_between(found: re.Match[str]) -> str:
    """The words beside the numbers."""
    parts = found.groupdict()
    return " ".join(parts.get(name) or "" for name in ("w1", "w2", "w0"))


def _calendar(found: re.Match[str], named: str, *, is_yearless: bool) -> str:
    """The era that stands at the year, else the calendar that a word names."""
    era = found["era"] or found["era_last"] or ""
    return "yearless" if is_yearless else era.lower() or named


def _shape(found: re.Match[str], *, by_name: bool, has_words: bool) -> tuple[str, ...]:
    """How the stamp is written, whatever its numbers."""
    return (
        "named" if by_name else "date" if found.re is _DATE_FIRST else "time",
        found["s"],
        found["t"],
        found["u"] or "h",
        "seconds" if found["sec"] or found["sec2"] else "minutes",
        _long_year(found),
        "words" if has_words else "",
        _glue(found["w1"]),
    )


def _long_year(found: re.Match[str]) -> str:
    """Where a number stands that can only be the year."""
    if found["era"] or len(found["a"]) > 2:
        return "first"
    return "last" if found["era_last"] or len(found["c"]) > 2 else "short"


def _glue(between: str) -> str:
    """The comma and small words between date and time."""
    return " ".join(
        word for word in re.findall(r",|[^\s,]+", between.casefold()) if word == "," or word in CONNECTIVES
    )


def _words(text: str, hour: int, separator: str) -> tuple[str, str, tuple[str, ...], bool]:
    """What the words in a stamp say: half of the day, calendar, words not known, whether such phones put the
    year first."""
    squeezed = re.sub(r"\b([^\W\d])\.? ([^\W\d])\b\.?", r"\1\2", text.casefold())
    half, calendar, unknown, year_first = "", "", list[str](), False
    for word in re.findall(r"[^\s,]+", squeezed):
        bare = word.replace(".", "").strip("-'״\"()")
        if named := half_by_word(bare, hour):
            half = named
        elif bare == "ap" and separator == ".":
            half = "am"  # Finnish; elsewhere the mark of a calendar
        elif bare in CALENDARS:
            calendar = CALENDARS[bare]
        elif bare and bare not in CONNECTIVES:
            unknown.append(bare)
        year_first = year_first or bare in YEAR_FIRST
    return half, calendar, tuple(unknown), year_first


def half_by_word(word: str, hour: int) -> str:
    """The half of the day, "am" or "pm", that a word beside this hour names; "" where it names none."""
    if word in FORENOON:
        return "am"
    if word in LATE:
        return "pm"
    if word in NIGHT:
        return "am" if hour == 12 or hour < 6 else "pm"
    return ""


def local(stamp: Stamp, order: str) -> datetime | None:
    """The wall-clock time of a stamp in an order of day, month and year; None where there is no such time."""
    on = _day(stamp, order)
    hour, minute, second = stamp.clock
    if stamp.half == "pm" and hour < 12:
        hour += 12
    elif stamp.half == "am" and hour == 12:
        hour = 0
    if on is None or hour > 23:
        return None
    return datetime.combine(on, time(hour, minute, min(second, 59)))


def _day(stamp: Stamp, order: str) -> date | None:
    return _day_of(stamp.fields, order, stamp.calendar)


@lru_cache(maxsize=4096)
def _day_of(fields: tuple[int, int, int], order: str, calendar: str) -> date | None:
    """Kept, since many messages are of one day, and each is tried in several orders."""
    part = dict(zip(order, fields, strict=True))
    return calendars.day(part["y"], part["m"], part["d"], calendar)


def decide(
    stamps: Sequence[Stamp], day_first: bool | None = None, known: Sequence[tuple[Stamp, date]] = ()
) -> Order:
    """The order of a whole file. `known` pairs stamps with dates from elsewhere (names of pictures sent).

    In turn: the length of the year, fields over 12, what the user says, dates that the file itself
    names, the order of the messages, the way of writing. What is left undecided has `other` set.
    """
    fitting = _fitting(stamps)
    if len(fitting) == 1:
        return Order(fitting[0], shown=_only_reading(stamps, fitting[0]))
    return (
        _as_chosen(fitting, day_first)
        or _as_known(fitting, known)
        or _as_messages_run(stamps, fitting)
        or _as_dots_are_written(stamps, fitting)
        or Order(fitting[0], other=fitting[1])
    )


def _as_chosen(fitting: Sequence[str], day_first: bool | None) -> Order | None:
    for order in fitting:
        if (order.index("d") < order.index("m")) == day_first:
            return _order_with_reason(order, ", as was chosen.")
    return None


def _as_known(fitting: Sequence[str], known: Sequence[tuple[Stamp, date]]) -> Order | None:
    agreeing = [order for order in fitting if known and _agree(known, order) * 2 > len(known)]
    return (
        _order_with_reason(agreeing[0], ": days in the names of files agree with that.")
        if len(agreeing) == 1
        else None
    )


def _order_with_reason(order: str, why: str) -> Order:
    return Order(order, shown=f"{READ}{_FIRST[order]}{why}" if order in _FIRST else "")


def _as_messages_run(stamps: Sequence[Stamp], fitting: Sequence[str]) -> Order | None:
    back = {order: _steps_back(stamps, order) for order in fitting}
    smoothest = min(fitting, key=back.__getitem__)
    if any(back[order] <= 4 * back[smoothest] for order in fitting if order != smoothest):
        return None
    return Order(smoothest, how=_BY_MESSAGES)


def _as_dots_are_written(stamps: Sequence[Stamp], fitting: Sequence[str]) -> Order | None:
    dotted = "dmy" in fitting and all(stamp.shape[1] == "." for stamp in stamps)
    return Order("dmy", how=_BY_DOTS) if dotted else None


def _only_reading(stamps: Sequence[Stamp], order: str) -> str:
    """Why no other order will do: a date that is none with day and month changed about; "" where the writing
    leaves no question."""
    other = {"dmy": "mdy", "mdy": "dmy"}.get(order, "")
    proof = next(
        (
            each
            for each in stamps
            if other and each.shape[0] != "named" and _day(each, order) and not _day(each, other)
        ),
        None,
    )
    if proof is None:
        return ""
    written = plain(proof.raw).removesuffix(" 00:00")[:40]  # a day alone was read with that hour
    return f"{READ}{_FIRST[order]}: “{written}” can be read no other way."


def _fitting(stamps: Sequence[Stamp]) -> list[str]:
    """The orders in which the most stamps are days that can be, the usual one first."""
    places = {stamp.shape[5] for stamp in stamps}
    is_short = places.isdisjoint({"first", "last"})
    if is_short and _words_put_year_first(stamps):
        return ["ymd"]
    orders = ["ymd", "ydm"] if "first" in places and "last" not in places else ["dmy", "mdy"]
    counts = {order: _possible(stamps, order) for order in orders}
    best = max(counts.values())
    if is_short and _year_comes_first(stamps, orders, best):
        return ["ymd"]
    # 2025-13-01 is nowhere usual: in a date that begins with the year the day is second only where it must be
    fitting = [order for order in orders if counts[order] == best]
    return fitting[:1] if "ymd" in orders else fitting


def _words_put_year_first(stamps: Sequence[Stamp]) -> bool:
    says_so = any(stamp.year_first_words for stamp in stamps)
    return says_so and _possible(stamps, "ymd") == len(stamps)


def _year_comes_first(stamps: Sequence[Stamp], orders: list[str], best: int) -> bool:
    """Whether two-digit dates are days only, or run in order only, when the first number is the year."""
    possible = _possible(stamps, "ymd")
    if possible > best:
        return True
    in_order = len(stamps) > 2 and possible == len(stamps) and _steps_back(stamps, "ymd") == 0
    return in_order and all(_steps_back(stamps, order) for order in orders)


def _possible(stamps: Sequence[Stamp], order: str) -> int:
    days = (_day(stamp, order) for stamp in stamps)
    return sum(1 for day in days if day and calendars.EARLIEST <= day.year <= calendars.LATEST)


def _agree(known: Sequence[tuple[Stamp, date]], order: str) -> int:
    days = ((_day(stamp, order), on) for stamp, on in known)
    return sum(1 for day, on in days if day and abs((day - on).days) <= 1)


def _steps_back(stamps: Sequence[Stamp], order: str) -> int:
    days = [day for day in (_day(stamp, order) for stamp in stamps) if day]
    return sum(1 for before, after in pairwise(days) if after < before)
