"""What a machine read in a picture, as an item keeps it: the text, and which pixels each of its words is.

Window, marks and redaction all ask here, so that a span of the text is the same place of the picture for each
of them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

type PixelBox = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the picture as a person sees it."""

DOUBTFUL = 60
"""Mean confidence (of 100) below which a reading is said to be hard to read."""
_MARGIN = 0.12
_LEAST_MARGIN = 2
_BY_MACHINE = "optical character recognition"


@dataclass(frozen=True, slots=True)
class SeenWord:
    """text[start:end] of the reading stands in `box`."""

    start: int
    end: int
    box: PixelBox


@dataclass(frozen=True, slots=True)
class SeenText:
    """A reading: its text, the size of the picture in pixels, its words in the order of the text, its mean
    confidence (0 to 100)."""

    text: str
    width: int
    height: int
    words: tuple[SeenWord, ...]
    confidence: int = 0

    def boxes(self, start: int, end: int) -> tuple[PixelBox, ...] | None:
        """The whole words that text[start:end] touches, one box for each line, with a margin; None where a
        letter of it has no box."""
        touched = [word for word in self.words if word.start < end and start < word.end]
        covered = {at for word in touched for at in range(word.start, word.end)}
        if any(
            not self.text[at].isspace() and at not in covered for at in range(start, min(end, len(self.text)))
        ):
            return None
        return tuple(self._widened(line) for line in self._lines(touched))

    def covers_all(self, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether the spans leave no letter of the text, so that the whole picture is meant."""
        covered = {at for start, end in spans for at in range(start, end)}
        return bool(covered) and all(at in covered or self.text[at].isspace() for at in range(len(self.text)))

    def _lines(self, words: Sequence[SeenWord]) -> list[PixelBox]:
        out: list[PixelBox] = []
        before: SeenWord | None = None
        for word in words:
            if (
                before is None
                or "\n" in self.text[before.end : word.start]
                or not _level(before.box, word.box)
            ):
                out.append(word.box)
            else:
                left, top, right, bottom = out[-1]
                x0, y0, x1, y1 = word.box
                out[-1] = (min(left, x0), min(top, y0), max(right, x1), max(bottom, y1))
            before = word
        return out

    def _widened(self, box: PixelBox) -> PixelBox:
        left, top, right, bottom = box
        margin = max(_LEAST_MARGIN, round(_MARGIN * min(bottom - top, right - left)))
        return (
            max(0, left - margin),
            max(0, top - margin),
            min(self.width, right + margin),
            min(self.height, bottom + margin),
        )


def _level(one: PixelBox, other: PixelBox) -> bool:
    """Whether two boxes share a line: they overlap in height, or (text on its side) in width."""
    return (one[1] < other[3] and other[1] < one[3]) or (one[0] < other[2] and other[0] < one[2])


def seen_text(text: str | None, extra: Sequence[tuple[str, str]]) -> SeenText | None:
    """The reading behind an item's text, None where its text was not read from a picture.

    Values that do not fit (a word that is not in the text, a box outside the picture) give a reading without
    words: nothing can then be marked on its pixels, and redaction refuses.
    """
    said = dict(extra)
    if not text or not said.get("text from", "").startswith(_BY_MACHINE):
        return None
    try:
        width, height = (int(part) for part in said["ocr size"].split(" x "))
        words = placed(text, json.loads(said["ocr words"]), width, height)
        return SeenText(text, width, height, words, int(said.get("ocr confidence", "0")))
    except (KeyError, ValueError, TypeError):
        return SeenText(text, 1, 1, ())


def placed(text: str, rows: Sequence[Sequence[Any]], width: int, height: int) -> tuple[SeenWord, ...]:
    """Rows of (word, left, top, right, bottom, …) in the order of the text, found in it. ValueError where one
    is not there."""
    out: list[SeenWord] = []
    at = 0
    for row in rows:
        word, (left, top, right, bottom) = str(row[0]), (int(part) for part in row[1:5])
        while at < len(text) and text[at].isspace():
            at += 1
        if (
            not word
            or not text.startswith(word, at)
            or not (0 <= left < right <= width and 0 <= top < bottom <= height)
        ):
            raise ValueError("a word that is not in the text, or no box")
        out.append(SeenWord(at, at + len(word), (left, top, right, bottom)))
        at += len(word)
    return tuple(out)
