"""How people work, in numbers for the audit: load, overrides, readers beside one another, time on screen,
approvals."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from evidence_review.domain.decisions import Act
from evidence_review.store import users
from evidence_review.store.log import working
from evidence_review.workflow.auditing.account_of_looking import decision_figures
from evidence_review.workflow.case.audit_views import AuditFigures, Burst
from evidence_review.workflow.case.ledger_views import DecisionFigures
from evidence_review.workflow.case.opening import Session

type Approved = tuple[str, str, int, int]
"""When, by whom, how many items, which entry."""
CLOSE = 10
"""Seconds between two signatures of one person within which they belong to one burst."""
FEWEST = 3
"""Signatures that make a burst."""
_SPANS = ((0, 0, "not recorded"), (1, 1, "under 2 s"), (2, 4, "2 to 4 s"), (5, 9, "5 to 9 s"), (10, 29, "10 to 29 s"),
          (30, 59, "30 to 59 s"), (60, 119, "1 to 2 min"), (120, 1 << 60, "2 min and more"))  # fmt: skip


def audit_figures_of(session: Session) -> AuditFigures:
    """Every figure at once."""
    session.may(Act.AUDIT)
    case = session.case
    names = {str(user.id): user.name for user in users.everyone(case)}
    signed = working.approvals(case)
    return AuditFigures(
        tuple((day, names.get(by, by), many) for day, by, many in working.decisions_by_day(case)),
        tuple(_override(one) for one in decision_figures(session).by_person),
        tuple(
            (line, names.get(one, one), names.get(other, other), both, differ)
            for line, one, other, both, differ in working.between_readers(case)
        ),
        _seconds(working.seconds(case)),
        _by_hour(signed, names),
        tuple((entry, names.get(by, by), many) for _, by, many, entry in signed if many > 1),
        tuple(_bursts(signed, names)),
    )


def _override(one: DecisionFigures) -> tuple[str, int, int]:
    differ = one.suggested_not_relevant + one.unsuggested_relevant
    return one.name, differ + one.suggested_kept + one.unsuggested_not_relevant, differ


def _seconds(found: Iterable[tuple[int, int]]) -> tuple[tuple[str, int], ...]:
    counts = Counter[str]()
    for seconds, many in found:
        counts[next(words for low, high, words in _SPANS if low <= seconds <= high)] += many
    return tuple((words, counts[words]) for _, _, words in _SPANS)


def _by_hour(signed: Sequence[Approved], names: Mapping[str, str]) -> tuple[tuple[str, str, int, int], ...]:
    acts, items = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for at, by, many, _ in signed:
        key = (f"{at[:10]} {at[11:13]}:00", names.get(by, by))
        acts[key] += 1
        items[key] += many
    return tuple((hour, who, acts[hour, who], items[hour, who]) for hour, who in sorted(acts))


def _bursts(signed: Sequence[Approved], names: Mapping[str, str]) -> Iterable[Burst]:
    """Runs of signatures of one person, each within seconds of the one before."""
    for by in dict.fromkeys(one[1] for one in signed):
        run: list[Approved] = []
        for one in [each for each in signed if each[1] == by]:
            if run and _between(run[-1], one) > CLOSE:
                yield from _burst(run, names)
                run = []
            run.append(one)
        yield from _burst(run, names)


def _burst(run: Sequence[Approved], names: Mapping[str, str]) -> Iterable[Burst]:
    if len(run) >= FEWEST:
        at, by, _, entry = run[0]
        yield Burst(
            entry,
            at,
            names.get(by, by),
            len(run),
            sum(one[2] for one in run),
            round(_between(run[0], run[-1])),
        )


def _between(one: Approved, other: Approved) -> float:
    return (_time(other[0]) - _time(one[0])).total_seconds()


def _time(utc: str) -> datetime:
    return datetime.fromisoformat(utc)
