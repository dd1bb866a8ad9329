"""The list of files of an iPhone backup: Manifest.db (since iOS 10), Manifest.mbdb before; without either,
the places that never change (reference/formats.md 3.12).

A file lies under the SHA-1 of "domain-path", in a folder named by its first two digits since iOS 10.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.markup.ios_archived import plist
from evidence_review.importers.packed.archives import DamagedMember
from evidence_review.importers.packed.export_files import Tree
from evidence_review.importers.sqlite.databases import MAGIC, open_database
from evidence_review.importers.text.row_values import number, words

ENCRYPTED = (
    "This iPhone backup is encrypted. It needs the backup password; nothing in it has been reviewed. "
    "Ask for a backup made without encryption, or for a report made from it."
)
MANIFESTS = ("Manifest.db", "Manifest.mbdb")
PLISTS = ("Info.plist", "Manifest.plist", "Status.plist")
_CUT = (
    "The list of files of this backup is cut short. Files that stand behind its end are not known. Ask "
    "for a complete copy."
)
_NONE = (
    "The list of files of this backup (Manifest) was not supplied or could not be read. Only files in "
    "places that never change were looked for. Ask for the whole backup folder."
)
_WHATSAPP = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared"
_PLACES = (
    ("HomeDomain", "Library/SMS/sms.db"), ("HomeDomain", "Library/AddressBook/AddressBook.sqlitedb"), ("HomeDomain", "Library/Calendar/Calendar.sqlitedb"),
    ("HomeDomain", "Library/CallHistoryDB/CallHistory.storedata"), ("WirelessDomain", "Library/CallHistory/call_history.db"),
    ("HomeDomain", "Library/Notes/notes.sqlite"), ("AppDomainGroup-group.com.apple.notes", "NoteStore.sqlite"), ("HomeDomain", "Library/Safari/History.db"),
    ("AppDomain-com.apple.mobilesafari", "Library/Safari/History.db"), ("HomeDomain", "Library/Voicemail/voicemail.db"),
    (_WHATSAPP, "ChatStorage.sqlite"), (_WHATSAPP, "ContactsV2.sqlite"), (_WHATSAPP, "CallHistory.sqlite"), (_WHATSAPP, "LID.sqlite"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that the list names: where it was on the phone, and the name it should have in the backup."""

    domain: str
    path: str
    file_id: str

    @property
    def place(self) -> str:
        """Domain and path, as a person reads them."""
        return f"{self.domain}/{self.path}"


@dataclass(slots=True)
class Manifest:
    """The files of a backup by domain and path; `supplied` gives the name in the tree of those that are
    there."""

    top: str
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    supplied: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_listed: bool = True


def top_of(names: list[str]) -> str | None:
    """The folder of a backup in a tree, "" for the tree itself; None where there is none."""
    at: dict[str, set[str]] = {}
    for name in names:
        folder, _, base = name.rpartition("/")
        if base in MANIFESTS + PLISTS and folder.count("/") < 4:
            at.setdefault(folder, set()).add(base)
    good = [
        folder
        for folder, held in sorted(at.items())
        if (held & set(MANIFESTS) and held & set(PLISTS)) or {*PLISTS[1:]} <= held
    ]
    return good[0] if good else None


def manifest_of(tree: Tree, top: str) -> Manifest:
    """The list of files, and which of them are there. UnreadableExport where the backup is encrypted."""
    base = f"{top}/" if top else ""
    _refuse_encrypted(tree, base)
    manifest = Manifest(top)
    found = list(_entries(tree, base, manifest))
    if not found:
        manifest.is_listed = False
        manifest.problems.append(Problem("Manifest", ProblemKind.SOURCE_FLAG, _NONE))
        found = [Entry(domain, path, _id(domain, path)) for domain, path in _PLACES]
    for entry in found:
        manifest.entries[entry.domain, entry.path] = entry
        if place := _place(tree, base, entry):
            manifest.supplied[entry.domain, entry.path] = place
    if not manifest.is_listed:
        manifest.entries = {key: entry for key, entry in manifest.entries.items() if key in manifest.supplied}
    return manifest


