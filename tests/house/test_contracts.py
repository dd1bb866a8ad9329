"""Which way imports point: a planted violation of every wall is found, and the house as it stands is
sound."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLANTS = {
    "upwards": (
        "domain/planted.py",
        "from evidence_review.store import migrations\n",
        "imports point one way",
    ),
    "sideways": ("importers/planted.py", "import evidence_review.redaction\n", "imports point one way"),
    "over the step": ("gui/models/planted.py", "import evidence_review.__main__\n", "imports point one way"),
    "an unplaced room": ("helpers/__init__.py", "", "imports point one way"),
    "Qt in a step": ("workflow/planted.py", "from PySide6 import QtCore\n", "Qt stays in the window"),
    "SQL in an engine": ("relevance/planted.py", "def f():\n    import sqlite3\n", "SQL stays in the store"),
    "SQL in the window": ("gui/models/planted.py", "import sqlcipher3\n", "SQL stays in the store"),
    "an engine in a reader": (
        "importers/planted.py",
        "def f():\n    import spacy\n",
        "language engines stay",
    ),
    "a PDF engine in a report": ("reports/planted.py", "def f():\n    import pymupdf\n", "PDF engines stay"),
    "keys in a step": ("workflow/planted.py", "from cryptography import exceptions\n", "keys stay in trust"),
    "a socket": ("store/planted.py", "import socket\n", "nothing talks to a network"),
    "the web": (
        "recognizers/planted.py",
        "def f():\n    import urllib.request\n",
        "nothing talks to a network",
    ),
}


def _check(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "evidence_review", folder / "evidence_review", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_house_as_it_stands_keeps_every_contract(house):
    found = _check(house)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("what", PLANTS)
def test_a_planted_import_is_found(house, what):
    place, line, contract = PLANTS[what]
    planted = house / "evidence_review" / place
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(line, encoding="utf-8")
    try:
        found = _check(house)
    finally:
        planted.unlink()
        if place == "helpers/__init__.py":
            planted.parent.rmdir()
    assert found.returncode == 1
    broken = [row for row in found.stdout.splitlines() if row.endswith("BROKEN")]
    says = broken or found.stdout.splitlines()
    assert any(contract in row for row in says), found.stdout


@pytest.mark.parametrize(
    ("place", "line", "rule"),
    [
        ("evidence_review/gui/models/planted.py", "from PySide6.QtWidgets import QWidget\n", "TID251"),
        ("evidence_review/recognizers/planted.py", "import spacy\n", "TID253"),
        ("evidence_review/relevance/planted.py", "import onnxruntime\n", "TID253"),
        ("evidence_review/redaction/planted.py", "import pymupdf\n", "TID253"),
    ],
)
def test_the_linter_finds_what_contracts_cannot(place, line, rule):
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--output-format",
        "concise",
        "--stdin-filename",
        place,
        "-",
    ]
    found = subprocess.run(command, cwd=ROOT, input=line, capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert rule in found.stdout
