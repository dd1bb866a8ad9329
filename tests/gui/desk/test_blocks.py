"""The window's thread never stands long: over 20,000 items, while a person pages, decides, searches and opens pages.
What counts is the time alone, less what the system gave to other programs; a sleep on purpose is found."""

import sys
import time
from pathlib import Path

import pytest

from evidence_review.domain.kinds import Relevance
from evidence_review.workflow.case.search_views import Wanted
from tests.build import lighten

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
ITEMS = 20_000
BOUND = 250
"""Milliseconds: the 100 of the bench, for a machine in the middle of a check; what ran in this thread before took 800
and more."""


@pytest.fixture(scope="module")
def bench():
    """The parts of the bench, and a case that its own builder makes."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        import desk_case  # pyright: ignore[reportMissingImports]  # the benchmarks are no package
        import desk_pulse  # pyright: ignore[reportMissingImports]
    finally:
        sys.path.remove(str(BENCHMARKS))
    return desk_case, desk_pulse


@pytest.fixture(scope="module")
def large(bench, tmp_path_factory):
    desk_case, _ = bench
    return lighten(desk_case.large_case(tmp_path_factory.mktemp("large"), ITEMS), desk_case.WORDS)


@pytest.fixture
def desk(qtbot, window, bench, large):
    desk_case, desk_pulse = bench
    window.open_case(large, "Rita", desk_case.WORDS)
    assert window.desk.session is not None
    window.go("review")
    qtbot.waitUntil(
        lambda: window.review.reviewing.queue.rowCount() == ITEMS and not window.reader.is_waiting
    )
    pulse = desk_pulse.Pulse()
    yield window, pulse
    pulse.stop()


def worst(qtbot, desk, does):
    """The longest time for which the thread stood in an act and in what it brought about, and where."""
    window, pulse = desk
    pulse.take()
    does(window)
    qtbot.waitUntil(lambda: not window.reader.is_waiting)
    qtbot.wait(100)
    return pulse.take()


def go_about(window):
    work = window.review.reviewing
    for at in (0, 9_000, ITEMS - 1, 3, 15_000):
        work.open(work.queue.value(at).item)
    bar = window.review.left.table.verticalScrollBar()
    for _ in range(10):
        bar.setValue(bar.value() + 40)
        window.review.left.table.viewport().repaint()


def decide(window):
    work = window.review.reviewing
    work.open(work.queue.value(100).item)
    work.unfold()
    work.note_seen()
    work.decide(Relevance.NOT_RELEVANT_TO_LINE)


def page(name):
    return lambda window: window.go(name)


ACTS = {
    "going about": go_about,
    "deciding": decide,
    "searching": lambda window: window.review.reviewing.search(Wanted(words="canal milk")),
    "another order": lambda window: window.review.reviewing.sift(only="undecided", order="rank"),
    "another line": lambda window: window.review.reviewing.choose(2),
    **{name: page(name) for name in ("home", "overview", "log", "lines", "samples", "personal", "account")},
    "help": lambda window: window.show_help(),
}


def test_nothing_that_is_done_all_day_stops_the_window(qtbot, desk):
    stood = {name: worst(qtbot, desk, act) for name, act in ACTS.items()}
    late = {name: (round(one.alone), one.at) for name, one in stood.items() if one.alone > BOUND}
    assert not late


def test_a_sleep_in_the_thread_of_the_window_is_found(qtbot, desk):
    stood = worst(qtbot, desk, lambda _window: time.sleep(2 * BOUND / 1000))
    assert stood.alone > BOUND
