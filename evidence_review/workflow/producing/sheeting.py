"""Sheeting: before and after of everything that goes out, side by side in one PDF for the office (issue 6,
Build 6).

It holds what is to be removed, in the clear, outside the case: so it needs a reason, and is logged as a
disclosure before it is written.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, DisclosureCode, Opening
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.reasons import check_reason
from evidence_review.domain.redaction_values import Level
from evidence_review.domain.tasks import task
from evidence_review.redaction import child_tasks
from evidence_review.redaction.file_writing import write_new
from evidence_review.reports.before_after import BeforeAfter, before_after_pdf
from evidence_review.sandbox import Limits, call
from evidence_review.store import decisions, items, lines, openings
from evidence_review.store.items import Kept
from evidence_review.workflow.case.child_calls import bytes_in
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.personal_rulings import Standing, standing
from evidence_review.workflow.case.picturing import page_of
from evidence_review.workflow.redacting.comparing import preview_of, redact_document
from evidence_review.workflow.redacting.marking import relevant_now

_LIMITS = Limits(seconds=900)


def write_sheet(session: Session, out: Path, reason: str, level: Level = Level.TOKEN) -> Job[int]:
    """Write the sheet of everything that goes out as it stands now, approved or not; how many items it shows.

    Long.

    Texts stand in a table, pages and pictures as pictures of themselves. OutputProblem where nothing goes
    out, or it cannot be written there.
    """
    session.may(Act.PRODUCE)
    check_reason(reason)
    if out.suffix.lower() != ".pdf" or out.exists():
        raise OutputProblem("Give the sheet a new name that ends with .pdf; nothing is written over.")
    going = relevant_now(session)
    if not going:
        raise OutputProblem(
            (
                "Nothing is decided as relevant to an approved line yet, or it waits for a search of "
                "the case, so there is nothing to show. Decide on items, or search the case again."
            )
        )
    _note(session, going, reason)
    documents = _documents(session, going)
    shown = {one.item.id for kept in documents.values() for one in kept}
    texts = yield from _texts(session, [kept for _, kept in going if kept.item.id not in shown])
    sheets = [before_after_pdf(texts, session.case.facts.urn, len(documents))]
    for done, (thread, kept) in enumerate(documents.items()):
        yield Progress(done, len(documents), "drawing documents side by side")
        sheets.append(_document(session, thread, kept, level))
    write_new(_joined(sheets), out)
    return len(going)


def _documents(session: Session, going: Sequence[tuple[int, Kept]]) -> dict[int, list[Kept]]:
    """The items that are pages or pictures, by the conversation that is their document; those of which the case holds
    the words alone are texts."""
    found: dict[int, list[Kept]] = {}
    for _, kept in going:
        if page_of(kept.item) is not None:
            found.setdefault(kept.thread_id, []).append(kept)
    return {
        thread: kept for thread, kept in found.items() if items.document(session.case, thread) is not None
    }


def _texts(session: Session, going: Sequence[Kept]) -> Job[list[BeforeAfter]]:
    """The items that are neither, before and after."""
    decided = standing(session)
    texts: list[BeforeAfter] = []
    for done, kept in enumerate(going):
        yield Progress(done, len(going), "setting texts side by side")
        texts.append(_text(session, kept, decided))
    return texts


def _joined(sheets: Sequence[bytes]) -> bytes:
    return bytes_in(call(task(child_tasks.joined, documents=sheets), _LIMITS)["document"])


def _text(session: Session, kept: Kept, decided: Standing) -> BeforeAfter:
    """One text before and after, with how many marks of each type it has."""
    shown = preview_of(session, kept, decided)
    kinds = Counter(str(one.type) for one in shown.redactions)
    said = "; ".join(f"{count} × {kind}" for kind, count in sorted(kinds.items()))
    state = f"{shown.state}; {_leaves(session, kept.item.id)}"
    return BeforeAfter(shown.title, shown.before, shown.after, said or "none", state)


def _leaves(session: Session, item: ItemId) -> str:
    """For whom a copy of an item leaves by its code, who may inspect it, or that neither is so."""
    given = decisions.endorsements(session.case, item)
    ways = {
        "copied for": DisclosureCode.DISCLOSE,
        "open to inspection, not copied, for": DisclosureCode.INSPECT,
    }
    to = {
        way: sorted(name for name, (code, _) in given.items() if code is wanted)
        for way, wanted in ways.items()
    }
    told = [f"{way} {' and '.join(names)}" for way, names in to.items() if names]
    return "; ".join(told) or "not copied: coded neither D nor I"


def _document(session: Session, thread: int, kept: Sequence[Kept], level: Level) -> bytes:
    original = items.document(session.case, thread)
    if original is None:
        raise OutputProblem(
            "The file behind a page is not in the case, so it cannot be shown. Import it again."
        )
    edited = redact_document(session, original, kept, level=level)
    numbers = sorted({page for one in kept if (page := page_of(one.item)) is not None})
    decided, of_page = standing(session), {page_of(one.item): one for one in reversed(kept)}
    heads = [_heading(_text(session, of_page[page], decided), page) for page in numbers]
    asked = task(child_tasks.side_by_side, document=original, pages=numbers, edited=edited.data, heads=heads)
    return bytes_in(call(asked, _LIMITS)["document"])


def _heading(one: BeforeAfter, page: int) -> str:
    """What stands over a page: what the texts say of an item, and which page of its document it is."""
    return f"{one.title} · page {page + 1} of the document · marks: {one.marks} · {one.state}"


def _note(session: Session, going: Sequence[tuple[int, Kept]], reason: str) -> None:
    by_number = {line.number: line.id for line in lines.approved(session.case)}
    with session.case.change(
        session.signer, AuditOp.DISCLOSE, "write before and after", about="bundle", reason=reason
    ) as change:
        for number, kept in going:
            openings.add(change, by_number[number], kept.item.id, Opening.APPROVAL, session.user.id)
        change.detail.update(count=len(going), items=" ".join(str(kept.item.id) for _, kept in going))
