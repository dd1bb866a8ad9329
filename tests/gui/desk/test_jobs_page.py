"""The jobs of a sitting in one place: across kinds, by what needs attention, stopped with a word on what
is kept, and
there until acknowledged."""

import threading

import pytest
from PySide6.QtCore import Qt

from evidence_review.domain.errors import ReviewError
from evidence_review.domain.progress import Progress
from evidence_review.gui import actions
from evidence_review.gui.models.job_list import (
    JobState,
    acknowledged,
    begun,
    in_order,
    kept,
    rail_words,
    said,
)
from tests.gui.acts import idle


def press(qtbot, made):
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Space)


def steps(many, gate):
    for at in range(many):
        gate.wait(20)
        yield Progress(at, many, "counting")
    return "result"


@pytest.fixture
def page(window, signed_in):
    signed_in("Dan")
    window.go("jobs")
    return window.at_work


def states(page):
    return [(one.name, one.state) for one in page.model.values()]


def test_what_runs_and_what_is_done_stand_in_one_list_until_acknowledged(qtbot, window, page):
    assert page.empty.isVisible()
    window.work.search()
    assert ("Search", JobState.RUNNING) in states(page)
    assert window.rail.words["jobs"] == "Jobs: 1 running"
    idle(qtbot, window)
    window.work.run_verify()
    idle(qtbot, window)
    assert states(page) == [("Verify", JobState.DONE), ("Search", JobState.DONE)]
    assert window.rail.words["jobs"] == "Jobs"
    window.go("review")
    window.go("jobs")
    assert len(states(page)) == 2
    page.table.selectRow(0)
    press(qtbot, page.see)
    assert states(page) == [("Search", JobState.DONE)]
    press(qtbot, page.all)
    assert states(page) == []


def test_a_job_is_stopped_here_and_says_what_is_kept(qtbot, window, page):
    gate = threading.Event()
    window.jobs.start("Import", lambda: steps(500, gate), lambda _: None)
    assert kept("Import") in page.why.text()
    assert kept("Import") in window.bar.stop.toolTip()
    assert not page.see.isEnabled()  # what runs cannot be put away
    press(qtbot, page.stop)
    gate.set()
    idle(qtbot, window)
    (one,) = page.model.values()
    assert one.state is JobState.ATTENTION
    assert one.words.endswith(kept("Import"))
    assert window.notice.words.text().endswith("Import the same again to go on.")
    assert window.rail.words["jobs"] == "Jobs: 1 to see"
    press(qtbot, page.see)
    assert not page.entries


def test_a_fault_needs_attention_and_a_second_job_that_was_refused_is_no_fault(qtbot, window, page):
    gate = threading.Event()

    def fails():
        gate.wait(20)
        yield Progress(0, 0, "trying")
        raise ReviewError("The disk is full. Free some space.")

    window.jobs.start("Check", fails, lambda _: None)
    window.jobs.start("Search", fails, lambda _: None)
    assert states(page) == [("Check", JobState.RUNNING)]
    gate.set()
    qtbot.waitUntil(lambda: states(page) == [("Check", JobState.ATTENTION)])
    assert page.model.value(0).words == "The disk is full. Free some space."


def test_two_kinds_at_work_at_once_are_told_apart(qtbot, window, page):
    first, second = threading.Event(), threading.Event()
    window.jobs.start("Search", lambda: steps(3, first), lambda _: None)
    window.learner.quiet.start("Learning", lambda: steps(500, second), lambda _: None)
    window.learner.quiet.start("Learning", lambda: steps(3, second), lambda _: None)
    assert len(states(page)) == 2
    at = next(i for i, one in enumerate(page.model.values()) if one.name == "Learning")
    page.table.selectRow(at)
    press(qtbot, page.stop)
    second.set()
    qtbot.waitUntil(lambda: ("Learning", JobState.ATTENTION) in states(page))
    assert ("Search", JobState.RUNNING) in states(page)
    first.set()
    idle(qtbot, window)
    assert ("Search", JobState.DONE) in states(page)


def test_looking_something_up_for_a_page_is_no_job(qtbot, window, page):
    gate = threading.Event()
    gate.set()
    window.learner.quiet.start("Why", lambda: steps(1, gate), lambda _: None)
    qtbot.waitUntil(lambda: not window.learner.quiet.running)
    assert not page.entries


def test_a_record_that_is_not_whole_needs_attention(qtbot, window, page, case):
    window.work.run_verify()
    idle(qtbot, window)
    assert states(page) == [("Verify", JobState.DONE)]  # control: a whole one does not
    session = window.desk.session
    session.case._db.execute("DROP TRIGGER items_no_update")
    session.case._db.execute("UPDATE items SET text = 'something else' WHERE id = 1")
    window.work.run_verify()
    idle(qtbot, window)
    assert page.model.value(0).state is JobState.ATTENTION
    assert page.model.value(0).words


def test_one_long_look_is_broken_off_when_it_is_stopped(qtbot, window, page):
    session = window.desk.session
    from evidence_review.gui.widgets.parts.start_job import one_step, run_for

    def forever(own):
        sql = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
        return one_step("counting without end", lambda: own.case.count(sql))

    given = []
    run_for(window.desk, window.jobs, "Verify", "verify_case", forever, given.append, halts=True)
    qtbot.wait(300)
    press(qtbot, page.stop)
    idle(qtbot, window)
    assert given == []
    assert page.model.value(0).words == f"Stopped. {kept('Verify')}"
    assert actions.verify_case(session).status == 0


def test_the_list_as_values():
    entries = begun(begun((), "Import", "10:00"), "Search", "10:01")
    entries = said(entries, 1, "Done.", JobState.DONE)
    assert [one.name for one in in_order(entries)] == ["Search", "Import"]
    assert acknowledged(entries, [1, 2]) == entries[1:]
    assert rail_words(entries) == "Jobs: 1 running"
    assert rail_words(said(entries, 2, "", JobState.ATTENTION)) == "Jobs: 1 to see"
    assert rail_words(()) == "Jobs"
