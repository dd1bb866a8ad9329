"""What the readers of iPhone databases share: a database is known by its tables, on its own or inside a
backup (reference/formats.md 3.12).

To read another database of an iPhone, write a module that ends with `SOURCE = Source(...)` and `IMPORTER =
importer_of(SOURCE)`, and add it to the list in ios_backup.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Declared, Item, Moment, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.domain.people import Party, person_key
from evidence_review.importers.packed.archives import DamagedMember
from evidence_review.importers.plugin import About, Importer, attach, file_chunks
from evidence_review.importers.sqlite import databases
from evidence_review.importers.sqlite.databases import Database, layout, open_database
from evidence_review.importers.sqlite.databases_hanging import hanging
from evidence_review.importers.tally import distinct, tallied
from evidence_review.importers.text.row_values import Owner, number
from evidence_review.importers.times.epochs import Origin, epoch

type Values = Iterator[Item | Problem | Declared]
type Found = tuple[str, Iterator[bytes]]
"""Where a file lies in the source, and its bytes in pieces."""

_HOMES = ("Library/SMS/", "Library/Messages/", "Library/Voicemail/")
_DAMAGED = "A file that belongs to this item is damaged and could not be read. Ask for a fresh copy."


@dataclass(slots=True)
class Files:
    """The files that a database names; `missing` counts those that were not supplied, `damaged` those that
    could not be read."""

    find: Callable[[str], Found | None]
    missing: int = 0
    damaged: int = 0

    def attachment(self, path: str, name: str = "", kind: str = "", size: int | None = None) -> Attachment:
        """The file with its bytes where it was supplied; else its name, kind and size as the database gives
        them."""
        shown = name or PurePosixPath(path).name or "file without a name"
        found = self.find(path) if path else None
        if found is None:
            self.missing += 1
            return Attachment(shown, kind, size)
        try:
            return attach(shown, found[1], found[0], kind)
        except (DamagedMember, OSError):
            self.damaged += 1
            return Attachment(shown, kind, size, member=found[0])

    def problems(self, table: str) -> Iterator[Problem]:
        """What is to be said of files at the end."""
        if self.missing:
            reason = (
                f"{self.missing} files are named in this database but were not supplied. Ask for them, "
                f"and put their folder beside the database."
            )
            yield Problem(table, ProblemKind.MISSING_ATTACHMENT, reason)
        if self.damaged:
            yield Problem(table, ProblemKind.PARTLY_READ, f"{_DAMAGED} ({self.damaged} files)")


@dataclass(slots=True)
class Phone:
    """What a reader of one database knows of what lies around it.

    `names`: person_key → name from the address book of the same backup. `prefix`: the place of the database
    in a backup, for locators. `beside`: opens another database of the same folder by its name, None where it
    is not there.
    """

    options: ReadOptions
    files: Files
    beside: Callable[[str], AbstractContextManager[Database | None]]
    names: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    troubles: list[Problem] = field(default_factory=list)
    owner: Owner = field(init=False)

    def __post_init__(self) -> None:
        """The owner as the person importing names her."""
        self.owner = Owner(self.options)

    def party(self, identifier: str | None, name: str | None = None, role: str = "") -> Party:
        """A person by her identifier, with the name given or the one from the address book."""
        known = self.names.get(person_key(identifier)) if identifier else None
        return Party(identifier or None, name or known or None, self.owner.is_me(identifier), role)

    def at(self, table: str, row: object) -> str:
        """The locator of a row."""
        return f"{self.prefix}{table} row {row}"


@dataclass(frozen=True, slots=True)
class Source:
    """One database of an iPhone: the file names by which a backup calls it, the tables by which it is known,
    and its reader.

    `named` gives the files that the database names, `also` the databases beside it that belong to it.
    """

    name: str
    files: frozenset[str]
    fits: Callable[[Mapping[str, tuple[str, ...]]], bool]
    values: Callable[[Database, Phone], Values]
    about: About
    named: Callable[[Database], Iterable[str]] = lambda _: ()
    also: frozenset[str] = frozenset()


def apple(value: object) -> Moment | None:
    """A count since 2001 (seconds, or nanoseconds since iOS 11) as an instant."""
    return epoch(value, Origin.APPLE)


def utc(moment: Moment | None) -> str:
    """An instant in words, for `Item.extra`; empty where there is none."""
    return f"{moment.utc.isoformat(' ', 'seconds')} UTC" if moment and moment.utc else ""


def key(row: Mapping[str, Any], column: str) -> int:
    """The number of another row that a column holds; 0 where there is none."""
    return number(row.get(column)) or 0


def place_of(row: Mapping[str, Any]) -> int:
    """The number of a row itself."""
    return number(row.get("ROWID", row.get("rowid"))) or 0


def nonzero(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row without its noughts, which stand for "not set"."""
    return {name: value for name, value in row.items() if value != 0}


def with_columns(**wanted: str) -> Callable[[Mapping[str, tuple[str, ...]]], bool]:
    """Whether every one of these tables is there with all of its columns, named in one string."""
    return lambda tables: all(
        set(columns.split()) <= set(tables.get(table, ())) and table in tables
        for table, columns in wanted.items()
    )


def importer_of(source: Source, version: str = "1") -> Importer:
    """The importer of a database that was supplied on its own."""

    def recognises(path: Path) -> bool:
        return source.fits(layout(path))

    def read(path: Path, options: ReadOptions) -> Iterator[Read]:
        empty = (
            "The tables of this database are there but hold nothing. That does not mean that there was "
            "nothing on the phone."
        )
        yield from tallied(distinct(_values(source, path, options)), empty)

    def companions(path: Path) -> Iterator[Path]:
        yield from databases.companions(path)
        for name in sorted(source.also):
            other = path.with_name(name)
            yield from (other, *databases.companions(other)) if other.is_file() else ()
        with suppress(UnreadableExport), open_database(path) as db:
            yield from sorted({place for each in source.named(db) if (place := _place(path.parent, each))})

    return Importer(source.name, version, recognises, read, companions, source.about)


def _values(source: Source, path: Path, options: ReadOptions) -> Values:
    with open_database(path) as db:
        phone = Phone(
            options, Files(lambda name: _near(path.parent, name)), lambda name: beside(path.with_name(name))
        )
        yield from source.values(db, phone)
        yield from hanging(db)
        yield from phone.troubles
        yield from db.stated()
        yield from db.unread()
        yield from db.remarks()


@contextmanager
def beside(path: Path) -> Generator[Database | None]:
    """Another database, or None where it is not there or cannot be opened."""
    if not layout(path):
        yield None
        return
    with open_database(path) as db:
        yield db


def tails(path: str) -> list[str]:
    """The names under which a file that a phone calls `path` may lie: from its home, and from the folder of
    its app."""
    clean = path.replace("\\", "/").removeprefix("file://")
    for start in ("~/", "/private/var/mobile/", "/var/mobile/", "/var/root/"):
        clean = clean.removeprefix(start)
    clean = clean.lstrip("/")
    found = [clean] + [clean[at + len(home) :] for home in _HOMES if (at := clean.find(home)) >= 0]
    return [each for each in found if each and ".." not in each.split("/")]


def _place(folder: Path, name: str) -> Path | None:
    """The file below the folder of the database, and nowhere else."""
    try:
        places = (base / tail for tail in tails(name) for base in (folder, folder / "Message"))
        return next((each for each in places if each.is_file() and not each.is_symlink()), None)
    except (OSError, ValueError):
        return None


def _near(folder: Path, name: str) -> Found | None:
    place = _place(folder, name)
    return (place.relative_to(folder).as_posix(), file_chunks(place)) if place else None
