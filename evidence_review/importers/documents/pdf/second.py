"""A second opinion on a PDF: where other readers find other pages or more text than was read
(reference/formats.md 3.2).
"""

import logging
from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind

_COUNTS = (
    "Two readers disagree about this PDF: {} pages here, {} by the other. Pages may be missing; ask "
    "for another copy."
)
_MORE_TEXT = "Another reader finds more text on this page than was read here. Look at its picture."
SHORT = 40
"""Characters below which the text of a page counts as short."""


def opinion(path: Path, pages: int, short: list[int]) -> Iterator[Problem]:
    """Where another library finds other pages, or clearly more text on pages that seemed short; last, so that
    its failure costs nothing."""
    try:
        from pypdf import PdfReader

        logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings may quote the file
        others = len(PdfReader(path).pages)
    except Exception:  # noqa: BLE001  pypdf refuses files that MuPDF reads; that is no finding
        others = pages
    if others != pages:
        yield Problem("file", ProblemKind.SOURCE_FLAG, _COUNTS.format(pages, others))
    for number in _longer(path, short):
        yield Problem(f"page {number}", ProblemKind.PARTLY_READ, _MORE_TEXT)


def _longer(path: Path, short: list[int]) -> Iterator[int]:
    """Those of the pages on which PDFium finds four times as many characters as counts as short."""
    try:
        import pypdfium2

        with pypdfium2.PdfDocument(path) as document:
            for number in short:
                if len(document[number - 1].get_textpage().get_text_bounded().strip()) > 4 * SHORT:
                    yield number
    except Exception:  # noqa: BLE001  a second opinion that cannot be had is no finding
        return
