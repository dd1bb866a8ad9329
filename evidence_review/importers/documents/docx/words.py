"""The words of a part of a Word document in reading order: paragraphs, tables, text boxes, fields, notes,
tracked changes (reference/formats.md 3.5).

Elements are told by their local names, so that the strict and the usual namespaces read alike. What is not
known is walked through.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from evidence_review.domain.evidence import Item
from evidence_review.importers.documents.document_pages import CLOSE, Marks, opened, shown
from evidence_review.importers.documents.docx.elements import BREAK, OFF, READERS
from evidence_review.importers.documents.office_fields import Field
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.packed.office_package import Package, Relation, attribute, child

_SILENT = frozenset(
    (
        "rPr", "pPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "proofErr", "bookmarkStart", "bookmarkEnd",
        "rsid", "fldData", "ffData", "rubyPr", "binData", "nvSpPr", "nvPicPr", "extLst", "styleId", "sizeRelH", "sizeRelV", "posOffset", "align",
        "pctWidth", "pctHeight", "annotationRef", "footnoteRef", "endnoteRef", "softHyphen",
    )
)  # fmt: skip
_BLOCKS = frozenset(("p", "tbl", "altChunk", "subDoc"))
_CHANGES = {"ins": "inserted", "del": "deleted", "moveFrom": "moved away", "moveTo": "moved here"}


@dataclass(slots=True)
class Shared:
    """What all parts of one document share: its marks, hidden styles, notes by kind and id, comments by id,
    and what was met on the way."""

    package: Package
    marks: Marks = field(default_factory=Marks)
    hidden: frozenset[str] = frozenset()
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    comments: dict[str, Item] = field(default_factory=dict)
    about: dict[str, list[str]] = field(default_factory=dict)
    chunk: Callable[["Shared", Relation], str] = lambda _shared, _relation: ""
    attached: set[str] = field(default_factory=set)
    rendered: bool = False


@dataclass(slots=True)
class Words:
    """Reads one part. `after` are lines that follow the paragraph being read: notes, text boxes."""

    shared: Shared
    relations: dict[str, Relation]
    after: list[str] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    hidden: bool = False

    def blocks(self, elements: Iterable[Element]) -> str:
        """Paragraphs and tables, a line each or more."""
        return "".join(map(self._block, elements))

    def _block(self, element: Element) -> str:
        name = local(element)
        reader = _BLOCK_READERS.get(name)
        if reader is not None:
            return reader(self, element)
        if name in _SILENT:
            return ""
        if name in _CHANGES and any(local(each) in _BLOCKS for each in element):
            return shown(self.changed(element, name, self.blocks(element)))
        return self.blocks(element)

    def table(self, element: Element) -> str:
        """A line for each row."""
        return "".join(self._row(row) for row in _below(element, "tr", "tbl"))

    def stray(self, element: Element) -> str:
        """Words that stand in no paragraph."""
        return self.inline(element) + "\n"

    def either(self, element: Element) -> str:
        """Blocks that are written in two ways."""
        return self.alternative(element, self.blocks)

    def chunk(self, element: Element) -> str:
        """A document that stands inside this one."""
        relation = self.relations.get(attribute(element, "id"))
        return self.shared.chunk(self.shared, relation) if relation else ""

    def paragraph(self, element: Element) -> str:
        """A line, then the lines that follow it."""
        outer, self.after = self.after, []
        was, self.hidden = self.hidden, self.style_hidden(element, "pPr", "pStyle")
        properties = child(element, "pPr")
        before = BREAK if _on(properties, "pageBreakBefore") else ""
        text = shown(before + self.inside(element))
        lines = "".join(self.after)
        self.after, self.hidden = outer, was
        return f"{text}\n{lines}{BREAK if _ends_page(properties) else ''}"

    def _row(self, row: Element) -> str:
        """Cells between tabs. A row that goes over a page's end has a break in each of its cells; it is
        one."""
        cells = [self.blocks(cell).strip("\n ") for cell in _below(row, "tc", "tr")]
        breaks = max((cell.count("\f") + cell.count(BREAK) for cell in cells), default=0)
        leads = bool(breaks) and any(cell.startswith(("\f", BREAK)) for cell in cells)
        line = "\t".join(re.sub(f"[\f{BREAK}]", "", cell) for cell in cells)
        properties = child(row, "trPr")
        for name in ("ins", "del"):
            change = child(properties, name) if properties is not None else None
            line = line if change is None or not line.strip() else shown(self.changed(change, name, line))
        return ("\f" if leads else "") + line + "\n" + "\f" * (breaks - leads)

    def inside(self, element: Element) -> str:
        """The words of all that is right inside an element of a paragraph."""
        return "".join(map(self.inline, element))

    def inline(self, element: Element) -> str:
        """The words of a run or of anything in it."""
        name = local(element)
        if name in _SILENT or not isinstance(element.tag, str):
            return ""
        reader = READERS.get(name)
        if reader is not None:
            return reader(self, element)
        words = self.blocks([element]) if name in _BLOCKS else self.inside(element)
        return self.changed(element, name, words) if name in _CHANGES else words

    def said(self, text: str) -> str:
        """Words as met: open fields and commented passages hear of them."""
        for each in self.fields:
            each.said(text)
        for pieces in self.shared.about.values():
            pieces.append(text)
        return text

    def style_hidden(self, element: Element, properties: str, style: str) -> bool:
        """Whether the style of a paragraph or a run hides its words."""
        found = child(element, properties)
        named = child(found, style) if found is not None else None
        return named is not None and attribute(named, "val") in self.shared.hidden

    def changed(self, element: Element, name: str, text: str) -> str:
        """Words that a tracked change put in or took out, marked; who did so and when goes beside them."""
        if not text:
            return ""
        what = _CHANGES[name]
        by = ", ".join(filter(None, (attribute(element, "author"), attribute(element, "date"))))
        mark = self.shared.marks.put((what, by)) if by else ""
        return f"{mark}{opened(what)}{text}{CLOSE}"

    def alternative(self, element: Element, read: Callable[[Iterable[Element]], str]) -> str:
        """One branch: both say the same in two ways. The second is read where the first says nothing here."""
        branches = [each for each in element if local(each) in {"Choice", "Fallback"}]
        for branch in branches:
            before, words = len(self.after), read(branch)
            if words.strip() or len(self.after) > before:
                return words
        return ""


def _below(element: Element, wanted: str, inside: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through whatever is wrapped around them."""
    for each in element:
        name = local(each)
        if name == wanted:
            yield each
        elif name == "AlternateContent":
            yield from _below(next(iter(each)), wanted, inside) if len(each) else ()
        elif name not in _SILENT and name not in {inside, "p"}:
            yield from _below(each, wanted, inside)


def _on(properties: Element | None, name: str) -> bool:
    found = child(properties, name)
    return found is not None and attribute(found, "val") not in OFF


def _ends_page(properties: Element | None) -> bool:
    section = child(properties, "sectPr")
    kind = child(section, "type")
    return section is not None and (
        kind is None or attribute(kind, "val") in {"", "nextPage", "evenPage", "oddPage"}
    )


_BLOCK_READERS: dict[str, Callable[[Words, Element], str]] = {
    "p": Words.paragraph,
    "tbl": Words.table,
    "altChunk": Words.chunk,
    "subDoc": Words.chunk,
    "AlternateContent": Words.either,
} | dict.fromkeys(("r", "hyperlink", "t", "fldSimple", "smartTag"), Words.stray)
