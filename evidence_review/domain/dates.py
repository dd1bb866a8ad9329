"""The order of day and month in dates as they are written: what a stamp leaves open, and how it is read
otherwise (reference/formats.md rule 12; decision 0038)."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class DateOrder(StrEnum):
    """How a source's dates are read, as a person says: 03/04/2025 is 3 April, or 4 March, or whatever it was
    read as when it was imported."""

    DAY_FIRST = "DAY_FIRST"
    MONTH_FIRST = "MONTH_FIRST"
    FIRST_READING = "FIRST_READING"


ORDER_WORDS = {
    DateOrder.DAY_FIRST: "day first",
    DateOrder.MONTH_FIRST: "month first",
    DateOrder.FIRST_READING: "as first read",
}


class Way(StrEnum):
    """What a written date leaves open: either order, the same day in both, one order alone, or none that
    numbers show."""

    EITHER = "EITHER"
    SAME = "SAME"
    DAY_FIRST = "DAY_FIRST"
    MONTH_FIRST = "MONTH_FIRST"
    OTHERWISE = "OTHERWISE"


@dataclass(frozen=True, slots=True)
class Read:
    """A date as it is written and was read. `order` is the order in which it was read, where numbers show it;
    None else."""

    way: Way
    order: DateOrder | None = None


_OTHERWISE = Read(Way.OTHERWISE)
_MARKS = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0xFEFF]
)
_DATE = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./-]|\s)\s?(\d{1,2})\s?\2\s?(\d{2,4})(?!\d)")
_LOCAL = re.compile(r"(\d{4})-(\d{2})-(\d{2})(.*)", re.DOTALL)
_LONGEST = 200
"""Characters of a stamp in which a date is looked for."""


def read_as(raw: str, local: str | None) -> Read:
    """How the first two numbers of the one date in a stamp stand to its reading, a wall-clock time in ISO.

    A stamp that begins with the year, names its month or holds two dates leaves nothing open here; nor does
    one whose reading is not that date, as in another calendar.
    """
    found = _LOCAL.match(local or "")
    dates = (
        {match.groups() for match in _DATE.finditer(_plain(raw[:_LONGEST]))}
        if found
        else set[tuple[str, ...]]()
    )
    if found is None or len(dates) != 1:
        return _OTHERWISE
    (first, _, second, written_year) = (*dates,)[0]
    one, two, year = int(first), int(second), int(found[1])
    month, day = int(found[2]), int(found[3])
    if int(written_year) not in {year, year % 100, year + 543, (year + 543) % 100} or {one, two} != {
        day,
        month,
    }:
        return _OTHERWISE
    if one == two:
        return Read(Way.SAME)
    order = DateOrder.DAY_FIRST if (one, two) == (day, month) else DateOrder.MONTH_FIRST
    return Read(Way.EITHER if max(one, two) <= 12 else Way(order), order)


def swapped(local: str) -> str:
    """A wall-clock time in ISO with its day and month changed about; both must be at most 12."""
    found = _LOCAL.match(local)
    if found is None or int(found[3]) > 12:
        raise ValueError("this day is no month")
    return f"{found[1]}-{found[3]}-{found[2]}{found[4]}"


def place_of(locator: str) -> str:
    """The part of a source in which an item stands, by its locator without its last number: one file of an
    archive, one sheet, one list."""
    return re.sub(r"\d+(?=\D*$)", "", re.sub(r" \(reading \d+\)$", "", locator))


@dataclass(frozen=True, slots=True)
class DatesCorrected:
    """An order that a person set for a source: which, how many items moved and stayed, why, who and when
    (UTC)."""

    number: int
    choice: DateOrder
    despite: bool
    moved: int
    stayed: int
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class DatesRead:
    """How the dates of a source are read: what the reading of it found as evidence (sentence, place), and
    every correction since; the last one is in force.

    `first_read`: where there are corrections, the first and last time as they were first read, in ISO.
    """

    evidence: tuple[tuple[str, str], ...] = ()
    corrections: tuple[DatesCorrected, ...] = ()
    first_read: tuple[str, str] = ("", "")

    @property
    def words(self) -> str:
        """The order in force."""
        if not self.corrections:
            return "as the source was read"
        last = self.corrections[-1]
        if last.choice is DateOrder.FIRST_READING:
            return "as first read; an earlier correction was taken back"
        return f"{ORDER_WORDS[last.choice]}, as corrected"


AS_READ = DatesRead()
"""Of a source of whose dates nothing is said and nothing was corrected."""


_EVIDENCE = (
    "Dates were read ",
    "These dates can be read ",
    "The order of day and month ",
    "Dates with dots ",
    "The dates of this chat cannot be read ",
)


def is_evidence(reason: str) -> bool:
    """Whether a remark on a source says in which order its dates were read, or what shows it."""
    return reason.startswith(_EVIDENCE)


def _plain(raw: str) -> str:
    """A stamp with Western digits, plain spaces and no invisible marks."""
    if raw.isascii():
        return raw
    folded = (
        unicodedata.normalize("NFKC", raw)
        .translate(_MARKS)
        .translate({0x2010: "-", 0x2011: "-", 0x2013: "-", 0x2044: "/"})
    )
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in folded)
