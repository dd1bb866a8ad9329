"""Words that a page draws with many small lines or squares, one beside the other: plotted letters, letters of
dots."""

from collections import defaultdict
from collections.abc import Sequence

from evidence_review.redaction.streams.covers import Log
from evidence_review.redaction.streams.glyphs import Box

_LARGEST, _CELL = 80.0, 8.0
"""Points to which a line (with its pointed ends) or square may be part of a letter; of a cell, beside which
others belong to it."""
_LEAST, _LOW, _HIGH, _WIDE = 12, 2.0, 70.0, 1.2
"""Pieces of a word; in points how far their middles lie apart from top to bottom, and across to that."""
_MOST = 20_000


def small_strokes(log: Log) -> list[Box]:
    """Boxes around pieces that stand close together and may be a word, in points of the page unturned; none
    of a page that is a drawing all over."""
    pieces = [
        box
        for kind, box in log
        if kind in {"stroke-path", "fill-path"} and max(box[2] - box[0], box[3] - box[1]) <= _LARGEST
    ]
    if not _LEAST <= len(pieces) <= _MOST:
        return []
    return [box for group in _groups(pieces) if (box := _around(group)) and len(group) >= _LEAST]


def _groups(pieces: Sequence[Box]) -> list[list[Box]]:
    """Pieces whose cells touch each other."""
    cells: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in pieces:
        cells[int((box[0] + box[2]) / 2 // _CELL), int((box[1] + box[3]) / 2 // _CELL)].append(box)
    out: list[list[Box]] = []
    left = set(cells)
    while left:
        near, group = [left.pop()], list[Box]()
        while near:
            across, down = near.pop()
            group += cells[across, down]
            beside = {(across + x, down + y) for x in range(-4, 5) for y in (-1, 0, 1)} & left
            left -= beside
            near += beside
        out.append(group)
    return out


def _around(group: Sequence[Box]) -> Box | None:
    """The box around a group where it has the shape of words."""
    across = [(box[0] + box[2]) / 2 for box in group]
    down = [(box[1] + box[3]) / 2 for box in group]
    wide, high = max(across) - min(across), max(down) - min(down)
    if not (_LOW <= high <= _HIGH and wide >= _WIDE * high):
        return None
    least = max(high, 2 * _CELL)  # a letter reaches as far beyond the middles of its lines
    return min(across) - least, min(down) - least, max(across) + least, max(down) + least
