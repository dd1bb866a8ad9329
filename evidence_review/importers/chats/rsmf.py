"""RSMF (Relativity Short Message Format): a chat as e-discovery vendors deliver it, an e-mail that carries a
zip with a manifest."""

import email
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.policy import compat32
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.chats.rsmf_events import Beside, Chat, is_beside
from evidence_review.importers.mail.mailboxes import has_headers
from evidence_review.importers.packed.archives import Archive, ArchiveLimits, DamagedMember
from evidence_review.importers.plugin import About, Importer, decode_text, head
from evidence_review.importers.tally import tallied
from evidence_review.importers.text.email_headers import first, raw_headers

_MANIFEST = "rsmf_manifest.json"
_TOP = re.compile(rb'\s*\{\s*"(version|participants|conversations|events|eventcollectionid)"\s*:')
"""The first key of a manifest."""
_LARGEST = 512 << 20
_TOO_LARGE = (
    "This chat (RSMF) is larger than can be read here. Nothing in it has been reviewed. Ask for it in parts."
)
_NO_CHAT = (
    "No chat could be read from this RSMF file: it is damaged or cut short. Nothing in it has been "
    "reviewed. Ask for another copy."
)
_DAMAGED = (
    "The manifest of this chat is damaged; the events before the damage were read. Ask for another copy."
)
_BESIDE = (
    "{} files in this export belong to no message and were not imported. Open the export as an e-mail "
    "to see them."
)
_REPEATED = "The text that stands beside the chat repeats it and was not imported a second time."
_EMPTY = "There is no event in this chat. Check that it is the right file."


def recognises(path: Path) -> bool:
    """Header lines with one of RSMF, or the zip inside alone, or the manifest in it."""
    start = head(path, 1 << 16)
    if start.startswith(b"PK"):
        try:
            with path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
                return _MANIFEST in archive.namelist()
        except Exception:  # noqa: BLE001  zipfile raises many kinds on damaged bytes
            return False
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if plain.lstrip().startswith(b"{"):
        wanted = (
            (b'"participants"',)
            if path.name.lower().endswith(_MANIFEST)
            else (b'"participants"', b'"conversations"', b'"platform"')
        )
        return all(word in plain for word in wanted) and (
            _TOP.match(plain) is not None or path.name.lower().endswith(_MANIFEST)
        )
    marks = re.search(rb"(?im)^x-rsmf-version\s*:", plain[:16_384]) or re.search(
        rb"""(?i)name="?rsmf\.zip""", plain
    )
    return marks is not None and has_headers(plain, 1)


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """One item for each event of the chat."""
    yield from tallied(_values(path, options), _EMPTY)


@dataclass(frozen=True, slots=True)
class _Found:
    """The zip, or the manifest alone where there is none and what lies beside it; what its e-mail said, and
    how many other files came with it."""

    zipped: bytes = b""
    bare: bytes = b""
    beside: Beside | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    others: int = 0
    has_text: bool = False


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem | Declared]:
    if path.stat().st_size > _LARGEST:
        raise UnreadableExport(_TOO_LARGE)
    found = _source(path)
    archive, text = (found.beside, decode_text(found.bare).text) if found.bare else _opened(found.zipped)
    manifest, whole = _manifest(text)
    chat = Chat(manifest, archive, options)
    yield from _declarations(found.headers)
    yield from chat.items()
    yield from archive.problems if archive else ()
    if not whole:
        yield Problem("manifest", ProblemKind.PARTLY_READ, _DAMAGED, 1)
    beside = found.others + (_count_unused(archive, chat.used) if isinstance(archive, Archive) else 0)
    if beside:
        yield Problem("whole file", ProblemKind.SOURCE_FLAG, _BESIDE.format(beside))
    if found.has_text:
        yield Problem("whole file", ProblemKind.SKIPPED, _REPEATED)


def _source(path: Path) -> _Found:
    data = path.read_bytes()
    if data.startswith(b"PK"):
        return _Found(data)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return _Found(bare=data, beside=Beside(path))
    return _carried(data)


def _declarations(headers: list[tuple[str, str]]) -> Iterator[Declared]:
    for header, what in (("X-RSMF-EventCount", "events"), ("X-RSMF-AttachmentCount", "attachments")):
        count = first(headers, header)
        if count.isascii() and count.isdigit():
            yield Declared(what, int(count[:12]))


