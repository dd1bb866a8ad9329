"""Second count: every number that a paper of a bundle states is counted again by queries of their own, and a
difference stops the export and says where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence_review.domain.errors import OutputProblem
from evidence_review.domain.ids import LineId
from evidence_review.domain.kinds import LineState
from evidence_review.reports import Management
from evidence_review.store import lines, recounts
from evidence_review.workflow.case.opening import Session


@dataclass(frozen=True, slots=True)
class Counted:
    """What a transcript states: its number on the schedule, line and conversation, messages shown, messages of
    the conversation that it does not show, marks."""

    number: int
    line: LineId
    thread: int
    shown: int
    left_out: int
    marks: int


def require_same(session: Session, accused: str, transcripts: Sequence[Counted], told: Management) -> None:
    """OutputProblem, naming each place, where the second count of a number differs from the first."""
    differ = [*_transcripts(session, accused, transcripts), *_management(session, accused, told)]
    if differ:
        raise OutputProblem(
            "Two counts of the same differ, so nothing was written: "
            + "; ".join(differ)
            + ". Report this fault; "
            "no paper leaves with a number that was not counted twice alike."
        )


def _transcripts(session: Session, accused: str, stated: Sequence[Counted]) -> Iterator[str]:
    for one in stated:
        where = (session.case, one.line, accused, one.thread)
        yield from _differs(
            f"messages shown in schedule item {one.number}", one.shown, recounts.copied(*where)
        )
        yield from _differs(
            f"messages not shown in schedule item {one.number}",
            one.left_out,
            recounts.left_out(*where),
        )
        yield from _differs(
            f"values removed from schedule item {one.number}", one.marks, recounts.marks(*where)
        )


def _management(session: Session, accused: str, told: Management) -> Iterator[str]:
    by_number = {
        line.number: line for line in lines.versions(session.case) if line.state is LineState.APPROVED
    }
    for stated in told.lines:
        line = by_number.get(stated.number)
        if line is None:
            continue
        yield from _differs(
            f"items in scope of line {line.number}", stated.in_scope, recounts.covered(session.case, line.id)
        )
        yield from _differs(
            f"items relevant to line {line.number}", stated.relevant, recounts.relevant(session.case, line.id)
        )
    beyond = sum(count for reason, count in told.not_examined if reason.endswith(_OUTSIDE))
    yield from _differs("items that no line covers", beyond, recounts.outside(session.case))
    if told.whole is not None:
        yield from _differs(
            "items disclosed", told.whole.stages[-1][1], recounts.disclosed(session.case, accused)
        )


_OUTSIDE = ("outside every approved line", "no date")
"""How a reason ends that counts items which no line covers."""


def _differs(what: str, stated: int, again: int) -> Iterator[str]:
    if stated != again:
        yield f"{what} ({stated:,} and {again:,})"
