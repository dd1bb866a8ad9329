"""The personal data page: people and identifiers, words searched for to mark them, what is known anyway,
conflicts, and the clues that stay."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.parts.building_blocks import column, fill, label
from evidence_review.gui.widgets.personal.allowed_tab import AllowedTab
from evidence_review.gui.widgets.personal.clues_tab import CluesTab
from evidence_review.gui.widgets.personal.conflicts_tab import ConflictsTab
from evidence_review.gui.widgets.personal.seek_tab import SeekTab
from evidence_review.gui.widgets.personal.subjects_tab import SubjectsTab


class PersonalPage(QWidget):
    """Where personal data is decided on over the whole case."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self.desk = desk
        self.seek = SeekTab(desk, jobs)
        self.subjects, self.allowed, self.conflicts, self.clues = (
            SubjectsTab(desk),
            AllowedTab(desk),
            ConflictsTab(desk),
            CluesTab(desk),
        )
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        names = ("People and identifiers", "Search and mark", "Known anyway", "Conflicts", "Clues that stay")
        for name, tab in zip(names, self.every(), strict=True):
            self.tabs.addTab(tab, name)
        sentence = (
            "One decision for each person or identifier, over the whole case. The program suggests; "
            "you decide."
        )
        top = column(label("Personal data", "title"), label(sentence, "hint"), gap=4)
        top.setContentsMargins(14, 12, 14, 0)
        box = QVBoxLayout(self)
        fill(box, (top, self.tabs), 8, 0)
        box.setStretch(1, 1)
        self.tabs.currentChanged.connect(self._tab)
        desk.closed.connect(self._clear)
        desk.changed.connect(self._changed)

    def show_tab(self, tab: QWidget) -> None:
        """Bring one of the tabs to the front."""
        self.tabs.setCurrentWidget(tab)

    def show_seek(self) -> None:
        """Ask for words to search for."""
        self.show_tab(self.seek)
        self.seek.words.setFocus()

    def every(self) -> tuple[SubjectsTab, SeekTab, AllowedTab, ConflictsTab, CluesTab]:
        """The tabs in their order."""
        return self.subjects, self.seek, self.allowed, self.conflicts, self.clues

    def _clear(self) -> None:
        for tab in self.every():
            tab.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again whenever the page comes up."""
        super().showEvent(event)
        self._tab(self.tabs.currentIndex())

    def _tab(self, at: int) -> None:
        if self.desk.session is not None and self.isVisible():
            self.every()[at].refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"redaction", "ruling", "decision", "answer", "finding", "person", "time"}:
            self.clues.stale()
            self.seek.stale()
            self._tab(self.tabs.currentIndex())
