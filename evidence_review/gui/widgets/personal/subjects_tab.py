"""People and identifiers: each once, with one decision for all its mentions."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.personal import BECAUSE_WORDS, SHORTEST_WORDS, Because, Stance
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.rulings import SHOWN, STANCE_WORDS, SUBJECTS, chosen
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import Empty, button, calls, fill, label, row, say
from evidence_review.gui.widgets.parts.dialogs import Question, ask_reason, choice
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.gui.widgets.review.rule_dialog import ask_ruling
from evidence_review.workflow.case.personal_views import RulingView, SubjectView

HISTORY: tuple[Column[RulingView], ...] = (
    Column("When (UTC)", lambda one: one.at.replace("T", " ")),
    Column("Decision", lambda one: STANCE_WORDS[one.stance]),
    Column("Because it is", lambda one: BECAUSE_WORDS[one.because]),
    Column("In own words", lambda one: one.words, tip=lambda one: one.words),
    Column("By", lambda one: one.by),
)


class SubjectsTab(QWidget):
    """The list with its filter and acts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: tuple[SubjectView, ...] = ()
        self.model = Rows(SUBJECTS, self)
        self.table = Table("People and identifiers", stretch=1)
        self.table.setModel(self.model)
        self.table.widths(3, 22, 30, 18, 9, 8, 9)
        self.filter = choice(SHOWN, "Which to show")
        self.filter.currentIndexChanged.connect(calls(self._filter))
        self.told = label("", "small", wrap=False)
        self.hide_all = button("Mask everywhere…", lambda: self._rule(Stance.MASK), "primary")
        self.keep_all = button("Keep everywhere…", lambda: self._rule(Stance.KEEP))
        self.back = button("Take the decision back…", self._open)
        self.history = button("History…", self._history)
        self.names = button("Show names…", self._names)
        self.carry = button("Mark what became relevant since", self._carry)
        self.empty = Empty(
            "Nothing was found yet",
            "People and identifiers are listed once the search has been through what is in scope.",
        )
        acts = Flow(self.hide_all, self.keep_all, self.back, self.history, self.names, self.carry)
        box = QVBoxLayout(self)
        fill(box, (row(self.filter, self.told, 1), self.table, self.empty, acts), 8, 12)
        for grows in (1, 2):
            box.setStretch(grows, 1)
        self.table.selectionModel().selectionChanged.connect(calls(self._allow))

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.found = ()
        self.model.put(())

    def refresh(self) -> None:
        """The list again."""
        is_quick = not self.desk.ask(actions.is_long)
        self.desk.later("subjects", actions.subjects, self.put, at_once=is_quick, logs=True)

    def put(self, found: tuple[SubjectView, ...]) -> None:
        """Show this list, as the filter lets it through."""
        self.found = found
        self._filter()

    def _filter(self) -> None:
        kept = self.subject()
        shown = chosen(self.found, str(self.filter.currentData()))
        self.model.put(shown)
        at = next((at for at, one in enumerate(shown) if kept and one.code == kept.code), 0)
        if shown:
            self.table.selectRow(at)
        undecided = sum(one.ruling is None and not one.known for one in self.found)
        say(
            self.told,
            (
                f"{count(len(self.found), 'person or identifier', 'people and identifiers')}, "
                f"{undecided:,} not decided on."
            ),
        )
        self.table.setVisible(bool(self.found))
        self.empty.setVisible(not self.found)
        self._allow()

    def subject(self) -> SubjectView | None:
        """The row that is chosen."""
        return self.model.value(self.table.currentIndex().row())

    def _allow(self) -> None:
        may = self.desk.may(Act.REDACT)
        one = self.subject()
        for part in (self.hide_all, self.keep_all, self.history):
            part.setEnabled(may and one is not None)
        self.back.setEnabled(may and one is not None and one.ruling is not None)
        self.names.setEnabled(may and bool(self.found))
        self.carry.setEnabled(
            may and any(one.ruling and one.ruling.stance is Stance.MASK for one in self.found)
        )

    def _rule(self, stance: Stance) -> None:
        one = self.subject()
        if one is None:
            return

        def then(what: Stance, because: Because, words: str) -> None:
            made = self.desk.ask(actions.rule, one.code, what, because, words)
            if made is not None:
                marks = (
                    f"{count(len(made.marks), 'place')} marked."
                    if what is Stance.MASK
                    else "It stays visible everywhere."
                )
                self.desk.told.emit(f"Decided. {marks}")

        ask_ruling(self, one.label, then, stances=(stance,))

    def _open(self) -> None:
        one = self.subject()
        if one is not None:
            sentence = (
                f"“{one.label}” is not decided on any more. Marks that were made stand until each is "
                f"taken back."
            )

            def then(words: str) -> None:
                self.desk.do(actions.rule, one.code, Stance.OPEN, Because.OTHER, words)

            ask_reason(self, "Take the decision back", sentence, "Take back", then, SHORTEST_WORDS)

    def _history(self) -> None:
        one = self.subject()
        made = self.desk.ask(actions.rulings_on, one.code) if one else None
        if one is None or made is None:
            return
        asked = Question(
            self, f"Decisions on {one.label}", "Every decision stays; the last one stands.", "Close"
        )
        asked.no.hide()
        table = Table("Decisions", stretch=3)
        model = Rows(HISTORY, asked)
        model.put(made)
        table.setModel(model)
        table.widths(20, 18, 26, 20, 12)
        table.setMinimumHeight(table.fontMetrics().height() * 9)
        asked.add(table)
        asked.ask(100)

    def _names(self) -> None:
        sentence = (
            "Third parties are shown by labels to protect them. Say why you need their names to "
            "decide; it is logged."
        )
        ask_reason(
            self,
            "Show names",
            sentence,
            "Show",
            lambda why: self.put(self.desk.ask(actions.subjects, why) or self.found),
        )

    def _carry(self) -> None:
        made = self.desk.ask(actions.carry_out)
        if made is not None:
            self.desk.told.emit(f"{count(len(made), 'place')} marked.")
