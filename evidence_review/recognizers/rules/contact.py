"""How to reach someone: telephone numbers, e-mail addresses, web addresses (reference/personal_data.md 3.3, 6
to 8).

A number need not be valid for its region: Ofcom's drama ranges and mistyped numbers are found too.
"""

import re
from collections.abc import Iterator

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.context import against, cue, near
from evidence_review.recognizers.reading.hits import Hit, weigh, why
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.rule import Rule, digits, rule_of
from evidence_review.recognizers.reading.word_lists import common_words

_PHONE_CUES = cue(
    r"phones?|tel|telephone|mob(?:ile)?s?|number|no|num|ring|rang|call|calls|called|text|txt|"
    r"whatsapp|wa|contact|cell|fax|landline|"
    r"bell|reach|msg|message|dial|t|m|numer|telefon|nr|suna|sunati|dzwon|zadzwon"
)
_CLEAR_CUES = cue(
    r"phones?|tel|telephone|mob(?:ile)?s?|ring|rang|calls?|called|text|whatsapp|cell|fax|landline|dial"
)
_BRITISH = re.compile(
    (
        r"(?<![\w.+/])(?:(?:\+|00)\s?44[\s.-]{0,2}(?:\(0\))?[\s.-]?|\(?0 ?)(?:\d[\s().-]{0,2}){8,"
        r"9}\d(?!\d|[.,]\d|/\d)"
    )
)
_FOREIGN = re.compile(r"(?<![\w.+/])(?:\+|00)[1-9](?:[\s().-]{0,2}\d){7,14}(?!\d)")
_BARE = re.compile(r"(?<![\w.+/£$-])(?:44[\s-]?)?7\d{3}[\s-]?\d{3}[\s-]?\d{3}(?![\d/-]|\.\d)")
_JID = re.compile(r"(?<!\w)\d{8,15}(?:[:-]\d{1,12})?@(?:s\.whatsapp\.net|c\.us|g\.us)(?!\w)")
_LOCAL = re.compile(r"(?<![\w.+/£-])\d{3}[ -]?\d{3,4}(?![\w/-]|\.\d)")
_PARTIAL = re.compile(
    (
        r"(?:number|phone|mobile|mob|tel|landline|sim|other one|old one|new one)(?:[a-z ]{0,15})? "
        r"(?:ending|ends)(?: in| with)? (?P<v>\d{3,4})(?!\d)"
    )
)
# “07700 900555 no 556 sorry”: the last digits of a number just given, put right.
_MENDED = re.compile(
    (
        r"\d[ -]?\d{3}(?:,| -|\.{1,3})? (?:no|sorry|wait|nah|i mean|not|oops|soz|actually)(?: wait| no|"
        r" sorry| its| it's)?,? (?P<v>\d{3,4})(?!\d)(?= sorry| soz|[.!)]|\s*$|$)"
    ),
    re.MULTILINE,
)
_LOCAL_CUES = cue(
    r"phone|tel|telephone|mob(?:ile)?|landline|ring (?:me|him|her|us|them) on|call (?:me|him|her|us|them) on"
)
_SERVICE = re.compile(r"^(?:0?800\d{4,7}|0808\d{6,7}|116\d{3}|0?300\d{7}|999|101|111|112|118\d{3})$")


def phones(reading: Reading) -> Iterator[Hit]:
    """Telephone numbers in every British and international form, and messaging ids."""
    lower = reading.lower
    for pattern, shape, level in ((_BRITISH, "the form of a British telephone number", True), (_FOREIGN, "the form of an international number", True), (_BARE, "the form of a mobile number without its zero", False)):  # fmt: skip
        for match in pattern.finditer(lower):
            hit = _judged(reading, match.start(), _trimmed(lower, match), shape, unique=level)
            if hit:
                yield hit
    for match in _JID.finditer(lower):
        yield Hit(
            match.start(),
            match.end(),
            "PHONE_NUMBER",
            Tier.CERTAIN,
            "shape",
            "a messaging id, which is a telephone number",
        )
    for match in _PARTIAL.finditer(lower):
        yield Hit(
            *match.span("v"), "PHONE_NUMBER", Tier.LIKELY, "context", "the last digits of a telephone number"
        )
    for match in _MENDED.finditer(lower):
        if _BRITISH.search(lower, max(0, match.start() - 16), match.start("v")):
            yield Hit(
                *match.span("v"),
                "PHONE_NUMBER",
                Tier.LIKELY,
                "context",
                "the last digits of a number, put right",
            )
    for match in _LOCAL.finditer(lower):
        if near(reading, *match.span(), _LOCAL_CUES, before=25, after=0) and not against(
            reading, *match.span()
        ):
            yield Hit(
                *match.span(),
                "PHONE_NUMBER",
                Tier.POSSIBLE,
                "context",
                "digits beside a word for a telephone",
            )


def _trimmed(lower: str, match: re.Match[str]) -> int:
    """The end of the number itself: what follows a line end after ten digits is another line."""
    end = match.end()
    while end > match.start() and not lower[end - 1].isdigit():
        end -= 1
    return end


