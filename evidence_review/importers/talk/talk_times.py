"""The times of messages whose lines give a clock, whose sittings or lines above give the day."""

from dataclasses import replace
from datetime import datetime, timedelta

from evidence_review.domain.evidence import Moment, ReadOptions
from evidence_review.importers.plugin import Clock
from evidence_review.importers.tables.tables_times import Written, local_of, moment, order_of
from evidence_review.importers.talk.talk_entries import Entry, Talk
from evidence_review.importers.talk.talk_lines import clock_of
from evidence_review.importers.talk.talk_sessions import with_year
from evidence_review.importers.times import stamps


def order_in(talk: Talk, options: ReadOptions) -> stamps.Order | None:
    """The order of day and month of all its stamps and days."""
    read = [each for each in (clock_of(entry.head.stamp) for entry in talk.entries) if each is not None]
    return order_of([*read, *talk.days.values()], options.day_first)


def past_midnight(talk: Talk) -> bool:
    """Whether the clock of a sitting goes back by six hours and more with no line for a new day; the messages
    are told how many days later they are."""
    last, later, went_back = ("", None), 0, False
    for entry in talk.entries:
        found = clock_of(entry.head.stamp)
        if entry.day != last[0]:
            last, later = (entry.day, None), 0
        day = talk.days.get(entry.day)
        if found is None or found.clock is None or day is None or day.day:
            continue
        if last[1] is not None and last[1].hour - found.clock.hour >= 6:
            later, went_back = later + 1, True
        last, entry.later = (entry.day, found.clock), later
    return went_back


def moment_of(entry: Entry, talk: Talk, order: stamps.Order | None, clock: Clock) -> Moment | None:
    """When a message was written; None where nothing says it."""
    day = talk.days.get(entry.day)
    on = local_of(day, order)[0] if day else None
    on = on + timedelta(days=entry.later) if on else None
    found = with_year(entry.head.stamp, on) or clock_of(entry.head.stamp)
    if found is None:
        return _raw_moment(entry, on)
    if found.clock is None:
        return moment(replace(found, raw=entry.head.stamp), local_of(found, order)[0], "", clock)
    raw = f"{entry.day} {entry.head.stamp}".strip()
    if on is None:
        return Moment(raw)
    local = datetime.combine(on.date(), found.clock)
    offset = found.offset if found.offset is not None or day is None else day.offset
    return moment(Written(raw, local, offset=offset), local, "", clock)


def _raw_moment(entry: Entry, on: datetime | None) -> Moment | None:
    """What is written in place of a time; of a message without a stamp the day above it."""
    if entry.head.stamp:
        return Moment(entry.head.stamp, None)
    return Moment(entry.day, on) if entry.day else None
