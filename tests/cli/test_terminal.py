"""A terminal is told names and words and obeys none of them (reference/safety.md 4.2)."""

import ast
import contextlib
import json
from pathlib import Path

import pytest

from evidence_review import cli
from evidence_review.cli import terminal
from tests import build

ESCAPES = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egpj.exe\x7f\r"
CELL = f'"{ESCAPES.strip()}"'


@pytest.fixture
def named(tmp_path):
    """A folder with files whose names a terminal would obey."""
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / f"note{ESCAPES}.txt").write_text("words that can be read", "utf-8")
    (folder / f"noise{ESCAPES}.bin").write_bytes(bytes(range(256)) * 9)
    (folder / f"sheet{ESCAPES}.csv").write_text(f"Date,From,{CELL}\n08/03/2025,{CELL},x\n", "utf-8")
    (folder / b"bad-\xff-name.txt".decode("utf-8", "surrogateescape")).write_text("more words", "utf-8")
    return folder


def heard(capsys, *words: object) -> str:
    with contextlib.suppress(SystemExit):
        cli.main([str(word) for word in words])
    told = capsys.readouterr()
    return told.out + told.err


def obeyed(text: str) -> set[str]:
    """The characters in it that a terminal would obey, or that turn what stands after them."""
    return {
        char
        for char in text
        if (ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160 or char == "\u202e"
    }


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_names_of_files_are_told_and_not_obeyed(named, tmp_path, capsys, monkeypatch, more) -> None:
    monkeypatch.setenv("EVIDENCE_REVIEW_PASSPHRASE", build.PASSPHRASE)
    case = build.new_case(tmp_path / "case")
    who = (case, "--user", "omar")
    text = heard(capsys, "preview", named, *more)
    text += heard(capsys, "preview", named, "--people", *more)
    text += heard(
        capsys, "import", *who[:1], named, *who[1:], "--exhibit", "X/1", "--basis", "PACE_SEIZURE", *more
    )
    for command in ("imports", "attached", "not-examined", "outside", "log"):
        text += heard(capsys, command, *who, *more)
    for file in sorted(named.iterdir()):
        text += heard(capsys, "recognise", file, *more) + heard(capsys, "inspect-file", file, *more)
        text += heard(capsys, "import", case, f"{file}gone", *who[1:], "--exhibit", "X/1")
    assert "Traceback" not in text
    assert obeyed(text) == set()
    assert ("[U+001B]" in text) if not more else ("\\u001b" in text)  # the control: the names were told


def test_what_is_not_understood_is_told_and_not_obeyed(capsys) -> None:
    text = heard(capsys, f"ite{ESCAPES}ms") + heard(capsys, "items", "x", f"--or{ESCAPES}der", "--json")
    assert "[U+001B]" in text
    assert obeyed(text) == set()


def test_json_with_escapes_is_read_back_as_it_was() -> None:
    value = {"name": ESCAPES, "kept": "naïve 👍🏽 ﷺ", "half": "\udcff", "lines": "a\nb"}
    text = terminal.json_text(value)
    assert obeyed(text) == set()
    assert "naïve 👍🏽" in text
    assert json.loads(text.encode()) == value


def test_the_command_line_prints_by_one_way_alone() -> None:
    """But for the two signs that clear the line of progress."""
    found = [
        path.name
        for path in sorted(Path(cli.__file__).parent.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert found == ["acting.py", "acting.py", "acting.py", "terminal.py"]
