"""How many names a bar as wide as the words leaves possible (reference/safety.md 1.4): what a reviewer is
told before such a bar goes out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cache, lru_cache, partial

from evidence_review.domain.redaction_values import Done, Level
from evidence_review.domain.shipped_files import RESOURCES
from evidence_review.redaction.pdf.locating import Place
from evidence_review.redaction.streams.glyphs import Glyph

_PIXEL = 0.24
"""Points that a pixel of a picture at 150 dpi measures: no reader can measure less exactly than this from any
copy."""
DRAWN = "a person drew the area, which is filled; the page became a picture"
"""Why an area stands as a bar: its size tells nothing of any word."""
_FACES = ("helv", "tiro", "cour")


def names_that_fit(words: str, wide: float, size: float) -> tuple[int, int]:
    """(how many names of our lists are as wide as these words were, how many were tried): full names, or
    single ones where it is one word.

    Names are measured in the face, of three, in which the removed words come nearest to the width that they
    had.
    """
    import pymupdf

    faces = {face: pymupdf.get_text_length(words, face, size) for face in _FACES}
    face = min(faces, key=lambda one: abs(faces[one] - wide))
    scale = wide / faces[face] * size if faces[face] else size
    first, last = _widths(face)
    near = _PIXEL / max(scale, 0.1)
    target = wide / max(scale, 0.1)
    if " " not in words.strip():
        alone = sorted((*first, *last))
        return bisect_right(alone, target + near) - bisect_left(alone, target - near), len(alone)
    rest = target - pymupdf.get_text_length(" ", face, 1)
    fit = sum(bisect_right(last, rest - one + near) - bisect_left(last, rest - one - near) for one in first)
    return fit, len(first) * len(last)


@lru_cache(maxsize=3)
def _widths(face: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Widths, for size 1 and in order, of the first names and the surnames that come with the program."""
    import pymupdf

    letter = cache(
        partial(pymupdf.Font(face).text_length, fontsize=1)
    )  # the library takes a name letter by letter too, but asks anew for each
    first, last = (
        sorted(sum(map(letter, name)) for name in _names(file))
        for file in ("first_names.txt", "surnames.txt")
    )
    return tuple(first), tuple(last)


def _names(name: str) -> list[str]:
    text = (RESOURCES / "terms" / name).read_text(encoding="utf-8")
    words = " ".join(line for line in text.splitlines() if not line.startswith("#")).split()
    return [re.sub(r"(?:^|[-'])\w", lambda found: found[0].upper(), word) for word in words]


def width_warnings(marks: Sequence[Done]) -> list[str]:
    """What to say of bars that show how wide the words were; nothing where there are none."""
    bars = [one for one in marks if one.level is Level.BAR and one.why != DRAWN]
    if not bars:
        return []
    by_why: dict[str, set[int]] = {}
    for one in bars:
        by_why.setdefault(one.why, set()).add(one.page + 1)
    out = [
        (
            "A bar as wide as the words under it lets a reader measure them: with a short list of "
            "names the name may be guessed."
        )
    ]
    for why, numbers in by_why.items():
        out.append(f"On page {_some(numbers)} words were covered where they stood, since {why}.")
    counts = [(one.fits, one.tried) for one in bars if one.tried]
    if counts:
        fewest, tried = min(counts)
        out.append(
            (
                f"Of {tried:,} names tried, {fewest:,} would fit the bar that leaves fewest. Take out "
                f"the whole line where that is too few."
            )
        )
    return out


def _some(numbers: Collection[int]) -> str:
    """The first of these numbers."""
    return ", ".join(map(str, sorted(numbers)[:8])) + (" and others" if len(numbers) > 8 else "")


MOST_MEASURED = 200
"""Bars that are measured; more would take longer than the redaction."""


def fitting(place: Place, page: Sequence[Glyph]) -> tuple[int, int] | None:
    """`names_that_fit` of the first line of a place on a page of these letters; None where they are not known
    or stand upright."""
    wanted = set(place.boxes)
    glyphs = [one for one in page if one.box in wanted]
    line = [one for one in glyphs if abs(one.origin[1] - glyphs[0].origin[1]) < 0.3 * max(one.font_size, 1)]
    if not line or not all(one.upright for one in line):
        return None
    line.sort(key=lambda one: one.box[0])
    return names_that_fit(_words(line), line[-1].box[2] - line[0].box[0], line[0].font_size)


def _words(line: Sequence[Glyph]) -> str:
    """The letters of a line, with spaces where they stand apart."""
    return "".join(
        (" " if k and one.box[0] - line[k - 1].box[2] > 0.15 * one.font_size else "") + one.char
        for k, one in enumerate(line)
    )
