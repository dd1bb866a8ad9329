"""The lines of a page cut into segments that are set anew as one: a line of a paragraph, of a cell, of a
message, in any direction.

Along a line runs u, across it v (points); the code that paints a letter knows both.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from evidence_review.redaction.streams.glyphs import Box
from evidence_review.redaction.streams.stream_positions import Code, Path

_SAME_LINE = 0.45
_FAR = 1.2
_STEP = 0.6
"""Shares of the font size: what lies within stands on one line; a wider gap ends a segment; one as wide as
this does so where other lines begin anew at the same place (the columns of a table).
"""
_SHARED = 0.5
"""Points by which edges may differ and still be one edge."""


class Anchor(StrEnum):
    """Which edge of a segment stays where it is when it is set anew."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Segment:
    """Codes (numbers of them) of one segment in order of u, its frame of reference, and where it begins and
    ends."""

    codes: tuple[int, ...]
    direction: tuple[float, float]
    v: float
    size: float
    start: float
    end: float


def along(code: Code) -> float:
    """Where along its line a code begins (u)."""
    return code.x * code.ux + code.y * code.uy


def across(code: Code) -> float:
    """Where across the lines a code stands (v)."""
    return code.y * code.ux - code.x * code.uy


def segments_of(codes: Sequence[Code], numbers: Sequence[int], paths: Sequence[Path]) -> list[Segment]:
    """The segments of the codes of these numbers; upright strokes of `paths` end a segment of level lines
    too."""
    rows = _rows(codes, numbers)
    steps = _steps(codes, rows)
    strokes = [path.box for path in paths if path.box[2] - path.box[0] < 3 and path.box[3] - path.box[1] > 4]
    out: list[Segment] = []
    for row in rows:
        run: list[int] = []
        for number in row:
            if run and _ends(codes, run, number, steps, strokes):
                out.append(_segment(codes, run))
                run = []
            run.append(number)
        out.append(_segment(codes, run))
    return out


def _rows(codes: Sequence[Code], numbers: Sequence[int]) -> list[list[int]]:
    turned: defaultdict[tuple[float, float], list[int]] = defaultdict(list)
    for number in numbers:
        turned[_rounded(codes[number].ux, codes[number].uy)].append(number)
    out: list[list[int]] = []
    for mine in turned.values():
        row: list[int] = []
        base = 0.0
        level = {number: across(codes[number]) for number in mine}
        for number in sorted(mine, key=lambda one: -level[one]):
            if row and base - level[number] > _SAME_LINE * max(codes[number].size, 1):
                out.append(row)
                row = []
            base = level[number] if not row else base
            row.append(number)
        out += [row] if row else []
    return [sorted(row, key=lambda one: (along(codes[one]), one)) for row in out]


@lru_cache(maxsize=64)
def _rounded(ux: float, uy: float) -> tuple[float, float]:
    """A direction, of which a page has few, to a thousandth."""
    return round(ux, 3), round(uy, 3)


def _steps(codes: Sequence[Code], rows: Sequence[Sequence[int]]) -> Counter[int]:
    """How many lines begin anew, behind a gap, at each place (in half points)."""
    out: Counter[int] = Counter()
    for row in rows:
        reached = None
        mine: set[int] = set()
        for number in row:
            code = codes[number]
            begins = along(code)
            if reached is None or begins - reached > _STEP * code.size:
                mine.add(round(begins / _SHARED))
            reached = max(reached if reached is not None else -1e9, begins + code.advance)
        out.update(mine)
    return out


def _ends(
    codes: Sequence[Code], run: Sequence[int], number: int, steps: Counter[int], strokes: Sequence[Box]
) -> bool:
    code, reached = codes[number], max(along(codes[one]) + codes[one].advance for one in run[-4:])
    gap = along(code) - reached
    last = codes[run[-1]]
    if gap <= _STEP * code.size / 2 or (last.show, last.part) == (code.show, code.part):
        return False  # inside one string a gap comes of the spaces' stretching only
    if gap > _FAR * code.size:
        return True
    at = round(along(code) / _SHARED)
    if gap > _STEP * code.size and sum(steps[at + near] for near in (-1, 0, 1)) >= 3:
        return True
    level = code.ux > 0.99
    return level and any(
        reached - 1 < box[0] < along(code) + 1 and box[1] < code.y + 0.3 * code.size < box[3]
        for box in strokes
    )


def _segment(codes: Sequence[Code], run: Sequence[int]) -> Segment:
    first = codes[run[0]]
    size = max(codes[one].size for one in run)
    end = max(along(codes[one]) + codes[one].advance for one in run)
    return Segment(tuple(run), (first.ux, first.uy), across(first), size, along(first), end)


@dataclass(slots=True)
class Edges:
    """How many segments share each edge of a page, by direction."""

    starts: Mapping[tuple[int, int, int], int]
    ends: Mapping[tuple[int, int, int], int]
    middles: Mapping[tuple[int, int, int], int]

    def anchor(self, segment: Segment, middle: float | None, *, stretched: bool) -> Anchor:
        """The edge that does not follow from how long the line is. `middle` is that of the page along the
        line."""
        centre = (segment.start + segment.end) / 2
        if self._shared(self.starts, segment, segment.start) or stretched:
            return Anchor.LEFT
        if self._shared(self.ends, segment, segment.end):
            return Anchor.RIGHT
        if self._shared(self.middles, segment, centre) or (middle is not None and abs(centre - middle) < 1.5):
            return Anchor.CENTRE
        return Anchor.LEFT

    def _shared(self, edges: Mapping[tuple[int, int, int], int], segment: Segment, at: float) -> bool:
        key = _key(segment, at)
        return sum(edges.get((*key[:2], key[2] + near), 0) for near in (-1, 0, 1)) > 1


def _key(segment: Segment, at: float) -> tuple[int, int, int]:
    return round(100 * segment.direction[0]), round(100 * segment.direction[1]), round(at / _SHARED)


def edges_of(segments: Sequence[Segment]) -> Edges:
    """The edges of the segments of a page."""
    return Edges(
        Counter(_key(one, one.start) for one in segments),
        Counter(_key(one, one.end) for one in segments),
        Counter(_key(one, (one.start + one.end) / 2) for one in segments),
    )
