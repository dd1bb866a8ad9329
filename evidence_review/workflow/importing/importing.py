"""Importing: a source is recognised, hashed, read in a child process and stored whole or resumed
(reference/law.md A, B).
"""

import hashlib
import os
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from evidence_review.domain.accounting import is_unread
from evidence_review.domain.basis import Exhibit, missing_from_basis
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken, UnreadableExport
from evidence_review.domain.evidence import Problem, ReadOptions
from evidence_review.domain.ids import SourceId
from evidence_review.domain.import_limits import EVERYTHING, LEFT_OUT, Limit
from evidence_review.domain.kinds import AuditOp, ProblemKind
from evidence_review.domain.progress import Job, Progress, finish, placed
from evidence_review.store import exhibits, items, readings
from evidence_review.store.accounting import account, earlier_accounts
from evidence_review.store.exhibits import Source
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.source_reading import (
    Found,
    begin_reading,
    hash_of,
    recognised,
    size_of,
    sources_in,
)
from evidence_review.workflow.case.views import ImportReport
from evidence_review.workflow.importing.date_order import dates_read, follow
from evidence_review.workflow.importing.highly_sensitive import require_not_named_so
from evidence_review.workflow.importing.policy import leave_is_required
from evidence_review.workflow.importing.reading_ahead import Ahead, Begun
from evidence_review.workflow.importing.storing import NOT_AS_HASHED, SAME, add_remarks, store, store_nothing
from evidence_review.workflow.importing.told_accounts import told_reports


class SourceRefused(UnreadableExport):
    """The one source that was asked for could not be read, or not as it was hashed; its report, which is on
    record."""

    def __init__(self, sentence: str, report: ImportReport) -> None:
        super().__init__(sentence)
        self.report = report


def recognise(path: Path) -> str:
    """The name of the format of a file, by its bytes. UnreadableExport says what it is and what to ask
    for."""
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
    """Read a file, or every source in a folder, into the case under an exhibit; of each only what the limit
    covers.

    The sources in `leave` are left out on purpose: they stand in the account with their hash, and nothing of
    them is stored.

    Running it again after a stop resumes; running it twice adds nothing. With `again`, a source of which
    something was not read gets a further reading, which adds what was not there (docs/decisions/0035). A file
    in a folder that cannot be read becomes a source that says so; a single file that cannot be read is
    refused (SourceRefused).
    """
    session.may(Act.IMPORT)
    sources = sources_in(path)
    require_not_named_so((exhibit.ref, exhibit.attributed_to, path.name, *(one.path.name for one in sources)))
    asked = _Asked(_opened(session, exhibit), options, limit or EVERYTHING, again=again)
    single = path.is_file() or len(sources) == 1
    reports: list[ImportReport] = []
    met = dict[str, Path]()
    with closing(
        Ahead.over(
            (each for each in sources if each.path not in leave), partial(_begin_ahead, session, asked)
        )
    ) as ahead:
        for number, found in enumerate(sources, 1):
            yield from placed(_beginning(exhibit.ref), number, len(sources), "source")
            if found.path in leave:
                report = _not_read(session, found.path, asked.exhibit, _LEFT_OUT)
            else:
                with closing(ahead.take()) as begun:
                    job = _import_or_refuse(session, found, asked, begun, single=single)
                    report = yield from placed(job, number, len(sources), "source")
            if met.setdefault(report.sha256, found.path) != found.path:
                report = _tell_same(session, report, asked.exhibit, found.path.relative_to(path).as_posix())
            reports.append(report)
    return told_reports(session, reports, named=True)


def _beginning(ref: str) -> Job[None]:
    yield Progress(0, 0, f"reading {ref}")


