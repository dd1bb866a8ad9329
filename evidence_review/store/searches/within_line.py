"""Items by what they are and what was decided on them, as numbers. The gate is asked apart: what is found here is
shown only where the order of a line holds it too (`kept_counts.line_orders`)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evidence_review.domain.ids import LineId
from evidence_review.store.case import Case, Row
from evidence_review.store.kept_counts.chosen_numbers import Ids, numbers_in, shares


class State(StrEnum):
    """What stands of an item on its line."""

    UNDECIDED = "undecided"
    DECIDED = "decided"
    RELEVANT = "relevant"
    NOT_RELEVANT = "not relevant"
    UNSURE = "unsure"
    TERM = "term"
    """An agreed term is in it."""


type Sent = tuple[tuple[int, ...] | None, tuple[int, ...] | None]
"""Parties that sent, and parties that received; None where anybody may have."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Whole days in London, both included; numbers of the senders; apps, references of exhibits and kinds; what
    stands of the item; whether a file is attached; numbers of the senders and of the receivers of an exchange, of which
    any pair may be met; the first and the last hour of the day; numbers of items. What is empty limits nothing, but no
    senders find nothing."""

    first: date | None = None
    last: date | None = None
    senders: tuple[int, ...] | None = None
    apps: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    conversation: int = 0
    state: State | None = None
    has_file: bool = False
    exchanges: tuple[Sent, ...] = ()
    hours: tuple[int, int] | None = None
    items: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it limits nothing."""
        return self == Limits()


_DECIDED = "SELECT item_id FROM current_decisions WHERE line_id = :line"
_STATES = {
    State.UNDECIDED: f"i.id NOT IN ({_DECIDED})",
    State.DECIDED: f"i.id IN ({_DECIDED})",
    State.RELEVANT: f"i.id IN ({_DECIDED} AND value = 'RELEVANT')",
    State.NOT_RELEVANT: f"i.id IN ({_DECIDED} AND value = 'NOT_RELEVANT_TO_LINE')",
    State.UNSURE: f"i.id IN ({_DECIDED} AND value = 'UNSURE')",
    State.TERM: "i.id IN (SELECT item_id FROM flags WHERE line_id = :line AND band = 'MUST_REVIEW')",
}

_OF_EXHIBITS = (
    "i.source_id IN (SELECT s.id FROM sources s JOIN exhibits x ON x.id = s.exhibit_id WHERE x.ref IN ({}))"
)


def within(case: Case, line: LineId, limits: Limits) -> Ids:
    """Items that keep within these limits, of every line; only to be held against what one lets through."""
    where, values = _where(limits)
    asked = f"SELECT coalesce(group_concat(i.id), '') FROM items i WHERE {' AND '.join(where) or '1'}"
    ((listed,),) = case.all(asked, {"line": line} | values)
    return numbers_in(listed)


def _where(limits: Limits) -> tuple[list[str], dict[str, object]]:
    where: list[str] = []
    values: dict[str, object] = {}
    if limits.first or limits.last:
        where.append("i.day BETWEEN :first AND :last")
        values |= {"first": str(limits.first or "0000"), "last": str(limits.last or "9999")}
    lists: tuple[tuple[str, str, Sequence[object] | None], ...] = (
        ("senders", "i.sender_id IN ({})", limits.senders),
        ("apps", "i.app IN ({})", limits.apps or None),
        ("kinds", "i.kind IN ({})", limits.kinds or None),
        (
            "exhibits",
            _OF_EXHIBITS,
            limits.exhibits or None,
        ),
    )
    for name, said, wanted in lists:
        if wanted is not None:
            where.append(said.format(f"SELECT value FROM json_each(:{name})"))
            values[name] = json.dumps(list(wanted))
    if limits.conversation:
        where.append("i.thread_id = :conversation")
        values["conversation"] = limits.conversation
    where += _picked(limits, values)
    where += [_STATES[limits.state]] if limits.state else []
    where += ["i.id IN (SELECT item_id FROM attachments)"] if limits.has_file else []
    return where, values


