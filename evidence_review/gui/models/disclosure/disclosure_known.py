"""What forms of disclosure choose from: the people of the case, its record, its approved lines and what is relevant to
them; nothing of it is ever typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.disclosure import CaseEntry, EntrySort
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import CasePart
from evidence_review.domain.people import CasePerson
from evidence_review.gui.models.disclosure.disclosure_rows import named
from evidence_review.gui.models.shown import one_line
from evidence_review.workflow.deciding.standing_items import StandingItem
from evidence_review.workflow.producing.wording_lines import WordedLine

type Options = Sequence[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Known:
    """The case as forms know it."""

    people: tuple[CasePerson, ...] = ()
    record: tuple[CaseEntry, ...] = ()
    lines: tuple[WordedLine, ...] = ()
    items: tuple[StandingItem, ...] = ()

    def names(self) -> dict[int, str]:
        """The accused by their number in the record."""
        return {one.id: one.name for one in self.people if one.part is CasePart.ACCUSED}

    def line_of(self, item: ItemId) -> int:
        """The first line that an item is relevant to; 0 for none."""
        return next((one.facts.lines[0] for one in self.items if one.item == item), 0)

    def line_options(self) -> Options:
        """The approved lines, to choose from."""
        return [(f"{one.number}: {one_line(one.title, 70)}", one.number) for one in self.lines]

    def item_options(self) -> Options:
        """What is relevant, to choose from."""
        return [(named(one), one.item) for one in self.items]

    def issue_options(self, accused: str = "") -> Options:
        """The issues of the case for an accused, to choose from, none of them first."""
        person = next((number for number, name in self.names().items() if name == accused), 0)
        found = [
            (f"Issue {one.number}: {one_line(one.words, 70)}", one.number)
            for one in self.record
            if one.sort is EntrySort.ISSUE and one.person in {0, person}
        ]
        return [("None", 0), *found]

    def complainants(self) -> Options:
        """The complainants of the record, to choose from."""
        return [(one.name, one.name) for one in self.people if one.part is CasePart.COMPLAINANT]
