"""Lines read on to the line beneath them: texts side by side are often painted line by line across, so that
no word goes over a line's end in that order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_review.redaction.streams.glyphs import Box, Reading

_LEAST, _MOST = 0.4, 2.4
"""Heights of a line by which the one beneath it may lie lower."""
_GAP = 0.7
"""Heights of a line from which a gap in it may part two columns: one too many only has more lines read."""
_WALL = "\n%%%%%%%%\n"
"""Between two such pairs: more signs than may stand between the words of a term."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    boxes: tuple[Box | None, ...]
    left: float
    right: float
    low: float
    high: float


def over_lines(reading: Reading) -> Reading:
    """Every line of a reading with the one that lies beneath it, where that is not the one read next anyway;
    empty where there is none such."""
    lines = list(_lines(reading))
    text: list[str] = []
    boxes: list[Box | None] = []
    for one, other in _pairs(lines):
        text += [one.text, "\n", other.text, _WALL]
        boxes += [*one.boxes, None, *other.boxes, *[None] * len(_WALL)]
    return Reading("".join(text), tuple(boxes))


def _lines(reading: Reading) -> Iterator[_Line]:
    """The lines, cut where a gap may be the one between two columns."""
    begins, last = 0, None
    for at, (letter, box) in enumerate(zip(reading.text, reading.boxes, strict=True)):
        if letter == "\n" or (
            box and last and not letter.isspace() and box[0] - last[2] > _GAP * (box[3] - box[1])
        ):
            yield from _line(reading, begins, at)
            begins, last = at + (letter == "\n"), None
        if box and not letter.isspace():
            last = box
    yield from _line(reading, begins, len(reading.text))


def _line(reading: Reading, begins: int, ends: int) -> Iterator[_Line]:
    text, boxes = reading.text[begins:ends].rstrip(), reading.boxes[begins:ends]
    inked = [box for box, letter in zip(boxes, text, strict=False) if box and not letter.isspace()]
    if inked:
        first, last = inked[0], inked[-1]
        yield _Line(
            text,
            boxes[: len(text)],
            min(first[0], last[0]),
            max(first[2], last[2]),
            first[1],
            max(first[3] - first[1], 1),
        )


def _pairs(lines: Sequence[_Line]) -> Iterator[tuple[_Line, _Line]]:
    order = sorted(range(len(lines)), key=lambda at: -lines[at].low)
    for place, at in enumerate(order):
        one = lines[at]
        reach: float | None = None
        for below in order[place + 1 :]:
            other = lines[below]
            lower = one.low - other.low
            if lower > (_MOST * one.high if reach is None else reach):
                break
            if lower > _LEAST * one.high and other.left < one.right and one.left < other.right:
                reach = lower + _LEAST * one.high
                if below != at + 1:
                    yield one, other
