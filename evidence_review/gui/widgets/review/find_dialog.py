"""Report something outside the lines: another offence, or a risk of harm. Stop exploring, note it neutrally,
tell the supervisor (reference/law.md 6.2)."""

from PySide6.QtWidgets import QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import CHILD_IMAGE
from evidence_review.gui.widgets.parts.building_blocks import calls, frame, label
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.gui.widgets.parts.fields import line_edit, spoken, ticked
from evidence_review.gui.widgets.review.review_state import Reviewing

TIERS = (
    ("Other: the supervisor decides", "OTHER"),
    ("Serious: refer today", "SERIOUS"),
    ("Immediate: risk to life, a child at risk, a missing person", "IMMEDIATE"),
)
URGENT = (
    "Telephone your supervisor now, before you go on. Do not search further. Do not copy or export "
    "indecent images of children."
)


def ask_find(parent: QWidget, reviewing: Reviewing) -> Question | None:
    """Open the report on the item in front; None where there is none or the role may not."""
    if reviewing.talk.focus is None or not reviewing.may(Act.HOLD):
        return None
    sentence = (
        "Stop here and do not search further. The item is covered until a supervisor has dealt with "
        "the report."
    )
    asked = Question(parent, "Report an outside find", sentence, "Report and cover")
    find = FindFields()
    for part in find.parts():
        asked.add(part)
    asked.check = find.lacks
    asked.then = lambda: reviewing.report_find(*find.said())
    asked.ask()
    find.show_urgent()
    return asked


class FindFields:
    """The fields of a report: how urgent, of what category, in which neutral words; where it is immediate,
    that the supervisor was telephoned."""

    def __init__(self) -> None:
        self.tier = choice(TIERS, "How urgent it is")
        self.category = spoken(line_edit(placeholder="Category, for example: another offence"), "Category")
        self.note = spoken(
            line_edit(placeholder="One neutral line, without quoting the item"), "Neutral note"
        )
        self.image = ticked("It may be an indecent image of a child")
        self.image.toggled.connect(self._is_image)
        self.phoned = ticked("I have telephoned the supervisor")
        self.urgent = frame("bad", label(URGENT, "bad"), self.phoned, margin=10)
        self.tier.currentIndexChanged.connect(calls(self.show_urgent))

    def parts(self) -> tuple[QWidget, ...]:
        """The fields with their names, one below the other."""
        named = (("How urgent", self.tier), ("Category", self.category), ("Note", self.note))
        urgency, *others = ((label(words, "field"), field) for words, field in named)
        return (*urgency, self.image, self.urgent, *(part for pair in others for part in pair))

    def _is_image(self, yes: bool) -> None:
        """Such a find is immediate and has one category, by which it is never copied nor handed over."""
        if yes:
            self.tier.setCurrentIndex(self.tier.findData("IMMEDIATE"))
        self.category.setText(CHILD_IMAGE if yes else "")
        self.tier.setEnabled(not yes)
        self.category.setEnabled(not yes)

    def show_urgent(self) -> None:
        """What has to be done at once is shown only where it has to."""
        self.urgent.setVisible(self._is_immediate())

    def lacks(self) -> str:
        """What is missing, in a sentence; empty where nothing is."""
        _, category, note = self.said()
        if not category or not note:
            return "Give a category and a one-line neutral note."
        if self._is_immediate() and not self.phoned.isChecked():
            return "Telephone the supervisor first, then tick that you have."
        return ""

    def said(self) -> tuple[str, str, str]:
        """Tier, category and note as they are now."""
        return str(self.tier.currentData()), self.category.text().strip(), self.note.text().strip()

    def _is_immediate(self) -> bool:
        return self.tier.currentData() == "IMMEDIATE"
