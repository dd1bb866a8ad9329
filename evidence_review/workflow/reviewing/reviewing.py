"""Reviewing: one item at a time through the gate, every look logged before it is shown (reference/law.md C,
E, F).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from evidence_review.domain.decisions import Act, RelevanceDecision
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import DecisionId, ItemId
from evidence_review.domain.kinds import AuditOp, Band, ItemKind, Opening, Relevance, Tag
from evidence_review.domain.people import Party
from evidence_review.domain.reasons import check_reason
from evidence_review.store import (
    conversations,
    copies,
    decisions,
    items,
    lines,
    openings,
    scope_counts,
    suggestions,
    tags,
)
from evidence_review.store.items import Kept
from evidence_review.workflow.case.child_calls import draw
from evidence_review.workflow.case.labelling import Faces, faces, known_keys, party_label
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import standing
from evidence_review.workflow.case.picturing import page_of
from evidence_review.workflow.case.views import ItemView, Picture, QueueRow
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.reviewing.item_view import is_masked, view


def queue(
    session: Session,
    number: int,
    order: str = "time",
    only: str = "all",
    tag: Tag | None = None,
    among: Sequence[ItemId] | None = None,
) -> tuple[QueueRow, ...]:
    """The queue of a line: what is in scope, screened and not held, in time order unless ranking is asked for
    (Q1). No text.

    One row an item; items that repeat each other name their set, so that a screen can show them as one.
    `tag`: the view of that tag, whose bands and places come from its own order; everything in scope is in
    every view. `among`: of these items alone, such as a batch.
    """
    session.may(Act.READ)
    line = approved_line(session, number)
    known = known_keys(session, line)
    linked = faces(session, known)
    sets = copies.sets(session.case, line.id, among)
    served = tags.order_for(session.case, line.id, tag)
    rows = suggestions.queue(
        session.case,
        line.id,
        by_rank=order == "rank",
        only=only,
        by_order_of=served,
        carries=tag,
        among=among,
    )
    carried = tags.of_line(session.case, line.id, among)
    called = _Callers(session, known, linked)
    return tuple(_queue_row(called, sets, carried, row) for row in rows)


@dataclass(slots=True)
class _Callers:
    """What each sender is called, found once for all the rows that she sent."""

    session: Session
    known: frozenset[str]
    linked: Faces
    found: dict[tuple[object, ...], str] = field(default_factory=dict[tuple[object, ...], str])

    def label(self, identifier: object, name: object, owner: object) -> str:
        """As `party_label` says it; "" where there is no sender."""
        asked = (identifier, name, owner)
        label = self.found.get(asked)
        if label is None:
            party = (
                None if identifier is None else Party(str(identifier) or None, str(name) or None, bool(owner))
            )
            label = self.found[asked] = party_label(
                self.session, party, self.known, None, plain=False, linked=self.linked
            )
        return label


def _queue_row(
    called: _Callers, sets: copies.Sets, carried: Mapping[ItemId, tuple[Tag, ...]], row: tuple[Any, ...]
) -> QueueRow:
    item, kind, title, identifier, name, owner, when, band, rank, decision, exhibit = row
    sender = called.label(identifier, name, owner)
    head, members = sets.get(item, (None, ()))
    return QueueRow(
        item,
        ItemKind(kind),
        title if kind == ItemKind.PAGE else sender,
        sender,
        _to_the_minute(when),
        Band(band) if band else None,
        rank or None,
        decision,
        exhibit,
        head,
        tuple(ref for other, ref in members if other != item),
        carried.get(item, ()),
    )


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _to_the_minute(when: str) -> str:
    """A time in ISO as a list shows it: 08 Mar 2025 18:05. Fifty thousand rows wait for this, so that the
    letters are cut, not parsed."""
    return f"{when[8:10]} {_MONTHS[int(when[5:7]) - 1]} {when[:4]} {when[11:16]}" if when else ""


def lines_of(session: Session, item: ItemId) -> tuple[int, ...]:
    """Numbers of the approved lines through whose gate this item may be read."""
    session.may(Act.READ)
    through = set(scope_counts.lines_of(session.case, item))
    return tuple(line.number for line in lines.approved(session.case) if line.id in through)


def open_item(session: Session, number: int, item: ItemId, tag: Tag | None = None) -> ItemView:
    """One item as a reviewer may see it, with its place and reasons in the view of a tag where one is named.

    The look is logged before anything is returned; RuleBroken where she may not.
    """
    session.may(Act.READ)
    line = approved_line(session, number)
    kept = through_gate(session, line, item)
    with session.case.change(session.signer, AuditOp.CONSULT, "open item", about=f"item:{item}") as change:
        change.detail["line"] = line.number
        return view(session, line, kept, change, Opening.OPENED, tag=tag)


def unfold(session: Session, number: int, item: ItemId, tag: Tag | None = None) -> tuple[ItemView, ...]:
    """The item between its neighbours in the same conversation that the line covers, as many as the line
    allows; logged (E1, C5)."""
    session.may(Act.READ)
    line = approved_line(session, number)
    kept = through_gate(session, line, item)
    reach = line.scope.max_context
    ids = items.around(session.case, line.id, item, reach, reach)
    with session.case.change(
        session.signer, AuditOp.CONSULT, "unfold context", about=f"item:{item}"
    ) as change:
        change.detail.update(line=line.number, shown=" ".join(map(str, ids)), count=len(ids))
        around = [one for neighbour in ids if (one := items.reviewable(session.case, line.id, neighbour))]
        decided = standing(session)
        views = [view(session, line, one, change, Opening.CONTEXT, decided) for one in around]
        middle = view(session, line, kept, change, Opening.OPENED, decided, tag)
    shown = sorted((*views, middle), key=lambda one: (one.position, one.id))
    gaps = [conversations.between(session.case, a.id, b.id) for a, b in pairwise(shown)]
    return tuple(replace(one, outside_before=gap) for one, gap in zip(shown, (0, *gaps), strict=True))


def decide(
    session: Session, number: int, item: ItemId, value: Relevance, reason: str = "", seconds: int = 0
) -> RelevanceDecision:
    """Record a reviewer's decision; an earlier one is superseded, never changed."""
    session.may(Act.DECIDE)
    line = approved_line(session, number)
    through_gate(session, line, item)
    decision = RelevanceDecision(
        DecisionId(decisions.new_id()), item, line.id, value, reason.strip(), session.user.id, now()
    )
    write(session, line, decision, seconds)
    return decision


