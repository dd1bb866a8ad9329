"""What lies in the clear while a source is read does not outlive the reading, not even where the program is
killed."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from evidence_review.sandbox.private import PREFIX, private_folder

HOLDER = """
import sys, time
from evidence_review.sandbox.private import private_folder
with private_folder() as folder:
    (folder / "copy.db").write_bytes(b"evidence")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def top(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_a_folder_is_gone_afterwards(top):
    with private_folder() as folder:
        (folder / "copy.db").write_bytes(b"evidence")
        assert folder.parent == top
        assert folder.stat().st_mode & 0o077 == 0
    assert list(top.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_a_folder_of_a_killed_program_is_removed_by_the_next_and_a_living_one_stays(top):
    dead, living = (
        subprocess.Popen(
            [sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
        )
        for _ in range(2)
    )
    left, kept = (Path(one.stdout.readline().strip()) for one in (dead, living))
    dead.send_signal(signal.SIGKILL)
    dead.wait()
    assert (left / "copy.db").exists()
    with private_folder():
        pass
    assert not left.exists()
    assert (kept / "copy.db").exists()
    living.kill()
    living.wait()
    with private_folder():
        pass
    assert list(top.iterdir()) == []


def test_what_is_not_ours_stays(top):
    (top / f"{PREFIX}unmarked").mkdir()
    (top / f"{PREFIX}unmarked" / "file").write_text("x")
    (top / "other").mkdir()
    with private_folder():
        time.sleep(0)
    assert sorted(one.name for one in top.iterdir()) == [f"{PREFIX}unmarked", "other"]
