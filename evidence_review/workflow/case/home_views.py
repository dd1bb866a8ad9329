"""What the home of a case says: counts of what waits for whoever asks, each with where it lies; the steps
of a new
case. No word of any item, and no name but that of an accused."""

from dataclasses import dataclass
from enum import StrEnum

from evidence_review.domain.ids import ItemId
from evidence_review.workflow.case.production_views import Obstacle


class Matter(StrEnum):
    """What is counted, in the words of the list; in the order in which it is told."""

    MUST_REVIEW = "must be reviewed"
    UNDECIDED = "undecided"
    CAME_BACK = "came back"
    MEETS_TEST = "to approve: meets the disclosure test"
    MARKS = "to approve: with marks"
    NO_MARKS = "to approve: without marks"
    CODES = "endorsements waiting"
    DIFFERENCES = "disagreements to settle"
    CONFLICTS = "conflicts of masking"
    DUE = "due for review"
    REQUESTS = "requests without answer"
    LINES = "lines to approve"
    LOOKS = "looks outside to answer"
    FINDS = "outside finds that are open"
    HELD = "held items to read"
    ENTRIES = "log entries since your last look"
    OVERRIDES = "decisions against the suggestion"
    PEOPLE = "people of this case"


@dataclass(frozen=True, slots=True)
class Place:
    """An item, with the number of a line through which it may be opened; 0 where none does."""

    line: int
    item: ItemId


@dataclass(frozen=True, slots=True)
class HomeCount:
    """How much of one matter waits; of one line (its number) or for one accused, where it is told by those.
    `places` are the first of what is counted."""

    matter: Matter
    count: int
    line: int = 0
    accused: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class InTheWay:
    """What stands between here and the next disclosure to one accused, each with the number of its line."""

    accused: str
    obstacles: tuple[tuple[Obstacle, int], ...]


@dataclass(frozen=True, slots=True)
class RecordState:
    """How long the log is, and how many entries it had when it was last checked whole; 0 for never."""

    entries: int
    checked_at: int


class FirstStep(StrEnum):
    """The steps of a new case, in order."""

    PEOPLE = "people"
    EVIDENCE = "evidence"
    LINES = "lines"
    SEARCH = "search"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Home:
    """The home of whoever asks. `last`: the item opened last; None where there is none, or it may no
    longer be
    opened. `record` is for who reads the log and no evidence."""

    counts: tuple[HomeCount, ...]
    in_the_way: tuple[InTheWay, ...]
    steps: tuple[tuple[FirstStep, bool], ...]
    last: Place | None = None
    record: RecordState | None = None

    def of(self, matter: Matter) -> int:
        """How much of one matter waits in all."""
        return sum(one.count for one in self.counts if one.matter is matter)

    @property
    def is_begun(self) -> bool:
        """Whether every step of a new case was done."""
        return all(done for _, done in self.steps)
