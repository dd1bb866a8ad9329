"""The overview: many items seen at once, in five ways. Each way hands what is chosen to the list in Review; what no
line covers is a count."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QTabWidget, QVBoxLayout, QWidget

from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.lines import named, reviewable
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.widgets.overview.calls_tab import CallsTab
from evidence_review.gui.widgets.overview.map_tab import MapTab
from evidence_review.gui.widgets.overview.overview_tab import OverviewTab
from evidence_review.gui.widgets.overview.people_tab import PeopleTab
from evidence_review.gui.widgets.overview.pictures_tab import PicturesTab
from evidence_review.gui.widgets.overview.timeline_tab import TimelineTab
from evidence_review.gui.widgets.parts.building_blocks import Drop, calls, column, fill, label, say
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.workflow.case.search_views import Wanted
from evidence_review.workflow.case.views import LineStatus, Outside

CHANGES = frozenset({"line", "item", "flag", "hold", "person", "time", "find"})
"""Tables whose change makes the overview another."""
COVERS = frozenset({"hold", "find"})
"""Tables whose change covers items: their small pictures leave memory at once."""
ALL = "All lines together"


class OverviewPage(QWidget):
    """Five tabs over one line, or over all. `listed`: number of a line and what is wanted of it."""

    listed = Signal(int, object)

    def __init__(self, desk: Desk, looks: Jobs) -> None:
        super().__init__()
        self.desk = desk
        self.lines: tuple[LineStatus, ...] = ()
        self.stale: set[OverviewTab] = set()
        self.pick = Drop()
        self.pick.setAccessibleName("Line of enquiry")
        self.pick.setMinimumContentsLength(44)
        self.outside = label("", "small", wrap=False)
        self.menu = QMenu(self)
        self.timeline, self.people = TimelineTab(desk), PeopleTab(desk)
        self.calls, self.pictures, self.map = CallsTab(desk), PicturesTab(desk, looks), MapTab(desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        for words, tab in zip(("Timeline", "People", "Calls", "Pictures", "Map"), self.every(), strict=True):
            self.tabs.addTab(tab, words)
            tab.wanted.connect(self._list)
        top = column(Flow(label("Overview", "title", wrap=False), self.pick, self.outside, gap=8))
        top.setContentsMargins(14, 12, 14, 0)
        box = QVBoxLayout(self)
        fill(box, (top, self.tabs), 8, 0)
        box.setStretch(1, 1)
        self.tabs.currentChanged.connect(calls(self._look))
        self.pick.currentIndexChanged.connect(calls(self._other_line))
        desk.changed.connect(self._changed)
        desk.closed.connect(self._clear)

    def every(self) -> tuple[OverviewTab, ...]:
        """The tabs in their order."""
        return self.timeline, self.people, self.calls, self.pictures, self.map

    @property
    def number(self) -> int:
        """The line that is looked at, 0 for all."""
        return int(self.pick.currentData() or 0)

    def show_line(self, number: int) -> None:
        """Look at this line."""
        at = self.pick.findData(number)
        if at >= 0:
            self.pick.setCurrentIndex(at)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the lines, then for the tab in front, where something is new."""
        super().showEvent(event)
        if self.desk.session is not None:
            self.desk.later("overview lines", actions.lines_and_outside, self._came)

    def _came(self, told: tuple[tuple[LineStatus, ...], tuple[Outside, ...]]) -> None:
        before = self.number
        self.lines = reviewable(told[0])
        self.pick.blockSignals(True)
        first = not self.pick.count()
        self.pick.clear()
        for status in self.lines:
            self.pick.addItem(one_line(named(status), 60), status.line.number)
        if len(self.lines) != 1:
            self.pick.addItem(ALL if self.lines else "No approved line yet", 0)
        at = 0 if first else max(0, self.pick.findData(before))
        self.pick.setCurrentIndex(at)
        self.pick.blockSignals(False)
        beyond = sum(part.count for part in told[1])
        say(self.outside, f"Outside every line: {count(beyond, 'item')}, as a count only.")
        if first or self.number != before:
            self.stale = set(self.every())
        self._look()

    def _other_line(self) -> None:
        self.stale = set(self.every())
        self._look()

    def _look(self) -> None:
        """Ask for what the tab in front shows, where it is not known."""
        tab = self.tabs.currentWidget()
        if isinstance(tab, OverviewTab) and tab in self.stale and self.isVisible() and self.desk.session:
            self.stale.discard(tab)
            tab.look(self.number)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & COVERS:
            self.pictures.forget()
        if tables & CHANGES:
            self.stale = set(self.every())
            if self.isVisible() and self.desk.session is not None:
                self.desk.later("overview lines", actions.lines_and_outside, self._came)

    def _clear(self) -> None:
        self.pick.blockSignals(True)
        self.pick.clear()
        self.pick.blockSignals(False)
        self.lines, self.stale = (), set()
        say(self.outside, "")
        for tab in self.every():
            tab.clear()

    def _list(self, wanted: Wanted) -> None:
        """Hand on what is chosen; of all lines together, ask for which."""
        number = self.number or (self.lines[0].line.number if len(self.lines) == 1 else 0)
        if number:
            self.listed.emit(number, wanted)
            return
        self.menu.clear()
        for status in self.lines:
            line = status.line.number
            action = self.menu.addAction(one_line(named(status), 60).replace("&", "&&"))
            action.triggered.connect(calls(lambda line=line: self.listed.emit(line, wanted)))
        tab = self.tabs.currentWidget()
        below = tab.list if isinstance(tab, OverviewTab) else self
        self.menu.popup(below.mapToGlobal(QPoint(0, 0)))