def _picked(limits: Limits, values: dict[str, object]) -> list[str]:
    """Hours of the day, items by number, and who sent to whom; what is asked for goes among the values."""
    where: list[str] = []
    if limits.hours:
        where.append("substr(i.sort_time, 12, 2) BETWEEN :from_hour AND :to_hour")
        values |= {"from_hour": f"{limits.hours[0]:02}", "to_hour": f"{limits.hours[1]:02}"}
    if limits.items:
        where.append("i.id IN (SELECT value FROM json_each(:items))")
        values["items"] = json.dumps(list(limits.items))
    if limits.exchanges:
        said = [_sent(one, at, values) for at, one in enumerate(limits.exchanges)]
        where.append(f"({' OR '.join(said)})")
    return where


def _sent(sent: Sent, at: int, values: dict[str, object]) -> str:
    """What was sent by some parties, to some, or both; their numbers go among the values."""
    by, to = sent
    where: list[str] = []
    if by is not None:
        where.append(f"i.sender_id IN (SELECT value FROM json_each(:by{at}))")
        values[f"by{at}"] = json.dumps(by)
    if to is not None:
        where.append(
            "EXISTS (SELECT 1 FROM recipients r WHERE r.item_id = i.id AND r.party_id IN "
            f"(SELECT value FROM json_each(:to{at})))"
        )
        values[f"to{at}"] = json.dumps(to)
    return f"({' AND '.join(where)})"


def senders(case: Case, line: LineId) -> list[Row]:
    """Number, identifier, name and ownership of each sender of what a line lets through, with how many."""
    return case.all(
        "SELECT p.id, p.identifier, p.name, p.is_owner, count(*) FROM reviewable g JOIN items i ON i.id = g.item_id "
        "JOIN parties p ON p.id = i.sender_id WHERE g.line_id = :line GROUP BY p.id ORDER BY count(*) DESC, p.id",
        {"line": line},
    )


def facts(case: Case, line: LineId) -> list[Row]:
    """App, reference of the exhibit, kind and how many, of what a line lets through."""
    return case.all(
        "SELECT i.app, x.ref, i.kind, count(*) FROM reviewable g JOIN items i ON i.id = g.item_id JOIN sources s ON "
        "s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id WHERE g.line_id = :line GROUP BY 1, 2, 3",
        {"line": line},
    )


def days(case: Case, among: Ids) -> list[tuple[str, int]]:
    """Each day with its number of items, of these items; "" is what has no day."""
    rows = case.all("SELECT coalesce(day, ''), group_concat(id) FROM items GROUP BY day ORDER BY day")
    many = shares(among, (listed for _, listed in rows))
    return [(str(day), count) for (day, _), count in zip(rows, many, strict=True) if count]


def timed(case: Case, day: date) -> list[tuple[int, str]]:
    """Items of a day in London with their times (ISO, to the second or finer), of every line; only to be held against
    what one lets through."""
    rows = case.all("SELECT id, coalesce(sort_time, '') FROM items WHERE day = :day", {"day": str(day)})
    return [(int(item), str(moment)) for item, moment in rows]


def conversations(case: Case, line: LineId) -> list[Row]:
    """Conversation, the kind of what is in it, app, exhibit, how many items a line lets through, how many of them undecided, the
    first and the last time; in order of the first."""
    return case.all(
        "SELECT t.id, min(i.kind), t.app, x.ref, count(*), sum(d.id IS NULL), min(coalesce(i.sort_time, '')), "
        "max(coalesce(i.sort_time, '')) FROM reviewable g JOIN items i ON i.id = g.item_id JOIN threads t ON t.id = "
        "i.thread_id JOIN sources s ON s.id = i.source_id JOIN exhibits x ON x.id = s.exhibit_id LEFT JOIN "
        "current_decisions d ON d.line_id = g.line_id AND d.item_id = i.id WHERE g.line_id = :line GROUP BY t.id "
        "ORDER BY 7, t.id",
        {"line": line},
    )


def writers(case: Case, line: LineId) -> list[tuple[int, int]]:
    """Conversation and number of each party that sent something in it that a line lets through, in order."""
    rows = case.all(
        "SELECT i.thread_id, i.sender_id FROM reviewable g JOIN items i ON i.id = g.item_id WHERE g.line_id = :line AND "
        "i.sender_id IS NOT NULL GROUP BY 1, 2 ORDER BY 1, min(i.id)",
        {"line": line},
    )
    return [(int(thread), int(party)) for thread, party in rows]
