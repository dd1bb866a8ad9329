"""Everything that stands in the way of a bundle, at once, with a button that leads to where the chosen thing
is mended."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.gui.models.hindrances import HINDRANCES, Hindrance, Mend
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.parts.building_blocks import button, calls, fill, label, say
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import ShortTable
from evidence_review.gui.widgets.review.only_dialog import ask_whole

CLEAR = "Nothing stands in the way, as far as can be told before it is built."


class HindranceList(QWidget):
    """The list. `mend_wanted` names what is to be mended; Return on a row and a double click do the same."""

    mend_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = Rows(HINDRANCES, self)
        self.table = ShortTable("What stands in the way", 0, 8)
        self.table.setModel(self.model)
        self.table.widths(34, 32)
        self.told = label("", "warn")
        self.go = button("Go there", self._go)
        self.whole = button(
            "Give whole page…",
            self._whole,
            tip="Say why no extract will do, so that all of the page goes out",
        )
        self.table.activated.connect(calls(self._go))
        self.table.selectionModel().currentRowChanged.connect(calls(self.allow))
        fill(QVBoxLayout(self), (self.told, self.table, Flow(self.go, self.whole)), 8, 0)
        self.put(())

    def put(self, found: tuple[Hindrance, ...], clear: str = CLEAR) -> None:
        """Show these; `clear` is what is said where there is none."""
        at = max(0, self.table.currentIndex().row())
        self.model.put(found)
        things = count(len(found), "thing stands", "things stand")
        say(self.told, f"{things} in the way." if found else clear, "warn" if found else "hint")
        self.told.setVisible(bool(self.told.text()))
        self.table.setVisible(bool(found))
        if found:
            self.table.selectRow(min(at, len(found) - 1))
        self.allow()
        self.table.fit_words()

    def hindrance(self) -> Hindrance | None:
        """The row that is chosen."""
        return self.model.value(self.table.currentIndex().row())

    def allow(self) -> None:
        """The words of the button, and whether a reason for a whole page may be given here."""
        one = self.hindrance()
        self.go.setVisible(one is not None)
        self.go.setEnabled(one is not None and bool(one.does))
        self.go.setText(one.does if one and one.does else "No page mends this")
        self.whole.setVisible(one is not None and one.mend is Mend.EXTRACT)
        self.whole.setEnabled(self.desk.may(Act.REDACT))

    def _go(self) -> None:
        one = self.hindrance()
        if one is not None and one.does:
            self.mend_wanted.emit(one)

    def _whole(self) -> None:
        if one := self.hindrance():
            ask_whole(self, self.desk, one.line, one.item)
