"""Letters that go together without standing on one line: each a little higher than the one before, one below
the other, along an arc (docs/decisions/0042)."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from evidence_review.redaction.pdf.line_letters import placed, texts
from evidence_review.redaction.pdf.line_pieces import BACK, Direction, Piece, on_one_line
from evidence_review.redaction.streams.glyphs import Box, Glyph, Reading

FEW = 3
"""Letters of pieces of which such words are made, and more than which they have."""
_PITCH, _BESIDE = (0.4, 2.2), 0.4
"""Sizes by which a letter stands below another; by which their middles may differ."""
_MOST_NEAR = 64
"""Pieces that are looked at for the next one."""
_CLIMBED, _TURNED = 0.4, math.radians(12)
"""Sizes, and the angle, from the first letter to the last from which they stand on no straight line."""


def climbs(glyphs: Sequence[Glyph], short: Sequence[Piece], direction: Direction) -> Iterator[Reading]:
    """Letters that go on from each other, each a little higher or lower than the one before."""
    order = sorted(short, key=lambda one: one.begins)
    begins = [one.begins for one in order]
    followed: set[int] = set()
    for first in range(len(order)):
        chain, at = [order[first]], first
        while at is not None and at not in followed:
            followed.add(at)
            at = _following(order, begins, at)
            chain += [order[at]] if at is not None else []
        levels = [one.level for one in chain]
        if len(chain) > FEW and max(levels) - min(levels) > _CLIMBED * chain[0].size:
            yield from texts(placed(glyphs, chain, direction))


def _following(order: Sequence[Piece], begins: Sequence[float], at: int) -> int | None:
    """The piece that goes on nearest to the end of one."""
    one = order[at]
    first = bisect_left(begins, one.ends - BACK * one.size)
    last = min(bisect_right(begins, one.ends + one.size), first + _MOST_NEAR)
    near = [other for other in range(first, last) if other != at and on_one_line(one, order[other])]
    return min(near, key=lambda other: abs(order[other].begins - one.ends), default=None)


def stacks(glyphs: Sequence[Glyph], singles: Sequence[Piece]) -> Iterator[Reading]:
    """Letters that stand one below the other, from the first."""
    for chain in _chains(singles):
        numbers = [one.letters.start for one in chain]
        if len(chain) > FEW and any(other != one + 1 for one, other in pairwise(numbers)):
            yield _spelt(glyphs, numbers)


def _chains(singles: Sequence[Piece]) -> list[list[Piece]]:
    open_ends: defaultdict[int, list[list[Piece]]] = defaultdict(list)
    chains: list[list[Piece]] = []
    for one in sorted(singles, key=lambda piece: -piece.level):
        column = _column(one)
        near = [chain for key in (column - 1, column, column + 1) for chain in open_ends[key][-_MOST_NEAR:]]
        chain = next((chain for chain in near if _is_below(chain[-1], one)), None)
        if chain is None:
            chain = []
            chains.append(chain)
        else:
            open_ends[_column(chain[-1])].remove(chain)
        chain.append(one)
        open_ends[column].append(chain)
    return chains


def _column(one: Piece) -> int:
    return round((one.begins + one.ends) / 2 / 8)


def _is_below(one: Piece, other: Piece) -> bool:
    size = max(one.size, other.size)
    beside = abs(one.begins + one.ends - other.begins - other.ends) / 2
    return beside < _BESIDE * size and _PITCH[0] * size < one.level - other.level < _PITCH[1] * size


def _spelt(glyphs: Sequence[Glyph], numbers: Sequence[int], gap: str = "\n") -> Reading:
    text: list[str] = []
    boxes: list[Box | None] = []
    for number in numbers:
        glyph = glyphs[number]
        text += [glyph.char, gap]
        boxes += [*[glyph.box] * len(glyph.char), *[None] * len(gap)]
    return Reading("".join(text), tuple(boxes))


def arcs(glyphs: Sequence[Glyph], pieces: Sequence[Piece]) -> Iterator[Reading]:
    """Letters near each other of which each is turned a little further, both ways round."""
    for cluster in _clusters(glyphs, [at for piece in pieces for at in piece.letters]):
        turned = sorted((math.atan2(glyphs[at].along[1], glyphs[at].along[0]), at) for at in cluster)
        if turned[-1][0] - turned[0][0] < _TURNED:
            continue
        gaps = [other[0] - one[0] for one, other in pairwise(turned)]
        widest = max(range(len(gaps)), key=gaps.__getitem__)
        if gaps[widest] > turned[0][0] + math.tau - turned[-1][0]:
            turned = turned[widest + 1 :] + turned[: widest + 1]
        numbers = [at for _, at in turned]
        yield _spelt(glyphs, numbers, "")
        yield _spelt(glyphs, numbers[::-1], "")


def _clusters(glyphs: Sequence[Glyph], numbers: Sequence[int]) -> Iterator[list[int]]:
    """The letters that stand near each other, through any number of others."""
    usual = max((glyphs[at].font_size for at in numbers), default=1.0)
    cell = 1.5 * max(usual, 1.0)
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for at in numbers:
        x, y = glyphs[at].origin
        cells[int(x // cell), int(y // cell)].append(at)
    while cells:
        waiting, out = [next(iter(cells))], list[int]()
        while waiting:
            column, row = waiting.pop()
            mine = cells.pop((column, row), [])
            out += mine
            if mine:
                waiting += [(column + across, row + up) for across in (-1, 0, 1) for up in (-1, 0, 1)]
        if len(out) > FEW:
            yield out
