"""The home: what waits for whoever is signed in, where to go on, and what stands between here and the next
disclosure. Every number leads to what it counts (docs/decisions/0051)."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.gui import actions
from evidence_review.gui.models.hindrances import of_obstacle
from evidence_review.gui.models.home_rows import NO_ACCUSED, continue_words, way_words
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import ROLE_WORDS
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.widgets.handing_over.case_people_dialog import ask_person
from evidence_review.gui.widgets.handing_over.hindrance_list import HindranceList
from evidence_review.gui.widgets.parts.building_blocks import (
    blank,
    button,
    column,
    fill,
    frame,
    label,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.window.home_parts import RecordCard, Steps, Waiting, empty
from evidence_review.workflow.case.home_views import Home, InTheWay


class HomePage(QWidget):
    """Where a case opens. `wanted` names a count that was pressed, `continue_wanted` the place to go on
    at or None,
    `step_wanted` a step of a new case, `mend_wanted` what stands in the way and for which accused."""

    wanted = Signal(object)
    continue_wanted = Signal(object)
    step_wanted = Signal(object)
    mend_wanted = Signal(object, str)
    verify_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.home: Home | None = None
        self.is_asking = self._is_fresh = False
        self.who = label("", "hint")
        self.waiting, self.steps, self.record = Waiting(), Steps(desk), RecordCard()
        self.go_on = button("", self._go_on, "primary")
        self.ways: dict[str, HindranceList] = {}
        self.way_box = QVBoxLayout()
        self.none = label(NO_ACCUSED, "warn")
        self.enter = button("Enter an accused…", lambda: ask_person(self, desk))
        self._build()
        self.waiting.wanted.connect(self.wanted)
        self.steps.wanted.connect(self.step_wanted)
        self.record.verify_wanted.connect(self.verify_wanted)
        desk.changed.connect(self._changed)
        desk.closed.connect(self._clear)
        self._clear()

    def _build(self) -> None:
        top = column(label("Home", "title"), self.who, gap=4)
        self.first = self._card("A new case, step by step", self.steps)
        self.work = self._card("Waiting for you", self.waiting, Flow(self.go_on))
        way = QWidget()
        fill(QVBoxLayout(way), (self.none, Flow(self.enter), self.way_box), 10, 0)
        self.way = self._card("Between here and the next disclosure", way)
        self.log = self._card("Record", self.record)
        page = column(top, self.first, self.work, self.way, self.log, 1, gap=14)
        page.setContentsMargins(26, 22, 26, 22)
        fill(QVBoxLayout(self), (scrolled(page, wide=110),), 0, 0)

    def _card(self, heading: str, *parts: QWidget | Flow) -> QFrame:
        return frame("true", label(heading, "section"), *parts, margin=16, gap=10)

    # --- asking ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Look again whenever the page comes up."""
        super().showEvent(event)
        self._is_fresh = True
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was not answered is not waited for: another page asks now."""
        super().hideEvent(event)
        if self.is_asking:
            self.is_asking = False
            self.desk.later("home", lambda _session: None, lambda _answer: None)

    def _changed(self, _tables: frozenset[str]) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Ask what waits, beside the window."""
        if self.desk.session is None or not self.isVisible():
            return
        self.is_asking = True
        self.desk.later("home", actions.home, self._put)

    def _put(self, home: Home) -> None:
        self.is_asking = False
        self.home = home
        session, role = self.desk.session, self.desk.role
        if session is None or role is None:
            return
        who = f"{one_line(session.user.name, 40)}, {ROLE_WORDS[role].lower()}"
        say(self.who, f"{who}. Each number opens what it counts.")
        self.first.setVisible(not home.is_begun)
        self.steps.put(home)
        self.waiting.put(home)
        said = continue_words(home)
        self.go_on.setText(said)
        self.go_on.setVisible(bool(said))
        self.work.show()
        self.way.setVisible(self.desk.may(Act.PRODUCE))
        self.log.setVisible(home.record is not None)
        if home.record:
            self.record.put(home.record)
        self._put_ways(home.in_the_way)
        if self._is_fresh:
            self.take_keys()
            self._is_fresh = False

    def _put_ways(self, ways: tuple[InTheWay, ...]) -> None:
        self.none.setVisible(not ways)
        self.enter.setVisible(not ways)
        self.enter.setEnabled(self.desk.may(Act.ENTER_PERSON))
        if list(self.ways) != [one.accused for one in ways]:
            empty(self.way_box)
            self.ways = {one.accused: self._way(one.accused) for one in ways}
        for one in ways:
            found = tuple(of_obstacle(obstacle, line) for obstacle, line in one.obstacles)
            self.ways[one.accused].put(found, way_words(one.accused, 0))
            if found:
                say(self.ways[one.accused].told, way_words(one.accused, len(found)))

    def _way(self, accused: str) -> HindranceList:
        made = HindranceList(self.desk)
        made.mend_wanted.connect(lambda one: self.mend_wanted.emit(one, accused))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
        made.table.setAccessibleName(f"What stands in the way for {accused}")
        self.way_box.addWidget(made)
        return made

    # --- what is pressed ---------------------------------------------------------------

    def take_keys(self) -> None:
        """The keys go to the first thing that can be pressed."""
        first = self.go_on if self.go_on.isVisible() else next(iter(self.buttons()), None)
        if first is not None:
            first.setFocus()

    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons of the counts, in order."""
        return tuple(made for _, made in self.waiting.counts)

    def _go_on(self) -> None:
        self.continue_wanted.emit(self.home.last if self.home else None)

    def _clear(self) -> None:
        """Nothing of a closed case stays."""
        self.home, self.is_asking = None, False
        blank(self.who)
        self.waiting.put(None)
        self.record.clear()
        empty(self.way_box)
        self.ways = {}
        for part in (self.first, self.work, self.way, self.log, self.go_on):
            part.hide()
