"""OpenDocument files, zipped or flat: what they are, whether they are locked, their styles and what they say
of themselves (ODF 1.3)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Moment
from evidence_review.domain.kinds import ZoneSource
from evidence_review.importers.documents.document_pages import Extra
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.packed.archives import open_zip
from evidence_review.importers.packed.office_package import Package, attribute, child, package_of
from evidence_review.importers.plugin import Clock, file_chunks, head
from evidence_review.importers.text.long_values import bounded

_KINDS = (
    (b"application/vnd.oasis.opendocument.text", "text"),
    (b"application/vnd.oasis.opendocument.presentation", "slides"),
    (b"application/vnd.oasis.opendocument.graphics", "slides"),
    (b"application/vnd.sun.xml.writer", "text"),
    (b"application/vnd.sun.xml.impress", "slides"),
    (b"application/vnd.sun.xml.draw", "slides"),
)
_BODIES = ((b"<office:text", "text"), (b"<office:presentation", "slides"), (b"<office:drawing", "slides"))
LOCKED = "This document is encrypted. Nothing in it has been reviewed. Ask for the password or an open copy."


def kind(path: Path) -> str:
    """Whether a file is an OpenDocument "text" or "slides"; "" where it is neither."""
    start = head(path, 65_536)
    if not start.startswith(b"PK"):
        plain = start.replace(b"\x00", b"")
        marks = (b"opendocument:xmlns:office", b"openoffice.org/2000/office")
        flat = b"<office:document" in plain and any(mark in plain for mark in marks)
        return _first(plain, _KINDS) or _first(plain, _BODIES) if flat else ""
    if said := _first(start[30:200], _KINDS):
        return said
    try:
        with path.open("rb") as stream, open_zip(stream) as archive:
            return _kind_inside(archive)
    except Exception:  # noqa: BLE001  a damaged directory: the first bytes alone may have told
        return ""


def _kind_inside(archive: ZipFile) -> str:
    names = set(archive.namelist())
    if names.isdisjoint(("content.xml", "META-INF/manifest.xml")):
        return ""
    for name in ("mimetype", "META-INF/manifest.xml", "content.xml"):
        if name in names:
            with archive.open(name) as member:
                data = member.read(65_536)
            if said := _first(data, _KINDS) or (_first(data, _BODIES) if name == "content.xml" else ""):
                return said
    return ""


def _first(data: bytes, marks: tuple[tuple[bytes, str], ...]) -> str:
    return next((what for mark, what in marks if mark in data), "")


def refuse_locked(package: Package) -> None:
    """UnreadableExport where the manifest says that the content is encrypted."""
    manifest = package.xml("META-INF/manifest.xml")
    for entry in manifest if manifest is not None else ():
        if (
            attribute(entry, "full-path") in {"content.xml", "encrypted-package"}
            and child(entry, "encryption-data") is not None
        ):
            raise UnreadableExport(LOCKED)


def flat(path: Path) -> Package:
    """A document that is one XML file: content, styles and properties in one part."""
    data = b"".join(file_chunks(path))
    return package_of({"content.xml": data, "styles.xml": data, "meta.xml": data})


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says that matters here; None where its parent says it."""

    parent: str = ""
    before: bool | None = None
    after: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None


@dataclass(slots=True)
class Styles:
    """Styles by their name within their family."""

    known: dict[tuple[str, str], Style] = field(default_factory=dict)

    def add(self, root: Element | None) -> None:
        """All styles of a part."""
        for each in root.iter() if root is not None else ():
            if local(each) == "style":
                self.known[attribute(each, "family"), attribute(each, "name")] = _style(each)

    def says(self, family: str, name: str, what: str) -> bool:
        """Whether a style, or one that it builds on, says so."""
        for _ in range(30):
            style = self.known.get((family, name))
            said = getattr(style, what) if style else False
            if style is None or said is not None:
                return bool(said)
            name = style.parent
        return False


def _style(element: Element) -> Style:
    before = after = hidden = struck = None
    if attribute(element, "master-page-name"):
        before = True
    for each in element:
        if local(each) in {"paragraph-properties", "table-properties", "properties"}:
            before = _page(each, "break-before") if before is None else before
            after = _page(each, "break-after")
        if local(each) in {"text-properties", "properties"}:
            shown = attribute(each, "display")
            hidden = shown == "none" if shown else hidden
            struck = _struck(each) if struck is None else struck
        if local(each) == "drawing-page-properties":
            hidden = attribute(each, "visibility") == "hidden"
    return Style(attribute(element, "parent-style-name"), before, after, hidden, struck)


def _struck(element: Element) -> bool | None:
    """Whether a line goes through the letters (ODF 1.3, 20.378 to 20.383; one word for it before 1.2)."""
    names = ("text-line-through-style", "text-line-through-type", "text-crossing-out")
    told = [value for name in names if (value := attribute(element, name))]
    return any(value != "none" for value in told) if told else None


def _page(element: Element, name: str) -> bool | None:
    said = attribute(element, name)
    return said in {"page", "even-page", "odd-page"} if said else None


def moment(raw: str, clock: Clock) -> Moment | None:
    """When a comment or change was made: the author's wall clock, or an instant where a zone is written with
    it."""
    if not raw:
        return None
    try:
        when = datetime.fromisoformat(raw)
        if when.tzinfo is None:
            return clock.moment(raw, when)
        return Moment(raw, None, when.astimezone(UTC).replace(tzinfo=None), None, ZoneSource.IN_VALUE)
    except (ValueError, OverflowError):
        return Moment(raw)


def said_of_itself(root: Element | None) -> Iterator[Extra]:
    """What meta.xml says: claims of the program that wrote the file."""
    meta = next((each for each in root.iter() if local(each) == "meta"), None) if root is not None else None
    for each in meta if meta is not None else ():
        words = (each.text or "").strip()
        if local(each) == "document-statistic":
            yield from ((f"file says/{key.rpartition('}')[2]}", value) for key, value in each.attrib.items())
        elif words:
            yield f"file says/{attribute(each, 'name') or local(each)}", bounded(words)
