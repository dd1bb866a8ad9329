"""Opening a PDF as other readers do: without asking where no password is wanted, and by another reader's
repair where MuPDF's own gives less.

Both rooms that open PDFs (importers, redaction) open them here, so that both see the same pages in the same
order. What is mended is mended in memory; nothing is written to the original.
"""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.imaging import pdf_locks, pdf_pieces

CANNOT = (
    "This PDF could not be opened, or it opened with no pages. It has not been reviewed. Ask for "
    "another copy or a printed-to-PDF version."
)
# a sentence, not a password
PASSWORD = "This PDF needs a password. Nothing in it has been reviewed. Ask for the password or an open copy."  # noqa: S105
REPEATS = (
    "This PDF shows the same few pages thousands of times, so it cannot be worked through. Print the "
    "pages you need to a new PDF and use that."
)
_MOST_PAGES = 3000
"""Beyond so many pages readings are not compared, since each takes as long as the import itself."""
MANY_PAGES = 1000
"""Beyond so many pages it is asked whether they are the same few again and again."""
_MOST_NODES = 50_000
_REFERENCE = re.compile(r"(\d+) \d+ R")
_UNLOCKED = 3
"""PDFium's number for saving a copy without encryption."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open PDF (PyMuPDF). `mended`: something was damaged. `said`: how many pages the file itself names,
    where that is more than it has. `locked_files`: the files inside it need a password, the pages do not."""

    document: Any
    mended: bool = False
    said: int = 0
    locked_files: bool = False


def open_pdf(data: bytes) -> Opened:
    """The document with every page that any reader finds; UnreadableExport where it wants a password or has
    no page."""
    _silence()
    plain = _opened(data)
    if plain is not None and not plain.needs_pass and _is_sound(plain):
        return Opened(plain)
    mended = _mended(data)
    return Opened(_opened(mended.data), mended.damaged, mended.said, mended.locked_files)


@dataclass(frozen=True, slots=True)
class _Mended:
    """The bytes of the best reading; the rest as in `Opened`."""

    data: bytes
    damaged: bool
    said: int
    locked_files: bool


@lru_cache(maxsize=1)
def _mended(data: bytes) -> _Mended:
    """The reading that gives most; kept for the next page of the same document. UnreadableExport where there
    is none."""
    if repeats_itself(data):
        raise UnreadableExport(REPEATS)
    lock, plain = pdf_locks.lock_of(data), _opened(data)
    wants_password = plain is not None and bool(plain.needs_pass)
    if lock.pages_are_open:
        open_data = pdf_locks.without(data)
        if (without := _opened(open_data)) is not None and len(without):
            return _Mended(open_data, damaged=False, said=0, locked_files=lock.files_are_locked)
    pages = 0 if plain is None or wants_password else len(plain)
    said = max(pages, _linear(data))
    best = _best(data, pages, said)
    if not best:
        raise UnreadableExport(lock.refusal or (PASSWORD if wants_password else CANNOT))
    found = len(_opened(best))
    return _Mended(best, not wants_password, said if said > found else 0, locked_files=False)


def _best(data: bytes, pages: int, said: int) -> bytes:
    """The reading worth most; empty where none is worth anything. One that has all pages is not bettered, nor
    is a long one searched for long."""
    best, most = b"", (0, 0, 0, 0)
    for reading in chain([data] if pages else [], _repairs(data)):
        worth = _worth(reading, pages)
        if worth > most:
            best, most = reading, worth
        if (best and pages > _MOST_PAGES) or (reading is not data and most[0] >= said > 0):
            break
    return best


def _linear(data: bytes) -> int:
    """How many pages a file laid out for the web says it has, at its very start, so that a cut does not take
    it away; 0 for any other."""
    found = re.search(rb"/Linearized\b[^>]{0,400}?/N\s+(\d{1,6})\b", data[:2048])
    return int(found[1]) if found else 0


def open_large(path: str) -> Opened:
    """A PDF too large to be held in memory, as MuPDF opens it; UnreadableExport as `open_pdf`."""
    import pymupdf

    _silence()
    try:
        document = pymupdf.open(path, filetype="pdf")
        locked, pages = document.needs_pass, 0 if document.needs_pass else len(document)
    except Exception as fault:  # MuPDF raises many kinds on damage
        raise UnreadableExport(CANNOT) from fault
    if locked or not pages:
        raise UnreadableExport(PASSWORD if locked else CANNOT)
    return Opened(document, bool(document.is_repaired))


