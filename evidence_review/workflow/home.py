"""The home of a case: what waits for whoever is signed in, as counts with their places. It reads only,
nothing of
it is a look at any item, and nothing is logged (docs/decisions/0051)."""

from collections.abc import Callable, Iterator, Sequence

from evidence_review.domain.decisions import Act, may
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import CasePart, LineState
from evidence_review.store import audit, case_people, decisions, exhibits, lines, looks, openings, redactions
from evidence_review.store import users as enrolled
from evidence_review.store.disclosure import assessments, due_reviews, police_requests
from evidence_review.store.kept_counts import line_counts
from evidence_review.workflow.auditing.account_of_looking import decision_figures
from evidence_review.workflow.case.approval_views import ApprovalGroup
from evidence_review.workflow.case.home_views import (
    FirstStep,
    Home,
    HomeCount,
    InTheWay,
    Matter,
    Place,
    RecordState,
)
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.personal.reconciling import reconciled
from evidence_review.workflow.producing.inventory import standing_obstacles
from evidence_review.workflow.redacting.approval_head import approval_list
from evidence_review.workflow.redacting.marking import relevant_now
from evidence_review.workflow.reviewing.queue_order import queue_order

type Counts = Iterator[HomeCount]
FIRST = 200
"""Places that are told of one matter."""


def home(session: Session) -> Home:
    """What waits for whoever asks, by what the role may do; what stands in the way of each disclosure;
    how far a
    new case is."""
    counts = [one for act, tell in _TELLS for one in (tell(session) if may(act, session.role) else ())]
    may_produce, may_read = may(Act.PRODUCE, session.role), may(Act.READ, session.role)
    order = list(Matter)
    return Home(
        tuple(sorted(counts, key=lambda one: (order.index(one.matter), one.line))),
        tuple(_in_the_way(session)) if may_produce else (),
        tuple(_steps(session)),
        _last(session) if may(Act.DECIDE, session.role) else None,
        RecordState(audit.size(session.case), audit.last_of(session.case, "verify log"))
        if may(Act.AUDIT, session.role) and not may_read
        else None,
    )


def _queues(session: Session) -> Counts:
    """By line what must be reviewed and what is undecided, just as its queue lists it."""
    for line in sorted(lines.approved(session.case), key=lambda one: one.number):
        for only, matter in (("must", Matter.MUST_REVIEW), ("undecided", Matter.UNDECIDED)):
            found = queue_order(session, line.number, "time", only).items
            places = tuple(Place(line.number, ItemId(item)) for item in found[:FIRST])
            yield HomeCount(matter, len(found), line.number, places=places)


_GROUPS = {
    ApprovalGroup.CAME_BACK: Matter.CAME_BACK,
    ApprovalGroup.MEETS_TEST: Matter.MEETS_TEST,
    ApprovalGroup.MARKS: Matter.MARKS,
    ApprovalGroup.NO_MARKS: Matter.NO_MARKS,
}


def _approvals(session: Session) -> Counts:
    """What waits for who approves, by group; for others what was sent back and stands as it was."""
    rows, numbers = approval_list(session), _numbers(session)
    if not may(Act.APPROVE_REDACTION, session.role):
        back = [one.item for one in rows if redactions.sent_back(session.case, one.item) is not None]
        yield _count(Matter.CAME_BACK, back, numbers)
        return
    for group, matter in _GROUPS.items():
        yield _count(matter, [one.item for one in rows if one.group is group], numbers)


def _codes(session: Session) -> Counts:
    """For each accused, relevant items without a code, and codes against the police assessment."""
    numbers = _numbers(session)
    for person in _accused(session):
        given = (item for item in numbers if person.name not in decisions.endorsements(session.case, item))
        yield _count(Matter.CODES, list(given), numbers, person.name)
        found = assessments.differences(session.case, person.id)
        yield _count(Matter.DIFFERENCES, [one.item for one in found if not one.settled], numbers, person.name)


def _conflicts(session: Session) -> Counts:
    """What is masked in one place and visible in another, in all that is relevant."""
    found = reconciled(session, relevant_now(session)).open
    yield HomeCount(Matter.CONFLICTS, len(found))


