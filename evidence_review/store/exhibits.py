"""Exhibits with their legal basis, the sources received from them, and the account of each import."""

import dataclasses
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from evidence_review.domain.basis import Basis, Exhibit, Notice, Request
from evidence_review.domain.evidence import Coverage, Declared, Problem, ReadOptions
from evidence_review.domain.ids import ExhibitId, SourceId, UserId
from evidence_review.domain.import_limits import EVERYTHING, Limit
from evidence_review.domain.kinds import ExhibitKind, LegalBasis, ProblemKind
from evidence_review.domain.people import person_key
from evidence_review.store.case import Case, Change, Row, now

_EXHIBIT = "id, ref, kind, attributed_to, basis"
_SOURCE = (
    "SELECT s.id, x.ref, s.name, s.path, s.sha256, s.size, coalesce(r.importer, s.importer), "
    "coalesce(r.importer_version, s.importer_version), "
    "coalesce(r.options, s.options), iif(r.id IS NULL, e.found, d.found), iif(r.id IS NULL, "
    "e.imported, d.imported), "
    "iif(r.id IS NULL, e.duplicates, d.duplicates), r.id, coalesce(r.number, 1) FROM sources s "
    "JOIN exhibits x ON x.id = s.exhibit_id "
    "LEFT JOIN source_ends e ON e.source_id = s.id "
    "LEFT JOIN readings r ON r.source_id = s.id AND r.number = (SELECT max(number) FROM readings "
    "WHERE source_id = s.id) "
    "LEFT JOIN reading_ends d ON d.reading_id = r.id"
)
"""A source as its last reading has it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One export as received, as its last reading has it.

    `found` and the rest are None until that reading reached its end.

    `number` counts its readings from 1; `reading` is the id of a further one (store.readings), None for the
    first.
    """

    id: SourceId
    exhibit: str
    name: str
    path: str
    sha256: str
    size: int
    importer: str
    importer_version: str
    options: ReadOptions
    found: int | None
    imported: int | None
    duplicates: int | None
    limit: Limit = EVERYTHING
    reading: int | None = None
    number: int = 1

    @property
    def complete(self) -> bool:
        """Whether the import reached the end of the source."""
        return self.found is not None


def add(change: Change, exhibit: Exhibit, by: UserId) -> ExhibitId:
    """Store an exhibit; its id."""
    done = change.run(
        (
            "INSERT INTO exhibits (ref, kind, attributed_to, basis, by, at) VALUES (:ref, :kind, "
            ":whose, :basis, :by, :at)"
        ),
        {
            "ref": exhibit.ref,
            "kind": str(exhibit.kind),
            "whose": exhibit.attributed_to,
            "basis": basis_text(exhibit.basis),
            "by": by,
            "at": now(),
        },
    )
    return ExhibitId(done.lastrowid)


def by_ref(case: Case, ref: str) -> Exhibit | None:
    """The exhibit with that reference, or None."""
    row = case.one(f"SELECT {_EXHIBIT} FROM exhibits WHERE ref = :ref", {"ref": ref})
    return _exhibit(row) if row else None


def everything(case: Case) -> tuple[Exhibit, ...]:
    """All exhibits in the order they came."""
    return tuple(_exhibit(row) for row in case.all(f"SELECT {_EXHIBIT} FROM exhibits ORDER BY id"))


def add_source(change: Change, exhibit: ExhibitId, source: Source, by: UserId) -> SourceId:
    """Store a source before its first item; its id."""
    done = change.run(
        "INSERT INTO sources (exhibit_id, name, path, sha256, size, importer, importer_version, "
        "options, owner_key, by, at) "
        "VALUES (:exhibit, :name, :path, :sha256, :size, :importer, :version, :options, :owner, :by, :at)",
        {
            "exhibit": exhibit,
            "name": source.name,
            "path": source.path,
            "sha256": source.sha256,
            "size": source.size,
            "importer": source.importer,
            "version": source.importer_version,
            "options": settings_text(source),
            "owner": person_key(source.options.owner or ""),
            "by": by,
            "at": now(),
        },
    )
    add_owners(change, exhibit, source.options)
    return SourceId(done.lastrowid)


