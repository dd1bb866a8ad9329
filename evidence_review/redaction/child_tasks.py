"""What a child process is asked to do with documents: JSON objects out, bytes in them as base64
(reference/house.md 6).
"""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.redaction_values import PageArea, PagesToRedact, Redacted
from evidence_review.domain.tasks import Json
from evidence_review.imaging import ocr
from evidence_review.redaction.gate.gate import check_search
from evidence_review.redaction.pdf.captions import captioned
from evidence_review.redaction.pdf.contact_sheet import contact_sheet
from evidence_review.redaction.pdf.drawing import page_texts, render_page
from evidence_review.redaction.pdf.engine import redact_pdf
from evidence_review.redaction.pdf.scans import texts_in_pictures
from evidence_review.redaction.pictures.pictures import (
    decoded,
    is_picture_file,
    redact_picture,
    render_picture,
)
from evidence_review.redaction.streams.preparing import open_pdf
from evidence_review.redaction.terms.search import search_for
from evidence_review.redaction.terms.spreading import Spread
from evidence_review.redaction.terms.terms_misread import bare


def render(document: bytes, page: int, dpi: int) -> Iterator[Json]:
    """{"width", "height", "rgb"}: a page of a PDF, or a frame of a picture, as 8-bit RGB without row
    padding."""
    drawn = render_picture if is_picture_file(document) else render_page
    width, height, rgb = drawn(document, page, dpi)
    yield {"width": width, "height": height, "rgb": base64.b64encode(rgb).decode("ascii")}


def redact(asked: PagesToRedact, spread: Spread | None = None) -> Iterator[Json]:
    """{"document", "removed", "pictures", "warnings", "marks"}: only the pages asked for, in that order, with
    spans and values removed and proved gone.

    "marks" are [page, token, level, why, fits, tried] (`Done`).
    """
    stays = frozenset(bare(word) for word in asked.allowed)
    if is_picture_file(asked.document):
        frame = asked.pages[0]
        areas = [PageArea(frame, one.box) for one in asked.areas]
        yield _out(
            redact_picture(
                asked.document, asked.removals, asked.spans, asked.seen.get(0), frame, stays, areas=areas
            )
        )
    else:
        data = select(asked.document, asked.pages)
        done = redact_pdf(
            data,
            asked.removals,
            asked.spans,
            asked.seen,
            stays,
            asked.level,
            areas=asked.areas,
            spread=spread,
        )
        yield _out(replace(done, data=captioned(done.data, asked.caption, asked.legend)))


def select(original: bytes, pages: Sequence[int]) -> bytes:
    """A PDF of these pages alone, in this order; the rebuild later drops what no page uses."""
    with open_pdf(original) as document:
        try:
            document.select(list(pages))
            data: bytes = document.tobytes(
                garbage=1
            )  # more of it loses fonts of some files: it merges what only looks alike
        except Exception as fault:
            raise UnreadableExport(
                "Pages of this PDF cannot be taken out of it. Print it to a new PDF and use that."
            ) from fault
    return data


def side_by_side(
    document: bytes, pages: Sequence[int], edited: bytes, heads: Sequence[str] = ()
) -> Iterator[Json]:
    """{"document"}: the pages given of a PDF, or a picture, each under its head beside its counterpart of the edited
    one; for the office only."""
    before = document if is_picture_file(document) else select(document, pages)
    yield {"document": base64.b64encode(contact_sheet(before, edited, heads)).decode("ascii")}


def joined(documents: Sequence[bytes]) -> Iterator[Json]:
    """{"document"}: PDFs of our own, one behind the other, without properties."""
    import pymupdf

    with pymupdf.open() as out:
        for one in documents:
            with pymupdf.open(stream=one, filetype="pdf") as part:
                out.insert_pdf(part)
        out.set_metadata({})
        data: bytes = out.tobytes(garbage=1, deflate=True)
    yield {"document": base64.b64encode(data).decode("ascii")}


def leaks(
    data: bytes, terms: Sequence[str], name: str, allowed: frozenset[str], spread: Spread | None = None
) -> Iterator[Json]:
    """{"leaks": [sentence, …]}: where a file of any kind still holds one of the values as a whole; never
    which."""
    stays = frozenset(bare(word) for word in allowed)
    found = check_search(data, search_for(terms, range(len(terms))), name, stays, spread=spread)
    yield {"leaks": [f"{leak.place}: {leak.how}" for leak in found]}


def texts(path: Path) -> Iterator[Json]:
    """{"texts": [text, …]}: the text of each page of a PDF, of what stands in its pictures, of a picture, or
    of a text file as one."""
    yield {"texts": _texts(path.read_bytes())}


def texts_of(data: bytes) -> Iterator[Json]:
    """`texts` for the bytes of a file that is not written anywhere."""
    yield {"texts": _texts(data)}


def _texts(data: bytes) -> list[str]:
    if b"%PDF-" in data[:1024]:
        return [*page_texts(data), *texts_in_pictures(data)]
    return (
        [ocr.recognise(decoded(data)[0]).text] if is_picture_file(data) else [data.decode("utf-8", "replace")]
    )


def _out(done: Redacted) -> Json:
    document = base64.b64encode(done.data).decode("ascii")
    marks = [[one.page, one.token, str(one.level), one.why, one.fits, one.tried] for one in done.marks]
    return {
        "document": document,
        "removed": done.removed,
        "pictures": list(done.pages_as_pixels),
        "warnings": list(done.warnings),
        "marks": marks,
    }
