"""The approve page: what would leave beside what it was, approved or sent back by a second person, and
endorsed per accused."""

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act, Redaction
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import DisclosureCode, MarkRuling
from evidence_review.domain.redaction_values import Level
from evidence_review.gui import actions
from evidence_review.gui.models.levels import CHOICES, ways
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import CODE_WORDS, PURPOSE_WORDS
from evidence_review.gui.models.shown import show, visible
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
    Quiet,
    blank,
    button,
    calls,
    column,
    fill,
    frame,
    label,
    say,
)
from evidence_review.gui.widgets.parts.dialogs import Question, ask_reason, attest, choice
from evidence_review.gui.widgets.parts.fields import Long
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.page_view import PageView, image_of
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.views import PagePreview, RedactionPreview

ATTESTATION = (
    "I have compared before and after in full. What goes should go, and nothing that must be disclosed "
    "is lost."
)
RULINGS = (
    ("They go: nothing that assists the accused is lost", MarkRuling.REDACT),
    ("They stay: the marks are taken back", MarkRuling.KEEP),
)
COLUMNS: tuple[Column[RedactionPreview], ...] = (
    Column("Item", lambda p: p.title or f"item {p.item}"),
    Column("Marks", lambda p: f"{len(p.redactions):,}", right=True),
    Column("State", lambda p: p.state),
)
MARKS: tuple[Column[Redaction], ...] = (
    Column("Becomes", lambda r: r.token),
    Column("Type", lambda r: str(r.type)),
    Column("Purpose", lambda r: PURPOSE_WORDS[r.purpose]),
    Column("Reason", lambda r: r.reason, tip=lambda r: r.reason),
)


