"""What a page of a PDF paints and its reader does not see: words and pixels under boxes, words in the colour
of the paper or off the page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from evidence_review.redaction.pdf.invisible_letters import VEILED
from evidence_review.redaction.pdf.page_comparison import UNKNOWN
from evidence_review.redaction.streams.covers import array, is_flat, reasons
from evidence_review.redaction.streams.glyphs import Box, Glyph, meet, painted, placer, seen_of

type Found = Iterator[tuple[str, str]]

_LEAST = 3
"""Letters that must lie hidden side by side: single ones are signs of which a font has no ink."""
_WORD = 4
"""Letters without a meaning, one after the other, that are told of as words."""
_TINY = 1.3
"""Points below which a letter, from its lowest part to its highest, is a speck on the page."""
_NO_WIDTH, _SMALL_PRINT = 0.1, 6.0
"""Points: what is narrower (with a little that the library adds, lower) has no size of its own; the size of
letters that tell none."""
_COVER = 4.0
"""Points below which a box hides no part of a picture."""
_TOLD, _MM = 12, 25.4 / 72


class Run(NamedTuple):
    """Letters that lie hidden side by side for one reason, each with its box as the page shows it and whether
    one cover lies on it."""

    why: str
    letters: list[tuple[str, Box, bool]]

    def is_told(self) -> bool:
        """Whether they lie hidden, and are enough to be words or lie under one cover."""
        is_enough = len(self.letters) >= _LEAST or any(covered for *_, covered in self.letters)
        return bool(self.why) and is_enough


type Veiled = Sequence[Sequence[tuple[Glyph, Box]]]
"""Letters side by side that make hardly any difference to their page (`veiled`)."""


def pages_hide(document: Any, veiled: Mapping[int, Veiled]) -> Found:
    """(page, what) of every page of a document opened with the PDF library; what cannot be drawn is said."""
    for page in document:
        where = f"page {page.number + 1}"
        try:
            yield from (
                (where, what) for what in dict.fromkeys(_page_hides(page, veiled.get(page.number, ())))
            )
        except Exception:  # noqa: BLE001  # hostile pages fail in many ways; a look that fails is said
            yield where, "could not be drawn to be checked"


def _page_hides(page: Any, veiled: Veiled) -> Iterator[str]:
    page.set_rotation(0)
    glyphs = [glyph for glyph in painted(page) if glyph.char.strip()]
    visible = seen_of(page)
    off = [glyph for glyph in glyphs if not meet(glyph.box, visible)]
    if off:
        yield f"words outside the visible page ({len(off)} letters)"
    small = sum(_is_speck(glyph) and meet(glyph.box, visible) for glyph in glyphs)
    if small >= _LEAST:
        yield f"words too small to see ({small} letters)"
    if _unread(glyphs):
        yield "words whose letters cannot be read by machine"
    yield from _reasons(_all_runs(page, veiled))
    yield from _pictures(page)


def _all_runs(page: Any, veiled: Veiled) -> list[Run]:
    """What lies hidden, and what makes hardly any difference where nothing of it is told of already."""
    runs = hidden_runs(page)
    told = {_rounded(box) for run in runs for _, box, _ in run.letters}
    return runs + [_run(run) for run in veiled if not any(_rounded(box) in told for _, box in run)]


def _reasons(runs: Sequence[Run]) -> Iterator[str]:
    for why in dict.fromkeys(run.why for run in runs):
        mine = [run for run in runs if run.why == why]
        yield f"{why} ({sum(len(run.letters) for run in mine)} letters; {_places(mine)})"


def _run(letters: Sequence[tuple[Glyph, Box]]) -> Run:
    return Run(VEILED, [(glyph.char, box, True) for glyph, box in letters])


def _rounded(box: Box) -> tuple[int, int]:
    """Where a letter stands, to a point: two readings of a page hardly differ."""
    return round(box[0]), round(box[1])


def _is_speck(glyph: Glyph) -> bool:
    left, low, right, high = glyph.box
    return high - low < _TINY and _NO_WIDTH < right - left < _TINY and glyph.char.isalnum()


def _unread(glyphs: Sequence[Glyph]) -> bool:
    """Whether letters of which nothing says which they are make a word: so many side by side. Single ones are
    signs, as of a list, a formula or of music."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.char != UNKNOWN:
            run = []
        elif run and _joins(run[-1].box, glyph.box):
            run.append(glyph)
        else:
            run = [glyph]
        if len(run) >= _WORD:
            return True
    return False


