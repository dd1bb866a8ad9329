"""Searching within a line: by words and by what items are, among what a reviewer may read for it and nowhere else.
Every search is on the log, with its words apart (reference/law.md C1, C7, D1)."""

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterable
from datetime import date, time

from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, ItemKind
from evidence_review.domain.people import Party
from evidence_review.relevance.term_hits import fts_query
from evidence_review.store import index, suggestions
from evidence_review.store.kept_counts import chosen_numbers, line_orders
from evidence_review.store.kept_counts.chosen_numbers import Ids
from evidence_review.store.searches import within_line
from evidence_review.store.searches.within_line import Limits
from evidence_review.workflow.case.labelling import Faces, faces, known_keys, party_label
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.search_views import (
    ConversationRow,
    Exchange,
    Facets,
    LineSearch,
    Wanted,
    Way,
)
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.reviewing.persons import persons

_PARTS = re.compile(r'"([^"]+)"|“([^”]+)”|(\S+)')
_LONGEST = 400
"""Signs of the words of a search."""


def search_line(session: Session, number: int, wanted: Wanted, order: str = "time") -> LineSearch:
    """The items of a line that are wanted, in its order (time or rank). Logged first, with the words.

    RuleBroken where nothing is asked, or the words hold nothing that can be looked for.
    """
    found = found_in_line(session, number, wanted, order)
    record_search(session, number, wanted, found)
    return found


def found_in_line(session: Session, number: int, wanted: Wanted, order: str = "time") -> LineSearch:
    """What `search_line` gives, on a connection that only reads; `record_search` before it is shown."""
    session.may(Act.READ)
    line = approved_line(session, number)
    if wanted.is_empty:
        raise RuleBroken("Say what to look for: words, people, days, or what stands of an item.")
    queries = _queries(wanted.words)
    ids = _order(session, line, order)
    found = _found(session, line, wanted, queries)
    chosen = ids if found is None else chosen_numbers.only(ids, found)
    return LineSearch(chosen, len(ids), hashlib.sha256(line_orders.packed(ids)).hexdigest())


def record_search(session: Session, number: int, wanted: Wanted, found: LineSearch) -> None:
    """Write a search and what it was made over on the log, its words apart."""
    session.may(Act.READ)
    line = approved_line(session, number)
    session.case.record(
        session.signer,
        AuditOp.CONSULT,
        "search in line",
        about=f"line:{line.number}:{line.version}",
        reason=wanted.words.strip(),
        line=line.number,
        found=len(found.items),
        searched=found.searched,
        corpus=found.corpus,
        limits=_limits_said(wanted),
    )


def facets(session: Session, number: int) -> Facets:
    """By what the items of a line can be narrowed down, with counts; senders by label. No text."""
    session.may(Act.READ)
    line = approved_line(session, number)
    ids = _order(session, line, "time")
    who: Counter[str] = Counter()
    for _, label, many in _senders(session, line, ids):
        who[label] += many
    apps: Counter[str] = Counter()
    exhibits: Counter[str] = Counter()
    kinds: Counter[ItemKind] = Counter()
    for app, ref, kind, many in within_line.facts(session.case, ids):
        apps[app] += many
        exhibits[ref] += many
        kinds[ItemKind(kind)] += many
    return Facets(
        tuple(who.most_common()),
        tuple(apps.most_common()),
        tuple(exhibits.most_common()),
        tuple(kinds.most_common()),
        tuple(within_line.days(session.case, ids)),
    )


def days_of_line(session: Session, number: int) -> tuple[tuple[str, int], ...]:
    """Each day (ISO, "" is none) with how many items of a line are of it. No text."""
    session.may(Act.READ)
    line = approved_line(session, number)
    return tuple(within_line.days(session.case, _order(session, line, "time")))


def conversations(session: Session, number: int) -> tuple[ConversationRow, ...]:
    """Conversations of a line, in order of their first item that it lets through, with counts. No text."""
    session.may(Act.READ)
    line = approved_line(session, number)
    ids = _order(session, line, "time")
    labels = {party: label for party, label, _ in _senders(session, line, ids)}
    writers: dict[int, list[str]] = {}
    for thread, party in within_line.writers(session.case, ids):
        writers.setdefault(thread, []).append(labels.get(party, ""))
    decided = array("I", suggestions.decided(session.case, line.id))
    return tuple(
        ConversationRow(thread, _called(writers.get(thread, ()), kind), app, ref, many, left, first, last)
        for thread, kind, app, ref, many, left, first, last in within_line.conversations(
            session.case, ids, decided, line_orders.dated(session.case, ids)
        )
    )


