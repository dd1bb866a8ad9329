"""Rich text documents (.rtf, and those that are called .doc), read by hand (reference/formats.md 3.5)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.documents.document_pages import beside, document_items
from evidence_review.importers.documents.left_inside import INSIDE
from evidence_review.importers.documents.rtf.tokens import source_of
from evidence_review.importers.documents.rtf.words import Rtf, dttm
from evidence_review.importers.plugin import About, Clock, Importer, head
from evidence_review.importers.tally import tallied

_LARGEST = 512 << 20
_SHORT = "This document is cut short. What came before was read. Ask for a fresh copy."
_MORE = "Something follows the end of this document. It was not read; check the original."
_RAW = (
    "This document holds characters in a way that RTF does not know (UTF-8); they were read as such. "
    "Check the preview."
)


def recognises(path: Path) -> bool:
    """Whether the mark of RTF stands at the start."""
    return head(path, 64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{\\rtf")


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Its pages or sections in order, then its comments, headers and footers."""
    if path.stat().st_size > _LARGEST:
        raise UnreadableExport(
            "This document is larger than can be read here. Nothing in it has been reviewed. Ask "
            "for it in parts."
        )
    yield from tallied(_document(path, Clock(options.zone)))


def _document(path: Path, clock: Clock) -> Iterator[Item | Problem | Declared]:
    source, utf8 = source_of(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    rtf = Rtf(source[source.find("{") :], utf8)
    text = rtf.read()
    if rtf.pages is not None and rtf.pages >= 0:
        yield Declared("pages", rtf.pages)
    for value in document_items(path, text, rtf.marks, rtf.said):
        comment = isinstance(value, Item) and value.thread == "comment"
        yield _comment(value, path, rtf, clock) if comment and isinstance(value, Item) else value
    yield from _margins(path, rtf)
    yield from _remarks(rtf)


def _comment(item: Item, path: Path, rtf: Rtf, clock: Clock) -> Item:
    """A comment with its time; Word packs it, other programs write it out."""
    made = beside(path, item.locator, "comment", item.text or "", rtf.marks)
    raw = dict(item.extra).get("date", "")
    written = dttm(int(raw) & 0xFFFFFFFF) if raw.lstrip("-").isdecimal() else raw
    try:
        when = clock.moment(raw, datetime.fromisoformat(written).replace(tzinfo=None))
    except ValueError:
        when = clock.moment(raw, None) if raw else None
    extra = tuple(pair for pair in item.extra if pair[0] not in {"date", "what"})
    return replace(made, sender=item.sender, sent=when, position=item.position, extra=(*made.extra, *extra))


def _margins(path: Path, rtf: Rtf) -> Iterator[Item]:
    """Headers and footers, each wording once."""
    said: dict[str, Item] = {}
    for what, text in rtf.margins:
        item = beside(path, f"{what} {len(said) + 1}", what, text, rtf.marks)
        if (item.text or "").strip() or item.attachments:
            said.setdefault(f"{what} {item.text}", item)
    yield from said.values()


def _remarks(rtf: Rtf) -> Iterator[Problem]:
    for name in rtf.inside:
        yield Problem(name, ProblemKind.SOURCE_FLAG, INSIDE)
    if rtf.utf8:
        yield Problem("whole file", ProblemKind.SOURCE_FLAG, _RAW)
    if rtf.followed:
        yield Problem("end of file", ProblemKind.SOURCE_FLAG, _MORE)
    if rtf.cut_short:
        yield Problem("end of file", ProblemKind.PARTLY_READ, _SHORT, 1)


IMPORTER = Importer(
    "Rich text (RTF)",
    "1",
    recognises,
    read,
    about=About(
        "Rich text documents (.rtf, also called .doc)",
        (
            "RTF 1.0 to 1.9 as Word, WordPad, TextEdit, LibreOffice and reporting programs write it, "
            "in any code page"
        ),
        "Body, tables, text boxes, footnotes and endnotes (after their paragraph), comments with "
        "author and time, headers and footers, tracked changes "
        "and hidden words (marked in brackets), links with their address, form values, pictures "
        "and files inside as attachments, properties",
        "Layout; drawings without words; numbers of lists, where the program did not write them out",
        "Pages are known only where the file breaks them itself; otherwise the text is cut into sections.",
    ),
)
