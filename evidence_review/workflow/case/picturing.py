"""Items that have a picture: which page of which file, and what a machine read in it (decision 0014)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.evidence import Item
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.redaction_values import Level, PageArea, PageSpan, PagesToRedact, Removal
from evidence_review.domain.seen_words import DOUBTFUL, SeenText, seen_text
from evidence_review.domain.text import fold
from evidence_review.imaging.picture_opening import kind_of
from evidence_review.redaction import find, search_for
from evidence_review.redaction.rewriting import rewrite
from evidence_review.store import redactions
from evidence_review.store.items import Kept
from evidence_review.workflow.case.carrying import may_be_carried
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.removals import NO_VALUE, REST
from evidence_review.workflow.case.views import Mark

BY_MACHINE = "Text read from the picture by machine; it may be wrong."
HARD = (
    "Text read from the picture by machine with little confidence ({} of 100); it is likely to be "
    "wrong. Check each word against the picture."
)
_BESIDE = re.compile(r"(?:.*(?:: |!))?page (\d+)/picture(?: \(reading \d+\))?")
_LEAST_WORDS, _LEAST_LETTERS = 3, 12
_ALL = SeenText("-", 1, 1, ())
"""The reading of a page on which no word was read, so that a mark on it can only mean all of it."""


def page_of(item: Item) -> int | None:
    """The page (from 0) of its document that an item is, or whose picture its words were read from; 0 for a
    picture; None for others."""
    beside = _BESIDE.fullmatch(item.locator)
    if item.kind is ItemKind.PAGE or (
        item.kind is ItemKind.IMAGE and any(file.member == "" for file in item.attachments)
    ):
        return max(0, item.position - 1)
    return int(beside[1]) - 1 if beside and item.kind is ItemKind.RECORD else None


def reading_of(item: Item) -> SeenText | None:
    """What a machine read in the picture of an item, None where its text is of another kind."""
    return seen_text(item.text, item.extra)


def remark(item: Item) -> str:
    """What a reviewer must know of a text that a machine read; empty for others."""
    seen = reading_of(item)
    if seen is None:
        return ""
    return HARD.format(seen.confidence) if seen.confidence < DOUBTFUL else BY_MACHINE


def placed(marks: Sequence[Mark], item: Item) -> tuple[Mark, ...]:
    """The marks with the boxes of their words in the picture, in shares of its width and height."""
    seen = reading_of(item)
    if seen is None:
        return tuple(marks)
    return tuple(replace(mark, boxes=_shares(seen, mark.from_start, mark.from_end)) for mark in marks)


def _shares(seen: SeenText, start: int, end: int) -> tuple[tuple[float, float, float, float], ...]:
    wide, high = seen.width, seen.height
    return tuple(
        (x0 / wide, y0 / high, x1 / wide, y1 / high) for x0, y0, x1, y1 in seen.boxes(start, end) or ()
    )


def is_picture(original: bytes) -> bool:
    """Whether a document is a picture file, which is redacted frame by frame."""
    return bool(kind_of(original[:64]))


def covers(item: Item) -> bool:
    """Whether the whole of an item's picture may be covered by one mark: its words are the picture's, or it
    has none."""
    return page_of(item) is not None and (not item.text or reading_of(item) is not None)


def pages_to_redact(
    session: Session, original: bytes, kept: Sequence[Kept], visible: frozenset[str], level: Level
) -> PagesToRedact:
    """These pages of one document and all that goes from them; `visible` are folded words that stay, beside
    those kept on these pages."""
    numbers = sorted({page for one in kept if (page := page_of(one.item)) is not None})
    going = _Going()
    for one in kept:
        page = numbers.index(page_of(one.item) or 0)
        going.take(page, one.item, redactions.standing(session.case, one.item.id))
    stays = visible | set(redactions.kept_words(session.case, [one.item.id for one in kept]))
    values = {**_left_out(session, kept), **going.values}
    removals = tuple(
        Removal(value, token, whole=True) for value, token in values.items() if fold(value).text not in stays
    )
    spans, areas = tuple(going.spans), tuple(going.areas)
    return PagesToRedact(original, tuple(numbers), spans, removals, going.seen, stays, areas, level)


@dataclass(slots=True)
class _Going:
    """What goes from the pages of a document: spans and areas by page, what a machine read there, and values
    with their tokens."""

    spans: list[PageSpan] = field(default_factory=list[PageSpan])
    areas: list[PageArea] = field(default_factory=list[PageArea])
    seen: dict[int, SeenText] = field(default_factory=dict[int, SeenText])
    values: dict[str, str] = field(default_factory=dict[str, str])

    def take(self, page: int, item: Item, marks: Sequence[Redaction]) -> None:
        """All that is marked on a page."""
        text = item.text or ""
        self.areas += [PageArea(page, mark.area) for mark in marks if mark.area]
        on_words = [mark for mark in marks if not mark.area]
        reading = reading_of(item) or (_ALL if on_words and not text else None)
        if reading is not None:
            self.seen[page] = reading
        for mark in on_words:
            if not _is_left_out(mark, marks):
                place = PageSpan(page, mark.start, mark.end, mark.token, in_picture=reading is not None)
                self.spans.append(place)
            if value := _value_of(mark, text, reading):
                self.values.setdefault(value, mark.token)


def _value_of(mark: Redaction, text: str, reading: SeenText | None) -> str:
    """The words under a mark, where they go wherever they stand; none where the mark names no value, covers a
    picture whole, or is of words too short or common to be looked for elsewhere."""
    value = text[mark.start : mark.end]
    whole = reading is not None and reading.covers_all([(mark.start, mark.end)])
    stays = whole or mark.kind in NO_VALUE or not may_be_carried(value.strip(), mark.kind)
    return "" if stays else value


def _is_left_out(one: Redaction, marks: Sequence[Redaction]) -> bool:
    """Whether a mark on words lies inside a passage that is left out whole, so that it has no place of its
    own."""
    return any(
        over.kind == REST and over.id != one.id and over.start <= one.start and one.end <= over.end
        for over in marks
    )


def _left_out(session: Session, kept: Sequence[Kept]) -> dict[str, str]:
    """The longer lines of passages that are left out, with their tokens, so that a hidden copy of one goes
    and the gate looks for it.

    Only lines that stand nowhere else on these pages: elsewhere they were not decided on.
    """
    lines: dict[str, str] = {}
    stays: list[str] = []
    for one in kept:
        text, marks = one.item.text or "", redactions.standing(session.case, one.item.id)
        stays.append(rewrite(text, within(marks, text)))
        for mark in marks:
            if mark.kind == REST:
                lines |= {
                    line.strip(): mark.token
                    for line in text[mark.start : mark.end].splitlines()
                    if _tells(line)
                }
    written = list(lines)
    seen = (
        {hit.term for text in stays for hit in find(text, search_for(written, range(len(written))))}
        if written
        else set()
    )
    return {line: lines[line] for at, line in enumerate(written) if at not in seen}


def _tells(line: str) -> bool:
    """Whether a line is long enough to be known by its words."""
    return len(line.split()) >= _LEAST_WORDS and sum(map(str.isalnum, line)) >= _LEAST_LETTERS


def within(marked: Iterable[Redaction], text: str) -> list[tuple[int, int, str]]:
    """Marks as spans of the text; an area, and the mark on a whole page that has no words, have none."""
    return [(one.start, one.end, one.token) for one in marked if one.start < one.end <= len(text)]
