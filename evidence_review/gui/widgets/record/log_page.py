"""The log page: who did what, when and why; one button that checks the whole log; and what was not looked
at."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QTabWidget, QVBoxLayout, QWidget

from evidence_review.domain.audit import LogRow
from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import AuditOp
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import OP_WORDS, count
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
    blank,
    button,
    calls,
    column,
    fill,
    frame,
    label,
    restyle,
    say,
)
from evidence_review.gui.widgets.parts.dialogs import choice, pick_folder
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.views import Verdict

EVENTS: tuple[Column[LogRow], ...] = (
    Column("No.", lambda e: f"{e.seq:,}", right=True),
    Column("Time (UTC)", lambda e: e.utc.replace("T", " ")[:19]),
    Column("User", lambda e: e.user),
    Column("Role", lambda e: e.role.replace("_", " ").lower()),
    Column("Operation", lambda e: e.op),
    Column("Act", lambda e: e.action),
    Column("On", lambda e: e.object),
    Column("Reason", lambda e: e.reason, tip=lambda e: e.reason),
    Column("Details", lambda e: e.detail, tip=lambda e: e.detail),
    Column("Entry", lambda e: e.hash),
)
UNSEEN: tuple[Column[tuple[str, int]], ...] = (
    Column("What was not looked at", lambda pair: pair[0], tip=lambda pair: pair[0]),
    Column("Items", lambda pair: f"{pair[1]:,}", right=True),
)
VERDICTS = {
    0: ("good", "The log is intact: every entry is signed, in its place, and by an enrolled key."),
    1: ("bad", "The log was altered. The lines below say where."),
    2: ("warn", "The log is incomplete: something that should be there is missing."),
    3: ("warn", "The log could not be checked."),
}


class LogPage(QWidget):
    """Where an auditor works."""

    verify_wanted = Signal()
    export_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.events, self.unseen = Rows(EVENTS, self), Rows(UNSEEN, self)
        self.table = Table("Log", stretch=8)
        self.table.setModel(self.events)
        self.table.widths(6, 24, 20, 20, 11, 24, 18, 24, 24, 18)
        self.list = Table("What was not looked at", stretch=0)
        self.list.setModel(self.unseen)
        self.list.widths(60, 10)
        self.user, self.op = (
            choice([("Everyone", "")], "User"),
            choice([("Every operation", ""), *((OP_WORDS[o], str(o)) for o in AuditOp)], "Operation"),
        )
        self.item = QLineEdit()
        self.item.setPlaceholderText("Item number")
        self.item.setAccessibleName("Item number")
        self.told = label("", "small")
        self.verify = button("Verify the log", self.verify_wanted.emit, "primary")
        self.export = button("Export the log…", self._ask_where)
        self.verdict = frame("good", margin=12, gap=4)
        self.verdict_title, self.verdict_lines = label("", "strong"), label("", "small")
        self.empty = Empty("No entry fits these filters", "Choose another user, operation or item.")
        self._build()
        self._connect()

    def _build(self) -> None:
        # made with a layout by our own frame()
        self.verdict.layout().addWidget(self.verdict_title)  # pyright: ignore[reportOptionalMemberAccess]
        # made with a layout by our own frame()
        self.verdict.layout().addWidget(self.verdict_lines)  # pyright: ignore[reportOptionalMemberAccess]
        self.verdict.hide()
        top = column(
            label("Log", "title"),
            label("Every act is written here before it happens. Reading the log is written too.", "hint"),
            gap=4,
        )
        tools = Flow(self.user, self.op, self.item, button("Show", self.refresh), self.verify, self.export)
        entries = QWidget()
        fill(QVBoxLayout(entries), (tools, self.told, self.table, self.empty), 8, 10)
        unseen = QWidget()
        words = label(
            "Counts by reason, made from the data: outside every line, not searchable, held, not read.",
            "hint",
        )
        self.complete = Empty(
            "Nothing was left out", "Every item is in scope of an approved line and could be searched."
        )
        fill(QVBoxLayout(unseen), (words, self.list, self.complete), 8, 10)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(entries, "Entries")
        self.tabs.addTab(unseen, "What was not looked at")
        self.tabs.currentChanged.connect(self._look)
        fill(QVBoxLayout(self), (top, self.verdict, self.tabs), 10, 20)
        # made with a layout by our own frame()
        self.layout().setStretch(2, 1)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]

    def _connect(self) -> None:
        for part in (self.user, self.op):
            part.activated.connect(calls(self.refresh))
        self.item.returnPressed.connect(self.refresh)
        self.desk.closed.connect(self._clear)
        self.desk.opened.connect(self.verdict.hide)

    def _ask_where(self) -> None:
        heading = "A new folder for the log, for court, ICO or inspectors"
        pick_folder(self, heading, lambda name: self.export_wanted.emit(Path(name)))

    def _clear(self) -> None:
        self.events.put(())
        self.unseen.put(())
        self.item.clear()
        self.user.clear()
        blank(self.told, self.verdict_title, self.verdict_lines)
        self.verdict.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again whenever the page comes up."""
        super().showEvent(event)
        self._users()
        self._look(self.tabs.currentIndex())

    def _look(self, at: int) -> None:
        if self.isVisible() and self.desk.session is not None:
            if at == 1:
                self.unseen.put(self.desk.ask(actions.not_examined) or ())
                self.list.setVisible(self.unseen.rowCount() > 0)
                self.complete.setVisible(not self.unseen.rowCount())
            else:
                self.refresh()

    def _users(self) -> None:
        chosen = self.user.currentData()
        self.user.clear()
        self.user.addItem("Everyone", "")
        for user in self.desk.ask(actions.list_users) or ():
            self.user.addItem(user.name, user.name)
        self.user.setCurrentIndex(max(0, self.user.findData(chosen)))

    def refresh(self) -> None:
        """Ask for the entries that fit the filters."""
        if self.desk.session is None or not self.desk.may(Act.AUDIT):
            return
        written = self.item.text().strip()
        item = int(written) if written.isdigit() else 0
        rows = (
            self.desk.ask(
                actions.events, str(self.user.currentData() or ""), str(self.op.currentData() or ""), item
            )
            or ()
        )
        self.events.put(rows)
        say(self.told, f"{count(len(rows), 'entry', 'entries')} shown.")
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def put_verdict(self, verdict: Verdict) -> None:
        """Show what the check found, with the fingerprints of the keys."""
        card, sentence = VERDICTS.get(verdict.status, VERDICTS[3])
        self.verdict.setProperty("card", card)
        restyle(self.verdict)
        say(self.verdict_title, f"{sentence} {count(verdict.entries, 'entry', 'entries')} checked.")
        keys = [f"Key {key}: {who}" for key, who in verdict.keys]
        say(self.verdict_lines, "\n".join((*verdict.lines, *keys)))
        self.verdict_lines.setVisible(bool(self.verdict_lines.text()))
        self.verdict.show()
