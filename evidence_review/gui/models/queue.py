"""The queue of a line: rows in the order the store gives, found by item without a search, never sorted here (PLATFORM.md 5)."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Band, Relevance
from evidence_review.gui.models.rows import Column, Rows, plain_tip
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.models.words import DECISION_SHORT, KIND_WORDS
from evidence_review.workflow.views import QueueRow

YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _flagged(row: QueueRow) -> str:
    if row.band is Band.MUST_REVIEW:
        return "Term"
    return "Ranked" if row.band is Band.RANKED else ""


def _decided(row: QueueRow) -> str:
    return DECISION_SHORT.get(row.decision, row.decision)


COLUMNS: tuple[Column[QueueRow], ...] = (
    Column("Time", lambda row: row.time_london or "no time", tip=lambda row: row.time_london),
    Column("From", lambda row: row.sender or KIND_WORDS[row.kind]),
    Column("State", lambda row: _decided(row) or _flagged(row)),
)


class QueueModel(Rows[QueueRow]):
    """The rows of one line's queue. UserRole gives the item's id, DecisionRole the decision's own name."""

    ItemRole = Qt.ItemDataRole.UserRole
    DecisionRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._place: dict[ItemId, int] = {}
        self._year: str | None = None

    def put(self, rows: Sequence[QueueRow]) -> None:
        """Show these rows and remember where each item stands."""
        self._place = {row.item: at for at, row in enumerate(rows)}
        self._year = None
        super().put(rows)

    @property
    def year(self) -> str:
        """The year that every row shares, which then need not stand in every row; empty where they differ."""
        year = self._year
        if year is None:
            years = {found[0] if (found := YEAR.findall(row.time_london)) else "" for row in self.values()} - {""}
            year = self._year = years.pop() if len(years) == 1 else ""
        return year

    def place(self, item: ItemId) -> int:
        """The row of an item, -1 where it is not in this queue."""
        return self._place.get(item, -1)

    def undecided_after(self, row: int) -> int:
        """The next row without a decision, going round once; -1 where every item is decided."""
        rows = self.values()
        order = (*range(row + 1, len(rows)), *range(min(row + 1, len(rows))))
        return next((at for at in order if not rows[at].decision), -1)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As a table shows it, with a tip in words, the item's id and its decision."""
        row = self.value(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case self.ItemRole:
                return int(row.item)
            case self.DecisionRole:
                return row.decision
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(_tip(row))
            case Qt.ItemDataRole.DisplayRole if index.column() == 0 and self.year:
                return one_line(row.time_london.replace(f" {self.year}", "", 1), 60) or "no time"
            case _:
                return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles, with the year where every row shares it."""
        title = super().headerData(section, orientation, role)
        return f"{title} ({self.year})" if section == 0 and role == Qt.ItemDataRole.DisplayRole and title and self.year else title


def _tip(row: QueueRow) -> str:
    flag = {Band.MUST_REVIEW: "An agreed term is in it.", Band.RANKED: "Ranked high for this line."}
    say = flag[row.band] if row.band else "Not suggested; that does not mean not relevant."
    return f"{KIND_WORDS[row.kind]}, {row.time_london or 'no time'}. {say}" + (" Decided." if row.decision in set(Relevance) else "")
