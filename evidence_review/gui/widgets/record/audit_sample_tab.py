"""The auditor's sample: decisions or looks drawn by a seed that stands in the log, what was noted on each, and the
share with its interval."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.gui import actions
from evidence_review.gui.models.audit_rows import DRAWN, sample_words
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
    blank,
    button,
    calls,
    fill,
    label,
    row,
    say,
)
from evidence_review.gui.widgets.parts.dialogs import Question, ask_reason, choice
from evidence_review.gui.widgets.parts.fields import Number, spoken
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.audit_views import AuditedAct, AuditSample, SampleEstimate

MOST, START = 1_000, 30
HINT = (
    "Decisions or looks of everybody, drawn at random. The seed follows from the log, so nobody chooses it, and the same "
    "draw can be made again. Whoever may read opens the item itself; others see figures."
)


class AuditSampleTab(QWidget):
    """`item_wanted` asks for an item of a line in the review."""

    item_wanted = Signal(int, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sort = choice([("Decisions", "decisions"), ("Looks", "looks")], "What is drawn")
        self.many = spoken(Number(1, MOST, START), "How many")
        self.pick = choice([("No sample yet", 0)], "Sample")
        self.pick.setMinimumContentsLength(40)
        self.drawn = Rows(DRAWN, self)
        self.table = Table("Drawn acts", stretch=4)
        self.table.setModel(self.drawn)
        self.table.widths(6, 18, 5, 18, 40, 26)
        self.estimate, self.seed = label("", "strong"), label("", "small")
        self.found: tuple[AuditSample, ...] = ()
        self.agree = button("Agree…", lambda: self._note(agrees=True))
        self.differ = button("Do not agree…", lambda: self._note(agrees=False))
        self.open = button("Open the item", self._open)
        self.empty = Empty("Nothing was drawn yet", "Say how many, then draw.")
        self._build()

    def _build(self) -> None:
        draw = Flow(self.sort, self.many, button("Draw", self._draw, "primary"), self.pick)
        foot = row(self.agree, self.differ, self.open, 1)
        fill(
            QVBoxLayout(self),
            (label(HINT, "hint"), draw, self.seed, self.estimate, self.table, self.empty, foot),
            8,
            10,
        )
        self.pick.activated.connect(calls(self._ask_acts))
        self.table.selectionModel().currentChanged.connect(calls(self._say_may))

    def clear(self) -> None:
        """Nothing of a case that was closed stays."""
        self.drawn.put(())
        self.found = ()
        self.pick.clear()
        blank(self.estimate, self.seed)

    def ask(self) -> None:
        """The samples that were drawn; the newest is shown."""
        is_quick = not self.desk.ask(actions.is_long)
        self.desk.later("audit samples", actions.audit_samples, self._samples, at_once=is_quick)

    def _samples(self, found: tuple[AuditSample, ...]) -> None:
        was = self.pick.currentData()
        self.found = found
        self.pick.clear()
        for one in reversed(found):
            self.pick.addItem(sample_words(one), one.entry)
        if not found:
            self.pick.addItem("No sample yet", 0)
        self.pick.setCurrentIndex(max(0, self.pick.findData(was)))
        self._ask_acts()

    def _ask_acts(self) -> None:
        entry = int(self.pick.currentData() or 0)
        if not entry:
            self._put(((), None))
            return
        is_quick = not self.desk.ask(actions.is_long)
        self.desk.later(
            "audited acts",
            lambda case: (actions.audited_acts(case, entry), actions.audit_estimate(case, entry)),
            self._put,
            at_once=is_quick,
        )

    def _put(self, found: tuple[tuple[AuditedAct, ...], SampleEstimate | None]) -> None:
        acts, estimate = found
        entry = int(self.pick.currentData() or 0)
        drawn = next((one for one in self.found if one.entry == entry), None)
        say(self.seed, f"Drawn by {drawn.by}, seed {drawn.seed}" if drawn else "")
        at = self.table.currentIndex().row()
        self.drawn.put(acts)
        nothing = "Nothing is noted yet; the share comes with the first note."
        say(self.estimate, estimate.sentence if estimate else nothing if acts else "")
        self.table.setVisible(bool(acts))
        self.empty.setVisible(not acts)
        if acts:
            self.table.selectRow(max(0, min(at, len(acts) - 1)))
        self._say_may()

    def _draw(self) -> None:
        made = self.desk.ask(actions.draw_audit_sample, str(self.sort.currentData()), self.many.value())
        if made is not None:
            self.pick.insertItem(0, sample_words(made), made.entry)
            self.pick.setCurrentIndex(0)
            self.ask()

    def _front(self) -> AuditedAct | None:
        return self.drawn.value(self.table.currentIndex().row())

    def _say_may(self) -> None:
        front = self._front()
        session = self.desk.session
        is_own = front is not None and session is not None and front.by == session.user.name
        for part in (self.agree, self.differ):
            part.setEnabled(front is not None and not is_own)
            part.setToolTip("An act of your own is looked at again by another person." if is_own else "")
        self.open.setVisible(self.desk.may(Act.READ))
        self.open.setEnabled(front is not None)

    def _note(self, *, agrees: bool) -> Question | None:
        front, entry = self._front(), int(self.pick.currentData() or 0)
        if front is None or not entry:
            return None
        does = "Agree" if agrees else "Do not agree"

        def then(reason: str) -> None:
            if self.desk.do(actions.judge_audited, entry, front.place, agrees=agrees, reason=reason):
                self.table.selectRow(front.place)  # the next one, where there is one
                self._ask_acts()

        sentence = f"Place {front.place}, {front.exhibit} item {front.item}: {front.by}, {front.words}."
        return ask_reason(self, does, sentence, does, then, least=3)

    def _open(self) -> None:
        front, entry = self._front(), int(self.pick.currentData() or 0)
        if front is not None and self.desk.do(actions.read_audited, entry, front.place):
            self.item_wanted.emit(front.line, front.item)
