"""The account of one source: what it declares, what was found in it, and what became of every record (FORMATS.md 1)."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from evidence_review.domain.evidence import Declared, Item, Moment, Problem, Read, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import Party, person_key

TALK = frozenset((ItemKind.MESSAGE, ItemKind.EMAIL))
"""The kinds of item that make a thread a conversation."""
GROUPS = ("kinds", "apps", "directions", "days", "senders")
"""What of an account is counted by group."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation or document of a source: its title, app, items, first and last time as written in ISO."""

    name: str
    title: str
    app: str
    items: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Account:
    """One source in figures. `found` = `imported` + `partly` + `not_read` + `left_out`, or `off_by` says by how much it does not.

    `partly` counts records that were read in part and are no whole item, `not_read` those that were not read, were double or hold
    nothing to review, `left_out` those that the person importing left out on purpose. `first` and `last` end with Z where the
    instant is known. `unknown` names what the importer did not know; `warnings` are its remarks, in its order. `senders` counts the items of
    each person who sent any, by identifier or else by name, `attachments` the files that items carry or name, `missing_attachments`
    those that remarks say were not supplied.
    """

    source: str
    importer: str
    declared: tuple[Declared, ...]
    found: int
    imported: int
    partly: int
    not_read: int
    left_out: int
    unknown: tuple[str, ...]
    first: str
    last: str
    undated: int
    conversations: int
    participants: int
    missing_attachments: int
    warnings: tuple[str, ...]
    kinds: tuple[tuple[str, int], ...] = ()
    apps: tuple[tuple[str, int], ...] = ()
    directions: tuple[tuple[str, int], ...] = ()
    days: tuple[tuple[str, int], ...] = ()
    talks: tuple[Talk, ...] = ()
    senders: tuple[tuple[str, int], ...] = ()
    attachments: int = 0

    @property
    def off_by(self) -> int:
        """Records not accounted for: 0 where the account reconciles."""
        return self.found - self.imported - self.partly - self.not_read - self.left_out


def account_text(account: Account) -> str:
    """An account as JSON, the form in which it is kept."""
    return json.dumps(asdict(account), ensure_ascii=False)


def account_from(text: str) -> Account:
    """The account behind `account_text`."""
    kept: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(text).items()}
    for name in GROUPS:
        kept[name] = tuple((str(group), int(count)) for group, count in kept.get(name, ()))
    kept["declared"] = tuple(Declared(**each) for each in kept["declared"])
    kept["talks"] = tuple(Talk(**each) for each in kept["talks"])
    return Account(**kept)


@dataclass(frozen=True, slots=True)
class Limit:
    """Which part of a source its legal basis covers. The rest is counted and never stored (DOMAIN.md A).

    `people`: conversations in which one of these takes part (names or numbers as the source writes them; empty: all).
    Days are inclusive, of the time as written; `undated` says whether an item without a time is taken.
    """

    people: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    undated: bool = True

    def keys(self) -> frozenset[str]:
        """The keys of the people."""
        return frozenset(person_key(one) for one in self.people if one.strip())

    def days_take(self, sent: Moment | None) -> bool:
        """Whether an item sent then lies within the days."""
        if self.date_from is None and self.date_to is None:
            return True
        when = None if sent is None else sent.local or sent.utc
        if when is None:
            return self.undated
        return (self.date_from is None or when.date() >= self.date_from) and (self.date_to is None or when.date() <= self.date_to)

    def words(self) -> str:
        """What is taken, for the log and the report; empty where everything is."""
        days = f"{self.date_from or 'the beginning'} to {self.date_to or 'the end'}" if self.date_from or self.date_to else ""
        people = f"conversations of {len(self.people)} named people" if self.people else ""
        return "; ".join(part for part in (days, people, "" if self.undated or not days else "without undated items") if part)


EVERYTHING = Limit()
"""No limit."""
LEFT_OUT = "Left out when it was imported: outside the {} that the legal basis covers."
"""The reason of a problem that counts what a limit left out; `account_of` knows it again."""


