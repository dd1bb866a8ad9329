"""Words drawn with signs in plain text, a sign for each point (blocks, number signs, cells of Braille), as
pictures that a machine can read."""

import re
from collections.abc import Iterator
from typing import Any

_LEAST_LINES, _LEAST_WIDE, _MOST = 4, 16, 400
"""Lines of such a drawing, signs in its longest, and the signs to which either is looked at."""
_FILLED = 3
"""Signs beside blanks from which a line may be part of one."""
_HALVES = {"▀": (0, 0, 1, 0.5), "▄": (0, 0.5, 1, 1), "▌": (0, 0, 0.5, 1), "▐": (0.5, 0, 1, 1)}
_LETTERS = re.compile(r"[^\W_]")
_CELLS = ((8, 8), (6, 12))
"""Pixels of a sign, across and down."""
_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Where the eight dots of a cell of Braille stand, across and down."""


def drawings(text: str) -> Iterator[Any]:
    """A Pillow picture of each such drawing, black on white, in two proportions."""
    for lines in _blocks(text):
        yield from (_picture(lines, *cell) for cell in _CELLS)


def _blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*text.split("\n"), "."]:
        if _may_draw(line) or (block and not line.strip()):
            block.append(line.rstrip()[:_MOST])
            continue
        filled = [one for one in block if one]
        if len(filled) >= _LEAST_LINES and max(map(len, filled)) >= _LEAST_WIDE and len(block) <= _MOST:
            yield block
        block = []


def _may_draw(line: str) -> bool:
    """Whether a line has hardly a letter, or is one sign again and again."""
    signs = "".join(line.split())
    if not signs:
        return False
    return len(set(signs)) <= 2 or len(_LETTERS.sub("", signs)) == len(signs) >= _FILLED


def _picture(lines: list[str], wide: int, high: int) -> Any:
    from PIL import Image, ImageDraw

    columns = max(map(len, lines))
    made = Image.new("L", ((columns + 4) * wide, (len(lines) + 4) * high), 255)
    draw = ImageDraw.Draw(made)
    for down, line in enumerate(lines, 2):
        for across, sign in enumerate(line, 2):
            for left, top, right, bottom in _parts(sign):
                box = (
                    (left + across) * wide,
                    (top + down) * high,
                    (right + across) * wide - 1,
                    (bottom + down) * high - 1,
                )
                draw.rectangle(box, fill=0)
    return made


def _parts(sign: str) -> list[tuple[float, float, float, float]]:
    """The filled parts of the cell of a sign, in shares of it."""
    if sign.isspace() or sign == "\u2800":
        return []
    if "\u2800" < sign <= "\u28ff":
        dots = [place for at, place in enumerate(_DOTS) if (ord(sign) - 0x2800) >> at & 1]
        return [(x / 2, y / 4, (x + 1) / 2, (y + 1) / 4) for x, y in dots]
    return [_HALVES.get(sign, (0, 0, 1, 1))]
