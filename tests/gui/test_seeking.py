"""Search and mark in the window, by keys and clicks as a person does it (reference/law.md I1, I2, I5)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from evidence_review.domain.kinds import Purpose, RedactionType, Relevance
from evidence_review.gui import actions
from evidence_review.store import redactions
from tests.gui.acts import as_user, asked, idle


@pytest.fixture
def seek(qtbot, window, case):
    """Rita finds every message relevant and opens the search."""
    as_user(window, case, "Rita")
    for row in actions.queue(window.desk.session, 1):
        actions.decide(window.desk.session, 1, row.item, Relevance.RELEVANT)
    window.go("approve")
    window.approve.seek.click()
    assert window.stack.currentWidget() is window.personal
    return window.personal.seek


def search(qtbot, window, seek, words):
    seek.words.clear()
    qtbot.keyClicks(seek.words, words)
    qtbot.keyClick(seek.words, Qt.Key.Key_Return)
    idle(qtbot, window)


def marks(window, row):
    return redactions.standing(window.desk.session.case, row.item)


def test_I1_a_place_is_ticked_with_space_and_marked_with_type_and_purpose(qtbot, window, seek):
    assert seek.empty.isVisible()
    assert not seek.go.isEnabled()
    search(qtbot, window, seek, "CONCERT")
    assert seek.model.rowCount() == 4
    assert "4 places" in seek.told.text()
    assert "concert" in seek.context.toPlainText()
    assert not seek.mark.isEnabled()
    assert seek.table.hasFocus()
    qtbot.keyClick(seek.table, Qt.Key.Key_Space)
    qtbot.keyClick(seek.table, Qt.Key.Key_Down)
    qtbot.keyClick(seek.table, Qt.Key.Key_Space)
    qtbot.keyClick(seek.table, Qt.Key.Key_Space)
    (one,) = seek.model.chosen()
    assert seek.mark.text() == "Mark 1 ticked place…"
    seek.mark.click()
    types, purposes = asked().findChildren(QComboBox)
    types.setCurrentIndex(types.findData(RedactionType.OTHER))
    purposes.setCurrentIndex(purposes.findData(Purpose.SENSITIVE))
    asked().yes.click()
    assert "note" in asked().fault.text()
    asked().findChild(QLineEdit).setText("the event is named elsewhere")
    asked().yes.click()
    idle(qtbot, window)
    (made,) = marks(window, one)
    assert (made.type, made.purpose, made.reason) == (
        RedactionType.OTHER,
        Purpose.SENSITIVE,
        "the event is named elsewhere",
    )
    assert [place.is_open for place in seek.model.values()] == [False, True, True, True]
    assert "3 not marked" in seek.told.text()


def test_I2_all_at_once_needs_the_end_of_the_list_and_the_statement(qtbot, window, seek):
    search(qtbot, window, seek, "o'clock")
    assert seek.empty.heading.text() == "Not found"
    search(qtbot, window, seek, "concert")
    seek.at_end = False
    seek.every.click()
    assert "Scroll to the end" in window.notice.words.text()
    seek.refresh()
    seek.every.click()
    assert "4" in asked().findChildren(type(seek.told))[1].text()
    asked().yes.click()
    assert "tick the statement" in asked().fault.text()
    asked().findChild(QCheckBox).setChecked(True)
    asked().yes.click()
    idle(qtbot, window)
    assert [place.is_open for place in seek.model.values()] == [False] * 4
    assert not seek.every.isEnabled()
    row = next(
        one for one in reversed(actions.events(window.desk.session)) if one.action == "mark found places"
    )
    assert "count 4" in row.detail


def test_what_is_marked_cannot_be_ticked_and_another_change_is_said(qtbot, window, seek):
    search(qtbot, window, seek, "Queen Street")
    (place,) = seek.model.values()
    assert window.desk.do(
        actions.mark, 1, place.item, place.start, place.end, "ADDRESS", RedactionType.ADDRESS
    )
    assert "Search again" in seek.told.text()
    search(qtbot, window, seek, "queen  street")
    qtbot.keyClick(seek.table, Qt.Key.Key_Space)
    assert seek.model.chosen() == []
    assert "marked" in seek.model.index(0, 2).data()


def test_the_item_of_a_place_is_shown_and_a_closed_case_leaves_nothing(qtbot, window, seek):
    search(qtbot, window, seek, "Queen Street")
    (place,) = seek.model.values()
    seek.open.click()
    assert window.review.reviewing.talk.focus.id == place.item
    window.close_case()
    assert (seek.words.text(), seek.context.toPlainText(), seek.told.text(), seek.model.rowCount()) == (
        "",
        "",
        "",
        0,
    )


def test_P_the_auditor_has_no_such_page_and_nothing_is_searched_for_nobody(window, case):
    as_user(window, case, "Aud")
    window.seek()
    assert window.stack.currentWidget() is not window.personal
