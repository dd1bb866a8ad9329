"""What stays because the case does not protect it: helplines, public bodies and their published contacts,
stations, the offices that supplied the records, numbers of pages. Each with the rule that says so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidence_review.domain.suggestions import Finding
from evidence_review.domain.text import fold

_HELPLINE = re.compile(
    r"(?:\+?44\s*\(?0?\)?|0)\s*(?:800|808|300|303|306|330|333|345|370|845|870|116)[\d\s-]{3,10}"
)
_SHORT_CODE = re.compile(r"(?:999|112|101|111|105|119|116\s?\d{3}|0800\s?1111)")
_PUBLIC = re.compile(
    r"(?:[a-z0-9-]+\.)*(?:gov\.uk|gov\.wales|police\.uk|nhs\.uk|mod\.uk|judiciary\.uk|parliament\.uk)\b"
)
_SHARED_BOX = re.compile(
    r"(?:info|enquir(?:y|ies)|contact|reception|admin|office|help|helpline|support|records?|disclosure|safeguarding|"
    r"housing|customer\w*|appointments?|noreply|no-reply|team|duty|mash)[\w.+-]*@"
)
_BODY = re.compile(
    r"\b(?:police|constabulary|magistrates|crown court|county court|court|council|city council|county council|"
    r"ambulance|fire service|nhs|university health board|health board|trust|station|interchange|parkway|"
    r"helpline|samaritans|childline|refuge helpline|victim support|citizens advice|jobcentre)\b"
)
_ON_THE_WAY = re.compile(r"\b(?:platform|train|tram|tube|bus|coach|ticket|station)\b[^.!?\n]{0,40}$")
_STOP = re.compile(r"[^.!?\n]{0,25}\b(?:station|platform)\b")
_PAGE = re.compile(r"\b(?:page|pages|p\.|pp\.|item|para|paragraph|section|form|appendix|version)\s*$")
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_HELP = "a public helpline or emergency number"
_ADDRESS = "the published address of a public body"
_PLACES = frozenset({"LOCATION", "MEDICAL_ORG", "WORKPLACE", "SCHOOL", "ADDRESS", "ORGANISATION", "PERSON"})
_NUMBERS = frozenset({"PHONE_NUMBER", "OTHER", "CODE", "REFERENCE"})


@dataclass(frozen=True, slots=True)
class Stays:
    """Original text[start:end] stays visible, by this rule in plain words."""

    start: int
    end: int
    rule: str


def stays_by_rule(finding: Finding, text: str, offices: Iterable[str] = ()) -> Stays | None:
    """The rule by which what the detector found stays, or None; `offices` are those that supplied the records
    of the case. Special categories are never let through here."""
    if finding.special:
        return None
    words = fold(text[finding.start : finding.end]).text.strip()
    before, after = (
        text[max(0, finding.start - 60) : finding.start].lower(),
        text[finding.end : finding.end + 40].lower(),
    )
    rule = _rule(finding.kind, words, before, after) or (
        "the office that supplied the record" if _is_office(words, offices) else ""
    )
    return Stays(finding.start, finding.end, rule) if rule else None


def _rule(kind: str, words: str, before: str, after: str) -> str:
    is_stop = bool(_ON_THE_WAY.search(before) or _STOP.match(after))
    rules = (
        (kind in _NUMBERS and (_SHORT_CODE.fullmatch(words) or _HELPLINE.fullmatch(words)), _HELP),
        (kind == "EMAIL_ADDRESS" and _SHARED_BOX.match(words) and _PUBLIC.search(words), _ADDRESS),
        (kind in {"URL", "HANDLE"} and _PUBLIC.search(words), "the site of a public body"),
        (_PAGE_NUMBER.fullmatch(words) and _PAGE.search(before), "the number of a page or an item"),
        (kind in _PLACES and _BODY.search(words), "a public body or station"),
        (kind in {"LOCATION", "MEDICAL_ORG"} and is_stop, "a stop on a journey by public transport"),
    )
    return next((rule for holds, rule in rules if holds), "")


def _is_office(words: str, offices: Iterable[str]) -> bool:
    return bool(words) and any(
        words in (name := fold(office).text) or name in words for office in offices if office
    )
