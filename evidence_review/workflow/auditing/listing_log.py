"""What a filter shows of the log, written out as PDF, CSV or JSON; an act of its own that the log holds."""

import json
from datetime import UTC, datetime
from pathlib import Path

from evidence_review.domain.audit import LogFilter, LogRow
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.progress import finish
from evidence_review.reports.log_list import LogList, log_list_csv, log_list_pdf
from evidence_review.store import audit
from evidence_review.workflow.auditing.finding_entries import find_entries
from evidence_review.workflow.auditing.reading_log import check_filter, filter_words, find, log_page, log_size
from evidence_review.workflow.case.opening import Session

PRINTED = 5_000
"""Entries that are set on paper; each takes a tenth of a megabyte of memory while it is set."""
WRITTEN = 1_000_000
"""Entries of a CSV or JSON file."""
FORMATS = (".pdf", ".csv", ".json")


def write_log_list(session: Session, wanted: LogFilter, out: Path) -> int:
    """Write the entries that fit into a new file that ends in .pdf, .csv or .json, in order; how many. On paper the
    last 5,000 of them, and it says so. OutputProblem where it cannot be written."""
    session.may(Act.AUDIT)
    check_filter(wanted)
    ending = out.suffix.lower()
    if ending not in FORMATS:
        raise OutputProblem("The list is written as .pdf, .csv or .json. Give it a name that ends so.")
    if out.exists():
        raise OutputProblem("There is a file of that name already. Choose another name.")
    finish(find_entries(session))
    reading = find(session, wanted)
    rows = tuple(reversed(log_page(session, reading, many=PRINTED if ending == ".pdf" else WRITTEN)))
    limits = filter_words(wanted)
    told = LogList(
        session.case.facts.urn,
        datetime.now(UTC).date().isoformat(),
        ", ".join(limits.values()),
        rows,
        log_size(session, reading),
        audit.size(session.case),
    )
    data = {".pdf": log_list_pdf, ".csv": log_list_csv, ".json": _json}[ending](told)
    session.case.record(
        session.signer, AuditOp.DISCLOSE, "write log list", about="log", entries=len(rows), format=ending[1:].upper(),
        **limits,
    )  # fmt: skip
    try:
        out.touch(mode=0o600, exist_ok=False)
        out.write_bytes(data)
    except OSError:
        out.unlink(missing_ok=True)
        session.case.record(session.signer, AuditOp.DISCLOSE, "log not exported", about="log")
        raise OutputProblem(
            "The list cannot be written there. Choose a folder where you may write."
        ) from None
    return len(rows)


def _json(told: LogList) -> bytes:
    body = {
        "urn": told.urn,
        "day": told.day,
        "chosen_by": told.chosen_by,
        "fit": told.fit,
        "size": told.size,
        "entries": [_plain(row) for row in told.rows],
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def _plain(row: LogRow) -> dict[str, object]:
    return {
        "number": row.seq,
        "utc": row.utc,
        "user": row.user,
        "role": row.role,
        "sentence": row.sentence,
        "reason_recorded": bool(row.reason),
        "hash_begins": row.hash,
    }
