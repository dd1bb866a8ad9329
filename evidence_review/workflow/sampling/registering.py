"""A sample plan as it stands: its pool, what its look may spend, whether what it states still holds, and what
stands beside it (reference/relevance.md 4.2 and 4.5)."""

from collections.abc import Iterator
from fractions import Fraction

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import LineState, Relevance, Tag
from evidence_review.domain.samples import (
    PlanId,
    Population,
    SampleKind,
    SamplePlan,
    SampleReading,
    SampleState,
)
from evidence_review.domain.tags import OTHER, TAG_WORDS
from evidence_review.relevance.certifying import Drawn, Second, chapman, share_of_alpha
from evidence_review.store import lines, samples, tags, users
from evidence_review.store.samples import Act
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.sample_views import SampleResult, SampleStatus
from evidence_review.workflow.sampling import sample_statement
from evidence_review.workflow.sampling.sample_record import record_of

type Pools = dict[tuple[LineId, str], Population]


def of(session: Session, plan_id: PlanId) -> tuple[SamplePlan, str]:
    """A plan by its name, and its digest."""
    found = samples.by_id(session.case, plan_id)
    if found is None:
        raise RuleBroken("There is no sample plan of that name. See: sample list.")
    return found


def pool_of(
    session: Session, line: LineOfEnquiry, tag: Tag | None = None
) -> tuple[Population, dict[ItemId, str]]:
    """A line's pool in numbers, and the standing decision of every item in it; with a tag, found is what
    carries it."""
    values = samples.standing(session.case, line.id)
    carry = (
        {item for item, held in tags.of_line(session.case, line.id).items() if tag in held} if tag else None
    )
    return samples.population(session.case, line.id, line.version, values, carry), values


def waits(session: Session, line: LineOfEnquiry, *, is_second: bool = False) -> tuple[str, ...]:
    """What has to be decided before a sample of a line may be proposed (4.2): the must-review band, and what
    is unsure."""
    band, read, _ = samples.band(session.case, line.id)
    unsure = len(samples.unsettled(session.case, line.id))
    found: list[str] = []
    if band > read and not is_second:
        found.append(
            (
                f"{sample_statement.items(band - read)} that must be reviewed "
                f"{'is' if band - read == 1 else 'are'} undecided"
            )
        )
    if unsure:
        found.append(
            (
                f"{sample_statement.items(unsure)} {'is' if unsure == 1 else 'are'} unsure and wait "
                f"for a second reviewer"
            )
        )
    return tuple(found)


def look_of(
    session: Session, line: LineOfEnquiry, *, single: bool, tag: Tag | None = None
) -> tuple[int, Fraction]:
    """The number of the next look at what is in scope for a tag, and what it may spend.

    A plan has spent its share once it is authorised, drawn or not and read or not: from then on its seed is
    known, so its draw can be foreseen. Its look counts for as long as half or more of what is in scope now
    was in scope of it: neither one item more nor any narrowing starts anew.
    """
    about = [
        plan
        for plan in samples.plans(session.case, line.id)
        if plan.carries is tag and plan.kind is not SampleKind.SECOND
    ]
    spent = [plan for plan in about if "AUTHORISED" in samples.acts(session.case, plan.id)]
    taken = [plan for plan in spent if _is_mostly_of(session, plan)]
    if any(plan.single for plan in taken) or (single and taken):
        raise RuleBroken(
            "A single look was registered for this line, or looks were taken already, so the whole "
            "5 % of one statement is spent. "
            "Only a scope of which most items are new to the line starts another."
        )
    look = len(taken) + 1
    return look, share_of_alpha(look, single=single)


def _is_mostly_of(session: Session, plan: SamplePlan) -> bool:
    """Whether half or more of what its line covers now was covered when a plan was made."""
    now, then = samples.shared(session.case, plan.line, plan.version, plan.at)
    return 2 * then >= now


