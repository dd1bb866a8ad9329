"""Making one mark: its token, and whether a span is covered already. Serves every step by which a person
marks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from evidence_review.domain.decisions import Act, Redaction
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId, RedactionId
from evidence_review.domain.kinds import DisclosureCode, Origin, Purpose, RedactionType, Relevance
from evidence_review.domain.suggestions import Finding
from evidence_review.store import decisions, items, lines, people, redactions, schedules
from evidence_review.store.case import Change
from evidence_review.store.items import Kept
from evidence_review.workflow.case.naming import accused_named
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.enquiring.enquiring import approved_line

TOKEN_NAMES = {
    "PERSON": "PERSON",
    "PHONE_NUMBER": "PHONE",
    "EMAIL_ADDRESS": "EMAIL",
    "ADDRESS": "ADDRESS",
    "UK_POSTCODE": "ADDRESS",
    "POSTCODE_PART": "ADDRESS",
    "DATE_OF_BIRTH": "BIRTH DATE",
    "UK_NHS": "NHS NUMBER",
    "UK_NINO": "NI NUMBER",
    "UK_VEHICLE_REGISTRATION": "VEHICLE",
    "HANDLE": "HANDLE",
    "LOCATION": "PLACE",
    "SCHOOL": "PLACE",
    "WORKPLACE": "PLACE",
    "MEDICAL_ORG": "PLACE",
    "GPS": "PLACE",
    "UK_SORT_CODE": "BANK",
    "UK_BANK_ACCOUNT": "BANK",
    "IBAN_CODE": "BANK",
    "CREDIT_CARD": "BANK",
    "OCCUPATION": "OCCUPATION",
    "RELATIONSHIP": "RELATIONSHIP",
    "TITLE": "TITLE",
    "REST": "LEFT OUT",
    "AREA": "AREA",
    "PAGE": "PAGE",
}

KIND_OF = {
    RedactionType.NAMED_INDIVIDUAL: "PERSON",
    RedactionType.PHONE_NUMBER: "PHONE_NUMBER",
    RedactionType.EMAIL_ADDRESS: "EMAIL_ADDRESS",
    RedactionType.ADDRESS: "ADDRESS",
    RedactionType.LOCATION: "LOCATION",
    RedactionType.DATE_OF_BIRTH: "DATE_OF_BIRTH",
    RedactionType.NHS_NUMBER: "UK_NHS",
    RedactionType.NI_NUMBER: "UK_NINO",
    RedactionType.VEHICLE_REGISTRATION: "UK_VEHICLE_REGISTRATION",
    RedactionType.BANK_DETAILS: "UK_BANK_ACCOUNT",
    RedactionType.OCCUPATION: "OCCUPATION",
    RedactionType.RELATIONSHIP: "RELATIONSHIP",
    RedactionType.TITLE: "TITLE",
}
"""The kind of a mark made by hand, from its type, so that it has the token that a finding of that kind would
have; OTHER for the rest."""


type Box = tuple[float, float, float, float]
"""An area of a page in shares of it: left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a mark says, wherever it stands. Its token is the one given here, else the case's for `key` (a
    person's), else the case's for its words."""

    kind: str
    type: RedactionType
    purpose: Purpose = Purpose.PRIVACY
    reason: str = ""
    origin: Origin = Origin.HUMAN
    key: str | None = None
    token: str = ""


def make_mark(
    session: Session,
    change: Change,
    kept: Kept,
    span: tuple[int, int],
    means: Meaning,
    area: Box | None = None,
) -> Redaction:
    """Store a mark on a span of an item, or on an area of its page."""
    start, end = span
    made = Redaction(
        RedactionId(decisions.new_id()),
        kept.item.id,
        start,
        end,
        means.kind,
        means.type,
        means.purpose,
        means.reason.strip(),
        means.origin,
        session.user.id,
        datetime.now(UTC).replace(tzinfo=None, microsecond=0),
        means.token or _token(session, change, means, (kept.item.text or "")[start:end]),
        area=area,
    )
    redactions.add(change, made)
    return made


def _token(session: Session, change: Change, means: Meaning, words: str) -> str:
    """The case's token of the value, or of the person whichever of her identities is named."""
    key = means.key and people.joined(session.case).get(means.key, (means.key,))[0]
    return redactions.token(session.case, change, TOKEN_NAMES.get(means.kind, "PERSONAL DATA"), key or words)


def covered(marked: Iterable[Redaction], start: int, end: int) -> bool:
    """Whether one of the marks covers the whole span."""
    return any(one.start <= start and end <= one.end for one in marked)


def person_behind(findings: Sequence[Finding], start: int, end: int) -> str | None:
    """The key of the person whom a finding in this span names."""
    return next((one.person for one in findings if one.start < end and start < one.end and one.person), None)


def relevant_item(session: Session, number: int, item: ItemId) -> Kept:
    """A relevant item through the gate of a line; RuleBroken otherwise: redacting what nobody gets would be
    looking for its own sake."""
    session.may(Act.REDACT)
    line = approved_line(session, number)
    kept = items.reviewable(session.case, line.id, item)
    if kept is None:
        raise RuleBroken(
            "That item is outside this line of enquiry, not screened yet, or held, so it cannot be marked."
        )
    decision = decisions.current(session.case, line.id, item)
    if decision is None or decision.value is not Relevance.RELEVANT:
        raise RuleBroken(
            (
                "Only items decided as relevant to a line are redacted, since only they can leave. "
                "Decide on it first."
            )
        )
    return kept


def relevant_anywhere(session: Session, item: ItemId) -> Kept:
    """An item through the gate of any line to which it is relevant; RuleBroken where there is none."""
    for line in redactions.relevant_to(session.case, item):
        if kept := items.reviewable(session.case, line, item):
            return kept
    raise RuleBroken("That item is not relevant to an approved line, or it is held.")


def relevant_now(session: Session, accused: str = "") -> tuple[tuple[int, Kept], ...]:
    """Everything that stands as relevant to an approved line, each item once with the number of its first
    line: what there is to hand over. With an accused, only what is coded to be copied to that accused."""
    codes = schedules.codes_for(session.case, accused_named(session.case, accused).name) if accused else {}
    numbers = {line.id: line.number for line in lines.approved(session.case)}
    found: dict[ItemId, tuple[int, Kept]] = {}
    for line, item in redactions.relevant_items(session.case):
        is_going = not accused or (item in codes and codes[item][0] is DisclosureCode.DISCLOSE)
        if is_going and item not in found and (kept := items.reviewable(session.case, line, item)):
            found[item] = (numbers[line], kept)
    return tuple(found.values())
