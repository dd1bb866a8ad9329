"""Old Excel workbooks (XLS, and XLSB): whether a file is one, and what python-calamine does not give of it,
counted."""

import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.plugin import head
from evidence_review.importers.tables import tables_biff

_NOTE, _HIDING = 0x1C, {0x208: (12, 0x20), 0x7D: (8, 1)}
"""Records of comments; and of rows and columns, with the place and the bit that hides them."""
_LARGEST = 512 << 20


def is_workbook(path: Path) -> bool:
    """Whether an OLE file holds a workbook that is not wrapped in encryption. Never raises."""
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as ole:
            names = {"/".join(each).lower() for each in ole.listdir()}
            if not names:
                return tables_biff.starts(head(path, 1 << 20))
            return bool(names & {"workbook", "book"}) and "encryptedpackage" not in names
    # a damaged list of streams: the first record of a workbook may still be there
    except Exception:  # noqa: BLE001
        return tables_biff.starts(head(path, 1 << 20))


def remarks(path: Path) -> Iterator[Problem]:
    """How many comments, hidden rows and hidden columns there are: comments of these kinds are not read,
    hidden cells are."""
    try:
        counts = _of_zip(path) if zipfile.is_zipfile(path) else _of_records(path)
    # the count is a remark; a damaged directory is told where the cells are read
    except Exception:  # noqa: BLE001
        counts = Counter[str]()
    if counts["comments"]:
        reason = (
            f"{counts['comments']} comments in this workbook cannot be read from a file of this kind. "
            f"Ask for it saved as XLSX."
        )
        yield Problem("whole file", ProblemKind.PARTLY_READ, reason, 0)
    if counts["hidden"]:
        reason = (
            f"{counts['hidden']} rows or groups of columns are hidden in this workbook. They were read "
            f"like all others."
        )
        yield Problem("whole file", ProblemKind.SOURCE_FLAG, reason, 0)


def _of_zip(path: Path) -> Counter[str]:
    with path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
        return Counter(
            "comments"
            for name in archive.namelist()
            if "comments" in name.lower() and name.lower().startswith("xl/")
        )


def _of_records(path: Path) -> Counter[str]:
    """Counts from the records of the workbook's stream: each has its number and its length before it."""
    import olefile

    counts = Counter[str]()
    with olefile.OleFileIO(str(path)) as ole:
        data = ole.openstream("Workbook" if ole.exists("Workbook") else "Book").read(_LARGEST)
    at = 0
    while at + 4 <= len(data):
        number, length = struct.unpack_from("<HH", data, at)
        body = data[at + 4 : at + 4 + length]
        if number == _NOTE and length >= 6:
            counts["comments"] += 1
        elif number in _HIDING:
            place, bit = _HIDING[number]
            counts["hidden"] += length >= place + 2 and body[place] & bit != 0
        at += 4 + length
    return counts
