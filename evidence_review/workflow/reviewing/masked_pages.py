"""A page with what is masked in its text covered in its picture, so that its layout is seen without a reason; and the
pages of its document beside it, too small to be read (docs/decisions/0056)."""

from collections.abc import Iterator
from typing import Any

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import ReviewError, RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, ItemKind, Opening
from evidence_review.domain.tasks import task
from evidence_review.sandbox import call, stream
from evidence_review.store import decisions, detections, items, openings
from evidence_review.store.searches import line_pages
from evidence_review.workflow.case.child_calls import bytes_in
from evidence_review.workflow.case.labelling import known_keys
from evidence_review.workflow.case.masking import swaps
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.page_views import PageShown, Place, SmallPage
from evidence_review.workflow.case.picturing import is_picture, page_of, reading_of
from evidence_review.workflow.case.views import Picture
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.reviewing import masked_page_task
from evidence_review.workflow.reviewing.reviewing import through_gate

MOST = 40
"""Small pages at one time, the nearest to the one in front."""
_NO_PAGE = "This item has no page to show; its text is all there is."
_COVERED = (
    "A picture stays covered until you say why you need to see it. Reveal the picture first, with a reason."
)


def show_page(session: Session, number: int, item: ItemId, dpi: int = 100) -> PageShown:
    """The page or picture that an item is, with what is masked in its text covered; logged first, with whether it was
    covered. RuleBroken where it has none, or is a picture for which no reason was given (E3)."""
    session.may(Act.READ)
    line = approved_line(session, number)
    kept = through_gate(session, line, item)
    page, original = page_of(kept.item), items.document(session.case, kept.thread_id)
    if original is None or page is None:
        raise RuleBroken(_NO_PAGE)
    revealed = decisions.unmasked(session.case, item, session.user.id)
    if kept.item.kind is ItemKind.IMAGE and "picture" not in revealed:
        raise RuleBroken(_COVERED)
    text, found = kept.item.text or "", detections.findings(session.case, item)
    taken = swaps(session, found, text, known_keys(session, line), None, revealed)
    masked = [(one.start, one.end) for one in taken] or None
    act = "show masked page" if taken else "show page"
    with session.case.change(session.signer, AuditOp.CONSULT, act, about=f"item:{item}") as change:
        change.detail["line"] = line.number
        openings.add(change, line.id, item, Opening.OPENED, session.user.id)
    asked = task(
        masked_page_task.shown,
        document=original,
        page=page,
        dpi=dpi,
        text=text,
        masked=masked,
        seen=reading_of(kept.item),
    )
    untrusted = call(asked)
    return PageShown(_picture(untrusted), bool(taken), tuple(_places(untrusted, len(text))))


def document_pages(session: Session, number: int, item: ItemId) -> tuple[SmallPage, ...]:
    """The pages of the document in front that the line lets through, too small to be read; nothing where it is the
    only one. They are no look at an item, so that none is logged."""
    session.may(Act.READ)
    line = approved_line(session, number)
    kept = through_gate(session, line, item)
    found = line_pages.pages(session.case, line.id, kept.thread_id)
    original = items.document(session.case, kept.thread_id)
    if len(found) < 2 or original is None or is_picture(original):
        return ()
    here = next((at for at, (one, _) in enumerate(found) if one == item), 0)
    first = max(0, min(here - MOST // 2, len(found) - MOST))
    near = found[first : first + MOST]
    drawn = _small(original, [max(0, position - 1) for _, position in near])
    return tuple(
        SmallPage(one, max(1, position), picture)
        for (one, position), picture in zip(near, drawn, strict=False)
    )


def _small(original: bytes, pages: list[int]) -> Iterator[Picture]:
    try:
        for untrusted in stream(task(masked_page_task.small, document=original, pages=tuple(pages))):
            yield _picture(untrusted)
    except ReviewError:  # the pages behind one that cannot be drawn are reached by the list
        return


def _picture(untrusted: Any) -> Picture:
    width, height, rgb = int(untrusted["width"]), int(untrusted["height"]), bytes_in(untrusted["rgb"])
    if len(rgb) != width * height * 3:
        raise RuleBroken("This page could not be drawn. Its text can still be read.")
    return Picture(width, height, rgb)


def _places(untrusted: Any, length: int) -> Iterator[Place]:
    """Places that lie in the text and on the page."""
    for start, end, *box in untrusted["runs"]:
        left, top, right, bottom = (min(1.0, max(0.0, float(share))) for share in box)
        if 0 <= int(start) < int(end) <= length and left < right and top < bottom:
            yield int(start), int(end), (left, top, right, bottom)
