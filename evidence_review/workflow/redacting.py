"""Redacting: marks that a person makes or takes up, each with its CPS type, and what they would leave (DOMAIN.md I)."""

from collections.abc import Sequence

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.evidence import Item
from evidence_review.domain.ids import ItemId, RedactionId
from evidence_review.domain.kinds import AuditOp, Opening, Origin, Purpose, RedactionType, Tier
from evidence_review.domain.suggestions import Finding
from evidence_review.domain.text import fold
from evidence_review.redaction import Done, Level, Redacted, redact_text
from evidence_review.sandbox import Limits, call
from evidence_review.store import finding, items, openings, redactions, suggestions, users
from evidence_review.store.case import Change
from evidence_review.store.items import Kept
from evidence_review.workflow.carrying import bytes_in, bytes_out, draw
from evidence_review.workflow.labelling import escaped
from evidence_review.workflow.marking import covered, make_mark, person_behind, relevant_item
from evidence_review.workflow.masking import is_known
from evidence_review.workflow.opening import Session
from evidence_review.workflow.overlapping import overlap_of, overlap_sentence
from evidence_review.workflow.picturing import asked, covers, page_of, within
from evidence_review.workflow.removals import NO_VALUE, WHOLE_PAGE, places, removed_value
from evidence_review.workflow.standing import Standing, standing
from evidence_review.workflow.views import PagePreview, RedactionPreview

ATTESTATION = "I have reviewed the whole document and confirm the redactions to be applied are intended."
LONG_WORK = Limits(seconds=300)
UNTOLD_WORK = Limits(seconds=1800)
"""For what answers once, at its end, though every page of a long scan is read by machine."""
_PAGE_SECONDS = 30
"""For each page more: its picture may be read by machine before and after (sight.ocr)."""


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
    """Mark original text[start:end] of a relevant item for redaction. RuleBroken where the span is outside the text."""
    kept = relevant_item(session, number, item)
    text = kept.item.text or ""
    if not 0 <= start < end <= len(text):
        raise RuleBroken("Mark a passage inside the text of this item.")
    person = person_behind(suggestions.findings(session.case, item), start, end)
    with session.case.change(session.signer, AuditOp.ALTER, "mark redaction", about=f"item:{item}") as change:
        made = make_mark(session, change, kept, (start, end), kind, type, purpose, reason, origin, person)
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
    """Cover the whole page or picture that a relevant item is, its words with it. RuleBroken for an item that has none."""
    kept = relevant_item(session, number, item)
    if page_of(kept.item) is None:
        raise RuleBroken("This item has no page or picture of its own: mark the words that must go.")
    area = None if covers(kept.item) else (0.0, 0.0, 1.0, 1.0)
    span = (0, max(1, len(kept.item.text or "")))
    with session.case.change(session.signer, AuditOp.ALTER, "cover page", about=f"item:{item}") as change:
        made = make_mark(session, change, kept, span, WHOLE_PAGE, type, purpose, reason, Origin.HUMAN, None, area=area)
        change.detail.update(redaction=made.id, type=str(type))
    return made


def mark_suggested(session: Session, number: int, item: ItemId, attested: bool, seconds: int = 0) -> tuple[Redaction, ...]:
    """Take up every certain or likely finding of an item, special categories and what was kept on purpose left out (I4, I8). Needs the attestation, a statement she makes (I2).

    `seconds`: how long the item was on screen before, 0 where nobody measured it; recorded with the act, as is the count.
    """
    _check_attested(attested=attested, seconds=seconds)
    kept = relevant_item(session, number, item)
    marked = redactions.standing(session.case, item)
    text = kept.item.text or ""
    decided = standing(session, with_names=True)
    wanted = _unmarked(session, kept.item, marked, decided)
    if not wanted:
        return ()
    with session.case.change(session.signer, AuditOp.ALTER, "mark all suggested", about=f"item:{item}", reason=ATTESTATION) as change:
        made = tuple(
            make_mark(
                session,
                change,
                kept,
                (one.start, one.end),
                one.kind,
                one.cps_type,
                Purpose.PRIVACY,
                one.reason,
                Origin.SUGGESTION,
                decided.token_key(one, text),
            )
            for one in wanted
        )
        change.detail.update(count=len(made), seconds=seconds)
    return made


def _check_attested(*, attested: bool, seconds: int) -> None:
    if seconds < 0:
        raise RuleBroken("Give the time for which the document was read in whole seconds, 0 or more.")
    if not attested:
        raise RuleBroken(f"Taking up every suggestion needs this statement: “{ATTESTATION}”")


