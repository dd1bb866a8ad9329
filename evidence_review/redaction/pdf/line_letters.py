"""A line of letters as text: gaps where letters stand apart, without copies on the same place, marks over
letters, and what lies under others (docs/decisions/0042)."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evidence_review.redaction.pdf.line_pieces import FAR, GAP, LARGE, SHARED, Direction, Piece
from evidence_review.redaction.streams.glyphs import Box, Glyph, Reading

_COPY, _SPECK = 0.3, 0.35
"""Share of a letter's width within which another is a copy of it; share of a line's size below which a sign is
a speck on it."""
WALL = "\n%%%%%%%%\n"
"""Between two lines that say nothing together: more signs than may stand between the words of a term."""


class Placed(NamedTuple):
    """A letter on its line: where it begins and ends along it, its number among all, and itself."""

    begins: float
    ends: float
    number: int
    glyph: Glyph


def placed(glyphs: Sequence[Glyph], pieces: Sequence[Piece], direction: Direction) -> list[Placed]:
    """The letters of a row of pieces as they are read: piece by piece, and by place where one piece lies
    within another."""
    c, s = direction
    out: list[Placed] = []
    mine: list[Placed] = []
    reached = -math.inf
    for piece in pieces:
        if piece.begins > reached - piece.size and piece.ends > reached:
            out += sorted(mine, key=lambda one: one[:3])
            mine = []
        reached = max(reached, piece.ends)
        for at in piece.letters:
            glyph = glyphs[at]
            begins = glyph.origin[0] * c + glyph.origin[1] * s
            mine.append(Placed(begins, begins + glyph.advance(), at, glyph))
    return out + sorted(mine, key=lambda one: one[:3])


def texts(letters: Sequence[Placed]) -> Iterator[Reading]:
    """A line as text: a gap where letters stand apart, also wider ones beside a large capital; where letters
    lie on others also without those that were painted first."""
    sizes = sorted(one.glyph.font_size for one in letters)
    usual = sizes[len(sizes) // 2]
    line = _bare([one for one in letters if one.glyph.font_size > _SPECK * usual])
    yield _text(line, GAP)
    if sizes[-1] > LARGE * usual:
        yield _text(line, 2 * GAP)
    on_top = [one for at, one in enumerate(line) if not _lies_under(one, line[max(at - 4, 0) : at + 5])]
    if len(on_top) < len(line):
        yield _text(on_top, GAP)


def _lies_under(one: Placed, around: Sequence[Placed]) -> bool:
    """Whether letters painted later lie on most of one."""
    return _shared(one, [other for other in around if other.number > one.number]) > SHARED


def _is_over(mark: Placed, around: Sequence[Placed]) -> bool:
    """Whether a sign stands over letters, not between them."""
    return _shared(mark, [other for other in around if other.glyph.char.isalnum()]) > SHARED


def _shared(one: Placed, others: Sequence[Placed]) -> float:
    """The share of a letter's width on which others stand."""
    both = (min(one.ends, other.ends) - max(one.begins, other.begins) for other in others)
    return sum(share for share in both if share > 0) / _width(one)


def _bare(letters: Sequence[Placed]) -> list[Placed]:
    """Letters in their order, of copies on the same place the last, without marks over others."""
    out: list[Placed] = []
    for at, one in enumerate(letters):
        last = out[-1] if out else None
        if last and one.glyph.char == last.glyph.char and one.begins - last.begins < _COPY * _width(last):
            out[-1] = last._replace(number=max(last.number, one.number))
        elif one.glyph.char.isalnum() or not _is_over(one, letters[max(at - 2, 0) : at + 3]):
            out.append(one)
    return out


def _width(one: Placed) -> float:
    return max(one.ends - one.begins, 0.1)


def _text(line: Sequence[Placed], gap: float) -> Reading:
    text: list[str] = []
    boxes: list[Box | None] = []
    cells = list(_cells(line))
    for at, cell in enumerate(cells):
        if at:
            sign = " " if len(cell) <= 2 >= len(cells[at - 1]) else WALL
            text.append(sign)
            boxes += [None] * len(sign)
        for before, one in zip((None, *cell), cell, strict=False):
            size = max(before.glyph.font_size, one.glyph.font_size) if before else 0
            sign = " " if before and one.begins - before.ends > gap * size else ""
            text += [sign, one.glyph.char]
            boxes += [*[None] * len(sign), *[one.glyph.box] * len(one.glyph.char)]
    return Reading("".join(text), tuple(boxes))


def _cells(line: Sequence[Placed]) -> Iterator[list[Placed]]:
    """A line cut where a gap is so wide that nobody reads on."""
    cell: list[Placed] = []
    for one in line:
        if cell and one.begins - cell[-1].ends > FAR * max(cell[-1].glyph.font_size, one.glyph.font_size):
            yield cell
            cell = []
        cell.append(one)
    if cell:
        yield cell
