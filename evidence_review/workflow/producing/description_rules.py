"""What a description on a schedule must be: long enough to decide by, plain, neutral, without what is sensitive and
without a third party's personal data (reference/law.md K6)."""

import re
from collections.abc import Iterator

SHORTEST = 30
"""Letters and digits that a description has at least."""
_KNOWN = frozenset(
    [
        "SMS",
        "MMS",
        "CCTV",
        "GP",
        "NHS",
        "PDF",
        "GPS",
        "UK",
        "USA",
        "BBC",
        "ITV",
        "BST",
        "GMT",
        "AM",
        "PM",
        "ID",
        "PIN",
        "SIM",
        "DVD",
        "URL",
        "WIFI",
        "TV",
        "PC",
        "DNA",
        "MP",
        "OK",
    ]
)
"""Abbreviations that everybody reads."""
_FORM = re.compile(r"^\W*(?:MG|form|doc(?:ument)?|exhibit|item|page)\s*[\d/()A-Z.-]*\W*$", re.IGNORECASE)
_SHORT_FORM = re.compile(r"\b[A-Z]{2,6}\b(?!/)")
_EVALUATIVE = re.compile(
    r"\b(?:irrelevant|guilty|innocent|damning|damaging|harmless|unhelpful|helpful|nothing of (?:note|interest)|"
    r"obvious(?:ly)?|clearly|merely|just|only|alleged(?:ly)?|so-called|l(?:iar|ies|ying)|unreliable|credib\w+|"
    r"hysteric\w*|promiscu\w*|not (?:relevant|disclosable)|of no (?:use|value|relevance))\b",
    re.IGNORECASE,
)
_SENSITIVE = re.compile(
    r"\b(?:CHIS|informants?|undercover|surveillance|covert\w*|intelligence (?:report|log|source)s?|"
    r"observation (?:post|point)s?|sensitive|public interest immunity|MG6D|privileged?|solicitors?|"
    r"legal advice)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:\+?\d[\d ()-]{8,}\d)\b|\b[\w.+-]+@[\w-]+\.[\w.-]+\b|\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|"
    r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b|\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"
)
_DAY = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b")


def faults_of_description(words: str) -> tuple[str, ...]:
    """What is wrong with a description, each as one sentence that says what to do; none where it will do."""
    return tuple(_faults(" ".join(words.split())))


def _faults(words: str) -> Iterator[str]:
    if _FORM.match(words):
        yield "Say what it is: the number of a form or an exhibit alone lets nobody decide."
    elif sum(map(str.isalnum, words)) < SHORTEST:
        yield (
            f"Say more: what it is, between whom, of which days, and what it is about (at least {SHORTEST} "
            "letters)."
        )
    if short := sorted({one for one in _SHORT_FORM.findall(words) if one not in _KNOWN}):
        yield f"Write out {', '.join(short)}: the reader may not know the short form."
    if found := _EVALUATIVE.search(words):
        yield f"Leave out “{found[0]}”: a description tells what there is, not what it is worth."
    if found := _SENSITIVE.search(words):
        yield f"Leave out “{found[0]}”: this schedule is served on the defence."
    if _PERSONAL.search(_DAY.sub("", words)):
        yield "Leave out numbers and addresses of people: this schedule is served on the defence."
