"""PDF documents, page by page, with all that lies beside the pages' text (reference/formats.md 3.2).

Pages that are only pictures are read by `ocr`.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Item, Problem, Read, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.imaging import ocr, pdf_opening
from evidence_review.imaging.pdf_opening import Opened
from evidence_review.importers.documents.pdf import (
    extras as pdf_extras,
)
from evidence_review.importers.documents.pdf import (
    hidden as pdf_hidden,
)
from evidence_review.importers.documents.pdf import (
    pictures as pdf_pictures,
)
from evidence_review.importers.documents.pdf import (
    second as pdf_second,
)
from evidence_review.importers.plugin import About, Importer, head

MAX_CARRIED = 64 << 20
_OTHERS = (b"PK", b"\xd0\xcf\x11\xe0", b"SQLite", b"Rar!", b"7z", b"{\\rtf", b"%!PS", b"<", b"From ")
_MARK, _OBJECT, _END = (
    re.compile(rb"%PDF-[12]\.\d"),
    re.compile(rb"(?:^|[\r\n])\d+ \d+ obj\s*<<"),
    re.compile(rb"startxref\s+\d+\s+%%EOF"),
)
_DRAWN = ("unknown keyword", "cannot load content stream")
"""Words of MuPDF on a page whose drawing instructions are damaged."""
_TORN = (
    "What draws this page is damaged: words may be missing. Look at its picture, and ask for another copy."
)
_TOO_LARGE = (
    "This PDF is larger than can be kept for redaction (64 MiB): its text was read, its pages cannot "
    "be shown. Ask for it in parts."
)
_FEWER = "This PDF names {} pages; {} of them could be found. Ask for another copy."
_REPAIRED = (
    "This PDF is damaged and was mended in memory to be read; something may be missing. Ask for another copy."
)


def recognises(path: Path) -> bool:
    """Whether the mark of a PDF stands in the first 1,024 bytes; further on, or not at all, where the file
    begins and ends like one all the same."""
    start = head(path, 1 << 16)
    if b"%PDF-" in start[:1024]:
        return True
    if start.startswith(_OTHERS) or not (_OBJECT.search(start[:1024]) or _MARK.search(start)):
        return False
    return bool(_END.search(_tail(path)))


def _tail(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 2048))
        return stream.read()


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """A PAGE item for each page, records for what lies beside the text, and a Problem for each page that
    could not be read."""
    del options  # a PDF says nothing reliable of times or people
    opened, data = _open(path)
    document, found, short = opened.document, 0, list[int]()
    with document:
        for value in _contents(opened, path, data, short):
            found += value.records if isinstance(value, Problem) else 1
            yield value
        pages = len(document)
    yield from pdf_second.opinion(path, pages, short)
    yield Tally(found)


def _open(path: Path) -> tuple[Opened, bytes | None]:
    """The open document, and its bytes where they are few enough to be carried; UnreadableExport where it
    cannot be read."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_CARRIED else None
    except OSError as fault:
        raise UnreadableExport(pdf_opening.CANNOT) from fault
    return (pdf_opening.open_pdf(data) if data is not None else pdf_opening.open_large(str(path))), data


def _contents(opened: Opened, path: Path, data: bytes | None, short: list[int]) -> Iterator[Item | Problem]:
    document = opened.document
    if opened.mended or document.is_repaired:
        yield Problem("file", ProblemKind.SOURCE_FLAG, _REPAIRED)
    if opened.said:
        yield Problem(
            "file",
            ProblemKind.PARTLY_READ,
            _FEWER.format(opened.said, len(document)),
            opened.said - len(document),
        )
    if data is None:
        yield Problem("file", ProblemKind.PARTLY_READ, _TOO_LARGE)
    revealed = _revealed(document, data, path)
    for number in range(1, len(document) + 1):
        yield from _page(document, number, path, data, revealed, short)
    thread = path.name
    yield from pdf_extras.guarded(
        "bookmarks", "its bookmarks", lambda: pdf_extras.bookmarks(document, thread)
    )
    yield from pdf_extras.guarded(
        "files inside",
        "the files inside it",
        lambda: pdf_extras.embedded(document, thread, locked=opened.locked_files),
    )


