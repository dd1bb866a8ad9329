"""The import report as a file: PDF for people, JSON for programs."""

import dataclasses
import json
from dataclasses import replace
from pathlib import Path

from evidence_review.domain.accounting import is_left_out, is_unread
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.evidence import Problem
from evidence_review.domain.ids import SourceId
from evidence_review.domain.kinds import AuditOp
from evidence_review.reports import ImportedSource, ImportReportFacts, import_report_pdf
from evidence_review.store import exhibits
from evidence_review.store.accounting import account, earlier_accounts
from evidence_review.store.case import now
from evidence_review.store.exhibits import Source
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.importing.date_order import dates_read
from evidence_review.workflow.importing.storing import SAME


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
    bases = {one.ref: str(one.basis.power) for one in exhibits.everything(session.case)}
    told = tuple(
        _told(session, source, bases[source.exhibit])
        for source in exhibits.sources(session.case)
        if not wanted or source.id in wanted
    )
    return ImportReportFacts(session.case.facts.urn, now()[:10], told)


def _told(session: Session, source: Source, basis: str) -> ImportedSource:
    problems = exhibits.coverage(session.case, source).problems
    counted = account(session.case, source)
    later = [
        told for one in problems if one.reason == SAME and (told := _sentence(one)) not in counted.warnings
    ]
    return ImportedSource(
        source.exhibit,
        basis,
        source.sha256,
        source.limit.words(),
        replace(counted, warnings=(*counted.warnings, *later)),
        source.number,
        earlier_accounts(session.case, source),
        dates_read(session, source),
        source.complete,
        tuple(_sentence(one) for one in problems if is_unread(one) or (one.records and not is_left_out(one))),
    )


def _sentence(problem: Problem) -> str:
    return f"{problem.reason} ({problem.locator})"


def _json(facts: ImportReportFacts) -> bytes:
    return json.dumps(dataclasses.asdict(facts), ensure_ascii=False, indent=1).encode("utf-8", "replace")
