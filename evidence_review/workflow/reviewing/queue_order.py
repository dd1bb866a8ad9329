"""The order of a long queue: numbers alone, read at once as they are kept; its rows are asked for page by page
(`reviewing.queue`, among)."""

from array import array
from collections.abc import Collection, Mapping, Sequence

from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.ids import ItemId, LineId
from evidence_review.domain.kinds import Relevance, Tag
from evidence_review.store import copies, suggestions, tags
from evidence_review.store.kept_counts import chosen_numbers, line_orders
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.queue_views import QueueOrder
from evidence_review.workflow.enquiring.enquiring import approved_line

LONG = 4_000
"""Items of a case from which on its queues are read by pages."""


def is_long(session: Session) -> bool:
    """Whether the case holds so much that a queue is read by pages and counts are waited for elsewhere."""
    return line_orders.last_number(session.case) > LONG


def queue_order(
    session: Session,
    number: int,
    order: str = "time",
    only: str = "all",
    tag: Tag | None = None,
    stood: Sequence[int] | None = None,
    among: Collection[int] | None = None,
) -> QueueOrder:
    """A queue of a line as `reviewing.queue` gives it, without its rows. `stood`: the order that was shown, which
    is kept: what is new comes last. `among`: of these items alone, such as what a search found."""
    session.may(Act.READ)
    line = approved_line(session, number)
    served = tags.order_for(session.case, line.id, tag)
    way = line_orders.way_of(by_rank=order == "rank", tag=served)
    found = line_orders.kept(session.case, line.id, way)
    ids = (
        line_orders.made(session.case, line.id, by_rank=order == "rank", tag=served)
        if found is None
        else found
    )
    if among is not None:
        ids = chosen_numbers.only(ids, among)
    years = line_orders.years(session.case, ids) if order != "rank" else ("", "")
    decided = suggestions.decided(session.case, line.id)
    ids = _sifted(session, line, ids, (only, tag, served), decided)
    if stood:
        ids = as_it_stood(ids, stood)
    return QueueOrder(ids, _sets(session, line, ids), _among(ids, decided), years)


def lines_with(session: Session, item: int) -> tuple[int, ...]:
    """The numbers of the lines whose list has an item, through the gate; none says nothing of it."""
    session.may(Act.READ)
    return suggestions.lines_with(session.case, ItemId(item))


def _sifted(
    session: Session,
    line: LineOfEnquiry,
    ids: array[int],
    asked: tuple[str, Tag | None, Tag | None],
    decided: Mapping[int, str],
) -> array[int]:
    only, tag, served = asked
    match only:
        case "flagged":
            return chosen_numbers.only(ids, suggestions.flagged(session.case, line.id, served))
        case "undecided":
            return chosen_numbers.without(ids, decided.keys())
        case "must":
            must = chosen_numbers.only(ids, suggestions.must_review(session.case, line.id, served))
            return chosen_numbers.without(must, decided.keys())
        case "unsure":
            return chosen_numbers.only(
                ids, {one for one, value in decided.items() if value == Relevance.UNSURE}
            )
        case "tagged":
            return chosen_numbers.only(ids, suggestions.tagged(session.case, line.id, tag))
        case _:
            return ids


def as_it_stood(ids: array[int], stood: Sequence[int]) -> array[int]:
    """These items in the order in which they stood; what is new comes last."""
    here = set(ids)
    kept = array("I", (item for item in stood if item in here))
    if len(kept) < len(ids):
        kept.extend(chosen_numbers.without(ids, set(kept)))
    return kept


def _among(ids: array[int], decided: Mapping[int, str]) -> frozenset[int]:
    return frozenset(chosen_numbers.only(ids, decided.keys())) if decided else frozenset()


def _sets(session: Session, line: LineOfEnquiry, ids: array[int]) -> dict[ItemId, ItemId]:
    heads = copies.heads(session.case, LineId(line.id))
    return {ItemId(item): heads[item] for item in chosen_numbers.only(ids, heads.keys())} if heads else {}
