"""Text for paper: the two fonts that come with the program, widths, and where a word too wide for its line may be
broken."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.reports.emoji_pictures import picture_end, picture_width
from evidence_review.reports.printable_text import named, printable

BODY = 9.0
_LEADING = 1.36
_FONTS = {False: "DejaVuSans", True: "DejaVuSans-Bold"}
_WIDEST = 1.3
"""No letter and no emoji is wider, as a share of its size."""
_BREAK = "\ue000"
"""Where the template may break a word; paper never shows it (`printable` names it in a text)."""
_TURN = "\ue001"
"""Where the template turns from letters to emoji and back; a text has none, as above."""


@cache
def _face(bold: bool) -> tuple[dict[int, str], Any, float]:
    """The font's own tables: the glyph of each character, how wide each is, and units of its size."""
    from fontTools.ttLib import TTFont

    font: Any = TTFont(str(RESOURCES / "fonts" / f"{_FONTS[bold]}.ttf"), lazy=True)
    return font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm


def _has(char: str) -> bool:
    return ord(char) in _face(False)[0] and ord(char) in _face(True)[0]


def has_named(text: str) -> bool:
    """Whether paper shows any character of the text by its name in brackets."""
    return named(text, _has, picture_end)


def as_printed(text: str) -> str:
    """The text with what paper cannot show written by name, as it will be set."""
    return printable(text, _has, picture_end)


def with_turns(text: str) -> str:
    """A printed text as the template takes it: each run of emoji between two turns."""
    if text.isascii():
        return text
    written = (f"{_TURN}{one}{_TURN}" if is_picture else one for one, is_picture in _letters(text))
    return "".join(written).replace(_TURN + _TURN, "")


def pictures_in(text: str) -> list[str]:
    """Every emoji that paper draws of a text, each once, in order."""
    return list(dict.fromkeys(one for one, is_picture in _letters(as_printed(text)) if is_picture))


def _letters(text: str) -> Iterator[tuple[str, bool]]:
    """Each letter or emoji of a printed text, and whether it is an emoji."""
    at = 0
    while at < len(text):
        end = picture_end(text, at)
        yield text[at : end or at + 1], bool(end)
        at = end or at + 1


def line_height(size: float) -> float:
    """From one line's foot to the next, in points."""
    return size * _LEADING


def width(text: str, bold: bool, size: float) -> float:
    """How wide a printed text stands on paper, in points; joined letters as if they were apart."""
    return sum(_wide(one, is_picture, bold) for one, is_picture in _letters(text)) * size


def _wide(one: str, is_picture: bool, bold: bool) -> float:
    """How wide a letter or emoji is, as a share of its size."""
    if is_picture:
        return picture_width()
    glyphs, metrics, units = _face(bold)
    return metrics[glyphs.get(ord(one), ".notdef")][0] / units


def breakable(text: str, room: float, bold: bool, size: float) -> list[dict[str, Any]]:
    """The lines of a text as it will be set, each with whether it runs from right to left; a word
    wider than `room` points is in pieces that are not."""
    return [
        {
            "text": with_turns(re.sub(r"\S+", lambda word: _apart(word[0], room, bold, size), line)),
            "rtl": _is_rtl(line),
        }
        for line in as_printed(text).split("\n")
    ]


def _apart(word: str, room: float, bold: bool, size: float) -> str:
    """The word, in pieces that fit where it does not."""
    if len(word) * size * _WIDEST < room or width(word, bold, size) <= room:
        return word
    pieces: list[str] = [""]
    used = 0.0
    for char, is_picture in _letters(word):
        wide = _wide(char, is_picture, bold) * size
        if pieces[-1] and used + wide > room:
            pieces.append("")
            used = 0.0
        pieces[-1] += char
        used += wide
    return _BREAK.join(pieces)


def _is_rtl(line: str) -> bool:
    """By its first letter that has a direction (Unicode Annex 9, P2 and P3)."""
    strong = (unicodedata.bidirectional(char) for char in line)
    return next((one for one in strong if one in {"L", "R", "AL"}), "L") != "L"
