"""Output of iLEAPP, ALEAPP and their family for the LAVA viewer: a manifest, a database, TSV tables
(reference/formats.md 3.14).

The manifest says what each table is (lava_manifest); rows become items in lava_rows, files are found in
lava_media.
"""

import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.examiners.lava.manifest import Artifact, artifacts, fitted
from evidence_review.importers.examiners.lava.media import media_of
from evidence_review.importers.examiners.lava.rows import Report, item
from evidence_review.importers.examiners.lava.tables import exported, other_files
from evidence_review.importers.markup import json_stream
from evidence_review.importers.packed.archives import DamagedMember, open_archive
from evidence_review.importers.packed.export_files import Tree, open_tree
from evidence_review.importers.plugin import About, Clock, Importer, file_chunks, head
from evidence_review.importers.sqlite.databases import BESIDE, Database, layout, open_database
from evidence_review.importers.tally import distinct, tallied
from evidence_review.importers.text.row_values import Owner

MANIFESTS = ("_lava_data.lava", "_lava_data.json")
DATABASE = "_lava_artifacts.db"
_OWN = frozenset({"_lava_media_items", "_lava_media_references", "_lava_media_info"})
_FINDINGS = (
    "These are another program's findings, not the phone itself. Each row names the file it came from "
    "where the program says so."
)
_NO_MANIFEST = (
    "The manifest of this report (_lava_data.lava) was not supplied or cannot be read, so "
    "conversations are not known as such. Ask for the whole report folder."
)
_NO_TABLE = (
    "The manifest lists a table that is not in the database. Its rows have not been "
    "reviewed. Ask for the whole report again."
)
_NOT_LISTED = "The manifest does not list this table. Its rows were read as they are."
_NO_DATABASE = (
    "The database of this report (_lava_artifacts.db) was not supplied or cannot be opened. What the "
    "manifest lists has not been reviewed. Ask for the whole report folder."
)
_NOT_ENDED = (
    "The program that made this report had not finished. There may be more on the phone than is listed "
    "here. Ask for a complete run."
)

type Values = Iterator[Item | Problem | Declared]


@dataclass(frozen=True, slots=True)
class _Place:
    """One report in a source: its folder ("" or ending in /), its manifest and its database as far as they
    are there."""

    folder: str
    manifest: str | None
    database: str | None


