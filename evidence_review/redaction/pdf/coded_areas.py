"""Areas of pages in which a code (QR, bar code) says something that is to go."""

from typing import Any

from evidence_review.domain.redaction_values import PageArea
from evidence_review.imaging.page_codes import page_codes
from evidence_review.redaction.gate.gate_codes import says
from evidence_review.redaction.terms.search import Search


def coded_areas(document: Any, search: Search) -> list[PageArea]:
    """The area of each such code on each page of an open document (PyMuPDF)."""
    if not search.wanted:
        return []
    return [
        PageArea(number, box)
        for number in range(document.page_count)
        for text, box in page_codes(document[number])
        if says(text, search)
    ]
