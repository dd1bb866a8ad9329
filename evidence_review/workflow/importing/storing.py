"""Storing: what a child reads of one source goes into the case in whole batches, and at the end its counts
and what became of the file meanwhile."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from evidence_review.domain.columns import Columns
from evidence_review.domain.disclosure import TriggerSort
from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Problem, Tally
from evidence_review.domain.ids import ExhibitId
from evidence_review.domain.kinds import AuditOp, ProblemKind
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.wire import Part
from evidence_review.sandbox import Answers, Stopped
from evidence_review.store import adding, exhibits, items, readings
from evidence_review.store.accounting import FiguresAt, count_before, end_reading, keep_account
from evidence_review.store.adding import Known
from evidence_review.store.case import Change
from evidence_review.store.disclosure import due_reviews
from evidence_review.store.exhibits import Source
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.source_reading import hash_of, parts_of, threads_with, within
from evidence_review.workflow.importing.highly_sensitive import require_not_marked_so

type Told = Columns | Problem | Declared

BATCH, BYTES, OFTEN = 500, 64 << 20, 2.0
"""What is stored at once at most: values, bytes of files, seconds. Whoever decides meanwhile waits for one batch: some
30 ms of 500 values."""
_CHANGED = "This file changed while it was being read. Check where it is kept and import it again."
_GONE = "This file could not be opened again after it was read. Check where it is kept and import it again."
NOT_AS_HASHED = frozenset((_CHANGED, _GONE))
"""The reasons of a problem that says that a file is no more what was hashed before it was read."""
SAME = "A file with the same bytes lies here too. It is in the account once."


def store(
    session: Session,
    file: Path,
    source: Source,
    exhibit: ExhibitId,
    *,
    together: bool = True,
    begun: Answers | None = None,
) -> Job[None]:
    """Store everything that a child reads of a source, in whole batches; then the end, with its counts.

    A child that dies or falls silent is started once more, slowly: what it had read just before then arrives.
    Where it stops again, the source ends there, and the account says so; so it does where the file is no more
    what was hashed. `begun`: what a child says that has begun to read it, where one has.
    """
    progress = _Stored(0 if source.reading else items.count_in_source(session.case, source.id))
    try:
        threads = yield from threads_with(file, source.options, source.limit, together=together)
        parts = within(parts_of(file, source.options, together=together, begun=begun), source.limit, threads)
        for batch in _batches(progress.found_in(parts)):
            if not progress.met and not progress.before:
                require_not_marked_so(batch)
            _store_batch(session, source, batch, progress)
            yield Progress(progress.new + progress.seen, 0, "reading " + source.exhibit)
    except Stopped as fault:
        if together:
            yield from store(session, file, source, exhibit, together=False)
            return
        if not source.reading and not items.count_in_source(session.case, source.id):
            raise
        stopped = Problem("where reading stopped", ProblemKind.PARTLY_READ, str(fault), 1)
        _store_batch(session, source, [stopped], progress)
        progress.found = progress.met
    changed = yield from _what_changed(file, source.sha256)
    _end(session, source, exhibit, progress, changed)


@dataclass(slots=True)
class _Stored:
    """How far an import is: items there before, new and already there, records met, and what the source said
    it holds."""

    before: int
    new: int = 0
    seen: int = 0
    met: int = 0
    found: int = 0
    known: Known = field(default_factory=Known)
    places: set[int] = field(default_factory=set[int])
    """Of a further reading: hashes of the places that it met."""

    def found_in(self, parts: Iterator[Part]) -> Iterator[Told]:
        """The parts without the tally, which is kept."""
        for part in parts:
            if isinstance(part, Tally):
                self.found = part.found
            else:
                yield part


def _batches(parts: Iterator[Told]) -> Iterator[list[Told]]:
    """What is stored at once: so many values, so many bytes, or what came in two seconds. What came before a
    fault is stored too."""
    batch: list[Told] = []
    count, size, since = 0, 0, time.monotonic()
    fault: Stopped | None = None
    try:
        for part in parts:
            batch.append(part)
            count += len(part) if isinstance(part, Columns) else 1
            if isinstance(part, Columns):
                size += sum(len(one.data or b"") for held in part.attachments.values() for one in held)
            if count >= BATCH or size >= BYTES or time.monotonic() - since > OFTEN:
                yield batch
                batch, count, size, since = [], 0, 0, time.monotonic()
    except Stopped as stopped:
        fault = stopped
    if batch:
        yield batch
    if fault:
        raise fault


def _store_batch(session: Session, source: Source, batch: Sequence[Told], progress: _Stored) -> None:
    with session.case.change(
        session.signer, AuditOp.COLLECT, "import batch", about=f"source:{source.id}"
    ) as change:
        added = [_add(change, source, part, progress) for part in batch if isinstance(part, Columns)]
        problems = [part for part in batch if isinstance(part, Problem)]
        add_remarks(change, source, problems, [part for part in batch if isinstance(part, Declared)])
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


def add_remarks(change: Change, source: Source, problems: list[Problem], declared: list[Declared]) -> None:
    """Remarks on a source, kept with the reading that is its last."""
    if source.reading:
        readings.add_remarks(change, source.reading, problems, declared)
    else:
        exhibits.add_remarks(change, source.id, problems, declared)


def _end_reading(session: Session, change: Change, ended: Source, counted: FiguresAt) -> None:
    """The end of the last reading of a source, with its account."""
    if ended.reading:
        end_reading(session.case, change, ended, counted)
        return
    found, imported, duplicates = ended.found or 0, ended.imported or 0, ended.duplicates or 0
    exhibits.end_source(change, ended.id, found, imported, duplicates)
    keep_account(session.case, change, ended, counted)


def _end(session: Session, source: Source, exhibit: ExhibitId, progress: _Stored, changed: str) -> None:
    stored, duplicates = progress.before + progress.new, max(0, progress.seen - progress.before)
    if source.reading:
        stored, duplicates = len(progress.places), progress.new + progress.seen - len(progress.places)
    ended = replace(source, found=progress.found, imported=stored, duplicates=duplicates)
    counted = count_before(session.case, source.id)
    with session.case.change(
        session.signer, AuditOp.COLLECT, "end import", about=f"source:{source.id}"
    ) as change:
        add_remarks(
            change, source, [Problem("file", ProblemKind.SOURCE_FLAG, changed, 0)] if changed else [], []
        )
        _end_reading(session, change, ended, counted)
        owners = exhibits.find_owners(change, exhibit)
        change.detail.update(
            found=progress.found, imported=stored, duplicates=duplicates, evident_owners=owners
        )
        if progress.new:
            due = due_reviews.withheld_beside(session.case, source.id)
            words = f"material read since of exhibit {source.exhibit}"
            due_reviews.add(change, TriggerSort.NEW_MATERIAL, words, due, session.user.id)


def store_nothing(session: Session, source: Source, why: Problem) -> None:
    """The end of a source of which nothing was read, with the reason."""
    counted = count_before(session.case, source.id)
    with session.case.change(
        session.signer, AuditOp.COLLECT, "read nothing of it", about=f"source:{source.id}"
    ) as change:
        add_remarks(change, source, [why], [])
        _end_reading(session, change, replace(source, found=1, imported=0, duplicates=0), counted)


def _what_changed(file: Path, sha256: str) -> Job[str]:
    """The sentence that says that a file is no more what was hashed before it was read; "" where it is."""
    try:
        return "" if (yield from hash_of(file)) == sha256 else _CHANGED
    except UnreadableExport:
        return _GONE
