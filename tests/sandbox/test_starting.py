"""Where children come from: an interpreter that has read our code and nothing else, and that does not outlive
the program."""

import json
import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path

import hostile_children
import pytest

from evidence_review.domain.tasks import task
from evidence_review.sandbox import call, stream

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="copies of one interpreter are made on Linux alone"
)
PROGRAM = """
import json, sys, time
sys.path[:0] = {path!r}
import hostile_children
from evidence_review.domain.tasks import task
from evidence_review.sandbox import stream
from evidence_review.workflow.case.child_calls import read_ahead
if __name__ == "__main__":
    if {ahead}:
        read_ahead()
    answers = stream(task(hostile_children.where, wait=60))
    print(json.dumps(next(answers)), flush=True)
    time.sleep(60)
"""


def test_a_child_knows_nothing_that_the_program_knows(monkeypatch):
    call(task(hostile_children.where))
    monkeypatch.setattr(hostile_children, "HELD", "the words of a case")
    assert call(task(hostile_children.where))["held"] == ""


def test_children_are_copies_of_one_interpreter_that_is_not_the_program():
    first, second = (call(task(hostile_children.where)) for _ in range(2))
    assert first["parent"] == second["parent"] != os.getpid()
    assert first["own"] != second["own"]
    assert {
        "evidence_review.importers.order",
        "evidence_review.workflow.case.child_tasks",
        "spacy.lang.en.lemmatizer",
    } <= set(first["read"])
    assert not {"PySide6.QtWidgets", "evidence_review.store.case", "onnxruntime"} & set(first["read"])


def test_a_child_takes_the_surroundings_of_now(monkeypatch):
    monkeypatch.setenv("LC_SAID_LATER", "yes")
    assert call(task(hostile_children.where))["later"] == "yes"
    monkeypatch.delenv("LC_SAID_LATER")
    assert call(task(hostile_children.where))["later"] == ""


def test_what_is_read_ahead_starts_no_thread():
    assert call(task(hostile_children.where))["threads_of_parent"] == 1


@pytest.mark.parametrize("ahead", [True, False])
def test_all_of_it_ends_with_a_program_that_is_killed(ahead, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(path=[str(Path(__file__).parent), os.getcwd()], ahead=ahead), "utf-8")
    running = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True)
    said = json.loads(running.stdout.readline())
    running.kill()
    running.wait()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and any(alive(said[one]) for one in ("own", "parent")):
        time.sleep(0.05)
    assert not alive(said["own"])
    assert not alive(said["parent"])


def test_a_child_that_has_ended_is_not_killed_since_its_number_may_be_anothers_by_then(monkeypatch):
    killed, kill = [], os.killpg
    monkeypatch.setattr(
        os, "killpg", lambda process, sign: (killed.append((process, alive(process))), kill(process, sign))
    )
    ended, waiting = (stream(task(hostile_children.where, wait=wait)) for wait in (0, 60))
    own, others = next(ended)["own"], next(waiting)["own"]
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and Path(f"/proc/{own}").exists():
        time.sleep(0.05)
    time.sleep(0.5)  # until the interpreter for copies has said so
    ended.close()
    waiting.close()
    assert [process for process, was_alive in killed if was_alive] == [others]
    assert not alive(others)


def test_a_child_starts_afresh_where_no_copy_can_be_had(tmp_path):
    deep = tmp_path / ("deep" * 30)  # too deep for the path of a socket
    deep.mkdir()
    program = tmp_path / "program.py"
    program.write_text(
        PROGRAM.format(path=[str(Path(__file__).parent), os.getcwd()], ahead=True).replace(
            "time.sleep(60)", "answers.close()"
        ),
        "utf-8",
    )
    ran = subprocess.run(
        [sys.executable, str(program)],
        env={**os.environ, "TMPDIR": str(deep)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(ran.stdout)["own"]
    assert ran.stderr == ""


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_child_of_a_child_starts_afresh():
    assert multiprocessing.parent_process() is None
    inner = call(task(hostile_children.nested))
    assert inner["parent"] == inner["asked_by"]


FOR_ONE = """
import json, sys
sys.path[:0] = {path!r}
import hostile_children
from evidence_review.domain.tasks import task
from evidence_review.sandbox import read_ahead_for_one, stream
if __name__ == "__main__":
    read_ahead_for_one("evidence_review.workflow.one_file.redact_file_task")
    print(json.dumps(next(stream(task(hostile_children.where, wait=0)))), flush=True)
"""


def test_what_is_read_ahead_for_one_file_has_the_libraries_and_no_thread(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(FOR_ONE.format(path=[str(Path(__file__).parent), os.getcwd()]), "utf-8")
    said = json.loads(
        subprocess.run([sys.executable, str(program)], stdout=subprocess.PIPE, text=True, check=True).stdout
    )
    assert {
        "evidence_review.workflow.one_file.redact_file_task",
        "pypdf",
        "pdfminer.pdfinterp",
        "numpy",
        "fontTools.ttLib",
    } <= set(said["read"])
    assert said["threads_of_parent"] == 1
