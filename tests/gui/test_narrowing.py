"""Keep only a passage, in the window: chosen with keys, shown before, marked and taken back as one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from evidence_review.domain.kinds import Purpose, RedactionType, Relevance
from evidence_review.gui import actions
from evidence_review.store import redactions
from tests.gui.acts import as_user, asked


@pytest.fixture
def opened(window, case):
    """Rita has the message with a number in front of her, decided as relevant."""
    as_user(window, case, "Rita")
    for row in actions.queue(window.desk.session, 1):
        window.review.reviewing.open(row.item)
        if "07700" in window.review.reviewing.talk.focus.text:
            break
    window.review.reviewing.note_seen()
    window.review.reviewing.decide(Relevance.RELEVANT, stays=True)
    window.review.reviewing.open(row.item)
    return window


def pressed(window, words):
    part = next(
        one
        for one in window.review.personal.findChildren(QPushButton)
        if one.text().startswith(words) and one.isEnabled()
    )
    part.click()


def test_a_passage_is_chosen_by_keys_shown_and_all_else_marked_and_taken_back(qtbot, opened):
    view = opened.review.reviewing.talk.focus
    pressed(opened, "Keep only")
    dialog = asked()
    dialog.yes.click()
    assert "Add at least one passage" in dialog.fault.text()
    assert not dialog.plus.isEnabled()
    dialog.words.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(2):
        qtbot.keyClick(
            dialog.words,
            Qt.Key.Key_Right,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
    assert dialog.plus.isEnabled()
    dialog.plus.click()
    assert dialog.after.toPlainText() == "my number [LEFT OUT]"
    assert "1 passage will stay" in dialog.told.text()
    dialog.minus.click()
    assert dialog.after.toPlainText() == ""
    dialog.choose((1, 8))  # whole words stay
    dialog.plus.click()
    assert dialog.why.said()[:2] == (RedactionType.OTHER, Purpose.OUT_OF_SCOPE)
    dialog.yes.click()
    (made,) = redactions.standing(opened.desk.session.case, view.id)
    assert (made.start, made.kind, bool(made.group)) == (10, "REST", True)
    pressed(opened, "Take back")
    asked().findChild(QPlainTextEdit).setPlainText("All of it is needed after all.")
    asked().yes.click()
    assert redactions.standing(opened.desk.session.case, view.id) == ()


def test_what_would_be_left_shows_marks_by_their_tokens(opened):
    view = opened.review.reviewing.talk.focus
    at = view.text.index("07700")
    assert opened.desk.do(actions.mark, 1, view.id, at, at + 12, "PHONE_NUMBER", RedactionType.PHONE_NUMBER)
    pressed(opened, "Keep only")
    dialog = asked()
    dialog.choose((3, at + 12))
    dialog.plus.click()
    assert dialog.after.toPlainText() == "[LEFT OUT] number is [PHONE 1] [LEFT OUT]"
    dialog.reject()
