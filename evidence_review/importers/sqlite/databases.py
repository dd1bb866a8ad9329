"""Databases of apps (SQLite), read from a private copy with their -wal, -shm and -journal, and never touched
where they lie (reference/formats.md rule 10).

Columns come and go between versions of an app: a reader asks what is there, and every column it does not know
is kept (rule 5). Damage in the middle ends one table, not the import.
"""

import sqlite3
import tempfile
from array import array
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.plugin import head
from evidence_review.importers.sqlite.databases_columns import lacking
from evidence_review.importers.sqlite.databases_copy import BESIDE, copied, opens_as_it_is
from evidence_review.importers.sqlite.databases_salvage import FAULTS, Salvage, sentence

MAGIC = b"SQLite format 3\x00"
_TELLING = (
    "message", "messages", "chat", "chat_list", "handle", "attachment", "sms", "pdu", "part", "threads", "call_log", "message_media", "wa_contacts",
    "raw_contacts", "calls", "logs", "ZWAMESSAGE", "ZWACHATSESSION", "ZWAGROUPMEMBER", "ZWAMEDIAITEM", "ZCALLRECORD", "call", "voicemail", "ABPerson",
    "ZICNOTEDATA", "ZNOTE", "Note", "CalendarItem", "history_items", "history_visits",
)  # fmt: skip
"""Tables whose rows another program would count."""
_HOUSEKEEPING = frozenset(
    (
        "android_metadata",
        "Z_METADATA",
        "Z_MODELCACHE",
        "Z_PRIMARYKEY",
        "_SqliteDatabaseProperties",
        "ACHANGE",
        "ATRANSACTION",
        "ATRANSACTIONSTRING",
    )
)
_NAMED = 60
UNREAD = "Tables of this database are not known here and were not read (rows of each in brackets):"
ALONE = (
    "Only the main database was supplied. Recent rows may be in a -wal file that was not; ask for all "
    "three files (the database, -wal and -shm)."
)
CUT = (
    "This database is cut short: the file ends before the place that it names as its end. What is "
    "there was read. Ask for a fresh copy."
)
TORN = (
    "Pages of this database are damaged: SQLite's own check fails. What can be found was read; rows, "
    "or parts of them, may be missing. Ask for a fresh copy."
)
_FAULTS_OF_PAGES = ("***", "Tree ", "Page ", "Freelist", "btree", "database disk image")
"""How the check's lines begin that tell of damage; others tell of rows that break a rule of their table."""
_CHECKED = 1 << 30
_TORN = (
    "The -wal file of this database is damaged: {} of the changes in it are lost, which may be the "
    "newest rows. Ask for a fresh copy."
)
_DAMAGED = (
    "This database is damaged: one table could not be read to its end. What came before was kept. Ask "
    "for a fresh copy."
)
_SHUT = (
    "This database could not be opened: it is damaged, cut short or encrypted. Nothing in it has been "
    "reviewed. Ask for a fresh, decrypted copy."
)


def is_database(path: Path) -> bool:
    """Whether a file begins as SQLite does."""
    return head(path, 16) == MAGIC


def layout(path: Path) -> Mapping[str, tuple[str, ...]]:
    """The tables of a file with their columns; empty where it is no database or cannot be opened.

    Never copies a database that has no -wal.

    For recognising: an importer asks whether the tables it reads are there. The answer is kept, since every
    importer asks.
    """
    if not is_database(path):
        return {}
    try:
        return _layout(
            path,
            tuple(
                (each.name, each.stat().st_size, each.stat().st_mtime_ns)
                for each in (path, *companions(path))
            ),
        )
    except (OSError, *FAULTS, UnreadableExport):
        return {}


@lru_cache(maxsize=32)
def _layout(path: Path, stamps: tuple[tuple[str, int, int], ...]) -> Mapping[str, tuple[str, ...]]:
    if len(stamps) > 1 or not opens_as_it_is(path):
        with open_database(path) as database:
            return database.tables
    # nothing beside it to be read or to be merged into it: "immutable" takes no lock and writes nothing
    with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)) as connection:
        connection.text_factory = _text
        return _tables(connection)


def companions(path: Path) -> list[Path]:
    """The -wal, -shm and -journal beside a database, as far as they are there."""
    return [each for end in BESIDE if (each := path.with_name(path.name + end)).is_file()]


