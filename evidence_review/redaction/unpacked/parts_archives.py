"""Archives taken apart: zip (members, names, comments, extra fields, bytes between members), tar, gzip,
bzip2, xz, 7-Zip."""

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

_MOST_PARTS = 20_000
_MOST_BYTES = 1 << 29
LOST = "could not be opened to be checked"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

type Raw = tuple[str, str, str | bytes, str]


_MAIN_PARTS = frozenset(
    ("[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "xl/workbook.bin", "ppt/presentation.xml")
)


def archive_parts(data: bytes) -> Iterator[Raw]:
    """Parts of an archive, nothing for any other file."""
    if data.startswith(_ZIP):
        yield from _zip(data)
    elif data.startswith(b"\x1f\x8b"):
        yield from _gzip(data)
    elif data.startswith(b"BZh"):
        yield "inside", "a compressed file", bz2.BZ2Decompressor().decompress(data, _MOST_BYTES), ""
    elif data.startswith(b"\xfd7zXZ\0"):
        yield (
            "inside",
            "a compressed file",
            lzma.LZMADecompressor(memlimit=1 << 29).decompress(data, _MOST_BYTES),
            "",
        )
    elif data.startswith(b"7z\xbc\xaf\x27\x1c"):
        yield from _seven(data)
    elif data[257:262] == b"ustar":
        yield from _tar(data)
    elif data.startswith((b"Rar!\x1a\x07", b"MSCF")) or data[7:14] == b"**ACE**":
        yield "file", LOST, b"", ""


def is_archive(data: bytes) -> bool:
    """Whether the bytes are an archive that can be opened here, office files left aside."""
    return is_packed(data) and not is_office(data)


def is_packed(data: bytes) -> bool:
    """Whether the bytes begin like an archive of any kind, office files too."""
    return (
        data.startswith((*_ZIP, b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"7z\xbc\xaf\x27\x1c"))
        or data[257:262] == b"ustar"
    )


def is_office(data: bytes) -> bool:
    """Whether a zip is an office file."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b"[Content_Types].xml" in data[:2000] or b"mimetypeapplication/vnd.oasis" in data[:200]
    return bool(names & _MAIN_PARTS) or "content.xml" in names


def members(data: bytes) -> list[tuple[str, bytes | None]]:
    """Names and bytes of the files in an archive, in order; None for one that cannot be opened, and last
    where the archive is damaged."""
    out: list[tuple[str, bytes | None]] = []
    try:
        for _, how, value, name in archive_parts(data):
            if isinstance(value, bytes) and how in {LOST, "a packed file", "a compressed file"}:
                out.append((name, None if how == LOST else value))
    except Exception:  # noqa: BLE001  any reader may fail in its own way on damage; what came before holds
        out.append(("", None))
    return out


def _zip(data: bytes) -> Iterator[Raw]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield "file", LOST, b"", ""
        return
    with archive:
        if archive.comment:
            yield "comment of the archive", "text", archive.comment.decode("utf-8", "replace"), ""
        budget = _MOST_BYTES
        spans: list[tuple[int, int]] = []
        for number, entry in enumerate(archive.infolist()[:_MOST_PARTS], 1):
            place = f"part {number}"
            yield place, "the name of a packed file", entry.filename, ""
            if entry.comment:
                yield place, "comment of a packed file", entry.comment.decode("utf-8", "replace"), ""
            if _more(entry.extra):
                yield place, "extra field of a packed file", entry.extra.decode("latin-1"), ""
            spans.append(_span(data, entry))
            if entry.is_dir():
                continue
            budget -= entry.file_size
            body = _member(archive, entry) if budget >= 0 else None
            yield place, "a packed file" if body is not None else LOST, body or b"", entry.filename
        yield from _between(data, spans)


_USUAL = frozenset((0x0001, 0x000A, 0x5455, 0x7875, 0x7855, 0x5855, 0x9901, 0xCAFE, 0xA11E, 0xD935))
"""Extra fields that hold sizes, times, owners' numbers and paddings only."""


def _more(extra: bytes) -> bool:
    """Whether an extra field holds anything that is none of these."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = (
            int.from_bytes(extra[at : at + 2], "little"),
            int.from_bytes(extra[at + 2 : at + 4], "little"),
        )
        if kind not in _USUAL and size:
            return True
        at += 4 + size
    return False


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, zlib.error):
        return None


def _span(data: bytes, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """From where the packed bytes begin to where they end; names and extra fields before them are outside."""
    at = entry.header_offset
    named, more = (int.from_bytes(data[at + place : at + place + 2], "little") for place in (26, 28))
    return at + 30 + named + more, at + 30 + named + more + entry.compress_size


def _between(data: bytes, spans: list[tuple[int, int]]) -> Iterator[Raw]:
    """What stands outside the packed bytes: heads, extra fields, members no longer listed, anything before,
    between and behind."""
    at, rest = 0, bytearray()
    for start, end in sorted(spans):
        rest += data[at:start]
        at = max(at, end)
    rest += data[at:]
    yield "between its parts", "bytes between the members", b"\0" + bytes(rest), ""  # no archive again
    for start in _heads(bytes(rest)):
        yield "between its parts", "a packed file that the archive no longer lists", start, ""


def _heads(rest: bytes) -> Iterator[bytes]:
    """Packed files whose bytes stand among what the list of the archive does not name."""
    at = rest.find(b"PK\x03\x04")
    while at >= 0:
        named, more = (int.from_bytes(rest[at + place : at + place + 2], "little") for place in (26, 28))
        start = at + 30 + named + more
        if rest[at + 8 : at + 10] == b"\x08\0" and start < len(rest):
            unpacker = zlib.decompressobj(-15)
            try:
                out = unpacker.decompress(rest[start:], 1 << 26)
            except zlib.error:
                out = b""
            if out:
                yield out
        at = rest.find(b"PK\x03\x04", at + 4)


def _gzip(data: bytes) -> Iterator[Raw]:
    """Every member one after the other; its name and comment stand in plain bytes at its head. A tar inside
    is one more part."""
    rest, number = data, 0
    while rest.startswith(b"\x1f\x8b") and number < 100:
        unpacker = zlib.decompressobj(31)
        out = unpacker.decompress(rest, _MOST_BYTES)
        number += 1
        yield f"part {number}", "a compressed file", out, _gzip_name(rest)
        rest = unpacker.unused_data
    if rest.strip(b"\0"):
        yield "behind its end", "bytes between the members", rest, ""


def _gzip_name(head: bytes) -> str:
    if len(head) < 10 or not head[3] & 8:
        return ""
    at = 10 + (2 + int.from_bytes(head[10:12], "little") if head[3] & 4 else 0)
    return head[at : head.find(b"\0", at)].decode("latin-1")


def _tar(data: bytes) -> Iterator[Raw]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for number, entry in enumerate(archive, 1):
            if number > _MOST_PARTS:
                break
            said = [entry.name, entry.linkname, entry.uname, entry.gname, *entry.pax_headers.values()]
            yield (
                f"part {number}",
                "the name of a packed file, or who packed it",
                "\n".join(map(str, said)),
                "",
            )
            if entry.isfile():
                stream = archive.extractfile(entry)
                yield (
                    f"part {number}",
                    "a packed file",
                    stream.read(_MOST_BYTES) if stream else b"",
                    entry.name,
                )


def _seven(data: bytes) -> Iterator[Raw]:
    import py7zr
    from py7zr.io import BytesIOFactory

    with py7zr.SevenZipFile(io.BytesIO(data)) as archive:
        if archive.needs_password() or sum(entry.uncompressed or 0 for entry in archive.list()) > _MOST_BYTES:
            yield "file", LOST, b"", ""
            return
        factory = BytesIOFactory(_MOST_BYTES)
        archive.extractall(factory=factory)  # noqa: S202  into memory, within the limit above
        for number, (name, stream) in enumerate(factory.products.items(), 1):
            stream.seek(0)
            yield f"part {number}", "the name of a packed file", name, ""
            yield f"part {number}", "a packed file", stream.read(), name
