"""Places that belong to someone's life: school, workplace, surgery, refuge (reference/personal_data.md 3.3,
15)."""

import re
from collections.abc import Iterator

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.context import cue, near
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.word_lists import (
    common_words,
    everyday_words,
    first_names,
    key,
    listed,
    other_tongues,
)

_C = r"(?:[A-Z][\w'’&.-]{0,20}|of|the|and|&)"
_SCHOOL = re.compile(
    (
        rf"(?<![\w'])[A-Z][\w'’.-]{{0,20}}(?: {_C}){{0,5}} (?:(?:Primary|High|Grammar|Secondary|Infant|"
        rf"Junior|Nursery|Boys'?|Girls'?|Comprehensive|Community|Sixth Form|Special) )?(?:School|"
        rf"Academy|College|Sixth Form(?: College| Centre)?|Nursery|University|Ysgol|PRU)(?![\w'])"
    )
)
_SCHOOL_WELSH = re.compile(r"(?<![\w'])(?:Ysgol|Coleg|Meithrinfa)(?: [A-Z][\w'’-]{1,20}){1,3}(?![\w'])")
_SCHOOL_SMALL = re.compile(
    (
        r"(?<![\w'])(?:at|from|to|in|attends?|goes|go to|went to) (?P<v>(?:(?:st|saint)\.? )?[a-z'-]{3,"
        r"18}(?: [a-z'-]{3,18})?(?: (?:primary|high|grammar|secondary|boys|girls))? (?:academy|college|"
        r"high school|primary school|grammar|sixth form|school|primary))(?![\w'])"
    )
)
_SCHOOL_CUES = cue(
    (
        r"school|pupil|attend(?:s|ed|ing)?|year \d{1,2}|form|teacher|headteacher|goes to|go to|went to|"
        r"my|enrolled|class|studies|studying|student at|yr \d{1,2}|\d{1,2}[a-z]"
    )
)
_MEDICAL = re.compile(
    (
        rf"(?<![\w'])[A-Z][\w'’.-]{{0,20}}(?: {_C}){{0,4}} (?:Hospital|Infirmary|Surgery|Medical "
        rf"Centre|Medical Practice|Health Centre|Dental (?:Practice|Clinic|Surgery)|Clinic|Hospice|"
        rf"Maternity Unit|Walk-in Centre)(?![\w'])"
    )
)
_MEDICAL_SMALL = re.compile(
    (
        r"(?<![\w'])(?:at|in|to|from) (?:the )?(?P<v>[a-z'-]{4,18}(?: [a-z'-]{4,18})? (?:hospital|"
        r"infirmary|surgery|medical centre|health centre|clinic|hospice))(?![\w'])"
    )
)
_REFUGE = re.compile(
    (
        r"(?<![\w'])(?P<v>[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20}){0,3} (?:Refuge|Safe House|Women's "
        r"Aid))(?![\w'])|(?<![\w'])(?:refuge|safe house)(?: called| named| is)? (?:in|at|on) "
        r"(?P<w>[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20}){0,2})"
    )
)
_WORK = re.compile(
    (
        r"(?<![a-z'])(?:works?|working|worked|got a job|job|shifts?|employed|interview|manager|"
        r"placement)(?: as an? [a-z-]{3,20}(?: [a-z-]{3,20}){0,2}?)?(?: down| over| up| part[- ]time| "
        r"full[- ]time| nights?| weekends?)? (?:at|for|in|by) (?:the )?(?P<v>[a-z][\w&'’.-]{1,20}(?: "
        r"[a-z][\w&'’.-]{1,20}){0,3})"
    )
)


# In small letters one word only, and no ordinary one: “works at footlocker”.
_WORK_SMALL = re.compile(
    r"(?<![a-z'])(?:works?|working|worked|job|shifts?) (?:at|for) (?P<v>[a-z][a-z'&-]{3,20})(?![\w'])"
)


