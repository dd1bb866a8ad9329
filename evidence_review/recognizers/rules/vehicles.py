"""Vehicles: registration marks of every age, and chassis numbers (reference/personal_data.md 3.3, 26)."""

import re

from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.rule import Rule, bare, rule_of

_CUES = (
    r"reg(?:istration)?s?|regd|index|vrm|vrn|number ?plates?|plates?|car|cars|van|vans|motors?|"
    r"vehicle|drives?|driving|drove|driven|parked|motorbike|moped|"
    r"transit|corsa|astra|fiesta|focus|golf|polo|clio|audi|bmw|merc|mercedes|vauxhall|ford|vw|"
    r"volkswagen|toyota|honda|nissan|qashqai|"
    r"peugeot|renault|citroen|skoda|seat|kia|hyundai|mini|fiat|volvo|jaguar|land rover|range rover|"
    r"tesla|mazda|corolla|yaris|micra|juke|"
    r"taxi|lorry|hgv|mot|insured|dvla|anpr|saloon|hatchback|estate car"
)
_UNIT = re.compile(r"^(?:am|pm|gb|mb|kg|km|mg|ml|mm|cm|ft|hr|hrs|min|mins|sec|st|nd|rd|th|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|p|k|g|l|m|x|s|t|c)$")  # fmt: skip
_WORDY = re.compile(r"^(?:the|and|for|age|aged|was|are|had|has|got|get|day|man|men|boy|kid|all|any|can|did|her|him|his|how|its|let|lot|new|not|now|off|old|one|our|out|own|pay|put|row|run|saw|say|see|set|she|sit|six|ten|top|try|two|use|via|way|who|why|win|won|yes|yet|you|lol|omg|pls|plz|till|til|bus|ch|pg|no|nr|in|at|on|to|of|by|or|is|it|me|my|we|us|up|do|go|he|so|if|be|as|an|am|a|i|year|yr|room|flat|unit|ward|page|team|form|zone|gate|bay|level|year|part|type|mark|size|about|over|like|just|only|then|than|from|with|iphone|ios|ps|xbox|log|ref|ww|fifa|covid|u|pc|dc|ds|di|pcso|sgt|mr|mrs|ms|dr)$")  # fmt: skip


def _age(_: Reading, match: re.Match[str]) -> bool:
    """Current marks carry an age of 02 to 29 or 51 to 79."""
    age = int(bare(match.group())[2:4])
    return 2 <= age <= 29 or 51 <= age <= 79


def _mark(_: Reading, match: re.Match[str]) -> bool:
    """Neither road, month, unit of measure nor everyday word with a number."""
    letters = "".join(c if c.isalpha() else " " for c in match.group()).split()
    numbers = "".join(filter(str.isdigit, match.group()))
    if any(map(_WORDY.match, letters)) or (len(letters) == 1 and _UNIT.match(letters[0])):
        return False
    is_road = len(letters) == 1 and letters[0] in {"a", "b", "m"} and len(numbers) <= 4
    return not is_road and not (len(numbers) == 4 and numbers[:2] in {"19", "20"})


def _vin(_: Reading, match: re.Match[str]) -> bool:
    return any(c.isdigit() for c in match.group()) and any(c.isalpha() for c in match.group())


_PLACED = re.compile(r"(?<!\w)(?:in|to|from|at|near|round|of|postcode|area) \Z")


def _written_large(reading: Reading, match: re.Match[str]) -> bool:
    """In capitals, in a text that does not shout, and not behind a word for a place, where it may be part of
    a postcode."""
    start, end = match.span("v" if "v" in match.re.groupindex else 0)
    return (
        reading.text[start:end].isupper()
        and not reading.text.isupper()
        and not _PLACED.search(reading.lower, 0, start)
    )


