"""Believing: what is about to be served is what was imported and approved, by the signed log and not by the
tables alone (reference/safety.md 2.2)."""

from collections.abc import Sequence

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.ids import ItemId
from evidence_review.workflow.auditing import content_checks, log_checks, table_checks
from evidence_review.workflow.case.opening import Session


def believed(session: Session, items: Sequence[ItemId]) -> None:
    """OutputProblem names everything that does not follow from the log of what these items rest on: their
    words, files, times and people as imported, each decision, mark, hold, approval and endorsement as it
    was signed."""
    log = log_checks.read_log(session.case)
    chosen = sorted(set(items))
    faults = [
        *table_checks.case_faults(session.case, log, chosen),
        *content_checks.screen_faults(session.case, chosen),
    ]
    if faults:
        raise OutputProblem(
            "The case is not as its log says, so nothing was written. Keep the case folder as it "
            "is, and show this "
            "to the supervisor:\n" + "\n".join(faults)
        )
