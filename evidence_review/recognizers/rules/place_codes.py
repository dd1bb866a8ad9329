"""Places by code: postcodes, coordinates, grid references, plus codes, IP addresses
(reference/personal_data.md 3.3, 9, 10, 12 to 14).
"""

import re

from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.rule import Rule, rule_of
from evidence_review.recognizers.reading.word_lists import listed

_AREAS = listed(
    "ab al b ba bb bd bf bh bl bn br bs bt bx ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn "
    "dt dy e ec eh en ex fk fy g gl gu gy ha hd hg hp "
    "hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw "
    "ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl "
    "sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze"
)
_OUT = (
    r"(?:[a-pr-uwyz]\d{1,2}|[a-pr-uwyz][a-hk-y]\d{1,2}|[a-pr-uwyz]\d[a-hjkpstuw]|"
    r"[a-pr-uwyz][a-hk-y]\d[abehmnprvwxy])"
)
_POSTCODE = rf"(?<!\w)(?:gir ?0aa|{_OUT}[\s-]{{0,2}}\d[abd-hjlnp-uw-z]{{2}})(?!\w)"
_UNITS = frozenset({"am", "pm", "th", "st", "nd", "rd", "gb", "mb", "hr", "yr"})
_FULL_OCTETS = re.compile(r"\d{2,3}\.\d{2,3}\.\d{1,3}\.\d{1,3}")


def area_of(code: str) -> str:
    """The letters a postcode begins with."""
    return "".join(c for c in code[:2] if c.isalpha())


def _area(_: Reading, match: re.Match[str]) -> bool:
    """One of the areas that exist; "e3 2nd" is a floor and not a postcode."""
    code = match.group()
    spaced = not code[-4:-3].isalnum()
    return (area_of(code) in _AREAS or code.startswith("gir")) and not (
        spaced and code[-2:] in _UNITS and len(code) < 6
    )


def _outward(_: Reading, match: re.Match[str]) -> bool:
    return area_of(match["v"]) in _AREAS


def _pair(_: Reading, match: re.Match[str]) -> bool:
    return abs(float(match["lat"])) <= 90 and abs(float(match["lon"])) <= 180


def _british(_: Reading, match: re.Match[str]) -> bool:
    return _pair(_, match) and 49.8 <= float(match["lat"]) <= 60.9 and -8.7 <= float(match["lon"]) <= 1.8


def _public_ip(reading: Reading, match: re.Match[str]) -> bool:
    """Four octets that are no version number, and no address inside a private network."""
    parts = [int(part) for part in match.group().split(".")]
    private = (
        parts[0] in {0, 10, 127}
        or parts[:2] == [192, 168]
        or (parts[0] == 172 and 16 <= parts[1] <= 31)
        or parts[:2] == [169, 254]
    )
    before = reading.lower[max(0, match.start() - 12) : match.start()]
    return (
        all(part <= 255 for part in parts)
        and not private
        and not re.search(r"(?:version|ver|v|build|app|release)\.? ?$", before)
    )


def _ip_clear(reading: Reading, match: re.Match[str]) -> bool:
    return _public_ip(reading, match) and bool(_FULL_OCTETS.fullmatch(match.group()))


def _ipv6(_: Reading, match: re.Match[str]) -> bool:
    code = match.group()
    return (
        code.count(":") >= 2
        and (code.count("::") == 1 or code.count(":") == 7)
        and any(c.isdigit() for c in code)
    )


def _grid(_: Reading, match: re.Match[str]) -> bool:
    numbers = "".join(c for c in match.group() if c.isdigit())
    return len(numbers) in {4, 6, 8, 10}


