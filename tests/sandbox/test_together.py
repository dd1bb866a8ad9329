"""Several children at once: all that they send comes, what ends one ends all, and none outlives the one that
asked for it."""

import multiprocessing
import os
import sys
import time

import hostile_children
import pytest

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.tasks import Task, task
from evidence_review.sandbox import Limits, stream, together

posix_only = pytest.mark.skipif(
    sys.platform == "win32", reason="signals and process numbers as POSIX has them"
)


def of(name, *shares, limits=None):
    return together([Task(getattr(hostile_children, name), share) for share in shares], limits)


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def _all_gone(pids, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not all(map(_gone, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return all(map(_gone, pids))


def test_all_values_come_each_childs_in_order():
    got = list(of("counted_slowly", {"upto": 50, "word": "a"}, {"upto": 70, "word": "b"}))
    for word, upto in (("a", 50), ("b", 70)):
        assert [one["number"] for one in got if one["word"] == word] == list(range(upto))


def test_children_work_at_the_same_time():
    got = [
        one["word"]
        for one in of("counted_slowly", *({"upto": 10, "word": word, "seconds": 0.3} for word in "ab"))
    ]
    assert got != sorted(got)


def test_no_share_no_value():
    assert list(of("answer")) == []


@posix_only
@pytest.mark.parametrize("how", ["exit", "SIGKILL"])
def test_one_that_dies_ends_all(how):
    start = time.monotonic()
    with pytest.raises(UnreadableExport, match="stopped early"):
        list(of("die_or_last", {"how": ""}, {"how": how}))
    assert time.monotonic() - start < 60
    assert multiprocessing.active_children() == []


def test_one_that_is_silent_ends_all():
    with pytest.raises(UnreadableExport, match="too long"):
        list(of("silent", {"seconds": 600}, {"seconds": 600}, limits=Limits(seconds=1)))
    assert multiprocessing.active_children() == []


def test_closing_ends_all_at_once():
    answers = of("who", {"seconds": 600}, {"seconds": 600})
    pids = [next(answers)["pid"], next(answers)["pid"]]
    start = time.monotonic()
    answers.close()
    assert time.monotonic() - start < 30
    assert multiprocessing.active_children() == []
    assert _all_gone(pids)


@posix_only
def test_children_of_a_child_that_is_killed_go_with_it():
    answers = stream(task(hostile_children.with_children, seconds=600))
    pids = [next(answers)["pid"], next(answers)["pid"]]
    assert not any(map(_gone, pids))
    answers.close()
    assert _all_gone(pids)
