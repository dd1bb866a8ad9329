"""Taking out what was located, and drawing what stands in its place (reference/safety.md 1.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from evidence_review.redaction.pdf.locating import Located, Place
from evidence_review.redaction.streams.glyphs import Box, Glyph, meet, place_in

TOKEN_SIZE = 6.0
_GRID = 36.0
"""Where the line is free to the right, a box grows to a multiple of this, so that its width tells little
(reference/safety.md 1.4)."""

_LEAVE, _PIXELS_OUT, _COVERED_OUT, _TEXT_OUT, _TEXT_LEAVE = 0, 2, 1, 0, 1
"""MuPDF's PDF_REDACT_… values: for pictures and drawings, for pictures, for drawings, for text, for text."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A black bar in PDF user space and the words in it (in the first bar of a place only)."""

    box: Box
    token: str


def bars(
    located: Located, visible: Box, places: Sequence[Place] | None = None, *, burnt: bool = False
) -> list[Bar]:
    """The bars that stand on the page: one for each line of each place (or of the `places` given), never over
    a kept character.

    `burnt` bars are all that hides the words: they also lie over kept characters, such as of a stamp, that
    are painted where the words are.
    """
    kept = _kept(located, burnt=burnt)
    upright = {glyph.box for glyph in located.glyphs if glyph.upright}
    wanted = located.places if places is None else places
    return [bar for place in wanted for bar in _bars_of(place, kept, upright, visible)]


def _kept(located: Located, *, burnt: bool) -> list[Glyph]:
    """What no bar may lie over."""
    gone = set(located.going())
    kept = [glyph for glyph in located.glyphs if glyph.box not in gone and glyph.char.strip()]
    if not burnt:
        return kept
    return [glyph for glyph in kept if not any(_lie_together(glyph.box, box) for box in gone)]


def _lie_together(one: Box, other: Box) -> bool:
    """Whether two characters share so much of their place that no edge of a bar can stand between them, as
    neighbours on a line and lines close to each other do not."""
    if not meet(one, other):
        return False
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    narrower, lower = min(one[2] - one[0], other[2] - other[0]), min(one[3] - one[1], other[3] - other[1])
    return wide > _BESIDE * narrower and high > _ABOVE * lower


_BESIDE, _ABOVE = 0.25, 0.5
"""Shares of a character that its neighbours on its line, and those of the next line, may take."""


def _bars_of(place: Place, kept: Sequence[Glyph], upright: set[Box], visible: Box) -> list[Bar]:
    """The bars of one place, that over its first character first."""
    first = place.boxes[0]
    runs = sorted(
        (_trimmed(run, kept) for run in _runs(place, upright)),
        key=lambda run: not run[0] <= first[0] + 0.1 <= run[2],
    )
    runs = [_grown(run, kept, visible) if run in upright or len(runs) == 1 else run for run in runs]
    seen = [run for run in _outermost(runs) if meet(run, visible)]
    return [Bar(run, "" if at else place.token) for at, run in enumerate(seen)]


def _outermost(runs: Sequence[Box]) -> list[Box]:
    """The runs but those inside another: the second letter of a ligature, of which the libraries have boxes
    of their own, would get a bar over the token."""
    return [
        run
        for at, run in enumerate(dict.fromkeys(runs))
        if not any(
            number != at
            and other[0] <= run[0]
            and other[1] <= run[1]
            and run[2] <= other[2]
            and run[3] <= other[3]
            for number, other in enumerate(dict.fromkeys(runs))
        )
    ]


def _runs(place: Place, upright: set[Box]) -> list[Box]:
    """Boxes of neighbouring characters of one line joined; characters on a slant keep boxes of their own."""
    out: list[Box] = []
    for box in sorted(place.boxes, key=lambda one: one[0]):
        at = next((k for k, run in enumerate(out) if box in upright and _joins(run, box)), None)
        if at is None:
            out.append(box)
        else:
            run = out[at]
            out[at] = (min(run[0], box[0]), min(run[1], box[1]), max(run[2], box[2]), max(run[3], box[3]))
    return out


def _joins(run: Box, box: Box) -> bool:
    """Whether a character stands in the line of a run and on it or next to it."""
    high = box[3] - box[1]
    return abs(run[1] - box[1]) < 0.5 * high and box[0] - run[2] < 1.5 * high and run[0] - box[2] < 1.5 * high


