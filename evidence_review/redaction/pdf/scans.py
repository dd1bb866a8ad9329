"""Pages whose words stand in their pictures: which bars they need, and that they become new pixels (decision
0014)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.redaction_values import PageArea, PageSpan
from evidence_review.domain.seen_words import SeenText
from evidence_review.imaging import ocr, page_words
from evidence_review.redaction.gate import gate_sight
from evidence_review.redaction.gate.ocr_regions import SECONDS, Eyes, PartRead
from evidence_review.redaction.pdf.boxing import Bar, core
from evidence_review.redaction.pictures import picture_targets
from evidence_review.redaction.streams.glyphs import Box, meet, unturned
from evidence_review.redaction.streams.preparing import open_pdf
from evidence_review.redaction.terms.search import Search

_NO_PAGE = "An area lies on a page that this file does not have. Open the file again and draw it once more."
_DRAWN_ON = SeenText("", 20_000, 20_000, ())
"""What is known of a page without words in its picture: how finely areas on it are measured."""


@dataclass(slots=True)
class Scans:
    """What the pictures of one document need, by page from 0.

    Bars over words, also in shares of the page as shown with whether a token stands in them; pages that must
    become pixels; how many of the last bars of a page a person drew; pages covered whole; pages where
    something only reads like a term; pages that were read; pages of words with a term in a picture or drawing
    beside them.
    """

    bars: dict[int, tuple[Bar, ...]] = field(default_factory=dict[int, "tuple[Bar, ...]"])
    shares: dict[int, list[tuple[Box, bool]]] = field(default_factory=dict[int, "list[tuple[Box, bool]]"])
    pixels: set[int] = field(default_factory=set[int])
    drawn: dict[int, int] = field(default_factory=dict[int, int])
    whole: set[int] = field(default_factory=set[int])
    alike: set[int] = field(default_factory=set[int])
    read: set[int] = field(default_factory=set[int])
    beside: set[int] = field(default_factory=set[int])

    def add(self, page: Any, area: picture_targets.Area, seen: SeenText) -> None:
        """One more bar on a page."""
        self.bars[page.number] = (*self.bars.get(page.number, ()), _bar(page, area, seen))
        shares = self.shares.get(page.number, ())
        self.shares[page.number] = [*shares, (_share(area.box, seen), bool(area.token))]

    def note(
        self, page: Any, seen: SeenText, covered: picture_targets.Covered, areas: Sequence[PageArea]
    ) -> None:
        """What is to be covered in the picture of a page, and the areas that a person drew there."""
        number = page.number
        drawn = [picture_targets.drawn(one.box, seen) for one in areas]
        if drawn:
            self.drawn[number] = len(drawn)
        for area in (*covered.areas, *drawn):
            self.add(page, area, seen)
        if number in self.bars or gate_sight.is_scan(page):
            self.pixels.add(number)
        if covered.whole:
            self.whole.add(number)
        if covered.alike:
            self.alike.add(number)


def _quiet(what: str, done: int, of: int) -> None:
    """Nobody is told."""


def look(
    document: Any,
    given: Mapping[int, SeenText],
    spans: Sequence[PageSpan],
    search: Search,
    tokens: Sequence[str],
    allowed: frozenset[str],
    areas: Sequence[PageArea] = (),
    tell: Callable[[str, int, int], None] = _quiet,
) -> Scans:
    """What the pictures of a prepared document's pages need.

    Readings not given are made here, where the machine can.

    Pages on which a person drew `areas` become new pixels too. Where nothing at all is to be removed, nothing
    is looked at. OutputProblem where a span has no reading or no place.
    """
    out = Scans()
    marked = _in_pictures(spans, given)
    if not search.wanted and not spans and not areas:
        return out
    if any(one.page >= document.page_count for one in areas):
        raise OutputProblem(_NO_PAGE)
    for page in document:
        number = page.number
        tell("looking at pictures", number, document.page_count)
        drawn = [one for one in areas if one.page == number]
        if reading := given.get(number) or _read(page):
            covered = picture_targets.cover(reading, marked.get(number, ()), search, tokens, allowed)
            out.read.add(number)
            out.note(page, reading, covered, drawn)
        elif drawn:
            out.note(page, _DRAWN_ON, picture_targets.Covered(()), drawn)
    return out


def _in_pictures(
    spans: Sequence[PageSpan], given: Mapping[int, SeenText]
) -> Mapping[int, list[tuple[int, int, str]]]:
    """The spans in pictures by page; OutputProblem where such a page has no reading."""
    out: dict[int, list[tuple[int, int, str]]] = {}
    for span in spans:
        if span.in_picture and span.page not in given:
            raise OutputProblem(picture_targets.NO_BOX)
        if span.in_picture:
            out.setdefault(span.page, []).append((span.start, span.end, span.token))
    return out


def look_beside(
    final: bytes,
    out: Scans,
    search: Search,
    tokens: Sequence[str],
    allowed: frozenset[str],
    eyes: Eyes,
    tell: Callable[[str, int, int], None],
) -> set[int]:
    """Pages of a finished file that still show a term in a picture, or in letters drawn as shapes, beside
    words: they need new pixels.

    Their bars are added to `out`.
    """
    found: set[int] = set()
    for page, seen in _seen_beside(final, out, search, eyes, tell):
        parts = [part for part in seen if gate_sight.part_fault(part, search, allowed)]
        if any(part.reading.words for part in parts):
            found.add(page.number)
        _cover_beside(page, [part for part in parts if not part.hidden], out, search, tokens, allowed)
    out.beside |= found
    out.pixels |= found
    return found


def see_beside(
    final: bytes, out: Scans, search: Search, eyes: Eyes, tell: Callable[[str, int, int], None]
) -> None:
    """Read already what `look_beside` will ask for, if it asks for these bytes."""
    for _ in _seen_beside(final, out, search, eyes, tell):
        pass


def _seen_beside(
    final: bytes, out: Scans, search: Search, eyes: Eyes, tell: Callable[[str, int, int], None]
) -> Iterator[tuple[Any, tuple[PartRead, ...]]]:
    """(page, what is seen in its parts) of pages that are not pictures as a whole."""
    import pymupdf

    eyes.of(final)
    with pymupdf.open(stream=final, filetype="pdf") as document:
        count = document.page_count if search.wanted else 0
        numbers = [number for number in range(count) if number not in out.pixels]

        def fresh() -> Iterator[Any]:
            for number in numbers:
                tell("looking at pictures beside words", number, count)
                if number not in eyes.pages:
                    yield document[number]

        gate_sight.see(fresh(), eyes)
        for number in numbers:
            page = document[number]
            if (seen := gate_sight.beside(page, eyes)) is not None:
                yield page, seen


def look_whole(
    page: Any,
    mine: Sequence[Bar],
    out: Scans,
    search: Search,
    tokens: Sequence[str],
    allowed: frozenset[str],
    eyes: Eyes,
) -> None:
    """Bars beside `mine` for what a machine reads of the terms on a page that becomes a picture for another
    reason: letters may be shapes, or misread."""
    reading = eyes.whole(page) if search.wanted else ocr.Reading()
    if reading.words:
        _cover_beside(
            page,
            [PartRead(reading, False, 0, 0, reading.width, reading.height)],
            out,
            search,
            tokens,
            allowed,
            mine,
        )


def _cover_beside(
    page: Any,
    parts: Sequence[PartRead],
    out: Scans,
    search: Search,
    tokens: Sequence[str],
    allowed: frozenset[str],
    mine: Sequence[Bar] = (),
) -> None:
    for part in parts:
        across, down = part.left, part.top
        rows = [
            (one.text, one.box[0] + across, one.box[1] + down, one.box[2] + across, one.box[3] + down)
            for one in part.reading.words
        ]
        seen = picture_targets.seen_of(part.reading.text, rows, part.width, part.height)
        for area in picture_targets.cover(seen, (), search, tokens, allowed).areas:
            bar = _bar(page, area, seen)
            known = bar in out.bars.get(page.number, ())
            if not known and not any(meet(core(bar.box), one.box) for one in mine):
                out.add(page, area, seen)


def _read(page: Any) -> SeenText | None:
    """The words of a page that is a picture; None for other pages, and where no words are found or nothing
    can read them."""
    if not gate_sight.is_picture(page) or ocr.absent():
        return None
    return picture_targets.reading_of(page_words.read(page, SECONDS))


def texts_in_pictures(original: bytes) -> list[str]:
    """The words in the pictures of pages that hardly have any of their own."""
    return [seen.text for seen in readings(original).values()]


def readings(original: bytes) -> dict[int, SeenText]:
    """What a machine reads on each page (from 0) that is a picture; empty where nothing can read."""
    with open_pdf(original) as document:
        return {page.number: seen for page in document if (seen := _read(page))}


def _bar(page: Any, area: picture_targets.Area, seen: SeenText) -> Bar:
    """The area in PDF user space."""
    import pymupdf

    left, top, right, bottom = area.box
    across, down = page.rect.width / seen.width, page.rect.height / seen.height
    shown = pymupdf.Rect(left * across, top * down, right * across, bottom * down)
    at = shown * (page.derotation_matrix * ~unturned(page))
    box: Box = (min(at.x0, at.x1), min(at.y0, at.y1), max(at.x0, at.x1), max(at.y0, at.y1))
    return Bar(box, area.token)


def _share(box: Sequence[float], seen: SeenText) -> Box:
    return box[0] / seen.width, box[1] / seen.height, box[2] / seen.width, box[3] / seen.height


def unfilled(final: bytes, shares: Mapping[int, Sequence[tuple[Box, bool]]]) -> list[int]:
    """Pages of the finished file on which a bar is not filled, as another library draws them."""
    import numpy as np
    import pypdfium2

    out: list[int] = []
    drawn = pypdfium2.PdfDocument(final)
    for number, mine in shares.items():
        shot = np.array(drawn[number].render(scale=2, may_draw_forms=False).to_numpy())[:, :, :3].max(axis=2)
        down, across = shot.shape
        for (left, top, right, bottom), has_token in mine:
            inner = shot[
                int(top * down) + 2 : int(bottom * down) - 1, int(left * across) + 2 : int(right * across) - 1
            ]
            beside = has_token or sum(meet((left, top, right, bottom), other) for other, _ in mine) > 1
            if inner.size and float((inner > _DARK).mean()) > (_TOKEN_INK if beside else 0):
                out.append(number)
    drawn.close()
    return sorted(set(out))


_DARK, _TOKEN_INK = 48, 0.5
"""Steps of 255 up to which a pixel counts as filled; the share of a bar that the letters of its token may
take."""
