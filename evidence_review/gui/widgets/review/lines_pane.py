"""The left pane: the approved lines with their counts, the filters, the queue, and what lies outside every
line, as counts."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QListView, QPushButton, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.gui.models.lines import counts, reviewable
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.queue import SIGN
from evidence_review.gui.models.shortcuts import key_of, words_of
from evidence_review.gui.models.tagged import VIEWS, begins_words, found_words, tag_from
from evidence_review.gui.widgets.parts.building_blocks import (
    Empty,
    button,
    calls,
    column,
    fill,
    label,
    room,
    row,
    say,
    stay,
)
from evidence_review.gui.widgets.parts.dialogs import choice
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.gui.widgets.review.lines_list import LineRow, LinesList
from evidence_review.gui.widgets.review.list_switch import ListSwitch
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
        self._make_list()
        self._make_counts()
        self._make_sifters()
        self._make_batch()
        self._make_table()
        self._make_foot()
        self._build()
        self._connect()
        self._lay()
        self.refresh()

    def _make_counts(self) -> None:
        self.counts, self.found, self.begins = label("", "small"), label("", "small"), label("", "hint")
        self.search = button(
            "Search this case",
            self.search_wanted.emit,
            "primary",
            "Find terms, rank, and suggest personal data in what is in scope",
        )

    def _make_sifters(self) -> None:
        self.view = choice(VIEWS, "View of the line")
        self.order = choice(ORDERS, "Order of the queue")
        self.filters = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for only, words in FILTERS:
            made = button(words, lambda which=only: self.reviewing.sift(only=which), "segment")
            made.setCheckable(True)
            self.filters.addButton(made)
            self.buttons[only] = made
        self.fresh = button("Show new order", self._show_fresh, "quiet")
        stay(self.fresh)
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
        self.outside = label("", "small")
        self.more = button("What is outside…", self.outside_wanted.emit, "quiet")
        self.who = button(f"Who is who…  {key_of('who')}", self.who_wanted.emit, "quiet", words_of("who"))

    def _connect(self) -> None:
        self.view.currentIndexChanged.connect(
            calls(lambda: self.reviewing.see(tag_from(self.view.currentData())))
        )
        self.order.currentIndexChanged.connect(
            calls(lambda: self.reviewing.sift(order=str(self.order.currentData())))
        )
        self.reviewing.lines_changed.connect(self.refresh)
        self.reviewing.desk.closed.connect(self.fresh.hide)
        self.reviewing.item_changed.connect(self._follow)
        queue = self.reviewing.queue
        for follows in (self._follow, self._lay, self._say_batch):
            queue.modelReset.connect(follows)
        for amended in (queue.dataChanged, queue.rowsRemoved):
            amended.connect(calls(self._amended))

    def _make_list(self) -> None:
        self.list = QListView()
        self.list.setAccessibleName("Lines of enquiry")
        self.list.setModel(self.model)
        self.list.setItemDelegate(LineRow(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._line_chosen)
        self.list.activated.connect(self._line_chosen)

    def _make_table(self) -> None:
        self.table = Table("Queue of this line", stretch=1)
        self.table.setModel(self.reviewing.queue)
        self.bar, self.listed = SearchBar(self.reviewing), ListSwitch(self.reviewing, self.table)
        self.rows = label("", "small")
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 12)
        self.table.clicked.connect(self._row_chosen)
        self.table.activated.connect(self._row_chosen)
        self.bar.list_wanted.connect(self._to_list)
        self.listed.chosen.connect(self.bar.put_conversation)

    def _build(self) -> None:
        self.tools = QWidget()
        tools = QVBoxLayout(self.tools)
        self.of_batch, self.sifters = QWidget(), QWidget()
        self.sifters.setLayout(Flow(*self.buttons.values()))
        fill(QVBoxLayout(self.of_batch), (self.batch, self.ready, Flow(self.more_of_it, self.test)), 4, 0)
        room(self.counts, 2)
        room(self.found, 2)
        parts = (
            self.counts,
            self.found,
            self.search,
            row(label("View", "small", wrap=False), self.view, 1),
            self.begins,
            self.sifters,
            row(label("Order", "small", wrap=False), self.order, self.fresh, 1),
            self.of_batch,
        )
        fill(tools, parts, 6, 0)
        foot = column(self.outside, row(self.who, self.more, 1), gap=0)
        fill(
            QVBoxLayout(self),
            (
                label("Lines of enquiry", "section"),
                self.list,
                self.tools,
                self.bar,
                self.listed,
                self.rows,
                self.empty,
                foot,
            ),
            8,
            10,
        )

    def refresh(self) -> None:
        """The counts again."""
        lines = reviewable(self.reviewing.lines)
        self.model.put(lines)
        has = bool(lines)
        for part in (self.list, self.tools, self.bar, self.listed, self.who):
            part.setVisible(has)
        self.empty.setVisible(not has)
        self.empty.put(
            "No approved line yet",
            "Nothing can be looked at until a line of enquiry is approved by another person.",
        )
        at = next((i for i, s in enumerate(lines) if s.line.number == self.reviewing.number), -1)
        if at >= 0:
            self.list.setCurrentIndex(self.model.index(at))
        for only, made in self.buttons.items():
            made.setChecked(only == self.reviewing.only)
        self.sifters.setVisible(self.reviewing.order != "batch")
        self.view.setCurrentIndex(next(at for at, (_, tag) in enumerate(VIEWS) if tag is self.reviewing.tag))
        self.order.setCurrentIndex(self.order.findData(self.reviewing.order))
        self._say(self.reviewing.line)
        high = min(len(lines), 4) * self.list.sizeHintForRow(0) + 6 if has else 0
        self.list.setFixedHeight(max(high, 0))

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
        self._say_batch()
        self.search.setVisible(bool(status and status.unscreened) and self.reviewing.may(Act.FLAG))
        beyond = sum(part.count for part in self.reviewing.outside)
        say(
            self.outside,
            f"Outside every line: {count(beyond, 'item')}, as a count only."
            if self.reviewing.desk.session
            else "",
        )
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

    def _line_chosen(self, index: QModelIndex) -> None:
        status: LineStatus | None = index.data(Qt.ItemDataRole.UserRole)
        if status is not None and status.line.number != self.reviewing.number:
            self.fresh.hide()
            self.reviewing.choose(status.line.number)

    def _lay(self) -> None:
        """Where messages lie twice, a column for that, and how rows and items add up."""
        queue = self.reviewing.queue
        self.table.setColumnHidden(SIGN, not queue.has_copies)
        state = min(queue.widest + 1, 16)  # what State leaves is From's, and of the exhibits' references
        self.table.widths(
            *((13, 8, min(state, 15), 7 + (15 - min(state, 15)) // 3) if queue.has_copies else (13, 9, state))
        )
        folded = queue.total - queue.rowCount()
        say(
            self.rows,
            (
                f"{count(queue.rowCount(), 'row')} for {count(queue.total, 'item')}: copies share a "
                f"row ({key_of('fold_copies')})."
            )
            if folded
            else "",
        )
        self.rows.setVisible(folded > 0)

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
