"""Letters that make no difference to a page, or hardly one: drawn with and without its text it looks the same
there.

`covers` tells what lies under one colour. This finds what lies under a box that lets hardly anything through,
under a picture that shows something else (blurred words, or blocks of colour), under many thin strokes, and
words that only cut out what is painted. A picture that fills half of a page is left out, since words lie
under scans by right.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from evidence_review.redaction.streams.covers import Cover, array, overlaps
from evidence_review.redaction.streams.glyphs import Box, Glyph, meet, painted, placer, seen_of

VEILED = "words that a cover dims, or of which it leaves hardly anything to see"
_LEAST = 3
_NOTHING, _HARDLY, _DIMLY, _DARK = 14, 48, 140, 150
"""Steps of 255 by which letters must change a page to be seen: anywhere; where something painted later lies
on most of them; and where that is darker than this."""
_MOST_OF_IT, _PAGE = 0.5, 0.5
_ZOOM = 2.0


def veiled(page: Any, blank: Any) -> list[list[tuple[Glyph, Box]]]:
    """Letters of an unturned page side by side, each with its box as the page shows it, that cannot be told
    from `blank`, the page without its text."""
    letters = _letters(page)
    shares = _shares(page, page.get_bboxlog(), letters)
    if shares.count(None) == len(shares):
        return []
    before, after = (
        array(one.get_pixmap(matrix=_matrix(), alpha=False, colorspace=_rgb())) for one in (page, blank)
    )
    if before.shape != after.shape:
        return []
    out, last = list[list[tuple[Glyph, Box]]](), -2
    for at, (letter, share) in enumerate(zip(letters, shares, strict=True)):
        if share is not None and _is_veiled(before, after, letter[1], share):
            if at != last + 1:
                out.append([])
            out[-1].append(letter)
            last = at
    return [run for run in out if len(run) >= _LEAST]


def _letters(page: Any) -> list[tuple[Glyph, Box]]:
    """The letters and digits that a page paints with ink where a reader sees it."""
    visible, place = seen_of(page), placer(page)
    return [
        (one, place(one.box))
        for one in painted(page)
        if one.char.isalnum() and not one.unseen and meet(one.box, visible)
    ]


def _is_veiled(before: Any, after: Any, box: Box, share: float) -> bool:
    """Whether a letter, of which this share lies under what is painted later, changes the page too little to
    be seen."""
    return _change(before, after, box) <= (_least(after, box) if share > _MOST_OF_IT else _NOTHING)


def _shares(page: Any, log: Sequence[Any], letters: Sequence[tuple[Glyph, Box]]) -> list[float | None]:
    """How much of each letter lies under what is painted later; None where nothing does, or a picture as
    large as a scan."""
    half = _PAGE * page.rect.get_area()
    over = [Cover(act, box, None) for act, (kind, box) in enumerate(log) if not kind.endswith("-text")]
    scans = {one.act for one in over if log[one.act][0] == "fill-image" and _area(one.box) > half}
    cuts = {act for act, (kind, _) in enumerate(log) if kind == "clip-text"}
    covers = overlaps([box for _, box in letters], over)
    return [_share(glyph.act, mine, scans, cuts) for (glyph, _), mine in zip(letters, covers, strict=True)]


def _share(
    act: int, over: Sequence[tuple[Cover, float]], scans: AbstractSet[int], cuts: AbstractSet[int]
) -> float | None:
    """The same of a letter that this act paints."""
    later = {cover.act: part for cover, part in over if cover.act > act}
    return sum(later.values()) if (later or act in cuts) and scans.isdisjoint(later) else None


def _least(blank: Any, box: Box) -> int:
    """How much letters under a cover must change the page: more on a dark one, with which somebody may have
    wanted to black them out."""
    part = blank[_part(box)]
    return _DIMLY if part.size and float(part.mean()) < _DARK else _HARDLY


def _change(before: Any, after: Any, box: Box) -> int:
    import numpy as np

    part = _part(box)
    return int(np.abs(before[part].astype(int) - after[part]).max()) if before[part].size else 255


def _part(box: Box) -> tuple[slice, slice]:
    left, top, right, bottom = (max(int(one * _ZOOM), 0) for one in box)
    return slice(top, bottom + 1), slice(left, right + 1)


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _matrix() -> Any:
    import pymupdf

    return pymupdf.Matrix(_ZOOM, _ZOOM)


def _rgb() -> Any:
    import pymupdf

    return pymupdf.csRGB


def veiled_pages(built: bytes, blank: bytes) -> Iterator[tuple[int, list[list[tuple[Glyph, Box]]]]]:
    """(page from 0, `veiled` of it) of a rebuilt document and the same without its text."""
    import pymupdf

    with (
        pymupdf.open(stream=built, filetype="pdf") as document,
        pymupdf.open(stream=blank, filetype="pdf") as without,
    ):
        for number in range(document.page_count):
            page, other = document[number], without[number]
            page.set_rotation(0)
            other.set_rotation(0)
            yield number, veiled(page, other)
