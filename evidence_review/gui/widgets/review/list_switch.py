"""Items or conversations: the queue of a line, or the conversations that it lets through, from which one is
chosen."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from evidence_review.gui import actions
from evidence_review.gui.models.table_rows import Column, Rows
from evidence_review.gui.widgets.parts.building_blocks import button, fill, row
from evidence_review.gui.widgets.parts.table_views import Table
from evidence_review.gui.widgets.review.review_lists import Lists
from evidence_review.workflow.case.labelling import as_printed_day
from evidence_review.workflow.case.search_views import ConversationRow


def days_words(talk: ConversationRow) -> str:
    """The first and the last day of a conversation: 08.03.2025 to 09.03.2025; one where they are the same."""
    first, last = (as_printed_day(moment[:10]) for moment in (talk.first, talk.last))
    return first if first == last else f"{first or 'no day'} to {last}"


COLUMNS: tuple[Column[ConversationRow], ...] = (
    Column("Conversation", lambda talk: talk.label, tip=lambda talk: f"{talk.label}. {talk.app}"),
    Column("Exhibit", lambda talk: talk.exhibit),
    Column("Items", lambda talk: f"{talk.items:,}", right=True),
    Column("Left", lambda talk: f"{talk.undecided:,}", right=True, tip=lambda _talk: "Undecided items"),
    Column("Days", days_words, tip=days_words),
)


class ListSwitch(QWidget):
    """The two lists, one of them shown, and below them the switch with what stands `beside` it. `chosen`: number and
    name of a conversation."""

    chosen = Signal(int, str)

    def __init__(self, lists: Lists, queue: Table, *beside: QWidget) -> None:
        super().__init__()
        self.lists, self.queue = lists, queue
        self.model = Rows(COLUMNS, self)
        self.talks = Table("Conversations of this line", stretch=0)
        self.talks.setModel(self.model)
        self.talks.widths(12, 6, 7, 7, 22)
        self.talks.setMinimumHeight(self.talks.fontMetrics().height() * 8)
        self.group = QButtonGroup(self)
        self.items = self._segment("Items", "The queue of this line")
        self.conversations = self._segment("Conversations", "The conversations of this line, to choose one")
        self.items.setChecked(True)
        self.talks.hide()
        box = QVBoxLayout(self)
        fill(box, (queue, self.talks, row(self.items, self.conversations, 1, *beside, gap=4)), 4, 0)
        box.setStretch(0, 1)
        box.setStretch(1, 1)
        self.talks.clicked.connect(self._chosen)
        self.talks.activated.connect(self._chosen)
        lists.lines_changed.connect(self._refresh)
        lists.desk.closed.connect(self._blank)

    def _segment(self, words: str, tip: str) -> QPushButton:
        made = button(words, self._show, "segment", tip)
        made.setCheckable(True)
        self.group.addButton(made)
        return made

    def _show(self) -> None:
        talks = self.conversations.isChecked()
        self.queue.setVisible(not talks)
        self.talks.setVisible(talks)
        self._refresh()

    def _refresh(self) -> None:
        """The conversations again, where they are shown."""
        number = self.lists.number
        if self.conversations.isChecked() and number:
            self.lists.desk.later(
                "conversations",
                lambda case: (number, actions.conversations(case, number)),
                self._came,
                at_once=not self.lists.is_long,
            )

    def _came(self, told: tuple[int, tuple[ConversationRow, ...]]) -> None:
        number, talks = told
        if number != self.lists.number:
            return
        before = self.model.value(self.talks.currentIndex().row())
        self.model.put(talks)
        at = next((at for at, one in enumerate(talks) if before and one.number == before.number), 0)
        if talks:
            self.talks.selectRow(at)
        if self.talks.isVisible() and self.conversations.hasFocus():
            self.talks.setFocus()

    def _chosen(self, index: QModelIndex) -> None:
        talk = self.model.value(index.row())
        if talk is not None and self.conversations.isChecked():
            self.show_items()
            self.chosen.emit(talk.number, talk.label)

    def show_items(self) -> None:
        """The queue again."""
        self.items.setChecked(True)
        self._show()

    def _blank(self) -> None:
        self.model.put(())
        self.show_items()
