"""The approve page: what would leave beside what it was, approved or sent back by a second person, and
endorsed per accused."""

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.gui import actions
from evidence_review.gui.models.approval_rows import WAITING
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.handing_over.comparison import BeforeAfter
from evidence_review.gui.widgets.handing_over.prosecutor_dialogs import ask_code, ask_overlap
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
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
from evidence_review.gui.widgets.parts.dialogs import ask_reason, attest
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.views import RedactionPreview

ATTESTATION = (
    "I have compared before and after in full. What goes should go, and nothing that must be disclosed "
    "is lost."
)
REFRESH = frozenset({"redaction", "approval", "decision", "endorsement", "tag", "time"})
"""The tables of which a change makes the list another."""


class ApprovePage(QWidget):
    """Where a second person approves."""

    seek_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = Rows(WAITING, self)
        self.table = Table("Waiting for approval", stretch=2)
        self.table.setModel(self.model)
        self.table.widths(20, 6, 24)
        self.table.selectionModel().currentRowChanged.connect(calls(self._chosen))
        self.shown = BeforeAfter()
        self.why = label("", "hint")
        self.approve = button("Approve…", self._approve, "primary")
        self.back = button("Send back…", self._back)
        self.endorse = button("Endorse for an accused…", self.ask_code)
        self.overlap = button("Decide on marks…", self.ask_overlap)
        self.accused = ""
        self.empty = Empty(
            "Nothing is waiting",
            "Marked items come here once a reviewer has found them relevant and marked what must go.",
        )
        self._build()
        desk.opened.connect(self.refresh)
        desk.closed.connect(self._clear)
        desk.changed.connect(self._changed)

    def _build(self) -> None:
        acts = Flow(self.approve, self.back, self.endorse, self.overlap, self.shown.pages, self.shown.level)
        foot = column(self.why, acts, gap=8)
        foot.setContentsMargins(14, 4, 14, 14)
        self.detail = QWidget()
        box = QVBoxLayout(self.detail)
        fill(box, (scrolled(self.shown), foot), 0, 0)
        box.setStretch(0, 1)
        top = column(
            label("Approve", "title"), label("A second person compares before and after.", "hint"), gap=4
        )
        self.seek = button(
            "Search and mark…",
            self.seek_wanted.emit,
            tip="Search everything that goes out and mark what is found",
        )
        left = frame("pane", top, self.table, Flow(self.seek), margin=14, gap=10)
        self.split = QSplitter()
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(1, 1)
        fill(QVBoxLayout(self), (self.split, self.empty), 0, 0)

    def _clear(self) -> None:
        self.accused = ""
        self.model.put(())
        self.shown.clear()
        blank(self.why)

    def showEvent(self, event: object) -> None:
        """Look again whenever the page comes up."""
        super().showEvent(event)  # pyright: ignore[reportArgumentType]  # Qt gives a QShowEvent
        self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & REFRESH and self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Ask again what is waiting."""
        if self.desk.session is None or not self.isVisible():
            return
        at = max(0, self.table.currentIndex().row())
        allowed = self.desk.may(Act.READ)
        waiting = (self.desk.ask(actions.waiting) or ()) if allowed else ()
        self.model.put(waiting)
        self.split.setVisible(bool(waiting))
        self.empty.setVisible(not waiting)
        if waiting:
            self.table.selectRow(min(at, len(waiting) - 1))
            wide = min(self.fontMetrics().averageCharWidth() * 68, self.width() * 9 // 20)
            self.split.setSizes([wide, self.width() - wide])
        self._chosen()

    def choose(self, item: ItemId) -> None:
        """Show this item, where it is in the list."""
        found = next((at for at, one in enumerate(self.model.values()) if one.item == item), None)
        if found is not None:
            self._go(found)

    def preview(self) -> RedactionPreview | None:
        """The chosen item."""
        return self.model.value(self.table.currentIndex().row())

    def _chosen(self) -> None:
        preview = self.preview()
        if preview is not None:
            self.shown.put(preview)
            self._say_acts(preview)

    def _say_acts(self, preview: RedactionPreview) -> None:
        user = self.desk.session.user if self.desk.session else None
        may = self.desk.may(Act.APPROVE_REDACTION)
        own = user is not None and user.name in preview.proposed_by
        sentence = ""
        if own:
            sentence = "You made marks on this item, so another person approves it."
        elif not may:
            sentence = "A prosecutor, a supervisor or a disclosure officer approves."
        say(self.why, sentence)
        self.why.setVisible(bool(sentence))
        for part in (self.approve, self.back):
            part.setEnabled(may and not own)
        self.overlap.setVisible(preview.overlap is not None and self.desk.may(Act.DECIDE_OVERLAP))
        self.endorse.setVisible(self.desk.may(Act.ENDORSE))

    def _approve(self) -> None:
        preview = self.preview()
        if preview is None:
            return
        at = self.table.currentIndex().row()
        items = (preview.item,)

        def then() -> None:
            if self.desk.do(actions.approve, items, attested=True):
                self.desk.told.emit("Approved and signed. Any later change makes the approval void.")
                self._go(at)

        attest(
            self,
            "Approve",
            "Your approval is a signature over exactly what is shown here, names and tokens included.",
            ATTESTATION,
            "Approve and sign",
            then,
        )

    def _back(self) -> None:
        preview = self.preview()
        if preview is not None:
            item = preview.item
            ask_reason(
                self,
                "Send back",
                "The reviewer sees your reason.",
                "Send back",
                lambda why: self.desk.do(actions.send_back, item, why),
                1,
            )

    def ask_code(self, accused: str = "") -> None:
        """Ask for the code of the chosen item for an accused, at first this one or the one asked for last."""
        if preview := self.preview():
            self.accused = accused or self.accused
            ask_code(self, self.desk, preview.item, self.accused)

    def ask_overlap(self) -> None:
        """Ask whether the marked words of the chosen item go or stay."""
        preview = self.preview()
        if preview is None or preview.overlap is None:
            return
        if not self.desk.may(Act.DECIDE_OVERLAP):
            self.desk.told.emit(
                "A prosecutor decides whether marked words go or stay; ask one to open this page."
            )
            return
        ask_overlap(self, self.desk, preview.overlap)

    def _go(self, at: int) -> None:
        if self.model.rowCount():
            index = self.model.index(min(at, self.model.rowCount() - 1), 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)
