"""The account of a stored source, counted over what is stored: figures, titles and dates, never words
(domain.accounting)."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from evidence_review.domain.accounting import (
    TALK,
    Account,
    Figures,
    Talk,
    account_from,
    account_of,
    account_text,
    senders_of,
)
from evidence_review.domain.ids import SourceId
from evidence_review.domain.people import Party, person_key
from evidence_review.store import attached, dates, readings
from evidence_review.store.case import Case, Change
from evidence_review.store.exhibits import Source, coverage


def account(case: Case, source: Source) -> Account:
    """The account of the last reading as it stands: as counted when it ended, before that as far as it is
    (`found` is 0 then).

    Its times are those of the order of day and month in force.
    """
    told = first_account(case, source)
    under = dates.account_under(case, source.id)
    if under:
        now = account_from(under)
    elif attached.made_of(case, source.id) is not None and dates.newest(case):
        now = _counted_now(
            case, source
        )  # its times are those of messages, which an order of theirs may have moved
    else:
        return told
    return replace(told, first=now.first, last=now.last, undated=now.undated, days=now.days, talks=now.talks)


def first_account(case: Case, source: Source) -> Account:
    """The same with every time as it was first read."""
    kept = dict(readings.accounts(case, source.id)).get(source.number)
    return account_from(kept) if kept else _counted_now(case, source)


def keep_under(case: Case, change: Change, order: int, source: Source) -> None:
    """Count a source whose dates were just read anew, and keep the account beside the order."""
    values = {"order": order, "account": account_text(_counted_now(case, source))}
    change.run("INSERT INTO date_order_accounts VALUES (:order, :account)", values)


def earlier_accounts(case: Case, source: Source) -> tuple[Account, ...]:
    """The accounts of the readings before the last, the first one first."""
    return tuple(
        account_from(kept) for number, kept in readings.accounts(case, source.id) if number < source.number
    )


@dataclass(frozen=True, slots=True)
class FiguresAt:
    """The figures of a source, and up to which item and order of dates they were counted."""

    at: tuple[int, int]
    figures: Figures


def count_before(case: Case, source: SourceId) -> FiguresAt:
    """Count a source before the change that ends it: it takes seconds for a million items, for which nobody else
    could write."""
    return FiguresAt(_at(case), _figures(case, source))


def _at(case: Case) -> tuple[int, int]:
    return case.count("SELECT max(id) FROM items"), case.count("SELECT max(id) FROM date_orders")


def end_reading(case: Case, change: Change, ended: Source, counted: FiguresAt) -> None:
    """Keep the end of a further reading and its account; what came since it was counted is counted."""
    readings.end(change, ended, account_text(_counted_now(case, ended, counted)))


def keep_account(case: Case, change: Change, source: Source, counted: FiguresAt) -> None:
    """Keep the account of a source whose import has just ended, within the change that ends it; what came since it
    was counted is counted."""
    values = {"source": source.id, "account": account_text(_counted_now(case, source, counted))}
    change.run("INSERT INTO accounts VALUES (:source, :account)", values)


def _counted_now(case: Case, source: Source, counted: FiguresAt | None = None) -> Account:
    is_so_still = counted is not None and counted.at == _at(case)
    figures = counted.figures if counted and is_so_still else _figures(case, source.id)
    return account_of(source.name, source.importer, coverage(case, source), figures)


def _figures(case: Case, source: SourceId) -> Figures:
    """Everything from one pass over the source's items: a million of them must not be read eight times."""
    counted = _Counted()
    for (
        thread,
        kind,
        app,
        direction,
        day,
        sender,
        items,
        utc,
        utc_last,
        local,
        local_last,
        first,
        last,
    ) in case.all(_GROUPS, {"source": source}):
        counted.add(kind, app, direction, day, items)
        if kind in _SPOKEN:
            counted.spoken.add(thread)
        counted.times(utc, utc_last, local, local_last)
        counted.talk(thread, items, first or "", last or "")
        counted.sent[sender or 0] += items
    people = set(counted.sent) | {row[0] for row in case.all(_RECIPIENTS, {"source": source})}
    files = case.one(_ATTACHMENTS, {"source": source})
    return counted.figures(_written(case, people), _names(case, source), files[0] if files else 0)


_GROUPS = (
    "SELECT thread_id, kind, app, direction, substr(coalesce(sent_local, sent_utc), 1, 10) AS day, "
    "sender_id, count(*), "
    "min(sent_utc), max(sent_utc), min(iif(sent_utc IS NULL, sent_local, NULL)), max(iif(sent_utc "
    "IS NULL, sent_local, NULL)), "
    "min(coalesce(sent_utc, sent_local)), max(coalesce(sent_utc, sent_local)) "
    "FROM items WHERE source_id = :source GROUP BY thread_id, kind, app, direction, day, sender_id"
)
_OF_SOURCE = (
    "WHERE item_id BETWEEN (SELECT min(id) FROM items WHERE source_id = :source) AND (SELECT "
    "max(id) FROM items WHERE source_id = :source) "
    "AND EXISTS (SELECT 1 FROM items i WHERE i.id = item_id AND i.source_id = :source)"
)
_RECIPIENTS = f"SELECT DISTINCT party_id FROM recipients {_OF_SOURCE}"
_ATTACHMENTS = f"SELECT count(*) FROM attachments {_OF_SOURCE}"
_SPOKEN = frozenset(kind.value for kind in TALK)


