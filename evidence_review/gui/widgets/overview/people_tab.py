"""The people of a line: who sent and received how much, and between whom."""

from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.overview.overview_columns import PEOPLE
from evidence_review.gui.models.overview.tie_layout import MOST_PEOPLE, TieLayout, laid_out, wanted_of
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.review.search_limits import exchange_words
from evidence_review.gui.widgets.overview.overview_tab import OverviewTab, follow_rows, rows_of
from evidence_review.gui.widgets.overview.tie_graph_view import TieGraphView
from evidence_review.gui.widgets.parts.building_blocks import button, say
from evidence_review.workflow.case.overview_views import PeopleCounts
from evidence_review.workflow.case.search_views import Someone, Wanted, Way


class PeopleTab(OverviewTab):
    """The graph and its people."""

    name = "people"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.counts = PeopleCounts((), (), 0)
        self.way = Way.EITHER
        self.graph = TieGraphView()
        self.model, self.people = self.table("People", PEOPLE, (5, 16, 6, 8, 5, 26), 1)
        self.sent = button("Sent", lambda: self._list_way(Way.SENT), "plain", "List what this person sent")
        self.received = button(
            "Received", lambda: self._list_way(Way.RECEIVED), "plain", "List what this person received"
        )
        self.build(self.graph, self.people, (4, 5), self.sent, self.received)
        self.graph.picked.connect(self._picked)
        self.graph.asked.connect(self.list_chosen)
        follow_rows(self.people, self._row, self.list_chosen)
        self._picked()

    def read(self, case: actions.Session, number: int) -> tuple[PeopleCounts, TieLayout]:
        """People with counts, and where they are drawn."""
        counts = actions.overview_people(case, number)
        return counts, laid_out(counts)

    def put(self, found: tuple[PeopleCounts, TieLayout]) -> None:
        """Show them, with nobody chosen."""
        self.counts, layout = found
        self.graph.put(layout)
        self.model.put(self.counts.people)
        drawn = (
            f" The {MOST_PEOPLE} with most items are drawn." if len(self.counts.people) > MOST_PEOPLE else ""
        )
        others = f" Others outside: {self.counts.outside:,}, as a count only."
        say(
            self.total,
            f"{count(len(self.counts.people), 'person', 'people')} with items here.{drawn}{others}",
        )
        self._picked()

    def clear(self) -> None:
        """Nothing of a case that was closed stays."""
        self.counts = PeopleCounts((), (), 0)
        self.graph.put(TieLayout())
        self.model.put(())
        super().clear()

    def choice(self) -> Wanted | None:
        """What went between those who are chosen."""
        one, other = self._someone(self.graph.one), self._someone(self.graph.other)
        return wanted_of(one, other, self.way) if one else None

    def _someone(self, number: int) -> Someone | None:
        return next((one.who for one in self.counts.people if one.who.number == number), None)

    def _list_way(self, way: Way) -> None:
        self.way = way
        self.list_chosen()
        self.way = Way.EITHER

    def _row(self) -> None:
        rows = rows_of(self.people)
        chosen = [one.who.number for at in rows[:2] if (one := self.model.value(at))]
        if chosen and self.people.hasFocus():
            self.graph.pick(chosen[0], chosen[1] if len(rows) == 2 else 0)

    def _picked(self) -> None:
        wanted = self.choice()
        for part in (self.sent, self.received):
            part.setEnabled(wanted is not None and not self.graph.other)
        words = ""
        if wanted and wanted.exchange:
            pair = {self.graph.one, self.graph.other}
            tie = next((tie.items for tie in self.counts.ties if {tie.one, tie.other} == pair), 0)
            words = exchange_words(wanted.exchange) + (f": {count(tie, 'item')}" if self.graph.other else "")
        self.say_chosen(words)
        if self.graph.hasFocus():
            at = next((i for i, one in enumerate(self.counts.people) if one.who.number == self.graph.one), -1)
            self.people.selectRow(at)
