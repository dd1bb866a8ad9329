"""Which kind of number it is that the classifier saw: by the words before it, then by its shape.

The classifier knows only that a number points to someone. To add a kind: a line in _NAMED or _SHAPED.
"""

import re

from evidence_review.recognizers.reading import checksums
from evidence_review.recognizers.reading.context import column_heading
from evidence_review.recognizers.reading.reading import Reading

_BEFORE = 32  # characters in which a word names the number behind it
# The nearest word before the number decides. Each kind with the words that name it.
_NAMED: dict[str, str] = {
    "STAFF_ID": (
        r"staff|employee|payroll|clock|works? n|badge|students?|learner|matric\w*|candidate|collar|"
        r"warrant|shoulder|service n\w*|army|adm(?:ission)? n\w*|photo ?card|trn|dbs|uni (?:id|number)|"
        r"campus"
    ),
    "CASE_REF": (
        r"crime|custody|case|police ref|ref the police|niche|cris|action fraud|urn|tribunal|occurrence|"
        r"application n\w*|charge"
    ),
    "HOSPITAL_NUMBER": r"hosp(?:ital)?|clinic|unit n\w*|mrn|rio|systmone|patient|ward",
    "UK_PASSPORT": r"passports?",
    "UK_NHS": r"nhs",
    "IMMIGRATION_REF": (
        r"brp|home office|ho ref(?:erence)?|port ref|visa(?! ends|"
        r" card)|share code|evisa|asylum"
    ),
    "SOCIAL_CARE_REF": (
        r"social care|mosaic|liquidlogic|childview|universal "
        r"credit|uc|pip|carers?|esa|benefit"
    ),
    "UK_BANK_ACCOUNT": r"account|acc|a/c|acct",
    "CREDIT_CARD": r"card|visa|mastercard|amex|debit|credit",
    "DEVICE_ID": r"serial|s/n|laptop|macbook|chassis|frame n\w*",
    "PHONE_NUMBER": r"phone|mobile|mob|tel|ring|call",
    "PROBATION_CRN": r"crn|probation",
    "PRISON_NUMBER": r"prison n\w*|prisoner",
}
_CUE = re.compile(
    "|".join(rf"(?P<{kind}>(?<![^\W_])(?:{words})(?![^\W_]))" for kind, words in _NAMED.items())
)
_PAIRS = r"\d\d[ .-]\d\d[ .-]\d\d"
_YEAR = r"(?:19[2-9]\d|200\d|201[0-4])"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
# Shapes that say which kind it is unless a word before does; tried in order.
_SHAPED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(shape, re.IGNORECASE))
    for kind, shape in (
        (
            "DATE_OF_BIRTH",
            (
                rf"{_DAY}[/. ]{_MONTH}[/. ](?:{_YEAR}|[3-9]\d)|{_DAY}{_MONTH}{_YEAR}|{_YEAR}(?:0[1-9]|"
                rf"1[0-2])(?:0[1-9]|[12]\d|3[01])"
            ),
        ),
        ("UK_SORT_CODE", _PAIRS),
        ("CREDIT_CARD", r"(?:0[1-9]|1[0-2])/[23]\d|(?:\d[ -]?){15}\d|[\dx*]{4,8}[x* ]{4,}\d{4}"),
        (
            "PHONE_NUMBER",
            (
                r"(?:\+?44|0)[1237](?:[ -]?\d){8,9}|0\d{2,4} \d{3,6}|07\d{3}|(?:oh|o|zero|nought)[ ,"
                r"-]{1,2}(?:seven|one|two)[ ,-].*|\+(?:[ -]?\d){8,14}"
            ),
        ),
        ("IMEI", r"\d(?:[ -]?\d){14}"),
        ("ICCID", r"89(?:[ -]?\d){16,18}"),
        ("UK_UTR", r"\d{5} \d{5}"),
        ("UK_NHS", r"\d(?:[ -]?\d){9}"),
        ("UK_PASSPORT", r"\d{9}|\d{3} \d{3} \d{3}"),
        ("UK_BANK_ACCOUNT", r"\d(?: ?\d){7}"),
        ("PRISON_NUMBER", r"a\d{4}[a-z]{2}"),
        ("PROBATION_CRN", r"[a-z]\d{6}"),
        ("UPN", r"[a-z]\d{11}[\da-z]"),
        ("UK_POSTCODE", r"[a-z]{1,2}\d[\da-z]? ?\d ?[a-z]{2}"),
        ("IMMIGRATION_REF", r"[a-z]{2}[a-z\d] ?\d{6}"),
        (
            "UK_VEHICLE_REGISTRATION",
            (
                r"[a-z]{2}\d[\do] ?[0a-z]{3}|[a-z]{3} ?\d{1,3} ?[a-z]|[a-z]{1,2}z ?\d{2,4}|"
                r"[a-hj-npr-tv-y]\d{1,3} ?[a-z]{3}|[a-hj-pr-y]{2}(?:0[2-9]|[125-7]\d)(?: [a-z]{1,2})?|"
                r"\.{2,3} ?[a-z]{3}"
            ),
        ),
        ("UK_NINO", r"[a-z]{2}(?: ?\d\d){3}[ -]?[a-d]?"),
        ("HOSPITAL_NUMBER", r"[a-z]{1,3}[ -](?:\d{6,7}|\d{3} \d{3,4})"),
        ("CASE_REF", r"[\w*]+(?:[/*][\w-]+)+"),
        ("SECRET", r"\d{3}[ -]\d{3}"),
        ("STAFF_ID", r"[a-z]{1,3}-?\d{3,8}"),
    )
)
_THREE_THREE_FOUR = re.compile(r"\d{3}([ -])\d{3}\1\d{4}")  # the groups of an NHS number
_LAST = re.compile(r"(?:end(?:s|ing)?|last (?:four|4|three|3)(?: digits)?)(?: in| with| is)?[:,]? ?\Z")
_ENDINGS = {"UK_BANK_ACCOUNT", "CREDIT_CARD", "PHONE_NUMBER"}
"""Kinds of which people say the last digits."""
_SAYS = {
    "STAFF_ID",
    "CASE_REF",
    "HOSPITAL_NUMBER",
    "UK_PASSPORT",
    "IMMIGRATION_REF",
    "SOCIAL_CARE_REF",
    "DEVICE_ID",
    "UK_NHS",
}


