"""Streets and houses: number with street, house names, flats, "number 12 …" (reference/personal_data.md 3.3,
11)."""

import re
from collections.abc import Iterator

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.word_lists import (
    common_words,
    everyday_words,
    first_names,
    key,
    listed,
    name_words,
    surnames,
    things,
)

STREET = (
    r"street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|drv|close|cl|court|ct|crescent|cres|cresc|"
    r"grove|gr|gardens|gdns|place|pl|terrace|terr|ter|"
    r"square|sq|way|walk|hill|mews|row|parade|rise|view|green|park|wharf|quay|mount|fold|croft|"
    r"bank|gate|heights|house|villas|cottages?|"
    r"meadows?|rdg|ridge|vale|end|chase|common|circus|esplanade|promenade|buildings|towers?|point|"
    r"mansions|heol|ffordd|stryd|lon|wynd|brae|loan|brow|garth|holt|leas?|dell|copse|spinney|"
    r"paddocks?|orchard|moor|gait|vennel|stile|nook|yard|walks|grange|farm|boulevard|blvd|quadrant|"
    r"approach|broadway|glade|glebe|acres?|estate|bungalows?|drove"
)
# Words that name a street only after a number and a name; alone after a name they are too ordinary.
_CLEAR = (
    r"street|road|rd|avenue|ave|lane|drive|close|crescent|grove|gardens|gdns|terrace|mews|heol|ffordd|stryd"
)
# “3/1 44”: a Scottish flat and its house
_N = (
    r"(?:\d/\d{1,2},? |\d{1,3}[a-h]? (?:or|and|&) )?(?:no\.? ?|number |nr )?\d{1,4} ?[a-h]?(?:[/-]\d{1,"
    r"3}[a-h]?)?"
)
_COUNT = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|"
    r"five|six|seven|eight|nine))?|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
)
_FLAT = r"(?:(?:flat|apt|apartment|unit|room|rm) ?(?:no\.? ?)?(?:\d{1,4}[a-z]?|[a-z])(?:/\d{1,3})?[, ]{1,2})"
_NAME = (
    r"(?:(?:st|saint|the|old|upper|lower|north|south|east|west|new|great|little)\.? "
    r")?[^\W\d_][\w'’.-]{1,24}(?: [^\W\d_][\w'’-]{1,24}){0,2}?"
)
_NUMBERED = re.compile(rf"(?<![\w£$.:/-]){_FLAT}?{_N},? (?P<name>{_NAME}) (?P<street>{STREET})(?![\w'])")
_HOUSE = re.compile(rf"(?<![\w£$.:/-]){_FLAT}(?P<name>{_NAME}) (?P<street>{STREET})(?![\w'])")
_BARE_CUE = re.compile(
    rf"(?<![\w'])(?:live[sd]?|living|lives|stays?|staying|moved|house|flat|place|gaff|crib|home|"
    rf"mieszka|mieszkam|address)(?: is| still| now| away)?"
    rf"(?: (?:at|on|in|near|down|round|off|over on|by|to|opposite))+ (?:the "
    rf")?(?P<v>(?P<name>[^\W\d_][\w'-]{{2,24}}(?: [^\W\d_][\w'-]{{2,24}})?) "
    rf"(?P<street>{STREET}))(?![\w'])"
)
_BARE_CAPITAL = re.compile(
    (
        r"(?<![\w'])(?:at|on|in|near|down|round|off|to|of|along|from|away to|up) "
        r"(?P<v>(?:[A-Z][\w'’-]{1,24} ){1,3}(?:Street|Road|Rd|Avenue|Ave|Lane|Drive|Close|Crescent|"
        r"Grove|Gardens|Gdns|Terrace|Mews|Park|Court|Way|Walk|Rise|View|Heol|Ffordd))(?![\w'])"
    )
)
_NUMBER_OF = re.compile(
    (
        r"(?<![\w'])(?:no\.|number) ?(?P<v>\d{1,3}[a-d]?)(?= (?:on|down|at) (?:the|my|our|his|her|"
        r"their) (?:street|road|close|estate))"
    )
)
_TAIL = re.compile(
    (
        r",? ?\n?(?P<town>[A-Z][a-z'’-]{2,20}(?: (?:upon|on|le|the|in|under|by|[A-Z][a-z'’-]{2,20})){0,"
        r"3})(?=,|\.?\s*\n|\s+[A-Z]{1,2}\d|[.;?!]|$)"
    )
)
_POST_TOWN = re.compile(r",\s?(?P<town>[a-z'’-]{3,20}(?: [a-z'’-]{3,20})?)(?=,?\s(?:[a-z]{1,2}\d))")
_SAID = re.compile(
    (
        rf"(?<![\w'])(?:number )?{_COUNT}[ \n](?P<name>[a-z][a-z'-]{{2,18}}(?: [a-z][a-z'-]{{2,18}})?) "
        rf"(?P<street>{_CLEAR}|court|place|view|park|way|rise|row)(?![\w'])"
    )
)
_UNIT_ALONE = re.compile(
    r"(?<![\w'])(?:flat|apartment|apt) ?(?:\d{1,4}[a-h]?|[a-h](?=[,.!?\n]|$))(?![\w/])(?! ?[%£])"
)
_NEXT_WORD = re.compile(r" ([a-z]+)")
_MEASURES = listed(
    (
        "hours hour hrs mins minutes miles mile metres meters weeks days months years quid pounds bed "
        "beds bedroom bedrooms people percent screen pack"
    )
)
_FLOOR = re.compile(
    (
        r"(?<![\w'])(?:\d(?:st|nd|rd|th)|ground|top|first|second|third|fourth|fifth|sixth) floor(?: "
        r"flat)?,? (?:(?:flat|no\.?|number) ?)?\d{1,3}[a-z]?(?!\w)(?! ?(?:to|am|pm|mins?|people|quid))"
    )
)
_BLOCK = re.compile(
    (
        r"(?<![\w'])(?:block|tower|wing|house) [a-h\d]{1,2},? (?:room|rm|flat|unit|no\.?|number) ?\d{1,"
        r"4}[a-z]?(?!\w)"
    )
)
_ROOM_CODE = re.compile(
    (
        r"(?<![\w'])(?:room|rm|pod|bedroom|cell)(?: (?:number|no\.?))?(?: is|:|'s)? ?(?P<v>[a-z]\d{1,"
        r"2}[./-]\d{1,3}[a-z]?)(?!\w)"
    )
)
_ROOM = re.compile(r"(?<![\w'])(?:room|rm|pitch|plot|cabin|caravan|bedsit) ?\d{1,4}[a-z]?(?!\w)")
_NAMED_HOUSE = re.compile(
    (
        r"(?<![\w'])[A-Z][\w'’-]{2,20}(?: [A-Z][\w'’-]{2,20})? (?:House|Lodge|Court|Hall|Towers?|"
        r"Heights|Point|Mansions|Villas?|Cottage|Flats|Hostel),? (?:[Rr]oom|[Ff]lat|[Uu]nit|"
        r"[Aa]partment|[Rr]m|no\.?) ?\d{1,4}[a-z]?(?!\w)"
    )
)
_NUMBER_ALONE = re.compile(
    (
        rf"^(?:(?:aye|yeah|yes|yep|nah|no|ok|its|it's|im|i'm|we're|were|we|are|is|at|mine|ours|live|"
        rf"thats|that's|end|house),? ){{0,4}}(?P<v>(?:number|nr|no\.) ?(?:\d{{1,3}}[a-d]?|"
        rf"{_COUNT}))(?: x+| please| pls| mate| love| thanks)?[.!]?$"
    ),
    re.MULTILINE,
)
_AT_NUMBER = re.compile(
    (
        rf"(?<![\w'])(?:at|from|outside|opposite|live at|lives at|knock on|we're|next to|off|for|thats|"
        rf"that's|yes|yeah|neighbour|by|past) (?P<v>number (?:\d{{1,3}}[a-d]?|{_COUNT}))(?!\w)(?! "
        rf"(?:bus|in the|on the list|spot|single|of|shirt|downing|\d))"
    )
)
_STILL = re.compile(
    rf"(?<![\w'])(?:still|now|moved|back|staying|gone|living)(?: up| down| over| round| away| "
    rf"back)? (?:on|at|in|to) (?P<v>(?P<name>[^\W\d_][\w'-]{{2,24}}(?: [^\W\d_][\w'-]{{2,24}})?) "
    rf"(?P<street>{_CLEAR}|view|rise|mount|court|heights|row|brow|fold|croft|garth|park))(?![\w'])"
    rf"|(?<![\w'])(?:he'?s|she'?s|they'?re|im|i'm|we'?re|lives?) (?:on|at|in) "
    rf"(?P<w>(?P<name2>[^\W\d_][\w'-]{{2,24}}(?: [^\W\d_][\w'-]{{2,24}})?) (?P<street2>{_CLEAR}|"
    rf"view|rise|mount|court|heights|row|brow|fold|croft|garth))(?= now\b)"
)
_AT_NO = re.compile(
    r"(?<![\w'])(?:at|from|outside|opposite|off|by|to|lives?|next to|its|it's|is|round|neighbour) "
    r"(?P<v>no\.? ?\d{1,3}[a-d]?|\d{1,3}[a-d])(?!\w)(?! (?:bus|in the|on the list|spot|of|\d|"
    r"please|thanks|one|way))"
    r"|(?:flats|block|houses|cottages|maisonettes)[^.!?\n]{0,30}, (?P<w>(?:number|no\.?) ?\d{1,"
    r"3}[a-d]?)(?!\w)"
)
# Streets of Wales begin with their kind: “4 Maes y Deri”.
_WELSH = re.compile(
    r"(?<![\w£$.:/-])\d{1,4}[a-d]?,? (?P<kind>maes|heol|ffordd|stryd|clos|l[oô]n|llys|bryn|cwm|"
    r"rhodfa|gerddi|parc|cae|bro|trem|t[yŷ]|erw|coed|glan|nant|cefn|rhos|gwel|rhes|tan|pen)"
    r"(?: (?:y|yr|ar|yn|[a-zâêîôûŵŷ'-]{3,16})){1,3}?(?=[,.!?;]|\s*$| (?:os|plis|please|x|mae|ok|"
    r"nos|am|by|and|with|is)(?!\w)|\n)",
    re.MULTILINE,
)
_WELSH_WORDS = frozenset({"tan", "pen", "glan", "nant", "rhes", "bro", "cae", "ty", "parc", "lon", "trem"})
# A number and one name that is no word, as a sentence or behind “at”: “16 Whitehill”.
_NAME_ALONE = re.compile(
    (
        r"(?:\A|(?<=[.!?\n] )|(?<=\n)|(?<= at )|(?<= is )|(?<= to )|(?<=\bat )|(?<=\bIts )|(?<=\bits "
        r"))(?P<v>\d{1,3}[a-d]? (?P<name>[A-Z][a-z]{4,18}))(?=[.,!?]|\s*\Z|\n)"
    )
)
# In any text behind “at”, where it is no word: “at 90 Benwell Grange”, “lives at 5 Cnoc Mor”.
_AT_NAME = re.compile(
    (
        r"(?<![\w'])(?:[Aa]t|[Aa]ddress:?|[Ff]rom|[Hh]ouse,) (?P<v>\d{1,3}[a-d]? "
        r"(?P<name>[A-Z][a-z'’-]{3,18}(?: [A-Z][a-z'’-]{2,18})?))(?=[.,;:!?)\n]|\s*\Z| (?:is|was|has|"
        r"and|with|when|on|where|since|for|to)\b)"
    )
)
# “the Britannia Hotel, room 417”, “Larkspur 4, room 11”, “Plot 4, Long Acre Caravan Site”
_ROOM_OF = re.compile(
    (
        r"(?<![\w'])(?P<house>(?:[Tt]he )?[A-Z][\w'’-]{2,20}(?: [A-Z][\w'’-]{2,20}){0,2}(?: \d{1,3})?),"
        r" (?P<room>(?:[Rr]oom|[Ff]lat|[Rr]m) ?\d{1,4}[a-z]?)(?!\w)"
    )
)
_SITE = re.compile(
    (
        r"(?<![\w'])(?:[Pp]lot|[Pp]itch|[Cc]aravan|[Uu]nit) ?\d{1,3}[a-z]?, (?:[A-Z][\w'’-]{1,20} ){1,"
        r"3}(?:Site|Park|Works|Farm|Marina|Moorings|Caravans)(?!\w)"
    )
)
_ABOVE = re.compile(
    (
        r"(?<![\w'])(?:the )?(?:flats?|maisonette|bedsit) (?:above|over|behind|opposite|next to|on top "
        r"of) (?:the )?(?:[a-z'’]{2,15} )?(?:shop|takeaway|chippy|bookies|pub|barbers?|salon|"
        r"launderette|laundrette|[a-z'’]{4,15})(?![\w'])"
    )
)
_IN_BRACKETS = re.compile(r"\((?P<v>(?:rm|room|flat|no|number) ?\d{1,3}[a-z]?)\)")
# A neighbour by the number of the house: “Hilary at 22 rang”, “Smith at 86”. Up to twelve it may be the time.
_NEIGHBOUR = re.compile(
    (
        r"(?<![\w'])[A-Z][a-z'’-]{2,18} at (?P<v>1[3-9]|[2-9]\d|1\d\d)(?= (?:is|has|was|sent|said|says|"
        r"rang|takes?|told|asked|wants?|will|can|got|saw|keeps|never)\b)"
    )
)
_SHORT_TEXT = 200  # characters; in a record a line that begins with a number is an entry of a list
_BEHIND_STREET = re.compile(r",? (?:no\.? ?|number )?\d{1,4}[a-d]?(?=[.,;!?\n]|\s*\Z)")
_CARE_OF = re.compile(r"(?:c/o|care of) (?:[A-Z][\w'’.-]{0,20} ?){1,4}, \Z", re.IGNORECASE)
_GUARD = listed(
    "minute minutes min mins hour hours hr hrs day days week weeks month months year years yr yrs "
    "second seconds sec secs quid pound pounds pence p people men "
    "man women girls boys lads kids times time mile miles metres meters yards feet foot inch "
    "inches percent am pm of more bags cups pints drinks beers "
    "points goals games others is are was were the a an and or to from for in at on by with my "
    "your his her their our this that it them us me in"
)


