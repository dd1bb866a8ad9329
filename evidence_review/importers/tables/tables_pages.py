"""Messages, calls and contacts that a program lays out as tables of a web page: phone reports and network
exports saved as HTML (reference/formats.md 3.3).

A page is read so only where its tables say so by their headings and hold most of its words; what stands
around them is kept above the rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.documents import html_document
from evidence_review.importers.documents.html_pages import html_of, page_of
from evidence_review.importers.documents.torn_page import torn_page
from evidence_review.importers.plugin import head, hole_in
from evidence_review.importers.tables.tables_proposals import Row, propose_sheet
from evidence_review.importers.tables.tables_sheets import Aside, Sheet

_LARGEST, _WIDEST = 64 << 20, 100
_TALK = frozenset((ItemKind.MESSAGE, ItemKind.CALL, ItemKind.EMAIL, ItemKind.CONTACT))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "caption", "title"))
_BLOCKS = frozenset(
    ("p", "div", "li", "br", "section", "header", "footer", "ul", "ol", "hr", "pre", "dt", "dd")
)
_SILENT = frozenset(("script", "style"))
_INSIDE = re.compile(r"\bsrc\s*=\s*[\"']?data:[a-z]+/", re.IGNORECASE)
_WEB = re.compile(r"(?:https?|mailto|tel|ftp|javascript|data):|#|//", re.IGNORECASE)
_READ = (
    "These are tables of a page by a program that is not known here. They were read by their headings. "
    "Check the columns against the page."
)


@dataclass(slots=True)
class _Table:
    """A table of a page: the heading that stands before it, its rows of cells, the row that is open, and how
    many columns the open cell takes (0: none is open)."""

    name: str
    rows: list[list[str]] = field(default_factory=list[list[str]])
    nested: bool = False
    row: list[str] = field(default_factory=list[str])
    wide: int = 0
    links: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])


def recognises_pages(path: Path) -> bool:
    """Whether a file is a page whose tables are messages, calls or contacts and hold half of its words."""
    if (
        not path.is_file()
        or path.stat().st_size > _LARGEST
        or not head(path, 256).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    ):
        return False
    start = html_of(head(path, 65_536)).text
    if not html_document.begins(start) or "<tr" not in start.casefold():
        return False
    text = html_of(path.read_bytes()).text
    if _INSIDE.search(text):
        return False  # pictures inside the page go with it: left to the reader of pages
    found = _taken(text)
    known = sum(map(_size, filter(_is_talk, found.tables)))
    return known * 2 >= sum(map(_size, found.tables)) + sum(map(len, found.around)) > 0


def _size(table: _Table) -> int:
    return sum(len(cell) for row in table.rows for cell in row)


def _span(written: str) -> int:
    """How many columns a cell takes."""
    return min(int(written), _WIDEST) if written.isdecimal() else 1


def page_sheets(path: Path) -> Iterator[Sheet | Problem]:
    """A sheet for each table with two rows or more; other words and smaller tables stand above the rows of
    the first."""
    page = page_of(path.read_bytes())
    found = _taken(html_of(path.read_bytes()).text)
    yield from hole_in(path, "row 1")
    yield from [replace(page.ending, locator="row 1")] if page.ending else torn_page(path)
    yield Problem("row 1", ProblemKind.SOURCE_FLAG, _READ, 0)
    said = [f"{key}: {value}" for key, value in page.said if not key.endswith("/title")]
    large, small = list[_Table](), list[str]()
    for table in found.tables:
        if len(table.rows) > 1:
            large.append(table)
        else:
            small += map("\t".join, table.rows)
    above = [*found.around, *said, *small]
    for number, table in enumerate(large):
        links = {(len(above) + row + 1, column): address for (row, column), address in table.links.items()}
        yield Sheet(_name(table, number, large), _rows(table, above), aside=Aside(links=links))
        above = []


def _name(table: _Table, number: int, tables: Sequence[_Table]) -> str:
    """The heading of a table, with its number where another has the same or it has none."""
    if table.name and sum(each.name == table.name for each in tables) == 1:
        return table.name
    return f"{table.name} table {number + 1}".strip()


def _rows(table: _Table, above: Sequence[str]) -> list[Row]:
    lines = [*([line] for line in above), *table.rows]
    return [(number, row) for number, row in enumerate(lines, 1) if any(cell.strip() for cell in row)]


def _is_talk(table: _Table) -> bool:
    return len(table.rows) > 1 and propose_sheet(table.name, _rows(table, [])).kind in _TALK


def _taken(text: str) -> "_Page":
    page = _Page()
    page.feed(text)
    page.close()
    page.end()
    return page


class _Page(HTMLParser):
    """Tables of a page in order, and the lines of words around them. A table that holds another is layout:
    its own words are lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.around: list[str] = []
        self._open: list[_Table] = []
        self._text: list[str] = []
        self._heading = ""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._begin_table()
        elif tag == "tr":
            self._row()
        elif tag in {"td", "th"} and self._open:
            self._cell()
            self._open[-1].wide = _span(said.get("colspan") or "1")
        elif tag in _HEADINGS:
            self._aside()
        elif tag in _BLOCKS:
            self._text.append("\n")
        if tag not in {"link", "base", *_SILENT}:
            self._address(said.get("href") or said.get("src") or "")

    def _begin_table(self) -> None:
        self._aside()
        if self._open:
            self._open[-1].nested = True
        self._open.append(_Table(self._heading))

    def _address(self, address: str) -> None:
        """The first file beside the page that a cell names is its link; another address stands behind its
        words."""
        if address and not _WEB.match(address):
            cell = (
                (len(self._open[-1].rows), len(self._open[-1].row))
                if self._open and self._open[-1].wide
                else None
            )
            if cell and cell not in self._open[-1].links:
                self._open[-1].links[cell] = address
                self._text.append("\u2060")  # a cell with a file alone is not an empty one
            else:
                self._text.append(f"\n{address}\n")
        elif address.startswith(("http", "tel:", "mailto:")):
            self._text.append(f" <{address}> ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._open:
            self._row()
            self._keep(self._open.pop())
        elif tag == "tr":
            self._row()
        elif tag in {"td", "th"} and self._open:
            self._cell()
        elif tag in _HEADINGS:
            self._heading = " ".join("".join(self._text).split())[:80] or self._heading
            self._aside()
        elif tag in _BLOCKS:
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(re.sub(r"\s+", " ", data))

    def end(self) -> None:
        """What is still open at the end of the page."""
        while self._open:
            self.handle_endtag("table")
        self._aside()

    def _keep(self, table: _Table) -> None:
        if table.nested:
            self.around += [line for row in table.rows if (line := "\t".join(row).strip())]
        elif table.rows:
            self.tables.append(table)

    def _lines(self) -> list[str]:
        found = [line.strip() for line in "".join(self._text).splitlines() if line.strip()]
        self._text.clear()
        return found

    def _cell(self) -> None:
        """The cell that is open ends; words between cells stand around the table."""
        table = self._open[-1]
        lines = self._lines()
        if table.wide:
            text = "\n".join(lines).replace("\u2060", "").strip()
            link = table.links.get((len(table.rows), len(table.row)), "")
            table.row += [text or link, *[""] * (table.wide - 1)]
            table.wide = 0
        else:
            self.around += lines

    def _row(self) -> None:
        if not self._open:
            return
        self._cell()
        table = self._open[-1]
        if any(table.row):
            table.rows.append(table.row)
        table.row = []

    def _aside(self) -> None:
        """Words outside every cell, a line each."""
        if not (self._open and self._open[-1].wide):
            self.around += self._lines()
