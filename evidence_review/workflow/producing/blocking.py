"""Block listing: several conversations of one line as one entry of the schedule, with what they were chosen by and why;
never what may meet the test (CPIA Code 6.10; reference/law.md K7)."""

from collections.abc import Mapping, Sequence

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp
from evidence_review.store.disclosure import blocks
from evidence_review.store.disclosure.blocks import Block
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.producing.bundle_parts import Part, parts
from evidence_review.workflow.producing.description_rules import faults_of_description


def list_in_block(session: Session, numbers: Sequence[int], criteria: str, reason: str) -> Block:
    """List these entries of one line as one. RuleBroken, naming it, where an entry holds something that may meet the
    test for any accused, or where criteria or reason break a rule of descriptions."""
    session.may(Act.ASSESS)
    found = {part.number: part for part in parts(session, {})[0]}
    chosen = list(dict.fromkeys(numbers))
    _require_listable(session, found, chosen)
    faults = (*faults_of_description(criteria), *faults_of_description(reason))
    if faults:
        raise RuleBroken(" ".join(dict.fromkeys(faults)))
    line = found[chosen[0]].line
    threads = [kept.thread_id for one in chosen for kept in found[one].kept]
    with session.case.change(
        session.signer, AuditOp.ALTER, "list in block", about=f"line:{line.number}", reason=reason
    ) as change:
        made = blocks.add(
            change, line.id, threads, " ".join(criteria.split()), " ".join(reason.split()), session.user.id
        )
        change.about(f"block:{made}", {"line": line.number, "threads": sorted(set(threads))})
    return next(one for one in blocks.standing(session.case) if one.id == made)


def _require_listable(session: Session, found: Mapping[int, Part], chosen: Sequence[int]) -> None:
    """RuleBroken where these entries are not two and more of one line, or one may meet the test."""
    if missing := [one for one in chosen if one not in found]:
        raise RuleBroken(f"No entry {missing[0]} stands on the schedule.")
    if len(chosen) < 2 or len({found[one].line.id for one in chosen}) > 1:
        raise RuleBroken("A block is two entries or more of one line of enquiry.")
    alone = blocks.described_alone(session.case)
    if held := [one for one in chosen if found[one].thread_id in alone]:
        raise RuleBroken(
            f"Entry {held[0]} holds something that may meet the disclosure test, so it stands on a line of its "
            "own."
        )


def end_block(session: Session, block: int, reason: str) -> None:
    """Let the conversations of a block stand on lines of their own again."""
    session.may(Act.ASSESS)
    if block not in {one.id for one in blocks.standing(session.case)}:
        raise RuleBroken("No such block stands.")
    if not reason.strip():
        raise RuleBroken("Say why the block is ended.")
    with session.case.change(
        session.signer, AuditOp.ALTER, "end block", about=f"block:{block}", reason=reason
    ) as change:
        blocks.end(change, block, reason.strip(), session.user.id)
        change.about(f"block:{block}", {"end": block})


def block_listings(session: Session) -> tuple[Block, ...]:
    """The block listings that stand."""
    session.may(Act.READ)
    return blocks.standing(session.case)
