"""Auditing: read the log, check it and what was handed over, and say what was not looked at (reference/law.md
N)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evidence_review.domain.audit import LogFilter, LogRow
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.neutral_words import neutral_sentence
from evidence_review.domain.progress import finish
from evidence_review.store import scope_counts
from evidence_review.store.disclosure import hard_items
from evidence_review.store.log import entry_pages
from evidence_review.trust import verify
from evidence_review.workflow.auditing import log_checks
from evidence_review.workflow.auditing.finding_entries import find_entries
from evidence_review.workflow.auditing.log_checks import Log
from evidence_review.workflow.auditing.reading_log import log_page, read_log, rows_of
from evidence_review.workflow.auditing.table_checks import case_faults
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import Verdict
from evidence_review.workflow.importing.date_order import dates_faults

LATEST = 100_000


def events(
    session: Session, user: str = "", op: str = "", item: int = 0, line: int = 0
) -> tuple[LogRow, ...]:
    """Entries of the log, filtered; the auditor's own look is logged too (N4). `user` is a name, `op` one of
    AuditOp, `line` the number of a line of enquiry; `item` finds each entry that names it or is about it."""
    finish(find_entries(session))
    reading = read_log(session, LogFilter(user=user, op=op.upper(), item=item, line=line))
    return tuple(reversed(log_page(session, reading, many=LATEST)))


def log_rows(session: Session, many: int, *, bare: bool = False) -> Iterator[LogRow]:
    """The first so many entries as read aloud; `bare`: of a reason only that it is recorded, of the counts
    their beginning."""
    for row in reversed(rows_of(session, entry_pages.page(session.case, LogFilter(), "", 0, many + LATEST))):
        if row.seq <= many:
            yield (
                replace(row, reason="recorded" if row.reason else "", detail=row.detail[:60]) if bare else row
            )


def verify_case(session: Session, checkpoint: Path | str | None = None, key: str | None = None) -> Verdict:
    """Check the open case: signatures, chain and roles of its log, and that every row of its tables, every
    text and file, and times read anew are as the log was written with. What is not is named by table, row
    and entry. `checkpoint`: one that was kept elsewhere, as a file or as its text, with which the log is compared;
    `key`: the first key of the log, as it was given by another route."""
    session.may(Act.AUDIT)
    _check_key(key)
    log = log_checks.read_log(session.case)
    faults = case_faults(session.case, log)
    session.case.record(session.signer, AuditOp.CONSULT, "verify log", about="log")
    if log.report.status == verify.INTACT and not any(one.startswith("Table sources") for one in faults):
        faults += dates_faults(session, log.entries.values())
    report, told = log.report, ["Every row of the tables is as its entry wrote it."]
    if key and not log.report.keys[0][1].startswith(key.lower()):
        faults = [*faults, "The log begins with another key than the one you gave: it was replaced."]
    if checkpoint:
        wrong = _compared(log, checkpoint)
        faults, told = faults + wrong, [*told, f"{_called(checkpoint)}: the log fits the checkpoint."]
    status = verify.ALTERED if faults else report.status
    lines, left = tuple(faults or [*report.lines, *told]), _unchecked(checkpoint, key)
    return Verdict(status, lines, report.entries, tuple(report.keys), left)


def _unchecked(checkpoint: Path | str | None, key: str | None) -> tuple[str, ...]:
    """What this check cannot see, or was not given to see."""
    return (
        *(() if checkpoint else (_NO_CHECKPOINT,)),
        *(() if key else (_NO_KEY,)),
        "Times are what the clock of the computer said; their order is checked.",
        "Who sat at the keyboard is not known: a signature shows whose passphrase was used.",
        "Bundles outside the case were not read: check each with its own verify.py.",
    )


_NO_CHECKPOINT = (
    "No checkpoint that was kept elsewhere was given: entries cut off at the end cannot be seen, nor what somebody "
    "who holds a passphrase wrote anew."
)
_NO_KEY = (
    "No first key was given: compare the first key that is listed here with the one that you have by another route, or a log "
    "replaced as a whole cannot be seen."
)


def _called(checkpoint: Path | str) -> str:
    return checkpoint.name if isinstance(checkpoint, Path) else "The checkpoint that was pasted"


def _check_key(key: str | None) -> None:
    if key is not None and not verify.is_key(key):
        raise OutputProblem(f"A key needs at least {verify.SHORTEST_KEY} hexadecimal digits.")


def _compared(log: Log, checkpoint: Path | str) -> list[str]:
    """What is wrong between the log and a checkpoint that was kept elsewhere. OutputProblem where that
    cannot be read."""
    try:
        text = checkpoint.read_text("utf-8") if isinstance(checkpoint, Path) else f"{checkpoint.strip()}\n"
    except (OSError, UnicodeDecodeError):
        raise OutputProblem("The checkpoint cannot be read. Check its name and its rights.") from None
    keys = [key for _, key in log.report.keys]
    wrong = verify.check_checkpoint(text, log.lines, keys, _called(checkpoint), log.report.seconds)
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


_KIND_WORDS = {
    "SYSTEM": "message of the app itself",
    "RECORD": "other record",
    "VISIT": "page visited",
    "SEARCH": "search on the device",
    "EMAIL": "e-mail",
    "ACCOUNT": "account on the device",
}
"""Kinds whose own word says little on paper."""


_SHOWN = "Files that are shown with the message or record they belong to."
"""What a reader says of files that are parts of other records; it answers nothing by itself."""
_SHOWN_ELSEWHERE = (
    "file in the report of the device that was not read by itself: it is shown with the message or record "
    "it belongs to"
)


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
        f"{kind}: content not examined": count for kind, count in scope_counts.attachments_not_examined(case)
    }
    reasons |= {f"held: {why}": count for why, count in scope_counts.held_by_kind(case)}
    for what, reason, count in scope_counts.unread(case):
        ref = what.rpartition(": ")[2]
        told = f"{ref}: {_SHOWN_ELSEWHERE}" if reason == _SHOWN else f"{what}: {neutral_sentence(reason)}"
        reasons[told] = reasons.get(told, 0) + count
    return tuple(reasons.items())


def hard_to_search(session: Session) -> tuple[tuple[str, int], ...]:
    """What was searched by machine, and yet may hold what the search missed, by line and reason (D3). These items
    are among those that were searched: they are counted apart."""
    return tuple((f"line {number}, {why}", count) for number, why, count in hard_items.hard(session.case))
