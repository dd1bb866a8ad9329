"""Learning: put a line's pool in the order that people's decisions teach. Runs while the reviewer works; decides nothing (DOMAIN.md D)."""

import json
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass

from evidence_review.domain.audit import digest
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Band
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.suggestions import Engine, Flag, Reason
from evidence_review.relevance import Ranked, Round, Scored, hold, learning_engine, model_engine, relearn
from evidence_review.relevance.learning import Settings
from evidence_review.store import items, suggestions
from evidence_review.store import learning as store
from evidence_review.workflow.enquiring import approved_line
from evidence_review.workflow.flagging import on_top, place_reason, scope_reasons
from evidence_review.workflow.opening import Session
from evidence_review.workflow.running import run_engine

FACTS = frozenset({"term", "person", "date"})  # reasons without weight that an agreed term's flag keeps, whatever the order


@dataclass(frozen=True, slots=True)
class LearnReport:
    """What an order was learned from. `decided` 0: nothing to learn yet, and the first order stands."""

    line: int
    decided: int
    relevant: int
    pool: int
    seconds: float


def learn(session: Session, number: int, executor: Executor | None = None) -> Job[LearnReport]:
    """A new order of a line from the decisions that stand; RuleBroken where the line was not searched since its scope changed.

    `executor`: one process that holds the pool between rounds. The first round makes its features; later ones change labels only.
    """
    session.may("flag")
    line = approved_line(session, number)
    began = time.monotonic()
    labels = store.labels(session.case, line.id)
    rows = items.pool(session.case, line.id)
    if not labels:
        return LearnReport(number, 0, 0, len(rows), 0.0)
    pool = digest(sorted(row[0] for row in rows))
    first = store.first_scores(session.case, line.id)
    if store.ranked_version(session.case, line.id) != line.version or any(row[0] not in first for row in rows):
        raise RuleBroken(
            "What this line covers has changed since it was last searched. Run the search again; then decisions are learned from."
        )
    yield Progress(0, len(rows), f"learning from {len(labels)} decisions, line {number}")
    before = store.flags(session.case, line.id)
    must = frozenset(item for item, flag in before.items() if flag.band is Band.MUST_REVIEW)
    seed = (str(session.case.facts.id), str(number), str(line.version), "", str(len(labels)), "0")
    asked = Round(labels, seed, on_top(len(rows)), must)
    scored = in_order(session, line, rows, (pool, first), asked, executor)
    yield Progress(len(rows), len(rows), f"keeping the order, line {number}")
    made = _record(labels, pool, seed, scored)
    _keep(session, line, made, scored, before)
    return LearnReport(number, made.decided, made.relevant, len(rows), time.monotonic() - began)


def in_order(
    session: Session,
    line: LineOfEnquiry,
    rows: Sequence[tuple[ItemId, str, int, int, str, str, str]],
    known: tuple[str, Mapping[ItemId, float]],
    asked: Round,
    executor: Executor | None,
) -> list[Scored]:
    """The order, from a pool that is held already or that is put together now."""
    model, (pool, first) = model_engine().model_hash, known
    key = digest([str(session.case.folder), line.id, line.version, pool, model])
    repeats = store.copies_of(session.case, line.id)
    texts = {row[0]: row[1] for row in rows if row[0] in repeats}
    scored = run_engine(executor, relearn, key, asked, texts)
    if scored is None:
        wanted = [row[6] for row in rows] + [items.text_hash(line.question), items.text_hash(line.points_away)]
        vectors = suggestions.vectors(session.case, model, wanted)
        ranked = [Ranked(*row[:6]) for row in rows]
        run_engine(executor, hold, key, line, ranked, vectors, first, repeats)
        scored = run_engine(executor, relearn, key, asked, texts)
    if scored is None:
        raise AssertionError("the pool is not held where it was put")
    return scored


def _record(labels: Mapping[ItemId, bool], pool: str, seed: tuple[str, ...], scored: Sequence[Scored]) -> store.LearnedOrder:
    return store.LearnedOrder(
        pool_digest=pool,
        decided=len(labels),
        relevant=sum(labels.values()),
        decisions_digest=digest([[item, relevant] for item, relevant in sorted(labels.items())]),
        seed="\u2016".join(seed),
        settings=json.dumps(asdict(Settings()), sort_keys=True),
        model_hash=model_engine().model_hash,
        order_digest=digest([[one.item, one.rank] for one in scored]),
        engine=learning_engine(),
    )


def _keep(session: Session, line: LineOfEnquiry, made: store.LearnedOrder, scored: Sequence[Scored], before: Mapping[ItemId, Flag]) -> None:
    order = tuple((one.item, one.rank, one.score) for one in scored)
    flags = _flags(line, scored, before, made.engine)
    with session.case.change(session.signer, AuditOp.COMBINE, "learn order", about=f"line:{line.number}:{line.version}") as change:
        suggestions.replace_flags(change, line.id, line.version, flags, order)
        suggestions.note_ranking(change, line.id, len(order), (made.pool_digest, made.order_digest), made.engine)
        store.note(change, line.id, made)
        change.detail.update(engine=made.engine.name, version=made.engine.version, model=made.model_hash, hash=made.engine.model_hash)
        change.detail.update(decided=made.decided, relevant=made.relevant, decisions=made.decisions_digest, seed=made.seed)
        change.detail.update(pool=made.pool_digest, order=made.order_digest)


def _flags(line: LineOfEnquiry, scored: Sequence[Scored], before: Mapping[ItemId, Flag], engine: Engine) -> tuple[Flag, ...]:
    """Every hit of an agreed term stays flagged; beside them what stands first in the new order."""
    found: list[Flag] = []
    for one in scored:
        was = before.get(one.item)
        must = was is not None and was.band is Band.MUST_REVIEW
        if not must and one.rank > on_top(len(scored)):
            continue
        facts: tuple[Reason, ...] = tuple(reason for reason in was.reasons if reason.kind in FACTS and not reason.weight) if was and must else tuple(scope_reasons(line))  # fmt: skip
        band = Band.MUST_REVIEW if must else Band.RANKED
        reasons = (*facts, *one.reasons, place_reason(one, len(scored)))
        found.append(Flag(one.item, line.id, line.version, band, one.rank, one.score, reasons, engine))
    return tuple(found)
