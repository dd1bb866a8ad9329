"""The small bar beside words that are chosen in a message: redact, decide on them everywhere, ask."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import Origin, Purpose, RedactionType
from evidence_review.domain.suggestions import Finding
from evidence_review.gui import actions
from evidence_review.gui.models.shortcuts import key_of, words_of
from evidence_review.gui.models.spans import hides, to_original
from evidence_review.gui.widgets.parts.building_blocks import button, calls, fill, row
from evidence_review.gui.widgets.parts.dialogs import choice
from evidence_review.gui.widgets.review.bubbles import Bubbles
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.workflow.case.views import ItemView
from evidence_review.workflow.redacting.marking import KIND_OF


def under(view: ItemView, chosen: tuple[int, int]) -> Finding | None:
    """The suggestion that lies under words chosen in the shown text, where there is one."""
    start, end = to_original(view, *chosen)
    return next((one for one in view.findings if one.start < end and start < one.end), None)


class MarkBar(QFrame):
    """Shown while words are chosen, below them or above. `note_wanted`: the type needs a note, which a dialog asks
    for; `finding_wanted` and `words_wanted`: decide on a suggestion, or look for words, everywhere."""

    note_wanted = Signal()
    query_wanted = Signal()
    finding_wanted = Signal(object)
    words_wanted = Signal(str)

    def __init__(self, reviewing: Reviewing, bubbles: Bubbles) -> None:
        super().__init__(bubbles.viewport())
        self.reviewing, self.bubbles = reviewing, bubbles
        self.setProperty("card", "true")
        self.setAccessibleName("What to do with the words that are chosen")
        self._last = RedactionType.NAMED_INDIVIDUAL
        self.types = choice([(str(one), one) for one in RedactionType], "Type of redaction")
        self.types.setMinimumContentsLength(11)
        self.types.activated.connect(calls(self._keep_type))
        self.redact = self._act("Redact", "mark", self.mark, "primary")
        self.everywhere = self._act("Everywhere…", "everywhere", self.ask_everywhere)
        self.query = self._act("Query…", "query", self.query_wanted.emit)
        rows = (row(self.types, self.redact, gap=4), row(self.everywhere, self.query, 1, gap=4))
        fill(QVBoxLayout(self), rows, 2, 5)
        self.hide()
        bubbles.chosen.connect(self._chosen)
        bubbles.let_go.connect(self.hide)
        bubbles.verticalScrollBar().valueChanged.connect(self._place)

    def _act(self, words: str, act: str, does: object, kind: str = "plain") -> QPushButton:
        made = button(f"{words}  {key_of(act)}", does, kind, words_of(act))  # pyright: ignore[reportArgumentType]
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay on the words
        return made

    def _keep_type(self) -> None:
        self._last = RedactionType(self.types.currentData())
        self.bubbles.setFocus()

    def _chosen(self) -> None:
        view, span = self.reviewing.talk.focus, self.bubbles.choice
        if view is None or span is None or not self.reviewing.may(Act.REDACT):
            self.hide()
            return
        found = under(view, span)
        self.types.setCurrentIndex(self.types.findData(found.cps_type if found else self._last))
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        box = self.bubbles.choice_box()
        if box is None:
            return
        room = self.bubbles.viewport().rect()
        left = max(4, min(box.left(), room.width() - self.width() - 4))
        below = box.bottom() + 6
        self.move(
            QPoint(left, below if below + self.height() < room.height() else box.top() - self.height() - 18)
        )

    def mark(self) -> bool:
        """Mark the words that are chosen, with the type in the bar; whether it was done. What is redacted otherwise
        than for privacy, or needs a note, goes by the dialog."""
        view, span = self.reviewing.talk.focus, self.bubbles.choice
        if view is None or span is None or not self.isVisible():
            return False
        given = RedactionType(self.types.currentData())
        if given is RedactionType.OTHER:
            self.note_wanted.emit()
            return False
        place, kind = to_original(view, *span), KIND_OF.get(given, "OTHER")
        asked = (self.reviewing.number, view.id, *place, kind, given, Purpose.PRIVACY, "", Origin.HUMAN, "")
        done = self.reviewing.mark(actions.mark, *asked)
        if done:
            self.bubbles.choose(None)
        return done

    def ask_everywhere(self) -> None:
        """Decide on the suggestion under the words for the whole case, or look for the words in all that goes out,
        where each place is shown before it is marked."""
        view, span = self.reviewing.talk.focus, self.bubbles.choice
        if view is None or span is None:
            self.reviewing.desk.told.emit("Choose words first: with the mouse, or with Shift and the arrows.")
            return
        found = under(view, span)
        if found is not None and not found.special:
            self.finding_wanted.emit(found)
        elif hides(view, *span):
            self.reviewing.desk.told.emit("These words are masked. Choose words that are shown.")
        else:
            self.words_wanted.emit(view.text[slice(*span)].strip())
