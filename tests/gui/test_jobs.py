"""Long work beside the window: progress, cancel, faults without content, one at a time."""

import threading
import time

import pytest

from evidence_review.domain.errors import CaseProblem
from evidence_review.domain.progress import Progress
from evidence_review.gui.jobs import Jobs, report_bug

SECRET = "the words of an item"


@pytest.fixture
def jobs(qtbot):
    made = Jobs()
    yield made
    made.wait()


def counting(steps, seen=None, pause=0.0):
    for number in range(steps):
        if seen is not None:
            seen.append(threading.current_thread() is threading.main_thread())
        time.sleep(pause)
        yield Progress(number + 1, steps, "counting")
    return steps


def test_a_job_runs_off_the_gui_thread_and_its_result_comes_back_on_it(qtbot, jobs):
    seen, got = [], []
    with qtbot.waitSignal(jobs.finished):
        jobs.start(
            "Count",
            lambda: counting(5, seen),
            lambda result: got.append((result, threading.current_thread() is threading.main_thread())),
        )
    assert got == [(5, True)]
    assert seen == [False] * 5
    assert not jobs.running


def test_progress_comes_at_most_ten_times_a_second_and_ends_full(qtbot, jobs):
    steps = []
    jobs.progressed.connect(lambda step, left: steps.append((step.done, left)))
    began = time.monotonic()
    with qtbot.waitSignal(jobs.finished, timeout=20_000):
        jobs.start("Count", lambda: counting(2000, pause=0.0005), lambda _result: None)
    assert len(steps) <= (time.monotonic() - began) * 10 + 3
    assert steps[-1][0] == 2000


def test_a_job_stops_between_two_steps(qtbot, jobs):
    begun, closed = [], []

    def endless():
        try:
            while True:
                begun.append(True)
                time.sleep(0.005)
                yield Progress(0, 0, "on and on")
        finally:
            closed.append(True)

    with qtbot.waitSignal(jobs.finished) as over:
        jobs.start("Endless", endless, lambda _result: closed.append("never"))
        qtbot.waitUntil(lambda: bool(begun))
        jobs.cancel()
        done = len(begun)
    assert len(begun) <= done + 2  # the step under way, and one that began between the two lines above
    assert closed == [True]
    assert "stopped" in over.args[0]


def test_a_fault_of_the_world_is_told_as_its_sentence(qtbot, jobs):
    def refused():
        yield Progress(0, 1, "trying")
        raise CaseProblem("The case is in use. Close it there first.")

    with qtbot.waitSignal(jobs.faulted) as told:
        jobs.start("Try", refused, lambda _result: None)
    assert told.args == ["The case is in use. Close it there first."]
    assert not jobs.running


def test_a_bug_is_reported_by_types_and_lines_only(qtbot, jobs, capfd):
    def broken():
        yield Progress(0, 1, "trying")
        raise KeyError(SECRET)

    with qtbot.waitSignal(jobs.faulted) as told:
        jobs.start("Break", broken, lambda _result: None)
    err = capfd.readouterr().err
    assert "KeyError" in err
    assert SECRET not in err + told.args[0]
    try:
        raise ValueError(SECRET)
    except ValueError as bug:
        report_bug(bug)
    assert SECRET not in capfd.readouterr().err


def test_one_job_at_a_time(qtbot, jobs):
    with qtbot.waitSignal(jobs.finished):
        assert jobs.start("One", lambda: counting(20, pause=0.01), lambda _result: None)
        assert not jobs.start("Two", lambda: counting(1), lambda _result: None)
