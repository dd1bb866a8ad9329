"""Take out what was agreed, one module per medium; `gate` proves that it is gone (reference/safety.md section
1)."""

from evidence_review.redaction.pdf.drawing import page_texts, render_page
from evidence_review.redaction.pdf.engine import redact_pdf
from evidence_review.redaction.pictures.pictures import redact_picture
from evidence_review.redaction.terms.search import find, name_words, search_for

__all__ = [
    "find",
    "name_words",
    "page_texts",
    "redact_pdf",
    "redact_picture",
    "render_page",
    "search_for",
]
