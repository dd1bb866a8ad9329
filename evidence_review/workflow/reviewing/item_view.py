"""What a reviewer may see of an item: third parties by pseudonym, special-category words masked, marks in
place (reference/law.md E)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import ItemKind, Opening, Tag, Tier
from evidence_review.domain.people import Party
from evidence_review.domain.personal import BECAUSE_WORDS
from evidence_review.domain.suggestions import Finding, Flag, Reason
from evidence_review.store import decisions, detections, openings, redactions, suggestions, tags, users
from evidence_review.store.case import Change
from evidence_review.store.items import Kept
from evidence_review.workflow.case.labelling import (
    Faces,
    escaped,
    faces,
    known_keys,
    party_label,
    thread_label,
    time_london,
    time_note,
)
from evidence_review.workflow.case.masking import (
    Swap,
    shown_text,
    swaps,
    to_shown,
    told,
    unquoted,
    without_names,
)
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing, standing
from evidence_review.workflow.case.picturing import page_of, placed, remark
from evidence_review.workflow.case.views import AttachmentView, ItemView, Mark, Said
from evidence_review.workflow.reviewing.answering import answered, reactions
from evidence_review.workflow.reviewing.record_cells import Cell, cells, shown_cells
from evidence_review.workflow.reviewing.repeating import carrier_view, copy_views, file_views, read_views

_WILL = {"MASK": "Ruled to be masked everywhere.", "KEEP": "Ruled to be kept everywhere."}


@dataclass(frozen=True, slots=True)
class _Read:
    """The text of an item as this user may read it, and what is said of it: spans in it, why it is suggested
    and its (place, of how many)."""

    shown: str
    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...]
    said: tuple[Said | None, ...]
    flag: Flag | None
    place: tuple[int, int] | None
    reasons: tuple[Reason, ...]
    revealed: frozenset[str]
    cells: tuple[Cell, ...]


def reasons_as_shown(
    session: Session, line: LineOfEnquiry, kept: Kept, reasons: Sequence[Reason]
) -> tuple[Reason, ...]:
    """Reasons of an item as this user may read them now."""
    revealed = decisions.unmasked(session.case, kept.item.id, session.user.id)
    found, text = detections.findings(session.case, kept.item.id), kept.item.text or ""
    return told(reasons, text, swaps(session, found, text, known_keys(session, line), None, revealed))


def marks(
    session: Session,
    kept: Kept,
    reasons: Sequence[Reason],
    findings: Sequence[Finding],
    said: Sequence[Said | None],
    taken: Sequence[Swap],
    pieces: Sequence[tuple[int, int, int]],
) -> tuple[Mark, ...]:
    """Every coloured span of the shown text; what is known anyway is not suggested again."""
    made: list[Mark] = []

    def add(sort: str, start: int, end: int, label: str, why: str, tier: Tier | None = None) -> None:
        first, last = to_shown(pieces, taken, start, end)
        if last > first:
            made.append(Mark(sort, first, last, start, end, label, why, tier))

    for swap in taken:
        add(swap.sort, swap.start, swap.end, swap.words, swap.why)
    for reason in reasons:
        for start, end in reason.spans:
            add("term", start, end, reason.kind, reason.words)
    for finding, decided in zip(findings, said, strict=True):
        if decided is None or decided.stance != "KNOWN":
            why = f"{finding.reason} {_WILL[decided.stance]}" if decided else finding.reason
            add(
                "special" if finding.special else "personal",
                finding.start,
                finding.end,
                finding.kind,
                why,
                finding.tier,
            )
    for mark in redactions.standing(session.case, kept.item.id):
        add("redaction", mark.start, mark.end, mark.token, str(mark.type))
    return tuple(sorted(made, key=lambda mark: (mark.start, mark.end, mark.sort)))


def view(
    session: Session,
    line: LineOfEnquiry,
    kept: Kept,
    change: Change,
    how: Opening,
    decided: Standing | None = None,
    tag: Tag | None = None,
) -> ItemView:
    """An item as this user may see it now for this line. That it is shown, and how, is noted within `change`.

    `decided` spares looking up what was decided on personal data for each of many. `tag`: place and reasons
    by that tag's order, where it has one.
    """
    openings.add(change, line.id, kept.item.id, how, session.user.id)
    known = known_keys(session, line)
    linked = faces(session, known)
    read = _read(session, line, kept, change, (known, linked), decided, tag)
    plain = "names" in read.revealed

    def label(party: Party | None) -> str:
        return party_label(session, party, known, change, plain=plain, linked=linked)

    return _laid_out(session, line, kept, read, label, is_context=how in {Opening.CONTEXT, Opening.OUTSIDE})


def _read(
    session: Session,
    line: LineOfEnquiry,
    kept: Kept,
    change: Change,
    people: tuple[frozenset[str], Faces],
    decided: Standing | None,
    tag: Tag | None,
) -> _Read:
    """The text with what stands in it. `people`: whose names this line may show, and who belongs together."""
    known, linked = people
    item, text = kept.item, kept.item.text or ""
    revealed = decisions.unmasked(session.case, item.id, session.user.id)
    found = detections.findings(session.case, item.id)
    taken = swaps(session, found, text, known, change, revealed, linked)
    findings = tuple(without_names(one, text, known, revealed) for one in found)
    said = _said(session, found, text, decided)
    shown, pieces = shown_text(text, taken)
    flag, place = _served(session, line, item.id, tag)
    reasons = told(flag.reasons, text, taken) if flag else ()
    placed_marks = placed(marks(session, kept, reasons, findings, said, taken, pieces), item)
    rows = shown_cells(cells(item), shown, pieces, taken)
    return _Read(shown, placed_marks, findings, said, flag, place, reasons, revealed, rows)


def _served(
    session: Session, line: LineOfEnquiry, item: ItemId, tag: Tag | None
) -> tuple[Flag | None, tuple[int, int] | None]:
    """Why the item is suggested and its place, in the order that is asked for: that of the tag where it has
    one, else the line's."""
    case = session.case
    served = tags.order_for(case, line.id, tag)
    if served:
        return tags.flag_of(case, line.id, served, item), tags.rank_of(case, line.id, served, item)
    return suggestions.flag_of(case, line.id, item), suggestions.rank_of(case, line.id, item)


