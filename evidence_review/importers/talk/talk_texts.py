"""The lines of a text that may be talk, also where they are those of a page: histories that old messengers
and programs of phones wrote as HTML."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from evidence_review.domain.evidence import Attachment, Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.documents import html_document
from evidence_review.importers.documents.html_pages import html_of, page_of
from evidence_review.importers.documents.torn_page import torn_page
from evidence_review.importers.markup.html_text import html_text
from evidence_review.importers.plugin import HOLE, encoding_remark, file_chunks, has_hole
from evidence_review.importers.text.text_encodings import text_of

_ROWS = 3
"""A page with so many rows of tables is left to the reader of tables."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The text of a file as lines show it; of a page also the files in and beside it and what it says of
    itself."""

    text: str
    problems: tuple[Problem, ...]
    is_page: bool = False
    is_wide: bool = False
    files: tuple[Attachment, ...] = ()
    said: tuple[tuple[str, str], ...] = ()


def start_of(start: bytes) -> str:
    """The words at the beginning of a file, of a page without its tags."""
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        text = html_of(start).text
        return html_text(text) if html_document.begins(text) and text.casefold().count("<tr") < _ROWS else ""
    return text_of(start).text


def laid_out(path: Path) -> Laid:
    """The whole text of a file, with the remarks on its encoding; what is damaged in a page is among them."""
    data = path.read_bytes()
    if not (
        data[:256].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
        and html_document.begins(html_of(data[:65_536]).text)
    ):
        decoded = text_of(data)
        return Laid(
            decoded.text,
            tuple(encoding_remark(decoded, "line 1")),
            is_wide=decoded.encoding.startswith(("utf-16", "utf-32")),
        )
    page = page_of(b"".join(file_chunks(path)))
    files, missing = html_document.beside(path, page.sources)
    return Laid(
        page.text,
        tuple(_remarks(path, page.ending, page.text, missing)),
        is_page=True,
        files=(*page.files, *files),
        said=tuple(dict.fromkeys(page.said)),
    )


def _remarks(path: Path, ending: Problem | None, text: str, missing: int) -> Iterator[Problem]:
    if has_hole(text):
        yield Problem("line 1", ProblemKind.PARTLY_READ, HOLE)
    if ending:
        yield replace(ending, locator="line 1")
    else:
        yield from torn_page(path)
    if missing:
        yield Problem("whole file", ProblemKind.MISSING_ATTACHMENT, html_document.GONE.format(missing))
