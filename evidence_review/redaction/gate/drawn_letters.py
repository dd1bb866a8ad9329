"""Letters drawn as filled shapes, or with strokes of many lines: rows of them on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.redaction.streams.covers import Log
from evidence_review.redaction.streams.glyphs import Box

_MOST_HIGH, _CURVES, _POINTS, _LINES = 90.0, 12, 60, 24
"""Height of a drawn letter in points; curves, or corners, in a row of shapes that may be a word; lines of one
stroke that may be letters."""
_LEAST_HIGH, _LEAST_WIDE = 5.0, 12.0
"""Points below which nobody reads a word."""
_MOST_SHAPES, _OF_STROKES = 2_000, 3
"""Shapes of a page that are held against each other; corners for which a line of a stroke counts."""


@dataclass(slots=True)
class _Row:
    """Filled shapes beside each other: the box around them, and how many curves and corners they have."""

    box: Box
    curves: int
    points: int

    def is_beside(self, box: Box) -> bool:
        """Whether a shape stands on this row, no further from it than twice its height."""
        high = box[3] - box[1]
        left, top, right, bottom = self.box
        same_line = top - high < box[1] and box[3] < bottom + high
        return same_line and box[0] < right + 2 * high and left < box[2] + 2 * high

    def take(self, shape: "_Row") -> None:
        """A shape more."""
        left, top, right, bottom = zip(self.box, shape.box, strict=True)
        self.box = (min(left), min(top), max(right), max(bottom))
        self.curves += shape.curves
        self.points += shape.points

    def may_be_words(self) -> bool:
        """Whether so many curves or corners may be letters."""
        return self.curves >= _CURVES or self.points >= _POINTS


def lettering(page: Any, log: Log) -> list[Box]:
    """Rows of filled shapes with so many curves or corners that they may be letters, in points of the page
    unturned, with some paper around; all of a page full of them."""
    shapes = _shapes(page) if any(_may_be_drawn(kind, box) for kind, box in log) else []
    if len(shapes) > _MOST_SHAPES:
        return [tuple(page.rect * page.derotation_matrix)]
    rows: list[_Row] = []
    for shape in shapes:
        near = next((row for row in rows if row.is_beside(shape.box)), None)
        if near is None:
            rows.append(shape)
        else:
            near.take(shape)
    return [_wider(row.box) for row in rows if row.may_be_words()]


def _shapes(page: Any) -> list[_Row]:
    """Filled shapes, and strokes of many lines, that are no higher than letters."""
    shapes = [
        _Row(
            one["rect"],
            sum(item[0] == "c" for item in one["items"]),
            len(one["items"]) * (_OF_STROKES if one["type"] == "s" else 1),
        )
        for one in page.get_cdrawings()
        if (one["type"] != "s" or len(one["items"]) >= _LINES)
        and 1 < one["rect"][3] - one["rect"][1] < _MOST_HIGH
    ]
    return [one for one in shapes if one.curves or one.points >= 5]


def _may_be_drawn(kind: str, box: Sequence[float]) -> bool:
    """Whether something is filled, or a line that goes up and down as letters do."""
    up = _LEAST_HIGH <= box[3] - box[1] <= _MOST_HIGH and box[2] - box[0] >= _LEAST_WIDE
    return kind == "fill-path" or (kind == "stroke-path" and up)


def _wider(box: Sequence[float]) -> Box:
    """With some paper around it, without which letters at its edge are not read."""
    return box[0] - _PAPER_AROUND, box[1] - _PAPER_AROUND, box[2] + _PAPER_AROUND, box[3] + _PAPER_AROUND


_PAPER_AROUND = 8.0