def _page(
    document: Any, number: int, path: Path, data: bytes | None, revealed: Any, short: list[int]
) -> Iterator[Item | Problem]:
    locator, thread = f"page {number}", path.name
    try:
        page = document[number - 1]
        text, blank, torn = _words_of(page)
    except Exception:  # noqa: BLE001  one bad page never stops a document (reference/safety.md 4.1)
        yield _item(document, path, data, number, None, ())
        yield Problem(
            locator, ProblemKind.NOT_READ, "This page is damaged and could not be read. Ask for another copy."
        )
        return
    words = text.text.strip()
    extra = list[tuple[str, str]]()
    yield from pdf_extras.guarded(locator, "the links of a page", lambda: _collect(page, extra))
    if words or blank:
        yield _item(document, path, data, number, text.text, extra)
    else:
        reading = pdf_pictures.of_page(page)
        yield _item(document, path, data, number, reading.text or None, (*extra, *ocr.extras(reading)))
        yield from pdf_pictures.remark(reading, locator)
    if len(words) < pdf_second.SHORT and not blank:
        short.append(number)
    if torn:
        yield Problem(locator, ProblemKind.PARTLY_READ, _TORN, 0)
    yield from pdf_extras.guarded(locator, "hidden text of a page", lambda: _remarks(page, text, locator))
    garbled = pdf_hidden.garbled(words)
    yield from pdf_extras.guarded(
        locator, "the picture of a page", lambda: pdf_pictures.beside(page, words, garbled, number, thread)
    )
    yield from pdf_extras.guarded(
        locator, "the notes of a page", lambda: pdf_extras.notes(page, number, thread)
    )
    yield from pdf_extras.guarded(
        locator, "the form fields of a page", lambda: pdf_extras.fields(page, number, thread)
    )
    for what in _UNSEEN:
        yield from pdf_extras.guarded(
            locator, f"{what} text of a page", partial(_unseen, page, revealed, what, number, thread)
        )


def _words_of(page: Any) -> tuple[Any, bool, bool]:
    """The text of a page, whether nothing is drawn on it, and whether what draws it is damaged."""
    import pymupdf

    pymupdf.TOOLS.reset_mupdf_warnings()
    text, blank = pdf_hidden.read(page), not page.get_bboxlog()
    said = pymupdf.TOOLS.mupdf_warnings()
    return text, blank, bool(said) and (blank or any(words in said for words in _DRAWN))


def _item(document: Any, path: Path, data: bytes | None, number: int, text: str | None, extra: Any) -> Item:
    """The page as an item; the first carries the file itself and what it says of itself."""
    carried, said = (), ()
    if number == 1:
        said = (("pages", str(len(document))), *pdf_extras.about(document))
    if number == 1 and data is not None:
        carried = (
            Attachment(path.name, "application/pdf", len(data), hashlib.sha256(data).hexdigest(), "", data),
        )
    return Item(
        f"page {number}",
        ItemKind.PAGE,
        text,
        path.name,
        number,
        thread_title=path.name,
        attachments=carried,
        extra=(*extra, *said),
    )


def _collect(page: Any, extra: list[tuple[str, str]]) -> Iterator[Problem]:
    extra.extend(pdf_extras.links(page))
    if page.rotation:
        extra.append(("rotation", str(page.rotation)))
    yield from ()


def _remarks(page: Any, text: Any, locator: str) -> Iterator[Problem]:
    for reason in pdf_hidden.remarks(page, text):
        yield Problem(locator, ProblemKind.SOURCE_FLAG, reason)


def _revealed(document: Any, data: bytes | None, path: Path) -> Any:
    """The same document with every layer switched on; None where it has no hidden layer."""
    import pymupdf

    try:
        groups = document.get_ocgs() or {}
        if all(group.get("on") for group in groups.values()):
            return None
        second = (
            pymupdf.open(stream=document.tobytes(), filetype="pdf")
            if data is not None
            else pymupdf.open(path, filetype="pdf")
        )
        second.set_layer(-1, on=list(groups), off=[])
        return pymupdf.open(stream=second.tobytes(), filetype="pdf")
    except Exception:  # noqa: BLE001  damaged layers: the visible text is read all the same
        return None


def _hidden_layer(page: Any, revealed: Any) -> str:
    return pdf_hidden.layer_text(page, revealed[page.number]) if revealed is not None else ""


_UNSEEN: dict[str, tuple[Callable[[Any, Any], str], str]] = {
    "hidden layer": (
        _hidden_layer,
        "This page has text in a hidden layer. It is listed as a record of its own.",
    ),
    "outside": (
        lambda page, _: pdf_hidden.off_page(page),
        "Text lies outside the visible page. It is listed as a record of its own.",
    ),
    "spoken": (
        lambda page, _: pdf_hidden.spoken(page),
        "This page gives screen readers other words than it paints. They are listed as a record of its own.",
    ),
}
"""Words of a page that do not show on it: how to read them, and what to say of them."""


def _unseen(page: Any, revealed: Any, what: str, number: int, thread: str) -> Iterator[Item | Problem]:
    words_of, reason = _UNSEEN[what]
    words = words_of(page, revealed)
    if words:
        extra = (("what", f"{what} text of page {number}"),)
        yield Item(
            f"page {number}/{what}", ItemKind.RECORD, words, thread, number, thread_title=thread, extra=extra
        )
        yield Problem(f"page {number}", ProblemKind.SOURCE_FLAG, reason)


IMPORTER = Importer(
    "PDF",
    "2",
    recognises,
    read,
    about=About(
        "PDF",
        "PDFs of word processors, scanners, phone reports and browsers, damaged ones among them",
        "Text, notes, form fields, links, bookmarks and files inside; words that do not show on "
        "the page; pages that are only pictures, "
        "where tesseract is on the machine, with a box for each word",
        (
            "Files inside are listed, not read, and not listed where they alone are locked; XFA forms; "
            "PDFs that need a password or a certificate"
        ),
        (
            "Text recognition is English only and may be wrong: such pages say so. Times and people in "
            "the file's own description are claims"
        ),
    ),
)
