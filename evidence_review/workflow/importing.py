"""Importing: a source is recognised, hashed, read in a child process and stored whole or resumed (DOMAIN.md A, B)."""

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from evidence_review.domain.accounting import EVERYTHING, LEFT_OUT, Limit
from evidence_review.domain.basis import Exhibit, missing_from_basis
from evidence_review.domain.columns import Columns
from evidence_review.domain.errors import RuleBroken, UnreadableExport
from evidence_review.domain.evidence import Declared, Problem, ReadOptions, Tally
from evidence_review.domain.ids import ExhibitId, SourceId
from evidence_review.domain.kinds import AuditOp, ProblemKind
from evidence_review.domain.progress import Job, Progress, finish
from evidence_review.domain.wire import Part
from evidence_review.sandbox import Stopped
from evidence_review.store import adding, exhibits, items, readings
from evidence_review.store.accounting import account, earlier_accounts, end_reading, keep_account
from evidence_review.store.adding import Known
from evidence_review.store.case import Change
from evidence_review.store.exhibits import Source
from evidence_review.workflow.opening import Session
from evidence_review.workflow.reading import Found, hash_of, parts_of, recognised, size_of, sources_in, threads_with, within
from evidence_review.workflow.views import ImportReport

BATCH, _BYTES, _OFTEN = 2000, 64 << 20, 2.0


class SourceRefused(UnreadableExport):
    """The one source that was asked for could not be read, or not as it was hashed; its report, which is on record."""

    def __init__(self, sentence: str, report: ImportReport) -> None:
        super().__init__(sentence)
        self.report = report


def recognise(path: Path) -> str:
    """The name of the format of a file, by its bytes. UnreadableExport says what it is and what to ask for."""
    found = recognised(path)
    if found.refused:
        raise UnreadableExport(found.refused)
    return found.importer


def import_path(
    session: Session,
    path: Path,
    exhibit: Exhibit,
    options: ReadOptions,
    limit: Limit | None = None,
    leave: frozenset[Path] = frozenset(),
    *,
    again: bool = False,
) -> Job[tuple[ImportReport, ...]]:
    """Read a file, or every source in a folder, into the case under an exhibit; of each only what the limit covers.

    The sources in `leave` are left out on purpose: they stand in the account with their hash, and nothing of them is stored.

    Running it again after a stop resumes; running it twice adds nothing. With `again`, a source of which something was not read
    gets a further reading, which adds what was not there (docs/decisions/0035). A file in a folder that
    cannot be read becomes a source that says so; a single file that cannot be read is refused (SourceRefused).
    """
    session.may("import")
    exhibit = _opened(session, exhibit)
    sources = sources_in(path)
    single = path.is_file() or len(sources) == 1
    reports: list[ImportReport] = []
    for number, found in enumerate(sources):
        yield Progress(number, len(sources), "reading " + exhibit.ref)
        if found.path in leave:
            reports.append(_not_read(session, found.path, exhibit, Problem("file", ProblemKind.SKIPPED, LEFT_OUT.format("sources"), 1)))
            continue
        report = yield from _import_or_refuse(session, found, exhibit, options, limit or EVERYTHING, single=single, again=again)
        reports.append(report)
        if single and (changed := next((one.reason for one in report.coverage.problems if one.reason in {_CHANGED, _GONE}), "")):
            raise SourceRefused(changed, report)
    return tuple(reports)


def _import_or_refuse(
    session: Session, found: Found, exhibit: Exhibit, options: ReadOptions, limit: Limit, *, single: bool, again: bool
) -> Job[ImportReport]:
    """One source; where it cannot be read a source that says so, and for a single one SourceRefused."""
    try:
        return (yield from _import_one(session, found, exhibit, options, limit, again=again))
    except UnreadableExport as fault:
        report = _not_read(session, found.path, exhibit, Problem("file", ProblemKind.NOT_READ, str(fault), 1))
        if single:
            raise SourceRefused(str(fault), report) from fault
        return report