def mark_everywhere(session: Session, number: int, item: ItemId, start: int, end: int, reason: str = "") -> tuple[Redaction, ...]:
    """Mark the same value in every item relevant to any line: one decision per person or identifier, not one per mention (I5)."""
    kept = relevant_item(session, number, item)
    source = next((one for one in redactions.standing(session.case, item) if (one.start, one.end) == (start, end)), None)
    found = next((one for one in suggestions.findings(session.case, item) if (one.start, one.end) == (start, end)), None)
    kind, cps = (source.kind, source.type) if source else (found.kind, found.cps_type) if found else ("OTHER", RedactionType.OTHER)
    words = (kept.item.text or "")[start:end]
    if not words.strip():
        raise RuleBroken("Mark a passage inside the text of this item.")
    made: list[Redaction] = []
    with session.case.change(session.signer, AuditOp.ALTER, "mark everywhere", about=f"item:{item}", reason=reason) as change:
        for other in _relevant_ids(session):
            made += _mark_value(
                session, change, other, words, kind, cps, reason or "the same value is marked elsewhere", found and found.person
            )
        change.detail.update(count=len(made))
    return tuple(made)


def spread(session: Session) -> tuple[Redaction, ...]:
    """Mark every value that is marked anywhere in all other relevant items too, so that nothing marked here is visible there (I5)."""
    session.may("redact")
    values: dict[tuple[str, str], Redaction] = {}
    for item in _relevant_ids(session):
        text = _text(session, item)
        for one in redactions.standing(session.case, item):
            if one.kind not in NO_VALUE:
                values.setdefault((fold(text[one.start : one.end]).text.strip(), one.kind), one)
    made: list[Redaction] = []
    with session.case.change(session.signer, AuditOp.ALTER, "mark everywhere", about="bundle") as change:
        for (words, kind), one in sorted(values.items()):
            for other in _relevant_ids(session):
                made += _mark_value(
                    session, change, other, words, kind, one.type, "the same value is marked elsewhere", None, token=one.token
                )
        change.detail.update(count=len(made))
    return tuple(made)


def relevant(session: Session) -> tuple[tuple[int, ItemId], ...]:
    """Line number and item of everything that stands as relevant to an approved line: what there is to redact."""
    session.may("redact")
    return tuple(finding.relevant(session.case))


def withdraw(session: Session, redaction: RedactionId, reason: str) -> None:
    """Take a mark back by a later row, with a reason, and with it all marks that the same act made; any approval of the item is void from then on."""
    session.may("redact")
    known = redactions.by_id(session.case, redaction)
    if known is None:
        raise RuleBroken("There is no standing mark of that name.")
    if not reason.strip():
        raise RuleBroken("Say why the mark is taken back.")
    with session.case.change(session.signer, AuditOp.ALTER, "withdraw redaction", about=f"item:{known.item}", reason=reason) as change:
        marks = redactions.standing(session.case, known.item) if known.group else (known,)
        going = [one.id for one in marks if one.group == known.group]
        for one in going:
            redactions.withdraw(change, one, reason.strip(), session.user.id)
        change.detail.update(redaction=redaction, marks=len(going))


def keep(session: Session, number: int, item: ItemId, start: int, end: int, reason: str) -> None:
    """Leave a passage visible on purpose though the same value is marked elsewhere, with the reason (I8)."""
    relevant_item(session, number, item)
    if not reason.strip():
        raise RuleBroken("Say why this passage stays visible: disproportionate, needed for fairness, or already known to the defence.")
    with session.case.change(session.signer, AuditOp.ALTER, "keep visible", about=f"item:{item}", reason=reason) as change:
        redactions.keep(change, item, start, end, reason.strip(), session.user.id)


def preview(session: Session, item: ItemId) -> RedactionPreview:
    """Before and after of a relevant item, for whoever proposes or approves. The look is logged first."""
    session.may("redact")
    kept = _any_relevant(session, item)
    note_preview(session, "preview redaction", item)
    return preview_of(session, kept)


def note_preview(session: Session, action: str, item: ItemId) -> None:
    """Log a look at a relevant item before approval, and note it for every line that it is relevant to."""
    with session.case.change(session.signer, AuditOp.CONSULT, action, about=f"item:{item}") as change:
        for line in redactions.relevant_to(session.case, item):
            openings.add(change, line, item, Opening.APPROVAL, session.user.id)


def preview_of(session: Session, kept: Kept, decided: Standing | None = None) -> RedactionPreview:
    """The before and after of an item already looked up and logged; `decided` spares looking up what was decided for each of many."""
    case, item = session.case, kept.item
    marked = redactions.standing(case, item.id)
    text = item.text or ""
    proposers = tuple(dict.fromkeys(users.by_id(case, one.proposed_by).name for one in marked))
    approver = redactions.approved_by(case, item.id)
    back = redactions.sent_back(case, item.id)
    state = f"approved by {users.by_id(case, approver).name}" if approver else f"sent back: {back}" if back else "waiting"
    unmarked = _unmarked(session, item, marked, decided or standing(session))
    left = "1 suggested passage is not marked." if len(unmarked) == 1 else f"{len(unmarked)} suggested passages are not marked."
    warnings = (left,) if unmarked else ()
    if overlap := overlap_of(case, item.id):
        warnings += (f"{overlap_sentence(overlap)} Why: {', '.join(overlap.grounds)}.",)
    return RedactionPreview(
        item.id,
        kept.exhibit,
        f"{kept.exhibit} · item {item.id}",
        escaped(text),
        escaped(redact_text(text, within(marked, text))),
        marked,
        state,
        proposers,
        warnings,
        page_of(item),
        overlap,
    )


