"""The life of one item on one page: what is so of it now, and every entry of the log about it."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.gui import actions
from evidence_review.gui.models.audit_rows import ENTRIES, FACTS
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import Empty, blank, button, fill, label, row, say
from evidence_review.gui.widgets.parts.table_views import ShortTable, Table
from evidence_review.workflow.case.audit_views import ItemLife


class LifeTab(QWidget):
    """Asks for the life of an item by its number; another page may ask for it too."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.number = QLineEdit()
        self.number.setPlaceholderText("Item number")
        self.number.setAccessibleName("Item number")
        self.title, self.groups = label("", "section"), label("", "hint")
        self.facts, self.entries = Rows(FACTS, self), Rows(ENTRIES, self)
        self.of_facts, self.of_entries = ShortTable("What is so of it", 1, 4), Table("Its entries", stretch=1)
        self.of_facts.setModel(self.facts)
        self.of_facts.widths(12, 60, 8)
        self.of_entries.setModel(self.entries)
        self.of_entries.widths(7, 60, 34)
        self.empty = Empty(
            "No item chosen",
            "Write the number of an item, or choose an entry of one. Figures and acts only, nothing of what "
            "it says.",
        )
        self._build()
        self.clear()

    def _build(self) -> None:
        ask = row(self.number, button("Show its life", self.ask), 1)
        parts = (ask, self.title, self.groups, self.of_facts, self.of_entries, self.empty)
        box = QVBoxLayout(self)
        fill(box, parts, 8, 10)
        box.setStretch(4, 1)
        self.number.setMaximumWidth(16 * self.fontMetrics().averageCharWidth() + 24)
        self.number.returnPressed.connect(self.ask)

    def clear(self) -> None:
        """Nothing of an item stays."""
        self.facts.put(())
        self.entries.put(())
        self.number.clear()
        blank(self.title, self.groups)
        self._show(has=False)

    def _show(self, *, has: bool) -> None:
        for part in (self.title, self.groups, self.of_facts, self.of_entries):
            part.setVisible(has)
        self.empty.setVisible(not has)

    def show_item(self, item: int) -> None:
        """The life of this item."""
        self.number.setText(str(item))
        self.ask()

    def ask(self) -> None:
        """Look at the life of the item that is written; the look is logged."""
        written = self.number.text().strip()
        if not self.desk.may(Act.AUDIT) or not (written.isdecimal() and len(written) < 16):
            return
        reading = self.desk.ask(actions.read_life, int(written))
        if reading is None:
            return
        is_quick = not self.desk.ask(actions.is_long)
        self.desk.later("item life", lambda case: actions.life_of(case, reading), self.put, at_once=is_quick)

    def put(self, life: ItemLife) -> None:
        """Show it."""
        say(self.title, f"Item {life.item:,}")
        told = "; ".join(f"{group.lower()} {many:,}" for group, many in life.groups)
        left = f" {count(life.left, 'earlier entry', 'earlier entries')} not shown." if life.left else ""
        left += (
            f" Of entries after {life.found_to:,} not all are found yet: see Jobs." if life.found_to else ""
        )
        say(self.groups, f"{count(len(life.entries), 'entry', 'entries')}: {told}.{left}")
        self.facts.put(life.facts)
        self.entries.put(life.entries)
        self._show(has=True)
        self.of_facts.fit_words()
