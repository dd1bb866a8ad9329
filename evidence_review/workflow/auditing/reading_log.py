"""Reading the log: each look is an entry of its own first, then pages of it are shown, the newest entries
first."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from evidence_review.domain.audit import LogFilter, LogRow
from evidence_review.domain.decisions import Act
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import UserId
from evidence_review.domain.kinds import AuditOp, CasePart
from evidence_review.domain.people import User
from evidence_review.store import audit, case_people, users
from evidence_review.store.audit import Entry
from evidence_review.store.kept_counts import suggestion_hash
from evidence_review.store.log import entry_pages
from evidence_review.trust import verify
from evidence_review.workflow.auditing.act_words import ActGroup, group_of
from evidence_review.workflow.auditing.entry_sentences import sentence, told_from
from evidence_review.workflow.auditing.finding_entries import entries_unfound
from evidence_review.workflow.case.audit_views import LogChoices, LogReading
from evidence_review.workflow.case.opening import Session

PAGE = entry_pages.PAGE
_FOR_VERIFIER = ("rows", verify.SERVED, verify.SECOND, suggestion_hash.DETAIL)
"""Hashes and keys in the detail of an entry, which say nothing to who reads the log."""


def read_log(session: Session, wanted: LogFilter, action: str = "read log") -> LogReading:
    """Begin a look at the log: it is written on the log with what was asked for. RuleBroken for a day that is
    none."""
    session.may(Act.AUDIT)
    check_filter(wanted)
    about = f"item:{wanted.item}" if action != "read log" else "log"
    session.case.record(session.signer, AuditOp.CONSULT, action, about=about, **filter_words(wanted))
    return find(session, wanted)


def find(session: Session, wanted: LogFilter) -> LogReading:
    """What is needed to read what was asked for, once the look stands on the log."""
    everyone = users.everyone(session.case)
    user = next((str(one.id) for one in everyone if one.name == wanted.user), wanted.user and "nobody")
    entry = audit.size(session.case)
    before, at = entry_pages.last_look(session.case, str(session.user.id), entry)
    found_to = session.case.entries_found() if entries_unfound(session) else 0
    return LogReading(wanted, user, entry, before, at, found_to)


def log_page(session: Session, reading: LogReading, before: int = 0, many: int = PAGE) -> tuple[LogRow, ...]:
    """Up to so many entries of a look, the newest first, of those before an entry (0: from its end)."""
    session.may(Act.AUDIT)
    return rows_of(session, entry_pages.page(session.case, reading.wanted, reading.user, before, many))


def log_size(session: Session, reading: LogReading) -> int:
    """How many entries a look finds."""
    session.may(Act.AUDIT)
    return entry_pages.size(session.case, reading.wanted, reading.user)


def last_look(session: Session) -> int:
    """The entry by which this person read the log before, in an earlier session; 0 where there is none."""
    session.may(Act.AUDIT)
    return entry_pages.last_look(session.case, str(session.user.id), audit.size(session.case))[0]


def log_choices(session: Session) -> LogChoices:
    """What the log can be filtered by: only what it holds."""
    session.may(Act.AUDIT)
    case = session.case
    groups: dict[ActGroup, list[str]] = {}
    for act in entry_pages.acts(case):
        groups.setdefault(group_of(act), []).append(act)
    accused = {
        person.id: person.name for person in case_people.everyone(case) if person.part is CasePart.ACCUSED
    }
    return LogChoices(
        tuple(one.name for one in users.everyone(case)),
        tuple((str(group), tuple(groups[group])) for group in ActGroup if group in groups),
        tuple(entry_pages.days(case)),
        tuple(entry_pages.named(case, "EXHIBIT")),
        tuple(entry_pages.named(case, "LINE")),
        tuple((one, accused[one]) for one in entry_pages.named(case, "ACCUSED") if one in accused),
        tuple(entry_pages.bundles(case)),
    )


def rows_of(session: Session, entries: Sequence[Entry]) -> tuple[LogRow, ...]:
    """Entries as they are read aloud, each with its sentence."""
    case, people = session.case, {one.id: one for one in users.everyone(session.case)}
    names = {str(one.id): one.name for one in people.values()}
    numbers = [entry.seq for entry in entries]
    about, exhibits = entry_pages.about_items(case, numbers), entry_pages.exhibits_of(case, numbers)
    return tuple(
        replace(
            _row(entry, people),
            sentence=sentence(
                told_from(entry.line, about.get(entry.seq), exhibits.get(entry.seq, ()), names)
            ),
        )
        for entry in entries
    )


def filter_words(wanted: LogFilter) -> dict[str, str]:
    """A filter as the log holds it: numbers and names of users, nothing of any item."""
    names = {
        "by_user": wanted.user,
        "by_acts": _acts_words(wanted),
        "by_days": " to ".join(filter(None, (wanted.first, wanted.last))),
        "by_exhibit": wanted.exhibit and f"exhibit {wanted.exhibit}",
        "by_item": wanted.item and f"item {wanted.item}",
        "by_line": wanted.line and f"line {wanted.line}",
        "by_accused": wanted.accused and f"accused {wanted.accused}",
        "by_bundle": wanted.bundle and f"the bundle of entry {wanted.bundle}",
        "by_new": wanted.after and f"entries after {wanted.after}",
    }
    return {name: str(words) for name, words in names.items() if words}


def _acts_words(wanted: LogFilter) -> str:
    groups = sorted({str(group_of(act)).lower() for act in wanted.acts})
    return ", ".join([*groups, *([wanted.op.lower()] if wanted.op else [])])


def check_filter(wanted: LogFilter) -> None:
    """RuleBroken for a day that is none, or days the wrong way round."""
    try:
        days = [date.fromisoformat(one) for one in (wanted.first, wanted.last) if one]
    except ValueError:
        raise RuleBroken("Give a day as year, month and day, for example 2026-06-03.") from None
    if len(days) == 2 and days[0] > days[1]:
        raise RuleBroken("The first day lies behind the last one. Change one of them.")


def _row(entry: Entry, people: Mapping[UserId, User]) -> LogRow:
    body = json.loads(entry.line)
    who = people.get(UserId(body["user"]))
    told = {name: value for name, value in body["detail"].items() if name not in _FOR_VERIFIER}
    detail = ", ".join(f"{name} {value}" for name, value in sorted(told.items()))
    return LogRow(
        entry.seq,
        body["utc"],
        who.name if who else body["user"],
        str(who.role) if who else "",
        body["op"],
        body["action"],
        body["object"],
        entry.words,
        detail,
        verify.line_hash(entry.line)[:16],
    )
