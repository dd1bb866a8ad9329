"""One decision on several items that a person read in one list: each gets a decision and an entry of its own, and so
do its undecided copies (reference/law.md Q2, Q3)."""

from collections.abc import Iterable, Sequence

from evidence_review.domain.decisions import Act, RelevanceDecision
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import DecisionId, ItemId
from evidence_review.domain.kinds import Relevance
from evidence_review.store import decisions, openings
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import ItemView
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.reviewing.reviewing import (
    decide_copies,
    now,
    open_item,
    through_gate,
    undo,
    undoable,
    write,
)

MOST_AT_ONCE = 200
"""Items of one act: what a person can be said to have read."""


def open_several(session: Session, number: int, items: Sequence[ItemId]) -> tuple[ItemView, ...]:
    """Items as a reviewer may see them, each look logged before anything is returned; those that the gate does not
    let through are left out."""
    views: list[ItemView] = []
    for item in items:
        try:
            views.append(open_item(session, number, item))
        except RuleBroken:
            continue  # held or screened anew since it was listed: it is not shown, the others are
    return tuple(views)


def decide_several(
    session: Session, number: int, items: Sequence[ItemId], value: Relevance, reason: str = ""
) -> tuple[RelevanceDecision, ...]:
    """Record one decision for each of these items, in their order, each followed by those of its undecided copies.

    RuleBroken, and nothing is written, where there are none or more than `MOST_AT_ONCE`, or where any is decided already,
    was not opened for this line by who decides, or is behind the gate.
    """
    session.may(Act.DECIDE)
    line = approved_line(session, number)
    _check(session, line, items)
    made: list[RelevanceDecision] = []
    for item in items:
        if any(one.item == item for one in made):
            continue  # as a copy of one before it
        decision = RelevanceDecision(
            DecisionId(decisions.new_id()), item, line.id, value, reason.strip(), session.user.id, now()
        )
        write(session, line, decision, 0, several=len(items))
        made += (decision, *decide_copies(session, number, decision.id))
    return tuple(made)


def undo_several(session: Session, made: Iterable[DecisionId]) -> int:
    """Take back decisions, the last of them first, each by a later row: how many. RuleBroken, and nothing is written,
    where any cannot be taken back."""
    given = tuple(made)
    for decision in given:
        undoable(session, decision)
    for decision in reversed(given):
        undo(session, decision)
    return len(given)


def _check(session: Session, line: LineOfEnquiry, items: Sequence[ItemId]) -> None:
    if not 0 < len(items) <= MOST_AT_ONCE or len(set(items)) < len(items):
        raise RuleBroken(f"Choose between 1 and {MOST_AT_ONCE} items, each of them once.")
    for item in items:
        through_gate(session, line, item)
    opened = openings.opened_by(session.case, line.id, items, session.user.id)
    unread = [item for item in items if item not in opened]
    decided = [item for item in items if decisions.current(session.case, line.id, item)]
    told = (
        ("Open these first, to read them", unread),
        ("These are decided already; change them one by one", decided),
    )
    faults = [f"{words}: {', '.join(map(str, those))}." for words, those in told if those]
    if faults:
        raise RuleBroken(" ".join(faults))
