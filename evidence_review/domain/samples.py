"""Random samples of what is unread: the plan that is registered before the draw, what was drawn, what it
showed (reference/law.md O; reference/relevance.md 4.5).

Plans, draws, readings and results are only ever added. Numbers that stand in signed bytes are whole numbers
or text, never floats.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, NewType

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import DecisionId, ItemId, LineId, UserId
from evidence_review.domain.kinds import Relevance, Tag

PlanId = NewType("PlanId", str)
BEARS = "BEARS"
"""What a plan is about where it is about no tag: that an item bears on the line, whichever way it points."""


class SampleKind(StrEnum):
    """What a sample is for: a bound on recall; a bound on what is missed per 1,000 unread; a second reading
    of what was decided."""

    RECALL = "RECALL"
    ELUSION = "ELUSION"
    SECOND = "SECOND"


class SampleState(StrEnum):
    """Where a plan stands."""

    PROPOSED = "PROPOSED"
    AUTHORISED = "AUTHORISED"
    REFUSED = "REFUSED"
    DRAWN = "DRAWN"
    STATED = "STATED"
    VOID = "VOID"


@dataclass(frozen=True, slots=True)
class Population:
    """The pool of a line in numbers, and the digests of its ids.

    `scope` is the digest of every id in scope with the line's version, `unread` that of the ids without a
    decision, `decided` that of the standing decisions. `size` counts text-bearing items that may be read,
    `read` those decided, `found` the relevant ones, `left` those undecided.
    """

    size: int
    read: int
    found: int
    left: int
    scope: str
    unread: str
    decided: str


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """What is registered before anyone draws.

    `sample` items are read; for a second reading `sample` of those not relevant and `also` of those relevant.

    `alpha` is what this look may spend of the 5 % of its statement, `target` the recall asked for or None,
    `error` the assumed chance that a reader passes over a relevant item, or `second` the plan whose second
    reading measured it. `foretold` says what no hit and one hit would leave.
    """

    id: PlanId
    kind: SampleKind
    line: LineId
    number: int
    version: int
    tag: str
    look: int
    single: bool
    alpha: Fraction
    target: Fraction | None
    pool: Population
    sample: int
    also: int
    error: Fraction
    second: PlanId | None
    foretold: tuple[tuple[str, str], ...]
    reason: str
    engine: str
    model_hash: str
    proposed_by: UserId
    at: datetime

    def __post_init__(self) -> None:
        """A sample has a size within its pool and a reason (O1)."""
        if not self.reason.strip():
            raise RuleBroken(
                "Say why this sample is to be read. Reading messages that nothing points to is "
                "itself an intrusion."
            )
        if self.sample + self.also < 1:
            raise RuleBroken("A sample has at least one item. Choose how many to read.")
        if self.kind is SampleKind.SECOND and self.carries:
            raise RuleBroken(
                "A second reading measures the decision, not a tag. For a tag a reader's error is assumed."
            )
        if self.kind is not SampleKind.SECOND and self.sample > self.pool.left:
            raise RuleBroken(
                f"There are only {self.pool.left:,} unread items in scope. Choose a smaller sample."
            )

    @property
    def carries(self) -> Tag | None:
        """The tag whose items the plan is about; None where it is about all that bears on the line."""
        return None if self.tag == BEARS else Tag(self.tag)

    def body(self) -> dict[str, Any]:
        """The plan as the plain object whose digest is signed, stored and exported."""
        plain: dict[str, Any] = {
            **asdict(self),
            "kind": str(self.kind),
            "at": self.at.isoformat(timespec="seconds"),
        }
        plain |= {name: str(plain[name]) for name in ("alpha", "error")}
        plain |= {
            "target": str(self.target) if self.target is not None else None,
            "foretold": dict(self.foretold),
        }
        return plain | {"population": POPULATION[self.kind].format(line=self.number, version=self.version)}


POPULATION = {
    SampleKind.RECALL: "in scope of line {line} v{version}, text-bearing, undecided, not held",
    SampleKind.ELUSION: "in scope of line {line} v{version}, text-bearing, undecided, not held",
    SampleKind.SECOND: (
        "decided for line {line} v{version}, text-bearing, not held: relevant and not relevant, each "
        "pile by itself"
    ),
}


@dataclass(frozen=True, slots=True)
class Draw:
    """What a plan drew: `head` the log's head right after the authorisation, `seed` SHA-256 of head and plan
    digest, `items` in the order drawn.

    `pool` is every id that could be drawn, by pile; anyone can redo the draw from these with a hash function.
    """

    plan: PlanId
    head: str
    seed: str
    pool: tuple[tuple[ItemId, ...], ...]
    items: tuple[ItemId, ...]


@dataclass(frozen=True, slots=True)
class SampleReading:
    """One drawn item as a person read it. `first` is the decision that stood before a second reading;
    `decision` the row it led to, if any; `tags` what was set with it."""

    plan: PlanId
    item: ItemId
    value: Relevance
    first: Relevance | None
    decision: DecisionId | None
    by: UserId
    at: datetime
    tags: tuple[Tag, ...] = ()


def plan_from(body: dict[str, Any]) -> SamplePlan:
    """The plan behind a plain object made by `body`."""
    made = {name: value for name, value in body.items() if name != "population"}
    made["kind"] = SampleKind(made["kind"])
    made["pool"] = Population(**made["pool"])
    made["alpha"], made["error"] = Fraction(made["alpha"]), Fraction(made["error"])
    made["target"] = Fraction(made["target"]) if made["target"] else None
    made["foretold"] = tuple(made["foretold"].items())
    made["at"] = datetime.fromisoformat(made["at"])
    return SamplePlan(**made)
