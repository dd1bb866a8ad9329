"""The samples page: what a sample would cost, the plans as they stand, the reading of one, and what is unsure
and waits for another person."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import LineState
from evidence_review.domain.samples import PlanId, SampleKind, SampleState
from evidence_review.gui import actions
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.samples import (
    PLANS,
    STATE_WORDS,
    UNSETTLED,
    in_groups,
    next_words,
    plan_words,
)
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
    blank,
    button,
    calls,
    column,
    fill,
    frame,
    label,
    row,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.dialogs import Question, ask_reason, attest, choice, pick_new_file
from evidence_review.gui.widgets.parts.fields import Labelled, Long, ticked
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table, as_high_as_its_rows
from evidence_review.gui.widgets.samples.reading_page import SampleReading
from evidence_review.gui.widgets.samples.sample_costs import SampleCosts
from evidence_review.workflow.case.sample_views import SampleStatus
from evidence_review.workflow.finding.known_items import FEW, MOST, KnownRanks

AUTHORISING = (
    "I have read what this sample costs and why it is to be read, and I agree that it is no larger "
    "than the question needs."
)
HINT = (
    "Ranking finds; it does not prove. A random sample of what is unread bounds what may have been missed. "
    "It is registered first, authorised by another person, and drawn by a seed that nobody can choose."
)


class SamplesPage(QWidget):
    """`item_wanted` asks for an item in the review; `narrow_wanted` for the lines."""

    item_wanted = Signal(int, object)
    narrow_wanted = Signal()
    known_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.costs, self.reading = SampleCosts(desk), SampleReading(desk)
        self.model, self.unsure = Rows(PLANS, self), Rows(UNSETTLED, self)
        self.table, self.list = Table("Sample plans", stretch=3), Table("Unsure items", stretch=2)
        self.table.setModel(self.model)
        self.table.widths(10, 6, 17, 18, 14, 12, 16)
        self.list.setModel(self.unsure)
        self.list.widths(6, 12, 16, 18)
        self.stating = (PlanId(""), "")
        self.line = choice((), "Line of enquiry")
        self.none = Empty(
            "No line is approved yet",
            "A sample is drawn from what an approved line covers. Have a line approved first.",
        )
        self._detail()
        self._build()
        self.line.currentIndexChanged.connect(calls(self._line))
        self.table.selectionModel().currentRowChanged.connect(calls(self._chosen))
        self.reading.left.connect(self._back)
        self.costs.narrow_wanted.connect(self.narrow_wanted)
        desk.opened.connect(self._clear)
        desk.closed.connect(self._clear)
        desk.changed.connect(self._changed)

    def _detail(self) -> None:
        self.title, self.told, self.why = label("", "section"), label(""), label("", "hint")
        self.sentence, self.void = label("", "strong"), label("", "bad")
        self.rows, self.seed = label("", "body"), label("", "small")
        self.authorise = button("Authorise…", self._authorise, "primary")
        self.refuse = button("Refuse…", self._refuse)
        self.draw = button(
            "Draw", partial(self._do, actions.draw_sample, "Drawn. Read the items one by one."), "primary"
        )
        self.read = button("Read on", self._read, "primary")
        self.state = button("State what it shows…", self._state, "primary")
        self.check = button("Redo the draw", self._check)
        self.keep = button("Save its record…", self._keep)
        acts = Flow(self.authorise, self.refuse, self.draw, self.read, self.state, self.check, self.keep)
        parts = (self.title, self.void, self.sentence, self.told, self.rows, self.why, acts, self.seed)
        self.detail = frame("true", *parts[:-2], acts, self.seed, margin=16, gap=8)

    def _build(self) -> None:
        top = column(label("Samples", "title"), label(HINT, "hint"), gap=4)
        self.line.setMinimumContentsLength(56)
        self.plans = QWidget()
        fill(QVBoxLayout(self.plans), (label("Plans", "section"), self.table, self.detail), 8, 0)
        settle = button("Open it in the review", self._settle)
        self.waiting = frame(
            "true",
            label("Unsure: each waits for another person", "section"),
            self.list,
            Flow(settle),
            margin=16,
            gap=8,
        )
        self.whole = QWidget()
        fill(
            QVBoxLayout(self.whole),
            (row(Labelled("Line of enquiry", self.line), 1), self.waiting, self.plans, self.costs),
            14,
            0,
        )
        page = column(top, self.none, self.whole, 1, gap=14)
        page.setContentsMargins(26, 22, 26, 22)
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolled(page, wide=140))
        self.stack.addWidget(self.reading)
        fill(QVBoxLayout(self), (self.stack,), 0, 0)

    def dress(self, settings: ViewSettings) -> None:
        """Other colours."""
        self.reading.dress(settings)

    def _clear(self) -> None:
        self.model.put(())
        self.unsure.put(())
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        blank(self.title, self.told, self.why, self.sentence, self.void, self.rows, self.seed)
        self.stack.setCurrentIndex(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Look again whenever the page comes up."""
        super().showEvent(event)
        self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if "time" in tables:
            self._back()
        elif tables & {"sample", "line", "decision", "hold"} and self.stack.currentIndex() == 0:
            self.refresh()

    def _back(self) -> None:
        self.stack.setCurrentIndex(0)
        self.refresh()

    def refresh(self) -> None:
        """Ask for lines, plans and unsure items again."""
        if self.desk.session is None or not self.isVisible() or not self.desk.may(Act.PROPOSE_SAMPLE):
            return
        kept = self.line.currentData()
        lines = [
            one.line
            for one in self.desk.ask(actions.list_lines) or ()
            if one.line.state is LineState.APPROVED
        ]
        self.line.blockSignals(True)
        self.line.clear()
        for one in lines:
            self.line.addItem(f"{one.number}  {one.title}", one.number)
        self.line.setCurrentIndex(max(0, self.line.findData(kept)))
        self.line.blockSignals(False)
        self.none.setVisible(not lines)
        self.whole.setVisible(bool(lines))
        unsure = self.desk.ask(actions.second_queue) or ()
        self.unsure.put(unsure)
        self.waiting.setVisible(bool(unsure))
        as_high_as_its_rows(self.list)
        self._line()

    def _line(self) -> None:
        number = int(self.line.currentData() or 0)
        at = self.status()
        plans = tuple(reversed(self.desk.ask(actions.list_samples, number) or ())) if number else ()
        self.model.put(plans)
        self.plans.setVisible(bool(plans))
        self.costs.number = number
        self.costs.offer(plans)
        self.costs.choose(number)
        if plans:
            same = next((row for row, one in enumerate(plans) if at and one.plan.id == at.plan.id), 0)
            self.table.selectRow(same)
            as_high_as_its_rows(self.table)
        self._chosen()

    def status(self) -> SampleStatus | None:
        """The chosen plan."""
        return self.model.value(self.table.currentIndex().row())

    def _chosen(self) -> None:
        status = self.status()
        self.detail.setVisible(status is not None)
        if status is None:
            return
        say(self.title, f"{status.plan.id}: {STATE_WORDS[status.state].lower()}")
        say(self.told, f"{plan_words(status)} Why: {status.plan.reason}")
        say(self.void, f"Void: {status.void}. What it stated no longer holds." if status.void else "")
        say(self.sentence, status.result.sentence if status.result else "")
        beside = (
            status.result.rows
            if status.result
            else tuple(f"{hits}: {words}" for hits, words in status.plan.foretold)
        )
        say(self.rows, "\n".join(beside))
        say(self.seed, f"Seed {in_groups(status.draw.seed)}" if status.draw else "")
        for part in (self.void, self.sentence, self.rows, self.seed):
            part.setVisible(bool(part.text()))
        self._say_acts(status)

    def _say_acts(self, status: SampleStatus) -> None:
        me = self.desk.session.user.name if self.desk.session else ""
        state = status.state
        proposed, drawn = state is SampleState.PROPOSED, state is SampleState.DRAWN
        done = drawn and status.read == status.size and not status.unsure
        for part in (self.authorise, self.refuse):
            part.setVisible(proposed)
            part.setEnabled(
                self.desk.may(Act.AUTHORISE_SAMPLE) and (status.proposed_by != me or part is self.refuse)
            )
        self.draw.setVisible(state is SampleState.AUTHORISED)
        self.read.setVisible(drawn and not done)
        self.read.setEnabled(self.desk.may(Act.DECIDE))
        self.state.setVisible(done)
        for part in (self.check, self.keep):
            part.setVisible(status.draw is not None)
        words = next_words(status, me)
        say(self.why, words)
        self.why.setVisible(bool(words))

    def _id(self) -> PlanId:
        status = self.status()
        return status.plan.id if status else PlanId("")

    def _do(self, step: object, words: str) -> None:
        if callable(step) and self.desk.do(step, self._id()):
            self.desk.told.emit(words)

    def _authorise(self) -> None:
        status = self.status()
        if status is None:
            return
        foretold = " ".join(f"{hits}: {words}." for hits, words in status.plan.foretold)
        sentence = f"{plan_words(status)} {foretold} Why: {status.plan.reason}"
        then = partial(
            self._do,
            actions.authorise_sample,
            "Authorised. The seed of its draw is fixed by the log from now on.",
        )
        attest(self, f"Authorise {status.plan.id}", sentence, AUTHORISING, "Authorise", then)

    def _refuse(self) -> None:
        plan = self._id()
        ask_reason(
            self,
            f"Refuse {plan}",
            "The proposer sees your reason.",
            "Refuse",
            lambda why: self.desk.do(actions.refuse_sample, plan, why),
            1,
        )

    def _read(self) -> None:
        status = self.status()
        if status is not None:
            self.stack.setCurrentIndex(1)
            self.reading.begin(status)

    def _state(self) -> None:
        status = self.status()
        if status is None:
            return
        second = status.plan.kind is SampleKind.SECOND
        sentence = "It is stated once, in numbers. Whether it is enough is for you and the prosecutor to say."
        asked = Question(self, f"State what {status.plan.id} shows", sentence, "State")
        action = Long(
            3,
            "For example: both passages go to a second reader"
            if second
            else "For example: what was found goes back to the ranking",
        )
        asked.add(Labelled("What is to follow (optional)", action))
        again = ticked("Also rank each known item again, its own decision withheld")
        few = not second and 0 < status.plan.pool.found + status.hits <= MOST
        again.setChecked(few and status.plan.pool.found < FEW)
        if few:
            asked.add(again)

        def then() -> None:
            self.stating = (status.plan.id, action.toPlainText().strip())
            if again.isChecked():
                self.known_wanted.emit(status.plan.number)
            else:
                self.desk.do(actions.state_sample, *self.stating)

        asked.then = then
        asked.ask()

    def put_known(self, found: KnownRanks) -> None:
        """The known items are ranked again: state what the sample shows with them."""
        self.desk.do(actions.state_sample, *self.stating, found.sentence())

    def _check(self) -> None:
        found = self.desk.ask(actions.verify_sample, self._id())
        if found is not None:
            fits = "The draw was redone: the seed follows from the log, the items from the seed."
            self.desk.told.emit(f"Not as recorded: {'; '.join(found)}." if found else fits)

    def _keep(self) -> None:
        plan = self._id()

        def then(name: str) -> None:
            if self.desk.ask(actions.verify_sample, plan, Path(name)) is not None:
                self.desk.told.emit(
                    "Its record is saved. Anyone can redo the draw from it with a hash function."
                )

        pick_new_file(self, "Record of the sample", f"{plan}.json", then)

    def _settle(self) -> None:
        one = self.unsure.value(max(0, self.list.currentIndex().row()))
        if one is not None:
            self.item_wanted.emit(one.line, one.item)
