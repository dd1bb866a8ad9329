"""The disclosure page: the case record, the schedule, what is decided for each accused, the defence, what is due, the
papers, and the words for the complainant; a tab each."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from evidence_review.gui import actions
from evidence_review.gui.models.disclosure.disclosure_known import Known
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.disclosure.act_list import ListTab
from evidence_review.gui.widgets.disclosure.assessments_tab import AssessmentsTab
from evidence_review.gui.widgets.disclosure.defence_tab import DefenceTab
from evidence_review.gui.widgets.disclosure.due_tab import DueTab
from evidence_review.gui.widgets.disclosure.papers_tab import PapersTab
from evidence_review.gui.widgets.disclosure.record_tab import RecordTab
from evidence_review.gui.widgets.disclosure.requests_tab import RequestsTab
from evidence_review.gui.widgets.disclosure.schedule_tab import ScheduleTab
from evidence_review.gui.widgets.disclosure.sensitive_tab import SensitiveTab
from evidence_review.gui.widgets.disclosure.wording_tab import WordingTab
from evidence_review.gui.widgets.parts.building_blocks import column, fill, label
from evidence_review.workflow.case.opening import Session

SENTENCE = "What is decided for each accused, the record that it rests on, and the papers made of it."
DEPENDS = frozenset({"case record", "line words", "assessment", "endorsement", "sensitivity", "request"}) | {
    "defence", "review", "description", "case person", "decision", "line", "hold", "item",
}  # fmt: skip
"""The tables of which a change makes the page another."""


class DisclosurePage(QWidget):
    """A tab for each sort of act; what is shown is looked up when it is shown."""

    item_wanted = Signal(int, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.names: dict[int, str] = {}
        self.record, self.schedule = RecordTab(desk, self.names), ScheduleTab(desk, self.names)
        self.assessments, self.sensitive = AssessmentsTab(desk, self.names), SensitiveTab(desk, self.names)
        self.requests, self.defence = RequestsTab(desk, self.names), DefenceTab(desk, self.names)
        self.due, self.papers = DueTab(desk, self.names), PapersTab(desk, self.names)
        self.wording = WordingTab(desk, self.names)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName("Disclosure")
        for words, tab in self.every().items():
            self.tabs.addTab(tab, words)
            tab.item_wanted.connect(self.item_wanted)
        top = column(label("Disclosure", "title"), label(SENTENCE, "hint"), gap=4)
        top.setContentsMargins(14, 12, 14, 0)
        box = QVBoxLayout(self)
        fill(box, (top, self.tabs), 8, 0)
        box.setStretch(1, 1)
        self.tabs.currentChanged.connect(self._show)
        desk.closed.connect(self._clear)
        desk.changed.connect(self._changed)

    def every(self) -> dict[str, ListTab]:
        """The tabs by their names, in order."""
        return {
            "Case record": self.record,
            "Schedule": self.schedule,
            "Assessments": self.assessments,
            "Sensitive": self.sensitive,
            "Police requests": self.requests,
            "Defence": self.defence,
            "Due for review": self.due,
            "Papers": self.papers,
            "Plain words": self.wording,
        }

    def show_tab(self, tab: ListTab) -> None:
        """Bring one of the tabs to the front."""
        self.tabs.setCurrentWidget(tab)

    def stop(self) -> None:
        """The case is being closed: nothing is looked up any more."""
        for tab in self.every().values():
            tab.stop()

    def _clear(self) -> None:
        self.names.clear()
        for tab in self.every().values():
            tab.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again whenever the page comes up."""
        super().showEvent(event)
        self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & DEPENDS:
            self.refresh()

    def refresh(self) -> None:
        """What forms choose from, then the tab that is shown; nothing while the page is not."""
        if self.desk.session is not None and self.isVisible():
            is_quick = not self.desk.ask(actions.is_long)
            self.desk.later("disclosure", look_up, self._came, at_once=is_quick)

    def _came(self, known: Known) -> None:
        self.names.clear()
        self.names.update(known.names())
        for tab in self.every().values():
            tab.put_known(known)
        self._show(self.tabs.currentIndex())

    def _show(self, at: int) -> None:
        if self.desk.session is not None and self.isVisible():
            list(self.every().values())[at].refresh()


def look_up(session: Session) -> Known:
    """What forms choose from, as the case stands."""
    return Known(
        actions.people_of_case(session),
        actions.record_of_case(session),
        actions.worded_lines(session),
        actions.standing_items(session),
    )
