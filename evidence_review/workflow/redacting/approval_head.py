"""What the approver reads above before and after, and the list of what waits: no word of an item is in the list,
so that listing is no look at it (reference/law.md I4, J1, J2)."""

from collections.abc import Sequence

from evidence_review.domain.decisions import Act, Redaction
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import CasePart, Relevance
from evidence_review.domain.losses import Loss
from evidence_review.store import (
    case_people,
    decisions,
    items,
    lines,
    overlaps,
    redactions,
    tags,
    users,
)
from evidence_review.store.disclosure import comparisons
from evidence_review.store.items import Kept
from evidence_review.workflow.case.approval_views import (
    ApprovalGroup,
    ApprovalHead,
    ApprovalRow,
    Care,
    CodeSaid,
    LineSaid,
    MarkSaid,
)
from evidence_review.workflow.case.carrying import is_short
from evidence_review.workflow.case.labelling import time_london
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import EVERYWHERE


def approval_list(session: Session) -> tuple[ApprovalRow, ...]:
    """Every relevant item that leaves, by group: what came back first, what is approved last. It holds no
    content and is no look at any item; nothing is logged as read."""
    session.may(Act.REDACT)
    case, me = session.case, session.user.id
    leaving: dict[ItemId, None] = dict.fromkeys(item for _, item in redactions.relevant_items(case))
    returned = comparisons.returned(case, list(leaving))
    held, compared = overlaps.grounds(case), comparisons.compared_by(case, me)
    made: list[ApprovalRow] = []
    for item in leaving:
        if (kept := items.through_any(case, item)) is None:
            continue
        marked = redactions.standing(case, item)
        made.append(
            ApprovalRow(
                item,
                f"{kept.exhibit} · item {item}",
                _group(session, item, bool(marked), item in held, item in returned),
                len(marked),
                approval_state(session, item),
                compared.covers(item, comparisons.marks_state(case, item)),
                any(one.proposed_by == me for one in marked) or _decided_by_me(session, item),
            )
        )
    order = list(ApprovalGroup)
    return tuple(sorted(made, key=lambda one: order.index(one.group)))


def head_of(session: Session, kept: Kept, labels: Sequence[str]) -> ApprovalHead:
    """Whose words an item holds, when they were sent, and what was said of it; `labels` are those of its people,
    the sender first, as they would leave."""
    item = kept.item
    sender, *others = labels or ("",)
    return ApprovalHead(
        item.id,
        kept.exhibit,
        sender,
        tuple(others),
        time_london(item.sent),
        _lines_said(session, item.id),
        _codes_said(session, item.id),
    )


def marks_said(
    session: Session, text: str, marked: Sequence[Redaction], lost: Sequence[Loss]
) -> tuple[MarkSaid, ...]:
    """The marks of a text with who made each and why it needs a second look."""
    names = {by: users.by_id(session.case, by).name for by in {one.proposed_by for one in marked}}
    return tuple(MarkSaid(one, names[one.proposed_by], _cares(text, one, lost)) for one in marked)


def approval_state(session: Session, item: ItemId) -> str:
    """Whether the marks of an item are approved, sent back or waiting, as a person reads it."""
    approver, back = redactions.approved_by(session.case, item), redactions.sent_back(session.case, item)
    if approver:
        return f"approved by {users.by_id(session.case, approver).name}"
    return f"sent back: {back}" if back else "waiting"


def _cares(text: str, mark: Redaction, lost: Sequence[Loss]) -> tuple[tuple[Care, str], ...]:
    found: list[tuple[Care, str]] = [
        (Care.LOSS, f"{Care.LOSS} {one.kind}")
        for one in lost
        if (one.start, one.end) == (mark.start, mark.end)
    ]
    if mark.start < mark.end and is_short(text[mark.start : mark.end]):
        found.append((Care.SHORT, str(Care.SHORT)))
    if mark.reason.startswith(EVERYWHERE):
        found.append((Care.CARRIED, str(Care.CARRIED)))
    return tuple(found)


def _group(session: Session, item: ItemId, marked: bool, meets: bool, back: bool) -> ApprovalGroup:
    if redactions.approved_by(session.case, item):
        return ApprovalGroup.APPROVED
    if back:
        return ApprovalGroup.CAME_BACK
    if meets:
        return ApprovalGroup.MEETS_TEST
    return ApprovalGroup.MARKS if marked else ApprovalGroup.NO_MARKS


def _decided_by_me(session: Session, item: ItemId) -> bool:
    found = (
        decisions.current(session.case, line, item) for line in redactions.relevant_to(session.case, item)
    )
    return any(one is not None and one.by == session.user.id for one in found)


def _lines_said(session: Session, item: ItemId) -> tuple[LineSaid, ...]:
    case, said = session.case, list[LineSaid]()
    for line in lines.approved(case):
        made = decisions.current(case, line.id, item)
        if made is None or made.value is not Relevance.RELEVANT:
            continue
        by = users.by_id(case, made.by).name
        said.append(
            LineSaid(line.number, line.title, made.value, by, made.reason, tags.of_item(case, line.id, item))
        )
    return tuple(said)


def _codes_said(session: Session, item: ItemId) -> tuple[CodeSaid, ...]:
    given = decisions.endorsements(session.case, item)
    accused = [one.name for one in case_people.everyone(session.case) if one.part is CasePart.ACCUSED]
    return tuple(CodeSaid(name, *given.get(name, (None, ""))) for name in accused)
