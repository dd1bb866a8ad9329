"""Searching a line in the window, by keys and mouse: what is found is the list, and nothing else is."""

import json
from array import array
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_review.domain.kinds import ItemKind, Relevance
from evidence_review.gui import actions
from evidence_review.gui.models.review.destination import Destination, day_shown, destination, not_there
from evidence_review.gui.models.review.search_limits import (
    Chip,
    Limit,
    chips,
    found_words,
    values,
    with_limit,
    with_words,
    without_limit,
)
from evidence_review.gui.models.table_rows import Rows
from evidence_review.gui.widgets.review import limit_dialog, list_switch, search_bar
from evidence_review.store import audit
from evidence_review.workflow.case.search_views import (
    ConversationRow,
    Exchange,
    Facets,
    LineSearch,
    Someone,
    State,
    Wanted,
)
from evidence_review.workflow.reviewing import queue_order
from tests.gui.acts import asked, sift

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
FACETS = Facets(
    (("Ann Example", 5), ("Person 1", 4)),
    (("WhatsApp", 9),),
    (("ABC/1", 9),),
    ((ItemKind.MESSAGE, 9),),
    (("", 1), ("2025-03-08", 7), ("2025-03-09", 2)),
)


# --- the models -------------------------------------------------------------------------


def test_each_limit_is_a_chip_that_can_be_taken_off_again():
    wanted = with_words(Wanted(), "  larkfest ")
    given_values = {
        Limit.WHO: "Ann Example",
        Limit.FROM: date(2025, 3, 8),
        Limit.TO: date(2025, 3, 9),
        Limit.APP: "WhatsApp",
        Limit.EXHIBIT: "ABC/1",
        Limit.KIND: ItemKind.MESSAGE,
        Limit.STATE: State.UNDECIDED,
        Limit.FILE: True,
        Limit.CONVERSATION: 4,
        Limit.EXCHANGE: Exchange(Someone(1, "Ann Example"), Someone(2, "Bob Sample")),
        Limit.HOURS: (18, 20),
        Limit.PICKED: (3, 4),
    }
    assert set(given_values) == set(Limit)
    for limit, value in given_values.items():
        wanted = with_limit(wanted, limit, value)
    shown = chips(wanted, "Ann Example, Bob Sample")
    assert [chip.words for chip in shown] == [
        "From: Ann Example",
        "When: Sat 08 Mar 2025 to Sun 09 Mar 2025",
        "App: WhatsApp",
        "Exhibit: ABC/1",
        "Kind: Message",
        "State: Undecided",
        "With a file",
        "Conversation: Ann Example, Bob Sample",
        "Between Ann Example and Bob Sample",
        "Hours: 18:00 to 20:59",
        "Picked: 2 items",
    ]
    for chip in shown:
        wanted = without_limit(wanted, chip)
    assert wanted == Wanted("larkfest")


def test_a_limit_of_several_values_takes_more_and_one_of_one_value_takes_the_last():
    two = with_limit(with_limit(Wanted(), Limit.WHO, "A"), Limit.WHO, "B")
    assert two.who == ("A", "B")
    assert with_limit(two, Limit.WHO, "A") is two
    assert without_limit(two, Chip(Limit.WHO, "A", "")).who == ("B",)
    stands = with_limit(with_limit(Wanted(), Limit.STATE, State.UNSURE), Limit.STATE, State.TERM)
    assert stands.state is State.TERM
    late = with_limit(with_limit(Wanted(), Limit.TO, date(2025, 3, 8)), Limit.FROM, date(2025, 3, 9))
    assert (late.first, late.last) == (date(2025, 3, 9), date(2025, 3, 9))


def test_values_come_from_the_case_with_counts_and_what_has_no_day_is_no_day():
    for limit in (Limit.FROM, Limit.TO):
        assert [(one.words, one.items) for one in values(FACETS, limit)] == [
            ("Sat 08 Mar 2025", 7),
            ("Sun 09 Mar 2025", 2),
        ]
    assert [(one.value, one.items) for one in values(FACETS, Limit.WHO)] == list(FACETS.who)
    assert [one.words for one in values(FACETS, Limit.KIND)] == ["Message"]
    assert {one.value for one in values(FACETS, Limit.STATE)} == set(State)