def recognises(path: Path) -> bool:
    """A folder or zip that holds a LAVA manifest or database, or either of the two on its own."""
    if path.is_dir():
        return any((path / name).is_file() for name in (*MANIFESTS, DATABASE))
    if head(path, 2) == b"PK":
        try:
            with open_archive(path) as archive:
                return any(PurePosixPath(name).name in {*MANIFESTS, DATABASE} for name in archive.members)
        except (UnreadableExport, OSError):
            return False
    if _OWN.issubset(layout(path)):
        return True
    start = head(path)
    return (
        start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")
        and b'"param_type"' in start
        and b'"processing_status"' in start
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Every row of every table: a message where the manifest describes a conversation; counts declared and
    found; files attached."""
    clock = Clock(options.zone)
    with _opened(path) as tree:
        yield from tallied(
            distinct(_values(path, tree, options, clock)),
            "This report lists nothing. That does not mean that nothing was there.",
        )


@contextmanager
def _opened(path: Path) -> Generator[Tree]:
    """A folder or zip; for a file on its own, what belongs to the report and lies beside it."""
    if not _is_alone(path):
        with open_tree(path) as tree:
            yield tree
        return
    near = [path.parent / name for name in (*MANIFESTS, DATABASE, *(DATABASE + end for end in BESIDE))]
    near += [each for folder in ("media", "_HTML/media") for each in (path.parent / folder).rglob("*")]
    files = {
        each.relative_to(path.parent).as_posix(): each
        for each in [*near, path]
        if each.is_file() and not each.is_symlink()
    }
    yield Tree(
        {name: each.stat().st_size for name, each in files.items()}, lambda name: file_chunks(files[name])
    )


def _is_alone(path: Path) -> bool:
    """Whether a source is a file of a report, and neither a folder nor a zip."""
    return not path.is_dir() and head(path, 2) != b"PK"


def _places(path: Path, tree: Tree) -> list[_Place]:
    """The reports in a source. A manifest or database that was renamed counts where it is the one file
    given."""
    found = dict[str, _Place]()
    is_alone = _is_alone(path)
    for name in tree.names():
        base = PurePosixPath(name).name
        folder, given = name[: len(name) - len(base)], is_alone and name == path.name
        place = found.get(folder, _Place(folder, None, None))
        if base == DATABASE or (given and layout(path)):
            found[folder] = replace(place, database=name)
        elif base in MANIFESTS or given:
            found[folder] = replace(place, manifest=place.manifest or name)
    return list(found.values())


def _values(path: Path, tree: Tree, options: ReadOptions, clock: Clock) -> Values:
    yield Problem("report", ProblemKind.SOURCE_FLAG, _FINDINGS)
    yield from tree.problems
    places = _places(path, tree)
    for place in places:
        at = place.folder if len(places) > 1 else ""
        yield from _report(place, at, tree, options, clock)


def _report(place: _Place, at: str, tree: Tree, options: ReadOptions, clock: Clock) -> Values:
    listed = (yield from _manifest(place, place.manifest, at, tree)) if place.manifest else []
    if not listed:
        yield Problem(f"{at}manifest", ProblemKind.SOURCE_FLAG, _NO_MANIFEST)
    for each in listed:
        if each.declared is not None:
            yield Declared(f"{at}{each.name}", each.declared)
    tables = set[str]()
    try:
        with _database(place, tree) as db:
            tables = set(db.tables)
            media = media_of(db, tree, place.folder)
            report = Report(at, clock, Owner(options), media)
            yield from _tables(report, db, listed)
            yield from media.problems()
    except (DamagedMember, UnreadableExport):
        yield Problem(f"{at}{DATABASE}", ProblemKind.NOT_READ, _NO_DATABASE, 1)
    yield from exported(tree, place.folder, at, listed, tables, clock)
    yield from other_files(tree, place.folder, at)


def _manifest(place: _Place, manifest: str, at: str, tree: Tree) -> Generator[Problem, None, list[Artifact]]:
    """What the manifest lists; on the way what is said of the manifest itself."""
    loaded = json_stream.load(tree.chunks(manifest))
    if loaded.cut is not None:
        cut = json_stream.cut_problem(at + PurePosixPath(manifest).name)
        yield replace(cut, records=0 if place.database else 1)
    status = loaded.value.get("processing_status") if isinstance(loaded.value, dict) else None
    if status and status != "Complete":
        yield Problem(f"{at}manifest", ProblemKind.SOURCE_FLAG, _NOT_ENDED)
    return list(artifacts(loaded.value))


@contextmanager
def _database(place: _Place, tree: Tree) -> Generator[Database]:
    """The database of a report, copied out with what lies beside it. UnreadableExport where there is none."""
    if place.database is None:
        raise UnreadableExport(_NO_DATABASE)
    with tempfile.TemporaryDirectory(prefix="evidence_review-") as private:
        copy = Path(private, DATABASE)
        for end in ("", *BESIDE):
            if place.database + end in tree.sizes:
                with copy.with_name(DATABASE + end).open("wb") as out:
                    for chunk in tree.chunks(place.database + end):
                        out.write(chunk)
        if not copy.stat().st_size:
            raise UnreadableExport(_NO_DATABASE)
        with open_database(copy) as db:
            yield db


def _tables(report: Report, db: Database, listed: list[Artifact]) -> Values:
    """The tables in the order of the manifest, each once; then those that the manifest does not list."""
    names = {name.casefold(): name for name in db.tables}
    done = set[str]()
    for artifact in listed:
        table = names.get(artifact.table.casefold())
        if table is None:
            if artifact.declared != 0:
                yield Problem(f"{report.at}{artifact.table}", ProblemKind.NOT_READ, _NO_TABLE, 1)
        elif table not in done:
            done.add(table)
            same = [each for each in listed if each.table.casefold() == artifact.table.casefold()]
            yield from _rows(report, db, replace(artifact, table=table), _sum(same))
    for table in db.tables:
        if table not in done and not table.startswith("_"):
            if listed:
                yield Problem(f"{report.at}{table}", ProblemKind.SOURCE_FLAG, _NOT_LISTED)
            yield from _rows(report, db, Artifact(table, table), None)


def _sum(same: list[Artifact]) -> int | None:
    counts = [each.declared for each in same if each.declared is not None]
    return sum(counts) if counts else None


def _rows(report: Report, db: Database, artifact: Artifact, declared: int | None) -> Values:
    troubles, count = list[Problem](), 0
    known = fitted(artifact, db.tables[artifact.table])
    for row in db.rows(artifact.table, (), troubles.append):
        count += 1
        number = row.pop("rowid") if "rowid" in row and "rowid" not in db.tables[artifact.table] else count
        yield item(report, known, number, count, row)
    yield from (replace(each, locator=report.at + each.locator) for each in troubles)
    if declared is not None and declared != count:
        reason = (
            f"The manifest counts {declared} rows for this table; {count} were found in it. Ask the "
            f"person who made the report why."
        )
        yield Problem(f"{report.at}{artifact.table}", ProblemKind.SOURCE_FLAG, reason)


IMPORTER = Importer(
    "iLEAPP and ALEAPP output (LAVA)",
    "1",
    recognises,
    read,
    about=About(
        (
            "LAVA output of iLEAPP, ALEAPP, RLEAPP and VLEAPP: the report folder, a zip of it, or its "
            "manifest or database on its own"
        ),
        (
            "manifests of every version since LAVA began (`_lava_data.json` and `_lava_data.lava`; "
            "chat and conversation views; schema 2)"
        ),
        "every row of every table: conversations as messages with people, direction and files; "
        "calls, contacts, locations and visits by their "
        "columns; all else as records; counts declared and found; TSV exports of artifacts that "
        "have no table",
        "the HTML report, timeline and KML, which show the same again; the copies of source files in `data`",
        (
            "a row is what the other program made of the phone; a message with two files may be two "
            "rows; reports with TSV or HTML only are tables"
        ),
    ),
)
