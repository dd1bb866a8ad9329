"""What a PDF page holds that a reader of the page does not see: text under boxes, in hidden layers, off the
page, or of unknown letters.

Each check gives a sentence to be listed against the page, or the hidden words (reference/formats.md 3.2).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.pages import PAGE_FLAGS, Box, PageText, page_text, read_page
from evidence_review.domain.text import fold

_LEAST_BOX = 4.0
_MOST_BOXES = 300
_UNDER_BOX = (
    "Text lies under a drawn box or a picture on this page and can still be read. It may be someone's "
    "failed redaction: treat it with care."
)
_INVISIBLE = (
    "The text of this page is an invisible layer over a picture, made by another program's text "
    "recognition. It may be wrong."
)
_NO_LETTERS = (
    "The fonts of this page do not say which letters they paint: its text is missing letters. Read the "
    "picture of the page."
)


@dataclass(frozen=True, slots=True)
class Painted:
    """One character as painted: its box, its place in the painting order, and whether it is painted at
    all."""

    box: Box
    order: int
    visible: bool


def remarks(page: Any, text: PageText) -> Iterator[str]:
    """The sentences that hold for a page."""
    painted = list(_painted(page))
    shown = [each for each in painted if each.visible]
    if _covered(page, shown):
        yield _UNDER_BOX
    if len(painted) > 2 * len(shown) and page.get_images():
        yield _INVISIBLE
    if garbled(text.text):
        yield _NO_LETTERS


def garbled(text: str) -> bool:
    """Whether more than one in twenty of the letters are replacement characters or of no alphabet (private
    use): the fonts do not say them."""
    letters = [c for c in text if not c.isspace()]
    unknown = sum(1 for c in letters if c == "\ufffd" or "\ue000" <= c <= "\uf8ff")
    return unknown > 3 and unknown * 20 > len(letters)


def _painted(page: Any) -> Iterator[Painted]:
    for span in page.get_texttrace():
        visible = span["type"] != 3 and span.get("opacity", 1) > 0
        for code, _, _, box in span["chars"]:
            if not chr(code).isspace():
                yield Painted(tuple(box), span["seqno"], visible)


def _covered(page: Any, painted: Sequence[Painted]) -> bool:
    """Whether an opaque rectangle or picture, painted later, lies over more than half of a visible character
    (reference/safety.md 1.5)."""
    covers = sorted(_covers(page, painted), key=lambda cover: _area(cover[1]), reverse=True)[:_MOST_BOXES]
    return any(
        order > each.order and _mostly_inside(each.box, cover) for order, cover in covers for each in painted
    )


def _covers(page: Any, painted: Sequence[Painted]) -> Iterator[tuple[int, Box]]:
    """(place in the painting order, box) of opaque rectangles and pictures painted after the first text."""
    first = min((each.order for each in painted), default=None)
    if first is None:
        return
    later = [
        (order, kind, box)
        for order, (kind, box, *_) in enumerate(page.get_bboxlog())
        if order > first and _large(box)
    ]
    yield from ((order, box) for order, kind, box in later if kind == "fill-image")
    if any(kind in {"fill-path", "fill-shade"} for _, kind, _ in later):
        for drawing in page.get_cdrawings():
            if _is_cover(drawing, first):
                yield drawing["seqno"], tuple(drawing["rect"])


def _is_cover(drawing: dict[str, Any], first: int) -> bool:
    """Whether a drawing is a large rectangle through which nothing shows, painted after the first text."""
    opaque = drawing.get("fill") is not None and (drawing.get("fill_opacity") or 0) >= 1
    return opaque and drawing["seqno"] > first and _large(drawing["rect"]) and _rectangular(drawing["items"])


def _area(box: Sequence[float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _large(box: Sequence[float]) -> bool:
    return box[2] - box[0] > _LEAST_BOX and box[3] - box[1] > _LEAST_BOX


def _rectangular(items: Sequence[Sequence[Any]]) -> bool:
    """One rectangle, one quadrilateral, or up to four straight lines."""
    return all(item[0] in {"re", "qu"} for item in items) or (
        len(items) <= 4 and all(item[0] == "l" for item in items)
    )


def _mostly_inside(box: Box, cover: Sequence[float]) -> bool:
    width = min(box[2], cover[2]) - max(box[0], cover[0])
    height = min(box[3], cover[3]) - max(box[1], cover[1])
    return width > 0 and height > 0 and width * height > _area(box) / 2


def layer_text(shown: Any, revealed: Any) -> str:
    """The words that a page paints only when every layer is switched on; "" where there are none."""
    return _more(_rawdict(shown), _rawdict(revealed))


def off_page(page: Any) -> str:
    """The words outside the visible page; "" where there are none."""
    import pymupdf

    return _more(_rawdict(page), page.get_text("rawdict", flags=PAGE_FLAGS, clip=pymupdf.INFINITE_RECT()))


def _more(less: Any, full: Any) -> str:
    """The words of one reading that are not, at their place, in the other."""
    seen = {(char["c"], _place(char)) for char in _characters(less)}
    return page_text(
        [
            [
                (char["c"], tuple(char["bbox"]))
                for span in line["spans"]
                for char in span["chars"]
                if (char["c"], _place(char)) not in seen
            ]
        ]
        for block in full["blocks"]
        for line in block.get("lines", ())
    ).text.strip()


def _characters(rawdict: Any) -> Iterator[Any]:
    for block in rawdict["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                yield from span["chars"]


def _place(char: Any) -> tuple[int, int]:
    return round(char["origin"][0] * 4), round(char["origin"][1] * 4)


def read(page: Any) -> PageText:
    """The one text of a page (domain/pages.py)."""
    return read_page(_rawdict(page))


def spoken(page: Any) -> str:
    """What the file would have a screen reader say in place of the painted letters; "" where that is the
    same."""
    import pymupdf

    painted, said = (
        read_page(_rawdict(page, flags)).text
        for flags in (PAGE_FLAGS, PAGE_FLAGS & ~pymupdf.TEXT_IGNORE_ACTUALTEXT)
    )
    return "" if fold(painted).text.split() == fold(said).text.split() else said


def _rawdict(page: Any, flags: int = PAGE_FLAGS) -> Any:
    return page.get_text("rawdict", flags=flags)
