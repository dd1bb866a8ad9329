"""Facts of tables and databases, as other programs tell them.

sheets: of a workbook, charts and macro sheets too. rows: rows in which any cell holds something (a space is
something), headings included. words: the words of cells that are text (see facts_documents.py). table rows:
rows of the ordinary tables of a database that are neither SQLite's own nor parts of a search index, by table.

Programs: openpyxl (.xlsx), xlrd (.xls), python-calamine (the rest), csv with the separator that its Sniffer
finds, sqlite3.
"""

import csv
import io
import sqlite3
from pathlib import Path
from typing import Any

type Facts = dict[str, Any]


def xlsx(path: Path) -> Facts:
    """By openpyxl, cells as last reckoned."""
    from openpyxl import load_workbook

    book = load_workbook(path, data_only=True)
    return {
        "sheets": len(book.sheetnames),
        **_cells([list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]),
    }


def _cells(sheets: list[list[Any]]) -> Facts:
    rows = [row for sheet in sheets for row in sheet if any(cell is not None and cell != "" for cell in row)]
    return {
        "rows": len(rows),
        "words": "\n".join(cell for row in rows for cell in row if isinstance(cell, str)),
    }


def xls(path: Path) -> Facts:
    """By xlrd."""
    import xlrd

    book = xlrd.open_workbook(str(path))
    return {
        "sheets": book.nsheets,
        **_cells([[sheet.row_values(at) for at in range(sheet.nrows)] for sheet in book.sheets()]),
    }


def other(path: Path) -> Facts:
    """By python-calamine."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    return {
        "sheets": len(book.sheet_names),
        **_cells([book.get_sheet_by_name(name).to_python() for name in book.sheet_names]),
    }


def table(path: Path) -> Facts:
    """By csv; text in no known code, or in which the Sniffer finds no separator, gives no facts."""
    from facts_documents import decoded

    words = decoded(path.read_bytes())
    if not words or not words.strip():
        return {}
    try:
        shape: Any = csv.Sniffer().sniff(words[:20000], ",;\t|")
    except csv.Error:
        return {"words": words}
    if path.suffix.lower() == ".tsv":
        shape = csv.excel_tab
    rows = list(csv.reader(io.StringIO(words, newline=""), delimiter=shape.delimiter))
    if sum(len(row) > 1 for row in rows) < len(rows) / 2:
        return {"words": words}
    return _cells([rows])


def database(path: Path) -> Facts:
    """By sqlite3."""
    if path.read_bytes()[:6] != b"SQLite":
        return {}
    db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    named = [
        row[1]
        for row in db.execute("PRAGMA table_list")
        if row[2] == "table" and row[0] == "main" and not row[1].startswith("sqlite_")
    ]
    counts = {
        name: db.execute('SELECT count(*) FROM "{}"'.format(name.replace('"', '""'))).fetchone()[0]
        for name in named
    }
    return (
        {f"rows of {name}": count for name, count in counts.items()}
        if len(counts) <= 12
        else {"rows of all": sum(counts.values())}
    )


TABLES = {
    "xlsx": xlsx, "xlsm": xlsx, "xls": xls, "xlsb": other, "ods": other, "fods": other, "csv": table, "tsv": table,
    "sqlite": database, "sqlite3": database, "db": database,
}  # fmt: skip
