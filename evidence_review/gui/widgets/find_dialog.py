"""Report something outside the lines: another offence, or a risk of harm. Stop exploring, note it neutrally, tell the supervisor (DOMAIN.md 6.2)."""

from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_review.gui.widgets.dialogs import Question, choice
from evidence_review.gui.widgets.fields import ticked
from evidence_review.gui.widgets.plain import calls, frame, label
from evidence_review.gui.widgets.reviewing import Reviewing

TIERS = (
    ("Other: the supervisor decides", "OTHER"),
    ("Serious: refer today", "SERIOUS"),
    ("Immediate: risk to life, a child at risk, a missing person", "IMMEDIATE"),
)
URGENT = "Telephone your supervisor now, before you go on. Do not search further. Do not copy or export indecent images of children."


def ask_find(parent: QWidget, reviewing: Reviewing) -> Question | None:
    """Open the report on the item in front; None where there is none or the role may not."""
    focus = reviewing.talk.focus
    if focus is None or not reviewing.may("hold"):
        return None
    sentence = "Stop here and do not search further. The item is covered until a supervisor has dealt with the report."
    asked = Question(parent, "Report an outside find", sentence, "Report and cover")
    tier = choice(TIERS, "How urgent it is")
    category, note = QLineEdit(), QLineEdit()
    category.setAccessibleName("Category")
    category.setPlaceholderText("Category, for example: another offence")
    note.setAccessibleName("Neutral note")
    note.setPlaceholderText("One neutral line, without quoting the item")
    phoned = ticked("I have telephoned the supervisor")
    urgent = frame("bad", label(URGENT, "bad"), phoned, margin=10)
    for part in (label("How urgent", "field"), tier, urgent, label("Category", "field"), category, label("Note", "field"), note):
        asked.add(part)

    def show() -> None:
        urgent.setVisible(tier.currentData() == "IMMEDIATE")

    def check() -> str:
        if not category.text().strip() or not note.text().strip():
            return "Give a category and a one-line neutral note."
        if tier.currentData() == "IMMEDIATE" and not phoned.isChecked():
            return "Telephone the supervisor first, then tick that you have."
        return ""

    tier.currentIndexChanged.connect(calls(show))
    asked.check = check
    asked.then = lambda: reviewing.report_find(str(tier.currentData()), category.text().strip(), note.text().strip())
    asked.ask()
    show()
    return asked
