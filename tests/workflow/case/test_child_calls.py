"""Several children asked at once: answers in order, and nothing begun after the end."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from evidence_review.workflow.case.child_calls import at_once

MANY = 40


def test_answers_come_in_the_order_of_what_was_asked() -> None:
    last = threading.Event()

    def ask(number: int) -> int:
        if number == 0 and (os.cpu_count() or 1) > 1:
            last.wait(30)
        if number == 1:
            last.set()
        return number

    assert list(at_once(ask, range(MANY))) == list(range(MANY))


def test_what_was_not_begun_is_not_begun_once_it_is_closed() -> None:
    asked, goes_on = [], threading.Event()

    def ask(number: int) -> int:
        asked.append(number)
        assert number == 0 or goes_on.wait(30)
        return number

    with contextlib.closing(at_once(ask, range(MANY))) as answers:
        assert next(answers) == 0
        threading.Timer(0.2, goes_on.set).start()  # those under way end while it is closed
    assert len(asked) < MANY
    begun = len(asked)
    assert not any(one.name.startswith("child call") for one in threading.enumerate())
    assert len(asked) == begun


def test_the_fault_of_one_is_raised_in_its_place() -> None:
    def ask(number: int) -> int:
        if number == 2:
            raise ValueError("the third")
        return number

    answers = at_once(ask, range(MANY))
    assert [next(answers), next(answers)] == [0, 1]
    with pytest.raises(ValueError, match="the third"):
        next(answers)


PROGRAM = """
import os, time
from evidence_review.workflow.case.child_calls import read_ahead
from evidence_review.workflow.case.running import engine_processes
if __name__ == "__main__":
    if {ahead}:
        read_ahead()
    with engine_processes(1) as pool:
        print(pool.submit(os.getpid).result(), pool.submit(os.getppid).result(), os.getpid(), flush=True)
        print(pool.submit(os.getenv, "SECRET_OF_THE_TERMINAL").result(), flush=True)
        time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="copies of one interpreter are made on Linux alone")
@pytest.mark.parametrize("ahead", [True, False])
def test_an_engine_knows_no_secret_of_the_terminal_and_ends_with_a_killed_program(tmp_path, ahead) -> None:
    file = tmp_path / "program.py"
    file.write_text(PROGRAM.format(ahead=ahead), "utf-8")
    with subprocess.Popen(
        [sys.executable, str(file)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"SECRET_OF_THE_TERMINAL": "yes", "PYTHONPATH": os.getcwd()},
    ) as program:
        assert program.stdout
        engine, parent, own = map(int, program.stdout.readline().split())
        assert (
            parent != own
        ) is ahead  # a copy of the interpreter that is no program; else the program's own
        assert program.stdout.readline() == "None\n"
        program.kill()
    end = time.monotonic() + 20
    while Path(f"/proc/{engine}").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not Path(f"/proc/{engine}").exists()