@dataclass(slots=True)
class Counting:
    """Counts values as they are read, for a preview: nothing of them is kept but figures, titles and people."""

    talks: dict[str, list[object]] = field(default_factory=dict[str, list[object]])
    kinds: Counter[str] = field(default_factory=Counter[str])
    apps: Counter[str] = field(default_factory=Counter[str])
    directions: Counter[str] = field(default_factory=Counter[str])
    days: Counter[str] = field(default_factory=Counter[str])
    people: dict[str, str] = field(default_factory=dict[str, str])
    people_in: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    spoken: set[str] = field(default_factory=set[str])
    sent: Counter[str] = field(default_factory=Counter[str])
    attachments: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])
    declared: list[Declared] = field(default_factory=list[Declared])
    found: int = 0
    undated: int = 0
    instants: list[datetime] = field(default_factory=list[datetime])
    readings: list[datetime] = field(default_factory=list[datetime])

    def take(self, value: Read) -> None:
        """Count one value."""
        match value:
            case Item():
                self._item(value)
            case Problem():
                self.problems.append(value)
            case Declared():
                self.declared.append(value)
            case Tally():
                self.found = value.found

    def _item(self, item: Item) -> None:
        self.kinds[item.kind.value] += 1
        self.apps[item.app] += 1
        self.directions[item.direction.value] += 1
        if item.kind in TALK:
            self.spoken.add(item.thread)
        self.attachments += len(item.attachments)
        if item.sender:
            self.sent[item.sender.identifier or item.sender.name or ""] += 1
        for party in (*([item.sender] if item.sender else []), *item.recipients):
            self._person(item.thread, party)
        when = item.sent and (item.sent.utc or item.sent.local)
        if item.sent is None or when is None:
            self.undated += 1
        else:
            self._time(item.sent, when)
        shown = when.isoformat() if when else ""
        title, app, count, first, last = self.talks.get(item.thread, [item.thread_title, item.app, 0, "", ""])
        early = min(one for one in (str(first), shown) if one) if first or shown else ""
        self.talks[item.thread] = [title, app, int(str(count)) + 1, early, max(str(last), shown)]

    def _person(self, thread: str, party: Party) -> None:
        key = person_key(party.identifier or party.name or "")
        if key:
            self.people.setdefault(key, party.label())
            self.people_in.setdefault(thread, set()).add(key)

    def _time(self, sent: Moment, when: datetime) -> None:
        self.days[(sent.local or when).date().isoformat()] += 1
        kept = self.instants if sent.utc else self.readings
        kept[:] = [min(when, *kept), max(when, *kept)] if kept else [when, when]

    def account(self, source: str, importer: str) -> Account:
        """The figures so far."""
        talks = tuple(
            Talk(name, str(title), str(app), int(str(count)), str(first), str(last))
            for name, (title, app, count, first, last) in self.talks.items()
        )
        return account_of(
            source,
            importer,
            self.found,
            sum(self.kinds.values()),
            0,
            self.problems,
            self.declared,
            Figures(
                instants=tuple(self.instants),
                readings=tuple(self.readings),
                undated=self.undated,
                conversations=len(self.spoken),
                participants=len(self.people),
                kinds=_sorted(self.kinds),
                apps=_sorted(self.apps),
                directions=_sorted(self.directions),
                days=_sorted(self.days),
                talks=talks,
                senders=senders_of(self.sent),
                attachments=self.attachments,
            ),
        )


def senders_of(sent: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """How many items each person sent, from the counts by identifier (by name where there is none) as written; spellings of one are added up."""
    people: dict[str, tuple[str, int]] = {}
    for written, count in sorted(sent.items()):
        if key := person_key(written):
            label, before = people.get(key, (written, 0))
            people[key] = (label, before + count)
    return tuple(sorted(people.values()))


def _sorted(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items()))


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted over the items of a source: first and last instant, first and last reading where no instant is known, and groups."""

    instants: tuple[datetime, ...]
    readings: tuple[datetime, ...]
    undated: int
    conversations: int
    participants: int
    kinds: tuple[tuple[str, int], ...]
    apps: tuple[tuple[str, int], ...]
    directions: tuple[tuple[str, int], ...]
    days: tuple[tuple[str, int], ...]
    talks: tuple[Talk, ...]
    senders: tuple[tuple[str, int], ...]
    attachments: int


def account_of(
    source: str,
    importer: str,
    found: int,
    imported: int,
    double: int,
    problems: list[Problem],
    declared: list[Declared],
    figures: Figures,
) -> Account:
    """The account from its parts; where any instant is known, `first` and `last` are instants."""
    left_out = sum(one.records for one in problems if _is_left_out(one))
    partly = sum(one.records for one in problems if one.kind is ProblemKind.PARTLY_READ)
    times = [f"{when.isoformat()}Z" for when in figures.instants] or [when.isoformat() for when in figures.readings]
    remarks = [one for one in problems if one.kind is not ProblemKind.UNKNOWN_NAME]
    return Account(
        source=source,
        importer=importer,
        declared=tuple(declared),
        found=found,
        imported=imported,
        partly=partly,
        not_read=double + sum(one.records for one in problems) - partly - left_out,
        left_out=left_out,
        unknown=tuple(one.reason for one in problems if one.kind is ProblemKind.UNKNOWN_NAME),
        first=times[0] if times else "",
        last=times[-1] if times else "",
        undated=figures.undated,
        conversations=figures.conversations,
        participants=figures.participants,
        missing_attachments=sum(_files_missing(one) for one in problems if one.kind is ProblemKind.MISSING_ATTACHMENT),
        warnings=tuple(f"{one.reason} ({one.locator})" for one in remarks),
        kinds=figures.kinds,
        apps=figures.apps,
        directions=figures.directions,
        days=figures.days,
        talks=figures.talks,
        senders=figures.senders,
        attachments=figures.attachments,
    )


def _files_missing(problem: Problem) -> int:
    """How many files a remark is of: the number that it begins with ("3 files were not included …"), else one."""
    number = re.match(r"\d{1,9}(?!\d)", problem.reason)
    return int(number[0]) if number else 1


def _is_left_out(problem: Problem) -> bool:
    return problem.kind is ProblemKind.SKIPPED and problem.reason.startswith(LEFT_OUT.split("{", 1)[0])
