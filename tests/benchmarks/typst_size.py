"""What setting papers by typst adds to the program, in bytes on disk, beside the whole.

    python -m tests.benchmarks.typst_size [FROZEN]

FROZEN is a folder that `python3 tasks.py build` made. The exit status is 1 where a folder holds no typst or no fonts:
then nothing was measured.
"""

import importlib.metadata
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from evidence_review.domain.shipped_files import RESOURCES


def size_of(paths: Iterable[Path]) -> int:
    """Bytes of those that are files, links left out."""
    return sum(path.stat().st_size for path in paths if path.is_file() and not path.is_symlink())


def shares(whole: Path, compiler: Iterable[Path], fonts: Path) -> dict[str, int]:
    """The compiler, the fonts for emoji and for text, and the whole."""
    return {
        "typst": size_of(compiler),
        "emoji font": size_of(fonts.glob("*Emoji*.ttf")),
        "fonts of text": size_of(fonts.glob("DejaVu*.ttf")),
        "whole": size_of(whole.rglob("*")),
    }


def frozen(folder: Path) -> dict[str, int]:
    """Of a folder that runs without Python."""
    inside = folder / "_internal"
    return shares(folder, (inside / "typst").rglob("*"), inside / "resources" / "fonts")


def environment() -> dict[str, int]:
    """Of the packages this program runs with."""
    wheel = importlib.metadata.distribution("typst")
    files = [Path(str(wheel.locate_file(one))) for one in wheel.files or ()]
    return shares(Path(str(wheel.locate_file(""))), files, RESOURCES / "fonts")


def main(words: Sequence[str]) -> int:
    """As on the command line; the exit status."""
    found = {"packages": environment()} | {word: frozen(Path(word)) for word in words}
    for name, parts in found.items():
        print(name)
        for part, size in parts.items():
            print(f"  {part:14} {size:14,}  {100 * size / max(1, parts['whole']):5.1f} %")
    return int(not all(all(parts.values()) for parts in found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
