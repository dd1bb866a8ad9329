"""Learning: put a line's pool in the order that people's decisions teach.

Runs while the reviewer works; decides nothing (reference/law.md D).

A line has an order of its own, and one for each tag that people set beside their decisions
(reference/relevance.md 3.5).
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from typing import Concatenate

from evidence_review.domain.audit import digest
from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Band, Tag
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.suggestions import Flag
from evidence_review.domain.tags import begins_from
from evidence_review.relevance import Ranked, Round, Scored, hold, learning_engine, model_engine, relearn
from evidence_review.relevance.learned_order import Settings
from evidence_review.store import dates, detections, items, suggestions, tags
from evidence_review.store import learning as store
from evidence_review.store.kept_counts import suggestion_hash
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.running import run_engine
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.finding.model_changes import reopen_by_learner
from evidence_review.workflow.finding.suggesting import on_top, suggested


@dataclass(frozen=True, slots=True)
class LearnReport:
    """What an order was learned from. `decided` 0: nothing to learn yet, and the first order stands."""

    line: int
    decided: int
    relevant: int
    pool: int
    seconds: float
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Learnable:
    """A line's pool with what an order of it is learned from: the labels, the first order's scores, the text
    that the learner starts from, the digest of the pool's ids."""

    line: LineOfEnquiry
    tag: Tag | None
    rows: Sequence[items.PoolRow]
    labels: Mapping[ItemId, bool]
    first: Mapping[ItemId, float]
    asked: str
    pool: str

    @property
    def is_searched(self) -> bool:
        """Whether every item of the pool has a place in the first order."""
        return all(row[0] in self.first for row in self.rows)

    def seed(self, case: str) -> tuple[str, ...]:
        """The parts of the seed of a round (reference/relevance.md 3.6)."""
        return (
            case,
            str(self.line.number),
            str(self.line.version),
            str(self.tag or ""),
            str(len(self.labels)),
            "0",
        )


def learnable(session: Session, line: LineOfEnquiry, tag: Tag | None = None) -> Learnable:
    """What a line's order, or that of one of its tags, is learned from now."""
    case, asked = session.case, begins_from(line, tag) if tag else ""
    labels = tags.labels(case, line.id, tag) if tag else store.labels(case, line.id)
    first = tags.first_scores(case, line.id, Tag.AWAY) if asked else store.first_scores(case, line.id)
    rows = items.pool(case, line.id)
    return Learnable(line, tag, rows, labels, first, asked, digest(sorted(row[0] for row in rows)))


def searched_anew(session: Session, known: Learnable) -> None:
    """RuleBroken where the line was not searched since what it covers changed."""
    if store.ranked_version(session.case, known.line.id) != known.line.version or not known.is_searched:
        raise RuleBroken(
            (
                "What this line covers has changed since it was last searched. Run the search again; "
                "then decisions are learned from."
            )
        )


def learn(
    session: Session, number: int, executor: Executor | None = None, tag: Tag | None = None
) -> Job[LearnReport]:
    """A new order of a line, or of one of its tags, from the decisions that stand; RuleBroken where the line
    was not searched since its scope changed.

    `executor`: one process that holds the pool between rounds. The first round makes its features; later ones
    change labels only.
    """
    session.may(Act.FLAG)
    line = approved_line(session, number)
    began = time.monotonic()
    known = learnable(session, line, tag)
    labels, rows = known.labels, known.rows
    if not labels:
        return LearnReport(number, 0, 0, len(rows), 0.0, tag)
    searched_anew(session, known)
    yield Progress(0, len(rows), f"learning from {len(labels)} decisions, line {number}")
    before = store.flags(session.case, line.id)
    must = frozenset(item for item, flag in before.items() if flag.band is Band.MUST_REVIEW)
    seed = known.seed(str(session.case.facts.id))
    scored = in_order(session, known, Round(labels, seed, on_top(len(rows)), must), executor)
    yield Progress(len(rows), len(rows), f"keeping the order, line {number}")
    made = _record(known, seed, scored)
    _keep(session, known, made, scored, before)
    return LearnReport(number, made.decided, made.relevant, len(rows), time.monotonic() - began, tag)


