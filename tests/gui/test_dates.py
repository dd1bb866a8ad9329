"""The order of day and month of a source corrected in the window: what would change is in front before
anything does (issue 3, Build 4)."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit

from evidence_review.domain.dates import DateOrder
from evidence_review.domain.kinds import Relevance
from evidence_review.domain.progress import finish
from evidence_review.gui import actions, app
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.widgets.parts.table_views import Table
from tests.gui.acts import as_user, asked, idle
from tests.gui.conftest import concert
from tests.gui.test_screens import WAYS, picture

WHY = "The phone was set to United States English."


def look(qtbot, window, choice, *, despite=False):
    """Ask for an order and wait for what it would do."""
    window.evidence.dates.correct.click()
    dialog = asked()
    orders = dialog.findChild(QComboBox)
    orders.setCurrentIndex(orders.findData(choice))
    dialog.findChild(QCheckBox).setChecked(despite)
    dialog.yes.click()
    idle(qtbot, window)


def correct(qtbot, window, choice):
    look(qtbot, window, choice)
    dialog = asked()
    dialog.findChild(QPlainTextEdit).setPlainText(WHY)
    dialog.yes.click()
    idle(qtbot, window)


def times(window):
    return window.desk.session.case.all("SELECT sent_local, sent_utc, day, sort_time FROM items ORDER BY id")


def test_what_would_change_is_shown_first_and_cancelling_changes_nothing(qtbot, signed_in):
    window = signed_in("Dan")
    window.go("evidence")
    before = times(window)
    assert "When it was read: Dates were read day first, as was chosen." in window.evidence.dates.order.text()
    look(qtbot, window, DateOrder.MONTH_FIRST)
    dialog = asked()
    words = " ".join(part.text() for part in dialog.findChildren(type(window.evidence.dates.order)))
    assert "9 times would be read anew, 0 would stay." in words
    assert "now 2025-03-08 to 2025-03-09; then 2025-08-03 to 2025-09-03" in words
    model = dialog.findChild(Table).model()
    assert [model.index(0, at).data() for at in range(6)] == [
        "1 The evening of the concert",
        "9",
        "0",
        "0",
        "9",
        "0",
    ]
    dialog.yes.click()
    assert dialog.isVisible()  # it asks for the reason
    dialog.reject()
    assert times(window) == before


def test_a_correction_is_set_shown_with_who_and_why_and_taken_back(qtbot, signed_in):
    window, told = signed_in("Rita"), []
    window.desk.told.connect(told.append)
    window.go("evidence")
    before = times(window)
    correct(qtbot, window, DateOrder.MONTH_FIRST)
    assert told[-1] == "9 times read anew. Search again, so that these items can be seen."
    words = window.evidence.dates.order.text()
    assert words.startswith("Order of day and month: month first, as corrected.")
    assert f"Rita: month first, 9 times read anew. {WHY}" in words
    assert {one.name for one in window.evidence.groups.values() if one.by == "Day"} == {
        "2025-08-03",
        "2025-09-03",
    }
    assert "2025-08-03" in window.evidence.told.text()
    correct(qtbot, window, DateOrder.FIRST_READING)
    assert times(window) == before
    assert "as first read; an earlier correction was taken back" in window.evidence.dates.order.text()


def test_what_leaves_a_line_leaves_the_screen_at_once(qtbot, signed_in):
    window = signed_in("Rita")
    window.go("review")
    work = window.review.reviewing
    work.sift(order="time")
    first = work.queue.value(0).item
    actions.decide(window.desk.session, 1, first, Relevance.RELEVANT)
    work.open(first)
    assert window.review.reviewing.talk.focus is not None
    window.go("evidence")
    correct(qtbot, window, DateOrder.MONTH_FIRST)
    assert not work.queue.values()
    assert work.talk.focus is None


def test_the_item_says_how_it_was_first_read(qtbot, signed_in):
    window = signed_in("Rita")
    window.go("evidence")
    actions.propose_line(
        window.desk.session,
        replace(
            concert(2), scope=replace(concert(2).scope, date_from=date(2025, 8, 1), date_to=date(2025, 9, 30))
        ),
    )
    as_user(window, window.desk.session.case.folder, "Sue")
    actions.approve_line(window.desk.session, 2)
    as_user(window, window.desk.session.case.folder, "Rita")
    window.go("evidence")
    correct(qtbot, window, DateOrder.MONTH_FIRST)
    finish(actions.flag(window.desk.session))
    work = window.review.reviewing
    window.go("review")
    work.reload_lines()
    work.choose(2)
    work.open(work.queue.value(0).item)
    told = window.review.middle.facts.text()
    assert "Sun 03 Aug 2025 18:00:00 (UTC+0100)" in told
    assert "other reading of the date: 2025-03-08 18:00, as first read" in told
    assert "as written: 08/03/2025, 18:00" in told


def test_an_order_that_changes_nothing_is_said_and_asks_for_no_reason(qtbot, signed_in):
    window, faults = signed_in("Dan"), []
    window.desk.faulted.connect(faults.append)
    window.go("evidence")
    look(qtbot, window, DateOrder.DAY_FIRST)
    assert faults == ["Nothing changes: these dates are read day first already."]


def test_who_may_not_import_cannot_correct(signed_in, case):
    window = signed_in("Sue")
    window.go("evidence")
    assert window.evidence.dates.correct.isEnabled()
    as_user(window, case, "Aud")
    assert not window.evidence.dates.correct.isEnabled()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]}-{way[1]}")
def test_both_questions_can_be_read(qtbot, qapp, signed_in, way):
    window = signed_in("Dan")
    app.dress(qapp, ViewSettings(*way))
    window.change_view(ViewSettings(*way))
    window.go("evidence")
    correct(qtbot, window, DateOrder.MONTH_FIRST)
    picture(window, "dates-page", *way)
    window.evidence.dates.correct.click()
    picture(asked(), "dates-order", *way)
    asked().reject()
    look(qtbot, window, DateOrder.FIRST_READING)
    picture(asked(), "dates-effect", *way)
    asked().reject()