def _is_torn(connection: sqlite3.Connection) -> bool:
    """Whether SQLite's quick check finds pages that are damaged. Not asked of what is larger than a
    gibibyte."""
    with suppress(*FAULTS):
        pages, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
        )
        if pages * size > _CHECKED:
            return False
    try:
        return any(
            str(line[0]).startswith(_FAULTS_OF_PAGES) for line in connection.execute("PRAGMA quick_check(20)")
        )
    except sqlite3.DatabaseError as fault:
        return "malformed" in str(fault)


def quoted(name: str) -> str:
    """A table or column name for use in SQL, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Database:
    """An open copy. `tables` maps each table or view to its columns; names are as written in the file.
    `is_cut`: the file is shorter than it says; `torn`: how many changes in its -wal are damaged; `met`: the
    tables of which anything was asked."""

    connection: sqlite3.Connection = field(repr=False)
    tables: dict[str, tuple[str, ...]]
    has_wal: bool
    is_cut: bool = False
    torn: int = 0
    path: Path = field(default=Path(), repr=False)
    met: set[str] = field(default_factory=set[str], repr=False)

    def remarks(self) -> Iterator[Problem]:
        """What is to be said of the files that were supplied, and of columns that are gone."""
        yield from lacking(self.tables)
        if self.torn:
            yield Problem("-wal", ProblemKind.PARTLY_READ, _TORN.format(self.torn))
        if self.is_cut:
            yield Problem("file", ProblemKind.PARTLY_READ, CUT)
        elif _is_torn(self.connection):
            yield Problem("file", ProblemKind.PARTLY_READ, TORN)
        if not self.is_cut and not self.has_wal:
            yield Problem("file", ProblemKind.SOURCE_FLAG, ALONE)

    def stated(self, tables: Iterable[str] = _TELLING) -> Iterator[Declared]:
        """How many rows the tables hold (those in which messages, calls, people and files are kept), as
        SQLite counts them; a table that it cannot count is left out."""
        for table in tables:
            if table in self.tables:
                with suppress(*FAULTS):
                    (rows,) = self.connection.execute(
                        f"SELECT count(*) FROM {quoted(table)}"
                    ).fetchone()  # quoted
                    yield Declared(f"rows in the table {table}", int(rows))

    def unread(self) -> Iterator[Problem]:
        """One Problem that names the tables that hold rows and of which nothing was asked, to be called last;
        those of SQLite, of search indexes and of housekeeping are not named."""
        with suppress(*FAULTS):
            every = self.connection.execute(
                "SELECT name, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master WHERE type = 'table'"
            ).fetchall()
            virtual = [str(name) for name, is_virtual in every if is_virtual]
            left = [
                f'"{_printable(name[:80])}" ({rows})'
                for name, is_virtual in sorted(every)
                if not is_virtual
                and name not in self.met
                and not _is_housekeeping(name, virtual)
                and (rows := self.count(name))
            ]
            if left:
                more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
                yield Problem("file", ProblemKind.UNKNOWN_NAME, f"{UNREAD} {', '.join(left[:_NAMED])}{more}.")

    def has(self, table: str, *columns: str) -> bool:
        """Whether the table is there with all of these columns (case as written)."""
        return table in self.tables and set(columns) <= set(self.tables[table])

    def count(self, table: str) -> int:
        """Rows of a table; 0 where there is no such table, 1 where it is damaged, so that it is read as far
        as it goes."""
        if table not in self.tables:
            return 0
        with suppress(*FAULTS):
            return int(
                self.connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0]
            )  # quoted
        return 1

    def rows(
        self, table: str, order: Sequence[str] = (), troubles: Callable[[Problem], None] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Every row as column → value, with its `rowid` where it has one; in this order of columns that
        exist, else as stored.

        Where the table is damaged, every row that can still be found, and `troubles` gets one Problem that
        says how many cannot.
        """
        if table not in self.tables:
            return
        named = [column for column in order if column in self.tables[table]]
        by = ", ".join(map(quoted, named))
        number, columns = self.number_of(table), self._rowid(table) + "*"
        met = array("q")
        try:
            cursor = self.connection.execute(
                f"SELECT {number or 'NULL'}, {columns} FROM {quoted(table)}{' ORDER BY ' + by if by else ''}"
            )
            names = [column[0] for column in cursor.description][1:]
            for row in cursor:
                met.append(row[0] if isinstance(row[0], int) else 0)
                yield dict(zip(names, row[1:], strict=True))
        except FAULTS:
            yield from self._rest(table, columns, named, met, troubles)

    def _rest(
        self,
        table: str,
        columns: str,
        named: list[str],
        met: array[int],
        troubles: Callable[[Problem], None] | None,
    ) -> Iterator[dict[str, Any]]:
        """The rows behind a damage, in order of `named`, and the Problem for those that are lost."""
        keys = self._keys(table)
        stored = not named or keys == [named[0]]  # the order of the numbers
        salvage = Salvage(
            self.connection, self.path, table, columns != "*", frozenset() if stored else frozenset(met)
        )
        self.connection.execute(
            "PRAGMA cell_size_check = OFF"
        )  # a page with one bad cell still has its others
        if self.number_of(table):
            rows = salvage.by_number(met[-1] if stored and met else None, len(met))
            yield from (
                rows if stored else sorted(rows, key=lambda row: [_rank(row.get(column)) for column in named])
            )
        elif keys and stored:
            yield from salvage.from_end(keys, len(met))
        else:
            salvage.lost.rows = 1
        self.connection.execute("PRAGMA cell_size_check = ON")
        if troubles and salvage.count + salvage.lost.rows:
            troubles(Problem(table, ProblemKind.PARTLY_READ, sentence(salvage.lost), salvage.lost.rows))

    def _keys(self, table: str) -> list[str]:
        """The columns of the primary key, in order."""
        with suppress(*FAULTS):
            found = [
                (row[5], row[1])
                for row in self.connection.execute(f"PRAGMA table_info({quoted(table)})")
                if row[5]
            ]
            return [name for _, name in sorted(found)]
        return []

    def select(
        self,
        sql: str,
        what: str,
        troubles: Callable[[Problem], None] | None = None,
        values: Sequence[Any] = (),
    ) -> Iterator[dict[str, Any]]:
        """The rows of our own statement; `what` is the table that a Problem names."""
        try:
            cursor = self.connection.execute(sql, values)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))
        except FAULTS:
            if troubles:
                troubles(Problem(what, ProblemKind.PARTLY_READ, _DAMAGED, 1))

    def _rowid(self, table: str) -> str:
        return (
            ""
            if "rowid" in {column.lower() for column in self.tables[table]} or not self.number_of(table)
            else "rowid AS rowid, "
        )

    def number_of(self, table: str) -> str:
        """What names the number of a row in SQL; empty where rows have none. Nothing of the table is read."""
        try:
            self.connection.execute(f"EXPLAIN SELECT _rowid_ FROM {quoted(table)}")  # quoted
        except FAULTS:
            return ""
        return "_rowid_"


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)


