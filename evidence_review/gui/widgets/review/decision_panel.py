"""The decision: big buttons with their keys, a box for a reason, and the sentence that says why a decision
must wait."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import Relevance
from evidence_review.gui.models.decided import Before, why_not
from evidence_review.gui.models.plain_words import DECISION_WORDS, count
from evidence_review.gui.models.shortcuts import key_of, words_of
from evidence_review.gui.widgets.parts.building_blocks import KeyButton, Tick, button, fill, label, say
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.gui.widgets.review.tag_buttons import TagButtons


class DecisionPanel(QWidget):
    """Saves at once. The reason in the box, if any, goes with the next decision."""

    query_wanted = Signal()
    hold_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, reviewing: Reviewing, *, can_undo: bool = True) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.standing = label("", "strong")
        self.wait = label("", "hint")
        self.reason = QPlainTextEdit()
        self.reason.setPlaceholderText("Reason (optional), saved with the decision")
        self.reason.setAccessibleName("Reason for the decision")
        self.reason.setTabChangesFocus(True)
        self.relevant = KeyButton("Relevant", key_of("relevant"), lambda: self.decide(Relevance.RELEVANT))
        self.not_relevant = KeyButton(
            "Not this line", key_of("not_relevant"), lambda: self.decide(Relevance.NOT_RELEVANT_TO_LINE)
        )
        self.unsure = KeyButton("Unsure", key_of("unsure"), lambda: self.decide(Relevance.UNSURE))
        self.not_relevant.setToolTip(words_of("not_relevant"))
        self.unsure.setToolTip(words_of("unsure"))
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
        self.copies.hide()
        self._build(can_undo=can_undo)
        reviewing.item_changed.connect(self.reason.clear)
        reviewing.item_changed.connect(lambda: self.copies.setChecked(False))
        reviewing.state_changed.connect(self.refresh)
        self.refresh()

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
        parts = (
            label("Your decision", "section"),
            self.standing,
            self.wait,
            grid,
            self.tags,
            self.copies,
            self.reason,
            small,
            1,
        )
        fill(QVBoxLayout(self), parts, 6, 10)

    def decide(self, value: Relevance) -> None:
        """Save this decision with the reason in the box."""
        self.reviewing.decide(value, self.reason.toPlainText().strip(), copies=self.with_copies)

    @property
    def with_copies(self) -> bool:
        """Whether she ticked that the decision is for the copies too; every item starts without the tick."""
        return self.copies.isVisibleTo(self) and self.copies.isChecked()

    def tick_copies(self) -> None:
        """Tick or untick that."""
        if self.copies.isVisibleTo(self):
            self.copies.toggle()

    def _offer(self, before: Before) -> None:
        free = [one for one in before.item.copies if not one.decision] if before.item else []
        near = sum(one.is_near for one in free)
        nearly = f" ({near} nearly the same)" if near else ""
        self.copies.setText(
            f"Apply to its {count(len(free), 'copy', 'copies')} too{nearly}  {key_of('with_copies')}"
        )
        self.copies.setVisible(bool(free) and before.may_decide)

    def refresh(self) -> None:
        """What may be done now, and what stands."""
        before = self.reviewing.before()
        focus = before.item
        high = self.reason.fontMetrics().height()
        self.reason.setFixedHeight(high * 2 + 18)
        say(self.wait, why_not(before) or why_not(before, Relevance.NOT_RELEVANT_TO_LINE))
        self.wait.setVisible(bool(self.wait.text()))
        free = not why_not(before)
        for part in (self.relevant, self.unsure, self.query):
            part.setEnabled(free)
        self.not_relevant.setEnabled(not why_not(before, Relevance.NOT_RELEVANT_TO_LINE))
        self.hold.setEnabled(focus is not None and self.reviewing.may(Act.HOLD))
        self.report.setEnabled(self.hold.isEnabled())
        self.undo.setEnabled(self.reviewing.may(Act.DECIDE))
        self.reason.setEnabled(before.may_decide)
        self._offer(before)
        decision = focus.decision if focus else None
        by = f", by {focus.decided_by}" if focus and focus.decided_by else ""
        say(self.standing, f"{DECISION_WORDS[decision.value]}{by}" if decision else "")
        self.standing.setVisible(decision is not None)
