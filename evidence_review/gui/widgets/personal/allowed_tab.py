"""What is known anyway: names the accused knows, role words, places of the incident; listed, counted, and
taken off again."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.personal import SHORTEST_WORDS, AllowedSort
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.rulings import ALLOWED, ALLOWED_WORDS
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import Empty, button, calls, fill, label
from evidence_review.gui.widgets.parts.dialogs import Question, ask_reason, choice
from evidence_review.gui.widgets.parts.fields import Long, line_edit
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.personal_views import AllowedView

SENTENCE = (
    "What stands here is not suggested again. It is still listed with each item, and counted. It is "
    "matched whole, in any case and spacing."
)


class AllowedTab(QWidget):
    """The list with its acts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = Rows(ALLOWED, self)
        self.table = Table("Known anyway", stretch=4)
        self.table.setModel(self.model)
        self.table.widths(24, 24, 8, 14, 24, 22)
        self.add = button("Add…", self._add, "primary")
        self.off = button("Take off…", self._off)
        self.empty = Empty(
            "Nothing is listed",
            "Add the names that the accused knows already, role words, and the places of the incident.",
        )
        box = QVBoxLayout(self)
        fill(box, (label(SENTENCE, "hint"), self.table, self.empty, Flow(self.add, self.off)), 8, 12)
        for grows in (1, 2):
            box.setStretch(grows, 1)
        self.table.selectionModel().selectionChanged.connect(calls(self._allow))

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.model.put(())

    def refresh(self) -> None:
        """The list again."""
        is_quick = not self.desk.ask(actions.is_long)
        self.desk.later("allowed", actions.allowed, self._put, at_once=is_quick, logs=True)

    def _put(self, found: tuple[AllowedView, ...]) -> None:
        self.model.put(found)
        if found:
            self.table.selectRow(0)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._allow()

    def entry(self) -> AllowedView | None:
        """The row that is chosen."""
        return self.model.value(self.table.currentIndex().row())

    def _allow(self) -> None:
        may = self.desk.may(Act.REDACT)
        one = self.entry()
        self.add.setEnabled(may)
        self.off.setEnabled(may and one is not None and not one.taken_off)

    def _add(self) -> None:
        asked = Question(self, "Known anyway", "Write the words as they stand in the material.", "Add")
        words, sort, why = (
            line_edit(),
            choice([(shown, one) for one, shown in ALLOWED_WORDS.items()], "Sort"),
            Long(2),
        )
        words.setAccessibleName("Words")
        why.setAccessibleName("Why")
        for part in (
            label("Words", "field"),
            words,
            label("Sort", "field"),
            sort,
            label("Why", "field"),
            why,
        ):
            asked.add(part)
        asked.check = lambda: (
            "Write the words."
            if not words.text().strip()
            else f"Say why, in at least {SHORTEST_WORDS} characters."
            if len(why.toPlainText().strip()) < SHORTEST_WORDS
            else ""
        )
        asked.then = lambda: self.desk.do(
            actions.allow, words.text().strip(), AllowedSort(sort.currentData()), why.toPlainText().strip()
        )
        asked.ask()
        words.setFocus()

    def _off(self) -> None:
        one = self.entry()
        if one is not None:
            sentence = f"“{one.entry.words}” is suggested again from now on; the entry stays in the history."
            ask_reason(
                self,
                "Take off the list",
                sentence,
                "Take off",
                lambda why: self.desk.do(actions.disallow, one.entry.id, why),
                SHORTEST_WORDS,
            )
