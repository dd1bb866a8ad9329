"""What a prosecutor asks of the police about an item: a better description, the material itself, or sensitivity
disputed; each with a day and an answer (reference/law.md F7)."""

from datetime import date

from evidence_review.domain.decisions import Act
from evidence_review.domain.disclosure import PoliceRequest, RequestSort, SensitivityView
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp
from evidence_review.store import decisions, redactions
from evidence_review.store.case import Change
from evidence_review.store.disclosure import police_requests, sensitivity
from evidence_review.workflow.case.opening import Session


def ask_police(
    session: Session, sort: RequestSort, item: ItemId, words: str, due: date | None = None
) -> PoliceRequest:
    """Ask the police for something about an item. To dispute sensitivity is kept as the prosecutor's view of the
    claim too."""
    session.may(Act.ENDORSE)
    if not words.strip():
        raise RuleBroken("Say what the police are asked for.")
    if not redactions.relevant_to(session.case, item):
        raise RuleBroken("Only items relevant to an approved line are asked about.")
    made = PoliceRequest(decisions.new_id(), 0, sort, item, words.strip(), due, session.user.id, "")
    with session.case.change(
        session.signer, AuditOp.ALTER, "ask the police", about=f"item:{item}", reason=words
    ) as change:
        if sort is RequestSort.SENSITIVITY:
            _dispute(session, change, item, words.strip())
        number = police_requests.add(change, made)
        change.about(f"item:{item}", {"item": item, "sort": str(sort), "words": words.strip()})
        change.detail.update(sort=str(sort), number=number)
    return next(one for one in police_requests.everything(session.case) if one.number == number)


def _dispute(session: Session, change: Change, item: ItemId, words: str) -> None:
    claim = next((one for one in sensitivity.standing(session.case) if one.item == item), None)
    if claim is None:
        raise RuleBroken("This item is not claimed to be sensitive, so there is nothing to dispute.")
    sensitivity.add_view(change, claim.id, SensitivityView.DISPUTED, False, words, session.user.id)


def answer_request(session: Session, number: int, words: str) -> PoliceRequest:
    """The police answer a request."""
    session.may(Act.ASSESS)
    found = next((one for one in police_requests.everything(session.case) if one.number == number), None)
    if found is None or found.answer:
        raise RuleBroken(f"No open request has the number {number}. List them with: request list")
    if not words.strip():
        raise RuleBroken("Say what was done.")
    with session.case.change(
        session.signer, AuditOp.ALTER, "answer prosecutor", about=f"item:{found.item}", reason=words
    ) as change:
        police_requests.answer(change, found.id, words.strip(), session.user.id)
        change.about(f"item:{found.item}", {"request": found.id, "words": words.strip()})
        change.detail["number"] = number
    return next(one for one in police_requests.everything(session.case) if one.number == number)


def requests_to_police(session: Session) -> tuple[PoliceRequest, ...]:
    """Every request with its answer, by number."""
    session.may(Act.READ)
    return police_requests.everything(session.case)
