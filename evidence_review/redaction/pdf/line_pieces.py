"""The letters of a page as pieces of lines: what is painted in succession side by side, and which pieces stand
on one line, by place (docs/decisions/0042)."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from evidence_review.redaction.streams.glyphs import Glyph

GAP, BACK, LEVEL = 0.2, 0.35, 0.12
"""Shares of the size: the gap from which letters stand apart; how far one may begin before the end of the one
before, and beside its line, and still go on with it."""
FAR, FAR_ALONE = 3.0, 16.0
"""The gap, in sizes, beyond which nobody reads on: of words, and of letters that stand alone."""
LARGE, SHARED = 1.6, 0.5
"""Times the size of a line from which a letter is a large capital beside it; the share of the lower body that
two on one line have in common, and of a letter on which something lies."""
_LOW, _HIGH = -0.1, 0.65
"""Where the body of a letter lies over its line, in sizes."""
_COMMON = SHARED * (_HIGH - _LOW)
"""Sizes of the smaller one that two bodies have in common that lie beside each other."""
_DEGREES = 6
"""Lines whose directions differ by less are of one direction."""
_STEP = 0.05
"""Sizes by which levels differ that are two."""
_MOST_SPACES, _MOST_LAYERS, _MOST_IN_LAYERS, _MOST_HELD = 8, 6, 500, 4_000_000
"""Spaces that may be painted between two words of a line; ways in which pieces that lie on others are told
apart, and of how many; pieces of a page that are held against each other."""
EAST = (1.0, 0.0)

type Direction = tuple[float, float]


class Piece(NamedTuple):
    """Letters painted in succession on one line: which they are (numbers among all), where they begin, end and
    stand across the line, and their size."""

    letters: range
    begins: float
    ends: float
    level: float
    size: float


def directions(glyphs: Sequence[Glyph], numbers: Sequence[int]) -> dict[int, tuple[Direction, list[int]]]:
    """The letters by the direction of their lines, and each direction."""
    out: dict[int, tuple[Direction, list[int]]] = {}
    for at in numbers:
        along = glyphs[at].along
        key = (
            0
            if along == EAST
            else round(math.degrees(math.atan2(along[1], along[0])) / _DEGREES) % (360 // _DEGREES)
        )
        if key not in out:
            out[key] = (along if key else EAST, [])
        out[key][1].append(at)
    return out


def pieces(glyphs: Sequence[Glyph], numbers: Sequence[int], direction: Direction) -> Iterator[Piece]:
    """The letters of one direction as pieces: a letter is of the same piece where it goes on from the one
    before with nothing painted between them."""
    c, s = direction
    first = before = -2
    begins = ends = level = size = 0.0
    for at in numbers:
        glyph = glyphs[at]
        x, y = glyph.origin
        here, across, tall = x * c + y * s, y * c - x * s, glyph.font_size
        goes_on = (
            at == before + 1
            and -BACK * tall < here - ends < GAP * tall
            and abs(across - level) < LEVEL * tall
            and 0.8 * size < tall < 1.25 * size
        )
        if not goes_on:
            if first >= 0:
                yield Piece(range(first, before + 1), begins, ends, level, size)
            first, begins, level, size = at, here, across, tall
        before, ends = at, here + glyph.advance()
    if first >= 0:
        yield Piece(range(first, before + 1), begins, ends, level, size)


def rows(every: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each line, from its beginning: of every level at which any stands, those whose bodies lie
    on it. A large capital belongs to every line beside it.

    A page that was made to have more lines than can be put together is left to the gate, which refuses it.
    """
    order = sorted(every, key=lambda one: -one.level)
    levels = [-one.level for one in order]
    usual = sorted(one.size for one in order)[len(order) // 2] if order else 0.0
    large = [one for one in order if one.size > LARGE * usual]
    told: set[tuple[int, ...]] = set()
    left = _MOST_HELD
    for seed in _seeds(order):
        reach = LARGE * max(usual, seed.size)
        near = order[bisect_left(levels, -seed.level - reach) : bisect_right(levels, -seed.level + reach)]
        left -= len(near) + len(large)
        if left < 0:
            return
        row = list(dict.fromkeys(one for one in (*near, *large) if on_one_line(seed, one)))
        row.sort(key=lambda one: (one.begins, one.letters.start))
        key = tuple(one.letters.start for one in row)
        if key not in told:
            told.add(key)
            yield row


def _seeds(order: Sequence[Piece]) -> Iterator[Piece]:
    """A piece of each level."""
    last: Piece | None = None
    for one in order:
        if last is None or last.level - one.level >= _STEP * one.size or one.size != last.size:
            last = one
            yield one


def on_one_line(seed: Piece, other: Piece) -> bool:
    """Whether the bodies of two pieces lie beside each other."""
    _, _, _, level, size = seed
    _, _, _, its_level, its_size = other
    low, high = level + _LOW * size, level + _HIGH * size
    its_low, its_high = its_level + _LOW * its_size, its_level + _HIGH * its_size
    # by hand, since a page is asked thousands of times: `min` and `max` take longer than all the rest
    both = (high if high < its_high else its_high) - (low if low > its_low else its_low)  # noqa: FURB136
    return both >= _COMMON * (size if size < its_size else its_size)  # noqa: FURB136


def is_told(row: Sequence[Piece], glyphs: Sequence[Glyph]) -> bool:
    """Whether the order of painting tells the line: what stands near is painted in succession, and spaces that
    are painted are seen."""
    reached = row[0].ends
    for one, other in pairwise(row):
        apart = other.begins - reached
        if apart < _reach(one, other):
            between = range(one.letters.stop, other.letters.start)
            follows = one.letters.stop == other.letters.start or (
                0 < len(between) <= _MOST_SPACES and apart > GAP * other.size
            )
            if not follows or not all(glyphs[at].char.isspace() for at in between):
                return False
        reached = max(reached, other.ends)
    return True


def _reach(one: Piece, other: Piece) -> float:
    alone = len(one.letters) <= 2 >= len(other.letters)
    return (FAR_ALONE if alone else FAR) * max(one.size, other.size)


def layers(row: list[Piece], glyphs: Sequence[Glyph]) -> Iterator[list[Piece]]:
    """A row as a whole and, where pieces lie on others, those that do not lie on each other, and those of one
    colour."""
    yield row
    found = _layers(row) if len(row) < _MOST_IN_LAYERS else []
    if len(found) > 1:
        yield from (sorted(layer, key=lambda one: one.begins) for layer in found[:_MOST_LAYERS])
        inks: defaultdict[tuple[float, ...], list[Piece]] = defaultdict(list)
        for piece in row:
            inks[glyphs[piece.letters.start].ink].append(piece)
        yield from list(inks.values())[:_MOST_LAYERS] if len(inks) > 1 else ()


def _layers(row: list[Piece]) -> list[list[Piece]]:
    out: list[list[Piece]] = []
    for piece in sorted(row, key=lambda one: one.letters.start):
        mine = next((layer for layer in out if not any(_lies_on(piece, one) for one in layer)), None)
        if mine is None:
            out.append([piece])
        else:
            mine.append(piece)
    return out


def _lies_on(one: Piece, other: Piece) -> bool:
    size = min(one.size, other.size)
    return min(one.ends, other.ends) - max(one.begins, other.begins) > SHARED * size
