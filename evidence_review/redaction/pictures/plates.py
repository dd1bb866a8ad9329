"""Number plates among the words that a machine read in a picture: proposed for a person to take up, never
taken out unasked.

British marks of every series from 1963, and of Northern Ireland; a mark of letters and digits in another
order proposes nothing.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from evidence_review.domain.seen_words import PixelBox, SeenText, SeenWord

WHY = "looks like a number plate"
_ORDERS = ((2, 2, 3), *((1, n, 3) for n in (1, 2, 3)), *((3, n, 1) for n in (1, 2, 3)), (3, 3, 0), (3, 4, 0))
"""Letters, digits, letters: AB12 CDE from 2001; A123 BCD from 1983; ABC 123D from 1963; ABZ 1234 in Northern
Ireland."""
_AS_LETTER = str.maketrans("0158268", "OISBZGB")
_AS_DIGIT = str.maketrans("OQDISBZGT", "000158267")
_MOST_WORDS = 3


def plates(seen: SeenText) -> tuple[PixelBox, ...]:
    """The boxes, with a margin, of one to three words beside each other that read together like a number
    plate."""
    out: list[PixelBox] = []
    taken: set[int] = set()
    for count in range(_MOST_WORDS, 0, -1):
        for first in range(len(seen.words) - count + 1):
            words = seen.words[first : first + count]
            places = range(first, first + count)
            if (
                not taken & set(places)
                and _beside(words)
                and _is_plate("".join(seen.text[one.start : one.end] for one in words))
            ):
                taken |= set(places)
                out += seen.boxes(words[0].start, words[-1].end) or ()
    return tuple(out)


def _beside(words: Sequence[SeenWord]) -> bool:
    """Whether each word begins close behind the one before, on its line."""
    for one, other in pairwise(words):
        high = one.box[3] - one.box[1]
        middle = (other.box[1] + other.box[3]) / 2
        if not (one.box[1] < middle < one.box[3] and -high < other.box[0] - one.box[2] < 1.5 * high):
            return False
    return True


def _is_plate(words: str) -> bool:
    letters = re.sub(r"[^A-Za-z0-9]", "", words)
    if (
        not 4 < len(letters) < 8
        or letters != letters.upper()
        or not any(map(str.isdigit, letters))
        or letters.isdigit()
    ):
        return False
    return any(_fits(letters, wanted) for wanted in _written(len(letters)))


def _written(length: int) -> Iterator[str]:
    """Every order of letters (L) and digits (D) of this length that a plate may have."""
    for letters, digits, last in _ORDERS:
        if letters + digits + last == length:
            yield "L" * letters + "D" * digits + "L" * last


def _fits(letters: str, wanted: str) -> bool:
    """Whether the letters are of that order, with letters and digits that look alike taken for each other,
    one at the most."""
    read = "".join(
        one.translate(_AS_LETTER) if kind == "L" else one.translate(_AS_DIGIT)
        for one, kind in zip(letters, wanted, strict=True)
    )
    slips = sum(one != other for one, other in zip(letters, read, strict=True))
    is_right = all(
        one.isalpha() if kind == "L" else one.isdigit() for one, kind in zip(read, wanted, strict=True)
    )
    irish = not wanted.endswith("D") or bool({"I", "Z"} & set(read[:3]))
    return is_right and irish and slips < 2
