"""Why an item was flagged: each reason a plain sentence; its words light up in the item while the mouse or
the keys stand on it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Band
from evidence_review.domain.suggestions import Reason
from evidence_review.gui.models.plain_words import count
from evidence_review.gui.models.spans import to_shown
from evidence_review.gui.widgets.parts.building_blocks import (
    button,
    column,
    fill,
    frame,
    label,
    restyle,
    sentence,
)
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.workflow.case.tag_views import Explanation
from evidence_review.workflow.case.views import ItemView

SIGN = {
    "term": "Term",
    "person": "Person",
    "date": "Date",
    "neighbour": "Neighbour",
    "words": "Words",
    "meaning": "Meaning",
    "passage": "Passage",
    "nearby": "Near by",
    "like": "Likeness",
    "talk": "Sitting",
    "copy": "Also in",
    "sender": "Sender",
    "sitting": "Sitting",
    "stretch": "Passage",
    "time": "Time",
    "unread": "Not read near",
    "first": "First order",
    "length": "Length",
    "rest": "All else",
    "place": "Place",
    "counter": "Against",
}
BAND_WORDS = {
    Band.MUST_REVIEW: "An agreed term of this line is in it: it must be reviewed.",
    Band.RANKED: "It ranks high for this line.",
}
NOT_SUGGESTED = (
    "Not suggested for this line. That does not mean that it is not relevant: it is in scope and waits "
    "for a decision like any other."
)


WORDS = 2
FOLDED = ("words", "neighbour")
"""Of these kinds, which can be many, so many are shown at once."""


class ReasonRow(QFrame):
    """One reason. Standing on it shows its words in the item."""

    stood_on = Signal(object)

    def __init__(self, reason: Reason) -> None:
        super().__init__()
        self.reason = reason
        self.setProperty("card", "pane")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{SIGN.get(reason.kind, reason.kind)}: {reason.words}")
        sign = label(SIGN.get(reason.kind, reason.kind.title()), "field", wrap=False)
        words = sentence(reason.words, "hint" if reason.kind == "counter" else "body")
        fill(QVBoxLayout(self), (sign, words), 2, 6)

    # Qt calls it with this type, or with no argument
    def enterEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The mouse is on it."""
        del event
        self._stand(here=True)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse has left."""
        del event
        self._stand(here=self.hasFocus())

    # Qt calls it with this type, or with no argument
    def focusInEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The keys are on it."""
        del event
        self._stand(here=True)

    # Qt calls it with this type, or with no argument
    def focusOutEvent(self, event: QEvent) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The keys have left."""
        del event
        self._stand(here=False)

    def _stand(self, *, here: bool) -> None:
        self.setProperty("card", "soft" if here else "pane")
        restyle(self)
        self.stood_on.emit(self.reason if here else None)


def asked_words(told: Explanation) -> str:
    """What an explanation on request was worked out from."""
    made = f"as {count(told.decided, 'decision')} teach it" if told.decided else "made before any decision"
    return (
        f"Place {told.rank:,} of {told.pool:,} in the order {made}." if told.rank else "No order places it."
    )


class WhyPane(QWidget):
    """The reasons of the item in front."""

    spans_wanted = Signal(list)
    why_wanted = Signal(object)

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.asked: Explanation | None = None
        self.is_waiting = False
        self.box = QVBoxLayout(self)
        fill(self.box, (), 6, 10)
        reviewing.item_changed.connect(self.refresh)
        self.refresh()

    def put_explained(self, told: Explanation) -> None:
        """Why the item in front has its place, as asked for; an answer for another item or view is
        dropped."""
        focus = self.reviewing.talk.focus
        if focus is not None and (told.item, told.line, told.tag) == (
            focus.id,
            focus.line,
            self.reviewing.tag,
        ):
            self.asked = told
            self.refresh()

    def put_waiting(self, *, waiting: bool) -> None:
        """Say that the reasons are being worked out, which takes some seconds, or no longer."""
        if waiting is not self.is_waiting:
            self.is_waiting = waiting
            self.refresh()

    def refresh(self) -> None:
        """The reasons again. Who was among them with the keys stays among them."""
        at = QApplication.focusWidget()
        is_here = at is not None and self.isAncestorOf(at)
        if is_here:
            self.setFocus()
        while (item := self.box.takeAt(0)) is not None:
            if isinstance(part := item.widget(), QObject):
                part.hide()
                part.deleteLater()
        focus = self.reviewing.talk.focus
        for part in (*self._parts(focus), *self._criteria(focus)):
            self.box.addWidget(part)
        self.box.addStretch(1)
        if is_here:
            QTimer.singleShot(0, self._first)

    def _first(self) -> None:
        parts = [
            part
            for part in self.findChildren(QWidget)
            if isinstance(part, ReasonRow | QPushButton) and part.isVisibleTo(self)
        ]
        if self.hasFocus() and (open_ones := [part for part in parts if part.isEnabled()]):
            min(open_ones, key=lambda part: part.y()).setFocus()

    def _parts(self, focus: ItemView | None) -> list[QWidget]:
        if focus is None:
            return [label("Open an item to see why it is here.", "hint")]
        asked = self.asked
        if asked is not None and (asked.item != focus.id or asked.tag is not self.reviewing.tag):
            asked = None
        if focus.band is None and asked is None:
            return [label(NOT_SUGGESTED), self._ask(focus.id), *self._tail(focus)]
        parts: list[QWidget] = [
            label(BAND_WORDS[focus.band], "strong") if focus.band else label(NOT_SUGGESTED)
        ]
        if asked:
            parts.append(label(asked_words(asked), "small"))
        rows = [self._row(reason) for reason in (asked.reasons if asked else focus.reasons)]
        return [*parts, *rows, *_folded(rows), *self._tail(focus)]

    def _criteria(self, focus: ItemView | None) -> list[QWidget]:
        """What the line asks, beside each item that is judged by it."""
        status = self.reviewing.line
        if focus is None or status is None:
            return []
        said = status.line
        asked = (label("The line asks", "field"), sentence(said.question, "hint"))
        expected = (label("Expected to be found", "field"), sentence(said.expected_to_find, "hint"))
        return [frame("pane", column(*asked, *expected, gap=3), margin=6)]

    def _ask(self, item: ItemId) -> QPushButton:
        """What is pressed to have the place of an item explained."""
        ask = button(
            "Working it out…" if self.is_waiting else "Show why it has its place",
            lambda: self.why_wanted.emit(item),
            tip="Worked out for this item from the decisions made so far; logged",
        )
        ask.setEnabled(not self.is_waiting)
        return ask

    def _row(self, reason: Reason) -> ReasonRow:
        made = ReasonRow(reason)
        made.stood_on.connect(self._light)
        return made

    def _tail(self, focus: ItemView) -> list[QWidget]:
        told: list[QLabel] = []
        if focus.rank is not None:
            told.append(label(f"Place {focus.rank:,} of {focus.pool:,} in this line's order.", "small"))
        if focus.engine:
            told.append(label(f"Suggested by {focus.engine}. A suggestion decides nothing.", "small"))
        return [frame("pane", column(*told, gap=3), margin=6)] if told else []

    def _light(self, reason: Reason | None) -> None:
        focus = self.reviewing.talk.focus
        spans = [to_shown(focus, *span) for span in reason.spans] if focus and reason else []
        self.spans_wanted.emit(spans)


def _folded(rows: Sequence[ReasonRow]) -> list[QPushButton]:
    """Hide all but the first reasons of the kinds that have many; the button that shows them."""
    words = [row for kind in FOLDED for row in [row for row in rows if row.reason.kind == kind][WORDS:]]
    for row in words:
        row.hide()
    if not words:
        return []
    more = button(
        f"Show {count(len(words), 'more reason')}",
        lambda: [row.show() for row in words] and more.hide(),
        "quiet",
    )
    return [more]
