"""Back and forward through the views that were shown: the same line, search and item again. The hits of a search are
kept, so that it is not made a second time; an item is opened anew, which is logged."""

from evidence_review.gui.models.review.trail import Place, Trail, turned, went
from evidence_review.gui.widgets.review.review_state import Reviewing


class Wandering:
    """Follows what the reviewer is shown, and takes her back."""

    def __init__(self, reviewing: Reviewing) -> None:
        self.reviewing = reviewing
        self.trail = Trail()
        self._is_going = False
        reviewing.item_changed.connect(self._note)
        reviewing.found_changed.connect(self._note)
        reviewing.desk.opened.connect(self._forget)
        reviewing.desk.closed.connect(self._forget)

    def _forget(self) -> None:
        self.trail = Trail()

    def _note(self) -> None:
        work, focus = self.reviewing, self.reviewing.talk.focus
        if self._is_going or work.desk.session is None or (focus is None and work.found is None):
            return
        item = focus.id if focus else None
        place = Place(work.number, work.only, work.order, work.tag, work.found, item)
        self.trail = went(self.trail, place)

    def back(self) -> None:
        """To what was shown before."""
        self._go(-1, "Nothing was shown before this.")

    def forward(self) -> None:
        """To what was shown after, before one went back."""
        self._go(1, "Nothing was shown after this.")

    def _go(self, by: int, otherwise: str) -> None:
        trail = turned(self.trail, by)
        if trail is None or trail.here is None:
            self.reviewing.desk.told.emit(otherwise)
            return
        self._is_going = True
        try:
            self.reviewing.show_view(trail.here)
        finally:
            self._is_going = False
        self.trail = trail
