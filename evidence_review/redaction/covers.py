"""Letters that a page paints and its reader does not see: what was painted over them, or has their colour (SAFETY.md 1.1, rows 22 to 24).

The page must be unturned. A letter is hidden where its place shows one colour only, or where what a box shares with it does and that is nearly all of it: a
sliver that stands out beside the box is no letter to a reader. That takes in all that x-ray 0.4.0 calls hidden (decision 0032).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from evidence_review.redaction.glyphs import Box, Glyph, placer

UNDER = "words under an opaque box or picture"
COLOUR = "words in the colour of what lies behind them"
UNSEEN = "words of a text layer where the page shows none"
LEAST_COVER = 1.0
"""What is smaller than this (points) in either direction hides no letter."""
_SCALE, _FINEST, _TALL = 2, 6, 10
"""Pixels to the point at which a page is drawn to see what is seen, and at most where letters are small; pixels that its smallest letter should be high."""
_ALIKE, _MOST_PIXELS = 14, 40_000_000
"""Steps of 255 within which pixels count as one colour."""
_HALF, _NEARLY_ALL = 0.5, 0.8
"""Share of a letter under a box from which the box may hide it, and from which it counts as hidden though a sliver beside the box shows another colour."""
_SQUARE, _FARTHEST = 64, 16_000
"""Points of the squares by which covers are looked up, and as far as any page reaches."""
_HIDING = {"fill-path", "stroke-path", "fill-image", "fill-imgmask", "fill-shade"}


class Cover(NamedTuple):
    """Something painted that may hide what lies there: the number of its painting act, its box, and the colour of a filled shape."""

    act: int
    box: Box
    fill: tuple[float, ...] | None


def covered(page: Any, glyphs: Sequence[Glyph]) -> list[Box]:
    """Letters under something that was painted later, or on a shape in their own colour, of which nothing or a sliver can be seen."""
    if not any(map(_is_big, _log(page))):
        return []
    place, near = placer(page), by_square(covers(page))
    inked = [(glyph, place(glyph.box)) for glyph in glyphs if glyph.char.strip()]
    tiled = _is_tiled(page)
    suspects = [(glyph, box) for glyph, box in inked if tiled or sum(_hidden_by(cover, glyph, box) for cover in near(box)) > _HALF]
    if not suspects:
        return []
    reason_of = reasons(page, min(box[3] - box[1] for _, box in suspects))
    found = ((glyph, *reason_of(glyph, box)) for glyph, box in suspects)
    return [glyph.box for glyph, why, whole in found if why == UNDER or (why and whole)]


def _is_tiled(page: Any) -> bool:
    """Whether the page may paint patterns, whose places the library does not tell."""
    return page.parent.xref_get_key(page.xref, "Resources/Pattern")[0] != "null"


def _hidden_by(cover: Cover, glyph: Glyph, box: Box) -> float:
    """The share of a letter on which a cover lies that was painted later, or in its colour. A layer read from a picture lies under that by right."""
    later = cover.act > glyph.act and not (glyph.unseen and cover.fill is None)
    return share(box, cover.box) if later or cover.fill == glyph.ink else 0.0


def reasons(page: Any, smallest: float) -> Callable[[Glyph, Box], tuple[str, bool]]:
    """What tells why a letter in a box of the page cannot be seen, empty where it can; and whether one box lies on nearly all of it. `smallest` is in points."""
    near, soft, hard = by_square(covers(page)), _drawn(page, smallest), cache(lambda: _drawn(page, smallest, edges=False))
    tiled = _is_tiled(page)
    last = max((act for act, (kind, _) in enumerate(_log(page)) if kind in _HIDING), default=-1)

    def why(glyph: Glyph, box: Box) -> tuple[str, bool]:
        over = [(cover.act > glyph.act, cover.box, share(box, cover.box)) for cover in near(box)]
        nearly = [(later, cover) for later, cover, part_of in over if part_of > _NEARLY_ALL]
        later = sum(part_of for later, _, part_of in over if later) > _HALF or (tiled and last > glyph.act)
        if is_flat(soft(box)) or (later and is_flat(hard()(_shrunk(box)))):
            return UNSEEN if glyph.unseen else UNDER if later else COLOUR, bool(nearly)
        hiding = [later for later, cover in nearly if is_flat(soft(_shrunk(cut(box, cover))))]
        if any(hiding):
            return UNDER, True
        return (UNSEEN if glyph.unseen else COLOUR, True) if hiding and glyph.char.isalnum() else ("", False)

    return why


def covers(page: Any) -> list[Cover]:
    """Everything painted that may hide what lies there, each rectangle of a drawing for itself."""
    log = _log(page)
    out = [Cover(act, one[1], None) for act, one in enumerate(log) if _is_big(one) and one[0] != "fill-path"]
    if any(kind == "fill-path" for kind, _ in log):
        for drawing in page.get_drawings():
            if drawing["fill"] is not None:
                out += [Cover(drawing["seqno"], box, tuple(drawing["fill"])) for box in _shapes(drawing)]
    return [cover for cover in out if _wide(cover.box)]


def _shapes(drawing: Any) -> Iterator[Box]:
    boxes = [tuple(item[1].normalize()) for item in drawing["items"] if item[0] == "re"]
    yield from boxes
    if len(boxes) != len(drawing["items"]) or len(boxes) > 1:
        yield tuple(drawing["rect"])


def _log(page: Any) -> Sequence[tuple[str, Box]]:
    return page.get_bboxlog()


def _is_big(one: tuple[str, Box]) -> bool:
    return one[0] in _HIDING and _wide(one[1])


def _wide(box: Box) -> bool:
    return box[2] - box[0] > LEAST_COVER < box[3] - box[1]


def by_square(over: Sequence[Cover]) -> Callable[[Box], Sequence[Cover]]:
    """What gives the covers that may lie over more than half of a box: those that touch the square in which its middle lies."""
    squares: defaultdict[tuple[int, int], list[Cover]] = defaultdict(list)
    for cover in over:
        x0, y0, x1, y1 = (int(max(min(at, _FARTHEST), -_FARTHEST) // _SQUARE) for at in cover.box)
        for column in range(x0, x1 + 1):
            for row in range(y0, y1 + 1):
                squares[column, row].append(cover)
    return lambda box: squares.get((int((box[0] + box[2]) / 2 // _SQUARE), int((box[1] + box[3]) / 2 // _SQUARE)), ())


def share(box: Box, rect: Box) -> float:
    """How much of a box lies in a rectangle."""
    width = min(box[2], rect[2]) - max(box[0], rect[0])
    height = min(box[3], rect[3]) - max(box[1], rect[1])
    whole = (box[2] - box[0]) * (box[3] - box[1])
    return width * height / whole if width > 0 < height and whole else 0.0


def cut(box: Box, rect: Box) -> Box:
    """What two boxes share."""
    return max(box[0], rect[0]), max(box[1], rect[1]), min(box[2], rect[2]), min(box[3], rect[3])


def _shrunk(box: Box) -> Box:
    """Half a point less on every side, since edges are drawn half: of a small box the middle stays."""
    (x0, y0, x1, y1), least = box, 0.4
    wide, high = min(0.5, (x1 - x0) * least), min(0.5, (y1 - y0) * least)
    return (x0 + wide, y0 + high, x1 - wide, y1 - high)


def _drawn(page: Any, smallest: float, *, edges: bool = True) -> Callable[[Box], Any]:
    """What gives the pixels of a part of the page, finer where letters are small (points).

    Without `edges` no pixel is half filled, so that boxes that touch show no seam.
    """
    import pymupdf

    zoom = min(max(_SCALE, min(_TALL / max(smallest, 0.1), _FINEST)), (_MOST_PIXELS / max(page.rect.get_area(), 1)) ** 0.5)
    before = pymupdf.TOOLS.show_aa_level()["graphics"]
    pymupdf.TOOLS.set_aa_level(before if edges else 0)
    try:
        picture = array(page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False, colorspace=pymupdf.csRGB))
    finally:
        pymupdf.TOOLS.set_aa_level(before)
    return lambda box: _part(picture, box, zoom)


def array(drawn: Any) -> Any:
    """The pixels of a picture of the PDF library in three colours, by row and column."""
    import numpy as np

    return (
        np.frombuffer(drawn.samples, np.uint8)
        .reshape(drawn.height, drawn.stride)[:, : drawn.width * 3]
        .reshape(drawn.height, drawn.width, 3)
    )


def _part(picture: Any, box: Box, zoom: float) -> Any:
    left, top, right, bottom = (one * zoom for one in box)
    return picture[max(int(top), 0) : int(bottom) + 1, max(int(left + 0.5), 0) : max(int(right), int(left + 0.5) + 1)]


def is_flat(part: Any, alike: int = _ALIKE) -> bool:
    """Whether all of some pixels have one colour, but for steps too small to see; not where there are none."""
    if not part.size:
        return False
    return all(int(part[..., one].max()) - int(part[..., one].min()) <= alike for one in range(3))
