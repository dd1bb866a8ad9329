"""What may be said of a sample, in numbers and in the agreed words: never pass or fail, never complete
(reference/relevance.md 4.4; reference/law.md O2)."""

from fractions import Fraction

from evidence_review.domain.kinds import Tag
from evidence_review.domain.samples import SampleKind, SamplePlan
from evidence_review.domain.tags import TAG_WORDS
from evidence_review.relevance.certifying import (
    FEW,
    Certificate,
    Drawn,
    Second,
    certify,
    is_too_few,
    per_thousand,
    price,
    rounded_down,
)
from evidence_review.relevance.hypergeometric import proportion_at_least, proportion_at_most
from evidence_review.workflow.case.sample_views import SampleResult

CANNOT = "Recall{} cannot be certified for this line: too few items were found."
FOUND_TO = {
    None: "bore on it",
    Tag.TOWARDS: "pointed towards",
    Tag.AWAY: "pointed away",
    Tag.SUPPORTS: "supported a case",
    Tag.UNDERMINES_OR_ASSISTS: "undermined or assisted a case",
}
"""What the items drawn were read for, by the tag that the plan is about."""
THAT = {
    None: "",
    Tag.TOWARDS: " that point towards",
    Tag.AWAY: " that point away",
    Tag.SUPPORTS: " that support a case",
    Tag.UNDERMINES_OR_ASSISTS: " that undermine or assist a case",
}
WHOLE = Fraction(1, 20)


def decimal(value: Fraction, digits: int = 3) -> str:
    """A share as people write it: .901, 1.000."""
    return rounded_down(value, digits).removeprefix("0") or "0"


def percent(value: Fraction) -> str:
    """A share in per cent, without needless zeros."""
    return f"{float(value * 100):g} %"


def items(many: int) -> str:
    """1 item, 4,210 items."""
    return f"{many:,} item" if many == 1 else f"{many:,} items"


def drawn(plan: SamplePlan, hits: int, second: Second | None) -> Drawn:
    """The sample of a plan with so many hits, for the bounds; found is what the first reading found where a
    second one measured its error."""
    found = second.found if second else plan.pool.found
    return Drawn(found, plan.pool.left, plan.sample, hits, plan.alpha, plan.error, second)


def states_recall(plan: SamplePlan, second: Second | None) -> bool:
    """Whether this plan ends in a recall: asked for, enough found, and its price within half of what was
    unread."""
    if plan.kind is not SampleKind.RECALL or plan.target is None:
        return False
    before = drawn(plan, 0, second)
    return not is_too_few(plan.pool.found, plan.pool.left, price(before, plan.target))


def foretell(plan: SamplePlan, second: Second | None) -> tuple[tuple[str, str], ...]:
    """What no hit, one hit and two hits would leave, before anyone reads."""
    said: list[tuple[str, str]] = []
    for hits in range(min(3, plan.sample + 1)):
        made = certify(drawn(plan, hits, second))
        words = f"at most {made.missed:,} missed, {per_thousand(made.elusion)} per 1,000 unread"
        if plan.kind is SampleKind.RECALL and plan.pool.found >= FEW:
            words = f"recall ≥ {decimal(made.recall)}; {words}"
        said.append((f"{hits} {'hit' if hits == 1 else 'hits'}", words))
    return tuple(said)


def result(
    plan: SamplePlan, hits: int, second: Second | None, rows: tuple[str, ...], action: str
) -> SampleResult:
    """The bounds of a sample read to its end, and the sentence."""
    made = certify(drawn(plan, hits, second))
    has_recall = states_recall(plan, second)
    return SampleResult(
        plan.sample,
        hits,
        made.missed,
        made.passed_over,
        decimal(made.recall) if has_recall else "",
        per_thousand(made.elusion),
        decimal(Fraction(str(round(made.error, 6)))) if made.error else "",
        _sentence(plan, hits, made, has_recall=has_recall),
        rows,
        action,
    )


def _sentence(plan: SamplePlan, hits: int, made: Certificate, *, has_recall: bool) -> str:
    left = plan.pool.left - plan.sample
    bore = "none" if not hits else f"{hits:,}"
    read = (
        f"Of {plan.pool.left:,} unread items in scope, {plan.sample:,} drawn at random "
        f"{_was(plan.sample)} read and {bore} {FOUND_TO[plan.carries]}"
    )
    # one at most is still "1 of the …": the verb follows the count
    verb = "does" if made.missed == 1 else "do"
    most = (
        f"at {percent(1 - WHOLE)} confidence at most {made.missed:,} of the {left:,} still unread "
        f"{verb} ({per_thousand(made.elusion)} per 1,000)"
    )
    if plan.pool.left == plan.sample and not made.error:
        most = "nothing with text in scope is left unread"
    if not has_recall:
        opening = (
            f"{CANNOT.format(_of_what(plan))} "
            if plan.kind is SampleKind.RECALL or plan.pool.found < FEW
            else ""
        )
        return f"{opening}{read}; {most}.{_error(made)}"
    found = plan.pool.found + hits
    recall = (
        f"With {items(found)} found{THAT[plan.carries]}, recall{_of_what(plan)} is therefore at least "
        f"{decimal(made.recall)}."
    )
    return f"{read.replace(' bore on it', ' bore on this line')}; {most}. {recall}{_error(made)}"


def _of_what(plan: SamplePlan) -> str:
    return f" of what {TAG_WORDS[plan.carries]}" if plan.carries else ""


def _was(many: int) -> str:
    return "was" if many == 1 else "were"


def _error(made: Certificate) -> str:
    if not made.error:
        return ""
    return (
        f" This allows for a reader who passes over up to {made.error * 100:.1f} % of what bears "
        f"on the line, and for up to "
        f"{items(made.passed_over)} passed over in what was read before."
    )


def second_sentence(second: Second, overturned: int, relevant_read: int) -> str:
    """What a second reading of both piles showed, with one-sided 95 % limits (Clopper–Pearson)."""
    missed = f"{second.hits:,} of {items(second.read)} decided as not relevant were found to bear on the line"
    turned = f"{overturned:,} of {items(relevant_read)} decided as relevant were found not to"
    limits = _limits(second.hits, second.read), _limits(overturned, relevant_read)
    return (
        f"A second person, who did not see the first decision, read them again: {missed} "
        f"({limits[0]}); {turned} ({limits[1]})."
    )


def _limits(hits: int, tries: int) -> str:
    if not tries:
        return "none was read"
    low, high = proportion_at_least(hits, tries, WHOLE / 2), proportion_at_most(hits, tries, WHOLE / 2)
    return f"95 % interval {low * 100:.1f} to {high * 100:.1f} %"
