"""Which items may be legally privileged, before any reviewer sees them (reference/law.md G1).

Holds on the mention of a lawyer, of legal advice, of a law firm by name or address, and of any name agreed
for the case. It rather holds one too many: independent counsel releases what is not privileged. No reason
quotes the item.
"""

import re
from collections.abc import Iterator, Sequence

from evidence_review.domain.ids import ItemId
from evidence_review.domain.people import person_key
from evidence_review.domain.text import fold_text
from evidence_review.relevance.words import plain_words

_LAWYER = r"(?:soll?i[cs]+i?t[aeio]rs?|barr?isters?|lawyers?|attorneys?(?: at law)?)"
_LAWYERS = re.compile(
    rf"\b(?:{_LAWYER}|cyfreithi?wyr|cyfreithiwr|bargyfreithi?wyr|bargyfreithiwr|prawnik\w*|"
    rf"adwokat\w*|abogad[oa]s?|wakeel|vakeel)\b"
)
_WISHES = re.compile(r"\b(?:be|become|becoming|being)(?: an?)?(?: \w+)? $")
_KC = re.compile(
    r"\b(?:my|our|his|her|their|your|leading|junior|the|instruct\w*|a|mr|mrs|ms) (?:kc|qc)\b|"
    r"\b(?:kc|qc) (?:said|says|advised|thinks)\b"
)
_COUNSEL = re.compile(
    r"\b(?:my|our|his|her|their|your|defence|prosecution|leading|junior|independent|instruct(?:ed|"
    r"ing)?|briefed|from|legal|by|with) counsel\b"
    r"|\bcounsel'?s? (?:has |have |had )?(?:opinion|advice|advised|advises|says|said|fees?|notes?|thinks)\b"
    r"|\b(?:my|his|her|our|your|their|duty|the) brief(?:'s)? (?:said|says|told|tells|thinks|"
    r"reckons|advised|advises|wants|rang|called|told)\b"
)
_ADVICE = re.compile(
    r"\blegal(?:ly)? (?:advice|advisers?|advisors?|advised|opinion|rep|reps|representatives?|"
    r"representation|team|executives?|counsel|consultation)\b"
    r"|\b(?:my|our|his|her|their|your) (?:legal|legals|sols)\b(?! (?:name|right|status|age|"
    r"guardian|tender|duty|aid))"
    r"|\blaw (?:firm|firms|centre|centres|clinic)\b|\bpolice station rep\w*\b|\bcyngor cyfreithiol\b"
)
_PRIVILEGE = re.compile(
    r"\bwithout prejudice\b|\blegal(?:ly)? (?:professional )?privileged?\b|\b(?:litigation|advice|"
    r"solicitor[ -]client|attorney[ -]client|lawyer[ -]client) privilege\b"
    r"|\bsubject to (?:legal )?(?:professional )?privilege\b|\b(?:privileged|confidential),? "
    r"(?:and|&|/) (?:confidential|privileged)\b|\bprivileged[ :/-]+(?:confidential|"
    r"communications?|correspondence|documents?|materials?|emails?|e-mails?|information|advice|"
    r"conversations?)\b|\blpp\b|\bwaiv\w+ (?:of )?privilege\b"
    r"|^\W*(?:strictly )?privileged\b(?! (?:to|that|enough)\b)"
    r"|\b(?:this|e-?mails?|letters?|messages?|advice|documents?|notes?|conversations?|"
    r"communications?|correspondence|it|contents|they|these|material)"
    r"(?:'s| is| are| was| were)? (?:all |strictly )?privileged\b(?! (?:to|that|enough)\b)"
)
_FIRM = re.compile(
    r"\b\w[\w&'.-]* (?:llp|l\.l\.p\.?)(?!\w)|\bsra (?:no|number|id|ref|regulated|authorised|"
    r"licen[cs]ed)\b|\bregulated by the (?:sra|bar standards board|law society)\b"
    r"|\b(?:barristers'?|court|inn|inns|garden|law|temple|buildings?|clerk at|clerks at|in|from) "
    r"chambers\b|\bchambers of \w|\b\w+ (?:& co |and co |& partners )(?:law|legal)\b"
)
_ADDRESS = re.compile(
    r"(?:@|\bwww\.|https?://|\b)((?:[\w-]+\.)+(?:uk|com|net|org|law|legal|wales|london|eu|example))\b"
)
_FIRM_LABEL = re.compile(
    r"solicitor|barrister|chambers|(?:^|[-.])lawyers?|(?:^|-)law(?:$|-)|lawfirm|lawyers|llp$|(?:^|"
    r"-)legal(?:$|-)|(?:^|-)attorneys?|advocates"
)
_HINTS = (
    "sol", "bar", "law", "attorn", "cyfr", "cyngor", "prawnik", "adwokat", "abogad", "akeel", "kc", "qc", "counsel", "brief", "legal", "police station",
    "prejudice", "privileg", "confidential", "lpp", "llp", "l.l.p", "sra", "chambers", "advocate",
)  # fmt: skip
"""Pieces of which every text that one of these patterns fits has one: a quick look, since most texts have
none."""
_NUMBER = re.compile(r"[+(]?\d[\d\s().-]{6,}\d")

