"""Birth dates, told from other dates by the words beside them; ages; and dates for research copies
(reference/personal_data.md 3.3, 16 and 17)."""

import re
from collections.abc import Iterator

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.context import column_heading, cue
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.word_lists import common_words, first_names, key, surnames

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:19|20)\d{2}|['’]?\d{2})"
DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}|(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{MONTH}\.?(?:,?[ -]{_YEAR})?|{MONTH}\.? \d{{1,"
    rf"2}}(?:st|nd|rd|th)?(?:,? (?:19|20)\d{{2}})?)(?![\w/])"
)
_DATE = re.compile(rf"(?<![\w/.-]){DATE}")
_BIRTH = cue(r"d\.?o\.?b\.?|date of birth|birth ?dates?|born(?: on)?|birth|birthdays?|b ?day|geboren|b\.")
_DEATH = cue(
    r"died|death|deceased|today|incident|admitted|seen|reviewed|until|expires?|since|appointment|hearing"
)
_SHORT = re.compile(
    (
        r"(?<![a-z])(?:(?:d\.?o\.?b\.?|date of birth|birth ?date|born)[\s:.-]{0,4}(?P<v>\d{6}|\d{8}|"
        r"(?:19|20)\d{2}|\d{1,2} \d{1,2} (?:19|20)?\d{2})|b\.? (?P<w>(?:19|20)\d{2}|\d{1,2}[/.-]\d{1,"
        r"2}[/.-](?:19|20)?\d{2}))(?![\w/])"
    )
)
_BORN_YEAR = re.compile(rf"born in (?P<v>(?:{MONTH} )?(?:19|20)\d{{2}})(?!\w)")
_ORDINAL = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|"
    r"twentieth|thirtieth"
)
_YEAR_SAID = (
    r"(?:(?:nineteen|twenty) (?:hundred |oh )?|two thousand(?: and)? ?)(?:[a-z]+teen|ten|eleven|twelve|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|"
    r"seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine)"
)
_SAID = re.compile(
    (
        rf"(?<![a-z])(?:the )?(?:{_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)?)(?: of)?(?: the)? (?:{MONTH}|"
        rf"{_ORDINAL})(?: (?:{_YEAR_SAID}|(?:[3-9]\d|(?:thirty|forty|fifty|sixty|seventy|eighty|"
        rf"ninety)(?: (?:one|two|three|four|five|six|seven|eight|nine))?)))(?![a-z])"
    )
)
# A message that is nothing but a date of long ago, alone or behind a name, answers when someone was born.
_ALONE = re.compile(
    rf"\s*(?:(?P<name>[^\W\d_][\w'’-]{{1,20}}(?: [^\W\d_][\w'’-]{{1,20}}){{0,2}}?)(?:,| -|:)? "
    rf")?(?P<v>\d{{1,2}}(?:[/.-]\d{{1,2}}[/.-]|(?:st|nd|rd|th)?(?: of)? {MONTH} )(?P<year>(?:19|"
    rf"20)?\d{{2}}))"
    r"(?: (?P<behind>[^\W\d_][\w'’-]{1,20}(?: [^\W\d_][\w'’-]{1,20}){0,2}))?[.!x ]*\Z"
)
_LATEST = 2017  # a year up to which a date alone is taken for a birth date rather than for one of the case
_NUMBER = (
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|"
    "forty|fifty|sixty|seventy|eighty|ninety"
)
_AGE = re.compile(
    rf"(?<![\w'])(?:i'?m(?: only| nearly| just)?|i am(?: only)?|he'?s(?: only just| only| just| "
    rf"nearly| barely| about)?|she'?s(?: only just| only| just| nearly| barely| about| like)?|he "
    rf"is(?: only)?|she is(?: only)?|is only|was only|were only|aged|age|age is|age was|age:|ur(?: "
    rf"already| only)?|"
    rf"you'?re(?: only)?|(?:just |only |about to |bout to )?turn(?:ed|ing|s)?|when (?:i|he|she|"
    rf"they) w(?:as|ere)|since (?:i|he|she) was|hes|shes|is) (?:already |now |only )?(?P<v>\d{{1,"
    rf"2}}|{_NUMBER})"
    rf"(?: ?(?:yo|y/o|yrs?|years?)(?: old)?)?(?![\w:/%£]|[.,:]\d| ?(?:am|pm|mins?|minutes?|hours?|"
    rf"hrs|days?|weeks?|months?|miles?|foot|ft|quid|pounds?|stone|st|kg|cm|points?|times|of|people|"
    rf"on|to|in a|nil|th|inches|percent|cups?|drinks?|goals?)(?!\w))"
)
_AGE_AFTER = re.compile(
    rf"(?<![\w.£/])(?P<v>\d{{1,3}}|{_NUMBER})(?:[ -]?(?:yo|y/o)|[ -]?(?:yr|year)s?[ -]old)(?![a-z])"
)
_AGE_SEX = re.compile(
    r"\((?P<v>\d{1,3}) ?(?:m|f|male|female|y|yr|yo)\)|(?<=[a-z]) (?P<w>[1-9]\d)[mf](?=[,.\s])"
)
_AGE_APART = re.compile(
    r"(?<![\w])(?P<w>)[A-Z][a-z'’-]{1,24}(?: [A-Z][\w'’-]{1,24}){0,3}, (?P<v>1\d|[2-9]\d),(?= [a-z])"
)
_AGE_LISTED = re.compile(
    (
        r"(?<=[a-z]) \((?P<v>[1-9]\d?)(?: ?(?:mths|months|yrs|m))?[,)]|(?<=[a-z]{3}), "
        r"(?P<w>[1-9]\d)(?=\n|\Z)|(?<![\w'])(?:lad|lass|girl|boy|man|woman|bloke|fella|male|female|"
        r"kid) of (?:about |around )?(?P<x>[1-9]\d?)(?!\w|[:/%])"
    )
)
# Ages in other tongues: Polish, Romanian, Turkish, Welsh, Somali, Portuguese and Spanish, French, German,
# Italian, Albanian, Lithuanian, Urdu, Bengali, Arabic, Kurdish.
_N = r"(?P<v>[1-9]\d?)"
_AGE_ELSEWHERE = re.compile(
    rf"(?<![\w.,:/£-])(?:(?:mam|masz|ma|maj[aą]|mia[lł][aoy]?|mia[lł]em|mia[lł]am|"
    rf"sko[nń]czy[lł]?a?) (?:ju[zż] |dopiero |tylko )?{_N}(?= lata?(?!\w))"
    rf"|(?:am|ai|are|avea|împline[sș]te|implineste|face|f[aă]cut) (?:doar |numai |deja "
    rf")?{_N.replace('<v>', '<b>')}(?= (?:de )?ani(?:[sș]ori)?(?!\w))"
    rf"|{_N.replace('<v>', '<c>')}(?= ?(?:ya[sş][ıi]nda\w*|oed(?!\w)|mlwydd oed|jir(?!\w)|jirka|"
    rf"jirta\w*|jirsaday|vje[cç]\w*|jahre alt|saal(?:an)? (?:ka|ki|ke|d[aie])(?!\w)|(?:ka|ki) "
    rf"(?:hai|hain|tha|thi|ho ga[iy]a|ho ga[iy]i)(?!\w)))"
    rf"|(?:tem|tens|tenho|tinha|tiene|tienes|tengo|ten[ií]a|ha|ho|hai|ai|a) "
    rf"{_N.replace('<v>', '<d>')}(?= (?:anos|a[nñ]os|anni|ans)(?!\w))"
    rf"|(?:[3e]?omr\w{{0,4}}|umr|boyosh?|boish?|temen\w{{0,4}}) "
    rf"{_N.replace('<v>', '<e>')}(?![\w/:%£]|[.,:]\d))"
)
_AGE_SAID = cue(r"age|aged|old|birthday|turned|turning|turn|yo|y/o|only|she'?s|he'?s|i'?m|hes|shes|im|ur")
_APART = frozenset({"is"})


def find(reading: Reading) -> Iterator[Hit]:
    """Dates of birth and ages. A date without a word of birth beside it is DATE_TIME, which only research
    copies mask."""
    lower = reading.lower
    for match in _DATE.finditer(lower):
        if _is_birth(reading, *match.span()):
            yield Hit(
                *match.span(), "DATE_OF_BIRTH", Tier.CERTAIN, "context", "a date beside a word of birth"
            )
        else:
            yield Hit(*match.span(), "DATE_TIME", Tier.LIKELY, "shape", "a date")
    for match in _SAID.finditer(lower):
        if _is_birth(reading, *match.span()):
            yield Hit(
                *match.span(), "DATE_OF_BIRTH", Tier.CERTAIN, "context", "a date beside a word of birth"
            )
    yield from _alone(lower)
    for pattern in (_SHORT, _BORN_YEAR):
        for match in pattern.finditer(lower):
            yield Hit(
                *match.span(match.lastgroup or 0),
                "DATE_OF_BIRTH",
                Tier.LIKELY,
                "context",
                "digits after a word of birth",
            )
    yield from _ages(reading)


def _alone(lower: str) -> Iterator[Hit]:
    """A date that is the whole of a short text."""
    alone = _ALONE.match(lower) if len(lower) < _ONE_ANSWER else None
    if (
        alone
        and long_ago(alone["year"])
        and on_calendar(alone["v"])
        and all(_nameable(alone[part]) for part in ("name", "behind"))
    ):
        reason = "a date of long ago as the whole answer"
        yield Hit(*alone.span("v"), "DATE_OF_BIRTH", Tier.LIKELY, "context", reason)


def _ages(reading: Reading) -> Iterator[Hit]:
    """Ages, by the words and signs beside them."""
    lower = reading.lower
    for match in _AGE.finditer(lower):
        hit = _age(reading, match)
        if hit:
            yield hit
    for match in _AGE_AFTER.finditer(lower):
        yield Hit(*match.span("v"), "AGE", Tier.LIKELY, "context", _age_reason(match["v"]))
    for match in _AGE_ELSEWHERE.finditer(lower):
        group = match.lastgroup or 0
        yield Hit(*match.span(group), "AGE", Tier.LIKELY, "context", _age_reason(match[group]))
    for match in (*_AGE_SEX.finditer(lower), *_AGE_APART.finditer(reading.text)):
        group = "v" if match["v"] else "w"
        yield Hit(*match.span(group), "AGE", Tier.LIKELY, "context", _age_reason(match[group]))
    for match in _AGE_LISTED.finditer(lower):
        group = match.lastgroup or 0
        if match["x"] or _is_behind_name(reading.text, match.start()):
            yield Hit(*match.span(group), "AGE", Tier.LIKELY, "context", _age_reason(match[group]))


def _is_behind_name(text: str, place: int) -> bool:
    """Whether a capital stands before it: “Kairo (7)”, “Bilal bin Yusof, 20” and a line end."""
    word = text[text.rfind(" ", 0, place) + 1 : place].rstrip(" ,")
    return word[:1].isupper() and key(word) not in common_words()


_ONE_ANSWER = 60  # characters


def long_ago(year: str) -> bool:
    """Whether a year of two or four digits is one in which people of the case may have been born."""
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) <= _LATEST % 100 else 1900)
    return 1900 < full <= _LATEST


