"""Conflicts: what is masked in one place and visible in another; each is answered before anything is handed
over."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.personal import SHORTEST_WORDS, Answer, Because, ConflictKind, Stance
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.rulings import CONFLICTS, reasons_for
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import Empty, button, calls, fill, label, row, say
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.gui.widgets.parts.fields import Long, ticked
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.personal_views import ConflictView

SENTENCE = (
    "Nothing is handed over while a conflict is open. Choose one or more, with Shift or Ctrl, and "
    "answer them together."
)
SAYS = {
    Answer.MASK: (
        "Mask it there too",
        "It is marked there with the same token, to be approved by another person.",
    ),
    Answer.KEEP: ("Keep it there", "It stays visible there on purpose, though it is masked elsewhere."),
    Answer.NOT_THE_SAME: ("Not the same", "It is another person or value, and stays visible there."),
}


class ConflictsTab(QWidget):
    """The list with its three answers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = Rows(CONFLICTS, self)
        self.table = Table("Conflicts", stretch=1)
        self.table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
        self.table.setModel(self.model)
        self.table.widths(20, 40, 14, 30, 20)
        self.answered = ticked("Show what was answered too")
        self.answered.toggled.connect(calls(self.refresh))
        self.told = label("", "small")
        self.hide_too = button("Mask there too…", lambda: self._answer(Answer.MASK), "primary")
        self.keep_it = button("Keep there…", lambda: self._answer(Answer.KEEP))
        self.other = button("Not the same…", lambda: self._answer(Answer.NOT_THE_SAME))
        self.why = label("", "hint")
        self.empty = Empty("No conflict is open", "What is masked in one place is visible in no other.")
        parts = (label(SENTENCE, "hint"), row(self.answered, self.told, 1), self.table, self.empty, self.why)
        box = QVBoxLayout(self)
        fill(box, (*parts, Flow(self.hide_too, self.keep_it, self.other)), 8, 12)
        for grows in (2, 3):
            box.setStretch(grows, 1)
        self.table.selectionModel().selectionChanged.connect(calls(self._allow))

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.model.put(())
        say(self.why, "")

    def refresh(self) -> None:
        """The list again."""
        answered, is_quick = self.answered.isChecked(), not self.desk.ask(actions.is_long)
        self.desk.later(
            "conflicts",
            lambda case: actions.conflicts(case, answered),
            self._put,
            at_once=is_quick,
            logs=True,
        )

    def _put(self, found: tuple[ConflictView, ...]) -> None:
        self.model.put(found)
        still = sum(not one.answer for one in found)
        say(self.told, f"{count(still, 'conflict')} open.")
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found:
            self.table.selectRow(0)
        self._allow()

    def chosen(self) -> list[ConflictView]:
        """The open conflicts that are selected."""
        at = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [one for place in at if (one := self.model.value(place)) and not one.answer]

    def _allow(self) -> None:
        may = self.desk.may(Act.REDACT)
        picked = self.chosen()
        kinds = {one.conflict.kind for one in picked}
        against, twice = ConflictKind.MASKED_AGAINST_RULING in kinds, ConflictKind.TWO_RULINGS in kinds
        self.hide_too.setEnabled(may and bool(picked) and not twice)
        self.keep_it.setEnabled(may and bool(picked) and not against and not twice)
        self.other.setEnabled(may and bool(picked) and not against and not twice)
        said = " ".join(dict.fromkeys(one.conflict.why for one in picked))
        say(self.why, f"{said} Or take that mark back in the item." if against else said)

    def _answer(self, said: Answer) -> None:
        picked = self.chosen()
        keys = tuple(one.conflict.key for one in picked)
        heading, sentence = SAYS[said]
        asked = Question(self, heading, f"{count(len(picked), 'place')}: {sentence}", "Answer")
        stance = Stance.MASK if said is Answer.MASK else Stance.KEEP
        because, words = choice(reasons_for(stance), "Reason"), Long(2)
        words.setAccessibleName("In your own words")
        if said is not Answer.NOT_THE_SAME:
            asked.add(label("Because it is", "field"))
            asked.add(because)
        asked.add(label("In your own words", "field"))
        asked.add(words)

        def check() -> str:
            needs = said is Answer.NOT_THE_SAME or Because(because.currentData()) is Because.OTHER
            short = f"Write the reason in your own words, at least {SHORTEST_WORDS} characters."
            return short if needs and len(words.toPlainText().strip()) < SHORTEST_WORDS else ""

        def then() -> None:
            reason = Because.OTHER if said is Answer.NOT_THE_SAME else Because(because.currentData())
            if self.desk.do(actions.answer_conflicts, keys, said, reason, words.toPlainText().strip()):
                self.desk.told.emit(f"{count(len(keys), 'conflict')} answered.")

        asked.check, asked.then = check, then
        asked.ask()
