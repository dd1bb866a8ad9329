"""Numbers that the state and its services give people (reference/personal_data.md 3.3, 18 to 25)."""

import re

from evidence_review.recognizers.reading import checksums
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.rule import Rule, bare, digits, rule_of

_NOT_PREFIX = {"bg", "gb", "kn", "nk", "nt", "tn", "zz"}


def _nhs(match: re.Match[str]) -> bool:
    return checksums.nhs(digits(match.group()))


def _not_phone(reading: Reading, match: re.Match[str]) -> bool:
    """Ten digits behind a plus, a minus or a leading zero of eleven are something else."""
    return reading.lower[max(0, match.start() - 1) : match.start()] not in {"+", "£", "$"}


def _nino_prefix(_: Reading, match: re.Match[str]) -> bool:
    return bare(match.group())[:2] not in _NOT_PREFIX


def _licence_date(_: Reading, match: re.Match[str]) -> bool:
    code = bare(match.group())
    month, day = int(code[6:8]), int(code[8:10])
    return (1 <= month <= 12 or 51 <= month <= 62) and 1 <= day <= 31


def _mrz(match: re.Match[str]) -> bool:
    return checksums.mrz(match["number"], match["check"])


_S = r"[\s.-]{0,2}"
_NHS_CUES = r"nhs|gig|n\.h\.s\.?|patient|chi|h&c|health (?:and|&) care"
_NINO_CUES = r"nino?|ni|n\.i\.?|national insurance|nat ins|payslip|paye"

