"""The produce page: for whom, where to, the run, what was written, the sheet for the office, and what came
back."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.handing_over.export_check import ExportCheckPanel
from evidence_review.gui.widgets.handing_over.returns_panel import ReturnsPanel
from evidence_review.gui.widgets.parts.building_blocks import (
    blank,
    button,
    calls,
    column,
    fill,
    frame,
    label,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.dialogs import ask_reason, pick_folder, pick_new_file
from evidence_review.gui.widgets.parts.fields import Labelled, line_edit
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.level_choice import LevelChoice
from evidence_review.gui.widgets.parts.start_job import run_for
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.views import Bundle

FILES: tuple[Column[str], ...] = (Column("File", lambda name: name, tip=lambda name: name),)


class ProducePage(QWidget):
    """Where the bundle is written."""

    produce_wanted = Signal(object, str, object)

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self.desk, self.jobs = desk, jobs
        self.recipient = line_edit(
            placeholder="For example: CPS South East, or the defence of the first accused"
        )
        self.folder = line_edit(placeholder="A new or empty folder")
        self.level = LevelChoice()
        self.go = button("Produce", self._go, "primary")
        self.why = label("", "hint")
        self.before = ExportCheckPanel(desk)
        self.returned = ReturnsPanel(desk)
        self.sheet = button(
            "Before and after…",
            self._sheet,
            tip="Everything that goes out, before and after, in one PDF for the office",
        )
        self.files = Rows(FILES, self)
        self.table = Table("Files of the bundle", stretch=0)
        self.table.setModel(self.files)
        self.table.widths(60)
        self.title, self.told, self.root = label("", "section"), label(""), label("", "small")
        self._build()
        for part in (self.recipient, self.folder):
            part.textChanged.connect(calls(self.refresh))
        self.level.changed.connect(self.refresh)
        desk.opened.connect(self.refresh)
        desk.closed.connect(self._clear)

    def _build(self) -> None:
        sentence = (
            "Only approved items leave, redacted, each file checked before it is written. The bundle "
            "carries the head of the log and a tool to check it."
        )
        top = column(label("Produce", "title"), label(sentence, "hint"), gap=4)
        pick = button(
            "Choose a folder…", lambda: pick_folder(self, "Folder for the bundle", self.folder.setText)
        )
        form = frame(
            "true",
            Labelled("Recipient", self.recipient),
            Labelled("Folder", self.folder),
            Flow(pick),
            self.level,
            self.why,
            Flow(self.go, self.sheet),
            margin=16,
            gap=10,
        )
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 16)
        self.result = frame("true", self.title, self.told, self.table, self.root, margin=16, gap=8)
        self.result.hide()
        page = column(
            top,
            frame("true", self.before, margin=16),
            form,
            self.result,
            frame("true", self.returned, margin=16),
            1,
            gap=14,
        )
        page.setContentsMargins(26, 22, 26, 22)
        fill(QVBoxLayout(self), (scrolled(page, wide=110),), 0, 0)

    def _clear(self) -> None:
        self.recipient.clear()
        self.folder.clear()
        self.files.put(())
        blank(self.title, self.told, self.root)
        self.result.hide()
        self.before.put(None)
        self.returned.put(())

    def showEvent(self, event: QShowEvent) -> None:
        """Count what came back whenever the page comes up."""
        super().showEvent(event)
        if self.desk.session is not None:
            self.returned.refresh()

    def refresh(self) -> None:
        """What may be done now."""
        may = self.desk.may(Act.PRODUCE)
        ready = bool(self.recipient.text().strip() and self.folder.text().strip()) and self.level.is_ready
        sentence = "" if may else "A disclosure officer, a supervisor or a prosecutor produces."
        if may and not ready:
            sentence = (
                "Name the recipient and a folder first."
                if self.level.is_ready
                else "Read the warning about bars and tick it."
            )
        say(self.why, sentence)
        self.why.setVisible(bool(sentence))
        self.go.setEnabled(may and ready)
        self.sheet.setEnabled(may)
        self.before.allow()

    def _go(self) -> None:
        self.result.hide()
        self.produce_wanted.emit(
            Path(self.folder.text().strip()), self.recipient.text().strip(), self.level.level
        )

    def _sheet(self) -> None:
        """It shows what was removed, so it needs a reason and a name outside the bundle."""

        def then(reason: str) -> None:
            def named(path: str) -> None:
                self.write_sheet(Path(path).with_suffix(".pdf"), reason)

            pick_new_file(self, "Name of the sheet", "before-and-after.pdf", named)

        sentence = (
            "One PDF with everything that goes out, before and after side by side. It shows what was "
            "removed: keep it inside the office. Say why it is needed."
        )
        ask_reason(self, "Before and after", sentence, "Choose a name…", then)

    def write_sheet(self, out: Path, reason: str) -> None:
        """Write it, beside the window."""
        level = self.level.level

        def done(_shown: int) -> None:
            self.desk.told.emit(f"Written for the office: {out.name}.")

        run_for(
            self.desk,
            self.jobs,
            "Before and after",
            "write_sheet",
            lambda own: actions.write_sheet(own, out, reason, level),
            done,
        )

    def put(self, bundle: Bundle) -> None:
        """Show what was written."""
        say(self.title, "The bundle is written")
        told = (
            f"{count(bundle.items, 'item')}, {count(bundle.redactions, 'redaction')}, "
            f"{count(bundle.log_entries, 'log entry', 'log entries')} carried."
        )
        look = "".join(f"\nLook at {note}" for note in bundle.notes)
        say(self.told, f"{told}\nFolder: {bundle.folder}{look}")
        say(self.root, f"Root of the log: {bundle.root}")
        self.files.put(bundle.files)
        self.result.show()