_BEHIND_NUMBER = re.compile(
    (
        r"(?<![\w£$.:/-])\d{1,4}[a-hA-H]? The [A-Z][a-z'’]{2,20}(?: [A-Z][a-z'’]{2,20})?(?=,|\.| ?\n| "
        r"[A-Z]{1,2}\d|$)"
    )
)
_ABODE = re.compile(
    (
        r"(?<![a-z])(?:hostel|refuge|halls?|block|student|hotel|b&b|lives?|living|lived|resid\w+|"
        r"address|staying|accommodation|placement|bail(?:ed)?)(?![a-z])"
    )
)
_UNIT = re.compile(
    r"(?:flat|unit|room|apartment|apt|studio) ?\w{1,4}, (?:[\w'’]{2,20} ?){1,3}, \Z", re.IGNORECASE
)


def _at_numbers(reading: Reading) -> Iterator[Hit]:
    """A number with the name of a street, and the flat before it."""
    lower, text = reading.lower, reading.text
    for match in _NUMBERED.finditer(lower):
        named = text[match.start("name")].isupper() and text[match.start("street")].isupper()
        if _is_street(match["name"], match["street"], numbered=True, named=named):
            before = text[max(0, match.start() - 50) : match.start()]
            unit = _UNIT.search(before) or _CARE_OF.search(before)
            start = match.start() - (len(before) - unit.start() if unit else 0)
            yield _address(reading, start, match.end(), Tier.LIKELY, "a number with the name of a street")