def measured(
    session: Session, line: LineOfEnquiry, plan_id: PlanId, pool: Population, tag: Tag | None = None
) -> Second:
    """What a second reading measured, for use in a plan. RuleBroken where it was of another line, not
    finished, or decisions were made since."""
    if tag:
        raise RuleBroken(
            "A second reading measures the decision, not a tag. Assume an error for the tag instead."
        )
    plan, _ = of(session, plan_id)
    stated = samples.acts(session.case, plan.id).get("STATED")
    if plan.kind is not SampleKind.SECOND or plan.line != line.id or stated is None:
        raise RuleBroken("Name a second reading of this line that is read to its end and stated.")
    if stated.body["decided"] != pool.decided:
        raise RuleBroken(
            (
                "Decisions were made since that second reading, so it does not cover them. Take a new "
                "second reading, or assume an error."
            )
        )
    return second_of(stated)


def undrawn(pool: Population, alpha: Fraction, error: Fraction, second: Second | None) -> Drawn:
    """What a pool can state before anything of it is drawn: found is what the first reading found where a
    second one measured its error."""
    return Drawn(second.found if second else pool.found, pool.left, 0, 0, alpha, error, second)


def second_of(stated: Act) -> Second:
    """The numbers of a second reading from its statement."""
    body = stated.body
    return Second(body["pile"], body["read"], body["hits"], body["found"])


def status(
    session: Session, plan: SamplePlan, made: str, pools: Pools | None = None, *, briefly: bool = False
) -> SampleStatus:
    """A plan as it stands now. `pools` remembers the pools of lines between calls; `briefly` leaves the ids
    in scope aside, as between two readings."""
    case = session.case
    done = samples.acts(case, plan.id)
    void = _void(session, plan, done, {} if pools is None else pools, briefly=briefly)
    read = samples.readings(case, plan.id).values()
    names = {user.id: user.name for user in users.everyone(case)}
    authorised = names[done["AUTHORISED"].by] if "AUTHORISED" in done else ""
    result = _result(session, plan, done)
    hits = sum(_is_hit(plan, one) for one in read)
    draw = samples.draw_of(case, plan.id, done["DRAWN"]) if "DRAWN" in done else None
    state = _state(done, void)
    now = SampleStatus(
        plan, made, state, names[plan.proposed_by], authorised, len(read), hits, sum(one.value is Relevance.UNSURE for one in read), result, void, draw, {}
    )  # fmt: skip
    now.record.update(record_of(now))
    return now


def expect(
    session: Session, plan: SamplePlan, made: str, state: SampleState, sentence: str, *, briefly: bool = False
) -> None:
    """RuleBroken unless a plan stands where an act on it is due."""
    now = status(session, plan, made, briefly=briefly)
    if now.state is SampleState.VOID:
        raise RuleBroken(f"This sample no longer counts: {now.void}. Propose a new one.")
    if now.state is not state:
        raise RuleBroken(f"{sentence} This one is {str(now.state).lower()}.")


def _is_hit(plan: SamplePlan, read: SampleReading) -> bool:
    """A drawn item that bears on the line, and carries the tag where the plan is about one; in a second
    reading one that had been passed over."""
    if read.value is not Relevance.RELEVANT or (plan.carries and plan.carries not in read.tags):
        return False
    return plan.kind is not SampleKind.SECOND or read.first is Relevance.NOT_RELEVANT_TO_LINE


def _state(done: dict[str, Act], void: str) -> SampleState:
    if void:
        return SampleState.VOID
    steps = (SampleState.STATED, SampleState.DRAWN, SampleState.REFUSED, SampleState.AUTHORISED)
    return next((step for step in steps if step in done), SampleState.PROPOSED)


def _void(session: Session, plan: SamplePlan, done: dict[str, Act], pools: Pools, *, briefly: bool) -> str:
    """Why a drawn plan states nothing any more; empty where it holds. A scope change, a new import or a
    changed decision voids it (4.5)."""
    if "VOID" in done:
        return str(done["VOID"].body["why"])
    if "DRAWN" not in done:
        return ""
    line = next(
        (one for one in lines.versions(session.case, plan.number) if one.state is LineState.APPROVED), None
    )
    if line is None or line.version != plan.version:
        return f"line {plan.number} has a newer approved version"
    about = (plan.line, plan.tag)
    if not briefly and about not in pools:
        pools[about] = pool_of(session, line, plan.carries)[0]
    if not briefly and pools[about].scope != plan.pool.scope:
        return "an import changed what is in scope of the line"
    came = (
        0
        if briefly or plan.kind is SampleKind.SECOND
        else samples.came_since(session.case, plan.line, done["DRAWN"])
    )
    if came:
        return (
            f"{sample_statement.items(came)} in scope that {'was' if came == 1 else 'were'} held then "
            f"may be read now"
        )
    return _changed(session, plan, done.get("STATED", done["DRAWN"]))


