"""What the classifier saw as hits: its kinds in our names, a tier, and a sentence for the reviewer."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.classifier import Entity, Seen, entities, read
from evidence_review.recognizers.hits import Hit
from evidence_review.recognizers.reading import Reading
from evidence_review.recognizers.terms import common_words, first_names, key, name_words, surnames
from evidence_review.recognizers.tokens import Words

_KINDS = {
    "PERSON": ("PERSON", "reads like a name in this sentence"),
    "HANDLE": ("HANDLE", "reads like a user name in this sentence"),
    "ADDRESS": ("ADDRESS", "reads like an address in this sentence"),
    "SCHOOL": ("SCHOOL", "reads like a school in this sentence"),
    "WORKPLACE": ("WORKPLACE", "reads like someone's workplace in this sentence"),
    "LOC": ("LOCATION", "reads like a place in this sentence"),
    "ORG": ("ORGANIZATION", "reads like an organisation in this sentence"),
    "DATETIME": ("DATE_TIME", "reads like a date or time in this sentence"),
    "DEM": ("NRP", "reads like a nationality, belief or origin in this sentence"),
    "QUANTITY": ("QUANTITY", "reads like an amount in this sentence"),
}
# How sure the classifier must be before a finding is likely rather than possible (docs/decisions/0013).
_LISTED_NAME, _UNKNOWN_NAME, _ORDINARY_NAME = 0.5, 0.95, 0.93
_NEVER = 2.0
_FIRM: dict[str, tuple[float, float]] = dict.fromkeys(
    ("LOC", "ORG", "DATETIME", "DEM", "QUANTITY"), (0.3, 0.5)
)  # possible from, likely from
_NEVER_FIRM = (0.9, _NEVER)  # addresses, user names, schools, workplaces: rules find them more exactly, the classifier only points
_FEW = 2  # words; the classifier does not judge a list's name that stands nearly alone
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORT = 12


def find(reading: Reading, words: Words, names: list[Hit]) -> Iterator[Hit]:
    """The names of the lists, weaker where they do not read like names, and what the classifier sees besides.

    A short text of ordinary words is not read.
    """
    if _ordinary(words):
        yield from names
        return
    seen = list(read(reading.text))
    starts = [word.start for word in seen]
    yield from (_weighed(hit, seen, starts) for hit in names) if words.count > _FEW else names
    yield from _own(reading, list(entities(reading.text, seen)), _keys(reading.lower, (hit for hit in names if hit.official)))


def _own(reading: Reading, found: list[Entity], officials: set[str]) -> Iterator[Hit]:
    """What the classifier sees besides; someone in a public role stays so at her next mention."""
    capitals = any(entity.kind == "PERSON" and reading.text[entity.start].isupper() for entity in found)
    for entity in found:
        if entity.kind not in _KINDS or not _lettered(reading.text, entity):
            continue
        if entity.kind == "PERSON" and _keys(reading.lower, [entity]) <= officials:
            continue
        tier = _tier(reading, entity, capitals=capitals)
        if tier:
            yield Hit(entity.start, entity.end, _KINDS[entity.kind][0], tier, "classifier", _KINDS[entity.kind][1])


def _tier(reading: Reading, entity: Entity, *, capitals: bool) -> Tier | None:
    """How much is believed: of a person by what the lists say of her words and whether names here have capitals, of all else by its kind."""
    if entity.kind != "PERSON":
        least, needed = _FIRM.get(entity.kind, _NEVER_FIRM)
        return Tier.LIKELY if entity.probability >= needed else Tier.POSSIBLE if entity.probability >= least else None
    keys = {key(word) for word in _keys(reading.lower, [entity])}
    if keys <= common_words() | name_words():
        needed = _ORDINARY_NAME
    elif any(word in first_names() or word in surnames() for word in keys):
        needed = _LISTED_NAME
    else:
        needed = _NEVER if capitals and reading.text[entity.start].islower() else _UNKNOWN_NAME
    return Tier.LIKELY if entity.probability >= needed else Tier.POSSIBLE


def _weighed(hit: Hit, seen: list[Seen], starts: list[int]) -> Hit:
    """A name that only a list knows is possible, not likely, where the classifier is less than half sure of all its words."""
    if hit.source != "gazetteer" or hit.tier is Tier.POSSIBLE:
        return hit
    near = seen[max(bisect_left(starts, hit.start) - 1, 0) : bisect_left(starts, hit.end)]
    if any(hit.start < word.end and word.probability >= _LISTED_NAME for word in near):
        return hit
    return replace(hit, tier=Tier.POSSIBLE, reason=f"{hit.reason}, though it does not read like one here")


def _keys(lower: str, spans: Iterable[Hit | Entity]) -> set[str]:
    """The words in these places."""
    return {word for span in spans for word in _WORD.findall(lower[span.start : span.end])}


def _lettered(text: str, entity: Entity) -> bool:
    """Whether it holds what can name anyone: two letters or digits, four in a user name, and not only digits in a name."""
    letters = sum(char.isalnum() for char in text[entity.start : entity.end])
    return letters >= (4 if entity.kind == "HANDLE" else 2) and (
        entity.kind != "PERSON" or any(char.isalpha() for char in text[entity.start : entity.end])
    )


def _ordinary(words: Words) -> bool:
    return words.count <= _SHORT and all(
        token.cap in {"low", "none"}
        and not any(c.isdigit() for c in token.text)
        and token.key in common_words()
        and token.key not in name_words()
        for token in words.tokens
    )
