"""Decide on several items in one act: they are listed with their whole words, each is ticked when it was read to its
end, and each gets a decision and an entry of its own (reference/law.md Q2, Q3)."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Relevance
from evidence_review.gui import actions
from evidence_review.gui.models.look import Look
from evidence_review.gui.models.loop_words import KEY_ACTS
from evidence_review.gui.models.review import several
from evidence_review.gui.models.review.several import AT_ONCE, Several
from evidence_review.gui.models.shortcuts import key_of
from evidence_review.gui.widgets.parts.building_blocks import (
    KeyButton,
    Tick,
    button,
    column,
    fill,
    label,
    room,
    row,
    say,
    scrolled,
)
from evidence_review.gui.widgets.parts.dialogs import Statement
from evidence_review.gui.widgets.parts.fields import line_edit, spoken
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.review.batch.several_card import SeveralCard
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.workflow.case.views import ItemView

SENTENCE = (
    "Undecided items of the list, from the one in front on. Scroll through them; an item is ticked when its end was "
    "on the screen. Take the tick off what is different. Each gets a decision of its own in the log."
)
STATEMENT = "I read every item that is ticked."
NAMES = {
    Relevance.RELEVANT: "Relevant",
    Relevance.NOT_RELEVANT_TO_LINE: "Not relevant to this line",
    Relevance.UNSURE: "Unsure",
}
NONE = "No undecided item stands here or below in this list."


class SeveralDialog(QDialog):
    """The list, what is chosen of it, and the three decisions."""

    def __init__(self, parent: QWidget, reviewing: Reviewing, look: Look) -> None:
        super().__init__(parent)
        self.over, self.reviewing, self.look = parent.window(), reviewing, look
        self.setWindowTitle("Decide on several items")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.several = Several()
        self.cards: dict[ItemId, SeveralCard] = {}
        self._asked: frozenset[ItemId] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._open_shown)
        self.stated = Tick()
        self.stated.setAccessibleName(STATEMENT)
        self.reason = spoken(
            line_edit(placeholder="Reason (optional), saved with each"), "Reason for the decisions"
        )
        self.told, self.fault = label("", "strong"), label("", "bad")
        self.more = button(f"{AT_ONCE} more", self._add, "quiet", "Lists more items below")
        self.no = button("Cancel", self.reject)
        self.decide = {value: self._button(value) for value in NAMES}
        self._build()
        reviewing.several_written.connect(self._written)

    def _button(self, value: Relevance) -> KeyButton:
        key = key_of(KEY_ACTS[value])
        QShortcut(QKeySequence(key), self, partial(self._decide, value))
        return KeyButton(NAMES[value], key, partial(self._decide, value))

    def _build(self) -> None:
        self.list = QVBoxLayout()
        self.list.setSpacing(6)
        self.area = scrolled(
            column(label(SENTENCE), self.list, 1)
        )  # it scrolls too: a low window has no room
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("Items, each with its whole words")
        room(self.fault, 1)
        self.fault.hide()
        told = row(self.told, self.more)
        told.setStretch(0, 1)
        signed = row(Statement(self.stated, STATEMENT), self.reason, gap=14)
        for at in (0, 1):
            signed.setStretch(at, 1)
        below = column(
            told,
            signed,
            self.fault,
            Flow(*self.decide.values(), self.no),
        )
        box = QVBoxLayout(self)
        fill(box, (label("Decide on several items", "section"), self.area, below), 8, 18)
        box.setStretch(1, 1)

    # --- the list ---------------------------------------------------------------------

    def begin(self, items: tuple[ItemId, ...]) -> None:
        """Show it with its first items, as large as the window allows."""
        self._put(items)
        wide = min(int(self.over.width() * 0.94), self.fontMetrics().averageCharWidth() * 110)
        self.resize(wide, int(self.over.height() * 0.92))
        self.open()
        self.area.setFocus()

    def _add(self) -> None:
        """More of the list, below the last item."""
        self._put(self._further())

    def _further(self) -> tuple[ItemId, ...]:
        last = self.several.cards[-1].item
        return listed_from(self.reviewing, self.reviewing.queue.place(last) + 1)

    def _put(self, items: tuple[ItemId, ...]) -> None:
        room = actions.MOST_AT_ONCE - len(self.several.cards)
        new = tuple(item for item in items if item not in self.cards)[:room]
        self.several = several.listed(self.several, new)
        for item in new:
            card = self.cards[item] = SeveralCard(len(self.cards) + 1, self.look)
            card.text.wanted.connect(self._soon.start)
            card.text.seen_whole.connect(partial(self._seen, item), Qt.ConnectionType.QueuedConnection)
            card.ticked.connect(partial(self._ticked, item))
            self.list.addWidget(card)
        self.more.setEnabled(len(self.cards) < actions.MOST_AT_ONCE and bool(self._further()))
        self._refresh(())

    def _open_shown(self) -> None:
        """Open the items that came to the screen, beside the window; each look is logged first."""
        shown = tuple(
            card.item
            for card in self.several.cards
            if card.view is None
            and not card.is_gone
            and card.item not in self._asked
            and not self.cards[card.item].text.visibleRegion().isEmpty()
        )
        if not shown:
            return
        self._asked |= set(shown)
        number = self.reviewing.number
        self.reviewing.desk.later(
            f"several {shown[0]}",
            lambda case: (shown, actions.open_several(case, number, shown)),
            self._came,
            at_once=not self.reviewing.is_long,
            logs=True,
        )

    def _came(self, told: tuple[tuple[ItemId, ...], tuple[ItemView, ...]]) -> None:
        asked, views = told
        self.several = several.opened(self.several, asked, views)
        self._refresh(asked)

    def _seen(self, item: ItemId) -> None:
        self.several = several.painted(self.several, item)
        self._refresh((item,))

    def _ticked(self, item: ItemId, on: bool) -> None:
        self.several = several.ticked(self.several, item, on=on)
        self._refresh((item,))

    def _refresh(self, items: tuple[ItemId, ...]) -> None:
        """These items as they stand, and what is chosen of all."""
        for card in self.several.cards:
            if card.item in items:
                self.cards[card.item].put(card)
        say(self.told, several.told(self.several))

    # --- the decision -----------------------------------------------------------------

    def _decide(self, value: Relevance) -> None:
        missing = several.missing(self.several, is_stated=self.stated.isChecked())
        self._say(missing)
        if not missing and self.area.isEnabled():
            self._rest(writing=True)
            self.reviewing.decide_several(self.several.chosen, value, self.reason.text().strip())

    def _rest(self, *, writing: bool) -> None:
        for part in (self.area, self.more, *self.decide.values()):
            part.setEnabled(not writing)

    def _say(self, words: str) -> None:
        say(self.fault, words)
        self.fault.setVisible(bool(words))

    def _written(self, refusal: str) -> None:
        """What was pressed is written, or was refused."""
        if self.area.isEnabled():
            return
        if not refusal:
            self.accept()
            return
        self._rest(writing=False)
        self._say(refusal)


def listed_from(reviewing: Reviewing, row: int) -> tuple[ItemId, ...]:
    """The next items of the list that may be decided, from a row on."""
    return reviewing.queue.undecided_rows(row, AT_ONCE)


def ask_several(parent: QWidget, reviewing: Reviewing, look: Look) -> SeveralDialog | None:
    """Open it on the list from the item in front; None where nothing is left, or the role may not."""
    if not reviewing.number or not reviewing.may(Act.DECIDE):
        return None
    front = reviewing.loop.front
    items = listed_from(reviewing, max(0, reviewing.queue.place(front.item) if front else 0))
    if not items:
        reviewing.desk.told.emit(NONE)
        return None
    made = SeveralDialog(parent, reviewing, look)
    made.begin(items)
    return made
