"""Archives of strangers, unpacked into a private folder under limits; what is refused is counted, one problem
for each (reference/formats.md rule 21)."""

import bz2
import errno
import gzip
import io
import lzma
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from itertools import filterfalse, islice
from pathlib import Path
from typing import IO, Any, override

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.packed.archives import (
    ArchiveLimits,
    DamagedMember,
    open_archive,
    unlike,
    visible,
)
from evidence_review.importers.packed.office_package import salvaged

LIMITS = ArchiveLimits(entries=100_000, member=16 << 30, total=64 << 30)
_CHUNK = 1 << 20
_SHUT = (
    "This archive could not be opened: it is damaged, cut short, locked, or packed in a way not known here. "
    "Nothing in it has been reviewed. Ask for a complete, open copy, or unpack it and add its files."
)
_LOCKED = "This archive is locked with a password. Nothing in it has been reviewed. Ask for an open copy."
_BOMB = "This archive grows far beyond its packed size and was not unpacked further. Ask for it unpacked."
_OUTSIDE = (
    "A file in this archive has a name that points outside it, or is a link or device. It was not opened."
)
_CUT = "This archive ends early or is damaged. Files after this point were not read. Ask for a complete copy."
_GAP = (
    "A part in the middle of this archive is lost: files may be missing there. What stands behind it "
    "was read. Ask for a complete copy."
)
_TORN = (
    "This archive is damaged or cut short, and the list of its files is lost. What could be found "
    "in it was read; "
    "files may be missing or end early. Ask for a complete copy."
)
_BREAKS = (
    "This packed file is damaged, cut short or followed by something else. What stands before that was "
    "read. Ask for a complete copy."
)
_NAME = (
    "A file in this archive has a name that cannot be used on this computer. It was not opened. Ask "
    "for it under a shorter name."
)
_OTHERS = (b"\xd0\xcf\x11\xe0", b"%PDF", b"SQLite", b"Rar!", b"!BDN", b"{\\rtf")
"""Formats in which a zip may lie without their being one."""
_PACKED = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ": lzma.open, b"]\0\0": lzma.open}
"""The last is LZMA alone (.lzma), whose head is its settings: those that programs write by themselves begin
so."""
_FAULTS = (
    tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError, ValueError, MemoryError, OverflowError,
)  # fmt: skip

_NO_NAMES = frozenset({errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG})
"""Faults of a name: a folder has it, a file has its folder's, or it is too long."""


_FOLDERS = 100
"""Folders in folders that a name may hold."""


def form_of(path: Path, start: bytes) -> str:
    """zip, tar, 7z or packed, by the first bytes; empty for anything else."""
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start.startswith(b"7z\xbc\xaf\x27\x1c"):
        return "7z"
    if start[257:262] == b"ustar" or (path.suffix.lower() == ".tar" and _is_old_tar(path)):
        return "tar"
    if start.startswith(tuple(_PACKED)):
        return "packed"
    return "zip" if not start.startswith(_OTHERS) and _is_zip_behind(path) else ""


def _is_zip_behind(path: Path) -> bool:
    """Whether a zip stands behind other bytes, as in an archive that opens itself."""
    try:
        if not zipfile.is_zipfile(path):
            return False
        with open_archive(path, LIMITS) as archive:
            return bool(archive.members)
    except (UnreadableExport, OSError):
        return False


def _is_old_tar(path: Path) -> bool:
    try:
        with tarfile.open(path, "r:") as opened:
            return opened.next() is not None
    except _FAULTS:
        return False


def unpack(path: Path, folder: Path) -> Iterator[Problem]:
    """Write the files of an archive below a folder. UnreadableExport where it cannot be opened at all."""
    with path.open("rb") as stream:
        form = form_of(path, stream.read(600))
    match form:
        case "zip":
            yield from _torn(path, folder) if _is_torn(path) else _zip(path, folder)
        case "7z":
            yield from _seven(path, folder)
        case "tar":
            with path.open("rb") as stream:
                yield from _tar(stream, folder)
        case _:
            yield from _packed(path, folder)


