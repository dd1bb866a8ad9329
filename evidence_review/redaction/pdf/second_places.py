"""Places of kept characters by a second reader: MuPDF has set and judged them, PDFium must have them where it
had them (reference/safety.md 1.6 b).

Only those of which both say the same in the source are asked for: readers take odd fonts differently, and
then neither is a measure.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterator
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
    out: defaultdict[tuple[int, int, int], list[tuple[float, float]]] = defaultdict(list)
    for code, x, y in _characters(text):
        out[code, int(x), int(y)].append((x, y))
    return out


def _characters(text: Any) -> Iterator[tuple[int, float, float]]:
    """(code, x, y) of the characters of a page, in PDF user space."""
    from pypdfium2 import raw

    page, code_of, origin_of = text.raw, raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin
    x, y = ctypes.c_double(), ctypes.c_double()
    to_x, to_y = ctypes.pointer(x), ctypes.pointer(y)
    for at in range(text.count_chars()):
        code = code_of(page, at)
        if code > 32 and origin_of(page, at, to_x, to_y):
            yield code, x.value, y.value


def _nearest(
    places: _Places, char: str, origin: tuple[float, float], most: float
) -> tuple[float, float] | None:
    """The first place of the character no farther than this in either direction."""
    x, y = origin
    for column in {int(x - most), int(x + most)}:
        for row in {int(y - most), int(y + most)}:
            for one in places.get((ord(char), column, row), ()):
                if abs(one[0] - x) <= most and abs(one[1] - y) <= most:
                    return one
    return None
