"""Decisions that are due for review since a fact changed (CPIA s.7A; reference/law.md M1, M2). The decision stands
until it is changed, and nothing is kept in silence."""

from evidence_review.domain.decisions import Act, may
from evidence_review.domain.disclosure import Due, EntrySort
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.reasons import check_reason
from evidence_review.store import decisions
from evidence_review.store.disclosure import case_record, due_reviews
from evidence_review.workflow.case.opening import Session


def reviews_due(session: Session, issue: int = 0) -> tuple[Due, ...]:
    """What is due for review and was neither decided anew nor kept since; of one issue: the items that were made
    due by the document which raised it, where it raised it."""
    session.may(Act.READ)
    found = due_reviews.open_reviews(session.case)
    if not issue:
        return found
    entry = next(
        (one for one in case_record.standing(session.case, EntrySort.ISSUE) if one.number == issue), None
    )
    if entry is None:
        raise RuleBroken(f"No issue {issue} stands on the record.")
    bearing = due_reviews.bearing_on(session.case, entry.lines)
    return tuple(
        one
        for one in found
        if (not entry.person or one.person == entry.person) and (not entry.lines or one.item in bearing)
    )


def keep_decisions(session: Session, item: ItemId, reason: str) -> tuple[Due, ...]:
    """Say that what is due of an item was looked at again and stands: a reviewer for its relevance, the prosecutor
    for its codes. RuleBroken where nothing of it is due, or it was not opened since."""
    own = [
        one
        for one in due_reviews.open_reviews(session.case)
        if one.item == item and may(Act.ENDORSE if one.person else Act.DECIDE, session.role)
    ]
    if not own:
        raise RuleBroken("Nothing of this item that you decide on is due for review.")
    check_reason(reason)
    if not decisions.opened_since(session.case, item, session.user.id, due_reviews.since(session.case, own)):
        raise RuleBroken("Open this item again before you say that its decision stands.")
    with session.case.change(
        session.signer, AuditOp.ALTER, _KEEPING[bool(own[0].person)], about=f"item:{item}", reason=reason
    ) as change:
        due_reviews.keep(change, own, reason.strip(), session.user.id)
        change.about(f"item:{item}", {"item": item, "kept": len(own), "reason": reason.strip()})
        change.detail["kept"] = len(own)
    return tuple(own)


_KEEPING = {False: "keep decision after review", True: "keep code after review"}
"""The act of the log, by whether it is the prosecutor's: one person may do one of the two."""
