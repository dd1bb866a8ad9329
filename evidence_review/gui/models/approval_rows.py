"""What the approver compares, as rows: items that wait, their marks, and what the marks take out of
sentences."""

from collections.abc import Sequence

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.kinds import Origin
from evidence_review.domain.losses import Loss
from evidence_review.gui.models.plain_words import PURPOSE_WORDS
from evidence_review.gui.models.shown import show
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.personal_rulings import EVERYWHERE
from evidence_review.workflow.case.views import RedactionPreview

WAITING: tuple[Column[RedactionPreview], ...] = (
    Column("Item", lambda p: p.title or f"item {p.item}"),
    Column("Marks", lambda p: f"{len(p.redactions):,}", right=True),
    Column("State", lambda p: p.state),
)
LOSSES: tuple[Column[Loss], ...] = (
    Column("What is lost", lambda one: one.words),
    Column("Sentence before", lambda one: one.sentence),
    Column("As it would leave", lambda one: one.after),
)


def came_by(mark: Redaction) -> str:
    """How a mark came about: carried here by a decision on the whole case, taken up, or made by hand."""
    if mark.reason.startswith(EVERYWHERE):
        return "carried: decided for the whole case"
    return "suggestion taken up" if mark.origin is Origin.SUGGESTION else "by hand"


MARKS: tuple[Column[Redaction], ...] = (
    Column("Becomes", lambda r: r.token),
    Column("Type", lambda r: str(r.type)),
    Column("Came by", came_by, tip=came_by),
    Column("Purpose", lambda r: PURPOSE_WORDS[r.purpose]),
    Column("Reason", lambda r: r.reason, tip=lambda r: r.reason),
)


def from_to(people: Sequence[str]) -> str:
    """By what names or tokens the people around an item stand, the sender first; empty where none is told."""
    if not any(people):
        return ""
    sender, *others = people
    to = ", ".join(one or "not known" for one in others)
    return f"From {sender or 'not known'}" + (f" to {to}" if to else "")


def lost_words(losses: Sequence[Loss]) -> str:
    """What the marks take beside personal data, in a sentence; empty for nothing."""
    if not losses:
        return ""
    return (
        "A mark takes more than personal data out of its sentence."
        if len(losses) == 1
        else f"{len(losses):,} marks take more than personal data out of their sentences."
    )


def changed(preview: RedactionPreview) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where the marks stand before, and their tokens after, in UTF-16 units of each shown text."""
    before, after = show(preview.before), show(preview.after)
    first: list[tuple[int, int]] = []
    second: list[tuple[int, int]] = []
    at = 0
    for mark in sorted(preview.redactions, key=lambda one: one.start):
        first.append(before.span(mark.start, mark.end))
        place = preview.after.find(mark.token, at) if mark.token else -1
        if place >= 0:
            at = place + len(mark.token)
            second.append(after.span(place, at))
    return first, second
