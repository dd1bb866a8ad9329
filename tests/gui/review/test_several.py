"""Several items decided in one act: read in one list, ticked when their end was on the screen, decided by one key, and
taken back by one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_review.domain.kinds import Relevance
from evidence_review.gui import actions
from evidence_review.gui.models.review import several
from evidence_review.gui.models.review.several import Several
from evidence_review.gui.widgets.review.batch.several_dialog import SeveralDialog
from tests.gui.test_review import key

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(qtbot, signed_in):
    made = signed_in("Rita").review
    QApplication.processEvents()
    made.said = []
    made.desk.told.connect(made.said.append)
    made.desk.faulted.connect(made.said.append)
    QTest.keyClick(made.left.table, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: made.reviewing.seen_whole)
    return made


def ask(qtbot, page):
    key(qtbot, page, "D", SHIFT)
    dialog = page.window().findChild(SeveralDialog)
    qtbot.waitExposed(dialog)
    return dialog


def read(qtbot, dialog):
    """Bring each item to the screen, and wait until it stands there whole."""
    for item, card in dialog.cards.items():
        dialog.area.ensureWidgetVisible(card)
        qtbot.waitUntil(
            lambda item=item: next(one.is_seen for one in dialog.several.cards if one.item == item)
        )
    assert not dialog.several.unread


def decisions(page):
    return {row.item: row.decision for row in page.reviewing.queue.values()}


def logged(page, action):
    return sum(event.action == action for event in page.desk.ask(actions.events))


def test_what_is_read_and_ticked_is_decided_and_U_takes_all_of_it_back(qtbot, page):
    dialog = ask(qtbot, page)
    read(qtbot, dialog)
    brief = [card for card in dialog.several.cards if card.alone]
    assert [card.view.text for card in brief] == [card.view.text for card in brief if card.view.words < 4]
    assert brief
    out = dialog.several.chosen[1]
    QTest.mouseClick(
        dialog.cards[out].tick, Qt.MouseButton.LeftButton, pos=dialog.cards[out].tick.rect().center()
    )
    chosen = dialog.several.chosen
    assert out not in chosen
    assert len(chosen) >= 3
    stood = dialog.stated.mapTo(dialog, dialog.stated.rect().topLeft())
    QTest.keyClick(dialog, Qt.Key.Key_X)
    assert dialog.fault.text() == "Please tick the statement, or cancel."
    assert dialog.stated.mapTo(dialog, dialog.stated.rect().topLeft()) == stood
    assert not any(decisions(page).values())
    dialog.stated.setChecked(True)
    QTest.keyClick(dialog, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: any(decisions(page).values()))
    stands = decisions(page)
    assert {item for item, value in stands.items() if value} == set(chosen)
    assert {stands[item] for item in chosen} == {Relevance.NOT_RELEVANT_TO_LINE}
    assert f"{len(chosen)} items: Not relevant to this line. U takes all of it back." in page.said
    assert page.reviewing.loop.front.item == out
    assert logged(page, "decide one of several") == len(chosen)
    key(qtbot, page, "U")
    qtbot.waitUntil(lambda: not any(decisions(page).values()))
    assert logged(page, "undo decision") == len(chosen)
    key(qtbot, page, "U")
    assert page.said[-1] == "There is nothing to undo."


def test_only_what_was_on_the_screen_is_opened_and_can_be_decided(qtbot, page):
    before = logged(page, "open item")
    page.window().resize(1000, 420)
    QApplication.processEvents()
    dialog = ask(qtbot, page)
    qtbot.waitUntil(lambda: any(card.view for card in dialog.several.cards))
    QApplication.processEvents()
    came = [card for card in dialog.several.cards if card.view]
    assert 0 < len(came) < len(dialog.several.cards)
    assert logged(page, "open item") == before + len(came)
    unseen = [card for card in dialog.several.cards if not card.is_seen]
    assert unseen
    assert not any(card.counts for card in unseen)
    assert not any(dialog.cards[card.item].tick.isEnabled() for card in unseen)
    dialog.reject()


def test_a_letter_in_the_reason_decides_nothing_and_Escape_leaves_all_as_it_was(qtbot, page):
    dialog = ask(qtbot, page)
    read(qtbot, dialog)
    dialog.stated.setChecked(True)
    dialog.reason.setFocus()
    QTest.keyClicks(dialog.reason, "xrs")
    assert dialog.reason.text() == "xrs"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not any(decisions(page).values())


def test_a_refusal_is_told_where_one_stands_and_nothing_is_written(qtbot, page):
    dialog = ask(qtbot, page)
    read(qtbot, dialog)
    first = dialog.several.chosen[0]
    page.desk.ask(actions.decide, 1, first, Relevance.UNSURE, "")
    dialog.stated.setChecked(True)
    QTest.keyClick(dialog, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: bool(dialog.fault.text()))
    assert dialog.fault.text() == f"These are decided already; change them one by one: {first}."
    assert dialog.area.isEnabled()
    dialog.reject()
    assert logged(page, "decide one of several") == 0


def test_an_auditor_and_an_empty_rest_of_the_list_open_nothing(qtbot, page):
    for row in page.reviewing.queue.values():
        page.desk.ask(actions.decide, 1, row.item, Relevance.UNSURE, "")
    page.reviewing.reload_queue()
    key(qtbot, page, "D", SHIFT)
    assert page.window().findChild(SeveralDialog) is None
    assert page.said[-1] == "No undecided item stands here or below in this list."


def test_an_item_that_did_not_come_back_is_said_to_be_gone_and_never_counts():
    listed = several.listed(Several(), (1, 2))
    came = several.painted(several.opened(listed, (1,), ()), 1)
    assert came.cards[0].alone.startswith("It cannot be shown now")
    assert (came.chosen, came.unread) == ((), 1)
    assert several.missing(came, is_stated=True).startswith("Scroll through the list")
