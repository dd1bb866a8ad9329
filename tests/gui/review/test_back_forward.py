"""Back and forward through what was shown, with the hits of a search kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from evidence_review.domain.ids import ItemId
from evidence_review.domain.kinds import HoldKind
from evidence_review.gui import actions
from evidence_review.gui.models.review.trail import MOST, Place, Trail, turned, went
from tests.gui.acts import sift
from tests.gui.test_line_search import items, press, search, searches, settle

ALT = Qt.KeyboardModifier.AltModifier


def place(item=None, found=None):
    return Place(1, "all", "time", None, found, item and ItemId(item))


def test_a_trail_goes_back_and_forward_and_a_new_way_forgets_what_lay_ahead():
    trail = went(went(went(Trail(), place(1)), place(2)), place(3))
    assert went(trail, place(3)) is trail
    back = turned(turned(trail, -1), -1)
    assert back.here.item == 1
    assert turned(back, -1) is None
    assert turned(back, 1).here.item == 2
    other = went(back, place(9))
    assert [one.item for one in other.places] == [1, 9]
    assert turned(other, 1) is None
    found = went(went(trail, place(None, "hits")), place(4, "hits"))
    assert [one.item for one in found.places] == [1, 2, 3, 4]
    for item in range(10, 10 + 2 * MOST):
        trail = went(trail, place(item))
    assert len(trail.places) == MOST


@pytest.fixture
def page(signed_in, qtbot):
    window = signed_in("Rita")
    made = window.review
    made.settle = lambda: settle(qtbot, window)
    made.said = []
    window.desk.told.connect(made.said.append)
    window.desk.faulted.connect(made.said.append)
    made.settle()
    return made


def front(page):
    return page.reviewing.talk.focus.id


def test_Alt_and_the_arrows_go_back_and_forward_and_the_hits_are_kept(page):
    every = items(page)
    press(page, Qt.Key.Key_J)
    first = front(page)
    search(page, "concert")
    hits = items(page)
    press(page, Qt.Key.Key_J)
    press(page, Qt.Key.Key_J)
    at = front(page)
    page.left.bar.clear.click()
    page.settle()
    page.reviewing.open(every[6])
    page.settle()
    assert items(page) == every
    for _ in range(8):
        if page.reviewing.found is not None:
            break
        press(page, Qt.Key.Key_Left, ALT)
    assert items(page) == hits
    assert front(page) == at
    assert page.left.bar.words.text() == "concert"
    assert len(searches(page)) == 1  # it was not searched for again
    while page.said == []:
        press(page, Qt.Key.Key_Left, ALT)
    assert page.said[-1] == "Nothing was shown before this."
    assert (front(page), items(page)) == (first, every)
    page.said.clear()
    while page.said == []:
        press(page, Qt.Key.Key_Right, ALT)
    assert (front(page), items(page)) == (every[6], every)


def test_the_filter_comes_back_too(page):
    press(page, Qt.Key.Key_J)
    sift(page, "flagged")
    page.settle()
    page.reviewing.step(1)
    sift(page, "all")
    page.reviewing.step(1)
    press(page, Qt.Key.Key_Left, ALT)
    assert page.left.filter.currentData() == "flagged"
    press(page, Qt.Key.Key_Left, ALT)
    assert page.left.filter.currentData() == "all"


def test_what_was_held_since_is_not_shown_again(page):
    press(page, Qt.Key.Key_J)
    first = front(page)
    page.reviewing.open(items(page)[7])
    actions.hold(page.desk.session, 1, first, HoldKind.LPP)
    press(page, Qt.Key.Key_Left, ALT)
    assert page.said
    assert page.reviewing.talk.focus is None or front(page) != first


def test_another_user_has_no_trail(page, case):
    press(page, Qt.Key.Key_J)
    window = page.window()
    window.close_case()
    QApplication.processEvents()
    assert page.wandering.trail == Trail()
