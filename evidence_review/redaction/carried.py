"""What a child process is asked to do with documents: plain JSON in and out, bytes as base64 (HOUSE.md 6)."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence_review.redaction.drawing import page_texts, render_page
from evidence_review.redaction.engine import redact_pdf
from evidence_review.redaction.file import redact_file
from evidence_review.redaction.gate import check_search
from evidence_review.redaction.preparing import open_pdf
from evidence_review.redaction.terms import search_for
from evidence_review.redaction.values import PageSpan, Redacted, Removal

type Json = dict[str, Any]


def render(document: str, page: int, dpi: int) -> Iterator[Json]:
    """{"width", "height", "rgb"}: a page as 8-bit RGB without row padding."""
    width, height, rgb = render_page(base64.b64decode(document), page, dpi)
    yield {"width": width, "height": height, "rgb": base64.b64encode(rgb).decode("ascii")}


def redact(document: str, pages: list[int], spans: list[Json], removals: list[Json]) -> Iterator[Json]:
    """{"document", "removed", "pictures", "warnings"}: only the pages given, in that order, with spans and values removed and proved gone.

    `spans` are {"page", "start", "end", "token"} with page as the place in `pages`; `removals` are {"value", "token"}.
    """
    chosen = select(base64.b64decode(document), pages)
    wanted = [Removal(str(one["value"]), str(one["token"]), whole=True) for one in removals]
    marks = [PageSpan(int(one["page"]), int(one["start"]), int(one["end"]), str(one["token"])) for one in spans]
    yield _out(redact_pdf(chosen, wanted, marks))


def select(original: bytes, pages: list[int]) -> bytes:
    """A PDF of these pages alone, in this order; the rebuild later drops what no page uses."""
    document = open_pdf(original)
    document.select(pages)
    data: bytes = document.tobytes(garbage=4)
    document.close()
    return data


def leaks(data: str, terms: list[str], name: str) -> Iterator[Json]:
    """{"leaks": [sentence, …]}: where a file of any kind still holds one of the values as a whole; never which."""
    found = check_search(base64.b64decode(data), search_for(terms, range(len(terms))), name)
    yield {"leaks": [f"{leak.place}: {leak.how}" for leak in found]}


def texts(path: str) -> Iterator[Json]:
    """{"texts": [text, …]}: the text of each page of a PDF, or of a text file as one."""
    data = Path(path).read_bytes()
    if b"%PDF-" in data[:1024]:
        yield {"texts": page_texts(data)}
    else:
        yield {"texts": [data.decode("utf-8", "replace")]}


def redact_path(source: str, target: str, terms: list[str]) -> Iterator[Json]:
    """Redact a file into a new one; see `redact_file`. The bytes stay on disk and do not travel."""
    done = redact_file(Path(source), Path(target), terms)
    yield {**_out(done), "document": ""}


def _out(done: Redacted) -> Json:
    document = base64.b64encode(done.data).decode("ascii")
    return {"document": document, "removed": done.removed, "pictures": list(done.pages_as_pixels), "warnings": list(done.warnings)}
