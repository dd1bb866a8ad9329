"""The approve page: what would leave beside what it was, approved or sent back by a second person, and
endorsed per accused."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.shortcuts import APPROVE_KEYS, key_of
from evidence_review.gui.widgets.handing_over.approval_list import ApprovalList
from evidence_review.gui.widgets.handing_over.case_people_dialog import put_accused
from evidence_review.gui.widgets.handing_over.comparison import BeforeAfter
from evidence_review.gui.widgets.handing_over.prosecutor_dialogs import ask_code, ask_overlap
from evidence_review.gui.widgets.parts.building_blocks import (
    Drop,
    Empty,
    KeyButton,
    Tick,
    blank,
    button,
    column,
    fill,
    frame,
    label,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.dialogs import Statement, ask_reason
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.workflow.case.approval_views import ApprovalRow
from evidence_review.workflow.case.views import RedactionPreview

ATTESTATION = (
    "Each “Approve” is my signed statement that I have compared before and after of that item in full: what goes "
    "should go, and nothing that must be disclosed is lost."
)
REFRESH = frozenset({"redaction", "approval", "decision", "endorsement", "tag", "time"})
"""The tables of which a change makes the list another."""


class ApprovePage(QWidget):
    """Where a second person approves."""

    seek_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.item: ItemId | None = None
        self.list = ApprovalList(desk)
        self.model, self.table = self.list.model, self.list.table
        self.list.chosen.connect(self._chosen)
        self.shown = BeforeAfter()
        self.why = label("", "hint")
        self.attested = Tick()
        self.attested.setAccessibleName(ATTESTATION)
        self.approve = KeyButton("Approve and sign", key_of("approve"), self._approve)
        self.back = KeyButton("Send back…", key_of("send_back"), self._back)
        self.mark = KeyButton("Next mark", key_of("next_mark"), self.shown.next_mark)
        self.endorse = KeyButton("Endorse…", key_of("endorse"), self.ask_code)
        self.overlap = button("Decide on marks…", self.ask_overlap)
        self.who = Drop()
        self.who.setAccessibleName("Accused to endorse for")
        self.acts: dict[str, Callable[[], object]] = {
            "approve": self.approve.click,
            "send_back": self.back.click,
            "next_mark": self.mark.click,
            "endorse": self.endorse.click,
        }
        self.empty = Empty(
            "Nothing is waiting",
            "Marked items come here once a reviewer has found them relevant and marked what must go.",
        )
        self._build()
        desk.opened.connect(self.refresh)
        desk.closed.connect(self._clear)
        desk.changed.connect(self._changed)

    def _build(self) -> None:
        acts = Flow(self.approve, self.back, self.mark, self.who, self.endorse, self.overlap)
        acts.addWidget(self.shown.pages)
        acts.addWidget(self.shown.level)
        foot = column(Statement(self.attested, ATTESTATION, "body"), self.why, acts, gap=8)
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
        life = button("Life of the item", self._ask_life, tip="Every act on it, in the log")
        left = frame("pane", top, self.list, Flow(self.seek, life), margin=14, gap=10)
        self.split = QSplitter()
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(1, 1)
        fill(QVBoxLayout(self), (self.split, self.empty), 0, 0)
        for key in APPROVE_KEYS:
            made = QShortcut(QKeySequence(key_of(key.act)), self, self.acts[key.act])
            made.setAutoRepeat(key.act == "next_mark")

    def _ask_life(self) -> None:
        if self.item is not None:
            self.desk.life_wanted.emit(int(self.item))

    def _clear(self) -> None:
        self.item = None
        self.attested.setChecked(False)
        self.who.clear()
        self.list.clear()
        self.shown.clear()
        blank(self.why)

    def showEvent(self, event: object) -> None:
        """Look again whenever the page comes up."""
        super().showEvent(event)  # pyright: ignore[reportArgumentType]  # Qt gives a QShowEvent
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list has what its words need, and never more than the item."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        wide = min(self.fontMetrics().averageCharWidth() * 80, self.width() * 19 // 40)
        self.split.setSizes([wide, self.width() - wide])

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & REFRESH and self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Ask again what is waiting; the item that is shown stays shown. Listing is no look at any item."""
        if self.desk.session is None or not self.isVisible():
            return
        allowed = self.desk.may(Act.READ)
        waiting = (self.desk.ask(actions.approval_list) or ()) if allowed else ()
        if allowed:
            put_accused(self.who, self.desk)
        self.list.put(waiting)
        self.split.setVisible(bool(waiting))
        self.empty.setVisible(not waiting)
        self._share()
        self.list.select(self.item)
        self._chosen()

    def choose(self, item: ItemId) -> None:
        """Show this item, where it is in the list."""
        if any(one.item == item for one in self.model.values()):
            self.list.select(item)
            self._chosen()

    def preview(self) -> RedactionPreview | None:
        """The item that is shown before and after."""
        return self.shown.preview

    def _chosen(self) -> None:
        """Show what is chosen: the look is logged, then drawn at once, so that what is logged was painted."""
        row = self.list.row()
        self.item = row.item if row else None
        preview = self.desk.ask(actions.preview, row.item) if row and self.isVisible() else None
        self.shown.setVisible(preview is not None)
        if preview is None or row is None:
            self.shown.clear()
            self._say_none()
            return
        self.shown.put(preview)
        self._say_acts(preview, row)
        self.detail.repaint()
        self.list.note_shown()

    def _say_none(self) -> None:
        say(self.why, "Choose an item of the list; it is logged as seen when it is shown here.")
        self.why.show()
        for part in (self.approve, self.back, self.mark, self.endorse):
            part.setEnabled(False)
        self.overlap.hide()

    def _say_acts(self, preview: RedactionPreview, row: ApprovalRow) -> None:
        user = self.desk.session.user if self.desk.session else None
        may = self.desk.may(Act.APPROVE_REDACTION)
        marked = user is not None and user.name in preview.proposed_by
        sentence = ""
        if marked:
            sentence = "You made marks on this item, so another person approves it."
        elif row.own:
            sentence = "You decided that this item is relevant, so another person approves it."
        elif not may:
            sentence = "A prosecutor, a supervisor or a disclosure officer approves."
        say(self.why, sentence)
        self.why.setVisible(bool(sentence))
        self.approve.setEnabled(may and not row.own)
        self.back.setEnabled(may and not marked)
        self.mark.setEnabled(bool(preview.redactions))
        self.overlap.setVisible(preview.overlap is not None and self.desk.may(Act.DECIDE_OVERLAP))
        for part in (self.endorse, self.who):
            part.setVisible(self.desk.may(Act.ENDORSE))
            part.setEnabled(True)

    def _approve(self) -> None:
        preview = self.preview()
        if preview is None:
            return
        if not self.attested.isChecked():
            say(self.why, "Tick the statement first; it holds for each item that you approve.")
            self.why.show()
            self.attested.setFocus()
            return
        self.item = self.list.next_waiting()
        if self.desk.do(actions.approve, (preview.item,), attested=True):
            self.desk.told.emit("Approved and signed. Any later change makes the approval void.")
        else:
            self.item = preview.item

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

    def _remember(self, accused: str) -> None:
        """This accused is chosen from now on, while the case is open."""
        if (at := self.who.findData(accused)) >= 0:
            self.who.setCurrentIndex(at)

    def ask_code(self, accused: str = "") -> None:
        """Ask for the code of the item that is shown for an accused, at first this one or the one chosen."""
        if preview := self.preview():
            self._remember(accused)
            chosen = str(self.who.currentData() or accused)
            ask_code(self, self.desk, preview.item, chosen, self._remember)

    def ask_overlap(self) -> None:
        """Ask whether the marked words of the item that is shown go or stay."""
        preview = self.preview()
        if preview is None or preview.overlap is None:
            return
        if not self.desk.may(Act.DECIDE_OVERLAP):
            self.desk.told.emit(
                "A prosecutor decides whether marked words go or stay; ask one to open this page."
            )
            return
        ask_overlap(self, self.desk, preview.overlap)
