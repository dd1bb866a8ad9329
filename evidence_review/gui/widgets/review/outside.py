"""What lies outside every line, as counts; and the one way to look at an item there: a reason, a line, a
second person's grant, a limit of time (reference/law.md C2)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QPlainTextEdit, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.domain.looks import LONGEST_LOOK, MOST_LOOKED_AT
from evidence_review.domain.reasons import SHORTEST_REASON, is_short
from evidence_review.gui.models import looks
from evidence_review.gui.models.lines import named, reviewable
from evidence_review.gui.models.plain_words import KIND_WORDS
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import button, column, fill, label, row
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.gui.widgets.parts.fields import Number, line_edit, spoken
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.workflow.case.look_views import LookView
from evidence_review.workflow.case.views import Outside

COLUMNS: tuple[Column[Outside], ...] = (
    Column("Exhibit", lambda o: o.exhibit),
    Column("Kind", lambda o: KIND_WORDS[o.kind]),
    Column("Items", lambda o: f"{o.count:,}", right=True),
    Column("Why it is outside", lambda o: o.why, tip=lambda o: o.why),
)


def ask_outside(parent: QWidget, reviewing: Reviewing) -> Question:
    """Open the counts, the looks that were asked for, and the fields to ask for one."""
    sentence = (
        "These items are held as counts. One of them may be opened only with a recorded reason, for a "
        f"line, once, after another person has granted it; and no more than {MOST_LOOKED_AT} of a case."
    )
    asked = Question(parent, "Outside every line", sentence, "Ask for this look")
    asked.add(_counts(asked, reviewing.outside))
    asked.add(LooksAsked(asked, reviewing))
    lines = reviewable(reviewing.lines)
    look = LookFields([(named(s), s.line.number) for s in lines])
    for part in look.parts():
        asked.add(part)

    def then() -> None:
        line = int(look.line.currentData())
        if reviewing.ask_to_look(look.which(), line, look.why(), look.minutes.value()):
            reviewing.desk.told.emit("The look was asked for. Another person grants it from here.")

    asked.check, asked.then = look.lacks, then
    asked.yes.setEnabled(reviewing.may(Act.ASK_TO_LOOK) and bool(lines))
    asked.ask(84)
    return asked


class LooksAsked(QWidget):
    """The looks that were asked for, with what may be done about the chosen one; hidden where there are
    none."""

    def __init__(self, asked: Question, reviewing: Reviewing) -> None:
        super().__init__()
        self._asked, self._reviewing = asked, reviewing
        self._model = Rows(looks.COLUMNS, self)
        self.table = Table("Looks that were asked for", stretch=5)
        self.table.setModel(self._model)
        self.table.widths(5, 14, 4, 12, 24, 20)
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 6)
        self.grant = button("Grant", lambda: self._answer(grant=True))
        self.refuse = button("Refuse", lambda: self._answer(grant=False))
        self.open = button("Open once", self._open)
        self.table.selectionModel().currentRowChanged.connect(self._settle)
        fill(QVBoxLayout(self), (self.table, row(self.grant, self.refuse, self.open, 1)), 6, 0)
        self._reload()

    def _reload(self) -> None:
        found = self._reviewing.looks()
        self._model.put(found)
        self.setVisible(bool(found))
        self._settle()

    def _chosen(self) -> LookView | None:
        return self._model.value(self.table.currentIndex().row())

    def _settle(self) -> None:
        waits = looks.waits_for(self._chosen(), may_grant=self._reviewing.may(Act.GRANT_LOOK))
        self.grant.setEnabled(waits)
        self.refuse.setEnabled(waits)
        self.open.setEnabled(looks.opens_for(self._chosen()))

    def _answer(self, *, grant: bool) -> None:
        if one := self._chosen():
            self._reviewing.answer_look(one.number, grant=grant)
            self._reload()

    def _open(self) -> None:
        if (one := self._chosen()) and self._reviewing.open_look(one.number):
            self._asked.reject()
        else:
            self._reload()


def _counts(asked: Question, outside: Sequence[Outside]) -> Table:
    model = Rows(COLUMNS, asked)
    model.put(outside)
    table = Table("Outside every line", stretch=3)
    table.setModel(model)
    table.widths(12, 14, 8, 20)
    table.setMinimumHeight(table.fontMetrics().height() * 9)
    return table


class LookFields:
    """The fields of one look: for which line, at which item, for how many minutes, and why."""

    def __init__(self, lines: Sequence[tuple[str, int]]) -> None:
        self.line = choice(lines, "Line of enquiry it serves")
        self.item = spoken(line_edit(placeholder="As a report gives it"), "Number of the item")
        self.minutes = spoken(Number(1, LONGEST_LOOK, 15), "For how many minutes")
        self.reason = spoken(QPlainTextEdit(), "Reason")
        self.reason.setPlaceholderText(f"Reason, at least {SHORTEST_REASON} characters")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.reason.fontMetrics().height() * 4)

    def parts(self) -> tuple[QWidget | QLayout, ...]:
        """The fields, one below the other."""
        return (
            label("For the line", "field"),
            self.line,
            row(
                column(label("Number of the item", "field"), self.item, gap=3),
                column(label("For how many minutes", "field"), self.minutes, gap=3),
            ),
            label("Reason", "field"),
            self.reason,
        )

    def which(self) -> ItemId:
        """The number of the item; ValueError while `lacks` says that there is none."""
        return ItemId(int(self.item.text()))

    def why(self) -> str:
        """The reason as written."""
        return self.reason.toPlainText().strip()

    def lacks(self) -> str:
        """What is missing, in a sentence; empty where nothing is."""
        if not self.line.count():
            return "There is no approved line that such a look could serve."
        if not self.item.text().strip().isdigit():
            return "Give the number of the item, as an import report or a colleague names it."
        return (
            ""
            if not is_short(self.reason.toPlainText())
            else f"Please write a reason of at least {SHORTEST_REASON} characters."
        )
