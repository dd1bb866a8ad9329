"""What a line, or all lines together (number 0), let through, seen at once: days and hours, people, calls. Counts and
labels, no text; what no line covers is nowhere among them but as a count (reference/law.md C1, E2)."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_review.domain.kinds import AuditOp
from evidence_review.store.searches import many_items
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.overview_views import (
    CallRow,
    Days,
    HourCount,
    PeopleCounts,
    PersonCount,
    PlaceRow,
    Tie,
)
from evidence_review.workflow.reviewing.call_facts import call_facts
from evidence_review.workflow.reviewing.persons import Persons, chosen_lines, persons


def overview_days(session: Session, number: int) -> Days:
    """How many items each hour of each day has."""
    rows = many_items.hours(session.case, [line.id for line in chosen_lines(session, number)])
    hours = tuple(HourCount(day, int(hour), many) for day, hour, many in rows if day and hour)
    everything = sum(row[2] for row in rows)
    return Days(hours, everything - sum(one.items for one in hours), everything)


@dataclass(slots=True)
class _Count:
    """What is counted of a person."""

    sent: int = 0
    received: int = 0
    first: str = ""
    last: str = ""

    def span(self, first: str | None, last: str | None) -> None:
        """Take in the time of more items."""
        if first and last:
            self.first = min(self.first or first, first)
            self.last = max(self.last, last)


def overview_people(session: Session, number: int) -> PeopleCounts:
    """Who sent and received how much, and how much went between each two. Identities that are known to be one person
    count as one, also where one item went to several of them; what a person sent to another identity of their own is
    no tie."""
    lines = chosen_lines(session, number)
    rows = many_items.exchanges(session.case, [line.id for line in lines])
    known = persons(session, lines)
    known.meet(party for sender, to, *_ in rows for party in _parties(sender, to))
    counts: dict[int, _Count] = {}
    ties: Counter[tuple[int, int]] = Counter()
    for sender, to, many, first, last in rows:
        by = known.of[sender] if sender is not None else None
        receivers = {known.of[party] for party in _numbers(to)}
        for person in receivers | ({by} if by is not None else set[int]()):
            one = counts.setdefault(person, _Count())
            one.sent += many * (person == by)
            one.received += many * (person in receivers)
            one.span(first, last)
        if by is not None:
            ties.update({(min(by, one), max(by, one)): many for one in receivers - {by}})
    return PeopleCounts(
        _ranked(known, counts, ties),
        tuple(Tie(one, other, many) for (one, other), many in ties.most_common()),
        len(set(known.of.values()) - set(counts)),
    )


def _ranked(
    known: Persons, counts: dict[int, _Count], ties: Counter[tuple[int, int]]
) -> tuple[PersonCount, ...]:
    """Everyone with counts, those with most items first."""
    others = Counter(person for pair in ties for person in pair)
    made = (
        PersonCount(known.found[person], one.sent, one.received, others[person], one.first, one.last)
        for person, one in counts.items()
    )
    return tuple(sorted(made, key=lambda one: (-one.sent - one.received, one.who.number)))


def overview_calls(session: Session, number: int) -> tuple[CallRow, ...]:
    """Every call in order of time: who called whom, when, how long, and whether it was answered as far as the source
    says."""
    lines = chosen_lines(session, number)
    rows = many_items.calls(session.case, [line.id for line in lines])
    known = persons(session, lines)
    known.meet(party for _, _, sender, to, *_ in rows for party in _parties(sender, to))
    return tuple(_call(known, *row) for row in rows)


def record_calls(session: Session, number: int, found: Sequence[CallRow]) -> None:
    """Write on the log that somebody is shown these calls, before it is so: a call is all in its row."""
    about = _about(session, number)
    session.case.record(
        session.signer, AuditOp.CONSULT, "see calls", about=about, items=len(found), line=number
    )


def record_places(session: Session, number: int, found: Sequence[PlaceRow]) -> None:
    """The same of places, with their time and sender."""
    about = _about(session, number)
    session.case.record(
        session.signer, AuditOp.CONSULT, "see places", about=about, items=len(found), line=number
    )


def _about(session: Session, number: int) -> str:
    """What such an entry is about."""
    lines = chosen_lines(session, number)
    return f"line:{number}:{lines[0].version}" if number else "lines"


def _call(
    known: Persons,
    item: int,
    when: str,
    sender: int | None,
    to: str | None,
    direction: str,
    text: str,
    extra: str,
    app: str,
    exhibit: str,
) -> CallRow:
    facts = call_facts(text, [(str(name), str(value)) for name, value in json.loads(extra)])
    called = tuple(dict.fromkeys(known.someone(party) for party in _numbers(to)))
    caller = known.someone(sender) if sender is not None else None
    return CallRow(item, when[:16], caller, called, direction, facts.seconds, facts.answered, app, exhibit)


def _numbers(to: str | None) -> list[int]:
    return [int(one) for one in to.split(",")] if to else []


def _parties(sender: int | None, to: str | None) -> list[int]:
    return [*([sender] if sender is not None else []), *_numbers(to)]
