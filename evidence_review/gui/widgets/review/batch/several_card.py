"""One item of a list that is read to be decided in one act: its tick and its words."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evidence_review.gui.models.look import Look
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.review.several import Card
from evidence_review.gui.models.seen import Seen
from evidence_review.gui.models.shown import visible
from evidence_review.gui.widgets.parts.building_blocks import Tick, fill, label, row, say
from evidence_review.gui.widgets.review.bubble import Bubble, lay_out, paint
from evidence_review.workflow.case.views import ItemView

EMPTY = 3
"""Lines of text that an item takes before it is opened."""


class CardText(QWidget):
    """The words of an item, masked as they are on the page. `wanted`: it came to the screen before it was opened;
    `seen_whole`: all of it was painted."""

    wanted = Signal()
    seen_whole = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.bubble: Bubble | None = None
        self.look = look
        self.view: ItemView | None = None
        self.seen = Seen()
        self.setFixedHeight(self.fontMetrics().lineSpacing() * EMPTY)

    def put(self, view: ItemView) -> None:
        """Show the item."""
        self.view = view
        self._lay()

    def _lay(self) -> None:
        """For the width there is."""
        if self.view is not None and self.width() > 0:
            self.bubble = lay_out(self.view, self.width(), self.font(), self.look)
            self.setFixedHeight(self.bubble.height)
            self.seen = self.seen.at_height(self.bubble.height)
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()

    def sizeHint(self) -> QSize:
        """As wide as it is given."""
        return QSize(320, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the item, and note what of it was drawn."""
        if self.bubble is None:
            self.wanted.emit()
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(self.bubble, painter, self.look, self.font(), [], active=False)
        painter.end()
        before = self.seen.whole
        self.seen = self.seen.also(event.rect().top(), event.rect().bottom() + 1)
        if self.seen.whole and not before:
            self.seen_whole.emit()


class SeveralCard(QFrame):
    """The tick with its item's facts, and the words below. `ticked`: by a person."""

    ticked = Signal(bool)

    def __init__(self, number: int, look: Look) -> None:
        super().__init__()
        self.number = number
        self.tick = Tick()
        self.tick.setEnabled(False)
        self.tick.clicked.connect(self.ticked)
        self.note = label("", "hint")
        self.text = CardText(look)
        head = row(self.tick, self.note)
        head.setStretch(1, 1)
        fill(QVBoxLayout(self), (head, self.text), 4, 4)
        self._name("not read yet")

    def _name(self, words: str) -> None:
        self.tick.setText(str(self.number))
        self.tick.setAccessibleName(visible(f"{self.number}: {words}"))

    def put(self, card: Card) -> None:
        """The item as it stands now: opened, read, ticked, or to be decided alone."""
        if card.view is not None and card.view is not self.text.view:
            view = card.view
            facts = (view.exhibit, view.time_london or "no time", view.sender)
            self._name(" · ".join(filter(None, facts)))
            self.tick.setAccessibleDescription(visible(view.text))
            self.text.put(view)
        with_it = f", with its {count(card.copies, 'copy', 'copies')}" if card.copies else ""
        facts = f"{card.view.exhibit} · {card.view.time_london or 'no time'}{with_it}" if card.view else ""
        unread = "" if card.is_seen or card.view is None else "not read to the end yet"
        say(self.note, " · ".join(filter(None, (facts, card.alone or unread))))
        self.text.setVisible(not card.is_gone)
        self.tick.setEnabled(card.is_seen and not card.alone)
        self.tick.setChecked(card.counts)
