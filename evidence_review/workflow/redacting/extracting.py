"""Extracting: of a record that somebody else keeps, the passage that bears on the line goes out and not the
page; a whole page needs a reason that the approver sees (reference/law.md I10, 1.1(9)).
"""

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, ExhibitKind, ItemKind
from evidence_review.domain.reasons import check_reason
from evidence_review.store import exhibits, extracts, redactions
from evidence_review.store.case import Case
from evidence_review.store.items import Kept
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.removals import AREA, REST, WHOLE_PAGE
from evidence_review.workflow.redacting.marking import relevant_item

_NARROWED = frozenset({REST, AREA, WHOLE_PAGE})


def give_whole(session: Session, number: int, item: ItemId, reason: str) -> None:
    """Say why the whole page of a record goes out; 20 characters or more. RuleBroken for an item that is no
    page of a record."""
    kept = relevant_item(session, number, item)
    check_reason(reason)
    if not _is_record(session.case, kept):
        raise RuleBroken("Only a page of a record that somebody else keeps needs a reason to go out whole.")
    with session.case.change(
        session.signer, AuditOp.ALTER, "give whole page", about=f"item:{item}", reason=reason
    ) as change:
        extracts.add_whole(change, item, reason.strip(), session.user.id)
        change.about(f"item:{item}", {"item": item, "whole": reason.strip()})


def goes_whole(case: Case, kept: Kept) -> bool:
    """Whether an item is a page of a record of which nothing is left out, and nobody said why."""
    if not _is_record(case, kept) or extracts.why_whole(case, kept.item.id):
        return False
    return not any(one.kind in _NARROWED for one in redactions.standing(case, kept.item.id))


def whole_sentence(item: ItemId) -> str:
    """What stands in the way, and both ways on."""
    return (
        f"Item {item} is a page of a record and would go out whole. Keep only the passage that bears on the line "
        "(mark only), or say why the whole page is needed (mark whole)."
    )


def _is_record(case: Case, kept: Kept) -> bool:
    """Whether an item is a page of what a third party keeps: a surgery, a council, a school."""
    if kept.item.kind is not ItemKind.PAGE:
        return False
    held = {one.ref: one.kind for one in exhibits.everything(case)}
    return held.get(kept.exhibit) is ExhibitKind.THIRD_PARTY
