"""The places of a line on a map, and as a list with how exactly each is known."""

from evidence_review.gui import actions
from evidence_review.gui.coast import Coast, read_coast
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.overview.map_sight import (
    Cluster,
    clusters,
    exactness,
    fitted,
    place_words,
)
from evidence_review.gui.models.overview.overview_columns import PLACES
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.widgets.overview.map_view import MapView
from evidence_review.gui.widgets.overview.overview_tab import OverviewTab, follow_rows, rows_of
from evidence_review.gui.widgets.parts.building_blocks import say
from evidence_review.workflow.case.overview_views import PlaceRow
from evidence_review.workflow.case.search_views import Wanted

FEW = 3_000
"""Places up to which groups are made at once; those of more are made beside the window."""


class MapTab(OverviewTab):
    """The map and its places."""

    name = "places"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.picked: tuple[int, ...] = ()
        self.seen: tuple[int, tuple[PlaceRow, ...]] = (0, ())
        self.map = MapView()
        self.model, self.places = self.table("Places", PLACES, (17, 30, 21, 7), 1)
        self.build(self.map, self.places, (4, 5))
        self.map.rescaled.connect(self._group)
        self.map.picked.connect(self._chosen)
        self.map.asked.connect(self.list_chosen)
        self.map.whole.connect(self._whole)
        follow_rows(self.places, self._row, self.list_chosen)

    def read(self, case: actions.Session, number: int) -> tuple[tuple[PlaceRow, ...], Coast]:
        """The places, and the coast where it was not read yet."""
        coast = self.map.coast if self.map.coast.fine else read_coast()
        return actions.overview_places(case, number), coast

    def noted(self, found: tuple[tuple[PlaceRow, ...], Coast]) -> bool:
        """Once for the same rows of the same line."""
        seen = (self.number, found[0])
        if found[0] and seen != self.seen and not self.desk.do(actions.record_places, *seen):
            return False
        self.seen = seen
        return True

    def put(self, found: tuple[tuple[PlaceRow, ...], Coast]) -> None:
        """Show them, with none chosen."""
        rows, self.map.coast = found
        self.picked = ()
        self.model.put(rows)
        self.map.put(())
        self._whole()
        words = (
            f"{count(len(rows), 'item')} with a place. The map comes with the program; nothing is fetched."
        )
        say(self.total, words if rows else "No item that may be read here names a place.")
        self.say_chosen("")

    def clear(self) -> None:
        """Nothing of a case that was closed stays."""
        self.picked, self.seen = (), (0, ())
        self.model.put(())
        self.map.put(())
        super().clear()

    def choice(self) -> Wanted | None:
        """The items of the group or of the rows that are chosen."""
        return Wanted(picked=self.picked) if self.picked else None

    def _whole(self) -> None:
        self.map.look(fitted(self.model.values(), self.map.width(), self.map.height()))
        self._group()

    def _group(self) -> None:
        """The groups at the scale that is shown."""
        rows, scale = self.model.values(), self.map.sight.scale

        def came(groups: tuple[Cluster, ...]) -> None:
            if rows is self.model.values() and scale == self.map.sight.scale:
                self.map.put(groups)

        self.desk.later(
            "overview groups", lambda _case: clusters(rows, scale), came, at_once=len(rows) <= FEW
        )

    def _chosen(self) -> None:
        at = self.map.at
        group = self.map.groups[at].rows if 0 <= at < len(self.map.groups) else ()
        rows = [self.model.values()[one] for one in group]
        self._say(rows)

    def _row(self) -> None:
        if self.places.hasFocus():
            chosen = rows_of(self.places)
            self._say([row for at in chosen if (row := self.model.value(at))])
            self.map.at = next(
                (at for at, group in enumerate(self.map.groups) if set(chosen) & set(group.rows[:200])), -1
            )
            self.map.update()

    def _say(self, rows: list[PlaceRow]) -> None:
        self.picked = tuple(dict.fromkeys(row.item for row in rows))
        words = count(len(rows), "item") if rows else ""
        if rows:
            words += (
                f" at {place_words(rows[0])} (exact to {exactness(rows[0])})"
                if len(rows) == 1
                else (f" near {place_words(rows[0])}")
            )
        self.say_chosen(words)
