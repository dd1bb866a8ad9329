"""Mark words by hand: the item's words in a field where keys and mouse choose, the CPS type, the purpose and
a note; or a whole page."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_review.domain.decisions import Act
from evidence_review.domain.kinds import Origin, PageReason, Purpose, RedactionType
from evidence_review.gui import actions
from evidence_review.gui.models.plain_words import PURPOSE_WORDS
from evidence_review.gui.models.shown import show
from evidence_review.gui.models.spans import to_original
from evidence_review.gui.widgets.parts.building_blocks import Quiet, label
from evidence_review.gui.widgets.parts.dialogs import Question, choice
from evidence_review.gui.widgets.parts.fields import Labelled, line_edit
from evidence_review.gui.widgets.review.review_state import Reviewing
from evidence_review.workflow.redacting.marking import KIND_OF

_NAMED = RedactionType.NAMED_INDIVIDUAL
WHO = "The name by which the material knows this person, where the words do not say it"


def ask_mark(parent: QWidget, reviewing: Reviewing, chosen: tuple[int, int] | None) -> Question | None:
    """Open the question for the item in front; None where there is nothing to mark. `chosen` is a span of the
    shown text."""
    view = reviewing.talk.focus
    if view is None or not view.text or not reviewing.may(Act.REDACT):
        return None
    asked = Question(
        parent,
        "Mark words for redaction",
        "Choose the words with the mouse, or with Shift and the arrow keys.",
        "Mark",
    )
    words, why, who = Choosable(view.text, chosen), MarkWhy(), line_edit(placeholder=WHO)
    named = Labelled("Who it is", who)
    for part in (words, *why.parts(), named):
        asked.add(part)
    why.types.currentIndexChanged.connect(lambda: named.setVisible(why.type is _NAMED))

    def check() -> str:
        start, end = words.span()
        return "Choose the words first." if start >= end else why.lacks()

    def then() -> None:
        given, purpose, note = why.said()
        place, kind = to_original(view, *words.span()), KIND_OF.get(given, "OTHER")
        name = who.text().strip() if given is _NAMED else ""
        reviewing.mark(
            actions.mark, reviewing.number, view.id, *place, kind, given, purpose, note, Origin.HUMAN, name
        )

    asked.check, asked.then = check, then
    asked.ask(80)
    words.setFocus()
    return asked


class Choosable(Quiet):
    """The words of an item, of which a passage can be chosen; `chosen` is the span that is chosen at first,
    in the text as shown."""

    def __init__(self, text: str, chosen: tuple[int, int] | None) -> None:
        super().__init__(text)
        self.shown = show(text)
        self.setAccessibleName("Words of the item")
        self.setMinimumHeight(self.fontMetrics().height() * 7)
        if chosen:
            start, end = self.shown.span(*chosen)
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    def span(self) -> tuple[int, int]:
        """What is chosen now, in characters of the text as shown."""
        cursor = self.textCursor()
        return self.shown.character(cursor.selectionStart()), self.shown.character(cursor.selectionEnd())


def ask_cover(parent: QWidget, reviewing: Reviewing) -> Question | None:
    """Ask for the type, purpose and note of a mark over the whole picture of the item in front."""
    view = reviewing.talk.focus
    if view is None or view.page is None or not reviewing.may(Act.REDACT):
        return None
    asked = Question(
        parent, "Cover the whole page", "Nothing of its picture or its words will leave.", "Cover"
    )
    why = MarkWhy(RedactionType.OTHER)
    because = choice(
        [(str(one), one) for one in PageReason] + [("Another reason, written below", "")],
        "The page goes because",
    )
    because.currentIndexChanged.connect(lambda: why.note.setText(str(because.currentData())))
    because.setCurrentIndex(because.findData(PageReason.PERSONAL_DATA))
    for part in (label("The page goes because", "field"), because, *why.parts()):
        asked.add(part)
    asked.check = why.lacks
    asked.then = lambda: reviewing.mark(actions.cover_page, reviewing.number, view.id, *why.said())
    asked.ask()
    return asked


class MarkWhy:
    """The fields of every mark: type, purpose, note."""

    def __init__(
        self,
        type: RedactionType = RedactionType.NAMED_INDIVIDUAL,  # noqa: A002  the field's own name
        purpose: Purpose = Purpose.PRIVACY,
    ) -> None:
        self.note = QLineEdit()
        self.note.setAccessibleName("Note")
        self.note.setPlaceholderText("Why; needed for the type Other")
        self.types = choice([(str(t), t) for t in RedactionType], "Type of redaction")
        self.purposes = choice([(PURPOSE_WORDS[p], p) for p in Purpose], "Purpose")
        self.types.setCurrentIndex(self.types.findData(type))
        self.purposes.setCurrentIndex(self.purposes.findData(purpose))

    def parts(self) -> tuple[QWidget, ...]:
        """The fields with their names, one below the other."""
        pairs = (("Type", self.types), ("Purpose", self.purposes), ("Note", self.note))
        return tuple(part for words, field in pairs for part in (label(words, "field"), field))

    @property
    def type(self) -> RedactionType:
        """The CPS type."""
        return RedactionType(self.types.currentData())

    def said(self) -> tuple[RedactionType, Purpose, str]:
        """Type, purpose and note as they are now."""
        return self.type, Purpose(self.purposes.currentData()), self.note.text().strip()

    def lacks(self) -> str:
        """What is missing, in a sentence; empty where nothing is."""
        return (
            "Write a note: the type Other needs one."
            if self.type is RedactionType.OTHER and not self.note.text().strip()
            else ""
        )
