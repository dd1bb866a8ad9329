"""The lines page: every version of every line, what it opens, and who may propose, approve or refuse it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.enquiry import LineOfEnquiry
from evidence_review.domain.errors import ReviewError
from evidence_review.domain.kinds import LineState
from evidence_review.gui import actions
from evidence_review.gui.models.line_words import APPROVING, Effect, in_words, told_effect
from evidence_review.gui.models.lines import (
    COLUMNS,
    FORM_COLUMNS,
    balance,
    form_rows,
    named,
    next_number,
    standing,
)
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.lines.line_form import LineForm
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
from evidence_review.gui.widgets.parts.dialogs import ask_reason, attest, pick_file
from evidence_review.gui.widgets.parts.fields import missing_list
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import ShortTable, Table
from evidence_review.workflow.case.views import LineStatus
from evidence_review.workflow.enquiring.known_limits import KnownLimits


class LinesPage(QWidget):
    """Where lines are written and agreed."""

    search_wanted = Signal()
    approved = Signal()
    person_wanted = Signal()
    weights_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stale = False
        self._effect: Effect | None = None
        self.model = Rows(COLUMNS, self)
        self.table = ShortTable("Lines of enquiry", 1, 8)
        self.table.setModel(self.model)
        self.table.widths(5, 30, 8, 11, 10, 9, 16, 16)
        self.table.selectionModel().currentRowChanged.connect(calls(self._chosen))
        self.new = button("New line", lambda: self.edit(None), "primary")
        self.load = button("Import from a file…", self._pick)
        self.search = button(
            "Search this case",
            self.search_wanted.emit,
            tip="Find terms, rank, and suggest personal data in what is in scope",
        )
        self.balance = label("", "hint")
        self.empty = Empty(
            "No line of enquiry yet",
            (
                "Write the first one, or import lines from a TOML file. Nothing can be opened before a "
                "line is approved."
            ),
        )
        self.form = LineForm()
        self.form.propose_wanted.connect(self._propose)
        self.form.cancel_wanted.connect(lambda: self.stack.setCurrentIndex(0))
        self.form.person_wanted.connect(self.person_wanted)
        self._detail()
        self._build()
        self._clear()
        desk.opened.connect(self._opened)
        desk.closed.connect(self._clear)
        desk.changed.connect(self._changed)

    def _make_forms(self) -> None:
        self.forms = Rows(FORM_COLUMNS, self)
        self.listed = Table("Listed forms of the terms", stretch=1)
        self.listed.setModel(self.forms)
        self.listed.widths(20, 24, 10, 22)
        self.listed.setMinimumHeight(self.listed.fontMetrics().height() * 10)

    def _make_acts(self) -> None:
        self.count_forms = button(
            "Count every form of its terms", self._count_forms, tip="In what the approved version covers"
        )
        self.weights = button(
            "What moves its order…",
            self._ask_weights,
            tip="The 50 heaviest weights, for those who answer for disclosure",
        )
        self.approve = button("Approve…", self._approve, "primary")
        self.refuse = button("Refuse…", self._refuse)
        self.revise = button("Write a new version", lambda: self.edit(self.line()))
        self.why = label("", "hint")

    def _detail(self) -> None:
        self.title, self.state, self.effect = label("", "section"), label("", "hint"), label("", "strong")
        self._make_forms()
        self._make_acts()
        self.text = QGridLayout()
        self.text.setHorizontalSpacing(16)
        self.text.setVerticalSpacing(7)
        self.text.setColumnStretch(0, 2)
        self.text.setColumnStretch(1, 7)
        self.parts, self.changed = label("", "small"), label("", "small")
        self.missing, self.name_missing = missing_list("Still missing before anyone may approve it:")
        acts = Flow(self.approve, self.refuse, self.revise, self.count_forms, self.weights)
        self.detail = frame(
            "true",
            self.title,
            self.state,
            self.effect,
            self.parts,
            self.changed,
            self.text,
            self.listed,
            self.missing,
            acts,
            self.why,
            margin=16,
            gap=8,
        )

    def _build(self) -> None:
        top = column(
            label("Lines of enquiry", "title"),
            label(
                (
                    "A line is proposed by one person and approved by another. Only approved lines "
                    "open anything."
                ),
                "hint",
            ),
            gap=4,
        )
        listed = column(
            top,
            Flow(self.new, self.load, self.search),
            self.balance,
            self.table,
            self.empty,
            self.detail,
            1,
            gap=12,
        )
        listed.setContentsMargins(26, 22, 26, 22)
        written = column(label("Line of enquiry", "title"), self.form, 1, gap=12)
        written.setContentsMargins(26, 22, 26, 22)
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolled(listed, wide=150))
        self.stack.addWidget(scrolled(written, wide=110))
        fill(QVBoxLayout(self), (self.stack,), 0, 0)

    def _clear(self) -> None:
        for part in (self.table, self.detail, self.balance, self.empty):
            part.hide()  # until they were looked up: not even that there are none is said before
        self.model.put(())
        self.form.put(None, 1)
        self.form.offer(KnownLimits())
        blank(self.title, self.state, self.effect, self.parts)
        blank(self.changed, self.balance, self.why, self.missing)
        self._tell(())
        self.stack.setCurrentIndex(0)

    def _changed(self, tables: frozenset[str]) -> None:
        if "case person" in tables and self.stack.currentIndex():
            self.form.offer(self.desk.ask(actions.known_limits) or KnownLimits())
        if tables & {"line", "item", "flag", "decision"}:
            self._opened()

    def _opened(self) -> None:
        """Another case, or other counts: looked up when the page is seen."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """The counts as they are now: while the page is not seen, a decision does not wait for them."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Ask for the lines again; the chosen one stays chosen."""
        self._stale = False
        is_quick = not self.desk.ask(actions.is_long) or bool(self.desk.ask(actions.is_counted))
        self.desk.later("lines page", actions.list_lines, self._came, at_once=is_quick)

    def _came(self, lines: tuple[LineStatus, ...]) -> None:
        row = max(0, self.table.currentIndex().row())
        self.model.put(lines)
        self.table.fit_words()
        if lines:
            self.table.selectRow(min(row, len(lines) - 1))
        for part in (self.table, self.detail, self.balance):
            part.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        say(self.balance, balance(lines))
        self.new.setEnabled(self.desk.may(Act.PROPOSE_LINE))
        self.load.setEnabled(self.desk.may(Act.PROPOSE_LINE))
        self.search.setVisible(
            self.desk.may(Act.FLAG) and any(s.line.state is LineState.APPROVED for s in lines)
        )
        self._chosen()

    def status(self) -> LineStatus | None:
        """The chosen version."""
        return self.model.value(self.table.currentIndex().row())

    def line(self) -> LineOfEnquiry | None:
        """Its line."""
        status = self.status()
        return status.line if status else None

    def _chosen(self) -> None:
        status = self.status()
        self.detail.setVisible(status is not None)
        if status is None:
            return
        say(self.title, named(status))
        by = f", proposed by {status.proposed_by}" if status.proposed_by else ""
        yes = f", approved by {status.approved_by}" if status.approved_by else ""
        say(self.state, standing(status) + by + yes)
        self._tell(in_words(status.line))
        self.listed.hide()
        newest = max(s.line.version for s in self.model.values() if s.line.number == status.line.number)
        self.count_forms.setVisible(
            self.desk.may(Act.PROPOSE_LINE) and bool(status.line.terms) and status.line.version == newest
        )
        self._say_effect(status)
        self.name_missing(status.missing if status.line.state is LineState.PROPOSED else ())
        self._say_acts(status)

    def _tell(self, told: tuple[tuple[str, str], ...]) -> None:
        while (item := self.text.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for at, (name, words) in enumerate(told):
            self.text.addWidget(label(name, "field"), at, 0, Qt.AlignmentFlag.AlignTop)
            self.text.addWidget(label(words), at, 1)

    def _say_effect(self, status: LineStatus) -> None:
        """What its scope opens, counted beside the window; nobody approves before that is said."""
        before = next(
            (
                s
                for s in self.model.values()
                if s.line.number == status.line.number and s.line.state is LineState.APPROVED
            ),
            None,
        )
        other = before.line if before and before is not status else None
        self._effect = None
        say(self.effect, "What it opens is being counted…")
        blank(self.parts, self.changed)

        def counted(case: actions.Session) -> Effect:
            return (
                actions.scope_effect(case, status.line),
                actions.scope_effect(case, other) if other else None,
                actions.compare_scope(case, status.line),
            )

        def came(found: Effect) -> None:
            if self.status() is status:
                self._effect = found
                self._tell_effect(status, found)
                self._say_acts(status)

        self.desk.later("effect", counted, came, at_once=not self.desk.ask(actions.is_long))

    def _tell_effect(self, status: LineStatus, found: Effect) -> None:
        opens, changed, parts = told_effect(found, stands=status.line.state is LineState.APPROVED)
        say(self.effect, opens)
        say(self.changed, changed)
        self.changed.setVisible(bool(changed))
        say(self.parts, parts)

    def _ask_weights(self) -> None:
        if (line := self.line()) is not None:
            self.weights_wanted.emit(line.number)

    def _count_forms(self) -> None:
        line = self.line()
        found = self.desk.ask(actions.term_forms, line.number) if line else None
        self.forms.put(form_rows(found or ()))
        self.listed.setVisible(bool(found))

    def _say_acts(self, status: LineStatus) -> None:
        user = self.desk.session.user if self.desk.session else None
        waiting = status.line.state is LineState.PROPOSED
        own = user is not None and status.line.proposed_by == user.id
        for part in (self.approve, self.refuse):
            part.setVisible(waiting)
            part.setEnabled(waiting and self.desk.may(Act.APPROVE_LINE))
        self.approve.setEnabled(
            waiting
            and self.desk.may(Act.APPROVE_LINE)
            and not own
            and not status.missing
            and self._effect is not None
        )
        self.revise.setVisible(self.desk.may(Act.PROPOSE_LINE))
        self.weights.setVisible(self.desk.may(Act.SEE_WEIGHTS) and status.line.state is LineState.APPROVED)
        sentence = ""
        if waiting and own:
            sentence = "You proposed this line, so another person approves it."
        elif waiting and not self.desk.may(Act.APPROVE_LINE):
            sentence = "A disclosure officer, a supervisor or a prosecutor approves it."
        say(self.why, sentence)
        self.why.setVisible(bool(sentence))

    def edit(self, line: LineOfEnquiry | None) -> None:
        """Open the form on a line, or on a new one."""
        self.form.offer(self.desk.ask(actions.known_limits) or KnownLimits())
        self.form.put(line, next_number(self.model.values()))
        self.stack.setCurrentIndex(1)
        self.form.title.setFocus()

    def _propose(self) -> None:
        try:
            line = self.form.line()
        except ReviewError as fault:
            self.desk.faulted.emit(str(fault))
            return
        if self.desk.do(actions.propose_line, line):
            self.stack.setCurrentIndex(0)
            self.desk.told.emit("The line is proposed. Another person approves it.")

    def _approve(self) -> None:
        status = self.status()
        if status is not None:
            number = status.line.number
            attest(
                self,
                f"Approve line {number}",
                self.effect.text(),
                APPROVING,
                "Approve",
                lambda: self._approve_line(number),
            )

    def _approve_line(self, number: int) -> None:
        if self.desk.do(actions.approve_line, number):
            self.approved.emit()

    def _refuse(self) -> None:
        status = self.status()
        if status is not None:
            number = status.line.number
            ask_reason(
                self,
                f"Refuse line {number}",
                "The proposer sees your reason.",
                "Refuse",
                lambda why: self.desk.do(actions.refuse_line, number, why),
                1,
            )

    def _pick(self) -> None:
        pick_file(self, "Lines of enquiry in a TOML file", lambda path: self.load_file(Path(path)))

    def load_file(self, path: Path) -> None:
        """Propose every line of a file, in its order; stops at the first that is refused."""
        try:
            lines = actions.lines_from_toml(path)
        except ReviewError as fault:
            self.desk.faulted.emit(str(fault))
            return
        done = 0
        for line in lines:
            if not self.desk.do(actions.propose_line, line):
                break
            done += 1
        if done:
            self.desk.told.emit(f"{done} of {len(lines)} lines are proposed. Another person approves them.")
