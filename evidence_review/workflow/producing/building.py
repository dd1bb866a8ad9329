"""Building: the files of a bundle in memory, each with its marks applied and read again by the gate. Nothing
is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.redaction_values import Done, Level, Redacted
from evidence_review.domain.tasks import task
from evidence_review.domain.text import fold
from evidence_review.reports import (
    chain_pdf,
    management_pdf,
    redaction_csv,
    redaction_pdf,
    schedule_pdf,
    schedule_xlsx,
    sdc_pdf,
    sdc_xlsx,
)
from evidence_review.sandbox import Limits, call
from evidence_review.store import items
from evidence_review.workflow.case import child_tasks
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.picturing import is_picture, page_of
from evidence_review.workflow.case.removals import Removed
from evidence_review.workflow.producing import bundling
from evidence_review.workflow.producing.bundling import Part
from evidence_review.workflow.producing.management_account import management
from evidence_review.workflow.redacting.comparing import redact_document

CHECKING = Limits(seconds=1800)
"""Every page that is a picture is read by machine, at some seconds each."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the files of a bundle are made: folded words that stay on purpose, and how passages of documents
    are taken out (decision 0018)."""

    visible: frozenset[str] = frozenset()
    level: Level = Level.TOKEN


@dataclass(frozen=True, slots=True)
class Built:
    """Files by name, the file name of each part by its number, how each place of its document was taken out,
    and what to tell of them."""

    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    names: dict[int, str] = field(default_factory=dict[int, str])
    marks: dict[int, tuple[Done, ...]] = field(default_factory=dict[int, "tuple[Done, ...]"])
    notes: list[str] = field(default_factory=list[str])

    def add(self, part: Part, name: str, done: Redacted) -> None:
        """Keep an edited document, what it says of its places, and its sentences under its name."""
        self.files[name] = done.data
        self.marks[part.number] = (*self.marks.get(part.number, ()), *done.marks)
        self.notes.extend(f"{name}: {warning}" for warning in done.warnings)


def build_files(
    session: Session, found: Sequence[Part], removed: Sequence[Removed], wanted: Wanted
) -> Job[Built]:
    """Transcripts, edited documents and reports by file name, proved by the gate.

    OutputProblem where a file still holds something that was to be removed.
    """
    built = Built()
    yield from _documents(session, found, removed, wanted, built)
    built.files.update(_reports(session, found, removed, built))
    yield from _gate(built.files, removed, wanted.visible)
    return built


def _documents(
    session: Session, found: Sequence[Part], removed: Sequence[Removed], wanted: Wanted, built: Built
) -> Job[None]:
    """Transcripts and edited documents."""
    names = built.names
    for done, part in enumerate(found):
        yield Progress(done, len(found), "redacting and setting documents")
        original = items.document(session.case, part.thread_id) if part.is_document else None
        if original is not None and is_picture(original):
            names[part.number] = f"documents/item-{part.number:04d}-edited"
            _pictures(session, original, part, wanted, built)
        elif original is None:
            names[part.number] = f"transcripts/item-{part.number:04d}.pdf"
            with session.case.change(
                session.signer, AuditOp.COMBINE, "set transcript", about=f"schedule:{part.number}"
            ) as change:
                built.files[names[part.number]] = chain_pdf(bundling.chain(session, change, part, removed))
        else:
            names[part.number] = f"documents/item-{part.number:04d}-edited.pdf"
            edited = redact_document(session, original, part.kept, wanted.visible, wanted.level)
            built.add(part, names[part.number], edited)


def _pictures(session: Session, original: bytes, part: Part, wanted: Wanted, built: Built) -> None:
    """Each page of a picture file as a picture of its own."""
    name = built.names[part.number]
    for at, page in enumerate(part.pages, start=1):
        edited = redact_document(
            session, original, [kept for kept in part.kept if page_of(kept.item) == page], wanted.visible
        )
        ending = "jpg" if edited.data[:2] == b"\xff\xd8" else "png"
        built.add(part, f"{name}{'' if len(part.pages) == 1 else f'-page-{at}'}.{ending}", edited)


def _reports(
    session: Session, found: Sequence[Part], removed: Sequence[Removed], built: Built
) -> dict[str, bytes]:
    schedule = bundling.schedule(session, found, removed)
    certificate = bundling.certificate(session, found, removed)
    rows = bundling.redaction_rows(session, found, built.names, built.marks)
    return {
        "schedule/mg6c.xlsx": schedule_xlsx(schedule),
        "schedule/mg6c.pdf": schedule_pdf(schedule),
        "schedule/sdc.xlsx": sdc_xlsx(certificate),
        "schedule/sdc.pdf": sdc_pdf(certificate),
        "schedule/management.pdf": management_pdf(management(session, found, removed)),
        "schedule/redactions.csv": redaction_csv(rows),
        "schedule/redactions.pdf": redaction_pdf(rows, session.case.facts.urn),
    }


def _gate(files: Mapping[str, bytes], removed: Sequence[Removed], visible: frozenset[str]) -> Job[None]:
    """Every file is read again by other engines for every removed value; one finding stops the whole
    bundle."""
    terms = [one.value for one in removed if not one.is_word and fold(one.value).text not in visible]
    for done, (name, data) in enumerate(sorted(files.items())):
        yield Progress(done, len(files), "checking that what was removed is gone")
        leaks = call(task(child_tasks.leaks, data=data, terms=terms, name=name, allowed=visible), CHECKING)[
            "leaks"
        ]
        if leaks:
            raise OutputProblem(
                (
                    f"{name} still holds something that was to be removed ({leaks[0]}). Nothing was "
                    f"written; mark it there and try again."
                )
            )
