"""Every character that a page paints, seen or not, with its place: our own map, never a search of the PDF
library (reference/safety.md 1.3).

Places are in the units of the page's own coordinate system (PDF user space), so that they hold in every copy
of the page.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import Any, NamedTuple

from evidence_review.domain.pages import PAGE_FLAGS, Box, PageText, read_page


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


_EAST = (1.0, 0.0)


class Glyph(NamedTuple):
    """A painted character: its box, whether it is painted without ink (Tr 3), the number of its painting act,
    its colour where it is known, and the direction (of length 1) in which its line goes on.

    A named tuple, since a page has thousands of them and a frozen dataclass takes several times as long to
    make.
    """

    char: str
    box: Box
    origin: tuple[float, float]
    unseen: bool
    act: int
    upright: bool
    font_size: float
    ink: tuple[float, ...] = ()
    along: tuple[float, float] = (1.0, 0.0)

    def advance(self) -> float:
        """How far it goes along its line. Its box is as high as its font is large, before it is turned."""
        left, low, right, high = self.box
        if self.along == _EAST:
            return max(right - left, 0.0)
        c, s = abs(self.along[0]), abs(self.along[1])
        if c >= s:
            return max((right - left - self.font_size * s) / c, 0.0)
        return max((high - low - self.font_size * c) / s, 0.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """Characters in one order: their text with breaks, and the box of each code point (None for a break)."""

    text: str
    boxes: tuple[Box | None, ...]


def layout(page: Any, worth: Callable[[str], bool] = bool, *, spoken: bool = False) -> Reading:
    """The characters in reading order, those outside the page too; empty where `worth` says no of their text
    with other gaps in it. `spoken`: words beside letters in the letters' place.

    That text is had in a quarter of the time: where it has not the letters wanted, nobody need know where
    each of them stands.
    """
    import pymupdf

    laid = page.get_textpage(
        flags=PAGE_FLAGS & ~_UNSPOKEN if spoken else PAGE_FLAGS, clip=pymupdf.INFINITE_RECT()
    )
    if not worth(laid.extractTEXT()):
        return Reading("", ())
    seen: PageText = read_page(laid.extractRAWDICT())
    to_pdf = _to_pdf(page)
    return Reading(seen.text, tuple(box and _moved(box, to_pdf) for box in seen.boxes))


_UNSPOKEN = 2048
"""MuPDF's flag by which words beside letters (/ActualText) count for nothing."""


def speaks(page: Any) -> bool:
    """Whether a page's own content gives words beside its letters."""
    return b"ActualText" in page.read_contents()


def painted(page: Any) -> list[Glyph]:
    """The characters in the order in which they are painted."""
    return traced(page, page.get_texttrace())


def paint_alike(one: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]) -> bool:
    """Whether `traced` makes the same of two of the library's traces, of pages that lie alike."""
    return len(one) == len(other) and all(
        mine[key] == its[key] for mine, its in zip(one, other, strict=True) for key in _TRACED
    )


_TRACED = ("chars", "type", "seqno", "dir", "size", "color")


def traced(page: Any, trace: Sequence[Mapping[str, Any]]) -> list[Glyph]:
    """The characters of a page of which the library gave this trace."""
    a, b, c, d, e, f = to_pdf = tuple(~unturned(page))  # the trace is of the page unturned
    out: list[Glyph] = []
    for span in trace:
        unseen, act, upright, size, ink = (
            span["type"] == 3,
            span["seqno"],
            abs(span["dir"][1]) < 0.01,
            span["size"],
            span["color"],
        )
        along = _towards(span["dir"], to_pdf)
        if (
            b == c == 0 and a > 0 > d
        ):  # as of nearly every page; written out, since it is done for each of its characters
            rows = (
                (
                    chr(code) if 0x20 <= code < 0x7F else _char(code),
                    (x0 * a + e, y1 * d + f, x1 * a + e, y0 * d + f)
                    if x0 <= x1 and y0 <= y1
                    else _moved((x0, y0, x1, y1), to_pdf),
                    (x * a + e, y * d + f),
                    unseen,
                    act,
                    upright,
                    size,
                    ink,
                    along,
                )
                for code, _, (x, y), (x0, y0, x1, y1) in span["chars"]
            )
        else:
            rows = (
                (
                    _char(code),
                    _moved(box, to_pdf),
                    (x * a + y * c + e, x * b + y * d + f),
                    unseen,
                    act,
                    upright,
                    size,
                    ink,
                    along,
                )
                for code, _, (x, y), box in span["chars"]
            )
        out.extend(map(tuple.__new__, repeat(Glyph), rows))
    return out


def _towards(direction: tuple[float, float], to_pdf: Sequence[float]) -> tuple[float, float]:
    """A direction of the trace in PDF user space."""
    if direction == (1.0, 0.0) and to_pdf[1] == 0 and to_pdf[0] > 0:
        return direction
    a, b, c, d, _, _ = to_pdf
    x, y = direction[0] * a + direction[1] * c, direction[0] * b + direction[1] * d
    far = math.hypot(x, y) or 1.0
    return x / far, y / far


