"""The ends of an address that rules and classifier leave off: its floor, what it is above, the first number
of a row of houses."""

import re
from dataclasses import replace

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.hits import Hit

_BESIDE = r"over|above|below|under|behind|opposite|opp|next to|next door to"
# “, upstairs”, “, second bell”, “, over the bookies”: to the end of the sentence or line.
_TAIL = re.compile(
    r",? (?:(?:up|down)stairs|(?:the )?basement|(?:the )?(?:top|bottom|ground|first|second|third|"
    r"middle|1st|2nd|3rd)(?: (?:flat|floor|bell|buzzer|landing|door))?(?: (?:left|right))?|"
    rf"(?:{_BESIDE}) (?:the )?[^\W\d_][\w'’]{{2,15}}(?: [^\W\d_][\w'’]{{2,15}})?)(?=[,.;:!?)\n]|$)",
    re.IGNORECASE,
)
_FIRST_OF_ROW = re.compile(
    r"(?<![\w£$.,:/-])\d{1,4}[a-h]? ?(?:to|and|or|&|-|–) ?\Z", re.IGNORECASE
)  # “4 to 8 Kingsheath”
_HOUSE_BEFORE = re.compile(r"(?<![\w£$.,:/-])\d{1,4}[a-h]?,? \Z", re.IGNORECASE)  # “41, hazelbank”
_NUMBERED = re.compile(r"\d{1,4}[a-h]? [^\W\d_]", re.IGNORECASE)
_REACH = 12  # characters before an address in which the number of its house may stand


def with_edges(text: str, hits: list[Hit]) -> list[Hit]:
    """The hits of a text, likely addresses of the classifier and of rules with what belongs to them. Places
    are those of the text."""
    return [
        _widened(text, hit) if hit.kind == "ADDRESS" and hit.tier is not Tier.POSSIBLE else hit
        for hit in hits
    ]


def _widened(text: str, hit: Hit) -> Hit:
    before = text[max(0, hit.start - _REACH) : hit.start]
    lead = None
    if _NUMBERED.match(text, hit.start, hit.end):
        lead = _FIRST_OF_ROW.search(before)
    elif hit.source == "classifier" and text[hit.start].isalpha():
        lead = _HOUSE_BEFORE.search(before)
    tail = _TAIL.match(text, hit.end)
    start = hit.start - (len(before) - lead.start()) if lead else hit.start
    return replace(hit, start=start, end=tail.end() if tail else hit.end)
