"""The lock: every platform, every hash, no host; and it is what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = dict(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", LOCK, re.MULTILINE))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_it_names_no_host():
    assert "://" not in LOCK
    assert "--index-url" not in LOCK
    assert "--find-links" not in LOCK
    assert "@ " not in LOCK


def test_every_package_is_pinned_with_a_hash():
    entries = [entry for entry in re.split(r"^(?=[A-Za-z0-9])", LOCK, flags=re.MULTILINE) if entry.strip()]
    assert len(entries) > 50
    assert [
        entry.splitlines()[0]
        for entry in entries
        if "==" not in entry.splitlines()[0] or "--hash=sha256:" not in entry
    ] == []


def test_it_holds_what_pyproject_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = {_plain(name): version for name, version in PINS.items()}
    for wanted in project["project"]["dependencies"] + project["dependency-groups"]["dev"]:
        name, version = re.sub(r"\[[^]]*\]", "", wanted).split("==")
        assert locked.get(_plain(name)) == version, wanted


def test_nothing_that_leaks_or_breaks_redaction_is_in_it():
    assert PINS["onnxruntime"] == "1.28.0"  # later releases look up a collector on import
    assert PINS["pymupdf"] in {"1.26.7", "1.27.2.3"}  # others move kept words or turn one letter into two
    banned = {
        "names-dataset",
        "pyside6",
        "pyside6-addons",
        "pyside6-webengine",
        "en-core-web-lg",
        "opencv-python",
        "pymupdf-layout",
    }
    assert banned & {_plain(name) for name in PINS} == set()