_PHRASE = "a registration mark"
RULES: tuple[Rule, ...] = (
    rule_of("UK_VEHICLE_REGISTRATION", r"(?<!\w)[a-hj-pr-y]{2}[ -]?\d{2}[ -]{0,2}[a-hj-pr-z]{3}(?!\w|\.\d)", f"{_PHRASE} of the current form", _CUES, unique=True, guard=lambda r, m: _age(r, m) and _current(m), least=2),
    rule_of("UK_VEHICLE_REGISTRATION", r"(?<!\w)[a-hj-npr-tv-y][ -]?\d{1,3}[ -]?[a-hj-pr-y]{3}(?!\w|\.\d)", f"{_PHRASE} with a prefix letter", _CUES, guard=_mark, before=45),
    rule_of("UK_VEHICLE_REGISTRATION", r"(?<!\w)[a-hj-pr-y]{3}[ -]?\d{1,3}[ -]?[a-hj-npr-tv-y](?!\w|\.\d)", f"{_PHRASE} with a suffix letter", _CUES, guard=_mark, before=45),
    rule_of("UK_VEHICLE_REGISTRATION", r"(?<!\w)(?:[a-z]i[a-z]|[a-z]{2}i|[a-z]z[a-z]|[a-z]{2}z)[ -]?\d{1,4}(?!\w|\.\d)", f"{_PHRASE} of Northern Ireland", _CUES, guard=_mark, before=45, after=30),
    rule_of("UK_VEHICLE_REGISTRATION", r"(?<!\w)(?:q[ -]?\d{3}[ -]?[a-z]{3}|\d{3}[ -]?[dx][ -]?\d{3})(?!\w|\.\d)", f"{_PHRASE} of a special series", _CUES, guard=_mark, least=3),
    rule_of("UK_VEHICLE_REGISTRATION", r"(?:reg(?:istration)?(?: (?:no|number|mark|plate))?|(?:number ?)?plate|index|vrm|vrn)(?: is|:| =| was)? ?(?P<v>[a-z]{1,3} ?\d{1,4}|\d{1,4} ?[a-z]{1,3})(?!\w|\.\d)", f"{_PHRASE} without a date", r"reg(?:istration)?|(?:number ?)?plate|index|vrm|vrn", guard=lambda r, m: _mark(r, _value(m)), before=30),
    rule_of("UK_VEHICLE_REGISTRATION", r"(?<!\w)(?:the|reg|plate|starts?|starting|begins?|beginning|ends?|ending|partial)(?: is| with| in|:)? (?P<v>[a-hj-pr-y]{2}[ -]?\d{2})(?!\w|[./:-]\d)", f"the first half of {_PHRASE}", f"{_CUES}|one|grey|black|white|silver|blue|red|green|plated?", guard=lambda _, m: _half(_value(m)), before=30, least=2),
    rule_of("UK_VEHICLE_REGISTRATION", r"(?<!\w)(?P<v>[a-hj-pr-y]{2}[ -]?\d{2})(?= (?:plates?|reg|golf|corsa|astra|fiesta|focus|polo|clio|audi|bmw|merc|transit|van|a3|insignia|qashqai|one that))", f"the first half of {_PHRASE}", r"\w+", guard=lambda _, m: _half(_value(m)), least=2),
    rule_of("UK_VEHICLE_REGISTRATION", r"(?<![\w/])[a-hj-pr-y]{2} ?\d{2}(?: [a-hj-pr-z]{1,2}(?= (?:some|summ?|and then|then|rest|dunno)|[,.;!?]|$))?(?![\w./:-]| \d)", f"the first half of {_PHRASE}", f"{_CUES}|(?:first|last|other) (?:half|bit)|rest|summat|two letters", guard=lambda r, m: _half(m) and _written_large(r, m), after=40, least=2),
    rule_of("UK_VEHICLE_REGISTRATION", r"(?:ends?|ending|last (?:bit|three|3|half)(?: is)?)(?: in| with)? (?P<v>(?:\d )?[a-hj-pr-z]{3})(?!\w)", f"the last letters of {_PHRASE}", r"\w+", guard=_written_large),
    rule_of("VIN", r"(?<!\w)[a-hj-npr-z0-9]{17}(?!\w)", "seventeen characters like a chassis number", r"vin|chassis|vehicle identification", guard=_vin),
)  # fmt: skip


def _current(match: re.Match[str]) -> bool:
    """Whether it is a mark: “at 10 the” and “in 15 min” have its shape but are plain words."""
    first, last = match.group()[:2], match.group()[-3:]
    spaced = not match.group()[2].isdigit()
    return (
        not (spaced and _WORDY.match(first))
        and not (_WORDY.match(last) and (spaced or " " in match.group()))
        and last not in {"min", "hrs", "sec"}
    )


def _half(match: re.Match[str]) -> bool:
    """Two letters that are no word or unit, and an age that marks carry."""
    written = bare(match.group())
    age = int(written[2:4])
    return (
        not _WORDY.match(written[:2]) and not _UNIT.match(written[:2]) and (2 <= age <= 29 or 51 <= age <= 79)
    )


def _value(match: re.Match[str]) -> re.Match[str]:
    found = re.compile(r".*", re.DOTALL).match(match["v"])
    return found or match
