"""Take out what was agreed, one module per medium; `gate` proves that it is gone (SAFETY.md section 1)."""

from evidence_review.redaction.file_writing import redact_file
from evidence_review.redaction.pdf.drawing import page_texts, render_page
from evidence_review.redaction.pdf.engine import redact_pdf
from evidence_review.redaction.pictures.pictures import redact_picture
from evidence_review.redaction.terms.search import find, name_words, search_for
from evidence_review.redaction.terms.text_spans import redact_text
from evidence_review.redaction.values import Done, Leak, Level, PageArea, PageSpan, Redacted, Removal

__all__ = [
    "Done",
    "Leak",
    "Level",
    "PageArea",
    "PageSpan",
    "Redacted",
    "Removal",
    "find",
    "name_words",
    "page_texts",
    "redact_file",
    "redact_pdf",
    "redact_picture",
    "redact_text",
    "render_page",
    "search_for",
]
