"""Names on platforms: @handles, gamer tags, profile names after a cue (reference/personal_data.md 3.3, 5)."""

import re
from collections.abc import Iterator

from evidence_review.domain.kinds import Tier
from evidence_review.recognizers.reading.hits import Hit
from evidence_review.recognizers.reading.reading import Reading
from evidence_review.recognizers.reading.word_lists import common_words, first_names, key

_AT = re.compile(r"(?<![\w@./%+-])@[A-Za-z0-9_][A-Za-z0-9_.]{1,29}(?<!\.)(?![\w@])")
_PLATFORM = (
    r"snap(?:chat)?|sc|insta(?:gram)?|ig|tiktok|tik tok|tt|discord|xbox(?: live)?|psn|playstation|"
    r"gamer ?tag|kik|telegram|steam|reddit|onlyfans|"
    r"user ?name|twitch|roblox|fortnite|handle|wickr|bereal|finsta|hinge|tinder|grindr|badoo|"
    r"vinted|depop|skype"
)
_CUED = re.compile(
    rf"(?<![a-z0-9])(?:(?:my|his|her|their|ur|your|add (?:me|him|her|us) on|new|"
    rf"on)\s)?(?:{_PLATFORM})(?:\s(?:name|user|username|account|acc|handle|tag|id|is now))?"
    r"(?:\sis|\sits|'s|\s?:|\s?=|\s-|\sunder|\sas)?\s[\"'“]?(?P<v>[a-z0-9_][a-z0-9_.-]{2,29})(?<![.-])"
)
_ADD = re.compile(
    r"(?<![a-z])(?:add|find|try|changed (?:it|his|her|my name) to|user|known as)(?: me| him| "
    r"her)?(?: on (?:there|here))?(?:\sits|\s?:|\s-|,)?\s"
    r"(?P<v>(?=[a-z_.]{3,28}[\d_])[a-z][a-z0-9_.]{3,28})(?<!\.)(?![\w@/])"
)
_BEFORE = re.compile(
    rf"(?<![\w@./#])(?P<v>(?=[a-z_.]{{0,28}}[\d_])[a-z][a-z0-9_.]{{3,28}}[a-z0-9_])(?=(?: is| "
    rf"was)? on (?:{_PLATFORM}|there|here|everything)(?![a-z]))"
    r"|(?<![a-z])(?:dm|follow|block|unblock|search)(?: me| him| her)?(?: on| at)? "
    r"(?P<w>(?=[a-z_.]{0,28}[\d_])[a-z][a-z0-9_.]{3,28}[a-z0-9_])(?![\w@/])"
)
_PATH = re.compile(
    r"(?<![\w/])(?:u|r/u)/(?P<v>[\w-]{3,20})(?!\w)|(?<![\w#@])(?P<w>[a-z][\w.]{1,30}#\d{4})(?!\d)"
)

_OWNED = re.compile(
    (
        r"(?<![\w@./#])(?P<v>(?=[a-z_.]{0,28}[\d_.])[a-z][a-z0-9_.]{3,28}[a-z0-9_])(?= is (?:his|her|"
        r"my|their|ur|your)(?: new| old| other)? (?:@|at|user|username|handle|tag|snap|insta|ig|tiktok|"
        r"acc))"
    )
)
# A name, a point and something with a digit: “dean.carter.90”; not a sentence without its blank, a file or a
# site.
_POINTED = re.compile(
    (
        r"(?<![\w@./#:\\-])(?P<v>[a-z]{3,20}(?:\.[a-z_]{2,20}){0,2}\.(?=[a-z]{0,10}\d)[a-z\d_]{2,"
        r"12})(?![\w@/(:=-]|\.[a-z\d])"
    )
)
_FILES = frozenset(["mp3", "mp4", "m4a", "m4v", "7z", "h264", "x264", "v1", "v2", "v3"])

# Letters joined by a low line, as few words are that are no user name; not a file, a picture or a name in a
# program.
_LOW_LINE = re.compile(
    (
        r"(?<![\w@./#:\\-])(?!img_|vid_|dsc_|pxl_|wa_|screenshot_|ptt_|aud_|doc_|scan_)(?P<v>_{0,"
        r"2}[a-z]{2,20}(?:_{1,3}[a-z\d.]{1,16}){1,3}_{0,2})(?![\w@/(:=-]|\.[a-z\d])"
    )
)


def find(reading: Reading) -> Iterator[Hit]:
    """Handles with an @ are certain by shape; a token after a platform's name is likely if it is no plain
    word."""
    lower = reading.lower
    if "@" in lower:
        for match in _AT.finditer(reading.text):
            yield Hit(*match.span(), "HANDLE", Tier.LIKELY, "shape", "the form of a handle: @ and a name")
    for match in _CUED.finditer(lower):
        tier = _worth(match["v"])
        if tier:
            yield Hit(*match.span("v"), "HANDLE", tier, "context", "a token after the name of a platform")
    for match in _ADD.finditer(lower):
        yield Hit(*match.span("v"), "HANDLE", Tier.LIKELY, "context", "a token after “add me”")
    for match in _BEFORE.finditer(lower):
        yield Hit(
            *match.span("v" if match["v"] else "w"),
            "HANDLE",
            Tier.LIKELY,
            "context",
            "a token beside the name of a platform",
        )
    for match in _OWNED.finditer(lower):
        yield Hit(
            *match.span("v"), "HANDLE", Tier.LIKELY, "context", "a token that is said to be a user name"
        )
    for match in _PATH.finditer(lower):
        group = "v" if match["v"] else "w"
        yield Hit(*match.span(group), "HANDLE", Tier.LIKELY, "shape", "the form of a profile name")
    for start, end in _shaped(lower):
        yield Hit(start, end, "HANDLE", Tier.LIKELY, "shape", "the form of a user name")


def _shaped(lower: str) -> Iterator[tuple[int, int]]:
    """Tokens with low lines, or with points and a digit."""
    if "_" in lower:
        yield from (match.span("v") for match in _LOW_LINE.finditer(lower))
    for match in _POINTED.finditer(lower) if "." in lower else ():
        parts = match["v"].split(".")
        if parts[-1] not in _FILES and key(parts[0]) not in common_words():
            yield match.span("v")


def _worth(token: str) -> Tier | None:
    """A token with digits, marks or mixed parts is a handle; a plain word is not, a name is left to the name
    rules."""
    if token.isdigit() or token in common_words():
        return None
    if any(c in "0123456789_." for c in token):
        return Tier.LIKELY
    plain = key(token)
    return None if plain in first_names() or len(plain) < 5 else Tier.POSSIBLE
