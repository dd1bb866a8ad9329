"""Pages as text and as pictures, for reviewers: the same text that importers store and marks are made in."""

from evidence_review.domain.pages import PAGE_FLAGS, read_page
from evidence_review.redaction.streams.preparing import open_pdf

_MOST_PIXELS = 60_000_000


def page_texts(original: bytes) -> list[str]:
    """The text of each page. UnreadableExport where no page can be read."""
    document = open_pdf(original)
    texts = [read_page(page.get_text("rawdict", flags=PAGE_FLAGS)).text for page in document]
    document.close()
    return texts


def render_page(original: bytes, page: int, dpi: int) -> tuple[int, int, bytes]:
    """Width and height in pixels and RGB bytes, row by row, of one page (from 0), at less than `dpi` where
    the page is very large."""
    import pymupdf

    document = open_pdf(original)
    shown = document[page]
    zoom = min(dpi / 72, (_MOST_PIXELS / max(shown.rect.width * shown.rect.height, 1)) ** 0.5)
    picture = shown.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False, colorspace=pymupdf.csRGB)
    out = (picture.width, picture.height, bytes(picture.samples))
    document.close()
    return out
