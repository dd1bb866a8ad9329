"""The life of one item on one page: import, lines that cover it, looks, decisions, marks, approvals, codes, bundles.
Made from the log and from figures of the case; nothing of what the item says."""

from collections import Counter
from collections.abc import Iterator

from evidence_review.domain.audit import LogFilter
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import DisclosureCode
from evidence_review.store import users
from evidence_review.store.log import item_life
from evidence_review.store.log.item_life import Came, Decided
from evidence_review.workflow.auditing.act_words import CODES, ActGroup, group_of
from evidence_review.workflow.auditing.entry_sentences import VALUES, at_words
from evidence_review.workflow.auditing.reading_log import log_page, log_size, read_log
from evidence_review.workflow.case.audit_views import ItemLife, LifeFact, LogReading
from evidence_review.workflow.case.opening import Session

MOST = 500
"""Entries of one item that are told: the last of them."""


def read_life(session: Session, item: int) -> LogReading:
    """Begin a look at the life of an item, which is written on the log. RuleBroken where the case has no such
    item."""
    session.may(Act.AUDIT)
    if item_life.came(session.case, ItemId(item)) is None:
        raise RuleBroken(f"The case has no item {item}. Items are counted from 1.")
    return read_log(session, LogFilter(item=item), "read life of item")


def life_of(session: Session, reading: LogReading) -> ItemLife:
    """The life that was asked for."""
    session.may(Act.AUDIT)
    item = ItemId(reading.wanted.item)
    came = item_life.came(session.case, item)
    if came is None:
        raise RuleBroken(f"The case has no item {item}.")
    entries = tuple(reversed(log_page(session, reading, many=MOST)))
    counts = Counter(group_of(row.action) for row in entries)
    return ItemLife(
        int(item),
        tuple(_facts(session, item, came)),
        tuple((str(group), counts[group]) for group in ActGroup if counts[group]),
        entries,
        max(0, log_size(session, reading) - len(entries)),
        reading.found_to,
    )


def _facts(session: Session, item: ItemId, came: Came) -> Iterator[LifeFact]:
    case = session.case
    yield LifeFact("Imported", f"exhibit {came.exhibit}, source {came.source}", came.entry)
    for one in item_life.covering(case, item):
        now = "" if one.is_current else "; a later version is in force"
        yield LifeFact(
            "In scope",
            f"of line {one.line}, version {one.version}, approved {at_words(one.since)}{now}",
            one.entry,
        )
    names = {str(user.id): user.name for user in users.everyone(case)}
    for one in item_life.decided(case, item):
        yield LifeFact("Decided", _decided(one, names), one.entry)
    if found := item_life.copies(case, item):
        said = "; ".join(f"item {other} on line {line}" for line, other in found[:12])
        more = f" and {len(found) - 12:,} more" if len(found) > 12 else ""
        yield LifeFact("Copies", f"{said}{more}")
    stand, gone = item_life.marks(case, item)
    if stand or gone:
        yield LifeFact("Marks", f"{stand:,} stand, {gone:,} withdrawn")
    for accused, code, at in item_life.codes(case, item):
        yield LifeFact("Coded", f"for {accused}: {CODES[DisclosureCode(code)]}, {at_words(at)}")
    if item_life.is_held(case, item):
        yield LifeFact("Held", "It is held back now.")


def _decided(one: Decided, names: dict[str, str]) -> str:
    seconds = f"{one.seconds:,} s on screen" if one.seconds else "time on screen not recorded"
    beside = {"MUST_REVIEW": "an agreed term was in it", "RANKED": "it ranked high"}.get(
        one.band, "not suggested"
    )
    more = ", given to several items together" if one.is_bulk else ""
    gone = "; taken back" if one.is_undone else ""
    who, value = names.get(one.by, "a user"), VALUES[one.value]
    return f"line {one.line}: {value}, by {who}; {seconds}, {beside}{more}{gone}"
