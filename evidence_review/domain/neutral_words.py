"""What is said of a source, without the names that stand in it: for lists and reports, which tell no title,
sender, subject or file name of what no line covers (reference/law.md C1).

The sentences are the program's own; what a file brought into them stands in quotation marks or brackets, or
is the name of a file, an address or a place. So the sentence stays and those go.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence_review.domain.accounting import Account
from evidence_review.domain.evidence import Declared, Problem
from evidence_review.domain.kinds import ProblemKind

NOT_KNOWN = "A name that is not known here was met; its values were kept as they are."
_PLACES = (
    "archive entry|attachment|calendar|card|cell|chat|column|conversation|entry|event|feature|file|folder|frame"
    "|group|item|line|match|member|message|note|object|page|part|picture|place|point|record|row|section|sheet"
    "|slide|table|text|track|waypoint"
)
_PLACE = re.compile(rf"\b(?:after |before )?(?:{_PLACES}) \d+\b", re.IGNORECASE)
_WHOLE = frozenset(("file", "files", "whole download", "section", "end", "manifest"))
_QUOTED = re.compile(r"[“”][^“”]*”|\"[^\"]*\"")
_NO_NAME = re.compile(r"[\d\s/.:,+-]+")
_OWN = r"(?:\.[a-z0-9]{1,5}|[A-Z0-9]{2,7}|[A-Z]\w+(?:Error|Exception)|or|and|such as|\d[\d,]*(?: times)?)"
"""What the program itself says in brackets: endings, kinds of file in capitals, numbers, names of faults."""
_BRACKETS = re.compile(rf" ?\((?!{_OWN}(?:,? {_OWN})*\))[^()]*\)")
_NAMED = re.compile(r"\S*[/\\!@]\S*|\b[\w-]+\.(?!\s|$)\w[\w.-]*")
_COUNTED = re.compile(
    "(?:messages|calls|files|sheets|slides|pages|features|items|lines|rows|records|attached files)\\b",
    re.IGNORECASE,
)

_OWN_CLAIMS = frozenset({"files (NodeCount)", "records (ModelCount)", "files listed (taggedFiles)"})
"""What a report states of itself as a whole: never added to what is counted of its parts."""


def neutral_place(locator: str) -> str:
    """Where in a source something stands, by its numbers alone: "line 4" of "Talk with Kit.txt:line 4"; ""
    where no number tells it."""
    if locator in _WHOLE:
        return locator
    return ", ".join(dict.fromkeys(match[0].lower() for match in _PLACE.finditer(locator)))


def neutral_sentence(sentence: str) -> str:
    """A sentence of the program without what a file brought into it. Numbers and dates stay."""
    told = _QUOTED.sub(lambda found: found[0] if _NO_NAME.fullmatch(found[0][1:-1]) else "“…”", sentence)
    before = ""
    while before != told:  # brackets in brackets
        before, told = told, _BRACKETS.sub("", told)
    return _NAMED.sub(lambda found: "…" if any(map(str.isalpha, found[0])) else found[0], told)


def neutral_problems(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Remarks on a source without names, in their order; those that differed only in a name become one, with
    the records of all and the number of places."""
    met: dict[tuple[str, ProblemKind, str], list[int]] = {}
    for one in problems:
        unknown = one.kind is ProblemKind.UNKNOWN_NAME
        told = NOT_KNOWN if unknown else neutral_sentence(one.reason)
        met.setdefault((neutral_place(one.locator), one.kind, told), []).append(one.records)
    return tuple(
        Problem(place or _places(len(records)), kind, told, sum(records))
        for (place, kind, told), records in met.items()
    )


def _places(count: int) -> str:
    return f"{count:,} places" if count > 1 else ""


def neutral_claims(claims: Sequence[Declared]) -> tuple[Declared, ...]:
    """What a source declares, by what is counted; claims that differ only in a name become one."""
    counts: dict[str, int] = {}
    for claim in claims:
        found = _COUNTED.match(claim.what)
        plain = found is not None and not re.search(r"[(:“\"]| in | of | table ", claim.what)
        what = (
            claim.what
            if plain or claim.what in _OWN_CLAIMS
            else f"{found[0] if found else 'records'} in its parts"
        )
        counts[what] = counts.get(what, 0) + claim.count
    return tuple(Declared(what, count) for what, count in counts.items())


def neutral_account(account: Account, problems: Sequence[Problem]) -> Account:
    """An account in figures, with its remarks (`problems` as they were met) without names: no title, no
    sender."""
    told = neutral_problems(problems)
    return replace(
        account,
        declared=neutral_claims(account.declared),
        unknown=tuple(one.reason for one in told if one.kind is ProblemKind.UNKNOWN_NAME),
        warnings=tuple(remark(one) for one in told if one.kind is not ProblemKind.UNKNOWN_NAME),
        talks=(),
        senders=(),
    )


def remark(problem: Problem) -> str:
    """A remark as one sentence with its place."""
    return f"{problem.reason} ({problem.locator})" if problem.locator else problem.reason


_TYPES = (
    ("application/pdf", "PDF document"), ("message/rfc822", "e-mail"), ("wordprocessingml", "Word document"),
    ("msword", "Word document"), ("spreadsheetml", "workbook"), ("ms-excel", "workbook"), ("presentationml", "presentation"),
    ("powerpoint", "presentation"), ("text/calendar", "calendar"), ("text/vcard", "contact card"),
    ("text/x-vcard", "contact card"), ("text/html", "web page"), ("text/", "text"), ("image/", "picture"),
    ("audio/", "sound"), ("video/", "video"), ("zip", "archive"), ("application/octet-stream", "of a type not stated"),
    ("unknown type", "of a type not stated"),
)  # fmt: skip


def media_words(kind: str) -> str:
    """The words for a type of file as a source states it; empty where there are none for it."""
    return next((words for part, words in _TYPES if part in kind), "")
