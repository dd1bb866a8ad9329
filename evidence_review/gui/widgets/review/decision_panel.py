"""The decision: a strip that names what was just decided, big buttons with their keys, and a box for a
reason.

Nothing in it moves between two items: what may be empty keeps its room.
"""

from datetime import UTC
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import Relevance
from evidence_review.gui.models.decided import why_not
from evidence_review.gui.models.loop_words import KEY_ACTS, question, strip_words
from evidence_review.gui.models.plain_words import DECISION_WORDS, count
from evidence_review.gui.models.shortcuts import key_of, words_of
from evidence_review.gui.widgets.parts.building_blocks import (
    KeyButton,
    Tick,
    button,
    fill,
    label,
    room,
    say,
    stay,
)
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.gui.widgets.review.tag_buttons import TagButtons
from evidence_review.workflow.case.views import ItemView

NAMES = {
    Relevance.RELEVANT: "Relevant",
    Relevance.NOT_RELEVANT_TO_LINE: "Not this line",
    Relevance.UNSURE: "Unsure",
}
NOTHING_YET = "Nothing decided yet: the item decided last is named here."
MOST = 3
LONDON = ZoneInfo("Europe/London")


class DecisionPanel(QWidget):
    """Saves at once. The reason in the box, if any, goes with the next decision."""

    query_wanted = Signal()
    hold_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, reviewing: Reviewing, *, can_undo: bool = True) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.strip, self.wait = label(NOTHING_YET, "hint"), label("", "hint")
        self.reason = QPlainTextEdit()
        self.reason.setPlaceholderText("Reason (optional), saved with the decision")
        self.reason.setAccessibleName("Reason for the decision")
        self.reason.setTabChangesFocus(True)
        self.buttons = {value: self._button(value) for value in NAMES}
        self.relevant, self.not_relevant, self.unsure = self.buttons.values()
        self.undo = button(f"Undo  {key_of('undo')}", reviewing.undo, "quiet", words_of("undo"))
        self.query = button(f"Query…  {key_of('query')}", self.query_wanted.emit, "quiet", words_of("query"))
        self.hold = button(f"Privilege…  {key_of('hold')}", self.hold_wanted.emit, "quiet", words_of("hold"))
        self.report = button(
            f"Outside find…  {key_of('find_outside')}",
            self.find_wanted.emit,
            "quiet",
            words_of("find_outside"),
        )
        self.tags = TagButtons(reviewing)
        self.copies = Tick()
        self.copies.setToolTip(words_of("with_copies"))
        self.copies.clicked.connect(reviewing.tie)
        self._build(can_undo=can_undo)
        reviewing.item_changed.connect(self.reason.clear)
        reviewing.state_changed.connect(self.refresh)
        self.refresh()

    def _button(self, value: Relevance) -> KeyButton:
        act = KEY_ACTS[value]
        made = KeyButton(NAMES[value], key_of(act), lambda: self.press(value))
        made.setCheckable(True)
        made.setToolTip(words_of(act))
        return made

    def _build(self, *, can_undo: bool) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        grid.addWidget(self.relevant, 0, 0, 1, 2)
        grid.addWidget(self.not_relevant, 1, 0)
        grid.addWidget(self.unsure, 1, 1)
        small = QGridLayout()
        small.setSpacing(0)
        for at, made in enumerate((*((self.undo,) if can_undo else ()), self.query, self.hold, self.report)):
            small.addWidget(made, at // 2, at % 2)
        for part, lines in ((self.strip, 2), (self.wait, 2)):
            room(part, lines)
        stay(self.copies)
        self._leave_keys()
        parts = (self.strip, self.wait, grid, self.tags, self.copies, self.reason, small, 1)
        fill(QVBoxLayout(self), parts, 6, 10)

    def _leave_keys(self) -> None:
        """A press with the mouse leaves the keys where they are: Space after it presses nothing."""
        for part in (*self.buttons.values(), *self.tags.buttons.values(), self.undo, self.copies):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def press(self, value: Relevance) -> None:
        """A button was pressed: as its key, and the keys go back to the item."""
        self.decide(value)
        self.refresh()

    def decide(self, value: Relevance, *, stays: bool = False) -> None:
        """Save this decision with the reason in the box."""
        self.reviewing.decide(value, self.reason.toPlainText().strip(), stays=stays)

    def tie_copies(self) -> None:
        """Tie the copies of the item in front, or untie them."""
        if self.copies.isVisibleTo(self):
            self.reviewing.tie()

    def _say_copies(self, focus: ItemView | None) -> None:
        """The copies by their exhibits, and whether they are tied."""
        front = self.reviewing.loop.front
        mates = [one for one in focus.copies if one.item in front.mates] if focus and front else []
        near = sum(one.is_near for one in mates)
        refs = list(dict.fromkeys(one.exhibit for one in mates))
        more = f" and {len(refs) - MOST} more" if len(refs) > MOST else ""
        what = f"{count(len(mates), 'copy', 'copies')} in {', '.join(refs[:MOST])}{more}"
        nearly = f", {near} nearly the same" if near else ""
        self.copies.setText(f"With its {what}{nearly}  {key_of('with_copies')}")
        self.copies.setChecked(self.reviewing.loop.tied)
        self.copies.setVisible(bool(mates) and self.reviewing.may(Act.DECIDE))

    def _says(self, focus: ItemView | None, missing: str) -> str:
        """What is asked, or why a decision waits, or what stands."""
        decision = focus.decision if focus else None
        if focus is None or decision is None:
            return missing
        at = f"{decision.at.replace(tzinfo=UTC).astimezone(LONDON):at %H:%M, %d %b}"
        asks = question(self.reviewing.loop, at, focus.decided_by)
        by = f", by {focus.decided_by}" if focus.decided_by else ""
        return asks or missing or f"{DECISION_WORDS[decision.value]}{by}, {at}"

    def refresh(self) -> None:
        """What may be done now, and what stands."""
        before, loop = self.reviewing.before(), self.reviewing.loop
        focus = before.item
        high = self.reason.fontMetrics().height()
        self.reason.setFixedHeight(high * 2 + 18)
        missing = why_not(before)
        say(self.wait, self._says(focus, missing), "warn" if loop.asked else "hint")
        say(self.strip, strip_words(loop.named) or NOTHING_YET, "strong" if loop.named else "hint")
        self.strip.setToolTip(
            "The item just decided: a direction pressed now is said of it" if loop.told_of else ""
        )
        if missing and self._has_keys():
            self.reviewing.front_wanted.emit()
        for value, made in self.buttons.items():
            made.setEnabled(not missing)
            made.setChecked(loop.filled is value)
        self.query.setEnabled(not missing)
        self.hold.setEnabled(focus is not None and self.reviewing.may(Act.HOLD))
        self.report.setEnabled(self.hold.isEnabled())
        self.undo.setEnabled(self.reviewing.may(Act.DECIDE))
        self.reason.setEnabled(before.may_decide)
        self._say_copies(focus)

    def _has_keys(self) -> bool:
        """Whether a button that is about to rest has the keys: they go to the item, never into the next
        field."""
        return any(made.hasFocus() for made in (*self.buttons.values(), self.query, self.hold, self.report))
