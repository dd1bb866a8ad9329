"""Lines of a text that begin a message: a stamp and a name, in the ways in which chats are saved or pasted as
text.

`head_of` reads one line in one style; which style a file has, and whether it has one at all, is decided in
talk_evidence. To read another way of writing, add its pattern to STYLES.
"""

import re
from dataclasses import dataclass
from datetime import time

from evidence_review.importers.tables.tables_times import Written, written
from evidence_review.importers.talk.talk_sessions import is_yearless
from evidence_review.importers.times.stamp_words import FORENOON, LATE

_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s)?"
_DATE = (
    r"(?:\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\.?|\d{4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]"
    rf"|{_WEEKDAY}\d{{1,2}}(?:st|nd|rd|th|\.)?[\s-](?:de\s)?[^\W\d_]{{3,12}}\.?,"
    rf"?[\s-](?:de\s)?(?:\d{{4}}|\d{{2}})"
    rf"|{_WEEKDAY}[^\W\d_]{{3,12}}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})"
)
_CLOCK = (
    r"(?:(?:오전|오후|上午|下午|午前|午後)\s?)?\d{1,2}[:.]\d\d(?::\d\d)?(?!\d|[.,"
    r"]\d)(?:[\s\u202f\u00a0]?[AaPp]\.?[Mm]\b\.?)?"
    r"(?:\s?(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d\d)?)?|Z\b|\s?[+-]\d\d:?\d\d)?"
)
_GLUE = r"(?:,?\s(?:at|um|klo|à|-)\s|,\s?|T|\s)"
_RELATIVE = (
    r"(?:Today|Yesterday|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)(?:,?\sat\s|,\s|\s)"
)
_STAMP = rf"(?:{_DATE}{_GLUE}{_CLOCK}|{_CLOCK},?\s{_DATE}|{_RELATIVE}{_CLOCK}|{_CLOCK})"
_NAME = (
    r"(?P<name>[^\s\d:\[\]<>(){}|=\\/\"*#;,.!?-][^\n:\[\]<>{}|=\\/\t;]{0,48}?|\+?\d[\d\s()-]{6,20}\d|"
    r"[^\s/@:<>]{1,60}@[^\s/@:<>]{1,60}(?:/[^\s:<>]{1,40})?)"
)
_MONTH_DAY = r"[A-Za-z][a-z]{2}\s{1,2}\d{1,2}\s\d\d:\d\d:\d\d"
_FREE = r"(?P<name>[^\n<>\t]{1,60}?)"
_S = rf"(?P<stamp>{_STAMP})"
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

