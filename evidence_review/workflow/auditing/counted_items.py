"""Which items stand behind a number of the account of looking: their numbers, never a word of one."""

from collections.abc import Callable

from evidence_review.domain.audit import Counted, CountedItem, Figure
from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Relevance
from evidence_review.store import ledger, lines, users
from evidence_review.store.log import figure_items, figures
from evidence_review.store.log.figures import Beside
from evidence_review.workflow.auditing.account_of_looking import QUICK, WAYS
from evidence_review.workflow.case.opening import Session

_DROPPED = Relevance.NOT_RELEVANT_TO_LINE
_DECISIONS: dict[Figure, Callable[[Beside], bool]] = {
    Figure.DECIDED: lambda _: True,
    Figure.UNSURE: lambda one: one.value is Relevance.UNSURE,
    Figure.DROPPED: lambda one: one.value is _DROPPED and one.band is not None and not one.is_sample,
    Figure.ADDED: lambda one: one.value is Relevance.RELEVANT and one.band is None and not one.is_sample,
    Figure.TOGETHER: lambda one: one.is_bulk,
    Figure.TIMED: lambda one: one.seconds > 0 and not one.is_bulk,
    Figure.QUICK: lambda one: 0 < one.seconds < QUICK and not one.is_bulk,
}
_VERSIONS = (Figure.BEFORE, Figure.AFTER, Figure.OPENED)


def counted_items(session: Session, one: Counted) -> tuple[CountedItem, ...]:
    """The items that a number counts, as the case stands now: each once; of decisions and marks a row for each. Whoever
    may read the account may ask; nothing of an item is read."""
    session.may(Act.AUDIT)
    case = session.case
    if one.figure in _DECISIONS:
        return _decided(session, one)
    if one.figure in _VERSIONS:
        return figure_items.among(case, _covered(session, one), one.line)
    if one.figure is Figure.LOOK:
        return (CountedItem(one.item, figure_items.exhibit_of(case, one.item), one.line),)
    if one.figure is Figure.FIRST_SEEN:
        how = next((str(way) for way, words in WAYS.items() if words == one.word), "")
        return figure_items.behind(case, Counted(one.figure, one.many, one.line, word=how))
    return figure_items.behind(case, one)


def _decided(session: Session, one: Counted) -> tuple[CountedItem, ...]:
    names = {str(user.id): user.name for user in users.everyone(session.case)}
    counts = _DECISIONS[one.figure]
    made = [
        each
        for each in figures.decisions_beside(session.case)
        if counts(each) and one.word in {"", names.get(each.by, each.by)}
    ]
    refs = {each.item: figure_items.exhibit_of(session.case, each.item) for each in made}
    return tuple(CountedItem(each.item, refs[each.item], each.line) for each in made)


def _covered(session: Session, one: Counted) -> list[ItemId]:
    line = next((each.id for each in lines.approved(session.case) if each.number == one.line), None)
    if line is None:
        return []
    earlier = ledger.approved_before(session.case, line, one.version)
    before = ledger.covered_ids(session.case, line, earlier) if earlier else []
    if one.figure is Figure.BEFORE:
        return before
    now = ledger.covered_ids(session.case, line, one.version)
    if one.figure is Figure.AFTER:
        return now
    known = set(before)
    return [item for item in now if item not in known]