def _laid_out(
    session: Session,
    line: LineOfEnquiry,
    kept: Kept,
    read: _Read,
    label: Callable[[Party | None], str],
    *,
    is_context: bool,
) -> ItemView:
    """Every field of the view, one by one."""
    case, item, flag = session.case, kept.item, read.flag
    decision = decisions.current(case, line.id, item.id)
    repeats, held_copies = copy_views(session, line, kept, label)
    return ItemView(
        id=item.id,
        line=line.number,
        exhibit=kept.exhibit,
        source=_source_label(kept),
        locator=item.locator,
        kind=item.kind,
        app=item.app,
        thread=thread_label(item.thread_title, (item.sender, *item.recipients), label),
        position=item.position,
        sender=label(item.sender),
        recipients=tuple(dict.fromkeys(label(party) for party in item.recipients)),
        direction=item.direction,
        time_london=time_london(item.sent),
        time_raw=item.sent.raw if item.sent else "",
        time_note=time_note(item),
        text=escaped(read.shown),
        words=len((item.text or "").split()),
        marks=read.marks,
        findings=read.findings,
        redactions=tuple(
            replace(one, reason=unquoted(one.reason) or str(one.type))
            for one in redactions.standing(case, item.id)
        ),
        band=flag.band if flag else None,
        rank=read.place[0] if read.place else None,
        pool=read.place[1] if read.place else 0,
        reasons=read.reasons,
        engine=f"{flag.engine.name} {flag.engine.version} · {flag.engine.model_hash[:12]}" if flag else "",
        decision=decision,
        decided_by=users.by_id(case, decision.by).name if decision else "",
        attachments=_attachments(kept),
        deleted_as_reported=item.deleted_as_reported or "",
        is_context=is_context,
        page=page_of(item),
        copies=repeats,
        copies_held=held_copies,
        same_files=file_views(session, line, kept, label),
        by_machine=remark(item),
        picture_covered=item.kind is ItemKind.IMAGE and "picture" not in read.revealed,
        said=read.said,
        tags=tags.of_item(case, line.id, item.id),
        attached_to=carrier_view(session, line, kept, label),
        read_of_files=read_views(session, line, kept, label),
        answers=answered(session, line, kept, label),
        reactions=reactions(kept),
        cells=read.cells,
    )


def _said(
    session: Session, findings: Sequence[Finding], text: str, known_already: Standing | None
) -> tuple[Said | None, ...]:
    """For each finding what was decided on it over the whole case; that is looked up only where there is
    something to ask it."""
    if all(one.special for one in findings):
        return (None,) * len(findings)
    decided = known_already or standing(session)
    names = {user.id: user.name for user in users.everyone(session.case)}

    def of(finding: Finding) -> Said | None:
        if finding.special:
            return None
        if ruled := decided.of(finding, text):
            return Said(str(ruled.stance), BECAUSE_WORDS[ruled.because], names[ruled.by])
        known = decided.known(finding.kind, text[finding.start : finding.end], finding.person)
        return Said("KNOWN", "on the list of what is known anyway", names[known.by]) if known else None

    return tuple(map(of, findings))


def is_masked(session: Session, line: LineOfEnquiry, kept: Kept) -> bool:
    """Whether anything in an item is still masked for this user, so that its picture would say more than its
    text."""
    revealed = decisions.unmasked(session.case, kept.item.id, session.user.id)
    found = detections.findings(session.case, kept.item.id)
    return bool(swaps(session, found, kept.item.text or "", known_keys(session, line), None, revealed))


def _source_label(kept: Kept) -> str:
    return f"source {kept.item.source}"


_ARE_FILES = frozenset((ItemKind.PAGE, ItemKind.IMAGE, ItemKind.AUDIO, ItemKind.VIDEO))
"""Kinds of item that are a file themselves, which stands with them without a place in it (store.attached)."""


def _attachments(kept: Kept) -> tuple[AttachmentView, ...]:
    views = enumerate(kept.item.attachments)
    return tuple(
        AttachmentView(n, f"file {n + 1}", a.media_type, a.size, a.sha256 is not None)
        for n, a in views
        if a.member != "" or kept.item.kind not in _ARE_FILES
    )
