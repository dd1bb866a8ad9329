"""Habits of a reviewer, by keys and mouse on a shown window: each ends where a person expects."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from evidence_review.domain.kinds import Relevance, Tag
from evidence_review.gui import actions
from tests.gui.acts import sift
from tests.gui.test_desk_walk import KEYS, PLAIN, SHIFT, walked  # noqa: F401  a fixture

R, X, S = KEYS.values()
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def case(walked, tmp_path):  # noqa: F811  the fixture above
    import shutil

    return shutil.copytree(walked, tmp_path / "case")


@pytest.fixture
def page(qtbot, signed_in):
    page = signed_in("Rita").review
    settle()
    QTest.keyClick(page.left.table, Qt.Key.Key_J)
    settle()
    qtbot.waitUntil(lambda: page.reviewing.seen_whole)
    return page


def settle():
    for _ in range(4):
        QApplication.processEvents()


def shown_window():
    """The window, where nothing of it has the keys."""
    window = next(one for one in QApplication.topLevelWidgets() if one.isVisible() and not one.parent())
    window.activateWindow()
    return window.focusWidget() or window


def press(*keys, modifier=PLAIN):
    for one in keys:
        QTest.keyClick(QApplication.focusWidget() or shown_window(), one, modifier)
        settle()


def items(page):
    return [row.item for row in page.reviewing.queue.values()]


def stands(page, item):
    made = page.desk.ask(actions.history, item)
    undone = {one.undoes for one in made}
    left = [one for one in made if not one.undoes and one.id not in undone]
    return left[-1].value if left else None


def rows(page, item):
    return len(page.desk.ask(actions.history, item))


def front(page):
    return page.reviewing.talk.focus.id


def on_item(page):
    return page.middle.isAncestorOf(QApplication.focusWidget()) and not isinstance(
        QApplication.focusWidget(), QLineEdit | QPlainTextEdit
    )


def click_row(page, row, *, double=False):
    table = page.left.table
    place = table.visualRect(page.reviewing.queue.index(row, 0)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=place)
    if double:
        QTest.mouseDClick(table.viewport(), LEFT, pos=place)
    settle()


def test_R_X_R_X_decide_four_items_each_once(page):
    four = items(page)[:4]
    for key, item in zip((R, X, R, X), four, strict=True):
        while front(page) != item:
            press(Qt.Key.Key_J)
        press(key, *([key] if page.reviewing.loop.front.is_brief and key is X else []))
    assert [stands(page, item) for item in four] == [Relevance.RELEVANT, Relevance.NOT_RELEVANT_TO_LINE] * 2
    assert [rows(page, item) for item in four] == [1] * 4


def test_X_on_a_decided_item_asks_once_and_X_again_changes_it(page):
    item = front(page)
    press(R, modifier=SHIFT)
    press(X)
    assert (stands(page, item), front(page)) == (Relevance.RELEVANT, item)
    assert page.decision.wait.text().startswith("Decided “Relevant” at ")
    press(Qt.Key.Key_J, Qt.Key.Key_K, X)
    assert stands(page, item) is Relevance.RELEVANT, "going elsewhere forgets the question"
    press(X)
    assert stands(page, item) is Relevance.NOT_RELEVANT_TO_LINE


def test_X_then_J_skips_nothing(page):
    first = items(page)[:3]
    press(X)
    assert front(page) == first[1]
    press(Qt.Key.Key_J)
    assert front(page) == first[2]


@pytest.mark.parametrize("key", [R, X])
def test_in_Undecided_a_decision_and_J_go_on_from_where_the_item_was(page, key):
    every = items(page)
    sift(page, "undecided")
    settle()
    click_row(page, 10)
    assert front(page) == every[10]
    press(key, modifier=SHIFT)
    assert every[10] not in items(page)
    press(Qt.Key.Key_J)
    assert front(page) == every[11]
    press(key)
    assert front(page) == every[12]
    press(Qt.Key.Key_K)
    assert front(page) == every[9]


def test_the_end_says_how_many_are_left_and_where(page):
    sift(page, "undecided")
    settle()
    last = page.reviewing.queue.rowCount() - 1
    page.left.table.scrollToBottom()
    click_row(page, last)
    item, left = front(page), page.reviewing.queue.total
    gone = 1 + len(page.reviewing.loop.front.mates)
    press(R)
    assert front(page) == item
    words = page.window().notice.words.text()
    assert words.startswith(
        f"The list ends here. {left - gone} items of it are undecided, the first in row 1"
    )
    press(Qt.Key.Key_F)
    assert front(page) == items(page)[0]


def test_a_click_on_Relevant_and_then_Space_records_once(page):
    item = front(page)
    QTest.mouseClick(page.decision.relevant, LEFT)
    settle()
    assert on_item(page)
    press(Qt.Key.Key_Space)
    assert rows(page, item) == 1
    assert stands(page, front(page)) is None


def test_Space_on_the_filled_button_does_nothing(page):
    item = front(page)
    press(R, modifier=SHIFT)
    page.decision.relevant.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Space)
    assert (rows(page, item), front(page)) == (1, item)
    assert page.decision.relevant.isChecked()


def test_U_after_X_undoes_and_the_keys_are_on_the_item(page):
    item = front(page)
    press(X)
    assert on_item(page)
    press(Qt.Key.Key_U)
    assert (stands(page, item), front(page), rows(page, item)) == (None, item, 2)
    assert page.decision.reason.toPlainText() == ""


@pytest.mark.parametrize("where", ["table", "list", "tabs", "rail", "undo", "nothing"])
def test_U_undoes_wherever_the_keys_are(page, where):
    item = front(page)
    press(X)
    window = page.window()
    place = {
        "table": page.left.table,
        "list": page.left.switch,
        "tabs": page.tabs.tabBar(),
        "rail": window.rail.findChild(type(page.decision.undo)),
        "undo": page.decision.undo,
    }.get(where)
    if place is None:
        QApplication.focusWidget().clearFocus()
        QTest.keyClick(window, Qt.Key.Key_U)
    else:
        place.setFocus()
        QTest.keyClick(place, Qt.Key.Key_U)
    settle()
    assert (stands(page, item), front(page)) == (None, item)


def test_a_field_that_is_written_in_keeps_its_letters_and_gets_the_keys_from_nobody(page):
    item = front(page)
    page.decision.reason.setFocus()
    QTest.keyClicks(page.decision.reason, "xrsu")
    assert page.decision.reason.toPlainText() == "xrsu"
    assert rows(page, item) == 0
    QTest.mouseClick(page.decision.relevant, LEFT)
    settle()
    assert on_item(page)
    assert page.desk.ask(actions.history, item)[0].reason == "xrsu"
    for _ in range(12):
        press(X)
        assert on_item(page)


@pytest.mark.parametrize("how", ["double", "enter", "again"])
def test_opening_what_is_open_leaves_the_decision(page, how):
    click_row(page, 3, double=how == "double")
    if how == "enter":
        QTest.keyClick(page.left.table, Qt.Key.Key_Return)
    elif how == "again":
        click_row(page, 3)
    settle()
    assert page.decision.relevant.isEnabled()
    item = front(page)
    press(R)
    assert stands(page, item) is Relevance.RELEVANT


def test_T_after_R_is_said_of_the_item_just_decided(page):
    item = front(page)
    press(R, Qt.Key.Key_T, Qt.Key.Key_A)
    assert front(page) != item
    assert page.decision.strip.text().split(": ")[1].startswith("Towards, Away")
    assert page.desk.ask(actions.open_item, 1, item).tags == (Tag.TOWARDS, Tag.AWAY)
    assert page.decision.tags.buttons[Tag.TOWARDS].isChecked()
    press(Qt.Key.Key_J)
    assert page.decision.strip.text().startswith("Nothing decided yet")
    press(Qt.Key.Key_T)
    assert page.desk.ask(actions.open_item, 1, front(page)).tags == ()


def test_undo_after_another_line_was_chosen_goes_back_there(page):
    item = front(page)
    press(R, Qt.Key.Key_2)
    assert page.reviewing.number == 2
    press(Qt.Key.Key_J, Qt.Key.Key_U)
    assert (page.reviewing.number, front(page), stands(page, item)) == (1, item, None)


def test_a_held_key_decides_once(page):
    item = front(page)
    for again in (False, True, True, True):
        where = QApplication.focusWidget()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(where, QKeyEvent(kind, R, PLAIN, "r", autorep=again))
        settle()
    decided = [one for one in items(page) if stands(page, one)]
    assert set(decided) <= {item, *(one.item for one in page.desk.ask(actions.open_item, 1, item).copies)}
    repeats = {made.key().toString() for made in page.findChildren(QShortcut) if made.autoRepeat()}
    assert not repeats & {"R", "X", "S", "T", "A", "U", "H"}
    assert {"J", "K"} <= repeats


def test_R_before_the_item_was_painted_is_refused_and_said(page):
    following = items(page)[1]
    page.reviewing.open(following)  # nothing was painted yet: no event has run
    QTest.keyClick(page.middle.bubbles, R)
    assert rows(page, following) == 0
    assert "end of the item" in page.window().notice.words.text()
    settle()
    press(R)
    assert rows(page, following) == 1


def test_the_chosen_button_is_filled_and_J_goes_on_after_a_hold(page):
    every = items(page)
    press(Qt.Key.Key_J)
    press(Qt.Key.Key_S, modifier=SHIFT)
    assert page.decision.unsure.isChecked()
    assert not page.decision.relevant.isChecked()
    press(Qt.Key.Key_H)
    QApplication.activeModalWidget().yes.click()
    page.window().activateWindow()
    settle()
    assert page.reviewing.talk.focus is None
    assert every[1] not in items(page)
    QTest.keyClick(page.left.table, Qt.Key.Key_J)
    settle()
    assert front(page) == next(one for one in every[2:] if one in items(page))


def test_the_notice_takes_no_keys_and_covers_nothing(page):
    window = page.window()
    before = page.geometry()
    where = QApplication.focusWidget()
    window.notice.fault("Something could not be done. Try it again.")
    settle()
    assert QApplication.focusWidget() is where
    assert page.geometry() == before
    assert not window.notice.geometry().intersects(window.stack.geometry())
    press(Qt.Key.Key_Escape)
    assert not window.notice.isVisible()
    assert page.geometry() == before


def test_nothing_shifts_between_thirty_items(page):
    seen = set()
    for at in range(30):
        if front(page):
            press((R, X, S)[at % 3] if at % 4 else Qt.Key.Key_J)
        if at == 7:
            press(Qt.Key.Key_T)
        parts = (*page.decision.buttons.values(), *page.decision.tags.buttons.values(), page.decision.undo)
        places = [part.mapTo(page, part.rect().topLeft()).toTuple() + part.size().toTuple() for part in parts]
        table = page.left.table
        places.append(table.mapTo(page, table.rect().topLeft()).toTuple() + table.size().toTuple())
        seen.add(tuple(places))
    assert len(seen) == 1, [set(zip(*seen, strict=True))]
