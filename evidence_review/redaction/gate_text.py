"""What every reader of PDFs at hand makes of a file, page by page (SAFETY.md 1.6 a). To add a reader, add a line to READERS."""

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

from evidence_review.redaction.glyphs import in_paint_order, in_place_order, layout, painted

type Pages = Iterator[list[str]]
"""For each page in order, the texts that one reader makes of it."""

_PATIENCE = 120
"""Seconds for a reader that runs as a program of its own."""


def mupdf(data: bytes) -> Pages:
    """MuPDF, not clipped to the page, in reading order, in the order of painting and, where that differs, by place."""
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        if document.needs_pass:
            raise ValueError("locked")
        for page in document:
            glyphs = painted(page)
            yield [layout(page).text, in_paint_order(glyphs).text, in_place_order(glyphs).text]


def pdfminer(data: bytes) -> Pages:
    """pdfminer.six with its analysis of lines, figures included; the order of its boxes is left, since it takes most of the time."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams

    for page in extract_pages(io.BytesIO(data), laparams=LAParams(all_texts=True, boxes_flow=None)):
        yield ["".join(_text_of(page))]


def _text_of(element: Any) -> Iterator[str]:
    from pdfminer.layout import LTChar, LTContainer, LTTextContainer

    if isinstance(element, LTTextContainer):
        yield element.get_text() + "\n"
    elif isinstance(element, LTChar):
        yield element.get_text()
    elif isinstance(element, LTContainer):
        for inner in element:
            yield from _text_of(inner)


def pypdf(data: bytes) -> Pages:
    """pypdf, by content stream."""
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    for page in reader.pages:
        yield [page.extract_text()]


def pdfium(data: bytes) -> Pages:
    """PDFium, every character of the page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            text = page.get_textpage()
            yield [text.get_text_range()]
            text.close()
            page.close()
    finally:
        document.close()


def poppler(data: bytes) -> Pages:
    """Poppler's pdftotext where the machine has it, fed through a pipe so that nothing is written to disk."""
    program = shutil.which("pdftotext")
    if not program:
        return
    done = subprocess.run([program, "-q", "-", "-"], input=data, capture_output=True, timeout=_PATIENCE, check=True)
    for text in done.stdout.decode("utf-8", "replace").split("\f"):
        yield [text]


READERS: tuple[tuple[str, Callable[[bytes], Pages]], ...] = (
    ("MuPDF", mupdf),
    ("pdfminer.six", pdfminer),
    ("pypdf", pypdf),
    ("PDFium", pdfium),
    ("Poppler", poppler),
)
