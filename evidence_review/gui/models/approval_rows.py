"""What the approver compares, as rows: items that wait, their marks, and what the marks take out of
sentences."""

from collections.abc import Sequence

from evidence_review.domain.decisions import Redaction
from evidence_review.domain.kinds import Origin
from evidence_review.domain.losses import Loss
from evidence_review.domain.tags import TAG_WORDS
from evidence_review.gui.models.plain_words import CODE_WORDS, DECISION_WORDS, PURPOSE_WORDS
from evidence_review.gui.models.shown import show
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.approval_views import (
    ApprovalGroup,
    ApprovalHead,
    ApprovalRow,
    CodeSaid,
    LineSaid,
    MarkSaid,
)
from evidence_review.workflow.case.personal_rulings import EVERYWHERE
from evidence_review.workflow.case.views import RedactionPreview

_APART = {ApprovalGroup.CAME_BACK: "came back", ApprovalGroup.MEETS_TEST: "meets the test"}
"""Groups that neither the number of marks nor the state tells."""


def state_words(row: ApprovalRow) -> str:
    """How far an item is, and to which group it belongs where that says more."""
    return _APART.get(row.group, row.state) if row.state == "waiting" else row.state


def _state_tip(row: ApprovalRow) -> str:
    return row.state if row.state == state_words(row) else f"{row.state}: {row.group}"


WAITING: tuple[Column[ApprovalRow], ...] = (
    Column("Item", lambda p: p.title),
    Column("Marks", lambda p: f"{p.marks:,}", right=True),
    Column("State", state_words, tip=_state_tip),
    Column("Shown", lambda p: "yes" if p.shown else "not yet"),
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


def cares(said: MarkSaid) -> str:
    """Why a mark needs a second look, in words; empty where nothing is odd about it."""
    return ", ".join(words for _, words in said.cares)


MARKS: tuple[Column[MarkSaid], ...] = (
    Column("Look twice", cares, tip=cares),
    Column("Becomes", lambda r: r.mark.token),
    Column("Type", lambda r: str(r.mark.type)),
    Column("Came by", lambda r: came_by(r.mark), tip=lambda r: came_by(r.mark)),
    Column("Made by", lambda r: r.by),
    Column("Purpose", lambda r: PURPOSE_WORDS[r.mark.purpose]),
    Column("Reason", lambda r: r.mark.reason, tip=lambda r: r.mark.reason),
)


def head_lines(head: ApprovalHead | None) -> tuple[str, ...]:
    """What stands above before and after, a sentence a line: when, each line with whose decision, codes."""
    if head is None:
        return ()
    said = [f"Sent {head.time}." if head.time else "When it was sent is not known."]
    said += [_line_words(one) for one in head.lines]
    said += [_code_words(one) for one in head.codes] or ["No accused is on the record yet."]
    return tuple(said)


def _line_words(said: LineSaid) -> str:
    how = ", ".join(TAG_WORDS[tag] for tag in said.tags)
    return (
        f"Line {said.line}, {said.title}: {DECISION_WORDS[said.decision].lower()}, decided by {said.by}"
        f"{'; ' + how if how else ''}. "
        f"{'Reason: ' + said.reason if said.reason else 'No reason was written.'}"
    )


def _code_words(said: CodeSaid) -> str:
    if said.code is None:
        return f"For {said.accused}: no code yet."
    return f"For {said.accused}: {CODE_WORDS[said.code]}. {said.reason}".strip()


def group_counts(rows: Sequence[ApprovalRow]) -> str:
    """How many items each group has, in the order of the list; empty for none."""
    found = ((group, sum(one.group is group for one in rows)) for group in ApprovalGroup)
    return " · ".join(f"{number:,} {_COUNTED.get(group, group)}" for group, number in found if number)


_COUNTED = {ApprovalGroup.MARKS: "with marks", ApprovalGroup.NO_MARKS: "without marks"}
"""Groups whose own name says little behind a number."""


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
