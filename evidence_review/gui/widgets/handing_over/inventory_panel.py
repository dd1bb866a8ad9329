"""What a bundle for one accused would hold, item by item, before anything is built."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.gui.models.bundle_rows import INVENTORY, holds
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import fill, label, say
from evidence_review.gui.widgets.parts.table_views import Table, as_high_as_its_rows
from evidence_review.workflow.case.production_views import Inventory

SENTENCE = (
    "What a prosecutor coded D for this accused is copied; what is coded I is listed and open to inspection. "
    "Of everything else only its entry on the schedule leaves."
)


class InventoryPanel(QWidget):
    """The list, and what it would hold in one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.model = Rows(INVENTORY, self)
        self.table = Table("What the bundle would hold", stretch=5)
        self.table.setModel(self.model)
        self.table.widths(4, 5, 8, 9, 5, 22, 30, 6)
        self.title, self.told = label("", "section"), label("", "strong")
        fill(QVBoxLayout(self), (self.title, label(SENTENCE, "hint"), self.told, self.table), 8, 0)
        self.put(None)

    def put(self, found: Inventory | None) -> None:
        """Show this inventory; None where no accused is chosen."""
        at = max(0, self.table.currentIndex().row())
        rows = found.rows if found else ()
        self.model.put(rows)
        say(self.title, f"What a bundle for {found.accused} would hold" if found else "")
        say(self.told, holds(found) if found else "")
        self.table.setVisible(bool(rows))
        if rows:
            self.table.selectRow(min(at, len(rows) - 1))
        as_high_as_its_rows(self.table, 10)
