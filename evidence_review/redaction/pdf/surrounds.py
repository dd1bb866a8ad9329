"""What is drawn round a line and tells how long it was: underlines, boxes behind words, bubbles, columns made
to fit."""

from collections.abc import Sequence

from evidence_review.redaction.streams.glyphs import Box
from evidence_review.redaction.streams.segments import Segment
from evidence_review.redaction.streams.stream_positions import Code, Path


def decorations(paths: Sequence[Path], segment: Segment, marked: Sequence[Code]) -> tuple[set[int], bool]:
    """(instructions that go, whether a frame shows how long the line was).

    Lines under, through and behind marked words go, since they are as long as the words; a frame round the
    line can only be told of.
    """
    size = segment.size
    dropped: set[int] = set()
    if segment.direction[0] < 0.99:
        return dropped, False
    left, right = min(one.x for one in marked), max(one.x + one.advance for one in marked)
    around = left - 0.3 * size, segment.v - 0.5 * size, right + 0.3 * size, segment.v + 1.2 * size
    framed = False
    for path in paths:
        low, high = path.box[1], path.box[3]
        if high < around[1] or low > around[3]:
            continue
        if _is_as_long(path.box, around, segment):
            dropped |= set(range(path.first, path.paint + 1)) if not path.clips else set()
        elif high - low > 0.8 * size and _hugs(path.box, segment) and not _is_common(paths, path.box):
            framed = True
    return dropped, framed or _is_fitted(paths, segment)


def _is_as_long(box: Box, around: Box, segment: Segment) -> bool:
    """Whether what is drawn lies in the box around marked words, or is a stroke in the line and no longer."""
    x0, y0, x1, y1 = box
    left, low, right, high = around
    is_stroke = y1 - y0 < 0.2 * segment.size and segment.start - 1 <= x0 and x1 <= segment.end + 1
    return low <= y0 and y1 <= high and (is_stroke or (left <= x0 and x1 <= right))


def _hugs(box: Box, segment: Segment) -> bool:
    near = 2 * segment.size
    return (
        box[0] <= segment.start + 1
        and segment.end - 1 <= box[2]
        and segment.start - box[0] < near
        and box[2] - segment.end < near
    )


def _is_common(paths: Sequence[Path], box: Box) -> bool:
    """Whether other frames are as wide and stand in the same column: the cells of a table."""
    same = sum(
        abs(one.box[0] - box[0]) < 0.5 and abs(one.box[2] - box[2]) < 0.5 and abs(one.box[1] - box[1]) > 1
        for one in paths
    )
    return same > 0


def _is_fitted(paths: Sequence[Path], segment: Segment) -> bool:
    """Whether what stands left and right of the line keeps the same small distance: a column or bubble made
    as wide as its longest line."""
    y = segment.v + 0.3 * segment.size
    edges = [x for box in (one.box for one in paths) if box[1] < y < box[3] for x in (box[0], box[2])]
    left = max((x for x in edges if x <= segment.start + 0.5), default=-1e9)
    right = min((x for x in edges if x >= segment.end - 0.5), default=1e9)
    before, after = segment.start - left, right - segment.end
    return max(before, after) < 2 * segment.size and abs(before - after) < 0.75
