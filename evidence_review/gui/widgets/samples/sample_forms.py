"""Questions before a sample is proposed: a recall or a size, a second reading, a trial on made-up pools; each
asks why, since it is an intrusion."""

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtWidgets import QWidget

from evidence_review.domain.samples import PlanId, SampleKind
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.samples import plan_words
from evidence_review.gui.widgets.parts.building_blocks import button, label, say
from evidence_review.gui.widgets.parts.dialogs import Question
from evidence_review.gui.widgets.parts.fields import Labelled, Long, Number
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.workflow.case.sample_views import SamplePrices, SampleStatus

INTRUSION = (
    "These are messages that nothing points to. Reading them is itself an intrusion, so another person "
    "authorises it first."
)
PROPOSED = "The sample is proposed. Another person authorises it before anything is drawn."


def ask_recall(
    parent: QWidget,
    desk: Desk,
    prices: SamplePrices,
    target: str,
    *,
    single: bool,
    error: Fraction,
    second: PlanId | None,
) -> None:
    """Propose the smallest sample that states this recall."""
    price = next(one for one in prices.prices if one.target == target)
    cost = (
        f"{price.sample or 0:,} of {prices.left:,} unread items are read one by one. If nothing is "
        f"found in them, recall is {price.none}."
    )
    asked = _why(parent, f"Propose a sample for line {prices.line}", f"{cost} {INTRUSION}")

    def then(reason: str) -> None:
        wanted = Fraction(target if not target.startswith(".") else f"0{target}")
        made = desk.ask(
            actions.propose_sample,
            prices.line,
            reason,
            target=wanted,
            single=single,
            error=error,
            second=second,
            tag=prices.tag,
        )
        _tell(desk, made)

    _go(asked, then)


def ask_size(
    parent: QWidget,
    desk: Desk,
    prices: SamplePrices,
    size: int,
    *,
    single: bool,
    error: Fraction,
    second: PlanId | None,
) -> None:
    """Propose a sample of a size of one's own, which bounds what is missed per 1,000."""
    asked = _why(
        parent,
        f"Propose a sample for line {prices.line}",
        f"It bounds what is missed among {prices.left:,} unread items. {INTRUSION}",
    )
    many = Number(1, max(1, prices.left), min(size, prices.left))
    asked.field.add(Labelled("How many to read", many))
    kind = SampleKind.ELUSION

    def then(reason: str) -> None:
        made = desk.ask(
            actions.propose_sample,
            prices.line,
            reason,
            kind=kind,
            sample=many.value(),
            single=single,
            error=error,
            second=second,
            tag=prices.tag,
        )
        _tell(desk, made)

    _go(asked, then)


def ask_second(parent: QWidget, desk: Desk, prices: SamplePrices) -> None:
    """Propose a second reading of both piles."""
    others = prices.read - prices.found
    sentence = (
        f"{others:,} items are decided as not relevant and {prices.found:,} as relevant. A random "
        f"part of both is read again by a person who did not "
        "decide on them and does not see the first decision. It measures what was passed over, and "
        "what was overturned."
    )
    asked = _why(parent, f"Propose a second reading for line {prices.line}", sentence)
    of_others, of_found = (
        Number(1, max(1, others), min(others, 100)),
        Number(0, prices.found, min(prices.found, 50)),
    )
    asked.field.add(Labelled("Of those not relevant", of_others))
    asked.field.add(Labelled("Of those relevant", of_found))

    def then(reason: str) -> None:
        made = desk.ask(
            actions.propose_sample,
            prices.line,
            reason,
            kind=SampleKind.SECOND,
            sample=of_others.value(),
            also=of_found.value(),
        )
        _tell(desk, made)

    _go(asked, then)


def ask_trial(
    parent: QWidget, desk: Desk, prices: SamplePrices, size: int, *, single: bool, error: Fraction
) -> None:
    """Try a size on made-up pools like this line's; nothing of the case is read."""
    sentence = (
        "Pools like this one are made up, in which what is missed is known. Nothing of the case is "
        "read, drawn or kept."
    )
    asked = Question(parent, "Try on made-up pools", sentence, "Close")
    many = Number(1, max(1, prices.left), max(1, min(size, prices.left)))
    told = label("", "strong")

    def attempt() -> None:
        found = desk.ask(
            actions.try_sample, prices.line, many.value(), single=single, error=error, tag=prices.tag
        )
        say(told, found.sentence if found else "")

    asked.add(Labelled("How many to read", many))
    asked.add(Flow(button("Try", attempt, "primary")))
    asked.add(told)
    asked.no.hide()
    attempt()
    asked.ask()


class _Asked:
    """A question with a field for the reason."""

    def __init__(self, parent: QWidget, heading: str, sentence: str) -> None:
        self.field = Question(parent, heading, sentence, "Propose")
        self.reason = Long(3, "For example: to tell the court what may have been missed")


def _why(parent: QWidget, heading: str, sentence: str) -> _Asked:
    return _Asked(parent, heading, sentence)


def _go(asked: _Asked, then: Callable[[str], object]) -> None:
    question = asked.field
    question.add(Labelled("Why it is to be read", asked.reason))
    question.check = lambda: (
        "" if asked.reason.toPlainText().strip() else "Say why this sample is to be read."
    )
    question.then = lambda: then(asked.reason.toPlainText().strip())
    question.ask()


def _tell(desk: Desk, made: SampleStatus | None) -> None:
    if made is not None:
        desk.told.emit(f"{PROPOSED} {plan_words(made)}")
