"""What the steps on personal data hand to the window and the command line."""

from dataclasses import dataclass

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import RedactionType, Tier
from evidence_review.domain.personal import (
    Allowed,
    Because,
    Clue,
    ClueSort,
    Conflict,
    Leftover,
    Stance,
    SubjectSort,
)
from evidence_review.workflow.case.production_views import Inventory
from evidence_review.workflow.case.views import OverlapView


@dataclass(frozen=True, slots=True)
class RulingView:
    """A decision on a subject as it is shown: what, why, in whose words, by whom and when (UTC)."""

    stance: Stance
    because: Because
    words: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class SubjectView:
    """A person or identifier of what may be read.

    `code` names it in commands and in the log; `label` is a pseudonym where names are masked.

    `spellings` says in how many ways it is written, `known` why it is on the list of what is known anyway,
    `belongs_to` whose it is.
    """

    code: str
    sort: SubjectSort
    label: str
    type: RedactionType
    kind: str
    tier: Tier
    spellings: int
    mentions: int
    items: int
    relevant: int
    ruling: RulingView | None
    known: str
    belongs_to: str
    undecided_since_joined: bool = False


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a decision did: its id and the marks that were made by it at once. `against` counts marks that
    stand though the subject is kept."""

    id: str
    stance: Stance
    marks: tuple[Redaction, ...]
    against: int


@dataclass(frozen=True, slots=True)
class AllowedView:
    """An entry of the list of what is known anyway: how often it spared a suggestion, and, where taken off,
    why.

    `rests` says that two people bear the name, so that the entry covers neither.
    """

    entry: Allowed
    by: str
    findings: int
    items: int
    rests: bool
    taken_off: str = ""
    taken_off_by: str = ""


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A conflict with the words around it, and what was said of it."""

    conflict: Conflict
    before: str
    after: str
    answer: str = ""
    because: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Combination:
    """Kinds of clue that stand together on one person, and the items they stand in."""

    sorts: tuple[ClueSort, ...]
    items: tuple[ItemId, ...]


@dataclass(frozen=True, slots=True)
class PersonClues:
    """What may still lead to one masked person in what is handed over.

    `digest` is that of exactly these clues.

    `signed_by` is empty where nobody has signed these clues as they are now.
    """

    code: str
    label: str
    clues: tuple[Clue, ...]
    combinations: tuple[Combination, ...]
    digest: str
    signed_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ExportCheck:
    """Everything that stands between the case and a bundle, in the order it is asked for. Nothing was
    written."""

    waiting: int
    conflicts: tuple[ConflictView, ...]
    clues: tuple[PersonClues, ...]
    found: tuple[Leftover, ...]
    digest: str
    accepted_by: str
    stopped: str
    notes: tuple[str, ...] = ()
    """What to look at in the edited documents before they go; none of it stands in the way."""
    overlaps: tuple[OverlapView, ...] = ()
    """Items that meet the disclosure test with marks on which no prosecutor decided yet (I4)."""
    inventory: Inventory | None = None
    """What the bundle would hold, item by item, and what stands in its way apart from the rest above."""

    @property
    def unsigned(self) -> tuple[PersonClues, ...]:
        """The people on whom clues stand together that nobody has signed as they are."""
        return tuple(one for one in self.clues if one.combinations and not one.signed_by)

    @property
    def is_ready(self) -> bool:
        """Whether a bundle may be written now."""
        return not (
            self.overlaps
            or (self.inventory and self.inventory.obstacles)
            or self.waiting
            or self.conflicts
            or self.unsigned
            or self.stopped
            or (self.found and not self.accepted_by)
        )
