"""Letters that a page paints and its reader does not see: what was painted over them, or has their colour
(reference/safety.md 1.1, rows 22 to 24).

The page must be unturned. A letter is hidden where its place shows one colour only, or where what a box
shares with it does and that is nearly all of it: a sliver that stands out beside the box is no letter to a
reader. That takes in all that x-ray 0.4.0 calls hidden (decision 0032).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from evidence_review.imaging.painted_shapes import painted_shapes
from evidence_review.redaction.streams.glyphs import Box, Glyph, placer

UNDER = "words under an opaque box or picture"
COLOUR = "words in the colour of what lies behind them"
UNSEEN = "words of a text layer where the page shows none"
LEAST_COVER = 1.0
"""What is smaller than this (points) in either direction hides no letter."""
_SCALE, _FINEST, _TALL = 2, 6, 10
"""Pixels to the point at which a page is drawn to see what is seen, and at most where letters are small;
pixels that its smallest letter should be high."""
_ALIKE, _MOST_PIXELS = 14, 40_000_000
"""Steps of 255 within which pixels count as one colour."""
_HALF, _NEARLY_ALL = 0.5, 0.8
"""Share of a letter under a box from which the box may hide it, and from which it counts as hidden though a
sliver beside the box shows another colour."""
_AT_ONCE, _FARTHEST = 1_000_000, 1e6
"""Pairs of letters and covers that are held against each other at a time; points, wider than which nothing
has a place."""
_HIDING = {"fill-path", "stroke-path", "fill-image", "fill-imgmask", "fill-shade"}

type Log = Sequence[tuple[str, Box]]
"""What a page paints, act by act: its kind and its place, as the PDF library lists it (it goes through the
whole page for that)."""


class Cover(NamedTuple):
    """Something painted that may hide what lies there: the number of its painting act, its box, and the
    colour of a filled shape."""

    act: int
    box: Box
    fill: tuple[float, ...] | None


type _Covered = tuple[tuple[Glyph, Box], Sequence[tuple[Cover, float]]]
"""A letter, its box as the page shows it, and the covers that meet it with their shares of it."""


def covered(page: Any, glyphs: Sequence[Glyph]) -> list[Box]:
    """Letters under something that was painted later, or on a shape in their own colour, of which nothing or
    a sliver can be seen."""
    if not any(map(_is_big, painted_shapes(page))):
        return []
    log = page.get_bboxlog()
    place = placer(page)
    letters = [(glyph, place(glyph.box)) for glyph in glyphs if glyph.char.strip()]
    over = overlaps([box for _, box in letters], covers(page, log))
    last = _last_unplaced(log, patterned=_is_patterned(page))
    suspects = [
        (letter, mine)
        for letter, mine in zip(letters, over, strict=True)
        if last > letter[0].act or sum(_hidden_by(letter[0], *one) for one in mine) > _HALF
    ]
    if not suspects:
        return []
    found = _reasons(page, log, suspects)
    return [
        glyph.box
        for ((glyph, _), _), (why, whole) in zip(suspects, found, strict=True)
        if why == UNDER or (why and whole)
    ]


def _is_patterned(page: Any) -> bool:
    """Whether the page may paint patterns, of which the library does not tell the place, and whose cells show
    seams."""
    return page.parent.xref_get_key(page.xref, "Resources/Pattern")[0] != "null"


def _last_unplaced(log: Log, *, patterned: bool) -> int:
    """The last painting act that may hide letters anywhere, since it has no place of its own; -1 where there
    is none."""
    return max(
        (act for act, one in enumerate(log) if one[0] in _HIDING and (patterned or _is_endless(one))),
        default=-1,
    )


def _is_endless(one: tuple[str, Box]) -> bool:
    return one[0] in _HIDING and one[1][2] - one[1][0] > _FARTHEST


def _hidden_by(glyph: Glyph, cover: Cover, part: float) -> float:
    """The share of a letter on which a cover lies that was painted later, or in its colour. A layer read from
    a picture lies under that by right."""
    later = cover.act > glyph.act and not (glyph.unseen and cover.fill is None)
    return part if later or cover.fill == glyph.ink else 0.0


def reasons(page: Any, letters: Sequence[tuple[Glyph, Box]]) -> list[tuple[str, bool]]:
    """For each letter with its box as the page shows it: why it cannot be seen, empty where it can; and
    whether one cover lies on nearly all of it."""
    if not letters:
        return []
    log = page.get_bboxlog()
    over = overlaps([box for _, box in letters], covers(page, log))
    return _reasons(page, log, list(zip(letters, over, strict=True)))


def _reasons(page: Any, log: Log, letters: Sequence[_Covered]) -> list[tuple[str, bool]]:
    boxes = [box for (_, box), _ in letters]
    soft, hard = _drawn(page, boxes), cache(lambda: _drawn(page, boxes, edges=False))
    patterned = _is_patterned(page)
    sight = _Sight(soft, hard, _last_unplaced(log, patterned=patterned), patterned)
    return [sight.why(glyph, box, mine) for (glyph, box), mine in letters]


@dataclass(frozen=True, slots=True)
class _Sight:
    """A page as it is drawn with soft edges and with hard ones, the last act that may hide letters anywhere,
    and whether there are patterns."""

    soft: Callable[[Box], Any]
    hard: Callable[[], Callable[[Box], Any]]
    last: int
    patterned: bool

    def why(self, glyph: Glyph, box: Box, mine: Sequence[tuple[Cover, float]]) -> tuple[str, bool]:
        """Why a letter cannot be seen, and whether one cover lies on nearly all of it."""
        nearly = [cover for cover, part in mine if part > _NEARLY_ALL]
        over = sum(part for cover, part in mine if cover.act > glyph.act) > _HALF
        later = over or self.last > glyph.act
        seams = over or (self.patterned and self.last > glyph.act)
        if self._is_flat(box, later=later) or (seams and is_flat(self.hard()(_shrunk(box)))):
            return UNSEEN if glyph.unseen else UNDER if later else COLOUR, bool(nearly)
        return self._why_in_part(glyph, box, nearly)

    def _is_flat(self, box: Box, *, later: bool) -> bool:
        return is_flat(self.soft(box)) or (later and is_flat(self.soft(_shrunk(box))))

    def _why_in_part(self, glyph: Glyph, box: Box, nearly: Sequence[Cover]) -> tuple[str, bool]:
        """The same of a letter of which something can be seen beside what lies on nearly all of it."""
        hiding = [cover for cover in nearly if is_flat(self.soft(_shrunk(_cut(box, cover.box))))]
        if any(cover.act > glyph.act for cover in hiding):
            return UNDER, True
        return (UNSEEN if glyph.unseen else COLOUR, True) if hiding and glyph.char.isalnum() else ("", False)


def covers(page: Any, log: Log) -> list[Cover]:
    """Everything painted (the page's list of it) that may hide what lies there: each rectangle and each broad
    line of a drawing for itself, pictures and shadings."""
    out = [Cover(act, one[1], None) for act, one in enumerate(log) if _is_solid(one)]
    if any(kind.endswith("-path") and _wide(box) for kind, box in log):
        for drawing in page.get_drawings():
            fill = drawing["fill"]
            out += [
                Cover(drawing["seqno"], box, fill if fill is None else tuple(fill))
                for box in _shapes(drawing)
                if _wide(box)
            ]
    return out


def _is_solid(one: tuple[str, Box]) -> bool:
    """Whether it is a picture or a shading that has a place."""
    return _is_big(one) and not _is_endless(one) and not one[0].endswith("-path")


def _shapes(drawing: Any) -> Iterator[Box]:
    items = drawing["items"]
    if drawing["fill"] is not None:
        boxes = [tuple(item[1].normalize()) for item in items if item[0] == "re"]
        yield from boxes
        if not len(boxes) == len(items) < 2:
            yield tuple(drawing["rect"])
    broad = (drawing["width"] or 0) / 2 if drawing["color"] is not None else 0
    if broad > LEAST_COVER / 2:
        yield from (_stroke(item[1], item[2], broad) for item in items if item[0] == "l")


def _stroke(one: Any, other: Any, broad: float) -> Box:
    return (
        min(one.x, other.x) - broad,
        min(one.y, other.y) - broad,
        max(one.x, other.x) + broad,
        max(one.y, other.y) + broad,
    )


def _is_big(one: tuple[str, Box]) -> bool:
    return one[0] in _HIDING and _wide(one[1])


def _wide(box: Box) -> bool:
    return box[2] - box[0] > LEAST_COVER < box[3] - box[1]


def overlaps(boxes: Sequence[Box], over: Sequence[Cover]) -> list[list[tuple[Cover, float]]]:
    """For each box the covers that meet it, each with the share of the box that it takes."""
    import numpy as np

    out: list[list[tuple[Cover, float]]] = [[] for _ in boxes]
    if not boxes or not over:
        return out
    left, top, right, bottom = np.array([cover.box for cover in over], float).T
    many = max(_AT_ONCE // len(over), 1)
    for first in range(0, len(boxes), many):
        x0, y0, x1, y1 = np.array(boxes[first : first + many], float).T[..., None]
        area = np.clip(np.minimum(x1, right) - np.maximum(x0, left), 0, None) * np.clip(
            np.minimum(y1, bottom) - np.maximum(y0, top), 0, None
        )
        part = area / np.maximum((x1 - x0) * (y1 - y0), 1e-9)
        for at, number in np.argwhere(part > 0).tolist():
            out[first + at].append((over[number], float(part[at, number])))
    return out


def _cut(box: Box, rect: Box) -> Box:
    return max(box[0], rect[0]), max(box[1], rect[1]), min(box[2], rect[2]), min(box[3], rect[3])


def _shrunk(box: Box) -> Box:
    """Half a point less on every side, since edges are drawn half: of a small box the middle stays."""
    (x0, y0, x1, y1), least = box, 0.4
    wide, high = min(0.5, (x1 - x0) * least), min(0.5, (y1 - y0) * least)
    return (x0 + wide, y0 + high, x1 - wide, y1 - high)


def _drawn(page: Any, boxes: Sequence[Box], *, edges: bool = True) -> Callable[[Box], Any]:
    """What gives the pixels of a part of the page within these boxes, drawn finer where one is small.

    Without `edges` no pixel is half filled, so that boxes that touch show no seam.
    """
    import pymupdf

    clip = pymupdf.Rect(
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    smallest = min(box[3] - box[1] for box in boxes)
    wanted = (
        max(_SCALE, min(_TALL / max(smallest, 0.1), _FINEST)) if edges else _FINEST
    )  # a thin stroke without soft edges can vanish
    zoom = min(wanted, (_MOST_PIXELS / max((clip & page.rect).get_area(), 1)) ** 0.5)
    before = pymupdf.TOOLS.show_aa_level()["graphics"]
    pymupdf.TOOLS.set_aa_level(before if edges else 0)
    try:
        drawn = page.get_pixmap(
            matrix=pymupdf.Matrix(zoom, zoom), clip=clip, alpha=False, colorspace=pymupdf.csRGB
        )
    finally:
        pymupdf.TOOLS.set_aa_level(before)
    picture, left, top = array(drawn), drawn.x / zoom, drawn.y / zoom
    return lambda box: _part(picture, (box[0] - left, box[1] - top, box[2] - left, box[3] - top), zoom)


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
    return picture[
        max(int(top), 0) : int(bottom) + 1, max(int(left + 0.5), 0) : max(int(right), int(left + 0.5) + 1)
    ]


def is_flat(part: Any, alike: int = _ALIKE) -> bool:
    """Whether all of some pixels have one colour, but for steps too small to see; not where there are
    none."""
    if not part.size:
        return False
    return all(int(part[..., one].max()) - int(part[..., one].min()) <= alike for one in range(3))
