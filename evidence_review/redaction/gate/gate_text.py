"""What every reader of PDFs at hand makes of a file, page by page (reference/safety.md 1.6 a).

To add a reader, add a line to READERS.
"""

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any

from evidence_review.redaction.gate import gate_miner, gate_pypdf
from evidence_review.redaction.gate.gate_tracing import traced_texts
from evidence_review.redaction.streams.glyphs import (
    Glyph,
    in_paint_order,
    layout,
    painted,
    speaks,
    words_by_place,
)
from evidence_review.redaction.streams.over_line_ends import over_lines
from evidence_review.redaction.terms.search import Search, may_hold

type Pages = Iterator[list[str]]
"""For each page in order, the texts that one reader makes of it.

Readers take the bytes, the first page and the one after the last (None: to the end), and what is looked for: a
text that may not hold it by its letters alone can be left out.
"""

PATIENCE = 120
"""Seconds for a reader that runs as a program of its own."""


def mupdf(data: bytes, first: int, last: int | None, search: Search) -> Pages:
    """MuPDF, not clipped to the page, in reading order, in the order of painting and, where these differ, by
    place and line by line downwards; and what can be traced from letter to letter."""
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        if document.needs_pass:
            raise ValueError("locked")
        for number in range(document.page_count)[first:last]:
            page = document[number]
            yield mupdf_page(page, painted(page), search)


def mupdf_page(page: Any, glyphs: Sequence[Glyph], search: Search) -> list[str]:
    """What `mupdf` gives of one page, whose characters are these; where words stand beside letters, also with
    these in their place."""
    told = in_paint_order(glyphs)
    worth = partial(may_hold, search=search)
    spoken = [layout(page, worth, spoken=True).text] if speaks(page) else []
    texts = [layout(page, worth).text, told.text, words_by_place(glyphs), over_lines(told).text, *spoken]
    return texts + traced_texts(glyphs, search)


# All readers are asked with the same arguments, though this one has no use for the last.
def pdfium(data: bytes, first: int, last: int | None, search: Search) -> Pages:  # noqa: ARG001
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


# As above.
def poppler(data: bytes, first: int, last: int | None, search: Search) -> Pages:  # noqa: ARG001
    """Poppler's pdftotext where the machine has it, fed through a pipe so that nothing is written to disk. It
    is at work from the call on, while other readers read."""
    program = shutil.which("pdftotext")
    if not program:
        return iter(())
    pages = ["-f", str(first + 1), *([] if last is None else ["-l", str(last)])]
    asked = partial(
        subprocess.run,
        [program, "-q", *pages, "-", "-"],
        input=data,
        capture_output=True,
        timeout=PATIENCE,
        check=True,
    )
    return _told(_aside(asked))


def _told(done: Callable[[], Any]) -> Pages:
    for text in done().stdout.decode("utf-8", "replace").split("\f"):
        yield [text]


def _aside[T](work: Callable[[], T]) -> Callable[[], T]:
    """What gives the answer of work that is done beside this thread, or raises what it raised."""
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(work())
        except BaseException as fault:  # noqa: BLE001  # raised again where the answer is asked for
            answer.set_exception(fault)

    threading.Thread(target=run, name="reader", daemon=True).start()
    return answer.result


MUPDF, PDFIUM = "MuPDF", "PDFium"

type Reader = Callable[[bytes, int, int | None, Search], Pages]

READERS: tuple[tuple[str, Reader], ...] = (
    (MUPDF, mupdf),
    ("pdfminer.six", gate_miner.pages),
    ("pypdf", gate_pypdf.pages),
    (PDFIUM, pdfium),
    ("Poppler", poppler),
)