def formats_page() -> str:
    """Every format that is read, and what is refused, as a page in Markdown."""
    from evidence_review.importers.listing import formats_page as page  # here: the importers are loaded where they are asked only

    return page()


def exhibits_known(session: Session) -> tuple[Exhibit, ...]:
    """The exhibits on record, in the order they came."""
    return exhibits.everything(session.case)


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


def _import_one(session: Session, found: Found, exhibit: Exhibit, options: ReadOptions, limit: Limit, *, again: bool) -> Job[ImportReport]:
    if found.refused:
        raise UnreadableExport(found.refused)
    file = found.path
    sha256 = yield from hash_of(file)
    known = exhibits.source_of(session.case, exhibit.id, sha256)
    afresh = bool(again and known and known.complete and not items.count_in_source(session.case, known.id))
    if known and not afresh:
        _check_same(known, exhibit, options, limit)
    if known and known.complete and not (again and _is_unread(session, known)):
        return _report(session, known)
    source = known or _add_source(session, file, exhibit, options, sha256, found.importer, found.version, limit)
    if source.complete:
        wanted = replace(source, importer=found.importer, importer_version=found.version)
        source = _begin_again(session, replace(wanted, options=_given(exhibit, options), limit=limit) if afresh else wanted, exhibit)
    yield from _read(session, file, source, exhibit.id)
    stored = exhibits.source_of(session.case, exhibit.id, sha256)
    assert stored  # it was stored above, in this thread
    return _report(session, stored)


def _check_same(known: Source, exhibit: Exhibit, options: ReadOptions, limit: Limit) -> None:
    """RuleBroken where a source of which something is stored is asked for with other limits or settings."""
    if known.limit != limit:
        raise RuleBroken(
            f"This file is in the case under {exhibit.ref} with other limits ({known.limit.words() or 'none'}). To take more or less of it, record a further exhibit reference."
        )
    if options != ReadOptions() and known.options != _given(exhibit, options):
        raise RuleBroken(
            f"This file is in the case under {exhibit.ref}, read with other settings ({_settings(known.options)}). "
            "To go on with those, give them again or none. To read it with these, record a further exhibit reference and name it in the lines."
        )


def _is_unread(session: Session, source: Source) -> bool:
    """Whether something of a source was not read, or in part only, when it was read last."""
    unread = {ProblemKind.NOT_READ, ProblemKind.PARTLY_READ}
    return any(one.kind in unread for one in exhibits.coverage(session.case, source).problems)


def _begin_again(session: Session, source: Source, exhibit: Exhibit) -> Source:
    """The source with a further reading begun."""
    with session.case.change(session.signer, AuditOp.COLLECT, "begin further reading") as change:
        begun = readings.begin(change, source, session.user.id)
        exhibits.add_owners(change, exhibit.id, source.options)
        change.about(
            f"source:{source.id}",
            {"sha256": source.sha256, "importer": source.importer, "version": source.importer_version, "limit": source.limit.words()},
        )
        change.detail["reading"] = begun.number
    return begun


_CHANGED = "This file changed while it was being read. Check where it is kept and import it again."
_GONE = "This file could not be opened again after it was read. Check where it is kept and import it again."


def _what_changed(file: Path, sha256: str) -> Job[str]:
    """The sentence that says that a file is no more what was hashed before it was read; "" where it is."""
    try:
        return "" if (yield from hash_of(file)) == sha256 else _CHANGED
    except UnreadableExport:
        return _GONE


def _settings(options: ReadOptions) -> str:
    order = {None: "as the file shows", True: "day first", False: "month first"}[options.day_first]
    columns = ", columns as corrected" if options.mapping else ""
    return f"owner {options.owner or 'not named'}, time zone {options.zone or 'not known'}, dates {order}{columns}"