def find(reading: Reading) -> Iterator[Hit]:
    """Schools and surgeries by name, workplaces by the words before them, refuges always."""
    yield from _schools(reading)
    yield from _medical(reading)
    yield from _workplaces(reading)
    yield from _small_workplaces(reading)
    for match in _REFUGE.finditer(reading.text):
        yield Hit(
            *match.span("v" if match["v"] else "w"),
            "MEDICAL_ORG",
            Tier.CERTAIN,
            "context",
            "the name or place of a refuge",
        )


def _schools(reading: Reading) -> Iterator[Hit]:
    for match in _SCHOOL.finditer(reading.text):
        start = _without_lead(reading.text, *match.span())
        if start < match.end() and " " in reading.text[start : match.end()]:
            tier = Tier.LIKELY if near(reading, start, match.end(), _SCHOOL_CUES) else Tier.POSSIBLE
            yield Hit(
                start,
                match.end(),
                "SCHOOL",
                tier,
                "context" if tier is Tier.LIKELY else "shape",
                "the name of a school or college",
            )
    for match in _SCHOOL_WELSH.finditer(reading.text):
        yield Hit(*match.span(), "SCHOOL", Tier.LIKELY, "context", "the name of a school or college")
    for match in _SCHOOL_SMALL.finditer(reading.lower):
        if not _ordinary(match["v"]):
            yield Hit(*match.span("v"), "SCHOOL", Tier.LIKELY, "context", "the name of a school or college")


def _medical(reading: Reading) -> Iterator[Hit]:
    for match in _MEDICAL.finditer(reading.text):
        start = _without_lead(reading.text, *match.span())
        if " " in reading.text[start : match.end()]:
            yield Hit(
                start, match.end(), "MEDICAL_ORG", Tier.LIKELY, "context", "the name of a hospital or surgery"
            )
    for match in _MEDICAL_SMALL.finditer(reading.lower):
        if not _ordinary(match["v"]):
            yield Hit(
                *match.span("v"), "MEDICAL_ORG", Tier.LIKELY, "context", "the name of a hospital or surgery"
            )


def _workplaces(reading: Reading) -> Iterator[Hit]:
    for match in _WORK.finditer(reading.lower):
        start, end = match.span("v")
        words = reading.text[start:end].split(" ")
        kept = 0
        while kept < len(words) and (words[kept][:1].isupper() or words[kept] in {"&", "and", "of"}):
            kept += 1
        while kept and words[kept - 1] in {"&", "and", "of"}:
            kept -= 1
        if kept:
            stop = start + len(" ".join(words[:kept]).rstrip(".,"))
            yield Hit(start, stop, "WORKPLACE", Tier.LIKELY, "context", "where someone is said to work")


def _small_workplaces(reading: Reading) -> Iterator[Hit]:
    for match in _WORK_SMALL.finditer(reading.text):
        word = key(match["v"])
        if (
            word not in common_words()
            and word not in first_names()
            and word not in other_tongues() | everyday_words()
        ):
            yield Hit(*match.span("v"), "WORKPLACE", Tier.LIKELY, "context", "where someone is said to work")


_LEAD = listed(
    (
        "The A An My His Her Their Our At In To From On He She I They It We Is Was School Contact "
        "Present Attends Attended Attending Goes This That And Or"
    )
)


def _without_lead(text: str, start: int, end: int) -> int:
    """The span without a sentence word that begins it ("The Royal Infirmary" keeps its own name)."""
    while start < end:
        first = text[start:end].split(" ", 1)
        if len(first) < 2 or (first[0] not in _LEAD and first[0] not in {"of", "the", "and", "&"}):
            break
        start += len(first[0]) + 1
    return start


def _ordinary(name: str) -> bool:
    """Whether all words before the last are ordinary ("the local hospital")."""
    words = [key(word).strip(".") for word in name.split()]
    return words[0] not in {"st", "saint"} and all(
        word in common_words() or word in {"local", "nearest", "private", "primary", "secondary", "walk-in"}
        for word in words[:-1]
    )