def _zip(path: Path, folder: Path) -> Iterator[Problem]:
    with open_archive(path, LIMITS) as archive:
        yield from archive.problems
        for member in archive.members.values():
            try:
                _write(folder, member.name, archive.chunks(member))
            except DamagedMember as fault:
                yield Problem(member.name, ProblemKind.NOT_READ, str(fault), 1)
            except OSError:
                yield Problem(member.name[:200], ProblemKind.NOT_READ, _NAME, 1)


def _is_torn(path: Path) -> bool:
    """Whether the directory at the end of a zip is lost, as where a copy was cut short."""
    try:
        with open_archive(path, LIMITS):
            return False
    except UnreadableExport:
        return True


def _torn(path: Path, folder: Path) -> Iterator[Problem]:
    """The files of a zip without its directory, found by their own heads, each as far as it goes."""
    found = {name: data for name, data in salvaged(path).items() if data}
    if not found:
        raise UnreadableExport(_SHUT)
    for number, (name, data) in enumerate(islice(found.items(), LIMITS.entries), 1):
        if _outside(name):
            yield Problem(f"archive entry {number}", ProblemKind.NOT_READ, _OUTSIDE, 1)
            continue
        try:
            _write(folder, name, iter((data,)))
        except (OSError, ValueError):  # a name that no disk takes
            yield Problem(f"archive entry {number}", ProblemKind.NOT_READ, _NAME, 1)
    yield Problem("whole archive", ProblemKind.PARTLY_READ, _TORN, 1)


def _write(folder: Path, name: str, chunks: Iterator[bytes]) -> None:
    """One file; where it fails part-way nothing of it stays, so that it is not read as if it were whole."""
    if name.count("/") > _FOLDERS:  # made one in another, they would end the reading of everything else
        raise OSError(errno.ENAMETOOLONG, "too many folders in a name")
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as out:
        try:
            for chunk in chunks:
                out.write(chunk)
        except BaseException:
            place.unlink()
            raise


def _until_damage(chunks: Iterator[bytes], said: list[Problem]) -> Iterator[bytes]:
    """The pieces up to where a packed file breaks off, which is then said; the fault itself where there is
    none before it."""
    came = False
    try:
        for chunk in chunks:
            came = True
            yield chunk
    except _FAULTS:
        if not came:
            raise
        said.append(Problem("whole archive", ProblemKind.PARTLY_READ, _BREAKS, 1))


