"""What was written: a bundle's counts, its folder, what to look at, its files, and the root of the log."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import blank, fill, frame, label, say
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.views import Bundle

FILES: tuple[Column[str], ...] = (Column("File", lambda name: name, tip=lambda name: name),)


class WrittenPanel(QWidget):
    """Hidden until a bundle was written."""

    def __init__(self) -> None:
        super().__init__()
        self.files = Rows(FILES, self)
        self.table = Table("Files of the bundle", stretch=0)
        self.table.setModel(self.files)
        self.table.widths(60)
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 16)
        self.title, self.told, self.root = label("", "section"), label(""), label("", "small")
        card = frame("true", self.title, self.told, self.table, self.root, margin=16, gap=8)
        fill(QVBoxLayout(self), (card,), 0, 0)
        self.hide()

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.files.put(())
        blank(self.title, self.told, self.root)
        self.hide()

    def put(self, bundle: Bundle) -> None:
        """Show what was written."""
        say(self.title, "The bundle is written")
        told = (
            f"{count(bundle.items, 'item')} copied, {count(bundle.redactions, 'redaction')}; the log holds "
            f"{count(bundle.log_entries, 'entry', 'entries')}."
        )
        look = "".join(f"\nLook at {note}" for note in bundle.notes)
        say(self.told, f"{told}\nFolder: {bundle.folder}{look}")
        say(self.root, f"Root of the log: {bundle.root}")
        self.files.put(bundle.files)
        self.show()
