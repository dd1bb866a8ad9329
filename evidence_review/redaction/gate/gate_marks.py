"""The letters of a page for who traces words over it: where each stands, and what stands beside it
(docs/decisions/0042)."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from evidence_review.redaction.streams.glyphs import Glyph
from evidence_review.redaction.terms.folding import squashed

_CELL = 12.0
"""Points of the squares by which letters are looked up."""
NEAR, APART, ASIDE = 0.7, 0.2, 0.5
"""Sizes: how far behind a letter the next one may stand, from which gap it stands apart, and how far beside the
line it may stand."""
LARGE, CAPITAL = 1.5, 0.8
"""Times the other's size from which a letter is a large capital; sizes by which its head stands above its
line."""
_BACK, _TURN = 0.5, 0.7
"""How far a letter may begin before the end of the one before (share of its width); the cosine of the most
that it may be turned."""
_PALE, LEAST = 0.93, 0.1
"""From how light a colour is paper; the least size that a letter counts as."""
_HYPHENS = frozenset("-\u2010\u2011\u00ad")
MOST_STEPS = 3_000_000
"""Letters that are held against others on one page, at most."""


class Mark(NamedTuple):
    """A letter on a page: its number, which it is (folded), where it begins, where its line goes on behind it,
    and its size."""

    number: int
    glyph: Glyph
    letters: str
    x: float
    y: float
    pen_x: float
    pen_y: float
    size: float

    def before(self, other: "Mark") -> tuple[float, float]:
        """How far behind its end another begins, along its line and above it."""
        c, s = self.glyph.along
        across, up = other.x - self.pen_x, other.y - self.pen_y
        return across * c + up * s, up * c - across * s

    def is_clear(self) -> bool:
        """Whether it is large enough to be seen and not as light as paper."""
        ink = self.glyph.ink
        pale = bool(ink) and (max(ink) <= 1 - _PALE if len(ink) == 4 else min(ink) >= _PALE)
        return self.size > 1 and not pale


type _Square = tuple[int, int]


class Page:
    """The letters of a page by the square in which they begin, and by what they are."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        letters = [_folded(glyph.char) for glyph in glyphs]
        self.glyphs = [glyph for glyph, folded in zip(glyphs, letters, strict=True) if folded]
        self._hyphens = _hyphens(glyphs)
        self._first: defaultdict[str, list[int]] = defaultdict(list)
        for number, folded in enumerate(filter(None, letters)):
            self._first[folded[0]].append(number)
        self._squares: list[_Square] = []
        self._at: dict[_Square, list[int]] = {}
        self._named: dict[str, dict[_Square, list[int]]] = {}
        self._marks: dict[int, Mark] = {}
        self._behind: dict[tuple[int, float], Mark | None] = {}
        self._followed: dict[int, bool] = {}
        self.led: dict[tuple[int, str], list[Mark]] = {}
        self._left = MOST_STEPS
        self.joined = {folded for folded in letters if len(folded) > 1}
        self.usual, self._large = _large(self.glyphs)

    def count(self, letter: str) -> int:
        """How many letters of the page are this one."""
        return len(self._first.get(letter, ()))

    def mark(self, number: int) -> Mark:
        """A letter by its number."""
        found = self._marks.get(number)
        if found is None:
            glyph = self.glyphs[number]
            found = self._marks[number] = _mark(number, glyph, _folded(glyph.char))
        return found

    def _step(self, count: int) -> None:
        """So many letters more were held against others. OverflowError where a page was made to be
        endless."""
        self._left -= count
        if self._left < 0:
            raise OverflowError("more letters than can be traced")

    def within(self, x: float, y: float, across: float, up: float) -> Iterator[int]:
        """Letters that begin in the squares no farther than this."""
        at = self._at = self._at or self._by_square(range(len(self.glyphs)))
        for square in _squares(x, y, across, up):
            if square in at:
                self._step(len(at[square]))
                yield from at[square]

    def named(self, letter: str, x: float, y: float, across: float, up: float) -> list[Mark]:
        """Those of them that are this letter."""
        return [self.mark(number) for number in self._numbers(letter, x, y, across, up)]

    def following(self, mark: Mark, letter: str, far: float, reach: float) -> list[Mark]:
        """Those of them no farther than this, and of large capitals, that are this letter and stand right
        behind one or beside its head."""
        near = [*self._numbers(letter, mark.pen_x, mark.pen_y, far, far), *self._large.get(letter, ())]
        glyphs = self.glyphs
        return [self.mark(number) for number in near if _goes_on(mark, glyphs[number], reach)]

    def _numbers(self, letter: str, x: float, y: float, across: float, up: float) -> list[int]:
        at = self._named.get(letter)
        if at is None:
            at = self._named[letter] = self._by_square(self._first.get(letter, ()))
        numbers = [number for square in _squares(x, y, across, up) for number in at.get(square, ())]
        self._step(len(numbers) + len(self._large.get(letter, ())))
        return numbers

    def _by_square(self, numbers: Iterable[int]) -> dict[_Square, list[int]]:
        self._squares = self._squares or [
            (int(glyph.origin[0] // _CELL), int(glyph.origin[1] // _CELL)) for glyph in self.glyphs
        ]
        out: dict[_Square, list[int]] = {}
        for number in numbers:
            out.setdefault(self._squares[number], []).append(number)
        return out

    def every(self, letter: str) -> list[Mark]:
        """Every one of the page that is this letter."""
        numbers = self._first.get(letter, [])
        self._step(len(numbers))
        return [self.mark(number) for number in numbers]

    def on_line(self, mark: Mark, far: float) -> Iterator[tuple[float, Mark]]:
        """Letters that can be seen on the line of one, with how far behind it they stand."""
        (c, s), pen_x, pen_y, aside = mark.glyph.along, mark.pen_x, mark.pen_y, ASIDE * mark.size
        for number in self.within(pen_x, pen_y, far, far):
            x, y = self.glyphs[number].origin
            across, up = x - pen_x, y - pen_y
            if abs(up * c - across * s) < aside and number != mark.number:
                other = self.mark(number)
                if other.is_clear():
                    yield across * c + up * s, other

    def behind(self, mark: Mark, reach: float) -> Mark | None:
        """The letter that stands right behind one, no farther than so many sizes."""
        key = mark.number, reach
        if key not in self._behind:
            least, far = -APART * mark.size, reach * mark.size
            near = [one for one in self.on_line(mark, far) if least < one[0] < far]
            self._behind[key] = min(near, key=lambda one: abs(one[0]))[1] if near else None
        return self._behind[key]

    def is_followed(self, mark: Mark) -> bool:
        """Whether a letter stands close behind one: mostly that which is painted next."""
        known = self._followed.get(mark.number)
        if known is None:
            known = self._followed[mark.number] = self._is_followed(mark)
        return known

    def _is_followed(self, mark: Mark) -> bool:
        after = mark.number + 1
        if 0 < after < len(self.glyphs):
            other = self.mark(after)
            along, above = mark.before(other)
            if abs(along) < APART * mark.size and abs(above) < APART * mark.size and other.is_clear():
                return True
        return self.behind(mark, NEAR) is not None

    def ahead(self, mark: Mark) -> Mark | None:
        """The letter behind which one stands."""
        near: list[tuple[float, Mark]] = []
        for number in self.within(mark.x, mark.y, 2 * mark.size, 2 * mark.size):
            other = self.mark(number)
            along, above = other.before(mark)
            if number != mark.number and abs(along) < APART * mark.size and abs(above) < ASIDE * mark.size:
                near += [(abs(along), other)] if other.is_clear() else []
        return min(near, key=lambda one: one[0])[1] if near else None

    def ends_in_hyphen(self, mark: Mark) -> bool:
        """Whether a hyphen stands right behind a letter and nothing behind that."""
        near = (
            one
            for square in _squares(mark.pen_x, mark.pen_y, mark.size, mark.size)
            for one in self._hyphens.get(square, ())
        )
        hyphen = next((one for one in near if goes_on(mark, one, APART * mark.size)), None)
        return hyphen is not None and not self.behind(hyphen, 1)

    def is_alone(self, mark: Mark) -> bool:
        """Whether no letter stands right before one or behind it."""
        return not self.is_followed(mark) and self.ahead(mark) is None


def _hyphens(glyphs: Sequence[Glyph]) -> dict[_Square, list[Mark]]:
    """The hyphens, which are no letters, by the square in which they begin."""
    out: defaultdict[_Square, list[Mark]] = defaultdict(list)
    for at, glyph in enumerate(glyphs, 1):
        if glyph.char in _HYPHENS:
            x, y = glyph.origin
            out[int(x // _CELL), int(y // _CELL)].append(_mark(-at, glyph, ""))
    return out


def _large(glyphs: Sequence[Glyph]) -> tuple[float, dict[str, list[int]]]:
    """The usual size of letters, and those that are much larger, by what they are."""
    sizes = sorted(glyph.font_size for glyph in glyphs)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    found: defaultdict[str, list[int]] = defaultdict(list)
    if sizes and sizes[-1] > LARGE * usual:
        for number, glyph in enumerate(glyphs):
            if glyph.font_size > LARGE * usual:
                found[_folded(glyph.char)[0]].append(number)
    return usual, found


def _squares(x: float, y: float, across: float, up: float) -> list[_Square]:
    columns = range(int((x - across) // _CELL), int((x + across) // _CELL) + 1)
    rows = range(int((y - up) // _CELL), int((y + up) // _CELL) + 1)
    return [(column, row) for column in columns for row in rows]


@cache
def _folded(char: str) -> str:
    return squashed(char)


def _mark(number: int, glyph: Glyph, letters: str) -> Mark:
    (x, y), (c, s), far = glyph.origin, glyph.along, glyph.advance()
    return Mark(number, glyph, letters, x, y, x + far * c, y + far * s, max(glyph.font_size, LEAST))


def goes_on(one: Mark, other: Mark, reach: float) -> bool:
    """Whether a letter stands behind another, on its line or beside the head of a large one."""
    return _goes_on(one, other.glyph, reach)


def _goes_on(one: Mark, glyph: Glyph, reach: float) -> bool:
    (a, b), (c, d), (x, y), size = one.glyph.along, glyph.along, glyph.origin, max(glyph.font_size, LEAST)
    across, up = x - one.pen_x, y - one.pen_y
    along, above = across * a + up * b, up * a - across * b
    if along > max(reach, NEAR * size):
        return False
    low = -CAPITAL * size if size > LARGE * one.size else -ASIDE * max(one.size, size)
    high = CAPITAL * one.size if one.size > LARGE * size else ASIDE * max(one.size, size)
    if not low <= above <= high:
        return False
    back = _BACK * math.hypot(one.pen_x - one.x, one.pen_y - one.y) + 0.05 * one.size
    return -back <= along and a * c + b * d >= _TURN
