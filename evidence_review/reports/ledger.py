"""The ledger on paper: how far what was held was looked at, as bars with their numbers, by source and line;
what opened more, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.reports.paper import Column, Paper

_SEEN = (
    "A message counts as seen when its words were put on a person's screen, also as context of "
    "another, in a sample or for approval."
)


@dataclass(frozen=True, slots=True)
class LedgerAccount:
    """How far the items of an exhibit (empty: of all) came for a line (empty: for any), each stage with its
    count, the first being all that is held."""

    exhibit: str
    line: str
    stages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class WideningAccount:
    """One act that opened something: when, what, items before and after, why, by whom."""

    date: str
    what: str
    before: int
    after: int
    reason: str
    people: str


def write_ledger(
    paper: Paper, whole: LedgerAccount | None, rows: Sequence[LedgerAccount], notes: Sequence[str] = ()
) -> None:
    """The chart of the whole case, a row for each exhibit and line, then `notes` to them. Nothing where
    nothing was counted."""
    if whole is None:
        return
    held = max(1, whole.stages[0][1])
    paper.gap(4)
    paper.text("How far it was looked at, in items", bold=True)
    paper.bars([(name, items / held, f"{items:,}") for name, items in whole.stages])
    paper.text(_SEEN)
    paper.gap(4)
    names = [name for name, _ in whole.stages]
    columns = [
        Column("Exhibit", 12),
        Column("Line of enquiry", 28),
        *(Column(_HEADINGS.get(name, name[:1].upper() + name[1:]), 10) for name in names),
    ]
    paper.table(
        columns, [(row.exhibit, row.line, *(f"{items:,}" for _, items in row.stages)) for row in rows]
    )
    for note in notes:
        paper.text(note)


_HEADINGS = {"machine-screened": "Screened", "seen by a person": "Seen"}
"""Names of stages too long for a column of the table; the chart above it has them in full."""


def write_widenings(paper: Paper, widenings: Sequence[WideningAccount]) -> None:
    """Every act that opened something, in order."""
    if not widenings:
        return
    paper.text("What opened something, and why", bold=True)
    columns = [
        Column("When", 12),
        Column("What", 20),
        Column("Before", 8),
        Column("After", 8),
        Column("Reason", 34),
        Column("By", 18),
    ]
    paper.table(
        columns,
        [
            (one.date, one.what, f"{one.before:,}", f"{one.after:,}", one.reason, one.people)
            for one in widenings
        ],
    )
