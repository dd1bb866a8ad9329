"""The record of a sample plan, as reference/relevance.md 4.5 writes it: what was fixed before the draw, the
draw, and what the sample states.
"""

from typing import Any

from evidence_review.workflow.case.sample_views import SampleStatus


def record_of(now: SampleStatus) -> dict[str, Any]:
    """Every figure of a plan by its name in the record; the result is None while the sample is being read."""
    plan = now.plan
    source = f"second reading {plan.second}" if plan.second else "assumed"
    return {
        "plan": plan.id,
        "kind": str(plan.kind),
        "state": str(now.state),
        "void_because": now.void,
        "line": f"L{plan.number}",
        "line_version": plan.version,
        "tag": plan.tag,
        "look": plan.look,
        "single_look": plan.single,
        "alpha": float(plan.alpha),
        "target_recall": float(plan.target) if plan.target is not None else None,
        "population": plan.body()["population"],
        "pool_digest": f"sha256:{plan.pool.unread}",
        "N": plan.pool.size,
        "decided": plan.pool.read,
        "found": plan.pool.found,
        "U": plan.pool.left,
        "m": plan.sample,
        "m_relevant": plan.also,
        "foretold": dict(plan.foretold),
        "reason": plan.reason,
        "proposed_by": now.proposed_by,
        "authorised_by": now.authorised_by,
        "reviewer_error": {"e": float(plan.error), "source": source},
        "seed": now.draw.seed if now.draw else None,
        "draw": (
            "ids by SHA-256(seed ‖ item id), first m; seed = SHA-256(log head after authorisation ‖ "
            "plan digest)"
        ),
        "plan_digest": f"sha256:{now.digest}",
        "log_head": now.draw.head if now.draw else None,
        "engine": plan.engine,
        "model_hash": plan.model_hash,
        "result": _stated(now),
    }


def _stated(now: SampleStatus) -> dict[str, Any] | None:
    """What a read sample states; None while it is being read."""
    result = now.result
    if not result:
        return None
    return {
        "read": result.read,
        "hits": result.hits,
        "missed_at_most": result.missed_at_most,
        "recall_at_least": float(result.recall_at_least) if result.recall_at_least else None,
        "elusion_per_1000_at_most": float(result.elusion_per_1000_at_most or 0),
        "sentence": result.sentence,
        "beside": list(result.rows),
        "action": result.action,
    }
