"""Seals: the SHA-256 of each row that a change writes, kept under the number of its entry, which holds the
hash over them. So the tables follow from the log (reference/safety.md 2.2)."""

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from evidence_review.store.migrating import fresh

type Key = int | str
"""The key of a row: its number or name, or a JSON list where it has several parts."""
type Db = Any
SALT = "salt of seals"
WIDTH, MORE = 20, 12
"""Bytes of SHA-256 that are kept of a row, enough that nobody finds two of one leaf; and of what may
change."""
_GUARD = "_no_update"
"""How the guards of tables are called that are only added to."""
_BESIDE = frozenset({"audit", "audit_words", "blob_parts", "seals"})
"""What other hashes hold: the chain, the salted reasons, the hash of each file; and the seals themselves."""
_CHANGING = {"privilege": "DELETE", "evident_owners": "DELETE", "items": "UPDATE"}
"""Tables that are not only added to, and how else they change: what is held or whose a phone is is found
anew, and the time of an item is read anew. A row counts as it was sealed last."""
_LEFT_OUT = {"items": "text"}
"""A column that a seal leaves out, since its hash stands beside it."""
APART = {"items": ("sent_local", "sent_utc", "day", "sort_time")}
"""Columns that may change, sealed apart from the others, which may not."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A table that is sealed: its name, the columns that make the key of a row, its columns in SQL with {}
    for the row, those that may change, and whether its keys are numbers and ids alone, which say nothing of
    what is kept."""

    name: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    apart: tuple[str, ...]
    plain: bool

    @property
    def width(self) -> int:
        """Bytes of a leaf."""
        return WIDTH + (MORE if self.apart else 0)

    def key(self, row: str) -> str:
        """The key of a row in SQL."""
        parts = [f"{row}.{name}" for name in self.keys]
        return parts[0] if len(parts) == 1 else f"json_array({', '.join(parts)})"

    def value(self, row: str) -> str:
        """The row in SQL, as a JSON list, and on a line of its own what may change."""
        lists = [
            f"json_array({', '.join(one.format(row) for one in part)})" for part in (self.columns, self.apart)
        ]
        return f"{lists[0]} || char(10) || {lists[1]}" if self.apart else lists[0]


@functools.cache
def tables() -> frozenset[str]:
    """The tables that are sealed: those that the program only ever adds to, and few others. Taken from the
    program, since the file may have lost its guards."""
    guards = [name for kind, name in fresh() if kind == "trigger" and name.endswith(_GUARD)]
    guarded = [name.removesuffix(_GUARD) for name in guards]
    return frozenset(guarded) - _BESIDE | _CHANGING.keys()