def _in_streets(reading: Reading) -> Iterator[Hit]:
    """Flats of a building, and streets without a number."""
    lower, text = reading.lower, reading.text
    for match in _HOUSE.finditer(lower):
        if _is_street(match["name"], match["street"], numbered=True):
            yield _address(
                reading, *match.span(), Tier.LIKELY, "a flat with the name of a building or street"
            )
    for match in _BARE_CUE.finditer(lower):
        if _is_street(match["name"], match["street"], numbered=False):
            yield _address(reading, *match.span("v"), Tier.LIKELY, "a street where someone is said to live")
    for match in _BARE_CAPITAL.finditer(text):
        first = match["v"].split()[0]
        if first not in {"High", "The", "Main", "Station"} or match["v"].count(" ") > 1:
            lived = _ABODE.search(lower, max(0, match.start() - 30), match.start("v"))
            yield _address(
                reading, *match.span("v"), Tier.LIKELY if lived else Tier.POSSIBLE, "the name of a street"
            )


def _by_numbers(reading: Reading) -> Iterator[Hit]:
    """Numbers of houses that no name of a street stands beside."""
    lower, text = reading.lower, reading.text
    for match in _BEHIND_NUMBER.finditer(text):
        yield _address(reading, *match.span(), Tier.LIKELY, "a number with the name of a place")
    for pattern in (_NUMBER_OF, _NUMBER_ALONE, _AT_NUMBER):
        for match in pattern.finditer(lower):
            yield Hit(*match.span("v"), "ADDRESS", Tier.LIKELY, "context", "the number of a house")
    for match in _AT_NO.finditer(lower):
        yield Hit(
            *match.span("v" if match["v"] else "w"),
            "ADDRESS",
            Tier.LIKELY,
            "context",
            "the number of a house",
        )


