"""Go to an item by its number, to a day or a time: one field, and a sentence where the list has none."""

from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_review.gui.models.review.destination import HELP, destination
from evidence_review.gui.widgets.parts.dialogs import Question
from evidence_review.gui.widgets.review.review_state import Reviewing


def ask_destination(parent: QWidget, reviewing: Reviewing) -> Question:
    """Ask where to go in the queue, and go there."""
    asked = Question(parent, "Go to", HELP, "Go")
    field = QLineEdit()
    field.setAccessibleName("Item, day or time")
    asked.add(field)
    asked.check = lambda: "" if destination(field.text()) else HELP

    def go() -> None:
        if wanted := destination(field.text()):
            reviewing.go_to(wanted)

    asked.then = go
    asked.ask()
    field.setFocus()
    return asked
