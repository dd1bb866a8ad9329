"""The account of one source: what it declares, what was found in it, and what became of every record
(reference/formats.md 1)."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from evidence_review.domain.evidence import Coverage, Declared, Problem
from evidence_review.domain.import_limits import LEFT_OUT
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import person_key

TALK = frozenset((ItemKind.MESSAGE, ItemKind.EMAIL))
"""The kinds of item that make a thread a conversation."""
GROUPS = ("kinds", "apps", "directions", "days", "senders")
"""What of an account is counted by group."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation or document of a source: its title, app, items, first and last time as written in
    ISO."""

    name: str
    title: str
    app: str
    items: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Account:
    """One source in figures.

    `found` = `imported` + `partly` + `not_read` + `left_out`, or `off_by` says by how much it does not.

    `partly` counts records that were read in part and are no whole item, `not_read` those that were not read,
    were double or hold nothing to review, `left_out` those that the person importing left out on purpose.
    `first` and `last` end with Z where the instant is known. `unknown` names what the importer did not know;
    `warnings` are its remarks, in its order. `senders` counts the items of each person who sent any, by
    identifier or else by name, `attachments` the files that items carry or name, `missing_attachments` those
    that remarks say were not supplied.
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
    kept: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(text).items()
    }
    for name in GROUPS:
        kept[name] = tuple((str(group), int(count)) for group, count in kept.get(name, ()))
    kept["declared"] = tuple(Declared(**each) for each in kept["declared"])
    kept["talks"] = tuple(Talk(**each) for each in kept["talks"])
    return Account(**kept)


def senders_of(sent: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """How many items each person sent, from the counts by identifier (by name where there is none) as
    written; spellings of one are added up."""
    people: dict[str, tuple[str, int]] = {}
    for written, count in sorted(sent.items()):
        if key := person_key(written):
            label, before = people.get(key, (written, 0))
            people[key] = (label, before + count)
    return tuple(sorted(people.values()))


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted over the items of a source: first and last instant, first and last reading where no
    instant is known, and groups."""

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

    def span(self) -> tuple[str, str]:
        """The first and last time in ISO, of all that has one: an instant ends in Z, a reading of a clock
        whose zone is not known does not; empty where there is neither."""
        times = sorted([*((when, "Z") for when in self.instants), *((when, "") for when in self.readings)])
        written = [f"{when.isoformat()}{zone}" for when, zone in times] or [""]
        return written[0], written[-1]


def account_of(source: str, importer: str, read: Coverage, figures: Figures) -> Account:
    """The account of a source from what reading it came to and the figures over its items."""
    first, last = figures.span()
    partly = sum(one.records for one in read.problems if one.kind is ProblemKind.PARTLY_READ)
    left_out = sum(one.records for one in read.problems if is_left_out(one))
    return Account(
        source=source,
        importer=importer,
        declared=read.declared,
        found=read.found,
        imported=read.imported,
        partly=partly,
        not_read=read.accounted - read.imported - partly - left_out,
        left_out=left_out,
        unknown=tuple(one.reason for one in read.problems if one.kind is ProblemKind.UNKNOWN_NAME),
        first=first,
        last=last,
        undated=figures.undated,
        conversations=figures.conversations,
        participants=figures.participants,
        missing_attachments=sum(
            _files_missing(one) for one in read.problems if one.kind is ProblemKind.MISSING_ATTACHMENT
        ),
        warnings=tuple(
            f"{one.reason} ({one.locator})"
            for one in read.problems
            if one.kind is not ProblemKind.UNKNOWN_NAME
        ),
        kinds=figures.kinds,
        apps=figures.apps,
        directions=figures.directions,
        days=figures.days,
        talks=figures.talks,
        senders=figures.senders,
        attachments=figures.attachments,
    )


def _files_missing(problem: Problem) -> int:
    """How many files a remark is of: the number that it begins with ("3 files were not included …"), else
    one."""
    number = re.match(r"\d{1,9}(?!\d)", problem.reason)
    return int(number[0]) if number else 1


def is_unread(problem: Problem) -> bool:
    """Whether something that should have become an item did not, or not wholly."""
    return problem.kind in {ProblemKind.NOT_READ, ProblemKind.PARTLY_READ}


def is_left_out(problem: Problem) -> bool:
    """Whether records were left out because they lie outside what was asked for."""
    return problem.kind is ProblemKind.SKIPPED and problem.reason.startswith(LEFT_OUT.split("{", 1)[0])


def is_set_aside(problem: Problem) -> bool:
    """Whether records make no item of their own by rule: what they hold stands elsewhere, or is layout."""
    return problem.kind is ProblemKind.SKIPPED and not is_left_out(problem)