STYLES: dict[str, re.Pattern[str]] = {
    "[time] <name> words": re.compile(
        rf"[\[(]?(?P<stamp>{_MONTH_DAY}|{_STAMP})[\])]?[ -]{{1,3}}<[@+%&~ ]?(?P<name>[^<>\n]{{1,"
        rf"60}})>(?P<rest>(?:\s.*)?)"
    ),
    "time, tab, name, tab, words": re.compile(
        rf"(?P<stamp>{_DATE}\s{_CLOCK})\t(?P<name>[^\t\n]{{0,60}}?)\t(?P<rest>.*)"
    ),
    "time, tab, name:, tab, words": re.compile(rf"{_S}\t(?P<name>[^\t\n:]{{1,60}}):\t(?P<rest>.*)"),
    "time From name to name: words": re.compile(
        rf"{_S}[\t ]\s{{0,3}}(?P<name>From\s[^\n:]{{1,140}}?)\s?:(?P<rest>(?:\s.*)?)"
    ),
    "time name, as QQ writes": re.compile(
        rf"(?P<stamp>{_DATE}\s{{1,2}}{_CLOCK})\s{{1,2}}(?P<name>(?:【[^】\n]{{1,30}}】)?[^\n\t]{{1,"
        rf"60}}?(?:\(\d{{4,12}}\)|<[^<>@\s]{{1,60}}@[^<>@\s]{{1,60}}>)?)(?P<rest>)\s*"
    ),
    "[date] [time] name: words": re.compile(
        rf"\[\s?(?P<stamp>{_DATE}\s?\]\s?\[\s?{_CLOCK})\s?\]\s?{_NAME}\s?:(?P<rest>(?:\s.*)?)"
    ),
    "[time] name: words": re.compile(
        rf"[\[(]\s?{_S}(?:\s\|\s(?:Edited|Removed)\s{_CLOCK})?\s?[\])][ -]{{0,"
        rf"3}}{_NAME}\s?:(?P<rest>(?:\s.*)?)"
    ),
    "[name] [time] words": re.compile(rf"\[(?P<name>[^\[\]\n]{{1,60}})\]\s?\[{_S}\](?P<rest>(?:\s.*)?)"),
    "time, name : words": re.compile(rf"{_S}(?:,|\t| [-–—|])?\s{{1,2}}{_NAME}\s?:(?P<rest>(?:\s.*)?)"),
    "name (time): words": re.compile(rf"{_NAME}(?:,|\s[-–—])?\s[\[(]{_S}[\])]\s?:(?P<rest>\s.+)"),
    "name, time: words": re.compile(rf"{_NAME}(?:,|\s[-–—])\s{_S}\s?:(?P<rest>\s.+)"),
    "name, [time]": re.compile(rf"{_FREE},?\s[\[(]{_S}[\])]:?(?P<rest>)\s*"),
    "name — time": re.compile(rf"{_FREE}\s[—–]\s{_S}(?P<rest>)\s*"),
    "name time": re.compile(rf"{_NAME}(?:,|:)?[\s\t]{{1,4}}{_S}:?(?P<rest>)\s*"),
    "[time] name": re.compile(
        rf"\[{_S}\]\s(?P<name>[^\s\[\]<>{{}}=][^\n\[\]<>{{}}=\\/]{{0,48}}?)(?P<rest>)\s*"
    ),
    "time name": re.compile(rf"{_S}\s{{1,4}}{_NAME}:?(?P<rest>)\s*"),
}
"""The ways of writing, the plainest to tell first. Those without words in the line have them in the next."""
BELOW = frozenset(
    {"time name, as QQ writes", "name, [time]", "name — time", "name time", "[time] name", "time name"}
)
"""Styles whose words stand in the lines below."""
_FIRST = frozenset(style for style in STYLES if not style.startswith(("name", "[name]")))
"""Styles that begin with the stamp, so that a line with a stamp and no name is a notice."""
_MARKED = r"(?P<rest>(?:-!-|\*{1,3}(?=\s)|<?--+>?|=[-!]=|-[^\s-]+-)\s?.+)"
"""Notices as clients of IRC mark them."""
_BARE = {
    style: re.compile(rf"[\[(]?(?P<stamp>{_MONTH_DAY}|{_STAMP})[\])]?\s{{1,2}}{_MARKED}")
    if style == "[time] <name> words"
    else re.compile(
        rf"[\[(]\s?{_S}\s?[\])]\s(?P<rest>.+)"
        if style.startswith("[")
        else rf"{_S}(?:,| [-–—])\s(?P<rest>.+)"
    )
    for style in _FIRST
}
_YEARLESS_NOTICE = re.compile(rf"(?P<stamp>{_MONTH_DAY})\s(?P<rest>\S.+)")
_NEAR = re.compile(rf"{_RELATIVE}{_CLOCK}")
_ALONE = re.compile(rf"[\[(]?{_S}[\])]?")
_DAY = re.compile(
    rf"[-–—=*\s\[]{{0,40}}(?P<day>{_DATE})[,.]?\s?(?:[(（]?[^\W\d_]{{1,12}}\.?[)）]?)?[-–—=*\s\]]{{0,40}}"
)  # fmt: skip
_LABELS = frozenset({
    "date", "time", "timestamp", "sent", "received", "when", "created", "modified", "datum", "zeit", "fecha",
    "hora", "data",
})  # fmt: skip
"""What stands before a time and is nobody's name."""
_NOBODY = frozenset({"-->", "<--", "--", "*", "", "=!=", "*!*"})
"""What stands for a name where WeeChat gives a notice; an action has a star."""
_HALF = re.compile(r"(오전|오후|上午|下午|午前|午後)\s?(\d{1,2}):(\d\d)(?::(\d\d))?")
_HALVES = {**dict.fromkeys(FORENOON, 0), **dict.fromkeys(LATE, 12)}


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a message: its stamp as written, who wrote it (None for a notice), the words behind
    it."""

    stamp: str
    name: str | None
    rest: str


def bare(line: str) -> str:
    """A line without marks that nobody sees."""
    return _MARKS.sub("", line) if not line.isascii() else line


def head_of(line: str, style: str) -> Head | None:
    """The head in a line of a style; None where the line goes on with the message before."""
    found = STYLES[style].fullmatch(bare(line).rstrip())
    if found is None or not (
        clock_of(found["stamp"]) or is_yearless(found["stamp"]) or is_relative(found["stamp"])
    ):
        return None
    if found["name"].strip().casefold() in _LABELS:
        return None
    if style == "time, tab, name, tab, words":
        return _tabbed(found)
    return Head(found["stamp"], found["name"].strip(), found["rest"].strip(" \t"))


def _tabbed(found: re.Match[str]) -> Head | None:
    """A line of WeeChat: marks of rank before a name are none of it; a star before words is an action, other
    marks are notices."""
    name = found["name"].strip()
    if name in _NOBODY:
        return Head(found["stamp"], None, f"{name} {found['rest']}".strip())
    return Head(found["stamp"], name.lstrip("@+%&~") or name, found["rest"].strip())


def is_relative(stamp: str) -> bool:
    """Whether a stamp says "today", "yesterday" or a weekday, which give no day."""
    return _NEAR.fullmatch(stamp) is not None


def notice_of(line: str, style: str) -> Head | None:
    """A stamp with words and no name, where a style begins with its stamp."""
    found = _BARE[style].fullmatch(bare(line).rstrip()) if style in _FIRST else None
    if found is None and style == "[time] <name> words":
        found = _YEARLESS_NOTICE.fullmatch(bare(line).rstrip())
    return (
        Head(found["stamp"], None, found["rest"].strip())
        if found and (clock_of(found["stamp"]) or is_yearless(found["stamp"]))
        else None
    )


def is_only_a_stamp(line: str) -> bool:
    """Whether a line holds a stamp and nothing else, as some phones write above each minute."""
    found = _ALONE.fullmatch(bare(line).strip())
    return found is not None and clock_of(found["stamp"]) is not None


def day_of(line: str) -> tuple[str, Written] | None:
    """The day that a line names and nothing else, as written and read; None for any other line."""
    text = bare(line).strip()
    found = _DAY.fullmatch(text) if 6 <= len(text) <= 120 else None
    if found is None:
        return None
    day = (
        re.sub(r"\s?[年월月년]\s?", "-", found["day"]).rstrip("日일.")
        if re.search("[年년]", found["day"])
        else found["day"].rstrip(".")
    )
    read = written(re.sub(r"([./-])\s", r"\1", day))
    return (found["day"], read) if read is not None and (read.day or read.stamp) else None


def clock_of(stamp: str) -> Written | None:
    """What a stamp says: a whole time, or a clock alone."""
    half = _HALF.fullmatch(stamp.strip())
    if half is None:
        return written(stamp.replace("]", " ").replace("[", " "))
    hour = int(half[2]) % 12 + _HALVES[half[1]]
    return (
        Written(stamp, clock=time(hour, int(half[3]), int(half[4] or 0)))
        if int(half[2]) < 24 and int(half[3]) < 60
        else None
    )
