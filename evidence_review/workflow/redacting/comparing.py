"""Comparing: before and after of a relevant item, in words and as a page, and the documents with every mark
applied (reference/law.md I)."""

from collections.abc import Sequence
from dataclasses import replace

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Opening
from evidence_review.domain.redaction_values import Done, Level, Redacted
from evidence_review.domain.tasks import task
from evidence_review.redaction.rewriting import rewrite
from evidence_review.sandbox import Limits, call
from evidence_review.store import items, openings, redactions, users
from evidence_review.store.disclosure import comparisons
from evidence_review.store.extracts import why_whole
from evidence_review.store.items import Kept
from evidence_review.workflow.case import child_tasks
from evidence_review.workflow.case.child_calls import LONG_WORK, bytes_in, draw
from evidence_review.workflow.case.labelling import escaped
from evidence_review.workflow.case.naming import known_in, labels_of
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing, standing
from evidence_review.workflow.case.picturing import page_of, pages_to_redact, within
from evidence_review.workflow.case.views import OverlapView, PagePreview, RedactionPreview
from evidence_review.workflow.redacting.approval_head import approval_state, head_of, marks_said
from evidence_review.workflow.redacting.marking import relevant_anywhere
from evidence_review.workflow.redacting.overlapping import lost_by, overlap_of, overlap_sentence
from evidence_review.workflow.redacting.redacting import unmarked

_PAGE_SECONDS = 30
"""For each page more: its picture may be read by machine before and after (sight.ocr)."""


def preview(session: Session, item: ItemId) -> RedactionPreview:
    """Before and after of a relevant item, for whoever proposes or approves. The look is logged first."""
    session.may(Act.REDACT)
    kept = relevant_anywhere(session, item)
    note_preview(session, "preview redaction", item)
    with session.case.change(
        session.signer, AuditOp.CONSULT, "name people for approval", about=f"item:{item}"
    ) as change:
        labels = labels_of(session, change, kept, known_in(session))
    return replace(preview_of(session, kept, labels=labels), head=head_of(session, kept, labels))


def note_preview(session: Session, action: str, item: ItemId) -> None:
    """Log a look at a relevant item before approval, and note it for every line that it is relevant to."""
    with session.case.change(session.signer, AuditOp.CONSULT, action, about=f"item:{item}") as change:
        change.detail["marks"] = comparisons.marks_state(session.case, item)
        for line in redactions.relevant_to(session.case, item):
            openings.add(change, line, item, Opening.APPROVAL, session.user.id)


def preview_of(
    session: Session, kept: Kept, decided: Standing | None = None, labels: tuple[str, ...] = ()
) -> RedactionPreview:
    """The before and after of an item already looked up and logged; `decided` spares looking up what was
    decided for each of many; `labels` are those of the people around it."""
    case, item, text = session.case, kept.item, kept.item.text or ""
    marked = redactions.standing(case, item.id)
    overlap, lost = overlap_of(case, item.id), lost_by(text, marked)
    return RedactionPreview(
        item.id,
        kept.exhibit,
        f"{kept.exhibit} · item {item.id}",
        escaped(text),
        escaped(rewrite(text, within(marked, text))),
        marked,
        approval_state(session, item.id),
        tuple(dict.fromkeys(users.by_id(case, one.proposed_by).name for one in marked)),
        _warnings(len(unmarked(session, item, marked, decided or standing(session))), overlap),
        page_of(item),
        overlap,
        labels,
        lost,
        why_whole(case, item.id),
        marks_said(session, text, marked, lost),
    )


def _warnings(unmarked_count: int, overlap: OverlapView | None) -> tuple[str, ...]:
    said: list[str] = []
    if unmarked_count:
        said.append(
            "1 suggested passage is not marked."
            if unmarked_count == 1
            else f"{unmarked_count} suggested passages are not marked."
        )
    if overlap:
        said.append(f"{overlap_sentence(overlap)} Why: {', '.join(overlap.grounds)}.")
    return tuple(said)


def page_preview(session: Session, item: ItemId, dpi: int = 100, level: Level = Level.TOKEN) -> PagePreview:
    """A document page before and after, drawn by the engine that redacts, and how each place on it is taken
    out. The look is logged first."""
    session.may(Act.REDACT)
    kept = relevant_anywhere(session, item)
    page, original = page_of(kept.item), items.document(session.case, kept.thread_id)
    if original is None or page is None:
        raise RuleBroken("This item has no page to show; its text is all there is.")
    note_preview(session, "preview page", item)
    edited = redact_document(session, original, [kept], level=level)
    return PagePreview(draw(original, page, dpi), draw(edited.data, 0, dpi), edited.marks, edited.warnings)


def redact_document(
    session: Session,
    original: bytes,
    pages: Sequence[Kept],
    visible: frozenset[str] = frozenset(),
    level: Level = Level.TOKEN,
    caption: str = "",
    legend: tuple[str, ...] = (),
) -> Redacted:
    """The pages given, and only they, of a PDF or picture with every mark applied and proved by the gate.

    OutputProblem where it fails.

    `level` is how passages of a PDF are taken out, where that can be had (decision 0018); `visible` are
    folded words that stay on purpose elsewhere, beside those kept on these pages; `caption` stands at the foot
    of each page of a PDF, `legend` on a page behind it.
    """
    asked = replace(pages_to_redact(session, original, pages, visible, level), caption=caption, legend=legend)
    limits = Limits(seconds=LONG_WORK.seconds + _PAGE_SECONDS * len(asked.pages))
    untrusted = call(task(child_tasks.redact, asked=asked), limits)
    marks = tuple(
        Done(page, token, Level(done), why, fits, tried)
        for page, token, done, why, fits, tried in untrusted["marks"]
    )
    told = tuple(map(str, untrusted["warnings"]))
    return Redacted(
        bytes_in(untrusted["document"]),
        int(untrusted["removed"]),
        tuple(map(int, untrusted["pictures"])),
        told,
        marks,
    )
