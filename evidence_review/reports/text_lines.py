"""Text for paper: the two fonts that come with the program, widths, and where a word too wide for its line may be
broken."""

import re
import unicodedata
from functools import cache
from typing import Any

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.reports.printable_text import named, printable

BODY = 9.0
_LEADING = 1.36
_FONTS = {False: "DejaVuSans", True: "DejaVuSans-Bold"}
_BREAK = "\ue000"
"""Where the template may break a word; paper never shows it (`printable` names it in a text)."""


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
    return named(text, _has)


def as_printed(text: str) -> str:
    """The text with what paper cannot show written by name, as it will be set."""
    return printable(text, _has)


def line_height(size: float) -> float:
    """From one line's foot to the next, in points."""
    return size * _LEADING


def width(text: str, bold: bool, size: float) -> float:
    """How wide the text stands on paper, in points; joined letters as if they were apart."""
    glyphs, metrics, units = _face(bold)
    return sum(metrics[glyphs.get(ord(char), ".notdef")][0] for char in text) * size / units


def breakable(text: str, room: float, bold: bool, size: float) -> list[dict[str, Any]]:
    """The lines of a text as it will be set, each with whether it runs from right to left; a word
    wider than `room` points is in pieces that are not."""
    return [
        {"text": re.sub(r"\S+", lambda word: _apart(word[0], room, bold, size), line), "rtl": _is_rtl(line)}
        for line in as_printed(text).split("\n")
    ]


def _apart(word: str, room: float, bold: bool, size: float) -> str:
    """The word, in pieces that fit where it does not."""
    if len(word) * size < room or width(word, bold, size) <= room:
        return word
    pieces: list[str] = [""]
    used = 0.0
    for char in word:
        wide = width(char, bold, size)
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