class _Seen(io.RawIOBase):
    """A stream of bytes that remembers where the last one stood that is no zero."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._at, self.last = stream, 0, 0

    @override
    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        used = len(data.rstrip(b"\0"))
        self.last = self._at + used if used else self.last
        self._at += len(data)
        return data


def _tar(stream: IO[bytes], folder: Path) -> Iterator[Problem]:
    """Its files. Zeros end a tar; where more stands behind them, as behind a lost block, that is read too and
    said."""
    spent = count = end = 0
    taken, reached, seen = set[str](), dict[str, int](), _Seen(stream)
    try:
        with tarfile.open(fileobj=seen, mode="r|", ignore_zeros=True) as opened:
            for member in opened:
                count += 1
                if member.offset > end and count > 1:
                    yield Problem(f"after archive entry {count - 1}", ProblemKind.PARTLY_READ, _GAP, 1)
                end = max(end, member.offset_data + _blocks(member))
                if member.isdir():
                    continue
                spent += member.size
                if count > LIMITS.entries or spent > LIMITS.total:
                    yield Problem(f"archive entry {count}", ProblemKind.NOT_READ, _BOMB, 1)
                    return
                yield from _member(opened, member, folder, count, (taken, reached))
    except _FAULTS as fault:
        if not count:
            raise UnreadableExport(_SHUT) from fault
        yield Problem(f"after archive entry {count}", ProblemKind.PARTLY_READ, _CUT, 1)
        return
    if not count:
        raise UnreadableExport(_SHUT)
    if seen.last > end:
        yield Problem(f"after archive entry {count}", ProblemKind.PARTLY_READ, _CUT, 1)


def _blocks(member: tarfile.TarInfo) -> int:
    """Bytes that a member's content takes up, in whole blocks; folders and links have a size in some tars and
    no content."""
    has = member.isreg() or member.type not in tarfile.SUPPORTED_TYPES
    return -(-member.size // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE if has else 0


def _member(
    opened: tarfile.TarFile,
    member: tarfile.TarInfo,
    folder: Path,
    number: int,
    names: tuple[set[str], dict[str, int]],
) -> Iterator[Problem]:
    body = opened.extractfile(member) if member.isreg() else None
    if body is None or _outside(member.name) or not Path(member.name).parts:
        yield Problem(f"archive entry {number}", ProblemKind.NOT_READ, _OUTSIDE, 1)
        return
    name = unlike(visible(member.name), *names)
    names[0].add(name)
    try:
        _write(folder, name, iter(lambda: body.read(_CHUNK), b""))
    except OSError as fault:
        if fault.errno not in _NO_NAMES:
            raise
        yield Problem(f"archive entry {number}", ProblemKind.NOT_READ, _NAME, 1)


def _packed(path: Path, folder: Path) -> Iterator[Problem]:
    """One packed file: a tar inside is unpacked too, anything else is one file under the name without the
    last ending."""
    with path.open("rb") as stream:
        start = stream.read(6)
    opener = next(each for mark, each in _PACKED.items() if start.startswith(mark))
    name, said = path.stem if path.suffix else path.name, list[Problem]()
    try:
        _write(folder, name, _until_damage(_bounded(opener(path), path.stat().st_size), said))
    except _FAULTS as fault:
        raise UnreadableExport(_SHUT) from fault
    yield from said
    inner = folder / name
    with inner.open("rb") as stream:
        if form_of(inner, stream.read(600)) != "tar":
            return
    kept = inner.rename(folder.with_name(folder.name + "-tar"))
    try:
        with kept.open("rb") as stream:
            yield from _tar(stream, folder)
    finally:
        kept.unlink()


def _bounded(stream: Any, packed: int) -> Iterator[bytes]:
    size = 0
    with stream:
        while chunk := stream.read1(_CHUNK):  # what can be had before a fault, not all or nothing
            size += len(chunk)
            if size > LIMITS.total or (size > 64 << 20 and size > packed * 1100):
                raise UnreadableExport(_BOMB)
            yield chunk


def _seven(path: Path, folder: Path) -> Iterator[Problem]:
    import py7zr  # here: it brings many parts, and few archives are of this kind

    try:
        with py7zr.SevenZipFile(path) as opened:
            if opened.password_protected:
                raise UnreadableExport(_LOCKED)
            names = _member_names(opened, folder)
            opened.extract(folder, targets=list(filterfalse(_outside, names)))
    except UnreadableExport:
        raise
    except Exception as fault:  # the package raises many kinds on damaged bytes
        raise UnreadableExport(_SHUT) from fault
    for number, name in enumerate(names, 1):
        if _outside(name) or not _is_regular_file(folder / name):
            yield Problem(f"archive entry {number}", ProblemKind.NOT_READ, _OUTSIDE, 1)


def _member_names(opened: Any, folder: Path) -> list[str]:
    """The names of the files in an archive; UnreadableExport where they are too many or too large."""
    listed = [each for each in opened.list() if not each.is_directory]
    size = sum(each.uncompressed or 0 for each in listed)
    if len(listed) > LIMITS.entries or size > min(LIMITS.total, shutil.disk_usage(folder).free // 2):
        raise UnreadableExport(_BOMB)
    return [each.filename for each in listed]


def _is_regular_file(place: Path) -> bool:
    """Whether a file came out, and no link, which is taken away."""
    if place.is_symlink():
        place.unlink()
    return place.is_file()


def _outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]
