"""Redacting: marks that a person makes or takes up, each with its CPS type, and takes back (reference/law.md
I)."""

from collections.abc import Sequence

from evidence_review.domain.decisions import Act, Redaction
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.evidence import Item
from evidence_review.domain.ids import ItemId, RedactionId
from evidence_review.domain.kinds import AuditOp, Origin, Purpose, RedactionType, Tier
from evidence_review.domain.losses import loss_of
from evidence_review.domain.people import person_key
from evidence_review.domain.suggestions import Finding
from evidence_review.store import detections, exhibits, finding, redactions, rulings
from evidence_review.store.items import Kept
from evidence_review.workflow.case.carrying import is_plain_word
from evidence_review.workflow.case.institutions import stays_by_rule
from evidence_review.workflow.case.masking import is_known
from evidence_review.workflow.case.naming import known_people
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing, standing
from evidence_review.workflow.case.picturing import covers, page_of
from evidence_review.workflow.case.removals import WHOLE_PAGE
from evidence_review.workflow.redacting.marking import (
    Meaning,
    make_mark,
    person_behind,
    relevant_item,
)

ATTESTATION = "I have reviewed the whole document and confirm the redactions to be applied are intended."


def mark(
    session: Session,
    number: int,
    item: ItemId,
    start: int,
    end: int,
    kind: str,
    type: RedactionType,  # noqa: A002 # the field's own name
    purpose: Purpose = Purpose.PRIVACY,
    reason: str = "",
    origin: Origin = Origin.HUMAN,
    who: str = "",
) -> Redaction:
    """Mark original text[start:end] of a relevant item for redaction; `who` is the person of the material whose
    token it bears, by a name that nobody else has. RuleBroken where the span is outside the text, or nobody or
    several are called so."""
    kept = relevant_item(session, number, item)
    text = kept.item.text or ""
    if not 0 <= start < end <= len(text):
        raise RuleBroken("Mark a passage inside the text of this item.")
    person = _bearer(session, kept, (start, end), kind, who)
    with session.case.change(session.signer, AuditOp.ALTER, "mark redaction", about=f"item:{item}") as change:
        made = make_mark(
            session, change, kept, (start, end), Meaning(kind, type, purpose, reason, origin, person)
        )
        change.detail.update(redaction=made.id, type=str(type), origin=str(origin))
    return made


def cover_page(
    session: Session,
    number: int,
    item: ItemId,
    type: RedactionType,  # noqa: A002 # the field's own name
    purpose: Purpose = Purpose.PRIVACY,
    reason: str = "",
) -> Redaction:
    """Cover the whole page or picture that a relevant item is, its words with it. RuleBroken for an item that
    has none."""
    kept = relevant_item(session, number, item)
    if page_of(kept.item) is None:
        raise RuleBroken("This item has no page or picture of its own: mark the words that must go.")
    area = None if covers(kept.item) else (0.0, 0.0, 1.0, 1.0)
    span = (0, max(1, len(kept.item.text or "")))
    with session.case.change(session.signer, AuditOp.ALTER, "cover page", about=f"item:{item}") as change:
        made = make_mark(session, change, kept, span, Meaning(WHOLE_PAGE, type, purpose, reason), area)
        change.detail.update(redaction=made.id, type=str(type))
    return made


def mark_suggested(
    session: Session, number: int, item: ItemId, attested: bool, seconds: int = 0
) -> tuple[Redaction, ...]:
    """Take up every certain or likely finding of an item, special categories and what was kept on purpose
    left out (I4, I8). Needs the attestation, a statement she makes (I2).

    `seconds`: how long the item was on screen before, 0 where nobody measured it; recorded with the act, as
    is the count.
    """
    _check_attested(attested=attested, seconds=seconds)
    kept = relevant_item(session, number, item)
    decided = standing(session, with_names=True)
    wanted = unmarked(session, kept.item, redactions.standing(session.case, item), decided)
    if not wanted:
        return ()
    with session.case.change(
        session.signer, AuditOp.ALTER, "mark all suggested", about=f"item:{item}", reason=ATTESTATION
    ) as change:
        made = tuple(
            make_mark(
                session, change, kept, (one.start, one.end), _as_suggested(one, kept.item.text or "", decided)
            )
            for one in wanted
        )
        change.detail.update(count=len(made), seconds=seconds)
    return made


