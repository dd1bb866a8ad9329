"""Documents that are web pages (.html, .htm, .xhtml) (reference/formats.md 3.15). No script is run, nothing
fetched."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.documents.document_pages import Extra
from evidence_review.importers.documents.html_pages import Page, page_of
from evidence_review.importers.documents.plain_text import pages as sections
from evidence_review.importers.plugin import (
    HOLE,
    About,
    Importer,
    attach,
    decode_text,
    file_chunks,
    has_hole,
    head,
)
from evidence_review.importers.tally import tallied

_LARGEST = 256 << 20
_FIRST = re.compile(
    (
        r"<(?:!doctype\s+(?:html|netscape-bookmark)|html|head|body|title|meta|base|link|style|script|"
        r"center|font|table|div|span|p|br|h[1-6]|ul|ol|pre|b|i|a)\b"
    ),
    re.IGNORECASE,
)
_SURE = re.compile(r"<(?:!doctype\s+(?:html|netscape-bookmark)|html|head|body)\b", re.IGNORECASE)
_FOLDERS = (
    "_files",
    ".files",
    "-files",
    "_file",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_bestanden",
    "_pliki",
    "_elemei",
    "_ficheiros",
    "_arquivos",
)
_SEEN = frozenset(
    (
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".bmp",
        ".svg",
        ".avif",
        ".mp4",
        ".mp3",
        ".webm",
        ".ogg",
        ".m4a",
        ".pdf",
        ".heic",
    )
)
_UNCERTAIN = "The text encoding is not certain ({} was used). Check the preview."
_EMPTY = "This page holds no words: they may lie in scripts, which are not run here. Ask for it as PDF."
GONE = (
    "{} pictures or files that this page names were not supplied. Nothing is fetched; ask for the page "
    "with its files."
)


def recognises(path: Path) -> bool:
    """Whether a file begins as a web page does."""
    text = decode_text(head(path, 65_536)).text
    if not begins(text):
        return False
    return _SURE.search(text[:16_384]) is not None or path.suffix.lower() in {
        ".html",
        ".htm",
        ".xhtml",
        ".shtml",
    }


def begins(text: str) -> bool:
    """Whether the first tag of a text is one of a page."""
    return _FIRST.match(text, _first_tag(text)) is not None


def _first_tag(text: str) -> int:
    """Where the page begins, behind blanks, comments and the declaration of XML."""
    at = 0
    while True:
        at += len(text[at : at + 5000]) - len(text[at : at + 5000].lstrip(" \t\r\n\f\ufeff"))
        mark = "-->" if text.startswith("<!--", at) else ">" if text.startswith("<?", at) else ""
        end = text.find(mark, at + 2) if mark else -1
        if end < 0:
            return at
        at = end + len(mark)


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Its sections in order, the files inside or beside it with the first."""
    del options  # a page says nothing reliable of times or people
    if path.stat().st_size > _LARGEST:
        raise UnreadableExport(
            "This page is larger than can be read here. Nothing in it has been reviewed. Ask for it in parts."
        )
    yield from tallied(_alone(path, b"".join(file_chunks(path))))


def _alone(path: Path, data: bytes) -> Iterator[Item | Problem]:
    page = page_of(data)
    files, missing = beside(path, page.sources)
    yield from page_items(path, "", page, (*page.files, *files), ())
    if missing:
        yield Problem("whole file", ProblemKind.MISSING_ATTACHMENT, GONE.format(missing))


def page_items(
    path: Path, frame: str, page: Page, files: tuple[Attachment, ...], said: tuple[Extra, ...]
) -> Iterator[Item | Problem]:
    """A page's sections; files and what it says of itself with the first."""
    title = next((value for key, value in page.said if key == "file says/title"), "") or path.stem
    yield from _remarks(page, f"{frame}section 1")
    if not page.text.strip() and not files:
        yield Problem(f"{frame}section 1", ProblemKind.NOT_READ, _EMPTY, 1)
        return
    for number, (_, text) in enumerate(sections(page.text.replace("\f", "\n")), 1):
        first = number == 1
        yield Item(
            f"{frame}section {number}", ItemKind.PAGE, text, path.name, number, thread_title=title, attachments=files if first else (),
            extra=tuple(dict.fromkeys((*said, *page.said))) if first else (),
        )  # fmt: skip


def _remarks(page: Page, place: str) -> Iterator[Problem]:
    if not page.certain:
        yield Problem(place, ProblemKind.SOURCE_FLAG, _UNCERTAIN.format(page.encoding))
    if has_hole(page.text):
        yield Problem(place, ProblemKind.PARTLY_READ, HOLE)
    if page.ending:
        yield replace(page.ending, locator=place)


def beside(path: Path, sources: tuple[str, ...]) -> tuple[list[Attachment], int]:
    """The pictures and recordings in the folder that a browser saved with the page, and how many local files
    are named but not there."""
    here = [each for each in companions(path) if each.suffix.lower() in _SEEN]
    files = [attach(each.name, file_chunks(each), each.relative_to(path.parent).as_posix()) for each in here]
    names = {each.name.lower() for each in here}
    local = [
        each
        for each in sources
        if each and not re.match(r"[a-z][a-z0-9+.-]*:|//|#|data:|cid:", each, re.IGNORECASE)
    ]
    return files, sum(
        1
        for each in local
        if PurePosixPath(each.partition("?")[0].replace("%20", " ")).name.lower() not in names
    )


def companions(path: Path) -> Iterable[Path]:
    """The folder that a browser saved beside a page, and its files."""
    for ending in _FOLDERS:
        folder = path.with_name(path.stem + ending)
        if folder.is_dir() and not folder.is_symlink():
            return (
                folder,
                *sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink()),
            )
    return ()


IMPORTER = Importer(
    "Web page (HTML)",
    "1",
    recognises,
    read,
    companions,
    about=About(
        "Web pages (.html, .htm, .xhtml)",
        (
            "Pages saved by Chrome, Edge, Firefox, Safari and Internet Explorer, HTML from Word and "
            "from reporting programs"
        ),
        (
            "All words of the page, those it hides too, links with their address, pictures inside the "
            "page or in the folder saved beside it, title and other claims of the page, comments in "
            "its source"
        ),
        "Scripts and what they would write, styles, pictures on the web (nothing is fetched)",
        (
            "The text is cut into sections. A page whose words are written by scripts shows none; ask "
            "for it as PDF."
        ),
    ),
)
