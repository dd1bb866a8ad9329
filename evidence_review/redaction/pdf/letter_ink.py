"""How much of a letter's ink lies under areas that are filled: a letter's box is as high as its font, and
reaches into the line beneath."""

from collections.abc import Sequence

from evidence_review.redaction.streams.glyphs import Box, Glyph, meet

_HUNG, _HIGH, _LOW = 0.26, 0.75, 0.02
"""How far letters reach under their line and over it, in sizes of the font; others than those that hang."""
_HANGING = frozenset("gjpqy()[]{}|/\\,;@$_Q")
_ALONG, _BURNT = 0.999, 0.4
"""How far a line counts as level or upright; points by which a filled area is larger than it was drawn."""
_COVERED = 1 / 2
"""Share of its ink from which a letter counts as covered: whoever sees more of it can read it."""


def is_covered(glyph: Glyph, areas: Sequence[Box]) -> bool:
    """Whether filled areas (in PDF user space) cover so much of a letter that it is not left in sight."""
    near = [area for area in areas if meet(glyph.box, area)]
    if not near:
        return False
    ink = _ink(glyph)
    whole = (ink[2] - ink[0]) * (ink[3] - ink[1])
    return whole <= 0 or sum(_shared(ink, area) for area in near) >= _COVERED * whole


def _ink(glyph: Glyph) -> Box:
    """The upright box of a letter's ink; the whole box where its line goes slantwise or its letters are no
    ordinary ones."""
    c, s = glyph.along
    if max(abs(c), abs(s)) < _ALONG or not glyph.char.isascii() or not glyph.char.strip():
        return glyph.box
    axis = 1 if abs(c) > abs(s) else 0
    base, low, high = glyph.origin[axis], glyph.box[axis], glyph.box[axis + 2]
    under = (_HUNG if glyph.char in _HANGING else _LOW) * glyph.font_size
    over = _HIGH * glyph.font_size
    ends = (base - under, base + over) if high - base >= base - low else (base - over, base + under)
    first, last = max(low, ends[0]), min(high, ends[1])
    if axis:
        return glyph.box[0], first, glyph.box[2], last
    return first, glyph.box[1], last, glyph.box[3]


def _shared(ink: Box, area: Box) -> float:
    wide = min(ink[2], area[2] + _BURNT) - max(ink[0], area[0] - _BURNT)
    high = min(ink[3], area[3] + _BURNT) - max(ink[1], area[1] - _BURNT)
    return max(wide, 0) * max(high, 0)
