"""Auditing: read the log, check it and what was handed over, and say what was not looked at (reference/law.md
N)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evidence_review.domain.audit import LogRow
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.ids import UserId
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.neutral_words import neutral_sentence
from evidence_review.domain.people import User
from evidence_review.store import audit, scope_counts, users
from evidence_review.store.disclosure import hard_items
from evidence_review.trust import verify
from evidence_review.workflow.auditing.log_checks import Log, read_log
from evidence_review.workflow.auditing.table_checks import case_faults
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import Verdict
from evidence_review.workflow.importing.date_order import dates_faults

LATEST = 100_000


def events(
    session: Session, user: str = "", op: str = "", item: int = 0, line: int = 0
) -> tuple[LogRow, ...]:
    """Entries of the log, filtered; the auditor's own look is logged too (N4). `user` is a name, `op` one of
    AuditOp, `line` the number of a line of enquiry."""
    session.may(Act.AUDIT)
    people = {one.id: one for one in users.everyone(session.case)}
    wanted = next((str(one.id) for one in people.values() if one.name == user), user and "nobody")
    session.case.record(session.signer, AuditOp.CONSULT, "read log", about="log")
    found = audit.entries(
        session.case,
        user=wanted,
        op=op.upper(),
        about=f"item:{item}" if item else "",
        line=line,
        limit=LATEST,
    )
    return tuple(_row(entry, people) for entry in found)


def log_rows(session: Session, many: int, *, bare: bool = False) -> Iterator[LogRow]:
    """The first so many entries as read aloud; `bare`: of a reason only that it is recorded, of the counts
    their beginning."""
    people = {one.id: one for one in users.everyone(session.case)}
    for entry in audit.entries(session.case, limit=many + LATEST):
        row = _row(entry, people)
        if row.seq <= many:
            yield (
                replace(row, reason="recorded" if row.reason else "", detail=row.detail[:60]) if bare else row
            )


def verify_case(session: Session, checkpoint: Path | None = None, key: str | None = None) -> Verdict:
    """Check the open case: signatures, chain and roles of its log, and that every row of its tables, every
    text and file, and times read anew are as the log was written with. What is not is named by table, row
    and entry. `checkpoint`: one that was kept elsewhere, with which the log is compared; `key`: the first
    key of the log, as it was given by another route."""
    session.may(Act.AUDIT)
    _check_key(key)
    log = read_log(session.case)
    faults = case_faults(session.case, log)
    session.case.record(session.signer, AuditOp.CONSULT, "verify log", about="log")
    if log.report.status == verify.INTACT and not any(one.startswith("Table sources") for one in faults):
        faults += dates_faults(session, log.entries.values())
    report, told = log.report, ["Every row of the tables is as its entry wrote it."]
    if key and not log.report.keys[0][1].startswith(key.lower()):
        faults = [*faults, "The log begins with another key than the one you gave: it was replaced."]
    if checkpoint:
        wrong = _compared(log, checkpoint)
        faults, told = faults + wrong, [*told, f"{checkpoint.name}: the log fits the checkpoint."]
    status = verify.ALTERED if faults else report.status
    return Verdict(status, tuple(faults or [*report.lines, *told]), report.entries, tuple(report.keys))


def _check_key(key: str | None) -> None:
    if key is not None and not verify.is_key(key):
        raise OutputProblem(f"A key needs at least {verify.SHORTEST_KEY} hexadecimal digits.")


def _compared(log: Log, checkpoint: Path) -> list[str]:
    """What is wrong between the log and a checkpoint that was kept elsewhere. OutputProblem where that
    cannot be read."""
    try:
        text = checkpoint.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise OutputProblem("The checkpoint cannot be read. Check its name and its rights.") from None
    keys = [key for _, key in log.report.keys]
    wrong = verify.check_checkpoint(text, log.lines, keys, checkpoint.name, log.report.seconds)
    return [wrong] if wrong else []


def verify_path(
    path: Path, key: str | None = None, checkpoint: Path | None = None, proof: Path | None = None
) -> Verdict:
    """Check a bundle folder, one document of it or a log file, as `verify.py` does alone. Needs no case and no
    passphrase. `key`: the first key of the log, as it was given by another route; `checkpoint`: one that was
    kept elsewhere; `proof`: the document's, where it is not beside it."""
    _check_key(key)
    report = verify.check_path(path, key or "", checkpoint, proof)
    return Verdict(report.status, tuple(report.lines), report.entries, tuple(report.keys))


_FOR_VERIFIER = ("rows", verify.SERVED, verify.SECOND)
"""Hashes and keys in the detail of an entry, which say nothing to who reads the log."""
_KIND_WORDS = {
    "SYSTEM": "notice of an application",
    "RECORD": "other record",
    "VISIT": "page visited",
    "SEARCH": "search on the device",
    "EMAIL": "e-mail",
    "ACCOUNT": "account on the device",
}
"""Kinds whose own word says little on paper."""


def not_examined(session: Session) -> tuple[tuple[str, int], ...]:
    """What was not looked at, by reason, from data (N5, K9)."""
    case = session.case
    reasons: dict[str, int] = {}
    for ref, kind, count, why in scope_counts.outside(case):
        reasons[f"{ref}: {_KIND_WORDS.get(kind, kind.lower())}, {why}"] = count
    reasons |= {
        f"{ref}: in scope, searched by machine, not opened by a person: {why}": count
        for ref, why, count in scope_counts.not_opened(case)
    }
    reasons |= {f"in scope: {why}": count for why, count in scope_counts.not_searchable(case)}
    reasons |= {
        f"attached file, {kind}: content not examined": count
        for kind, count in scope_counts.attachments_not_examined(case)
    }
    reasons |= {f"held: {why}": count for why, count in scope_counts.held_by_kind(case)}
    for why, count in scope_counts.unread(case):
        ref, _, reason = why.partition(": ")
        told = f"not read: {ref}: {neutral_sentence(reason)}"
        reasons[told] = reasons.get(told, 0) + count
    return tuple(reasons.items())


def hard_to_search(session: Session) -> tuple[tuple[str, int], ...]:
    """What was searched by machine, and yet may hold what the search missed, by line and reason (D3). These items
    are among those that were searched: they are counted apart."""
    return tuple((f"line {number}, {why}", count) for number, why, count in hard_items.hard(session.case))


def _row(entry: audit.Entry, people: dict[UserId, User]) -> LogRow:
    body = json.loads(entry.line)
    who = people.get(UserId(body["user"]))
    told = {name: value for name, value in body["detail"].items() if name not in _FOR_VERIFIER}
    detail = ", ".join(f"{name} {value}" for name, value in sorted(told.items()))
    return LogRow(
        entry.seq,
        body["utc"],
        who.name if who else body["user"],
        str(who.role) if who else "",
        body["op"],
        body["action"],
        body["object"],
        entry.words,
        detail,
        verify.line_hash(entry.line)[:16],
    )
