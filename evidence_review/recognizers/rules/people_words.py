"""Words about people: occupations and relationships (reference/personal_data.md 3.3, 3 and 4).

Roles in the case are never findings.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.word_lists import phrases
from evidence_review.recognizers.rules.birth import MONTH, long_ago, on_calendar

_KIN = (
    r"step ?(?:mum|dad|father|mother|brother|sister|son|daughter)|foster (?:mum|dad|carer|parents?|"
    r"mother|father)|grand(?:mother|father|ma|pa|dad|son|daughter)|"
    r"mum|mam|mom|mother|dad|father|brother|sister|son|daughter|cousin|auntie|aunty|aunt|uncle|nan|"
    r"nana|gran|granny|niece|nephew|"
    r"wife|husband|partner|boyfriend|girlfriend|bf|gf|ex(?:[ -](?:husband|wife|partner|boyfriend|"
    r"girlfriend))?|baby ?(?:daddy|mama|mother|father)|fianc[eé]e?|"
    r"godmother|godfather|godson|goddaughter|social worker|key ?worker|support worker|flatmate|"
    r"housemate|neighbour|landlord|boss|best (?:mate|friend)|carer"
)
RELATION = re.compile(
    (
        rf"(?<![\w'])(?:my|his|her|their|our|ur|your|me|wor) (?P<v>(?:(?:older|younger|little|big|twin|"
        rf"half|late) )?(?:{_KIN}))(?:'s)?(?![\w])"
    )
)
_UNUSUAL = frozenset({"foster", "step", "social", "twin", "half", "baby", "support", "key", "god"})
_LABEL = re.compile(
    (
        r"(?<!\w)(?:(?:job title|employment|profession)\s?[:=]|occupation(?:\s?[:=]| is|(?= "
        r"[a-z])))\s?(?P<v>[^\n,;.|]{3,40})"
    )
)
_ANY_JOB = re.compile(
    r"(?<![\w'])(?:works?|working|worked|employed|trained|qualified|job|retrained) as an? "
    r"(?P<v>[a-z-]{3,20}(?: [a-z-]{3,20}){0,2}?)(?= (?:at|in|for|with|and|on|but|since|from|who|"
    r"until|near|when)\b|[.,;\n!?)]|$)"
    r"|, \d{2}, an? (?P<w>[a-z-]{3,20}(?: [a-z-]{3,20}){0,2}?)(?= (?:at|in|for|with|and|on|from|"
    r"who)\b|[.,;\n]|$)|(?: is|aged) \d{2}, an? (?P<x>[a-z-]{3,20}(?: [a-z-]{3,20}){0,2}?)(?= "
    r"(?:at|in|for|with|and|on|from|who)\b|[.,;\n]|$)"
)
_AGE_BEHIND = re.compile(
    (
        r" \((?:aged )?(?P<v>\d{1,2})\)|, (?:aged )?(?P<w>[1-9]\d?)(?= years|,| yrs)| is "
        r"(?P<x>[1-9]\d)(?=[,.;]| years| and )"
    )
)
_BORN_BEHIND = re.compile(
    (
        rf",? ?[ (](?P<v>\d{{1,2}}[/.-]\d{{1,2}}[/.-](?P<year>(?:19|20)?\d{{2}})|\d{{1,2}}(?:st|nd|rd|"
        rf"th)?(?: of)? {MONTH}\.?,? (?P<said>(?:19|20)?\d{{2}}))(?![\w/.-]\d|\w)"
    )
)


@lru_cache(maxsize=1)
def _job() -> re.Pattern[str]:
    jobs = "|".join(re.escape(job) for job in sorted(phrases("occupations.txt"), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w'])(?:works? as|working as|worked as|work as|job as|trained as|training as|"
        rf"employed as|qualified as|training to be|i'?m|i am|he'?s|she'?s|he is|she is|is|was|"
        rf"[a-z]['’]s|been|gonna be|going to be|wants to be|marry(?:ing)?|married)"
        rf" (?:an? |the )(?:part[- ]time |full[- ]time |trainee |retired |self[- ]employed |"
        rf"qualified |senior |local )?(?P<v>{jobs})(?![\w])"
        rf"|(?:(?<!\w)(?:\d{{1,2}}[ -]year[ -]old(?: retired)?|retired)|(?<=[a-z]), \d{{2}},) "
        rf"(?P<w>{jobs})(?![\w])"
    )


def find(reading: Reading) -> Iterator[Hit]:
    """Occupations after the words that give them."""
    for match in _LABEL.finditer(reading.lower):
        yield Hit(
            *match.span("v"),
            "OCCUPATION",
            Tier.LIKELY,
            "context",
            "what stands after the label of an occupation",
        )
    for match in _ANY_JOB.finditer(reading.lower):
        yield Hit(
            *match.span(match.lastgroup or 0),
            "OCCUPATION",
            Tier.LIKELY,
            "context",
            "an occupation that someone is said to have",
        )
    for match in _job().finditer(reading.lower):
        yield Hit(
            *match.span("v" if match["v"] else "w"),
            "OCCUPATION",
            Tier.LIKELY,
            "context",
            "an occupation that someone is said to have",
        )


@lru_cache(maxsize=1)
def _job_behind() -> re.Pattern[str]:
    jobs = "|".join(re.escape(job) for job in sorted(phrases("occupations.txt"), key=len, reverse=True))
    return re.compile(
        rf", (?:an? |the )?(?P<v>{jobs})(?=[,.;)\n]|\Z| (?:at|for|in|with)\b)| \((?P<w>{jobs})\)"
    )


def jobs(reading: Reading, people: list[Hit]) -> Iterator[Hit]:
    """Occupations straight behind a found name: “Serpil Yıldırım, baker”, “Ferdi (chef)”. Places are those of
    the original text."""
    ends = {hit.end for hit in people}
    for match in _job_behind().finditer(reading.lower) if ends else ():
        if reading.original(match.start(), match.start() + 1)[0] in ends:
            group = match.lastgroup or 0
            yield Hit(
                *reading.original(*match.span(group)),
                "OCCUPATION",
                Tier.LIKELY,
                "context",
                "an occupation behind a name",
            )


def ages(reading: Reading, people: list[Hit]) -> Iterator[Hit]:
    """Ages straight behind a found name: “Ola (7)”, “Yusuf, 34,”, “Carys is 41,”. Places are those of the
    original text."""
    ends = {hit.end for hit in people}
    for match in _AGE_BEHIND.finditer(reading.lower) if ends else ():
        if reading.original(match.start(), match.start() + 1)[0] in ends:
            yield Hit(
                *reading.original(*match.span(match.lastgroup or 0)),
                "AGE",
                Tier.LIKELY,
                "context",
                "an age behind a name",
            )


def births(reading: Reading, people: list[Hit]) -> Iterator[Hit]:
    """Dates of long ago straight behind a found name: “McGlinchey, 21/11/1958”. Places are those of the
    original text."""
    ends = {hit.end for hit in people}
    for match in _BORN_BEHIND.finditer(reading.lower) if ends else ():
        dated = long_ago(match["year"] or match["said"]) and on_calendar(match["v"])
        if dated and reading.original(match.start(), match.start() + 1)[0] in ends:
            yield Hit(
                *reading.original(*match.span("v")),
                "DATE_OF_BIRTH",
                Tier.LIKELY,
                "context",
                "a date of long ago behind a name",
            )


def relations(reading: Reading, people: list[Hit]) -> Iterator[Hit]:
    """Relationships beside a found name, and unusual ones by themselves.

    A kin word alone says who nobody is: possible, never ticked.

    Places of people and of hits are those of the original text.
    """
    starts = {hit.start for hit in people}
    for match in RELATION.finditer(reading.lower):
        start, end = reading.original(*match.span("v"))
        named = any(
            end <= at <= end + 3 and "." not in reading.text[match.end("v") : match.end("v") + 2]
            for at in starts
        )
        unusual = match["v"].split(" ")[0] in _UNUSUAL or match["v"].startswith(("step", "foster"))
        if named or unusual:
            reason = "a relationship beside a name" if named else "a relationship that few people have"
            yield Hit(start, end, "RELATIONSHIP", Tier.POSSIBLE, "context", reason)
