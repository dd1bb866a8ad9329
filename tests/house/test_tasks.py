"""The file that starts everything: it must be understood by old Pythons, and believe none by its name."""

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = (ROOT / "tasks.py").read_text(encoding="utf-8")


@pytest.fixture
def tasks():
    spec = importlib.util.spec_from_file_location("tasks", ROOT / "tasks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _program(path: Path, says: str, status: int = 0) -> str:
    path.write_text(f"#!/bin/sh\necho '{says}'\nexit {status}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_an_old_python_can_parse_it():
    ast.parse(SOURCE, feature_version=(3, 8))


def test_it_stands_on_the_standard_library_alone():
    tree = ast.walk(ast.parse(SOURCE))
    names = {
        alias.name.split(".")[0] for node in tree if isinstance(node, ast.Import) for alias in node.names
    }
    assert names <= set(sys.stdlib_module_names)


def test_a_python_is_believed_when_run_never_by_its_name(tasks, tmp_path):
    assert not tasks.fits(_program(tmp_path / "python3.13", "no such version", 127))
    assert not tasks.fits(_program(tmp_path / "python3.12", "3.11 cpython True"))
    assert not tasks.fits(_program(tmp_path / "python3", "3.13 cpython True", 1))
    assert not tasks.fits(str(tmp_path / "not there"))
    assert tasks.fits(sys.executable)


def test_the_environment_is_made_again_when_the_lock_or_the_place_changes(tasks, tmp_path, monkeypatch):
    lock, marker = tmp_path / "requirements.lock", tmp_path / "made-from"
    lock.write_text("one==1\n", encoding="utf-8")
    monkeypatch.setattr(tasks, "LOCK", str(lock))
    monkeypatch.setattr(tasks, "MARKER", str(marker))
    monkeypatch.setattr(tasks, "PYTHON", sys.executable)
    assert not tasks.is_made()
    marker.write_text(tasks.wanted_marker(), encoding="utf-8")
    assert tasks.is_made()
    lock.write_text("one==2\n", encoding="utf-8")
    assert not tasks.is_made()
    lock.write_text("one==1\n", encoding="utf-8")
    monkeypatch.setattr(tasks, "ROOT", "/somewhere else")
    assert not tasks.is_made()


def test_children_get_utf8_no_telemetry_and_no_other_python(tasks, monkeypatch):
    for name in ("LC_ALL", "LC_CTYPE", "LANG", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    own = tasks.environment(offscreen=True)
    assert (own["LC_ALL"], own["ORT_DISABLE_TELEMETRY"], own["QT_QPA_PLATFORM"]) == (
        "C.UTF-8",
        "1",
        "offscreen",
    )
    assert {"CI", "PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE"} & set(own) == set()
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "LC_ALL" not in tasks.environment()
    assert "QT_QPA_PLATFORM" not in tasks.environment()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt-get is Debian's")
def test_without_the_right_to_install_the_exact_line_is_shown(tasks, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(
        tasks.Stop, match=r"sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0$"
    ):
        tasks.need(("libegl1", "libxcb-cursor0"), "A library that Qt needs")


def test_qt_is_probed_in_a_child_on_the_platform_that_will_be_used(tasks):
    assert tasks.qt_loads("offscreen")[0]
    loads, said = tasks.qt_loads("no-such-platform")
    assert not loads
    assert "no-such-platform" in said


def test_arguments_go_through_and_the_status_is_the_childs():
    run = subprocess.run(
        [sys.executable, "tasks.py", "no-such-command"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert "python3 tasks.py demo" in run.stdout


def test_the_build_machine_runs_the_same_command():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "exec python3 tasks.py test" in script
    assert "pip " not in script


def test_temporary_files_go_into_memory_only_where_there_is_plenty(tasks, tmp_path, monkeypatch):
    monkeypatch.setattr(tasks, "MEMORY", str(tmp_path))
    monkeypatch.setattr(tasks, "ROOMY", 0)
    made = tasks.folder_in_memory()
    assert (made is None) == (not Path("/proc/meminfo").exists())
    assert made is None or Path(made).parent == tmp_path
    monkeypatch.setattr(tasks, "ROOMY", 1 << 60)
    assert tasks.folder_in_memory() is None
    monkeypatch.setattr(tasks, "MEMORY", str(tmp_path / "missing"))
    assert tasks.folder_in_memory() is None
