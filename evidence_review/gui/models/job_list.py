"""Long work in one list, whatever its sort: what needs attention, what runs, what is done; and what is
kept of a job
that is stopped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from evidence_review.gui.models.table_rows import Column


class JobState(StrEnum):
    """Where a job stands, in the order of the list."""

    ATTENTION = "needs attention"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class JobEntry:
    """One job: its number in this sitting, its name, where it stands, and what it says of itself."""

    number: int
    name: str
    state: JobState
    words: str = ""
    began: str = ""


JOB_COLUMNS: tuple[Column[JobEntry], ...] = (
    Column("State", lambda one: one.state.capitalize()),
    Column("Job", lambda one: one.name),
    Column("Since", lambda one: one.began),
    Column("What it says", lambda one: one.words, tip=lambda one: one.words),
)
QUIET = frozenset({"Page", "Pages", "Why", "Inventory"})
"""What is looked up for a page while one looks at it: no job of a person."""
_KEPT = {
    "Import": "What was read before is kept. Import the same again to go on.",
    "Search": "Lines that were searched before are kept. Search again for the rest.",
    "Learning": "The order stays as it was.",
    "Produce": "Nothing was handed over.",
    "Before and after": "No sheet was written.",
    "Index of the log": "What was noted before is kept; it goes on when the case is opened again.",
    "Demo case": "The folder holds an unfinished case: choose another for the demo.",
    **dict.fromkeys(
        ("Check", "Clues", "Known items", "Verify", "Looking", "Weights"),
        "It only reads: nothing was changed.",
    ),
}


def kept(name: str) -> str:
    """What is kept of a job of this name when it is stopped."""
    return _KEPT.get(name, "What was finished before is kept.")


type Entries = tuple[JobEntry, ...]


def clock_london(now: datetime) -> str:
    """The time of day in London with its zone, of a moment whose zone is known."""
    return now.astimezone(ZoneInfo("Europe/London")).strftime("%H:%M (UTC%z)")


def begun(entries: Entries, name: str, at: str) -> Entries:
    """The list with one more that runs."""
    number = max((one.number for one in entries), default=0) + 1
    return (*entries, JobEntry(number, name, JobState.RUNNING, began=at))


def said(entries: Entries, number: int, words: str, state: JobState = JobState.RUNNING) -> Entries:
    """The list with what this one says now, and where it stands."""
    return tuple(replace(one, words=words, state=state) if one.number == number else one for one in entries)


def acknowledged(entries: Entries, numbers: Iterable[int]) -> Entries:
    """The list without these; what runs stays."""
    gone = set(numbers)
    return tuple(one for one in entries if one.number not in gone or one.state is JobState.RUNNING)


def in_order(entries: Sequence[JobEntry]) -> Entries:
    """What needs attention first, then what runs, then what is done; of each the latest first."""
    order = list(JobState)
    return tuple(sorted(entries, key=lambda one: (order.index(one.state), -one.number)))


def rail_words(entries: Sequence[JobEntry]) -> str:
    """The words of the page on the rail: how much needs attention, else how much runs."""
    for state, words in ((JobState.ATTENTION, "Jobs: {} to see"), (JobState.RUNNING, "Jobs: {} running")):
        if many := sum(one.state is state for one in entries):
            return words.format(many)
    return "Jobs"