_LEFT_OUT = Problem("file", ProblemKind.SKIPPED, LEFT_OUT.format("sources"), 1)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Under what sources are read: an exhibit of the case, settings and limit as given; `again` asks for a
    further reading of what was not read."""

    exhibit: Exhibit
    options: ReadOptions
    limit: Limit
    again: bool = False

    def settings(self) -> ReadOptions:
        """The settings under which a source is read: where no owner is named, the person to whom the exhibit
        is attributed."""
        return replace(self.options, owner=self.options.owner or self.exhibit.attributed_to or None)


def _begin_ahead(session: Session, asked: _Asked, found: Found) -> Begun:
    """The hash of a source whose turn comes soon; where the case does not know it yet, a child begins to read
    it as it will be asked for."""
    if asked.again or asked.limit.keys():  # what is read then, and how often, shows when its turn comes
        return Begun()
    sha256 = finish(hash_of(found.path))
    known = exhibits.source_of(session.case, asked.exhibit.id, sha256)
    return Begun(sha256, None if known else begin_reading(found.path, asked.settings()))


def _import_or_refuse(
    session: Session, found: Found, asked: _Asked, begun: Begun, *, single: bool
) -> Job[ImportReport]:
    """One source; where it cannot be read a source that says so. A single one that was not read, or not as it
    was hashed, is SourceRefused."""
    try:
        report = yield from _import_one(session, found, asked, begun)
    except UnreadableExport as fault:
        report = _not_read(
            session, found.path, asked.exhibit, Problem("file", ProblemKind.NOT_READ, str(fault), 1)
        )
        if single:
            raise SourceRefused(str(fault), told_reports(session, [report], named=True)[0]) from fault
        return report
    changed = next((one.reason for one in report.coverage.problems if one.reason in NOT_AS_HASHED), "")
    if single and changed:
        raise SourceRefused(changed, told_reports(session, [report], named=True)[0])
    return report


def formats_page() -> str:
    """Every format that is read, and what is refused, as a page in Markdown."""
    from evidence_review.importers.formats_page import (
        formats_page as page,
    )  # here: the importers are loaded where they are asked only

    return page()


def exhibits_known(session: Session) -> tuple[Exhibit, ...]:
    """The exhibits on record, in the order they came."""
    return exhibits.everything(session.case)


def import_reports(session: Session) -> tuple[ImportReport, ...]:
    """The account of every source in the case; of what no approved line lets through in figures alone."""
    return told_reports(session, [_report(session, source) for source in exhibits.sources(session.case)])


def _opened(session: Session, exhibit: Exhibit) -> Exhibit:
    """The exhibit as the case holds it; RuleBroken where its legal basis is not fully on record."""
    known = exhibits.by_ref(session.case, exhibit.ref)
    if known:
        if known.basis.power is not exhibit.basis.power:
            raise RuleBroken(
                (
                    "This exhibit is on record under another legal basis. Use that one, or another "
                    "exhibit reference."
                )
            )
        return known
    if not exhibit.ref.strip():
        raise RuleBroken("An exhibit needs its reference, for example ABC/1.")
    lacking = missing_from_basis(exhibit.basis, leave=leave_is_required(session))
    if lacking:
        raise RuleBroken(
            (
                f"This exhibit cannot be opened until its legal basis is complete. Still missing: "
                f"{'; '.join(lacking)}."
            )
        )
    with session.case.change(session.signer, AuditOp.COLLECT, "record exhibit") as change:
        number = exhibits.add(change, exhibit, session.user.id)
        change.about(f"exhibit:{number}", {"basis": exhibits.basis_text(exhibit.basis), "ref": exhibit.ref})
        change.detail["basis"] = str(exhibit.basis.power)
    return replace(exhibit, id=number)


def _import_one(session: Session, found: Found, asked: _Asked, begun: Begun) -> Job[ImportReport]:
    if found.refused:
        raise UnreadableExport(found.refused)
    sha256 = begun.sha256 or (yield from hash_of(found.path))
    known = exhibits.source_of(session.case, asked.exhibit.id, sha256)
    afresh = bool(asked.again and known and _is_empty(session, known))
    if known and not afresh:
        _check_same(known, asked)
    if known and known.complete and not (asked.again and _is_unread(session, known)):
        yield from follow(session, known)
        return _report(session, known)
    source = known or _add_source(session, found, asked, sha256)
    ahead = None if known else begun.answers
    if source.complete:
        wanted = replace(source, importer=found.importer, importer_version=found.version)
        source = _begin_again(
            session,
            replace(wanted, options=asked.settings(), limit=asked.limit) if afresh else wanted,
            asked.exhibit,
        )
    yield from store(session, found.path, source, asked.exhibit.id, begun=ahead)
    yield from follow(session, source)
    return _report_of(session, asked.exhibit, sha256)


def _is_empty(session: Session, source: Source) -> bool:
    """Whether a source was read to its end and gave nothing."""
    return source.complete and not items.count_in_source(session.case, source.id)


def _check_same(known: Source, asked: _Asked) -> None:
    """RuleBroken where a source of which something is stored is asked for with other limits or settings."""
    ref = asked.exhibit.ref
    if known.limit != asked.limit:
        raise RuleBroken(
            (
                f"This file is in the case under {ref} with other limits "
                f"({known.limit.words() or 'none'}). To take more or less of it, record a further "
                f"exhibit reference."
            )
        )
    if asked.options != ReadOptions() and known.options != asked.settings():
        raise RuleBroken(
            f"This file is in the case under {ref}, read with other settings ({_settings(known.options)}). "
            "To go on with those, give them again or none. Another order of day and month is set "
            "for what is imported already (correct-dates). "
            "To read it with other settings, record a further exhibit reference and name it in the lines."
        )


def _is_unread(session: Session, source: Source) -> bool:
    """Whether something of a source was not read, or in part only, when it was read last."""
    return any(map(is_unread, exhibits.coverage(session.case, source).problems))


def _begin_again(session: Session, source: Source, exhibit: Exhibit) -> Source:
    """The source with a further reading begun."""
    with session.case.change(session.signer, AuditOp.COLLECT, "begin further reading") as change:
        begun = readings.begin(change, source, session.user.id)
        exhibits.add_owners(change, exhibit.id, source.options)
        change.about(f"source:{source.id}", _fingerprint(source))
        change.detail["reading"] = begun.number
    return begun


def _settings(options: ReadOptions) -> str:
    order = {None: "as the file shows", True: "day first", False: "month first"}[options.day_first]
    columns = ", columns as corrected" if options.mapping else ""
    return (
        f"owner {options.owner or 'not named'}, time zone {options.zone or 'not known'}, dates "
        f"{order}{columns}"
    )


def _add_source(session: Session, found: Found, asked: _Asked, sha256: str) -> Source:
    source = Source(
        id=SourceId(0),
        exhibit=asked.exhibit.ref,
        name=found.path.name,
        path=str(found.path.resolve()),
        sha256=sha256,
        size=size_of(found.path),
        importer=found.importer,
        importer_version=found.version,
        options=asked.settings(),
        found=None,
        imported=None,
        duplicates=None,
        limit=asked.limit,
    )
    with session.case.change(session.signer, AuditOp.COLLECT, "begin import") as change:
        number = exhibits.add_source(change, asked.exhibit.id, source, session.user.id)
        change.about(f"source:{number}", _fingerprint(source))
    return replace(source, id=number)


def _fingerprint(source: Source) -> dict[str, str]:
    """What the log holds of a source whose reading begins, as a hash."""
    return {
        "sha256": source.sha256,
        "importer": source.importer,
        "version": source.importer_version,
        "limit": source.limit.words(),
    }


def _not_read(session: Session, file: Path, exhibit: Exhibit, why: Problem) -> ImportReport:
    """A source of which nothing was read stays in the account with the reason; one that was read in part
    waits to be resumed."""
    sha256 = _hash_or_name(file)
    known = exhibits.source_of(session.case, exhibit.id, sha256)
    source = known or _add_source(
        session, Found(file, "none", "0", ""), _Asked(exhibit, ReadOptions(), EVERYTHING), sha256
    )
    if not source.complete and (source.reading or items.count_in_source(session.case, source.id) == 0):
        store_nothing(session, source, why)
    return _report_of(session, exhibit, sha256)


def _tell_same(session: Session, report: ImportReport, exhibit: Exhibit, place: str) -> ImportReport:
    """The report of a source that lies in the folder a second time: the other place is put on record,
    once."""
    told = Problem(place, ProblemKind.SOURCE_FLAG, SAME, 0)
    source = exhibits.source_of(session.case, exhibit.id, report.sha256)
    if source is None or told in report.coverage.problems:
        return report
    with session.case.change(
        session.signer, AuditOp.COLLECT, "same file again", about=f"source:{source.id}"
    ) as change:
        add_remarks(change, source, [told], [])
    return _report(session, source)


def _hash_or_name(file: Path) -> str:
    """The hash of what can be read; of a link, and of what cannot be opened or is gone, the hash of its
    place."""
    try:
        if (file.is_file() or file.is_dir()) and not file.is_symlink() and os.access(file, os.R_OK):
            return finish(hash_of(file))
    except (UnreadableExport, OSError):
        pass  # the place stands for it below
    return hashlib.sha256(f"no file: {file.absolute()}".encode("utf-8", "surrogateescape")).hexdigest()


def _report_of(session: Session, exhibit: Exhibit, sha256: str) -> ImportReport:
    stored = exhibits.source_of(session.case, exhibit.id, sha256)
    assert stored  # its caller stored it, in this thread
    return _report(session, stored)


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
        dates_read(session, source),
    )
