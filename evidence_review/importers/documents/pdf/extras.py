"""What a PDF holds beside its pages' text: notes, form fields, files inside it, bookmarks, what it says of
itself (reference/formats.md 3.2)."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from evidence_review.domain.evidence import Item, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.plugin import attach

_FILE_ATTACHMENT, _REDACT, _POPUP, _LINK, _WIDGET = 17, 12, 16, 1, 19
_UNSEEN = 2 | 32
"""Flags "hidden" and "no view": what such a note paints is not in the page's text."""
_NOT_READ = "Part of this PDF ({}) is damaged and could not be read. Ask for another copy."
_UNAPPLIED = "This page carries redaction marks that were never applied: what lies under them is still there."
_LOCKED = (
    "A file inside this PDF needs a password and was not read; the pages do not. Ask for the file on its own."
)
_XFA = (
    "This PDF is an XFA form: what was typed into it may not be in the text. Ask for a printed-to-PDF "
    "version."
)


type Found = Item | Problem


def guarded(locator: str, what: str, read: Callable[[], Iterator[Found]]) -> Iterator[Found]:
    """What `read` yields; any fault of the PDF library on damaged parts becomes one Problem."""
    try:
        yield from read()
    except Exception:  # noqa: BLE001  MuPDF raises many kinds on damage, and their words may quote the file
        yield Problem(locator, ProblemKind.PARTLY_READ, _NOT_READ.format(what))


def notes(page: Any, number: int, thread: str) -> Iterator[Found]:
    """Annotations with words or a file; unapplied redactions are flagged."""
    unapplied = False
    for place, note in enumerate(page.annots() or (), 1):
        kind, info = note.type[0], cast("dict[str, Any]", note.info)
        unapplied = unapplied or kind == _REDACT
        if kind not in {_POPUP, _LINK, _WIDGET}:
            yield from _note(note, info, number, f"page {number}/note {place}", thread)
    if unapplied:
        yield Problem(f"page {number}", ProblemKind.SOURCE_FLAG, _UNAPPLIED)


def _note(note: Any, info: dict[str, Any], number: int, locator: str, thread: str) -> Iterator[Item]:
    files = (
        (attach(note.file_info.get("filename") or "file", [note.get_file()], locator),)
        if note.type[0] == _FILE_ATTACHMENT
        else ()
    )
    painted = note.get_text().strip() if note.flags & _UNSEEN else ""
    words = "\n".join(filter(None, (info.get("content"), painted)))
    said = [(f"note/{key}", str(text)) for key, text in info.items() if text and key not in {"content", "id"}]
    if words or files or info.get("title") or info.get("subject"):
        yield Item(
            locator,
            ItemKind.RECORD,
            words,
            thread,
            number,
            attachments=files,
            thread_title=thread,
            extra=(("what", f"note on page {number}"), ("note/type", str(note.type[1])), *said),
        )


def fields(page: Any, number: int, thread: str) -> Iterator[Found]:
    """The form fields of a page that hold a value, as one record: "name: value", one a line."""
    lines: list[str] = []
    for widget in page.widgets() or ():
        value = widget.field_value
        if value not in (None, "", False, "Off"):
            lines.append(f"{widget.field_label or widget.field_name or 'field'}: {value}")
    if lines:
        extra = (("what", f"form fields of page {number}"),)
        yield Item(
            f"page {number}/form",
            ItemKind.RECORD,
            "\n".join(lines),
            thread,
            number,
            thread_title=thread,
            extra=extra,
        )


def links(page: Any) -> Iterator[tuple[str, str]]:
    """Addresses behind links of a page, for `extra`; nothing is fetched."""
    for link in page.get_links():
        if link.get("uri") or link.get("file"):
            yield "link", str(link.get("uri") or link.get("file"))


def embedded(document: Any, thread: str, *, locked: bool = False) -> Iterator[Found]:
    """Files inside the PDF, each a record with its bytes; they are not read further."""
    for number in range(document.embfile_count()):
        locator = f"file inside {number + 1}"
        if locked:
            yield Problem(locator, ProblemKind.NOT_READ, _LOCKED, 1)
            continue
        try:
            info = document.embfile_info(number)
            name = info.get("ufilename") or info.get("filename") or info.get("name") or "file"
            attachment = attach(name, [document.embfile_get(number)], locator)
        except Exception:  # noqa: BLE001  as in `guarded`, but the next file may be whole
            yield Problem(
                locator,
                ProblemKind.NOT_READ,
                "A file inside this PDF is damaged and could not be read. Ask for it on its own.",
                1,
            )
            continue
        extra = tuple((f"file/{key}", str(text)) for key, text in info.items() if text not in (None, ""))
        yield Item(
            locator,
            ItemKind.FILE,
            None,
            thread,
            0,
            attachments=(attachment,),
            thread_title=thread,
            extra=extra,
        )
        yield Problem(
            locator,
            ProblemKind.SOURCE_FLAG,
            "A file lies inside this PDF. It is listed but not read; add it as a source of its own.",
        )


def bookmarks(document: Any, thread: str) -> Iterator[Found]:
    """The outline as one record; an XFA form is flagged."""
    lines = [
        f"{'  ' * (level - 1)}{title} (page {page})" for level, title, page in document.get_toc(simple=True)
    ]
    if lines:
        extra = (("what", "bookmarks"),)
        yield Item(
            "bookmarks", ItemKind.RECORD, "\n".join(lines), thread, 0, thread_title=thread, extra=extra
        )
    kind, target = document.xref_get_key(document.pdf_catalog(), "AcroForm/XFA")
    if kind != "null" and target:
        yield Problem("form", ProblemKind.SOURCE_FLAG, _XFA)


def about(document: Any) -> tuple[tuple[str, str], ...]:
    """What the file says of itself: claims of the program that wrote it, never times or people of the
    content."""
    return tuple((f"file says/{key}", str(text)) for key, text in (document.metadata or {}).items() if text)
