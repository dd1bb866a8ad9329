"""Places of kept characters by a second reader: MuPDF has set and judged them, PDFium must have them where it
had them (reference/safety.md 1.6 b).

Only those of which both say the same in the source are asked for: readers take odd fonts differently, and
then neither is a measure.
"""

import ctypes
from collections import defaultdict
from typing import Any

from evidence_review.redaction.pdf.page_comparison import Kept

_AGREE = 0.05
"""Points by which two readers may have a character apart in the source."""
_MOVED = 0.055
"""Points that PDFium may have it from where it must stand now: what is allowed, and its own rounding."""

type _Places = dict[tuple[int, int, int], list[tuple[float, float]]]
"""Origins of characters by their code and the point in which they stand."""


def moved_in_pdfium(before: Any, after: Any, kept: Kept) -> int:
    """How many of the characters that stay PDFium has elsewhere on the finished page, or no more; both are
    the texts of pages of pypdfium2."""
    old, new = _places(before), _places(after)
    moved = 0
    for stood, stands in zip(kept.stood, kept.stands, strict=True):
        if len(stood.char) != 1 or (mine := _nearest(old, stood.char, stood.origin, _AGREE)) is None:
            continue
        wanted = mine[0] + stands.origin[0] - stood.origin[0], mine[1] + stands.origin[1] - stood.origin[1]
        moved += _nearest(new, stood.char, wanted, _MOVED) is None
    return moved


def _places(text: Any) -> _Places:
    """The places of the characters of a page, in PDF user space."""
    from pypdfium2 import raw

    out: defaultdict[tuple[int, int, int], list[tuple[float, float]]] = defaultdict(list)
    page, code_of, origin_of = text.raw, raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin
    to_x, to_y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.pointer(to_x), ctypes.pointer(to_y)
    for at in range(text.count_chars()):
        code = code_of(page, at)
        if code > 32 and origin_of(page, at, at_x, at_y):
            x, y = to_x.value, to_y.value
            out[code, int(x), int(y)].append((x, y))
    return out


def _nearest(
    places: _Places, char: str, origin: tuple[float, float], most: float
) -> tuple[float, float] | None:
    """The first place of the character no farther than this in either direction."""
    (x, y), code = origin, ord(char)
    left, right, low, high = int(x - most), int(x + most), int(y - most), int(y + most)
    for column in {left, right} if left != right else (left,):
        for row in {low, high} if low != high else (low,):
            for one in places.get((code, column, row), ()):
                if abs(one[0] - x) <= most and abs(one[1] - y) <= most:
                    return one
    return None
