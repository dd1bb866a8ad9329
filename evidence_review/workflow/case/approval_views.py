"""What the approver is shown of an item beside before and after, as values: its row in the list, who said what of
it on which line, its codes, and who made each mark (reference/law.md I4, J1)."""

from dataclasses import dataclass
from enum import StrEnum

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import DisclosureCode, Relevance, Tag


class ApprovalGroup(StrEnum):
    """What an item is in the list of the approver, in the order of the list."""

    CAME_BACK = "came back"
    MEETS_TEST = "meets the disclosure test"
    MARKS = "marks"
    NO_MARKS = "no marks"
    APPROVED = "approved"


class Care(StrEnum):
    """Why a mark needs a second look, as it is told beside it."""

    SHORT = "short"
    CARRIED = "carried"
    LOSS = "loses"


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One item of the list, without a word of it. `shown` says that whoever asks saw it before and after with
    its marks as they stand."""

    item: ItemId
    title: str
    group: ApprovalGroup
    marks: int
    state: str
    shown: bool
    own: bool
    """Whether whoever asks marked it or found it relevant, so that a colleague approves it."""

    @property
    def in_batch(self) -> bool:
        """Whether it may be approved with others in one act: no marks, shown, waiting, not one's own."""
        return self.group is ApprovalGroup.NO_MARKS and self.shown and not self.own


@dataclass(frozen=True, slots=True)
class LineSaid:
    """What was decided on an item for one line, by whom and why, and how it points."""

    line: int
    title: str
    decision: Relevance
    by: str
    reason: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class CodeSaid:
    """The code that stands for an accused; None where the prosecutor gave none yet."""

    accused: str
    code: DisclosureCode | None
    reason: str


@dataclass(frozen=True, slots=True)
class MarkSaid:
    """A mark with who made it. `cares` says why it needs a second look: the kind of reason, and in words."""

    mark: Redaction
    by: str
    cares: tuple[tuple[Care, str], ...]


@dataclass(frozen=True, slots=True)
class ApprovalHead:
    """What stands above before and after: whose words, when, and what was said of them. `sender` and
    `recipients` are as they would leave; `time` is as a person in London reads it."""

    item: ItemId
    exhibit: str
    sender: str
    recipients: tuple[str, ...]
    time: str
    lines: tuple[LineSaid, ...]
    codes: tuple[CodeSaid, ...]
