"""A child that goes on as several copies of itself: each number is done once, what ends one ends all, in the
sentence that one process would have had, and none outlives the others."""

import multiprocessing
import os
import sys
import time
from pathlib import Path

import hostile_children
import pytest

from evidence_review.domain.errors import CaseProblem, UnreadableExport
from evidence_review.domain.tasks import task
from evidence_review.sandbox import Limits, call, stream
from evidence_review.sandbox.process_copies import Failed, in_copies, may_copy

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


def of(how, count=8, processes=3, **limits):
    return in_copies(
        lambda numbers: task(hostile_children.numbered, numbers=numbers, how=how, maker=os.getpid()),
        count,
        processes,
        Limits(**limits),
    )


def _children():
    multiprocessing.active_children()  # takes note of those that have ended
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


@pytest.fixture(autouse=True)
def _no_child_left():
    """None is left behind that was not there before."""
    before = _children()
    yield
    deadline = time.monotonic() + 20
    while not _children() <= before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert _children() <= before


@pytest.mark.parametrize("count", [0, 1, 7, 2_000])
@pytest.mark.parametrize("processes", [1, 2, 4])
def test_every_number_is_done_once(count, processes):
    got = list(of("", count, processes))
    assert sorted(one["number"] for one in got) == list(range(count))


def test_copies_work_at_the_same_time_and_from_the_beginning():
    answers = of("slow", 40)
    time.sleep(0.5)
    assert len({one["pid"] for one in answers}) == 3


def test_much_that_copies_say_waits_for_nobody():
    got = list(of("much", 6))
    assert [len(one["text"]) for one in got] == [3_000_000] * 6


@pytest.mark.parametrize(
    ("how", "kind", "words"),
    [
        ("refuse", CaseProblem, "Two lines"),
        ("fault", Failed, "^$"),
        ("memory", MemoryError, "^$"),
        ("SIGKILL", UnreadableExport, "stopped early"),
        ("exit", UnreadableExport, "stopped early"),
        ("silent", UnreadableExport, "too long"),
        ("not objects", UnreadableExport, "no sense"),
        ("babble", UnreadableExport, "no sense"),
    ],
)
def test_what_ends_a_copy_ends_all(how, kind, words):
    with pytest.raises(kind, match=words):
        list(of(how, seconds=1 if how == "silent" else 30))


def test_a_fault_of_ones_own_ends_the_copies():
    with pytest.raises(KeyError):
        list(of("own fault"))


def test_closing_ends_all_at_once():
    answers = of("slow", 1_000)
    next(answers)
    begun = len(_children())
    answers.close()
    assert len(_children()) == begun - 2


def test_one_that_is_let_go_of_ends_too():
    before = _children()
    answers = of("slow", 1_000)
    assert len(_children()) == len(before) + 2
    del answers
    assert _children() == before


def test_no_copy_is_made_of_the_program_and_a_child_on_linux_is_one():
    assert not may_copy()
    assert call(task(hostile_children.may_it_copy)) == {"may": True, "beside a thread": False}


@pytest.mark.parametrize("copied", [hostile_children.copied, hostile_children.copied_in_a_thread])
def test_copies_have_the_limits_of_the_child_and_go_with_it(copied):
    answers = stream(task(copied, how="slow"), Limits(memory=2**31))
    got = [next(answers)]
    while len(pids := {one["pid"] for one in got}) < 2:  # it ends with the last of 400 numbers
        got.append(next(answers))
    assert {one["memory"] for one in got} == {2**31}
    answers.close()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


@pytest.mark.parametrize(
    ("how", "words"), [("refuse", "Two lines"), ("hungry", "memory"), ("SIGKILL", "stopped early")]
)
@pytest.mark.parametrize("copied", [hostile_children.copied, hostile_children.copied_in_a_thread])
def test_what_ends_a_copy_is_the_sentence_of_its_child(how, words, copied):
    with pytest.raises((UnreadableExport, CaseProblem), match=words):
        list(stream(task(copied, how=how)))
