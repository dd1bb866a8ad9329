"""The log for a court, the Information Commissioner or inspectors: its exact lines, a checkpoint, a printed
extract and the verifier (reference/law.md N7)."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.progress import finish
from evidence_review.reports import audit_pdf
from evidence_review.reports.audit_extract import Extract
from evidence_review.store import audit
from evidence_review.trust import verify
from evidence_review.trust.checkpoints import checkpoint, short_note, signed_note
from evidence_review.workflow.auditing.auditing import log_rows
from evidence_review.workflow.auditing.finding_entries import find_entries
from evidence_review.workflow.case.opening import Session


@dataclass(frozen=True, slots=True)
class LogExported:
    """What was written: folder, names of the files, number of entries, RFC 6962 root in hexadecimal."""

    folder: str
    files: tuple[str, ...]
    entries: int
    root: str


PRINTED = 5_000
"""Entries that are set on paper: each takes a tenth of a megabyte of memory while it is set."""


def export_log(session: Session, out: Path) -> LogExported:
    """Write the log and what proves it into a new folder. The export is an entry of its own, the last of
    them.

    Reasons and names stay at home: the lines hold ids and hashes, the extract says that a reason is
    recorded. OutputProblem where the folder is not empty or cannot be written."""
    session.may(Act.AUDIT)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputProblem("That folder is not empty. Choose a new folder for the log.")
    session.case.record(session.signer, AuditOp.DISCLOSE, "export log", about="log")
    finish(find_entries(session))
    lines = audit.lines(session.case)
    point = checkpoint(session.case.facts.id, lines)
    note = signed_note(point, session.signer)
    every = log_rows(session, len(lines), bare=True)
    rows = tuple(row for row in every if row.seq > point.size - PRINTED)
    chosen = "number, the last of them; log.jsonl has all" if point.size > PRINTED else ""
    extract = Extract(session.case.facts.urn, rows, point.size, point.root.hex(), short_note(note), chosen)
    files = {
        "log.jsonl": b"".join(line + b"\n" for line in lines),
        "checkpoint.txt": note.encode(),
        "log.pdf": audit_pdf(extract),
        "verify.py": Path(verify.__file__).read_bytes(),
    }
    _write(session, out, files)
    return LogExported(str(out), tuple(files), point.size, point.root.hex())


def _write(session: Session, out: Path, files: dict[str, bytes]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (out / name).write_bytes(data)
            (out / name).chmod(0o600)
    except OSError:
        shutil.rmtree(out, ignore_errors=True)
        session.case.record(session.signer, AuditOp.DISCLOSE, "log not exported", about="log")
        raise OutputProblem(
            "The log could not be written there, so nothing was left behind. Check the folder, "
            "its rights and the "
            "free space."
        ) from None