def find(reading: Reading) -> Iterator[Hit]:
    """Addresses, each with the locality that follows it."""
    yield from _at_numbers(reading)
    yield from _in_streets(reading)
    yield from _by_numbers(reading)
    yield from _by_place(reading)
    yield from _named(reading)
    yield from _units(reading)
    yield from _spoken(reading)


def _by_place(reading: Reading) -> Iterator[Hit]:
    """Rooms of a named house, plots of a site, neighbours by number, flats by what is beside them."""
    lower, text = reading.lower, reading.text
    for pattern in (_ROOM_OF, _SITE, _IN_BRACKETS, _NEIGHBOUR):
        for match in pattern.finditer(text):
            named = (
                pattern is _ROOM_OF
                and {key(word) for word in match["house"].split()} <= first_names() | surnames()
            )
            part = (
                "room" if named else "v" if "v" in pattern.groupindex else 0
            )  # “Tolliver, room 4”: who, then where
            yield Hit(*match.span(part), "ADDRESS", Tier.LIKELY, "context", "where someone is to be found")
    for match in _ABOVE.finditer(lower):
        yield Hit(*match.span(), "ADDRESS", Tier.LIKELY, "context", "a flat by what is below or beside it")


def _named(reading: Reading) -> Iterator[Hit]:
    """A number with a street of Wales, or in a short text with one name that is no word."""
    for match in _WELSH.finditer(reading.lower):
        if match["kind"] in _WELSH_WORDS and not reading.text[match.start("kind")].isupper():
            continue  # “2 tan tights”: these are also English words
        yield _address(reading, *match.span(), Tier.LIKELY, "a number with the name of a street")
    short = len(reading.text) <= _SHORT_TEXT
    for pattern in (_NAME_ALONE, _AT_NAME) if short else (_AT_NAME,):
        for match in pattern.finditer(reading.text):
            words = {key(word) for word in match["name"].split()}
            if not words <= common_words() | everyday_words() | first_names() | name_words() | things():
                yield _address(reading, *match.span("v"), Tier.LIKELY, "a number with the name of a place")


