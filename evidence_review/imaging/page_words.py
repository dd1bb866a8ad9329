"""The words in the picture of a page of a PDF, as it is shown."""

from typing import Any

from evidence_review.imaging import ocr

_DPI, _MOST_SIDE = 300, 5000


def read(page: Any, seconds: float = ocr.SECONDS) -> ocr.Reading:
    """The words in the picture of a page as shown, at 300 dots to the inch or fewer for a very large page."""
    if ocr.absent():
        return ocr.Reading(fault=ocr.ABSENT)
    import pymupdf
    from PIL import Image

    longest = max(page.rect.width, page.rect.height, 1)
    dpi = max(1, min(_DPI, int(_MOST_SIDE * 72 / longest)))
    drawn = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
    return ocr.recognise(
        Image.frombytes("L", (drawn.width, drawn.height), drawn.samples, "raw", "L", drawn.stride), seconds
    )
