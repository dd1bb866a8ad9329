"""What came back: passages redacted too little or too much, as the prosecution returned them, counted by type
(reference/law.md I11)."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import button, fill, label, say
from evidence_review.gui.widgets.parts.dialogs import pick_file
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table, as_high_as_its_rows
from evidence_review.workflow.producing.returned_lists import Fault
from evidence_review.workflow.producing.returning import ReturnCount

FAULT_WORDS = {Fault.UNDER: "Redacted too little", Fault.OVER: "Redacted too much"}
COUNTS: tuple[Column[ReturnCount], ...] = (
    Column("What was wrong", lambda one: FAULT_WORDS[one.fault]),
    Column("Type", lambda one: str(one.type)),
    Column("Passages", lambda one: f"{one.count:,}", right=True),
)
SENTENCE = (
    "Take in the list that the prosecution sends back: a redaction log of the CPS (JSON), or a CSV "
    "file with what (under or over), type, item and remark. Each row is logged; the mark itself is put "
    "right in the item."
)


class ReturnsPanel(QWidget):
    """The counts and the button that takes a list in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = Rows(COUNTS, self)
        self.table = Table("What came back, by type", stretch=1)
        self.table.setModel(self.model)
        self.table.widths(22, 26, 10)
        self.told = label("", "hint")
        self.take = button(
            "Take in a list…",
            lambda: pick_file(self, "List of what came back", lambda path: self.take_in(Path(path))),
        )
        fill(
            QVBoxLayout(self),
            (
                label("What came back", "section"),
                label(SENTENCE, "hint"),
                self.told,
                self.table,
                Flow(self.take),
            ),
            8,
            0,
        )
        self.put(())

    def refresh(self) -> None:
        """Count again, for a role that may."""
        may = self.desk.may(Act.REDACT)
        self.take.setEnabled(may)
        self.put((self.desk.ask(actions.returns) or ()) if may else ())

    def put(self, counts: tuple[ReturnCount, ...]) -> None:
        """Show these counts."""
        self.model.put(counts)
        both = {fault: sum(one.count for one in counts if one.fault is fault) for fault in Fault}
        said = ", ".join(
            f"{FAULT_WORDS[fault].lower()}: {count(number, 'passage')}"
            for fault, number in both.items()
            if number
        )
        say(self.told, f"In all: {said}." if said else "Nothing came back yet.")
        self.table.setVisible(bool(counts))
        as_high_as_its_rows(self.table)

    def take_in(self, path: Path) -> None:
        """Log every row of a file, all or none."""
        taken = self.desk.ask(actions.import_returns, path)
        if taken is not None:
            self.desk.told.emit(f"{count(taken, 'return')} logged.")
            self.refresh()
