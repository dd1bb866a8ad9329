"""A bare number or word that answers what the conversation has just asked for: “whats the code for the gate” – “4470”.

Alone such a message says nothing, so the classifier only shows it; the messages before it tell (PERSONAL_DATA.md, section 4, left context).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.hits import Hit

_BEFORE = 4
"""How many messages before may have asked."""
_LONGEST = 90
"""Characters of an answer: a longer message says by itself what its numbers are."""

_ASKS = re.compile(
    r"\?|(?<!\w)(?:what|whats|what's|wot|wots|which|where|wheres|send|give|remind|forgot|forgotten|need|gimme|tell me|got|co|jak\w*|ce|care|ne|kya|kitna|beth)(?!\w)"
)
_SECRET = re.compile(
    r"(?<!\w)(?:codes?|pin|pass ?words?|pass ?code|pw|key ?safe|padlock|combination|combo|cod|codul|kod\w{0,2}|parola|has[lł]o|[sş]ifre\w*|senha)(?!\w)"
)
_LOCK = re.compile(
    r"(?<!\w)(?:key ?safe|padlock|combination lock|pass ?code|pass ?word|(?:alarm|gate|door|entry|garage|locker|safe) code|pin number|kod do \w+|cod larwm)(?!\w)"
)
"""What needs a code: an answer may give it where nobody asked."""
_NO_SECRET = re.compile(
    r"(?<!\w)(?:post ?code|sort code|area code|country code|discount code|promo code|voucher|qr code|dress code|error code|zip code)(?!\w)"
)
_NUMBER = re.compile(
    r"(?<!\w)(?:numbers?|num|nr|numer\w*|acc|accounts?|sort codes?|card|reg|registration|plate|ni|nino|nhs|ref|reference|licen[cs]e|badge|staff (?:no|id)|collar)(?!\w)"
)
_HOUSE = re.compile(
    r"(?<!\w)(?:(?:what|which|wot) (?:number|house|flat|door|room|ward|bed)|address|what number|(?:do|does) (?:u|you|ya|he|she|they) live|(?:u|you|he|she|they) livin\w*)(?!\w)"
)
_OF_CODE = "digits that answer a message about a code"
_MORE_DIGITS = re.compile(r"\d{3}")


def answered(texts: Sequence[str], threads: Sequence[str] | None, found: Sequence[list[Hit]]) -> list[list[Hit]]:
    """The hits of each text; what only the classifier half saw is likely where one of the messages just before asks for it.

    Texts of one thread stand in the order in which they were sent. Without threads nothing changes: each text stands alone.
    """
    if threads is None:
        return list(found)
    last: dict[str, list[str]] = {}
    told = list[list[Hit]]()
    for text, thread, hits in zip(texts, threads, found, strict=True):
        before = last.setdefault(thread, [])
        open_ones = len(text) <= _LONGEST and any(_is_open(hit) for hit in hits)
        told.append([_told(text, hit, before) for hit in hits] if open_ones else hits)
        before.append(text.lower()[:400])
        del before[:-_BEFORE]
    return told


def _is_open(hit: Hit) -> bool:
    return hit.tier is Tier.POSSIBLE and hit.source == "classifier" and hit.kind not in {"PERSON", "AGE", "OCCUPATION", "RELATIONSHIP"}


def _told(text: str, hit: Hit, before: Sequence[str]) -> Hit:
    """The hit, likely where a message before asks for such a thing."""
    written = text[hit.start : hit.end]
    if not _is_open(hit) or not any(char.isdigit() for char in written):
        return hit
    for asked in reversed(before):
        if _MORE_DIGITS.search(written) and hit.kind in {"CODE", "SECRET"} and _LOCK.search(asked):
            return replace(hit, kind="SECRET", tier=Tier.LIKELY, source="context", reason=_OF_CODE)
        if not _ASKS.search(asked):
            continue
        if _MORE_DIGITS.search(written) and _SECRET.search(_NO_SECRET.sub(" ", asked)):
            return replace(hit, kind="SECRET", tier=Tier.LIKELY, source="context", reason=_OF_CODE)
        if _MORE_DIGITS.search(written) and hit.kind not in {"ADDRESS", "DATE_OF_BIRTH"} and _NUMBER.search(asked):
            return replace(hit, tier=Tier.LIKELY, source="context", reason="a number that answers a message which asks for one")
        if hit.kind == "ADDRESS" and _HOUSE.search(asked):
            return replace(hit, tier=Tier.LIKELY, source="context", reason="a number that answers a message which asks where someone lives")
    return hit
