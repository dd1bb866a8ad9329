"""A page while its lines are laid anew, and how much room a line has on it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from evidence_review.redaction.streams.glyphs import Box
from evidence_review.redaction.streams.segments import Edges, Segment
from evidence_review.redaction.streams.stream_positions import Walk

_MARGIN = 6.0
"""Points at the edge of the page that stay free."""


@dataclass(slots=True)
class LaidPage:
    """A page whose lines are laid anew: its walk, its characters and boxes, and which place each belongs
    to."""

    walk: Walk
    chars: dict[int, str]
    boxes: dict[int, list[Box]]
    place_of: dict[int, int]
    segments: list[Segment]
    edges: Edges
    visible: Box
    firsts: dict[int, int] = field(default_factory=dict[int, int])

    def places_in(self, segment: Segment) -> list[int]:
        """The places to which codes of a segment belong, one for each such code."""
        return [place for code in segment.codes if (place := self.place_of.get(code, -1)) >= 0]


def in_one(boxes: Sequence[Box], x: float, y: float) -> bool:
    """Whether a point lies inside one of the boxes."""
    return any(box[0] < x < box[2] and box[1] < y < box[3] for box in boxes)


def is_spaced(page: LaidPage, segment: Segment) -> bool:
    """Whether the letters of a line are set apart."""
    codes, pairs, wide = page.walk.codes, 0, 0
    for one, other in zip(segment.codes, segment.codes[1:], strict=False):
        if page.chars.get(one, "x").isspace() or page.chars.get(other, "x").isspace():
            continue
        pairs += 1
        gap = (
            codes[other].x * codes[other].ux
            + codes[other].y * codes[other].uy
            - codes[one].x * codes[one].ux
            - codes[one].y * codes[one].uy
        )
        wide += gap - codes[one].advance > 0.15 * segment.size
    return pairs > 2 and wide > 0.5 * pairs


def room_of(page: LaidPage, segment: Segment) -> tuple[float, float]:
    """Between which u the segment may lie: to its neighbours on the line, the clip, upright strokes and the
    edge of the page."""
    ux, uy = segment.direction
    corners = [x * ux + y * uy for x in page.visible[::2] for y in page.visible[1::2]]
    low, high = min(corners) + _MARGIN, max(corners) - _MARGIN
    middle = (segment.start + segment.end) / 2
    for other in page.segments:
        if _is_elsewhere(other, segment):
            continue
        if other.start >= middle and other.start >= segment.end - 0.5:
            high = min(high, other.start - 0.35 * segment.size)
        elif other.end <= middle:
            low = max(low, other.end + 0.35 * segment.size)
    if ux > 0.99:
        low, high = _between_strokes(page, segment, low, high)
    return min(low, segment.start), high


def _is_elsewhere(other: Segment, segment: Segment) -> bool:
    """Whether a segment is no neighbour of this one on its line."""
    return (
        other is segment
        or other.direction != segment.direction
        or abs(other.v - segment.v) > 0.9 * max(segment.size, other.size)
    )


def _between_strokes(page: LaidPage, segment: Segment, low: float, high: float) -> tuple[float, float]:
    """The room on a level line, narrowed to that between upright strokes and in the clip."""
    middle, y = (segment.start + segment.end) / 2, segment.v + 0.3 * segment.size
    for x0, y0, x1, y1 in (path.box for path in page.walk.paths):
        if x1 - x0 < 3 and y1 - y0 > 4 and y0 < y < y1:
            high, low = (min(high, x0 - 1), low) if x0 > middle else (high, max(low, x1 + 1))
    clips = [page.walk.shows[page.walk.codes[code].show].clip for code in segment.codes]
    return max([low, *(clip[0] for clip in clips)]), min([high, *(clip[2] for clip in clips)])


def area_of(segment: Segment, start: float, end: float) -> Box:
    """The upright box of the line between two u, in PDF user space."""
    ux, uy = segment.direction
    low, high = segment.v - 0.32 * segment.size, segment.v + 1.05 * segment.size
    points = [(u * ux - v * uy, u * uy + v * ux) for u in (start, end) for v in (low, high)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))
