"""Hostile bytes are read in a child that can neither hurt, deceive nor outlive its parent
(reference/safety.md 4.1)."""

import multiprocessing
import sys
import time

import hostile_children
import pytest
from hostile_children import MARKER

from evidence_review.domain.errors import CaseProblem, UnreadableExport
from evidence_review.domain.tasks import Task, task
from evidence_review.sandbox import Limits, begin, call, stream

QUICK = Limits(seconds=1.0)
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="these limits are POSIX's")


def of(name, limits=None, **arguments):
    return stream(Task(getattr(hostile_children, name), arguments), limits)


def refusal_of(answers):
    with pytest.raises(UnreadableExport) as refusal:
        list(answers)
    assert MARKER not in str(refusal.value)
    assert refusal.value.__cause__ is None
    return str(refusal.value)


def first_then_refused(answers):
    assert next(answers) == {"first": True}
    return refusal_of(answers)


@pytest.fixture(autouse=True)
def no_child_is_left():
    yield
    deadline = time.monotonic() + 60
    while multiprocessing.active_children() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert multiprocessing.active_children() == []


def test_values_arrive_whole_and_in_order():
    assert list(of("count", upto=1000, word="naïve 👍")) == [
        {"number": n, "word": "naïve 👍"} for n in range(1000)
    ]


def test_a_single_answer_may_be_returned_or_yielded():
    assert call(Task(hostile_children.answer, {"a": [1, None, "ü"]})) == {"got": {"a": [1, None, "ü"]}}
    assert call(task(hostile_children.count, upto=5))["number"] == 0
    with pytest.raises(UnreadableExport):
        call(task(hostile_children.count, upto=0))


def test_a_refusal_crosses_as_the_same_kind_and_sentence():
    assert first_then_refused(of("refuse_late")) == "This report is protected. Ask for it again."
    with pytest.raises(CaseProblem) as refusal:
        list(of("refuse_case"))
    assert str(refusal.value) == "Two lines [31m"


def test_a_fault_is_one_sentence_without_its_words():
    assert "stopped early" in refusal_of(of("fault"))


def test_what_a_parser_prints_goes_nowhere(capfd):
    assert list(of("noisy")) == [{"done": True}]
    seen = capfd.readouterr()
    assert MARKER not in seen.out + seen.err


def test_a_silent_child_is_stopped_in_time():
    start = time.monotonic()
    assert "too long" in first_then_refused(of("silent", QUICK, seconds=600))
    assert time.monotonic() - start < 30


def test_time_in_which_the_caller_is_busy_does_not_count():
    answers = of("count", Limits(seconds=0.5), upto=3)
    assert next(answers) == {"number": 0, "word": "x"}
    time.sleep(1.5)
    assert [answer["number"] for answer in answers] == [1, 2]


@posix_only
@pytest.mark.parametrize("how", ["exit", "SIGKILL", "SIGSEGV", "SIGABRT"])
def test_a_dead_child_is_noticed(how):
    assert "stopped early" in first_then_refused(of("die", how=how))


@posix_only
def test_memory_is_bounded():
    assert "memory" in first_then_refused(of("hungry"))


@posix_only
def test_processor_time_is_bounded():
    assert first_then_refused(of("spinning", Limits(processor=2)))


@posix_only
def test_files_are_bounded_in_size_and_number(tmp_path):
    with pytest.raises(UnreadableExport):
        list(of("writes", Limits(file_size=2**20), path=str(tmp_path / "out")))
    assert (tmp_path / "out").stat().st_size <= 2**20
    with pytest.raises(UnreadableExport):
        list(of("opens", path=__file__))


@pytest.mark.parametrize("name", ["not_objects", "nan"])
def test_anything_but_json_objects_is_refused(name):
    first_then_refused(of(name))


def test_one_answer_is_bounded():
    assert "too large" in first_then_refused(of("too_long", Limits(answer=1000), size=5000))


def test_half_a_surrogate_pair_crosses_as_it_is():
    assert list(of("surrogate")) == [{"text": "half \ud83d pair"}]


@posix_only
@pytest.mark.parametrize(
    "what",
    [
        "bytes",
        "huge length",
        "negative length",
        "half a frame",
        "array",
        "deep",
        "number",
        "unknown kind",
        "odd kind",
        "pickle",
    ],
)
def test_a_babbling_child_is_refused(what):
    first_then_refused(of("babble", QUICK, what=what))


def test_closing_early_ends_the_child():
    answers = of("silent", seconds=600)
    next(answers)
    assert len(multiprocessing.active_children()) == 1
    answers.close()
    assert multiprocessing.active_children() == []


def test_an_unknown_target_is_a_sentence(monkeypatch):
    monkeypatch.setattr(hostile_children.nowhere, "__module__", "json")
    assert "stopped early" in refusal_of(stream(task(hostile_children.nowhere)))
    with pytest.raises(ValueError, match="top of a module"):
        task(lambda: {"inner": 1})
    with pytest.raises(TypeError, match="by its name"):
        task(hostile_children.count, 5)


def test_a_child_that_is_begun_works_before_it_is_asked_and_is_killed_when_closed(tmp_path):
    answers = begin(task(hostile_children.leaves_word, path=str(tmp_path / "word")))
    deadline = time.monotonic() + 60
    while not (tmp_path / "word").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert (tmp_path / "word").exists()
    assert next(answers) == {"first": True}
    answers.close()


def test_time_for_an_answer_does_not_run_before_somebody_waits_for_it():
    answers = begin(task(hostile_children.silent, seconds=0.0), Limits(seconds=0.5))
    time.sleep(3)
    assert list(answers) == [{"first": True}, {"late": True}]
