"""What a child that hostile bytes have taken over can reach: not the program's memory, environment or files,
no rights beyond its own, nothing that outlives it (reference/safety.md 4.1).

The program of these tests runs as an ordinary user: who may do everything may also read everything.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import hostile_children
import pytest

from evidence_review.domain.tasks import task
from evidence_review.sandbox import Limits, begin, call
from evidence_review.sandbox.starting import surroundings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")
SECRET, NOBODY = "four-quiet-words-of-a-passphrase", 65534
PROGRAM = """
import json, os, sys
sys.path[:0] = {path!r}
import hostile_children
import evidence_review.sandbox.parent
from evidence_review.domain.tasks import task
from evidence_review.sandbox import Limits, call
if __name__ == "__main__":
    {before}
    asked = task(hostile_children.{name}, {given})
    print(json.dumps(call(asked, Limits(processes={processes}))), flush=True)
"""
LEFT_OPEN = "evidence_review.sandbox.parent.close_to_others = lambda: None"


@pytest.fixture
def place():
    """A folder that every user may write."""
    folder = Path(tempfile.mkdtemp(prefix="closed-", dir="/tmp"))  # pytest's own is closed to others
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def said(place: Path, name: str, given: str, before: str = "pass", processes: int = 1024) -> dict:
    """What a child of a program says that an ordinary user runs, with a passphrase in its environment."""
    path = [str(Path(__file__).parent), os.getcwd()]
    program = place / "program.py"
    program.write_text(
        PROGRAM.format(path=path, before=before, name=name, given=given, processes=processes), "utf-8"
    )
    around = {"PATH": os.environ["PATH"], "TMPDIR": str(place), "EVIDENCE_REVIEW_PASSPHRASE": SECRET}
    who = {"user": NOBODY, "group": NOBODY, "extra_groups": ()} if os.getuid() == 0 else {}
    ran = subprocess.run(
        [sys.executable, str(program)],
        capture_output=True,
        text=True,
        check=False,
        env=around,
        cwd=place,
        timeout=120,
        **who,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


REACHES = ("memory", "environment", "map", "files", "call", "attach")


def test_a_child_reads_nothing_of_the_program(place) -> None:
    found = said(place, "reaches", "program=os.getpid()")
    assert {name: found[name] for name in REACHES} == dict.fromkeys(REACHES, "PermissionError")


def test_without_the_wall_it_reads_everything_so_that_the_test_is_not_blind(place) -> None:
    found = said(place, "reaches", "program=os.getpid()", LEFT_OPEN)
    assert SECRET in found["environment"]
    assert not [name for name in REACHES if found[name] == "PermissionError"]


def test_a_passphrase_stands_in_no_environment_of_a_child_or_of_what_makes_them(place) -> None:
    found = said(place, "reaches", "program=os.getpid()")
    for name in ("makers", "own"):
        assert SECRET not in found[name]
        assert "PASSPHRASE" not in found[name]
    assert {"PATH", "HOME", "TMPDIR"} <= set(found["names"]) <= {"PATH", "HOME", "TMPDIR", "LC_CTYPE"}
    assert found["home"].startswith(f"{place}/evidence_review-")  # its own folder, which goes with it


def test_a_child_knows_what_it_needs_of_the_environment_and_no_more(monkeypatch) -> None:
    for name in ("EVIDENCE_REVIEW_PASSPHRASE", "AWS_SECRET", "LD_PRELOAD", "PYTHONSTARTUP", "SSH_AUTH_SOCK"):
        monkeypatch.setenv(name, SECRET)
    monkeypatch.setenv("TESSDATA_PREFIX", "/there")
    kept = surroundings()
    assert SECRET not in kept.values()
    assert kept["TESSDATA_PREFIX"] == "/there"


def test_a_child_cannot_gain_rights_and_bears_the_limits() -> None:
    limits = Limits()
    found = call(task(hostile_children.reaches, program=os.getpid()))
    assert found["no_new_privileges"]
    assert found["leads"]
    assert found["limits"]["CORE"] == [0, 0]
    for kind, most in (
        ("AS", limits.memory),
        ("CPU", limits.processor),
        ("FSIZE", limits.file_size),
        ("NOFILE", limits.open_files),
    ):
        soft, hard = found["limits"][kind]
        assert 0 < soft == hard <= most
    soft, hard = found["limits"]["NPROC"]
    assert 0 < soft == hard < limits.processes + 65536


def test_a_program_marked_to_run_as_its_owner_runs_as_the_child(place) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can make such a program")
    program = place / "id"
    shutil.copy(shutil.which("id") or "/usr/bin/id", program)
    program.chmod(0o4755)
    who = {"user": NOBODY, "group": NOBODY, "extra_groups": ()}
    control = subprocess.run([program, "-u"], capture_output=True, text=True, check=True, **who)
    if control.stdout.strip() != "0":
        pytest.skip("this folder's disk heeds no such mark")
    assert said(place, "runs", f"program={str(program)!r}") == {"said": str(NOBODY)}


def test_a_child_has_no_more_processes_than_it_may(place) -> None:
    if os.getuid() != 0:
        pytest.skip("an ordinary user has many processes already")
    found = said(place, "multiplies", "most=3000", processes=10)
    assert found["made"] < 3000


def beats(heartbeat: Path) -> bool:
    """Whether what writes there still does."""
    before = heartbeat.stat().st_size
    time.sleep(0.6)
    return heartbeat.stat().st_size > before


@pytest.mark.parametrize("ends_itself", [True, False])
def test_what_a_child_forked_and_left_ends_with_it(tmp_path, ends_itself: bool) -> None:
    heartbeat = tmp_path / "heartbeat"
    answers = begin(
        task(hostile_children.leaves_behind, heartbeat=str(heartbeat), wait=0 if ends_itself else 600)
    )
    assert next(answers) == {"first": True}
    assert beats(heartbeat)  # the control: it lives as long as nobody closes the answers
    if ends_itself:
        assert list(answers) == []
    answers.close()
    assert not beats(heartbeat)


LASTS = """
import sys
sys.path[:0] = {path!r}
import hostile_children
from evidence_review.domain.tasks import task
from evidence_review.sandbox import begin
if __name__ == "__main__":
    answers = begin(task(hostile_children.leaves_behind, heartbeat={heartbeat!r}, wait=600))
    print(next(answers), flush=True)
    import time
    time.sleep(600)
"""


def test_what_a_child_forked_and_left_ends_with_a_program_that_is_killed(tmp_path) -> None:
    program, heartbeat = tmp_path / "program.py", tmp_path / "heartbeat"
    path = [str(Path(__file__).parent), os.getcwd()]
    program.write_text(LASTS.format(path=path, heartbeat=str(heartbeat)), "utf-8")
    running = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True)
    assert running.stdout.readline()
    assert beats(heartbeat)
    running.kill()
    running.wait()
    running.stdout.close()
    deadline = time.monotonic() + 20
    while beats(heartbeat) and time.monotonic() < deadline:
        pass
    assert not beats(heartbeat)


def test_the_program_closes_itself_before_anything_else() -> None:
    given = [sys.executable, "-c", f"import sys; sys.path[:0] = {[os.getcwd()]!r}; {_MAIN}"]
    ran = subprocess.run(given, capture_output=True, text=True, check=False)
    assert ran.stdout.endswith("\n0 (0, 0)\n"), ran.stderr


_MAIN = (
    "import ctypes, resource; from evidence_review import __main__ as m; sys.argv = ['x', 'formats']; m.main(); "
    "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))"
)
