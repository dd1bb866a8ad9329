"""Asking for, granting and opening a look outside every line, at the window (reference/law.md C2)."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from evidence_review.domain.looks import LookState
from evidence_review.gui import actions
from evidence_review.gui.widgets.review.outside import LooksAsked, ask_outside
from tests import build
from tests.gui.conftest import WORDS, concert

WHY = "the defence named this message"


@pytest.fixture
def narrowed(case):
    """The case with its line cut to one day; the number of an item of the next day, which no line covers."""
    for name, step in (("Dan", actions.propose_line), ("Sue", actions.approve_line)):
        session = actions.open_case(case, name, WORDS)
        narrow = build.another(concert(), date_to=date(2025, 3, 8))
        step(session, narrow if name == "Dan" else 1)
        (found,) = session.case.one("SELECT id FROM items WHERE text LIKE '%good morning%'")
        actions.close(session)
    return found


def dialog_of(window):
    dialog = ask_outside(window.review, window.review.reviewing)
    return dialog, dialog.findChild(LooksAsked)


def test_C2_one_asks_another_grants_and_it_opens_once(qtbot, signed_in, narrowed):
    window = signed_in("Rita")
    dialog, looks = dialog_of(window)
    assert looks.isHidden()
    dialog.findChild(QLineEdit).setText(str(narrowed))
    dialog.findChild(QPlainTextEdit).setPlainText(WHY)
    dialog.yes.click()
    QApplication.processEvents()
    dialog, looks = dialog_of(window)
    looks.table.selectRow(0)
    assert [b.isEnabled() for b in (looks.grant, looks.refuse, looks.open)] == [False, False, False]
    dialog.reject()
    window.close_case()
    window = signed_in("Sue")
    dialog, looks = dialog_of(window)
    looks.table.selectRow(0)
    assert [b.isEnabled() for b in (looks.grant, looks.refuse, looks.open)] == [True, True, False]
    looks.grant.click()
    assert window.review.reviewing.looks()[0].state is LookState.GRANTED
    dialog.reject()
    window.close_case()
    window = signed_in("Rita")
    dialog, looks = dialog_of(window)
    looks.table.selectRow(0)
    assert "good morning" not in repr(window.review.reviewing.looks())
    looks.open.click()
    assert ["good morning" in view.text for view in window.review.reviewing.talk.values()] == [True]
    assert window.review.reviewing.talk.focus is None  # it is read, not decided
    dialog, looks = dialog_of(window)
    looks.table.selectRow(0)
    assert not looks.open.isEnabled()
    dialog.reject()


def test_C2_a_refused_look_opens_nothing(qtbot, signed_in, narrowed):
    window = signed_in("Rita")
    assert window.review.reviewing.ask_to_look(narrowed, 1, WHY, 5)
    window.close_case()
    window = signed_in("Sue")
    dialog, looks = dialog_of(window)
    looks.table.selectRow(0)
    looks.refuse.click()
    assert window.review.reviewing.looks()[0].state is LookState.REFUSED
    dialog.reject()
    window.close_case()
    window = signed_in("Rita")
    assert not window.review.reviewing.open_look(1)
    assert "good morning" not in repr(window.review.reviewing.talk.values())
