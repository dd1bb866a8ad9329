"""Word documents (.docx, .docm, .dotx, .dotm; strict and usual; also as one XML file), read by hand
(reference/formats.md 3.5)."""

import email
import re
from collections.abc import Iterator
from email.policy import compat32
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.documents.document_pages import document_items, without_marks
from evidence_review.importers.documents.docx import beside as docx_beside
from evidence_review.importers.documents.docx.elements import BREAK
from evidence_review.importers.documents.docx.words import Shared, Words
from evidence_review.importers.documents.html_pages import html_of
from evidence_review.importers.markup.html_text import html_text
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.packed.archives import open_zip
from evidence_review.importers.packed.office_package import (
    Package,
    Relation,
    open_package,
    package_of,
    salvaged,
)
from evidence_review.importers.plugin import About, Clock, Importer, base64_of, file_chunks, head
from evidence_review.importers.tally import tallied

_MAIN = re.compile(r"word/document\d*\.xml$", re.IGNORECASE)
_TYPES = re.compile(
    rb"(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|"
    rb"template)\.macroEnabled(?:Template)?)\.main\+xml"
)
_FLAT = (
    b"http://schemas.microsoft.com/office/2006/xmlPackage",
    b"http://schemas.microsoft.com/office/word/2003/wordml",
)
_TOO_DEEP = (
    "This document is built too deep to be read in order. Its words were read without their places; "
    "check the original."
)
_CHUNK = "A document inside this one (altChunk) could not be read. Ask for it on its own."
_NO_BODY = (
    "The text of this Word document could not be found: it is damaged. Nothing in it has been "
    "reviewed. Ask for a fresh copy."
)


def recognises(path: Path) -> bool:
    """Whether a zip names a Word document as its main part, or an XML file is one."""
    start = head(path, 4096)
    if start.startswith(b"PK"):
        try:
            with path.open("rb") as stream, open_zip(stream) as archive:
                if any(
                    _MAIN.fullmatch(name.replace("\\", "/").lstrip("/"))
                    for name in archive.namelist()[:10_000]
                ):
                    return True
                return _TYPES.search(archive.read("[Content_Types].xml")) is not None
        except Exception:  # noqa: BLE001  a damaged directory: the heads of the members may still tell
            return b"word/document.xml" in head(path, 1 << 20)
    return _flat(start)


def _flat(start: bytes) -> bool:
    plain = start.replace(b"\x00", b"")
    if _FLAT[0] in plain:
        return b"word/document" in plain or b"Word.Document" in plain
    return _FLAT[1] in plain and b"wordDocument" in plain


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Its pages or sections in order, then its comments, headers and footers."""
    clock = Clock(options.zone)
    if head(path, 2) == b"PK":
        with open_package(path) as package:
            yield from tallied(_document(package, path, clock))
    else:
        yield from tallied(_document(_flat_package(path), path, clock))


def _document(package: Package, path: Path, clock: Clock) -> Iterator[Item | Problem | Declared]:
    main = _main(package)
    body = docx_beside.root_body(package.xml(main))
    if body is None:
        raise UnreadableExport(_NO_BODY)
    shared = Shared(package, hidden=docx_beside.hidden_styles(package, main), chunk=_chunk)
    said = docx_beside.said_of_itself(shared, main)
    yield from docx_beside.declared(said, "Pages", "pages")
    try:
        docx_beside.notes(shared, main)
        docx_beside.comments(shared, main, path, clock)
        text = Words(shared, package.relations(main)).blocks(body) + docx_beside.unplaced(shared)
    except RecursionError:
        yield Problem("whole file", ProblemKind.PARTLY_READ, _TOO_DEEP, 1)
        text = _flattened(body)
    paged = shared.rendered or ("file says/Pages", "1") in said
    yield from document_items(path, _pages(text), shared.marks, said, paged=paged)
    yield from docx_beside.margins(shared, main, path)
    yield from docx_beside.remarks(shared)
    yield from package.problems


def _pages(text: str) -> str:
    """A break that the author set and the page that Word noted after it are one; sections end no page before
    the first word."""
    return re.sub(rf"{BREAK}((?:[ \n\t]|\x00\d+\x00)*)\f", r"\1\f", text).replace(BREAK, "\f")


def _flattened(body: Element) -> str:
    return "".join(
        "\n" if local(each) == "p" else (each.text or "") if local(each) in {"t", "delText"} else ""
        for each in body.iter()
    )


def _main(package: Package) -> str:
    """The main part, as the package's own relations name it, else by its usual name."""
    named = [each.target for each in package.relations("").values() if each.kind == "officeDocument"]
    found = next((each for each in named if package.part(each)), None)
    return found or next(
        (name for name in package.tree.names() if _MAIN.fullmatch(name)), "word/document.xml"
    )


