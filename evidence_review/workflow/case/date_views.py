"""What the steps say of the order of day and month of a source: values to show, in counts, days and a
person's own words."""

from dataclasses import dataclass

from evidence_review.domain.dates import ORDER_WORDS, DateOrder
from evidence_review.domain.ids import SourceId


@dataclass(frozen=True, slots=True)
class LineMoved:
    """An approved line that a correction touches: how many items it covers before and after, how many come in
    and go out, and how many of those that go are decided on."""

    line: int
    title: str
    before: int
    after: int
    opened: int
    closed: int
    decided: int


@dataclass(frozen=True, slots=True)
class DatesEffect:
    """What reading a source's dates in another order does, or did.

    The items with a time as written are `moved` (their time changes) + `so_already` (they stand in that
    order) + `same` (day and month are one number) + `other_way` (their numbers can be read no other way, or
    they do not show the order at all) + `beside` (a date beside them in the same file or sheet can only be
    read the other way). `days_before`, `days_after`: first and last day in London of all items of the source.
    `approvals`: items among the moved whose approved marks are no longer approved, since what was approved
    shows another time; `handed_over` those that a bundle carries already with the time as it is now;
    `screened_again` those that wait for the next search.
    """

    source: SourceId
    exhibit: str
    name: str
    choice: DateOrder
    despite: bool
    moved: int
    so_already: int
    same: int
    other_way: int
    beside: int
    clock_changes: int
    days_before: tuple[str, str]
    days_after: tuple[str, str]
    lines: tuple[LineMoved, ...]
    approvals: int
    handed_over: int
    screened_again: int

    @property
    def stayed(self) -> int:
        """Items with a time as written whose time does not change."""
        return self.so_already + self.same + self.other_way + self.beside

    @property
    def nothing(self) -> str:
        """Why no time changes; empty where one does."""
        if self.moved:
            return ""
        if self.beside:
            return (
                f"Nothing changes: the {self.beside:,} dates that are open stand beside others "
                f"that can only be read the other way. "
                "Say that they are meant all the same, if they are."
            )
        if self.so_already:
            return f"Nothing changes: these dates are read {ORDER_WORDS[self.choice]} already."
        return "Nothing changes: no date of this source can be read in another order of day and month."
