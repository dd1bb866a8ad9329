"""The how-to pages are true: each is followed, block by block, in a copy of the house, and what it builds works
there.

A block of a page stands under a line that says what is done with it: **New** `file`, **Change** `file`, … (a
diff whose old lines stand in the file exactly once), or **Run**.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "how-to"
BLOCK = re.compile(r"^\*\*(New|Change|Run)\*\* ?([^\n]*)\n```\w+\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`([^`]+)`")
LEFT_OUT = ("__pycache__", "benchmarks", "golden", "gold", "demo", "soak")


@dataclass(frozen=True)
class Copy:
    """A copy of the house in which a page was followed."""

    root: Path

    def run(self, *command: str, status: int = 0, **more: str) -> str:
        """What a program says, run in the copy and with its package."""
        done = subprocess.run(
            command, cwd=self.root, env=self._surroundings() | more, capture_output=True, text=True,
            check=False, timeout=280,
        )  # fmt: skip
        assert done.returncode == status, f"{command}: {done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def python(self, code: str, **more: str) -> str:
        """What a few lines of Python print."""
        return self.run(sys.executable, "-c", code, **more)

    def program(self, *words: str, status: int = 0, **more: str) -> str:
        """What a command of the program says."""
        return self.run(sys.executable, "-m", "evidence_review", *words, status=status, **more)

    def _surroundings(self) -> dict[str, str]:
        found = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return {**os.environ, "PYTHONPATH": str(self.root), "PATH": found, "QT_QPA_PLATFORM": "offscreen"}


def changed(text: str, diff: str) -> str:
    """A text with its part of a block applied; ValueError where old lines do not stand there exactly once. `@@`
    parts one place of the file from the next."""
    for hunk in diff.split("\n@@\n"):
        lines = hunk.split("\n")
        assert {line[:1] for line in lines} <= {" ", "-", "+", ""}, diff
        old = "\n".join(line[1:] for line in lines if line[:1] != "+")
        new = "\n".join(line[1:] for line in lines if line[:1] != "-")
        if text.count(old) != 1:
            raise ValueError(f"{text.count(old)} times, not once:\n{old}")
        text = text.replace(old, new)
    return text


def diffs(named: str, body: str) -> dict[str, str]:
    """The change to each file that the line above a block names; several have a line `--- file: why` each."""
    files = FILE.findall(named)
    if len(files) == 1:
        return {files[0]: body}
    parts = re.split(r"(?:^|\n)--- (\S+?)(?::[^\n]*)?\n", body)
    assert parts[0] == ""
    assert parts[1::2] == files
    return dict(zip(files, parts[2::2], strict=True))


def followed(name: str, root: Path) -> Copy:
    """A copy of the house in which every block of a page was carried out, in order."""
    parts = ("evidence_review", "tests", "docs")
    for part in parts:
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for file in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / file, root)
    for part in ("resources", "models"):
        (root / part).symlink_to(ROOT / part, target_is_directory=True)
    copy = Copy(root)
    for what, named, body in BLOCK.findall((PAGES / name).read_text("utf-8")):
        if what == "New":
            (file,) = FILE.findall(named)
            assert not (root / file).exists(), file
            (root / file).write_text(f"{body}\n", "utf-8")
        elif what == "Change":
            for file, diff in diffs(named, body).items():
                (root / file).write_text(changed((root / file).read_text("utf-8"), diff), "utf-8")
        else:
            copy.run("bash", "-ec", body)
    return copy


def touched(name: str) -> list[str]:
    """The modules that a page adds or changes, with their tests."""
    found = BLOCK.findall((PAGES / name).read_text("utf-8"))
    return [
        file
        for what, named, _ in found
        if what != "Run"
        for file in FILE.findall(named)
        if file.endswith(".py")
    ]


ALL = sorted(path.name for path in PAGES.glob("*.md"))


@pytest.mark.parametrize("name", ALL)
def test_every_block_says_what_is_done_with_it(name):
    text = (PAGES / name).read_text("utf-8")
    assert len(text.splitlines()) <= 80
    assert text.count("\n```") == 2 * len(BLOCK.findall(text))
    assert len(BLOCK.findall(text)) >= 3
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert [link for link in links if not (PAGES / link).exists()] == []


@pytest.mark.parametrize("name", ALL)
def test_every_page_is_followed_here(name):
    assert f'followed("{name}"' in Path(__file__).read_text("utf-8")


@pytest.mark.parametrize("text", ["a\nb\n", "one\ntwo\none\ntwo\n"], ids=["nowhere", "twice"])
def test_a_change_that_does_not_fit_exactly_once_is_found(text):
    with pytest.raises(ValueError, match="not once"):
        changed(text, " one\n-two\n+three")


def style(copy: Copy, name: str) -> None:
    """What a page adds and changes is as the linter and the formatter want it."""
    files = touched(name)
    copy.run(sys.executable, "-m", "ruff", "check", "--no-cache", *files)
    copy.run(sys.executable, "-m", "ruff", "format", "--no-cache", "--check", *files)


LINT = "from importlinter.cli import lint_imports_command as run; run()"


def kept(copy: Copy, *contracts: str) -> None:
    """These contracts, which a page names, hold in the copy."""
    said = copy.run(sys.executable, "-c", LINT, "--no-cache")
    assert "0 broken" in said
    assert all(f"{name} KEPT" in said for name in contracts), said


def test_an_importer(tmp_path):
    copy = followed("add-an-importer.md", tmp_path)
    style(copy, "add-an-importer.md")
    kept(copy, "families of importers", "formats of chats know nothing of one another")
    talk = [
        {"from": "07700 900123", "at": 1741456920000, "text": "Six?"},
        {"from": "07700 900456", "at": 1741456980000, "text": "Yes", "likes": 2},
    ]
    (tmp_path / "rota.json").write_text(json.dumps({"lantern": 1, "chat": "Rota", "messages": talk}), "utf-8")
    said = copy.python("""
