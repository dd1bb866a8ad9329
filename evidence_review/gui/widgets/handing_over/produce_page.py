"""The produce page: for which accused and for whom, what it would hold, what stands in the way, where to, the
run, what was written, the sheet for the office, and what came back."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.handing_over.export_check import ExportCheckPanel
from evidence_review.gui.widgets.handing_over.inventory_panel import InventoryPanel
from evidence_review.gui.widgets.handing_over.returns_panel import ReturnsPanel
from evidence_review.gui.widgets.handing_over.whom_panel import WhomPanel
from evidence_review.gui.widgets.handing_over.written_panel import WrittenPanel
from evidence_review.gui.widgets.parts.building_blocks import (
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
from evidence_review.gui.widgets.parts.start_job import one_step, run_for
from evidence_review.workflow.case.personal_views import ExportCheck
from evidence_review.workflow.case.production_views import Inventory
from evidence_review.workflow.case.views import Bundle
from evidence_review.workflow.producing.releasing import Production

SENTENCE = (
    "A bundle is made for one accused. Only approved items leave, redacted, each file checked before it is "
    "written; it carries its own proof and a tool to check it."
)
DEPENDS = frozenset(
    {"redaction", "approval", "decision", "endorsement", "tag", "ruling", "answer", "sign"}
) | {"case person", "person", "hold", "line", "flag", "item", "time", "finding"}
"""The tables of which a change makes the inventory another."""


class ProducePage(QWidget):
    """Where the bundle is written. `produce_wanted` names folder and production, `check_wanted` the
    production, `mend_wanted` what stands in the way."""

    produce_wanted = Signal(object, object)
    check_wanted = Signal(object)
    mend_wanted = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self.desk, self.jobs, self.quiet = desk, jobs, Jobs(self)
        self._again = False
        self.whom = WhomPanel(desk)
        self.recipient = self.whom.recipient
        self.folder = line_edit(placeholder="A new or empty folder")
        self.level = LevelChoice()
        self.go = button("Produce", self._go, "primary")
        self.why = label("", "hint")
        self.holds, self.before = InventoryPanel(), ExportCheckPanel(desk)
        self.returned = ReturnsPanel(desk)
        self.sheet = button(
            "Before and after…",
            self._sheet,
            tip="Everything that goes out, before and after, in one PDF for the office",
        )
        self.result = WrittenPanel()
        self._build()
        self._connect()

    def _build(self) -> None:
        top = column(label("Produce", "title"), label(SENTENCE, "hint"), gap=4)
        pick = button(
            "Choose a folder…", lambda: pick_folder(self, "Folder for the bundle", self.folder.setText)
        )
        form = frame(
            "true",
            Labelled("Folder", self.folder),
            Flow(pick),
            self.level,
            self.why,
            Flow(self.go, self.sheet),
            margin=16,
            gap=10,
        )
        self.parts = tuple(frame("true", part, margin=16) for part in (self.holds, self.before))
        for part in self.parts:
            part.hide()  # until it was looked up
        back = frame("true", self.returned, margin=16)
        page = column(top, self.whom, *self.parts, form, self.result, back, 1, gap=14)
        page.setContentsMargins(26, 22, 26, 22)
        self.page = scrolled(page, wide=130)
        fill(QVBoxLayout(self), (self.page,), 0, 0)

    def _connect(self) -> None:
        self.whom.accused_changed.connect(self.look)
        self.whom.recipient_changed.connect(self._other)
        self.level.changed.connect(self._other)
        self.folder.textChanged.connect(calls(self.refresh))
        self.quiet.finished.connect(calls(self._looked))
        self.quiet.faulted.connect(self.desk.faulted)
        self.before.check_wanted.connect(self._check)
        self.before.list.mend_wanted.connect(self.mend_wanted)
        self.desk.opened.connect(self.refresh)
        self.desk.closed.connect(self._clear)
        self.desk.changed.connect(self._changed)

    def _clear(self) -> None:
        self.whom.clear()
        self.folder.clear()
        self.result.clear()
        self.before.clear()
        self._put(None)
        self.returned.put(())

    def showEvent(self, event: QShowEvent) -> None:
        """Look again whenever the page comes up."""
        super().showEvent(event)
        if self.desk.session is not None:
            self.returned.refresh()
            self.whom.refresh()
            self.look()

    def _changed(self, tables: frozenset[str]) -> None:
        if not tables & DEPENDS:
            return
        self.before.stale()
        if self.isVisible():
            self.whom.refresh()
            self.look()

    def look(self) -> None:
        """Ask what a bundle for the chosen accused would hold now, and what stands in its way, beside the
        window; asked again meanwhile, it is looked up once more at the end."""
        name = self.whom.accused
        self._again = self.quiet.running
        if not name or not self.desk.may(Act.PRODUCE):
            self._put(None)
        elif not self._again:
            what = "listing what the bundle would hold"
            run_for(
                self.desk,
                self.quiet,
                "Inventory",
                "inventory",
                lambda own: one_step(what, lambda: actions.inventory(own, name)),
                self._came,
            )
            self.refresh()

    def _came(self, found: Inventory) -> None:
        self._put(found if found.accused == self.whom.accused else None)

    def _looked(self) -> None:
        """A look is over: the next one, where something changed meanwhile."""
        if self._again and self.desk.session is not None:
            self.look()

    def stop(self) -> None:
        """The case is being closed: nothing is looked up any more."""
        self._again = False
        self.quiet.wait()

    def _put(self, found: Inventory | None) -> None:
        """Show it; a check that was made of just this stays."""
        self.holds.put(found)
        known = self.before.check
        is_same = known is not None and found is not None and known.inventory == found
        self.before.put(found, known if is_same else None)
        for part in self.parts:
            part.setVisible(found is not None)
        self.refresh()

    def _other(self) -> None:
        """The recipient or the level is another: what was checked was something else."""
        self.before.stale()
        self.refresh()

    @property
    def production(self) -> Production:
        """What is to be produced, as the page says now."""
        return Production(self.whom.recipient.text().strip(), self.level.level, self.whom.accused)

    def refresh(self) -> None:
        """What may be done now, and why not."""
        may, sentence = self.desk.may(Act.PRODUCE), self._missing()
        say(self.why, sentence)
        self.why.setVisible(bool(sentence))
        self.go.setEnabled(may and not sentence)
        self.sheet.setEnabled(may)
        made = self.production
        self.before.allow(ready=bool(made.accused and made.recipient))

    def _missing(self) -> str:
        """What is missing before it may be produced, in a sentence; empty where nothing is."""
        made = self.production
        if not self.desk.may(Act.PRODUCE):
            return "A disclosure officer, a supervisor or a prosecutor produces."
        if not made.accused:
            return "Enter the accused first: a bundle is made for one accused."
        if self.quiet.running:
            return "What the bundle would hold is being worked out…"
        if not self.before.is_clear:
            return "Something stands in the way; it is listed above, with what mends it."
        if not (made.recipient and self.folder.text().strip()):
            return "Name the recipient and a folder first."
        return "" if self.level.is_ready else "Read the warning about bars and tick it."

    def _check(self) -> None:
        self.check_wanted.emit(self.production)

    def put_check(self, production: Production, check: ExportCheck) -> None:
        """What a check found, if it is still what is to be produced."""
        if production == self.production:
            self.before.put_check(check)
            self.refresh()

    def put_bundle(self, bundle: Bundle) -> None:
        """What was written, brought into sight."""
        self.result.put(bundle)
        QTimer.singleShot(0, lambda: self.page.ensureWidgetVisible(self.result, 0, 0))

    def _go(self) -> None:
        self.result.hide()
        self.produce_wanted.emit(Path(self.folder.text().strip()), self.production)

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
