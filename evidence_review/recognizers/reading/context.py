"""The words around a span: what names it, what speaks against it (reference/personal_data.md 3.3, "Ctx" and
counter-context)."""

import re
from functools import lru_cache

from evidence_review.recognizers.reading.reading import Reading

BEFORE, AFTER = 40, 15
_COUNTER = re.compile(
    r"\b(?:order|invoice|parcel|batch|model|version|tracking|barcode|isbn|receipt|voucher|booking|"
    r"ticket|label|page|serial no)\b"
    r"|[£$€]\s?$|\bv\.?$"
)
_UNIT_AFTER = re.compile(r"\s?(?:kg|ml|mg|%|km|miles?\b|mph|quid|pounds?\b|p\b|gb\b|mb\b|px\b)")
_DENIAL = re.compile(r"\b(?:not|isn'?t|wasn'?t|never)\b (?:an? |my |his |her |the |your )?[a-z' -]{0,20}$")


@lru_cache(maxsize=512)
def cue(words: str) -> re.Pattern[str]:
    """A pattern for any of the words (regular expressions, parted by |) as whole words."""
    return re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z])")


def near(
    reading: Reading,
    start: int,
    end: int,
    words: re.Pattern[str],
    *,
    before: int = BEFORE,
    after: int = AFTER,
) -> bool:
    """Whether one of the words stands before or after the span, or heads its column."""
    lower = reading.lower
    if words.search(lower, max(0, start - before), start):
        return True
    if words.search(lower, end, min(len(lower), end + after)):
        return True
    heading = column_heading(reading, start)
    return bool(heading and words.search(heading))


def against(reading: Reading, start: int, end: int) -> int:
    """How many tiers the surroundings take away: one for an order number or a quantity, two for a denial."""
    lower = reading.lower
    window = lower[max(0, start - 24) : start]
    if _DENIAL.search(window):
        return 2
    return int(bool(_COUNTER.search(window) or _UNIT_AFTER.match(lower, end)))


def column_heading(reading: Reading, start: int) -> str:
    """The heading of the column a span stands in, where the text is a table with a heading line; else ""."""
    lower = reading.lower
    first_end = lower.find("\n")
    if first_end < 0 or start <= first_end or first_end > 2000:
        return ""
    line_start = lower.rfind("\n", 0, start) + 1
    for mark in ("\t", "|", ";", ","):
        headings = lower[:first_end].split(mark)
        if len(headings) > 1:
            column = lower.count(mark, line_start, start)
            return headings[column] if column < len(headings) and len(headings[column]) < 40 else ""
    return ""
