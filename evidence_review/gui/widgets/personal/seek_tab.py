"""Search and mark: words, a phrase or a number in everything that goes out; each place in its context, ticked
one by one or all with the statement."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act, Redaction
from evidence_review.gui import actions
from evidence_review.gui.jobs import Jobs
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.shown import show
from evidence_review.gui.models.table_rows import Column, TickRows
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
    Quiet,
    Tick,
    button,
    calls,
    fill,
    label,
    row,
    say,
)
from evidence_review.gui.widgets.parts.dialogs import Question, Statement
from evidence_review.gui.widgets.parts.fields import line_edit
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.start_job import one_step, run_for
from evidence_review.gui.widgets.parts.tick_list import TickTable
from evidence_review.gui.widgets.review.mark_dialog import MarkWhy
from evidence_review.workflow.case.marking_views import Place, Sought
from evidence_review.workflow.personal.seeking import EVERY_PLACE

SENTENCE = (
    "A word, a phrase or a number in everything that goes out, in any case, spacing and number format. "
    "In straight double quotes no word of a name is looked for alone."
)
BEGIN = (
    "Nothing was searched for yet",
    "Write words above and press Search. Tick the places that must go; nothing is marked before that.",
)
NONE = (
    "Not found",
    (
        "These words stand in no text that goes out. Words in a picture that no machine could read are "
        "not found either."
    ),
)
_SIDE = 48


def in_line(one: Place) -> str:
    """A place with a few words on either side."""
    before = ("…" if len(one.before) > _SIDE else "") + one.before[-_SIDE:]
    after = one.after[:_SIDE] + ("…" if len(one.after) > _SIDE else "")
    return f"{before}⟦{one.words}⟧{after}"


PLACES: tuple[Column[Place], ...] = (
    Column("Where", lambda one: one.label),
    Column("In its context", in_line),
    Column(
        "State",
        lambda one: one.state or ("part of the name" if one.is_part else "not marked"),
        tip=lambda one: one.state,
    ),
)


class SeekTab(QWidget):
    """The field, the places, the context of the one in hand, and the two ways to mark. `item_wanted` names
    line and item."""

    item_wanted = Signal(int, object)

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self.desk, self.jobs = desk, jobs
        self.found: Sought | None = None
        self.since = 0.0
        self.at_end = False
        self.model = TickRows(PLACES, lambda one: one.is_open, self)
        self.table = TickTable("Places found", stretch=1)
        self.table.setModel(self.model)
        self.table.widths(26, 50, 20)
        self.words = line_edit(placeholder="A word, phrase or number")
        self.words.setAccessibleName("Words to search for")
        self.go = button("Search", self.search, "primary")
        self.told = label("", "small")
        self.context = Quiet()
        self.context.setAccessibleName("Context of the place in hand")
        self.mark = button("Mark the ticked places…", self._mark, "primary")
        self.every = button("Mark all…", self._mark_all)
        self.open = button("Show the item", self._open)
        self.empty = Empty(*BEGIN)
        self._build()
        self.words.returnPressed.connect(self.search)
        self.words.textChanged.connect(calls(self._allow))
        self.table.selectionModel().currentRowChanged.connect(calls(self._chosen))
        self.table.verticalScrollBar().valueChanged.connect(calls(self._moved))
        self.model.ticked.connect(self._allow)
        self.put(None)

    def _build(self) -> None:
        self.context.setMaximumHeight(self.context.fontMetrics().lineSpacing() * 6)
        acts = Flow(self.mark, self.every, self.open)
        field = row(self.words, self.go)
        field.setStretch(0, 1)
        box = QVBoxLayout(self)
        fill(
            box,
            (label(SENTENCE, "hint"), field, self.told, self.table, self.empty, acts, self.context),
            8,
            12,
        )
        for grows in (3, 4):
            box.setStretch(grows, 1)

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.words.clear()
        self.put(None)

    def refresh(self) -> None:
        """What was found stays until it is searched for again; what may be done is asked now."""
        self._allow()
        self._moved()

    def stale(self) -> None:
        """Something was marked or decided since."""
        if self.model.values():
            say(
                self.told,
                "Something changed since these places were found. Search again to mark more.",
                "warn",
            )

    def search(self) -> None:
        """Look for the words that are written."""
        words = self.words.text().strip()
        if words and self.go.isEnabled():
            run_for(
                self.desk,
                self.jobs,
                "Search",
                "search_to_mark",
                lambda own: actions.search_to_mark(own, words),
                self.put,
            )

    def put(self, found: Sought | None) -> None:
        """Show what was found; None where nobody has searched."""
        self.found, self.since, self.at_end = found, time.monotonic(), False
        places = found.places if found else ()
        self.model.put(places)
        say(self.told, _told(found) if found else "", "small")
        self.empty.put(*(NONE if found else BEGIN))
        for part in (self.table, self.context):
            part.setVisible(bool(places))
        self.empty.setVisible(not places)
        if places:
            self.table.selectRow(0)
            self.table.setFocus()
        self._chosen()
        self._moved()

    def _chosen(self) -> None:
        one = self.model.value(self.table.currentIndex().row())
        text = one.before + one.words + one.after if one else ""
        self.context.setPlainText(show(text).text)
        spans = [show(text).span(len(one.before), len(one.before) + len(one.words))] if one else []
        self.context.underline(spans, QColor(self.palette().color(QPalette.ColorRole.Accent)))
        self._allow()

    def _moved(self) -> None:
        bar = self.table.verticalScrollBar()
        self.at_end = self.at_end or (
            self.table.isVisible() and bool(self.model.values()) and bar.value() >= bar.maximum()
        )

    def _allow(self) -> None:
        may = self.desk.may(Act.REDACT)
        ticked, left = self.model.chosen(), sum(one.is_open for one in self.model.values())
        self.go.setEnabled(may and bool(self.words.text().strip()))
        self.mark.setText(
            f"Mark {count(len(ticked), 'ticked place')}…" if ticked else "Mark the ticked places…"
        )
        self.mark.setEnabled(may and bool(ticked))
        self.every.setEnabled(may and left > 0)
        self.open.setEnabled(self.model.value(self.table.currentIndex().row()) is not None)

    def _open(self) -> None:
        one = self.model.value(self.table.currentIndex().row())
        if one is not None:
            self.item_wanted.emit(one.line, one.item)

    def _mark(self) -> None:
        ticked = self.model.chosen()
        keys = [one.key for one in ticked]
        self._ask(f"{count(len(keys), 'place')} of “{self._sought()}”.", keys, None)

    def _mark_all(self) -> None:
        if not self.at_end:
            self.desk.told.emit("Scroll to the end of the list first, so that every place was on the screen.")
            return
        keys = [one.key for one in self.model.values() if one.is_open]
        tick = Tick()
        tick.setAccessibleName(EVERY_PLACE)
        self._ask(f"Every place of “{self._sought()}” that is not marked or kept: {len(keys):,}.", keys, tick)

    def _sought(self) -> str:
        return self.found.words if self.found else ""

    def _ask(self, sentence: str, keys: list[str], tick: Tick | None) -> None:
        """Type, purpose and note once for all of them; with `tick` the statement too."""
        asked = Question(self, "Mark what was found", sentence, "Mark")
        why = MarkWhy()
        for part in (*why.parts(), *([Statement(tick, EVERY_PLACE)] if tick else ())):
            asked.add(part)
        words, seconds = self._sought(), int(time.monotonic() - self.since)
        asked.check = lambda: (
            why.lacks()
            or ("" if tick is None or tick.isChecked() else "Please tick the statement, or cancel.")
        )

        def then() -> None:
            given = (words, keys, *why.said())
            make = partial(actions.mark_sought, attested=tick is not None, seconds=seconds)
            self._run(lambda own: make(own, *given))

        asked.then = then
        asked.ask()

    def _run(self, does: Callable[[actions.Session], tuple[Redaction, ...]]) -> None:
        def done(made: tuple[Redaction, ...]) -> None:
            self.desk.told.emit(f"{count(len(made), 'place')} marked, to be approved by another person.")
            self.search()

        run_for(
            self.desk,
            self.jobs,
            "Mark",
            "mark_sought",
            lambda own: one_step("marking what was found", lambda: does(own)),
            done,
        )


def _told(found: Sought) -> str:
    """What was searched and found, in sentences."""
    left = sum(one.is_open for one in found.places)
    parts = [
        (
            f"{count(len(found.places), 'place')} in {count(found.searched, 'item')} that go out, "
            f"{left:,} not marked."
        )
    ]
    if found.without_text:
        parts.append(f"{count(found.without_text, 'item')} of them have no text to search.")
    parts += [
        f"“{word}” is an ordinary word too, so it was not looked for alone." for word in found.not_alone
    ]
    return " ".join(parts)
