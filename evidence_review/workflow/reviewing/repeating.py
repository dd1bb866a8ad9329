"""Where else a message or a file lies, within what the line covers: linked and shown, never dropped
(reference/formats.md rule 18, reference/law.md B4).

A copy that is held stays held and its copies do not: holds are for each item, and the reviewer is told that
there is one.
"""

from collections.abc import Callable

from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.people import Party
from evidence_review.store import attached, copies, decisions, items
from evidence_review.store.items import Kept
from evidence_review.workflow.case.labelling import thread_label, time_london
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import CopyView

MOST = 20  # files shown; the same sticker may lie in thousands of messages


def copy_views(
    session: Session, line: LineOfEnquiry, kept: Kept, label: Callable[[Party | None], str]
) -> tuple[tuple[CopyView, ...], int]:
    """The other copies of an item that the line lets through, and how many of its copies are held."""
    others, held = copies.of_item(session.case, line.id, kept.item.id)
    found = [one for other in others if (one := items.reviewable(session.case, line.id, other))]
    return tuple(
        _view(session, line, one, label, is_near=one.item.text != kept.item.text) for one in found
    ), held


def file_views(
    session: Session, line: LineOfEnquiry, kept: Kept, label: Callable[[Party | None], str]
) -> tuple[CopyView, ...]:
    """Items of other sources that carry, byte for byte, a file of this one."""
    if not kept.item.attachments:
        return ()
    same = copies.same_files(session.case, line.id, kept.item.id, MOST)
    found = [(one, other) for one in same if (other := items.reviewable(session.case, line.id, one.item))]
    return tuple(_view(session, line, other, label, file=one.number) for one, other in found)


def carrier_view(
    session: Session, line: LineOfEnquiry, kept: Kept, label: Callable[[Party | None], str]
) -> CopyView | None:
    """The item to which the file is attached that an item was read of, where the line lets it through; `file`
    is the number of that file there."""
    carrier = attached.carrier_of(session.case, kept.thread_id)
    other = items.reviewable(session.case, line.id, carrier[0]) if carrier else None
    return _view(session, line, other, label, file=carrier[1]) if carrier and other else None


def read_views(
    session: Session, line: LineOfEnquiry, kept: Kept, label: Callable[[Party | None], str]
) -> tuple[CopyView, ...]:
    """What was read of the files of an item, the first item of each document or conversation in them."""
    if not kept.item.attachments:
        return ()
    read = attached.read_of(session.case, line.id, kept.item.id, MOST)
    found = [
        (number, other) for number, one in read if (other := items.reviewable(session.case, line.id, one))
    ]
    return tuple(_view(session, line, other, label, file=number) for number, other in found)


def _view(
    session: Session,
    line: LineOfEnquiry,
    kept: Kept,
    label: Callable[[Party | None], str],
    *,
    is_near: bool = False,
    file: int = -1,
) -> CopyView:
    item = kept.item
    decision = decisions.current(session.case, line.id, item.id)
    return CopyView(
        item.id,
        kept.exhibit,
        item.app,
        thread_label(item.thread_title, (item.sender, *item.recipients), label),
        time_london(item.sent),
        str(decision.value) if decision else "",
        is_near,
        file,
    )