def _changed(session: Session, plan: SamplePlan, since: Act) -> str:
    """Which decisions and tags that stood at an act on a plan stand no more; empty where all do."""
    is_second = plan.kind is SampleKind.SECOND
    changed = 0 if is_second else samples.changed_since(session.case, plan.line, since.decisions)
    changed = changed or (0 if is_second else samples.read_otherwise(session.case, plan.line, plan.id))
    if changed:
        return f"{'a decision was' if changed == 1 else f'{changed:,} decisions were'} changed since"
    changed = (
        tags.changed_since(session.case, plan.line, plan.carries, since.body["tag_acts"], since.decisions)
        if plan.carries
        else 0
    )
    return (
        f"what was said of {'an item' if changed == 1 else f'{changed:,} items'} was changed since"
        if changed
        else ""
    )


def _result(session: Session, plan: SamplePlan, done: dict[str, Act]) -> SampleResult | None:
    stated = done.get("STATED")
    if stated is None:
        return None
    body = stated.body
    if plan.kind is SampleKind.SECOND:
        sentence = sample_statement.second_sentence(second_of(stated), body["overturned"], plan.also)
        return SampleResult(
            plan.sample + plan.also, body["hits"], 0, 0, "", "", "", sentence, (), body["action"]
        )
    used = samples.acts(session.case, plan.second).get("STATED") if plan.second else None
    return sample_statement.result(
        plan, body["hits"], second_of(used) if used else None, tuple(body["rows"]), body["action"]
    )


def beside(session: Session, plan: SamplePlan) -> list[str]:
    """What stands beside a statement: the must-review band in counts, known items by rules and by order, and
    an estimate that is no bound."""
    rows: list[str] = []
    band, read, relevant = samples.band(session.case, plan.line)
    if band:
        rows.append(
            f"The must-review band: {sample_statement.items(band)}, {read:,} read, {relevant:,} of them bear "
            f"on the line."
        )
    if plan.carries and (unsaid := tags.without_direction(session.case, plan.line, plan.carries)):
        either = f"{TAG_WORDS[plan.carries]} or {TAG_WORDS[OTHER[plan.carries]]}"
        rows.append(
            f"Of {sample_statement.items(unsaid)} relevant to the line nobody said whether it {either}; each "
            f"counts as one that does not."
        )
    rows += () if plan.carries else _of_known(session, plan)
    error = plan.second or (f"{float(plan.error):.1%} assumed" if plan.error else "")
    rows.append(
        f"Reviewer error: {f'from second reading {error}' if plan.second else error or 'assumed to be none'}."
    )
    return rows


def _of_known(session: Session, plan: SamplePlan) -> Iterator[str]:
    """How terms and order fare with what is known to bear on the line, and what that lets one guess of it in
    all."""
    known = samples.ranked_and_hit(session.case, plan.line)
    ranked = [rank for _, rank, _ in known if rank is not None]
    if not ranked:
        return
    first = plan.pool.read
    rules, order = sum(hit for *_, hit in known), sum(rank <= first for rank in ranked)
    both = sum(hit and rank is not None and rank <= first for _, rank, hit in known)
    yield (
        f"Of {sample_statement.items(len(known))} known to bear on it, the agreed terms hit {rules:,}; the "
        f"order put {order:,} among its first {first:,}."
    )
    if rules and order:
        guess = max(chapman(rules, order, both), len(known))
        yield (
            f"Estimate, not a bound: about {guess:,} in all, from the overlap of terms and order (Chapman). "
            f"The two are not independent, so it errs low."
        )