def settings_text(source: Source) -> str:
    """Under which settings and limit a source is read, as JSON."""
    return json.dumps(
        {**dataclasses.asdict(source.options), "limit": dataclasses.asdict(source.limit)}, default=str
    )


def add_owners(change: Change, exhibit: ExhibitId, options: ReadOptions) -> None:
    """Note who the person importing says owns an exhibit."""
    given = {person_key(word) for word in (options.owner or "", *options.also_owner) if word.strip()}
    change.run_many(
        "INSERT OR IGNORE INTO given_owners VALUES (:exhibit, :key)",
        [{"exhibit": exhibit, "key": key} for key in sorted(given)],
    )


def given_owners(case: Case) -> dict[str, tuple[str, ...]]:
    """By reference of an exhibit: the keys by which whoever imported it named its owner."""
    owners: dict[str, list[str]] = {}
    asked = (
        "SELECT x.ref, g.key FROM given_owners g JOIN exhibits x ON x.id = g.exhibit_id WHERE g.key != '' "
        "ORDER BY x.id, g.key"
    )
    for ref, key in case.all(asked):
        owners.setdefault(ref, []).append(key)
    return {ref: tuple(keys) for ref, keys in owners.items()}


def source_of(case: Case, exhibit: ExhibitId, sha256: str) -> Source | None:
    """The source with those bytes under that exhibit, or None."""
    row = case.one(
        f"{_SOURCE} WHERE s.exhibit_id = :exhibit AND s.sha256 = :sha256",
        {"exhibit": exhibit, "sha256": sha256},
    )
    return _source(row) if row else None


def sources(case: Case) -> tuple[Source, ...]:
    """All sources in the order they came."""
    return tuple(_source(row) for row in case.all(f"{_SOURCE} ORDER BY s.id"))


def end_source(change: Change, source: SourceId, found: int, imported: int, duplicates: int) -> None:
    """Note that the import reached the end, with its counts."""
    change.run(
        "INSERT INTO source_ends VALUES (:source, :found, :imported, :duplicates, :at)",
        {"source": source, "found": found, "imported": imported, "duplicates": duplicates, "at": now()},
    )


def add_remarks(change: Change, source: SourceId, problems: list[Problem], declared: list[Declared]) -> None:
    """Store what the first reading could not read and what the source claims; one row however often it is
    said."""
    keep_remarks(change, ("problems", "declared", "source_id"), source, problems, declared)


def keep_remarks(
    change: Change, names: tuple[str, str, str], of: int, problems: list[Problem], declared: list[Declared]
) -> None:
    """Remarks and claims `of` a source or a further reading; `names`: the tables of the two, and their column
    for it."""
    remarks, claims, column = names
    change.run_many(
        (
            f"INSERT OR IGNORE INTO {remarks} ({column}, locator, kind, reason, records) VALUES (:of, "
            f":locator, :kind, :reason, :records)"
        ),
        [
            {"of": of, "locator": p.locator, "kind": str(p.kind), "reason": p.reason, "records": p.records}
            for p in problems
        ],
    )
    change.run_many(
        f"INSERT OR IGNORE INTO {claims} VALUES (:of, :what, :count)",
        [{"of": of, "what": claim.what, "count": claim.count} for claim in declared],
    )


def coverage(case: Case, source: Source) -> Coverage:
    """The account of the last reading of a source as it stands."""
    values = {"source": source.id, "reading": source.reading}
    problems, declared = (
        case.all(of_reading if source.reading else of_source, values)
        for of_source, of_reading in ((_PROBLEMS, _READING_PROBLEMS), (_DECLARED, _READING_DECLARED))
    )
    imported = (
        source.imported
        if source.imported is not None
        else case.count("SELECT count(*) FROM items WHERE source_id = :source", values)
    )
    return Coverage(
        tuple(Declared(what, count) for what, count in declared),
        source.found or 0,
        imported,
        source.duplicates or 0,
        tuple(
            Problem(locator, ProblemKind(kind), reason, records)
            for locator, kind, reason, records in problems
        ),
    )


