"""Files in which a system keeps how a folder looks: recognised, with nothing to review in them, and said
so."""

from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.evidence import Problem, Read, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.plugin import About, Importer, head

_MARKS = (
    b"\x00\x00\x00\x01Bud1",
    b"\x00\x05\x16\x07",
    b"[.ShellClassInfo]",
    b"\xff\xfe[\x00.\x00S\x00h\x00e\x00l\x00l\x00",
)
_SAID = "A file in which the system keeps how a folder looks. There is nothing to review in it."


def recognises(path: Path) -> bool:
    """By the first bytes: folder settings of macOS and Windows, and the shadow files that macOS writes beside
    others."""
    return path.is_file() and head(path, 40).lstrip(b"\r\n").startswith(_MARKS)


def read(_path: Path, _options: ReadOptions) -> Iterator[Read]:
    """One record, skipped with its reason."""
    yield Problem("whole file", ProblemKind.SKIPPED, _SAID, 1)
    yield Tally(1)


IMPORTER = Importer(
    "Folder settings (nothing to review)",
    "1",
    recognises,
    read,
    about=About(
        "Folder settings of macOS and Windows",
        ".DS_Store, ._ files, desktop.ini",
        "recognised and counted",
        "nothing to review in them",
        "",
    ),
)
