"""Samples as the management document tells of them: every plan that was authorised, with what it states and
what no longer holds (reference/law.md L2)."""

from collections.abc import Sequence

from evidence_review.domain.audit import digest
from evidence_review.domain.samples import SampleKind, SampleState
from evidence_review.domain.tags import TAG_WORDS
from evidence_review.reports.samples import SampleAccount
from evidence_review.store import samples
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.removals import Removed, neutral
from evidence_review.workflow.case.sample_views import SampleStatus
from evidence_review.workflow.sampling.registering import Pools, status
from evidence_review.workflow.sampling.sample_statement import percent

_ASKED = {
    SampleKind.RECALL: "to state a recall of at least {target}",
    SampleKind.ELUSION: "to bound what is missed per 1,000",
    SampleKind.SECOND: "a second reading by another person, blind to the first",
}
_TOLD = frozenset({SampleState.DRAWN, SampleState.STATED, SampleState.VOID})


def sample_accounts(session: Session, removed: Sequence[Removed]) -> tuple[SampleAccount, ...]:
    """Every plan that was drawn, in order; what people wrote is told with personal data taken out."""
    pools: Pools = {}
    found = [status(session, plan, digest(plan.body()), pools) for plan in samples.plans(session.case)]
    return tuple(_account(one, removed) for one in found if one.state in _TOLD)


def _account(one: SampleStatus, removed: Sequence[Removed]) -> SampleAccount:
    plan, result = one.plan, one.result
    target = f"{float(plan.target):.2f}" if plan.target is not None else ""
    pool = (
        f"{plan.pool.size:,} with text in scope, {plan.pool.read:,} decided, {plan.pool.found:,} "
        f"relevant, {plan.pool.left:,} unread"
    )
    look = (
        ""
        if plan.kind is SampleKind.SECOND
        else f"; {'one look' if plan.single else f'look {plan.look}'} at {percent(plan.alpha)}"
    )
    about = f", of what {TAG_WORDS[plan.carries]}" if plan.carries else ""
    action = (f"What follows: {neutral(result.action, removed)}",) if result and result.action else ()
    return SampleAccount(
        plan=str(plan.id),
        line=f"{plan.number} v{plan.version}",
        population=plan.body()["population"],
        numbers=f"{pool}; {one.size:,} drawn, {one.read:,} read, {one.hits:,} relevant among them",
        asked=_ASKED[plan.kind].format(target=target) + about + look,
        reason=neutral(plan.reason, removed),
        proposed=one.proposed_by,
        authorised=one.authorised_by,
        state=str(one.state).lower(),
        stated=result.sentence if result else "",
        beside=(*(result.rows if result else ()), *action),
        void=one.void,
        digest=one.digest,
        head=one.draw.head if one.draw else "",
        seed=one.draw.seed if one.draw else "",
    )
