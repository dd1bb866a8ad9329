"""What must go from a page, and where: places of terms and of a reviewer's spans, text hidden under opaque boxes, text outside the page."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.redaction.glyphs import Box, Glyph, Reading, in_paint_order, in_place_order, layout, meet, painted, placer
from evidence_review.redaction.terms import Search, find

_LEAST_COVER = 4
"""An opaque box smaller than this (points) in either direction hides nothing (SAFETY.md 1.5)."""
_CELL = 6
"""Points of the squares by which characters are looked up."""
_SQUARE, _FARTHEST = 64, 16_000
"""Points of the squares by which covers are looked up, and as far as any page reaches."""
_COPY = 0.8
"""Points by which a copy painted for boldness may lie beside the character."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place to be boxed: boxes of its characters in order, and the token that stands in it."""

    boxes: tuple[Box, ...]
    token: str


@dataclass(frozen=True, slots=True)
class Located:
    """Of one page: places to be boxed, boxes of characters that go without a box of ours, and all characters."""

    places: tuple[Place, ...]
    unseen: tuple[Box, ...]
    glyphs: tuple[Glyph, ...]
    unreadable: bool

    def going(self) -> list[Box]:
        """The boxes of every character that goes."""
        return [box for place in self.places for box in place.boxes] + list(self.unseen)


def locate(page: Any, search: Search, tokens: Sequence[str], spans: Sequence[Place], visible: Box) -> Located:
    """Everything on this page that must go. `visible` is what a reader sees of the page; all boxes in PDF user space."""
    glyphs = painted(page)
    found = [place for order in (in_paint_order(glyphs), in_place_order(glyphs)) for place in _places(order, search, tokens)]
    read = [*spans, *_places(layout(page), search, tokens)]
    near = _neighbours(glyphs)
    snapped = [Place(_snapped(place.boxes, near), place.token) for place in read]
    outside = [glyph.box for glyph in glyphs if not meet(glyph.box, visible)]
    unreadable = sum(glyph.char == "\ufffd" for glyph in glyphs) > 0
    return Located(_merged([*snapped, *found]), tuple(outside + _covered(page, glyphs)), tuple(glyphs), unreadable)


def _places(order: Reading, search: Search, tokens: Sequence[str]) -> list[Place]:
    out: list[Place] = []
    for hit in find(order.text, search):
        # Spaces that are painted come with the order of painting; those of the layout may be the library's own.
        boxes = dict.fromkeys(box for at in range(hit.start, hit.end) if (box := order.boxes[at]) and not order.text[at].isspace())
        out += [Place(tuple(boxes), tokens[hit.term])] if boxes else []
    return out


def _snapped(boxes: Sequence[Box], near: Mapping[tuple[int, int], Sequence[Box]]) -> tuple[Box, ...]:
    """The boxes as the painting has them (every copy painted on the place), or as they are where nothing is painted."""
    out: list[Box] = []
    for box in boxes:
        same = [(_apart(box, other), other) for cell in _cells_about(box) for other in near.get(cell, ()) if _same(box, other)]
        least = min((far for far, _ in same), default=0.0) + _COPY
        out += [other for far, other in same if far <= least] or [box]
    return tuple(dict.fromkeys(out))


def _apart(one: Box, other: Box) -> float:
    return abs(one[0] + one[2] - other[0] - other[2]) / 2 + abs(one[1] + one[3] - other[1] - other[3]) / 2


