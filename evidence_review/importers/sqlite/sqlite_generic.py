"""Any other SQLite database: each row as a RECORD, so that what an unknown app keeps can be read rather than
refused.

What the columns mean is not known: no sender, no direction, no time is claimed. Bytes are named by size and
SHA-256.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.plugin import About, Importer
from evidence_review.importers.sqlite import databases
from evidence_review.importers.sqlite.databases import Database, is_database, layout, open_database
from evidence_review.importers.tally import distinct, tallied
from evidence_review.importers.text.row_values import words, written

MOST_ROWS = 2_000_000
"""Rows of one database that are read; beyond that lies what no person reviews row by row."""

_MOST_STATED = 500
"""Tables whose rows are counted by name beforehand."""
_SHADOWS = (
    "_content",
    "_docsize",
    "_segments",
    "_segdir",
    "_stat",
    "_data",
    "_idx",
    "_config",
    "_node",
    "_parent",
    "_rowid",
    "_chunks",
    "_info",
)
_INDEX = "belongs to a search index"
_UNKNOWN_APP = (
    "This is a database of an app that is not known here. Its rows are shown as they are stored; "
    "who wrote to whom and when was not worked out. "
    "Ask the supplier for a decoded report if it matters."
)


def recognises(path: Path) -> bool:
    """Whether a file is a SQLite database that can be opened and has a table."""
    return is_database(path) and bool(layout(path))


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Every row of every table as a RECORD, table by table; tables that only repeat others are counted and
    left out."""
    del options  # nothing in an unknown database depends on what the person importing knows
    yield from tallied(distinct(_values(path)), "The tables of this database are empty.")


def _values(path: Path) -> Iterator[Item | Problem | Declared]:
    with open_database(path) as db:
        yield Problem("file", ProblemKind.SOURCE_FLAG, _UNKNOWN_APP)
        yield from db.remarks()
        left, tables = MOST_ROWS, _tables(db)
        yield from db.stated([table for table, why in tables if not why][:_MOST_STATED])
        for table, why in tables:
            if why:
                yield _left_out(table, 0 if "view" in why else db.count(table), why)
                continue
            for value in _rows(db, table, left):
                left -= isinstance(value, Item)
                yield value


def _tables(db: Database) -> list[tuple[str, str]]:
    """Each table with the reason why it is left out, empty where it is read."""
    made = list(
        db.select(
            (
                "SELECT name, type, coalesce(sql, '') AS sql FROM sqlite_master WHERE type IN "
                "('table', 'view') ORDER BY name"
            ),
            "sqlite_master",
        )
    )
    virtual = {
        words(row["name"]) or ""
        for row in made
        if re.match(r"\s*CREATE\s+VIRTUAL", words(row["sql"]) or "", re.IGNORECASE)
    }
    shadows = {name + end for name in virtual for end in _SHADOWS}
    named = ((words(row["name"]) or "", row["type"] == "view") for row in made)
    return [(name, _why_not(name, virtual, shadows, is_view=is_view)) for name, is_view in named]


def _why_not(name: str, virtual: set[str], shadows: set[str], *, is_view: bool) -> str:
    if is_view:
        return "is a view of other tables"
    if name in virtual:
        return "is a search index of other tables"
    if name in shadows:
        return "" if name.endswith("_content") else _INDEX
    return "holds only the database's own bookkeeping" if name.lower().startswith("sqlite_") else ""


def _left_out(table: str, count: int, why: str) -> Problem:
    """A remark; the rows of a search index are counted as left out (reference/formats.md rule 8), those of
    the database's own bookkeeping add no record.
    """
    rows = f" of {count} rows" if count else ""
    return Problem(
        f"table {table}",
        ProblemKind.SKIPPED,
        f"A table{rows} {why} and was left out.",
        count if why == _INDEX else 0,
    )


def _rows(db: Database, table: str, left: int) -> Iterator[Item | Problem]:
    troubles = list[Problem]()
    for place, row in enumerate(db.rows(table, (), troubles.append), 1):
        if place > left:
            rows = max(db.count(table) - place + 1, 1)
            yield Problem(
                f"table {table}",
                ProblemKind.NOT_READ,
                f"{rows} rows were not read: this database is too large to be read row by row.",
                rows,
            )
            return
        number = row.pop("rowid") if "rowid" in row and "rowid" not in db.tables[table] else None
        yield record(table, place, row, number)
    yield from troubles


def record(table: str, place: int, row: dict[str, Any], number: object = None) -> Item:
    """A row as it is stored, found again by its number where it has one, else by its place."""
    cells = [(name, value) for name, value in row.items() if value is not None]
    said = [
        f"{name}: {words(value)}" for name, value in cells if not isinstance(value, bytes) or _is_words(value)
    ]
    return Item(
        locator=f"{table} row {number}" if number is not None else f"{table} line {place}",
        kind=ItemKind.RECORD,
        text="\n".join(said) or None,
        thread=f"table {table}",
        position=place,
        thread_title=table,
        extra=tuple(
            (name, written(value))
            for name, value in cells
            if isinstance(value, bytes) and not _is_words(value)
        ),
    )


def _is_words(value: bytes) -> bool:
    """Whether bytes are plain text that an app stored as a blob."""
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return (
        bool(text)
        and len(text) < 100_000
        and all(character.isprintable() or character in "\r\n\t" for character in text)
    )


IMPORTER = Importer(
    "Other SQLite database",
    "1",
    recognises,
    read,
    databases.companions,
    about=About(
        "any SQLite database that no other reader knows",
        "tables with and without row numbers; with its -wal, -shm and -journal",
        "every row of every table as text; bytes by size and SHA-256",
        "what the columns mean: no people, no times, no conversations; deleted rows",
        "of a damaged table every row that still lies on some page is read and what is lost is "
        "counted, less well for tables without row numbers; "
        "views and search indexes repeat what is in tables and are left out, their rows counted; "
        "databases locked with SQLCipher (Signal, some backups) cannot be opened",
    ),
)
