"""The cells of an XLSX workbook that python-calamine does not give as they stand (reference/formats.md 3.3).

Numbers to the last digit, faults, formulas without a result, hidden rows and columns; all cells, where the
library fails. What stands beside the cells is in `tables_xlsx_beside`.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from evidence_review.importers.markup.xml_stream import Element, Events, local
from evidence_review.importers.packed.office_package import Package, Relation, attribute, child
from evidence_review.importers.tables.tables_cells import Cell

_BUILT_IN = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of the formats that are dates or times without being written out."""
_LONG = re.compile(r"-?\d{16,}")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_MORE = re.compile(rb"hidden=|t=[\"']e|<f\b|<v>-?\d{16}|<hyperlink|<\w+:(?:c|row|v)\b|<c>|<row>|\x00")
_WHOLE = re.compile(rb"</worksheet>\s*$")
_ROW = re.compile(rb"<row r=\"(\d{1,7})\"")
_CELL = re.compile(rb"<c r=\"([A-Z]{1,3})\d")
_YES = frozenset(("1", "true"))
_MOST_COLUMNS, _WIDE = 16_384, 2_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet: its name, the part that holds it ("" where it is lost), whether it is hidden, whether it is a
    chart or a macro."""

    name: str
    part: str
    hidden: bool
    kind: str


@dataclass(slots=True)
class Book:
    """A workbook by its parts. `shared` are its texts, `dates` the styles that make a number a time, `since`
    the day 0."""

    package: Package
    sheets: list[Part] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    dates: frozenset[int] = frozenset()
    since: datetime = datetime(1899, 12, 30)  # noqa: DTZ001  times are stored without tzinfo


def book_of(package: Package) -> Book:
    """The sheets of a workbook and what its cells refer to. Sheets that its list has lost are found by the
    names of their parts."""
    named = (name for name in package.tree.names() if re.fullmatch(r"xl/workbook\w*\.xml", name.lower()))
    main = next(named, "xl/workbook.xml")
    root, relations = package.xml(main), package.relations(main)
    book = _listed(package, root, relations)
    if not any(each.part for each in book.sheets):
        book.sheets = _lost_sheets(package)
    targets = {relation.kind: relation.target for relation in relations.values()}
    book.shared = _texts(package.xml(targets.get("sharedStrings", "xl/sharedStrings.xml")))
    book.dates = _dates(package.xml(targets.get("styles", "xl/styles.xml")))
    return book


def _listed(package: Package, root: Element | None, relations: dict[str, Relation]) -> Book:
    book = Book(package)
    for element in root.iter() if root is not None else ():
        if local(element) == "sheet":
            book.sheets.append(_part(element, relations))
        elif local(element) == "workbookPr" and attribute(element, "date1904") in _YES:
            book.since = datetime(1904, 1, 1)  # noqa: DTZ001  # days of a workbook, which have no zone
    return book


def _lost_sheets(package: Package) -> list[Part]:
    names = (name for name in package.tree.names() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name.lower()))
    return [
        Part(f"Sheet {number}", name, hidden=False, kind="worksheet")
        for number, name in enumerate(sorted(names), 1)
    ]


def _part(element: Element, relations: dict[str, Relation]) -> Part:
    key = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
    relation = relations.get(key)
    hidden = attribute(element, "state") in {"hidden", "veryHidden"}
    return Part(
        attribute(element, "name"),
        relation.target if relation else "",
        hidden,
        relation.kind if relation else "worksheet",
    )


def _texts(root: Element | None) -> list[str]:
    return [_words(each) for each in root if local(each) == "si"] if root is not None else []


def _words(element: Element) -> str:
    """The text of a shared or inline string, without its phonetic reading."""
    runs = [element, *(run for run in element if local(run) == "r")]
    return "".join(each.text or "" for run in runs for each in run if local(each) == "t")


def _dates(root: Element | None) -> frozenset[int]:
    """The places of the styles that show a number as a date or a time."""
    formats = dict[str, str]()
    for element in root.iter() if root is not None else ():
        if local(element) == "numFmt":
            formats[attribute(element, "numFmtId")] = attribute(element, "formatCode")
    styles = child(root, "cellXfs")
    return frozenset(
        place
        for place, style in enumerate(styles if styles is not None else ())
        if _shows_time(attribute(style, "numFmtId"), formats)
    )


def _shows_time(key: str, formats: dict[str, str]) -> bool:
    code = _QUOTED.sub("", formats.get(key, "")).lower()
    if re.search(r"[dmyhs]", code) and "general" not in code:
        return True
    return key.isdigit() and int(key) in _BUILT_IN


@dataclass(slots=True)
class Taken:
    """What one pass over a sheet gives. `rows` by number, kept only where they are wanted."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    exact: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    broken: bool = False
    count: int = 0
    corners: tuple[int, int, int, int] = (1 << 30, 1 << 30, 0, 0)

    @property
    def sparse(self) -> bool:
        """Whether few cells spread so far that python-calamine, which keeps the empty ones between them too,
        would end the program."""
        top, left, bottom, right = self.corners
        area = max(0, bottom - top + 1) * max(0, right - left + 1)
        return area > _WIDE and area > 4 * self.count


