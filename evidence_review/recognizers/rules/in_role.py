"""Who is named in a public role: shown, but kept in disclosure unless chosen (reference/personal_data.md 3.3,
1). Names with rank or title: names.py.
"""

import re
from dataclasses import replace

from evidence_review.recognizers.reading.hits import Hit

_ROLE = (
    r"(?:senior |lead |duty |deputy |acting |allocated |named |team |family |locum |community |"
    r"district |custody |detention |police |court |probation |housing |youth |prison |safeguarding "
    r")?"
    r"(?:probation officer|police officer|officer in (?:the )?case|oic|custody (?:sergeant|"
    r"officer)|detention officer|social worker|support officer|housing officer|enforcement officer|"
    r"youth justice worker|gp|general practitioner|consultant(?: [a-z]+)?|registrar|surgeon|"
    r"psychiatrist|psychologist|(?:staff |practice |charge |ward |district |triage )?nurse(?: "
    r"practitioner)?|"
    r"health visitor|midwife|paramedic|pharmacist|physiotherapist|solicitor|barrister|prosecutor|"
    r"magistrate|district judge|coroner|clerk to the justices|team manager|interpreter|crisis "
    r"worker)"
)
_BEHIND = re.compile(rf"(?:,| ?\n| -| –|,? \() ?(?:the |a |her |his )?{_ROLE}(?![a-z])", re.IGNORECASE)
_BEFORE = re.compile(
    (
        rf"(?<![a-z])(?:{_ROLE}|usher|(?:cps|prosecution|defence|court|solicitor'?s'?) agent|po|fme|"
        rf"enp|cpn|ewo|iro|guardian ad litem|cafcass officer|support worker from the council)(?: is| "
        rf"was|'s)?(?: called| named|:|,)? (?:(?:mr|mrs|ms|miss|dr)\.? )?(?:[a-z]\.? ){{0,2}}\Z"
    ),
    re.IGNORECASE,
)
# “Dawn from social services”, “Karen at probation”
_FROM = re.compile(
    (
        r" (?:from|at|off|in|with) (?:the )?(?:social services|children'?s services|social care|"
        r"probation|cafcass|the council|council|housing office|home office|dwp|job ?centre|youth "
        r"justice|yot|police|old bill|nick|cid|crown court|magistrates)(?![a-z])"
    ),
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(?<![a-z])(?:pcs?|wpc|pcso|dc|ds|di|dci|sgt|sergeant|constable|insp|inspector) \Z", re.IGNORECASE
)


def in_role(text: str, hits: list[Hit]) -> list[Hit]:
    """The hits of a text, those beside a role marked official; people of the case stay as they are."""
    return [replace(hit, official=True) if _official(text, hit) else hit for hit in hits]


def _official(text: str, hit: Hit) -> bool:
    if hit.official or hit.person or hit.kind not in {"PERSON", "TITLE", "STAFF_ID"}:
        return False
    before = text[max(0, hit.start - 48) : hit.start]
    if hit.kind == "STAFF_ID":
        return bool(_RANK.search(before))
    return bool(_BEFORE.search(before) or _BEHIND.match(text, hit.end) or _FROM.match(text, hit.end))
