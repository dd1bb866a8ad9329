"""The entries of the log, one sentence each: filters out of what the log holds, pages as one scrolls, and the list
written out."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from evidence_review.domain.audit import LogFilter, LogRow
from evidence_review.domain.decisions import Act
from evidence_review.gui import actions
from evidence_review.gui.models.audit_rows import ENTRIES, new_words, shown_words
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.paged_rows import PagedRows
from evidence_review.gui.widgets.parts.building_blocks import (
    Drop,
    Empty,
    blank,
    button,
    calls,
    column,
    fill,
    label,
    row,
    say,
)
from evidence_review.gui.widgets.parts.dialogs import choice, pick_new_file
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.workflow.case.audit_views import LogChoices, LogReading

PAGE = 200


class EntriesTab(QWidget):
    """`life_wanted` asks for the life of an item; `list_wanted` for a file of what is shown."""

    life_wanted = Signal(int)
    list_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.reading: LogReading | None = None
        self.fitting: int | None = None
        self.events: PagedRows[LogRow] = PagedRows(ENTRIES, self)
        self.table = Table("Entries of the log", stretch=1)
        self.table.setModel(self.events)
        self.table.widths(7, 60, 34)
        self.user, self.acts = choice([("Everyone", "")], "Person"), choice([("Every act", ())], "Acts")
        self.first, self.last = choice([("From any day", "")], "From"), choice([("To any day", "")], "To")
        self.exhibit = choice([("Every exhibit", "")], "Exhibit")
        self.line, self.accused = (
            choice([("Every line", 0)], "Line"),
            choice([("Every accused", 0)], "Accused"),
        )
        self.bundle = choice([("Every bundle", 0)], "Bundle")
        self.item = QLineEdit()
        self.item.setPlaceholderText("Item number")
        self.item.setAccessibleName("Item number")
        self.fresh = button("New since you last looked", self.refresh)
        self.fresh.setCheckable(True)
        self.told, self.since = label("", "small"), label("", "small")
        self.life = button("Life of this item", self._ask_life)
        self.written = button("Write this list…", self._ask_file)
        self.empty = Empty("No entry fits these filters", "Choose others, or clear them.")
        self._build()

    def _build(self) -> None:
        clear = button("Clear", self.clear_filters, "quiet")
        filters = Flow(*self._drops(), self.item, self.fresh, button("Show", self.refresh), clear)
        foot = row(column(1, self.told, self.since, 1, gap=2), self.life, self.written)
        foot.setStretch(0, 1)
        fill(QVBoxLayout(self), (filters, self.table, self.empty, foot), 8, 10)
        for drop in self._drops():
            drop.activated.connect(calls(self.refresh))
        self.item.returnPressed.connect(self.refresh)
        self.events.more_wanted.connect(self._more)
        self.table.activated.connect(calls(self._ask_life))
        self.table.selectionModel().currentChanged.connect(calls(self._say_life))
        self.empty.hide()
        self._say_life()

    def _drops(self) -> tuple[Drop, ...]:
        return self.user, self.acts, self.first, self.last, self.exhibit, self.line, self.accused, self.bundle

    def clear(self) -> None:
        """Nothing of a case that was closed stays."""
        self.reading, self.fitting = None, None
        self.events.begin((), more=False)
        for drop in self._drops():
            while drop.count() > 1:
                drop.removeItem(1)
        self.item.clear()
        self.fresh.setChecked(False)
        blank(self.told, self.since)

    def clear_filters(self) -> None:
        """Every entry again."""
        for drop in self._drops():
            drop.setCurrentIndex(0)
        self.item.clear()
        self.fresh.setChecked(False)
        self.refresh()

    def ask(self) -> None:
        """The page comes up: the entries, then what can be chosen."""
        self.refresh()
        is_quick = not self.desk.ask(actions.is_long)
        self.desk.later("log choices", actions.log_choices, self._choices, at_once=is_quick)

    def _choices(self, found: LogChoices) -> None:
        days = [(day, day) for day in found.days]
        for drop, rows in (
            (self.user, [(name, name) for name in found.users]),
            (self.acts, list(found.groups)),
            (self.first, [(f"From {day}", day) for day, _ in days]),
            (self.last, [(f"To {day}", day) for day, _ in reversed(days)]),
            (self.exhibit, [(ref, ref) for ref in found.exhibits]),
            (self.line, [(f"Line {number}", number) for number in found.lines]),
            (self.accused, [(name, number) for number, name in found.accused]),
            (self.bundle, [(f"Bundle of {day}, entry {seq:,}", seq) for seq, day in found.bundles]),
        ):
            was = drop.currentText()
            while drop.count() > 1:
                drop.removeItem(1)
            for words, value in rows:
                drop.addItem(words, value)
            drop.setCurrentIndex(max(0, drop.findText(was)))

    def wanted(self) -> LogFilter:
        """What is chosen."""
        written = self.item.text().strip()
        after = self.reading.before if self.reading and self.fresh.isChecked() else 0
        return LogFilter(
            user=str(self.user.currentData() or ""),
            acts=tuple(self.acts.currentData() or ()),
            first=str(self.first.currentData() or ""),
            last=str(self.last.currentData() or ""),
            exhibit=str(self.exhibit.currentData() or ""),
            item=int(written) if written.isdecimal() and len(written) < 16 else 0,
            line=int(self.line.currentData() or 0),
            accused=int(self.accused.currentData() or 0),
            bundle=int(self.bundle.currentData() or 0),
            after=after,
        )

    def refresh(self) -> None:
        """Look at the entries that fit; the look is logged, then the newest page comes."""
        if self.desk.session is None or not self.desk.may(Act.AUDIT):
            return
        reading = self.desk.ask(actions.read_log, self.wanted())
        if reading is None:
            return
        self.reading, self.fitting = reading, None
        is_quick = not self.desk.ask(actions.is_long)
        self.desk.later(
            "log page", lambda case: actions.log_page(case, reading), self._first_page, at_once=is_quick
        )
        self.desk.later(
            "log size", lambda case: actions.log_size(case, reading), self._say_size, at_once=is_quick
        )

    def put_all_found(self, _entries: int) -> None:
        """Every entry can be found now by what it is about."""
        if self.reading is not None:
            self.reading = replace(self.reading, found_to=0)
            self._say()

    def _first_page(self, rows: tuple[LogRow, ...]) -> None:
        self.events.begin(rows, more=len(rows) == PAGE)
        self.table.scrollToTop()
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._say()

    def _more(self) -> None:
        reading, shown = self.reading, self.events.values()
        if reading is not None and shown:
            is_quick = not self.desk.ask(actions.is_long)
            before = shown[-1].seq
            self.desk.later(
                "log more",
                lambda case: (reading.entry, actions.log_page(case, reading, before)),
                self._next_page,
                at_once=is_quick,
            )

    def _next_page(self, found: tuple[int, tuple[LogRow, ...]]) -> None:
        entry, rows = found
        if self.reading is not None and self.reading.entry == entry:
            self.events.add(rows, more=len(rows) == PAGE)
            self._say()

    def _say_size(self, size: int) -> None:
        self.fitting = size
        self._say()

    def _say(self) -> None:
        say(self.told, shown_words(self.events.rowCount(), self.fitting))
        say(self.since, new_words(self.reading))
        self.fresh.setEnabled(bool(self.reading and self.reading.before))
        self._say_life()

    def _chosen_item(self) -> int:
        value = self.events.value(self.table.currentIndex().row())
        of = value.object.removeprefix("item:") if value else ""
        return int(of) if of.isdecimal() else self.wanted().item

    def _say_life(self) -> None:
        self.life.setEnabled(self._chosen_item() > 0)

    def _ask_life(self) -> None:
        if item := self._chosen_item():
            self.life_wanted.emit(item)

    def _ask_file(self) -> None:
        heading = "A new file for the list, which ends in .pdf, .csv or .json"
        wanted = self.wanted()
        pick_new_file(self, heading, "log.pdf", lambda name: self.list_wanted.emit(wanted, Path(name)))