def on_calendar(date: str) -> bool:
    """Whether a date in numbers has a day and a month in either order; three pairs such as 30-48-47 are a
    sort code. A month in words is one."""
    numbers = re.split(r"[/.-]", date)
    first, second = (int(each) for each in numbers[:2]) if len(numbers) == 3 else (1, 1)
    return 1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12


def _nameable(words: str | None) -> bool:
    """Whether nothing, or words one of which is on a list of names."""
    return words is None or any(
        key(word) in first_names() or key(word) in surnames() for word in words.split()
    )


def _is_birth(reading: Reading, start: int, end: int) -> bool:
    lower = reading.lower
    line = max(lower.rfind("\n", 0, start) + 1, start - 40)
    last = None
    for word in _BIRTH.finditer(lower, line, start):
        last = word
    if last:
        between = lower[last.end() : start]
        return not _DATE.search(between) and not _DEATH.search(between) and "." not in between.strip(" .:")
    label = lower[max(0, line - 30) : line].strip()
    if line and start - line <= 2 and _BIRTH.search(label):
        return True
    heading = column_heading(reading, start)
    return (
        bool(_BIRTH.search(heading))
        or bool(
            re.match(
                r"[\s,)(-]{0,3}(?:is|was)? ?(?:my|his|her|their) (?:birthday|dob|b ?day)",
                lower[end : end + 24],
            )
        )
        or bool(
            re.search(
                (
                    r"(?<!\w)(?:my|his|her|\w+'s|\w+s) \d{1,2}(?:st|nd|rd|th)(?: birthday)? (?:is|"
                    r"falls|was) (?:on )?(?:the )?$"
                ),
                lower[max(0, start - 40) : start],
            )
        )
    )


def _age(reading: Reading, match: re.Match[str]) -> Hit | None:
    value = match["v"]
    start, end = match.span("v")
    bare_is = match.group().startswith("is ") and "year" not in match.group() and "yo" not in match.group()
    if value.isdigit() and not 3 <= int(value) <= 110:
        return None
    if (
        bare_is
        and not _AGE_SAID.search(reading.lower[max(0, start - 30) : start - 3])
        and not re.match(
            (
                r" (?:in|next|on) (?:a |the )?(?:june|july|may|march|april|august|september|october|"
                r"november|december|january|february|week|month)"
            ),
            reading.lower[end : end + 20],
        )
    ):
        return None
    return Hit(start, end, "AGE", Tier.LIKELY, "context", _age_reason(value))


def _age_reason(value: str) -> str:
    young = {"ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"}
    child = (value.isdigit() and int(value) < 18) or value in young
    return "an age under 18" if child else "an age"
