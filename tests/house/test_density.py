"""Lines, functions, modules and folders are of a size that a person takes in; the few exceptions may only
shrink."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.house.complexity import count, functions

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "evidence_review"
MODULES = sorted(PACKAGE.rglob("*.py"))
CASES = ROOT / "tests" / "case_exam" / "cases"
"""Cases of the examination: material, written by others, that is never changed to suit the program."""
TESTS = [path for path in sorted((ROOT / "tests").rglob("*.py")) if not path.is_relative_to(CASES)]
EVERY = [*MODULES, *TESTS, ROOT / "tasks.py"]
WIDEST = 110
MOST_WAYS = 15
MOST_MODULES = 40

ABOVE: dict[str, int] = {}
"""Functions with more ways through them than MOST_WAYS, each with its count, which may only become
smaller."""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tables(text: str) -> set[int]:
    """The lines of tables of data: text in triple quotes that stands over several lines, and what is kept
    from the formatter."""
    lines, found = text.splitlines(), set[int]()
    for node in ast.walk(ast.parse(text)):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
        is_kept = isinstance(node, ast.stmt | ast.expr) and lines[node.end_lineno - 1].endswith("# fmt: skip")
        if is_kept or (is_text and node.end_lineno != node.lineno):
            found |= set(range(node.lineno, node.end_lineno + 1))
    return found


ONE_NAME = re.compile(r"def test_\w+\(\w*\):")
"""The head of a test whose name is a sentence: it cannot be broken."""
PRAGMA = re.compile(r"  # (?:noqa|pyright|type): ?.*$")


def wide(text: str) -> list[int]:
    """The lines (from 1) that are wider than WIDEST without what they say to the checkers, and no table of
    data."""
    bare = ["" if ONE_NAME.fullmatch(line) else PRAGMA.sub("", line) for line in text.splitlines()]
    found = {number for number, line in enumerate(bare, 1) if len(line) > WIDEST}
    return sorted(found - tables(text)) if found else []


def test_no_line_is_wider_than_110():
    found = {_name(path): lines for path in EVERY if (lines := wide(path.read_text("utf-8")))}
    assert found == {}


def test_a_wide_line_is_found_and_a_table_is_not():
    assert wide(f"x = {'1 + ' * 40}1\n") == [1]
    assert wide(f'TABLE = """\n{"word " * 40}\n"""\n') == []


@pytest.fixture(scope="module")
def ways_of() -> Counter[str]:
    """How many ways lead through each function, by the module and name: read when it is asked for, not by every
    process that looks for tests."""
    return Counter({f"{_name(path)}: {name}": ways for path in MODULES for name, ways in functions(path)})


def test_no_function_has_more_than_15_ways_but_the_listed(ways_of):
    above = {name: ways for name, ways in ways_of.items() if ways > MOST_WAYS}
    assert {name: ways for name, ways in above.items() if ways > ABOVE.get(name, 0)} == {}
    assert {name: ways for name, ways in ABOVE.items() if above.get(name, 0) < ways} == {}, (
        "the list may shrink: take these out"
    )


def test_few_functions_have_more_than_10_ways(ways_of):
    assert sum(ways > 10 for ways in ways_of.values()) <= len(ways_of) * MOST_ABOVE_TEN


MOST_ABOVE_TEN = 0.039
"""The share of functions with more than 10 ways, which may only become smaller."""


@pytest.mark.parametrize(
    ("ways", "body"),
    [
        (1, "return a"),
        (2, "return a if b else c"),
        (3, "return a and b and c"),
        (4, (
            "for x in a:\n        if x:\n            pass\n        else:\n            raise b\n    "
            "return [y for y in c]"
        )),
        (3, (
            "match a:\n        case 1:\n            return b\n        case 2:\n            return c\n  "
            "      case _:\n            return a"
        )),
    ],
)  # fmt: skip
def test_the_count_counts(ways, body):
    (function,) = ast.parse(f"def f(a, b, c):\n    {body}\n").body
    assert count(function) == ways


def test_no_folder_is_fuller_than_40_modules():
    full = Counter(path.parent for path in EVERY)
    assert {_name(folder): size for folder, size in full.items() if size > MOST_MODULES} == {}


SAME_NOUN = {"domain", "store", "cli", "reports", "gui/models", "workflow/sampling"}
"""Rooms in which a noun may stand once each: the value, how it is stored, its commands, its paper, how the
window shows it."""
DOORS = {"child_tasks": "what a child process may be asked for, in each room that has such tasks"}
FORMATS = {"chats", "phones", "examiners", "accounts", "documents", "mail", "media", "places"}
"""Wings of importers in which a format of several modules is a folder; its modules are named within it."""


def _room(path: Path) -> str:
    return path.parent.relative_to(PACKAGE).as_posix()


def _has_name_of_its_own(path: Path) -> bool:
    """Whether the stem alone names the module: not the parts of one format, nor what stands at the door of a
    room."""
    parts = path.relative_to(PACKAGE).parts
    return (
        path.stem != "__init__"
        and path.stem not in DOORS
        and not (parts[0] == "importers" and len(parts) == 4 and parts[1] in FORMATS)
    )


def shared(paths) -> dict[str, list[str]]:
    """Stems that two modules share, though they are not one noun in rooms that show it from several sides."""
    rooms: dict[str, list[str]] = {}
    for path in filter(_has_name_of_its_own, paths):
        rooms.setdefault(path.stem, []).append(_room(path))
    return {stem: found for stem, found in rooms.items() if len(found) > 1 and not set(found) <= SAME_NOUN}


def test_no_two_modules_share_a_name_but_the_sides_of_one_noun():
    assert shared(MODULES) == {}


def test_a_shared_name_is_found():
    assert shared([*MODULES, PACKAGE / "relevance" / "stamps.py"]) == {
        "stamps": ["importers/times", "relevance"]
    }
    assert shared([*MODULES, PACKAGE / "gui" / "widgets" / "parts" / "samples.py"])
