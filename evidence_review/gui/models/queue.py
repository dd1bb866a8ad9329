"""The queue of a line: rows in the order the store gives, found by item without a search, never sorted here
(reference/platform.md 5).

Items that repeat each other share one row, the first of them, until their set is opened: then the others
stand below it. Counts are of items, never of rows.
"""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Band, Relevance
from evidence_review.gui.models.plain_words import DECISION_SHORT, KIND_WORDS, count
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.models.table_rows import Column, Rows, plain_tip
from evidence_review.gui.models.tagged import in_words, signs
from evidence_review.workflow.case.views import QueueRow

YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _flagged(row: QueueRow) -> str:
    if row.band is Band.MUST_REVIEW:
        return "Term"
    return "Ranked" if row.band is Band.RANKED else ""


def _decided(row: QueueRow) -> str:
    return DECISION_SHORT.get(row.decision, row.decision)


def _said(row: QueueRow) -> str:
    """The decision, with a letter for each tag that stands beside it."""
    letters = signs(row.tags)
    return f"{_decided(row)} {letters}" if letters else _decided(row)


COLUMNS: tuple[Column[QueueRow], ...] = (
    Column("Time", lambda row: row.time_london or "no time", tip=lambda row: row.time_london),
    Column("From", lambda row: row.sender or KIND_WORDS[row.kind]),
    Column("State", lambda row: _said(row) or _flagged(row)),
    Column("Also in", lambda row: where(row.also_in)),
)
SIGN = 3
"""The column that says where else a message lies; a click on it opens or folds the set."""


def where(exhibits: Sequence[str]) -> str:
    """Exhibits in short: LH/1, or LH/1 ×2, or LH/1 and 2 more."""
    each = list(dict.fromkeys(exhibits))
    if len(each) == 1 and len(exhibits) > 1:
        return f"{each[0]} ×{len(exhibits)}"
    return f"{each[0]} and {len(each) - 1} more" if len(each) > 1 else "".join(each)


