"""Explaining on request: why any item in scope has its place, suggested or not, worked out anew for that one
item (reference/relevance.md 5)."""

from concurrent.futures import Executor
from dataclasses import replace

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Tag
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.suggestions import Reason
from evidence_review.relevance import Round, Scored, learning_engine, model_engine
from evidence_review.store import items
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.tag_views import Explanation
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.finding.learn_order import Learnable, in_order, learnable, searched_anew
from evidence_review.workflow.finding.suggesting import place_reason, scope_reasons
from evidence_review.workflow.finding.tag_orders import first_order
from evidence_review.workflow.reviewing.item_view import reasons_as_shown

NO_TEXT = (
    "It has no text, so no order places it and no search of text can find it. It waits for a decision "
    "like any other."
)


def explain(
    session: Session, number: int, item: ItemId, executor: Executor | None = None, tag: Tag | None = None
) -> Job[Explanation]:
    """Every part of an item's place by the decisions that stand now, and what would lower it.

    Nothing of it is kept; the request is logged.

    RuleBroken where the item may not be read for this line, or the line was not searched since its scope
    changed.
    """
    session.may(Act.READ)
    line = approved_line(session, number)
    kept = items.reviewable(session.case, line.id, item)
    if kept is None:
        raise RuleBroken(
            (
                "That item is outside this line of enquiry, not screened yet, or held, so nothing can "
                "be said of it."
            )
        )
    session.case.record(
        session.signer,
        AuditOp.CONSULT,
        "explain place",
        about=f"item:{item}",
        line=line.number,
        tag=str(tag or ""),
    )
    engine = learning_engine()
    known = learnable(session, line, tag)
    if not (kept.item.text or "").strip():
        return Explanation(
            item, number, tag, None, len(known.rows), len(known.labels), (Reason("place", NO_TEXT),), ""
        )
    searched_anew(session, known)
    yield Progress(0, len(known.rows), f"working out why, line {number}")
    if known.labels:
        asked = Round(known.labels, known.seed(str(session.case.facts.id)), 0, frozenset({item}))
        scored = in_order(session, known, asked, executor)
    else:
        engine, scored = model_engine(), first_order(session, line, known.asked, list(known.rows), executor)
    one = next(one for one in scored if one.item == item)
    return _told(
        session, known, one, len(scored), f"{engine.name} {engine.version} · {engine.model_hash[:12]}"
    )


def _told(session: Session, known: Learnable, one: Scored, pool: int, engine: str) -> Explanation:
    kept = items.reviewable(session.case, known.line.id, one.item)
    reasons = (*scope_reasons(known.line), *one.reasons, replace(place_reason(one, pool), kind="place"))
    shown = reasons_as_shown(session, known.line, kept, reasons) if kept else ()
    return Explanation(
        one.item, known.line.number, known.tag, one.rank, pool, len(known.labels), shown, engine
    )
