"""What people decide. Decisions are only ever added: a change of mind is a later row (reference/house.md rule
3)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ApprovalId, DecisionId, ItemId, LineId, RedactionId, UserId
from evidence_review.domain.kinds import HoldKind, Origin, Purpose, RedactionType, Relevance, Role


@dataclass(frozen=True, slots=True)
class RelevanceDecision:
    """A reviewer's decision on one item for one line (CPIA Code 5.2). `at` is UTC without tzinfo."""

    id: DecisionId
    item: ItemId
    line: LineId
    value: Relevance
    reason: str
    by: UserId
    at: datetime
    undoes: DecisionId | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: PDF points from the top left corner of the page as shown."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Redaction:
    """A mark on text[start:end] of an item, to be replaced by its stable token when it is produced.

    Marks of one `group` were made by one act and are taken back by one; empty for a mark of its own. `area`
    is what a person drew on the page or picture that the item is, or all of it: left, top, right, bottom as
    shares of it; an area drawn has an empty span.
    """

    id: RedactionId
    item: ItemId
    start: int
    end: int
    kind: str
    type: RedactionType
    purpose: Purpose
    reason: str
    origin: Origin
    proposed_by: UserId
    at: datetime
    token: str
    group: str = ""
    area: tuple[float, float, float, float] | None = None

    def __post_init__(self) -> None:
        """A span has a length; "Other" needs a note (reference/law.md I1)."""
        if not 0 <= self.start < self.end and not (self.area and self.start == self.end == 0):
            raise ValueError("a redaction needs a span or an area")
        if self.type is RedactionType.OTHER and not self.reason.strip():
            raise RuleBroken("A redaction of type Other needs a note that says what it is.")


@dataclass(frozen=True, slots=True)
class Approval:
    """A signature over the digest of exactly what was approved; void when anything in it changes."""

    id: ApprovalId
    digest: str
    items: tuple[ItemId, ...]
    by: UserId
    at: datetime
    signature: str


@dataclass(frozen=True, slots=True)
class Quarantine:
    """An item held from everyone but independent counsel."""

    item: ItemId
    kind: HoldKind
    trigger: str
    by: UserId
    at: datetime


class Act(StrEnum):
    """What a person may do in a case; `MAY` says who. In words, as the sentence of a refusal gives them."""

    ADD_USER = "add user"
    ENTER_PERSON = "enter a person of the case"
    IMPORT = "import"
    PROPOSE_LINE = "propose line"
    APPROVE_LINE = "approve line"
    FLAG = "flag"
    SEE_WEIGHTS = "see weights"
    READ = "read"
    DECIDE = "decide"
    ASK_TO_LOOK = "ask to look outside"
    GRANT_LOOK = "grant a look outside"
    LINK_PEOPLE = "link people"
    HOLD = "hold"
    RELEASE_HOLD = "release hold"
    READ_HELD = "read held"
    CLOSE_FIND = "close find"
    PROPOSE_SAMPLE = "propose sample"
    AUTHORISE_SAMPLE = "authorise sample"
    REDACT = "redact"
    APPROVE_REDACTION = "approve redaction"
    KEEP_RECORD = "keep the case record"
    ASSESS = "assess for disclosure"
    ENDORSE = "endorse"
    DECIDE_OVERLAP = "decide overlap"
    PRODUCE = "produce"
    AUDIT = "audit"


_DECIDE = frozenset({Role.REVIEWER, Role.DISCLOSURE_OFFICER, Role.SUPERVISOR})
_ANSWER_FOR = frozenset({Role.DISCLOSURE_OFFICER, Role.SUPERVISOR, Role.PROSECUTOR})
_READ = _DECIDE | _ANSWER_FOR
_POLICE = frozenset({Role.DISCLOSURE_OFFICER, Role.SUPERVISOR})
_COUNSEL, _PROSECUTOR = frozenset({Role.LPP_COUNSEL}), frozenset({Role.PROSECUTOR})
MAY: dict[Act, frozenset[Role]] = {
    Act.ADD_USER: frozenset({Role.ADMIN}),
    Act.ENTER_PERSON: _ANSWER_FOR,
    Act.IMPORT: _DECIDE,
    Act.PROPOSE_LINE: _READ,
    Act.APPROVE_LINE: _ANSWER_FOR,
    Act.FLAG: _READ,
    Act.SEE_WEIGHTS: _ANSWER_FOR,
    Act.READ: _READ,
    Act.DECIDE: _DECIDE,
    Act.ASK_TO_LOOK: _READ,
    Act.GRANT_LOOK: _ANSWER_FOR,
    Act.LINK_PEOPLE: _DECIDE,
    Act.HOLD: _READ,
    Act.RELEASE_HOLD: _COUNSEL,
    Act.READ_HELD: _COUNSEL,
    Act.CLOSE_FIND: frozenset({Role.SUPERVISOR}),
    Act.PROPOSE_SAMPLE: _READ,
    Act.AUTHORISE_SAMPLE: _ANSWER_FOR,
    Act.REDACT: _READ,
    Act.APPROVE_REDACTION: _ANSWER_FOR,
    Act.KEEP_RECORD: _ANSWER_FOR,
    Act.ASSESS: _POLICE,
    Act.ENDORSE: _PROSECUTOR,
    Act.DECIDE_OVERLAP: _PROSECUTOR,
    Act.PRODUCE: _ANSWER_FOR,
    Act.AUDIT: _READ | {Role.AUDITOR, Role.ADMIN},
}
"""The one table of who may do what: steps, commands and pages ask it (reference/house.md 3). A role that it
does not name may do nothing, opens no case and sees no page."""


def may(act: Act, role: Role | None) -> bool:
    """Whether a role may do this act; nobody's may not."""
    return role in MAY[act]


def require(act: Act, role: Role) -> None:
    """RuleBroken, naming who may, where a role may not do this act."""
    if not may(act, role):
        allowed = ", ".join(sorted(_in_words(name) for name in MAY[act]))
        who = _in_words(role)
        raise RuleBroken(
            f"{'An' if who[0] in 'aeiou' else 'A'} {who} may not do this ({act}). Ask one of "
            f"these: {allowed}."
        )


FIRST_ROLES = (Role.DISCLOSURE_OFFICER, Role.PROSECUTOR, Role.REVIEWER)
"""Roles without which nothing is proposed, approved or read, in the order in which a case gets them."""


def require_any(role: Role) -> None:
    """RuleBroken where the table names a role nowhere."""
    if not any(may(act, role) for act in Act):
        raise RuleBroken(
            "This user's role may not do anything in a case. Ask the administrator to enrol the user "
            "in another."
        )


def _in_words(role: Role) -> str:
    words = {Role.LPP_COUNSEL: "independent counsel", Role.ADMIN: "administrator"}
    return words.get(role, role.replace("_", " ").lower())