def _is_housekeeping(name: str, virtual: Iterable[str]) -> bool:
    """Whether a table is kept by SQLite, a search index or a framework for itself."""
    return (
        name in _HOUSEKEEPING
        or name.startswith("sqlite_")
        or any(name.startswith(f"{index}_") for index in virtual)
    )


def _noting(met: set[str]) -> Callable[[int, str | None, str | None, str | None, str | None], int]:
    """Notes each table of which a column is asked; a count of rows asks for none."""

    def noted(action: int, table: str | None, column: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ and table and column:
            met.add(table)
        return sqlite3.SQLITE_OK

    return noted


def _rank(value: Any) -> tuple[int, Any]:
    """Values of any type in the order of SQLite: nothing, numbers, words, bytes."""
    if value is None:
        return 0, 0
    return (
        (1, value) if isinstance(value, int | float) else (2, value) if isinstance(value, str) else (3, value)
    )


@contextmanager
def open_database(path: Path) -> Generator[Database]:
    """A copy of the database and of what lies beside it, in a private folder that is gone afterwards.
    UnreadableExport where it cannot be opened."""
    with tempfile.TemporaryDirectory(prefix="evidence_review-") as private:
        copy = copied(path, Path(private))
        with closing(_connect(copy.path)) as connection:
            database = Database(
                connection, _tables(connection), copy.has_wal, copy.is_cut, copy.torn, copy.path
            )
            connection.set_authorizer(_noting(database.met))
            yield database


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
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
            )
        ]
    except FAULTS as fault:
        raise UnreadableExport(_SHUT) from fault
    for name in names:
        with suppress(*FAULTS):  # a view of a table that is gone, or a module that SQLite was built without
            found[name] = tuple(row[1] for row in connection.execute(f"PRAGMA table_info({quoted(name)})"))
    return found