RULES: tuple[Rule, ...] = (
    rule_of("UK_NHS", rf"(?<![\w+.£-])\d{{3}}{_S}\d{{3}}{_S}\d{{4}}(?![\w-])", "ten digits like an NHS number", _NHS_CUES, check=_nhs, guard=_not_phone, least=10),
    rule_of("UK_NINO", rf"(?<!\w)[a-ceghj-prstw-z][a-ceghj-nprstw-z]{_S}(?:\d{{2}}{_S}){{3}}[a-d](?!\w)", "two letters, six digits and a letter like a National Insurance number", _NINO_CUES, unique=True, guard=_nino_prefix, least=6),
    rule_of("UK_NINO", rf"(?<!\w)[a-z]{{2}}{_S}\d{{2}}{_S}\d{{2}}{_S}\d{{2}}(?:{_S}[a-d])?(?!\w)", "letters and six digits like a National Insurance number", _NINO_CUES, least=6),
    rule_of("UK_NINO", rf"(?<!\w)[a-z]{{2}}{_S}\d{{2}}{_S}\d{{2}}{_S}\d{{2}}{_S}[a-d](?!\w)", "two letters, six digits and a letter like a National Insurance number", unique=True, least=6),
    rule_of("UK_UTR", r"(?<![\w.-])(?:\d{10}|\d{5} \d{5})k?(?!\w)", "ten digits like a taxpayer reference", r"utr|u\.t\.r\.?|self[ -]assessment|taxpayer|tax ref\w*|unique tax\w*", check=lambda m: checksums.utr(digits(m.group())), least=10),
    rule_of("UK_PASSPORT", r"(?<![\w.-])(?:\d{9}|\d{3} \d{3} \d{3}|[a-z]\d{6,8}|\d{6}[a-z]|[a-z]{2}\d{7})(?!\w)", "a number like that of a passport", r"passports?|pass no|travel document", before=50, least=6),
    rule_of("UK_PASSPORT", r"p[<a-z][a-z]{3}[a-z<]{10,44}\n?\s?(?P<number>[a-z0-9<]{9})(?P<check>\d)[a-z]{3}\d{7}[mfx<]\d{7}[a-z0-9<]{14}\d{2}", "the machine-readable lines of a passport", check=_mrz, unique=True, least=17),
    rule_of("UK_PASSPORT", r"(?<!\w)p<[a-z]{3}[a-z<]{10,44}", "the machine-readable line of a passport", unique=True),
    rule_of("UK_DRIVING_LICENCE", r"(?<!\w)[a-z]{1,5}9{0,4}(?<=[a-z9]{5})[ -]?\d{6}[ -]?[a-z9]{2}[ -]?[a-z0-9][ -]?[a-z]{2}(?:[ -]?\d{2})?(?!\w)", "sixteen characters like a driving licence number", r"licen[cs]e|dvla|driver no|driving", unique=True, guard=_licence_date, least=6),
    rule_of("UK_DRIVING_LICENCE", r"(?<![\w.-])\d{8}(?!\w)", "eight digits like a Northern Ireland licence", r"(?:driving|driver'?s?) licen[cs]e|dva|licen[cs]e (?:no|number)", before=30, least=8),
    rule_of("UPN", r"(?<!\w)[a-hj-np-rt-z]\d{11}[\da-z](?!\w)", "a letter and twelve digits like a pupil number", r"upn|pupil|unique pupil number", check=lambda m: checksums.upn(m.group()), least=11),
    rule_of("ULN", r"(?<![\w.-])\d{10}(?!\w)", "ten digits like a learner number", r"uln|learner (?:no|number|ref)|unique learner", least=10),
    rule_of("IMMIGRATION_REF", r"(?<!\w)(?:gwf\d{9}|[a-z]{2}[a-z0-9]\d{6}|[a-z]\d{7}(?:/\d{1,3})?|\d{4}-\d{4}-\d{4}-\d{4})(?!\w)", "a reference like those of the Home Office", r"home office|uan|brp|biometric residence|visa|immigration|asylum|ho ref(?:erence)?|gwf|ukvi|leave to remain|residence permit|evisa|case id", least=6),
    rule_of("IMMIGRATION_REF", r"(?<!\w)gwf(?:[ -]?\d{3}){3}(?!\w)", "a visa application reference", unique=True, least=9),
    rule_of("HOSPITAL_NUMBER", r"(?:hosp(?:ital)?|unit|district|patient|mrn|h/n|pas|rxr)\.? ?(?:no|num|number|id|ref)?[.:#]{0,2} {0,2}(?P<v>[a-z]{0,3}\d{5,8}[a-z]?)(?!\w)", "a hospital or unit number", r"hosp(?:ital)?|unit|district|patient|mrn|h/n|pas", before=25, least=5),
    rule_of("STAFF_ID", r"(?<!\w)(?:gmc|g\.m\.c\.?)(?: ?(?:no|number|ref|reg)\w*)?[.:#]{0,2} {0,2}(?P<v>\d{7})(?!\w)", "a General Medical Council number", r"gmc|g\.m\.c\.?", before=25, least=7),
    rule_of("STAFF_ID", r"(?<!\w)\d{2}[a-l]\d{4}[a-z](?!\w)", "a nursing registration number", r"nmc|pin|registered nurse|nurse", least=6),
    rule_of("STAFF_ID", r"(?<!\w)(?:pcs?o?|dc|ds|di|sgt|sergeant|constable|wpc|collar|warrant|shoulder|staff|employee|payroll) ?(?:no|number|id)?[ .:#|\t]{0,5}(?P<v>[a-z]{0,2}\d{3,7}[a-z]{0,2})(?!\w)", "a staff or collar number", r"pcs?o?|dc|ds|di|sgt|sergeant|constable|wpc|collar|warrant|shoulder|staff|employee|payroll", before=25, least=3),
    rule_of("STAFF_ID", r"(?<!\w)(?:student|badge|membership|member|library card)(?: (?:no|number|id))?(?: is|[.:#])? {0,2}(?P<v>[a-z]{0,2}\d{4,10})(?!\w)", "the number of a student, badge or member", r"student|badge|member\w*|library card", before=25, least=4),
    rule_of("STAFF_ID", r"(?<![\w.,/-])[a-z]{0,3}-?\d{3,8}[a-z]?(?![\w/]|[.,]\d)", "a number under a heading for staff", r"(?:staff|employee|payroll|clock|works|student|badge|collar|warrant) ?(?:id|no|num|number|#)", before=0, after=0, least=3),
    rule_of("SOCIAL_CARE_REF", r"(?<!\w)(?:mosaic|liquid ?logic|lcs|care ?first|swift|social care|children'?s services|housing(?: benefit)?|tenancy|universal credit|uc|pip|esa|benefit|council tax|claim|rent account)(?: (?:ref\w*|no|number|id|account))?\)?[ .:#|\t]{0,5}(?P<v>[a-z]{0,4}[ /-]?\d{5,10}[a-z]?)(?!\w)", "a reference of a council or benefit office", r"mosaic|liquid ?logic|lcs|care ?first|swift|social care|children'?s services|housing(?: benefit)?|tenancy|universal credit|uc|pip|esa|benefit|council tax|claim|rent account|ref\w*", least=5),
)  # fmt: skip
