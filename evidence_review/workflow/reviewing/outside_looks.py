"""Looks outside every line: one person asks for an item, another grants it, and it opens once within its
time, after the privilege screen and after the log (reference/law.md C2).
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta

from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.errors import RuleBroken
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import AuditOp, Opening
from evidence_review.domain.looks import MOST_LOOKED_AT, WIDEN, LookRequest, LookState, check_minutes
from evidence_review.domain.reasons import check_reason
from evidence_review.store import items, lines, looks, scope_counts, users
from evidence_review.store.case import Change
from evidence_review.workflow.case.look_views import LookView
from evidence_review.workflow.case.opening import Session
from evidence_review.workflow.case.screening import screen_one
from evidence_review.workflow.case.views import ItemView
from evidence_review.workflow.enquiring.enquiring import approved_line
from evidence_review.workflow.reviewing.item_view import view
from evidence_review.workflow.reviewing.reviewing import now

_HELD = "That item is held, so it cannot be looked at by anyone but independent counsel."
_NOT_OPEN = {
    LookState.WAITING: (
        "Nobody has granted this look yet. Ask another person of the case who may: a disclosure officer, "
        "supervisor or prosecutor."
    ),
    LookState.REFUSED: "This look was refused. Ask again with another reason where there is one.",
    LookState.OPENED: "This look was opened, and a grant opens an item once. Ask again with a reason.",
    LookState.LAPSED: "The time of this grant has passed without a look. Ask again.",
}


def request_look(session: Session, item: ItemId, number: int, reason: str, minutes: int = 15) -> LookView:
    """Ask to open one item that no approved line covers, for a line, with a reason, within so many minutes of
    the grant. Nothing of the item is shown."""
    session.may(Act.ASK_TO_LOOK)
    check_reason(reason)
    check_minutes(minutes)
    line = approved_line(session, number)
    _check_item(session, item)
    with session.case.change(session.signer, AuditOp.CONSULT, "ask to look outside", reason=reason) as change:
        asked = looks.add(change, item, line.id, reason.strip(), minutes, session.user.id)
        change.about(f"item:{item}", {"request": asked, "item": item, "line": number, "minutes": minutes})
        change.detail.update(line=number, minutes=minutes, request=asked)
    return _shown(session, _request(session, asked))


def grant_look(session: Session, request: int) -> LookView:
    """Another person's grant: from now on, for the minutes that were asked for, the item opens once, and for
    the person who asked alone."""
    asked = _unanswered(session, request)
    _check_item(session, asked.item)
    until = now() + timedelta(minutes=asked.minutes)
    with session.case.change(session.signer, AuditOp.CONFIG, "grant a look outside") as change:
        looks.answer(change, asked, session.user.id, until)
        _note(change, asked, "GRANTED")
    return _shown(session, _request(session, request))


def refuse_look(session: Session, request: int) -> LookView:
    """Another person's refusal."""
    asked = _unanswered(session, request)
    with session.case.change(session.signer, AuditOp.CONFIG, "refuse a look outside") as change:
        looks.answer(change, asked, session.user.id, None)
        _note(change, asked, "REFUSED")
    return _shown(session, _request(session, request))


def open_look(session: Session, request: int) -> ItemView:
    """The item of a granted request, once. It is screened for privilege first, then logged, then shown; what
    the screen finds is held and not shown."""
    session.may(Act.READ)
    asked = _request(session, request)
    if asked.by != session.user.id:
        raise RuleBroken("Only the person who asked for a look may open it. Ask for one of your own.")
    if (state := asked.state(now())) is not LookState.GRANTED:
        raise RuleBroken(_NOT_OPEN[state])
    line = approved_line(session, asked.line)
    _check_outside(session, asked.item)
    if screen_one(session, asked.item):
        raise RuleBroken(
            "That item may be legally privileged. It was not shown and is held now for independent counsel."
        )
    with session.case.change(
        session.signer, AuditOp.CONSULT, "look outside scope", reason=asked.reason
    ) as change:
        looks.open_granted(change, asked)
        _note(change, asked, "OPENED")
    return _opened(session, line, asked)


def list_looks(session: Session) -> tuple[LookView, ...]:
    """Every request as it stands, the latest first: exhibit and number of the item, nothing of what it
    says."""
    session.may(Act.READ)
    return tuple(_shown(session, one) for one in looks.everything(session.case))


def _opened(session: Session, line: LineOfEnquiry, asked: LookRequest) -> ItemView:
    kept = items.looked_at(session.case, asked.id, session.user.id, now().isoformat(timespec="seconds"))
    if kept is None:
        raise RuleBroken(_NOT_OPEN[LookState.LAPSED])
    with _named(session) as change:
        return view(session, line, kept, change, Opening.OUTSIDE)


@contextmanager
def _named(session: Session) -> Generator[Change]:
    """A change in which pseudonyms may be given to people met for the first time."""
    with session.case.change(session.signer, AuditOp.CONSULT, "show", about="pseudonyms") as change:
        yield change


def _note(change: Change, asked: LookRequest, what: str) -> None:
    facts = {"request": asked.number, "item": asked.item, "line": asked.line, "what": what}
    change.about(f"item:{asked.item}", facts)
    change.detail.update(line=asked.line, minutes=asked.minutes, request=asked.number)


def _request(session: Session, number: int) -> LookRequest:
    found = looks.by_number(session.case, number)
    if found is None:
        raise RuleBroken("There is no such request. See them all with: look list.")
    return found


def _unanswered(session: Session, number: int) -> LookRequest:
    """A request that waits for this user's answer."""
    session.may(Act.GRANT_LOOK)
    asked = _request(session, number)
    if asked.by == session.user.id:
        raise RuleBroken("Nobody grants a look to herself. Ask another person who may.")
    if asked.granted is not None:
        raise RuleBroken("This request was answered already.")
    return asked


def _check_item(session: Session, item: ItemId) -> None:
    """RuleBroken where a look at an item is not to be asked for or granted."""
    if not items.exists(session.case, item):
        raise RuleBroken("There is no item of that number. An import report or a colleague names it.")
    if items.held(session.case, item):
        raise RuleBroken(_HELD)
    _check_outside(session, item)
    if looks.others_granted(session.case, item, now()) >= MOST_LOOKED_AT:
        raise RuleBroken(WIDEN)


def _check_outside(session: Session, item: ItemId) -> None:
    through = set(scope_counts.covering(session.case, item))
    numbers = [line.number for line in lines.approved(session.case) if line.id in through]
    if numbers:
        raise RuleBroken(
            f"Line {numbers[0]} covers that item, so no look outside is needed: open it for that line, "
            "after a search where it was not screened yet."
        )


def _shown(session: Session, asked: LookRequest) -> LookView:
    answered = users.by_id(session.case, asked.answered_by).name if asked.answered_by else ""
    return LookView(
        asked.number,
        asked.item,
        asked.exhibit,
        asked.line,
        asked.reason,
        asked.minutes,
        users.by_id(session.case, asked.by).name,
        asked.at,
        asked.state(now()),
        answered,
        asked.until,
        is_mine=asked.by == session.user.id,
    )
