"""What moves a line's order: its 50 heaviest weights, what each kind of feature adds, and the words that the
published list leaves out."""

from PySide6.QtWidgets import QWidget

from evidence_review.domain.kinds import Tag
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.models.tagged import BUTTONS
from evidence_review.gui.widgets.parts.building_blocks import label
from evidence_review.gui.widgets.parts.dialogs import Question
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.ledger_views import Weight, Weights

SENTENCE = (
    "A word with a plus moves an item up in the order of this line, one with a minus moves it "
    "down. The order is learned from people's decisions on this line "
    "alone; it decides nothing. Names of third parties and special-category words are masked here "
    "as in the review."
)
COLUMNS: tuple[Column[Weight], ...] = (
    Column("No.", lambda one: str(one.place), right=True),
    Column("Word or pair", lambda one: one.word),
    Column("Weight", lambda one: f"{one.weight:+.3f}", right=True),
    Column("Where it stands", lambda one: one.where),
    Column("It moves an item", lambda one: one.way),
)


def parts_words(told: Weights) -> str:
    """How much each kind of feature tells items apart, in scores."""
    said = "; ".join(f"{kind} {spread:.2f}" for kind, spread in sorted(told.parts, key=lambda one: -one[1]))
    return (
        f"What each kind of sign adds differs over the line's items by (in scores): {said}." if said else ""
    )


def left_out_words(told: Weights) -> str:
    """The words of the published list that stand in the line's items and that no order learns from."""
    if not told.left_out:
        return (
            "Left out by the published list (docs/watch-list.md): no word of it stands in what this "
            "line covers."
        )
    said = ", ".join(f"{word} ({items:,})" for word, items in told.left_out)
    return (
        f"Left out by the published list (docs/watch-list.md), with the number of items that hold "
        f"each: {said}."
    )


def show_weights(parent: QWidget, told: Weights) -> Question:
    """The list, to be read and closed."""
    of = f" in the view “{BUTTONS[Tag(told.tag)]}”" if told.tag else ""
    asked = Question(parent, f"What moves the order of line {told.line}{of}", SENTENCE, "Close")
    asked.no.hide()
    learned = (
        f"Learned from {count(told.decided, 'decision')}."
        if told.decided
        else "Nothing is learned yet: the first order stands."
    )
    asked.add(label(learned, "strong"))
    if told.heaviest:
        model, table = Rows(COLUMNS, asked), Table("Heaviest weights", stretch=1)
        table.setModel(model)
        table.widths(5, 24, 10, 26, 16)
        table.setMinimumHeight(table.fontMetrics().height() * 16)
        model.put(told.heaviest)
        asked.add(table)
        asked.add(label(parts_words(told), "small"))
    asked.add(label(left_out_words(told), "small"))
    asked.ask(106 if told.heaviest else 62)
    return asked
