"""Attaching: the files attached to items in scope are read like any file, and what is in them stands where
their message stands (decision 0039)."""

import hashlib
import json
import os
import time
from collections import Counter, deque
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from evidence_review.domain.columns import Columns, columns_of
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken, UnreadableExport
from evidence_review.domain.evidence import Declared, Problem, Tally
from evidence_review.domain.ids import LineId, SourceId
from evidence_review.domain.import_limits import EVERYTHING
from evidence_review.domain.kinds import AuditOp, ProblemKind
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.wire import Part
from evidence_review.sandbox import Answers, Stopped
from evidence_review.store import adding, attached, exhibits, items, lines
from evidence_review.store.accounting import count_before, keep_account
from evidence_review.store.adding import Known
from evidence_review.store.attached import AttachedFile, Standing
from evidence_review.store.case import Change
from evidence_review.store.exhibits import Source
from evidence_review.store.items import Kept
from evidence_review.workflow.case.attached_views import ATTACHED, AttachedLine, AttachedPlan, AttachedReport
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.source_reading import begin_attached, parts_in
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.importing.attached_words import as_attached, place_of
from evidence_review.workflow.importing.importing import import_reports
from evidence_review.workflow.importing.storing import BATCH, BYTES, OFTEN

_AHEAD, _LARGEST = 8, 8 << 20  # children at once; a file above so many bytes is read when its turn comes
_WHOLE = 200_000
"""Items of files of the same bytes that are stored together at most; of more the files are mixed."""
_LEFT = (
    "This file was not read: no line covers its item any more, or the item is held. It is offered "
    "again once that changes."
)


def plan_attached(session: Session, line: int | None = None) -> AttachedPlan:
    """What reading the files attached to items in scope would do, of one approved line or of all; nothing is
    read and nothing changed."""
    session.may(Act.IMPORT)
    approved = [approved_line(session, line)] if line is not None else lines.approved(session.case)
    found = attached.standing(session.case, approved[0].id if line is not None else None)
    waits = [one for one in found if one.state == "waiting"]
    whole = _states(found)
    return AttachedPlan(
        tuple(
            AttachedLine(one.number, one.title, *_states(attached.standing(session.case, one.id)))
            for one in approved
        ),
        whole[0],
        len({one.sha256 for one in waits}),
        tuple(sorted(Counter(one.kind for one in waits).items())),
        *whole[1:],
        attached.outside(session.case),
    )


def _states(found: Sequence[Standing]) -> tuple[int, int, int, int, int, int, int]:
    """Waiting, read, not read, not supplied, held, unscreened, too deep. What a stopped reading began waits
    too."""
    n = Counter(one.state for one in found)
    return (
        n["waiting"] + n["begun"],
        n["read"],
        n["not_read"],
        n["not_supplied"],
        n["held"],
        n["unscreened"],
        n["too_deep"],
    )


def read_attached(session: Session, line: int | None = None) -> Job[AttachedReport]:
    """Read the files attached to items that may be read, of one approved line or of all, each once; what was
    stopped before goes on first.

    RuleBroken where no line is approved, or there is nothing to read.
    """
    session.may(Act.IMPORT)
    wanted: LineId | None = approved_line(session, line).id if line is not None else None
    known = {one.id: one for one in exhibits.sources(session.case)}
    done: list[SourceId] = []
    for source in attached.unfinished(session.case):
        yield from _read_source(session, known[source])
        done.append(source)
    for of in known.values():
        files = attached.waiting(session.case, of.id, wanted)
        if files:
            source = _begin(session, of, files)
            yield from _read_source(session, source)
            done.append(source.id)
    if not done:
        raise RuleBroken(_nothing(plan_attached(session, line)))
    return _report(session, done)


def _nothing(plan: AttachedPlan) -> str:
    if not plan.lines:
        return "No line of enquiry is approved, so no attached file may be read. Have a line approved first."
    if plan.unscreened:
        return (
            "No attached file can be read yet: their items were not screened for privilege. Search "
            "first (flag), then read them."
        )
    return "There is no attached file left to read within the approved lines."


def _report(session: Session, done: Sequence[SourceId]) -> AttachedReport:
    ended = attached.outcomes(session.case, done)
    titles = {one.id: one for one in lines.approved(session.case)}
    reports = tuple(one for one in import_reports(session) if one.source in set(done))
    grown = tuple(
        (titles[one].number, titles[one].title, count)
        for one, count in attached.in_scope_of_lines(session.case, done)
    )
    read, not_read, left = (ended.get(name, 0) for name in ("READ", "NOT_READ", "LEFT"))
    return AttachedReport(reports, read, not_read, left, sum(one.coverage.imported for one in reports), grown)


# ---- a source made of files
# -----------------------------------------------------------------------------------------------


