"""Cellebrite UFDR files, unzipped report folders and renamed report.xml files (reference/formats.md 3.1),
streamed with bounded memory.
"""

from collections.abc import Iterator
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Read, ReadOptions
from evidence_review.importers.examiners.ufdr.files import (
    LIMITS,
    PROTECTED,
    SNIFFED,
    Bytes,
    is_report,
    opened,
    report_in,
    report_member,
)
from evidence_review.importers.examiners.ufdr.reading import Reading
from evidence_review.importers.packed.archives import open_archive
from evidence_review.importers.plugin import About, Importer, head

_PROTECTED = (
    "This Cellebrite report is protected and cannot be opened here. Nothing in it has been reviewed. "
    "Ask the supplier to export it again without protection."
)


def recognises(path: Path) -> bool:
    """Whether a zip, a folder or a file holds a Cellebrite report, by the first bytes of the report."""
    try:
        return is_report(_head_of_report(path))
    except (UnreadableExport, OSError, ValueError):
        return False


def _head_of_report(path: Path) -> bytes:
    if path.is_dir() or head(path, 2) != b"PK":
        report = report_in(path)
        return head(report, SNIFFED) if report else b""
    with open_archive(path, LIMITS) as archive:
        name = report_member(archive.members)
        return next(archive.chunks(archive.members[name]), b"")[:SNIFFED] if name else b""


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Items of the report, what it declares of itself, and a Problem for everything that is missing, unknown
    or left out."""
    with opened(path) as (report, around):
        if b"".join(_first(around, report)).startswith(PROTECTED):
            raise UnreadableExport(_PROTECTED)
        yield from Reading(report, around, options).all()


def _first(around: Bytes, report: str) -> Iterator[bytes]:
    for chunk in around.chunks(report):
        yield chunk[:4]
        return


def companions(path: Path) -> list[Path]:
    """The folder of files beside a report.xml: they belong to it."""
    beside = path.parent / "files"
    return [beside] if path.is_file() and head(path, 2) != b"PK" and beside.is_dir() else []


IMPORTER = Importer(
    "Cellebrite report (UFDR)",
    "2",
    recognises,
    read,
    companions,
    About(
        "Cellebrite UFDR files, unzipped report folders and their report.xml",
        (
            "report versions 5.2 to 8.5 (Physical Analyzer 7 to 10), under any file name, with any "
            "namespace; grammar as published by other readers (IPED, UFEDLib, CASE)"
        ),
        (
            "chats with every message, messages outside chats, calls, e-mails, contacts, accounts, "
            "places, journeys, pages, searches, notes, calendar, notifications, posts and every other "
            "record; quoted and forwarded messages with the one that holds them; files with their "
            "hashes; case, device and extraction details; partial extractions are flagged"
        ),
        (
            "the case database (DbData), archives inside the report, and the pointers to places in the "
            "phone's own files (extraInfo), which are counted"
        ),
        (
            "a protected report is refused; direction is known only where the report states it or "
            "marks the owner; a record type that is not known is kept with all its fields and counted"
        ),
    ),
)
