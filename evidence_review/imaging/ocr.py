"""Text recognition of pictures with the tesseract program, where this machine has one (reference/formats.md
3.2 and 3.7).

`recognise` gives the words with their boxes and how sure each is; what it gives is a reading by a machine and
is said to be one. Nothing is written to disk: the picture goes in and the words come out through pipes.
"""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from evidence_review.imaging import ocr_program
from evidence_review.imaging.ocr_program import TooSlow
from evidence_review.imaging.ocr_sheets import Box, Sheet, sheet

SECONDS = 20.0
"""Wall clock for one picture; the child process that reads gives up on an answer after 30
(sandbox.Limits)."""
MOST_WORDS = 5000
_LEAST_SIDE = 24
_LEFT_OUT, _SURE, _DOUBTFUL = 25, 70, 60
ABSENT = (
    "Text in pictures was not read: the text recognition program (tesseract) is not on this machine. "
    "Look at the picture."
)
SLOW = "Reading the text of this picture took too long and was stopped. Look at the picture."
FAILED = "The text of this picture could not be read by the text recognition program. Look at the picture."
HASTY = (
    "Words that stand upside down or light on dark in this picture may not have been read: a second look at "
    "it took too long or failed. Look at the picture."
)
LATER = "The words in this picture are read when it is imported; this look did not read them."
DOUBTFUL = (
    "The text of this picture was hard to read and may be wrong or incomplete. Check it against the picture."
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read: its box in pixels of the picture (left, top, right, bottom), confidence 0 to 100, and
    its line (block, paragraph, line)."""

    text: str
    box: Box
    confidence: float
    line: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one picture.

    `words` stand in reading order; `left_out` counts those too unsure to be words.

    `fault` is a sentence where nothing could be read at all, `lacks` one where a part may have been passed
    over; `engine` names program, version and language.
    """

    words: tuple[Word, ...] = ()
    left_out: int = 0
    engine: str = ""
    fault: str = ""
    width: int = 0
    height: int = 0
    lacks: str = ""

    @property
    def text(self) -> str:
        """Words joined by spaces, lines by line breaks, paragraphs by blank lines; so each word is found
        again in order."""
        pieces: list[str] = []
        before = None
        for word in self.words:
            if before is not None:
                pieces.append(" " if word.line == before else "\n" if word.line[:2] == before[:2] else "\n\n")
            pieces.append(word.text)
            before = word.line
        return "".join(pieces)

    @property
    def confidence(self) -> float:
        """The mean confidence of the letters, 0 to 100; 0 where there are none."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    @property
    def doubtful(self) -> bool:
        """Whether the words were so hard to read that the picture must be looked at."""
        return bool(self.words) and self.confidence < _DOUBTFUL


def absent() -> bool:
    """Whether this machine has no text recognition program, so that no picture need be made for it."""
    return ocr_program.find() is None


def recognise(picture: Any, seconds: float = SECONDS) -> Reading:
    """The words of a Pillow picture, upright as a person would see it; never raises on any picture.

    A reading that is poor is tried again turned by the quarter that the program advises; the better one is
    kept.
    """
    engine = ocr_program.find()
    if engine is None:
        return Reading(fault=ABSENT)
    if min(picture.size) < _LEAST_SIDE:
        return Reading(engine=engine.name, width=picture.width, height=picture.height)
    end = time.monotonic() + seconds
    try:
        ready = sheet(picture)
        first = _read(engine, ready, end)
        if first.confidence >= _SURE or ready.screen:
            return first
        return _turned(engine, picture, ready, first, end)
    except TooSlow:
        return Reading(engine=engine.name, fault=SLOW)
    # a picture that trips a library is a picture not read; the words of the fault may quote it
    except Exception:  # noqa: BLE001
        return Reading(engine=engine.name, fault=FAILED)


def _read(engine: ocr_program.Engine, ready: Sheet, end: float) -> Reading:
    return _of_table(engine, ready, engine.words(ready.image, _layout(ready), end - time.monotonic()))


def _of_table(engine: ocr_program.Engine, ready: Sheet, table: str) -> Reading:
    words = [replace(word, box=ready.back(word.box)) for word in _mended(list(_rows(table)))]
    kept = [word for word in words if word.confidence >= _LEFT_OUT]
    if not any(word.confidence >= _SURE and sum(c.isalnum() for c in word.text) > 1 for word in kept):
        kept = []  # leaves and brickwork give such "words"
    return Reading(tuple(kept), len(words) - len(kept), engine.name, "", ready.width, ready.height)


def _turned(engine: ocr_program.Engine, picture: Any, ready: Sheet, first: Reading, end: float) -> Reading:
    """The better of this reading and that of the picture turned as the program advises, with boxes on the
    picture as given.

    TooSlow where no time is left for the second: a picture that stands on its head would otherwise pass as
    one without the words.
    """
    quarter = engine.quarter(ready.image, end - time.monotonic())
    if not quarter:
        return first
    second = _read(engine, sheet(picture.rotate(-quarter, expand=True)), end)
    if second.confidence <= first.confidence:
        return first
    words = tuple(
        replace(word, box=_upright(word.box, quarter, picture.width, picture.height)) for word in second.words
    )
    return replace(second, words=words, width=picture.width, height=picture.height)


def recognise_all(pictures: Sequence[Any], seconds: float = SECONDS) -> list[Reading]:
    """`recognise` of each of several pictures, the small ones together. Of those that are read badly the best
    of all four ways up is kept, also where the program has too few letters to tell which it is."""
    engine = ocr_program.find() if pictures else None
    out: dict[int, Reading] = {}
    small = [at for at, one in enumerate(pictures) if _is_small(one)]
    for start in range(0, len(small) if engine else 0, _TOGETHER):
        chosen = small[start : start + _TOGETHER]
        with suppress(Exception):  # read one by one instead, where each has its own fault
            found = _every_way_up(engine, [pictures[at] for at in chosen], seconds) if engine else []
            out |= dict(zip(chosen, found, strict=True))
    return [out[at] if at in out else recognise(one, seconds) for at, one in enumerate(pictures)]


def _is_small(picture: Any) -> bool:
    return min(picture.size) >= _LEAST_SIDE and picture.width * picture.height <= _SMALL


_TOGETHER, _SMALL = 32, 600_000
"""How many pictures one run reads, and the pixels of a picture that is read so."""


def _every_way_up(engine: ocr_program.Engine, pictures: Sequence[Any], seconds: float) -> list[Reading]:
    end = time.monotonic() + seconds
    best = _read_together(engine, pictures, end)
    poor = [at for at, one in enumerate(best) if one.confidence < _SURE]
    turned = [(at, quarter) for at in poor for quarter in (90, 180, 270)]
    shown = [pictures[at].rotate(-quarter, expand=True) for at, quarter in turned]
    for (at, quarter), one in zip(turned, _read_together(engine, shown, end), strict=True):
        if one.confidence > best[at].confidence:
            width, height = pictures[at].size
            words = tuple(replace(word, box=_upright(word.box, quarter, width, height)) for word in one.words)
            best[at] = replace(one, words=words, width=width, height=height)
    return best


def _read_together(engine: ocr_program.Engine, pictures: Sequence[Any], end: float) -> list[Reading]:
    out: dict[int, Reading] = {}
    sheets = [sheet(picture) for picture in pictures]
    for layout in {_layout(one) for one in sheets}:
        mine = [at for at, one in enumerate(sheets) if _layout(one) == layout]
        tables = engine.tables([sheets[at].image for at in mine], layout, end - time.monotonic())
        out |= {at: _of_table(engine, sheets[at], table) for at, table in zip(mine, tables, strict=True)}
    return [out[at] for at in range(len(pictures))]


def _layout(ready: Sheet) -> int:
    """Tesseract's mode: a column of text of several sizes on a screen, any page otherwise."""
    return 4 if ready.screen else 3


def on_its_side(picture: Any, quarter: int, seconds: float = SECONDS) -> Reading:
    """`recognise` of a picture turned by 90, 180 or 270 degrees, with boxes on the picture as given."""
    found = recognise(picture.rotate(-quarter, expand=True), seconds)
    words = tuple(
        replace(word, box=_upright(word.box, quarter, picture.width, picture.height)) for word in found.words
    )
    return replace(found, words=words, width=picture.width, height=picture.height)


def _upright(box: Box, quarter: int, width: int, height: int) -> Box:
    """A box on the picture turned clockwise by `quarter` degrees, on the picture of this size before it was
    turned."""
    left, top, right, bottom = box
    if quarter == 90:
        return top, height - right, bottom, height - left
    if quarter == 180:
        return width - right, height - bottom, width - left, height - top
    return width - bottom, left, width - top, right


def _rows(table: str) -> Iterator[Word]:
    """The words of tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height,
    confidence, text."""
    for row in table.splitlines():
        cells = row.split("\t", 11)
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        block, paragraph, line = map(int, cells[2:5])
        yield Word(
            cells[11].strip(),
            (left, top, left + width, top + height),
            float(cells[10]),
            (block, paragraph, line),
        )


def _mended(words: Sequence[Word]) -> list[Word]:
    """A bar among words is the letter I, which many typefaces of screens draw as a bar; a bar that stands
    alone stays one."""
    return [
        replace(word, text="I" + word.text[1:]) if _is_letter(word, words[max(0, at - 1) : at + 2]) else word
        for at, word in enumerate(words)
    ]


def _is_letter(word: Word, around: Sequence[Word]) -> bool:
    """Whether a word is a bar, or begins with one, that is the letter I."""
    if word.text != "|":
        return word.text[0] == "|" and word.text[1:2] in {"'", "\u2019", "t", "f", "n", "s"}
    near = [each.text for each in around if each is not word and each.line == word.line]
    return any(text[:1].isalpha() or text[-1:].isalpha() for text in near)


def extras(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What `Item.extra` keeps of a reading: that a machine read it, how sure it was, and a box for each word.

    "ocr words" is JSON: [[word, left, top, right, bottom, confidence], …] in the order of the text, in pixels
    of "ocr size", at most MOST_WORDS.
    """
    if not reading.engine:
        return ()
    said = [("text from", f"optical character recognition, {reading.engine}")]
    if reading.words:
        words = [[word.text, *word.box, round(word.confidence)] for word in reading.words[:MOST_WORDS]]
        said += [
            ("ocr confidence", f"{reading.confidence:.0f}"),
            ("ocr size", f"{reading.width} x {reading.height}"),
            ("ocr words", json.dumps(words, ensure_ascii=False, separators=(",", ":"))),
        ]
    if len(reading.words) > MOST_WORDS:
        said.append(("ocr words without a box", str(len(reading.words) - MOST_WORDS)))
    if reading.left_out:
        said.append(("ocr words left out as too unsure", str(reading.left_out)))
    return tuple(said)
