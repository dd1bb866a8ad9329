"""Accounts of imports as they may be told: figures of everything, and of what no approved line lets through
no title, sender, subject or name of a file, but a count (reference/law.md C1, E2).

The whole account stays in the case; this is what leaves it towards a screen, a terminal or a report.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from evidence_review.domain.accounting import Account, Talk
from evidence_review.domain.dates import DatesRead
from evidence_review.domain.evidence import Coverage
from evidence_review.domain.neutral_words import (
    neutral_account,
    neutral_claims,
    neutral_place,
    neutral_problems,
    neutral_sentence,
)
from evidence_review.domain.people import Party
from evidence_review.store import lines
from evidence_review.store.accounting import OpenTalk, talks_of
from evidence_review.workflow.case.labelling import faces, known_keys, party_label, thread_label
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.views import ImportReport

OUTSIDE = "outside what may be read"
"""What stands in the place of titles and apps that no line lets through."""

_NO_NUMBER = "somebody who has no number yet"
"""Who is not named and was never shown: a number is given where somebody is shown, and by no report."""


def told_reports(
    session: Session, reports: Sequence[ImportReport], *, named: bool = False
) -> tuple[ImportReport, ...]:
    """The reports as they may be told to anyone of the case. `named`: with the names of their files, for who
    has just given these files and must know which of them was not read."""
    one = reports[0].source if len(reports) == 1 else None
    open_talks = talks_of(session.case, one) if reports else {}
    return tuple(_told(session, report, open_talks.get(report.source, ()), named=named) for report in reports)


def _told(session: Session, report: ImportReport, talks: Sequence[OpenTalk], *, named: bool) -> ImportReport:
    told = _account(session, report.account, report.coverage, talks)
    name = report.name if named or _is_open(report.coverage, talks) else f"source {report.source}"
    return replace(
        report,
        name=name,
        coverage=_coverage(report.coverage),
        account=replace(told, source=name),
        earlier=tuple(_earlier(before, name) for before in report.earlier),
        dates=told_dates(report.dates),
    )


def _is_open(read: Coverage, talks: Sequence[OpenTalk]) -> bool:
    """Whether all of a source may be read, and nothing of it was not: what was not read no line covers."""
    count = sum(map(_items, talks))
    return count > 0 and count == read.imported and not any(one.records for one in read.problems)


def _items(talk: OpenTalk) -> int:
    return sum(talk.apps.values())


def _coverage(read: Coverage) -> Coverage:
    problems = neutral_problems(read.problems)
    return replace(read, declared=neutral_claims(read.declared), problems=problems)


def _account(session: Session, account: Account, read: Coverage, talks: Sequence[OpenTalk]) -> Account:
    return replace(
        neutral_account(account, read.problems),
        apps=_apps(account.apps, talks),
        talks=_talks(session, account.talks, talks),
    )


def _apps(every: Sequence[tuple[str, int]], talks: Sequence[OpenTalk]) -> tuple[tuple[str, int], ...]:
    """Apps of what may be read, and how many items there are beside."""
    seen = Counter[str]()
    for talk in talks:
        seen.update(talk.apps)
    seen[""] = dict(every).get("", 0)  # that none is stated tells nothing
    rest = sum(count for _, count in every) - sum(seen.values())
    return (*sorted((+seen).items()), *(((OUTSIDE, rest),) if rest > 0 else ()))


def _talks(session: Session, every: Sequence[Talk], talks: Sequence[OpenTalk]) -> tuple[Talk, ...]:
    """Conversations of which something may be read, with how much of each that is; the rest as one number."""
    shown = tuple(
        Talk("", title, next(iter(one.apps)), _items(one), "", "")
        for title, one in zip(_titles(session, talks), talks, strict=True)
    )
    rest = sum(one.items for one in every) - sum(one.items for one in shown)
    if rest <= 0:
        return shown
    others = max(len(every) - len(shown), 0)
    return (*shown, Talk("", f"{OUTSIDE} ({others:,} other conversations or documents)", "", rest, "", ""))


def _titles(session: Session, talks: Sequence[OpenTalk]) -> list[str]:
    """What conversations are called: by the people in them, by name where an approved line names them, else
    by a label."""
    if not talks:
        return []
    approved = lines.approved(session.case)
    known = frozenset[str]().union(*(known_keys(session, line) for line in approved))
    linked = faces(session, known)

    def label(party: Party | None) -> str:
        said = party_label(session, party, known, None, plain=False, linked=linked)
        return _NO_NUMBER if said == "Person" else said

    return [thread_label(one.title, one.people, label) for one in talks]


def _earlier(account: Account, name: str) -> Account:
    """An earlier account in figures; the case keeps its remarks."""
    count = len(account.unknown) + len(account.warnings)
    kept = (f"{count:,} remarks of this reading are kept in the case.",) if count else ()
    return replace(neutral_account(account, ()), source=name, warnings=kept, apps=())


def told_dates(read: DatesRead) -> DatesRead:
    """How dates are read, without the names of the files in which it shows."""
    evidence = ((neutral_sentence(said), neutral_place(place)) for said, place in read.evidence)
    return replace(read, evidence=tuple(dict.fromkeys(evidence)))