def changed(preview: RedactionPreview) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where the marks stand before, and their tokens after, in UTF-16 units of each shown text."""
    before, after = show(preview.before), show(preview.after)
    first: list[tuple[int, int]] = []
    second: list[tuple[int, int]] = []
    at = 0
    for mark in sorted(preview.redactions, key=lambda one: one.start):
        first.append(before.span(mark.start, mark.end))
        place = preview.after.find(mark.token, at) if mark.token else -1
        if place >= 0:
            at = place + len(mark.token)
            second.append(after.span(place, at))
    return first, second


class ApprovePage(QWidget):
    """Where a second person approves."""

    pages_wanted = Signal(object, object)
    seek_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model, self.marks = Rows(COLUMNS, self), Rows(MARKS, self)
        self.table = Table("Waiting for approval", stretch=2)
        self.table.setModel(self.model)
        self.table.widths(20, 6, 24)
        self.table.selectionModel().currentRowChanged.connect(calls(self._chosen))
        self.list = Table("Marks of this item", stretch=3)
        self.list.setModel(self.marks)
        self.list.widths(18, 20, 16, 20)
        self.before, self.after = Quiet(), Quiet()
        self.page_before, self.page_after = PageView("Page before"), PageView("Page after")
        self.title, self.why, self.warned = label("", "section"), label("", "hint"), label("", "warn")
        self.approve = button("Approve…", self._approve, "primary")
        self.back = button("Send back…", self._back)
        self.endorse = button("Endorse for an accused…", self._endorse)
        self.overlap = button("Decide on marks…", self._decide_overlap)
        self.pages = button("Show pages", self._pages, "segment")
        self.pages.setCheckable(True)
        self.level = choice(list(CHOICES), "How passages are taken out on pages")
        self.level.currentIndexChanged.connect(calls(self._pages))
        self.ways = label("", "hint")
        self.empty = Empty(
            "Nothing is waiting",
            "Marked items come here once a reviewer has found them relevant and marked what must go.",
        )
        self._build()
        desk.opened.connect(self.refresh)
        desk.closed.connect(self._clear)
        desk.changed.connect(self._changed)

    def _build(self) -> None:
        for part, name in ((self.before, "Before"), (self.after, "After")):
            part.setAccessibleName(f"{name}: text of the item")
        sides = QSplitter()
        sides.setProperty("gap", "true")
        sides.setHandleWidth(10)
        sides.setChildrenCollapsible(False)
        for name, text, page in (
            ("Before", self.before, self.page_before),
            ("After, as it would leave", self.after, self.page_after),
        ):
            side = QWidget()
            side.setLayout(column(label(name, "field"), text, page, gap=4))
            sides.addWidget(side)
        self.list.setMaximumHeight(self.list.fontMetrics().height() * 9)
        acts = Flow(self.approve, self.back, self.endorse, self.overlap, self.pages, self.level)
        self.detail = QWidget()
        fill(
            QVBoxLayout(self.detail),
            (self.title, self.warned, sides, self.ways, self.list, self.why, acts),
            8,
            14,
        )
        # made with a layout by our own frame()
        self.detail.layout().setStretch(2, 1)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
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
        self.model.put(())
        self.marks.put(())
        for part in (self.before, self.after):
            part.setPlainText("")
        for view in (self.page_before, self.page_after):
            view.put(QImage())
        blank(self.title, self.warned, self.why, self.ways)
        self._show_pages(on=False)

    def showEvent(self, event: object) -> None:
        """Look again whenever the page comes up."""
        super().showEvent(event)  # pyright: ignore[reportArgumentType]  # Qt gives a QShowEvent
        self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"redaction", "approval", "decision", "endorsement", "tag", "time"} and self.isVisible():
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

    def preview(self) -> RedactionPreview | None:
        """The chosen item."""
        return self.model.value(self.table.currentIndex().row())

    def _chosen(self) -> None:
        preview = self.preview()
        self._show_pages(on=False)
        if preview is None:
            return
        say(self.title, preview.title or f"Item {preview.item}")
        say(self.warned, "\n".join(preview.warnings))
        self.warned.setVisible(bool(preview.warnings))
        self.before.setPlainText(visible(preview.before))
        self.after.setPlainText(visible(preview.after))
        before, after = changed(preview)
        colour = QColor(self.palette().color(QPalette.ColorRole.Accent))
        self.before.underline(before, colour)
        self.after.underline(after, colour)
        self.marks.put(preview.redactions)
        self.list.setVisible(bool(preview.redactions))
        self.pages.setVisible(preview.page is not None)
        self.level.setVisible(preview.page is not None)
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
            "Your approval is a signature over exactly what is shown here.",
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

    def _endorse(self) -> None:
        preview = self.preview()
        if preview is None:
            return
        item = preview.item
        asked = Question(self, "Endorse for an accused", "Each accused is decided separately.", "Endorse")
        accused, reason = QLineEdit(), Long(3, "Reason")
        accused.setAccessibleName("Accused")
        accused.setPlaceholderText("Accused, as named in the case")
        codes = choice([(words, code) for code, words in CODE_WORDS.items()], "Endorsement")
        for part in (
            label("Accused", "field"),
            accused,
            label("Endorsement", "field"),
            codes,
            label("Reason", "field"),
            reason,
        ):
            asked.add(part)
        asked.check = lambda: "" if accused.text().strip() else "Name the accused."
        asked.then = lambda: self.desk.do(
            actions.endorse,
            item,
            accused.text().strip(),
            DisclosureCode(codes.currentData()),
            reason.toPlainText().strip(),
        )
        asked.ask()

    def _decide_overlap(self) -> None:
        preview = self.preview()
        if preview is None or preview.overlap is None:
            return
        item = preview.item
        sentence = (
            f"It meets the disclosure test: {', '.join(preview.overlap.grounds)}. Your decision is on "
            f"every mark of it that waits for you."
        )
        asked = Question(self, "Decide on marks", sentence, "Decide")
        said, reason = choice(list(RULINGS), "What becomes of the words"), Long(3, "Reason")
        for part in (label("What becomes of the words", "field"), said, label("Reason", "field"), reason):
            asked.add(part)
        asked.check = lambda: "" if reason.toPlainText().strip() else "Say why the words go or stay."
        asked.then = lambda: self.desk.do(
            actions.decide_overlap, item, MarkRuling(said.currentData()), reason.toPlainText().strip()
        )
        asked.ask()

    def _go(self, at: int) -> None:
        if self.model.rowCount():
            index = self.model.index(min(at, self.model.rowCount() - 1), 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)

    def _pages(self) -> None:
        preview = self.preview()
        if preview is None or not self.pages.isChecked():
            self._show_pages(on=False)
            return
        self.pages_wanted.emit(preview.item, Level(self.level.currentData()))

    def put_pages(self, item: ItemId, shown: PagePreview) -> None:
        """The page before and after has come, and how each place on it is taken out."""
        preview = self.preview()
        if preview is None or preview.item != item:
            return
        for view, picture in ((self.page_before, shown.before), (self.page_after, shown.after)):
            view.put(image_of(picture))
        say(self.ways, "\n".join(filter(None, (ways(shown.marks), *shown.warnings))))
        self._show_pages(on=True)

    def _show_pages(self, *, on: bool) -> None:
        self.pages.setChecked(on)
        self.ways.setVisible(on and bool(self.ways.text()))
        for view in (self.page_before, self.page_after):
            view.setVisible(on)
        for text in (self.before, self.after):
            text.setVisible(not on)
