"""Police, court and prison numbers, and previous convictions (reference/personal_data.md 3.3, 37 to 42)."""

import re

from evidence_review.recognizers.reading import checksums
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.rule import Rule, rule_of


def _pnc(match: re.Match[str]) -> bool:
    return checksums.pnc(match["year"], match["serial"], match["letter"])


def _cro(match: re.Match[str]) -> bool:
    return checksums.cro(match["year"], match["serial"], match["letter"])


def _short_cro(match: re.Match[str]) -> bool:
    return checksums.cro(match["year"], match["serial"], match["letter"], short=True)


def _asn(match: re.Match[str]) -> bool:
    return checksums.asn(match["year"], match["force"], match["system"], match["serial"], match["letter"])


def _has_digits(_: Reading, match: re.Match[str]) -> bool:
    return sum(c.isdigit() for c in match["v"]) >= 5


_CASE_CUES = (
    r"urn|claim|matter|custody|crime|incident|cad|occurrence|log|case|court|indictment|crn|"
    r"ref(?:erence)?|niche|athena|storm"
)
_PERSON = r"(?:his|her|their|my|he|she|they|has|with|had|previous)"

RULES: tuple[Rule, ...] = (
    rule_of("PNC_ID", r"(?<![\w/])(?P<year>(?:19|20)?\d{2})/(?P<serial>\d{1,7})(?P<letter>[a-hj-np-rt-z])(?![\w/])", "a year, a number and a letter like a PNC id", r"pnc(?:id)?|police national computer|nominal", check=_pnc, least=3),
    rule_of("CRO_NUMBER", r"(?<![\w/])(?P<serial>\d{1,6})/(?P<year>\d{2})(?P<letter>[a-hj-np-rt-z])(?![\w/])", "a number, a year and a letter like a CRO number", r"cro|criminal records?", check=_cro, least=3),
    rule_of("CRO_NUMBER", r"(?<![\w/])sf ?(?P<year>\d{2})/(?P<serial>\d{1,6})(?P<letter>[a-hj-np-rt-z])(?![\w/])", "a short-file CRO number", r"cro|criminal records?", check=_short_cro, least=3),
    rule_of("ARREST_SUMMONS", r"(?<![\w/])(?P<year>\d{2})/(?P<force>\d{2})[a-z0-9]{2}/(?P<system>\d{2})/(?P<serial>\d{1,11})(?P<letter>[a-z])(?![\w/])", "the form of an arrest summons number", r"asn|arrest|summons", check=_asn, least=7),
    rule_of("PRISON_NUMBER", r"(?<!\w)[a-z]\d{4}[a-z]{2}(?!\w)", "a letter, four digits and two letters like a prison number", r"prison\w*|hmp|yoi|noms|nomis|inmate|wing|cell|jail|nick|visits?|visiting order", before=60, after=60, least=4),
    rule_of("PROBATION_CRN", r"(?<!\w)[a-z]\d{6}(?!\w)", "a letter and six digits like a probation number", r"crn|probation|ndelius|delius", least=6),
    rule_of("CASE_REF", r"(?<!\w)\d{2}[a-z][a-z0-9]\d{7,11}(?!\w)", "the form of a case reference", r"urn|case|ptiurn", unique=True, least=9),
    rule_of("CASE_REF", r"(?<!\w)[tasu](?:19|20)\d{2}[ -]?\d{4}(?!\w)", "the form of a Crown Court number", r"court|case|indictment|crown|trial", unique=True, least=8),
    rule_of("CASE_REF", r"(?<!\w)[a-z]{2}\d{2}[pcdfz]\d{5}(?!\w)", "the form of a family court number", r"court|case|family|order|cafcass", unique=True, least=7),
    rule_of("CASE_REF", r"(?<!\w)(?:19|20)\d{2}/?\d{5}/?[a-d]\d(?!\w)", "the form of an appeal number", r"appeal|court|case", least=10),
    rule_of("CASE_REF", r"(?<![\w/.])\d{1,5}/\d{2}(?![\w/])", "the number of an application to a court", r"applications?(?: \(?nos?)?|docket|app\. nos?", before=28, after=0, least=3),
    rule_of("CASE_REF", r"(?:crime|incident|custody|cad|occurrence|log|niche|athena|storm|(?:case|court|claim|matter)(?= (?:ref|no|number)))(?: (?:ref(?:erence)?|no|number|record|report|log))*[.:#]{0,2} {0,2}(?P<v>[a-z]{0,4}[ /-]?\d{1,9}[a-z]{0,3}(?:[/-]\d{1,8}){0,3}[a-z]?)(?![\w/])", "a police reference", _CASE_CUES, guard=_has_digits, countered=False),
    rule_of("PREVIOUS_CONVICTION", r"(?<!\w)(?P<v>(?:(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|several|many) )?(?:previous convictions?|pre-?cons?))(?!\w)", "words on previous convictions", unique=True, countered=False),
    rule_of("PREVIOUS_CONVICTION", rf"(?<!\w){_PERSON}[a-z' ]{{1,25}}? (?P<v>(?:been )?(?:cautioned for|convicted of|served (?:time|\w+ (?:years?|months?|yrs?|weeks?)(?: inside)?)|done time|been inside|on licence|bound over|on (?:a )?tag|on the sex offenders'? register|under (?:a|an) shpo|got (?:a )?criminal record|criminal record))(?!\w)", "words on previous convictions beside a person", r"\w+", countered=False),
    rule_of("PREVIOUS_CONVICTION", r"(?<!\w)(?P<v>pnc (?:print|record)|mg16|shpo|sexual harm prevention order|sex(?:ual)? offenders'? register)(?!\w)", "words on previous convictions", rf"{_PERSON}|pnc|mg16|shpo|sex\w*", countered=False),
)  # fmt: skip
