"""Archives of strangers, unpacked into a private folder under limits; what is refused is counted, one problem for each (FORMATS.md rule 21)."""

import bz2
import gzip
import lzma
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.archives import ArchiveLimits, DamagedMember, open_archive

LIMITS = ArchiveLimits(entries=100_000, member=16 << 30, total=64 << 30)
_CHUNK = 1 << 20
_SHUT = (
    "This archive could not be opened: it is damaged, cut short or locked. Nothing in it has been reviewed. Ask for a complete, open copy."
)
_LOCKED = "This archive is locked with a password. Nothing in it has been reviewed. Ask for an open copy."
_BOMB = "This archive grows far beyond its packed size and was not unpacked further. Ask for it unpacked."
_OUTSIDE = "A file in this archive has a name that points outside it, or is a link or device. It was not opened."
_CUT = "This archive ends early or is damaged. Files after this point were not read. Ask for a complete copy."
_NAME = "A file in this archive has a name that cannot be used on this computer. It was not opened. Ask for it under a shorter name."
_PACKED = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ": lzma.open}
_FAULTS = (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError, ValueError, MemoryError, OverflowError)


def form_of(path: Path, start: bytes) -> str:
    """zip, tar, 7z or packed, by the first bytes; empty for anything else."""
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start.startswith(b"7z\xbc\xaf\x27\x1c"):
        return "7z"
    if start[257:262] == b"ustar" or (path.suffix.lower() == ".tar" and _is_old_tar(path)):
        return "tar"
    return "packed" if start.startswith(tuple(_PACKED)) else ""


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
            yield from _zip(path, folder)
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


def _write(folder: Path, name: str, chunks: Iterator[bytes]) -> None:
    """One file; where it fails part-way nothing of it stays, so that it is not read as if it were whole."""
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as out:
        try:
            for chunk in chunks:
                out.write(chunk)
        except BaseException:
            place.unlink()
            raise


def _tar(stream: IO[bytes], folder: Path) -> Iterator[Problem]:
    spent = count = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as opened:
            for member in opened:
                count += 1
                if member.isdir():
                    continue
                spent += member.size
                if count > LIMITS.entries or spent > LIMITS.total:
                    yield Problem(f"archive entry {count}", ProblemKind.NOT_READ, _BOMB, 1)
                    return
                yield from _member(opened, member, folder, count)
    except _FAULTS as fault:
        if not count:
            raise UnreadableExport(_SHUT) from fault
        yield Problem(f"after archive entry {count}", ProblemKind.PARTLY_READ, _CUT, 1)


def _member(opened: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, number: int) -> Iterator[Problem]:
    parts = Path(member.name).parts
    body = opened.extractfile(member) if member.isreg() else None
    if body is None or ".." in parts or member.name.startswith("/") or not parts:
        yield Problem(f"archive entry {number}", ProblemKind.NOT_READ, _OUTSIDE, 1)
        return
    try:
        _write(folder, member.name, iter(lambda: body.read(_CHUNK), b""))
    except FileExistsError:
        yield Problem(
            f"archive entry {number}",
            ProblemKind.NOT_READ,
            "A second file of the same name lies in this archive. Only the first was opened.",
            1,
        )


def _packed(path: Path, folder: Path) -> Iterator[Problem]:
    """One packed file: a tar inside is unpacked too, anything else is one file under the name without the last ending."""
    with path.open("rb") as stream:
        start = stream.read(6)
    opener = next(each for mark, each in _PACKED.items() if start.startswith(mark))
    name = path.stem if path.suffix else path.name
    try:
        _write(folder, name, _bounded(opener(path), path.stat().st_size))
    except _FAULTS as fault:
        raise UnreadableExport(_SHUT) from fault
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
        while chunk := stream.read(_CHUNK):
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
            listed = [each for each in opened.list() if not each.is_directory]
            if len(listed) > LIMITS.entries or sum(each.uncompressed or 0 for each in listed) > min(
                LIMITS.total, shutil.disk_usage(folder).free // 2
            ):
                raise UnreadableExport(_BOMB)
            opened.extract(folder, targets=[each.filename for each in listed if not _outside(each.filename)])
    except UnreadableExport:
        raise
    except Exception as fault:  # the package raises many kinds on damaged bytes
        raise UnreadableExport(_SHUT) from fault
    for number, each in enumerate(listed, 1):
        outside = _outside(each.filename)
        if not outside and (folder / each.filename).is_symlink():
            (folder / each.filename).unlink()
        if outside or not (folder / each.filename).is_file():
            yield Problem(f"archive entry {number}", ProblemKind.NOT_READ, _OUTSIDE, 1)


def _outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]
