"""What lies outside every line, as counts; and the one way to look at an item there: a reason, a line, a limit of time (DOMAIN.md C2)."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from evidence_review.domain.ids import ItemId
from evidence_review.domain.reasons import SHORTEST_REASON, is_short
from evidence_review.gui.models.lines import named, reviewable
from evidence_review.gui.models.rows import Column, Rows
from evidence_review.gui.models.words import KIND_WORDS
from evidence_review.gui.widgets.dialogs import Question, choice
from evidence_review.gui.widgets.fields import Number
from evidence_review.gui.widgets.plain import label, row
from evidence_review.gui.widgets.reviewing import Reviewing
from evidence_review.gui.widgets.tables import Table
from evidence_review.workflow.views import Outside

COLUMNS: tuple[Column[Outside], ...] = (
    Column("Exhibit", lambda o: o.exhibit),
    Column("Kind", lambda o: KIND_WORDS[o.kind]),
    Column("Items", lambda o: f"{o.count:,}", right=True),
    Column("Why it is outside", lambda o: o.why, tip=lambda o: o.why),
)


def ask_outside(parent: QWidget, reviewing: Reviewing) -> Question:
    """Open the counts, with the fields for one recorded look."""
    sentence = "These items are held as counts. One of them may be opened only with a recorded reason, for a line, for a limited time."
    asked = Question(parent, "Outside every line", sentence, "Look at this item")
    model = Rows(COLUMNS, asked)
    model.put(reviewing.outside)
    table = Table("Outside every line", stretch=3)
    table.setModel(model)
    table.widths(12, 14, 8, 20)
    table.setMinimumHeight(table.fontMetrics().height() * 9)
    asked.add(table)
    lines = reviewable(reviewing.lines)
    line = choice([(named(s), s.line.number) for s in lines], "Line of enquiry it serves")
    item, minutes, reason = QLineEdit(), Number(1, 120, 15), QPlainTextEdit()
    item.setAccessibleName("Number of the item")
    item.setPlaceholderText("Item number")
    minutes.setAccessibleName("For how many minutes")
    reason.setAccessibleName("Reason")
    reason.setPlaceholderText(f"Reason, at least {SHORTEST_REASON} characters")
    reason.setTabChangesFocus(True)
    reason.setFixedHeight(reason.fontMetrics().height() * 4)
    for part in (label("For the line", "field"), line, row(item, minutes, label("minutes", wrap=False)), reason):
        asked.add(part)

    def check() -> str:
        if not lines:
            return "There is no approved line that such a look could serve."
        if not item.text().strip().isdigit():
            return "Give the number of the item, as an import report or a colleague names it."
        return "" if not is_short(reason.toPlainText()) else f"Please write a reason of at least {SHORTEST_REASON} characters."

    def then() -> None:
        number, which = int(line.currentData()), ItemId(int(item.text()))
        reviewing.look_outside(which, number, reason.toPlainText().strip(), minutes.value())

    asked.check, asked.then = check, then
    asked.yes.setEnabled(reviewing.may("decide") and bool(lines))
    asked.ask(84)
    return asked
