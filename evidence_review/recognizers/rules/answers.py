"""A bare number or word that answers what the conversation has just asked for: “whats the code for the gate”
– “4470”.

Alone such a message says nothing, so the classifier only shows it; the messages before it tell
(reference/personal_data.md, section 4, left context).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.hits import Hit

_BEFORE = 4
"""How many messages before may have asked."""
_LONGEST = 90
"""Characters of an answer: a longer message says by itself what its numbers are."""

_ASKS = re.compile(
    (
        r"\?|(?<!\w)(?:what|whats|what's|wot|wots|which|where|wheres|send|give|remind|forgot|forgotten|"
        r"need|gimme|tell me|got|co|jak\w*|ce|care|ne|kya|kitna|beth)(?!\w)"
    )
)
_SECRET = re.compile(
    (
        r"(?<!\w)(?:codes?|pin|pass ?words?|pass ?code|pw|key ?safe|padlock|combination|combo|cod|"
        r"codul|kod\w{0,2}|parola|has[lł]o|[sş]ifre\w*|senha)(?!\w)"
    )
)
_LOCK = re.compile(
    (
        r"(?<!\w)(?:key ?safe|padlock|combination lock|pass ?code|pass ?word|(?:alarm|gate|door|entry|"
        r"garage|locker|safe) code|pin number|kod do \w+|cod larwm)(?!\w)"
    )
)
"""What needs a code: an answer may give it where nobody asked."""
_NO_SECRET = re.compile(
    (
        r"(?<!\w)(?:post ?code|sort code|area code|country code|discount code|promo code|voucher|qr "
        r"code|dress code|error code|zip code)(?!\w)"
    )
)
_NUMBER = re.compile(
    (
        r"(?<!\w)(?:numbers?|num|nr|numer\w*|acc|accounts?|sort codes?|card|reg|registration|plate|ni|"
        r"nino|nhs|ref|reference|licen[cs]e|badge|staff (?:no|id)|collar)(?!\w)"
    )
)
_HOUSE = re.compile(
    (
        r"(?<!\w)(?:(?:what|which|wot) (?:number|house|flat|door|room|ward|bed)|address|what number|"
        r"(?:do|does) (?:u|you|ya|he|she|they) live|(?:u|you|he|she|they) livin\w*)(?!\w)"
    )
)
_BORN = re.compile(
    (
        r"(?<!\w)(?:d\.?o\.?b|date of birth|birth ?(?:day|date)\w{0,2}|born|urodzin\w*|nascut\w*|"
        r"născut\w*|naissance|dogum|doğum)(?!\w)"
    )
)
_AGE = re.compile(
    r"(?<!\w)(?:how old|what age|(?:his|her|ur|your|their) age|ile (?:\w+ ){0,2}lat|c[aâ][tț]i ani|"
    r"quantos anos|cu[aá]ntos a[nñ]os|quel age|quel âge"
    r"|ka[cç] ya[sş]\w*|kitne saal|kitni um(?:a?r)|imisa jir|faint (?:yw|ydy|oed)|pa oed)(?!\w)"
)
_WORD_AND_DIGITS = re.compile(r"(?=\S*[^\W\d_])(?=\S*\d)\S{6,}")
"""A password: “bacalhau12”."""
_OF_CODE = "digits that answer a message about a code"
_MORE_DIGITS = re.compile(r"\d{3}")


def answered(
    texts: Sequence[str], threads: Sequence[str] | None, found: Sequence[list[Hit]]
) -> list[list[Hit]]:
    """The hits of each text; what only the classifier half saw is likely where one of the messages just
    before asks for it.

    Texts of one thread stand in the order in which they were sent. Without threads nothing changes: each text
    stands alone.
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
    return (
        hit.tier is Tier.POSSIBLE
        and hit.source == "classifier"
        and hit.kind not in {"PERSON", "OCCUPATION", "RELATIONSHIP"}
    )


def _told(text: str, hit: Hit, before: Sequence[str]) -> Hit:
    """The hit, likely where a message before asks for such a thing."""
    written = text[hit.start : hit.end]
    if not _is_open(hit) or not (hit.kind == "AGE" or any(char.isdigit() for char in written)):
        return hit
    for asked in reversed(before):
        if answer := _answer(written, hit.kind, asked):
            kind, reason = answer
            return replace(hit, kind=kind, tier=Tier.LIKELY, source="context", reason=reason)
    return hit


def _answer(written: str, kind: str, asked: str) -> tuple[str, str] | None:
    """As what a message answers another that asks for it: its kind and why; None where it is no answer to
    that."""
    number = bool(_MORE_DIGITS.search(written))
    if number and kind in {"CODE", "SECRET"} and _LOCK.search(asked):
        return "SECRET", _OF_CODE
    if not _ASKS.search(asked):
        return None
    secret = number or (kind == "SECRET" and _WORD_AND_DIGITS.fullmatch(written))
    if secret and kind not in {"DATE_OF_BIRTH", "AGE"} and _SECRET.search(_NO_SECRET.sub(" ", asked)):
        return "SECRET", _OF_CODE
    asks, reason = _OF_KIND.get(kind, (_NUMBER, _OF_NUMBER))
    return (kind, reason) if asks.search(asked) and (number or kind in _OF_KIND) else None


_OF_NUMBER = "a number that answers a message which asks for one"
_OF_KIND = {
    "DATE_OF_BIRTH": (_BORN, "a date that answers a message which asks when someone was born"),
    "AGE": (_AGE, "an age that answers a message which asks for it"),
    "ADDRESS": (_HOUSE, "a number that answers a message which asks where someone lives"),
}
