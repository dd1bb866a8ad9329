"""A model of ranking that was changed: what it suggests otherwise, and the decisions that are due for review since
(reference/law.md D6, M2). A decision stands until it is changed."""

from collections.abc import Collection, Iterable, Mapping

from evidence_review.domain.disclosure import TriggerSort
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Band
from evidence_review.domain.suggestions import Engine, Flag
from evidence_review.store import learning
from evidence_review.store.case import Change
from evidence_review.store.disclosure import due_reviews
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.finding.suggesting import on_top


def reopen_by_model(
    session: Session, change: Change, line: LineOfEnquiry, engine: Engine, begins: Mapping[ItemId, float]
) -> None:
    """Where a line's first order (`begins`: the score of each item) is made with another model than its last:
    what the two suggest by their place alone, of the items that both have read."""
    last = learning.ranked_by(session.case, line.id)
    if last is None or last[1] == engine.model_hash:
        return
    before = learning.first_scores(session.case, line.id)
    both = before.keys() & begins.keys() - _by_terms(learning.flags(session.case, line.id).values())
    _reopen(session, change, line, (last[1], engine), _first(before, both), _first(begins, both))


def reopen_by_learner(
    session: Session,
    change: Change,
    line: LineOfEnquiry,
    engine: Engine,
    before: Mapping[ItemId, Flag],
    flags: Iterable[Flag],
) -> None:
    """Where a line's order is learned by another learner than the last that was learned for it: what stands as
    suggested, and what the new one suggests. Learning anew from further decisions is no other learner."""
    earlier = learning.orders(session.case, line.id)
    if not earlier or earlier[-1].engine == engine:
        return
    now = frozenset(flag.item for flag in flags)
    _reopen(session, change, line, (earlier[-1].engine.model_hash, engine), frozenset(before), now)


def _by_terms(flags: Iterable[Flag]) -> frozenset[ItemId]:
    return frozenset(flag.item for flag in flags if flag.band is Band.MUST_REVIEW)


def _first(scores: Mapping[ItemId, float], among: Collection[ItemId]) -> frozenset[ItemId]:
    return frozenset(sorted(among, key=lambda item: (-scores[item], item))[: on_top(len(scores))])


def _reopen(
    session: Session,
    change: Change,
    line: LineOfEnquiry,
    engines: tuple[str, Engine],
    before: frozenset[ItemId],
    now: frozenset[ItemId],
) -> None:
    hashed, engine = engines
    newly, no_longer = sorted(now - before), sorted(before - now)
    due = [one for one in due_reviews.decided_on(session.case, line.id) if one[0] in before ^ now]
    words = (
        f"the model of line {line.number}, now {engine.name} {engine.version}: {len(newly):,} items newly "
        f"suggested, {len(no_longer):,} no longer"
    )
    due_reviews.add(change, TriggerSort.MODEL_CHANGE, words, due, session.user.id)
    change.detail.update(
        model_before=hashed,
        newly=" ".join(map(str, newly)),
        no_longer=" ".join(map(str, no_longer)),
        due=len(due),
    )