def _joins(one: Box, other: Box) -> bool:
    """Whether a letter stands beside another in one line."""
    high = one[3] - one[1]
    return abs(one[1] - other[1]) < 0.5 * high and -0.5 * high < other[0] - one[2] < 0.3 * high


def _places(runs: Sequence[Run]) -> str:
    """Where on the page, in millimetres from its left and top edge, the first of the runs begin."""
    starts = list(
        dict.fromkeys(f"{run.letters[0][1][0] * _MM:.0f} × {run.letters[0][1][1] * _MM:.0f}" for run in runs)
    )
    more = f" and {len(starts) - _TOLD:,} more" if len(starts) > _TOLD else ""
    return f"millimetres from left and top: {', '.join(starts[:_TOLD])}{more}"


def hidden_runs(page: Any) -> list[Run]:
    """Letters of an unturned page that lie hidden side by side, in the order of painting."""
    visible, place = seen_of(page), placer(page)
    letters = [
        (glyph, _with_width(place(glyph.box)))
        for glyph in painted(page)
        if glyph.char.strip() and meet(glyph.box, visible)
    ]
    out: list[Run] = []
    for (glyph, box), (why, covered) in zip(letters, reasons(page, letters), strict=True):
        if not out or out[-1].why != why:
            out.append(Run(why, []))
        out[-1].letters.append((glyph.char, box, covered))
    return [run for run in out if run.is_told()]


def _with_width(box: Box) -> Box:
    """The place of a letter that says it has no width or height, as signs over others do and those of some
    drawn fonts: its ink lies round where it stands."""
    left, top, right, bottom = box
    if right - left > _NO_WIDTH < bottom - top - _NO_WIDTH:
        return box
    high = max(bottom - top, _SMALL_PRINT)
    return left - 0.4 * high, bottom - high, right + 0.4 * high, bottom


def _pictures(page: Any) -> Iterator[str]:
    """Pictures whose pixels go on under an opaque box that was painted later, or outside the page."""
    import pymupdf

    log = page.get_bboxlog()
    boxes = _opaque(page)
    for info in page.get_image_info(xrefs=True):
        rect = pymupdf.Rect(info["bbox"])
        over = _over(rect, boxes, _act_of(info, log))
        if not rect.is_empty and (page.rect & rect).get_area() < 0.95 * rect.get_area():
            yield "a picture that goes on outside the visible page"
        if over and info["xref"] and any(_goes_on(page.parent, info, box) for box in over):
            yield "a picture that goes on under an opaque box"


def _act_of(info: Any, log: Sequence[tuple[str, Box]]) -> int:
    """The number of the act that paints an image, -1 where it is not told."""
    acts = (at for at, (kind, box) in enumerate(log) if kind == "fill-image" and _same(box, info["bbox"]))
    return next(acts, -1)


def _over(rect: Any, boxes: Sequence[tuple[int, Any]], act: int) -> list[Any]:
    """The boxes painted after this act that lie on some of a rectangle, then those on all of it."""
    later = [box for number, box in boxes if number > act]
    return [
        *(box for box in later if rect.intersects(box) and not box.contains(rect)),
        *(box for box in later if box.contains(rect)),
    ]


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
    part = array(pixels)[
        int(inside.y0 * pixels.height + 1) : int(inside.y1 * pixels.height),
        int(inside.x0 * pixels.width + 1) : int(inside.x1 * pixels.width),
    ]
    return bool(part.size) and not is_flat(part, 24)


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) < 1 for a, b in zip(one, other, strict=True))
