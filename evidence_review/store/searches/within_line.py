"""Items by what they are and what was decided on them, as numbers. The gate is asked apart: what is found here is
shown only where the order of a line holds it too (`kept_counts.line_orders`)."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evidence_review.domain.ids import LineId
from evidence_review.store.case import Case, Row
from evidence_review.store.kept_counts.chosen_numbers import Ids, ends, numbers_in, only, shares


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


def senders(case: Case, among: Ids) -> list[Row]:
    """Number, identifier, name and ownership of each sender of these items, with how many."""
    rows = case.all(
        "SELECT sender_id, group_concat(id) FROM items INDEXED BY items_facts WHERE sender_id IS NOT NULL "
        "GROUP BY 1"
    )
    many = dict(zip((one for one, _ in rows), shares(among, (listed for _, listed in rows)), strict=True))
    told = case.all("SELECT id, identifier, name, is_owner FROM parties")
    found = [(*row, count) for row in told if (count := many.get(row[0], 0))]
    return sorted(found, key=lambda row: (-row[4], row[0]))


def facts(case: Case, among: Ids) -> list[Row]:
    """App, reference of the exhibit, kind and how many, of these items."""
    rows = case.all("SELECT app, source_id, kind, group_concat(id) FROM items GROUP BY 1, 2, 3")
    refs = dict(case.all("SELECT s.id, x.ref FROM sources s JOIN exhibits x ON x.id = s.exhibit_id"))
    found = Counter[tuple[str, str, str]]()
    for (app, source, kind, _), many in zip(rows, shares(among, (row[3] for row in rows)), strict=True):
        found[app, refs[source], kind] += many
    return [(*what, many) for what, many in sorted(found.items()) if many]


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


def conversations(case: Case, among: Ids, decided: Ids, dated: int) -> list[Row]:
    """Conversation, the kind of its first item, app, exhibit, how many of these items it has, how many of them
    undecided, the first and the last time ("" where none has one); in order of the first time. These items stand in
    order of time, the `dated` ones first."""
    rows = case.all(
        "SELECT thread_id, group_concat(id) FROM items INDEXED BY items_thread GROUP BY thread_id"
    )
    lists = [listed for _, listed in rows]
    counted = zip(shares(among, lists), shares(only(among, decided), lists), strict=True)
    stood = zip(ends(among, lists), ends(among[:dated], lists), strict=True)
    threads = [thread for thread, _ in rows]
    known = {one: tuple(rest) for one, *rest in case.all(_THREADS)}
    found: list[Row] = []
    for thread, (many, done), (whole, timed_ones) in zip(threads, counted, stood, strict=True):
        if whole is not None:
            first, last = (_time(case, among, at) for at in timed_ones) if timed_ones else ("", "")
            kind = case.all("SELECT kind FROM items WHERE id = :item", {"item": among[whole[0]]})[0][0]
            found.append((thread, kind, *known[thread], many, many - done, first, last))
    return sorted(found, key=lambda row: (row[6], row[0]))


_THREADS = (
    "SELECT t.id, t.app, x.ref FROM threads t JOIN sources s ON s.id = t.source_id JOIN exhibits x ON x.id = "
    "s.exhibit_id"
)


def _time(case: Case, among: Ids, at: int) -> str:
    ((moment,),) = case.all("SELECT sort_time FROM items WHERE id = :item", {"item": among[at]})
    return str(moment)


def writers(case: Case, among: Ids) -> list[tuple[int, int]]:
    """Conversation and number of each party that sent something of these items in it, the first writer
    first."""
    rows = case.all(
        "SELECT thread_id, sender_id, group_concat(id) FROM items INDEXED BY items_facts WHERE sender_id IS "
        "NOT NULL GROUP BY 1, 2"
    )
    stood = ends(among, (listed for *_, listed in rows))
    found = [(row[0], at[0], row[1]) for row, at in zip(rows, stood, strict=True) if at]
    return [(int(thread), int(party)) for thread, _, party in sorted(found)]