from pathlib import Path
from evidence_review.domain.evidence import ReadOptions, Tally
from evidence_review.importers.choosing import choose, read
path = Path("rota.json")
print(choose(path).name)
*items, tally = read(path, ReadOptions(owner="07700 900456"))
for one in items:
    print(one.thread, one.sender.label(), one.sent.utc, one.direction, one.text, one.extra)
assert tally == Tally(2)
""")
    assert said.splitlines() == [
        "Lantern chat",
        "Rota 07700 900123 2025-03-08 18:02:00 UNKNOWN Six? ()",
        "Rota 07700 900456 2025-03-08 18:03:00 OUTGOING Yes (('likes', '2'),)",
    ]
    assert "Lantern" in (tmp_path / "docs" / "formats.md").read_text("utf-8")


def test_a_medium(tmp_path):
    copy = followed("add-a-medium.md", tmp_path)
    style(copy, "add-a-medium.md")
    kept(copy, "families of redaction")
    (tmp_path / "notes.txt").write_bytes(b"LANTERN NOTES 1\nsay=ring Sam\\, 07700\\n900123\n")
    (tmp_path / "terms.txt").write_text("07700 900123\n", "utf-8")
    terms = ("--terms", "terms.txt")
    said = copy.program("redact-file", "notes.txt", "new.txt", *terms)
    assert said.startswith("1 place removed.")
    assert (tmp_path / "new.txt").read_bytes() == b"LANTERN NOTES 1\nsay=ring Sam\\, [REDACTED 1]\n"
    assert "None of the terms" in copy.program("check-file", "new.txt", *terms)
    assert "a note with its escapes read" in copy.program("check-file", "notes.txt", *terms, status=1)


def test_a_recogniser(tmp_path):
    copy = followed("add-a-recogniser.md", tmp_path)
    style(copy, "add-a-recogniser.md")
    kept(copy, "families of recognisers")
    text = {"id": "1", "text": "The allotment rent of plot no. 12c is due."}
    (tmp_path / "texts.jsonl").write_text(f"{json.dumps(text)}\n", "utf-8")
    copy.program("detect", "texts.jsonl", "found.jsonl")
    spans = json.loads((tmp_path / "found.jsonl").read_text("utf-8"))["spans"]
    assert [one["type"] for one in spans] == ["ALLOTMENT_PLOT"]


def test_a_step(tmp_path):
    copy = followed("add-a-step.md", tmp_path)
    style(copy, "add-a-step.md")
    kept(copy, "families of steps", "window and command line know the steps and the domain alone")
    case = ("case", "--user", "Ada")
    opened = {"EVIDENCE_REVIEW_PASSPHRASE": "four quiet words here"}
    copy.program("case", "new", *case, "--urn", "06/EX/0001", **opened)
    assert json.loads(copy.program("apps", *case, "--json", **opened)) == []
    assert "| `apps` |" in (tmp_path / "docs" / "commands.md").read_text("utf-8")


def test_a_page(tmp_path):
    copy = followed("add-a-page.md", tmp_path)
    style(copy, "add-a-page.md")
    kept(copy, "families of widgets", "inside the window")
    said = copy.python("""
from pathlib import Path
from evidence_review.gui import app
from evidence_review.gui.models.look import ViewSettings
from evidence_review.gui.widgets.window.palette import Palette
from tests.build import PASSPHRASE, new_case
window = app.build(app.application(), ViewSettings(), Path("view.json"))
window.show()
folder = new_case(Path("case"))
for name in ("abel", "lena"):
    window.open_case(folder, name, PASSPHRASE)
    window.go("unseen")
    window.show_palette()
    asked = window.findChild(Palette)
    print(name, window.stack.currentWidget() is window.pages["unseen"],
          any(words == "Go to not looked at" for words, _, _ in asked.entries))
    asked.close()
    asked.setParent(None)
    window.close_case()
""")
    assert said.splitlines() == ["abel True True", "lena False False"]
