"""The gate's eyes: the words in the pixels of a finished page or picture, read by machine
(reference/safety.md 1.6 h, decision 0014).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from evidence_review.domain.redaction_values import Leak
from evidence_review.imaging import ocr, second_looks
from evidence_review.imaging.codes import codes
from evidence_review.imaging.painted_shapes import painted_shapes
from evidence_review.imaging.picture_opening import kind_of, opened, unfold, upright
from evidence_review.redaction.gate.gate_codes import CODE, any_says
from evidence_review.redaction.gate.ocr_regions import SECONDS, Eyes, PartDrawn, PartRead
from evidence_review.redaction.refusal import BLIND
from evidence_review.redaction.streams.covers import Log
from evidence_review.redaction.terms.search import Search
from evidence_review.redaction.terms.terms_misread import nearly

HIDDEN = "words read by machine in a picture of which the page shows less than it holds"
PART = "words read by machine in a part of the page"
FAILED = "a picture whose words could not be read to be checked"
READ = "words read in the picture by machine"
_MOST_LETTERS = 40
_TOKEN = re.compile(r"\[[A-Z][A-Z ]* \d+\]")
_FLAT = 8
"""Steps of 255 within which all pixels of a picture lie that shows nothing."""


def page_leaks(
    data: bytes,
    search: Search,
    allowed: frozenset[str] = frozenset(),
    tell: Callable[[str, int, int], None] | None = None,
    eyes: Eyes | None = None,
) -> Iterator[Leak]:
    """Leaks of the pictures of a PDF: of pages that hardly have a word of their own, and of parts of others
    that may show words. Codes are read by others (`gate_reading`).

    A page with an unseen layer of words was checked by that layer, and passes where nothing can read its
    pixels.
    """
    import pymupdf

    eyes = (eyes or Eyes()).of(data)

    with pymupdf.open(stream=data, filetype="pdf") as document:
        for number in range(document.page_count):
            page = document[number]
            if tell:
                tell("looking at pictures again", number, document.page_count)
            if (parts := beside(page, eyes)) is not None:
                yield from (
                    Leak(f"page {number + 1}", how)
                    for part in parts
                    if (how := part_fault(part, search, allowed))
                )
            elif not shows_nothing(page):
                how = _how(eyes.whole(page), search, allowed)
                if how and (how != BLIND or is_scan(page)):
                    yield Leak(f"page {number + 1}", how)


def beside(page: Any, eyes: Eyes) -> tuple[PartRead, ...] | None:
    """What the eyes read in parts of a page of the bytes that they are for; None where the page is a picture
    as a whole. Looked at once: the same bytes show the same."""
    if page.number not in eyes.pages:
        see([page], eyes)
    return eyes.pages[page.number]


def see(pages: Iterable[Any], eyes: Eyes) -> None:
    """`beside` of several pages, whose small parts are read together."""
    drawn: dict[int, list[PartDrawn]] = {}
    for page in pages:
        log = eyes.shapes(page)
        if is_picture(page, log):
            eyes.pages[page.number] = None
        else:
            drawn[page.number] = eyes.draw(page, log)
    eyes.pages |= {number: eyes.parts(one) for number, one in drawn.items()}


def part_fault(part: PartRead, search: Search, allowed: frozenset[str]) -> str:
    """What is wrong with a part of a page, empty where nothing is."""
    if part.reading.fault:
        return FAILED
    if not nearly(part.reading.text, search, allowed):
        return ""
    return HIDDEN if part.hidden else PART


def picture_leaks(data: bytes, search: Search, allowed: frozenset[str] = frozenset()) -> Iterator[Leak]:
    """Leaks of the pixels of a picture file."""
    if not kind_of(data[:64]):
        return
    coded = False
    try:
        with opened(data) as image:
            unfold(image)
            shown = upright(image)
            coded = any_says((one.text for one in codes(shown)), search)
            how = "" if is_flat(shown) else _how(second_looks.read(shown, SECONDS), search, allowed)
    except Exception:  # noqa: BLE001  # Pillow and libheif raise many kinds on bytes that are no picture
        how = FAILED
    if coded:
        yield Leak("file", CODE)
    if how:
        yield Leak("file", how)


def _how(reading: ocr.Reading, search: Search, allowed: frozenset[str]) -> str:
    if reading.fault == ocr.ABSENT:
        return BLIND
    if reading.fault:
        return FAILED
    if nearly(reading.text, search, allowed):
        return READ
    return FAILED if reading.lacks else ""


def is_picture(page: Any, log: Log | None = None) -> bool:
    """Whether pictures cover more than half of the page (`log` is what it paints) and hardly a word is
    painted on it to be seen."""
    return (
        2 * _covered(page, painted_shapes(page) if log is None else log) > page.rect.get_area()
        and _letters(page, unseen=False) < _MOST_LETTERS
    )


def is_scan(page: Any) -> bool:
    """Whether it is such a page without words at all, seen or not."""
    return is_picture(page) and _letters(page, unseen=True) < _MOST_LETTERS


def _letters(page: Any, *, unseen: bool) -> int:
    """Letters painted on the page, tokens of ours left out; those painted without ink only where asked
    for."""
    spans = (span for span in page.get_texttrace() if unseen or span["type"] != 3)
    text = "".join(chr(char[0]) if char[0] > 0 else "?" for span in spans for char in span["chars"])
    return sum(not letter.isspace() for letter in _TOKEN.sub("", text))


def _covered(page: Any, log: Log) -> float:
    """The area in which pictures are painted, in points; overlaps count for each, since pages are scanned in
    strips too."""
    if not any(
        "image" in kind for kind, _ in log
    ):  # nearly every page; the list of pictures takes several times as long
        return 0.0
    return sum((page.rect & each["bbox"]).get_area() for each in page.get_image_info())


def shows_nothing(page: Any) -> bool:
    """Whether every pixel of a page is alike, as of one that was covered whole."""
    return is_flat(_drawn(page))


def _drawn(page: Any) -> Any:
    import pymupdf
    from PIL import Image

    drawn = page.get_pixmap(dpi=72, colorspace=pymupdf.csGRAY, alpha=False)
    return Image.frombytes("L", (drawn.width, drawn.height), drawn.samples, "raw", "L", drawn.stride)


def is_flat(image: Any) -> bool:
    """Whether every pixel of a picture is alike."""
    low, high = image.convert("L").getextrema()
    return high - low <= _FLAT