def page_preview(session: Session, item: ItemId, dpi: int = 100, level: Level = Level.TOKEN) -> PagePreview:
    """A document page before and after, drawn by the engine that redacts, and how each place on it is taken out. The look is logged first."""
    session.may("redact")
    kept = _any_relevant(session, item)
    page, original = page_of(kept.item), items.document(session.case, kept.thread_id)
    if original is None or page is None:
        raise RuleBroken("This item has no page to show; its text is all there is.")
    note_preview(session, "preview page", item)
    edited = redact_document(session, original, [kept], level=level)
    return PagePreview(draw(original, page, dpi), draw(edited.data, 0, dpi), edited.marks, edited.warnings)


def redact_document(
    session: Session, original: bytes, pages: Sequence[Kept], visible: frozenset[str] = frozenset(), level: Level = Level.TOKEN
) -> Redacted:
    """The pages given, and only they, of a PDF or picture with every mark applied and proved by the gate. OutputProblem where it fails.

    `level` is how passages of a PDF are taken out, where that can be had (decision 0018); `visible` are folded words that stay on purpose elsewhere, beside those kept on these pages.
    """
    wanted = asked(session, pages)
    stays = visible | set(wanted["allowed"])
    wanted["allowed"] = sorted(stays)
    removals = [{"value": value, "token": token} for value, token in wanted["removals"].items() if fold(value).text not in stays]
    limits = Limits(seconds=LONG_WORK.seconds + _PAGE_SECONDS * len(wanted["pages"]))
    arguments = {**wanted, "removals": removals, "document": bytes_out(original), "level": str(level)}
    untrusted = call("evidence_review.workflow.sharing:redact", arguments, limits)
    marks = tuple(Done(page, token, Level(done), why, fits, tried) for page, token, done, why, fits, tried in untrusted["marks"])
    told = tuple(map(str, untrusted["warnings"]))
    return Redacted(bytes_in(untrusted["document"]), int(untrusted["removed"]), tuple(map(int, untrusted["pictures"])), told, marks)


def _unmarked(session: Session, item: Item, marked: Sequence[Redaction], decided: Standing) -> list[Finding]:
    """The findings of an item that "mark all suggested" would take up: neither marked yet nor kept on purpose."""
    text, owners = item.text or "", items.owner_keys(session.case)
    stays = redactions.kept_spans(session.case, item.id)
    return [
        one
        for one in suggestions.findings(session.case, item.id)
        if _ticked(one, text, owners, decided)
        and not covered(marked, one.start, one.end)
        and not any(start < one.end and one.start < stop for start, stop in stays)
    ]


def _ticked(finding: Finding, text: str, owners: frozenset[str], decided: Standing) -> bool:
    """Whether a finding is taken up by "mark all suggested": sure enough, not special, not kept or known by decision.

    A party to the case, whom all sides know, is taken up only where it was ruled so.
    """
    if finding.special or finding.tier is Tier.POSSIBLE or decided.stays(finding, text):
        return False
    if decided.of(finding, text):
        return True
    return not (finding.kind == "PERSON" and is_known(finding, text[finding.start : finding.end], owners))


def _mark_value(
    session: Session,
    change: Change,
    item: ItemId,
    words: str,
    kind: str,
    cps: RedactionType,
    reason: str,
    person: str | None,
    token: str = "",
) -> list[Redaction]:
    """Mark every place in an item where the words stand as a whole and nothing covers them yet."""
    kept = _any_relevant(session, item)
    marked = list(redactions.standing(session.case, item))
    made: list[Redaction] = []
    for start, end in places(kept.item.text or "", removed_value(words, token)):
        if not covered([*marked, *made], start, end) and not redactions.is_kept(session.case, item, start, end):
            made.append(make_mark(session, change, kept, (start, end), kind, cps, Purpose.PRIVACY, reason, Origin.HUMAN, person, token))
    return made


def _any_relevant(session: Session, item: ItemId) -> Kept:
    for line in redactions.relevant_to(session.case, item):
        if kept := items.reviewable(session.case, line, item):
            return kept
    raise RuleBroken("That item is not relevant to an approved line, or it is held.")


def _relevant_ids(session: Session) -> list[ItemId]:
    return list(dict.fromkeys(item for _, item in redactions.relevant_items(session.case)))


def _text(session: Session, item: ItemId) -> str:
    return _any_relevant(session, item).item.text or ""
