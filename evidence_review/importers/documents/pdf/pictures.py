"""Pages whose text stands only in their picture: scans, and pages whose fonts do not say their letters
(reference/formats.md 3.2).

The text of a page that redaction boxes (domain/pages.py) is never replaced: what a machine read beside it is
a record of its own.
"""

from collections.abc import Iterator
from typing import Any

from evidence_review.domain.evidence import Item, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.imaging import ocr
from evidence_review.imaging.page_words import read
from evidence_review.importers.documents.pdf.second import SHORT
from evidence_review.importers.plugin import GLANCE

_FROM_PICTURE = (
    "This page has no text layer. Its text was read from its picture by a machine and may be wrong: "
    "check it against the picture."
)
_NOT_READ = "This page has no text layer; it was not read. Look at its picture."
_NO_WORDS = "This page has no text layer, and no words were found in its picture. Look at it."
_ALSO = (
    "More words stand in the picture of this page than in its text. They were read by a machine and "
    "are listed as a record of their own."
)


def of_page(page: Any) -> ocr.Reading:
    """The same; a page that cannot be drawn is one that could not be read. For a preview only whether it
    could be read."""
    if GLANCE.get() and not ocr.absent():
        return ocr.Reading(fault=ocr.LATER)
    try:
        return read(page)
    except Exception:  # noqa: BLE001  MuPDF raises many kinds on damage
        return ocr.Reading(fault=ocr.FAILED)


def remark(reading: ocr.Reading, locator: str) -> Iterator[Problem]:
    """What the reviewer must know of a page that had no text layer."""
    if reading.fault == ocr.LATER:
        yield Problem(locator, ProblemKind.SOURCE_FLAG, ocr.LATER)
    elif reading.fault:
        yield Problem(
            locator, ProblemKind.PARTLY_READ, _NOT_READ if reading.fault == ocr.ABSENT else reading.fault
        )
    elif not reading.words:
        yield Problem(locator, ProblemKind.PARTLY_READ, _NO_WORDS)
    else:
        yield Problem(locator, ProblemKind.SOURCE_FLAG, _FROM_PICTURE)
        if reading.doubtful:
            yield Problem(locator, ProblemKind.PARTLY_READ, ocr.DOUBTFUL)


def beside(page: Any, text: str, garbled: bool, number: int, thread: str) -> Iterator[Item | Problem]:
    """The words in the picture of a page whose text layer is garbled, or says little over a large picture, as
    a record; nothing for other pages."""
    if not text.strip() or not (garbled or (len(text.strip()) < SHORT and _mostly_picture(page))):
        return
    reading = read(page)
    locator = f"page {number}"
    if reading.fault:
        yield Problem(locator, ProblemKind.PARTLY_READ, reading.fault)
    elif garbled or _more(reading.text, text):
        extra = (("what", f"text read from the picture of page {number}"), *ocr.extras(reading))
        yield Item(
            f"{locator}/picture",
            ItemKind.RECORD,
            reading.text,
            thread,
            number,
            thread_title=thread,
            extra=extra,
        )
        yield Problem(locator, ProblemKind.SOURCE_FLAG, _ALSO)


def _more(read_words: str, text: str) -> bool:
    """Whether the picture holds at least two words, and more letters, than the text layer has."""
    known = set(text.casefold().split())
    return (
        len(read_words) > len(text)
        and len([word for word in read_words.casefold().split() if word not in known]) > 1
    )


def _mostly_picture(page: Any) -> bool:
    """Whether one picture covers more than half of the page, and no invisible layer of another recogniser
    lies over it."""
    if any(span["type"] == 3 for span in page.get_texttrace()):
        return False
    whole = page.rect.get_area()
    return any((page.rect & each["bbox"]).get_area() * 2 > whole for each in page.get_image_info())
