"""Batching: which undecided items come next, chosen by score and shown in order of time without scores
(reference/relevance.md 3.4)."""

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import Tag
from evidence_review.relevance.batches import batch_size, round_at
from evidence_review.store import samples, suggestions, tags
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.tag_views import Batch
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.sampling.pricing import readiness


def next_batch(session: Session, number: int, tag: Tag | None = None) -> Batch:
    """The next batch of a line, or of one of its views: its items by id, for `reviewing.queue(among=…)` to
    show in order of time. Its size follows from how much is decided, its choice from the last order kept.

    Empty where nothing undecided stands in the order. Copies come with the item that they repeat and do not
    count.
    """
    session.may(Act.READ)
    line = approved_line(session, number)
    pool, threads = suggestions.shape(session.case, line.id)
    alone = pool == threads
    decided = len(samples.in_order_made(session.case, line.id))
    turn = round_at(decided, pool, alone=alone)
    chosen = suggestions.next_by_rank(
        session.case,
        line.id,
        tags.order_for(session.case, line.id, tag),
        batch_size(turn, pool, alone=alone, decided=decided),
    )
    ready = readiness(session, line, pool, tag)
    return Batch(number, tag, turn + 1, tuple(chosen), pool, decided, ready.sentence, ready.is_ready)