def number_kind(reading: Reading, start: int, end: int) -> str:
    """The kind of the number in this place: that of the nearest word that names one, else that of its shape,
    else CODE."""
    before, written = reading.lower[max(0, start - _BEFORE) : start], reading.text[start:end]
    named = [match.lastgroup or "" for match in _CUE.finditer(before)]
    if _LAST.search(before):
        return next(filter(_ENDINGS.__contains__, reversed(named)), _rest(written))
    shaped = _shape_of(written)
    headed = _CUE.search(column_heading(reading, start))
    if headed:
        return headed.lastgroup or "CODE"
    if named and (named[-1] in _SAYS or shaped == "CODE"):
        return named[-1]
    return shaped


def _shape_of(written: str) -> str:
    """The kind of a number by its shape; of an NHS number its digits or its groups must agree."""
    shaped = next((kind for kind, shape in _SHAPED if shape.fullmatch(written)), "CODE")
    if shaped != "UK_NHS" or _THREE_THREE_FOUR.fullmatch(written):
        return shaped
    return shaped if checksums.nhs("".join(filter(str.isdigit, written))) else "CODE"


def _rest(written: str) -> str:
    """What its last digits, said alone, most likely belong to: three to a telephone, four to a card."""
    return "PHONE_NUMBER" if sum(char.isdigit() for char in written) == 3 else "CREDIT_CARD"


_SECRET_WORD = re.compile(r"(?<![a-z])(?:pin|code|password|passcode|pw|otp)(?![a-z])")
_SORT_CODE = re.compile(r"(?<!\d)\d\d-\d\d-\d\d(?!\d)")


def asked_for(reading: Reading, start: int, end: int) -> str:
    """The kind of a number of five digits and more that was asked for in the line before (“and ur clock
    number”), or of eight behind a sort code; "" where neither is so."""
    before, written = reading.lower[max(0, start - 72) : start], reading.text[start:end]
    if len(written) < 5 or not written.isdigit():
        return ""
    named = [match for match in _CUE.finditer(before) if match.lastgroup in _SAYS]
    if named and not _SECRET_WORD.search(before, named[-1].end()):
        return named[-1].lastgroup or ""
    return "UK_BANK_ACCOUNT" if len(written) == 8 and _SORT_CODE.search(before) else ""
