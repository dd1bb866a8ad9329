"""What must go from a page, and where: places of terms and of a reviewer's spans, text hidden under opaque
boxes, text outside the page."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.redaction.pdf.lines_by_place import every_line, read_by_place
from evidence_review.redaction.streams.covers import covered
from evidence_review.redaction.streams.glyphs import (
    Box,
    Glyph,
    Reading,
    in_paint_order,
    layout,
    meet,
    painted,
    speaks,
)
from evidence_review.redaction.streams.over_line_ends import over_lines
from evidence_review.redaction.terms.folding import squashed
from evidence_review.redaction.terms.search import Search, find, may_hold

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
    """Of one page: places to be boxed, boxes of characters that go without a box of ours, all characters;
    whether some cannot be read, or lay hidden."""

    places: tuple[Place, ...]
    unseen: tuple[Box, ...]
    glyphs: tuple[Glyph, ...]
    unreadable: bool
    hidden: bool = False

    def going(self) -> list[Box]:
        """The boxes of every character that goes."""
        return [box for place in self.places for box in place.boxes] + list(self.unseen)

    def place_at(self) -> dict[Box, int]:
        """The number of the place to which each of these boxes belongs, -1 where it goes unseen."""
        places = {box: number for number, one in enumerate(self.places) for box in one.boxes}
        return dict.fromkeys(self.unseen, -1) | places


def locate(
    page: Any, search: Search, tokens: Sequence[str], spans: Sequence[Place], visible: Box, before: Any = None
) -> Located:
    """Everything on this page that must go.

    `visible` is what a reader sees of the page; all boxes in PDF user space.

    `before` is the page as the source has it, where words beside letters (/ActualText) are to be asked too:
    scripts that fonts alone do not tell.
    """
    glyphs = painted(page)
    told = in_paint_order(glyphs)
    found = [place for order in (told, over_lines(told)) for place in _places(order, search, tokens)]
    if before is not None and search.beyond_latin and speaks(before):
        found += _spoken(layout(before, spoken=True), glyphs, search, tokens)
    under = covered(page, glyphs)
    read = [
        *spans,
        *_places(layout(page, lambda text: may_hold(text, search)), search, tokens),
        *(place for order in _by_place(glyphs, search, under) for place in _places(order, search, tokens)),
    ]
    near = _neighbours(glyphs) if read else {}
    snapped = [Place(_snapped(place.boxes, near), place.token) for place in read]
    outside = [glyph.box for glyph in glyphs if not meet(glyph.box, visible)]
    unreadable = any(glyph.char == "\ufffd" for glyph in glyphs)
    return Located(
        _merged([*snapped, *found]), tuple(outside + under), tuple(glyphs), unreadable, bool(under)
    )


def _by_place(glyphs: Sequence[Glyph], search: Search, under: Sequence[Box]) -> Iterator[Reading]:
    """What the order of painting does not tell, and where there is any such every line with the one beneath
    it; nothing of a page that has not all letters of any term."""
    present = set(squashed("".join({glyph.char for glyph in glyphs})))
    if not any(present.issuperset(one.needle) for one in search.wanted):
        return
    faint = frozenset(under)
    placed = read_by_place(glyphs, faint)
    yield from (placed.lines, placed.others)
    if placed.lines.text:
        whole = every_line(glyphs, placed.laid)
        yield from (whole, over_lines(whole))


def _places(order: Reading, search: Search, tokens: Sequence[str]) -> list[Place]:
    out: list[Place] = []
    for hit in find(order.text, search):
        # Spaces that are painted come with the order of painting; those of the layout may be the library's
        # own.
        boxes = dict.fromkeys(
            box
            for at in range(hit.start, _with_marks(order.text, hit.end))
            if (box := order.boxes[at]) and not order.text[at].isspace()
        )
        out += [Place(tuple(boxes), tokens[hit.term])] if boxes else []
    return out


def _with_marks(text: str, end: int) -> int:
    """Where the marks end that belong to the last letter of a place: terms are looked for without them."""
    while end < len(text) and unicodedata.category(text[end]).startswith("M"):
        end += 1
    return end


def _spoken(
    order: Reading, glyphs: Sequence[Glyph], search: Search, tokens: Sequence[str]
) -> Iterator[Place]:
    """Places of terms beyond Latin in words given beside letters, as all that is painted where these stand:
    signs are in another order than the letters that they mean."""
    for hit in find(order.text, search):
        if order.text[hit.start : hit.end].isascii():
            continue
        areas = [
            _reaching(order, at)
            for at in range(hit.start, _with_marks(order.text, hit.end))
            if order.boxes[at]
        ]
        mine = [glyph.box for glyph in glyphs if any(_covers(area, glyph.box) for area in areas)]
        if mine:
            yield Place(tuple(dict.fromkeys(mine)), tokens[hit.term])


def _reaching(order: Reading, at: int) -> Box:
    """The box of a letter as far as the next one of its line: a sign that follows another in a cluster has no
    box of its own."""
    box, after = order.boxes[at], order.boxes[at + 1] if at + 1 < len(order.boxes) else None
    x0, y0, x1, y1 = box or (0.0, 0.0, 0.0, 0.0)
    if after and after[1] < (y0 + y1) / 2 < after[3]:
        return (
            (x0, y0, after[0], y1)
            if x1 < after[0] < x1 + y1 - y0
            else (after[2], y0, x1, y1)
            if x0 - y1 + y0 < after[2] < x0
            else (x0, y0, x1, y1)
        )
    return x0, y0, x1, y1


def _covers(area: Box, box: Box) -> bool:
    """Whether the middle of a box lies in an area; marks, which have no width, may stand on its edge."""
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= across <= area[2] and area[1] <= up <= area[3]


def _snapped(boxes: Sequence[Box], near: Mapping[tuple[int, int], Sequence[Box]]) -> tuple[Box, ...]:
    """The boxes as the painting has them (every copy painted on the place), or as they are where nothing is
    painted."""
    out: list[Box] = []
    for box in boxes:
        same = [
            (_apart(box, other), other)
            for cell in _cells_about(box)
            for other in near.get(cell, ())
            if _same(box, other)
        ]
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
    """Whether two boxes are of one character: the libraries' heights differ, the middles do not lie outside
    the other."""
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
