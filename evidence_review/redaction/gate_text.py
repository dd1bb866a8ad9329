"""What every reader of PDFs at hand makes of a file, page by page (SAFETY.md 1.6 a). To add a reader, add a line to READERS."""

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from evidence_review.redaction import gate_miner
from evidence_review.redaction.columns import over_lines
from evidence_review.redaction.gate_weight import squeezed
from evidence_review.redaction.glyphs import Glyph, in_paint_order, layout, painted, speaks, words_by_place
from evidence_review.redaction.lexing import Kinds, split

type Pages = Iterator[list[str]]
"""For each page in order, the texts that one reader makes of it. Readers take the bytes, the first page and the one after the last (None: to the end)."""

PATIENCE = 120
"""Seconds for a reader that runs as a program of its own."""


def mupdf(data: bytes, first: int = 0, last: int | None = None) -> Pages:
    """MuPDF, not clipped to the page, in reading order, in the order of painting and, where these differ, by place and line by line downwards."""
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        if document.needs_pass:
            raise ValueError("locked")
        for number in range(document.page_count)[first:last]:
            page = document[number]
            yield mupdf_page(page, painted(page))


def mupdf_page(page: Any, glyphs: Sequence[Glyph]) -> list[str]:
    """What `mupdf` gives of one page, whose characters are these; where words stand beside letters, also with these in their place."""
    told = in_paint_order(glyphs)
    spoken = [layout(page, spoken=True).text] if speaks(page) else []
    return [layout(page).text, told.text, words_by_place(glyphs), over_lines(told).text, *spoken]


def pypdf(data: bytes, first: int = 0, last: int | None = None) -> Pages:
    """pypdf, by content stream; plainly written ones are given to it already split."""
    import logging

    from pypdf import PdfReader
    from pypdf.generic import ArrayObject, ByteStringObject, ContentStream, FloatObject, NameObject, NumberObject

    kinds = Kinds(NumberObject, FloatObject, lambda name: NameObject("/" + name.decode("ascii")), ByteStringObject, ArrayObject)

    class Plain(ContentStream):
        def _parse_content_stream(self, stream: Any) -> None:
            operations = split(stream.getvalue(), kinds)
            if operations is None:
                super()._parse_content_stream(io.BytesIO(squeezed(stream.getvalue())))
            else:
                self._operations = list(operations)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    for number in range(len(reader.pages))[first:last]:
        page = reader.pages[number]
        if "/Contents" in page:
            page[NameObject("/Contents")] = Plain(page["/Contents"].get_object(), reader, "bytes")
        yield [page.extract_text()]


def pdfium(data: bytes, first: int = 0, last: int | None = None) -> Pages:
    """PDFium, every character of the page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document))[first:last]:
            page = document[number]
            text = page.get_textpage()
            yield [text.get_text_range()]
            text.close()
            page.close()
    finally:
        document.close()


def poppler(data: bytes, first: int = 0, last: int | None = None) -> Pages:
    """Poppler's pdftotext where the machine has it, fed through a pipe so that nothing is written to disk."""
    program = shutil.which("pdftotext")
    if not program:
        return
    pages = ["-f", str(first + 1), *([] if last is None else ["-l", str(last)])]
    done = subprocess.run([program, "-q", *pages, "-", "-"], input=data, capture_output=True, timeout=PATIENCE, check=True)
    for text in done.stdout.decode("utf-8", "replace").split("\f"):
        yield [text]


MUPDF = "MuPDF"

type Reader = Callable[[bytes, int, int | None], Pages]

READERS: tuple[tuple[str, Reader], ...] = (
    (MUPDF, mupdf),
    ("pdfminer.six", gate_miner.pages),
    ("pypdf", pypdf),
    ("PDFium", pdfium),
    ("Poppler", poppler),
)
