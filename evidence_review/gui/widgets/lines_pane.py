"""The left pane: the approved lines with their counts, the filters, the queue, and what lies outside every line, as counts."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QButtonGroup, QListView, QPushButton, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from evidence_review.domain.ids import ItemId
from evidence_review.gui.models.keys import key_of, words_of
from evidence_review.gui.models.lines import counts, named, reviewable, standing, undecided
from evidence_review.gui.models.queue import SIGN
from evidence_review.gui.models.rows import NOWHERE
from evidence_review.gui.models.shown import one_line
from evidence_review.gui.models.tagged import VIEWS, begins_words, found_words, tag_from
from evidence_review.gui.models.words import count
from evidence_review.gui.widgets.dialogs import choice
from evidence_review.gui.widgets.flow import Flow
from evidence_review.gui.widgets.plain import Empty, button, calls, column, fill, label, row, say
from evidence_review.gui.widgets.reviewing import Reviewing
from evidence_review.gui.widgets.tables import Table
from evidence_review.workflow.views import LineStatus

type Index = QModelIndex | QPersistentModelIndex
FILTERS = (("all", "All in scope"), ("flagged", "Flagged"), ("undecided", "Undecided"), ("unsure", "Unsure"), ("tagged", "Direction said"))
ORDERS = (("By time", "time"), ("By rank, in batches", "batch"), ("By rank, all", "rank"))


class LinesList(QAbstractListModel):
    """The approved lines. UserRole gives the value; the display text is what a screen reader says."""

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        self.rows: tuple[LineStatus, ...] = ()

    def put(self, rows: tuple[LineStatus, ...]) -> None:
        """Show these; the same lines with other counts only repaint."""
        same = [s.line.number for s in rows] == [s.line.number for s in self.rows]
        if same and rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many lines."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line in words, or its value."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        status = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                told = ", ".join(f"{number:,} {words}" for words, number in counts(status))
                return one_line(f"{named(status)}, {standing(status)}: {told}", 400)
            case Qt.ItemDataRole.UserRole:
                return status
            case _:
                return None


class LineRow(QStyledItemDelegate):
    """Draws a line: its name, what is left to do, and a bar of how much is decided."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Three lines of text and the bar."""
        del index
        return QSize(120, option.fontMetrics.height() * 3 + 30)  # pyright: ignore[reportAttributeAccessIssue]  # PySide's types do not list the fields of Qt's structures

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row."""
        status: LineStatus = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]  # PySide's types do not list the fields of Qt's structures
        palette: QPalette = option.palette  # pyright: ignore[reportAttributeAccessIssue]  # PySide's types do not list the fields of Qt's structures
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]  # PySide's types do not list the fields of Qt's structures
        painter.save()
        if chosen:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight).lighter(100))
        text = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        faint = text if chosen else palette.color(QPalette.ColorRole.PlaceholderText)
        inner = rect.adjusted(10, 8, -10, -8)
        bold = QFont(option.font)  # pyright: ignore[reportAttributeAccessIssue]  # PySide's types do not list the fields of Qt's structures
        bold.setBold(True)
        two = QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(bold).lineSpacing() * 2 + 2)
        painter.setFont(bold)
        painter.setPen(text)
        painter.drawText(two, int(Qt.TextFlag.TextWordWrap), _fitting(QFontMetrics(bold), one_line(named(status)), two))
        left = f"{undecided(status):,} to decide of {status.in_scope:,}"
        _line(painter, inner, 2, option.font, faint, left)  # pyright: ignore[reportAttributeAccessIssue]  # PySide's types do not list the fields of Qt's structures
        _bar(painter, QRect(inner.left(), rect.bottom() - 9, inner.width(), 4), status, faint, text)
        painter.restore()


def _fitting(metrics: QFontMetrics, words: str, area: QRect) -> str:
    """As many of the words as two lines hold, with an ellipsis where some are left out."""
    flags = int(Qt.TextFlag.TextWordWrap)
    if metrics.boundingRect(area.adjusted(0, 0, 0, 400), flags, words).height() <= area.height():
        return words
    parts = words.split(" ")
    while len(parts) > 1 and metrics.boundingRect(area.adjusted(0, 0, 0, 400), flags, " ".join(parts) + "…").height() > area.height():
        parts.pop()
    return " ".join(parts) + "…"


def _line(painter: QPainter, inner: QRect, at: int, font: QFont, colour: QColor, words: str) -> None:
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(colour)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner.left(), inner.top() + at * (metrics.height() + 2) + metrics.ascent(), shown)


def _bar(painter: QPainter, area: QRect, status: LineStatus, empty: QColor, full: QColor) -> None:
    ground = QColor(empty)
    ground.setAlpha(70)
    painter.fillRect(area, ground)
    if status.in_scope:
        done = min(area.width(), area.width() * status.decided // status.in_scope)
        painter.fillRect(QRect(area.left(), area.top(), done, area.height()), full)


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
        self.list = QListView()
        self.list.setAccessibleName("Lines of enquiry")
        self.list.setModel(self.model)
        self.list.setItemDelegate(LineRow(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._line_chosen)
        self.list.activated.connect(self._line_chosen)
        self.counts = label("", "small")
        self.search = button(
            "Search this case", self.search_wanted.emit, "primary", "Find terms, rank, and suggest personal data in what is in scope"
        )
        self.filters = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        self.order = choice(ORDERS, "Order of the queue")
        self.view = choice(VIEWS, "View of the line")
        self.view.currentIndexChanged.connect(calls(lambda: reviewing.see(tag_from(self.view.currentData()))))
        self.found, self.begins = label("", "small"), label("", "hint")
        self.batch, self.ready = label("", "small"), label("", "small")
        self.more_of_it = button("Next batch", reviewing.next_batch, "plain", "What is undecided of this one stays undecided")
        self.test = button(
            "Go to samples", self.samples_wanted.emit, "plain", "Where a random sample of what is unread is priced and proposed"
        )
        self.order.currentIndexChanged.connect(calls(lambda: reviewing.sift(order=str(self.order.currentData()))))
        self.fresh = button("", self._show_fresh, "quiet", "Nothing moves by itself: the list takes its new order when you ask for it")
        self.fresh.hide()
        self.table = Table("Queue of this line", stretch=1)
        self.table.setModel(reviewing.queue)
        self.rows = label("", "small")
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 12)
        self.table.clicked.connect(self._row_chosen)
        self.table.activated.connect(self._row_chosen)
        self.empty = Empty("", "", button("Go to lines of enquiry", self.lines_wanted.emit))
        self.outside = label("", "small")
        self.more = button("What is outside…", self.outside_wanted.emit, "quiet")
        self.who = button(f"Who is who…  {key_of('who')}", self.who_wanted.emit, "quiet", words_of("who"))
        self._build()
        reviewing.lines_changed.connect(self.refresh)
        reviewing.item_changed.connect(self._follow)
        reviewing.queue.modelReset.connect(self._follow)
        reviewing.queue.modelReset.connect(self._lay)
        reviewing.queue.modelReset.connect(self._say_batch)
        self._lay()
        self.refresh()

    def _build(self) -> None:
        for only, words in FILTERS:
            made = button(words, lambda which=only: self.reviewing.sift(only=which), "segment")
            made.setCheckable(True)
            self.filters.addButton(made)
            self.buttons[only] = made
        self.tools = QWidget()
        tools = QVBoxLayout(self.tools)
        self.of_batch, self.sifters = QWidget(), QWidget()
        self.sifters.setLayout(Flow(*self.buttons.values()))
        fill(QVBoxLayout(self.of_batch), (self.batch, self.ready, Flow(self.more_of_it, self.test)), 4, 0)
        parts = (
            self.counts,
            self.found,
            self.search,
            row(label("View", "small", wrap=False), self.view, 1),
            self.begins,
            self.sifters,
            row(label("Order", "small", wrap=False), self.order, 1),
            self.of_batch,
            self.fresh,
        )
        fill(tools, parts, 6, 0)
        foot = column(self.outside, row(self.who, self.more, 1), gap=0)
        fill(
            QVBoxLayout(self), (label("Lines of enquiry", "section"), self.list, self.tools, self.table, self.rows, self.empty, foot), 8, 10
        )

    def refresh(self) -> None:
        """The counts again."""
        lines = reviewable(self.reviewing.lines)
        self.model.put(lines)
        has = bool(lines)
        for part in (self.list, self.tools, self.table, self.who):
            part.setVisible(has)
        self.empty.setVisible(not has)
        self.empty.put("No approved line yet", "Nothing can be looked at until a line of enquiry is approved by another person.")
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
        say(self.counts, " · ".join(f"{number:,} {words}" for words, number in counts(status)) if status else "")
        say(self.found, found_words(status) if status else "")
        self.found.setVisible(bool(self.found.text()))
        tag = self.reviewing.tag
        say(self.begins, begins_words(status.line, tag, dict(status.tags).get(tag, 0) if tag else 0) if status else "")
        self.begins.setVisible(bool(self.begins.text()))
        self._say_batch()
        self.search.setVisible(bool(status and status.unscreened) and self.reviewing.may("flag"))
        beyond = sum(part.count for part in self.reviewing.outside)
        say(self.outside, f"Outside every line: {count(beyond, 'item')}, as a count only." if self.reviewing.desk.session else "")
        self.more.setVisible(beyond > 0)

    def _say_batch(self) -> None:
        """Which batch is on the screen, how much of it is left, and the rule of thumb, which only ever proposes a test."""
        batch = self.reviewing.batch if self.reviewing.order == "batch" else None
        self.of_batch.setVisible(batch is not None)
        if batch is None:
            return
        queue = self.reviewing.queue
        words = f"Batch {batch.round:,}: {count(queue.total, 'item')}, {queue.left:,} to decide, in order of time."
        if not queue.left:
            words = "This batch is decided. The next one is being chosen." if batch.items else "Nothing undecided is left in this order."
        say(self.batch, words)
        say(self.ready, batch.ready)
        self.test.setVisible(batch.is_ready)
        self.more_of_it.setVisible(bool(batch.items))

    def put_fresh(self, line: int, decisions: int) -> None:
        """A line has a new order, learned from so many decisions; the list on the screen stays as it is. In batches the next batch comes from it."""
        self.fresh.setText(f"New order, learned from {count(decisions, 'decision')}: show it")
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
        self.table.widths(*((13, 8, 12, 7) if queue.has_copies else (13, 9, 14)))
        folded = queue.total - queue.rowCount()
        say(
            self.rows,
            f"{count(queue.rowCount(), 'row')} for {count(queue.total, 'item')}: copies share a row ({key_of('fold_copies')})."
            if folded
            else "",
        )
        self.rows.setVisible(folded > 0)

    def _row_chosen(self, index: QModelIndex) -> None:
        item = index.data(self.reviewing.queue.ItemRole)
        if item is not None and index.column() == SIGN and self.reviewing.queue.unfold(ItemId(item)):
            return
        if item is not None:
            self.reviewing.open(ItemId(item))

    def _follow(self) -> None:
        focus = self.reviewing.talk.focus
        at = self.reviewing.queue.place(focus.id) if focus else -1
        if at >= 0:
            self.table.selectRow(at)
            self.table.scrollTo(self.reviewing.queue.index(at, 0))
