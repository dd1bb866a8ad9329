"""What a page of a PDF paints and its reader does not see: words and pixels under boxes, words in the colour of the paper or off the page."""

from collections.abc import Iterator, Sequence
from typing import Any

from evidence_review.redaction.glyphs import Box, Glyph, meet, painted, placer, seen_of

type Found = Iterator[tuple[str, str]]

_SCALE = 2
"""Pixels to the point at which a page is drawn to see what is seen."""
_LEAST = 3
"""Letters that must lie hidden side by side: single ones are signs of which a font has no ink."""
_ALIKE = 14
"""Steps of 255 within which pixels count as one colour."""
_COVER, _MOST_PIXELS = 4.0, 40_000_000


def pages_hide(document: Any) -> Found:
    """(page, what) of every page of a document opened with the PDF library; what cannot be drawn is said."""
    for page in document:
        where = f"page {page.number + 1}"
        try:
            yield from ((where, what) for what in dict.fromkeys(_page_hides(page)))
        except Exception:  # noqa: BLE001  # hostile pages fail in many ways; a look that fails is said
            yield where, "could not be drawn to be checked"


def _page_hides(page: Any) -> Iterator[str]:
    import pymupdf

    page.set_rotation(0)
    glyphs = [glyph for glyph in painted(page) if glyph.char.strip()]
    visible = seen_of(page)
    off = [glyph for glyph in glyphs if not meet(glyph.box, visible)]
    if off:
        yield f"words outside the visible page ({len(off)} letters)"
    if any(glyph.char == "\ufffd" for glyph in glyphs):
        yield "words whose letters cannot be read by machine"
    zoom = min(_SCALE, (_MOST_PIXELS / max(page.rect.get_area(), 1)) ** 0.5)
    drawn = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False, colorspace=pymupdf.csRGB)
    picture = _array(drawn)
    covers = _covers(page)
    yield from _words(page, [glyph for glyph in glyphs if meet(glyph.box, visible)], picture, zoom, covers)
    yield from _pictures(page)


def _array(drawn: Any) -> Any:
    import numpy as np

    return (
        np.frombuffer(drawn.samples, np.uint8)
        .reshape(drawn.height, drawn.stride)[:, : drawn.width * 3]
        .reshape(drawn.height, drawn.width, 3)
    )


def _words(page: Any, glyphs: Sequence[Glyph], picture: Any, zoom: float, covers: Sequence[tuple[int, Box]]) -> Iterator[str]:
    """Runs of letters on whose place the page shows one colour only, told apart by why."""
    place = placer(page)
    run: list[tuple[Glyph, Box]] = []
    counts: dict[str, int] = {}
    for glyph in [*glyphs, None]:
        box = place(glyph.box) if glyph else None
        if glyph and box and _is_flat(_part(picture, box, zoom)):
            run.append((glyph, box))
            continue
        if len(run) >= _LEAST:
            for one, at in run:
                why = _why(one, at, covers)
                counts[why] = counts.get(why, 0) + 1
        run = []
    for why, count in counts.items():
        yield f"{why} ({count} letters)"


def _why(glyph: Glyph, box: Box, covers: Sequence[tuple[int, Box]]) -> str:
    if glyph.unseen:
        return "words of a text layer where the page shows none"
    if any(act > glyph.act and _half(box, cover) for act, cover in covers):
        return "words under an opaque box or picture"
    return "words in the colour of what lies behind them"


def _covers(page: Any) -> list[tuple[int, Box]]:
    """(painting act, box) of everything filled or of pixels that may hide what was painted before."""
    return [
        (act, box)
        for act, (kind, box) in enumerate(page.get_bboxlog())
        if kind in {"fill-path", "fill-image", "fill-shade"} and box[2] - box[0] > _COVER < box[3] - box[1]
    ]


def _pictures(page: Any) -> Iterator[str]:
    """Pictures whose pixels go on under an opaque box that was painted later, or outside the page."""
    import pymupdf

    log = page.get_bboxlog()
    boxes = _opaque(page)
    for info in page.get_image_info(xrefs=True):
        rect = pymupdf.Rect(info["bbox"])
        act = next((number for number, (kind, box) in enumerate(log) if kind == "fill-image" and _same(box, info["bbox"])), -1)
        over = [box for number, box in boxes if number > act and rect.intersects(box) and not box.contains(rect)]
        over += [box for number, box in boxes if number > act and box.contains(rect)]
        if not rect.is_empty and (page.rect & rect).get_area() < 0.95 * rect.get_area():
            yield "a picture that goes on outside the visible page"
        if over and info["xref"] and any(_goes_on(page.parent, info, box) for box in over):
            yield "a picture that goes on under an opaque box"


def _opaque(page: Any) -> list[tuple[int, Any]]:
    """(painting act, rectangle) of filled boxes that nothing shines through."""
    import pymupdf

    if not any(kind == "fill-image" for kind, _ in page.get_bboxlog()):
        return []
    return [
        (drawing["seqno"], pymupdf.Rect(drawing["rect"]))
        for drawing in page.get_drawings()
        if drawing["type"] in {"f", "fs"}
        and (drawing["fill_opacity"] or 0) >= 1
        and drawing["rect"].width > _COVER < drawing["rect"].height
    ]


def _goes_on(document: Any, info: Any, box: Any) -> bool:
    """Whether the pixels of an image under a box are of more than one colour."""
    import pymupdf

    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.Pixmap(document, info["xref"]))
    if pixels.alpha:
        pixels = pymupdf.Pixmap(pixels, 0)
    inside = (box & pymupdf.Rect(info["bbox"])) * ~pymupdf.Matrix(info["transform"])
    part = _array(pixels)[
        int(inside.y0 * pixels.height + 1) : int(inside.y1 * pixels.height),
        int(inside.x0 * pixels.width + 1) : int(inside.x1 * pixels.width),
    ]
    return bool(part.size) and not _is_flat(part, 24)


def _part(picture: Any, box: Box, zoom: float) -> Any:
    left, top, right, bottom = (one * zoom for one in box)
    return picture[max(int(top), 0) : int(bottom) + 1, max(int(left + 0.5), 0) : max(int(right), int(left + 0.5) + 1)]


def _is_flat(part: Any, alike: int = _ALIKE) -> bool:
    if not part.size:
        return False
    return all(int(part[..., one].max()) - int(part[..., one].min()) <= alike for one in range(3))


def _half(box: Box, rect: Box) -> bool:
    width, height = min(box[2], rect[2]) - max(box[0], rect[0]), min(box[3], rect[3]) - max(box[1], rect[1])
    return width > 0 < height and width * height > 0.5 * (box[2] - box[0]) * (box[3] - box[1])


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) < 1 for a, b in zip(one, other, strict=True))
