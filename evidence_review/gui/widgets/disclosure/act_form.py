"""A form for one act: fields and choices, and the sentence of a refusal in the form itself, which stays open with
everything that was written."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.progress import Job
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.forms import read_date, write_date
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.handing_over.case_people_dialog import put_accused
from evidence_review.gui.widgets.parts.building_blocks import Drop, say
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.gui.widgets.parts.fields import Labelled, Long, line_edit
from evidence_review.gui.widgets.parts.start_job import run_for
from evidence_review.gui.widgets.parts.tick_list import TickList

NO_DAY = "Give the day."
WORKING = "Working…"
type Make = Callable[[actions.Session], Job[Any]]


class ActForm(Question):
    """Fields one below the other. `runs` gives the act, which says why it is refused; `works` the act that takes
    long and is done beside the window."""

    def __init__(self, parent: QWidget, desk: Desk, heading: str, sentence: str, does: str) -> None:
        super().__init__(parent, heading, sentence, does)
        self.desk = desk
        self._job: Callable[[], None] | None = None

    def short(self, words: str, text: str = "", hint: str = "") -> QLineEdit:
        """A field of one line."""
        field = line_edit(text)
        self.add(Labelled(words, field, hint))
        return field

    def long(self, words: str, lines: int = 3, text: str = "", hint: str = "") -> Long:
        """A field of several lines."""
        field = Long(lines)
        field.setPlainText(text)
        self.add(Labelled(words, field, hint))
        return field

    def day(self, words: str, at: date | None = None, hint: str = "") -> QLineEdit:
        """A field for a day; `read_day` reads it."""
        field = line_edit(write_date(at), "2026-01-31")
        self.add(Labelled(words, field, hint))
        return field

    def drop(self, words: str, options: Sequence[tuple[str, object]], hint: str = "") -> Drop:
        """A choice of one."""
        made = choice(options, words)
        self.add(Labelled(words, made, hint))
        return made

    def accused(self, *, everyone: bool = False) -> Drop:
        """A choice of the accused of the record; with `everyone`, first of all of them."""
        made = Drop()
        put_accused(made, self.desk)
        if everyone:
            made.insertItem(0, "All accused", "")
            made.setCurrentIndex(0)
        self.add(Labelled("Accused", made))
        return made

    def ticks(self, words: str, options: Sequence[tuple[str, object]], hint: str = "") -> TickList:
        """A choice of any number."""
        made = TickList(words)
        for said, value in options:
            made.add(said, on=False, value=value)
        as_high_as(made, len(options))
        self.add(Labelled(words, made, hint))
        return made

    def runs(self, act: Callable[[], str], told: str) -> None:
        """What the form does: `act` says in a sentence why it is refused; `told` is said when it was done."""
        self.check = lambda: sentence_of(act)
        self.then = lambda: self.desk.told.emit(told)
        self.ask(72)

    def works(self, jobs: Jobs, step: str, make: Callable[[], Make], done: Callable[[Any], None]) -> None:
        """What the form does beside the window: `make` reads the form and gives the job, `done` gets what came of
        it; a refusal is shown here."""

        def over(result: Any) -> None:
            self.accept()
            done(result)

        def start() -> None:
            run_for(self.desk, jobs, self.windowTitle(), step, make(), over)

        self._job = start
        jobs.faulted.connect(self._refuse)
        self.finished.connect(lambda: jobs.faulted.disconnect(self._refuse))
        self.ask(72)

    def _refuse(self, sentence: str) -> None:
        say(self.fault, sentence, "bad")
        self.yes.setEnabled(True)

    def _try(self) -> None:
        if self._job is None:
            super()._try()
            return
        say(self.fault, WORKING, "hint")
        self.fault.show()
        self.yes.setEnabled(False)
        refused = sentence_of(self._start)
        if refused:
            self._refuse(refused)

    def _start(self) -> str:
        if self._job is not None:
            self._job()
        return ""


def sentence_of(act: Callable[[], str]) -> str:
    """Why an act is refused, what was written that could not be read among it; empty where it was done."""
    try:
        return act()
    except ReviewError as fault:
        return str(fault)


def read_day(field: QLineEdit) -> date:
    """The day written in a field. ReviewError where there is none, or it cannot be read."""
    found = read_date(field.text())
    if found is None:
        raise ReviewError(NO_DAY)
    return found


def as_high_as(ticks: TickList, lines: int) -> None:
    """Give a list to tick the height of its lines, of two at least and of five at most; more scroll."""
    ticks.setFixedHeight(int(ticks.fontMetrics().height() * 1.6 * min(max(lines, 2), 5)) + 12)


def offer(field: QWidget, *, on: bool) -> None:
    """Show a field with its name, or hide both."""
    named = field.parentWidget()
    if named is not None:
        named.setVisible(on)
