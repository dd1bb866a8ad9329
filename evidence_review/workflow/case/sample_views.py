"""What the sampling steps hand to the window and the command line: prices before anyone reads, a plan as it
stands, an item to read."""

from dataclasses import dataclass, replace
from typing import Any

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Tag
from evidence_review.domain.samples import Draw, SamplePlan, SampleState
from evidence_review.workflow.case.views import ItemView


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs to state a recall of at least `target`: so many items of the unread pool, what no hit and
    one hit would leave; None where no sample can."""

    target: str
    sample: int | None
    share: float
    none: str
    one: str


@dataclass(frozen=True, slots=True)
class Bought:
    """What a sample of a given size buys where no hit is in it: missed at most, recall at least, per 1,000
    unread at most."""

    sample: int
    missed: int
    recall: str
    per_thousand: str


@dataclass(frozen=True, slots=True)
class SamplePrices:
    """A line's pool in numbers and what may be said of it, before anything is drawn.

    `waits` says what has to be done before a sample may be proposed; `few` that no recall will be stated, and
    why; `ready` the rule of thumb.
    """

    line: int
    size: int
    read: int
    found: int
    left: int
    without_text: int
    look: int
    alpha: str
    alpha_single: str
    error: str
    prices: tuple[Price, ...]
    fixed: tuple[Bought, ...]
    few: str
    waits: tuple[str, ...]
    ready: str
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A plan tried on made-up pools: in how many of them what it stated was true, and the middle of what it
    stated."""

    runs: int
    held: int
    recall: str
    truth: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SampleResult:
    """What a sample read to its end states, in numbers and in a sentence. `rows` stand beside it: the band,
    known items, two methods."""

    read: int
    hits: int
    missed_at_most: int
    passed_over_at_most: int
    recall_at_least: str
    elusion_per_1000_at_most: str
    error_at_most: str
    sentence: str
    rows: tuple[str, ...]
    action: str


@dataclass(frozen=True, slots=True)
class SampleStatus:
    """One plan as it stands. `void` says why what it states no longer holds; `record` is the plan as
    reference/relevance.md 4.5 writes it."""

    plan: SamplePlan
    digest: str
    state: SampleState
    proposed_by: str
    authorised_by: str
    read: int
    hits: int
    unsure: int
    result: SampleResult | None
    void: str
    draw: Draw | None
    record: dict[str, Any]

    @property
    def size(self) -> int:
        """How many items it has to read."""
        return self.plan.sample + self.plan.also


@dataclass(frozen=True, slots=True)
class Sampled:
    """The next item of a sample, without place, score, reason, highlight or earlier decision; `place` of `of`
    in the order drawn."""

    view: ItemView
    place: int
    of: int
    is_again: bool


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An item marked unsure: who marked it, when, and whether another person may settle it now."""

    line: int
    item: ItemId
    by: str
    at: str
    is_yours: bool


def bare(shown: ItemView) -> ItemView:
    """An item with nothing that says what a machine or an earlier reader made of it for the line."""
    marks = tuple(mark for mark in shown.marks if mark.sort in {"name", "special"})
    return replace(
        shown,
        marks=marks,
        band=None,
        rank=None,
        pool=0,
        reasons=(),
        engine="",
        decision=None,
        decided_by="",
        copies=(),
        tags=(),
    )