def _begin(session: Session, of: Source, files: Sequence[AttachedFile]) -> Source:
    """A new source with the list of the files that it is made of, which is kept before any of them is
    read."""
    case = session.case
    round_ = len(attached.sources_of(case, of.id)) + 1
    stem = of.name.removeprefix("files attached in ").removeprefix("files within files attached in ")
    name = (
        f"files {'attached' if files[0].depth == 1 else 'within files attached'} in "
        f"{stem}{f' ({round_})' if round_ > 1 else ''}"
    )
    listed = [of.sha256, round_, [(one.item, one.number, one.sha256) for one in files]]
    made = hashlib.sha256(json.dumps(listed).encode()).hexdigest()
    size = sum({one.sha256: one.size for one in files}.values())
    source = Source(
        SourceId(0),
        of.exhibit,
        name,
        of.path,
        made,
        size,
        ATTACHED,
        "1",
        of.options,
        None,
        None,
        None,
        EVERYTHING,
    )
    exhibit = exhibits.by_ref(case, of.exhibit)
    assert exhibit  # the source stands under it
    with case.change(session.signer, AuditOp.COLLECT, "begin reading attached files") as change:
        source = replace(source, id=exhibits.add_source(change, exhibit.id, source, session.user.id))
        attached.plan(change, source.id, of.id, files)
        exhibits.add_remarks(change, source.id, [], [Declared("attached files", len(files))])
        change.about(f"source:{source.id}", {"sha256": made, "of": of.sha256, "files": str(len(files))})
        change.detail.update(of=of.id, files=len(files))
    return source


def _read_source(session: Session, source: Source) -> Job[None]:
    """Every file of a source that was not read yet, the same bytes once for all items that they are attached
    to; then the end."""
    groups: dict[str, list[AttachedFile]] = {}
    for file in attached.to_read(session.case, source.id):
        groups.setdefault(file.sha256, []).append(file)
    total, done = sum(map(len, groups.values())), 0
    with closing(_ahead(session, source, list(groups.values()))) as coming:
        for files, begun in coming:
            yield Progress(done, total, "reading attached files")
            with closing(
                _Reading(session, source, files, begun, Progress(done, total, "reading attached files"))
            ) as reading:
                yield from reading.run()
            done += len(files)
    found, imported, duplicates = attached.totals(session.case, source.id)
    counted = count_before(session.case, source.id)
    with session.case.change(
        session.signer, AuditOp.COLLECT, "end reading attached files", about=f"source:{source.id}"
    ) as change:
        exhibits.end_source(change, source.id, found, imported, duplicates)
        ended = replace(source, found=found, imported=imported, duplicates=duplicates)
        keep_account(session.case, change, ended, counted)
        change.detail.update(found=found, imported=imported, duplicates=duplicates)


def _ahead(
    session: Session, source: Source, groups: Sequence[list[AttachedFile]]
) -> Generator[tuple[list[AttachedFile], Answers | None]]:
    """Each group of files of the same bytes with a child that reads them already; None of large ones, and of
    those that may not be read now."""
    begun: deque[Answers | None] = deque()
    try:
        for at, files in enumerate(groups):
            while len(begun) < min(os.cpu_count() or 1, _AHEAD) + 1 and at + len(begun) < len(groups):
                coming = groups[at + len(begun)]
                begun.append(None if coming[0].size > _LARGEST else _begun(session, source, coming))
            yield files, begun.popleft()
    finally:
        for answers in begun:
            if answers:
                answers.close()


def _begun(
    session: Session, source: Source, files: Sequence[AttachedFile], *, together: bool = True
) -> Answers | None:
    """A child that reads the bytes, by the gate of the first item that may be read now; None where there is
    none."""
    for file in files:
        name = attached.name_of(session.case, file)
        data = items.blob(session.case, file.item, file.number)
        if name is not None and data is not None:
            return begin_attached(name, data, replace(source.options, mapping=""), together=together)
    return None


# ---- files of the same bytes
# ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Target:
    """One file with the message by which it stands, its name, and what was stored of it so far."""

    file: AttachedFile
    message: Kept
    name: str
    known: Known = field(default_factory=Known)