_PROBLEMS = "SELECT locator, kind, reason, records FROM problems WHERE source_id = :source ORDER BY id"
_READING_PROBLEMS = (
    "SELECT locator, kind, reason, records FROM reading_problems WHERE reading_id = :reading ORDER BY id"
)
_DECLARED = "SELECT what, count FROM declared WHERE source_id = :source ORDER BY rowid"
_READING_DECLARED = "SELECT what, count FROM reading_declared WHERE reading_id = :reading ORDER BY rowid"


def basis_text(basis: Basis) -> str:
    """A legal basis as JSON, the form in which it is kept and hashed. Leave of a court stands in it only where there
    is one: what was recorded before it was asked for keeps its hash."""
    told = dataclasses.asdict(basis)
    if not basis.request.court_leave:
        del told["request"]["court_leave"]
    return json.dumps(told, default=str, sort_keys=True)


def _basis(text: str) -> Basis:
    kept = json.loads(text)
    return Basis(
        LegalBasis(kept["power"]),
        kept["note"],
        Notice(**_dated(kept["notice"])),
        Request(**_dated(kept["request"])),
    )


def _dated(kept: dict[str, Any]) -> dict[str, Any]:
    dates = {"confirmed_on", "date_of_birth", "notice_date"}
    return {
        name: date.fromisoformat(value) if name in dates and value else value for name, value in kept.items()
    }


def _exhibit(row: Row) -> Exhibit:
    return Exhibit(row[1], ExhibitKind(row[2]), row[3], _basis(row[4]), ExhibitId(row[0]))


def _source(row: Row) -> Source:
    (
        source,
        ref,
        name,
        path,
        sha256,
        size,
        importer,
        version,
        options,
        found,
        imported,
        duplicates,
        reading,
        number,
    ) = row
    said = json.loads(options)
    limit = _limit(said.get("limit", {}))
    counts = found, imported, duplicates
    return Source(
        SourceId(source),
        ref,
        name,
        path,
        sha256,
        size,
        importer,
        version,
        _options(said),
        *counts,
        limit,
        reading,
        number,
    )


def find_owners(change: Change, exhibit: ExhibitId) -> int:
    """Work out anew who evidently owns an exhibit that does not say so: the one person in all of its two or
    more conversations.

    Without this a line that names the owner beside another person would open every conversation. Who writes
    in files attached to messages makes no difference. Returns how many were found: 0 or 1.
    """
    values = {"exhibit": exhibit}
    change.run("DELETE FROM evident_owners WHERE exhibit_id = :exhibit", values)
    threads = (
        "SELECT p.thread_id FROM thread_people p JOIN threads t ON t.id = p.thread_id JOIN sources "
        "s ON s.id = t.source_id "
        "WHERE s.exhibit_id = :exhibit AND s.id NOT IN (SELECT source_id FROM attached_sources) "
        "GROUP BY p.thread_id HAVING count(*) > 1"
    )
    if change.run(
        "SELECT 1 FROM given_owners g JOIN thread_people p ON p.key = g.key WHERE g.exhibit_id = :exhibit "
        "AND p.thread_id NOT IN (SELECT thread_id FROM attached_threads) LIMIT 1",
        values,
    ).fetchone():
        return 0
    if change.run(
        f"SELECT 1 FROM thread_people WHERE is_owner AND thread_id IN ({threads}) LIMIT 1", values
    ).fetchone():
        return 0
    everywhere = change.run(
        (
            f"SELECT key FROM thread_people WHERE thread_id IN ({threads}) GROUP BY key HAVING "
            f"count(*) > 1 AND count(*) = (SELECT count(*) FROM ({threads}))"
        ),
        values,
    ).fetchall()
    if len(everywhere) != 1:
        return 0
    change.run(
        "INSERT INTO evident_owners VALUES (:exhibit, :key)", {"exhibit": exhibit, "key": everywhere[0][0]}
    )
    return 1


def _options(kept: dict[str, Any]) -> ReadOptions:
    known = {field.name for field in dataclasses.fields(ReadOptions)}
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in kept.items()
        if name in known
    }
    return ReadOptions(**given)


def _limit(kept: dict[str, Any]) -> Limit:
    """The limit of a source; cases of before there were limits have none."""
    if not kept:
        return EVERYTHING
    first, last = (
        date.fromisoformat(when) if (when := kept[name]) else None for name in ("date_from", "date_to")
    )
    return Limit(tuple(kept["people"]), first, last, kept["undated"])