class QueueModel(Rows[QueueRow]):
    """The rows of one line's queue. UserRole gives the item's id, DecisionRole the decision's own name."""

    ItemRole = Qt.ItemDataRole.UserRole
    DecisionRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._place: dict[ItemId, int] = {}
        self._items: Sequence[QueueRow] = ()
        self._sets: dict[ItemId, list[QueueRow]] = {}
        self._open: set[ItemId] = set()
        self._stood: dict[ItemId, int] = {}
        self._year: str | None = None

    def put(self, rows: Sequence[QueueRow], *, moved: bool = True) -> None:
        """Show these items, sets that were open still open, and remember where each stands. Unless they are
        `moved`, they keep the places they had."""
        if moved:
            self._stood = {}
        rows = sorted(rows, key=lambda row: self._stood.get(row.item, len(self._stood)))
        for row in rows:
            self._stood.setdefault(row.item, len(self._stood))
        self._items = rows
        sets: dict[ItemId, list[QueueRow]] = {}
        for row in rows:
            if row.set is not None:
                sets.setdefault(row.set, []).append(row)
        self._sets = {number: members for number, members in sets.items() if len(members) > 1}
        self._open &= self._sets.keys()
        self._lay()

    def amend(self, asked: frozenset[ItemId], rows: Sequence[QueueRow]) -> None:
        """The rows of these items as they are now; those of which there is none any more go. All others stay
        as and where they are."""
        new = {row.item: row for row in rows}
        kept = [new.pop(row.item, row) for row in self._items if row.item in new or row.item not in asked]
        self.put((*kept, *new.values()), moved=False)

    def members(self, item: ItemId) -> frozenset[ItemId]:
        """An item and those that repeat it; nothing where it is not in this queue."""
        row = self.value(self.place(item))
        if row is None:
            return frozenset()
        return (
            frozenset(one.item for one in self._sets.get(row.set, ())) | {item}
            if row.set is not None
            else frozenset((item,))
        )

    def _lay(self) -> None:
        shown: list[QueueRow] = []
        self._place = {}
        for row in self._items:
            if row.item in self._place:
                continue
            members = self._sets.get(row.set, [row]) if row.set is not None else [row]
            is_open = row.set in self._open
            for at, member in enumerate(members):
                self._place[member.item] = len(shown) + (at if is_open else 0)
            shown += members if is_open else [row]
        self._year = None
        super().put(shown)

    @property
    def total(self) -> int:
        """How many items the queue holds, those folded away among them."""
        return len(self._items)

    @property
    def left(self) -> int:
        """How many items of the queue have no decision."""
        return sum(not row.decision for row in self._items)

    @property
    def widest(self) -> int:
        """The letters of the longest state in the queue, which says how much room its column needs."""
        said = max((len(_said(row)) for row in self._items if row.decision), default=0)
        return max(said, len("Ranked"))

    @property
    def has_copies(self) -> bool:
        """Whether any item of the queue lies in another exhibit or conversation too."""
        return any(row.set is not None for row in self._items)

    def unfold(self, item: ItemId) -> bool:
        """Open the set of an item, or fold it again; whether there was one to open."""
        row = self.value(self.place(item))
        if row is None or row.set is None or row.set not in self._sets:
            return False
        self._open ^= {row.set}
        self._lay()
        return True

    def folded(self, row: int) -> tuple[QueueRow, ...]:
        """The items that stand behind a row and are not shown."""
        value = self.value(row)
        if value is None or value.set is None or value.set in self._open:
            return ()
        return tuple(one for one in self._sets.get(value.set, ()) if one.item != value.item)

    @property
    def year(self) -> str:
        """The year that every row shares, which then need not stand in every row; empty where they differ."""
        year = self._year
        if year is None:
            years = {
                found[0] if (found := YEAR.findall(row.time_london)) else "" for row in self.values()
            } - {""}
            year = self._year = years.pop() if len(years) == 1 else ""
        return year

    def place(self, item: ItemId) -> int:
        """The row of an item, or of the set that it is folded into; -1 where it is not in this queue."""
        return self._place.get(item, -1)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """As a table shows it, with a tip in words, the item's id and its decision."""
        row = self.value(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case self.ItemRole | self.DecisionRole:
                return int(row.item) if role == self.ItemRole else row.decision
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(_tip(row, self.folded(index.row())))
            case Qt.ItemDataRole.DisplayRole if index.column() == 0 and self.year:
                return one_line(row.time_london.replace(f" {self.year}", "", 1), 60) or "no time"
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole if (
                row.set is not None and index.column() >= SIGN - 1
            ):
                return self._of_set(row, index, spoken=role == Qt.ItemDataRole.AccessibleTextRole)
            case _:
                return super().data(index, role)

    def _of_set(self, row: QueueRow, index: QModelIndex | QPersistentModelIndex, *, spoken: bool) -> str:
        words = self._sign(row, index.row()) if index.column() == SIGN else self._state(row, index.row())
        return f"{COLUMNS[index.column()].title}: {one_line(words, 80)}" if spoken else one_line(words, 80)

    def _sign(self, row: QueueRow, at: int) -> str:
        """Where else it lies, and whether its copies are folded behind this row, stand below it, or it is one
        of them."""
        if row.set is None or row.set not in self._open:
            return f"▸ {where(row.also_in)}" if self.folded(at) else where(row.also_in)
        return f"▾ {where(row.also_in)}" if self._sets[row.set][0] is row else f"↳ {row.exhibit}"

    def _state(self, row: QueueRow, at: int) -> str:
        """The state of the item in the row; where it is decided and a copy behind it is not, how many are
        left."""
        left = sum(not one.decision for one in self.folded(at)) if row.decision else 0
        return f"{_said(row)}, {left} left" if left else _said(row) or _flagged(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles, with the year where every row shares it."""
        title = super().headerData(section, orientation, role)
        return (
            f"{title} ({self.year})"
            if section == 0 and role == Qt.ItemDataRole.DisplayRole and title and self.year
            else title
        )


def _tip(row: QueueRow, folded: Sequence[QueueRow]) -> str:
    flag = {Band.MUST_REVIEW: "An agreed term is in it.", Band.RANKED: "Ranked high for this line."}
    say = flag[row.band] if row.band else "Not suggested; that does not mean not relevant."
    also = f" The same message is also in {', '.join(dict.fromkeys(row.also_in))}." if row.also_in else ""
    left = sum(not one.decision for one in folded)
    behind = f" {count(len(folded), 'copy', 'copies')} behind this row, {left} undecided." if folded else ""
    decided = " Decided." if row.decision in set(Relevance) else ""
    decided += f" {in_words(row.tags)}" if row.tags else ""
    return f"{KIND_WORDS[row.kind]}, {row.time_london or 'no time'}. {say}{decided}{also}{behind}"
