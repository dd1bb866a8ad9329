"""The timeline: how many items each hour of each day has."""

from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.overview.day_grid import (
    Brush,
    Grid,
    brush_words,
    chosen,
    grid_of,
    total_words,
    wanted_under,
)
from evidence_review.gui.models.overview.overview_columns import DAYS
from evidence_review.gui.widgets.overview.day_grid_view import DayGridView
from evidence_review.gui.widgets.overview.overview_tab import OverviewTab, follow_rows, rows_of
from evidence_review.gui.widgets.parts.building_blocks import say
from evidence_review.workflow.case.overview_views import Days
from evidence_review.workflow.case.search_views import Wanted


class TimelineTab(OverviewTab):
    """The grid and its days."""

    name = "days"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.grid = DayGridView()
        self.model, self.days = self.table("Days", DAYS, (17, 6, 15, 12), 0)
        self.build(self.grid, self.days, (5, 4))
        self.grid.brushed.connect(self._brushed)
        self.grid.asked.connect(self.list_chosen)
        follow_rows(self.days, self._row, self.list_chosen)

    def read(self, case: actions.Session, number: int) -> tuple[Days, Grid]:
        """Counts by day and hour, and their grid."""
        days = actions.overview_days(case, number)
        return days, grid_of(days)

    def put(self, found: tuple[Days, Grid]) -> None:
        """Show them, with nothing chosen."""
        days, grid = found
        self.grid.put(grid)
        self.model.put(grid.rows)
        say(self.total, total_words(days, grid))
        self.say_chosen("")

    def clear(self) -> None:
        """Nothing of a case that was closed stays."""
        self.grid.put(Grid())
        self.model.put(())
        super().clear()

    def choice(self) -> Wanted | None:
        """What lies under the brush, where anything does."""
        brush = self.grid.brush
        return wanted_under(self.grid.grid, brush) if brush and chosen(self.grid.grid, brush) else None

    def _row(self) -> None:
        rows = rows_of(self.days)
        if rows and self.days.hasFocus():
            self.grid.choose(Brush((rows[0], 0), (rows[-1], 23)))

    def _brushed(self) -> None:
        brush = self.grid.brush
        self.say_chosen(brush_words(self.grid.grid, brush) if brush else "")
