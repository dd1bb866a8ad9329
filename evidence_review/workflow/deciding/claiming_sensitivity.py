"""Sensitive in the sense of public interest: claimed by the police with an important public interest, agreed or
disputed by the prosecutor, on a schedule of its own and on nothing that is served (reference/law.md F7, G6,
G7)."""

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import PublicInterest, SensitivityClaim, SensitivityView
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.reasons import check_reason
from evidence_review.store import decisions, redactions
from evidence_review.store.disclosure import sensitivity
from evidence_review.workflow.case.opening import Session


def claim_sensitive(
    session: Session, item: ItemId, interest: PublicInterest, reason: str
) -> SensitivityClaim:
    """Claim that disclosing an item risks serious harm to an important public interest. From now on it stands on
    the sensitive schedule and on nothing that is served."""
    session.may(Act.ASSESS)
    check_reason(reason)
    if not redactions.relevant_to(session.case, item):
        raise RuleBroken("Only what is relevant to an approved line goes on a schedule.")
    if item in sensitivity.items(session.case):
        raise RuleBroken("This item stands on the sensitive schedule already.")
    claim = SensitivityClaim(decisions.new_id(), 0, item, interest, reason.strip(), by=session.user.id)
    with session.case.change(
        session.signer, AuditOp.ALTER, "claim sensitivity", about=f"item:{item}", reason=reason
    ) as change:
        number = sensitivity.add(change, claim)
        change.about(f"item:{item}", {"item": item, "interest": str(interest), "reason": reason.strip()})
        change.detail["number"] = f"S{number}"
    return next(one for one in sensitivity.standing(session.case) if one.number == number)


def view_sensitivity(
    session: Session, number: int, view: SensitivityView, reason: str, application: bool = False
) -> SensitivityClaim:
    """The prosecutor agrees that an item is sensitive, or disputes it; `application`: a court is asked."""
    session.may(Act.ENDORSE)
    claim = _standing(session, number)
    if view is SensitivityView.PENDING:
        raise RuleBroken("Agree or dispute.")
    if not decisions.inspected_by(session.case, claim.item, session.user.id):
        raise RuleBroken(f"Open item {claim.item} before you say whether it is sensitive.")
    if not reason.strip():
        raise RuleBroken("Give the reason.")
    with session.case.change(
        session.signer, AuditOp.ALTER, "view sensitivity", about=f"item:{claim.item}", reason=reason
    ) as change:
        sensitivity.add_view(change, claim.id, view, application, reason.strip(), session.user.id)
        change.about(f"item:{claim.item}", {"claim": claim.id, "view": str(view), "reason": reason.strip()})
        change.detail.update(number=f"S{number}", view=str(view))
    return _standing(session, number)


def end_sensitivity(session: Session, number: int, reason: str) -> None:
    """Take a claim back: the item goes on the other schedule. Its number is not given again."""
    session.may(Act.ASSESS)
    claim = _standing(session, number)
    if not reason.strip():
        raise RuleBroken("Say why the item is not sensitive any more.")
    with session.case.change(
        session.signer, AuditOp.ALTER, "end sensitivity", about=f"item:{claim.item}", reason=reason
    ) as change:
        sensitivity.end(change, claim.id, reason.strip(), session.user.id)
        change.about(f"item:{claim.item}", {"end": claim.id})
        change.detail["number"] = f"S{number}"


def sensitive_claims(session: Session) -> tuple[SensitivityClaim, ...]:
    """The claims that stand, by number, each with the prosecutor's last view."""
    session.may(Act.READ)
    return sensitivity.standing(session.case)


def _standing(session: Session, number: int) -> SensitivityClaim:
    found = next((one for one in sensitivity.standing(session.case) if one.number == number), None)
    if found is None:
        raise RuleBroken(f"No claim S{number} stands. List them with: sensitive list")
    return found
