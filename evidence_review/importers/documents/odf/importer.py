"""OpenDocument texts (.odt, .ott, .odm, .fodt; OpenOffice's .sxw), read by hand (reference/formats.md
3.5)."""

import re
from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.documents.document_pages import beside, document_items
from evidence_review.importers.documents.docx.beside import declared
from evidence_review.importers.documents.left_inside import INSIDE, MACROS
from evidence_review.importers.documents.odf.elements import BREAK
from evidence_review.importers.documents.odf.package import flat, kind, refuse_locked, said_of_itself
from evidence_review.importers.documents.odf.words import Words
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.packed.office_package import Package, open_package
from evidence_review.importers.plugin import About, Clock, Importer, head
from evidence_review.importers.tally import tallied

_NO_BODY = (
    "The text of this document could not be found: it is damaged. Nothing in it has been reviewed. Ask "
    "for a fresh copy."
)
_TOO_DEEP = (
    "This document is built too deep to be read in order. Its words were read without their places; "
    "check the original."
)


def recognises(path: Path) -> bool:
    """Whether a zip or an XML file says that it is an OpenDocument text."""
    return kind(path) == "text"


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Its pages or sections in order, then its comments, headers and footers."""
    clock = Clock(options.zone)
    if head(path, 2) != b"PK":
        yield from tallied(_document(flat(path), path, clock))
        return
    with open_package(path) as package:
        refuse_locked(package)
        yield from tallied(_document(package, path, clock))


def _document(package: Package, path: Path, clock: Clock) -> Iterator[Item | Problem | Declared]:
    content, styles = package.xml("content.xml"), package.xml("styles.xml")
    body = (
        next((each for each in content.iter() if local(each) == "body"), content)
        if content is not None
        else None
    )
    if body is None:
        raise UnreadableExport(_NO_BODY)
    words = Words(package, path, clock)
    words.styles.add(styles)
    words.styles.add(content)
    said = list(said_of_itself(package.xml("meta.xml")))
    yield from declared(said, "page-count", "pages")
    try:
        text = words.blocks(body) + unplaced(words)
    except RecursionError:
        yield Problem("whole file", ProblemKind.PARTLY_READ, _TOO_DEEP, 1)
        text = "\n".join("".join(each.itertext()) for each in body.iter() if local(each) in {"p", "h"})
    paged = words.rendered or ("file says/page-count", "1") in said
    yield from document_items(path, _pages(text), words.marks, said, paged=paged)
    yield from _margins(words, styles)
    yield from remarks(words)


def _pages(text: str) -> str:
    """A break that the author set and a page's end that the program noted before or after it are one; none
    before the first word."""
    text = re.sub(rf"{BREAK}((?:[ \n\t]|\x00\d+\x00)*)\f", r"\1\f", text)
    text = re.sub(rf"\f((?:[ \n\t]|\x00\d+\x00)*){BREAK}", r"\f\1", text)
    return re.sub(rf"^((?:\s|\x00\d+\x00)*){BREAK}", r"\1", text).replace(BREAK, "\f")


def unplaced(words: Words) -> str:
    """Marks of pictures that no content shows."""
    names = [
        name
        for name in words.package.tree.names()
        if name.startswith("Pictures/") and name not in words.attached
    ]
    return "".join(words.marks.put(words.package.file(name)) for name in names)


def _margins(words: Words, styles: Element | None) -> Iterator[Item]:
    """Headers and footers of all page styles, each wording once."""
    said: dict[str, Item] = {}
    masters = [each for each in styles.iter() if local(each) == "master-page"] if styles is not None else []
    for part in (part for master in masters for part in master):
        what = local(part).partition("-")[0]
        if what in {"header", "footer"}:
            item = beside(
                words.path,
                f"{what} {len(said) + 1}",
                what,
                words.blocks(part).replace(BREAK, ""),
                words.marks,
            )
            if (item.text or "").strip() or item.attachments:
                said.setdefault(f"{what} {item.text}", item)
    yield from said.values()


def remarks(words: Words) -> Iterator[Problem]:
    """Files inside that are no pictures, macros, and what was damaged."""
    for name in words.files:
        yield Problem(f"file inside {name}", ProblemKind.SOURCE_FLAG, INSIDE)
    if any(
        name.startswith(("Basic/", "Scripts/")) and not name.endswith((".xml", ".xlb", ".xlc"))
        for name in words.package.tree.names()
    ):
        yield Problem("macros", ProblemKind.SOURCE_FLAG, MACROS)
    yield from words.package.problems


IMPORTER = Importer(
    "OpenDocument text",
    "1",
    recognises,
    read,
    about=About(
        "OpenDocument texts (.odt, .ott, .odm, .fodt) and OpenOffice 1 texts (.sxw)",
        "ODF 1.0 to 1.3 as LibreOffice, OpenOffice, Google Docs and pandoc write it",
        "Body, tables, boxes and shapes, footnotes and endnotes (after their paragraph), comments "
        "with author and time, headers and footers, tracked "
        "changes and hidden words (marked in brackets), links with their address, words of charts "
        "and formulas, pictures as attachments, properties",
        "Numbers of lists and headings, macros, values of form controls, layout",
        (
            "Pages are those that the program last noted in the file. Where it noted none, the text is "
            "cut into sections. Encrypted documents are refused."
        ),
    ),
)