def _trimmed(run: Box, kept: Sequence[Glyph]) -> Box:
    """The bar drawn back from the middle of kept characters of this line and the lines above and below."""
    left, bottom, right, top = run
    middle = (bottom + top) / 2
    for glyph in kept:
        x0, y0, x1, y1 = glyph.box
        if x0 >= right or x1 <= left or y0 >= top or y1 <= bottom:
            continue
        low, high = y0 + 0.25 * (y1 - y0), y0 + 0.75 * (y1 - y0)
        if low < middle < high:
            if x0 + x1 < left + right:
                left = min(max(left, x1), (left + right) / 2)
            else:
                right = max(min(right, x0), (left + right) / 2)
        elif low >= middle:
            top = max(min(top, low), middle)
        else:
            bottom = min(max(bottom, high), middle)
    return (left, bottom, right, top)


def _grown(run: Box, kept: Sequence[Glyph], visible: Box) -> Box:
    """The bar widened to the grid where nothing kept stands to the right of it on its line."""
    left, bottom, right, top = run
    wide = -(-(right - left) // _GRID) * _GRID
    limit = min(
        (
            glyph.box[0]
            for glyph in kept
            if glyph.box[0] >= right - 0.5 and glyph.box[1] < top and glyph.box[3] > bottom
        ),
        default=visible[2],
    )
    return (left, bottom, left + wide, top) if left + wide <= limit - 1 else run


def take_out(page: Any, going: Sequence[Box], drawn: Sequence[Bar]) -> None:
    """Remove every character that meets one of `going`, then the pixels and covered drawings under the bars.
    The page must be unturned and uncropped."""
    if going:
        _mark(page, going)
        page.apply_redactions(images=_LEAVE, graphics=_LEAVE, text=_TEXT_OUT)
    if drawn:
        _mark(page, [bar.box for bar in drawn])
        page.apply_redactions(images=_PIXELS_OUT, graphics=_COVERED_OUT, text=_TEXT_LEAVE)


def _mark(page: Any, boxes: Sequence[Box]) -> None:
    """One redaction annotation over all boxes (PDF user space): one for each would take time by the square of
    their number."""
    import pymupdf

    if not boxes:
        return
    whole = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    annotation = page.add_redact_annot(pymupdf.Rect(place_in(page, whole)), fill=False, cross_out=False)
    quads = " ".join(
        f"{x0:.4f} {y1:.4f} {x1:.4f} {y1:.4f} {x0:.4f} {y0:.4f} {x1:.4f} {y0:.4f}" for x0, y0, x1, y1 in boxes
    )
    page.parent.xref_set_key(annotation.xref, "QuadPoints", f"[{quads}]")


def core(box: Box) -> Box:
    """The middle of a character: meets every copy painted on the same place and no neighbour."""
    left, top, right, bottom = box
    wide, high = max(right - left, 0.2), max(bottom - top, 0.2)
    return (left + 0.3 * wide, top + 0.3 * high, left + 0.7 * wide, top + 0.7 * high)


def drawing(drawn: Sequence[Bar]) -> bytes:
    """Content that paints the bars and, in white and in one size, their tokens where they fit (font /ERF,
    Helvetica)."""
    out = [b"q 0 g"]
    for bar in drawn:
        left, bottom, right, top = bar.box
        out.append(f"{left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re f".encode())
    out.append(b"1 g")
    out += [_words(bar) for bar in drawn if fits(bar)]
    return b"\n".join([*out, b"Q"])


def fits(bar: Bar) -> bool:
    """Whether the token can be written in the bar."""
    left, bottom, right, top = bar.box
    return (
        bool(bar.token)
        and token_width(bar.token) + 2 <= right - left
        and top - bottom >= TOKEN_SIZE
        and bar.token.isascii()
    )


def token_width(token: str, size: float = TOKEN_SIZE) -> float:
    """Points that the token takes in this size."""
    return _width(token) * size


@lru_cache(maxsize=4096)
def _width(token: str) -> float:
    import pymupdf

    return pymupdf.get_text_length(token, "helv", 1)


def _words(bar: Bar) -> bytes:
    left, bottom, right, top = bar.box
    x = left + (right - left - token_width(bar.token)) / 2
    y = bottom + (top - bottom) / 2 - 0.35 * TOKEN_SIZE
    written = bar.token.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /ERF {TOKEN_SIZE:g} Tf {x:.3f} {y:.3f} Td ({written}) Tj ET".encode()
