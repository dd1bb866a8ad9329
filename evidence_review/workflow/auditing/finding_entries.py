"""By what entries of the log are found, brought up to the last of them: an older case has none of it, and making it
takes minutes, so it is a job that can be stopped and goes on where it stood (docs/decisions/0055)."""

from evidence_review.domain.progress import Job, Progress
from evidence_review.store import audit, log_index
from evidence_review.workflow.case.opening import Session

AT_ONCE = 1_000
"""Entries between two steps."""


def entries_unfound(session: Session) -> int:
    """How many entries cannot be found yet by what they are about; 0 where the next takes up the rest."""
    behind = audit.size(session.case) - session.case.entries_found()
    return behind if behind > log_index.FEW else 0


def find_entries(session: Session, many: int = AT_ONCE) -> Job[int]:
    """Take up every entry that cannot be found yet, the oldest first; how many entries can be found at the end. It
    follows from the log and is none of its acts, so anyone who has the case open may have it made."""
    size, found = audit.size(session.case), session.case.entries_found()
    while found < size:
        yield Progress(found, size, "noting what entries of the log are about")
        found = session.case.find_entries(many)
    return found
