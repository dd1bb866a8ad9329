"""What is looked for in a line, as the search bar shows it: one chip for each limit beside the words, and the
values that a limit may have with their counts. Nothing here asks anything."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from evidence_review.gui.models.plain_words import KIND_WORDS, count
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.models.table_rows import Column
from evidence_review.workflow.case.search_views import Exchange, Facets, LineSearch, State, Wanted, Way


class Limit(StrEnum):
    """By what a search is narrowed down, beside its words."""

    WHO = "who"
    FROM = "first"
    TO = "last"
    APP = "apps"
    EXHIBIT = "exhibits"
    KIND = "kinds"
    STATE = "state"
    FILE = "has_file"
    CONVERSATION = "conversation"
    EXCHANGE = "exchange"
    HOURS = "hours"
    PICKED = "picked"


LIMIT_WORDS = {
    Limit.WHO: "From",
    Limit.FROM: "From day",
    Limit.TO: "To day",
    Limit.APP: "App",
    Limit.EXHIBIT: "Exhibit",
    Limit.KIND: "Kind",
    Limit.STATE: "State",
    Limit.FILE: "With a file",
    Limit.CONVERSATION: "Conversation",
    Limit.EXCHANGE: "Between",
    Limit.HOURS: "Hours",
    Limit.PICKED: "Picked",
}
ELSEWHERE = frozenset({Limit.CONVERSATION, Limit.EXCHANGE, Limit.HOURS, Limit.PICKED})
"""Limits whose values are chosen on another list or page."""
STATE_WORDS = {
    State.UNDECIDED: "Undecided",
    State.DECIDED: "Decided",
    State.RELEVANT: "Relevant",
    State.NOT_RELEVANT: "Not relevant to this line",
    State.UNSURE: "Unsure",
    State.TERM: "With an agreed term",
}
_MANY = (Limit.WHO, Limit.APP, Limit.EXHIBIT, Limit.KIND)
"""Limits that may hold several values, of which any is found."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One limit that stands: what it limits, its value, and what it says."""

    limit: Limit
    value: Any
    words: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a limit may have, in words, with how many items of the line have it (None: uncounted)."""

    value: Any
    words: str
    items: int | None


COLUMNS: tuple[Column[Value], ...] = (
    Column("Value", lambda one: one.words, tip=lambda one: one.words),
    Column("Items", lambda one: "" if one.items is None else f"{one.items:,}", right=True),
)


def chips(wanted: Wanted, conversation: str = "") -> tuple[Chip, ...]:
    """Every limit that stands, in the order of the limits, a first and a last day as one; `conversation`: what the
    chosen one is called."""
    every = tuple(
        Chip(limit, value, _chip_words(limit, value, conversation))
        for limit in Limit
        for value in _held(wanted, limit)
    )
    if wanted.first is None or wanted.last is None:
        return every
    days = (wanted.first, wanted.last)
    when = Chip(Limit.FROM, days, f"When: {' to '.join(map(day_words, dict.fromkeys(days)))}")
    rest = [chip for chip in every if chip.limit is not Limit.TO]
    return tuple(when if chip.limit is Limit.FROM else chip for chip in rest)


def _held(wanted: Wanted, limit: Limit) -> tuple[Any, ...]:
    held = getattr(wanted, limit)
    return held if limit in _MANY else (held,) if held else ()


def _chip_words(limit: Limit, value: Any, conversation: str) -> str:
    if limit is Limit.FILE:
        return LIMIT_WORDS[limit]
    if limit is Limit.EXCHANGE:
        return exchange_words(value)
    said = conversation or "one" if limit is Limit.CONVERSATION else value_words(limit, value)
    return f"{LIMIT_WORDS[limit]}: {one_line(said, 40)}"


def value_words(limit: Limit, value: Any) -> str:
    """A value of a limit in words."""
    match limit:
        case Limit.FROM | Limit.TO:
            return day_words(value)
        case Limit.KIND:
            return KIND_WORDS[value]
        case Limit.STATE:
            return STATE_WORDS[value]
        case Limit.HOURS:
            return f"{value[0]:02}:00 to {value[1]:02}:59"
        case Limit.PICKED:
            return count(len(value), "item")
        case _:
            return str(value) or "not said"


def exchange_words(exchange: Exchange) -> str:
    """Who wrote to whom: Between Ann and Bob, Sent by Ann."""
    one = one_line(exchange.one.label, 30)
    if exchange.other is None:
        said = {Way.SENT: "Sent by", Way.RECEIVED: "Received by", Way.EITHER: "Sent or received by"}
        return f"{said[exchange.way]} {one}"
    other = one_line(exchange.other.label, 30)
    pair = {
        Way.SENT: f"{one} to {other}",
        Way.RECEIVED: f"{other} to {one}",
        Way.EITHER: f"Between {one} and {other}",
    }
    return pair[exchange.way]


def day_words(day: date) -> str:
    """A day as the queue writes it: Sat 08 Mar 2025."""
    return f"{day:%a %d %b %Y}"


def with_words(wanted: Wanted, words: str) -> Wanted:
    """The same search with other words."""
    return replace(wanted, words=words.strip())


def with_limit(wanted: Wanted, limit: Limit, value: Any) -> Wanted:
    """The same search with one limit more; a limit that holds one value takes the new one. A last day before
    the first moves the other end along."""
    if limit in _MANY:
        held = getattr(wanted, limit)
        return wanted if value in held else replace(wanted, **{limit: (*held, value)})
    made = replace(wanted, **{limit: value})
    if made.first and made.last and made.first > made.last:
        return replace(made, first=value, last=value)
    return made


def without_limit(wanted: Wanted, chip: Chip) -> Wanted:
    """The same search without what a chip says."""
    if chip.limit in {Limit.FROM, Limit.TO} and isinstance(chip.value, tuple):
        return replace(wanted, first=None, last=None)
    if chip.limit in _MANY:
        left = tuple(one for one in getattr(wanted, chip.limit) if one != chip.value)
        return replace(wanted, **{chip.limit: left})
    return replace(wanted, **{chip.limit: getattr(Wanted(), chip.limit)})


def values(facets: Facets, limit: Limit) -> tuple[Value, ...]:
    """The values that a limit may have in a line; days in order, what has no day left out."""
    if limit is Limit.STATE:
        return tuple(Value(state, words, None) for state, words in STATE_WORDS.items())
    given: dict[Limit, Sequence[tuple[Any, int]]] = {
        Limit.WHO: facets.who,
        Limit.APP: facets.apps,
        Limit.EXHIBIT: facets.exhibits,
        Limit.KIND: facets.kinds,
        Limit.FROM: [(date.fromisoformat(day), many) for day, many in facets.days if day],
    }
    counted = given[Limit.FROM if limit is Limit.TO else limit]
    return tuple(Value(value, value_words(limit, value), many) for value, many in counted)


def found_words(found: LineSearch) -> str:
    """How many of how many: 12 of 3,402 items."""
    if not found.items:
        return f"Nothing found in {count(found.searched, 'item')}."
    return f"{len(found.items):,} of {count(found.searched, 'item')}"
