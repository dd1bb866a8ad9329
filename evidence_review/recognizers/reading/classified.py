"""What the classifier saw as hits: its kinds in our names, a tier, and a sentence for the reviewer."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading import borders, initials, not_people
from evidence_review.recognizers.reading.classifier import Entity, Seen, entities
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.number_kinds import asked_for, number_kind
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.tokens import Words, opens
from evidence_review.recognizers.reading.unlike_kinds import (
    KINDS,
    NO_LETTERS,
    STREETS,
    WORD,
    is_nothing,
    short_form,
    tier_of_thing,
    words_at,
)
from evidence_review.recognizers.reading.word_lists import (
    common_words,
    english_words,
    everyday,
    everyday_words,
    first_names,
    key,
    listed,
    name_words,
    other_tongues,
    surnames,
)

# How sure the classifier must be before a finding is likely rather than possible (docs/decisions/0013).
_LISTED_NAME, _UNKNOWN_NAME, _UNKNOWN_SMALL, _ORDINARY_NAME, _ORDINARY_SMALL, _OTHER_TONGUE = (
    0.2,
    0.2,
    0.3,
    0.2,
    0.35,
    0.4,
)
_UNKNOWN_AMONG_STRANGE, _SMALL_AMONG_CAPITALS = (
    0.35,
    0.5,
)  # beside a word of another tongue, or one that no list knows
_SHOWN = 0.1  # an ordinary word in small letters is not even shown as possible below this
_PRONOUNS = listed(
    (
        "i me my u you ur your he him his she her it its we us our they them their who whose someone "
        "anyone everyone nobody this that the and or not"
    )
)
# A name that only a list knows is possible where the classifier is less sure than this that it is a person:
# with a capital, in small letters, and so nearly alone.
_VETO, _VETO_SMALL, _VETO_SMALL_ALONE = 0.2, 0.5, 0.1
_WHERE = re.compile(r"(?<![\w'])(?:at|in|from|on|to) \Z")  # “she's at 61”: the number of a house
_NO_DATE = re.compile(r"\d\d-(?:00|1[3-9]|[2-9]\d)-\d\d")  # a sort code, or the like
_COPY_KINDS = frozenset({"LOC", "ORG", "DATETIME", "DEM", "QUANTITY", "MISC"})  # for research copies only
# What these are called in a research copy, which masks them in prose too where disclosure does not.
_COPIED_AS = {
    "SCHOOL": "ORG", "WORKPLACE": "ORG", "MEDICAL_ORG": "ORG", "ADDRESS": "LOC", "DATE_OF_BIRTH": "DATETIME", "AGE": "QUANTITY",
    "OCCUPATION": "MISC", "PERSON": "MISC", "CODE": "MISC",
}  # fmt: skip
_BODIES = frozenset({"SCHOOL", "WORKPLACE", "MEDICAL_ORG"})  # organisations too, in a message also
_OPENS = re.compile(r"(?:\A|\n|[.!?·•]) ?\Z")
_STREET_NAME = re.compile(r"(?<![\w'’-])[A-Z][\w'’-]+ \Z")
_STREET = re.compile(rf" (?:{'|'.join(sorted(STREETS))}|st)\Z")
_COPY = 0.5  # likely from, in a message
_COPY_PROSE = 0.18  # in prose a research copy masks what is at least so likely to be masked
_FEW = 2  # words; the classifier does not judge a list's name that stands nearly alone
# Greek and what stands behind it in Unicode, but for Latin's own additions: of such words it sees single
# signs, and alone only a capital within a sentence tells it of a name.
_OTHER_LETTERS = re.compile(
    (
        "[\u0370-\u1dff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\ua71f\ua7a0-\uab2f"
        "\uab70-\ufaff\ufb13-\ufdff\ufe70-\ufeff]"
    )
)
_SHORT = 12
_SPOKEN, _FEW_SPOKEN = (
    listed("oh zero nought one two three four five six seven eight nine double triple treble hundred"),
    3,
)


def find(
    reading: Reading, words: Words, names: list[Hit], seen: list[Seen] | None, *, prose: bool = False
) -> Iterator[Hit]:
    """The names of the lists, weaker where they do not read like names, and what the classifier sees besides.

    `seen` is what the classifier saw in the text, None where it was not shown to it. In prose the classifier
    also says what a research copy has to mask.
    """
    for hit in _found(reading, words, names, seen, prose=prose):
        yield not_people.of_goods(reading.lower, hit)


def _found(
    reading: Reading, words: Words, names: list[Hit], seen: list[Seen] | None, *, prose: bool
) -> Iterator[Hit]:
    if seen is None:
        yield from names
        return
    starts = [word.start for word in seen]
    names = (
        [hit for hit in names if not not_people.in_column(reading, hit)] if "\n" in reading.text else names
    )
    yield from (_weighed(reading, hit, seen, starts, alone=words.count <= _FEW) for hit in names)
    found = [
        _as_street(reading, bare)
        for entity in entities(reading.text, seen)
        if (bare := borders.bare(reading.text, entity))
    ]
    copied = _copied(reading.lower, found) if prose else None
    yield from _own(reading, found, words_at(reading.lower, (hit for hit in names if hit.official)), copied)


def _as_street(reading: Reading, entity: Entity) -> Entity:
    """A street is whole (“Queen Street”, of which only “Street” was seen), and no surgery: “meet me at Queen
    Street”."""
    if reading.lower[entity.start : entity.end] in STREETS:
        name = _STREET_NAME.search(reading.text, max(0, entity.start - 25), entity.start)
        return replace(entity, start=name.start()) if name else entity
    street = entity.kind == "MEDICAL_ORG" and _STREET.search(reading.lower, entity.start, entity.end)
    return replace(entity, kind="ADDRESS") if street else entity


def _copied(lower: str, found: list[Entity]) -> frozenset[str]:
    """The words of all that a research copy has to mask: what is masked once is masked at every mention."""
    return frozenset(
        lower[e.start : e.end]
        for e in found
        if e.kind in _COPY_KINDS | _COPIED_AS.keys() and e.mask >= _COPY_PROSE
    )


def _own(
    reading: Reading, found: list[Entity], officials: set[str], copied: frozenset[str] | None
) -> Iterator[Hit]:
    """What the classifier sees besides; someone in a public role stays so at her next mention."""
    sure_small = _small_name_needs(reading, found)
    for entity in found:
        if is_nothing(reading, entity) or _is_official(reading, entity, officials):
            continue
        tier = _tier(reading, entity, sure_small) if entity.kind not in _COPY_KINDS else None
        if tier:
            yield Hit(
                entity.start, entity.end, _kind(reading, entity), tier, "classifier", KINDS[entity.kind][1]
            )
        if entity.kind in _COPY_KINDS | _BODIES or (copied is not None and entity.kind in _COPIED_AS):
            kind, reason = KINDS[_COPIED_AS.get(entity.kind, entity.kind)]
            yield Hit(
                entity.start,
                entity.end,
                kind,
                _copy_tier(reading.lower, entity, copied),
                "classifier",
                reason,
            )


def _is_official(reading: Reading, entity: Entity, officials: set[str]) -> bool:
    keys = words_at(reading.lower, [entity]) if entity.kind == "PERSON" else set[str]()
    return bool(keys) and keys <= officials


def _kind(reading: Reading, entity: Entity) -> str:
    """Its kind in our names; of a number the kind that its shape and the words before it say, and of a date
    that is none that of a number."""
    if (
        entity.kind == "SECRET"
        and "\n" in reading.text
        and (asked := asked_for(reading, entity.start, entity.end))
    ):
        return asked
    if entity.kind == "CODE" or (
        entity.kind == "DATE_OF_BIRTH" and _NO_DATE.fullmatch(reading.text, entity.start, entity.end)
    ):
        return number_kind(reading, entity.start, entity.end)
    if (
        entity.kind == "AGE"
        and reading.text[entity.start : entity.end].isdigit()
        and _WHERE.search(reading.lower, max(0, entity.start - 6), entity.start)
    ):
        return "ADDRESS"
    return KINDS[entity.kind][0]


def _copy_tier(lower: str, entity: Entity, copied: frozenset[str] | None) -> Tier:
    """For a research copy: in prose what has to be masked somewhere in it, in a message what is likely at
    all."""
    if copied is not None:
        return Tier.LIKELY if lower[entity.start : entity.end] in copied else Tier.POSSIBLE
    return Tier.LIKELY if entity.probability >= _COPY else Tier.POSSIBLE


def _small_name_needs(reading: Reading, found: list[Entity]) -> float:
    """How sure it must be of a name on no list in small letters: surer among words of other tongues, never
    where other names have capitals."""
    people = [entity for entity in found if entity.kind == "PERSON" and entity.probability >= _LISTED_NAME]
    if any(reading.text[entity.start].isupper() for entity in people):
        return _SMALL_AMONG_CAPITALS
    if not people:
        return _UNKNOWN_SMALL
    named = {
        word.start() for entity in people for word in WORD.finditer(reading.lower, entity.start, entity.end)
    }
    others = (word for word in WORD.finditer(reading.lower) if word.start() not in named)
    return (
        _UNKNOWN_AMONG_STRANGE
        if any(key(word.group()) not in _known() for word in others)
        else _UNKNOWN_SMALL
    )


def _tier(reading: Reading, entity: Entity, sure_small: float) -> Tier | None:
    """How much is believed: of a person by what the lists say of her words and by her letters (`sure_small`),
    of all else by its kind."""
    if entity.kind != "PERSON":
        return tier_of_thing(reading, entity)
    keys = {key(word) for word in words_at(reading.lower, [entity])}
    written = reading.text[entity.start : entity.end]
    short = short_form(written, keys)
    if not keys or (short and not reading.text.isupper()):
        return initials.tier(written, entity.probability, shouted=reading.text.isupper())
    if _OTHER_LETTERS.search(written) and not (
        written[0].isupper() and not opens(reading.text, entity.start)
    ):
        return Tier.POSSIBLE
    small = written[0].islower()
    if keys <= _PRONOUNS or (small and keys <= everyday() and entity.probability < _SHOWN):
        return None
    needed = _name_needs(reading, entity.start, keys, sure_small if small else _UNKNOWN_NAME)
    return Tier.LIKELY if entity.probability >= needed else Tier.POSSIBLE


def _name_needs(reading: Reading, start: int, keys: set[str], unknown: float) -> float:
    """How sure it must be of a name of these words; `unknown` is for one on no list."""
    if not keys <= everyday():
        return _LISTED_NAME if any(word in first_names() or word in surnames() for word in keys) else unknown
    if keys <= other_tongues():
        return _OTHER_TONGUE
    # at a beginning a capital says nothing
    told = not reading.text[start].islower() and not _OPENS.search(reading.text, max(0, start - 4), start)
    return _ORDINARY_NAME if told else _ORDINARY_SMALL


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """English words, and names."""
    return common_words() | everyday_words() | english_words() | first_names() | surnames()


def _weighed(reading: Reading, hit: Hit, seen: list[Seen], starts: list[int], *, alone: bool) -> Hit:
    """A name that only a list knows is possible, not likely, where the classifier doubts all its words; with
    a capital and nearly alone it stays."""
    small = reading.text[hit.start].islower()
    if hit.source != "gazetteer" or hit.tier is Tier.POSSIBLE or (alone and not small):
        return hit
    near = seen[max(bisect_left(starts, hit.start) - 1, 0) : bisect_left(starts, hit.end)]
    own = [word for word in near if hit.start < word.end]
    needed = _VETO if not small else _VETO_SMALL_ALONE if alone else _VETO_SMALL
    if any(word.kind == "PERSON" and word.probability >= needed for word in own):
        return hit
    return replace(hit, tier=Tier.POSSIBLE, reason=f"{hit.reason}, though it does not read like one here")


_MAY_NAME = listed(
    "junior senior tj lj tee trey chan boo bear patch skinny tank al bright cope ng"
)  # ordinary words that people are called by


def ordinary(words: Words) -> bool:
    """Whether it is a short text of ordinary words in small letters, without letters that stand alone and
    spoken numbers, which need not be shown to the classifier."""
    return (
        words.count <= _SHORT
        and all(
            token.cap in {"low", "none"}
            and not any(c.isdigit() for c in token.text)
            and token.key in common_words()
            and token.key not in name_words() | _MAY_NAME
            and (len(token.text) > 1 or token.text in NO_LETTERS)
            for token in words.tokens
        )
        and sum(token.key in _SPOKEN for token in words.tokens) < _FEW_SPOKEN
    )
