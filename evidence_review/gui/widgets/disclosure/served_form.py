"""The form for what the defence served: its words, its issues with the lines that each goes to, the items it asks
for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from evidence_review.domain.disclosure import DefenceSort
from evidence_review.domain.ids import ItemId
from evidence_review.gui import actions
from evidence_review.gui.models.disclosure.disclosure_known import Known, Options
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.disclosure.act_form import ActForm, as_high_as, read_day
from evidence_review.gui.widgets.parts.building_blocks import button, column, frame, label
from evidence_review.gui.widgets.parts.fields import Labelled, Long
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.tick_list import TickList

SENTENCE = (
    "As the defence wrote it. Each issue is entered in the case record; what it touches is due for review."
)


class IssueFields(QWidget):
    """The words of issues, each with the lines that it goes to."""

    def __init__(self, lines: Options) -> None:
        super().__init__()
        self._lines = lines
        self._rows: list[tuple[Long, TickList]] = []
        self._box = column(gap=8)
        self.more = button("One more issue", self.add)
        self.setLayout(column(label("Facts in issue", "field"), self._box, Flow(self.more), gap=6))
        self.add()

    def add(self) -> None:
        """Room for one more issue."""
        number = len(self._rows) + 1
        words, lines = Long(2), TickList(f"Lines that issue {number} goes to")
        for said, value in self._lines:
            lines.add(said, on=False, value=value)
        as_high_as(lines, len(self._lines))
        self._rows.append((words, lines))
        parts = (Labelled(f"Issue {number}", words), Labelled(f"Lines that issue {number} goes to", lines))
        self._box.addWidget(frame("true", *parts, margin=8))
        words.setFocus()

    def values(self) -> Sequence[tuple[str, Sequence[int]]]:
        """Every issue that has words, with its lines."""
        return [
            (words.toPlainText().strip(), [int(str(one)) for one in lines.values(on=True)])
            for words, lines in self._rows
            if words.toPlainText().strip()
        ]


def ask_served(parent: QWidget, desk: Desk, known: Known, sorts: Options) -> ActForm:
    """Ask for what the defence served."""
    form = ActForm(parent, desk, "Served by the defence", SENTENCE, "Record")
    sort, who, day = form.drop("What it is", sorts), form.accused(), form.day("Served on")
    words, issues = form.long("As served", 5), IssueFields(known.line_options())
    form.add(issues)
    items = form.ticks("Items that it asks for", known.item_options())
    form.runs(
        lambda: desk.refusal(
            actions.serve_defence,
            DefenceSort(sort.currentData()),
            str(who.currentData() or ""),
            read_day(day),
            words.toPlainText(),
            issues.values(),
            [ItemId(int(str(one))) for one in items.values(on=True)],
        ),
        "Recorded. What it makes due for review is on its tab.",
    )
    return form