def take(book: Book, part: str, *, rows: bool) -> Taken:
    """One pass over a sheet, in bounded memory where `rows` are not wanted."""
    data = book.package.data(part)
    if not rows and (simple := _simple(data)):
        return simple
    taken, number, column = Taken(), 0, -1
    events = Events(iter((data,)))
    for event, element in events:
        name = local(element)
        if event == "start":
            if name == "row":
                number, column = _begin_row(taken, element, number), -1
        elif name == "c":
            column = _column(attribute(element, "r"), column + 1)
            top, left, bottom, right = taken.corners
            taken.corners = (min(top, number), min(left, column), max(bottom, number), max(right, column))
            taken.count += 1
            _keep(book, taken, element, (number, column), rows=rows)
            element.clear()
        elif name == "row":
            element.clear()
        elif name in {"col", "hyperlink"}:
            _beside(taken, element, name)
    taken.broken = events.broken
    return taken


def _begin_row(taken: Taken, element: Element, before: int) -> int:
    """The number of a row; one more than that of the row before where it says none."""
    written = attribute(element, "r")
    number = int(written) if written.isdigit() else before + 1
    if attribute(element, "hidden") in _YES:
        taken.hidden_rows.add(number)
    return number


def _simple(data: bytes) -> Taken | None:
    """The corners of a sheet of which the library gives everything, found without parsing it; None for any
    other sheet."""
    if _MORE.search(data) or not _WHOLE.search(data[-4096:]):
        return None
    cells, numbers = data.count(b"<c "), [int(found[1]) for found in _ROW.finditer(data)]
    columns = {found[1] for found in _CELL.finditer(data)}
    if not numbers or data.count(b"<row") != len(numbers) or cells != sum(1 for _ in _CELL.finditer(data)):
        return None
    places = [_column(letters.decode(), 0) for letters in columns] or [0]
    return Taken(count=cells, corners=(min(numbers), min(places), max(numbers), max(places)))


def _column(reference: str, otherwise: int) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference)
    if not letters:
        return otherwise
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _beside(taken: Taken, element: Element, name: str) -> None:
    if name == "hyperlink":
        _link(taken, element)
    elif attribute(element, "hidden") in _YES:
        first, last = (attribute(element, each) for each in ("min", "max"))
        if first.isdigit() and last.isdigit():
            taken.hidden_columns.update(range(int(first) - 1, min(int(last), _MOST_COLUMNS)))


def _link(taken: Taken, element: Element) -> None:
    if place := place_of(attribute(element, "ref")):
        key = next((value for each, value in element.attrib.items() if each.endswith("}id")), "")
        taken.links[place] = key or attribute(element, "location")


def place_of(reference: str) -> tuple[int, int] | None:
    """Row from 1 and column from 0 of a reference such as B3 or B3:C4."""
    found = re.match(r"\$?([A-Z]{1,3})\$?(\d{1,7})", reference)
    return (int(found[2]), _column(found[1], 0)) if found else None


def _keep(book: Book, taken: Taken, element: Element, at: tuple[int, int], *, rows: bool) -> None:
    kind, value, style = attribute(element, "t"), child(element, "v"), attribute(element, "s")
    text = (value.text or "") if value is not None else ""
    dated = style.isdigit() and int(style) in book.dates
    if text:
        if kind == "e" or (kind in {"", "n"} and not dated and _LONG.fullmatch(text)):
            taken.exact[at] = text
    elif (formula := child(element, "f")) is not None and formula.text and child(element, "is") is None:
        taken.exact[at] = f"={formula.text}"
    if rows:
        cell = taken.exact.get(at) or _cell(book, element, kind, text, dated=dated)
        if cell != "":
            taken.rows.setdefault(at[0], {})[at[1]] = cell


def _cell(book: Book, element: Element, kind: str, text: str, *, dated: bool) -> Cell:
    """A cell by hand."""
    inline = child(element, "is")
    if inline is not None:
        return _words(inline)
    if kind == "s":
        return _shared(book, text)
    if kind == "b":
        return text == "1"
    if kind not in {"", "n"}:
        return text
    try:
        return _time(book, float(text)) if dated else float(text)
    except (ValueError, OverflowError):
        return text


def _shared(book: Book, text: str) -> str:
    place = int(text) if text.isdigit() else -1
    if 0 <= place < len(book.shared):
        return book.shared[place]
    return f"text {text}, which is missing" if text else ""


def _time(book: Book, number: float) -> Cell:
    """A time of day, a day, or both, as the number has them."""
    when = book.since + timedelta(seconds=round(number * 86_400))
    if 0 <= number < 1:
        return when.time()
    return when.date() if number == int(number) else when
