"""Building: the files of a bundle in memory, each with its marks applied and read again by the gate. Nothing is written here."""

from collections.abc import Mapping, Sequence

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.progress import Job, Progress
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
from evidence_review.workflow import bundling
from evidence_review.workflow.bundling import Part
from evidence_review.workflow.carrying import bytes_out
from evidence_review.workflow.opening import Session
from evidence_review.workflow.picturing import is_picture, page_of
from evidence_review.workflow.redacting import redact_document
from evidence_review.workflow.removals import Removed

CHECKING = Limits(seconds=1800)
"""Every page that is a picture is read by machine, at some seconds each."""


def build_files(session: Session, found: Sequence[Part], removed: Sequence[Removed], visible: frozenset[str]) -> Job[dict[str, bytes]]:
    """Transcripts, edited documents and reports by file name, proved by the gate; `visible` are folded words that stay on purpose.

    OutputProblem where a file still holds something that was to be removed.
    """
    files, names = yield from _documents(session, found, removed, visible)
    files |= _reports(session, found, removed, names)
    yield from _gate(files, removed, visible)
    return files


def _documents(
    session: Session, found: Sequence[Part], removed: Sequence[Removed], visible: frozenset[str]
) -> Job[tuple[dict[str, bytes], dict[int, str]]]:
    """Transcripts and edited documents by file name, and the file name of each part."""
    files: dict[str, bytes] = {}
    names: dict[int, str] = {}
    for done, part in enumerate(found):
        yield Progress(done, len(found), "redacting and setting documents")
        original = items.document(session.case, part.thread_id) if part.is_document else None
        if original is not None and is_picture(original):
            names[part.number] = f"documents/item-{part.number:04d}-edited"
            files |= _pictures(session, original, part, names[part.number], visible)
        elif original is None:
            names[part.number] = f"transcripts/item-{part.number:04d}.pdf"
            with session.case.change(session.signer, AuditOp.COMBINE, "set transcript", about=f"schedule:{part.number}") as change:
                files[names[part.number]] = chain_pdf(bundling.chain(session, change, part, removed))
        else:
            names[part.number] = f"documents/item-{part.number:04d}-edited.pdf"
            files[names[part.number]] = redact_document(session, original, part.kept, visible)
    return files, names


def _pictures(session: Session, original: bytes, part: Part, name: str, visible: frozenset[str]) -> dict[str, bytes]:
    """Each page of a picture file as a picture of its own."""
    out: dict[str, bytes] = {}
    for at, page in enumerate(part.pages, start=1):
        data = redact_document(session, original, [kept for kept in part.kept if page_of(kept.item) == page], visible)
        ending = "jpg" if data[:2] == b"\xff\xd8" else "png"
        out[f"{name}{'' if len(part.pages) == 1 else f'-page-{at}'}.{ending}"] = data
    return out


def _reports(session: Session, found: Sequence[Part], removed: Sequence[Removed], names: dict[int, str]) -> dict[str, bytes]:
    schedule = bundling.schedule(session, found, removed)
    certificate = bundling.certificate(session, found, removed)
    rows = bundling.redaction_rows(session, found, names)
    return {
        "schedule/mg6c.xlsx": schedule_xlsx(schedule),
        "schedule/mg6c.pdf": schedule_pdf(schedule),
        "schedule/sdc.xlsx": sdc_xlsx(certificate),
        "schedule/sdc.pdf": sdc_pdf(certificate),
        "schedule/management.pdf": management_pdf(bundling.management(session, found, removed)),
        "schedule/redactions.csv": redaction_csv(rows),
        "schedule/redactions.pdf": redaction_pdf(rows, session.case.facts.urn),
    }


def _gate(files: Mapping[str, bytes], removed: Sequence[Removed], visible: frozenset[str]) -> Job[None]:
    """Every file is read again by other engines for every removed value; one finding stops the whole bundle."""
    terms = [one.value for one in removed if not one.is_word and fold(one.value).text not in visible]
    for done, (name, data) in enumerate(sorted(files.items())):
        yield Progress(done, len(files), "checking that what was removed is gone")
        asked = {"data": bytes_out(data), "terms": terms, "name": name, "allowed": sorted(visible)}
        leaks = call("evidence_review.redaction.carried:leaks", asked, CHECKING)["leaks"]
        if leaks:
            raise OutputProblem(
                f"{name} still holds something that was to be removed ({leaks[0]}). Nothing was written; mark it there and try again."
            )
