"""The list of the review: two lines a row, read through the gate for the rows that were painted, and nothing above it
moves."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_review.domain.kinds import HoldKind, Relevance
from evidence_review.gui import actions
from evidence_review.gui.models.queue import QueueModel
from evidence_review.gui.models.review.day_bars import bars
from evidence_review.gui.models.review.row_lines import Sign, row_lines, spoken
from evidence_review.gui.widgets.review.queue_rows import STILL
from evidence_review.store import audit
from evidence_review.workflow.case.queue_views import RowWords
from evidence_review.workflow.reviewing.list_words import LENGTH, window
from tests.gui import values
from tests.gui.test_line_search import press, search, settle, shown_chips


@pytest.fixture
def page(signed_in, qtbot):
    shown = signed_in("Rita")
    shown.resize(1366, 728)
    made = shown.review
    made.settle = lambda: settle(qtbot, shown)
    made.settle()
    QTest.qWait(STILL + 60)
    return made


def said(page):
    queue = page.reviewing.queue
    return [queue.index(at, 0).data(QueueModel.LinesRole) for at in range(queue.rowCount())]


def looks(page):
    entries = [json.loads(line) for line in audit.lines(page.desk.session.case)]
    return [one["detail"]["shown"].split() for one in entries if one["action"] == "list items"]


# --- what a row says ------------------------------------------------------------------------


def test_a_row_says_who_to_whom_when_its_first_words_and_its_state():
    row = values.row(1, Relevance.UNSURE)
    lines = row_lines(
        row, RowWords(row.item, "Ann Example +2", "see 🎻 there", ((4, 5),), 2), "Unsure", "", "2025"
    )
    assert (lines.people, lines.when, lines.sign) == (
        "Person 1 → Ann Example +2",
        "08 Mar 21:04",
        Sign.SECOND_LOOK,
    )
    assert lines.hits == ((4, 6),)  # in UTF-16 units, as Qt counts
    assert "3 of 12" in spoken(lines, 3, 12)
    assert "2 files" in spoken(lines, 3, 12)
    back = row_lines(row, RowWords(row.item, "", "again", came_back=True), "", "", "")
    assert back.sign is Sign.CAME_BACK
    unread = row_lines(values.row(2), None, "", "", "")
    assert (unread.words, unread.sign) == (None, Sign.UNDECIDED)
    assert row_lines(values.row(2), RowWords(row.item, "", ""), "", "", "").words == "Message without words"


def test_a_hit_far_behind_is_brought_into_the_row():
    text = "a" * 100 + " concert " + "b" * 100
    words, (hit,) = window(text, [(101, 108)])
    assert words[slice(*hit)] == "concert"
    assert words.startswith("…")
    assert len(words) <= LENGTH + 2
    assert window("short", []) == ("short", ())


# --- through the gate -----------------------------------------------------------------------


def test_the_words_of_painted_rows_are_read_once_masked_and_logged(page):
    lines = said(page)
    assert lines[0].words.startswith("are you still coming to the larkfest concert")
    assert lines[0].words[slice(*lines[0].hits[0])] == "concert"
    sister = next(one for one in lines if "picked" in one.words)
    assert "Carol" not in sister.words
    assert sister.words.startswith("…1 picked")  # of Person 1
    shown = [item for entry in looks(page) for item in entry]
    assert shown == [str(row.item) for row in page.reviewing.queue.values()]
    page.left.table.viewport().repaint()
    QTest.qWait(STILL + 60)
    assert len(looks(page)) == 1


def test_names_shown_with_a_reason_in_the_item_stay_masked_in_the_list(page):
    row = next(
        row
        for row, one in zip(page.reviewing.queue.values(), said(page), strict=True)
        if "picked" in one.words
    )
    page.reviewing.open(row.item)
    page.reviewing.reveal("names", "I need to know who picked her up")
    assert "Carol" in page.reviewing.talk.focus.text  # the control
    page.reviewing.queue.forget_words()
    page.left.table.ask()
    assert all("Carol" not in one.words for one in said(page))


def test_no_row_gives_a_word_of_what_the_line_does_not_cover(page):
    session = page.desk.session
    item = page.reviewing.queue.value(0).item
    assert [one.item for one in actions.list_words(session, 1, [item])] == [item]  # the control
    assert actions.list_words(session, 1, [item + 10_000]) == ()
    actions.hold(session, 1, item, HoldKind.LPP)
    assert actions.list_words(session, 1, [item]) == ()


def test_rows_that_are_not_painted_are_not_read(page):
    page.reviewing.queue.forget_words()
    page.left.table.setFixedHeight(page.left.table.row_height() * 3)
    QTest.qWait(STILL + 80)
    shown = looks(page)[-1]
    assert len(shown) < page.reviewing.queue.rowCount()
    assert said(page)[-1].words is None


def test_what_a_search_asked_for_is_bold(page):
    search(page, '"picked me up"')
    QTest.qWait(STILL + 60)
    (line,) = said(page)
    assert "picked me up" in {line.words[a:b] for a, b in line.hits}


# --- room -----------------------------------------------------------------------------------


def places(page):
    left = page.left
    return [
        (part.mapTo(page, QPoint(0, 0)).toTuple(), part.size().toTuple())
        for part in (left.switch, left.bar, left.sifters, left.table)
    ]


def test_ten_rows_fit_and_nothing_above_the_list_moves(page):
    table = page.left.table
    assert table.viewport().height() // table.row_height() >= 10
    before = places(page)
    search(page, "concert")
    assert page.left.bar.told.isVisible()
    assert places(page) == before
    search(page, "?!")
    assert places(page) == before
    page.left.bar.clear.click()
    page.left.put_fresh(1, 5)
    assert page.left.fresh.isVisible()
    page.settle()
    assert places(page) == before
    assert table.horizontalScrollBar().maximum() == 0


def test_scrolling_reads_nothing_until_it_stands_still(page):
    page.reviewing.queue.forget_words()
    before = len(looks(page))
    for _ in range(5):
        page.left.table.viewport().repaint()
        QApplication.processEvents()
    assert len(looks(page)) == before
    QTest.qWait(STILL + 80)
    assert len(looks(page)) == before + 1


def test_the_line_is_named_on_one_line_and_opens_as_a_list_by_keys(page):
    switch = page.left.switch
    assert switch.accessibleName().startswith(
        "Line of enquiry 1  The evening of the concert, 9 to decide of 9"
    )
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Down)
    assert switch.holder.isVisible()
    assert "9 in scope" in switch.counts.text()
    page.left.list.setCurrentIndex(page.left.model.index(0))
    QTest.keyClick(page.left.list, Qt.Key.Key_Return)
    page.settle()
    assert not switch.holder.isVisible()
    assert page.reviewing.number == 1


def test_a_decision_changes_the_sign_of_its_row(page):
    press(page, Qt.Key.Key_J)
    QTest.qWait(50)
    page.reviewing.note_seen()
    press(page, Qt.Key.Key_X)
    assert said(page)[0].sign is Sign.NOT_RELEVANT


# --- days -----------------------------------------------------------------------------------


def test_days_become_bars_and_many_days_become_weeks():
    few = bars((("2025-03-08", 7), ("2025-03-10", 2), ("", 4)), 10)
    assert [(bar.first.day, bar.last.day, bar.items) for bar in few] == [(8, 8, 7), (9, 9, 0), (10, 10, 2)]
    many = bars(tuple((f"2025-{month:02d}-01", month) for month in range(1, 13)), 60)
    assert sum(bar.items for bar in many) == 78
    assert len(many) <= 60
    assert (many[0].last - many[0].first).days == 6
    assert bars((("", 3),), 10) == ()


def shown_days(page):
    return {row.time_london[:11] for row in page.reviewing.queue.values()}


def test_a_span_is_brushed_with_the_mouse_and_becomes_one_chip(page):
    days = page.left.days
    assert [bar.items for bar in days.bars] == [7, 2]
    QTest.mouseClick(days, Qt.MouseButton.LeftButton, pos=days.bar_box(1).center().toPoint())
    page.settle()
    assert shown_days(page) == {"09 Mar 2025"}
    (chip,) = shown_chips(page)
    assert chip.accessibleName() == "Take off When: Sun 09 Mar 2025"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    page.settle()
    assert shown_days(page) == {"08 Mar 2025", "09 Mar 2025"}


def test_a_span_is_brushed_with_keys(page):
    days = page.left.days
    days.setFocus()
    QTest.keyClick(days, Qt.Key.Key_Right)
    assert days.words() == "Sat 08 Mar 2025: 7 items"
    QTest.keyClick(days, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert days.words().endswith("to Sun 09 Mar 2025: 9 items")
    QTest.keyClick(days, Qt.Key.Key_Return)
    page.settle()
    (chip,) = shown_chips(page)
    assert chip.text().startswith("When: Sat 08 Mar 2025 to Sun 09 Mar 2025")
    assert page.reviewing.queue.total == 9


def test_the_days_count_only_what_the_line_lets_through(page):
    session = page.desk.session
    every = dict(actions.days_of_line(session, 1))
    actions.hold(session, 1, page.reviewing.queue.value(0).item, HoldKind.LPP)
    held = {item for item in every if every[item] != dict(actions.days_of_line(session, 1)).get(item)}
    assert held == {"2025-03-08"}
