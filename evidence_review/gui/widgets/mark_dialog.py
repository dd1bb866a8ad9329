"""Mark words by hand: the item's words in a field where keys and mouse choose, the CPS type, the purpose and a note; or a whole page."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from evidence_review.domain.kinds import Origin, Purpose, RedactionType
from evidence_review.gui import actions
from evidence_review.gui.models.shown import show
from evidence_review.gui.models.spans import to_original
from evidence_review.gui.models.words import PURPOSE_WORDS
from evidence_review.gui.widgets.dialogs import Question, choice
from evidence_review.gui.widgets.plain import Quiet, label
from evidence_review.gui.widgets.reviewing import Reviewing


def ask_mark(parent: QWidget, reviewing: Reviewing, chosen: tuple[int, int] | None) -> Question | None:
    """Open the question for the item in front; None where there is nothing to mark. `chosen` is a span of the shown text."""
    view = reviewing.talk.focus
    if view is None or not view.text or not reviewing.may("redact"):
        return None
    shown = show(view.text)
    asked = Question(parent, "Mark words for redaction", "Choose the words with the mouse, or with Shift and the arrow keys.", "Mark")
    words = Quiet(view.text)
    words.setAccessibleName("Words of the item")
    words.setMinimumHeight(words.fontMetrics().height() * 7)
    if chosen:
        start, end = shown.span(*chosen)
        cursor = QTextCursor(words.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        words.setTextCursor(cursor)
    types, purposes, note = _why()
    for part in (words, label("Type", "field"), types, label("Purpose", "field"), purposes, label("Note", "field"), note):
        asked.add(part)

    def span() -> tuple[int, int]:
        cursor = words.textCursor()
        return shown.character(cursor.selectionStart()), shown.character(cursor.selectionEnd())

    def check() -> str:
        start, end = span()
        return "Choose the words first." if start >= end else _lacks(types, note)

    def then() -> None:
        place = to_original(view, *span())
        chosen_type = RedactionType(types.currentData())
        purpose = Purpose(purposes.currentData())
        reviewing.desk.do(
            actions.mark, reviewing.number, view.id, *place, chosen_type.name, chosen_type, purpose, note.text().strip(), Origin.HUMAN
        )

    asked.check, asked.then = check, then
    asked.ask(80)
    words.setFocus()
    return asked


def ask_cover(parent: QWidget, reviewing: Reviewing) -> Question | None:
    """Ask for the type, purpose and note of a mark over the whole picture of the item in front."""
    view = reviewing.talk.focus
    if view is None or view.page is None or not reviewing.may("redact"):
        return None
    asked = Question(parent, "Cover the whole page", "Nothing of its picture or its words will leave.", "Cover")
    types, purposes, note = _why()
    for part in (label("Type", "field"), types, label("Purpose", "field"), purposes, label("Note", "field"), note):
        asked.add(part)
    asked.check = lambda: _lacks(types, note)
    asked.then = lambda: reviewing.desk.do(
        actions.cover_page,
        reviewing.number,
        view.id,
        RedactionType(types.currentData()),
        Purpose(purposes.currentData()),
        note.text().strip(),
    )
    asked.ask()
    return asked


def _why() -> tuple[QComboBox, QComboBox, QLineEdit]:
    """The fields of every mark: type, purpose, note."""
    note = QLineEdit()
    note.setAccessibleName("Note")
    note.setPlaceholderText("Why; needed for the type Other")
    types = choice([(str(t), t) for t in RedactionType], "Type of redaction")
    return types, choice([(PURPOSE_WORDS[p], p) for p in Purpose], "Purpose"), note


def _lacks(types: QComboBox, note: QLineEdit) -> str:
    other = RedactionType(types.currentData()) is RedactionType.OTHER
    return "Write a note: the type Other needs one." if other and not note.text().strip() else ""