@dataclass(slots=True)
class _Counted:
    """Counts by kind, app, direction and day; first and last times; items and times of each thread."""

    kinds: Counter[str] = field(default_factory=Counter[str])
    apps: Counter[str] = field(default_factory=Counter[str])
    directions: Counter[str] = field(default_factory=Counter[str])
    days: Counter[str] = field(default_factory=Counter[str])
    spoken: set[int] = field(default_factory=set[int])
    instants: list[str] = field(default_factory=list[str])
    readings: list[str] = field(default_factory=list[str])
    threads: dict[int, tuple[int, str, str]] = field(default_factory=dict[int, tuple[int, str, str]])
    sent: Counter[int] = field(default_factory=Counter[int])
    undated: int = 0

    def add(self, kind: str, app: str, direction: str, day: str | None, items: int) -> None:
        """One group of items."""
        self.kinds[kind] += items
        self.apps[app] += items
        self.directions[direction] += items
        if day is None:
            self.undated += items
        else:
            self.days[day] += items

    def times(self, utc: str | None, utc_last: str | None, local: str | None, local_last: str | None) -> None:
        """The ends of a group, of those with an instant and of those without."""
        for kept, ends in ((self.instants, (utc, utc_last)), (self.readings, (local, local_last))):
            found = [*kept, *(end for end in ends if end)]
            kept[:] = [min(found), max(found)] if found else []

    def talk(self, thread: int, items: int, first: str, last: str) -> None:
        """A group's share of its thread."""
        before, early, late = self.threads.get(thread, (0, "", ""))
        self.threads[thread] = (
            before + items,
            min(filter(None, (early, first)), default=""),
            max(late, last),
        )

    def figures(
        self, people: dict[int, str], names: dict[int, tuple[str, str, str]], attachments: int
    ) -> Figures:
        """The whole as a value; `people` are all who take part, as written."""
        sent = Counter[str]()
        for party, items in self.sent.items():
            sent[people.get(party, "")] += items
        return Figures(
            instants=tuple(datetime.fromisoformat(when) for when in self.instants),
            readings=tuple(datetime.fromisoformat(when) for when in self.readings),
            undated=self.undated,
            conversations=len(self.spoken),
            participants=len({key for written in people.values() if (key := person_key(written))}),
            kinds=tuple(sorted(self.kinds.items())),
            apps=tuple(sorted(self.apps.items())),
            directions=tuple(sorted(self.directions.items())),
            days=tuple(sorted(self.days.items())),
            talks=tuple(Talk(*names[thread], *told) for thread, told in sorted(self.threads.items())),
            senders=senders_of(sent),
            attachments=attachments,
        )


def _written(case: Case, parties: set[int]) -> dict[int, str]:
    """What identifies each of these parties, as written: the identifier, else the name."""
    rows = case.all(
        "SELECT id, identifier, name FROM parties WHERE id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(sorted(parties))},
    )
    return {party: identifier or name or "" for party, identifier, name in rows}


def _names(case: Case, source: SourceId) -> dict[int, tuple[str, str, str]]:
    rows = case.all("SELECT id, name, title, app FROM threads WHERE source_id = :source", {"source": source})
    return {thread: (name, title, app) for thread, name, title, app in rows}


# ---- what of a source may be read
# ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenTalk:
    """A conversation or document of which something may be read: its title, how many of its items by app, and
    who takes part in those."""

    title: str
    apps: Mapping[str, int]
    people: tuple[Party, ...]


_TALKS = (
    "SELECT i.source_id, i.thread_id, t.title, i.app, count(*) FROM (SELECT DISTINCT item_id FROM "
    "reviewable) g JOIN items i ON i.id = g.item_id JOIN threads t ON t.id = i.thread_id WHERE :source IS NULL OR "
    "i.source_id = :source GROUP BY i.source_id, i.thread_id, i.app"
)
_PEOPLE = (
    "WITH open (item_id) AS MATERIALIZED (SELECT DISTINCT g.item_id FROM reviewable g JOIN items i ON i.id = "
    "g.item_id WHERE :source IS NULL OR i.source_id = :source) SELECT i.thread_id, p.identifier, p.name, "
    "p.is_owner, p.role FROM open JOIN items i ON i.id = "
    "open.item_id JOIN parties p ON p.id = i.sender_id "
    "UNION SELECT i.thread_id, p.identifier, p.name, p.is_owner, p.role FROM open JOIN items i ON i.id = "
    "open.item_id JOIN recipients r ON r.item_id = i.id JOIN parties p ON p.id = r.party_id"
)


def talks_of(case: Case, source: SourceId | None = None) -> dict[SourceId, Sequence[OpenTalk]]:
    """By source, of one or of all, the conversations of which something may be read; a source without any is
    not in it."""
    if case.one("SELECT 1 FROM current_versions LIMIT 1") is None:
        return {}
    values = {"source": source}
    people: dict[int, list[Party]] = defaultdict(list)
    for thread, identifier, name, owner, role in case.all(_PEOPLE, values):
        people[thread].append(Party(identifier or None, name or None, bool(owner), role))
    rows: dict[tuple[int, int, str], dict[str, int]] = defaultdict(dict)
    for of, thread, title, app, count in case.all(_TALKS, values):
        rows[of, thread, title][app] = count
    found: dict[SourceId, list[OpenTalk]] = defaultdict(list)
    for (of, thread, title), apps in sorted(rows.items()):
        found[SourceId(of)].append(OpenTalk(title, apps, tuple(people[thread])))
    return dict(found)
