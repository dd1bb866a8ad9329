"""Requirements of the law reference beside the tests that bear their ids.

    python -m tests.house.requirements [ID ...]

Prints each requirement (or those named: `K1`, a range as `K1-K12`, a group as `K`) with its acceptance test and the
tests whose names hold its id. Exit status 1 where one of them has none.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ROW = re.compile(r"^\| ([A-Z]\d+) \| [12] \| (.+?) \| (.+?) \| .+ \|$", re.MULTILINE)
_TEST = re.compile(r"^ *def (test_\w+)", re.MULTILINE)
_ID = re.compile(r"(?<=_)[A-Z]\d{1,2}(?=_)")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row of reference/law.md section 4: its id, its words, its acceptance test."""

    id: str
    words: str
    acceptance: str


def requirements() -> tuple[Requirement, ...]:
    """Every requirement, in the order of the law reference."""
    text = (ROOT / "docs" / "reference" / "law.md").read_text("utf-8")
    return tuple(Requirement(*row) for row in _ROW.findall(text))


def bearers(top: Path = ROOT / "tests") -> dict[str, list[str]]:
    """Tests as "path::name" by each id that their name holds; F1 as a key of the window is none."""
    found: dict[str, list[str]] = {}
    for path in sorted(top.rglob("test_*.py")):
        for name in _TEST.findall(path.read_text("utf-8")):
            for one in set(_ID.findall(name)) if "F1_helps" not in name and "F1_tells" not in name else ():
                found.setdefault(one, []).append(f"{path.relative_to(top.parent).as_posix()}::{name}")
    return found


def chosen(words: list[str]) -> Iterator[str]:
    """Ids that are meant by words as `K1`, `K1-K12` and `K`; all without a word."""
    known = [one.id for one in requirements()]
    for word in words or sorted({one[0] for one in known}):
        first, _, last = word.partition("-")
        if last:
            yield from known[known.index(first) : known.index(last) + 1]
        else:
            yield from (one for one in known if one == word or (word.isalpha() and one[0] == word))


def main(words: list[str]) -> int:
    """As on the command line; the exit status."""
    by_id, found, lacking = {one.id: one for one in requirements()}, bearers(), 0
    for one in chosen(words):
        print(f"{one}  {by_id[one].words}\n    accepted by: {by_id[one].acceptance}")
        for test in found.get(one, ()):
            print(f"    {test}")
        if one not in found:
            lacking += 1
            print("    NO TEST BEARS THIS ID")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
