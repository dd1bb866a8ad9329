"""Keep only passages of the item in front: they are chosen with mouse or keys, and what would be left is
shown before anything is marked; or say why a whole page of a record goes out."""

from PySide6.QtGui import QColor, QPalette, QTextCursor
from PySide6.QtWidgets import QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import Purpose, RedactionType
from evidence_review.domain.passages import rest_of
from evidence_review.gui import actions
from evidence_review.gui.models.open_case import Desk
from evidence_review.gui.models.shown import Shown, show, visible
from evidence_review.gui.models.spans import to_original, to_shown
from evidence_review.gui.widgets.parts.building_blocks import Quiet, button, calls, label, say
from evidence_review.gui.widgets.parts.dialogs import Question, ask_reason
from evidence_review.gui.widgets.parts.flow import Flow
from evidence_review.gui.widgets.review.mark_dialog import MarkWhy
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.workflow.case.views import ItemView
from evidence_review.workflow.redacting.narrowing import PICTURES_STAY, left_over

SENTENCE = (
    "Choose a passage with the mouse, or with Shift and the arrow keys, and add it. Everything else in "
    "the item is marked; one act takes all of it back."
)
WHOLE = (
    "Of a record that somebody else keeps, only what bears on the line goes out. Say why no extract will do "
    "for this page."
)
NOTE = "Outside the passage that is relevant"


def left(view: ItemView, passages: list[tuple[int, int]]) -> str:
    """What the item would leave, in the words on the screen: its marks by their tokens, all but the passages
    left out."""
    standing = [(*to_shown(view, one.start, one.end), one.token) for one in view.redactions]
    marked = [(start, end, token) for start, end, token in standing if 0 <= start < end <= len(view.text)]
    rest = rest_of(view.text, passages, [(start, end) for start, end, _ in marked])
    return left_over(view.text, marked, rest)


class OnlyDialog(Question):
    """The words of the item, the passages chosen so far, what they leave, and why the rest goes."""

    def __init__(self, parent: QWidget, reviewing: Reviewing, view: ItemView) -> None:
        super().__init__(parent, "Keep only these passages", SENTENCE, "Mark everything else")
        self.view, self.reviewing = view, reviewing
        self.shown: Shown = show(view.text)
        self.passages: list[tuple[int, int]] = []
        self.words, self.after = Quiet(view.text), Quiet()
        for part, name, lines in (
            (self.words, "Words of the item", 6),
            (self.after, "What would be left", 5),
        ):
            part.setAccessibleName(name)
            part.setFixedHeight(part.fontMetrics().lineSpacing() * lines + 20)
        self.plus = button("Add this passage", self.add_passage)
        self.minus = button("Take the last one away", self.remove_passage)
        self.told = label("", "small")
        self.why = MarkWhy(RedactionType.OTHER, Purpose.OUT_OF_SCOPE)
        self.why.note.setText(NOTE)
        for part in (
            self.words,
            Flow(self.plus, self.minus),
            self.told,
            label("What would be left", "field"),
            self.after,
        ):
            self.add(part)
        if view.page is not None:
            self.add(label(PICTURES_STAY, "warn"))
        for part in self.why.parts():
            self.add(part)
        self.words.selectionChanged.connect(calls(self._allow))
        self.check, self.then = self._lacks, self._mark
        self._show()

    def choose(self, span: tuple[int, int] | None) -> None:
        """Begin with a span of the shown text chosen."""
        if span is not None:
            start, end = self.shown.span(*span)
            cursor = QTextCursor(self.words.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.words.setTextCursor(cursor)

    def _span(self) -> tuple[int, int]:
        cursor = self.words.textCursor()
        return self.shown.character(cursor.selectionStart()), self.shown.character(cursor.selectionEnd())

    def add_passage(self) -> None:
        """The words that are chosen stay; a word, pseudonym or mask that they touch stays whole."""
        start, end = _whole_words(self.view.text, *self._span())
        if start < end and self.view.text[start:end].strip():
            whole = to_shown(self.view, *to_original(self.view, start, end))
            self.passages = _joined([*self.passages, whole])
            cursor = self.words.textCursor()
            cursor.clearSelection()
            self.words.setTextCursor(cursor)
        self._show()

    def remove_passage(self) -> None:
        """One passage less."""
        self.passages = self.passages[:-1]
        self._show()

    def _show(self) -> None:
        chosen = len(self.passages)
        say(
            self.told,
            f"{chosen} passage{'' if chosen == 1 else 's'} will stay."
            if chosen
            else "Nothing is chosen yet.",
        )
        self.after.setPlainText(visible(left(self.view, self.passages)) if chosen else "")
        colour = QColor(self.palette().color(QPalette.ColorRole.Accent))
        self.words.underline([self.shown.span(*one) for one in self.passages], colour)
        self._allow()

    def _allow(self) -> None:
        start, end = self._span()
        self.plus.setEnabled(start < end)
        self.minus.setEnabled(bool(self.passages))

    def _lacks(self) -> str:
        if not self.passages:
            return "Add at least one passage that is to stay."
        return self.why.lacks()

    def _mark(self) -> None:
        spans = [to_original(self.view, *one) for one in self.passages]
        made = self.reviewing.desk.ask(
            actions.keep_only, self.reviewing.number, self.view.id, spans, *self.why.said()
        )
        if made is not None:
            self.reviewing.desk.told.emit(
                "Everything else in this item is marked, to be approved by another person."
            )


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the ends of the words that it cuts."""
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that meet as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def ask_only(parent: QWidget, reviewing: Reviewing, chosen: tuple[int, int] | None) -> OnlyDialog | None:
    """Open it on the item in front; None where there is nothing to keep. `chosen` is a span of the shown
    text."""
    view = reviewing.talk.focus
    if view is None or not view.text.strip() or not reviewing.may(Act.REDACT):
        return None
    made = OnlyDialog(parent, reviewing, view)
    made.choose(chosen)
    made.ask(80)
    made.words.setFocus()
    return made


def ask_whole(parent: QWidget, desk: Desk, number: int, item: ItemId) -> Question | None:
    """Ask why the whole page of a record goes out; None for who may not mark."""
    if not desk.may(Act.REDACT):
        return None

    def then(reason: str) -> None:
        if desk.do(actions.give_whole, number, item, reason):
            desk.told.emit("The whole page goes out for that reason; the approver sees it.")

    return ask_reason(parent, "Give the whole page", WHOLE, "Give whole page", then)
