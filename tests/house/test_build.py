"""The built folder, as it is handed over: it runs with no Python, no network and an empty home
(reference/platform.md 4).
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="proved on Linux"),
]


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    subprocess.run(
        [sys.executable, "tasks.py", "build"],
        cwd=ROOT,
        check=True,
        env={**os.environ, "HOME": str(tmp_path_factory.mktemp("h"))},
    )
    moved = tmp_path_factory.mktemp("a place with spaces") / "evidence_review"
    shutil.copytree(ROOT / "dist" / "evidence_review", moved, symlinks=True)
    return moved


def _run(
    program: Path, home: Path, *arguments: str, before: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    home.mkdir(exist_ok=True)
    bare = {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    command = ["unshare", "-rn", *before, str(program / "evidence_review"), *arguments]
    return subprocess.run(command, env=bare, cwd=home.parent, capture_output=True, text=True, check=False)


def test_the_demo_runs_whole_without_python_network_or_home(program, tmp_path):
    trace = tmp_path / "trace"
    strace = shutil.which("strace")
    done = _run(
        program,
        tmp_path / "home",
        "demo",
        "--headless",
        str(tmp_path / "out"),
        "--messages",
        "300",
        before=(strace, "-f", "-o", str(trace), "-e", "trace=connect,sendto,sendmsg"),
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "every signature fits and the chain is whole" in done.stdout
    assert not re.search(r"AF_INET", trace.read_text(encoding="utf-8"))
    assert list((tmp_path / "home").rglob("*")) == []
    verifier = next((tmp_path / "out").rglob("verify.py"))
    assert (
        subprocess.run([sys.executable, "-I", str(verifier)], cwd=verifier.parent, check=False).returncode
        == 0
    )


def test_the_window_opens(program, tmp_path):
    done = _run(program, tmp_path / "home", "--smoke")
    assert done.returncode == 0, done.stderr
    assert "first paint after" in done.stdout


def test_it_stays_small_and_brings_no_part_of_qt_that_talks(program):
    files = [path for path in program.rglob("*") if path.is_file() and not path.is_symlink()]
    assert (
        sum(path.stat().st_size for path in files) < 560e6
    )  # reference/platform.md 4 reckons 520 without FFmpeg's 74, which reads recordings
    assert [path.name for path in files if re.search(r"Qt6?(Network|WebEngine|Qml|Quick)", path.name)] == []
    assert (program / "_internal" / "LICENSE").exists()
    docs = program / "_internal" / "docs"
    assert (docs / "guide").is_dir()
    assert [name for name in ("screens", "papers", "window.png") if (docs / name).exists()] == []
