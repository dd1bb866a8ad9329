"""How people work, as charts that are their own tables: load, overrides, readers, time on screen,
approvals."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.gui import actions
from evidence_review.gui.models.audit_rows import (
    approval_rows,
    close_words,
    load_rows,
    override_rows,
    reader_rows,
    second_rows,
)
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.widgets.parts.bar_table import BarTable
from evidence_review.gui.widgets.parts.building_blocks import blank, fill, frame, label, say, scrolled
from evidence_review.workflow.case.audit_views import AuditFigures

HINT = "Figures without a grade: why a figure is as it is, only a look at the acts themselves can tell."
CHARTS = (
    ("Decisions a day", "How many each person made, by day in UTC.", load_rows),
    (
        "Other than suggested",
        "Decisions beside a suggestion of the machine that went the other way.",
        override_rows,
    ),
    ("Readers beside one another", "Items that two people decided for the same line.", reader_rows),
    ("Time on screen", "How long an item stood on screen before its decision.", second_rows),
    ("Approvals an hour", "Items that each person approved, by hour in UTC.", approval_rows),
)


class WorkingTab(QWidget):
    """Asks whenever it is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.charts = [BarTable(name) for name, _, _ in CHARTS]
        self.close_by = label("")
        cards = [
            frame("true", label(name, "section"), label(hint, "hint"), chart, margin=14, gap=6)
            for (name, hint, _), chart in zip(CHARTS, self.charts, strict=True)
        ]
        told = frame("true", label("Many within little time", "section"), self.close_by, margin=14, gap=6)
        inside = QWidget()
        fill(QVBoxLayout(inside), (label(HINT, "hint"), *cards, told, 1), 12, 10)
        fill(QVBoxLayout(self), (scrolled(inside),), 0, 0)

    def clear(self) -> None:
        """Nothing of a case that was closed stays."""
        for chart in self.charts:
            chart.put(())
        blank(self.close_by)

    def ask(self) -> None:
        """The figures as they are now."""
        is_quick = not self.desk.ask(actions.is_long)
        self.desk.later("audit figures", actions.audit_figures_of, self._put, at_once=is_quick)

    def _put(self, told: AuditFigures) -> None:
        for chart, (_, _, rows) in zip(self.charts, CHARTS, strict=True):
            chart.put(rows(told))
        say(self.close_by, close_words(told))