def test_what_was_found_is_said_among_how_many():
    assert found_words(LineSearch(array("I", range(12)), 3402)) == "12 of 3,402 items"
    assert found_words(LineSearch(array("I"), 1)) == "Nothing found in 1 item."


def test_a_destination_is_a_number_a_day_or_a_time():
    day, six = date(2025, 3, 8), time(18, 3)
    told = {
        "2807": Destination(item=2807),
        " item 2,807": Destination(item=2807),
        "MZ/1 · item 7": Destination(item=7),
        "08.03.2025": Destination(day=day),
        "8.3.2025": Destination(day=day),
        "2025-03-08": Destination(day=day),
        "18:03": Destination(minute=six),
        "8.3.2025 18:03": Destination(day=day, minute=six),
        "2025-03-08T18:03": Destination(day=day, minute=six),
    }
    assert {written: destination(written) for written in told} == told
    for wrong in ("", "tomorrow", "31.02.2025", "25:00", "08.03.2025 18", "8/3/2025", "-4"):
        assert destination(wrong) is None, wrong
    assert day_shown("Sat 08 Mar 2025 21:04:00 (UTC+0000)") == day
    assert day_shown("no time") is None
    assert not_there(Destination(item=9)) == "Item 9 is not in this list."
    assert not_there(Destination(day=day, minute=six)).endswith("Sat 08 Mar 2025 at 18:03 or later.")


@given(st.text(max_size=30))
def test_anything_may_be_written_as_a_destination(written):
    destination(written)


def test_the_lists_of_values_and_of_conversations_keep_the_rules_of_qt(qtmodeltester):
    limits, talks = Rows(limit_dialog.COLUMNS), Rows(list_switch.COLUMNS)
    limits.put(values(FACETS, Limit.WHO))
    talks.put((ConversationRow(3, "Ann", "WhatsApp", "ABC/1", 9, 4, "2025-03-08T18:00:00", "2025-03-09"),))
    for model in (limits, talks):
        qtmodeltester.check(model)
        assert model.rowCount()
    assert talks.index(0, 4).data() == "08.03.2025 to 09.03.2025"
    assert talks.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "1 of 1. Conversation: Ann"


# --- the window -------------------------------------------------------------------------


@pytest.fixture(params=["short", "long"])
def page(request, monkeypatch, signed_in, qtbot):
    """Rita's review page, of a case that counts as short or as long."""
    if request.param == "long":
        monkeypatch.setattr(queue_order, "LONG", 0)
    window = signed_in("Rita")
    made = window.review
    made.settle = lambda: settle(qtbot, window)
    made.said = []
    window.desk.told.connect(made.said.append)
    window.desk.faulted.connect(made.said.append)
    made.settle()
    return made


def settle(qtbot, window):
    for _ in range(3):
        QApplication.processEvents()
    qtbot.waitUntil(lambda: not window.reader.is_waiting)
    if QApplication.activeModalWidget() is None:
        window.activateWindow()
    QApplication.processEvents()


def press(page, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or page, key, modifier)
    page.settle()


def search(page, words):
    page.left.table.setFocus()
    press(page, Qt.Key.Key_Slash)
    assert page.left.bar.words.hasFocus()
    QTest.keyClicks(page.left.bar.words, words)
    press(page, Qt.Key.Key_Return)


def items(page):
    return [row.item for row in page.reviewing.queue.values()]


def texts(page):
    return [actions.open_item(page.desk.session, 1, item).text for item in items(page)]


def shown_chips(page):
    return [one for one in page.left.bar.findChildren(search_bar.ChipButton) if one.isVisible()]


def searches(page):
    entries = [json.loads(line) for line in audit.lines(page.desk.session.case)]
    return [one["detail"] for one in entries if one["action"] == "search in line"]


