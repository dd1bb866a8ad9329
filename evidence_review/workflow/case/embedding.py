"""Embedding: texts as vectors of meaning, made once for a case and kept in it (reference/relevance.md 2)."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import replace

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.kinds import AuditOp, Tag
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.tags import begins_from
from evidence_review.relevance import Ranked, asked_texts, embed, model_engine, passage_texts
from evidence_review.store import detections, items, learning, lines
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.running import run_each

TEXTS_AT_ONCE = 400


def vectors_of(
    session: Session, line: LineOfEnquiry, wanted: Mapping[str, str], executor: Executor | None
) -> Job[dict[str, bytes]]:
    """Sentence vectors of these texts by their hash, from the case or made now; what was made before a stop
    is kept."""
    model = model_engine().model_hash
    have = detections.vectors(session.case, model, wanted)
    missing = sorted(set(wanted) - set(have), key=lambda key: (len(wanted[key]), key))
    batches = [missing[at : at + TEXTS_AT_ONCE] for at in range(0, len(missing), TEXTS_AT_ONCE)]
    done = 0
    for keys, vectors in zip(
        batches, run_each(executor, embed, ([wanted[key] for key in keys] for keys in batches)), strict=True
    ):
        made = dict(zip(keys, vectors, strict=True))
        with session.case.change(
            session.signer, AuditOp.COMBINE, "make sentence vectors", about=f"line:{line.number}"
        ) as change:
            detections.add_vectors(change, model, made)
            change.detail.update(texts=len(made), model=model)
        have |= made
        done += len(keys)
        yield Progress(done, len(missing), f"reading for meaning, line {line.number}")
    return have


def in_use(session: Session) -> frozenset[str]:
    """Hashes of the texts, beside those of items, whose vectors approved lines may still ask for: what they
    ask, and passages of what they cover now."""
    found: set[str] = set()
    for line in lines.approved(session.case):
        pool = [Ranked(*row[:6]) for row in items.pool(session.case, line.id)]
        read = passage_texts(pool, learning.copies_of(session.case, line.id))
        found.update(items.text_hash(text) for text in (*asked_of(line), *read))
    return frozenset(found)


def asking(line: LineOfEnquiry, asked: str) -> LineOfEnquiry:
    """The line with another text for its own words."""
    return replace(line, title="", question=asked, terms=())


def asked_of(line: LineOfEnquiry) -> tuple[str, ...]:
    """The texts, beside those of its pool, whose vectors a line's first orders want: what it asks, and what
    it says would point away."""
    away = begins_from(line, Tag.AWAY)
    return (*asked_texts(line), *(asked_texts(asking(line, away)) if away else ()))