SPEAKS = "It mentions a solicitor, barrister or other lawyer, so it may be legally privileged."
ADVICE = "It mentions legal advice or those who give it, so it may be legally privileged."
MARKED = "It carries words that claim legal privilege."
FIRM = "It carries the name, address or mark of a law firm or of barristers' chambers."
NAMED = "It names a legal adviser or firm agreed for this case."
PARTY = "A legal adviser takes part in this conversation, so it is held whole."


def screen_privilege(texts: Sequence[tuple[ItemId, str]], names: Sequence[str]) -> dict[ItemId, str]:
    """The items that may be privileged, each with one sentence that says why and quotes nothing."""
    advisers = _Advisers(names)
    return {item: why for item, text in texts if (why := _why(text, advisers))}


def screen_parties(labels: Sequence[str], names: Sequence[str]) -> str | None:
    """Why a conversation is held whole: one of its participants, as the source labels them, is an agreed name
    or a law firm."""
    advisers = _Advisers(names)
    for label in labels:
        text = fold_text(label)
        if advisers.among(label) or _LAWYERS.search(text) or _FIRM.search(text) or _has_firm_address(text):
            return PARTY
    return None


class _Advisers:
    """The names, firms, addresses and numbers agreed for a case, ready to be looked for."""

    def __init__(self, names: Sequence[str]) -> None:
        self._rows = [row for name in names if (row := plain_words(name))]
        self._lines = [f" {' '.join(row)} " for row in self._rows]
        self._numbers = {key for name in names if (key := person_key(name)).isdigit()}

    def among(self, label: str) -> bool:
        """Whether a label has every word of an agreed name, in any order ("Hartley, Jane"), or is its
        number."""
        held = set(plain_words(label))
        return any(held.issuperset(row) for row in self._rows) or person_key(label) in self._numbers

    def named_in(self, text: str) -> bool:
        """Whether a text has an agreed name word for word, or an agreed number however it is spaced."""
        line = f" {' '.join(plain_words(text))} " if self._lines else ""
        if any(name in line for name in self._lines):
            return True
        return bool(self._numbers) and any(
            person_key(number[0]) in self._numbers for number in _NUMBER.finditer(text)
        )


def _why(text: str, advisers: _Advisers) -> str | None:
    if advisers.named_in(text):
        return NAMED
    plain = fold_text(text)
    if not any(hint in plain for hint in _HINTS):
        return None
    if _PRIVILEGE.search(plain):
        return MARKED
    if any(_mentions_a_lawyer(plain)):
        return SPEAKS
    if _COUNSEL.search(plain) or _KC.search(plain) or _ADVICE.search(plain):
        return ADVICE
    return FIRM if _FIRM.search(plain) or _has_firm_address(plain) else None


def _mentions_a_lawyer(plain: str) -> Iterator[bool]:
    """Every mention but those of the trade alone: "wants to be a lawyer"."""
    for found in _LAWYERS.finditer(plain):
        yield not _WISHES.search(plain, max(0, found.start() - 40), found.start())


def _has_firm_address(plain: str) -> bool:
    return any(
        _FIRM_LABEL.search(label) for found in _ADDRESS.finditer(plain) for label in found[1].split(".")
    )
