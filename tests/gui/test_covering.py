"""Areas drawn on the page of an item of the case, in the window, by mouse and keys."""

import pymupdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from evidence_review.domain.kinds import RedactionType, Relevance
from evidence_review.store import redactions
from evidence_review.workflow.case import opening
from evidence_review.workflow.reviewing import reviewing
from tests import build
from tests.gui.acts import idle
from tests.gui.conftest import at_work
from tests.workflow.reviewing.test_scans import case_of


@pytest.fixture
def page(qtbot, window, tmp_path):
    """Rita has the page of a document in front of her; it is relevant and nothing on it is masked."""
    with pymupdf.open() as made:
        made.new_page().insert_text((72, 90), "The kettle was on at eight.")
        folder = case_of(tmp_path, {"a.pdf": made.tobytes()})
    session = build.as_user(folder, "rita")
    (row,) = reviewing.queue(session, 1)
    reviewing.decide(session, 1, row.item, Relevance.RELEVANT, "about the kettle")
    opening.close(session)
    window.open_case(folder, "rita", build.PASSPHRASE)
    at_work(window)
    window.go("review")
    window.review.reviewing.open(row.item)
    return row.item


def opened(qtbot, window):
    part = next(
        one
        for one in window.review.personal.findChildren(QPushButton)
        if one.text().startswith("Cover areas")
    )
    part.click()
    dialog = QApplication.activeModalWidget()
    idle(qtbot, window)
    qtbot.waitUntil(lambda: not dialog.view.image.isNull(), timeout=60_000)
    return dialog


def test_areas_are_drawn_by_mouse_and_keys_and_marked_together(qtbot, window, page):
    dialog = opened(qtbot, window)
    dialog.yes.click()
    assert "Draw at least one area" in dialog.fault.text()
    place = dialog.view._place()
    first, last = (
        QPoint(place.left() + 20, place.top() + 20),
        QPoint(place.left() + place.width() // 2, place.top() + 120),
    )
    qtbot.mousePress(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(dialog.view.viewport(), last)
    qtbot.mouseRelease(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=last)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Insert)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Down)
    assert dialog.list.count() == 2
    dialog.yes.click()
    assert "note" in dialog.fault.text()
    dialog.why.note.setText("a drawing of her house")
    dialog.yes.click()
    made = redactions.standing(window.desk.session.case, page)
    assert [one.type for one in made] == [RedactionType.OTHER] * 2
    assert len({one.group for one in made}) == 1
    assert 0.4 < max(one.area[2] for one in made if one.area[1] < 0.3) < 0.6
    said = [one.text() for one in window.review.personal.findChildren(type(dialog.fault))]
    assert any(one.startswith("Area of the page") and "1 more area" in one for one in said)


def test_areas_marked_before_are_shown_and_the_whole_page_is_one_press(qtbot, window, page):
    dialog = opened(qtbot, window)
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "The whole page").click()
    dialog.why.note.setText("contains personal data")
    dialog.yes.click()
    assert redactions.standing(window.desk.session.case, page)[0].area == (0.0, 0.0, 1.0, 1.0)
    again = opened(qtbot, window)
    assert [box for box, _ in again.view.marked] == [(0.0, 0.0, 1.0, 1.0)]
    again.reject()
