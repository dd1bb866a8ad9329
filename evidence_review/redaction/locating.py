"""What must go from a page, and where: places of terms and of a reviewer's spans, text hidden under opaque boxes, text outside the page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.redaction.columns import over_lines
from evidence_review.redaction.covers import covered
from evidence_review.redaction.glyphs import Box, Glyph, Reading, in_paint_order, in_place_order, layout, meet, painted
from evidence_review.redaction.terms import Search, find

_CELL = 6
"""Points of the squares by which characters are looked up."""
_COPY = 0.8
"""Points by which a copy painted for boldness may lie beside the character."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place to be boxed: boxes of its characters in order, and the token that stands in it."""

    boxes: tuple[Box, ...]
    token: str


@dataclass(frozen=True, slots=True)
class Located:
    """Of one page: places to be boxed, boxes of characters that go without a box of ours, all characters; whether some cannot be read, or lay hidden."""

    places: tuple[Place, ...]
    unseen: tuple[Box, ...]
    glyphs: tuple[Glyph, ...]
    unreadable: bool
    hidden: bool = False

    def going(self) -> list[Box]:
        """The boxes of every character that goes."""
        return [box for place in self.places for box in place.boxes] + list(self.unseen)


def locate(page: Any, search: Search, tokens: Sequence[str], spans: Sequence[Place], visible: Box) -> Located:
    """Everything on this page that must go. `visible` is what a reader sees of the page; all boxes in PDF user space."""
    glyphs = painted(page)
    told = in_paint_order(glyphs)
    found = [place for order in (told, in_place_order(glyphs), over_lines(told)) for place in _places(order, search, tokens)]
    read = [*spans, *_places(layout(page), search, tokens)]
    near = _neighbours(glyphs)
    snapped = [Place(_snapped(place.boxes, near), place.token) for place in read]
    outside = [glyph.box for glyph in glyphs if not meet(glyph.box, visible)]
    unreadable = sum(glyph.char == "\ufffd" for glyph in glyphs) > 0
    under = covered(page, glyphs)
    return Located(_merged([*snapped, *found]), tuple(outside + under), tuple(glyphs), unreadable, bool(under))


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
