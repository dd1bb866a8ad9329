"""What people decide. Decisions are only ever added: a change of mind is a later row (reference/house.md rule
3)."""

from dataclasses import dataclass
from datetime import datetime

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


MAY: dict[str, frozenset[Role]] = {
    "add user": frozenset({Role.ADMIN}),
    "import": frozenset({Role.REVIEWER, Role.DISCLOSURE_OFFICER, Role.SUPERVISOR}),
    "propose line": frozenset({Role.REVIEWER, Role.DISCLOSURE_OFFICER, Role.SUPERVISOR, Role.PROSECUTOR}),
    "approve line": frozenset({Role.DISCLOSURE_OFFICER, Role.SUPERVISOR, Role.PROSECUTOR}),
    "flag": frozenset({Role.REVIEWER, Role.DISCLOSURE_OFFICER, Role.SUPERVISOR, Role.PROSECUTOR}),
    "read": frozenset({Role.REVIEWER, Role.DISCLOSURE_OFFICER, Role.SUPERVISOR, Role.PROSECUTOR}),
    "decide": frozenset({Role.REVIEWER, Role.DISCLOSURE_OFFICER, Role.SUPERVISOR}),
    "link people": frozenset({Role.REVIEWER, Role.DISCLOSURE_OFFICER, Role.SUPERVISOR}),
    "hold": frozenset({Role.REVIEWER, Role.DISCLOSURE_OFFICER, Role.SUPERVISOR, Role.PROSECUTOR}),
    "release hold": frozenset({Role.LPP_COUNSEL}),
    "read held": frozenset({Role.LPP_COUNSEL}),
    "propose sample": frozenset({Role.REVIEWER, Role.DISCLOSURE_OFFICER, Role.SUPERVISOR, Role.PROSECUTOR}),
    "authorise sample": frozenset({Role.DISCLOSURE_OFFICER, Role.SUPERVISOR, Role.PROSECUTOR}),
    "redact": frozenset({Role.REVIEWER, Role.DISCLOSURE_OFFICER, Role.SUPERVISOR, Role.PROSECUTOR}),
    "approve redaction": frozenset({Role.PROSECUTOR, Role.SUPERVISOR, Role.DISCLOSURE_OFFICER}),
    "endorse": frozenset({Role.PROSECUTOR}),
    "decide overlap": frozenset({Role.PROSECUTOR}),
    "produce": frozenset({Role.DISCLOSURE_OFFICER, Role.SUPERVISOR, Role.PROSECUTOR}),
    "audit": frozenset(
        {Role.AUDITOR, Role.SUPERVISOR, Role.PROSECUTOR, Role.DISCLOSURE_OFFICER, Role.ADMIN, Role.REVIEWER}
    ),
}


def require(act: str, role: Role) -> None:
    """RuleBroken, naming who may, where a role may not do this act."""
    if role not in MAY[act]:
        allowed = ", ".join(sorted(_in_words(name) for name in MAY[act]))
        who = _in_words(role)
        raise RuleBroken(
            (
                f"{'An' if who[0] in 'aeiou' else 'A'} {who} may not do this ({act}). Ask one of "
                f"these: {allowed}."
            )
        )


def _in_words(role: Role) -> str:
    words = {Role.LPP_COUNSEL: "independent counsel", Role.ADMIN: "administrator"}
    return words.get(role, role.replace("_", " ").lower())
