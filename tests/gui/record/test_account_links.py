"""Every number of the page Looked at leads to the items that it counts: to as many, by mouse and by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from evidence_review.domain.audit import Counted, Figure
from evidence_review.domain.kinds import Relevance, Tag
from evidence_review.gui import actions
from evidence_review.gui.widgets.parts.count_links import CountLinks, LinkTable
from evidence_review.gui.widgets.record.counted_dialog import CountedDialog
from tests.gui.conftest import WORDS
from tests.gui.test_screens import clipped, overlapping, settle


def worked(window):
    """Decisions, tags and marks, so that most figures are more than nothing."""
    session = window.desk.session
    shown = actions.queue(session, 1)
    values = (Relevance.RELEVANT, Relevance.NOT_RELEVANT_TO_LINE, Relevance.UNSURE)
    for row, value in zip(shown, values, strict=False):
        actions.open_item(session, 1, row.item)
        last = actions.decide(session, 1, row.item, value, seconds=1)
    actions.tag(session, 1, shown[0].item, (Tag.TOWARDS, Tag.AWAY))
    actions.undo(session, last.id)
    window.go("account")
    settle()
    return window.account


def links(page):
    """What each number of the page counts."""
    found = [one.counted for one in page.bars.stages if one.counted and one.items]
    for table in page.findChildren(LinkTable):
        model = table.model()
        cells = [model.index(row, at) for row in range(model.rowCount()) for at in range(model.columnCount())]
        found += [one for cell in cells if isinstance(one := model.leads(cell), Counted)]
    for words in page.findChildren(CountLinks):
        words.led.disconnect()
        words.led.connect(found.append)
        for one in words.findChildren(QPushButton):
            QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    return found


def opened(page):
    """The dialog that stands open."""
    settle()
    return next(one for one in page.findChildren(CountedDialog) if one.isVisible())


def test_every_number_leads_to_as_many_items_as_it_says(signed_in):
    window = signed_in("Dan")
    page = worked(window)
    page.pick.setCurrentIndex(1)
    settle()
    found = links(page)
    figures = {one.figure for one in found}
    assert len(found) >= 40
    assert {
        Figure.SEEN,
        Figure.BOTH_WAYS,
        Figure.HIT_LEFT,
        Figure.OPENED,
        Figure.UNDONE,
        Figure.QUICK,
    } <= figures
    for one in found:
        assert len(actions.counted_items(window.desk.session, one)) == one.many, one
    wrong = Counted(Figure.SEEN, 1, line=9)
    assert len(actions.counted_items(window.desk.session, wrong)) != wrong.many


def test_by_mouse_from_a_bar_to_the_list_in_review(signed_in):
    window = signed_in("Dan")
    page = worked(window)
    page.pick.setCurrentIndex(1)
    settle()
    seen = page.bars.stages[3]
    QTest.mouseClick(page.bars.rows[3][2], Qt.MouseButton.LeftButton)
    dialog = opened(page)
    assert dialog.rows.rowCount() == seen.items == 3
    assert clipped(window) == []
    assert overlapping(window) == []
    items = {one.item for one in dialog.rows.values()}
    QTest.mouseClick(dialog.list, Qt.MouseButton.LeftButton)
    settle()
    assert window.stack.currentWidget() is window.review
    assert {row.item for row in window.review.reviewing.queue.values()} == items


def test_by_keys_from_a_cell_to_the_item(signed_in):
    window = signed_in("Dan")
    page = worked(window)
    page.by_way.setFocus()
    page.by_way.setCurrentIndex(page.balance.index(0, 0))
    QTest.keyClick(page.by_way, Qt.Key.Key_Return)
    assert not [one for one in page.findChildren(CountedDialog) if one.isVisible()], (
        "the name of a line is no number"
    )
    QTest.keyClick(page.by_way, Qt.Key.Key_Right)
    QTest.keyClick(page.by_way, Qt.Key.Key_Return)
    dialog = opened(page)
    (one,) = dialog.rows.values()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settle()
    assert window.stack.currentWidget() is window.review
    assert window.review.reviewing.talk.focus.id == one.item


def test_what_is_held_leads_to_the_exhibits(signed_in):
    window = signed_in("Dan")
    page = worked(window)
    QTest.mouseClick(page.bars.rows[0][2], Qt.MouseButton.LeftButton)
    settle()
    assert window.stack.currentWidget() is window.evidence


def test_the_auditor_is_led_to_the_life_of_an_item_and_never_to_its_words(window, case):
    window.open_case(case, "Dan", WORDS)
    worked(window)
    window.close_case()
    window.open_case(case, "Aud", WORDS)
    window.go("account")
    settle()
    page = window.account
    QTest.mouseClick(page.bars.rows[3][2], Qt.MouseButton.LeftButton)
    dialog = opened(page)
    assert not dialog.to_item.isVisible()
    assert not dialog.list.isVisible()
    item = dialog.rows.value(0).item
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settle()
    QApplication.processEvents()
    assert window.stack.currentWidget() is window.log
    assert window.log.life.number.text() == str(item)
