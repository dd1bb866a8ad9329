"""The heaviest weights of a line's learned order, for those who answer for disclosure to see what moves it (RELEVANCE.md 6)."""

from collections.abc import Mapping

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp, Role
from evidence_review.workflow.enquiring import approved_line
from evidence_review.workflow.ledger_views import Weight
from evidence_review.workflow.opening import Session

HEAVIEST = 50
_SEE_WEIGHTS = frozenset({Role.DISCLOSURE_OFFICER, Role.PROSECUTOR, Role.SUPERVISOR})


def heaviest_weights(session: Session, number: int, weights: Mapping[str, float]) -> tuple[Weight, ...]:
    """The line's 50 heaviest weights, for the disclosure officer and the prosecutor to see what moves its order (RELEVANCE.md 6).

    `weights` are those of the words of its learned order, positive where a word moves an item up. The look is logged; the words are not.
    """
    if session.role not in _SEE_WEIGHTS:
        raise RuleBroken("The weights of a line are shown to the disclosure officer, the supervisor and the prosecutor. Ask one of them.")
    line = approved_line(session, number)
    chosen = sorted(weights.items(), key=lambda one: (-abs(one[1]), one[0]))[:HEAVIEST]
    session.case.record(session.signer, AuditOp.CONSULT, "show weights", about=f"line:{line.number}:{line.version}", weights=len(chosen))
    return tuple(Weight(at, word, weight, "up" if weight > 0 else "down") for at, (word, weight) in enumerate(chosen, 1))
