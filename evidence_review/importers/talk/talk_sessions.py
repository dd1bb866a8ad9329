"""Lines of a text that open or close a sitting of talk, as clients of IRC and old messengers write them: they
give the day of the clocks below.

To read another client, add its words to _LINE.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from evidence_review.importers.tables.tables_times import Written, written

_LINE = re.compile(
    r"[-*\s]{0,8}(?:Day changed(?: to)?|Log (?:opened|closed)|Session (?:Start|Close|Time|Ident "
    r"Start)(?:\s?\([^()\n]{1,120}\))?:?|(?:BEGIN|ENDING|END) LOGGING AT"
    r"|(?:Conversation|Chat|IM Session|Session) with \S.{0,160}? (?:at|started|on)|Started? (?:at|"
    r"on)|History begin)\s*[(\[]?"
    r"(?P<when>[^\n()\[\]]{8,60}?)[)\]]?(?: on (?P<account>\S.{0,120}?))?(?: \(\w[\w .+-]{0,"
    r"30}\))?[-*\s]{0,8}",
    re.IGNORECASE,
)
_STARTED = re.compile(r"(?:session|conversation|chat|begin|opened|time|changed|started?)", re.IGNORECASE)
_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])(?!\d)")
_YEARLESS = re.compile(r"([A-Za-z][a-z]{2})\s+(\d{1,2})\s(\d\d:\d\d(?::\d\d)?)")
NAMED_DAY = (
    "The lines of this chat give a clock and no day. The day was taken from the name of the file or "
    "its folder; check that it is that of the talk."
)
WENT_BACK = (
    "The clock goes back in this chat without a line that names a new day: from there on the next day "
    "was taken."
)


def session_of(line: str) -> tuple[str, Written] | None:
    """The time in a line that opens, closes or dates a sitting, as written and read; None for any other
    line."""
    found = _LINE.fullmatch(line.strip()) if 12 < len(line) < 400 else None
    if found is None:
        return None
    read = written(re.sub(r"\s+", " ", found["when"]).strip(" -*"))
    return (found["when"].strip(), read) if read is not None and read.clock is None else None


def opens(line: str) -> bool:
    """Whether such a line begins something; one that closes a sitting does not date what comes behind it."""
    return _STARTED.search(line) is not None and not re.search(r"clos|ending", line, re.IGNORECASE)


def day_in_name(path: Path, *, folder: bool) -> Written | None:
    """The one day in the name of a file, or of the folder it lies in."""
    for name in (path.stem, path.parent.name) if folder else (path.stem,):
        found = {"-".join(each) for each in _NAMED.findall(name)}
        if len(found) == 1:
            return written(found.pop())
    return None


def with_year(stamp: str, day: datetime | None) -> Written | None:
    """A stamp that gives month, day and clock, in the year of the sitting or, behind its December, in the
    next."""
    found = _YEARLESS.fullmatch(stamp.strip())
    if found is None or day is None:
        return None
    read = written(f"{found[2]} {found[1]} {day.year} {found[3]}")
    if read is not None and read.local is not None and read.local < day - timedelta(days=31):
        again = written(f"{found[2]} {found[1]} {day.year + 1} {found[3]}")
        return replace(again, raw=stamp) if again else None
    return replace(read, raw=stamp) if read else None


def is_yearless(stamp: str) -> bool:
    """Whether a stamp gives month, day and clock and no year."""
    return _YEARLESS.fullmatch(stamp.strip()) is not None
