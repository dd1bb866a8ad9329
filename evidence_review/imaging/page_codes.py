"""Codes (QR, bar codes) on a page of a PDF, as it is shown, whether painted as a picture or as shapes."""

from collections.abc import Sequence
from typing import Any

from evidence_review.imaging.codes import codes
from evidence_review.imaging.painted_shapes import Box, painted_shapes

_DPI, _MOST_SIDE = 200, 4000
_LEAST, _MOST, _BAR = 15.0, 400.0, 6.0
"""Points of a picture or shape below and above which it is no code by itself; width of a bar."""
_SHAPES = 12
"""Small shapes on a page from which they may be the bars or squares of a code."""

type Shares = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of the width and height of the page as shown."""


def page_codes(page: Any, shapes: Sequence[tuple[str, Box]] | None = None) -> list[tuple[str, Shares]]:
    """(what it says, where) of each code on a page (PyMuPDF); only the part of the page is drawn in which
    pictures or shapes may be one. `shapes` are what `painted_shapes` has of it, where that is known."""
    import pymupdf
    from PIL import Image

    part = _part(page, painted_shapes(page) if shapes is None else shapes)
    if part is None:
        return []
    longest = max(page.rect.width, page.rect.height, 1)
    zoom = min(_DPI, _MOST_SIDE * 72 / longest) / 72
    drawn = page.get_pixmap(
        matrix=pymupdf.Matrix(zoom, zoom), clip=part, colorspace=pymupdf.csGRAY, alpha=False
    )
    shown = Image.frombytes("L", (drawn.width, drawn.height), drawn.samples, "raw", "L", drawn.stride)
    size = page.rect.width * zoom, page.rect.height * zoom
    return [(one.text, _shares(one.box, (drawn.x, drawn.y), size)) for one in codes(shown)]


def _part(page: Any, shapes: Sequence[tuple[str, Box]]) -> Any:
    """The part of a page as shown in which codes may stand; None where there is none."""
    import pymupdf

    painted = [(kind, pymupdf.Rect(sides)) for kind, sides in shapes]
    boxes = [box for kind, box in painted if _may_be_code(kind, box.width, box.height)]
    small = [box for kind, box in painted if _may_be_piece(kind, box.width, box.height)]
    boxes += small if len(small) >= _SHAPES else []
    part = pymupdf.Rect()
    for box in boxes:
        part |= box * page.rotation_matrix
    part = pymupdf.Rect(part.x0 - _LEAST, part.y0 - _LEAST, part.x1 + _LEAST, part.y1 + _LEAST) & page.rect
    return part if boxes and not part.is_empty else None


def _may_be_code(kind: str, wide: float, high: float) -> bool:
    """Whether what is painted may be a code by itself: a picture, or a shape of many corners."""
    if min(wide, high) < _LEAST:
        return False
    return "image" in kind or "shade" in kind or (kind == "fill-path" and max(wide, high) <= _MOST)


def _may_be_piece(kind: str, wide: float, high: float) -> bool:
    """Whether what is painted may be a bar or a square of a code."""
    if max(wide, high) > _MOST / 2:
        return False
    return (kind == "fill-path" and min(wide, high) < _LEAST) or (
        kind == "stroke-path" and min(wide, high) <= _BAR
    )


def _shares(box: tuple[int, int, int, int], corner: tuple[int, int], size: tuple[float, float]) -> Shares:
    left, top, right, bottom = box
    return (
        max(0.0, (left + corner[0]) / size[0]),
        max(0.0, (top + corner[1]) / size[1]),
        min(1.0, (right + corner[0]) / size[0]),
        min(1.0, (bottom + corner[1]) / size[1]),
    )
