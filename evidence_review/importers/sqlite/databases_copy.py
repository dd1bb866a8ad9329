"""A private copy of a database and of what lies beside it, mended so far that SQLite opens it."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.importers.plugin import head
from evidence_review.importers.sqlite.databases_pages import Pages
from evidence_review.importers.sqlite.databases_wal import mend

BESIDE = ("-wal", "-shm", "-journal")
"""What belongs to a database and lies beside it under the same stem."""
_ENCODING, _ENCODINGS = 56, {1: "utf-8", 2: "utf-16-le", 3: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy: whether a -wal came with it, whether it was cut short, how many frames of the -wal were
    lost."""

    path: Path
    has_wal: bool
    is_cut: bool
    torn: int


def copied(path: Path, folder: Path) -> Copy:
    """A copy in a private folder; UnreadableExport where it cannot be made."""
    copy = folder / "copy.db"
    try:
        for end in ("", *BESIDE):
            beside = path.with_name(path.name + end)
            if beside.is_file() and not beside.is_symlink():
                shutil.copyfile(beside, copy.with_name("copy.db" + end))
    except OSError as fault:
        raise UnreadableExport(
            "This database could not be copied to be read. Check its rights and the space on this disk."
        ) from fault
    wal = copy.with_name("copy.db-wal")
    if not wal.exists():  # asked first: opening a database in WAL mode makes one
        return Copy(copy, has_wal=False, is_cut=_lengthened(copy), torn=0)
    torn = mend(wal, _page(head(copy, 100)))
    if torn:
        copy.with_name("copy.db-shm").unlink(missing_ok=True)  # it says what the -wal held before
    return Copy(copy, has_wal=True, is_cut=False, torn=torn)


def opens_as_it_is(path: Path) -> bool:
    """Whether a database is as long as it says, in the encoding that it names."""
    return not _missing(path) and not _misnamed(path)


def _lengthened(copy: Path) -> bool:
    """Whether a database was shorter than it says: SQLite opens none such, so that it gets empty pages in
    place of those that are lost. An encoding that it names and does not have is set right."""
    missing = _missing(copy)
    if missing:
        os.truncate(copy, copy.stat().st_size + missing)
    encoding = _misnamed(copy)
    if encoding:
        with copy.open("r+b") as file:
            file.seek(_ENCODING)
            file.write(encoding.to_bytes(4, "big"))
    return missing > 0


def _missing(path: Path) -> int:
    """By how many bytes a file is shorter than its own header says; 0 where the header says nothing sure
    (sqlite.org/fileformat2.html, 1.3)."""
    start = head(path, 100)
    if len(start) < 100 or start[24:28] != start[92:96]:
        return 0
    whole = _page(start) * int.from_bytes(start[28:32], "big")
    missing = whole - path.stat().st_size
    return missing if 0 < missing < 1 << 40 else 0


def _misnamed(path: Path) -> int:
    """The number of the text encoding in which the tables are described, where the file names another; else
    0."""
    start = head(path, 1 << 16)
    if len(start) < 512:
        return 0
    stated, pages = int.from_bytes(start[_ENCODING : _ENCODING + 4], "big"), Pages(start)
    for number in (stated, *_ENCODINGS):
        pages.encoding = _ENCODINGS.get(number, "ascii")
        kinds = {
            values[0]
            for place in pages.leaves(1)[0]
            if (leaf := pages.leaf(place))
            for _, values in leaf.rows
            if values
        }
        if kinds & {"table", "index", "view", "trigger"} and number in _ENCODINGS:
            return number if number != stated else 0
    return 0


def _page(start: bytes) -> int:
    """Bytes of a page, by the first bytes of the file."""
    page = int.from_bytes(start[16:18], "big")
    return 65_536 if page == 1 else page