def _chunk(shared: Shared, relation: Relation) -> str:
    """The words of a document that stands inside this one (altChunk), whatever its format."""
    place = None if relation.outside else shared.package.part(relation.target)
    data = shared.package.data(place) if place else b""
    if data.startswith(b"PK"):
        inner = package_of(salvaged(data))
        body = docx_beside.root_body(inner.xml(_main(inner)))
        if body is not None:
            return without_marks(Words(Shared(inner), inner.relations(_main(inner))).blocks(body))[0]
    elif data.startswith(b"{\\rtf"):
        from evidence_review.importers.documents.rtf.words import plain_words

        return plain_words(data) + "\n"
    elif data:
        return _chunk_words(data) + "\n"
    shared.package.problems.append(Problem("document inside", ProblemKind.PARTLY_READ, _CHUNK, 1))
    return ""


def _chunk_words(data: bytes) -> str:
    """The words of a web page, saved whole or not, or of a plain text."""
    text = html_of(data).text
    if b"multipart/related" in data[:4096].lower():
        message = email.message_from_bytes(data, policy=compat32)
        parts = [
            part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html"
        ]
        return "\n".join(html_text(html_of(part).text) for part in parts if isinstance(part, bytes))
    return html_text(text) if re.search(r"<\w+[^>]*>", text) else text


def _flat_package(path: Path) -> Package:
    """A document written as one XML file: its parts taken apart, or the older form, which is one part."""
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  lxml comes without types

    data = b"".join(file_chunks(path))
    package = package_of({"word/document.xml": data})
    root = package.xml("word/document.xml")
    if root is None or local(root) != "package":
        return package
    parts: dict[str, bytes] = {}
    for part in root:
        name = next((value for key, value in part.attrib.items() if key.endswith("}name")), "").lstrip("/")
        for each in part:
            if local(each) == "xmlData" and len(each):
                parts[name] = etree.tostring(next(iter(each)))
            elif local(each) == "binaryData":
                parts[name] = base64_of(each.text or "")
    flat = package_of(parts)
    flat.problems += package.problems
    return flat


IMPORTER = Importer(
    "Word document",
    "1",
    recognises,
    read,
    about=About(
        "Word documents (.docx, .docm, .dotx, .dotm, Word XML)",
        (
            "Word 2003 XML and 2007 to 365, strict and transitional, LibreOffice, Google Docs, Pages, "
            "python-docx and pandoc output"
        ),
        "Body, tables, text boxes, content controls, footnotes and endnotes (after their "
        "paragraph), comments with author and time, headers and "
        "footers, tracked changes and hidden words (marked in brackets), links with their address, "
        "fields, form values, charts' and diagrams' words, "
        "documents inside (altChunk), pictures and files inside as attachments, properties",
        (
            "Automatic numbers of lists and headings, macros, building blocks, data bound to content "
            "controls, layout"
        ),
        "Pages are those that Word last noted in the file. Where it noted none, the text is cut "
        "into sections. Word gives the times of comments and "
        "changes by the author's clock.",
    ),
)
