"""The rows of a damaged table that can still be read: from every page that holds some, whatever became of the
pages that lead there (reference/safety.md 4.3).

SQLite ends a scan at the first page that makes no sense. Here a table with row numbers is read page by page,
those too that no page leads to any more; one without is read from its other end. What was deleted is not
looked for.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence_review.importers.sqlite.databases_pages import LEAF, Leaf, Pages, Place

FAULTS = (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError)
"""What SQLite raises on damage; the second where its own message quotes damaged names."""
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?|'[^']*'|NULL", re.IGNORECASE)
_REAL = re.compile("REAL|FLOA|DOUB", re.IGNORECASE)
_MOST_BYTES = 1 << 30
"""Of a larger file the pages are not read by hand: they would not fit."""

type Row = dict[str, Any]


@dataclass(slots=True)
class Lost:
    """What of a table could not be read: ranges of row numbers, and how many rows that is (`sure` where an
    index still counts them)."""

    ranges: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    rows: int = 0
    sure: bool = False
    end: bool = False

    def words(self) -> str:
        """The row numbers that are missing, the first few of them."""
        shown = [f"{first} to {last}" if first != last else str(first) for first, last in self.ranges[:5]]
        more = len(self.ranges) - len(shown)
        behind = ["those behind the last"] if self.end else []
        return ", ".join(shown + ([f"and {more} more ranges"] if more > 0 else []) + behind)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is stored: its name, whether it is the row number itself, whether its whole numbers are
    fractions, what stands for it in rows that are older than it."""

    name: str
    number: bool
    real: bool
    default: Any


@dataclass(slots=True)
class Salvage:
    """One table of a damaged database, of whose file `path` is a private copy. `met` are the numbers of rows
    that were read before."""

    connection: sqlite3.Connection
    path: Path
    table: str
    numbered: bool
    met: frozenset[int] = frozenset()
    lost: Lost = field(default_factory=Lost)
    count: int = 0

    @property
    def name(self) -> str:
        """The table's name for SQL."""
        return '"' + self.table.replace('"', '""') + '"'

    def by_number(self, after: int | None, read: int) -> Iterator[Row]:
        """The rows whose number is above `after` (None: all), `read` of which came before; then `lost` tells
        the rest."""
        self.count = read
        pages, columns, places = self._places()
        last, held = after, list[tuple[int, int]]()
        for place, leaf in places:
            if leaf is None or leaf.torn:
                self._tear(place, leaf, last)
            for number, values in leaf.rows if leaf else ():
                if (after is None or number > after) and number not in self.met:
                    self.count += 1
                    yield self._named(columns, number, values)
            if leaf and leaf.rows:
                held.append((len(leaf.rows), leaf.rows[-1][0] - leaf.rows[0][0] + 1))
                last = leaf.rows[-1][0]
        if pages is None:
            self.lost.end = True
        self._count(self._guess(held))

    def _guess(self, held: Sequence[tuple[int, int]]) -> int:
        """How many rows are lost, where the numbers that are missing were as much in use as those of the
        pages that are `held`: rows, and how many numbers they span."""
        span, filled = sum(width for _, width in held), sum(number for number, _ in held)
        missing = sum(last - first + 1 for first, last in self.lost.ranges)
        within = round(missing * filled / span) if span else len(self.lost.ranges)
        return max(self.lost.rows + self.lost.end, within)

    def from_end(self, key: Sequence[str], read: int) -> Iterator[Row]:
        """The rows of a table without numbers, from its end back to the damage, given in order of its primary
        `key`; `read` came before it."""
        order = ", ".join('"' + column.replace('"', '""') + '" DESC' for column in key)
        kept = list[Row]()
        with suppress(*FAULTS):
            cursor = self.connection.execute(
                f"SELECT * FROM {self.name} NOT INDEXED ORDER BY {order}"
            )  # quoted
            names = [column[0] for column in cursor.description]
            for row in cursor:
                kept.append(dict(zip(names, row, strict=True)))
        self.count = read + len(kept)
        yield from reversed(kept)
        self._count(1)

    # ---- pages ---------------------------------------------------------------------------------

    def _places(self) -> tuple[Pages | None, list[Column], list[tuple[Place, Leaf | None]]]:
        """The pages of the table in order of their row numbers, with what stands on them."""
        roots, columns = self._roots(), self._columns()
        root = next((page for kind, name, page in roots if kind == "table" and name == self.table), 0)
        if not root or not columns or self.path.stat().st_size > _MOST_BYTES:
            return None, [], []
        with suppress(*FAULTS), closing(sqlite3.connect(self.path)) as writer:
            writer.execute(
                "PRAGMA wal_checkpoint(PASSIVE)"
            )  # of the private copy: what waits in its -wal comes into its pages
        pages = Pages(self.path.read_bytes())
        own, met = pages.leaves(root)
        found = [(place, pages.leaf(place)) for place in own]
        if any(leaf is None for _, leaf in found):
            found += self._strays(pages, roots, met, found, len(columns))
        return pages, columns, sorted(found, key=lambda each: (each[0].above, each[0].upto))

    def _strays(
        self,
        pages: Pages,
        roots: list[tuple[str, str, int]],
        met: set[int],
        found: list[tuple[Place, Leaf | None]],
        columns: int,
    ) -> Iterator[tuple[Place, Leaf | None]]:
        """Pages that nothing leads to any more and whose rows fit into a gap of this table, and into no other
        table that has gaps."""
        taken, has_rival = self._others(pages, roots, columns)
        gaps = [place for place, leaf in found if leaf is None]
        if has_rival or not gaps:
            return
        widths = {len(values) for _, leaf in found if leaf for _, values in leaf.rows}
        for page, leaf in _loose(pages, met | taken):
            first, last = leaf.rows[0][0], leaf.rows[-1][0]
            fits = any(gap.above < first and last <= gap.upto for gap in gaps)
            if fits and _is_like(leaf, widths, columns):
                yield Place(page, first - 1, last), leaf

    def _others(self, pages: Pages, roots: list[tuple[str, str, int]], columns: int) -> tuple[set[int], bool]:
        """The pages that are free or of other tables and indexes; whether one of these tables is as wide and
        has gaps."""
        taken, rivals = pages.free(), 0
        for kind, name, root in roots:
            if name == self.table and kind == "table":
                continue
            places, others = pages.leaves(root) if kind == "table" else (list[Place](), set[int]())
            taken |= others | pages.indexed(root)
            broken = any(pages.kind(place.page) not in {LEAF, 0x0A, 0x02} for place in places)
            rivals += broken and self._width(name) == columns
        return taken, rivals > 0

    def _tear(self, place: Place, leaf: Leaf | None, last: int | None) -> None:
        """Note what a page that is lost, or some of its cells, may have held."""
        self.lost.rows += leaf.torn if leaf else 1
        first = max(place.above, last if last is not None else 0) + 1
        if leaf is None and place.upto < 1 << 62 and first <= place.upto:
            self.lost.ranges.append((first, place.upto))
        elif leaf is None:
            self.lost.end = True

    def _named(self, columns: list[Column], number: int, values: tuple[Any, ...]) -> Row:
        row: Row = {"rowid": number} if self.numbered else {}
        for at, column in enumerate(columns):
            value = values[at] if at < len(values) else column.default
            if column.number:
                value = number if value is None else value
            row[column.name] = float(value) if column.real and isinstance(value, int) else value
        return row

    def _roots(self) -> list[tuple[str, str, int]]:
        with suppress(*FAULTS):
            rows = self.connection.execute(
                "SELECT type, name, rootpage FROM sqlite_master WHERE rootpage > 0"
            ).fetchall()
            return [(kind, name, page) for kind, name, page in rows if isinstance(page, int)] + [
                ("table", "sqlite_master", 1)
            ]
        return []

    def _columns(self) -> list[Column]:
        """The stored columns; none where some are worked out from others, which is not done here."""
        with suppress(*FAULTS):
            rows = self.connection.execute(f"PRAGMA table_xinfo({self.name})").fetchall()
            keys = [row for row in rows if row[5]]
            alias = keys[0][1] if len(keys) == 1 and str(keys[0][2]).upper() == "INTEGER" else None
            if all(row[6] == 0 for row in rows):
                return [
                    Column(row[1], row[1] == alias, bool(_REAL.search(str(row[2]))), _default(row[4]))
                    for row in rows
                ]
        return []

    def _width(self, table: str) -> int:
        with suppress(*FAULTS):
            return len(
                self.connection.execute('PRAGMA table_xinfo("' + table.replace('"', '""') + '")').fetchall()
            )
        return 0

    def _count(self, guess: int) -> None:
        """How many rows are lost: what an index counts less what was read, else a guess by their numbers."""
        self.lost.rows, held = guess, list[int]()
        with suppress(*FAULTS):
            for row in self.connection.execute(f"PRAGMA index_list({self.name})").fetchall():
                index = '"' + str(row[1]).replace('"', '""') + '"'
                with suppress(*FAULTS):
                    count = f"SELECT count(*) FROM {self.name} INDEXED BY {index}"  # quoted
                    held += [each[0] for each in self.connection.execute(count)] if not row[4] else []
        if held and max(held) >= self.count:
            self.lost.rows, self.lost.sure = max(held) - self.count, True


