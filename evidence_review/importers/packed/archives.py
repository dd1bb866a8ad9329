"""Zip files from strangers, read as streams and never unpacked to disk (reference/formats.md rule 21).

Members with unsafe names are never opened; sizes are counted as they come, whatever the directory claims.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Container, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind

_CHUNK = 1 << 16
_FREE = 64 << 20
_FAULTS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
    MemoryError, ArithmeticError, LookupError,
)  # fmt: skip
"""What zipfile raises on damaged members: lzma and bz2 faults are OSError or EOFError, unknown methods
NotImplementedError."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much an archive may hold, in bytes expanded; `ratio` counts beyond the first 64 MiB of a member."""

    entries: int = 500_000
    member: int = 16 << 30
    total: int = 256 << 30
    ratio: int = 200


class DamagedMember(UnreadableExport):
    """One member could not be read to its end; the message is a plain sentence without content."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name with forward slashes, as the directory gives it but for signs that no
    line can show, and its claimed size."""

    name: str
    size: int
    info: zipfile.ZipInfo


class Archive:
    """An open zip file: `members` in directory order (folders left out), `problems` for those refused by name
    (one record each)."""

    def __init__(self, opened: zipfile.ZipFile, limits: ArchiveLimits) -> None:
        self.members: dict[str, Member] = {}
        self.problems: list[Problem] = []
        self._opened, self._limits, self._spent = opened, limits, 0
        reached = dict[str, int]()
        for number, info in enumerate(opened.infolist(), 1):
            self._add(number, info, reached)

    def _add(self, number: int, info: zipfile.ZipInfo, reached: dict[str, int]) -> None:
        name = _name(info)
        if name.endswith("/"):
            return
        if _unsafe(name, info):
            self._refuse(
                number,
                "A file in this archive has a name that points outside it, or is a link. It was not opened.",
            )
        else:
            name = unlike(name, self.members, reached)
            self.members[name] = Member(name, info.file_size, info)

    def _refuse(self, number: int, reason: str) -> None:
        self.problems.append(Problem(f"archive entry {number}", ProblemKind.NOT_READ, reason, 1))

    def chunks(self, member: Member) -> Iterator[bytes]:
        """A member in pieces; DamagedMember where it is damaged, encrypted or beyond the limits."""
        if member.info.flag_bits & 1:
            raise DamagedMember("This file is locked with a password. Ask for an open copy.")
        size = 0
        try:
            with self._opened.open(member.info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._spent += len(chunk)
                    self._check(size, member)
                    yield chunk
        except _FAULTS as fault:
            raise DamagedMember(
                (
                    "This file is damaged inside the archive and could not be read to its end. Ask for "
                    "a fresh copy."
                )
            ) from fault

    def _check(self, size: int, member: Member) -> None:
        packed = max(1, member.info.compress_size)
        if (
            size > self._limits.member
            or self._spent > self._limits.total
            or (size > _FREE and size > packed * self._limits.ratio)
        ):
            raise DamagedMember(
                "This file grows far beyond its packed size and was not read further. Ask for it unpacked."
            )

    def read(self, member: Member, at_most: int) -> bytes:
        """A whole member in memory; DamagedMember as for `chunks`, and where it is larger than `at_most`."""
        data = bytearray()
        for chunk in self.chunks(member):
            data += chunk
            if len(data) > at_most:
                raise DamagedMember("This file is larger than can be read here. Ask for it in parts.")
        return bytes(data)


def unlike(name: str, taken: Container[str], reached: dict[str, int]) -> str:
    """The name, or where an archive holds several files of it, the name with a number before its ending: each
    of them is read.

    `reached` keeps the last number of each name, so that a hundred thousand files of one name take no long
    search.
    """
    folder, slash, last = name.rpartition("/")
    stem, dot, ending = last.rpartition(".")
    if not stem:
        stem, dot, ending = last, "", ""
    made = name
    while made in taken:
        reached[name] = reached.get(name, 1) + 1
        made = f"{folder}{slash}{stem} ({reached[name]}){dot}{ending}"
    return made


@contextmanager
def open_archive(path: Path, limits: ArchiveLimits | None = None) -> Generator[Archive]:
    """The archive behind a path, opened for reading only; UnreadableExport where there is none to be had."""
    allowed = limits or ArchiveLimits()
    with path.open("rb") as stream, _opened(stream) as opened:
        if len(opened.infolist()) > allowed.entries:
            raise UnreadableExport(
                (
                    "This archive holds too many files to be opened safely. Nothing in it has been "
                    "reviewed. Ask for it in parts."
                )
            )
        yield Archive(opened, allowed)


def open_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    """As zipfile.ZipFile, and BadZipFile too where the directory is that of another zip that lies inside this
    one.

    A zip cut short inside or behind a member that is a zip itself ends with that one's directory, and zipfile
    would give the few files of it for the whole.
    """
    opened = zipfile.ZipFile(stream)
    stream.seek(0)
    starts_here = stream.read(4) == b"PK\x03\x04"
    stream.seek(opened.start_dir)
    entry = stream.read(46)
    if starts_here and len(entry) == 46 and entry.startswith(b"PK\x01\x02"):
        said = struct.unpack_from("<I", entry, 42)[0]
        if said != 0xFFFFFFFF and opened.infolist()[0].header_offset != said:
            raise zipfile.BadZipFile("the directory is that of a zip inside")
    return opened


def _opened(stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return open_zip(stream)
    except _FAULTS as fault:
        raise UnreadableExport(
            (
                "This archive could not be opened: it is cut short or damaged. Nothing in it has been "
                "reviewed. Ask for a complete copy."
            )
        ) from fault


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name with forward slashes. Many phones write UTF-8 without saying so; zipfile then reads
    cp437."""
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.orig_filename
    return visible(name.replace("\\", "/"))


def visible(name: str) -> str:
    """A name in which line ends and other controls, which disks allow, are shown by their pictures (U+2400
    and on)."""
    return "".join(chr(0x2400 + ord(each)) if each < " " else each for each in name)


def _unsafe(name: str, info: zipfile.ZipInfo) -> bool:
    linked = stat.S_ISLNK(info.external_attr >> 16)
    outside = name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name) is not None
    return linked or outside or not name