def decide_copies(
    session: Session, number: int, decision: DecisionId, over: Relevance | None = None
) -> tuple[RelevanceDecision, ...]:
    """Record a decision of one's own for the copies of its item too: one decision for each copy, each with
    its log entry that names the first.

    Only where a person asks for it. Copies that have a decision keep theirs, unless they stand as `over` by
    the same
    person, as the item itself did before; what is held or outside the line is left alone.
    """
    session.may(Act.DECIDE)
    line = approved_line(session, number)
    first = decisions.by_id(session.case, decision)
    if (
        first is None
        or first.line != line.id
        or decisions.current(session.case, line.id, first.item) != first
    ):
        raise RuleBroken("That decision does not stand for this line, so it cannot be given to copies.")
    if first.by != session.user.id:
        raise RuleBroken(
            (
                "Only the person who made a decision can give it to the copies. Record a decision of "
                "your own instead."
            )
        )
    through_gate(session, line, first.item)
    others, _ = copies.of_item(session.case, line.id, first.item)
    stands = {item: decisions.current(session.case, line.id, item) for item in others}
    free = [
        item
        for item, one in stands.items()
        if one is None or (one.value is over and one.by == session.user.id)
    ]
    made = [replace(first, id=DecisionId(decisions.new_id()), item=item, at=now()) for item in free]
    for one in made:
        write(session, line, one, 0, copy_of=first.item)
    return tuple(made)


def undo(session: Session, decision: DecisionId) -> RelevanceDecision | None:
    """Take back a decision by a later row. What stands afterwards, or None."""
    made, line = undoable(session, decision)
    back = replace(made, id=DecisionId(decisions.new_id()), undoes=made.id, at=now(), reason="")
    write(session, line, back, 0)
    return decisions.current(session.case, line.id, made.item)


def undoable(session: Session, decision: DecisionId) -> tuple[RelevanceDecision, LineOfEnquiry]:
    """A decision that this person can take back, with its line; RuleBroken where it is none."""
    session.may(Act.DECIDE)
    made = decisions.by_id(session.case, decision)
    if made is None or made.undoes or decisions.undone(session.case, decision):
        raise RuleBroken(
            (
                "That decision is not one that can be undone. The history of its item shows what "
                "stands; decide anew instead."
            )
        )
    if made.by != session.user.id:
        raise RuleBroken(
            "Only the person who made a decision can undo it. Record a decision of your own instead."
        )
    line = next((one for one in lines.approved(session.case) if one.id == made.line), None)
    if line is None:
        raise RuleBroken("That line has a newer version now. Decide on the item in that one instead.")
    return made, line