def _count_unused(archive: Archive, used: set[str]) -> int:
    """How many files of the zip belong to no event."""
    return sum(name not in used and not name.endswith(_MANIFEST) for name in archive.members)


def _carried(data: bytes) -> _Found:
    """The zip that an e-mail carries, or its manifest."""
    message = email.message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), policy=compat32)
    parts = [part for part in message.walk() if not part.is_multipart()]
    files = [(str(part.get_filename("")).lower(), _bytes(part)) for part in parts]
    zipped = _zip_in(files)
    bare = b"" if zipped else _content_of(files, _MANIFEST)
    return _Found(
        zipped,
        bare,
        headers=raw_headers(message),
        others=sum(1 for name, each in files if name and each is not zipped and each is not bare),
        has_text=any(_is_text(part) and each.strip() for part, (_, each) in zip(parts, files, strict=True)),
    )


def _zip_in(files: list[tuple[str, bytes]]) -> bytes:
    """A zip by its name, else the first that is one."""
    zips = [(name, content) for name, content in files if content.startswith(b"PK")]
    return _content_of(zips, "rsmf.zip") or (zips[0][1] if zips else b"")


def _content_of(files: list[tuple[str, bytes]], wanted: str) -> bytes:
    return next((content for name, content in files if name == wanted), b"")


def _is_text(part: Message) -> bool:
    return part.get_content_type() == "text/plain" and not part.get_filename()


def _bytes(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001  broken transfer encodings raise many kinds
        return b""
    return data if isinstance(data, bytes) else b""


def _opened(zipped: bytes) -> tuple[Archive, str]:
    try:
        archive = Archive(zipfile.ZipFile(io.BytesIO(zipped)), ArchiveLimits())
        member = archive.members.get(_MANIFEST) or next(
            each for name, each in archive.members.items() if name.endswith("/" + _MANIFEST)
        )
        return archive, decode_text(archive.read(member, _LARGEST)).text
    except (
        DamagedMember,
        StopIteration,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        zipfile.BadZipFile,
    ) as fault:
        raise UnreadableExport(_NO_CHAT) from fault


def _manifest(text: str) -> tuple[dict[str, Any], bool]:
    """The manifest, and whether it is whole; of a damaged one, the entries of its three lists before the
    damage."""
    try:
        read_whole = json.loads(text)
    except (ValueError, RecursionError):
        read_whole = None
    if isinstance(read_whole, dict):
        return read_whole, True
    return {
        key: list(_before_damage(text, key)) for key in ("participants", "conversations", "events")
    }, False


def _before_damage(text: str, key: str) -> Iterator[Any]:
    """The objects of a list at the top of the manifest, up to the first that cannot be read."""
    start = re.search(rf'"{key}"\s*:\s*\[\s*(?=\{{)', text)
    decoder, at = json.JSONDecoder(), start.end() if start else len(text)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
        follows = re.compile(r"\s*,\s*").match(text, at)
        if not follows:
            return
        at = follows.end()


def companions(path: Path) -> Iterator[Path]:
    """The files beside a manifest on its own that its events name."""
    if (
        head(path, 2) != b"PK"
        and head(path, 64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
        and path.stat().st_size <= _LARGEST
    ):
        chat = Chat(_manifest(decode_text(path.read_bytes()).text)[0], None, ReadOptions())
        yield from (path.parent / name for name in sorted(chat.named()) if is_beside(path, name))


IMPORTER = Importer(
    "RSMF chat",
    "1",
    recognises,
    read,
    companions,
    about=About(
        formats=(
            "RSMF (Relativity Short Message Format): .rsmf, the rsmf.zip in it, or its "
            "rsmf_manifest.json with the files beside it"
        ),
        seen="versions 1.0 and 2.0 by the published schema and its sample files",
        read=(
            "messages with reactions, edits, receipts and attachments; joins, leaves, notices; "
            "participants and conversations; counts stated in the headers"
        ),
        not_read="pictures of participants and platforms; the text version beside the chat, which repeats it",
        limits="a time without an offset has no known zone unless one is set",
    ),
)
