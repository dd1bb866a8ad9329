"""What a sample would cost and buy, before anyone reads; a plan tried on made-up pools; what is ready to
test; what is unsure (reference/relevance.md 4.1, 4.3)."""

import json
from fractions import Fraction
from pathlib import Path

from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.errors import OutputProblem, RuleBroken
from evidence_review.domain.kinds import Relevance, Tag
from evidence_review.domain.samples import PlanId
from evidence_review.domain.tags import TAG_WORDS
from evidence_review.relevance.certifying import ALPHA, FEW, Drawn, certify, per_thousand, price
from evidence_review.relevance.simulate_sample import try_plan
from evidence_review.relevance.stopping import Ready, is_talk, ready
from evidence_review.store import lines, samples, suggestions, tags, users
from evidence_review.trust.draws import faults
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.sample_views import Bought, Price, SamplePrices, Trial, Unsettled
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.sampling import sample_statement
from evidence_review.workflow.sampling.registering import (
    look_of,
    measured,
    of,
    pool_of,
    status,
    undrawn,
    waits,
)

TARGETS = (Fraction(95, 100), Fraction(90, 100), Fraction(80, 100), Fraction(70, 100))
SIZES = (50, 100, 300, 600, 1500, 3000)


def sample_prices(
    session: Session,
    number: int,
    *,
    single: bool = False,
    error: Fraction = Fraction(0),
    second: PlanId | None = None,
    tag: Tag | None = None,
) -> SamplePrices:
    """What there is to choose from for a line, or for one of its tags: the price of each recall, what fixed
    samples buy, and what has to be done first."""
    session.may(Act.PROPOSE_SAMPLE)
    line = approved_line(session, number)
    pool, _ = pool_of(session, line, tag)
    look, alpha, spent = _next_look(session, line, single=single, tag=tag)
    before = undrawn(
        pool, alpha or ALPHA, error, measured(session, line, second, pool, tag) if second else None
    )
    costs = tuple(_price(before, target) for target in TARGETS)
    return SamplePrices(
        line=number,
        size=pool.size,
        read=pool.read,
        found=pool.found,
        left=pool.left,
        without_text=samples.without_text(session.case, line.id),
        look=look,
        alpha=sample_statement.percent(alpha),
        alpha_single=sample_statement.percent(ALPHA),
        error=sample_statement.percent(error),
        prices=costs,
        fixed=tuple(_bought(before, size) for size in SIZES if size < pool.left),
        few=_few(pool.found, pool.left, costs, tag),
        waits=(*waits(session, line), *spent),
        ready=readiness(session, line, pool.size, tag).sentence,
        tag=tag,
    )


def _next_look(
    session: Session, line: LineOfEnquiry, *, single: bool, tag: Tag | None
) -> tuple[int, Fraction, tuple[str, ...]]:
    """The next look and what it may spend; (0, 0) and the reason where nothing is left to be spent."""
    try:
        return *look_of(session, line, single=single, tag=tag), ()
    except RuleBroken as spent:
        return 0, Fraction(0), (str(spent).removesuffix("."),)


def readiness(session: Session, line: LineOfEnquiry, pool: int, tag: Tag | None = None) -> Ready:
    """Whether the rule of thumb proposes a test of a line, or of one of its tags; it only ever says "ready to
    test" (reference/relevance.md 4.1)."""
    carried = tags.of_line(session.case, line.id) if tag else {}
    made = [
        (item, value)
        for item, value in samples.in_order_made(session.case, line.id)
        if value != Relevance.UNSURE
    ]
    decided = [
        value == Relevance.RELEVANT and (tag is None or tag in carried.get(item, ())) for item, value in made
    ]
    return ready(decided, pool, talk=is_talk(*suggestions.shape(session.case, line.id)))


