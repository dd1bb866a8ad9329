"""Which pixels of a picture must go: a reviewer's spans and terms in what a machine read from it (decision
0014)."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.seen_words import PixelBox, SeenText, SeenWord, placed
from evidence_review.domain.text_spans import merged
from evidence_review.imaging import ocr
from evidence_review.imaging.codes import Code
from evidence_review.redaction.gate.gate_codes import says, term_of
from evidence_review.redaction.terms.search import Search, find
from evidence_review.redaction.terms.terms_misread import nearly

_GRID = 3
"""Where the line is free to the right a bar grows to a multiple of three times its height, so that its width
tells little (reference/safety.md 1.4)."""
NO_BOX = (
    "A mark lies on words whose place in the picture is not known. Mark all of the text of this page, "
    "so that the whole page is covered."
)
BEYOND = "A mark lies beyond the text of its page. Open the document again and mark it once more."


@dataclass(frozen=True, slots=True)
class Area:
    """Pixels to be filled, and what stands in them."""

    box: PixelBox
    token: str


@dataclass(frozen=True, slots=True)
class Covered:
    """What goes from one picture. `whole` where all of it does; `alike` counts places that only nearly read
    like a term."""

    areas: tuple[Area, ...]
    whole: bool = False
    alike: int = 0


def cover(
    seen: SeenText,
    spans: Sequence[tuple[int, int, str]],
    search: Search,
    tokens: Sequence[str],
    allowed: frozenset[str] = frozenset(),
) -> Covered:
    """The areas of a picture's spans (start, end, token) and of every term in its reading. OutputProblem
    where a place is not known."""
    if any(end > len(seen.text) for _, end, _ in spans):
        raise OutputProblem(BEYOND)
    if seen.covers_all([(start, end) for start, end, _ in spans]):
        return Covered((Area((0, 0, seen.width, seen.height), ""),), whole=True)
    marked = {at for start, end, _ in spans for at in range(start, end)}
    found = [
        hit for hit in nearly(seen.text, search, allowed) if not set(range(hit.start, hit.end)) <= marked
    ]
    places = merged([*spans, *((hit.start, hit.end, tokens[hit.term]) for hit in found)])
    areas = _apart(list(_areas(seen, places)))
    kept = _kept(seen, places)
    return Covered(
        tuple(_grown(area, kept, seen) for area in areas),
        alike=len(set(found) - set(find(seen.text, search))),
    )


def _areas(seen: SeenText, places: Sequence[tuple[int, int, str]]) -> Iterator[Area]:
    """The areas of each place, with its token in the first."""
    for start, end, token in places:
        boxes = seen.boxes(start, end)
        if boxes is None:
            raise OutputProblem(NO_BOX)
        yield from (Area(box, token if at == 0 else "") for at, box in enumerate(boxes))


def _kept(seen: SeenText, places: Sequence[tuple[int, int, str]]) -> list[SeenWord]:
    """The words of a picture that no place touches."""
    gone = {word for start, end, _ in places for word in seen.words if word.start < end and start < word.end}
    return [word for word in seen.words if word not in gone]


def coded(found: Sequence[Code], search: Search, tokens: Sequence[str]) -> list[Area]:
    """The codes (QR, bar codes) that say something which is to go."""
    return [Area(one.box, tokens[term_of(one.text, search)]) for one in found if says(one.text, search)]


def drawn(box: Sequence[float], seen: SeenText) -> Area:
    """An area that a person drew, in shares of the picture, as whole pixels of it; nothing stands in it."""
    left, top, right, bottom = box
    inside = (
        math.floor(left * seen.width),
        math.floor(top * seen.height),
        math.ceil(right * seen.width),
        math.ceil(bottom * seen.height),
    )
    return Area(inside, "")


def _apart(areas: Sequence[Area]) -> list[Area]:
    """Areas that lie on each other become one, with the token of the first that has one."""
    out: list[Area] = []
    for area in areas:
        mine = area
        while over := next((other for other in out if _share_line(mine.box, other.box)), None):
            out.remove(over)
            (a, b, c, d), (e, f, g, h) = over.box, mine.box
            mine = Area((min(a, e), min(b, f), max(c, g), max(d, h)), over.token or mine.token)
        out.append(mine)
    return out


def _share_line(one: PixelBox, other: PixelBox) -> bool:
    """Whether two boxes meet and lie for the most part beside each other, not above."""
    high = min(one[3], other[3]) - max(one[1], other[1])
    return one[0] < other[2] and other[0] < one[2] and 2 * high > min(one[3] - one[1], other[3] - other[1])


def _grown(area: Area, kept: Sequence[SeenWord], seen: SeenText) -> Area:
    left, top, right, bottom = area.box
    grid = _GRID * max(bottom - top, 1)
    wide = -(-(right - left) // grid) * grid
    limit = min(
        (word.box[0] for word in kept if word.box[0] >= right and word.box[1] < bottom and top < word.box[3]),
        default=seen.width,
    )
    return Area((left, top, left + wide, bottom), area.token) if left + wide < limit else area


def seen_of(text: str, rows: Sequence[Sequence[Any]], width: int, height: int) -> SeenText:
    """A reading as `domain.seen_words` keeps it, from rows of (word, left, top, right, bottom)."""
    return SeenText(text, width, height, placed(text, rows, width, height))


def reading_of(reading: ocr.Reading) -> SeenText | None:
    """A reading as marks and redaction know it; None where it has no words."""
    if not reading.words:
        return None
    rows = [(word.text, *word.box) for word in reading.words]
    return seen_of(reading.text, rows, reading.width, reading.height)