def _silence() -> None:
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(on=False)
    pymupdf.TOOLS.mupdf_display_warnings(on=False)


def _opened(data: bytes) -> Any:
    """The document; None where MuPDF cannot open it."""
    import pymupdf

    try:
        document = pymupdf.open(stream=data, filetype="pdf")
        _ = document.needs_pass or len(document)
    except Exception:  # noqa: BLE001  MuPDF raises many kinds on damage
        return None
    return document if document.is_pdf else None


def _is_sound(document: Any) -> bool:
    """Whether MuPDF had nothing to mend, its last page is there, and the tree holds as many pages as its top
    says."""
    try:
        pages = len(document)
        if not pages:
            return False
        document.load_page(pages - 1)
        return not document.is_repaired and _leaves(document) == pages
    except Exception:  # noqa: BLE001  damage of many kinds
        return False


def repeats_itself(data: bytes) -> bool:
    """Whether a page tree names the same few pages a thousand times: made to keep readers busy, since no
    program writes so."""
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings may quote the file
    named, seen = 0, set[int]()
    try:
        reader = PdfReader(io.BytesIO(data))
        left: list[Any] = [reader.root_object["/Pages"]]
        while left and len(seen) < _MOST_NODES:
            for kid in left.pop().get_object().get("/Kids", ()):
                number, named = getattr(kid, "idnum", -named), named + 1
                if number not in seen:
                    seen.add(number)
                    left.append(kid)
    except Exception:  # noqa: BLE001  what is wrong with the file is for its readers to say
        return False
    return named > MANY_PAGES and 2 * len(seen) < named


def _leaves(document: Any) -> int:
    """How many pages hang on the tree, whatever it says of itself."""
    top = _REFERENCE.match(document.xref_get_key(document.pdf_catalog(), "Pages")[1])
    left, seen, pages = [int(top[1])] if top else [], set[int](), 0
    while left and len(seen) < 1_000_000:
        node = left.pop()
        if node in seen:
            continue
        seen.add(node)
        kind, kids = document.xref_get_key(node, "Kids")
        if kind == "array":
            left += [int(each[1]) for each in _REFERENCE.finditer(kids)]
        elif kind == "xref":
            left += [
                int(each[1])
                for each in _REFERENCE.finditer(document.xref_object(int(kids.split()[0]), compressed=True))
            ]
        else:
            pages += 1
    return pages


def _worth(data: bytes, said: int) -> tuple[int, int, int, int]:
    """How much of a document can be read: its pages that hold letters, its letters, its pages that open, less
    those that do not; zeros where there is none."""
    document = _opened(data)
    if document is None:
        return (0, 0, 0, 0)
    pages = (
        0 if document.needs_pass else len(document)
    )  # asked first: it changes when the first lost page is asked for
    if not pages:
        return (0, 0, 0, 0)
    if said > _MOST_PAGES:
        return (1, 1, pages, 0)
    spoken = letters = opened = 0
    for number in range(pages):
        with suppress(Exception):  # a page that cannot be read is worth nothing
            length = len("".join(document.load_page(number).get_text().split()))
            spoken, letters, opened = spoken + (length > 0), letters + length, opened + 1
    return spoken, letters, opened, opened - pages


def _repairs(data: bytes) -> Iterator[bytes]:
    """The file as other readers repair it, and at last put together from the pages that lie about in it."""
    for repair in (_by_qpdf, _by_pdfium, _by_pypdf, pdf_pieces.gathered):
        mended = _tried(repair, data)
        if mended:
            yield mended


def _tried(repair: Callable[[bytes], bytes], data: bytes) -> bytes:
    try:
        return repair(data)
    except Exception:  # noqa: BLE001  a reader that cannot repair it is no help, and that is all
        return b""


def _by_qpdf(data: bytes) -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
        if not len(document.pages):
            return b""
        document.save(out, encryption=False)
    return out.getvalue()


def _by_pdfium(data: bytes) -> bytes:
    import pypdfium2

    out = io.BytesIO()
    with pypdfium2.PdfDocument(data) as document:
        document.save(out, flags=_UNLOCKED)
    return out.getvalue()


def _by_pypdf(data: bytes) -> bytes:
    import logging

    from pypdf import PdfReader, PdfWriter

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings may quote the file
    reader, out = PdfReader(io.BytesIO(data)), io.BytesIO()
    if reader.is_encrypted:
        reader.decrypt("")
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    writer.write(out)
    return out.getvalue()
