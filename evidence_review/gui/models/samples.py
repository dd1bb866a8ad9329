"""What the samples page shows in its tables, and in which words; never pass or fail."""

from evidence_review.domain.kinds import Tag
from evidence_review.domain.samples import SampleKind, SampleState
from evidence_review.domain.tags import TAG_WORDS
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.sample_views import Bought, Price, SamplePrices, SampleStatus, Unsettled

STATE_WORDS = {
    SampleState.PROPOSED: "Proposed",
    SampleState.AUTHORISED: "Authorised",
    SampleState.REFUSED: "Refused",
    SampleState.DRAWN: "Drawn, being read",
    SampleState.STATED: "Read to its end",
    SampleState.VOID: "Void",
}
KIND_WORDS = {
    SampleKind.RECALL: "Recall",
    SampleKind.ELUSION: "Missed per 1,000",
    SampleKind.SECOND: "Second reading",
}
PRICES: tuple[Column[Price], ...] = (
    Column("Recall of at least", lambda p: p.target),
    Column("Read", lambda p: f"{p.sample:,}" if p.sample is not None else "not possible", right=True),
    Column("Of the unread", lambda p: f"{100 * p.share:.0f} %" if p.sample is not None else "", right=True),
    Column("If nothing is found in it, recall is", lambda p: p.none, tip=lambda p: p.none),
    Column("If one is found in it", lambda p: p.one, tip=lambda p: p.one),
)
BOUGHT: tuple[Column[Bought], ...] = (
    Column("Read", lambda b: f"{b.sample:,}", right=True),
    Column("Missed at most", lambda b: f"{b.missed:,}", right=True),
    Column("Per 1,000 unread", lambda b: b.per_thousand, right=True),
    Column("Recall at least", lambda b: b.recall or "not stated"),
)
PLANS: tuple[Column[SampleStatus], ...] = (
    Column("Plan", lambda s: s.plan.id),
    Column("Line", lambda s: str(s.plan.number), right=True),
    Column(
        "For",
        lambda s: KIND_WORDS[s.plan.kind] + (f", {TAG_WORDS[s.plan.carries]}" if s.plan.carries else ""),
    ),
    Column("State", lambda s: STATE_WORDS[s.state]),
    Column("Read", lambda s: f"{s.read:,} of {s.size:,}", right=True),
    Column("Found in it", lambda s: f"{s.hits:,}", right=True),
    Column("Authorised by", lambda s: s.authorised_by),
)
UNSETTLED: tuple[Column[Unsettled], ...] = (
    Column("Line", lambda u: str(u.line), right=True),
    Column("Item", lambda u: f"item {u.item}"),
    Column("Unsure", lambda u: u.by),
    Column("For", lambda u: "you to settle" if u.is_yours else "another person"),
)
ERRORS = (
    ("None assumed", "0"),
    ("2 % passed over", "0.02"),
    ("5 % passed over", "0.05"),
    ("10 % passed over", "0.1"),
)


ABOUT: tuple[tuple[str, Tag | None], ...] = (
    ("All that bears on the line", None),
    *(
        (f"Only what {TAG_WORDS[tag]}", tag)
        for tag in (Tag.AWAY, Tag.TOWARDS, Tag.UNDERMINES_OR_ASSISTS, Tag.SUPPORTS)
    ),
)
"""What a sample may be about: each tag has its own statement, since pooled recall hides the rarer side."""


def pool_words(prices: SamplePrices) -> str:
    """The pool in a sentence, with what no statement covers."""
    covered = (
        f"{prices.size:,} items in scope have text: {prices.read:,} are decided, {_found(prices)}, and "
        f"{prices.left:,} are unread."
    )
    return (
        f"{covered} {prices.without_text:,} more have no text; nothing that is said here covers them."
        if prices.without_text
        else covered
    )


def _found(prices: SamplePrices) -> str:
    carry = f"of {prices.found:,} of them a person said: {TAG_WORDS[prices.tag]}" if prices.tag else ""
    return carry or f"{prices.found:,} of them relevant"


def look_words(prices: SamplePrices) -> str:
    """Which look this would be, and what of the accepted error it may spend."""
    if not prices.look:
        return ""
    return (
        f"This would be look {prices.look} at this line. It may spend {prices.alpha} of the "
        f"{prices.alpha_single} chance of being wrong that all looks share."
    )


def half_words(price: Price | None) -> str:
    """What a narrower line would save: the price is a share of what is unread."""
    if price is None or price.sample is None or price.sample < 2:
        return ""
    return (
        f"The price is a share of what is unread: a line with half as many unread items would need "
        f"about {price.sample // 2:,} for the same."
    )


def plan_words(status: SampleStatus) -> str:
    """What a plan is, in a sentence."""
    plan = status.plan
    if plan.kind is SampleKind.SECOND:
        return (
            f"{plan.sample:,} items decided as not relevant and {plan.also:,} decided as relevant are "
            f"read again by another person, who does not see the first decision."
        )
    asked = (
        f" to state a recall of at least {float(plan.target):.2f}"
        if plan.target is not None
        else " to bound what is missed per 1,000"
    )
    of = f", of what {TAG_WORDS[plan.carries]}" if plan.carries else ""
    look = "the one look" if plan.single else f"look {plan.look}"
    return (
        f"{plan.sample:,} of {plan.pool.left:,} unread items, drawn at random{asked}{of}; {look}, "
        f"which may spend {float(plan.alpha * 100):g} % of the 5 %."
    )


def next_words(status: SampleStatus, me: str) -> str:
    """What is to be done next with a plan, and by whom."""
    match status.state:
        case SampleState.PROPOSED if status.proposed_by == me:
            return "You proposed this sample, so another person authorises it."
        case SampleState.PROPOSED:
            return (
                "A disclosure officer, a supervisor or a prosecutor authorises it before anything is drawn."
            )
        case SampleState.AUTHORISED:
            return "Its seed is fixed by the log as it stood when it was authorised. Draw it to begin."
        case SampleState.DRAWN if status.read < status.size or status.unsure:
            waits = f" {status.unsure:,} unsure wait for another person." if status.unsure else ""
            return f"Read it to its end: its size was fixed before the draw.{waits}"
        case SampleState.DRAWN:
            return "It is read to its end. State what it shows."
        case _:
            return ""


def in_groups(seed: str, many: int = 8) -> str:
    """A long number in groups that can be read aloud and broken into lines."""
    return " ".join(seed[at : at + many] for at in range(0, len(seed), many))