def in_paint_order(glyphs: Sequence[Glyph]) -> Reading:
    """The text of characters as painted: a space where a gap is wide, a line break where the place jumps."""
    text: list[str] = []
    boxes: list[Box | None] = []
    before: Glyph | None = None
    for glyph in glyphs:
        gap = _gap(before, glyph) if before else ""
        if gap:
            text.append(gap)
            boxes.append(None)
        text.append(glyph.char)
        boxes.append(glyph.box)
        before = glyph
    return Reading("".join(text), tuple(boxes))


def words_painted(glyphs: Sequence[Glyph]) -> str:
    """The text of `in_paint_order` alone. A glyph may stand for several letters here."""
    out = [glyphs[0].char] if glyphs else []
    for before, glyph in pairwise(glyphs):
        out.append(_gap(before, glyph))
        out.append(glyph.char)
    return "".join(out)


def in_orders(glyphs: Sequence[Glyph]) -> Iterator[list[tuple[str, Glyph | None]]]:
    """What `words_painted` and `words_by_place` read, as (text, its character; None for a gap)."""
    for order in (glyphs, _by_place(glyphs)):
        gaps = ["", *(_gap(before, glyph) for before, glyph in pairwise(order))]
        yield [
            piece
            for gap, glyph in zip(gaps, order, strict=False)
            for piece in ((gap, None), (glyph.char, glyph))
            if piece[0]
        ]


def words_by_place(glyphs: Sequence[Glyph]) -> str:
    """The text by where the characters stand, line by line; empty where the order of painting goes from left
    to right on every line, so that it tells nothing new."""
    return words_painted(_by_place(glyphs))


def _by_place(glyphs: Sequence[Glyph]) -> list[Glyph]:
    level = [glyph for glyph in glyphs if glyph.upright]
    if not any(_goes_back(one, other) for one, other in pairwise(level)):
        return []
    rows: list[list[Glyph]] = []
    for glyph in sorted(level, key=lambda one: -one.origin[1]):
        if rows and abs(rows[-1][0].origin[1] - glyph.origin[1]) < 0.45 * max(glyph.font_size, 1):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [glyph for row in rows for glyph in sorted(row, key=lambda one: one.origin[0])]


def _goes_back(before: Glyph, after: Glyph) -> bool:
    if after.origin[0] >= before.origin[0]:
        return False
    size = max(after.font_size, 1)
    return (
        abs(after.origin[1] - before.origin[1]) < 0.45 * size
        and after.origin[0] < before.origin[0] - 0.2 * size
    )


def _gap(before: Glyph, after: Glyph) -> str:
    _, (_, _, reached, _), (x, y), _, _, level, _, _, _ = before
    _, (begins, _, _, _), (next_x, next_y), _, _, goes_on_level, size, _, _ = after
    size = size if size > 1 else 1  # noqa: FURB136  # `max` takes longer than all the rest
    if not (level and goes_on_level):
        return "" if max(abs(next_x - x), abs(next_y - y)) < 1.2 * size else "\n"
    if abs(next_y - y) > 0.5 * size:
        return "\n"
    step = begins - reached
    if step < -1.5 * size or step > 3 * size:
        return "\n"
    return " " if step > 0.2 * size else ""


def _char(code: int) -> str:
    """The sign; that which stands for none where the code is no sign, or only a number of a glyph that
    readers are left to take for a control sign."""
    if 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xDFFF < code < 0x110000 or code in _BREAKING:
        return chr(code)
    return "\ufffd"


_BREAKING = frozenset((0x09, 0x0A, 0x0D))
"""Control signs that fonts map their spaces to."""


def unturned(page: Any) -> Any:
    """The matrix from PDF user space to the page as it would be shown unturned (PyMuPDF's own takes no crop
    or unit of a turned page with it)."""
    turned = page.rotation
    if not turned:
        return page.transformation_matrix
    page.set_rotation(0)
    matrix = page.transformation_matrix
    page.set_rotation(turned)
    return matrix


def _to_pdf(page: Any) -> Any:
    return tuple(page.derotation_matrix * ~unturned(page))


def seen_of(page: Any) -> Box:
    """What a reader sees of the page, in PDF user space."""
    return _moved(page.rect, _to_pdf(page))


def place_in(page: Any, box: Box) -> Box:
    """A box of PDF user space in the coordinates of the page as the library shows it."""
    return placer(page)(box)


def placer(page: Any) -> Callable[[Box], Box]:
    """`place_in` for many boxes of one page: its matrix is asked for once, since the library takes longer to
    make it than to use it."""
    matrix = tuple(unturned(page) * page.rotation_matrix)
    return lambda box: _moved(box, matrix)


def _moved(box: Sequence[float], matrix: Any) -> Box:
    """The upright box around a moved box; by hand, because the library's own rectangles are slow for every
    character of a page."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    if b == c == 0:
        left, right, low, high = x0 * a + e, x1 * a + e, y0 * d + f, y1 * d + f
        return (
            (left, low, right, high)
            if left <= right and low <= high
            else (min(left, right), min(low, high), max(left, right), max(low, high))
        )
    xs = [x * a + y * c + e for x in (x0, x1) for y in (y0, y1)]
    ys = [x * b + y * d + f for x in (x0, x1) for y in (y0, y1)]
    return (min(xs), min(ys), max(xs), max(ys))
