"""The left pane: the line in front on one line, the search, the filters, and the queue, which takes the rest; what
lies outside every line as a count."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.gui.models.lines import counts, reviewable
from evidence_review.gui.models.look import Look
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.queue import SIGN
from evidence_review.gui.models.shortcuts import key_of, words_of
from evidence_review.gui.models.tagged import VIEWS, begins_words, found_words, tag_from
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
    button,
    calls,
    fill,
    label,
    row,
    say,
)
from evidence_review.gui.widgets.parts.dialogs import choice
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.review.day_strip import DayStrip
from evidence_review.gui.widgets.review.line_switch import LineSwitch
from evidence_review.gui.widgets.review.lines_list import LinesList
from evidence_review.gui.widgets.review.list_switch import ListSwitch
from evidence_review.gui.widgets.review.queue_rows import QueueTable
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.gui.widgets.review.search_bar import SearchBar
from evidence_review.workflow.case.views import LineStatus

FILTERS = (
    ("all", "All in scope"),
    ("flagged", "Flagged"),
    ("must", "Must review"),
    ("undecided", "Undecided"),
    ("unsure", "Unsure"),
    ("tagged", "Direction said"),
)
FRESH = "Nothing moves by itself: the list takes its new order when you ask for it."
ORDERS = (("By time", "time"), ("By rank, in batches", "batch"), ("By rank, all", "rank"))


class LinesPane(QWidget):
    """Lines, filters and queue."""

    outside_wanted = Signal()
    search_wanted = Signal()
    lines_wanted = Signal()
    who_wanted = Signal()
    samples_wanted = Signal()

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.model = LinesList(reviewing)
        self.switch = LineSwitch(self.model)
        self.list, self.counts, self.found = self.switch.list, self.switch.counts, self.switch.found
        self._make_sifters()
        self._make_batch()
        self._make_foot()
        self._make_table()
        self._build()
        self._connect()
        self._lay()
        self.refresh()

    def _make_sifters(self) -> None:
        self.begins = label("", "hint")
        self.search = button(
            "Search this case",
            self.search_wanted.emit,
            "primary",
            "Find terms, rank, and suggest personal data in what is in scope",
        )
        self.filter = choice([(words, only) for only, words in FILTERS], "Items of the list")
        self.view = choice(VIEWS, "View of the line")
        self.order = choice(ORDERS, "Order of the queue")
        for one in (self.filter, self.view, self.order):
            one.setMinimumContentsLength(6)
        self.fresh = button("Show new order", self._show_fresh, "quiet")
        self.fresh.hide()

    def _make_batch(self) -> None:
        self.batch, self.ready = label("", "small"), label("", "small")
        self.more_of_it = button(
            "Next batch", self.reviewing.next_batch, "plain", "What is undecided of this one stays undecided"
        )
        self.test = button(
            "Go to samples",
            self.samples_wanted.emit,
            "plain",
            "Where a random sample of what is unread is priced and proposed",
        )

    def _make_foot(self) -> None:
        self.empty = Empty("", "", button("Go to lines of enquiry", self.lines_wanted.emit))
        self.more = button("Outside…", self.outside_wanted.emit, "quiet")
        self.who = button(f"Who…  {key_of('who')}", self.who_wanted.emit, "quiet", words_of("who"))

    def _connect(self) -> None:
        self.switch.chosen.connect(self._line_chosen)
        self.filter.currentIndexChanged.connect(calls(self._filtered))
        self.view.currentIndexChanged.connect(
            calls(lambda: self.reviewing.see(tag_from(self.view.currentData())))
        )
        self.order.currentIndexChanged.connect(calls(self._ordered))
        self.reviewing.lines_changed.connect(self.refresh)
        self.reviewing.found_changed.connect(self._lay)
        self.reviewing.desk.closed.connect(self.fresh.hide)
        self.reviewing.item_changed.connect(self._follow)
        queue = self.reviewing.queue
        for follows in (self._follow, self._lay, self._say_batch):
            queue.modelReset.connect(follows)
        for amended in (queue.dataChanged, queue.rowsRemoved):
            amended.connect(calls(self._amended))

    def _filtered(self) -> None:
        """Another filter was chosen; not where the list was sifted already, and this shows it."""
        if (only := str(self.filter.currentData())) != self.reviewing.only:
            self.reviewing.sift(only=only)

    def _ordered(self) -> None:
        if (order := str(self.order.currentData())) != self.reviewing.order:
            self.reviewing.sift(order=order)

    def _make_table(self) -> None:
        self.table = QueueTable("Queue of this line")
        self.table.setModel(self.reviewing.queue)
        for at in range(1, self.reviewing.queue.columnCount()):
            self.table.setColumnHidden(at, True)
        self.table.widths(20)
        self.rows = label("", "small", wrap=False)
        self.bar = SearchBar(self.reviewing, self.rows, self.fresh)
        self.days = DayStrip(self.reviewing)
        self.days.span_wanted.connect(self.bar.put_span)
        self.listed = ListSwitch(self.reviewing, self.table, self.who, self.more)
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 8)
        self.table.clicked.connect(self._row_chosen)
        self.table.activated.connect(self._row_chosen)
        self.table.words_wanted.connect(self.reviewing.read_words)
        self.table.fold_wanted.connect(self._fold)
        self.bar.list_wanted.connect(self._to_list)
        self.listed.chosen.connect(self.bar.put_conversation)

    def dress(self, look: Look) -> None:
        """Other colours."""
        self.table.dress(look)
        self.days.dress(look)

    def _build(self) -> None:
        self.of_batch, self.sifters = QWidget(), QWidget()
        sifters = row(self.filter, self.order, self.view, gap=4)
        for at in range(3):
            sifters.setStretch(at, 1)
        sifters.setContentsMargins(0, 0, 0, 0)
        self.sifters.setLayout(sifters)
        fill(QVBoxLayout(self.of_batch), (self.batch, self.ready, Flow(self.more_of_it, self.test)), 4, 0)
        box = QVBoxLayout(self)
        parts = (
            self.switch,
            self.bar,
            self.days,
            self.sifters,
            self.search,
            self.begins,
            self.of_batch,
            self.listed,
            self.empty,
        )
        fill(box, parts, 5, 8)
        box.setStretch(parts.index(self.listed), 1)

    def refresh(self) -> None:
        """The counts again."""
        lines = reviewable(self.reviewing.lines)
        self.model.put(lines)
        has = bool(lines)
        for part in (self.switch, self.sifters, self.days, self.bar, self.listed, self.who):
            part.setVisible(has)
        self.empty.setVisible(not has)
        self.empty.put(
            "No approved line yet",
            "Nothing can be looked at until a line of enquiry is approved by another person.",
        )
        at = next((i for i, s in enumerate(lines) if s.line.number == self.reviewing.number), -1)
        if at >= 0:
            self.list.setCurrentIndex(self.model.index(at))
        self.filter.setCurrentIndex(self.filter.findData(self.reviewing.only))
        self.filter.setEnabled(self.reviewing.order != "batch")
        self.view.setCurrentIndex(next(at for at, (_, tag) in enumerate(VIEWS) if tag is self.reviewing.tag))
        self.order.setCurrentIndex(self.order.findData(self.reviewing.order))
        self.switch.put(self.reviewing.line)
        self._say(self.reviewing.line)

    def _say(self, status: LineStatus | None) -> None:
        say(
            self.counts,
            " · ".join(f"{number:,} {words}" for words, number in counts(status)) if status else "",
        )
        say(self.found, found_words(status) if status else "")
        self.found.setVisible(bool(self.found.text()))
        tag = self.reviewing.tag
        say(
            self.begins,
            begins_words(status.line, tag, dict(status.tags).get(tag, 0) if tag else 0) if status else "",
        )
        self.begins.setVisible(bool(self.begins.text()))
        if not status:
            self.begins.hide()
        self._say_batch()
        self.search.setVisible(bool(status and status.unscreened) and self.reviewing.may(Act.FLAG))
        beyond = sum(part.count for part in self.reviewing.outside)
        self.more.setText(f"Outside: {beyond:,}")
        self.more.setToolTip("What lies outside every line, as counts only")
        self.more.setVisible(beyond > 0)

    def _say_batch(self) -> None:
        """Which batch is on the screen, how much of it is left, and the rule of thumb, which only ever
        proposes a test."""
        batch = self.reviewing.batch if self.reviewing.order == "batch" else None
        self.of_batch.setVisible(batch is not None)
        if batch is None:
            return
        queue = self.reviewing.queue
        words = (
            f"Batch {batch.round:,}: {count(queue.total, 'item')}, {queue.left:,} to decide, in order "
            f"of time."
        )
        if not queue.left:
            words = (
                "This batch is decided. The next one is being chosen."
                if batch.items
                else "Nothing undecided is left in this order."
            )
        say(self.batch, words)
        say(self.ready, batch.ready)
        self.test.setVisible(batch.is_ready)
        self.more_of_it.setVisible(bool(batch.items))

    def _amended(self) -> None:
        """A row is another or is gone: nothing of the list moves."""
        self._lay()
        self._say_batch()

    def put_fresh(self, line: int, decisions: int) -> None:
        """A line has a new order, learned from so many decisions; the list on the screen stays as it is. In
        batches the next batch comes from it."""
        self.fresh.setToolTip(f"{FRESH} It was learned from {count(decisions, 'decision')}.")
        self.fresh.setVisible(line == self.reviewing.number and self.reviewing.order != "batch")

    def _show_fresh(self) -> None:
        self.fresh.hide()
        self.order.setCurrentIndex(self.order.findData("rank"))
        self.reviewing.reload_queue()
        self.reviewing.again()

    def _line_chosen(self, number: int) -> None:
        if number != self.reviewing.number:
            self.fresh.hide()
            self.reviewing.choose(number)

    def _lay(self) -> None:
        """How rows and items add up, where copies share rows and nothing is searched for."""
        queue = self.reviewing.queue
        folded = queue.total - queue.rowCount()
        words = f"{count(queue.rowCount(), 'row')} for {count(queue.total, 'item')}"
        say(self.rows, words if folded else count(queue.total, "item"))
        self.rows.setToolTip(f"Copies share a row: {key_of('fold_copies')} shows them." if folded else "")
        self.rows.setVisible(self.reviewing.found is None)

    def _fold(self, at: int) -> None:
        if (item := self.reviewing.queue.item_at(at)) is not None:
            self.reviewing.queue.unfold(item)

    def _row_chosen(self, index: QModelIndex) -> None:
        item = index.data(self.reviewing.queue.ItemRole)
        if item is not None and index.column() == SIGN and self.reviewing.queue.unfold(ItemId(item)):
            return
        focus = self.reviewing.talk.focus
        if item is not None and (focus is None or focus.id != item):
            self.reviewing.open(ItemId(item))

    def _to_list(self) -> None:
        """What was found is gone through with the keys."""
        self.listed.show_items()
        self.table.setFocus()

    def _follow(self) -> None:
        focus = self.reviewing.talk.focus
        at = self.reviewing.queue.place(focus.id) if focus else -1
        if at >= 0:
            self.table.selectRow(at)
            self.table.scrollTo(self.reviewing.queue.index(at, 0))
