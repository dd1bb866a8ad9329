"""The letters of a page in lines as an eye has them: by where they stand, whatever the order in which they are
painted (docs/decisions/0042).

What is painted in succession is read so already (`glyphs`). Here are the lines of which that order does not
tell: pieces of a word painted with something else between them, letters out of order, a large capital that
stands beside two lines, lines that are turned, letters one below the other, and letters along an arc. The gate
has a way of its own (`gate_tracing`), which shares nothing with this one.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from evidence_review.redaction.pdf.letter_paths import FEW, arcs, climbs, stacks
from evidence_review.redaction.pdf.line_letters import WALL, placed, texts
from evidence_review.redaction.pdf.line_pieces import (
    Direction,
    Piece,
    directions,
    is_told,
    layers,
    pieces,
    rows,
)
from evidence_review.redaction.streams.glyphs import Box, Glyph, Reading

_PALE = 0.93
"""From how light a colour on a sign is paper."""


type _Laid = list[tuple[Direction, list[Piece]]]
"""The pieces of lines by the direction in which these go on."""


class ByPlace(NamedTuple):
    """What the order of painting does not tell of a page: lines, and letters that go together otherwise; and
    the pieces of which its lines are made, for each way in which letters are read together."""

    lines: Reading
    others: Reading
    laid: Sequence[_Laid]


def read_by_place(glyphs: Sequence[Glyph], faint: Collection[Box]) -> ByPlace:
    """The lines of a page that the order of painting does not tell; empty of a page that is painted as it is
    read.

    `faint` are boxes of letters that nobody sees. They, letters without ink, white ones and specks are passed
    over once, since letters that are seen go together across them.
    """
    ways: list[_Laid] = [_laid(glyphs, way) for way in _ways(glyphs, faint)]
    lines = _joined(line for way in ways for line in _lines(glyphs, way, every=False))
    return ByPlace(lines, _joined(path for way in ways for path in _paths(glyphs, way)), ways)


def every_line(glyphs: Sequence[Glyph], laid: Sequence[_Laid]) -> Reading:
    """All lines of a page by place, each for itself: also those that are painted as they are read."""
    lines = (line for way in laid for line in _lines(glyphs, way, every=True))
    return _joined(lines, "\n")


def _ways(glyphs: Sequence[Glyph], faint: Collection[Box]) -> Iterator[list[int]]:
    """The numbers of the letters to be read together."""
    inked = [at for at, glyph in enumerate(glyphs) if not glyph.char.isspace()]
    seen = [at for at in inked if not glyphs[at].unseen]
    pale = frozenset(ink for ink in {glyph.ink for glyph in glyphs} if _is_pale(ink))
    clear = [at for at in seen if not _is_faint(glyphs[at], pale, faint)]
    yield seen
    if len(clear) < len(seen):
        yield clear
    if len(seen) < len(inked):
        yield [at for at in inked if glyphs[at].unseen]


def _is_pale(ink: Sequence[float]) -> bool:
    return bool(ink) and (max(ink) <= 1 - _PALE if len(ink) == 4 else min(ink) >= _PALE)


def _is_faint(glyph: Glyph, pale: Collection[Sequence[float]], faint: Collection[Box]) -> bool:
    return glyph.ink in pale or glyph.font_size < 1 or (bool(faint) and glyph.box in faint)


def _joined(texts: Iterable[Reading], between: str = WALL) -> Reading:
    text: list[str] = []
    boxes: list[Box | None] = []
    for one in texts:
        text += [one.text, between]
        boxes += [*one.boxes, *[None] * len(between)]
    return Reading("".join(text), tuple(boxes))


def _laid(glyphs: Sequence[Glyph], numbers: Sequence[int]) -> _Laid:
    ways = directions(glyphs, numbers).values()
    return [(direction, list(pieces(glyphs, mine, direction))) for direction, mine in ways]


def _lines(glyphs: Sequence[Glyph], laid: _Laid, *, every: bool) -> Iterator[Reading]:
    for direction, mine in laid:
        for row in rows(mine):
            if every or not is_told(row, glyphs):
                for layer in layers(row, glyphs):
                    yield from texts(placed(glyphs, layer, direction))


def _paths(glyphs: Sequence[Glyph], laid: _Laid) -> Iterator[Reading]:
    few: list[Piece] = []
    for direction, mine in laid:
        short = [piece for piece in mine if len(piece.letters) <= FEW]
        if direction[1] == 0:
            yield from stacks(glyphs, [piece for piece in short if len(piece.letters) == 1])
        yield from climbs(glyphs, short, direction)
        few += short
    if len(laid) > 2:
        yield from arcs(glyphs, few)
