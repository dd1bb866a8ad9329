"""The queue of a line: rows in the order the store gives, found by item without a search, never sorted here
(reference/platform.md 5).

Items that repeat each other share one row, the first of them, until their set is opened: then the others
stand below it. Counts are of items, never of rows.
"""

import re
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Band, Relevance
from evidence_review.gui.models.plain_words import DECISION_SHORT, KIND_WORDS, count
from evidence_review.gui.models.queue_pages import (
    MOST,
    Pages,
    Places,
    Read,
    as_it_stood,
    laid_out,
    put_back,
    taken_out,
    with_new,
)
from evidence_review.gui.models.review.row_lines import RowLines, row_lines, spoken
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.models.table_rows import NOWHERE, Column, Rows, plain_tip
from evidence_review.gui.models.tagged import in_words, signs
from evidence_review.workflow.case.queue_views import QueueOrder, RowWords
from evidence_review.workflow.case.views import QueueRow

type Index = QModelIndex | QPersistentModelIndex
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
    """The rows of one line's queue. UserRole gives the item's id, DecisionRole the decision's own name.

    Items are an array of numbers; rows are read by pages when they are first shown (`lay`), or were all given
    (`put`).
    """

    ItemRole = Qt.ItemDataRole.UserRole
    DecisionRole = Qt.ItemDataRole.UserRole + 1
    LinesRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._order = QueueOrder(array("I"), {}, frozenset())
        self._decided: set[int] = set()
        self._sets: dict[ItemId, list[ItemId]] = {}
        self._open: set[ItemId] = set()
        self._stood = array("I")
        self._pages = Pages()
        self._places = Places(array("I"))
        self._words: dict[int, RowWords] = {}

    def put(self, rows: Sequence[QueueRow], *, moved: bool = True) -> None:
        """Show these items, sets that were open still open, and remember where each stands. Unless they are
        `moved`, they keep the places they had."""
        self._pages = Pages()
        self._pages.keep(rows)
        ids = array("I", (row.item for row in rows))
        sets = {row.item: row.set for row in rows if row.set is not None}
        decided = frozenset(row.item for row in rows if row.decision)
        if not moved:
            ids = as_it_stood(ids, self._stood)
        self._lay_order(QueueOrder(ids, sets, decided, _years_of(rows)), moved=moved)

    def lay(self, order: QueueOrder, read: Read, *, moved: bool = True) -> None:
        """Show a long queue of which only the order is known; `read` gives the rows of some of its items."""
        self._pages = Pages(read)
        self._lay_order(order, moved=moved)

    def _lay_order(self, order: QueueOrder, *, moved: bool) -> None:
        self._order, self._decided = order, set(order.decided)
        self._stood = order.items if moved else with_new(self._stood, order.items)
        self._find_sets()
        self._lay()

    def _find_sets(self) -> None:
        sets: dict[ItemId, list[ItemId]] = {}
        if self._order.sets:
            for item in map(ItemId, self._order.items):
                if (head := self._order.sets.get(item)) is not None:
                    sets.setdefault(head, []).append(item)
        self._sets = {number: members for number, members in sets.items() if len(members) > 1}
        self._open &= self._sets.keys()

    def amend(self, asked: frozenset[ItemId], rows: Sequence[QueueRow]) -> None:
        """The rows of these items as they are now; those of which there is none any more go. All others stay
        as and where they are."""
        for item in asked:  # what came back may have been decided
            if item in self._words and self._words[item].came_back:
                del self._words[item]
        new = {row.item: row for row in rows}
        self._pages.keep(rows)
        self._decided = (self._decided - asked) | {row.item for row in rows if row.decision}
        here = {item for item in asked if item in self._places or item in self._folded_away()}
        if here == new.keys() and all(new[item].set == self._order.sets.get(item) for item in here):
            for at in {self.place(item) for item in asked} - {-1}:
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))
            return
        self._pages.drop(asked - new.keys())
        self._change(asked, new)

    def _change(self, asked: frozenset[ItemId], new: Mapping[ItemId, QueueRow]) -> None:
        """Some of these left the list, or came back to where they stood, or share a row with others now."""
        gone = asked - new.keys()
        back = [item for item in new if self.place(item) < 0]
        ids = put_back(taken_out(self._order.items, gone), self._stood, back)
        sets = {item: head for item, head in self._order.sets.items() if item not in asked}
        sets |= {item: row.set for item, row in new.items() if row.set is not None}
        self._order = QueueOrder(ids, sets, frozenset(self._decided), self._order.years)
        self._stood = with_new(self._stood, array("I", back))
        alone = not self._sets and not sets
        at = self._places.of(next(iter(gone))) if alone and len(gone) == 1 and not back else -1
        if at >= 0:
            self.beginRemoveRows(NOWHERE, at, at)
            self._places = Places(ids)
            self.endRemoveRows()
            return
        self._find_sets()
        self._lay()

    def _folded_away(self) -> frozenset[ItemId]:
        return frozenset(
            item for number, members in self._sets.items() if number not in self._open for item in members
        )

    def members(self, item: ItemId) -> frozenset[ItemId]:
        """An item and those that repeat it; nothing where it is not in this queue."""
        if self.place(item) < 0:
            return frozenset()
        head = self._order.sets.get(item)
        return frozenset((item, *(self._sets.get(head, ()) if head is not None else ())))

    def _lay(self) -> None:
        self.beginResetModel()
        self._places = Places(laid_out(self._order.items, self._order.sets, self._sets, self._open))
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows; none below a row."""
        return 0 if parent.isValid() else len(self._places.items)

    def wordless(self, first: int, last: int) -> list[ItemId]:
        """The items of these rows (both ends among them) whose words were not read."""
        items = self._places.items[max(0, first) : last + 1]
        return [ItemId(item) for item in items if item not in self._words]

    def put_words(self, words: Iterable[RowWords]) -> None:
        """What some rows say, read when they came to be painted."""
        if len(self._words) > MOST:
            self._words.clear()
        for one in words:
            self._words[one.item] = one
            if (at := self._places.of(one.item)) >= 0:
                self.dataChanged.emit(self.index(at, 0), self.index(at, 0), [self.LinesRole])

    def forget_words(self) -> None:
        """What rows say is read again: another line, another search, other names."""
        self._words.clear()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0), [self.LinesRole])

    def value(self, row: int) -> QueueRow | None:
        """The row at a place, read with its page where that was not shown yet; None where there is no such row,
        or its item was taken behind the gate since."""
        items = self._places.items
        return self._pages.row(items, row) if 0 <= row < len(items) else None

    def values(self) -> Sequence[QueueRow]:
        """Every row, read whole: for short lists."""
        return [row for at in range(self.rowCount()) if (row := self.value(at)) is not None]

    @property
    def stood(self) -> array[int]:
        """The order in which the items stood since the list last moved, those that left it among them."""
        return self._stood

    @property
    def items(self) -> array[int]:
        """Every item of the queue in its order, those folded away among them."""
        return self._order.items

    @property
    def total(self) -> int:
        """How many items the queue holds, those folded away among them."""
        return len(self._order.items)

    @property
    def left(self) -> int:
        """How many items of the queue have no decision."""
        return self.total - len(self._decided)

    @property
    def has_copies(self) -> bool:
        """Whether any item of the queue lies in another exhibit or conversation too."""
        return bool(self._order.sets)

    def unfold(self, item: ItemId) -> bool:
        """Open the set of an item, or fold it again; whether there was one to open."""
        head = self._order.sets.get(item)
        if self.place(item) < 0 or head is None or head not in self._sets:
            return False
        self._open ^= {head}
        self._lay()
        return True

    def _behind(self, row: int) -> tuple[ItemId, ...]:
        item = ItemId(self._places.items[row])
        head = self._order.sets.get(item)
        if head is None or head in self._open:
            return ()
        return tuple(one for one in self._sets.get(head, ()) if one != item)

    def folded(self, row: int) -> tuple[QueueRow, ...]:
        """The items that stand behind a row and are not shown."""
        return self._pages.some(self._behind(row)) if 0 <= row < self.rowCount() else ()

    @property
    def year(self) -> str:
        """The year that every row shares, which then need not stand in every row; empty where they differ."""
        first, last = self._order.years
        return first if first == last else ""

    def place(self, item: ItemId) -> int:
        """The row of an item, or of the set that it is folded into; -1 where it is not in this queue."""
        at = self._places.of(item)
        head = self._order.sets.get(item) if at < 0 else None
        members = self._sets.get(head, []) if head is not None else []
        return self._places.of(members[0]) if item in members else at

    def item_at(self, row: int) -> ItemId | None:
        """The item of a row, None beyond the ends."""
        return ItemId(self._places.items[row]) if 0 <= row < self.rowCount() else None

    def undecided_from(self, row: int, without: Collection[ItemId] = ()) -> ItemId | None:
        """The first undecided item in this row or below it, those folded away among them, but for some."""
        items = self._places.items
        for at in range(max(0, row), len(items)):
            for one in (ItemId(items[at]), *self._behind(at)):
                if one not in self._decided and one not in without:
                    return one
        return None

    def undecided_rows(self, row: int, most: int) -> tuple[ItemId, ...]:
        """The first undecided item of each of the next rows from this one on, at most so many."""
        found: list[ItemId] = []
        for at in range(max(0, row), self.rowCount()):
            if len(found) == most:
                break
            those = (ItemId(self._places.items[at]), *self._behind(at))
            found += [one for one in those if one not in self._decided][:1]
        return tuple(found)

    def beside(self, row: int, most: int | None) -> tuple[Sequence[ItemId], Sequence[ItemId]]:
        """The items above a row, nearest first, and those from it on; at most so many of each."""
        items = self._places.items
        top = 0 if most is None else max(0, row - most)
        end = len(items) if most is None else row + most
        return list(map(ItemId, items[top:row]))[::-1], list(map(ItemId, items[row:end]))

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """As a table shows it, with a tip in words, the item's id and its decision."""
        row = self.value(index.row()) if index.isValid() else None
        if row is None:
            return None
        own = {
            self.ItemRole: lambda: int(row.item),
            self.DecisionRole: lambda: row.decision,
            self.LinesRole: lambda: self._lines(row, index.row()),
            Qt.ItemDataRole.ToolTipRole: lambda: plain_tip(_tip(row, self.folded(index.row()))),
        }
        return own[role]() if role in own else self._shown(row, index, role)

    def _shown(self, row: QueueRow, index: Index, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == 0:
                return spoken(self._lines(row, index.row()), index.row() + 1, self.rowCount())
            case Qt.ItemDataRole.DisplayRole if index.column() == 0 and self.year:
                return one_line(row.time_london.replace(f" {self.year}", "", 1), 60) or "no time"
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole if (
                row.set is not None and index.column() >= SIGN - 1
            ):
                return self._of_set(row, index, spoken=role == Qt.ItemDataRole.AccessibleTextRole)
            case _:
                return super().data(index, role)

    def _lines(self, row: QueueRow, at: int) -> RowLines:
        behind = self._sign(row, at) if row.set is not None else ""
        state = self._state(row, at) if row.set is not None else _said(row) or _flagged(row)
        return row_lines(row, self._words.get(row.item), state, behind, self.year)

    def _of_set(self, row: QueueRow, index: QModelIndex | QPersistentModelIndex, *, spoken: bool) -> str:
        words = self._sign(row, index.row()) if index.column() == SIGN else self._state(row, index.row())
        return f"{COLUMNS[index.column()].title}: {one_line(words, 80)}" if spoken else one_line(words, 80)

    def _sign(self, row: QueueRow, at: int) -> str:
        """Where else it lies, and whether its copies are folded behind this row, stand below it, or it is one
        of them."""
        if row.set is None or row.set not in self._open:
            return f"▸ {where(row.also_in)}" if self._behind(at) else where(row.also_in)
        return f"▾ {where(row.also_in)}" if self._sets[row.set][0] == row.item else f"↳ {row.exhibit}"

    def _state(self, row: QueueRow, at: int) -> str:
        """The state of the item in the row; where it is decided and a copy behind it is not, how many are
        left."""
        left = sum(one not in self._decided for one in self._behind(at)) if row.decision else 0
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


def _years_of(rows: Sequence[QueueRow]) -> tuple[str, str]:
    years = {found[0] if (found := YEAR.findall(row.time_london)) else "" for row in rows} - {""}
    return (min(years), max(years)) if years else ("", "")


def _tip(row: QueueRow, folded: Sequence[QueueRow]) -> str:
    flag = {Band.MUST_REVIEW: "An agreed term is in it.", Band.RANKED: "Ranked high for this line."}
    say = flag[row.band] if row.band else "Not suggested; that does not mean not relevant."
    also = f" The same message is also in {', '.join(dict.fromkeys(row.also_in))}." if row.also_in else ""
    left = sum(not one.decision for one in folded)
    behind = f" {count(len(folded), 'copy', 'copies')} behind this row, {left} undecided." if folded else ""
    decided = " Decided." if row.decision in set(Relevance) else ""
    decided += f" {in_words(row.tags)}" if row.tags else ""
    return f"{KIND_WORDS[row.kind]}, {row.time_london or 'no time'}. {say}{decided}{also}{behind}"
