"""Text as paper can show it: what the printed font lacks, or what cannot be seen, is written as its Unicode
name in brackets.

Emoji that paper draws stay as they are, with all that is tied to them.

Nothing is dropped but marks that have neither shape nor meaning of their own on paper (direction marks,
joiners, variation selectors, soft hyphens). Characters above U+FFFF are named even where the font draws them,
because the PDF writer cannot say in the file which character they are; letters in a mathematical style are
written as plain letters.
"""

import re
import unicodedata
from collections.abc import Callable

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSEEN = frozenset("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | {
    chr(code) for code in range(0xFE00, 0xFE10)
}
_ZWJ = "\u200d"
_SKIN = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_PLAIN = re.compile(r"[\n\x20-\x7e]*")


type PictureEnd = Callable[[str, int], int]
"""Where an emoji ends that begins at a place of a text and that paper draws; 0 where there is none."""


def no_picture(_: str, __: int) -> int:
    """Paper draws no emoji."""
    return 0


def printable(text: str, has: Callable[[str], bool], picture_end: PictureEnd = no_picture) -> str:
    """The text with single newlines, and what `has` not (one character) and is no picture written by name."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    if _PLAIN.fullmatch(text):
        return text
    out: list[str] = []
    at = 0
    while at < len(text):
        end = picture_end(text, at)
        end, written = (end, text[at:end]) if end else _cluster(text, at, has)
        out.append(written)
        at = end
    return "".join(out)


def named(text: str, has: Callable[[str], bool], picture_end: PictureEnd = no_picture) -> bool:
    """Whether any character of the text is written by its name."""
    return printable(text, has, picture_end).count("[") > text.count("[")


def picture_name(picture: str) -> str:
    """What an emoji is called in Unicode: each of its characters that has a shape or meaning of its own."""
    if picture.endswith("\u20e3"):
        return f"keycap {picture[0]}"
    if flag := _flag(picture):
        return flag.strip("[]")
    return "".join(_said(char, before) for char, before in zip(picture, " " + picture, strict=False))


def _said(char: str, before: str) -> str:
    """What one character of an emoji adds to its name."""
    if char == _ZWJ:
        return " + "
    if _is_tag(char):
        return f"{'' if _is_tag(before) else ' '}{chr(ord(char) - 0xE0000)}"
    if char in "\ufe0f\U000e007f":
        return ""
    return f"{', ' if char in _SKIN else ''}{_name(char)}"


def _is_tag(char: str) -> bool:
    return 0xE0020 <= ord(char) < 0xE007F


def _cluster(text: str, at: int, has: Callable[[str], bool]) -> tuple[int, str]:
    """Where the character or emoji sequence at this place ends, and how it is written."""
    char = text[at]
    if char == "\n" or _is_drawn(char, has):
        return at + 1, char
    if char in _UNSEEN:
        return at + 1, ""
    if char.isspace() and unicodedata.category(char) == "Zs":
        return at + 1, " "
    plain = unicodedata.normalize("NFKC", char)
    if ord(char) > 0xFFFF and all(_is_drawn(letter, has) for letter in plain):
        return at + 1, plain
    if flag := _flag(text[at : at + 2]):
        return at + 2, flag
    return _sequence(text, at)


def _flag(halves: str) -> str:
    """Two halves of a flag in words; empty where these are none."""
    if len(halves) < 2 or not all(map(_is_flag_half, halves)):
        return ""
    return f"[flag {''.join(chr(ord(half) - 0x1F1E6 + ord('A')) for half in halves)}]"


def _is_drawn(char: str, has: Callable[[str], bool]) -> bool:
    return _shown(char) and has(char)


def _sequence(text: str, at: int) -> tuple[int, str]:
    """An emoji with what is tied to it: skin tone, a joined second picture, a region's tags."""
    words = _name(text[at])
    at += 1
    while at < len(text):
        char = text[at]
        if char in _SKIN:
            words += ", " + _name(char)
        elif char == _ZWJ and at + 1 < len(text) and unicodedata.category(text[at + 1]) == "So":
            at += 1
            words += " + " + _name(text[at])
        elif _is_tag(char):
            words += ("" if _is_tag(text[at - 1]) else " ") + chr(ord(char) - 0xE0000)
        elif char not in "\ufe0e\ufe0f\U000e007f":
            break
        at += 1
    return at, f"[{words}]"


def _shown(char: str) -> bool:
    """Whether paper shows anything for it, and the file can say what it is."""
    return (
        ord(char) <= 0xFFFF
        and char not in _UNSEEN
        and unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


def _is_flag_half(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF


def _name(char: str) -> str:
    return unicodedata.name(char, "").lower() or f"U+{ord(char):04X}"
