"""Counting what is read of a source before anything of it is stored, for a preview: the same account that an
import ends with."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from evidence_review.domain.accounting import TALK, Account, Figures, Talk, account_of, senders_of
from evidence_review.domain.evidence import Coverage, Declared, Item, Moment, Problem, Read, Tally
from evidence_review.domain.people import Party, person_key


@dataclass(slots=True)
class Counting:
    """Counts values as they are read, for a preview: nothing of them is kept but figures, titles and
    people."""

    talks: dict[str, Talk] = field(default_factory=dict[str, Talk])
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
        self._talk(item, when.isoformat() if when else "")

    def _talk(self, item: Item, shown: str) -> None:
        one = self.talks.get(item.thread) or Talk(item.thread, item.thread_title, item.app, 0, "", "")
        first = min(filter(None, (one.first, shown)), default="")
        self.talks[item.thread] = Talk(
            one.name, one.title, one.app, one.items + 1, first, max(one.last, shown)
        )

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
        read = Coverage(tuple(self.declared), self.found, sum(self.kinds.values()), 0, tuple(self.problems))
        return account_of(source, importer, read, self._figures())

    def _figures(self) -> Figures:
        return Figures(
            instants=tuple(self.instants),
            readings=tuple(self.readings),
            undated=self.undated,
            conversations=len(self.spoken),
            participants=len(self.people),
            kinds=_sorted(self.kinds),
            apps=_sorted(self.apps),
            directions=_sorted(self.directions),
            days=_sorted(self.days),
            talks=tuple(self.talks.values()),
            senders=senders_of(self.sent),
            attachments=self.attachments,
        )


def _sorted(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items()))