def _units(reading: Reading) -> Iterator[Hit]:
    """Flats, rooms and named houses without a street."""
    lower, text = reading.lower, reading.text
    for match in _UNIT_ALONE.finditer(lower):
        after = _NEXT_WORD.match(lower, match.end())
        if not (after and after[1] in _MEASURES):
            yield Hit(*match.span(), "ADDRESS", Tier.LIKELY, "context", "the number of a flat")
    for pattern, where in ((_FLOOR, lower), (_BLOCK, lower), (_NAMED_HOUSE, text), (_ROOM_CODE, lower)):
        for match in pattern.finditer(where):
            yield Hit(
                *match.span("v" if "v" in pattern.groupindex else 0),
                "ADDRESS",
                Tier.LIKELY,
                "context",
                "a room or flat of a building",
            )
    for match in _ROOM.finditer(lower):
        if _ABODE.search(lower, max(0, match.start() - 40), match.start()):
            yield Hit(
                *match.span(), "ADDRESS", Tier.LIKELY, "context", "a room where someone is said to live"
            )


def _spoken(reading: Reading) -> Iterator[Hit]:
    """House numbers in words, and streets where someone is said to be now."""
    lower = reading.lower
    for match in _SAID.finditer(lower):
        plain = key(match["name"].split()[0]) in common_words()
        if _is_street(match["name"], match["street"], numbered=False) and not plain:
            yield _address(reading, *match.span(), Tier.LIKELY, "a number with the name of a street")
    for match in _STILL.finditer(lower):
        which = ("v", "name", "street") if match["v"] else ("w", "name2", "street2")
        plain = all(key(word) in common_words() for word in match[which[1]].split())
        if _is_street(match[which[1]], match[which[2]], numbered=False) and not plain:
            yield _address(
                reading, *match.span(which[0]), Tier.LIKELY, "a street where someone is said to be"
            )


