"""From a count on the home to the page that lists what was counted, and from a step of a new case to
where it is
done.

To lead elsewhere: the matter's arm in `lead`.
"""

from collections.abc import Callable
from typing import Protocol

from evidence_review.domain.decisions import Act
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.disclosure.disclosure_page import DisclosurePage
from evidence_review.gui.widgets.evidence.evidence_page import EvidencePage
from evidence_review.gui.widgets.handing_over.approve_page import ApprovePage
from evidence_review.gui.widgets.personal.personal_page import PersonalPage
from evidence_review.gui.widgets.record.log_page import LogPage
from evidence_review.gui.widgets.review.review_page import ReviewPage
from evidence_review.workflow.case.home_views import FirstStep, HomeCount, Matter, Place


class Places(Protocol):
    """Who holds the pages, and goes from one to another."""

    desk: Desk
    approve: ApprovePage
    disclosure: DisclosurePage
    log: LogPage
    evidence: EvidencePage
    personal: PersonalPage
    review: ReviewPage

    def go(self, name: str) -> None:
        """Show the page of this name."""
        ...

    def open_item(self, number: int, item: object) -> None:
        """Show an item of a line in the review."""
        ...

    def show_users(self) -> None:
        """Show the users of the case."""
        ...

    def search_case(self) -> None:
        """Search what approved lines cover."""
        ...


_PAGES = {
    Matter.LINES: "lines",
    Matter.FINDS: "held",
    Matter.HELD: "held",
    Matter.OVERRIDES: "account",
}
_FILTERS = {Matter.MUST_REVIEW: "must", Matter.UNDECIDED: "undecided"}


def lead(places: Places, one: HomeCount) -> None:
    """Show what this counts."""
    match one.matter:
        case Matter.MUST_REVIEW | Matter.UNDECIDED:
            show_queue(places, one.line, _FILTERS[one.matter])
        case Matter.CAME_BACK if not places.desk.may(Act.APPROVE_REDACTION):
            _first(one, lambda place: _marks(places, place))
        case Matter.DUE | Matter.REQUESTS | Matter.DIFFERENCES:
            _at_disclosure(places, one.matter)
        case Matter.CAME_BACK | Matter.MEETS_TEST | Matter.MARKS | Matter.NO_MARKS:
            _at_approval(places, one)
        case Matter.CODES:
            _at_approval(places, one)
        case Matter.CONFLICTS:
            places.go("personal")
            places.personal.show_tab(places.personal.conflicts)
        case Matter.LOOKS:
            places.go("review")
            places.review.left.outside_wanted.emit()
        case Matter.PEOPLE:
            places.show_users()
        case Matter.ENTRIES:
            places.log.tabs.setCurrentWidget(places.log.entries)
            places.go("log")
        case _:
            places.go(_PAGES[one.matter])


def show_queue(places: Places, number: int, only: str) -> None:
    """The list of a line, sifted, with nothing in front: what is opened is chosen there."""
    reviewing = places.review.reviewing
    places.go("review")

    def then() -> None:
        reviewing.choose(number)
        reviewing.sift(only=only, order="time")

    if reviewing.lines:
        then()
    else:
        reviewing.reload_lines(then)


def go_on(places: Places, last: Place | None) -> None:
    """The item opened last, or the first line's list where there is none."""
    if last is None:
        places.go("review")
        places.review.reviewing.first_undecided()
        return
    places.open_item(last.line, last.item)


def take_step(places: Places, step: FirstStep) -> None:
    """Show where a step of a new case is done, or do it."""
    match step:
        case FirstStep.PEOPLE:
            places.show_users()
        case FirstStep.EVIDENCE:
            places.go("evidence")
            places.evidence.open_form()
        case FirstStep.SEARCH:
            places.search_case()
        case _:
            places.go(str(step))


def _first(one: HomeCount, show: Callable[[Place], object]) -> None:
    if one.places:
        show(one.places[0])


def _marks(places: Places, place: Place) -> None:
    places.open_item(place.line, place.item)
    places.review.show_personal()


def _at_disclosure(places: Places, matter: Matter) -> None:
    page = places.disclosure
    places.go("disclosure")
    tabs = {Matter.DUE: page.due, Matter.REQUESTS: page.requests}
    page.show_tab(tabs.get(matter, page.assessments))


def _at_approval(places: Places, one: HomeCount) -> None:
    places.go("approve")
    _first(one, lambda place: places.approve.choose(place.item))
