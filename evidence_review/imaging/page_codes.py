"""Codes (QR, bar codes) on a page of a PDF, as it is shown, whether painted as a picture or as shapes."""

from typing import Any

from evidence_review.imaging.codes import codes

_DPI, _MOST_SIDE = 200, 4000
_LEAST, _MOST, _BAR = 15.0, 400.0, 6.0
"""Points of a picture or shape below and above which it is no code by itself; width of a bar."""
_SHAPES = 12
"""Small shapes on a page from which they may be the bars or squares of a code."""

type Shares = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of the width and height of the page as shown."""


def page_codes(page: Any) -> list[tuple[str, Shares]]:
    """(what it says, where) of each code on a page (PyMuPDF); only the part of the page is drawn in which
    pictures or shapes may be one."""
    import pymupdf
    from PIL import Image

    part = _part(page)
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


def _part(page: Any) -> Any:
    """The part of a page as shown in which codes may stand; None where there is none."""
    import pymupdf

    boxes: list[Any] = []
    small: list[Any] = []
    for kind, sides in page.get_bboxlog():
        box = pymupdf.Rect(sides)
        if "image" in kind or "shade" in kind:
            boxes += [box] if min(box.width, box.height) >= _LEAST else []
        elif kind == "fill-path" and min(box.width, box.height) >= _LEAST:
            boxes += [box] if max(box.width, box.height) <= _MOST else []
        elif kind == "fill-path" or (kind == "stroke-path" and min(box.width, box.height) <= _BAR):
            small += [box] if max(box.width, box.height) <= _MOST / 2 else []
    boxes += small if len(small) >= _SHAPES else []
    part = pymupdf.Rect()
    for box in boxes:
        part |= box * page.rotation_matrix
    part = pymupdf.Rect(part.x0 - _LEAST, part.y0 - _LEAST, part.x1 + _LEAST, part.y1 + _LEAST) & page.rect
    return part if boxes and not part.is_empty else None


def _shares(box: tuple[int, int, int, int], corner: tuple[int, int], size: tuple[float, float]) -> Shares:
    left, top, right, bottom = box
    return (
        max(0.0, (left + corner[0]) / size[0]),
        max(0.0, (top + corner[1]) / size[1]),
        min(1.0, (right + corner[0]) / size[0]),
        min(1.0, (bottom + corner[1]) / size[1]),
    )
