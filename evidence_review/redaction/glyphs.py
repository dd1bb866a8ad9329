"""Every character that a page paints, seen or not, with its place: our own map, never a search of the PDF library (SAFETY.md 1.3).

Places are in the units of the page's own coordinate system (PDF user space), so that they hold in every copy of the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from evidence_review.domain.pages import PAGE_FLAGS, Box, PageText, read_page


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


class Glyph(NamedTuple):
    """A painted character: its box, whether it is painted without ink (Tr 3), and the number of its painting act.

    A named tuple, since a page has thousands of them and a frozen dataclass takes several times as long to make.
    """

    char: str
    box: Box
    origin: tuple[float, float]
    unseen: bool
    act: int
    upright: bool
    font_size: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Characters in one order: their text with breaks, and the box of each code point (None for a break)."""

    text: str
    boxes: tuple[Box | None, ...]


def layout(page: Any) -> Reading:
    """The characters in reading order, those outside the page too."""
    import pymupdf

    seen: PageText = read_page(page.get_text("rawdict", flags=PAGE_FLAGS, clip=pymupdf.INFINITE_RECT()))
    to_pdf = _to_pdf(page)
    return Reading(seen.text, tuple(box and _moved(box, to_pdf) for box in seen.boxes))


def painted(page: Any) -> list[Glyph]:
    """The characters in the order in which they are painted."""
    a, b, c, d, e, f = to_pdf = tuple(~page.transformation_matrix)  # the trace is of the page unturned
    out: list[Glyph] = []
    for span in page.get_texttrace():
        unseen, act, upright, size = span["type"] == 3, span["seqno"], abs(span["dir"][1]) < 0.01, span["size"]
        for code, _, (x, y), box in span["chars"]:
            out.append(Glyph(_char(code), _moved(box, to_pdf), (x * a + y * c + e, x * b + y * d + f), unseen, act, upright, size))
    return out


def in_paint_order(glyphs: Sequence[Glyph]) -> Reading:
    """The text of characters as painted: a space where a gap is wide, a line break where the place jumps."""
    text: list[str] = []
    boxes: list[Box | None] = []
    before: Glyph | None = None
    for glyph in glyphs:
        gap = _gap(before, glyph) if before else ""
        text += [gap, glyph.char]
        boxes += [None] * len(gap) + [glyph.box] * len(glyph.char)
        before = glyph
    return Reading("".join(text), tuple(boxes))


def in_place_order(glyphs: Sequence[Glyph]) -> Reading:
    """The text by where the characters stand, line by line: for pages that paint a line from its end, or letters out of order.

    Empty where the order of painting goes from left to right on every line, so that it tells nothing new.
    """
    level = [glyph for glyph in glyphs if glyph.upright]
    if not any(_goes_back(one, other) for one, other in pairwise(level)):
        return Reading("", ())
    rows: list[list[Glyph]] = []
    for glyph in sorted(level, key=lambda one: -one.origin[1]):
        if rows and abs(rows[-1][0].origin[1] - glyph.origin[1]) < 0.45 * max(glyph.font_size, 1):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return in_paint_order([glyph for row in rows for glyph in sorted(row, key=lambda one: one.origin[0])])


def _goes_back(before: Glyph, after: Glyph) -> bool:
    size = max(after.font_size, 1)
    return abs(after.origin[1] - before.origin[1]) < 0.45 * size and after.origin[0] < before.origin[0] - 0.2 * size


def _gap(before: Glyph, after: Glyph) -> str:
    size = max(after.font_size, 1)
    if not (before.upright and after.upright):
        far = max(abs(after.origin[0] - before.origin[0]), abs(after.origin[1] - before.origin[1]))
        return "" if far < 1.2 * size else "\n"
    if abs(after.origin[1] - before.origin[1]) > 0.5 * size:
        return "\n"
    step = after.box[0] - before.box[2]
    if step < -1.5 * size or step > 3 * size:
        return "\n"
    return " " if step > 0.2 * size else ""


def _char(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _to_pdf(page: Any) -> Any:
    return tuple(page.derotation_matrix * ~page.transformation_matrix)


def seen_of(page: Any) -> Box:
    """What a reader sees of the page, in PDF user space."""
    return _moved(page.rect, _to_pdf(page))


def place_in(page: Any, box: Box) -> Box:
    """A box of PDF user space in the coordinates of the page as the library shows it."""
    return placer(page)(box)


def placer(page: Any) -> Callable[[Box], Box]:
    """`place_in` for many boxes of one page: its matrix is asked for once, since the library takes longer to make it than to use it."""
    matrix = tuple(page.transformation_matrix * page.rotation_matrix)
    return lambda box: _moved(box, matrix)


def _moved(box: Sequence[float], matrix: Any) -> Box:
    """The upright box around a moved box; by hand, because the library's own rectangles are slow for every character of a page."""
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
