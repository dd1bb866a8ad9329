"""The list of what waits for approval, by group, with the boxes by which what has no marks and was shown is
approved in one act (reference/law.md I2, J2)."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.gui import actions
from evidence_review.gui.models.approval_rows import WAITING, group_counts
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.table_rows import TickRows
from evidence_review.gui.widgets.parts.building_blocks import blank, button, calls, fill, label, say
from evidence_review.gui.widgets.parts.dialogs import attest
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.approval_views import ApprovalGroup, ApprovalRow

BATCH = (
    "I have looked at every one of these items. None has a mark, none needs one, and each may leave as it is."
)


class ApprovalList(QWidget):
    """The rows; `chosen` says that another is chosen."""

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = TickRows(WAITING, lambda one: one.in_batch, self)
        self.table = Table("Waiting for approval", stretch=2)
        self.table.setModel(self.model)
        self.table.widths(22, 4, 18, 6)
        self.table.selectionModel().selectionChanged.connect(calls(self.chosen.emit))
        self.counts = label("", "hint")
        self.all = button("Tick all without marks that were shown", self._tick_all)
        self.batch = button("Approve ticked…", self._approve_ticked)
        fill(QVBoxLayout(self), (self.counts, self.table, Flow(self.all, self.batch)), 10, 0)
        self.model.ticked.connect(self._say_batch)

    def clear(self) -> None:
        """Nothing of a closed case stays."""
        self.model.put(())
        blank(self.counts)

    def put(self, waiting: Sequence[ApprovalRow]) -> None:
        """Other rows; what was ticked and still may be stays ticked."""
        ticked = {one.item for one in self.model.chosen()}
        self.model.put(waiting)
        self._tick(lambda one: one.item in ticked)
        say(self.counts, group_counts(waiting))

    def row(self) -> ApprovalRow | None:
        """The row that a person chose; where only the focus is, nothing is chosen."""
        return self.model.value(self._at())

    def _at(self) -> int:
        chosen = self.table.selectionModel().selectedRows()
        return chosen[0].row() if chosen else -1

    def select(self, item: ItemId | None) -> None:
        """Choose this item without saying so; none where it is not in the list."""
        self._go(next((at for at, one in enumerate(self.model.values()) if one.item == item), -1))

    def _go(self, at: int) -> None:
        choice = self.table.selectionModel()
        choice.blockSignals(True)
        if at < 0:
            choice.clear()
        else:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            choice.setCurrentIndex(self.model.index(at, 0), flags)
            self.table.scrollTo(self.model.index(at, 0))
        choice.blockSignals(False)
        self.table.viewport().update()

    def note_shown(self) -> None:
        """The chosen row says that its item was shown."""
        row, at = self.row(), self._at()
        if row is None or row.shown:
            return
        self.put([replace(one, shown=True) if one is row else one for one in self.model.values()])
        self._go(at)

    def next_waiting(self) -> ItemId | None:
        """The item after the chosen one that waits, else one before it; None where none does."""
        values, at = self.model.values(), self._at()
        others = (*values[at + 1 :], *values[:at])
        return next((one.item for one in others if one.group is not ApprovalGroup.APPROVED), None)

    def _tick(self, which: Callable[[ApprovalRow], bool]) -> None:
        for at, one in enumerate(self.model.values()):
            if one.in_batch and which(one):
                self.model.setData(
                    self.model.index(at, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
                )
        self._say_batch()

    def _tick_all(self) -> None:
        self._tick(lambda _one: True)

    def _say_batch(self) -> None:
        may, count = self.desk.may(Act.APPROVE_REDACTION), len(self.model.chosen())
        self.batch.setText(f"Approve {count:,} ticked…" if count else "Approve ticked…")
        self.batch.setEnabled(may and count > 0)
        self.all.setEnabled(may and any(one.in_batch for one in self.model.values()))

    def _approve_ticked(self) -> None:
        chosen = self.model.chosen()
        items = tuple(one.item for one in chosen)
        names = "; ".join(one.title for one in chosen)

        def then() -> None:
            if self.desk.do(actions.approve, items, attested=True):
                self.desk.told.emit(f"Approved with one signature that names {count(len(items), 'item')}.")

        attest(
            self,
            "Approve items without marks",
            f"{count(len(items), 'item')} without marks, each shown to you: {names}.",
            BATCH,
            "Approve and sign",
            then,
        )
