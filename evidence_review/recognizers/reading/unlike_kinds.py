"""What speaks against an entity that the classifier saw: it is nothing, or does not look like its kind."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading import not_people
from evidence_review.recognizers.reading.classifier import Entity
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.matching import beside_at
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.word_lists import (
    common_words,
    everyday,
    first_names,
    key,
    listed,
    phrases,
    surnames,
    things,
)

WORD = re.compile(r"[^\W\d_]{2,}")
KINDS = {
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
NO_LETTERS = listed("I A i a x u r n y")  # words, kisses and short forms
STREETS = listed("street road rd avenue ave lane drive crescent terrace gardens mews")
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


def is_nothing(reading: Reading, entity: Entity) -> bool:
    """Whether an entity is of no kind of ours, or speaks against being one."""
    return (
        entity.kind not in KINDS
        or not _lettered(reading.text, entity)
        or _unlike(reading, entity)
        or not_people.nobodys(reading, entity)
    )


def _unlike(reading: Reading, entity: Entity) -> bool:
    """Whether it is only a label, a person a weekday or part of an address, a secret the code of an error or
    a voucher, an age a part of a measure."""
    if reading.lower[entity.start : entity.end] in _LABELS | STREETS:
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
    keys = {key(word) for word in words_at(reading.lower, [entity])}
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


def short_form(written: str, keys: set[str]) -> bool:
    """Whether it is like NKDA or CAMHS: two to five capitals that no name list holds, in a text that does not
    shout."""
    return (
        written.isupper()
        and written.isalpha()
        and len(written) <= 5
        and not keys & (first_names() | surnames())
    )


def tier_of_thing(reading: Reading, entity: Entity) -> Tier | None:
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
        and words_at(written.lower(), [replace(address, start=0, end=len(written))]) <= common_words()
        and (address.probability < _ADDRESS_OF_WORDS or " " not in written)
    )


def words_at(lower: str, spans: Iterable[Hit | Entity]) -> set[str]:
    """The words in these places."""
    return {word for span in spans for word in WORD.findall(lower[span.start : span.end])}


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
        return written.isalpha() and written not in NO_LETTERS and entity.probability >= needed
    return written.isdigit()
