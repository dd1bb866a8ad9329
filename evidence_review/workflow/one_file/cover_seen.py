"""Cover what was seen: where the gate refuses a page or picture by a term, the places in which a reader saw it
go under bars, then the whole page; the gate judges each new file from its beginning."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from evidence_review.domain.redaction_values import PageArea, Redacted
from evidence_review.domain.seen_words import PixelBox, SeenText, SeenWord
from evidence_review.imaging import ocr, page_words, second_looks
from evidence_review.redaction.pdf.trying_again import pages_of
from evidence_review.redaction.pictures.picture_targets import reading_of
from evidence_review.redaction.pictures.pictures import decoded
from evidence_review.redaction.refusal import Refused
from evidence_review.redaction.streams.preparing import open_pdf
from evidence_review.redaction.terms.search import Search
from evidence_review.redaction.terms.terms_misread import nearly

_MARGIN = 0.4
"""Of the height of a word, by which an area reaches beyond it."""
_LOOKS = 4
"""How often a page is looked at, with what was seen covered."""
_WHOLE = (0.0, 0.0, 1.0, 1.0)

type Seen = Callable[[Refused], Sequence[PageArea]]
"""The areas in which something was seen in what the gate refused."""


def covered(
    redact: Callable[[Sequence[PageArea]], Redacted], seen: Seen, areas: Sequence[PageArea]
) -> Redacted:
    """What `redact` gives with these areas and, where the gate refuses it, with those in which something was
    seen; at last with whole pages. Refused where that is not enough."""
    asked = tuple(areas)
    try:
        return redact(asked)
    except Refused as fault:
        refused = fault
    for whole in (False, False, True):
        found = seen(refused)
        more = [one for one in (_whole(found) if whole else found) if one not in asked]
        asked = (*asked, *more)
        try:
            done = redact(asked) if more else None
        except Refused as fault:
            refused = fault
        else:
            if done:
                return replace(done, warnings=(*done.warnings, _told(asked[len(areas) :])))
    raise refused


def _whole(areas: Sequence[PageArea]) -> list[PageArea]:
    return [PageArea(number, _WHOLE) for number in sorted({one.page for one in areas})]


def _told(areas: Sequence[PageArea]) -> str:
    """What was covered beyond what was asked for, for whoever redacts."""
    whole = sorted({one.page + 1 for one in areas if one.box == _WHOLE})
    parts = sorted({one.page + 1 for one in areas} - set(whole))
    said = [f"areas of page {', '.join(map(str, parts))}"] if parts else []
    said += [f"all of page {', '.join(map(str, whole))}"] if whole else []
    return (
        f"Covered beyond the terms, since a reader still saw something there: {' and '.join(said)}. "
        f"Look at what went with it."
    )


def seen_on_pages(original: bytes, search: Search) -> Seen:
    """Where words that read like a term are seen on the pages of a PDF, before and after; all of a page on
    which none are."""

    def areas(refused: Refused) -> list[PageArea]:
        out: list[PageArea] = []
        for number in sorted(pages_of(refused.data, refused.leaks)):
            found: list[PageArea] = []
            for data in (original, refused.data):
                with open_pdf(data) as document:
                    found += _looked(number, page_words.drawn(document[number]), search)
            out += found or [PageArea(number, _WHOLE)]
        return out

    return areas


def _looked(number: int, picture: Any, search: Search) -> list[PageArea]:
    """Where it is seen in a picture, and then in the same with that covered: what stands there draws the eye
    of the reader from what else does."""
    from PIL import ImageDraw

    out: list[PageArea] = []
    for _ in range(_LOOKS):
        found = _areas(number, reading_of(ocr.recognise(picture)), search)
        for one in found:
            left, top, right, bottom = one.box
            wide, high = picture.size
            box = (left * wide, top * high, right * wide, bottom * high)
            ImageDraw.Draw(picture).rectangle(box, fill="black")
        out += found
        if not found:
            break
    return out


def seen_in_picture(search: Search) -> Seen:
    """The same of a picture, whose frame the refusal names."""

    def areas(refused: Refused) -> list[PageArea]:
        picture = decoded(refused.data)[0]
        found = _areas(refused.frame, reading_of(second_looks.read(picture)), search)
        found += _looked(refused.frame, picture, search)
        return found or [PageArea(refused.frame, _WHOLE)]

    return areas


def _areas(number: int, seen: SeenText | None, search: Search) -> list[PageArea]:
    """Around each place that reads like a term, with the words beside it on its line."""
    if seen is None:
        return []
    out: dict[PageArea, None] = {}
    for hit in nearly(seen.text, search):
        mine = [word for word in seen.words if word.start < hit.end and hit.start < word.end]
        for word in mine:
            near = [other for other in seen.words if _is_beside(word, other)]
            out[_area(number, [word.box, *(other.box for other in near)], seen)] = None
    return list(out)


def _is_beside(word: SeenWord, other: SeenWord) -> bool:
    """Whether another word stands on the line of a word, no further than the line is high."""
    left, top, right, bottom = word.box
    high = bottom - top
    same = min(bottom, other.box[3]) - max(top, other.box[1]) > high / 2
    return same and other.box[0] < right + high and left < other.box[2] + high


def _area(number: int, boxes: Sequence[PixelBox], seen: SeenText) -> PageArea:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    more = _MARGIN * (bottom - top)
    return PageArea(
        number,
        (
            max(0.0, (left - more) / seen.width),
            max(0.0, (top - more) / seen.height),
            min(1.0, (right + more) / seen.width),
            min(1.0, (bottom + more) / seen.height),
        ),
    )