def _given(exhibit: Exhibit, options: ReadOptions) -> ReadOptions:
    """The settings under which a source is read: where no owner is named, the person to whom the exhibit is attributed."""
    return replace(options, owner=options.owner or exhibit.attributed_to or None)


def _add_source(
    session: Session, file: Path, exhibit: Exhibit, options: ReadOptions, sha256: str, importer: str, version: str, limit: Limit
) -> Source:
    given = _given(exhibit, options)
    source = Source(
        SourceId(0), exhibit.ref, file.name, str(file.resolve()), sha256, size_of(file), importer, version, given, None, None, None, limit
    )
    with session.case.change(session.signer, AuditOp.COLLECT, "begin import") as change:
        number = exhibits.add_source(change, exhibit.id, source, session.user.id)
        change.about(f"source:{number}", {"sha256": sha256, "importer": importer, "version": version, "limit": limit.words()})
    return replace(source, id=number)


def _read(session: Session, file: Path, source: Source, exhibit: ExhibitId, *, together: bool = True) -> Job[None]:
    """Store everything the child reads, in whole batches; then the end, with its counts.

    A child that dies or falls silent is started once more, slowly: what it had read just before then arrives.
    Where it stops again, the source ends there, and the account says so; so it does where the file is no more what was hashed.
    """
    progress = _Stored(0 if source.reading else items.count_in_source(session.case, source.id))
    try:
        threads = yield from threads_with(file, source.options, source.limit, together=together)
        parts = within(parts_of(file, source.options, together=together), source.limit, threads)
        for batch in _batches(progress.found_in(parts)):
            _store(session, source, batch, progress)
            yield Progress(progress.new + progress.seen, 0, "reading " + source.exhibit)
    except Stopped as fault:
        if together:
            yield from _read(session, file, source, exhibit, together=False)
            return
        if not source.reading and not items.count_in_source(session.case, source.id):
            raise
        stopped = Problem("where reading stopped", ProblemKind.PARTLY_READ, str(fault), 1)
        _store(session, source, [stopped], progress)
        progress.found = progress.met
    changed = yield from _what_changed(file, source.sha256)
    _end(session, source, exhibit, progress, changed)


@dataclass(slots=True)
class _Stored:
    """How far an import is: items there before, new and already there, records met, and what the source said it holds."""

    before: int
    new: int = 0
    seen: int = 0
    met: int = 0
    found: int = 0
    known: Known = field(default_factory=Known)
    places: set[int] = field(default_factory=set[int])
    """Of a further reading: hashes of the places that it met."""

    def found_in(self, parts: Iterator[Part]) -> Iterator[Columns | Problem | Declared]:
        """The parts without the tally, which is kept."""
        for part in parts:
            if isinstance(part, Tally):
                self.found = part.found
            else:
                yield part


def _batches(parts: Iterator[Columns | Problem | Declared]) -> Iterator[list[Columns | Problem | Declared]]:
    """What is stored at once: so many values, so many bytes, or what came in two seconds. What came before a fault is stored too."""
    batch: list[Columns | Problem | Declared] = []
    count, size, since = 0, 0, time.monotonic()
    fault: Stopped | None = None
    try:
        for part in parts:
            batch.append(part)
            count += len(part) if isinstance(part, Columns) else 1
            if isinstance(part, Columns):
                size += sum(len(one.data or b"") for held in part.attachments.values() for one in held)
            if count >= BATCH or size >= _BYTES or time.monotonic() - since > _OFTEN:
                yield batch
                batch, count, size, since = [], 0, 0, time.monotonic()
    except Stopped as stopped:
        fault = stopped
    if batch:
        yield batch
    if fault:
        raise fault