def first_at(
    session: Session, number: int, day: date, from_time: time | None, listed: array[int]
) -> ItemId | None:
    """The first item of a line that is among those `listed` and of this day in London, at this time or later;
    None where there is none."""
    session.may(Act.READ)
    line = approved_line(session, number)
    least = f"{day}T{from_time or time.min:%H:%M}"
    of_day = {item for item, moment in within_line.timed(session.case, day) if moment >= least}
    here = chosen_numbers.only(listed, of_day)
    ids = chosen_numbers.only(_order(session, line, "time"), frozenset(here)) if here else here
    return ItemId(ids[0]) if ids else None


def _called(labels: Iterable[str], kind: str) -> str:
    names = list(dict.fromkeys(filter(None, labels)))
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""  # a readable heading
    return ", ".join(names[:4]) + more if names else kind.replace("_", " ").lower()


def _senders(session: Session, line: LineOfEnquiry, ids: Ids) -> list[tuple[int, str, int]]:
    """Number of each party that sent something, the label under which it is shown, and how many it sent."""
    known = known_keys(session, line)
    linked = faces(session, known)
    return [
        (party, _label(session, (identifier, name, owner), known, linked), many)
        for party, identifier, name, owner, many in within_line.senders(session.case, ids)
    ]


def _label(session: Session, row: tuple[str, str, int], known: frozenset[str], linked: Faces) -> str:
    identifier, name, owner = row
    party = Party(identifier or None, name or None, bool(owner))
    return party_label(session, party, known, None, plain=False, linked=linked)


def _order(session: Session, line: LineOfEnquiry, order: str) -> Ids:
    by_rank = order == "rank"
    way = line_orders.way_of(by_rank=by_rank, tag=None)
    found = line_orders.kept(session.case, line.id, way)
    return line_orders.made(session.case, line.id, by_rank=by_rank, tag=None) if found is None else found


def _found(session: Session, line: LineOfEnquiry, wanted: Wanted, queries: list[str]) -> Ids | None:
    """The items that are wanted, of every line, to be held against the line's own; None where nothing limits
    them."""
    limits = _limits(session, line, wanted)
    by_words = (
        index.numbers_with(session.case, " AND ".join(f"({query})" for query in queries)) if queries else None
    )
    if limits.is_empty:
        return by_words
    by_limits = within_line.within(session.case, line.id, limits)
    return by_limits if by_words is None else chosen_numbers.only(by_words, by_limits)


def _limits(session: Session, line: LineOfEnquiry, wanted: Wanted) -> Limits:
    chosen = frozenset(wanted.who)
    senders = (
        tuple(
            party
            for party, label, _ in _senders(session, line, _order(session, line, "time"))
            if label in chosen
        )
        if chosen
        else None
    )
    return Limits(
        wanted.first,
        wanted.last,
        senders,
        wanted.apps,
        wanted.exhibits,
        tuple(map(str, wanted.kinds)),
        wanted.conversation,
        wanted.state,
        wanted.has_file,
        _exchanges(session, line, wanted.exchange) if wanted.exchange else (),
        wanted.hours,
        wanted.picked,
    )


def _exchanges(session: Session, line: LineOfEnquiry, asked: Exchange) -> tuple[within_line.Sent, ...]:
    """Who sent to whom, as numbers of parties; with one other way round where either way is asked."""
    known = persons(session, (line,))
    one = known.numbers_of(asked.one.number)
    other = known.numbers_of(asked.other.number) if asked.other else None
    ways = {Way.SENT: ((one, other),), Way.RECEIVED: ((other, one),)}
    return ways.get(asked.way, ((one, other), (other, one)))


def _queries(words: str) -> list[str]:
    """A query of the index for each phrase and word."""
    if len(words) > _LONGEST:
        raise RuleBroken(f"Look for fewer words: {_LONGEST} signs at most.")
    found: list[str] = []
    for quoted, curled, bare in _PARTS.findall(words):
        said = quoted or curled or bare
        query = fts_query(said.rstrip("*"))
        if query is None:
            raise RuleBroken("The index holds letters and figures. Look for a word, a name or a number.")
        found.append(f"{query}*" if bare.endswith("*") else query)
    return found


def _limits_said(wanted: Wanted) -> str:
    """What else was asked, without a name: which limits there were."""
    names = ("who", "first", "last", "apps", "exhibits", "kinds", "conversation", "state", "has_file")
    names = (*names, "exchange", "hours", "picked")
    return " ".join(name for name in names if getattr(wanted, name))