def choose(page, limit, row=0):
    page.left.bar.ask(limit)
    page.settle()
    dialog = asked()
    dialog.table.selectRow(row)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    page.settle()


def test_words_are_found_by_keys_and_the_list_holds_them_alone(page):
    every = items(page)
    search(page, "larkfest concert")
    assert all("larkfest" in text and "concert" in text for text in texts(page))
    found = items(page)
    assert 0 < len(found) < len(every)
    assert page.left.bar.told.text() == f"{len(found)} of {len(every)} items"
    assert page.left.table.hasFocus()
    assert len(searches(page)) == 1
    press(page, Qt.Key.Key_J)
    assert page.reviewing.talk.focus.id == found[0]
    press(page, Qt.Key.Key_J)
    assert page.reviewing.talk.focus.id == found[1]
    page.left.bar.clear.click()
    page.settle()
    assert items(page) == every
    assert page.reviewing.talk.focus.id == found[1]
    assert page.left.table.hasFocus()
    assert (page.left.bar.words.text(), page.left.bar.clear.isVisible()) == ("", False)
    assert len(searches(page)) == 1


def test_a_phrase_and_a_beginning_are_found_and_what_holds_nothing_is_refused_in_words(page):
    search(page, '"good morning"')
    assert [text[:12] for text in texts(page)] == ["good morning"]
    search(page, "lark*")
    assert len(items(page)) == 3
    before = items(page)
    search(page, "?!")
    assert "letters and figures" in page.said[-1]
    assert items(page) == before
    assert page.left.bar.told.text() == ""
    search(page, "zebra")
    assert items(page) == []
    assert page.left.bar.told.text() == "Nothing found in 9 items."


def test_hits_stay_after_a_decision_and_on_another_page_and_are_searched_for_once(page, window):
    search(page, "concert")
    found = items(page)
    page.reviewing.open(found[0])
    page.reviewing.note_seen()
    page.reviewing.decide(Relevance.RELEVANT)
    page.settle()
    assert page.reviewing.talk.focus.id == found[1]
    window.go("lines")
    page.settle()
    window.go("review")
    page.settle()
    assert items(page) == found
    sift(page, "undecided")
    page.settle()
    assert items(page) == found[1:]
    page.reviewing.undo()
    page.settle()
    assert sorted(items(page)) == found  # it never stood in this list, and comes last
    page.left.order.setCurrentIndex(page.left.order.findData("rank"))
    page.settle()
    assert sorted(items(page)) == sorted(found)
    assert len(searches(page)) == 1


def test_a_person_is_chosen_with_her_count_and_taken_off_by_a_click_or_by_backspace(page):
    every = items(page)
    page.left.bar.ask(Limit.WHO)
    page.settle()
    dialog = asked()
    ann, many = next(
        (at, dialog.model.value(at).items)
        for at in range(dialog.model.rowCount())
        if dialog.model.value(at).value == "Ann Example"
    )
    dialog.reject()
    choose(page, Limit.WHO, ann)
    assert len(items(page)) == many
    assert {row.sender for row in page.reviewing.queue.values()} == {"Ann Example"}
    choose(page, Limit.FROM, 1)
    assert [chip.accessibleName() for chip in shown_chips(page)] == [
        "Take off From: Ann Example",
        "Take off From day: Sun 09 Mar 2025",
    ]
    assert len(items(page)) == 1
    page.left.bar.words.setFocus()
    press(page, Qt.Key.Key_Backspace)
    assert len(items(page)) == many
    (chip,) = shown_chips(page)
    QTest.mouseClick(chip, LEFT)
    page.settle()
    assert items(page) == every
    assert shown_chips(page) == []


@pytest.mark.parametrize("limit", [Limit.APP, Limit.EXHIBIT, Limit.KIND, Limit.STATE, Limit.TO])
def test_every_list_of_values_chooses_its_own(page, limit):
    choose(page, limit)
    (chip,) = shown_chips(page)
    assert chip.chip.limit is limit
    wanted = page.reviewing.found.wanted
    assert items(page) == list(actions.search_line(page.desk.session, 1, wanted).items)
    chip.setFocus()
    press(page, Qt.Key.Key_Delete)
    assert page.reviewing.found is None


