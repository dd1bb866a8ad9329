"""The one text of a page: what reviewers read, detectors search and the redaction gate checks, with a box for
each character.

Both rooms that open PDFs (importers, redaction) take `page.get_text("rawdict", flags=PAGE_FLAGS)` and hand it
to `read_page`, so that a span found in the text of an item is the same place on the same page when it is
boxed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

type Box = tuple[float, float, float, float]
type Line = Sequence[tuple[str, Box]]

PAGE_FLAGS = 1 | 2 | 2048
"""MuPDF's PRESERVE_LIGATURES | PRESERVE_WHITESPACE | IGNORE_ACTUALTEXT: the letters that are painted, not
others that the file puts in their place for screen readers (those would be redacted and the painted ones
not); no images; U+FFFD where a font does not say its letters. PyMuPDF leaves out what lies outside the page:
reading lists that apart, redaction removes it.
"""


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page and, for each code point, its box in points of the page as shown (None for a
    separator)."""

    text: str
    boxes: tuple[Box | None, ...]

    def __post_init__(self) -> None:
        """Every code point has its place, or is known to have none."""
        if len(self.text) != len(self.boxes):
            raise ValueError("one box for each code point")


def page_text(blocks: Iterable[Iterable[Line]]) -> PageText:
    """Blocks of lines of (character, box), in the order given: a line break between lines, a blank line
    between blocks.

    Lines without a character and blocks without a line leave no separator. A character of several code points
    gives each the same box.
    """
    pieces: list[str] = []
    boxes: list[Box | None] = []
    for block in blocks:
        gap = "\n\n" if pieces else ""
        for line in block:
            if not any(character for character, _ in line):
                continue
            pieces.append(gap)
            boxes.extend([None] * len(gap))
            gap = "\n"
            pieces.extend([character for character, _ in line])
            boxes.extend([box for character, box in line for _ in character])
    return PageText("".join(pieces), tuple(boxes))


def read_page(rawdict: Mapping[str, Any]) -> PageText:
    """`page_text` of what PyMuPDF's `get_text("rawdict")` gives: its text blocks, their lines, the characters
    of all spans of a line."""
    return page_text(_lines(block) for block in rawdict["blocks"])


def _lines(block: Mapping[str, Any]) -> Iterable[Line]:
    """The lines of a text block; other blocks (pictures, drawings) have none."""
    for line in block.get("lines", ()):
        yield [
            (sign if "\0" < (sign := char["c"]) < "\ud800" else _seen(sign), _box(char["bbox"]))
            for span in line["spans"]
            for char in span["chars"]
        ]


def _seen(character: str) -> str:
    """Half a surrogate pair and NUL are no text that can be stored or searched: U+FFFD stands for them."""
    return "".join(
        "\ufffd" if "\ud800" <= point <= "\udfff" or point == "\0" else point for point in character
    )


def _box(numbers: Sequence[float]) -> Box:
    left, top, right, bottom = numbers
    return (left, top, right, bottom)