def _due(session: Session) -> Counts:
    items = dict.fromkeys(one.item for one in due_reviews.open_reviews(session.case))
    yield _count(Matter.DUE, list(items), _numbers(session))


def _requests(session: Session) -> Counts:
    found = [one.item for one in police_requests.everything(session.case) if not one.answer]
    yield _count(Matter.REQUESTS, found, _numbers(session))


def _lines(session: Session) -> Counts:
    found = [one for one in lines.versions(session.case) if one.state is LineState.PROPOSED]
    yield HomeCount(Matter.LINES, len(found))


def _looks(session: Session) -> Counts:
    yield HomeCount(Matter.LOOKS, sum(one.granted is None for one in looks.everything(session.case)))


def _finds(session: Session) -> Counts:
    yield HomeCount(Matter.FINDS, len(decisions.open_finds(session.case)))


def _held(session: Session) -> Counts:
    found = decisions.holds(session.case)
    yield HomeCount(Matter.HELD, len(found), places=tuple(Place(0, one[0]) for one in found[:FIRST]))


def _record(session: Session) -> Counts:
    """For who reads the log and no evidence: what was written since, and how people decided."""
    if may(Act.READ, session.role):
        return
    seen = audit.last_of(session.case, "read log", session.user.id)
    yield HomeCount(Matter.ENTRIES, audit.size(session.case) - seen)
    if not may(Act.ADD_USER, session.role):
        told = decision_figures(session).whole
        yield HomeCount(Matter.OVERRIDES, told.suggested_not_relevant + told.unsuggested_relevant)


def _people(session: Session) -> Counts:
    yield HomeCount(Matter.PEOPLE, len(enrolled.everyone(session.case)))


_TELLS: tuple[tuple[Act, Callable[[Session], Counts]], ...] = (
    (Act.DECIDE, _queues),
    (Act.REDACT, _approvals),
    (Act.ENDORSE, _codes),
    (Act.APPROVE_REDACTION, _conflicts),
    (Act.READ, _due),
    (Act.ASSESS, _requests),
    (Act.APPROVE_LINE, _lines),
    (Act.GRANT_LOOK, _looks),
    (Act.CLOSE_FIND, _finds),
    (Act.READ_HELD, _held),
    (Act.AUDIT, _record),
    (Act.ADD_USER, _people),
)
"""What is told to whom, by the act that mends it."""


def _in_the_way(session: Session) -> Iterator[InTheWay]:
    numbers = _numbers(session)
    for person in _accused(session):
        found = standing_obstacles(session, person)
        yield InTheWay(person.name, tuple((one, numbers.get(one.item, 0)) for one in found))


def _steps(session: Session) -> Iterator[tuple[FirstStep, bool]]:
    case = session.case
    approved = [one.id for one in lines.approved(case)]
    counts = [
        kept.counts if (kept := line_counts.kept(case, one)) else line_counts.counts(case, one)
        for one in approved
    ]
    yield FirstStep.PEOPLE, len(enrolled.everyone(case)) > 1
    yield FirstStep.EVIDENCE, bool(exhibits.sources(case))
    yield FirstStep.LINES, bool(approved)
    yield FirstStep.SEARCH, any(one.in_scope > one.unscreened for one in counts)
    yield FirstStep.REVIEW, any(one.decided for one in counts)


def _last(session: Session) -> Place | None:
    found = openings.last_open(session.case, session.user.id)
    return Place(*found) if found else None


def _accused(session: Session) -> Iterator[case_people.CasePerson]:
    return (one for one in case_people.everyone(session.case) if one.part is CasePart.ACCUSED)


def _numbers(session: Session) -> dict[ItemId, int]:
    """The number of the first line through which each relevant item may be opened."""
    by_id = {line.id: line.number for line in lines.approved(session.case)}
    found: dict[ItemId, int] = {}
    for line, item in redactions.relevant_items(session.case):
        found.setdefault(item, by_id[line])
    return found


def _count(
    matter: Matter, items: Sequence[ItemId], numbers: dict[ItemId, int], accused: str = ""
) -> HomeCount:
    places = tuple(Place(numbers.get(item, 0), item) for item in items[:FIRST])
    return HomeCount(matter, len(items), accused=accused, places=places)