def _neighbours(glyphs: Sequence[Glyph]) -> Mapping[tuple[int, int], Sequence[Box]]:
    """The boxes of characters by the small square in which their middle lies."""
    out: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
    for glyph in glyphs:
        x0, y0, x1, y1 = glyph.box
        out[int((x0 + x1) // (2 * _CELL)), int((y0 + y1) // (2 * _CELL))].append(glyph.box)
    return out


def _cells_about(box: Box) -> Iterator[tuple[int, int]]:
    """The squares in which the middle of another box of the same character may lie."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    across, up = 0.25 * max(box[2] - box[0], 0.2), 0.3 * max(box[3] - box[1], 0.2)
    for column in range(int((x - across) // _CELL), int((x + across) // _CELL) + 1):
        for row in range(int((y - up) // _CELL), int((y + up) // _CELL) + 1):
            yield column, row


def _same(one: Box, other: Box) -> bool:
    """Whether two boxes are of one character: the libraries' heights differ, the middles do not lie outside the other."""
    wide, high = max(one[2] - one[0], 0.2), max(one[3] - one[1], 0.2)
    across = abs(one[0] + one[2] - other[0] - other[2]) / 2 < 0.25 * wide
    return across and abs(one[1] + one[3] - other[1] - other[3]) / 2 < 0.3 * high


def _merged(places: Sequence[Place]) -> tuple[Place, ...]:
    """Places that share a character become one; the longest gives its token."""
    out: list[Place] = []
    owner: dict[Box, int] = {}
    for place in sorted(places, key=lambda one: -len(one.boxes)):
        at = next((owner[box] for box in place.boxes if box in owner), None)
        if at is None:
            at = len(out)
            out.append(place)
        else:
            out[at] = Place(tuple(dict.fromkeys((*out[at].boxes, *place.boxes))), out[at].token)
        owner |= dict.fromkeys(place.boxes, at)
    return tuple(out)


def _covered(page: Any, glyphs: Sequence[Glyph]) -> list[Box]:
    """Characters under a filled rectangle that was painted later, of which nothing or a sliver can be seen (SAFETY.md 1.1, row 22)."""
    covers = _covers(page, glyphs)
    if not covers:
        return []
    place = placer(page)
    near = _by_square(covers)
    inked = [(glyph, place(glyph.box)) for glyph in glyphs if not glyph.unseen and glyph.char.strip()]
    under: list[tuple[Box, Box]] = []
    for glyph, box in inked:
        over = max((rect for act, rect in near(box) if act > glyph.act), key=lambda rect: _share(box, rect), default=None)
        share = _share(box, over) if over else 0.0
        if over and share > _HALF:
            under.append((glyph.box, _cut(box, over) if share > _NEARLY_ALL else box))
    if not under:
        return []
    picture = page.get_pixmap(dpi=144, alpha=False)
    return [box for box, shown in under if _one_colour(picture, shown)]


def _cut(box: Box, rect: Box) -> Box:
    """What two boxes share."""
    return max(box[0], rect[0]), max(box[1], rect[1]), min(box[2], rect[2]), min(box[3], rect[3])


def _by_square(covers: Sequence[tuple[int, Box]]) -> Callable[[Box], Sequence[tuple[int, Box]]]:
    """What gives the covers that may lie over more than half of a box: those that touch the square in which its middle lies."""
    squares: defaultdict[tuple[int, int], list[tuple[int, Box]]] = defaultdict(list)
    for act, rect in covers:
        x0, y0, x1, y1 = (int(max(min(at, _FARTHEST), -_FARTHEST) // _SQUARE) for at in rect)
        for column in range(x0, x1 + 1):
            for row in range(y0, y1 + 1):
                squares[column, row].append((act, rect))
    return lambda box: squares.get((int((box[0] + box[2]) / 2 // _SQUARE), int((box[1] + box[3]) / 2 // _SQUARE)), ())


def _covers(page: Any, glyphs: Sequence[Glyph]) -> list[tuple[int, Box]]:
    """(painting act, rectangle) of opaque filled rectangles; the costly list of drawings is only made where one may lie over text."""
    first = min((glyph.act for glyph in glyphs), default=None)
    log = page.get_bboxlog()
    big = [act for act, (kind, box) in enumerate(log) if kind == "fill-path" and box[2] - box[0] > _LEAST_COVER < box[3] - box[1]]
    if first is None or not any(act > first for act in big):
        return []
    return [
        (drawing["seqno"], tuple(drawing["rect"]))
        for drawing in page.get_drawings()
        if drawing["type"] in {"f", "fs"}
        and (drawing["fill_opacity"] or 0) >= 1
        and drawing["rect"].width > _LEAST_COVER < drawing["rect"].height
        and all(item[0] in {"re", "qu", "l"} for item in drawing["items"])
    ]


def _share(box: Box, rect: Box) -> float:
    """How much of a box lies in a rectangle."""
    width = min(box[2], rect[2]) - max(box[0], rect[0])
    height = min(box[3], rect[3]) - max(box[1], rect[1])
    whole = (box[2] - box[0]) * (box[3] - box[1])
    return width * height / whole if width > 0 < height and whole else 0.0


_HALF, _NEARLY_ALL = 0.5, 0.8
"""Share of a character under a box from which it goes where nothing of it can be seen; and from which it goes though a sliver beside the box can:
that is no letter to a reader, and a checker (x-ray) calls it hidden."""


def _one_colour(picture: Any, box: Box) -> bool:
    """Whether the middle of the box is one colour in the picture of the page (2 pixels to the point)."""
    scale = 2
    left, top = max(int(box[0] * scale) + 1, 0), max(int(box[1] * scale) + 1, 0)
    right, bottom = min(int(box[2] * scale), picture.width), min(int(box[3] * scale), picture.height)
    if right <= left or bottom <= top:
        return True
    samples, stride, count = picture.samples_mv, picture.stride, picture.n
    first = bytes(samples[top * stride + left * count : top * stride + (left + 1) * count])
    row = first * (right - left)
    return all(bytes(samples[y * stride + left * count : y * stride + right * count]) == row for y in range(top, bottom))