@dataclass(slots=True)
class _Reading:
    """Files of the same bytes while they are read: items and records met, what the reader counts, and what it
    says cannot be read."""

    session: Session
    source: Source
    files: Sequence[AttachedFile]
    begun: Answers | None
    step: Progress
    met: int = 0
    records: int = 0
    found: int | None = None
    troubled: bool = False

    def close(self) -> None:
        """End the child."""
        if self.begun:
            self.begun.close()

    def run(self) -> Job[None]:
        """Read, store and end. A child that dies is started once more, slowly; where it dies again, the files
        end there, and the account says so."""
        targets = [target for file in self.files if (target := self._target(file))]
        files = [target.file for target in targets]
        left = [file for file in self.files if file not in files]
        if targets:
            if self.begun is None:
                self.begun = _begun(self.session, self.source, files)
            try:
                yield from self._read(targets)
            except Stopped:
                self.met = self.records = 0
                self.close()
                self.begun = _begun(self.session, self.source, files, together=False)
                yield from self._read_slowly(targets)
            except UnreadableExport as fault:
                self._store(targets, [Problem("", ProblemKind.NOT_READ, str(fault), 1)])
        self._end(targets, left)

    def _target(self, file: AttachedFile) -> _Target | None:
        """The file with its message; None where the gate lets it through no more."""
        name, message = (
            attached.name_of(self.session.case, file),
            items.through_any(self.session.case, file.message),
        )
        return None if name is None or message is None else _Target(file, message, name)

    def _read_slowly(self, targets: Sequence[_Target]) -> Job[None]:
        try:
            yield from self._read(targets)
        except UnreadableExport as fault:
            kind = ProblemKind.PARTLY_READ if self.met else ProblemKind.NOT_READ
            self._store(targets, [Problem("where reading stopped", kind, str(fault), 1)])
            self.found = None

    def _read(self, targets: Sequence[_Target]) -> Job[None]:
        batch: list[Columns | Problem] = []
        count = size = 0
        since = time.monotonic()
        for part in parts_in(self.begun) if self.begun else ():
            if isinstance(part, Tally):
                self.found = part.found
            if not isinstance(part, Columns | Problem):
                continue
            batch.append(part)
            count += len(part) * len(targets) if isinstance(part, Columns) else 1
            size += _bytes(part)
            if self._is_full(targets, count, size, since):
                self._store(targets, batch)
                batch, count, size, since = [], 0, 0, time.monotonic()
                yield self.step
        self._store(targets, batch)

    def _is_full(self, targets: Sequence[_Target], count: int, size: int, since: float) -> bool:
        """Whether what was gathered is to be stored. Files of the same bytes are stored one after another,
        each whole, so that numbers do not depend on where batches end."""
        if len(targets) > 1:
            return count >= _WHOLE or size >= BYTES
        return count >= BATCH or size >= BYTES or time.monotonic() - since > OFTEN

    def _store(self, targets: Sequence[_Target], batch: Sequence[Columns | Problem]) -> None:
        """One batch, for every file of these bytes; what is there already stays as it is."""
        if not batch:
            return
        told = [part for part in batch if isinstance(part, Problem)]
        with self.session.case.change(
            self.session.signer, AuditOp.COLLECT, "read attached files", about=f"source:{self.source.id}"
        ) as change:
            new = sum(self._add(change, target, batch) for target in targets)
            change.detail.update(files=len(targets), items=new, problems=len(told) * len(targets))
        self.met += sum(len(part) for part in batch if isinstance(part, Columns))
        self.records += sum(one.records for one in told)
        self.troubled = self.troubled or any(
            one.kind in {ProblemKind.NOT_READ, ProblemKind.PARTLY_READ} for one in told
        )

    def _add(self, change: Change, target: _Target, batch: Sequence[Columns | Problem]) -> int:
        new = 0
        for part in batch:
            if isinstance(part, Columns):
                placed = columns_of(
                    as_attached(item, target.message.item, target.file, target.name) for item in part.items()
                )
                new += adding.add(change, self.source.id, placed, target.known)[0]
        attached.place(change, target.file, list(target.known.threads.values()))
        at = place_of(target.file)
        told = [
            replace(one, locator=f"{at}: {one.locator}" if one.locator else at)
            for one in batch
            if isinstance(one, Problem)
        ]
        exhibits.add_remarks(change, self.source.id, told, [])
        return new

    def _end(self, targets: Sequence[_Target], left: Sequence[AttachedFile]) -> None:
        """What became of each file, in one transaction, so that a reading that is stopped begins again with
        whole files."""
        with self.session.case.change(
            self.session.signer, AuditOp.COLLECT, "attached files read", about=f"source:{self.source.id}"
        ) as change:
            for target in targets:
                stored = attached.count_of(change, target.file)
                outcome = "READ" if stored or not self.troubled else "NOT_READ"
                met = self.met + self.records
                attached.end(
                    change,
                    target.file,
                    outcome,
                    met if self.found is None else self.found,
                    stored,
                    max(0, self.met - stored),
                )
            for file in left:
                attached.end(change, file, "LEFT", 0, 0, 0)
            exhibits.add_remarks(
                change,
                self.source.id,
                [Problem(place_of(file), ProblemKind.SKIPPED, _LEFT) for file in left],
                [],
            )
            change.detail.update(files=len(targets), left=len(left))


def _bytes(part: Part) -> int:
    """About how many bytes of files and words a part holds."""
    if not isinstance(part, Columns):
        return 0
    return sum(len(one.data or b"") for held in part.attachments.values() for one in held) + sum(
        len(text or "") for text in part.texts
    )
