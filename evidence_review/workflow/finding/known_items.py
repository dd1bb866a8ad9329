"""Known items: where each item known to bear on a line would stand, had nobody said so; for lines too small
to state a recall (reference/relevance.md 4.4)."""

from concurrent.futures import Executor
from dataclasses import dataclass

from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.kinds import AuditOp
from evidence_review.domain.progress import Job, Progress
from evidence_review.relevance import Round
from evidence_review.relevance.certifying import FEW
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.finding.learn_order import in_order, learnable, searched_anew

__all__ = ["FEW", "MOST", "KnownRanks", "known_ranks"]
MOST = 60
"""More than these are known well enough without; an order is learned for each."""


@dataclass(frozen=True, slots=True)
class KnownRanks:
    """The place of each known item among those that were unread without it, and how many those are."""

    places: tuple[int, ...]
    unread: int

    def sentence(self) -> str:
        """In words, with the middle and the worst place."""
        if not self.places:
            return ""
        worst, middle = max(self.places), sorted(self.places)[len(self.places) // 2]
        return (
            f"Each of {len(self.places):,} known items was ranked again with its own decision "
            f"withheld: half stood within the first {middle:,} of "
            f"{self.unread:,} unread, and all within the first {worst:,}. This speaks of items "
            f"like those known, and of no others."
        )


def known_ranks(session: Session, number: int, executor: Executor | None = None) -> Job[KnownRanks]:
    """Learn the order once for each relevant item, its own decision left out, and see where it stands; stores
    nothing but a log entry."""
    session.may(Act.FLAG)
    line = approved_line(session, number)
    asked = learnable(session, line)
    labels, known = asked.labels, sorted(item for item, relevant in asked.labels.items() if relevant)
    searched_anew(session, asked)
    if not known or len(known) > MOST:
        raise RuleBroken(f"Known items are ranked again where there are 1 to {MOST} of them.")
    places: list[int] = []
    for at, item in enumerate(known):
        yield Progress(at, len(known), f"ranking known items again, line {number}")
        others = {one: relevant for one, relevant in labels.items() if one != item}
        seed = (str(session.case.facts.id), str(number), str(line.version), "known", str(item), "0")
        scored = in_order(session, asked, Round(others, seed, 0), executor)
        before = next(one.rank for one in scored if one.item == item)
        places.append(1 + sum(one.rank < before and one.item not in others for one in scored))
    found = KnownRanks(tuple(places), len(asked.rows) - len(labels) + 1)
    session.case.record(
        session.signer, AuditOp.COMBINE, "rank known items", about=f"line:{line.number}:{line.version}", items=len(known), worst=max(places), unread=found.unread
    )  # fmt: skip
    return found
