"""What would leave beside what it was: words or pages, between whom, the marks with how they came about, and
what they take out of sentences."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from evidence_review.domain.ids import ItemId
from evidence_review.domain.redaction_values import Level
from evidence_review.gui.models.approval_rows import MARKS, changed, from_to, head_lines, lost_words
from evidence_review.gui.models.levels import CHOICES, ways
from evidence_review.gui.models.shown import visible
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.handing_over.loss_table import LossTable
from evidence_review.gui.widgets.parts.building_blocks import (
    Quiet,
    blank,
    button,
    calls,
    column,
    fill,
    label,
    say,
)
from evidence_review.gui.widgets.parts.dialogs import choice
from evidence_review.gui.widgets.parts.page_view import PageView, image_of
from evidence_review.gui.widgets.parts.table_views import StripedCells, Table, as_high_as_its_rows
from evidence_review.workflow.case.views import PagePreview, RedactionPreview

MEANT = "Send the item back unless that is meant."


class BeforeAfter(QWidget):
    """One item, before and after. `pages_wanted` names the item and the level when its pages are to be
    drawn."""

    pages_wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.preview: RedactionPreview | None = None
        self.marks = Rows(MARKS, self)
        self.list = Table("Marks of this item", stretch=6)
        self.list.setModel(self.marks)
        self.list.widths(11, 14, 17, 9, 13, 12, 10)
        self.before, self.after = Quiet(), Quiet()
        self.page_before, self.page_after = PageView("Page before"), PageView("Page after")
        self.title, self.people, self.warned = label("", "section"), label("", "strong"), label("", "warn")
        self.whole, self.lost, self.head = label("", "warn"), label("", "bad"), label("")
        self.list.setItemDelegateForColumn(0, StripedCells(self.lost, self.list))
        self.losses = LossTable()
        self.pages = button("Show pages", self._pages, "segment")
        self.pages.setCheckable(True)
        self.level = choice(list(CHOICES), "How passages are taken out on pages")
        self.level.currentIndexChanged.connect(calls(self._pages))
        self.ways = label("", "hint")
        self._build()

    def _build(self) -> None:
        for part, name in ((self.before, "Before"), (self.after, "After")):
            part.setAccessibleName(f"{name}: text of the item")
            part.setMinimumHeight(part.fontMetrics().lineSpacing() * 5)
        sides = QSplitter()
        sides.setProperty("gap", "true")
        sides.setHandleWidth(10)
        sides.setChildrenCollapsible(False)
        for name, text, page in (
            ("Before", self.before, self.page_before),
            ("After, as it would leave", self.after, self.page_after),
        ):
            side = QWidget()
            side.setLayout(column(label(name, "field"), text, page, gap=4))
            sides.addWidget(side)
        above = (
            self.title,
            self.people,
            self.head,
            self.warned,
            self.whole,
            self.lost,
            self.losses,
            self.list,
        )
        box = QVBoxLayout(self)
        fill(box, (*above, sides, self.ways), 8, 14)
        box.setStretch(len(above), 1)

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.preview = None
        self.marks.put(())
        self.losses.put(())
        for part in (self.before, self.after):
            part.setPlainText("")
        for view in (self.page_before, self.page_after):
            view.put(QImage())
        blank(self.title, self.people, self.head, self.warned, self.whole, self.lost, self.ways)
        self._show_pages(on=False)

    def put(self, preview: RedactionPreview) -> None:
        """Show this item."""
        self.preview = preview
        self._show_pages(on=False)
        for part, words in (
            (self.title, preview.title or f"Item {preview.item}"),
            (self.people, from_to(preview.people)),
            (self.head, "\n".join(head_lines(preview.head))),
            (self.warned, "\n".join(preview.warnings)),
            (self.whole, f"The whole page goes out: {preview.whole}" if preview.whole else ""),
            (self.lost, f"{lost_words(preview.losses)} {MEANT}" if preview.losses else ""),
        ):
            say(part, words)
            part.setVisible(bool(words))
        self.losses.put(preview.losses)
        self.before.setPlainText(visible(preview.before))
        self.after.setPlainText(visible(preview.after))
        before, after = changed(preview)
        colour = QColor(self.palette().color(QPalette.ColorRole.Accent))
        self.before.underline(before, colour)
        self.after.underline(after, colour)
        self.marks.put(preview.said)
        self.list.setVisible(bool(preview.redactions))
        as_high_as_its_rows(self.list, 5)
        self.pages.setVisible(preview.page is not None)
        self.level.setVisible(preview.page is not None)

    def next_mark(self) -> None:
        """Go to the next mark: its row, and its place before."""
        if self.preview is None or not self.preview.redactions:
            return
        at = (self.list.currentIndex().row() + 1) % self.marks.rowCount()
        self.list.selectRow(at)
        before, _ = changed(self.preview)
        place = self.before.textCursor()
        place.setPosition(before[at][0])
        self.before.setTextCursor(place)
        self.before.ensureCursorVisible()

    def _pages(self) -> None:
        if self.preview is None or not self.pages.isChecked():
            self._show_pages(on=False)
            return
        self.pages_wanted.emit(self.preview.item, Level(self.level.currentData()))

    def put_pages(self, item: ItemId, shown: PagePreview) -> None:
        """The page before and after has come, and how each place on it is taken out."""
        if self.preview is None or self.preview.item != item:
            return
        for view, picture in ((self.page_before, shown.before), (self.page_after, shown.after)):
            view.put(image_of(picture))
        say(self.ways, "\n".join(filter(None, (ways(shown.marks), *shown.warnings))))
        self._show_pages(on=True)

    def _show_pages(self, *, on: bool) -> None:
        self.pages.setChecked(on)
        self.ways.setVisible(on and bool(self.ways.text()))
        for view in (self.page_before, self.page_after):
            view.setVisible(on)
        for text in (self.before, self.after):
            text.setVisible(not on)
