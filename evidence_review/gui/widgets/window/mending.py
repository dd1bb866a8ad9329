"""From what stands in the way of a bundle to the page and item where it is mended."""

from typing import Protocol

from evidence_review.domain.ids import ItemId
from evidence_review.gui.models.hindrances import Hindrance, Mend
from evidence_review.gui.widgets.handing_over.approve_page import ApprovePage
from evidence_review.gui.widgets.personal.personal_page import PersonalPage
from evidence_review.gui.widgets.review.review_page import ReviewPage


class Places(Protocol):
    """Who holds the pages, and goes from one to another."""

    approve: ApprovePage
    personal: PersonalPage
    review: ReviewPage

    def go(self, name: str) -> None:
        """Show the page of this name."""
        ...

    def open_item(self, number: int, item: object) -> None:
        """Show an item of a line in the review."""
        ...

    def seek(self) -> None:
        """Show the search in what goes out."""
        ...


def mend(places: Places, one: Hindrance, accused: str) -> None:
    """Show where it is mended, with the question open where there is one, for this accused."""
    match one.mend:
        case Mend.CODE | Mend.MARKS | Mend.APPROVAL:
            _at_approval(places, one.item)
            if one.mend is Mend.CODE:
                places.approve.ask_code(accused)
            elif one.mend is Mend.MARKS:
                places.approve.ask_overlap()
        case Mend.EXTRACT | Mend.HOLD | Mend.DECISION:
            places.open_item(one.line, one.item)
            places.review.show_personal()
            if one.mend is Mend.EXTRACT:
                places.review.personal.only_wanted.emit()
        case Mend.CONFLICTS:
            places.go("personal")
            places.personal.show_tab(places.personal.conflicts)
        case Mend.CLUES:
            places.go("personal")
            places.personal.show_tab(places.personal.clues)
        case Mend.FOUND:
            places.seek()
        case Mend.NOTHING:
            pass


def _at_approval(places: Places, item: ItemId) -> None:
    places.go("approve")
    places.approve.choose(item)