def _store(session: Session, source: Source, batch: Sequence[Columns | Problem | Declared], progress: _Stored) -> None:
    with session.case.change(session.signer, AuditOp.COLLECT, "import batch", about=f"source:{source.id}") as change:
        added = [_add(change, source, part, progress) for part in batch if isinstance(part, Columns)]
        problems = [part for part in batch if isinstance(part, Problem)]
        _add_remarks(change, source, problems, [part for part in batch if isinstance(part, Declared)])
        new, seen = sum(new for new, _ in added), sum(seen for _, seen in added)
        change.detail.update(items=new, problems=len(problems))
    progress.new += new
    progress.seen += seen
    progress.met += new + seen + sum(problem.records for problem in problems)


def _add(change: Change, source: Source, part: Columns, progress: _Stored) -> tuple[int, int]:
    """(new, already there) of the items that were stored."""
    if not source.reading:
        return adding.add(change, source.id, part, progress.known)
    progress.places.update(map(hash, part.locators))
    new = adding.add_further(change, source.id, part, progress.known, source.number)
    return new, len(part) - new


def _add_remarks(change: Change, source: Source, problems: list[Problem], declared: list[Declared]) -> None:
    if source.reading:
        readings.add_remarks(change, source.reading, problems, declared)
    else:
        exhibits.add_remarks(change, source.id, problems, declared)


def _end_reading(session: Session, change: Change, source: Source, found: int, imported: int, duplicates: int) -> None:
    """The end of the last reading of a source, with its account."""
    if source.reading:
        end_reading(session.case, change, replace(source, found=found, imported=imported, duplicates=duplicates))
        return
    exhibits.end_source(change, source.id, found, imported, duplicates)
    keep_account(session.case, change, replace(source, found=found, imported=imported, duplicates=duplicates))


def _end(session: Session, source: Source, exhibit: ExhibitId, progress: _Stored, changed: str) -> None:
    stored, duplicates = progress.before + progress.new, max(0, progress.seen - progress.before)
    if source.reading:
        stored, duplicates = len(progress.places), progress.new + progress.seen - len(progress.places)
    with session.case.change(session.signer, AuditOp.COLLECT, "end import", about=f"source:{source.id}") as change:
        _add_remarks(change, source, [Problem("file", ProblemKind.SOURCE_FLAG, changed, 0)] if changed else [], [])
        _end_reading(session, change, source, progress.found, stored, duplicates)
        owners = exhibits.find_owners(change, exhibit)
        change.detail.update(found=progress.found, imported=stored, duplicates=duplicates, evident_owners=owners)


def _not_read(session: Session, file: Path, exhibit: Exhibit, why: Problem) -> ImportReport:
    """A source of which nothing was read stays in the account with the reason; one that was read in part waits to be resumed."""
    sha256 = _hash_or_name(file)
    known = exhibits.source_of(session.case, exhibit.id, sha256)
    source = known or _add_source(session, file, exhibit, ReadOptions(), sha256, "none", "0", EVERYTHING)
    if not source.complete and (source.reading or items.count_in_source(session.case, source.id) == 0):
        with session.case.change(session.signer, AuditOp.COLLECT, "read nothing of it", about=f"source:{source.id}") as change:
            _add_remarks(change, source, [why], [])
            _end_reading(session, change, source, 1, 0, 0)
    stored = exhibits.source_of(session.case, exhibit.id, sha256)
    assert stored  # it was stored above, in this thread
    return _report(session, stored)


def _hash_or_name(file: Path) -> str:
    """The hash of what can be read; of a link, and of what cannot be opened or is gone, the hash of its place."""
    try:
        if (file.is_file() or file.is_dir()) and not file.is_symlink() and os.access(file, os.R_OK):
            return finish(hash_of(file))
    except (UnreadableExport, OSError):
        pass  # the place stands for it below
    return hashlib.sha256(f"no file: {file.absolute()}".encode("utf-8", "surrogateescape")).hexdigest()


def _report(session: Session, source: Source) -> ImportReport:
    return ImportReport(
        source.id,
        source.exhibit,
        source.name,
        source.sha256,
        source.importer,
        source.complete,
        exhibits.coverage(session.case, source),
        account(session.case, source),
        source.number,
        earlier_accounts(session.case, source),
    )
