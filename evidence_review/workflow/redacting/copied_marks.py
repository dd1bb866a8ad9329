"""Marks on copies: what a person marked on an item is marked on its copies of the same text, and taken back
with it
(docs/decisions/0049)."""

from collections.abc import Sequence

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId, RedactionId
from evidence_review.domain.kinds import AuditOp, Relevance
from evidence_review.store import copies, decisions, items, redactions
from evidence_review.store.items import Kept
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.redacting.marking import Meaning, make_mark, relevant_item


def mark_copies(session: Session, number: int, marks: Sequence[RedactionId]) -> tuple[Redaction, ...]:
    """Make marks that this user made on one item on its copies too: each copy that stands as relevant and
    has the same
    text to the letter, each mark with its own log entry that names the item. A passage that is marked there
    already is
    left; areas of pages, and marks that one act made of all that does not stay, are not copied.

    RuleBroken where a mark does not stand or is another person's.
    """
    firsts = [one for mark in marks if (one := redactions.by_id(session.case, mark)) is not None]
    if len(firsts) < len(marks) or len({one.item for one in firsts}) > 1:
        raise RuleBroken("Name marks that stand on one item.")
    if any(one.proposed_by != session.user.id for one in firsts):
        raise RuleBroken("Only the person who made a mark can give it to the copies.")
    made: list[Redaction] = []
    for copy in _same(session, number, firsts[0].item) if firsts else ():
        there = {(one.start, one.end) for one in redactions.standing(session.case, copy.item.id)}
        made += [
            _copied(session, copy, one)
            for one in firsts
            if (one.start, one.end) not in there and one.area is None and not one.group
        ]
    return tuple(made)


def _copied(session: Session, copy: Kept, one: Redaction) -> Redaction:
    """The same mark, with the same token, on a copy."""
    means = Meaning(one.kind, one.type, one.purpose, one.reason, one.origin, token=one.token)
    with session.case.change(
        session.signer, AuditOp.ALTER, "mark redaction", about=f"item:{copy.item.id}"
    ) as change:
        made = make_mark(session, change, copy, (one.start, one.end), means)
        change.detail.update(
            redaction=made.id, type=str(one.type), origin=str(one.origin), copy_of=int(one.item)
        )
    return made


def withdraw_copies(
    session: Session, number: int, redaction: RedactionId, reason: str
) -> tuple[RedactionId, ...]:
    """Take back, on the copies of its item, what this user marked there just as this mark stands: each by a
    later row
    with the reason. The mark itself stays."""
    first = redactions.by_id(session.case, redaction)
    if first is None:
        raise RuleBroken("There is no standing mark of that name.")
    if not reason.strip():
        raise RuleBroken("Say why the mark is taken back.")
    gone: list[RedactionId] = []
    for copy in _same(session, number, first.item):
        for one in redactions.standing(session.case, copy.item.id):
            if (one.start, one.end, one.type, one.proposed_by) == (
                first.start,
                first.end,
                first.type,
                session.user.id,
            ):
                _withdrawn(session, copy.item.id, one, reason.strip())
                gone.append(one.id)
    return tuple(gone)


def _withdrawn(session: Session, item: ItemId, one: Redaction, reason: str) -> None:
    with session.case.change(
        session.signer, AuditOp.ALTER, "withdraw redaction", about=f"item:{item}", reason=reason
    ) as change:
        redactions.withdraw(change, one.id, reason, session.user.id)
        change.detail.update(redaction=one.id, marks=1)


def _same(session: Session, number: int, item: ItemId) -> list[Kept]:
    """The copies of a relevant item that stand as relevant and have its text to the letter."""
    text = relevant_item(session, number, item).item.text
    line = approved_line(session, number)
    found: list[Kept] = []
    for other in copies.of_item(session.case, line.id, item)[0]:
        kept = items.reviewable(session.case, line.id, other)
        stands = decisions.current(session.case, line.id, other)
        if kept and kept.item.text == text and stands and stands.value is Relevance.RELEVANT:
            found.append(kept)
    return found