def _loose(pages: Pages, taken: set[int]) -> Iterator[tuple[int, Leaf]]:
    """The pages of rows that are not taken, and more whole than torn."""
    for page in range(2, pages.count + 1):
        if page not in taken and pages.kind(page) == LEAF:
            leaf = pages.leaf(Place(page))
            if leaf is not None and leaf.rows and leaf.torn <= len(leaf.rows):
                yield page, leaf


def _is_like(leaf: Leaf, widths: set[int], columns: int) -> bool:
    """Whether the rows of a page are as wide as those of the table, where any are left of it."""
    found = {len(values) for _, values in leaf.rows}
    return max(found) <= columns and (not widths or found <= widths)


def _default(words: Any) -> Any:
    """What stands for a column in rows that are older than it, where that is a plain value."""
    if not isinstance(words, str) or not _PLAIN.fullmatch(words) or words.upper() == "NULL":
        return None
    if words.startswith("'"):
        return words[1:-1]
    return float(words) if "." in words else int(words)


def sentence(lost: Lost) -> str:
    """What to tell of it."""
    if lost.sure and not lost.rows:
        return (
            "This database is damaged. Every row of this table was found all the same. Ask for a fresh copy."
        )
    if not lost.sure and not lost.ranges and not lost.end:
        return (
            "This database is damaged: part of this table could not be read, and how many rows that is "
            "cannot be told. Ask for a fresh copy."
        )
    number = str(lost.rows) if lost.sure else f"about {lost.rows}"
    named = f" (row numbers {words})" if (words := lost.words()) else ""
    return (
        f"This database is damaged: {number} rows of this table{named} could not be read. The others "
        f"were. Ask for a fresh copy."
    )