def _judged(reading: Reading, start: int, end: int, shape: str, *, unique: bool) -> Hit | None:
    number = digits(reading.lower[start:end])
    if _SERVICE.match(number) or len(set(number)) < 3 or _is_date_or_code(reading.lower[start:end]):
        return None
    context = near(reading, start, end, _PHONE_CUES, before=30)
    if number.removeprefix("0044").removeprefix("44").lstrip("0").startswith("3") and not number.startswith(
        "003"
    ):
        return Hit(
            start, end, "PHONE_NUMBER", Tier.POSSIBLE, "shape", "a number of the range that organisations use"
        )
    clear = near(
        reading, start, end, _CLEAR_CUES, before=30
    )  # “number” alone may name any other number better
    mobile = unique and number.removeprefix("00").removeprefix("44").lstrip("0").startswith(
        ("7", "1", "2", "3")
    )
    tier = weigh(
        checksum=None,
        context=context,
        unique=mobile,
        against=against(reading, start, end) if not context else 0,
    )
    return (
        Hit(
            start,
            end,
            "PHONE_NUMBER",
            tier,
            "context" if clear else "shape",
            why(shape, checksum=None, context=context),
        )
        if tier
        else None
    )


def _is_date_or_code(written: str) -> bool:
    """Whether digit groups are a date with a time, such as 01 02 2025 10."""
    return bool(re.match(r"(?:0[1-9]|[12]\d|3[01])[ .-](?:0[1-9]|1[0-2])[ .-](?:19|20)\d\d(?:\D|$)", written))


_TLD = (
    r"(?:com|net|org|info|biz|uk|co|ie|eu|me|io|gov|nhs|ac|sch|edu|pl|ro|de|fr|it|es|nl|in|pk|tr|so|"
    r"test|example|invalid|local|ru|us|ca|au|tv|app|dev)"
)
_EMAIL = re.compile(
    (
        r"(?<![a-z0-9._%+-])[\w][\w.%+'-]{0,63}@[ ]?[a-z0-9](?:[a-z0-9-]|\.(?=[a-z0-9])|\. ?\n "
        r"?(?=[a-z])){1,120}\.[a-z]{2,24}(?![a-z0-9])"
    )
)
_EMAIL_BROKEN = re.compile(
    (
        r"(?<![\w.%+-])[\w][\w.%+-]{0,40}\n?[\w.%+-]{0,30}[ \n]{0,2}@[ \n]{0,2}[a-z0-9-]{1,30}[ \n]{0,"
        r"2}\.[ \n]{0,2}[a-z0-9-]{2,20}(?:\n?\.\n?[a-z]{2,10})?(?![a-z0-9])"
    )
)
_MENTION = re.compile(r" @\w")  # “dm @name.two” is a handle, not an address with a blank in it
_EMAIL_SAID = re.compile(
    rf"(?<![\w.@])[\w][\w+-]{{0,30}}(?: ?(?:\.|[(\[]dot[)\]]| dot | underscore | dash ) ?[\w+-]{{1,"
    rf"30}}){{0,3}} ?(?:@|[(\[{{] ?at ?[)\]}}]| at ) ?[a-z0-9-]{{2,30}}"
    rf"(?: ?(?:\.|[(\[]dot[)\]]| dot ) ?[a-z0-9-]{{2,20}}){{0,2}} ?(?:[(\[]dot[)\]]| dot |\.) "
    rf"?{_TLD}(?![a-z0-9])"
)


def emails(reading: Reading) -> Iterator[Hit]:
    """E-mail addresses as typed, as said ("name at gmail dot com") and broken over a line."""
    lower = reading.lower
    if "@" in lower:
        for match in _EMAIL.finditer(lower):
            if not _JID.search(lower, max(0, match.start() - 16), match.end()):
                yield _email(*match.span(), Tier.CERTAIN, "the form of an e-mail address")
        for match in _EMAIL_BROKEN.finditer(lower):
            if "\n" in match.group() or (" " in match.group() and not _MENTION.search(match.group())):
                yield _email(
                    _address_begins(match), match.end(), Tier.LIKELY, "an e-mail address with a break in it"
                )
    if any(word in lower for word in (" at ", "at)", "at]", " dot ", "at }")):
        yield from _said_emails(lower)


def _said_emails(lower: str) -> Iterator[Hit]:
    for match in _EMAIL_SAID.finditer(lower):
        if any(word in match.group() for word in ("dot", "at)", "at]")):
            yield _email(*match.span(), Tier.LIKELY, "an e-mail address in words")


def _email(start: int, end: int, tier: Tier, reason: str) -> Hit:
    return Hit(start, end, "EMAIL_ADDRESS", tier, "shape", reason)


def _address_begins(match: re.Match[str]) -> int:
    """Where an address with a break in it begins: behind a line that ends with a number or a word and not in
    the middle of a name (“10:04 AM”)."""
    first, line, rest = match.group().partition("\n")
    ended = first.rstrip(".") in common_words() or first.isdigit() or first in {"am", "pm"}
    return (
        match.start() + len(first) + 1
        if line and ended and "@" in rest and not rest.startswith("@")
        else match.start()
    )


_PROFILE = (
    r"(?:facebook|fb|instagram|tiktok|twitter|x|snapchat|youtube|linkedin|reddit|onlyfans|vsco|"
    r"pinterest|t|wa|linktr|discord|soundcloud|twitch|strava|vinted|depop)\.(?:com|me|ee|gg|tv|net|"
    r"co\.uk)"
)
RULES: tuple[Rule, ...] = (
    rule_of("URL", rf"(?<![\w@.])(?:https?://)?(?:[a-z]{{1,8}}\.)?{_PROFILE}/(?:add/|in/|user/|u/|c/|@)?[\w.@%-]{{2,60}}[^\s<>\"']{{0,100}}", "a link to someone's profile", r"\w+", countered=False),
    rule_of("URL", r"(?<![\w@.])(?:https?://|www\.)[^\s<>\"']{3,400}", "a web address", alone=True, countered=False),
)  # fmt: skip
