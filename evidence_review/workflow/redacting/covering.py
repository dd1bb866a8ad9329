"""Covering: areas that a person draws on the page or picture that an item is, as in "Redact a file" (issue 6,
Build 5).

The page becomes a picture on which the areas are filled; what stays of its words can still be searched
(decision 0018).
"""

from collections.abc import Sequence

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Purpose, RedactionType
from evidence_review.domain.redaction_values import PageArea
from evidence_review.store import decisions, redactions
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.picturing import page_of
from evidence_review.workflow.case.removals import AREA
from evidence_review.workflow.redacting.marking import Box, Meaning, make_mark, relevant_item

NO_PAGE = "This item has no page or picture of its own: mark the words that must go."


def cover_areas(
    session: Session,
    number: int,
    item: ItemId,
    boxes: Sequence[Box],
    type: RedactionType,  # noqa: A002 # the field's own name
    purpose: Purpose = Purpose.PRIVACY,
    reason: str = "",
) -> tuple[Redaction, ...]:
    """Mark areas of the page or picture that a relevant item is, in shares of it as it is seen; those of one
    act are taken back together.

    RuleBroken where the item has no page, or an area does not lie on it.
    """
    kept = relevant_item(session, number, item)
    page = page_of(kept.item)
    if page is None:
        raise RuleBroken(NO_PAGE)
    areas = _areas(page, boxes)
    with session.case.change(
        session.signer, AuditOp.ALTER, "cover areas", about=f"item:{item}", reason=reason
    ) as change:
        made = tuple(
            make_mark(
                session,
                change,
                kept,
                (0, 0),
                Meaning(AREA, type, purpose, reason, key=f"{item} {one.box}"),
                one.box,
            )
            for one in areas
        )
        redactions.group(change, decisions.new_id(), [one.id for one in made])
        change.about(f"item:{item}", [one.id for one in made])
        change.detail.update(areas=len(made), type=str(type), purpose=str(purpose))
    return made


def _areas(page: int, boxes: Sequence[Box]) -> list[PageArea]:
    try:
        areas = [PageArea(page, box) for box in dict.fromkeys(boxes)]
    except ValueError:
        areas = []
    if not areas:
        raise RuleBroken("Draw at least one area that lies on the page and has a size.")
    return areas
