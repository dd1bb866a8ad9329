"""Workbooks of every age (XLSX, XLSM, XLSB, XLS, ODS and FODS, XML of 2003): their sheets, read with
python-calamine, by hand where that fails (reference/formats.md 3.3)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.packed.archives import open_zip
from evidence_review.importers.packed.office_package import open_package
from evidence_review.importers.plugin import CAREFUL, head
from evidence_review.importers.tables import (
    tables_biff,
    tables_inside,
    tables_ods,
    tables_xls,
    tables_xlsx,
    tables_xlsx_beside,
    tables_xml,
)
from evidence_review.importers.tables.tables_proposals import Row
from evidence_review.importers.tables.tables_sheets import Aside, Sheet, filled, spaces

_MAIN = re.compile(r"/?xl/workbook\w*\.(xml|bin)")
_OLE, _BARE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x08"
"""How an old workbook begins: as an OLE file, or with its first record right away."""
_LARGEST, _MOST_CELLS, _HEAD = 4 << 30, 30_000_000, 65_536
_NOTHING = "Nothing in it has been reviewed."
_LOCKED = f"This workbook is password-protected. {_NOTHING} Ask for the password or an open copy."
_TORN = (
    f"This workbook is damaged or of a kind that cannot be read. {_NOTHING} Ask for a fresh copy, or "
    f"for it as XLSX or CSV."
)
_AGAIN = (
    "{} rows of this sheet say only that they repeat one that was read, and were not read. Ask for it as CSV."
)
CHART = "This sheet is a chart"
"""How every remark begins that stands for a sheet which is no table."""
_PLAIN_CHART = CHART + " or a form and holds no rows. Open the original to see it."
_CHART = CHART + (
    ". The {} rows of numbers kept with it repeat the table that it shows; they were counted and "
    "not imported twice."
)
_ENDS = "This workbook is damaged or ends early. What could be read of it was kept. Ask for a fresh copy."
_LOST = "This sheet is named in the workbook and missing from it. Ask for a fresh copy."
_FAR = "This sheet spreads over more cells than can be read. Ask for it as CSV."


def kind_of(path: Path) -> str:
    """Which workbook the bytes are: "xlsx", "xlsb", "ods", "flat" (one XML file), "xls", "xml" or "bare" (XLS
    without an OLE file around it); "" where they are none."""
    start = head(path, 4096)
    if start.startswith(b"PK"):
        return _zip_kind(path)
    if start.startswith(_OLE):
        return "xls" if tables_xls.is_workbook(path) else ""
    if tables_xml.recognised(path):
        return "xml"
    if tables_ods.is_flat(head(path, _HEAD)):
        return "flat"
    bare = start.startswith(_BARE) and start[:4] != b"\x09\x08\x0d\x0a" and b"\x00" in start[:8]
    return "bare" if bare else ""


def _zip_kind(path: Path) -> str:
    try:
        with path.open("rb") as stream, open_zip(stream) as archive:
            return _kind_inside(archive)
    except Exception:  # noqa: BLE001  a damaged directory: the heads of the members may still tell
        if b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in head(path, 200):
            return "ods"
        sheets = rb"PK\x03\x04.{22,26}(?:xl/workbook\.xml|xl/worksheets/)"
        return "xlsx" if re.search(sheets, head(path, 1 << 20), re.DOTALL) else ""


def _kind_inside(archive: ZipFile) -> str:
    names = [name.replace("\\", "/").lower() for name in archive.namelist()[:10_000]]
    found = next(filter(None, map(_MAIN.fullmatch, names)), None)
    if found:
        return "xlsb" if found[1] == "bin" else "xlsx"
    if "content.xml" not in names:
        return ""
    said = archive.read("mimetype") if "mimetype" in names else b""
    with archive.open("content.xml") as content:
        is_sheet = b"spreadsheet" in said or b"sun.xml.calc" in said  # the latter: OpenOffice 1 (.sxc)
        return "ods" if is_sheet or (not said and b"office:spreadsheet" in content.read(1 << 18)) else ""


def book_sheets(path: Path) -> Iterator[Sheet | Problem]:
    """Its sheets in order; UnreadableExport where none can be had."""
    match kind_of(path):
        case "xlsx":
            yield from _xlsx(path)
        case "ods":
            yield from _ods(path)
        case "flat":
            yield from _flat(path)
        case "xml":
            yield from tables_xml.sheets(path)
        case "xls" | "bare":
            yield from _xls(path)
        case _:
            book = _opened(path, only=True)
            if book is None:
                raise UnreadableExport(_TORN)
            yield from tables_xls.remarks(path)
            yield from tables_inside.inside_zip(path)
            for number, about in enumerate(book.sheets_metadata):
                given = _given(book, number, about.name, hidden=_hidden(about), aside=Aside())
                yield from _drawn(given) if _is_chart(book, about) else given


def _xls(path: Path) -> Iterator[Sheet | Problem]:
    """An old workbook: the cells from the library, its faults and, where it fails, all cells by hand."""
    own = tables_biff.book(path)
    if own.locked:
        raise UnreadableExport(_LOCKED)
    book = _opened(path) if own.is_sound else None
    yield from tables_xls.remarks(path)
    yield from tables_inside.inside_old(path)
    if book is not None:
        yield from _by_library(book, {each.name: each for each in own.tables})
        return
    if not any(each.rows for each in own.tables):
        raise UnreadableExport(_TORN)
    if not own.whole:
        yield Problem("whole file", ProblemKind.PARTLY_READ, _ENDS, 1)
    yield from (Sheet(each.name, each.rows, each.hidden) for each in own.tables)


def _by_library(book: Any, own: dict[str, tables_biff.Table]) -> Iterator[Sheet | Problem]:
    for number, about in enumerate(book.sheets_metadata):
        ours = own.get(about.name)
        aside = Aside(cells=ours.faults if ours else {})
        given = _given(book, number, about.name, hidden=_hidden(about), aside=aside, own=ours)
        yield from _drawn(given) if _is_chart(book, about) else given


def _ods(path: Path) -> Iterator[Sheet | Problem]:
    """An OpenDocument spreadsheet: the cells from the library, by hand where it fails."""
    book = _opened(path)
    tables, problems = tables_ods.tables(path)
    yield from tables_inside.inside_zip(path)
    if book is None or len(book.sheets_metadata) < len(tables):
        if not tables:
            raise UnreadableExport(_TORN)
        yield from problems
        yield from _by_hand(tables)
        return
    for number, about in enumerate(book.sheets_metadata):
        aside = tables[number].aside if number < len(tables) else Aside()
        yield from _given(book, number, about.name, hidden=_hidden(about), aside=aside)


def _by_hand(tables: list[tables_ods.Table]) -> Iterator[Sheet | Problem]:
    for each in tables:
        yield Sheet(each.name, each.rows, each.hidden, each.aside)
        if each.left_out:
            yield Problem(each.name, ProblemKind.NOT_READ, _AGAIN.format(each.left_out), each.left_out)


def _flat(path: Path) -> Iterator[Sheet | Problem]:
    """An OpenDocument spreadsheet that is one XML file."""
    tables, whole = tables_ods.flat(path)
    if not any(each.rows for each in tables) and not whole:
        raise UnreadableExport(_TORN)
    yield from _by_hand(tables)
    if not whole:
        yield Problem("whole file", ProblemKind.PARTLY_READ, _ENDS, 1)


def _is_chart(book: Any, about: Any) -> bool:
    """Whether a sheet is a chart, in a workbook that has tables too."""
    kinds = {str(each.typ) for each in book.sheets_metadata}
    return str(about.typ) == "SheetTypeEnum.ChartSheet" and "SheetTypeEnum.WorkSheet" in kinds


def _drawn(given: Iterator[Sheet | Problem]) -> Iterator[Sheet | Problem]:
    """A chart's sheet: the numbers kept with it are those of the table that it shows (reference/formats.md
    rule 8), counted and not read twice.
    """
    for each in given:
        if isinstance(each, Problem):
            yield each
        elif each.rows:
            yield Problem(each.name, ProblemKind.SKIPPED, _CHART.format(len(each.rows)), len(each.rows))
        else:
            yield Problem(each.name, ProblemKind.PARTLY_READ, _PLAIN_CHART)


def _hidden(about: Any) -> bool:
    return str(about.visible) != "SheetVisibleEnum.Visible"


def _opened(path: Path, *, only: bool = False) -> Any:
    """The workbook by python-calamine; None where it cannot open it. UnreadableExport where it is locked.

    It can end the process on hostile bytes: where a reading follows such an end, it is asked only where it is
    the `only` way.
    """
    import python_calamine

    if CAREFUL.get() and not only:
        return None
    try:
        return python_calamine.CalamineWorkbook.from_path(str(path))
    except python_calamine.PasswordError as fault:
        raise UnreadableExport(_LOCKED) from fault
    except BaseException as fault:  # a panic inside the library is no Exception
        if not _of_library(fault):
            raise
        return None


def _of_library(fault: BaseException) -> bool:
    return isinstance(fault, Exception) or type(fault).__name__ == "PanicException"


type _Grid = tuple[list[Row], tuple[tuple[int, int, int, int], ...], int]


def _grid(book: Any, number: int, aside: Aside) -> _Grid | None:
    """The filled rows of a sheet, its merged cells, and how many rows hold spaces alone; None where the
    library fails."""
    try:
        sheet = book.get_sheet_by_index(number)
        first, before = sheet.start or (0, 0)
        merged = tuple((a + 1, b, c + 1, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
        cells = sheet.to_python(skip_empty_area=True)
        return filled(cells, first + 1, before, aside.cells), merged, spaces(cells)
    except BaseException as fault:
        if not _of_library(fault):
            raise
        return None


def _given(
    book: Any, number: int, name: str, *, hidden: bool, aside: Aside, own: tables_biff.Table | None = None
) -> Iterator[Sheet | Problem]:
    grid = _grid(book, number, aside)
    if grid is None and own is not None and own.rows:
        yield Problem(
            name,
            ProblemKind.SOURCE_FLAG,
            "This sheet is damaged. Its cells were read one by one; check it.",
            0,
        )
        yield Sheet(name, own.rows, hidden)
    elif grid is None:
        yield Problem(
            name or f"sheet {number + 1}",
            ProblemKind.NOT_READ,
            "This sheet could not be read: it is damaged or too large. Ask for it as CSV.",
            1,
        )
    else:
        yield Sheet(name, grid[0], hidden, aside, *grid[1:])


def _xlsx(path: Path) -> Iterator[Sheet | Problem]:
    """An XLSX workbook: the cells from the library, what stands beside them by hand; the cells by hand too
    where the library fails."""
    with open_package(path) as package:
        if sum(package.tree.sizes.values()) > _LARGEST:
            raise UnreadableExport(
                f"This workbook grows beyond what can be read here. {_NOTHING} Ask for it in parts, as CSV."
            )
        parts = tables_xlsx.book_of(package)
        if not parts.sheets:
            raise UnreadableExport(_TORN)
        library = _opened(path)
        places = {name: number for number, name in enumerate(library.sheet_names)} if library else {}
        for sheet in parts.sheets:
            if sheet.kind not in {"worksheet", "xlMacrosheet", "xlIntlMacrosheet"}:
                yield Problem(
                    sheet.name,
                    ProblemKind.PARTLY_READ,
                    _PLAIN_CHART,
                )
            else:
                yield from _one(parts, sheet, library, places.get(sheet.name))
        shown = tables_xlsx_beside.pictures(parts)
        yield from tables_inside.inside_package(list(package.tree.names()), shown)
        yield from package.problems


def _one(
    parts: tables_xlsx.Book, sheet: tables_xlsx.Part, library: Any, place: int | None
) -> Iterator[Sheet | Problem]:
    missing = parts.package.part(sheet.part) is None
    taken = tables_xlsx.take(parts, sheet.part, rows=place is None or missing)
    aside = tables_xlsx_beside.aside(parts, sheet, taken)
    if missing:
        yield Problem(sheet.name, ProblemKind.NOT_READ, _LOST, 1)
        return
    grid = None if place is None or taken.sparse else _grid(library, place, aside)
    if grid is None:
        taken = taken if taken.rows else tables_xlsx.take(parts, sheet.part, rows=True)
        if sum(map(max, taken.rows.values())) > _MOST_CELLS:
            yield Problem(sheet.name, ProblemKind.NOT_READ, _FAR, len(taken.rows))
            return
        grid = _in_order(taken), (), 0
    if taken.broken:
        yield Problem(
            sheet.name,
            ProblemKind.PARTLY_READ,
            "This sheet ends early or is damaged. What came before was read. Ask for a fresh copy.",
            1,
        )
    yield Sheet(sheet.name, grid[0], sheet.hidden, aside, *grid[1:])


def _in_order(taken: tables_xlsx.Taken) -> list[Row]:
    return [
        (number, [row.get(column, "") for column in range(max(row) + 1)])
        for number, row in sorted(taken.rows.items())
    ]
