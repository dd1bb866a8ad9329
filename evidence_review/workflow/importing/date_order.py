"""Dating: the order of day and month in which a source was read, corrected after its import (decision 0038).

What is written stays as it is; only how it is read changes, by a further row that names who, when and why.
Undoing is one more row.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from evidence_review.domain.dates import (
    DateOrder,
    DatesCorrected,
    DatesRead,
    Way,
    is_evidence,
    place_of,
    read_as,
    swapped,
)
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken, UnreadableExport
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.ids import ItemId, SourceId
from evidence_review.domain.kinds import AuditOp, ZoneSource
from evidence_review.domain.progress import Job, Progress
from evidence_review.domain.reasons import check_reason
from evidence_review.store import attached, dates, exhibits, index, items, redactions, users
from evidence_review.store.accounting import first_account, keep_under
from evidence_review.store.dates import ReadTime, Stamped
from evidence_review.store.exhibits import Source
from evidence_review.store.kept_counts import suggestion_hash
from evidence_review.workflow.case.date_views import DatesEffect, LineMoved
from evidence_review.workflow.case.embedding import in_use
from evidence_review.workflow.case.opening import Session

CORRECTED = "correct order of dates"
"""The action under which the log holds a correction."""
_FOLLOWS = "A further reading added records: they are read in the order that is in force."


@dataclass(slots=True)
class _Read:
    """What an order makes of a source: `moved` items with the time that they get, `otherwise` those that it
    reads not as first read, and counts."""

    moved: list[ReadTime] = field(default_factory=list[ReadTime])
    otherwise: list[ReadTime] = field(default_factory=list[ReadTime])
    first: list[ReadTime] = field(default_factory=list[ReadTime])
    counts: Counter[str] = field(default_factory=Counter[str])


def plan_dates(
    session: Session, source: SourceId, choice: DateOrder, *, despite: bool = False
) -> Job[DatesEffect]:
    """What it would do to read a source's dates in this order, in counts and days; nothing is changed.

    `despite`: also where a date beside them in the same file or sheet can only be read the other way.
    RuleBroken where it cannot be done.
    """
    session.may(Act.IMPORT)
    known = _source(session, source)
    read = yield from _read_anew(session, known, choice, despite=despite)
    return _effect(session, known, choice, read, despite=despite)


def correct_dates(
    session: Session, source: SourceId, choice: DateOrder, reason: str, *, despite: bool = False
) -> Job[DatesEffect]:
    """Read a source's dates in this order from now on, or again as they were first read; what it did.

    Lines follow at once: what leaves a line's period is neither shown nor searched, and what was moved waits
    for the next search as if it had just come in. RuleBroken where nothing would move, or no reason is given.
    """
    session.may(Act.IMPORT)
    check_reason(reason)
    known = _source(session, source)
    read = yield from _read_anew(session, known, choice, despite=despite)
    told = _effect(session, known, choice, read, despite=despite)
    if told.nothing:
        raise RuleBroken(told.nothing)
    return _keep(session, known, choice, read, reason.strip(), despite=despite)


def follow(session: Session, source: Source) -> Job[None]:
    """Read what a further reading added in the order that is in force for its source, so that one source is
    never read in two."""
    standing = dates.orders(session.case, source.id)[-1:]
    if (
        not standing
        or standing[0].choice is DateOrder.FIRST_READING
        or dates.last_item(session.case, source.id) <= standing[0].last_item
    ):
        return
    last = standing[0]
    read = yield from _read_anew(session, source, last.choice, despite=last.despite)
    _keep(session, source, last.choice, read, _FOLLOWS, despite=last.despite)


def dates_read(session: Session, source: Source) -> DatesRead:
    """How the dates of a source are read, with the evidence that its reading found, and who corrected it and
    why."""
    names = {user.id: user.name for user in users.everyone(session.case)}
    told = exhibits.coverage(session.case, source).problems
    corrected = dates.orders(session.case, source.id)
    before = first_account(session.case, source) if corrected else None
    return DatesRead(
        tuple(dict.fromkeys((one.reason, one.locator) for one in told if is_evidence(one.reason))),
        tuple(
            DatesCorrected(
                one.number,
                one.choice,
                one.despite,
                one.moved,
                one.stayed,
                one.reason,
                names.get(one.by, ""),
                one.at,
            )
            for one in corrected
        ),
        (before.first, before.last) if before else ("", ""),
    )


def dates_faults(session: Session, entries: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """What does not fit between the log, the orders on record and the times of the items; nothing where all
    is as it was set.

    `entries`: the log's entries, read from their lines.
    """
    logged = [(one["object"], one["object_hash"]) for one in entries if one["action"] == CORRECTED]
    known = {one.id: one for one in exhibits.sources(session.case)}
    kept = [
        (f"source:{one.source}", dates.seal(session.case, one, known[one.source]))
        for one in dates.orders(session.case)
    ]
    faults = (
        []
        if logged == kept
        else ["The order of dates on record, or a time that it gives, is not what the log was written with."]
    )
    astray = sum(
        dates.astray(session.case, source) for source in {one.source for one in dates.orders(session.case)}
    )
    apart = attached.astray(session.case)
    faults += (
        [f"{apart:,} items that were read of attached files do not stand at the time of their message."]
        if apart
        else []
    )
    return (
        *faults,
        *(
            [f"{astray:,} items do not stand at the time that their source's order of dates gives them."]
            if astray
            else ()
        ),
    )


# ---- reading anew
# -------------------------------------------------------------------------------------------------------


def _source(session: Session, source: SourceId) -> Source:
    """The source; RuleBroken where its dates cannot be read anew."""
    known = next((one for one in exhibits.sources(session.case) if one.id == source), None)
    if known is None:
        raise RuleBroken("There is no source of that number in this case. See the numbers with: imports.")
    if attached.made_of(session.case, source) is not None:
        raise RuleBroken(
            (
                "What was read of attached files stands at the times of their messages. Correct the "
                "dates of the source that holds those."
            )
        )
    if not known.complete:
        raise RuleBroken(
            (
                "This source was not read to its end. Import it again, so that it is; then its dates "
                "can be corrected."
            )
        )
    if known.limit.date_from or known.limit.date_to:
        raise RuleBroken(
            "Of this source only certain days were taken, by its dates as they were read then, so "
            "that records of other days are not in the case. "
            "Import it under a further exhibit reference with the right order of day and month."
        )
    return known


def _read_anew(session: Session, source: Source, choice: DateOrder, *, despite: bool) -> Job[_Read]:
    read = _Read()
    votes: dict[str, Counter[Way]] = defaultdict(Counter)
    open_: list[tuple[Stamped, ReadTime | None, str]] = []
    zones, done = _Zones(source.options), 0
    for batch in dates.stamped(session.case, source.id):
        for one in batch:
            way = read_as(one.raw, one.local)
            place = place_of(one.locator)
            if way.way is Way.EITHER:
                other = choice is not DateOrder.FIRST_READING and way.order is not choice
                open_.append((one, zones.read(one) if other else _as_first(one), place))
            else:
                votes[place][way.way] += 1
                read.counts["same" if way.way is Way.SAME else "other_way"] += 1
        done += len(batch)
        yield Progress(done, 0, "reading the dates anew")
    for one, time, place in open_:
        _place(read, one, time, proved=not despite and _proved(votes[place], choice))
    read.moved, read.otherwise = _in_london(read.moved), _in_london(read.otherwise)
    return read


def _proved(votes: Counter[Way], choice: DateOrder) -> bool:
    """Whether more of the dates in one file or sheet can only be read against an order than with it alone."""
    day, month = votes[Way.DAY_FIRST], votes[Way.MONTH_FIRST]
    return (
        day > month
        if choice is DateOrder.MONTH_FIRST
        else month > day
        if choice is DateOrder.DAY_FIRST
        else False
    )


def _place(read: _Read, one: Stamped, time: ReadTime | None, *, proved: bool) -> None:
    """Note of an item whose date is open what becomes of it."""
    first = _as_first(one)
    kept = "other_way" if time is None else "beside" if proved and time != first else ""
    target = first if kept or time is None else time
    if target != first:
        read.otherwise.append(target)
    if target.local == one.local_now:
        read.counts[kept or "so_already"] += 1
        return
    read.moved.append(target)
    read.first.append(first)


def _as_first(one: Stamped) -> ReadTime:
    return ReadTime(one.item, one.local, one.utc, one.first_day, one.first_sort)


def _in_london(times: Sequence[ReadTime]) -> list[ReadTime]:
    """The times with their day and hour in London."""
    shown = items.london_texts([one.utc for one in times], [one.local for one in times])
    return [replace(one, day=at and at[:10], sort_time=at) for one, at in zip(times, shown, strict=True)]


class _Zones:
    """Times read with day and month changed about, in the zone of their first reading."""

    def __init__(self, options: ReadOptions) -> None:
        self._names = [
            name for name in dict.fromkeys([options.zone or "", *_zones_in(options.mapping)]) if name
        ]
        self._clocks: list[Any] | None = None

    def read(self, one: Stamped) -> ReadTime | None:
        """The time; None where it cannot be told how the first reading came to its instant."""
        local = swapped(one.local or "")
        if one.utc is None:
            return ReadTime(one.item, local, None, None, None)
        if one.zone == ZoneSource.SET_BY_USER:
            return self._by_clock(one, local)
        shift = datetime.fromisoformat(one.local or "") - datetime.fromisoformat(one.utc)
        if one.offset is None or shift != _offset(one.offset):
            return None
        try:
            return ReadTime(one.item, local, (datetime.fromisoformat(local) - shift).isoformat(), None, None)
        except OverflowError:
            return None

    def _by_clock(self, one: Stamped, local: str) -> ReadTime | None:
        """By the zone that a person set at import: of those that she set, the one that gives the first
        reading its instant."""
        if self._clocks is None:
            self._clocks = _clocks(self._names)
        first, anew = datetime.fromisoformat(one.local or ""), datetime.fromisoformat(local)
        for clock in self._clocks:
            made = clock.moment(one.raw, first).utc
            if made is not None and made.isoformat() == one.utc and (utc := clock.moment(one.raw, anew).utc):
                return ReadTime(
                    one.item,
                    local,
                    utc.isoformat(),
                    None,
                    None,
                    "".join(words for _, words in clock.remarks(anew)),
                )
        return None


def _clocks(names: Sequence[str]) -> list[Any]:
    """The clocks of the importers for these zones, so that an hour is turned into UTC by the rule of the
    first reading."""
    from evidence_review.importers.plugin import (
        Clock,
    )  # here: the room of importers takes half a second to load

    made: list[Any] = []
    for name in names:
        try:
            made.append(Clock(name))
        except UnreadableExport:
            continue  # a heading's "UTC+1" is no zone by name
    return made


def _zones_in(mapping: str) -> list[str]:
    """The zones that a mapping of columns names."""
    try:
        sheets = json.loads(mapping or "[]")
    except ValueError:
        return []
    parts = [
        part for sheet in sheets if isinstance(sheet, dict) for part in (sheet, *sheet.get("columns", ()))
    ]
    return [str(part.get("zone") or "") for part in parts if isinstance(part, dict)]


def _offset(written: str) -> timedelta:
    sign = -1 if written.startswith("-") else 1
    hours, _, minutes = written.lstrip("+-").partition(":")
    return sign * timedelta(hours=int(hours), minutes=int(minutes or 0))


# ---- what it does
# -------------------------------------------------------------------------------------------------------


def _effect(
    session: Session, source: Source, choice: DateOrder, read: _Read, *, despite: bool
) -> DatesEffect:
    case, counts = session.case, read.counts
    moved = _with_attached(session, read)
    touched = dates.effect(case, [(one.item, one.day) for one in read.moved])
    approved = [item for item in dates.approved_among(case, moved) if redactions.approved_by(case, item)]
    return DatesEffect(
        source.id, source.exhibit, f"source {source.id}", choice, despite, len(read.moved), counts["so_already"], counts["same"], counts["other_way"],
        counts["beside"], sum(bool(one.remark) for one in read.moved), _span(items.days_of(case, source.id)),
        _span(dates.days_then(case, source.id, {one.item: one.day for one in read.moved})),
        tuple(LineMoved(one.line, one.title, one.before, one.after, one.opened, one.closed, one.decided) for one in touched),
        len(approved), dates.handed_over(case, moved), dates.screened_among(case, moved),
    )  # fmt: skip


def _with_attached(session: Session, read: _Read) -> list[ItemId]:
    """The items whose times move, and with them those that were read of files attached to them."""
    moved = [one.item for one in read.moved]
    return [*moved, *attached.items_of(session.case, moved)]


def _span(days: Sequence[str]) -> tuple[str, str]:
    return (days[0], days[1]) if len(days) == 2 else ("", "")


def _keep(
    session: Session, source: Source, choice: DateOrder, read: _Read, reason: str, *, despite: bool
) -> DatesEffect:
    """The order on record, the items at their new times, and everything that hangs on them, in one
    transaction with its log entry."""
    told = _effect(session, source, choice, read, despite=despite)
    case, moved = session.case, _with_attached(session, read)
    number = len(dates.orders(case, source.id)) + 1
    counts = (told.moved, told.stayed, dates.last_item(case, source.id))
    with case.change(
        session.signer, AuditOp.ALTER, CORRECTED, about=f"source:{source.id}", reason=reason
    ) as change:
        touched = dates.effect(case, [(one.item, one.day) for one in read.moved])
        order = dates.new_order(source.id, number, choice, counts, reason, session.user.id, despite=despite)
        order = replace(order, id=dates.add(change, order, read.first, read.otherwise, touched))
        attached.follow(change, source.id)
        keep_under(case, change, order.id, source)
        forgotten = 0
        if any(one.closed for one in touched):
            forgotten = index.forget_outside(change, in_use(session))
            suggestion_hash.note_all(case, change)
        dates.look_again(change, moved)
        change.object_hash = dates.seal(case, order, source)
        change.detail.update(
            correction=number, order=str(choice), despite=int(despite), moved=told.moved, stayed=told.stayed
        )
        change.detail.update(
            opened=sum(one.opened for one in touched),
            closed=sum(one.closed for one in touched),
            left_index=forgotten,
        )
    return told