_POSITION = (
    r"lat(?:itude)?s?|lon(?:gitude)?s?|lng|gps|location|loc|coord\w*|position|geo|pin|find me|maps?|"
    r"cell site|here"
)
_LAT, _LON = r"(?P<lat>[+-]?\d{1,2}\.\d{3,10})", r"(?P<lon>[+-]?\d{1,3}\.\d{3,10})"
RULES: tuple[Rule, ...] = (
    rule_of("UK_POSTCODE", _POSTCODE, "the form of a postcode in an area that exists", r"post ?code|address|live[sd]?|lives|home|house|flat|road|street|avenue|delivery|taxi|uber", unique=True, guard=_area),
    rule_of("POSTCODE_PART", rf"(?:post ?code|postcode area)(?: is|:| starts?(?: with)?)? ?(?P<v>{_OUT})(?!\w)", "the first half of a postcode", r"post ?code\w*", guard=_outward),
    rule_of("POSTCODE_PART", rf"(?:live[sd]?|living|stay(?:s|ing)?|moved|based|house|flat|home|crib|yard)(?: in| at| near| round| over in| to| is in)+ (?P<v>{_OUT})(?!\w)", "the first half of a postcode", r"\w+", guard=_outward),
    rule_of("GPS", rf"(?<![\w.])\(?(?:lat(?:itude)?\"?[:=]? ?)?{_LAT}°?(?: ?n)?[,;\s]{{1,3}}(?:lon(?:gitude)?|lng)?\"?[:=]? ?{_LON}(?![\w.])", "a pair of coordinates inside the British Isles", _POSITION, unique=True, guard=_british, least=8),
    rule_of("GPS", rf"(?<![\w.])\(?(?:lat(?:itude)?\"?[:=]? ?)?{_LAT}°?(?: ?n)?[,;\s]{{1,3}}(?:lon(?:gitude)?|lng)?\"?[:=]? ?{_LON}(?![\w.])", "a pair of coordinates", _POSITION, guard=_pair, least=8),
    rule_of("GPS", r"\"?(?<![a-z])(?:lat(?:itude)?|lon(?:gitude)?|lng)\"?\s?[:=]\s?\"?(?P<v>[+-]?\d{1,3}\.\d{3,12})", "a coordinate after its name", r"lat(?:itude)?|lon(?:gitude)?|lng", countered=False, least=4),
    rule_of("GPS", r"(?<!\d)\d{1,3}°\s?\d{1,2}['′]\s?(?:\d{1,2}(?:\.\d{1,4})?[\"″]\s?)?[ns][,\s]{0,3}\d{1,3}°\s?\d{1,2}['′]\s?(?:\d{1,2}(?:\.\d{1,4})?[\"″]\s?)?[ew](?!\w)", "degrees and minutes of a place", unique=True, countered=False, least=4),
    rule_of("GPS", r"(?<!\w)geo:[+-]?\d{1,2}\.\d{1,12},[+-]?\d{1,3}\.\d{1,12}", "a link to a place", unique=True, countered=False, least=4),
    rule_of("GPS", r"(?:[?&](?:q|ll|query|center|destination|daddr)=|/@|/place/)(?P<v>[+-]?\d{1,2}\.\d{2,12},[+-]?\d{1,3}\.\d{2,12})", "the coordinates of a map link", r"\w+|.", countered=False, least=6),
    rule_of("WHAT3WORDS", r"(?<![/\w:])///[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20}(?![\w.])", "three words after three slashes", unique=True, cues=r".|\w", countered=False),
    rule_of("WHAT3WORDS", r"(?:what3words\.com|w3w\.co)/(?P<v>[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20})", "a three-word place", r"\w+", countered=False),
    rule_of("WHAT3WORDS", r"(?<![\w./@])[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}(?![\w./@])", "three words with dots", r"what ?3 ?words|w3w|what three words"),
    rule_of("OS_GRID", r"(?<!\w)[hnost][a-hj-z] ?\d{2,5} ?\d{2,5}(?!\w)", "the form of a grid reference", r"grid|grid ref\w*|ngr|os|os ref|map ref\w*", before=20, after=10, guard=_grid, least=4),
    rule_of("OS_GRID", r"(?:easting|eastings|e)[:= ]{1,3}(?P<v>\d{6}[,; ]{1,3}(?:northing|northings|n)[:= ]{1,3}\d{6,7})(?!\d)", "easting and northing", r"easting\w*|e", least=12),
    rule_of("PLUS_CODE", r"(?<![\w+])[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}(?![\w+])", "the form of a plus code", r"plus code|maps?|location", unique=True, guard=lambda _, m: any(c.isdigit() for c in m.group()) and any(c.isalpha() for c in m.group())),
    rule_of("UPRN", r"uprn[:# ]{0,3}(?P<v>\d{6,12})(?!\d)", "a property number", r"uprn", least=6),
    rule_of("IP_ADDRESS", r"(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w]|\.\d)", "four numbers like an internet address", r"ip(?:v4)?(?: ?address)?|logged in from|login|server|router|dns|hosts?", guard=_public_ip, least=4),
    rule_of("IP_ADDRESS", r"(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w]|\.\d)", "four full numbers like an internet address", unique=True, guard=_ip_clear, least=4),
    rule_of("IP_ADDRESS", r"(?<![\w:.])[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])", "the form of an internet address", r"ip(?:v6)?(?: ?address)?", unique=True, guard=_ipv6),
)  # fmt: skip
