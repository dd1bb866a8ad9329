"""Lines of text as they stand on paper: the two fonts that come with the program, widths, and breaking at the
margin."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.reports.bidi import has_rtl, is_rtl, visual
from evidence_review.reports.printable_text import named, printable

BODY = 9.0
_LEADING = 1.36
FONTS = {False: "DejaVuSans", True: "DejaVuSans-Bold"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as it stands on paper; `from_right` where its paragraph runs from right to left."""

    text: str
    bold: bool
    size: float
    from_right: bool = False

    @property
    def height(self) -> float:
        """From one line's foot to the next, in points."""
        return self.size * _LEADING


@cache
def _face(bold: bool) -> Any:
    """The font's own tables: which characters it has, how wide each is in thousandths of its size."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(FONTS[bold], str(RESOURCES / "fonts" / f"{FONTS[bold]}.ttf"))
    pdfmetrics.registerFont(font)
    return font.face


def _has(char: str) -> bool:
    return ord(char) in _face(False).charToGlyph and ord(char) in _face(True).charToGlyph


def has_named(text: str) -> bool:
    """Whether paper shows any character of the text by its name in brackets."""
    return named(text, _has)


def as_printed(text: str) -> str:
    """The text with what paper cannot show written by name, as `wrap` will write it."""
    return printable(text, _has)


def width(text: str, bold: bool, size: float) -> float:
    """How wide the text stands on paper, in points."""
    face = _face(bold)
    return sum(face.charWidths.get(ord(char), face.defaultWidth) for char in text) * size / 1000


def wrap(text: str, room: float, bold: bool = False, size: float = BODY) -> list[Line]:
    """The text as lines no wider than `room` points; an empty text is one empty line."""
    lines: list[Line] = []
    for paragraph in printable(text, _has).split("\n"):
        is_mixed = has_rtl(paragraph)
        rtl = is_mixed and is_rtl(paragraph)
        broken = _break(paragraph, room, bold, size)
        lines += [Line(visual(line, rtl) if is_mixed else line, bold, size, rtl) for line in broken]
    return lines


def _break(paragraph: str, room: float, bold: bool, size: float) -> list[str]:
    """Lines broken at blanks; a word wider than a line is broken where the line ends."""
    lines: list[str] = []
    line, used = "", 0.0
    for word in re.findall(r"\s+|\S+", paragraph):
        wide = width(word, bold, size)
        if used + wide <= room:
            line, used = line + word, used + wide
        elif word.isspace():
            lines.append(line)
            line, used = "", 0.0
        else:
            if line.strip():
                lines.append(line.rstrip())
                line, used = "", 0.0
            *full, line = _chop(word, room, bold, size) if used + wide > room else [line + word]
            lines += full
            used = width(line, bold, size)
    return [*lines, line.rstrip() if lines or line.strip() else ""]


def _chop(word: str, room: float, bold: bool, size: float) -> list[str]:
    pieces: list[str] = []
    piece, used = "", 0.0
    for char in word:
        wide = width(char, bold, size)
        if piece and used + wide > room:
            pieces.append(piece)
            piece, used = "", 0.0
        piece, used = piece + char, used + wide
    return [*pieces, piece]
