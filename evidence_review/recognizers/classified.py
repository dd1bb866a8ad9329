"""What the classifier saw as hits: its kinds in our names, a tier, and a sentence for the reviewer."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.classifier import Entity, Seen, entities, read
from evidence_review.recognizers.hits import Hit
from evidence_review.recognizers.matching import beside_at
from evidence_review.recognizers.reading import Reading
from evidence_review.recognizers.terms import common_words, first_names, key, listed, name_words, other_tongues, surnames, things
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
    "CODE": ("CODE", "reads like a number that points to someone in this sentence"),
    "MISC": ("DETAIL", "reads like a detail that points to someone in this sentence"),
}
# How sure the classifier must be before a finding is likely rather than possible (docs/decisions/0013).
_LISTED_NAME, _UNKNOWN_NAME, _ORDINARY_NAME, _PLAIN_WORD = 0.3, 0.6, 0.6, 0.97
_VETO = 0.3  # a name that only a list knows is possible where the classifier is less sure than this
_NEVER = 2.0
_NEVER_FIRM = (0.9, _NEVER)  # addresses, user names, schools, workplaces: rules find them more exactly, the classifier only points
_COPY_KINDS = frozenset({"LOC", "ORG", "DATETIME", "DEM", "QUANTITY", "CODE", "MISC"})  # for research copies only
_COPY = (0.3, 0.5)  # possible from, likely from, in a message
_COPY_PROSE = 0.35  # in prose a research copy masks what is at least so likely to be masked
_FEW = 2  # words; the classifier does not judge a list's name that stands nearly alone
_LABELS = listed(
    "mon tue tues wed weds thu thur thurs fri sat sun am pm bst gmt cc bcc fw fwd re tel fax mob subject date sent thx ps nb fyi asap "
    "urn uln upn dob nhs nino utr pnc pncid cro asn crn vin imei imsi iccid mac udid mrn gmc nmc reg ref id gp mr mrs ms miss"
)
_NUMBERED = re.compile(
    r"(?:[Ff]lat |[Uu]nit |[Rr]oom )?\d{1,4}[a-h]?,? [A-Z][a-z]+ [A-Z][a-z]+"
)  # an address that begins with a number and two names
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORT = 12


def find(reading: Reading, words: Words, names: list[Hit], *, prose: bool = False) -> Iterator[Hit]:
    """The names of the lists, weaker where they do not read like names, and what the classifier sees besides.

    A short text of ordinary words is not read. In prose the classifier also says what a research copy has to mask.
    """
    if _ordinary(words):
        yield from names
        return
    seen = list(read(reading.text))
    starts = [word.start for word in seen]
    yield from (_weighed(hit, seen, starts) for hit in names) if words.count > _FEW else names
    found = list(entities(reading.text, seen))
    copied = _copied(reading.lower, found) if prose else None
    yield from _own(reading, found, _keys(reading.lower, (hit for hit in names if hit.official)), copied)


def _copied(lower: str, found: list[Entity]) -> frozenset[str]:
    """The words of all that a research copy has to mask: what is masked once is masked at every mention."""
    return frozenset(lower[e.start : e.end] for e in found if e.kind in _COPY_KINDS and e.mask >= _COPY_PROSE)


def _own(reading: Reading, found: list[Entity], officials: set[str], copied: frozenset[str] | None) -> Iterator[Hit]:
    """What the classifier sees besides; someone in a public role stays so at her next mention."""
    capitals = any(entity.kind == "PERSON" and reading.text[entity.start].isupper() for entity in found)
    for entity in found:
        if entity.kind not in _KINDS or not _lettered(reading.text, entity) or _unlike(reading, entity):
            continue
        if entity.kind == "PERSON" and _keys(reading.lower, [entity]) <= officials:
            continue
        if entity.kind in _COPY_KINDS and copied is not None:
            tier = Tier.LIKELY if reading.lower[entity.start : entity.end] in copied else Tier.POSSIBLE
        else:
            tier = _tier(reading, entity, capitals=capitals)
        if tier:
            yield Hit(entity.start, entity.end, _KINDS[entity.kind][0], tier, "classifier", _KINDS[entity.kind][1])


def _unlike(reading: Reading, entity: Entity) -> bool:
    """Whether a person is only a label, a weekday or part of an address."""
    if entity.kind != "PERSON":
        return False
    keys = {key(word) for word in _keys(reading.lower, [entity])}
    return (
        reading.lower[entity.start : entity.end] in _LABELS
        or (bool(keys) and keys <= things())
        or beside_at(reading.text, entity.start, entity.end)
    )


def _short_form(written: str, keys: set[str]) -> bool:
    """Whether it is like NKDA or CAMHS: two to five capitals that no name list holds, in a text that does not shout."""
    return written.isupper() and written.isalpha() and len(written) <= 5 and not keys & (first_names() | surnames())


def _tier(reading: Reading, entity: Entity, *, capitals: bool) -> Tier | None:
    """How much is believed: of a person by what the lists say of her words and whether names here have capitals, of all else by its kind."""
    if entity.kind != "PERSON":
        least, needed = _COPY if entity.kind in _COPY_KINDS else _NEVER_FIRM
        if entity.kind == "ADDRESS" and _NUMBERED.match(reading.text, entity.start, entity.end):
            needed = least
        return Tier.LIKELY if entity.probability >= needed else Tier.POSSIBLE if entity.probability >= least else None
    keys = {key(word) for word in _keys(reading.lower, [entity])}
    if _short_form(reading.text[entity.start : entity.end], keys) and not reading.text.isupper():
        return Tier.POSSIBLE
    if keys <= _everyday():
        needed = _PLAIN_WORD if reading.text[entity.start].islower() or keys <= other_tongues() else _ORDINARY_NAME
    elif any(word in first_names() or word in surnames() for word in keys):
        needed = _LISTED_NAME
    else:
        needed = _NEVER if capitals and reading.text[entity.start].islower() else _UNKNOWN_NAME
    return Tier.LIKELY if entity.probability >= needed else Tier.POSSIBLE


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Words that name nobody by themselves, in any language of British chat."""
    return common_words() | name_words() | other_tongues()


def _weighed(hit: Hit, seen: list[Seen], starts: list[int]) -> Hit:
    """A name that only a list knows is possible, not likely, where the classifier doubts all its words."""
    if hit.source != "gazetteer" or hit.tier is Tier.POSSIBLE:
        return hit
    near = seen[max(bisect_left(starts, hit.start) - 1, 0) : bisect_left(starts, hit.end)]
    if any(hit.start < word.end and word.probability >= _VETO for word in near):
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
