"""The words of an OpenDocument text or slide in reading order: paragraphs, tables, notes, boxes, comments,
tracked changes (ODF 1.3)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from evidence_review.domain.text import struck_in_words
from evidence_review.importers.documents.document_pages import CLOSE, Marks, clean, opened, shown
from evidence_review.importers.documents.odf.elements import BREAK, READERS, SILENT, SPACE, Change, said
from evidence_review.importers.documents.odf.package import Styles
from evidence_review.importers.markup.xml_stream import Element, local
from evidence_review.importers.packed.office_package import Package, attribute, child
from evidence_review.importers.plugin import Clock

_MOST_REPEATED = 100
_PARAGRAPHS = frozenset(("p", "h"))


@dataclass(slots=True)
class Words:
    """Reads content. `after` are lines that follow the open paragraph; `open` the insertions that are."""

    package: Package
    path: Path
    clock: Clock
    marks: Marks = field(default_factory=Marks)
    styles: Styles = field(default_factory=Styles)
    changes: dict[str, Change] = field(default_factory=dict)
    after: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    attached: set[str] = field(default_factory=set)
    files: list[str] = field(default_factory=list)
    comments: int = 0
    notes: int = 0
    pictures: int = 0
    rendered: bool = False
    hidden: bool = False

    def blocks(self, elements: Iterable[Element]) -> str:
        """Paragraphs, lists and tables, a line each or more."""
        return "".join(map(self.block, elements))

    def block(self, element: Element) -> str:
        """One of them."""
        name = local(element)
        if name in _PARAGRAPHS:
            return self._paragraph(element)
        if name == "section" and attribute(element, "display") in {"none", "condition"}:
            return self._hidden(element)
        if name == "table-row":
            return self._row(element)
        if name == "tracked-changes":
            self._changes(element)
        if name == "table" and self.styles.says("table", attribute(element, "style-name"), "before"):
            return BREAK + self.blocks(element)
        reader = READERS.get(name)
        if reader is None:
            return "" if name in SILENT or not isinstance(element.tag, str) else self.blocks(element)
        outer, self.after = self.after, []
        words = reader(self, element)
        lines, self.after = "".join(self.after), outer
        return (words + "\n" if words.strip(f"\f{BREAK} ") and "\n" not in words[-1:] else words) + lines

    def _hidden(self, element: Element) -> str:
        was, self.hidden = self.hidden, True
        words = self.blocks(element)
        self.hidden = was
        return words

    def _paragraph(self, element: Element) -> str:
        outer, self.after = self.after, []
        style = attribute(element, "style-name")
        hidden = self.hidden or self.styles.says("paragraph", style, "hidden")
        before = "".join(opened("inserted") for _ in self.open)
        text = re.sub(" +", " ", self.inside(element)).strip(" ").replace(SPACE, " ")
        text = f"{opened('hidden')}{text}{CLOSE}" if hidden and text else text
        text = struck_in_words(shown(before + text + CLOSE * len(self.open)))
        lines = "".join(self.after)
        self.after = outer
        lead = BREAK if self.styles.says("paragraph", style, "before") else ""
        return f"{lead}{text}\n{lines}{BREAK if self.styles.says('paragraph', style, 'after') else ''}"

    def _row(self, row: Element) -> str:
        cells: list[str] = []
        for cell in row:
            if local(cell) in {"table-cell", "covered-table-cell"}:
                words = self.blocks(cell).strip("\n ")
                cells += [words] * (1 if not words else _repeated(cell, "number-columns-repeated"))
        breaks = max((cell.count("\f") + cell.count(BREAK) for cell in cells), default=0)
        line = re.sub(f"[\f{BREAK}]", "", "\t".join(cells)).rstrip("\t") + "\n"
        return line * (_repeated(row, "number-rows-repeated") if line.strip() else 1) + "\f" * breaks

    def inside(self, element: Element) -> str:
        """The words of a paragraph or a span, with those that follow each element in it."""
        pieces = [self._text(element.text)]
        for each in element:
            pieces += (self.inline(each), self._text(each.tail))
        return "".join(pieces)

    def _text(self, text: str | None) -> str:
        return re.sub(r"[ \t\r\n]+", " ", clean(text)) if text else ""

    def inline(self, element: Element) -> str:
        """One element inside a paragraph."""
        name = local(element)
        reader = READERS.get(name)
        if reader is not None:
            return reader(self, element)
        if name in SILENT or not isinstance(element.tag, str):
            return ""
        if name in _PARAGRAPHS or name in {"table", "list", "section"}:
            self.after.append(self.block(element))
            return ""
        return self.inside(element)

    def _changes(self, element: Element) -> None:
        for region in element:
            number = attribute(region, "id")
            for each in region:
                info = child(each, "change-info")
                by = ", ".join(filter(None, (said(info, "creator"), said(info, "date"))))
                what = {"insertion": "inserted", "deletion": "deleted"}.get(local(each), "")
                words = (
                    self.blocks(inner for inner in each if local(inner) != "change-info").strip("\n")
                    if what == "deleted"
                    else ""
                )
                self.changes[number] = Change(what, by, re.sub(f"[\f{BREAK}]", "", words))


def _repeated(element: Element, name: str) -> int:
    """How often a cell or row with words stands; a hostile number is taken as few."""
    said = attribute(element, name, "1")
    return min(int(said), _MOST_REPEATED) if said.isdecimal() and len(said) < 9 else 1
