"""The order of day and month of the source in front: how it is, and the two questions that correct it. First
which order, then, with what would change in front, why."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.dates import ORDER_WORDS, DateOrder
from evidence_review.domain.decisions import Act
from evidence_review.domain.progress import Job
from evidence_review.domain.reasons import SHORTEST_REASON
from evidence_review.gui import actions
from evidence_review.gui.models.dates import CHOICES, LINES, effect_words, likely, order_words
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import blank, button, fill, label, say
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.gui.widgets.parts.fields import Long, ticked
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table, as_high_as_its_rows
from evidence_review.workflow.case.attached_views import ATTACHED
from evidence_review.workflow.case.date_views import DatesEffect
from evidence_review.workflow.case.views import ImportReport


class DatesPart(QWidget):
    """How the dates of one source are read, with the button that corrects it. `job_wanted`: name, step, what
    makes the job, what takes its result."""

    job_wanted = Signal(str, str, object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.report: ImportReport | None = None
        self.order = label("")
        self.correct = button("Correct the order of day and month…", self._ask)
        fill(QVBoxLayout(self), (self.order, Flow(self.correct)), 6, 0)

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.report = None
        blank(self.order)

    def put(self, report: ImportReport) -> None:
        """Another source, or the same after something about it changed."""
        self.report = report
        say(self.order, order_words(report.dates))
        self.correct.setEnabled(self.desk.may(Act.IMPORT) and report.complete)
        self.setVisible(
            bool(report.account.imported) and report.importer != ATTACHED
        )  # those stand at the times of their messages

    def _ask(self) -> None:
        if self.report is not None:
            asked = self.report
            ask_order(self, asked, lambda order, despite: self._look(asked, order, despite=despite))

    def _look(self, asked: ImportReport, order: DateOrder, *, despite: bool) -> None:
        """Look what another order would do, then ask why it is to be set."""

        def look(session: actions.Session) -> Job[DatesEffect]:
            return actions.plan_dates(session, asked.source, order, despite=despite)

        def looked(effect: DatesEffect) -> None:
            if effect.nothing:
                self.desk.faulted.emit(effect.nothing)
            else:
                ask_correction(self, effect, lambda why: self._set(effect, why))

        self.job_wanted.emit("Dates", "plan_dates", look, looked)

    def _set(self, asked: DatesEffect, why: str) -> None:
        def correct(session: actions.Session) -> Job[DatesEffect]:
            return actions.correct_dates(session, asked.source, asked.choice, why, despite=asked.despite)

        def done(effect: DatesEffect) -> None:
            self.desk.told.emit(
                f"{count(effect.moved, 'time')} read anew. Search again, so that these items can be seen."
            )

        self.job_wanted.emit("Dates", "correct_dates", correct, done)


def ask_order(parent: QWidget, report: ImportReport, then: Callable[[DateOrder, bool], object]) -> Question:
    """Ask how a source's dates are meant; nothing changes by it."""
    sentence = (
        f"{report.exhibit}: {report.name}. Say how dates such as 03/04/2025 are meant. You see first "
        f"what would change."
    )
    asked = Question(parent, "Order of day and month", sentence, "Show what would change")
    orders = choice(CHOICES, "Order of day and month")
    orders.setCurrentIndex(orders.findData(likely(report.dates)))
    despite = ticked("Also where a date beside them can only be read the other way")
    for part in (orders, despite):
        asked.add(part)
    asked.then = lambda: then(DateOrder(orders.currentData()), despite.isChecked())
    asked.ask()
    orders.setFocus()
    return asked


def ask_correction(parent: QWidget, effect: DatesEffect, then: Callable[[str], object]) -> Question:
    """Show what another order would do, and ask why it is to be set."""
    heading = f"Read the dates of {effect.name} {ORDER_WORDS[effect.choice]}"
    asked = Question(parent, heading, effect_words(effect), "Correct the order")
    if effect.lines:
        rows = Rows(LINES, asked)
        rows.put(effect.lines)
        table = Table("What each approved line covers, before and after", stretch=0)
        table.setModel(rows)
        table.widths(30, 8, 8, 9, 8, 9)
        as_high_as_its_rows(table)
        asked.add(table)
    why = Long(3)
    why.setAccessibleName("Reason")
    asked.add(label("Why", "field"))
    asked.add(why)
    asked.add(
        label(
            (
                f"At least {SHORTEST_REASON} characters. It is kept in the case; the log holds only "
                f"its fingerprint."
            ),
            "small",
        )
    )
    short = f"Please write a reason of at least {SHORTEST_REASON} characters."
    asked.check = lambda: "" if len(why.toPlainText().strip()) >= SHORTEST_REASON else short
    asked.then = lambda: then(why.toPlainText().strip())
    asked.ask(92)
    why.setFocus()
    return asked
