"""The calls of a line: who called whom, when, how long, answered or not."""

from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.overview.call_chart import CallBar, bars_of, together, wanted_in
from evidence_review.gui.models.overview.overview_columns import CALLS
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.widgets.overview.call_chart_view import CallChartView
from evidence_review.gui.widgets.overview.overview_tab import OverviewTab, follow_rows, rows_of
from evidence_review.gui.widgets.parts.building_blocks import say
from evidence_review.workflow.case.overview_views import CallRow
from evidence_review.workflow.case.search_views import Wanted

LEGEND = "Bars by day: full where answered, hatched where not, empty where it is not known."


class CallsTab(OverviewTab):
    """The chart of days and the calls."""

    name = "calls"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.picked: tuple[int, ...] = ()
        self.seen: tuple[int, tuple[CallRow, ...]] = (0, ())
        self.chart = CallChartView()
        self.model, self.calls = self.table("Calls", CALLS, (17, 14, 14, 7, 14, 10, 10, 7), 2)
        self.build(self.chart, self.calls, (3, 8))
        self.chart.brushed.connect(self._brushed)
        self.chart.asked.connect(self.list_chosen)
        follow_rows(self.calls, self._row, self.list_chosen)

    def read(self, case: actions.Session, number: int) -> tuple[tuple[CallRow, ...], tuple[CallBar, ...]]:
        """The calls and their bars."""
        rows = actions.overview_calls(case, number)
        return rows, bars_of(rows)

    def noted(self, found: tuple[tuple[CallRow, ...], tuple[CallBar, ...]]) -> bool:
        """Once for the same rows of the same line."""
        seen = (self.number, found[0])
        if found[0] and seen != self.seen and not self.desk.do(actions.record_calls, *seen):
            return False
        self.seen = seen
        return True

    def put(self, found: tuple[tuple[CallRow, ...], tuple[CallBar, ...]]) -> None:
        """Show them, with nothing chosen."""
        rows, bars = found
        self.picked = ()
        self.model.put(rows)
        self.chart.put(bars)
        answered = sum(row.answered is True for row in rows)
        missed = sum(row.answered is False for row in rows)
        words = f"{count(len(rows), 'call')}: {answered:,} answered, {missed:,} not answered. {LEGEND}"
        say(self.total, words if rows else "No call may be read here.")
        self.say_chosen("")

    def clear(self) -> None:
        """Nothing of a case that was closed stays."""
        self.picked, self.seen = (), (0, ())
        self.model.put(())
        self.chart.put(())
        super().clear()

    def choice(self) -> Wanted | None:
        """The calls that are chosen, else those of the days that are."""
        if self.picked:
            return Wanted(picked=self.picked)
        bars = self.chart.chosen()
        return wanted_in(bars) if sum(bar.calls for bar in bars) else None

    def _row(self) -> None:
        rows = [row for at in rows_of(self.calls) if (row := self.model.value(at))]
        self.picked = tuple(row.item for row in rows)
        self.say_chosen(count(len(rows), "call") if rows else "")

    def _brushed(self) -> None:
        bars = self.chart.chosen()
        self.calls.clearSelection()
        self.picked = ()
        self.say_chosen(together(bars).words)
