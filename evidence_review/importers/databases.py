"""Databases of apps (SQLite), read from a private copy with their -wal, -shm and -journal, and never touched where they lie (FORMATS.md rule 10).

Columns come and go between versions of an app: a reader asks what is there, and every column it does not know is kept
(rule 5). Damage in the middle ends one table, not the import.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.plugin import head

MAGIC = b"SQLite format 3\x00"
BESIDE = ("-wal", "-shm", "-journal")
"""What belongs to a database and lies beside it under the same stem."""
ALONE = "Only the main database was supplied. Recent rows may be in a -wal file that was not; ask for all three files (the database, -wal and -shm)."
CUT = "This database is cut short: the file ends before the place that it names as its end. What is there was read. Ask for a fresh copy."
_DAMAGED = "This database is damaged: one table could not be read to its end. What came before was kept. Ask for a fresh copy."
_SHUT = "This database could not be opened: it is damaged, cut short or encrypted. Nothing in it has been reviewed. Ask for a fresh, decrypted copy."

_FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises on damage; the second where its own message quotes damaged names."""


def is_database(path: Path) -> bool:
    """Whether a file begins as SQLite does."""
    return head(path, 16) == MAGIC


def layout(path: Path) -> Mapping[str, tuple[str, ...]]:
    """The tables of a file with their columns; empty where it is no database or cannot be opened. Never copies a database that has no -wal.

    For recognising: an importer asks whether the tables it reads are there. The answer is kept, since every importer asks.
    """
    if not is_database(path):
        return {}
    try:
        return _layout(path, tuple((each.name, each.stat().st_size, each.stat().st_mtime_ns) for each in (path, *companions(path))))
    except (OSError, *_FAULTS, UnreadableExport):
        return {}


@lru_cache(maxsize=32)
def _layout(path: Path, stamps: tuple[tuple[str, int, int], ...]) -> Mapping[str, tuple[str, ...]]:
    if len(stamps) > 1 or _missing(path):
        with open_database(path) as database:
            return database.tables
    # nothing beside it to be read or to be merged into it: "immutable" takes no lock and writes nothing
    with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)) as connection:
        connection.text_factory = _text
        return _tables(connection)


def companions(path: Path) -> list[Path]:
    """The -wal, -shm and -journal beside a database, as far as they are there."""
    return [each for end in BESIDE if (each := path.with_name(path.name + end)).is_file()]


def quoted(name: str) -> str:
    """A table or column name for use in SQL, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Database:
    """An open copy. `tables` maps each table or view to its columns; names are as written in the file. `is_cut`: the file is shorter than it says."""

    connection: sqlite3.Connection = field(repr=False)
    tables: dict[str, tuple[str, ...]]
    has_wal: bool
    is_cut: bool = False

    def has(self, table: str, *columns: str) -> bool:
        """Whether the table is there with all of these columns (case as written)."""
        return table in self.tables and set(columns) <= set(self.tables[table])

    def count(self, table: str) -> int:
        """Rows of a table; 0 where there is no such table or it is damaged."""
        with suppress(*_FAULTS):
            return (
                int(self.connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0]) if table in self.tables else 0
            )  # quoted
        return 0

    def rows(self, table: str, order: Sequence[str] = (), troubles: Callable[[Problem], None] | None = None) -> Iterator[dict[str, Any]]:
        """Every row as column → value, with its `rowid` where it has one; in this order of columns that exist, else as stored.

        Damage ends the rows and gives `troubles` one Problem for one record, since how many are lost is not known.
        """
        if table not in self.tables:
            return
        by = ", ".join(quoted(column) for column in order if column in self.tables[table])
        yield from self.select(
            f"SELECT {self._rowid(table)}* FROM {quoted(table)}{' ORDER BY ' + by if by else ''}", table, troubles
        )  # quoted

    def select(
        self, sql: str, what: str, troubles: Callable[[Problem], None] | None = None, values: Sequence[Any] = ()
    ) -> Iterator[dict[str, Any]]:
        """The rows of our own statement; `what` is the table that a Problem names."""
        try:
            cursor = self.connection.execute(sql, values)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))
        except (*_FAULTS, OverflowError, MemoryError):
            if troubles:
                troubles(Problem(what, ProblemKind.PARTLY_READ, _DAMAGED, 1))

    def _rowid(self, table: str) -> str:
        if "rowid" in {column.lower() for column in self.tables[table]}:
            return ""
        try:
            self.connection.execute(f"SELECT rowid FROM {quoted(table)} LIMIT 1").fetchone()  # quoted
        except _FAULTS:
            return ""
        return "rowid AS rowid, "


@contextmanager
def open_database(path: Path) -> Generator[Database]:
    """A copy of the database and of what lies beside it, in a private folder that is gone afterwards. UnreadableExport where it cannot be opened."""
    with tempfile.TemporaryDirectory(prefix="evidence_review-") as private:
        copy = Path(private, "copy.db")
        try:
            for end in ("", *BESIDE):
                beside = path.with_name(path.name + end)
                if beside.is_file() and not beside.is_symlink():
                    shutil.copyfile(beside, copy.with_name("copy.db" + end))
        except OSError as fault:
            raise UnreadableExport("This database could not be copied to be read. Check its rights and the space on this disk.") from fault
        has_wal = copy.with_name("copy.db-wal").exists()  # asked first: opening a database in WAL mode makes one
        missing = 0 if has_wal else _missing(copy)
        if missing:  # SQLite opens no file that is shorter than it says: the copy gets empty pages in place of those that are lost
            os.truncate(copy, copy.stat().st_size + missing)
        with closing(_connect(copy)) as connection:
            yield Database(connection, _tables(connection), has_wal, missing > 0)


def _missing(path: Path) -> int:
    """By how many bytes a file is shorter than its own header says; 0 where the header says nothing sure (sqlite.org/fileformat2.html, 1.3)."""
    start = head(path, 100)
    if len(start) < 100 or start[24:28] != start[92:96]:
        return 0
    page = int.from_bytes(start[16:18], "big")
    whole = (65_536 if page == 1 else page) * int.from_bytes(start[28:32], "big")
    missing = whole - path.stat().st_size
    return missing if 0 < missing < 1 << 40 else 0


def _connect(copy: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(copy.as_uri() + "?mode=ro", uri=True, isolation_level=None)
    connection.text_factory = _text
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _tables(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")]
    except _FAULTS as fault:
        raise UnreadableExport(_SHUT) from fault
    for name in names:
        with suppress(*_FAULTS):  # a view of a table that is gone, or a module that SQLite was built without
            found[name] = tuple(row[1] for row in connection.execute(f"PRAGMA table_info({quoted(name)})"))
    return found
