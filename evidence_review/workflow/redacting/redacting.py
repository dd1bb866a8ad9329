"""Redacting: marks that a person makes or takes up, each with its CPS type, and takes back (reference/law.md
I)."""

from collections.abc import Iterable, Sequence

from evidence_review.domain.decisions import Act, Redaction
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.evidence import Item
from evidence_review.domain.ids import ItemId, RedactionId
from evidence_review.domain.kinds import AuditOp, Origin, Purpose, RedactionType, Tier
from evidence_review.domain.suggestions import Finding
from evidence_review.domain.text import fold
from evidence_review.store import detections, finding, items, redactions
from evidence_review.store.case import Change
from evidence_review.workflow.case.masking import is_known
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing, standing
from evidence_review.workflow.case.picturing import covers, page_of
from evidence_review.workflow.case.removals import NO_VALUE, WHOLE_PAGE, places, removed_value
from evidence_review.workflow.redacting.marking import (
    Meaning,
    covered,
    make_mark,
    person_behind,
    relevant_anywhere,
    relevant_item,
)

ATTESTATION = "I have reviewed the whole document and confirm the redactions to be applied are intended."
_ELSEWHERE = "the same value is marked elsewhere"


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
) -> Redaction:
    """Mark original text[start:end] of a relevant item for redaction. RuleBroken where the span is outside
    the text."""
    kept = relevant_item(session, number, item)
    text = kept.item.text or ""
    if not 0 <= start < end <= len(text):
        raise RuleBroken("Mark a passage inside the text of this item.")
    person = person_behind(detections.findings(session.case, item), start, end)
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


def mark_everywhere(
    session: Session, number: int, item: ItemId, start: int, end: int, reason: str = ""
) -> tuple[Redaction, ...]:
    """Mark the same value in every item relevant to any line: one decision per person or identifier, not one
    per mention (I5)."""
    kept = relevant_item(session, number, item)
    source = _at(redactions.standing(session.case, item), start, end)
    found = _at(detections.findings(session.case, item), start, end)
    kind, cps = "OTHER", RedactionType.OTHER
    if source:
        kind, cps = source.kind, source.type
    elif found:
        kind, cps = found.kind, found.cps_type
    words = (kept.item.text or "")[start:end]
    if not words.strip():
        raise RuleBroken("Mark a passage inside the text of this item.")
    means = Meaning(kind, cps, reason=reason or _ELSEWHERE, key=found and found.person)
    made: list[Redaction] = []
    with session.case.change(
        session.signer, AuditOp.ALTER, "mark everywhere", about=f"item:{item}", reason=reason
    ) as change:
        for other in _relevant_ids(session):
            made += _mark_value(session, change, other, words, means)
        change.detail.update(count=len(made))
    return tuple(made)


def _at[T: Redaction | Finding](spans: Iterable[T], start: int, end: int) -> T | None:
    return next((one for one in spans if (one.start, one.end) == (start, end)), None)


def spread(session: Session) -> tuple[Redaction, ...]:
    """Mark every value that is marked anywhere in all other relevant items too, so that nothing marked here
    is visible there (I5)."""
    session.may(Act.REDACT)
    values: dict[tuple[str, str], Redaction] = {}
    for item in _relevant_ids(session):
        text = _text(session, item)
        for one in redactions.standing(session.case, item):
            if one.kind not in NO_VALUE:
                values.setdefault((fold(text[one.start : one.end]).text.strip(), one.kind), one)
    made: list[Redaction] = []
    with session.case.change(session.signer, AuditOp.ALTER, "mark everywhere", about="bundle") as change:
        for (words, kind), one in sorted(values.items()):
            means = Meaning(kind, one.type, reason=_ELSEWHERE, token=one.token)
            for other in _relevant_ids(session):
                made += _mark_value(session, change, other, words, means)
        change.detail.update(count=len(made))
    return tuple(made)


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
    text, owners = item.text or "", items.owner_keys(session.case)
    stays = redactions.kept_spans(session.case, item.id)
    return [
        one
        for one in detections.findings(session.case, item.id)
        if _ticked(one, text, owners, decided)
        and not covered(marked, one.start, one.end)
        and not any(start < one.end and one.start < stop for start, stop in stays)
    ]


def _ticked(finding: Finding, text: str, owners: frozenset[str], decided: Standing) -> bool:
    """Whether a finding is taken up by "mark all suggested": sure enough, not special, not kept or known by
    decision.

    A party to the case, whom all sides know, is taken up only where it was ruled so.
    """
    if finding.special or finding.tier is Tier.POSSIBLE or decided.stays(finding, text):
        return False
    if decided.of(finding, text):
        return True
    return not (finding.kind == "PERSON" and is_known(finding, text[finding.start : finding.end], owners))


def _mark_value(
    session: Session, change: Change, item: ItemId, words: str, means: Meaning
) -> list[Redaction]:
    """Mark every place in an item where the words stand as a whole and nothing covers them yet."""
    kept = relevant_anywhere(session, item)
    marked = list(redactions.standing(session.case, item))
    made: list[Redaction] = []
    for start, end in places(kept.item.text or "", removed_value(words, means.token)):
        if not covered([*marked, *made], start, end) and not redactions.is_kept(
            session.case, item, start, end
        ):
            made.append(make_mark(session, change, kept, (start, end), means))
    return made


def _relevant_ids(session: Session) -> list[ItemId]:
    return list(dict.fromkeys(item for _, item in redactions.relevant_items(session.case)))


def _text(session: Session, item: ItemId) -> str:
    return relevant_anywhere(session, item).item.text or ""
