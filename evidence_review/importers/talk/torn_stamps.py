"""Stamps of a chat in lines of text that are torn: pieces of one at the beginning of a line, or behind other
words in its middle."""

import re
from collections import Counter
from functools import cache

STAMPS = (
    "Times before messages of this chat are damaged, or stand in the middle of other words: what was "
    "between is missing. Ask for a fresh copy."
)
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_WIDEST = 48
_HEAD = re.compile(
    r"[^\w\n]{0,2}(?:[a9][ ,./-]{0,2}){2,5}(?:[^\w\n]{0,2}a )?9[:.]9(?:[:.]9)?(?: ?a(?: "
    r"?a)?(?![^\W_]))?[\])]?[ ,]?[-–—:<]?[ <]?"
)
"""The shape of a stamp and what stands behind it; a is a word, 9 a number."""


def torn_stamps(text: str) -> bool:
    """Whether a text whose lines begin with stamps of one shape has pieces of such stamps elsewhere."""
    lines = _MARKS.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    heads = [_head(line) for line in lines]
    usual, count = Counter(filter(None, heads)).most_common(1)[0] if any(heads) else ("", 0)
    if count < 3 or count * 5 < sum(bool(line.strip()) for line in lines):
        return False
    inside, names = _inside(usual), _names(lines, heads, usual)
    for line, head in zip(lines, heads, strict=True):
        if head is None and _is_piece(_shape(line[:_WIDEST]), usual):
            return True
        rest = line[len(_written(line, head)) :] if head else line
        if any(_is_stamp_end(found, usual, names) for found in inside.finditer(rest)):
            return True
    return False


def _is_stamp_end(found: re.Match[str], usual: str, names: tuple[str, ...]) -> bool:
    """Whether what looks like the end of a stamp in the middle of a line is one, by what stands behind it."""
    is_closed = usual.rstrip()[-1:] in {"]", "<"}
    return found.start() > 0 and (is_closed or found.string.startswith(names, found.end()))


def _shape(text: str) -> str:
    """Words as a, numbers as 9, all else as it is."""
    return re.sub(r"\d+", "9", re.sub(r"[^\W\d_]+", "a", text)).replace("\u202f", " ").replace("\u00a0", " ")


def _head(line: str) -> str | None:
    found = _HEAD.match(_shape(line[:_WIDEST]))
    return found[0] if found else None


def _written(line: str, usual: str) -> str:
    """As much of a line as has the usual shape."""
    found = _pattern(usual).match(line)
    return found[0] if found else ""


@cache
def _pattern(shape: str) -> re.Pattern[str]:
    """Lines as written that have a shape: asked once a line, so made once."""
    pieces = {"a": r"[^\W\d_]+", "9": r"\d+", " ": "[ \u00a0\u202f]"}
    return re.compile("".join(pieces.get(sign) or re.escape(sign) for sign in shape))


def _inside(usual: str) -> re.Pattern[str]:
    """The end of a stamp, from the minutes on, with what stands behind it."""
    at = max(usual.rfind(":"), usual.rfind("."))
    return re.compile(r"\d{1,2}" + _pattern(usual[at:]).pattern)


def _names(lines: list[str], heads: list[str | None], usual: str) -> tuple[str, ...]:
    """Who writes in the chat, as the lines name them, each with the colon behind the name."""
    rests = [
        line[len(_written(line, usual)) :] for line, head in zip(lines, heads, strict=True) if head == usual
    ]
    return tuple({rest[: rest.index(": ") + 2] for rest in rests if 0 < rest.find(": ") < 60})


def _is_piece(begin: str, usual: str) -> bool:
    """Whether a line begins as a stamp does, at least two of its numbers long, and goes on otherwise."""
    same = 0
    while same < min(len(begin), len(usual)) and begin[same] == usual[same]:
        same += 1
    numbers = begin[:same].count("9")
    return (
        same >= 5 and (numbers >= 2 or (numbers == 1 and begin[0] == "[" and same >= 6)) and same < len(begin)
    )


OVER = (
    "Pieces of a page stand torn in the middle of this chat: part of another file seems to be written "
    "over it, and what was there is lost. Ask for a fresh copy."
)
_CLOSING = re.compile(r"</[a-z][a-z0-9]{0,10}>", re.IGNORECASE)
_TORN_BEFORE = re.compile(r'[^<>]*["\w]>')
_TORN_BEHIND = re.compile(r"<[/a-z][^<>]*\Z", re.IGNORECASE)


def is_written_over(text: str) -> bool:
    """Whether a line of a chat holds a stretch of markup whose first or last tag is torn; what people paste
    has whole tags."""
    return any(
        len(_CLOSING.findall(line)) > 1
        and (_TORN_BEFORE.match(line) is not None or _TORN_BEHIND.search(line) is not None)
        for line in text.splitlines()
        if "</" in line
    )
