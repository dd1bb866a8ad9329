"""The order by which the view of what points away begins, made from what the line says would point away,
before anyone has decided anything."""

import json
from collections.abc import Mapping
from concurrent.futures import Executor

from evidence_review.domain.audit import digest
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.kinds import AuditOp, Tag
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.tags import begins_from
from evidence_review.relevance import Ranked, Scored, asked_texts, model_engine, passage_texts, rank
from evidence_review.store import detections, items, tags
from evidence_review.store import learning as store
from evidence_review.workflow.case.embedding import asking
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.running import run_engine
from evidence_review.workflow.finding.suggesting import suggested


def begin_away(session: Session, line: LineOfEnquiry, executor: Executor | None) -> Job[None]:
    """Make and keep the first order of AWAY where the line says what would point away; whatever was learned
    of its tags before is made anew."""
    asked = begins_from(line, Tag.AWAY)
    rows = items.pool(session.case, line.id) if asked else []
    scored: list[Scored] = []
    if asked:
        yield Progress(0, len(rows), f"seeking what would point away, line {line.number}")
        scored = first_order(session, line, asked, rows, executor)
    order = tuple((one.item, one.rank, one.score) for one in scored)
    with session.case.change(
        session.signer, AuditOp.COMBINE, "begin tag orders", about=f"line:{line.number}:{line.version}"
    ) as change:
        tags.forget(change, line.id)
        if asked:
            flags = suggested(line, scored, store.flags(session.case, line.id), model_engine())
            tags.keep_first(change, line.id, Tag.AWAY, {one.item: one.begins for one in scored})
            tags.replace_order(change, line.id, Tag.AWAY, line.version, flags, order)
            tags.note(change, line.id, Tag.AWAY, _record(asked, scored))
        change.detail.update(tags=str(Tag.AWAY) if asked else "", items=len(order))


def first_order(
    session: Session, line: LineOfEnquiry, asked: str, rows: list[items.PoolRow], executor: Executor | None
) -> list[Scored]:
    """The whole pool in the order that a text of the line gives by itself, with reasons; `asked` empty stands
    for the line's own words."""
    begun = asking(line, asked) if asked else line
    pool = [Ranked(*row[:6]) for row in rows]
    repeats = store.copies_of(session.case, line.id)
    wanted = [row[6] for row in rows] + [
        items.text_hash(text) for text in (*asked_texts(begun), *passage_texts(pool, repeats))
    ]
    vectors: Mapping[str, bytes] = detections.vectors(session.case, model_engine().model_hash, wanted)
    return run_engine(executor, rank, begun, pool, vectors, repeats)


def _record(asked: str, scored: list[Scored]) -> store.LearnedOrder:
    engine = model_engine()
    return store.LearnedOrder(
        pool_digest=digest(sorted(one.item for one in scored)),
        decided=0,
        relevant=0,
        decisions_digest=digest([]),
        seed="",
        settings=json.dumps({"begins_from": digest(asked)}),
        model_hash=engine.model_hash,
        order_digest=digest([[one.item, one.rank] for one in scored]),
        engine=engine,
    )
