"""Whether a redacted page still shows everything that was to stay, where it stood (reference/safety.md 1.6 b
to d)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.redaction.pdf.boxing import Bar
from evidence_review.redaction.streams.glyphs import Box, Glyph, meet, painted, placer

_MOVED = 0.05
"""Points that a kept character may move."""
_ALIKE = 0.1
"""Points by which two readings of one character may differ."""
_PIXELS = 0.002
"""Share of the pixels outside the bars that may differ."""
_DIFFERENT = 48
"""Steps of 255 by which a pixel must differ to count: below it lies the rounding of two drawings of one
page."""
_DPI = 72
MOVED = "kept words moved or went"
STRANGE = "words stand where none stood"
UNKNOWN = "\ufffd"
"""What stands for a letter of which nothing says which sign it is."""


@dataclass(frozen=True, slots=True)
class Shifted:
    """A character of a line that was set anew: its origin before and after (PDF user space), and its size (0
    for a space)."""

    old: tuple[float, float]
    new: tuple[float, float]
    size: float


@dataclass(frozen=True, slots=True)
class Expected:
    """What was done to a page: what went, bars drawn, what a reader sees of the page, and lines set anew.

    What went is told by boxes (whatever has its middle in one) and by the origins of characters. Of lines set
    anew: where each kept character must stand now, the areas in which they stood and stand, and their tokens.
    """

    gone: tuple[Box, ...]
    bars: tuple[Bar, ...]
    visible: Box
    points: tuple[tuple[float, float], ...] = ()
    shifted: tuple[Shifted, ...] = ()
    areas: tuple[Box, ...] = ()
    tokens: tuple[Bar, ...] = ()

    def letters(self) -> Counter[str]:
        """The letters of all tokens that stand on the page."""
        bars = (*self.bars, *self.tokens)
        return Counter(char for bar in bars for char in bar.token if char.strip())


@dataclass(frozen=True, slots=True)
class Kept:
    """The characters with ink of a page before: all, those that stay as they stood, and the same in the same
    order where they must stand now.

    `blank` are those without: a font that says no signs may paint letters under the codes of spaces.
    """

    inked: tuple[Glyph, ...]
    stood: tuple[Glyph, ...]
    stands: tuple[Glyph, ...]
    blank: tuple[Glyph, ...] = ()


def kept_of(before: Any, expected: Expected) -> Kept:
    """What must still be on a page; `before` is the page as it was."""
    return kept_from(painted(before), expected)


def kept_from(glyphs: Sequence[Glyph], expected: Expected) -> Kept:
    """The same of a page that painted these characters."""
    inked = [glyph for glyph in glyphs if glyph.char.strip()]
    gone, points = _cells(expected.gone), _points(expected.points)
    stays = [
        glyph
        for glyph in inked
        if _inside(glyph.box, expected.visible)
        and not (gone and _in_any(glyph.box, gone))
        and not _is_point(glyph.origin, points)
    ]
    blank = tuple(glyph._replace(char=UNKNOWN) for glyph in glyphs if not glyph.char.strip())
    return Kept(tuple(inked), tuple(stays), tuple(_set_anew(stays, expected.shifted)), blank)


def stays_whole(glyphs: Sequence[Glyph], expected: Expected) -> bool:
    """Whether a page that painted these characters must paint the same: nothing was to go, come or move, and
    none has its middle beyond what a reader sees."""
    changed = expected.gone or expected.bars or expected.points or expected.shifted or expected.tokens
    left, low, right, high = expected.visible
    inside = (
        left <= (x0 + x1) / 2 <= right and low <= (y0 + y1) / 2 <= high for _, (x0, y0, x1, y1), *_ in glyphs
    )
    return not changed and all(inside)


def words_fault(wanted: Kept, after: Sequence[Glyph], expected: Expected) -> str:
    """What is wrong with the words of a page, in plain words; empty when the kept ones stand and nothing else
    does.

    `after` is what `painted` gives of the finished page. On lines set anew the same letters must stand where
    they were set, within 0.05 pt, and nothing else beside the tokens.
    """
    new = [glyph for glyph in after if glyph.char.strip()]
    left, lost = _match(wanted.stands, new)
    if lost:
        return MOVED
    left = _strangers(left, wanted, expected.visible)
    bars = [bar.box for bar in (*expected.bars, *expected.tokens)]
    if expected.shifted and len(_in_boxes(left, bars)) < len(left):
        return STRANGE
    letters = expected.letters()
    if Counter(glyph.char for glyph in left) - letters:
        return STRANGE
    under = _in_boxes(new, [bar.box for bar in expected.bars])
    if len(under) > letters.total() or any(glyph.char not in letters for glyph in under):
        return "words stand under a bar"
    return ""


def _strangers(left: list[Glyph], wanted: Kept, visible: Box) -> list[Glyph]:
    """Of characters that are no kept ones those that were not on the page before.

    What is cut by the edge of the page, and lies for the most part beyond it, may stay or go.
    """
    if left:
        cut = [one for one in wanted.inked if meet(one.box, visible) and not _inside(one.box, visible)]
        left, _ = _match(cut, left)
    if any(glyph.char == UNKNOWN for glyph in left):
        left, _ = _match(wanted.blank, left)
    return left


def _set_anew(kept: Sequence[Glyph], shifted: Sequence[Shifted]) -> list[Glyph]:
    """The characters with their origins where they must stand now; of several on one place each is moved
    once."""
    if not shifted:
        return list(kept)
    cells: defaultdict[tuple[int, int], list[Shifted]] = defaultdict(list)
    for one in shifted:
        for cell in _cells_of(one.old):
            cells[cell].append(one)
    out: list[Glyph] = []
    for glyph in kept:
        x, y = glyph.origin
        near = cells.get((round(x), round(y)))
        mine = min(near, key=lambda one: abs(one.old[0] - x) + abs(one.old[1] - y)) if near else None
        if mine is not None and abs(mine.old[0] - x) <= _ALIKE and abs(mine.old[1] - y) <= _ALIKE:
            # the glyph where it was
            glyph = glyph._replace(origin=(mine.new[0] + x - mine.old[0], mine.new[1] + y - mine.old[1]))  # noqa: PLW2901
        out.append(glyph)
    return out


def _cells_of(place: tuple[float, float]) -> set[tuple[int, int]]:
    """The whole points to which a place within `_ALIKE` of this one rounds."""
    x, y = place
    return {(round(x + dx), round(y + dy)) for dx in (-_ALIKE, _ALIKE) for dy in (-_ALIKE, _ALIKE)}


def _match(kept: Sequence[Glyph], new: Sequence[Glyph]) -> tuple[list[Glyph], int]:
    """(new characters that match none, kept characters that are not there any more)."""
    shelf: defaultdict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for glyph in new:
        shelf[glyph.char, int(glyph.origin[0]), int(glyph.origin[1])].append(glyph)
    lost = 0
    for glyph in kept:
        x, y = int(glyph.origin[0]), int(glyph.origin[1])
        if not (_taken(shelf.get((glyph.char, x, y)), glyph) or _taken_beside(shelf, glyph, x, y)):
            lost += 1
    return [glyph for others in shelf.values() for glyph in others], lost


def _taken(others: list[Glyph] | None, glyph: Glyph) -> bool:
    """Take the first of the others that stands where this one does."""
    for at, other in enumerate(others or ()):
        if _near(glyph, other):
            del (others or [])[at]
            return True
    return False


def _taken_beside(shelf: Mapping[tuple[str, int, int], list[Glyph]], glyph: Glyph, x: int, y: int) -> bool:
    """The same in the points around, for one that stands at the edge of its point."""
    return any(
        _taken(shelf.get((glyph.char, x + dx, y + dy)), glyph)
        for dx in (0, -1, 1)
        for dy in (0, -1, 1)
        if dx or dy
    )


def _near(one: Glyph, other: Glyph) -> bool:
    return abs(one.origin[0] - other.origin[0]) <= _MOVED and abs(one.origin[1] - other.origin[1]) <= _MOVED


def _inside(box: Box, outer: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _cells(boxes: Sequence[Box]) -> dict[tuple[int, int], list[Box]]:
    """Boxes by the 10-point squares that they touch."""
    out: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in boxes:
        for column in range(int(box[0] // 10), int(box[2] // 10) + 1):
            for row in range(int(box[1] // 10), int(box[3] // 10) + 1):
                out[column, row].append(box)
    return out


def _points(points: Sequence[tuple[float, float]]) -> dict[tuple[int, int], list[tuple[float, float]]]:
    out: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for place in points:
        for cell in _cells_of(place):
            out[cell].append(place)
    return out


def _is_point(origin: tuple[float, float], points: dict[tuple[int, int], list[tuple[float, float]]]) -> bool:
    x, y = origin
    near = points.get((round(x), round(y)))
    return bool(near) and any(abs(one[0] - x) <= _ALIKE and abs(one[1] - y) <= _ALIKE for one in near)


def _in_any(box: Box, cells: dict[tuple[int, int], list[Box]]) -> bool:
    at = (int((box[0] + box[2]) // 20), int((box[1] + box[3]) // 20))
    return any(_inside(box, other) for other in cells.get(at, ()))


def _in_boxes(glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> list[Glyph]:
    """The characters with their middle in one of these boxes."""
    cells = _cells(boxes)
    return [glyph for glyph in glyphs if _in_any(glyph.box, cells)] if cells else []


def looks_fault(old: Any, new: Any, page: Any, expected: Expected) -> str:
    """What is wrong with the look of a page, by its drawings (`drawn`) before and after; `page` is the page
    after, by MuPDF, for its geometry."""
    if old.shape != new.shape:
        return "the size of the page changed"
    unlike = _unlike(old, new)
    across, down = new.shape[1] / page.rect.width, new.shape[0] / page.rect.height
    place = placer(page)
    for bar in expected.bars:
        x0, y0, x1, y1 = place(bar.box)
        left, top, right, bottom = x0 * across, y0 * down, x1 * across, y1 * down
        inner = new[int(top + 2) : max(int(bottom - 1), 0), int(left + 2) : max(int(right - 1), 0), :3]
        if not bar.token and inner.size and int(inner.max()) > _DIFFERENT:
            return "a bar is not filled"
        unlike[max(int(top) - 1, 0) : int(bottom) + 2, max(int(left) - 1, 0) : int(right) + 2] = False
    for area in (*expected.areas, *(token.box for token in expected.tokens)):
        x0, y0, x1, y1 = place(area)
        unlike[
            max(int(y0 * down) - 1, 0) : int(y1 * down) + 2,
            max(int(x0 * across) - 1, 0) : int(x1 * across) + 2,
        ] = False
    if _differing(old, new, unlike) / unlike.size > _PIXELS:
        return "the look of the page changed"
    return (
        "words set anew cannot be seen" if _unseen(old, new, place, expected.shifted, (across, down)) else ""
    )


def _unseen(
    old: Any, new: Any, place: Callable[[Box], Box], shifted: Sequence[Shifted], scale: tuple[float, float]
) -> bool:
    """Whether more than a tenth of the letters set anew show no ink where they stand now though they did
    where they stood."""
    letters = [one for one in shifted if one.size]
    lost = sum(
        _has_ink(old, place, one.old, one.size, scale) and not _has_ink(new, place, one.new, one.size, scale)
        for one in letters
    )
    return 10 * lost > len(letters)


def _has_ink(
    picture: Any,
    place: Callable[[Box], Box],
    origin: tuple[float, float],
    size: float,
    scale: tuple[float, float],
) -> bool:
    x, y = origin
    x0, y0, x1, y1 = place((x - 0.1 * size, y - 0.2 * size, x + 0.6 * size, y + 0.8 * size))
    part = picture[
        max(int(y0 * scale[1]), 0) : int(y1 * scale[1]) + 1,
        max(int(x0 * scale[0]), 0) : int(x1 * scale[0]) + 1,
        :3,
    ]
    return bool(part.size) and int(part.max()) - int(part.min()) > _DIFFERENT


def _unlike(old: Any, new: Any) -> Any:
    """Where two drawings of one size differ at all."""
    import numpy as np

    return (old.view(np.uint32) != new.view(np.uint32))[:, :, 0]


def _differing(old: Any, new: Any, unlike: Any) -> int:
    """At how many of the pixels given either picture shows what the other does not."""
    import numpy as np

    if not unlike.any():
        return 0
    places = np.nonzero(unlike)
    return int(np.count_nonzero(_strays(new, old, places) | _strays(old, new, places)))


def _strays(one: Any, other: Any, places: tuple[Any, ...]) -> Any:
    """Which pixels of these places lie outside all that the other picture shows in the pixels around them:
    strokes that moved by less than a pixel do not."""
    import numpy as np

    (rows, columns), (down, across) = places, other.shape[:2]
    here = one[rows, columns].astype(np.int16)
    low = high = other[rows, columns].astype(np.int16)
    for up, left in _AROUND:
        beside = other[np.clip(rows + up, 0, down - 1), np.clip(columns + left, 0, across - 1)]
        low, high = np.minimum(low, beside), np.maximum(high, beside)
    return np.maximum(low - here, here - high).max(axis=1) > _DIFFERENT


_AROUND = tuple((up, left) for up in (-1, 0, 1) for left in (-1, 0, 1) if up or left)


def drawn(page: Any) -> Any:
    """A page of PDFium's as it draws it: four bytes a pixel, of which the last is always full."""
    import numpy as np

    picture = page.render(
        scale=_DPI / 72, rev_byteorder=True, prefer_bgrx=True, may_draw_forms=False
    ).to_numpy()
    return (picture[:, :, :4].view("<u4") | np.uint32(_FULL)).view(np.uint8)


_FULL = 0xFF000000
"""The last of four bytes full, in a number of four bytes of which the first counts least."""