def _is_street(name: str, street: str, *, numbered: bool, named: bool = False) -> bool:
    """Neither a quantity ("5 minutes close") nor a sentence that happens to hold a street word."""
    words = [key(word.strip(".'’")) for word in name.split()]
    if any(word in _GUARD for word in words):
        return False
    if named or street in _CLEAR.split("|"):
        return True
    ordinary = all(word in common_words() for word in words)
    return not ordinary or (numbered and street in {"st", "dr", "cl", "gr", "pl", "sq"} and len(words) == 1)


def _address(reading: Reading, start: int, end: int, tier: Tier, reason: str) -> Hit:
    """The address with up to two localities behind it ("…, Todmorden")."""
    for _ in range(2):
        tail = _TAIL.match(reading.text, end) if reading.text[end : end + 1] in {",", "\n"} else None
        tail = tail or _POST_TOWN.match(reading.lower, end)
        if not tail or _is_other(reading.text, tail):
            break
        end = tail.end("town")
    number = _BEHIND_STREET.match(reading.text, end)
    if number and not any(char.isdigit() for char in reading.text[start:end]):
        end = number.end()
    return Hit(start, end, "ADDRESS", tier, "context" if tier is Tier.LIKELY else "shape", reason)


def _is_other(text: str, tail: re.Match[str]) -> bool:
    """Whether what stands behind an address is a new paragraph, or a line that begins with a label."""
    is_label = tail.group().startswith("\n") and ":" in text[tail.end() : tail.end() + 2]
    return is_label or "\n\n" in tail.group()
