"""What numbers and words belong to things and the calendar, and to nobody: invoices, versions, columns of
makes and amounts, months of a date."""

import re
from dataclasses import replace
from functools import lru_cache

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.classifier import Entity
from evidence_review.recognizers.reading.context import column_heading
from evidence_review.recognizers.reading.cues import MONTHS
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.word_lists import phrases

_IN_COLUMNS = frozenset({"PERSON", "CODE", "SECRET", "AGE", "DATE_OF_BIRTH"})
_HEADING = re.compile(
    (
        r"\s*(?:make|model|mileage|miles|mot|colour|amount|salary|pay|price|cost|total|balance|fee|qty|"
        r"quantity|fte|grade|version|size|weight|height|score|paid in|paid out|debit|credit)\s*"
    )
)
# What stands before numbers of goods, orders and programs.
_BEFORE = re.compile(
    (
        r"(?<![a-z])(?:model|version|firmware|mileage|sku|cat(?:alogue)? no|barcode|isbn|invoice|"
        r"parcel|p\.?o\.?|quote|tracking|\"os\")(?: (?:no|number))?[\":.# ]{1,5}(?:[a-z]{1,4}-?)?\Z"
    )
)
_SAINT = re.compile(r"(?<![^\W_])(?:st|saint)\.? \Z")
_COUNTED = re.compile(
    r" (?:different|other|more|whole|separate|people|times|pages|items|boxes|copies)(?![\w'])"
)  # “418 different ways”
_DATED = re.compile(
    (
        r"\d(?:st|nd|rd|th)? (?:of )?[a-z]{3,9}(?![a-z])|(?<![a-z])[a-z]{3,9},? (?:\d{1,2}(?:st|nd|rd|"
        r"th)?(?!\d)|(?:19|20)\d\d)(?!\d)"
    )
)  # “May, 1999”


def nobodys(reading: Reading, entity: Entity) -> bool:
    """Whether what the classifier saw is a month of a date, or the number of goods or a program, or stands in
    a column of things."""
    if entity.kind == "PERSON" and reading.lower[entity.start : entity.end] in MONTHS:
        return bool(_DATED.search(reading.lower, max(0, entity.start - 5), entity.end + 8))
    if entity.kind in {"CODE", "SECRET"} and (
        _numbered(reading, entity) or _COUNTED.match(reading.lower, entity.end)
    ):
        return True
    if entity.kind == "DATE_OF_BIRTH" and _numbered(reading, entity):
        return True
    return entity.kind in _IN_COLUMNS and "\n" in reading.text and in_column(reading, entity)


def _numbered(reading: Reading, entity: Entity) -> bool:
    """Whether a word such as “invoice” or “model” stands before its first digit."""
    digit = next((at for at in range(entity.start, entity.end) if reading.text[at].isdigit()), entity.start)
    return bool(_BEFORE.search(reading.lower, max(0, digit - 24), digit))


def in_column(reading: Reading, seen: Entity | Hit) -> bool:
    """Whether it stands under a heading such as “Make” or “Amount” of a table, or is such a heading in its
    first line."""
    if _HEADING.fullmatch(column_heading(reading, seen.start)):
        return True
    first = reading.lower.find("\n")
    return seen.start < first and bool(_HEADING.fullmatch(reading.lower, seen.start, min(seen.end, first)))


@lru_cache(maxsize=1)
def _goods() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(phrases("fixed_names.txt"), key=len, reverse=True)))
    return re.compile(rf"(?<![\w'])(?:{names})(?![\w'])")


def of_goods(lower: str, hit: Hit) -> Hit:
    """Goods or a figure of a story by the whole name (“jack daniels”), and a saint (“st peter's”), are
    possible only."""
    if hit.kind != "PERSON" or hit.tier is Tier.POSSIBLE:
        return hit
    if hit.source == "gazetteer" and _SAINT.search(lower, max(0, hit.start - 7), hit.start):
        return replace(hit, tier=Tier.POSSIBLE, reason="a saint, as schools and churches are called")
    if " " not in lower[hit.start : hit.end]:
        return hit
    if not _goods().fullmatch(lower, hit.start, hit.end):
        return hit
    return replace(hit, tier=Tier.POSSIBLE, reason="the name of goods, a day or a figure of a story")