def _price(before: Drawn, target: Fraction) -> Price:
    found = price(before, target)
    if found is None:
        return Price(sample_statement.decimal(target, 2), None, 1.0, "", "")
    found = max(1, found) if before.unread else 0
    said = [
        certify(Drawn(before.found, before.unread, found, hits, before.alpha, before.error, before.second))
        for hits in range(min(2, found + 1))
    ]
    words = [
        f"at least {sample_statement.decimal(one.recall)}, at most {one.missed:,} missed" for one in said
    ]
    return Price(
        sample_statement.decimal(target, 2),
        found,
        found / max(1, before.unread),
        words[0],
        words[1] if len(words) > 1 else "",
    )


def _bought(before: Drawn, size: int) -> Bought:
    made = certify(Drawn(before.found, before.unread, size, 0, before.alpha, before.error, before.second))
    return Bought(
        size,
        made.missed,
        sample_statement.decimal(made.recall) if before.found >= FEW else "",
        per_thousand(made.elusion),
    )


def _few(found: int, left: int, costs: tuple[Price, ...], tag: Tag | None) -> str:
    if not left:
        return "Everything in scope that has text is read, so there is nothing to sample."
    if found < FEW:
        what = f"of what {TAG_WORDS[tag]} " if tag else ""
        return (
            f"Only {sample_statement.items(found)} found so far: recall {what}will not be certified "
            f"for this line. A sample can still bound what is missed per 1,000 unread."
        )
    if all(one.sample is None or 2 * one.sample > left for one in costs):
        return (
            "Every recall in the table costs more than half of what is unread. Read all of it, narrow "
            "the line, or state only what is missed per 1,000."
        )
    return ""


def try_sample(
    session: Session,
    number: int,
    sample: int,
    *,
    single: bool = False,
    error: Fraction = Fraction(0),
    runs: int = 200,
    tag: Tag | None = None,
) -> Trial:
    """A sample of that size tried on made-up pools like this line's, where what is missed is known: how often
    what it states is true."""
    session.may(Act.PROPOSE_SAMPLE)
    line = approved_line(session, number)
    pool, _ = pool_of(session, line, tag)
    if not 0 < sample <= pool.left:
        raise RuleBroken(f"Choose a sample between 1 and the {pool.left:,} unread items.")
    alpha = ALPHA if single else ALPHA / 2
    tried = try_plan(pool.read, pool.found, pool.left, sample, alpha, error, runs)
    made, truth = (
        sample_statement.decimal(Fraction(str(round(one, 6)))) for one in (tried.recall, tried.truth)
    )
    words = (
        f"On {runs:,} made-up pools like this one, of which the review had found between 60 % and all, "
        f"what the sample stated was true in {tried.held:,}."
    )
    return Trial(
        tried.runs,
        tried.held,
        made,
        truth,
        f"{words} In the middle pool it stated a recall of at least {made} where the truth was {truth}.",
    )


def verify_sample(session: Session, plan_id: PlanId, out: Path | None = None) -> tuple[str, ...]:
    """What does not fit in a draw when it is redone; empty where all of it does. With `out` the record that
    anyone can check by `draws.py` is written there."""
    session.may(Act.AUDIT)
    plan, made = of(session, plan_id)
    now = status(session, plan, made)
    if now.draw is None:
        raise RuleBroken("This plan has not been drawn, so there is no draw to check.")
    record = {
        "plan": plan.body(),
        "plan_digest": made,
        "head": now.draw.head,
        "seed": now.draw.seed,
        "pool": [list(pile) for pile in now.draw.pool],
        "items": list(now.draw.items),
        "record": now.record,
    }
    if out is not None:
        try:
            out.write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")
        except OSError:
            raise OutputProblem(
                "The record cannot be written there. Check the folder, its rights and the free space."
            ) from None
    in_log = samples.authorised_at(session.case, plan.id) == now.draw.head
    return (*faults(record), *(() if in_log else ("the head is not the log entry that authorised the plan",)))


def second_queue(session: Session) -> tuple[Unsettled, ...]:
    """Items marked unsure on any approved line, oldest first: each waits for another person than the one who
    marked it (E4)."""
    session.may(Act.READ)
    names = {user.id: user.name for user in users.everyone(session.case)}
    return tuple(
        Unsettled(line.number, item, names[by], at, by != session.user.id)
        for line in lines.approved(session.case)
        for item, by, at in samples.unsettled(session.case, line.id)
    )