def _place(tree: Tree, base: str, entry: Entry) -> str | None:
    """Where a file of the backup lies among what was supplied."""
    places = (
        f"{base}{entry.file_id[:2]}/{entry.file_id}",
        f"{base}{entry.file_id}",
        f"{base}{entry.domain}/{entry.path}",
    )
    return next((each for each in places if each in tree.sizes), None)


def whole_file(tree: Tree, name: str) -> bytes:
    """A small file of the tree; empty where it is not there or cannot be read."""
    try:
        return tree.read(name, 64 << 20) if name in tree.sizes else b""
    except DamagedMember:
        return b""


def copy_out(tree: Tree, name: str, to: Path) -> None:
    """A file of the tree as a file of its own in a private folder."""
    with to.open("wb") as out:
        for chunk in tree.chunks(name):
            out.write(chunk)


def _refuse_encrypted(tree: Tree, base: str) -> None:
    held = plist(whole_file(tree, f"{base}Manifest.plist"))
    name = f"{base}Manifest.db"
    locked = name in tree.sizes and tree.sizes[name] > 100 and tree.start(name, 16) != MAGIC
    if (isinstance(held, dict) and held.get("IsEncrypted")) or locked:
        raise UnreadableExport(ENCRYPTED)


def _entries(tree: Tree, base: str, manifest: Manifest) -> Iterator[Entry]:
    if f"{base}Manifest.db" in tree.sizes:
        yield from _from_database(tree, f"{base}Manifest.db", manifest)
    elif f"{base}Manifest.mbdb" in tree.sizes:
        yield from _from_mbdb(whole_file(tree, f"{base}Manifest.mbdb"), manifest)


def _from_database(tree: Tree, name: str, manifest: Manifest) -> Iterator[Entry]:
    with tempfile.TemporaryDirectory(prefix="evidence_review-") as private:
        copy = Path(private, "Manifest.db")
        try:
            for end in ("", "-wal", "-shm"):
                if name + end in tree.sizes:
                    copy_out(tree, name + end, copy.with_name(copy.name + end))
            with open_database(copy) as db:
                for row in db.rows("Files", (), manifest.problems.append):
                    domain, path = words(row.get("domain")) or "", words(row.get("relativePath")) or ""
                    if number(row.get("flags")) in {1, None} and path:
                        yield Entry(domain, path, words(row.get("fileID")) or _id(domain, path))
        except (UnreadableExport, OSError):
            return


def _id(domain: str, path: str) -> str:
    return hashlib.sha1(f"{domain}-{path}".encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


# ---- Manifest.mbdb -----------------------------------------------------------------------------

_FILE, _KIND = 0x8000, 0xE000
_FIXED = 40
"""Bytes of mode, inode, owner, group, three times, size, protection and number of properties."""


def _from_mbdb(data: bytes, manifest: Manifest) -> Iterator[Entry]:
    """Records of texts with a length in two bytes (0xFFFF: none), then fixed numbers, then properties."""
    if data[:4] != b"mbdb":
        return
    at = 6
    while at < len(data):
        domain, at = _text(data, at)
        path, at = _text(data, at)
        for _ in range(3):  # where a link leads, hash, key
            _, at = _text(data, at)
        if at + _FIXED > len(data):
            manifest.problems.append(Problem("Manifest.mbdb", ProblemKind.PARTLY_READ, _CUT, 1))
            return
        mode, properties = int.from_bytes(data[at : at + 2], "big"), data[at + _FIXED - 1]
        at += _FIXED
        for _ in range(2 * properties):
            _, at = _text(data, at)
        if mode & _KIND == _FILE and path:
            yield Entry(domain, path, _id(domain, path))


def _text(data: bytes, at: int) -> tuple[str, int]:
    size = int.from_bytes(data[at : at + 2], "big")
    if size == 0xFFFF:
        return "", at + 2
    return data[at + 2 : at + 2 + size].decode("utf-8", "replace"), at + 2 + size


def base_name(path: str) -> str:
    """The last part of a path on the phone."""
    return PurePosixPath(path).name
