"""What a workbook says of itself: who wrote it, when, with which program; claims of that program, kept with
its first row."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from evidence_review.importers.documents.document_pages import Extra
from evidence_review.importers.documents.odf.package import flat, said_of_itself
from evidence_review.importers.documents.ole_properties import said_of
from evidence_review.importers.markup.xml_stream import Events, local
from evidence_review.importers.packed.office_package import open_package, properties
from evidence_review.importers.plugin import file_chunks
from evidence_review.importers.text.long_values import bounded

_OOXML = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
_LISTS = frozenset(("file says/lpstr", "file says/i4", "file says/HeadingPairs"))
"""Names of sheets and how many there are, which stand in the account."""
_ABOUT = frozenset(("DocumentProperties", "CustomDocumentProperties", "SupBook"))
_MOST, _MOST_EVENTS = 200, 20_000


def said(path: Path, kind: str) -> tuple[Extra, ...]:
    """Pairs for `Item.extra` of a workbook of this kind (`tables_books.kind_of`); () where it says nothing,
    or is damaged there, which its sheets tell."""
    try:
        return tuple(islice(dict.fromkeys(_of(path, kind)), _MOST))
    except Exception:  # noqa: BLE001  what a damaged workbook says of itself stops no row
        return ()


def _of(path: Path, kind: str) -> Iterator[Extra]:
    if kind in {"xlsx", "xlsb"}:
        with open_package(path) as package:
            yield from (pair for pair in properties(package, *_OOXML) if pair[0] not in _LISTS)
    elif kind == "ods":
        with open_package(path) as package:
            yield from said_of_itself(package.xml("meta.xml"))
    elif kind == "flat":
        yield from said_of_itself(flat(path).xml("meta.xml"))
    elif kind == "xls":
        import olefile

        with olefile.OleFileIO(str(path)) as ole:
            yield from said_of(ole)
    elif kind == "xml":
        yield from _of_xml(path)


def _of_xml(path: Path) -> Iterator[Extra]:
    """The properties of SpreadsheetML and the places that its cells are fetched from, which stand before its
    first sheet."""
    within = ""
    for event, element in islice(Events(file_chunks(path)), _MOST_EVENTS):
        name = local(element)
        if name == "Worksheet":
            return
        if name in _ABOUT:
            within = name if event == "start" else ""
        elif within and event == "end" and (words := (element.text or "").strip()):
            yield f"{'fetched from' if within == 'SupBook' else 'file says'}/{name}", bounded(words)
