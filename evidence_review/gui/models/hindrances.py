"""What stands in the way of a bundle, as the window lists it: a sentence each, and the place where it is
mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evidence_review.domain.ids import ItemId
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.personal_views import ExportCheck
from evidence_review.workflow.case.production_views import Inventory, Obstacle, Step


class Mend(StrEnum):
    """What mends it, in the words of a button; `{}` is the item."""

    CODE = "Endorse item {}…"
    EXTRACT = "Keep only a passage of item {}…"
    MARKS = "Decide on the marks of item {}…"
    APPROVAL = "Compare and approve item {}"
    HOLD = "Show item {}"
    DECISION = "Look again at item {}"
    CONFLICTS = "Answer conflicts"
    CLUES = "Look at the clues"
    FOUND = "Search and mark"
    NOTHING = ""


_BY_STEP = {
    Step.CODE: Mend.CODE,
    Step.DECISION: Mend.DECISION,
    Step.EXTRACT: Mend.EXTRACT,
    Step.MARKS: Mend.MARKS,
    Step.APPROVAL: Mend.APPROVAL,
    Step.HOLD: Mend.HOLD,
}


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing that stands in the way: a sentence, what mends it, and the item that it is about, with the
    number of a line that lets it through; item and line are 0 where it is about the whole bundle."""

    sentence: str
    mend: Mend
    item: ItemId = ItemId(0)
    line: int = 0

    @property
    def does(self) -> str:
        """The words of the button that leads on; empty where no page mends it."""
        return self.mend.format(self.item)


HINDRANCES: tuple[Column[Hindrance], ...] = (
    Column("What stands in the way", lambda one: one.sentence),
    Column("What mends it", lambda one: one.does.rstrip("…")),
)


def hindrances(inventory: Inventory | None, check: ExportCheck | None) -> tuple[Hindrance, ...]:
    """Everything that stands in the way as far as it is known: what the inventory tells, and, once it was
    checked, what the check found beside; in the order in which it is to be dealt with."""
    told = check.inventory if check and check.inventory else inventory
    beside = of_check(check) if check else ()
    return (*(of_inventory(told) if told else ()), *beside)


def of_inventory(inventory: Inventory) -> tuple[Hindrance, ...]:
    """The obstacles of an inventory, each with its item and what mends it."""
    lines = {row.item: row.line for row in inventory.rows}
    return tuple(of_obstacle(one, lines.get(one.item, 0)) for one in inventory.obstacles)


def of_obstacle(one: Obstacle, line: int) -> Hindrance:
    """One obstacle, with the number of a line that lets its item through, or 0."""
    return Hindrance(one.sentence, _BY_STEP[one.step], one.item, line)


def of_check(check: ExportCheck) -> Iterator[Hindrance]:
    """What a check found beside the inventory: conflicts, what the gate said, clues, and what is still
    found."""
    if check.conflicts:
        yield Hindrance(
            f"{count(len(check.conflicts), 'conflict')}: masked in one place and visible in another.",
            Mend.CONFLICTS,
        )
    if check.stopped:
        yield Hindrance(check.stopped, Mend.NOTHING)
    for one in check.unsigned:
        yield Hindrance(
            f"Clues on {one.label} are not signed: {' + '.join(one.combinations[0].sorts)}.", Mend.CLUES
        )
    if check.found and not check.accepted_by:
        looks = "looks" if len(check.found) == 1 else "look"
        yield Hindrance(
            f"{count(len(check.found), 'passage')} of the finished text still {looks} like personal data that "
            "nobody decided on. Mark what must go, or accept it below with a reason.",
            Mend.FOUND,
        )
