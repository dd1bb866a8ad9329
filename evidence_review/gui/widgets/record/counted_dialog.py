"""The items behind a number of the account: which they are, and the way to each of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evidence_review.domain.audit import Counted, CountedItem, Figure
from evidence_review.domain.decisions import Act
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import button, calls, label, row, say
from evidence_review.gui.widgets.parts.dialogs import Question
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.search_views import Wanted

MOST = 20_000
"""Items that a search of a line is given by their numbers."""
_NOT_IN_LINE = {
    Figure.BEYOND_SEEN,
    Figure.BEYOND_RELEVANT,
    Figure.BEYOND_DISCLOSED,
    Figure.BEFORE,
    Figure.LOOK,
}
COLUMNS: tuple[Column[CountedItem], ...] = (
    Column("Item", lambda one: f"{one.item}", right=True),
    Column("Exhibit", lambda one: one.exhibit),
    Column("Line", lambda one: f"{one.line}" if one.line else "", right=True),
)


class CountedDialog(Question):
    """Lists what a number counts. `item_wanted`: an item of a line is to be opened in Review; `listed`: all of them are to
    stand in the list of a line."""

    item_wanted = Signal(int, object)
    listed = Signal(int, object)

    def __init__(self, parent: QWidget, desk: Desk, counted: Counted) -> None:
        of = [
            f"line {counted.line}" if counted.line else "",
            f"source {counted.source}" if counted.source else "",
        ]
        words = ", ".join(part for part in (str(counted.figure), *of, counted.word) if part)
        super().__init__(parent, "What the number counts", words[:1].upper() + words[1:], "Life of the item")
        self.desk, self.counted = desk, counted
        self.rows: Rows[CountedItem] = Rows(COLUMNS, self)
        self.table, self.told = Table("Items that are counted", stretch=1), label("Being looked up…", "hint")
        self.table.setModel(self.rows)
        self.table.widths(10, 20, 6)
        self.table.setMinimumHeight(self.fontMetrics().height() * 12)
        self.to_item = button("Open in Review", self._open)
        self.list = button("List in Review", self._list)
        for part in (self.told, self.table, row(self.to_item, self.list, 1)):
            self.add(part)
        self.no.setText("Close")
        self.check, self.then = self._lacks, self._life
        self.table.activated.connect(calls(self._first_way))
        self.table.selectionModel().selectionChanged.connect(calls(self._allow))
        desk.closed.connect(self.reject)
        self._allow()
        is_quick = not desk.ask(actions.is_long)
        desk.later("counted", lambda case: actions.counted_items(case, counted), self.put, at_once=is_quick)

    def put(self, found: tuple[CountedItem, ...]) -> None:
        """Show them; the first is chosen."""
        self.rows.put(found)
        now = f"{count(len(found), 'row')}, as the case stands now."
        changed = f" The page counted {self.counted.many:,}: evidence, dates or decisions have changed since."
        say(self.told, now if len(found) == self.counted.many else now + changed)
        self.table.selectRow(0)
        self.table.setFocus()
        self._allow()

    def _chosen(self) -> CountedItem | None:
        return self.rows.value(self.table.currentIndex().row())

    def _allow(self) -> None:
        one, may = self._chosen(), self.desk.may(Act.READ)
        self.yes.setEnabled(one is not None)
        in_line = self.counted.figure not in _NOT_IN_LINE
        self.to_item.setVisible(may)
        self.to_item.setEnabled(one is not None and bool(one.line) and in_line)
        self.list.setVisible(may and bool(self.counted.line) and in_line)
        self.list.setEnabled(0 < self.rows.rowCount() <= MOST)

    def _lacks(self) -> str:
        return "" if self._chosen() else "Choose an item."

    def _first_way(self) -> None:
        if self.to_item.isVisible() and self.to_item.isEnabled():
            self._open()
        else:
            self._try()

    def _life(self) -> None:
        if one := self._chosen():
            self.desk.life_wanted.emit(one.item)

    def _open(self) -> None:
        if one := self._chosen():
            self.accept()
            self.item_wanted.emit(one.line, one.item)

    def _list(self) -> None:
        picked = tuple(dict.fromkeys(one.item for one in self.rows.values()))
        self.accept()
        self.listed.emit(self.counted.line, Wanted(picked=picked))
