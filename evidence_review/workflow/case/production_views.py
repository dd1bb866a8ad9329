"""What producing hands to the window and the command line: the inventory of a bundle and what stands in its
way."""

from dataclasses import dataclass
from enum import StrEnum

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import DisclosureCode


class Step(StrEnum):
    """What mends an obstacle."""

    CODE = "CODE"
    DECISION = "DECISION"
    EXTRACT = "EXTRACT"
    MARKS = "MARKS"
    APPROVAL = "APPROVAL"
    HOLD = "HOLD"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way of a bundle: a sentence, the item that it is about, the step that mends
    it, and the command that leads on."""

    sentence: str
    item: ItemId
    step: Step
    way: str


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """One item of an inventory: its entry on the schedule, line, exhibit, code as printed, state of approval,
    number of marks."""

    number: int
    line: int
    item: ItemId
    exhibit: str
    printed: str
    code: DisclosureCode
    state: str
    marks: int

    @property
    def becomes(self) -> str:
        """What becomes of the item in the bundle."""
        return _BECOMES[self.code]


_BECOMES = {
    DisclosureCode.DISCLOSE: "copied",
    DisclosureCode.INSPECT: "listed, open to inspection",
    DisclosureCode.CLEARLY_NOT_DISCLOSABLE: "listed only",
    DisclosureCode.NOT_DISCLOSABLE: "listed only",
    DisclosureCode.EVIDENCE: "evidence, not in the bundle",
    DisclosureCode.TO_BE_ASSESSED: "not decided",
    DisclosureCode.PII_WITHHELD: "withheld by order of the court",
}


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a bundle for one accused would hold, and everything that stands in its way."""

    accused: str
    rows: tuple[InventoryRow, ...]
    obstacles: tuple[Obstacle, ...]
