"""The words in the picture of a page of a PDF, as it is shown."""

from typing import Any

from evidence_review.imaging import ocr

_DPI, _MOST_SIDE = 300, 5000


def drawn(page: Any) -> Any:
    """The picture of a page as shown, in grey, at 300 dots to the inch or fewer for a very large page."""
    import pymupdf
    from PIL import Image

    longest = max(page.rect.width, page.rect.height, 1)
    dpi = max(1, min(_DPI, int(_MOST_SIDE * 72 / longest)))
    shot = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
    return Image.frombytes("L", (shot.width, shot.height), shot.samples, "raw", "L", shot.stride)


def read(page: Any, seconds: float = ocr.SECONDS) -> ocr.Reading:
    """The words in that picture."""
    return ocr.Reading(fault=ocr.ABSENT) if ocr.absent() else ocr.recognise(drawn(page), seconds)
