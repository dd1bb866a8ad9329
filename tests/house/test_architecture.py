"""docs/architecture.md is true: the picture is what the contracts say, and every file and name it gives is
there."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"
TEXT = PAGE.read_text("utf-8")
AT_THE_TOP = ("evidence_review/", "tests/", "docs/", "resources/", "models/", "pyproject.toml")
PATH = re.compile(r"`([\w./-]+(?:/|\.(?:py|sql|md|toml|svg)))(?::(\w+))?`")

_spec = importlib.util.spec_from_file_location("architecture", Path(__file__).with_name("architecture.py"))
architecture = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(architecture)
CONTRACTS = architecture.contracts()


def place(name: str) -> Path:
    """Where a path of the page lies."""
    return ROOT / name if name.startswith(AT_THE_TOP) else ROOT / "evidence_review" / name


def section(title: str) -> str:
    return TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(title: str) -> list[list[str]]:
    """The rows of a section's table, without its head."""
    found = [line for line in section(title).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in found[1:]]


def test_the_picture_is_what_the_contracts_say_today():
    assert architecture.PICTURE.read_text("utf-8") == architecture.picture(CONTRACTS), (
        "run: python tests/house/architecture.py"
    )


def test_a_contract_that_changes_changes_the_picture():
    moved = [one | {"layers": one["layers"][::-1]} if one["type"] == "layers" else one for one in CONTRACTS]
    gone = [one for one in CONTRACTS if one["name"] != "Qt stays in the window"]
    before = architecture.picture(CONTRACTS)
    assert architecture.picture(moved) != before
    assert architecture.picture(gone) != before


def test_every_room_stands_on_the_page_with_what_it_may_import():
    walls = {
        (source.rpartition(".")[2], wall.rpartition(".")[2])
        for one in CONTRACTS
        if one["type"] == "forbidden"
        for source in one["source_modules"]
        for wall in one["forbidden_modules"]
        if source.count(".") == 1
    }
    may = {
        room: [one for one in lower if (room, one) not in walls]
        for room, lower in architecture.below(CONTRACTS).items()
    }
    said = {row[0].strip("`"): [one.strip() for one in row[3].split(",") if one] for row in rows("The rooms")}
    assert said == may


@pytest.mark.parametrize(("path", "name"), dict.fromkeys(PATH.findall(TEXT)), ids=lambda part: part)
def test_every_file_and_name_is_there(path, name):
    assert place(path).exists()
    if name:
        text = place(path).read_text("utf-8")
        assert re.search(rf"^(?:def|class) {name}\b|^{name}\b[^\n]* = ", text, re.MULTILINE)


def test_names_in_brackets_stand_in_the_file_before_them():
    found = re.findall(r"`([\w/]+\.py)` \(([^()]*(?:\([^()]*\))?[^()]*)\)", section("Where to change what"))
    named = [(path, one) for path, words in found for one in re.findall(r"`(\w+)`", words)]
    assert len(named) > 20
    known = {path: place(path).read_text("utf-8") for path, _ in named}
    assert [(path, one) for path, one in named if not re.search(rf"\b{one}\b", known[path])] == []


def test_the_page_has_the_changes_that_come_up_and_stays_one_sitting():
    assert 12 <= len(rows("Where to change what")) <= 18
    assert len(TEXT.splitlines()) <= 150
    assert all(len(row) == 3 for row in rows("Where to change what"))
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert [link for link in links if not (PAGE.parent / link).exists()] == []


@pytest.mark.parametrize("family", ["chats", "phones", "examiners"])
def test_every_format_of_a_family_stands_behind_its_wall(family):
    """What a contract of formats does not name may import any other: a new one must be named there."""
    base = f"evidence_review.importers.{family}"
    walled = {
        name.removeprefix(f"{base}.")
        for one in CONTRACTS
        for name in (
            [f"{base}.{part.strip()}" for layer in one["layers"] for part in layer.split("|")]
            if one["type"] == "layers" and one["containers"] == [base]
            else one.get("modules", [])
        )
        if name.startswith(f"{base}.")
    }
    folder = ROOT / base.replace(".", "/")
    formats = {
        path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    parts = {name for name in formats if any(name.startswith(f"{other}_") for other in walled)}
    assert formats - parts - {"__init__"} <= walled
