"""The held page: the register of what is held, without content; and, for independent counsel alone, the item
and its outcome."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import CHILD_IMAGE
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.shown import visible
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
    Quiet,
    blank,
    button,
    calls,
    column,
    fill,
    frame,
    label,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.dialogs import Question
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table

type Held = tuple[ItemId, str, str]
type Find = tuple[str, ItemId, str, str]
HELD: tuple[Column[Held], ...] = (
    Column("Item", lambda h: f"item {h[0]}"),
    Column("Kind", lambda h: {"LPP": "Legal privilege", "JOURNALISTIC": "Journalistic"}.get(h[1], h[1])),
    Column("Why it was held", lambda h: h[2], tip=lambda h: h[2]),
)
FINDS: tuple[Column[Find], ...] = (
    Column("Item", lambda f: f"item {f[1]}"),
    Column("Urgency", lambda f: f[2].title()),
    Column("Category", lambda f: f[3], tip=lambda f: f[3]),
)


def _after(category: str) -> str:
    """What an outcome does to the item."""
    if category == CHILD_IMAGE:
        return (
            "Leave it open and refer it to the digital forensic unit: it stays covered. Record an outcome only where "
            "the unit says that it is no indecent image of a child: the item can be reviewed again afterwards."
        )
    return "The item can be reviewed again afterwards."


class HeldPage(QWidget):
    """What nobody may read until someone independent, or a supervisor, has acted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model, self.finds = Rows(HELD, self), Rows(FINDS, self)
        self.table, self.list = Table("Held items", stretch=2), Table("Outside finds", stretch=2)
        self.table.setModel(self.model)
        self.table.widths(12, 16, 30)
        self.table.wrap()
        self.table.horizontalHeader().sectionResized.connect(calls(self.table.resizeRowsToContents))
        self.list.setModel(self.finds)
        self.list.widths(12, 14, 30)
        self.told, self.empty = (
            label("", "small"),
            Empty(
                "Nothing is held",
                (
                    "Items that may be legally privileged, or journalistic, are listed here without "
                    "their content."
                ),
            ),
        )
        self.read = button("Read this item", self._read, "primary")
        self.free = button("Release to review", lambda: self._release("RELEASED"))
        self.keep = button("Uphold the hold", lambda: self._release("UPHELD"))
        self.who, self.text = label("", "strong"), Quiet()
        self.text.setAccessibleName("Text of the held item")
        self.close_find = button("Record the outcome…", self._close_find)
        self._build()
        self.table.selectionModel().currentRowChanged.connect(calls(self._hide))
        desk.closed.connect(self._clear)
        desk.changed.connect(self._changed)

    def _build(self) -> None:
        top = column(
            label("Held", "title"),
            label("Only independent counsel opens a held item. The register never shows content.", "hint"),
            gap=4,
        )
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 10)
        self.list.setMinimumHeight(self.list.fontMetrics().height() * 7)
        self.text.setMinimumHeight(self.text.fontMetrics().height() * 8)
        self.reading = frame("true", self.who, self.text, Flow(self.free, self.keep), margin=14)
        self.found = frame(
            "true",
            label("Outside finds that are open", "section"),
            self.list,
            Flow(self.close_find),
            margin=14,
        )
        page = column(
            top, self.told, self.table, self.empty, Flow(self.read), self.reading, self.found, 1, gap=12
        )
        page.setContentsMargins(26, 22, 26, 22)
        fill(QVBoxLayout(self), (scrolled(page, wide=120),), 0, 0)

    def _clear(self) -> None:
        self.model.put(())
        self.finds.put(())
        self._hide()

    def _hide(self) -> None:
        self.text.setPlainText("")
        blank(self.who)
        self.reading.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again whenever the page comes up."""
        super().showEvent(event)
        self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"hold", "find"}:
            self.refresh()

    def refresh(self) -> None:
        """Ask for the registers again."""
        if self.desk.session is None or not self.isVisible():
            return
        held, finds = self.desk.ask(actions.held) or (), self.desk.ask(actions.finds) or ()
        self.model.put(held)
        self.table.resizeRowsToContents()
        self.finds.put(finds)
        say(self.told, f"{count(len(held), 'item')} held.")
        self.table.setVisible(bool(held))
        self.empty.setVisible(not held)
        self.found.setVisible(bool(finds))
        self.read.setVisible(bool(held) and self.desk.may(Act.READ_HELD))
        self.close_find.setVisible(self.desk.may(Act.CLOSE_FIND))
        self._hide()
        if held:
            self.table.selectRow(0)

    def _read(self) -> None:
        held = self.model.value(self.table.currentIndex().row())
        shown = self.desk.ask(actions.read_held, held[0]) if held else None
        if shown is not None:
            say(self.who, "   ".join(part for part in shown[:2] if part))
            self.text.setPlainText(visible(shown[2]) or "(no text)")
            self.reading.show()

    def _release(self, outcome: str) -> None:
        held = self.model.value(self.table.currentIndex().row())
        if held and self.desk.do(actions.release, held[0], outcome):
            self.desk.told.emit("Released to review." if outcome == "RELEASED" else "The hold stands.")

    def _close_find(self) -> None:
        find = self.finds.value(max(0, self.list.currentIndex().row()))
        if find is None:
            return
        asked = Question(self, "Outcome of the find", _after(find[3]), "Record")
        outcome = QLineEdit()
        outcome.setAccessibleName("Outcome")
        outcome.setPlaceholderText(
            "No action, intelligence referral, safeguarding referral, or a new line of enquiry"
        )
        asked.add(outcome)
        asked.check = lambda: "" if outcome.text().strip() else "Say what was done."
        asked.then = lambda: self.desk.do(actions.close_find, find[0], outcome.text().strip())
        asked.ask()
