"""Damage that a reader may step over without a word, looked for in a source whatever its format: zeros in a
file of text, files in a zip whose check sums fail, lost sectors."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.packed import ole_holes
from evidence_review.importers.packed.ole_holes import lost_sectors
from evidence_review.importers.plugin import head, hole_in

SPOILT = (
    "{} files inside this source are damaged: their check sums do not hold, or they break off. What "
    "was in them may be missing here. Ask for a fresh copy."
)
LOST = (
    "Part of this file is lost: what its directory, properties or words say does not fit what is "
    "there. Something may be missing here. Ask for a fresh copy."
)
SECTORS = (
    "Whole sectors of this picture are lost: they hold nothing but zeros or set bits. Part of it, or "
    "of what it says of itself, is missing. Ask for a fresh copy."
)
FILLED = (
    "Whole sectors of this picture hold nothing but zeros or set bits. That may be black or white, or "
    "a part that is lost. Compare it with another copy where it matters."
)
_LOOKED_AT = 65_536
_NO_TEXT = (b"BM", b"GIF8", b"II*\0", b"MM\0*", b"P4", b"P5", b"P6", b"%PDF", b"RIFF", b"FORM")
"""How files begin that may have zeros between letters: pictures, documents, sound; archives of the kind tar
fill up with them too."""
_CHUNK, _UNPACKED = 1 << 20, 1 << 30
"""Bytes of a zip that are unpacked to see whether they can be."""
_PICTURE = 64 << 20
_HEIC = frozenset((b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"))
_CONTROLS = bytes(sorted({*range(1, 9), *range(14, 27), *range(28, 32)}))
"""Signs that text does not hold: not the tab, ends of line and page, nor the one before a code of colour."""


def told(path: Path, *, is_damaged: bool) -> Iterator[Problem]:
    """One remark where eight zeros or more stand in a file that is text before, between and behind them, or
    files in a zip are damaged and no reader said so yet, or sectors of an OLE file or of a picture are lost;
    none for a folder."""
    if not path.is_file():
        return
    if not is_damaged and head(path, 4) == b"PK\3\4" and (count := _spoilt(path)):
        yield Problem("file", ProblemKind.PARTLY_READ, SPOILT.format(count))
    if head(path, 8) == ole_holes.MARK and ole_holes.has_hole(path):
        yield Problem("file", ProblemKind.PARTLY_READ, LOST)
    if not is_damaged and (said := _picture(path)) and lost_sectors(path.read_bytes()):
        yield Problem("file", ProblemKind.PARTLY_READ, said)
    if _is_text(path):
        yield from hole_in(path, "file")


def _is_text(path: Path) -> bool:
    """Whether hardly any sign of the beginning and the end is none of text; zeros alone do not count, nor
    does text of two or four bytes a letter."""
    begin = head(path, _LOOKED_AT)
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _LOOKED_AT))
        end = stream.read(_LOOKED_AT)
    return all(_reads(part) for part in (begin, end))


def _reads(data: bytes) -> bool:
    signs = data.replace(b"\0", b"")
    if 2 * len(signs) < len(data) or data.startswith(_NO_TEXT) or data[257:262] == b"ustar":
        return False
    return bool(signs) and len(signs) - len(signs.translate(None, _CONTROLS)) <= len(signs) // 1000


def _spoilt(path: Path) -> int:
    """How many files of a zip cannot be unpacked whole; those behind the first gibibyte, and locked ones, are
    not tried."""
    left, count = _UNPACKED, 0
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                try:
                    with archive.open(member) as stream:
                        while left > 0 and (chunk := stream.read(_CHUNK)):
                            left -= len(chunk)
                except (zipfile.BadZipFile, zlib.error, EOFError):
                    count += 1
                except (RuntimeError, NotImplementedError):
                    continue  # locked, or packed in a way that is not known here
    except (zipfile.BadZipFile, OSError, ValueError):
        return count
    return count


def _picture(path: Path) -> str:
    """What filled sectors mean in this file: lost ones in a picture whose bytes are packed, perhaps black or
    white in one that is not, as far as its head tells; "" in any other."""
    start = head(path, 16)
    if path.stat().st_size > _PICTURE:
        return ""
    if start.startswith(b"BM"):
        return FILLED
    if start.startswith((b"II*\0", b"MM\0*")):
        return FILLED if _compression(path.read_bytes()) in {0, 1} else SECTORS
    is_packed = (
        start.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8"))
        or start[8:12] == b"WEBP"
        or start[4:12] in _HEIC
    )
    return SECTORS if is_packed else ""


def _compression(data: bytes) -> int:
    """How the first picture of a TIFF is packed: 1 for not at all, 0 where that cannot be found."""
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
    at = int.from_bytes(data[4:8], order)
    for place in range(at + 2, at + 2 + 12 * int.from_bytes(data[at : at + 2], order), 12):
        if int.from_bytes(data[place : place + 2], order) == 259:
            return int.from_bytes(data[place + 8 : place + 10], order)
    return 0