def test_with_a_file_needs_no_value(page):
    page.left.bar.ask(Limit.FILE)
    page.settle()
    assert page.reviewing.found.wanted == Wanted(has_file=True)
    assert items(page) == []


def test_another_line_or_user_begins_without_the_search(page, window, case):
    search(page, "concert")
    page.reviewing.choose(1)
    page.settle()
    assert (len(items(page)), page.left.bar.words.text()) == (9, "")
    search(page, "concert")
    window.close_case()
    assert (page.left.bar.words.text(), page.reviewing.found) == ("", None)
    assert page.left.bar.foot.isHidden()


def test_an_answer_after_Clear_lists_nothing(page):
    every = items(page)
    page.reviewing.search(Wanted("concert"))
    page.reviewing.end_search()
    page.settle()
    assert items(page) == every


# --- going to a place ---------------------------------------------------------------------


def go(page, written):
    page.left.table.setFocus()
    press(page, Qt.Key.Key_G, CTRL)
    dialog = asked()
    QTest.keyClicks(dialog.focusWidget(), written)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    page.settle()
    return dialog


def test_an_item_a_day_and_a_time_are_gone_to_and_selected_in_the_list(page):
    every = items(page)
    go(page, str(every[3]))
    assert page.reviewing.talk.focus.id == every[3]
    go(page, "09.03.2025")
    assert page.reviewing.talk.focus.id == every[7]
    assert page.left.table.currentIndex().row() == 7
    go(page, "9:05")
    assert page.reviewing.talk.focus.id == every[8]
    go(page, "2025-03-08 18:04")
    assert page.reviewing.talk.focus.id == every[3]


def test_what_is_not_in_the_list_is_said_in_one_sentence_and_nothing_moves(page):
    go(page, "18:04")
    assert "Write the day before the time" in page.said[-1]
    search(page, "larkfest")
    first, *_ = found = items(page)
    page.reviewing.open(first)
    outside = next(one for one in range(1, 20) if one not in found)
    for written, said in (
        (str(outside), f"Item {outside} is not in this list."),
        ("10.03.2025", "Nothing in this list is of Mon 10 Mar 2025."),
        ("08.03.2025 23:45", "Nothing in this list is of Sat 08 Mar 2025 at 23:45 or later."),
    ):
        go(page, written)
        assert page.said[-1] == said
        assert page.reviewing.talk.focus.id == first
    dialog = go(page, "tomorrow")
    assert "Write the number of an item" in dialog.fault.text()
    dialog.reject()


# --- conversations ------------------------------------------------------------------------


def test_a_conversation_is_chosen_by_keys_and_becomes_a_chip(page):
    every, listed = items(page), page.left.listed
    QTest.mouseClick(listed.conversations, LEFT)
    page.settle()
    assert listed.talks.isVisible()
    assert not page.left.table.isVisible()
    row = listed.model.value(0)
    assert (row.items, row.undecided, row.exhibit) == (9, 9, "ABC/1")
    listed.talks.setFocus()
    press(page, Qt.Key.Key_Return)
    assert page.left.table.isVisible()
    (chip,) = shown_chips(page)
    assert chip.text().startswith("Conversation: ")
    assert items(page) == every
    assert page.reviewing.found.wanted.conversation == row.number
    page.left.bar.put_conversation(row.number + 1, "another")
    page.settle()
    assert items(page) == []


def test_the_counts_of_conversations_follow_decisions_while_they_are_shown(page, window):
    listed = page.left.listed
    QTest.mouseClick(listed.conversations, LEFT)
    page.settle()
    page.reviewing.open(items(page)[0])
    page.reviewing.note_seen()
    page.reviewing.decide(Relevance.RELEVANT)
    page.settle()
    assert listed.model.value(0).undecided == 8
    window.close_case()
    assert (listed.model.rowCount(), listed.talks.isHidden()) == (0, True)