def in_order(session: Session, known: Learnable, asked: Round, executor: Executor | None) -> list[Scored]:
    """The order, from a pool that is held already or that is put together now."""
    repeats = store.copies_of(session.case, known.line.id)
    return of_held(
        session, known, executor, relearn, asked, {row[0]: row[1] for row in known.rows if row[0] in repeats}
    )


def of_held[**P, T](
    session: Session,
    known: Learnable,
    executor: Executor | None,
    engine: Callable[Concatenate[str, P], T | None],
    *given: P.args,
    **named: P.kwargs,
) -> T:
    """What an engine says of the pool, which is held under a key already or put together and held now."""
    read = dates.newest(session.case)  # the pool that is held knows the times of its items
    key = digest(
        [
            str(session.case.folder),
            known.line.id,
            known.line.version,
            known.pool,
            model_engine().model_hash,
            known.asked,
            read,
        ]
    )
    found = run_engine(executor, engine, key, *given, **named)
    if found is None:
        _put(session, known, key, executor)
        found = run_engine(executor, engine, key, *given, **named)
    if found is None:
        raise AssertionError("the pool is not held where it was put")
    return found


def _put(session: Session, known: Learnable, key: str, executor: Executor | None) -> None:
    line = known.line
    wanted = [row[6] for row in known.rows] + [
        items.text_hash(text) for text in (line.question, known.asked) if text
    ]
    vectors = detections.vectors(session.case, model_engine().model_hash, wanted)
    ranked = [Ranked(*row[:6]) for row in known.rows]
    run_engine(
        executor,
        hold,
        key,
        line,
        ranked,
        vectors,
        known.first,
        store.copies_of(session.case, line.id),
        known.asked,
    )


def _record(known: Learnable, seed: tuple[str, ...], scored: Sequence[Scored]) -> store.LearnedOrder:
    return store.LearnedOrder(
        pool_digest=known.pool,
        decided=len(known.labels),
        relevant=sum(known.labels.values()),
        decisions_digest=digest([[item, relevant] for item, relevant in sorted(known.labels.items())]),
        seed="\u2016".join(seed),
        settings=json.dumps(asdict(Settings()), sort_keys=True),
        model_hash=model_engine().model_hash,
        order_digest=digest([[one.item, one.rank] for one in scored]),
        engine=learning_engine(),
    )


def _keep(
    session: Session,
    known: Learnable,
    made: store.LearnedOrder,
    scored: Sequence[Scored],
    before: Mapping[ItemId, Flag],
) -> None:
    line, tag = known.line, known.tag
    order = tuple((one.item, one.rank, one.score) for one in scored)
    flags = suggested(line, scored, before, made.engine)
    with session.case.change(
        session.signer, AuditOp.COMBINE, "learn order", about=f"line:{line.number}:{line.version}"
    ) as change:
        if tag:
            tags.replace_order(change, line.id, tag, line.version, flags, order)
            tags.note(change, line.id, tag, made)
            change.detail["tag"] = str(tag)
        else:
            reopen_by_learner(session, change, line, made.engine, before, flags)
            suggestions.replace_flags(change, line.id, line.version, flags, order)
            suggestions.note_ranking(
                change, line.id, len(order), (made.pool_digest, made.order_digest), made.engine
            )
            store.note(change, line.id, made)
            suggestion_hash.note(session.case, change, line.id)
        change.detail.update(
            engine=made.engine.name,
            version=made.engine.version,
            model=made.model_hash,
            hash=made.engine.model_hash,
        )
        change.detail.update(
            decided=made.decided, relevant=made.relevant, decisions=made.decisions_digest, seed=made.seed
        )
        change.detail.update(pool=made.pool_digest, order=made.order_digest)
