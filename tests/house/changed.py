"""Which tests a change needs: `python -m tests.house.changed COMMIT` prints them, a line each.

The house always; the tests that stand in the folder of a changed family; those that call what was changed, or
what calls that; the contract suite of every room that was touched. Everything where what was changed is not
known to belong anywhere.
"""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
HOUSE = "evidence_review"
EVERYTHING = ["tests"]
CONTRACTS = {
    "importers": ["tests/importers/test_contract.py"],
    "recognizers": ["tests/recognizers/test_traps.py", "tests/recognizers/test_detecting.py"],
    "relevance": ["tests/relevance/test_ranking.py", "tests/relevance/test_same_bytes.py"],
    "gui": ["tests/gui/test_review.py", "tests/gui/test_pages.py"],
    "redaction": ["tests/redaction/test_channels.py", "tests/redaction/test_media_channels.py"],
    "workflow": ["tests/workflow/reviewing/test_safeguards.py", "tests/workflow/reviewing/test_scope.py"],
    "store": ["tests/store"],
}
"""Suites that hold for every member of a room."""
BESIDE = {
    "docs": [],
    "resources": ["tests/recognizers", "tests/demo"],
    "models": ["tests/models", "tests/recognizers"],
}
"""Tests of what is no code; the house reads the docs itself."""
QUIET = {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".gitignore", ".git-blame-ignore-revs"}


def changed_files(commit: str) -> list[str]:
    """Files that differ from a commit, and new ones, by name from the top."""
    told = [
        ["git", "diff", "--name-only", commit, "--"],
        ["git", "ls-files", "--others", "--exclude-standard"],
    ]
    out = [
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for command in told
    ]
    return sorted({name for text in out for name in text.splitlines()})


def module_of(name: str) -> str:
    """The module that a file is."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def imports_of(path: Path) -> frozenset[str]:
    """Every module that a file may mean: what it imports, and names that it takes from there."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return frozenset(found)


def every_test() -> list[Path]:
    """Every module of tests, benchmarks and long runs apart."""
    apart = {"benchmarks", "soak", "house"}
    return [
        path
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if path.parts[len(ROOT.parts) + 1] not in apart
    ]


def near(modules: Iterable[str]) -> set[str]:
    """These modules of the package and those that import one of them."""
    graph = grimp.build_graph(HOUSE, cache_dir=None)
    known = [module for module in modules if module in graph.modules]
    return set(known) | {
        other for module in known for other in graph.find_modules_that_directly_import(module)
    }


def folder_of(name: str) -> Path | None:
    """Where the tests of a module of the package stand: the deepest folder of that name that there is."""
    parts = Path(name).parts[1:-1]
    places = [ROOT / "tests" / Path(*parts[:depth]) for depth in range(len(parts), 0, -1)]
    return next((place for place in places if place.is_dir()), None)


def _of_code(names: list[str]) -> Iterator[str]:
    wanted = near(map(module_of, names))
    for name in names:
        yield from CONTRACTS.get(Path(name).parts[1], ())
        folder = folder_of(name)
        if folder and folder.parent != ROOT / "tests":
            yield folder.relative_to(ROOT).as_posix()
    for path in every_test():
        if wanted & imports_of(path):
            yield path.relative_to(ROOT).as_posix()


def _of_tests(names: list[str]) -> Iterator[str]:
    builders = {key for name in names for key in (module_of(name), Path(name).stem)}
    for path in every_test():
        name = path.relative_to(ROOT).as_posix()
        if name in names or builders & imports_of(path):
            yield name


def _of_house(names: list[str]) -> Iterator[str]:
    """The house, without the recipes, which take a minute, where no page of them names what was changed."""
    recipes = "".join(page.read_text("utf-8") for page in sorted((ROOT / "docs" / "how-to").glob("*.md")))
    is_named = any(name in recipes or name.startswith("docs/how-to/") for name in names)
    for path in sorted((ROOT / "tests" / "house").glob("test_*.py")):
        if path.stem != "test_howto" or is_named:
            yield path.relative_to(ROOT).as_posix()


def needed_tests(names: list[str]) -> list[str]:
    """The tests that a change of these files needs, folders before what stands in them, each once."""
    code = [name for name in names if name.startswith(f"{HOUSE}/") and name.endswith(".py")]
    tests = [name for name in names if name.startswith("tests/") and name.endswith(".py")]
    rest = [name for name in names if name not in {*code, *tests} and name not in QUIET]
    if any(name.split("/")[0] not in BESIDE for name in rest if not name.startswith(("tests/", HOUSE))):
        return EVERYTHING
    found = {*_of_house(names), *_of_code(code), *_of_tests(tests)}
    found |= {test for name in rest for test in BESIDE.get(name.split("/")[0], ())}
    return sorted(one for one in found if not any(one.startswith(f"{other}/") for other in found))


if __name__ == "__main__":
    print("\n".join(needed_tests(changed_files(sys.argv[1]))))