def history(session: Session, item: ItemId) -> tuple[RelevanceDecision, ...]:
    """Every decision on an item, in order, undoings among them."""
    session.may(Act.READ)
    return decisions.history(session.case, item)


def reveal(session: Session, number: int, item: ItemId, what: str, reason: str) -> ItemView:
    """Show names, special-category words or the picture of an item to this user, with a reason that is logged
    first (E2, E3)."""
    session.may(Act.READ)
    if what not in {"names", "special", "picture"}:
        raise RuleBroken("Choose what to reveal: names, special, or picture.")
    check_reason(reason)
    line = approved_line(session, number)
    kept = through_gate(session, line, item)
    with session.case.change(
        session.signer, AuditOp.CONSULT, f"reveal {what}", about=f"item:{item}", reason=reason
    ) as change:
        change.detail["line"] = line.number
        decisions.unmask(change, item, what, session.user.id)
    with session.case.change(session.signer, AuditOp.CONSULT, "open item", about=f"item:{item}") as change:
        change.detail["line"] = line.number
        return view(session, line, kept, change, Opening.OPENED)


def reveal_media(session: Session, number: int, item: ItemId, attachment: int, reason: str) -> bytes:
    """The bytes of an attached file, with a reason that is logged first (E3)."""
    session.may(Act.READ)
    check_reason(reason)
    line = approved_line(session, number)
    through_gate(session, line, item)
    session.case.record(
        session.signer,
        AuditOp.CONSULT,
        "reveal media",
        about=f"item:{item}",
        reason=reason,
        line=line.number,
        attachment=attachment,
    )
    data = items.blob(session.case, item, attachment)
    if data is None:
        raise RuleBroken("This file was named in the source but not supplied, so it cannot be shown.")
    return data


def page_picture(session: Session, number: int, item: ItemId, dpi: int = 100) -> Picture:
    """The picture of a document page, or a picture, drawn by the same engine that redacts. The look is logged
    first."""
    session.may(Act.READ)
    line = approved_line(session, number)
    kept = through_gate(session, line, item)
    page, original = page_of(kept.item), items.document(session.case, kept.thread_id)
    if original is None or page is None:
        raise RuleBroken("This item has no page to show; its text is all there is.")
    if is_masked(session, line, kept):
        raise RuleBroken(
            (
                "The picture of this page would show what is masked in its text. Reveal names and "
                "special-category words first, with a reason."
            )
        )
    if kept.item.kind is ItemKind.IMAGE and "picture" not in decisions.unmasked(
        session.case, item, session.user.id
    ):
        raise RuleBroken(
            (
                "A picture stays covered until you say why you need to see it. Reveal the picture "
                "first, with a reason."
            )
        )
    with session.case.change(session.signer, AuditOp.CONSULT, "show page", about=f"item:{item}") as change:
        change.detail["line"] = line.number
        openings.add(change, line.id, item, Opening.OPENED, session.user.id)
    return draw(original, page, dpi)


def through_gate(session: Session, line: LineOfEnquiry, item: ItemId) -> Kept:
    """An item that a line lets through; RuleBroken where it does not."""
    kept = items.reviewable(session.case, line.id, item)
    if kept is None:
        raise RuleBroken(
            "That item is outside this line of enquiry, not screened yet, or held, so it cannot be shown."
        )
    return kept


def write(
    session: Session,
    line: LineOfEnquiry,
    decision: RelevanceDecision,
    seconds: int,
    *,
    copy_of: ItemId | None = None,
    several: int = 0,
) -> None:
    """Write a decision with its entry. `copy_of`: the item from which a copy has it; `several`: how many items were
    decided with it, each read in one list."""
    with_others = bool(copy_of or several)
    action = (
        "undo decision"
        if decision.undoes
        else "decide as its copy"
        if copy_of
        else "decide one of several"
        if several
        else "decide"
    )
    with session.case.change(session.signer, AuditOp.ALTER, action, reason=decision.reason) as change:
        decisions.add(change, decision, seconds, bulk=with_others)
        facts = {
            "item": decision.item,
            "line": line.number,
            "value": str(decision.value),
            "undoes": decision.undoes or "",
        }
        change.about(f"item:{decision.item}", facts)
        change.detail.update(line=line.number, value=str(decision.value), decision=decision.id)
        if copy_of:
            change.detail["copy_of"] = int(copy_of)
        if several:
            change.detail["several"] = several


def now() -> datetime:
    """The instant of an act, to the second, without a zone: UTC."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
