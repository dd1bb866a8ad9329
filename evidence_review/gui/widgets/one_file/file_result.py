"""What came of redacting one file: before and after side by side, each place with how it was taken out, and
what to look at."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from evidence_review.domain.redaction_values import Done, Redacted
from evidence_review.gui.models.levels import how, ways
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import calls, column, fill, label, say, scrolled
from evidence_review.gui.widgets.parts.page_view import PageView
from evidence_review.gui.widgets.parts.table_views import Table, as_high_as_its_rows

MARKS: tuple[Column[Done], ...] = (
    Column("Page", lambda one: f"{one.page + 1:,}", right=True),
    Column("Stands there now", lambda one: one.token or "nothing"),
    Column("How", how, tip=how),
    Column("Why not a token", lambda one: one.why, tip=lambda one: one.why),
)


class FileResult(QWidget):
    """`place_wanted` asks for the page of a place."""

    place_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.told, self.warned, self.ways = label("", "good"), label("", "warn"), label("")
        self.before, self.after = PageView("Before"), PageView("After")
        self.marks = Rows(MARKS, self)
        self.table = Table("Places that were taken out", stretch=3)
        self.table.setModel(self.marks)
        self.table.widths(6, 20, 34, 24)
        self.table.activated.connect(calls(self._go))
        self.table.clicked.connect(calls(self._go))
        sides = QSplitter()
        sides.setProperty("gap", "true")
        sides.setHandleWidth(10)
        sides.setChildrenCollapsible(False)
        for name, view in (("Before", self.before), ("After, as it would leave", self.after)):
            side = QWidget()
            side.setLayout(column(label(name, "field"), view, gap=4))
            sides.addWidget(side)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(sides, "Side by side")
        self.tabs.addTab(scrolled(column(self.ways, self.warned, self.table, 1, gap=10)), "")
        fill(QVBoxLayout(self), (self.told, self.tabs), 8, 0)
        for one, other in ((self.before, self.after), (self.after, self.before)):
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)

    def _go(self) -> None:
        one = self.marks.value(self.table.currentIndex().row())
        if one is not None:
            self.tabs.setCurrentIndex(0)
            self.place_wanted.emit(one.page)

    def put(self, done: Redacted, name: str) -> None:
        """Show what was done."""
        places = f"{done.removed:,} {'place' if done.removed == 1 else 'places'} taken out."
        say(self.told, f"{name} is written. {places} It was read again and nothing that was to go was found.")
        say(self.ways, ways(done.marks))
        say(self.warned, "\n".join(f"•  {one}" for one in done.warnings))
        self.warned.setVisible(bool(done.warnings))
        self.marks.put(done.marks)
        self.table.setVisible(bool(done.marks))
        as_high_as_its_rows(self.table, 14)
        count = len(done.warnings)
        self.tabs.setTabText(
            1, f"Places, and {count} {'thing' if count == 1 else 'things'} to look at" if count else "Places"
        )
        self.tabs.setTabVisible(1, bool(done.warnings or done.marks))
        self.tabs.setCurrentIndex(0)

    def put_pages(self, before: QImage, after: QImage) -> None:
        """The same page of both."""
        self.before.put(before)
        self.after.put(after)