def sealed(db: Db) -> tuple[Sealed, ...]:
    """What is sealed of a case file, by name."""
    here = {row[0] for row in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    return tuple(_sealed(db, table) for table in sorted(tables() & here))


def _sealed(db: Db, table: str) -> Sealed:
    facts = db.execute(f"PRAGMA main.table_info({table})").fetchall()
    keys = _keys(db, table, facts)
    apart = APART.get(table, ())
    columns = {name: _column(name, kind) for _, name, kind, *_ in facts if name != _LEFT_OUT.get(table)}
    kinds = {name: kind for _, name, kind, *_ in facts}
    return Sealed(
        table,
        keys,
        tuple(one for name, one in columns.items() if name not in apart),
        tuple(columns[name] for name in apart),
        all(kinds[name] == "INTEGER" or name.endswith("id") for name in keys),
    )


def _keys(db: Db, table: str, facts: Sequence[tuple[Any, ...]]) -> tuple[str, ...]:
    """The columns by which a row is known: its primary key, or what else is the only one of its kind."""
    keys = [name for _, name, *_, place in sorted(facts, key=lambda one: one[5]) if place]
    if keys:
        return tuple(keys)
    indexes = db.execute(f"PRAGMA main.index_list({table})").fetchall()
    unique = next(name for _, name, is_unique, *_ in indexes if is_unique)
    return tuple(row[2] for row in db.execute(f"PRAGMA main.index_info({unique})"))


def _column(name: str, kind: str) -> str:
    """A column in SQL: a number with a point as text of one form."""
    return f"printf('%.9f', {{0}}.{name})" if kind == "REAL" else f"{{0}}.{name}"


def kept_key(salt: str, of: Sealed, key: Key) -> Key:
    """A key as seals keep it: a name or number of a person by its hash."""
    if of.plain:
        return key
    return hashlib.sha256(f"{salt}\n{of.name}\n{key}".encode()).hexdigest()[:16]


def leaf(salt: str, name: str, value: str) -> bytes:
    """The leaf of a row given as a JSON list, and of what may change on a line of its own. What is empty at
    the end of a list does not count, so that a column that a later format adds changes no seal."""
    row, _, apart = value.partition("\n")
    made = _hash(salt, name, row)[:WIDTH]
    return made + _hash(salt, name, apart)[:MORE] if apart else made


def _hash(salt: str, name: str, row: str) -> bytes:
    while row.endswith(",null]"):
        row = row[:-6] + "]"
    return hashlib.sha256(f"{salt}\n{name}\n{row}".encode()).digest()


@dataclass(slots=True)
class Writes:
    """The rows that the change under way wrote, as they come: table, key, row as a JSON list, or nothing
    where it was taken away. `of`: what is sealed, by its name; `followed`: how many rows of `FOLLOWED` kept
    counts were carried along with."""

    of: dict[str, Sealed] = field(default_factory=dict[str, Sealed])
    followed: int = 0
    rows: list[tuple[str, Key, str | None]] = field(default_factory=list[tuple[str, Key, str | None]])

    def take(self, name: str, key: Key, value: str | None) -> None:
        """Note a row; called by the case file itself."""
        self.rows.append((name, key, value))

    def forget_after(self, many: int) -> None:
        """Forget what came after the first so many, which was taken back."""
        del self.rows[many:]


def watch(db: Db) -> Writes:
    """Have a connection tell every row that it writes to what is sealed."""
    writes = Writes({one.name: one for one in sealed(db)})
    db.create_function("seal_row", 3, writes.take)
    for one in writes.of.values():
        told = f"SELECT seal_row('{one.name}', {one.key('NEW')}, {one.value('NEW')})"
        gone = f"SELECT seal_row('{one.name}', {one.key('OLD')}, NULL)"
        _tell(db, one.name, "INSERT", told)
        if how := _CHANGING.get(one.name):
            _tell(db, one.name, how, told if how == "UPDATE" else gone)
    return writes


def _tell(db: Db, table: str, how: str, words: str) -> None:
    db.execute(
        f"CREATE TEMP TRIGGER seal_{table}_{how.lower()} AFTER {how} ON main.{table} BEGIN {words}; END"
    )


def keep(db: Db, seq: int, writes: Writes) -> str:
    """Seal what was written under the number of its entry; what the entry says of it, or nothing where
    nothing was written. Where nothing is sealed yet, every row that stands is."""
    first = db.execute("SELECT 1 FROM seals LIMIT 1").fetchone() is None
    rows = _everything(db, writes.of.values()) if first else writes.rows
    salt = db.execute("SELECT value FROM facts WHERE name = ?", (SALT,)).fetchone()[0]
    groups: dict[str, tuple[list[Key], list[bytes]]] = {}
    for name, key, value in rows:
        keys, leaves = groups.setdefault(name, ([], []))
        keys.append(kept_key(salt, writes.of[name], key))
        leaves.append(bytes(writes.of[name].width) if value is None else leaf(salt, name, value))
    writes.rows.clear()
    made = [
        Seal(seq, name, json.dumps(keys, separators=(",", ":"), ensure_ascii=False), b"".join(leaves))
        for name, (keys, leaves) in sorted(groups.items())
    ]
    db.executemany(
        "INSERT INTO seals VALUES (?, ?, ?, ?)", [(one.seq, one.name, one.keys, one.leaves) for one in made]
    )
    return rows_digest(made) if made else ""


def _everything(db: Db, of: Iterable[Sealed]) -> Iterator[tuple[str, Key, str]]:
    for one in of:
        for key, value in db.execute(f"SELECT {one.key('t')}, {one.value('t')} FROM {one.name} t"):
            yield one.name, key, value


@dataclass(frozen=True, slots=True)
class Seal:
    """The seals of one table under one entry: JSON list of keys, and the leaf of each."""

    seq: int
    name: str
    keys: str
    leaves: bytes


def rows_of(made: Sequence[Seal]) -> Iterator[tuple[Seal, Key, bytes]]:
    """Each seal with every key and its leaf, of zeros where the row was taken away. ValueError where one was
    changed so that it cannot be read."""
    every = json.loads(f"[{','.join(one.keys for one in made)}]")  # at once, since most are of one row
    for one, keys in zip(made, every, strict=True):
        width = len(one.leaves) // max(1, len(keys))
        for at, key in enumerate(keys):
            yield one, key, one.leaves[at * width : (at + 1) * width]


def rows_digest(made: Sequence[Seal]) -> str:
    """What an entry says of the rows that it wrote: SHA-256 over their seals, by table."""
    whole = hashlib.sha256()
    for one in made:
        part = hashlib.sha256(one.keys.encode() + b"\n" + one.leaves).hexdigest()
        whole.update(f"{one.name}\n{part}\n".encode())
    return whole.hexdigest()


# What a change wrote says too which kept counts (store.kept_counts) it makes out of date: those that it does
# not carry along itself are taken away with it, and counted again when they are asked for.

WIDENING = frozenset(
    {
        "items",
        "threads",
        "thread_people",
        "sources",
        "exhibits",
        "attached_threads",
        "attached_above",
        "evident_owners",
        "given_owners",
    }
)
"""Tables that say what a line covers, beside the versions of lines: any row of them may move any count."""
FOLLOWED = frozenset(
    {
        "decisions",
        "tag_acts",
        "holds",
        "releases",
        "finds",
        "find_outcomes",
        "privilege",
        "sensitive_claims",
        "sensitive_ends",
    }
)
"""Tables whose rows are about single items: their share of the counts goes out before and comes in after."""
TABLES = ("line_counts", "outside_counts", "line_orders")


def settle(db: Db, writes: Writes) -> None:
    """Take kept counts away where a change wrote what may move them and did not carry them along."""
    names = [name for name, _, _ in writes.rows]
    if not WIDENING.isdisjoint(names):
        forget(db)
    elif sum(name in FOLLOWED for name in names) != writes.followed:
        db.execute("DELETE FROM line_counts")


def forget(db: Db, line: int | None = None) -> None:
    """Take the kept counts and orders away, of one line and of what no line covers where a line is given."""
    for table in TABLES:
        where = "" if line is None or table == "outside_counts" else f" WHERE line_id = {int(line)}"
        db.execute(f"DELETE FROM {table}{where}")
