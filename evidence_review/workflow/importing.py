"""Importing: a source is recognised, hashed, read in a child process and stored whole or resumed (DOMAIN.md A, B)."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from evidence_review.domain.basis import Exhibit, missing_from_basis
from evidence_review.domain.errors import RuleBroken, UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions, Tally
from evidence_review.domain.ids import SourceId
from evidence_review.domain.kinds import AuditOp, ProblemKind
from evidence_review.domain.progress import Job, Progress, finish
from evidence_review.domain.wire import from_wire
from evidence_review.importers import choose, files_in
from evidence_review.sandbox import stream
from evidence_review.store import exhibits, items
from evidence_review.store.exhibits import Source
from evidence_review.workflow.opening import Session
from evidence_review.workflow.views import ImportReport

BATCH = 500
_CHUNK = 1 << 20


def recognise(path: Path) -> str:
    """The name of the format of a file, by its bytes. UnreadableExport says what it is and what to ask for."""
    return choose(path).name


def import_path(session: Session, path: Path, exhibit: Exhibit, options: ReadOptions) -> Job[tuple[ImportReport, ...]]:
    """Read a file, or every source in a folder, into the case under an exhibit.

    Running it again after a stop resumes; running it twice adds nothing. A file in a folder that
    cannot be read becomes a source that says so; a single file that cannot be read is refused.
    """
    session.may("import")
    exhibit = _opened(session, exhibit)
    if not path.exists():
        raise UnreadableExport("There is no file or folder there. Check the path.")
    single = path.is_file()
    reports: list[ImportReport] = []
    sources = sorted(files_in(path)) or [path]
    for number, file in enumerate(sources):
        yield Progress(number, len(sources), "reading " + exhibit.ref)
        try:
            reports.append((yield from _import_one(session, file, exhibit, options)))
        except UnreadableExport as fault:
            report = _not_read(session, file, exhibit, str(fault))
            if single or len(sources) == 1:
                raise
            reports.append(report)
    return tuple(reports)


def import_reports(session: Session) -> tuple[ImportReport, ...]:
    """The account of every source in the case."""
    return tuple(_report(session, source) for source in exhibits.sources(session.case))


def _opened(session: Session, exhibit: Exhibit) -> Exhibit:
    """The exhibit as the case holds it; RuleBroken where its legal basis is not fully on record."""
    known = exhibits.by_ref(session.case, exhibit.ref)
    if known:
        if known.basis.power is not exhibit.basis.power:
            raise RuleBroken("This exhibit is on record under another legal basis. Use that one, or another exhibit reference.")
        return known
    if not exhibit.ref.strip():
        raise RuleBroken("An exhibit needs its reference, for example ABC/1.")
    lacking = missing_from_basis(exhibit.basis)
    if lacking:
        raise RuleBroken(f"This exhibit cannot be opened until its legal basis is complete. Still missing: {'; '.join(lacking)}.")
    with session.case.change(session.signer, AuditOp.COLLECT, "record exhibit") as change:
        number = exhibits.add(change, exhibit, session.user.id)
        change.about(f"exhibit:{number}", {"basis": exhibits.basis_text(exhibit.basis), "ref": exhibit.ref})
        change.detail["basis"] = str(exhibit.basis.power)
    return replace(exhibit, id=number)


def _import_one(session: Session, file: Path, exhibit: Exhibit, options: ReadOptions) -> Job[ImportReport]:
    importer = choose(file)
    sha256 = yield from _hash(file)
    known = exhibits.source_of(session.case, exhibit.id, sha256)
    if known and known.complete:
        return _report(session, known)
    source = known or _add_source(session, file, exhibit, options, sha256, importer.name, importer.version)
    yield from _read(session, file, source, exhibit)
    if (yield from _hash(file)) != sha256:
        raise UnreadableExport("This file changed while it was being read. Check where it is kept and import it again.")
    stored = exhibits.source_of(session.case, exhibit.id, sha256)
    assert stored  # it was stored above, in this thread
    return _report(session, stored)


def _add_source(session: Session, file: Path, exhibit: Exhibit, options: ReadOptions, sha256: str, importer: str, version: str) -> Source:
    given = replace(options, owner=options.owner or exhibit.attributed_to or None)
    source = Source(
        SourceId(0), exhibit.ref, file.name, str(file.resolve()), sha256, _size(file), importer, version, given, None, None, None
    )
    with session.case.change(session.signer, AuditOp.COLLECT, "begin import") as change:
        number = exhibits.add_source(change, exhibit.id, source, session.user.id)
        change.about(f"source:{number}", {"sha256": sha256, "importer": importer, "version": version})
    return replace(source, id=number)


def _read(session: Session, file: Path, source: Source, exhibit: Exhibit) -> Job[None]:
    """Store everything the child reads, in whole batches; then the end, with its counts."""
    before = items.count_in_source(session.case, source.id)
    new = seen = found = 0
    batch: list[Read] = []
    for value in _values(file, source.options):
        if isinstance(value, Tally):
            found = value.found
            continue
        batch.append(value)
        if len(batch) >= BATCH:
            new, seen = _store(session, source.id, batch, (new, seen))
            batch = []
            yield Progress(new + seen, 0, "reading " + source.exhibit)
    new, seen = _store(session, source.id, batch, (new, seen))
    duplicates = max(0, seen - before)
    with session.case.change(session.signer, AuditOp.COLLECT, "end import", about=f"source:{source.id}") as change:
        exhibits.end_source(change, source.id, found, before + new, duplicates)
        owners = exhibits.find_owners(change, exhibit.id)
        change.detail.update(found=found, imported=before + new, duplicates=duplicates, evident_owners=owners)


def _values(file: Path, options: ReadOptions) -> Iterator[Read]:
    arguments: dict[str, Any] = {"path": str(file), "zone": options.zone, "day_first": options.day_first, "owner": options.owner}
    for untrusted in stream("evidence_review.importers.carried:read_carried", arguments):
        try:
            yield from_wire(untrusted)
        except (ValueError, KeyError, TypeError, AttributeError):
            yield Problem("reader", ProblemKind.NOT_READ, "A value from the reader was not well formed and was left out.", 0)


def _store(session: Session, source: SourceId, batch: list[Read], so_far: tuple[int, int]) -> tuple[int, int]:
    if not batch:
        return so_far
    with session.case.change(session.signer, AuditOp.COLLECT, "import batch", about=f"source:{source}") as change:
        new, seen = items.add(change, source, (value for value in batch if isinstance(value, Item)))
        problems = [value for value in batch if isinstance(value, Problem)]
        exhibits.add_remarks(change, source, problems, [value for value in batch if isinstance(value, Declared)])
        change.detail.update(items=new, problems=len(problems))
    return so_far[0] + new, so_far[1] + seen


def _not_read(session: Session, file: Path, exhibit: Exhibit, sentence: str) -> ImportReport:
    """A source that could not be read at all stays in the account with the reason; one that was read in part waits to be resumed."""
    sha256 = finish(_hash(file))
    known = exhibits.source_of(session.case, exhibit.id, sha256)
    source = known or _add_source(session, file, exhibit, ReadOptions(), sha256, "none", "0")
    if not source.complete and items.count_in_source(session.case, source.id) == 0:
        with session.case.change(session.signer, AuditOp.COLLECT, "could not read", about=f"source:{source.id}") as change:
            exhibits.add_remarks(change, source.id, [Problem("file", ProblemKind.NOT_READ, sentence, 1)], [])
            exhibits.end_source(change, source.id, 1, 0, 0)
    stored = exhibits.source_of(session.case, exhibit.id, sha256)
    assert stored  # it was stored above, in this thread
    return _report(session, stored)


def _report(session: Session, source: Source) -> ImportReport:
    return ImportReport(
        source.id, source.exhibit, source.name, source.sha256, source.importer, source.complete, exhibits.coverage(session.case, source)
    )


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else sum(part.stat().st_size for part in file.rglob("*") if part.is_file())


def _hash(file: Path) -> Job[str]:
    """SHA-256 of a file; of a folder, over the names and hashes of the files in it."""
    whole = hashlib.sha256()
    parts = [file] if file.is_file() else sorted(part for part in file.rglob("*") if part.is_file())
    for part in parts:
        one = hashlib.sha256()
        try:
            with part.open("rb") as stream_in:
                while chunk := stream_in.read(_CHUNK):
                    one.update(chunk)
        except OSError:
            raise UnreadableExport("This file cannot be opened for reading. Check its rights and where it is kept.") from None
        yield Progress(0, 0, "checking the file")
        if part == file:
            return one.hexdigest()
        whole.update(f"{part.relative_to(file).as_posix()}\n{one.hexdigest()}\n".encode())
    return whole.hexdigest()
