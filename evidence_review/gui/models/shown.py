"""Evidence as it may be painted: plain text in which nothing invisible can change what a person reads
(reference/safety.md 4.2)."""

from array import array
from dataclasses import dataclass

from evidence_review.domain.visible_text import is_plain, visible, visible_character

__all__ = ["Shown", "one_line", "show", "visible"]


def one_line(text: str, most: int = 120) -> str:
    """The text as `visible` gives it, on one line and at most `most` characters long: for table cells and
    titles."""
    flat = " ".join(visible(text[: most * 4]).split())
    return flat if len(flat) <= most and len(text) <= most * 4 else flat[: most - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Shown:
    """Text to paint. `places[i]` is where character i of the given text begins in it, in UTF-16 units as Qt
    counts."""

    text: str
    places: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """UTF-16 start and end of a span of the given text; places outside the text are drawn in to its
        ends."""
        last = len(self.places) - 1
        return self.places[max(0, min(start, last))], self.places[max(0, min(end, last))]

    def character(self, unit: int) -> int:
        """The character of the given text at or before a UTF-16 place."""
        low, high = 0, len(self.places) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.places[middle] <= unit else (low, middle - 1)
        return low


def show(text: str) -> Shown:
    """Text for painting with the place of every character, so that marks stay where they belong beside emoji
    and escapes."""
    if is_plain(text) and (not text or max(text) <= "\uffff"):
        return Shown(text, array("L", range(len(text) + 1)))
    pieces: list[str] = []
    places = array("L", [0])
    at = 0
    for char in text:
        piece = visible_character(char)
        at += sum(2 if ord(c) > 0xFFFF else 1 for c in piece)
        pieces.append(piece)
        places.append(at)
    return Shown("".join(pieces), places)
