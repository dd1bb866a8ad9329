"""Web pages saved whole as one file (.mht, .mhtml) (reference/formats.md 3.15, RFC 2557).

No script is run, nothing fetched.
"""

import email
import re
from collections.abc import Iterator
from email.message import Message
from email.policy import compat32
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.documents.html_document import page_items
from evidence_review.importers.documents.html_pages import page_of
from evidence_review.importers.plugin import About, Importer, attach, file_chunks, head
from evidence_review.importers.tally import tallied
from evidence_review.importers.text.email_headers import raw_headers, shown

_LARGEST = 256 << 20
_TORN = "This saved page is cut short; what follows its last part may be missing. Ask for a fresh copy."
_TOP = re.compile(rb"\r?\n\r?\n")
_A_LETTER = re.compile(
    rb"^(?:to|cc|received|delivered-to|message-id|return-path):", re.IGNORECASE | re.MULTILINE
)
_BY_A_BROWSER = re.compile(rb"^snapshot-content-location:|^from:\s*<?saved by", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_ALONE = re.compile(rb"^content-type:\s*text/html", re.IGNORECASE | re.MULTILINE)
_PLACE = re.compile(rb"^content-location:", re.IGNORECASE | re.MULTILINE)
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_HOW = frozenset(("mime-version", "content-type", "content-transfer-encoding"))
_CUT = frozenset(("CloseBoundaryNotFoundDefect", "StartBoundaryNotFoundDefect"))
UNSEEN = frozenset(("text/css", "text/javascript", "application/javascript", "application/x-javascript"))
"""Kinds of files that a page uses and nobody reads."""


def recognises(path: Path) -> bool:
    """Whether a file begins with the header lines of a saved page: parts that belong together or a page with
    its address, and nothing of a letter's way."""
    start = head(path, 65_536)
    top = _TOP.split(start.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), maxsplit=1)[0]
    if not re.match(rb"[!-9;-~]{1,60}:", top) or _A_LETTER.search(top):
        return False
    if _BY_A_BROWSER.search(top):
        return True
    if b"mime-version:" not in top.lower():
        return False
    return bool(_RELATED.search(top) and b"text/html" in start.lower()) or bool(
        _ALONE.search(top) and _PLACE.search(top)
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """The sections of the page, then those of the frames inside it; all else its files."""
    del options  # a page says nothing reliable of times or people
    if path.stat().st_size > _LARGEST:
        raise UnreadableExport(
            "This page is larger than can be read here. Nothing in it has been reviewed. Ask for it in parts."
        )
    yield from tallied(_whole(path, b"".join(file_chunks(path))))


def _whole(path: Path, data: bytes) -> Iterator[Item | Problem]:
    """A page saved as one file: the page first, the frames inside it after it, all else its files."""
    message = email.message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), policy=compat32)
    pages, others = _parts(message)
    files = tuple(
        attach(_name(each, number), [_bytes(each)], f"part {number}", each.get_content_type())
        for number, each in enumerate(others, 1)
    )
    said = _said(message)
    for number, part in enumerate(pages):
        page = page_of(_bytes(part), str(part.get_param("charset") or ""))
        if number == 0:
            yield from page_items(path, "", page, (*page.files, *files), said)
        elif page.text.strip() or page.files:
            place = (("frame", str(part.get("Content-Location") or "")),)
            yield from page_items(path, f"frame {number} ", page, page.files, place)
    if not _CUT.isdisjoint(type(defect).__name__ for defect in message.defects):
        yield Problem("end of file", ProblemKind.PARTLY_READ, _TORN, 1)


def _parts(message: Message) -> tuple[list[Message], list[Message]]:
    """The pages, at least the first part, and the files that a person may want to see."""
    parts = [each for each in message.walk() if not each.is_multipart()]
    pages = [each for each in parts if each.get_content_type() in _PAGES] or parts[:1]
    return pages, [each for each in parts if each not in pages and each.get_content_type() not in UNSEEN]


def _said(message: Message) -> tuple[tuple[str, str], ...]:
    """The header lines, without those that say how the file is written."""
    headers = [(name, shown(value)) for name, value in raw_headers(message) if name.lower() not in _HOW]
    return tuple((f"file says/{name}", value) for name, value in headers)


def _bytes(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001  broken transfer encodings raise many kinds
        payload = None
    return (
        payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")
    )


def _name(part: Message, number: int) -> str:
    place = str(part.get("Content-Location") or part.get("Content-ID") or "").partition("?")[0]
    return PurePosixPath(place.strip("<>").replace("\\", "/")).name[:120] or f"file {number}"


IMPORTER = Importer(
    "Saved web page (MHTML)",
    "1",
    recognises,
    read,
    about=About(
        "Web pages saved whole (.mht, .mhtml)",
        "Pages saved by Chrome, Edge, Internet Explorer, Opera and Word",
        (
            "All words of the page and of the frames inside it, links with their address, pictures as "
            "attachments, address and title as claimed"
        ),
        "Scripts and what they would write, styles",
        "The text is cut into sections. The time at which the page was saved is kept as the file's claim.",
    ),
)
