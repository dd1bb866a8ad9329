"""Holding: what may not be read on. Possibly privileged items wait for independent counsel, finds outside
every line for a supervisor (reference/law.md G, H)."""

from evidence_review.domain.decisions import Act, Quarantine, may
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import CHILD_IMAGE, AuditOp, HoldKind
from evidence_review.store import attached, copies, decisions, items, openings
from evidence_review.workflow.case.labelling import time_london
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.reviewing.reviewing import now, through_gate


def hold(session: Session, number: int, item: ItemId, kind: HoldKind = HoldKind.LPP) -> tuple[ItemId, ...]:
    """Stop: hold an item and its neighbours for independent counsel at once, and log how much of it this person
    had on screen: items and letters (G3, G4).

    What repeats them in the same exhibit, imported again, stands in the same conversation and is held with
    them; copies from elsewhere stay open.
    """
    session.may(Act.HOLD)
    line = approved_line(session, number)
    through_gate(session, line, item)
    reach = line.scope.max_context
    together = (item, *items.around(session.case, line.id, item, reach, reach))
    again = tuple(copies.in_same_exhibit(session.case, together))
    with session.case.change(session.signer, AuditOp.ALTER, "hold", about=f"item:{item}") as change:
        for one in (*together, *again):
            why = "repeats what a person marked" if one in again else "marked by a person"
            decisions.add_hold(change, Quarantine(one, kind, why, session.user.id, now()))
        shown, letters = openings.shown_to(session.case, (*together, *again), session.user.id)
        change.detail.update(line=line.number, kind=str(kind), items=" ".join(map(str, (*together, *again))))
        change.detail.update(shown=shown, letters=letters)
    return (*together, *again)


def held(session: Session) -> tuple[tuple[ItemId, str, str], ...]:
    """The register of held items: id, kind and trigger, never content (G5)."""
    return tuple(decisions.holds(session.case))


def read_held(session: Session, item: ItemId) -> tuple[str, str, str]:
    """A held item for independent counsel alone: who, when, text. Logged first (G2)."""
    session.may(Act.READ_HELD)
    kept = items.held(session.case, item)
    if kept is None:
        raise RuleBroken("That item is not held.")
    session.case.record(session.signer, AuditOp.CONSULT, "read held item", about=f"item:{item}")
    return (
        kept.item.sender.label() if kept.item.sender else "",
        time_london(kept.item.sent),
        kept.item.text or "",
    )


def release(session: Session, item: ItemId, outcome: str) -> None:
    """Counsel's outcome for a held item: RELEASED opens it to review, UPHELD keeps it held."""
    session.may(Act.RELEASE_HOLD)
    if outcome not in {"RELEASED", "UPHELD"}:
        raise RuleBroken("Choose the outcome: RELEASED or UPHELD.")
    if items.held(session.case, item) is None:
        raise RuleBroken("That item is not held.")
    if (above := attached.held_above(session.case, item)) is not None:
        raise RuleBroken(
            (
                f"This was read of a file attached to item {above}, which is held. Give the outcome "
                f"for that item first."
            )
        )
    with session.case.change(
        session.signer, AuditOp.ALTER, "counsel's outcome", about=f"item:{item}"
    ) as change:
        decisions.add_release(change, item, outcome, session.user.id)
        change.detail["outcome"] = outcome


def report_find(session: Session, number: int, item: ItemId, tier: str, category: str, note: str) -> str:
    """Record an out-of-scope find and mask the item until a supervisor acts (H1). IMMEDIATE: whoever asks for this
    has said that the supervisor was telephoned; when, stands in the log. CHILD_IMAGE as the category covers every
    item that bears the same file as well (H3)."""
    session.may(Act.HOLD)
    if tier not in {"IMMEDIATE", "SERIOUS", "OTHER"} or not category.strip() or not note.strip():
        raise RuleBroken(
            "A find needs its tier (IMMEDIATE, SERIOUS or OTHER), a category and a one-line neutral note."
        )
    is_image = category.strip() == CHILD_IMAGE
    if is_image and tier != "IMMEDIATE":
        raise RuleBroken("A suspected indecent image of a child is IMMEDIATE: telephone the supervisor now.")
    through_gate(session, approved_line(session, number), item)
    same = copies.of_same_bytes(session.case, item) if is_image else ()
    with session.case.change(session.signer, AuditOp.ALTER, "report find", about=f"item:{item}") as change:
        find = decisions.add_find(change, item, tier, category.strip(), note.strip(), session.user.id)
        for one in same:
            decisions.add_find(
                change, one, tier, CHILD_IMAGE, f"the same file as item {item}", session.user.id
            )
        change.detail.update(tier=tier, find=find)
        if same:
            change.detail["items"] = " ".join(map(str, (item, *same)))
        if tier == "IMMEDIATE":
            change.detail["acknowledged"] = f"{now().isoformat()}Z"
    return find


_SHORTEST_WORD_OF_UNIT = 20
_UNIT_FIRST = (
    "This item stays covered for good, unless the digital forensic unit says that it is no indecent image of a "
    "child. Leave it open and refer it to the unit; or say in 20 characters or more who of the unit said so, and when."
)


def close_find(session: Session, find: str, outcome: str) -> None:
    """A supervisor's outcome for a find; the item is open to review again."""
    if not may(Act.CLOSE_FIND, session.role):
        raise RuleBroken("Only a supervisor records the outcome of a find.")
    category = {one[0]: one[3] for one in decisions.open_finds(session.case)}.get(find)
    if category is None or not outcome.strip():
        raise RuleBroken("Name an open find and say what was done about it.")
    if category == CHILD_IMAGE and len(outcome.strip()) < _SHORTEST_WORD_OF_UNIT:
        raise RuleBroken(_UNIT_FIRST)
    with session.case.change(session.signer, AuditOp.ALTER, "close find", about=f"find:{find}") as change:
        decisions.close_find(change, find, outcome.strip(), session.user.id)


def finds(session: Session) -> tuple[tuple[str, ItemId, str, str], ...]:
    """Open finds: id, item, tier, category."""
    return tuple(
        (find, item, tier, category)
        for find, item, tier, category, _, _ in decisions.open_finds(session.case)
    )
