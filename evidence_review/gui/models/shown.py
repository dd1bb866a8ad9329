"""Evidence as it may be painted: plain text in which nothing invisible can change what a person reads
(reference/safety.md 4.2)."""

import unicodedata
from array import array
from dataclasses import dataclass

_ESCAPED = frozenset(
    chr(c)
    for c in (
        0x061C,
        0x200B,
        0x200E,
        0x200F,
        0x2060,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0x2028,
        0x2029,
    )
)
_KEPT = frozenset("\n\t")


def _visible(char: str) -> str:
    if char in _KEPT:
        return char
    if char in _ESCAPED or unicodedata.category(char) in {"Cc", "Cs"}:
        return f"[U+{ord(char):04X}]"
    return char


def visible(text: str) -> str:
    """The text with direction marks, control characters and lone surrogates as escapes such as [U+202E]."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, text.replace("\r\n", "\n")))


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
    pieces: list[str] = []
    places = array("L", [0])
    at = 0
    for char in text:
        piece = _visible(char)
        at += sum(2 if ord(c) > 0xFFFF else 1 for c in piece)
        pieces.append(piece)
        places.append(at)
    return Shown("".join(pieces), places)
