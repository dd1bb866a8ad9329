"""What the classifier saw as hits: its kinds in our names, a tier, and a sentence for the reviewer."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading import borders, initials, not_people
from evidence_review.recognizers.reading.classifier import Entity, Seen, entities
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.matching import beside_at
from evidence_review.recognizers.reading.number_kinds import asked_for, number_kind
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.tokens import Words, opens
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
    phrases,
    surnames,
    things,
)

_KINDS = {
    "PERSON": ("PERSON", "reads like a name in this sentence"),
    "HANDLE": ("HANDLE", "reads like a user name in this sentence"),
    "ADDRESS": ("ADDRESS", "reads like an address in this sentence"),
    "SCHOOL": ("SCHOOL", "reads like a school in this sentence"),
    "WORKPLACE": ("WORKPLACE", "reads like someone's workplace in this sentence"),
    "MEDICAL_ORG": ("MEDICAL_ORG", "reads like a hospital or surgery in this sentence"),
    "OCCUPATION": ("OCCUPATION", "reads like someone's occupation in this sentence"),
    "DATE_OF_BIRTH": ("DATE_OF_BIRTH", "reads like a date of birth in this sentence"),
    "AGE": ("AGE", "reads like someone's age in this sentence"),
    "SECRET": ("SECRET", "reads like a password or code in this sentence"),
    "LOC": ("LOCATION", "reads like a place in this sentence"),
    "ORG": ("ORGANIZATION", "reads like an organisation in this sentence"),
    "DATETIME": ("DATE_TIME", "reads like a date or time in this sentence"),
    "DEM": ("NRP", "reads like a nationality, belief or origin in this sentence"),
    "QUANTITY": ("QUANTITY", "reads like an amount in this sentence"),
    "CODE": ("CODE", "reads like a number that points to someone in this sentence"),
    "MISC": ("DETAIL", "reads like a detail that points to someone in this sentence"),
}
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
_NEVER = 2.0
_SURE_NO_THING = (
    0.6  # from here on what may be a make or a place too (“paris from goole”) is read as a person
)
# Of other kinds: possible from, likely from, and likely from where they do not look as they mostly do.
_FIRM = {
    "ADDRESS": (0.3, 0.65, 0.65),
    "HANDLE": (0.3, 0.6, 0.95),
    "SECRET": (0.3, 0.4, 0.45),
    "SCHOOL": (0.3, 0.5, _NEVER),
    "MEDICAL_ORG": (0.3, 0.5, 0.85),
    "WORKPLACE": (0.3, 0.55, 0.65),
    "AGE": (0.2, 0.45, 0.75),
    "OCCUPATION": (0.3, 0.55, _NEVER),
    "DATE_OF_BIRTH": (0.3, 0.5, 0.7),
    "CODE": (0.25, 0.4, 0.5),
}
_SHAPES = {  # how a text must look before the classifier alone makes it likely
    "ADDRESS": re.compile(r"(?=.{2}).*\d.*|.*[A-Z].*|.{2,} .{2,}", re.DOTALL),
    "HANDLE": re.compile(r"@?[\w.-]{5,30}"),
    "SECRET": re.compile(r"(?!(?:19|20)\d\d\Z)\S{4,30}"),
    "SCHOOL": re.compile(r"(?=.{4})[^\W\d_].*", re.DOTALL),
    "MEDICAL_ORG": re.compile(r"(?:[Tt]he )?[A-Z][\w'’.-]{2,}.*", re.DOTALL),
    "WORKPLACE": re.compile(r"(?:[Tt]he )?[A-Z][\w'’&.-]{2,}.*", re.DOTALL),
    "AGE": re.compile(r"\d{1,3}|[a-z]{3,9}(?:[ -][a-z]{3,5})?", re.IGNORECASE),
    "DATE_OF_BIRTH": re.compile(
        r".*(?:(?<!\d)(?:19\d\d|200\d|201[0-4])|[/. -][3-9]\d)\Z", re.DOTALL
    ),  # a year of long ago
    "CODE": re.compile(r"(?:\D*\d){3}.*|(?=\D*\d).{3,}", re.DOTALL),
}
# what the classifier alone never makes likely: floors, names of files, a month's password, late years, dates
_UNFIT = {
    "ADDRESS": re.compile(r"\d{0,2}(?:st|nd|rd|th)? ?floor(?:, \d+)?"),
    "HANDLE": re.compile(
        (
            r".*\. .*|.*\.(?:mp[34]|m4a|jpe?g|png|gif|heic|pdf|docx?|xlsx?|csv|txt|zip|apk|exe|com|org|"
            r"net|uk)|(?:img_|vid_|dsc_|pxl_|ptt_|aud_|scan).*"
        ),
        re.IGNORECASE,
    ),
    "SECRET": re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\d.*", re.IGNORECASE),
    "DATE_OF_BIRTH": re.compile(
        r".*(?<!\d)20(?:1[5-9]|2\d)|\d\d?[/.-]\d\d?[/.-](?:1[5-9]|2\d)|\d\d?/(?:1[5-9]|2\d)", re.DOTALL
    ),
    # dates, numbers that are free to ring, roads, sections of an act, years at school, versions, addresses of
    # a network at home
    "CODE": re.compile(
        r"(?:0[1-9]|[12]\d|3[01])-(?:0[1-9]|1[0-2])-\d\d|(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|"
        r"1[0-2])[/.-](?:20)?(?:1[5-9]|2\d)|0(?:80[08]|300|330|345)(?: ?\d){6,7}"
        r"|[AM]\d{1,3}(?: then)?|B\d{4}(?: then)?|[ABM]\d{1,2} then|s\.? ?\d{1,3}[a-z]?|[Yy](?:ear "
        r"|r ?)?\d{1,2}|V5C|v?\d{1,2}(?:\.\d{1,3}){1,3}|(?:192\.168|10|127\.0)(?:\.\d{1,3}){2,3}"
    ),
}
_MEASURE_BEFORE = re.compile(r"(?:\d[.,:/]|[£$€]|bmi:? )\Z")  # “0.98”, “£31”, “BMI 31”: no ages
_MEASURE_AFTER = re.compile(
    (
        r"[.,:/]\d|%| ?(?:kilos?|kgs?|stone|cm|mm|metres?|miles?|degrees|quid|mg|ml|mins?|weeks "
        r"(?:pregnant|gone|along)|months pregnant)(?!\w)|m (?:away|long)"
    )
)
_ITEM_BEFORE, _ITEM_AFTER = (
    re.compile(r"\n *\Z"),
    re.compile(r"[.)]? [A-Z][a-z]"),
)  # the number of an item in a list is neither age nor house
_WHERE = re.compile(r"(?<![\w'])(?:at|in|from|on|to) \Z")  # “she's at 61”: the number of a house
_NO_DATE = re.compile(r"\d\d-(?:00|1[3-9]|[2-9]\d)-\d\d")  # a sort code, or the like
_ADDRESS_OF_WORDS = (
    0.8  # an address all of whose words are ordinary ones (“Cloud View”, “the lodge”) is one from here on
)
_OPEN_CODE = re.compile(
    (
        r"(?:(?:error|fault|discount|promo|voucher|dial+ing|area|order|tracking|dress) (?:code|"
        r"number)(?: is| was|:)?|alarms? (?:for|at)) ?\Z"
    )
)
_LETTER, _SMALL_LETTER = 0.5, 0.8  # one capital letter is a person from here on, one small letter
_LETTER_OF_NUMBER = 0.9  # one capital is part of a number plate told in pieces
_NO_LETTERS = listed("I A i a x u r n y")  # words, kisses and short forms
_COPY_KINDS = frozenset({"LOC", "ORG", "DATETIME", "DEM", "QUANTITY", "MISC"})  # for research copies only
# What these are called in a research copy, which masks them in prose too where disclosure does not.
_COPIED_AS = {
    "SCHOOL": "ORG", "WORKPLACE": "ORG", "MEDICAL_ORG": "ORG", "ADDRESS": "LOC", "DATE_OF_BIRTH": "DATETIME", "AGE": "QUANTITY",
    "OCCUPATION": "MISC", "PERSON": "MISC", "CODE": "MISC",
}  # fmt: skip
_BODIES = frozenset({"SCHOOL", "WORKPLACE", "MEDICAL_ORG"})  # organisations too, in a message also
_OPENS = re.compile(r"(?:\A|\n|[.!?·•]) ?\Z")
_STREETS = listed("street road rd avenue ave lane drive crescent terrace gardens mews")
_STREET_NAME = re.compile(r"(?<![\w'’-])[A-Z][\w'’-]+ \Z")
_STREET = re.compile(rf" (?:{'|'.join(sorted(_STREETS))}|st)\Z")
_COPY = 0.5  # likely from, in a message
_COPY_PROSE = 0.18  # in prose a research copy masks what is at least so likely to be masked
_FEW = 2  # words; the classifier does not judge a list's name that stands nearly alone
_LABELS = listed(
    "mon tue tues wed weds thu thur thurs fri sat sun am pm bst gmt cc bcc fw fwd re tel fax mob "
    "subject date sent thx ps nb fyi asap "
    "bic iban urn uln upn dob nhs nino utr pnc pncid cro asn crn vin imei imsi iccid mac udid mrn "
    "gmc nmc reg ref id gp mr mrs ms miss asc wr wb"
)
_NO_LABEL, _NUMBER_NEXT = (
    0.8,
    re.compile(r"[ .:]{0,3}[\d(+]"),
)  # so sure of a person, “Tel” and “Nino” are no labels, but before a number
_NUMBERED = re.compile(
    r"(?:[Ff]lat |[Uu]nit |[Rr]oom )?\d{1,4}[a-h]?,? [A-Z][a-z]+ [A-Z][a-z]+"
)  # an address that begins with a number and two names
_WORD = re.compile(r"[^\W\d_]{2,}")
# Greek and what stands behind it in Unicode, but for Latin's own additions: of such words it sees single
# signs, and alone only a capital within a sentence tells it of a name.
_OTHER_LETTERS = re.compile(
    "[\u0370-\u1dff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\ua71f\ua7a0-\uab2f\uab70-\ufaff\ufb13-\ufdff\ufe70-\ufeff]"
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
    yield from _own(reading, found, _keys(reading.lower, (hit for hit in names if hit.official)), copied)


def _as_street(reading: Reading, entity: Entity) -> Entity:
    """A street is whole (“Queen Street”, of which only “Street” was seen), and no surgery: “meet me at Queen
    Street”."""
    if reading.lower[entity.start : entity.end] in _STREETS:
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
        if _is_nothing(reading, entity) or _is_official(reading, entity, officials):
            continue
        tier = _tier(reading, entity, sure_small) if entity.kind not in _COPY_KINDS else None
        if tier:
            yield Hit(
                entity.start, entity.end, _kind(reading, entity), tier, "classifier", _KINDS[entity.kind][1]
            )
        if entity.kind in _COPY_KINDS | _BODIES or (copied is not None and entity.kind in _COPIED_AS):
            kind, reason = _KINDS[_COPIED_AS.get(entity.kind, entity.kind)]
            yield Hit(
                entity.start,
                entity.end,
                kind,
                _copy_tier(reading.lower, entity, copied),
                "classifier",
                reason,
            )


def _is_nothing(reading: Reading, entity: Entity) -> bool:
    return (
        entity.kind not in _KINDS
        or not _lettered(reading.text, entity)
        or _unlike(reading, entity)
        or not_people.nobodys(reading, entity)
    )


def _is_official(reading: Reading, entity: Entity, officials: set[str]) -> bool:
    keys = _keys(reading.lower, [entity]) if entity.kind == "PERSON" else set[str]()
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
    return _KINDS[entity.kind][0]


def _copy_tier(lower: str, entity: Entity, copied: frozenset[str] | None) -> Tier:
    """For a research copy: in prose what has to be masked somewhere in it, in a message what is likely at
    all."""
    if copied is not None:
        return Tier.LIKELY if lower[entity.start : entity.end] in copied else Tier.POSSIBLE
    return Tier.LIKELY if entity.probability >= _COPY else Tier.POSSIBLE


def _unlike(reading: Reading, entity: Entity) -> bool:
    """Whether it is only a label, a person a weekday or part of an address, a secret the code of an error or
    a voucher, an age a part of a measure."""
    if reading.lower[entity.start : entity.end] in _LABELS | _STREETS:
        return (
            entity.kind != "PERSON"
            or entity.probability < _NO_LABEL
            or bool(_NUMBER_NEXT.match(reading.lower, entity.end))
        )
    if entity.kind in {"AGE", "ADDRESS"}:
        return _unlike_number(reading, entity)
    if entity.kind == "SECRET":
        return bool(_OPEN_CODE.search(reading.lower[max(0, entity.start - 30) : entity.start]))
    return entity.kind == "PERSON" and _unlike_person(reading, entity)


def _unlike_person(reading: Reading, entity: Entity) -> bool:
    """Whether a person is a word of a subject or a phrase, a thing, or part of an address."""
    keys = {key(word) for word in _keys(reading.lower, [entity])}
    if (
        keys
        and keys <= everyday()
        and (reading.lower.endswith("subject: ", 0, entity.start) or _in_phrase(reading.lower, entity))
    ):
        return True
    return (bool(keys) and keys <= things() and entity.probability < _SURE_NO_THING) or beside_at(
        reading.text, entity.start, entity.end
    )


def _unlike_number(reading: Reading, entity: Entity) -> bool:
    """Whether a number is that of an item in a list, or as an age a part of a measure."""
    if reading.text[entity.start : entity.end].isdigit() and _ITEM_BEFORE.search(
        reading.text, max(0, entity.start - 4), entity.start
    ):
        return bool(_ITEM_AFTER.match(reading.text, entity.end))
    measured = _MEASURE_BEFORE.search(
        reading.lower, max(0, entity.start - 8), entity.start
    ) or _MEASURE_AFTER.match(reading.lower, entity.end)
    return entity.kind == "AGE" and bool(measured)


def _in_phrase(lower: str, entity: Entity) -> bool:
    """Whether it is part of a fixed phrase, such as “dawn was breaking”."""
    near = lower[max(0, entity.start - 24) : entity.end + 24]
    at = entity.start - max(0, entity.start - 24)
    return any(match.start() <= at < match.end() for match in _phrases().finditer(near))


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    said = "|".join(
        re.escape(phrase) for phrase in sorted(phrases("fixed_phrases.txt"), key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w'])(?:{said})(?![\w'])")


def _short_form(written: str, keys: set[str]) -> bool:
    """Whether it is like NKDA or CAMHS: two to five capitals that no name list holds, in a text that does not
    shout."""
    return (
        written.isupper()
        and written.isalpha()
        and len(written) <= 5
        and not keys & (first_names() | surnames())
    )


def _small_name_needs(reading: Reading, found: list[Entity]) -> float:
    """How sure it must be of a name on no list in small letters: surer among words of other tongues, never
    where other names have capitals."""
    people = [entity for entity in found if entity.kind == "PERSON" and entity.probability >= _LISTED_NAME]
    if any(reading.text[entity.start].isupper() for entity in people):
        return _SMALL_AMONG_CAPITALS
    if not people:
        return _UNKNOWN_SMALL
    named = {
        word.start() for entity in people for word in _WORD.finditer(reading.lower, entity.start, entity.end)
    }
    others = (word for word in _WORD.finditer(reading.lower) if word.start() not in named)
    return (
        _UNKNOWN_AMONG_STRANGE
        if any(key(word.group()) not in _known() for word in others)
        else _UNKNOWN_SMALL
    )


def _tier_of_thing(reading: Reading, entity: Entity) -> Tier | None:
    """How much is believed of what is no person, by its kind and how it is written."""
    least, needed, misshapen = _FIRM[entity.kind]
    written = reading.text[entity.start : entity.end]
    if entity.kind in _SHAPES and not _SHAPES[entity.kind].fullmatch(written):
        needed = misshapen
    if entity.kind in _UNFIT and _UNFIT[entity.kind].fullmatch(written):
        needed = _NEVER
    if entity.kind == "ADDRESS":
        if _is_only_words(written, entity):
            return None
        needed = least if needed < _NEVER and _NUMBERED.match(written) else needed
    if entity.probability >= needed:
        return Tier.LIKELY
    return Tier.POSSIBLE if entity.probability >= least else None


def _is_only_words(written: str, address: Entity) -> bool:
    """Whether an address is ordinary words without a number, one of them or not surely an address."""
    return (
        not any(c.isdigit() for c in written)
        and _keys(written.lower(), [replace(address, start=0, end=len(written))]) <= common_words()
        and (address.probability < _ADDRESS_OF_WORDS or " " not in written)
    )


def _tier(reading: Reading, entity: Entity, sure_small: float) -> Tier | None:
    """How much is believed: of a person by what the lists say of her words and by her letters (`sure_small`),
    of all else by its kind."""
    if entity.kind != "PERSON":
        return _tier_of_thing(reading, entity)
    keys = {key(word) for word in _keys(reading.lower, [entity])}
    written = reading.text[entity.start : entity.end]
    short = _short_form(written, keys)
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


def _keys(lower: str, spans: Iterable[Hit | Entity]) -> set[str]:
    """The words in these places."""
    return {word for span in spans for word in _WORD.findall(lower[span.start : span.end])}


def _lettered(text: str, entity: Entity) -> bool:
    """Whether it holds what can name anyone: two letters or digits, four in a user name, a letter that is
    surely a person; in a name not only digits."""
    written = text[entity.start : entity.end]
    letters = sum(char.isalnum() for char in written)
    if letters == 1 and entity.kind in {"AGE", "ADDRESS", "CODE", "PERSON"}:
        return _single(written, entity)
    return letters >= (4 if entity.kind == "HANDLE" else 2) and (
        entity.kind != "PERSON" or any(char.isalpha() for char in written)
    )


def _single(written: str, entity: Entity) -> bool:
    """The same of one letter or digit."""
    if entity.kind == "CODE":
        return written.isalpha() and written.isupper() and entity.probability >= _LETTER_OF_NUMBER
    if entity.kind == "PERSON":
        needed = _LETTER if written.isupper() else _SMALL_LETTER
        return written.isalpha() and written not in _NO_LETTERS and entity.probability >= needed
    return written.isdigit()


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
            and (len(token.text) > 1 or token.text in _NO_LETTERS)
            for token in words.tokens
        )
        and sum(token.key in _SPOKEN for token in words.tokens) < _FEW_SPOKEN
    )
