"""Sampling what is unread: a plan registered first, authorised by another person, drawn by a seed nobody
chose, read to its end (reference/law.md O, J1).

Every step of a plan is a row and a log entry of its own. What is drawn stays unseen until it is opened one by
one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from evidence_review.domain.audit import digest
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Relevance, Tag
from evidence_review.domain.samples import BEARS, PlanId, Population, SampleKind, SamplePlan, SampleState
from evidence_review.relevance.certifying import ALPHA, Drawn, price
from evidence_review.store import samples, tags
from evidence_review.trust.draws import PILES, drawn, seed_of
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.sample_views import SampleStatus
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.sampling import sample_statement
from evidence_review.workflow.sampling.registering import (
    Pools,
    beside,
    expect,
    look_of,
    measured,
    of,
    pool_of,
    status,
    undrawn,
    waits,
)


def propose_sample(
    session: Session,
    number: int,
    reason: str,
    *,
    kind: SampleKind = SampleKind.RECALL,
    target: Fraction | None = None,
    sample: int = 0,
    also: int = 0,
    single: bool = False,
    error: Fraction = Fraction(0),
    second: PlanId | None = None,
    tag: Tag | None = None,
) -> SampleStatus:
    """Register a plan for a line, to be authorised by another person.

    `sample` 0 takes the smallest that states the target if nothing is hit.

    With a `tag` the plan is about the items that carry it: they are what was found, and what is missed is
    bounded for them alone (reference/relevance.md 3.5).

    RuleBroken while items that must be reviewed or are unsure are undecided, where no accepted error is left
    for another look, or where no sample can state the target.
    """
    session.may(Act.PROPOSE_SAMPLE)
    line = approved_line(session, number)
    _check_asked(kind, target, error, waits(session, line, is_second=kind is SampleKind.SECOND))
    pool, _ = pool_of(session, line, tag)
    look, alpha = (0, ALPHA) if kind is SampleKind.SECOND else look_of(session, line, single=single, tag=tag)
    before = undrawn(pool, alpha, error, measured(session, line, second, pool, tag) if second else None)
    size = sample or (_smallest(before, target) if target is not None else 0)
    engine, model_hash = samples.ranked_by(session.case, line.id)
    plan = SamplePlan(
        samples.next_id(session.case), kind, line.id, line.number, line.version, tag or BEARS, look, single, alpha, target, pool, size, also,
        error, second, (), reason.strip(), engine, model_hash, session.user.id, _now(),
    )  # fmt: skip
    _check_piles(plan)
    return _registered(
        session,
        plan
        if kind is SampleKind.SECOND
        else replace(plan, foretold=sample_statement.foretell(plan, before.second)),
    )


def _registered(session: Session, plan: SamplePlan) -> SampleStatus:
    """The plan as it is kept from now on, recorded in the same act."""
    with session.case.change(session.signer, AuditOp.CONFIG, "propose sample", reason=plan.reason) as change:
        made = samples.add(change, plan)
        change.about(f"sample:{plan.id}", plan.body())
        change.detail.update(
            line=plan.number,
            plan=made,
            sample=plan.sample + plan.also,
            unread=plan.pool.left,
            found=plan.pool.found,
        )
    return status(session, plan, made)


def _check_asked(kind: SampleKind, target: Fraction | None, error: Fraction, unmet: Sequence[str]) -> None:
    if unmet:
        raise RuleBroken(f"A sample cannot be proposed yet: {'; '.join(unmet)}.")
    if not 0 <= error < 1:
        raise RuleBroken("The chance that a reader passes over a relevant item is a share from 0 to below 1.")
    if kind is SampleKind.RECALL and target is None:
        raise RuleBroken(
            "Say what recall is to be stated, such as 0.90; or take a sample that states what is missed only."
        )


def _smallest(before: Drawn, target: Fraction) -> int:
    if not 0 < target < 1:
        raise RuleBroken("The recall to be stated is a share between 0 and 1, such as 0.90.")
    found = price(before, target)
    if found is None:
        raise RuleBroken(
            (
                "No sample of this pool can state that recall. Ask for a lower one, narrow the line, "
                "or read everything."
            )
        )
    return max(1, found)


def _check_piles(plan: SamplePlan) -> None:
    if plan.kind is SampleKind.SECOND:
        others = plan.pool.read - plan.pool.found
        if plan.sample > others or plan.also > plan.pool.found:
            raise RuleBroken(
                (
                    f"There are {others:,} items decided as not relevant and {plan.pool.found:,} as "
                    f"relevant. Choose no more than that."
                )
            )
        if not plan.sample:
            raise RuleBroken(
                (
                    "A second reading needs some of what was decided as not relevant. Choose how many "
                    "to read again."
                )
            )


def authorise_sample(session: Session, plan_id: PlanId) -> SampleStatus:
    """Authorise a proposed plan.

    Never by its proposer; never after the pool has changed, since the price was told for another one.

    RuleBroken, too, where another plan has taken this look since: two plans that each spend the same part
    would spend it twice.
    """
    session.may(Act.AUTHORISE_SAMPLE)
    plan, made = of(session, plan_id)
    expect(session, plan, made, SampleState.PROPOSED, "Only a proposed plan can be authorised.")
    if plan.proposed_by == session.user.id:
        raise RuleBroken("The person who proposed a sample cannot authorise it. Ask a colleague.")
    _check_same_pool(session, plan)
    _check_look(session, plan)
    with session.case.change(session.signer, AuditOp.CONFIG, "authorise sample") as change:
        samples.act(change, plan.id, "AUTHORISED", {}, session.user.id)
        change.about(f"sample:{plan.id}", plan.body())
        change.detail.update(line=plan.number, plan=made)
    return status(session, plan, made)


def refuse_sample(session: Session, plan_id: PlanId, reason: str) -> SampleStatus:
    """Refuse a proposed plan, with a reason."""
    session.may(Act.AUTHORISE_SAMPLE)
    plan, made = of(session, plan_id)
    expect(session, plan, made, SampleState.PROPOSED, "Only a proposed plan can be refused.")
    if not reason.strip():
        raise RuleBroken("Say why the sample is refused, so that a better one can be proposed.")
    with session.case.change(session.signer, AuditOp.CONFIG, "refuse sample", reason=reason) as change:
        samples.act(change, plan.id, "REFUSED", {}, session.user.id)
        change.about(f"sample:{plan.id}", plan.body())
    return status(session, plan, made)


def draw_sample(session: Session, plan_id: PlanId) -> SampleStatus:
    """Draw an authorised plan: the seed comes from the log as it stood right after the authorisation, so that
    nobody could choose it."""
    session.may(Act.PROPOSE_SAMPLE)
    plan, made = of(session, plan_id)
    expect(
        session,
        plan,
        made,
        SampleState.AUTHORISED,
        "A plan is drawn once, after another person has authorised it.",
    )
    _check_same_pool(session, plan)
    _, values = pool_of(session, approved_line(session, plan.number), plan.carries)
    piles = _piles(plan, values)
    head = samples.authorised_at(session.case, plan.id)
    seed = seed_of(head, made)
    chosen = [
        ItemId(one)
        for pile, many in zip(piles, (plan.sample, plan.also), strict=False)
        for one in drawn(seed, pile, many)
    ]
    with session.case.change(session.signer, AuditOp.ALTER, "draw sample") as change:
        body = {
            "head": head,
            "seed": seed,
            "pool": samples.pool_text(piles),
            "tag_acts": tags.last_number(session.case),
        }
        samples.act(change, plan.id, "DRAWN", body, session.user.id)
        samples.add_items(change, plan.id, chosen)
        change.about(f"sample:{plan.id}", [int(one) for one in chosen])
        change.detail.update(
            line=plan.number, plan=made, seed=seed, head=head, items=len(chosen), look=plan.look
        )
    return status(session, plan, made)


def _piles(plan: SamplePlan, values: dict[ItemId, str]) -> list[list[ItemId]]:
    wanted = PILES if plan.kind is SampleKind.SECOND else ("",)
    return [sorted(item for item, value in values.items() if value == pile) for pile in wanted]


def state_sample(session: Session, plan_id: PlanId, action: str = "", known: str = "") -> SampleStatus:
    """What a sample read to its end states, once and for good. `action` is what is to follow, in the user's
    words; `known` the sentence of `knowing`."""
    session.may(Act.PROPOSE_SAMPLE)
    plan, made = of(session, plan_id)
    now = status(session, plan, made)
    if now.state is SampleState.VOID:
        raise RuleBroken(f"This sample no longer states anything: {now.void}. Propose a new one.")
    if now.state is not SampleState.DRAWN:
        raise RuleBroken("A sample states something once, after it was drawn and read to its end.")
    if now.read < now.size or now.unsure:
        left = now.size - now.read
        raise RuleBroken(
            (
                f"The sample is not read to its end: {left:,} are unread and {now.unsure:,} unsure. "
                f"Its size was fixed before the draw."
            )
        )
    is_second = plan.kind is SampleKind.SECOND
    body = (
        _second_result(session, plan)
        if is_second
        else {"hits": now.hits, "rows": [*beside(session, plan), *([known] if known else [])]}
    )
    body["tag_acts"] = tags.last_number(session.case)
    with session.case.change(session.signer, AuditOp.ALTER, "state sample", reason=action) as change:
        samples.act(change, plan.id, "STATED", {**body, "action": action.strip()}, session.user.id)
        change.about(f"sample:{plan.id}", body)
        change.detail.update(line=plan.number, plan=made, read=now.read, hits=now.hits)
    return status(session, plan, made)


def _second_result(session: Session, plan: SamplePlan) -> dict[str, Any]:
    read = samples.readings(session.case, plan.id).values()
    hits = sum(
        one.first is Relevance.NOT_RELEVANT_TO_LINE and one.value is Relevance.RELEVANT for one in read
    )
    turned = sum(
        one.first is Relevance.RELEVANT and one.value is Relevance.NOT_RELEVANT_TO_LINE for one in read
    )
    pool, _ = pool_of(session, approved_line(session, plan.number))
    found = plan.pool.found - turned
    return {
        "pile": plan.pool.read - plan.pool.found,
        "read": plan.sample,
        "hits": hits,
        "overturned": turned,
        "found": found,
        "decided": pool.decided,
    }


def _check_same_pool(session: Session, plan: SamplePlan) -> None:
    pool: Population = pool_of(session, approved_line(session, plan.number), plan.carries)[0]
    if pool != plan.pool:
        raise RuleBroken(
            (
                "What is in scope, read or found has changed since this plan was made, so its price is "
                "another one. Propose it again."
            )
        )


def _check_look(session: Session, plan: SamplePlan) -> None:
    if plan.kind is SampleKind.SECOND:
        return
    look, alpha = look_of(session, approved_line(session, plan.number), single=plan.single, tag=plan.carries)
    if (look, alpha) != (plan.look, plan.alpha):
        raise RuleBroken(
            f"Another sample of this line was authorised since, so this one would be look {look}, "
            f"with a smaller part of the accepted error. "
            "Propose it again."
        )


def list_samples(session: Session, number: int = 0) -> tuple[SampleStatus, ...]:
    """Every plan as it stands, of one line where a number is given. A statement seen to be void for the first
    time is noted so in the log."""
    session.may(Act.AUDIT)
    pools: Pools = {}
    found = [
        status(session, plan, digest(plan.body()), pools)
        for plan in samples.plans(session.case)
        if number in {0, plan.number}
    ]
    for one in found:
        if one.state is SampleState.VOID and "VOID" not in samples.acts(session.case, one.plan.id):
            with session.case.change(
                session.signer, AuditOp.ALTER, "void sample", about=f"sample:{one.plan.id}"
            ) as change:
                samples.act(change, one.plan.id, "VOID", {"why": one.void}, session.user.id)
                change.detail.update(line=one.plan.number, why=one.void)
    return tuple(found)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
