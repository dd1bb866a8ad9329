"""The log page, where an auditor works: who did what, when and why; the life of an item; a sample; how people work; one
button that checks the whole log; and what was not looked at."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from evidence_review.gui import actions
from evidence_review.gui.models.audit_rows import UNSEEN
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import Empty, button, column, fill, label, row
from evidence_review.gui.widgets.parts.dialogs import pick_folder
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.gui.widgets.record.audit_sample_tab import AuditSampleTab
from evidence_review.gui.widgets.record.check_tab import CheckTab
from evidence_review.gui.widgets.record.entries_tab import EntriesTab
from evidence_review.gui.widgets.record.life_tab import LifeTab
from evidence_review.gui.widgets.record.working_tab import WorkingTab
from evidence_review.workflow.case.views import Verdict


class LogPage(QWidget):
    """A tab for each way of looking at the log."""

    verify_wanted = Signal(object)
    export_wanted = Signal(object)
    list_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.entries, self.life = EntriesTab(desk), LifeTab(desk)
        self.sample, self.working, self.check = AuditSampleTab(desk), WorkingTab(desk), CheckTab()
        self.unseen = Rows(UNSEEN, self)
        self.list = Table("What was not looked at", stretch=0)
        self.list.setModel(self.unseen)
        self.list.widths(60, 10)
        self.complete = Empty(
            "Nothing was left out", "Every item is in scope of an approved line and could be searched."
        )
        self.verify = button("Verify the log", self._verify, "primary")
        self.export = button("Export the log…", self._ask_where)
        self.tabs = QTabWidget()
        self.complete.hide()
        self._build()
        self._connect()

    def _build(self) -> None:
        unseen = QWidget()
        words = label(
            "Counts by reason, made from the data: outside every line, not searchable, held, not read.",
            "hint",
        )
        fill(QVBoxLayout(unseen), (words, self.list, self.complete), 8, 10)
        self.tabs.setDocumentMode(True)
        for part, name in (
            (self.entries, "Entries"),
            (unseen, "What was not looked at"),
            (self.life, "Life of an item"),
            (self.sample, "Sample"),
            (self.working, "How people work"),
            (self.check, "Check"),
        ):
            self.tabs.addTab(part, name)
        hint = "Every act is written here before it happens. Reading the log is written too."
        top = row(column(label("Log", "title"), label(hint, "hint"), gap=4), self.verify, self.export)
        top.setStretch(0, 1)
        box = QVBoxLayout(self)
        fill(box, (top, self.tabs), 10, 20)
        box.setStretch(1, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._look)
        self.entries.life_wanted.connect(self.show_life)
        self.entries.list_wanted.connect(self.list_wanted)
        self.check.verify_wanted.connect(self.verify_wanted)
        self.desk.closed.connect(self._clear)

    def _ask_where(self) -> None:
        heading = "A new folder for the log, for court, ICO or inspectors"
        pick_folder(self, heading, lambda name: self.export_wanted.emit(Path(name)))

    def _clear(self) -> None:
        self.unseen.put(())
        self.complete.hide()
        for part in (self.entries, self.life, self.sample, self.working, self.check):
            part.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again whenever the page comes up."""
        super().showEvent(event)
        self._look(self.tabs.currentIndex())

    def _look(self, at: int) -> None:
        if not self.isVisible() or self.desk.session is None:
            return
        part = self.tabs.widget(at)
        if at == 1:
            is_quick = not self.desk.ask(actions.is_long)
            self.desk.later("unseen", actions.not_examined, self._put_unseen, at_once=is_quick)
        elif isinstance(part, EntriesTab | AuditSampleTab | WorkingTab):
            part.ask()

    def _put_unseen(self, rows: tuple[tuple[str, int], ...]) -> None:
        self.unseen.put(rows)
        self.list.setVisible(bool(rows))
        self.complete.setVisible(not rows)

    def show_life(self, item: int) -> None:
        """The life of an item."""
        self.tabs.setCurrentWidget(self.life)
        self.life.show_item(item)

    def _verify(self) -> None:
        self.tabs.setCurrentWidget(self.check)
        self.check.ask()

    def put_verdict(self, verdict: Verdict) -> None:
        """Show what the check found."""
        self.tabs.setCurrentWidget(self.check)
        users = self.desk.ask(actions.list_users) or ()
        self.check.put(verdict, {str(user.id): user.name for user in users})
