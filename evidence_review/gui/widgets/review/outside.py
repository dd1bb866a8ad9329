"""What lies outside every line, as counts; and the one way to look at an item there: a reason, a line, a
limit of time (reference/law.md C2)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QPlainTextEdit, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.domain.reasons import SHORTEST_REASON, is_short
from evidence_review.gui.models.lines import named, reviewable
from evidence_review.gui.models.plain_words import KIND_WORDS
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import label, row
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.gui.widgets.parts.fields import Number, line_edit, spoken
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.workflow.case.views import Outside

COLUMNS: tuple[Column[Outside], ...] = (
    Column("Exhibit", lambda o: o.exhibit),
    Column("Kind", lambda o: KIND_WORDS[o.kind]),
    Column("Items", lambda o: f"{o.count:,}", right=True),
    Column("Why it is outside", lambda o: o.why, tip=lambda o: o.why),
)


def ask_outside(parent: QWidget, reviewing: Reviewing) -> Question:
    """Open the counts, with the fields for one recorded look."""
    sentence = (
        "These items are held as counts. One of them may be opened only with a recorded reason, for a "
        "line, for a limited time."
    )
    asked = Question(parent, "Outside every line", sentence, "Look at this item")
    asked.add(_counts(asked, reviewing.outside))
    lines = reviewable(reviewing.lines)
    look = LookFields([(named(s), s.line.number) for s in lines])
    for part in look.parts():
        asked.add(part)

    def then() -> None:
        reviewing.look_outside(look.which(), int(look.line.currentData()), look.why(), look.minutes.value())

    asked.check, asked.then = look.lacks, then
    asked.yes.setEnabled(reviewing.may(Act.DECIDE) and bool(lines))
    asked.ask(84)
    return asked


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
        self.item = spoken(line_edit(placeholder="Item number"), "Number of the item")
        self.minutes = spoken(Number(1, 120, 15), "For how many minutes")
        self.reason = spoken(QPlainTextEdit(), "Reason")
        self.reason.setPlaceholderText(f"Reason, at least {SHORTEST_REASON} characters")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.reason.fontMetrics().height() * 4)

    def parts(self) -> tuple[QWidget | QLayout, ...]:
        """The fields, one below the other."""
        return (
            label("For the line", "field"),
            self.line,
            row(self.item, self.minutes, label("minutes", wrap=False)),
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
