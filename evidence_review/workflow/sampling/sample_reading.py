"""Reading a sample: one drawn item at a time, in the order drawn, without score, reason, highlight or earlier
decision (reference/relevance.md 4.2; reference/law.md O3)."""

from collections.abc import Iterable
from datetime import datetime

from evidence_review.domain.decisions import Act, RelevanceDecision
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import DecisionId, ItemId
from evidence_review.domain.kinds import AuditOp, Opening, Relevance, Tag
from evidence_review.domain.samples import PlanId, SampleKind, SamplePlan, SampleReading, SampleState
from evidence_review.domain.tags import TagAct
from evidence_review.store import decisions, items, samples, tags
from evidence_review.store.case import Change, now
from evidence_review.trust.draws import PILES
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import standing
from evidence_review.workflow.case.sample_views import Sampled, SampleStatus, bare
from evidence_review.workflow.case.views import ItemView
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.reviewing.item_view import view
from evidence_review.workflow.sampling.registering import expect, of, status

_RANDOM = "drawn at random"


def next_sampled(session: Session, plan_id: PlanId) -> Sampled | None:
    """The next drawn item for this user, opened and logged as part of the sample; None where nothing is left
    for her.

    Shown without score, reason, highlight or earlier decision. An unsure reading comes again for another
    person; in a second reading nobody gets an item that she decided first.
    """
    session.may(Act.DECIDE)
    plan, line = _under_way(session, plan_id)
    chosen = samples.items(session.case, plan.id)
    place = _next_place(session, plan, chosen)
    if place is None:
        return None
    item = chosen[place]
    kept = items.reviewable(session.case, line.id, item)
    if kept is None:
        raise RuleBroken(
            (
                f"Item {item} of this sample is held now, so the sample cannot be read to its end. "
                f"Propose a new one."
            )
        )
    with session.case.change(
        session.signer, AuditOp.CONSULT, "open sampled item", about=f"item:{item}"
    ) as change:
        change.detail.update(line=line.number, sample=plan.id, place=place + 1, why=_RANDOM)
        shown = bare(view(session, line, kept, change, Opening.SAMPLE))
    return Sampled(shown, place + 1, len(chosen), item in samples.readings(session.case, plan.id))


def _next_place(session: Session, plan: SamplePlan, chosen: tuple[ItemId, ...]) -> int | None:
    read = samples.readings(session.case, plan.id)
    me = session.user.id
    firsts = samples.decided_by(session.case, plan.line, chosen) if plan.kind is SampleKind.SECOND else {}
    for place, item in enumerate(chosen):
        reading = read.get(item)
        mine_first = item in firsts and firsts[item][1] == me and reading is None
        if (reading is None and not mine_first) or (
            reading and reading.value is Relevance.UNSURE and reading.by != me
        ):
            return place
    return None


def around_sampled(session: Session, plan_id: PlanId, item: ItemId) -> tuple[ItemView, ...]:
    """A drawn item between its neighbours, as many as the line allows, as bare as the item itself; logged
    (E1)."""
    session.may(Act.DECIDE)
    plan, line = _under_way(session, plan_id)
    kept = items.reviewable(session.case, line.id, item)
    if kept is None or item not in samples.items(session.case, plan.id):
        raise RuleBroken("That item is not part of this sample, or it is held.")
    reach = line.scope.max_context
    ids = items.around(session.case, line.id, item, reach, reach)
    with session.case.change(
        session.signer, AuditOp.CONSULT, "unfold context", about=f"item:{item}"
    ) as change:
        change.detail.update(line=line.number, sample=plan.id, shown=" ".join(map(str, ids)), count=len(ids))
        near = [one for other in ids if (one := items.reviewable(session.case, line.id, other))]
        decided = standing(session)
        views = [bare(view(session, line, one, change, Opening.CONTEXT, decided)) for one in near]
        middle = bare(view(session, line, kept, change, Opening.SAMPLE, decided))
    return tuple(sorted((*views, middle), key=lambda one: (one.position, one.id)))


def read_sampled(
    session: Session,
    plan_id: PlanId,
    item: ItemId,
    value: Relevance,
    reason: str = "",
    seconds: int = 0,
    tagged: Iterable[Tag] = (),
) -> SampleStatus:
    """Record the reading of a drawn item, and the decision and tags that follow from it; each is its own row,
    all in one log entry.

    In a sample of the unread the reading is the item's decision. In a second reading a decision follows only
    where it differs from the first: it stands from then on, and the first stays in the history.
    """
    session.may(Act.DECIDE)
    plan, line = _under_way(session, plan_id)
    chosen = samples.items(session.case, plan.id)
    place = _next_place(session, plan, chosen)
    if place is None or chosen[place] != item:
        raise RuleBroken(
            "The items of a sample are read one by one in the order drawn. Open the next one first."
        )
    first = Relevance(PILES[place >= plan.sample]) if plan.kind is SampleKind.SECOND else None
    said = _tags_said(plan, value, tagged)
    at = datetime.fromisoformat(now())
    decision = RelevanceDecision(
        DecisionId(decisions.new_id()), item, line.id, value, reason.strip(), session.user.id, at
    )
    follows = plan.kind is not SampleKind.SECOND or value not in {first, Relevance.UNSURE}
    reading = SampleReading(
        plan.id, item, value, first, decision.id if follows else None, session.user.id, at, said
    )
    with session.case.change(
        session.signer, AuditOp.ALTER, "read sampled item", reason=decision.reason
    ) as change:
        if follows:
            decisions.add(change, decision, seconds)
        for one in reading.tags:
            tags.add(change, TagAct(item, line.id, one, True, session.user.id, decision.at))
        _note(change, reading, line)
    return status(session, plan, of(session, plan.id)[1], briefly=True)


def _tags_said(plan: SamplePlan, value: Relevance, tagged: Iterable[Tag]) -> tuple[Tag, ...]:
    """The tags in their own order; RuleBroken where the reading is not one that can carry any."""
    said = frozenset(tagged)
    if said and (value is not Relevance.RELEVANT or plan.kind is SampleKind.SECOND):
        raise RuleBroken(
            "Only a relevant item of a sample of the unread says which way it points. Leave the tags out."
        )
    return tuple(one for one in Tag if one in said)


def _note(change: Change, reading: SampleReading, line: LineOfEnquiry) -> None:
    samples.add_reading(change, reading)
    facts = {"item": reading.item, "line": line.number, "value": str(reading.value), "sample": reading.plan}
    change.about(f"item:{reading.item}", facts)
    change.detail.update(
        line=line.number, sample=reading.plan, value=str(reading.value), decision=reading.decision or ""
    )
    if reading.tags:
        change.detail["tags"] = " ".join(reading.tags)


def _under_way(session: Session, plan_id: PlanId) -> tuple[SamplePlan, LineOfEnquiry]:
    plan, made = of(session, plan_id)
    expect(
        session,
        plan,
        made,
        SampleState.DRAWN,
        "Only a sample that is drawn and not yet stated is read.",
        briefly=True,
    )
    return plan, approved_line(session, plan.number)
