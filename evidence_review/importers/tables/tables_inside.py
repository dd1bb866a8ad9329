"""Files that lie inside a workbook, and what it keeps beside its sheets: listed one by one or counted, since
none of it is read (reference/formats.md 3.3).
"""

import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.documents.left_inside import INSIDE, MACROS
from evidence_review.importers.packed.files_inside import objects_in, pictures_in

_PIVOT = re.compile(r"xl/pivotcache/pivotcacherecords[^/]*", re.IGNORECASE)
_OUTSIDE = re.compile(r"xl/externallinks/[^/]+\.(?:xml|bin)", re.IGNORECASE)
_KEPT = (
    (_PIVOT, "{} copies of the data behind pivot tables lie in this workbook. They were not read."),
    (_OUTSIDE, "Values of {} other workbooks are kept in this workbook. They were not read."),
)
_PICTURES = (
    "{} pictures of this workbook stand on no sheet that shows them and were not looked at. Open the "
    "original to see them."
)
_FILES = frozenset(("mbd", "objectpool"))
"""How the folders of an old workbook begin in which files lie."""


def inside_package(names: Sequence[str], shown: Collection[str] = ()) -> Iterator[Problem]:
    """What a workbook that is a zip holds beside its sheets, by the names of its parts; `shown` are pictures
    that were counted with a sheet."""
    for name in objects_in(names):
        yield _inside(PurePosixPath(name).name)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield Problem("macros", ProblemKind.SOURCE_FLAG, MACROS)
    pictures = [name for name in pictures_in(names) if name not in shown]
    if pictures:
        yield Problem("whole file", ProblemKind.PARTLY_READ, _PICTURES.format(len(pictures)))
    for pattern, reason in _KEPT:
        if count := sum(pattern.fullmatch(name) is not None for name in names):
            yield Problem("whole file", ProblemKind.SOURCE_FLAG, reason.format(count))


def inside_zip(path: Path) -> Iterator[Problem]:
    """The same of a workbook by its path; nothing where its directory cannot be read, which is told where the
    cells are read."""
    try:
        with path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return
    yield from inside_package(names)


def inside_old(path: Path) -> Iterator[Problem]:
    """Files and macros inside an XLS workbook. Nothing where it cannot be opened so, which is told where the
    cells are read."""
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as ole:
            folders = list(dict.fromkeys(each[0] for each in ole.listdir() if len(each) > 1))
    # a damaged directory raises whatever the library meets
    except Exception:  # noqa: BLE001
        return
    for folder in folders:
        if folder.lower().startswith(tuple(_FILES)):
            yield _inside(folder)
    if any(folder.upper() == "_VBA_PROJECT_CUR" for folder in folders):
        yield Problem("macros", ProblemKind.SOURCE_FLAG, MACROS)


def _inside(name: str) -> Problem:
    return Problem(f"file inside {name}", ProblemKind.SOURCE_FLAG, INSIDE)
