"""The import report as a file: PDF for people, JSON for programs."""

import dataclasses
import json
from pathlib import Path

from evidence_review.domain.accounting import is_left_out, is_set_aside, is_unread
from evidence_review.domain.basis import Basis, doubts_of_basis
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.ids import SourceId
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.neutral_words import remark
from evidence_review.reports import ImportedSource, ImportReportFacts, import_report_pdf
from evidence_review.store import exhibits
from evidence_review.store.case import now
from evidence_review.store.exhibits import Source
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import ImportReport
from evidence_review.workflow.importing.importing import import_reports


def import_report(session: Session, out: Path, sources: tuple[SourceId, ...] = ()) -> Path:
    """Write the account of these sources, or of all, to a new file that ends in .pdf or .json. OutputProblem
    where it cannot be written."""
    session.may(Act.IMPORT)
    if out.suffix.lower() not in {".pdf", ".json"}:
        raise OutputProblem("The import report is written as .pdf or .json. Give it a name that ends so.")
    facts = _facts(session, sources)
    data = import_report_pdf(facts) if out.suffix.lower() == ".pdf" else _json(facts)
    session.case.record(
        session.signer, AuditOp.CONSULT, "write import report", about="sources", sources=len(facts.sources)
    )
    try:
        with out.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise OutputProblem("There is a file of that name already. Choose another name.") from None
    except OSError:
        raise OutputProblem(
            "The report cannot be written there. Choose a folder where you may write."
        ) from None
    return out


def _facts(session: Session, wanted: tuple[SourceId, ...]) -> ImportReportFacts:
    bases = {one.ref: one.basis for one in exhibits.everything(session.case)}
    sources = {one.id: one for one in exhibits.sources(session.case) if not wanted or one.id in wanted}
    reports = [one for one in import_reports(session) if one.source in sources]
    told = tuple(_told(one, sources[one.source], bases[one.exhibit]) for one in reports)
    return ImportReportFacts(session.case.facts.urn, now()[:10], told)


def _told(report: ImportReport, source: Source, basis: Basis) -> ImportedSource:
    problems = report.coverage.problems
    aside = tuple(one for one in problems if one.records and is_set_aside(one))
    unread = (one for one in problems if is_unread(one) or (one.records and not is_left_out(one)))
    return ImportedSource(
        report.exhibit,
        str(basis.power),
        report.sha256,
        source.limit.words(),
        report.account,
        report.reading,
        report.earlier,
        report.dates,
        report.complete,
        tuple(remark(one) for one in unread if one not in aside),
        doubts_of_basis(basis),
        tuple(map(remark, aside)),
        report.coverage.duplicates + sum(one.records for one in aside),
    )


def _json(facts: ImportReportFacts) -> bytes:
    return json.dumps(dataclasses.asdict(facts), ensure_ascii=False, indent=1).encode("utf-8", "replace")
