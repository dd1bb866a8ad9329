"""What an old Office file says of itself: the properties that lie in two streams of every one."""

from collections.abc import Iterator
from typing import Any

from evidence_review.importers.documents.document_pages import Extra, clean
from evidence_review.importers.text.codepages import text_of
from evidence_review.importers.text.long_values import bounded


def said_of(ole: Any) -> Iterator[Extra]:
    """What the file says of itself."""
    try:
        found = ole.get_metadata()
        named = [(name, getattr(found, name)) for name in (*found.SUMMARY_ATTRIBS, *found.DOCSUM_ATTRIBS)]
    except Exception:  # noqa: BLE001  damaged properties say nothing
        return
    page = next((value for name, value in named if name == "codepage" and isinstance(value, int)), 1252)
    for name, value in named:
        text = _text(value, page)
        if text and name not in {
            "thumbnail",
            "codepage",
            "codepage_doc",
            "titles_of_parts",
            "heading_pairs",
            "docparts",
        }:
            yield f"file says/{name}", bounded(text)


def _text(value: Any, page: int) -> str:
    words = text_of(value, page) if isinstance(value, bytes) else "" if value is None else str(value)
    return clean(words).strip()
