"""Screenshots of chats: where the names, numbers and pictures of people stand, proposed from the layout of
the words for a person to take up.

Proposals only: nothing here recognises a face, and a layout that is not known proposes nothing. To know
another layout, add a rule to RULES.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence_review.domain.seen_words import PixelBox, SeenText, SeenWord

_TIME = re.compile(r"\(?\d{1,2}[:.]\d{2}\)?(?:[ap]m)?", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d()\s-]{9,}")
_NAME = re.compile(r"~?\s?[^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w'’.-]*){0,3}:?")
_STATUS = 0.05
_HEAD = 0.17
"""Shares of the height: the bar of the phone with clock and battery, and the head of the chat below it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An area of the picture, and what seems to stand in it."""

    box: PixelBox
    why: str


@dataclass(frozen=True, slots=True)
class _Line:
    words: tuple[SeenWord, ...]
    text: str
    box: PixelBox

    @property
    def high(self) -> int:
        return self.box[3] - self.box[1]


def proposals(seen: SeenText) -> tuple[Proposal, ...]:
    """Areas of a screenshot of a chat that name or show people; empty for a picture that is none: upright,
    with at least two times of day."""
    lines = _lines(seen)
    times = sum(bool(_TIME.fullmatch(word)) for line in lines for word in line.text.split())
    if seen.height < 1.2 * seen.width or times < 2:
        return ()
    return tuple(dict.fromkeys(one for rule in RULES for one in rule(seen, lines)))


def _lines(seen: SeenText) -> list[_Line]:
    """Words that stand beside each other, from the top down; a wide gap begins another line."""
    rows: list[list[SeenWord]] = []
    for word in sorted(
        (word for word in seen.words if seen.text[word.start : word.end].strip()),
        key=lambda one: (one.box[1], one.box[0]),
    ):
        middle = (word.box[1] + word.box[3]) / 2
        row = next((row for row in rows if row[0].box[1] <= middle <= row[0].box[3]), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return [line for row in rows for line in _parted(seen, sorted(row, key=lambda one: one.box[0]))]


def _parted(seen: SeenText, row: list[SeenWord]) -> Iterator[_Line]:
    start = 0
    for at in range(1, len(row) + 1):
        high = row[at - 1].box[3] - row[at - 1].box[1]
        if at == len(row) or row[at].box[0] - row[at - 1].box[2] > 2 * high:
            part = row[start:at]
            boxes = [word.box for word in part]
            box = (
                min(one[0] for one in boxes),
                min(one[1] for one in boxes),
                max(one[2] for one in boxes),
                max(one[3] for one in boxes),
            )
            yield _Line(tuple(part), " ".join(seen.text[word.start : word.end] for word in part), box)
            start = at


def _head(seen: SeenText, lines: Sequence[_Line]) -> Iterator[Proposal]:
    """The whole width of the lines at the head, with the picture that stands before them."""
    found = [
        line
        for line in lines
        if _STATUS * seen.height < line.box[1]
        and line.box[3] < _HEAD * seen.height
        and not _TIME.fullmatch(line.text)
    ]
    if found:
        high = max(line.high for line in found)
        top, bottom = min(line.box[1] for line in found) - high, max(line.box[3] for line in found) + high
        yield Proposal((0, max(0, top), seen.width, bottom), "name and picture at the head of the chat")


def _senders(seen: SeenText, lines: Sequence[_Line]) -> Iterator[Proposal]:
    """A short line close above another that begins at the same place, and not close below one: who sent it,
    and her picture before it."""
    below = [line for line in lines if line.box[1] >= _HEAD * seen.height and line.box[0] < 0.45 * seen.width]
    for before, line, after in zip([None, *below], below, [*below[1:], None], strict=False):
        if not _heads(before, line, after, seen.width):
            continue
        if _NAME.fullmatch(line.text) or _NUMBER.fullmatch(line.text):
            yield Proposal(_wider(line, seen), "name of a sender")
            if line.box[0] > 0.08 * seen.width:
                high = 3 * line.high
                yield Proposal(
                    (0, max(0, line.box[1] - high), line.box[0] - line.high, line.box[3] + high),
                    "picture of a sender",
                )


def _heads(before: _Line | None, line: _Line, after: _Line | None, wide: int) -> bool:
    """Whether a line is close above one that begins at the same place, and not close below one."""
    near = 1.4 * line.high
    if after is None or after.box[1] - line.box[3] >= near:
        return False
    if abs(after.box[0] - line.box[0]) >= 0.03 * wide:
        return False
    return (
        before is None or line.box[1] - before.box[3] > near or abs(before.box[0] - line.box[0]) > 0.1 * wide
    )


def _numbers(seen: SeenText, lines: Sequence[_Line]) -> Iterator[Proposal]:
    """Words that make up a telephone number."""
    for line in lines:
        for first, last in _runs(line, seen):
            boxes = [word.box for word in line.words[first:last]]
            yield Proposal((boxes[0][0], line.box[1], boxes[-1][2], line.box[3]), "telephone number")


def _runs(line: _Line, seen: SeenText) -> Iterator[tuple[int, int]]:
    is_number = [
        bool(re.fullmatch(r"\+?[\d()-]+[.,]?", seen.text[word.start : word.end])) for word in line.words
    ]
    edges = [
        0,
        *(at + 1 for at, (one, other) in enumerate(pairwise(is_number)) if one != other),
        len(is_number),
    ]
    for first, last in pairwise(edges):
        digits = sum(
            letter.isdigit() for word in line.words[first:last] for letter in seen.text[word.start : word.end]
        )
        if first < last and is_number[first] and 9 <= digits <= 15:
            yield first, last


def _wider(line: _Line, seen: SeenText) -> PixelBox:
    """The line with a margin, grown to a third of the width: a bar as wide as the name would tell it
    (reference/safety.md 1.4)."""
    margin = line.high // 4
    least = line.box[0] + seen.width // 3
    return (
        max(0, line.box[0] - margin),
        line.box[1] - margin,
        min(seen.width, max(line.box[2] + margin, least)),
        line.box[3] + margin,
    )


RULES: tuple[Callable[[SeenText, Sequence[_Line]], Iterator[Proposal]], ...] = (_head, _senders, _numbers)