def _as_suggested(one: Finding, text: str, decided: Standing) -> Meaning:
    return Meaning(
        one.kind, one.cps_type, Purpose.PRIVACY, one.reason, Origin.SUGGESTION, decided.token_key(one, text)
    )


def _check_attested(*, attested: bool, seconds: int) -> None:
    if seconds < 0:
        raise RuleBroken("Give the time for which the document was read in whole seconds, 0 or more.")
    if not attested:
        raise RuleBroken(f"Taking up every suggestion needs this statement: “{ATTESTATION}”")


def _bearer(session: Session, kept: Kept, span: tuple[int, int], kind: str, who: str) -> str | None:
    """By what key a mark finds its token: the person it was said to be, the one the detector saw, or the only
    one of that name."""
    decided = standing(session, with_names=True)
    if who:
        key = person_key(who)
        if key in rulings.names(session.case):
            return decided.root(key)
        if decided.bearers_clash(who):
            raise RuleBroken("Several people of this case are called so. Give a fuller name, or the number.")
        return decided.subject("PERSON", who, None).key
    start, end = span
    found = person_behind(detections.findings(session.case, kept.item.id), start, end)
    if found or kind != "PERSON":
        return found
    return decided.subject("PERSON", (kept.item.text or "")[start:end], None).key


def relevant(session: Session) -> tuple[tuple[int, ItemId], ...]:
    """Line number and item of everything that stands as relevant to an approved line: what there is to
    redact."""
    session.may(Act.REDACT)
    return tuple(finding.relevant(session.case))


def withdraw(session: Session, redaction: RedactionId, reason: str) -> None:
    """Take a mark back by a later row, with a reason, and with it all marks that the same act made; any
    approval of the item is void from then on."""
    session.may(Act.REDACT)
    known = redactions.by_id(session.case, redaction)
    if known is None:
        raise RuleBroken("There is no standing mark of that name.")
    if not reason.strip():
        raise RuleBroken("Say why the mark is taken back.")
    with session.case.change(
        session.signer, AuditOp.ALTER, "withdraw redaction", about=f"item:{known.item}", reason=reason
    ) as change:
        marks = redactions.standing(session.case, known.item) if known.group else (known,)
        going = [one.id for one in marks if one.group == known.group]
        for one in going:
            redactions.withdraw(change, one, reason.strip(), session.user.id)
        change.detail.update(redaction=redaction, marks=len(going))


def keep(session: Session, number: int, item: ItemId, start: int, end: int, reason: str) -> None:
    """Leave a passage visible on purpose though the same value is marked elsewhere, with the reason (I8)."""
    relevant_item(session, number, item)
    if not reason.strip():
        raise RuleBroken(
            (
                "Say why this passage stays visible: disproportionate, needed for fairness, or already "
                "known to the defence."
            )
        )
    with session.case.change(
        session.signer, AuditOp.ALTER, "keep visible", about=f"item:{item}", reason=reason
    ) as change:
        redactions.keep(change, item, start, end, reason.strip(), session.user.id)


def unmarked(session: Session, item: Item, marked: Sequence[Redaction], decided: Standing) -> list[Finding]:
    """The findings of an item that "mark all suggested" would take up: neither marked yet nor kept on
    purpose."""
    text, owners = item.text or "", known_people(session.case)
    offices = tuple(one.attributed_to for one in exhibits.everything(session.case))
    stays = redactions.kept_spans(session.case, item.id)
    return [
        one
        for one in detections.findings(session.case, item.id)
        if _ticked(one, text, owners, decided, offices)
        and not any(mark.start < one.end and one.start < mark.end for mark in marked)
        and not any(start < one.end and one.start < stop for start, stop in stays)
    ]


def _ticked(
    finding: Finding, text: str, owners: frozenset[str], decided: Standing, offices: Sequence[str]
) -> bool:
    """Whether a finding is taken up by "mark all suggested": sure enough, not special, not kept or known by
    decision, and nothing that a person must weigh.

    A party to the case, whom all sides know, is taken up only where it was ruled so; an institution likewise;
    what would take a time, an amount, a number or who acted out of its sentence is left to a mark by hand.
    """
    if finding.special or finding.tier is Tier.POSSIBLE or decided.stays(finding, text):
        return False
    if decided.of(finding, text):
        return True
    is_lost = loss_of(text, finding.start, finding.end, finding.kind, is_plain_word)
    if is_lost or stays_by_rule(finding, text, offices):
        return False
    return not (finding.kind == "PERSON" and is_known(finding, text[finding.start : finding.end], owners))
