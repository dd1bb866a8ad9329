"""A backup of an iPhone or iPad by iTunes, Finder or libimobiledevice: a folder of hashed file names, or a
zip of it (reference/formats.md 3.12).

Every database that a reader here knows is read with what lies beside it; what the list of files names and was
not supplied is told.
"""

import tempfile
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.markup.ios_archived import plist
from evidence_review.importers.packed.archives import DamagedMember, open_archive
from evidence_review.importers.packed.export_files import Tree, open_tree
from evidence_review.importers.phones import (
    ios_calendar,
    ios_calls,
    ios_contacts,
    ios_notes,
    ios_safari,
    ios_whatsapp,
    ios_whatsapp_people,
)
from evidence_review.importers.phones.ios_manifest import (
    MANIFESTS,
    PLISTS,
    Entry,
    Manifest,
    base_name,
    copy_out,
    manifest_of,
    top_of,
    whole_file,
)
from evidence_review.importers.phones.ios_messages import importer as ios_messages
from evidence_review.importers.phones.ios_sources import Files, Found, Phone, Source, Values, beside, tails
from evidence_review.importers.plugin import About, Importer, head, media_type
from evidence_review.importers.sqlite.databases import BESIDE, Database, layout, open_database
from evidence_review.importers.sqlite.databases_hanging import hanging
from evidence_review.importers.tally import distinct, tallied

SOURCES = (
    ios_messages.SOURCE, ios_whatsapp.SOURCE, ios_whatsapp_people.SOURCE, ios_calls.SOURCE, ios_calls.OLD, ios_calls.WHATSAPP, ios_calls.VOICEMAIL,
    ios_contacts.SOURCE, ios_notes.SOURCE, ios_notes.OLD, ios_calendar.SOURCE, ios_safari.SOURCE,
)  # fmt: skip
_MEDIA_DOMAINS = ("MediaDomain", "HomeDomain", "CameraRollDomain")


def recognises(path: Path) -> bool:
    """Whether a folder, or a zip by its names, is a backup: its list of files beside its description."""
    if path.is_dir():
        held = {name for name in MANIFESTS + PLISTS if (path / name).is_file()}
        return top_of(sorted(held)) == ""
    if head(path, 2) != b"PK":
        return False
    try:
        with open_archive(path) as archive:
            return top_of(list(archive.members)) is not None
    except (UnreadableExport, OSError):  # a damaged zip: no backup that could be read
        return False


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Everything in the databases that are known, then what was not supplied and what was not read.
    UnreadableExport where it is encrypted."""
    with open_tree(path) as tree:
        top = top_of(list(tree.sizes))
        if top is None:
            raise UnreadableExport(
                "This is not a whole backup of an iPhone. Nothing in it has been reviewed. Ask for "
                "the whole backup folder."
            )
        backup = _Backup(tree, manifest_of(tree, top), options)
        empty = "This backup holds no database that is read here. Ask for the whole backup folder."
        yield from tallied(distinct(backup.values()), empty)


@dataclass(slots=True)
class _Backup:
    tree: Tree
    manifest: Manifest
    options: ReadOptions
    names: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def values(self) -> Values:
        if self.manifest.is_listed:
            yield Declared("files", len(self.manifest.entries))
        yield from self.manifest.problems
        yield from self.tree.problems
        self._who()
        for source in SOURCES:
            entries = [
                entry for entry in self.manifest.entries.values() if base_name(entry.path) in source.files
            ]
            for count, entry in enumerate(sorted(entries, key=lambda each: each.place)):
                yield from self._one(source, entry, first=count == 0)
        yield from self._account()

    def _who(self) -> None:
        """The number of the phone as its owner, where the person importing names none; names from the address
        book."""
        base = f"{self.manifest.top}/" if self.manifest.top else ""
        info = plist(whole_file(self.tree, f"{base}Info.plist"))
        phone = info.get("Phone Number") if isinstance(info, dict) else None
        if not self.options.owner and isinstance(phone, str) and phone.strip():
            self.options = replace(self.options, owner=phone.strip())
        for entry in self.manifest.entries.values():
            if base_name(entry.path) in ios_contacts.SOURCE.files:
                with self._opened(entry) as db:
                    self.names |= dict(ios_contacts.names_in(db)) if db else {}

    def _one(self, source: Source, entry: Entry, *, first: bool) -> Values:
        place = self.manifest.supplied.get((entry.domain, entry.path))
        if place is None:
            reason = (
                f"{source.name} is named in the list of this backup but was not supplied. Nothing in "
                f"it has been reviewed. Ask for it."
            )
            yield Problem(entry.place, ProblemKind.NOT_READ, reason)
            return
        for each in ("", *BESIDE):
            self.used.add(self.manifest.supplied.get((entry.domain, entry.path + each), ""))
        prefix = f"{entry.place}: "
        try:
            with tempfile.TemporaryDirectory(prefix="evidence_review-") as private:
                copy = self._copied(entry, Path(private))
                if not source.fits(layout(copy)):
                    raise UnreadableExport(
                        f"{source.name} could not be read: its tables are not there, or not known. "
                        f"Nothing in it has been reviewed. Ask for a fresh copy."
                    )
                yield from self._values(source, entry, copy, prefix, first=first)
        except (DamagedMember, UnreadableExport) as fault:
            yield Problem(entry.place, ProblemKind.NOT_READ, str(fault), 1)
        # one database must not end the reading of the others; only the kind of fault is told
        except Exception as fault:  # noqa: BLE001
            reason = (
                f"Reading this database stopped before its end. What came before was kept. Ask for a "
                f"fresh copy. ({type(fault).__name__})"
            )
            yield Problem(entry.place, ProblemKind.PARTLY_READ, reason, 1)

    def _values(self, source: Source, entry: Entry, copy: Path, prefix: str, *, first: bool) -> Values:
        with open_database(copy) as db:
            phone = Phone(
                self.options,
                Files(lambda name: self._find(entry, name)),
                lambda name: self._sibling(entry, name),
                self.names,
                prefix,
            )
            for value in chain(source.values(db, phone), hanging(db, prefix)):
                # a second database of one kind (WhatsApp Business beside WhatsApp) has conversations of its
                # own
                yield (
                    value
                    if first or not isinstance(value, Item)
                    else replace(value, thread=f"{entry.domain}: {value.thread}")
                )
            for trouble in phone.troubles:
                yield replace(trouble, locator=prefix + trouble.locator)
            for remark in chain(db.unread(), db.remarks()):
                if remark.kind in {
                    ProblemKind.PARTLY_READ,
                    ProblemKind.UNKNOWN_NAME,
                }:  # a backup holds the main file alone, as it should
                    yield replace(remark, locator=f"{entry.place} {remark.locator}")

    def _copied(self, entry: Entry, folder: Path) -> Path:
        copy = folder / "copy.db"
        for end in ("", *BESIDE):
            place = self.manifest.supplied.get((entry.domain, entry.path + end))
            if place:
                copy_out(self.tree, place, copy.with_name(copy.name + end))
        return copy

    @contextmanager
    def _opened(self, entry: Entry) -> Generator[Database | None]:
        if (entry.domain, entry.path) not in self.manifest.supplied:
            yield None
            return
        with tempfile.TemporaryDirectory(prefix="evidence_review-") as private:
            try:
                copy: Path | None = self._copied(entry, Path(private))
            except (DamagedMember, OSError):
                copy = None
            with beside(copy or Path(private, "nothing")) as db:
                yield db

    def _sibling(self, entry: Entry, name: str) -> AbstractContextManager[Database | None]:
        path = PurePosixPath(entry.path).with_name(name).as_posix()
        self.used.add(self.manifest.supplied.get((entry.domain, path), ""))
        return self._opened(Entry(entry.domain, path, ""))

    def _find(self, entry: Entry, name: str) -> Found | None:
        folder = PurePosixPath(entry.path).parent
        for tail in tails(name):
            here = [(entry.domain, each) for each in (tail, f"Message/{tail}", (folder / tail).as_posix())]
            for key in (*here, *((domain, tail) for domain in _MEDIA_DOMAINS)):
                place = self.manifest.supplied.get(key)
                if place:
                    self.used.add(place)
                    return f"{key[0]}/{key[1]}", self.tree.chunks(place)
        return None

    def _account(self) -> Iterator[Problem]:
        """What was supplied against what is listed, and what was supplied and not read."""
        listed, supplied = len(self.manifest.entries), len(self.manifest.supplied)
        if self.manifest.is_listed and supplied < listed:
            yield Problem(
                "Manifest",
                ProblemKind.SOURCE_FLAG,
                f"The backup lists {listed} files; {supplied} were supplied. Ask for the others.",
            )
        rest = [key for key, place in self.manifest.supplied.items() if place not in self.used]
        camera = list(filter(_is_of_camera, rest))
        if camera:
            reason = (
                f"{len(camera)} pictures and videos of the camera roll are in this backup. They have "
                f"not been looked at. Ask for them as files with their own names."
            )
            yield Problem("CameraRollDomain/Media/DCIM", ProblemKind.SKIPPED, reason, len(camera))
        others = len(rest) - len(camera)
        if others:
            reason = (
                f"{others} further files of the system and of apps are in this backup. They were not "
                f"read. Ask the supplier for a report of apps that matter."
            )
            yield Problem("Manifest", ProblemKind.SKIPPED, reason)


def _is_of_camera(key: tuple[str, str]) -> bool:
    """Whether a file, by domain and path, is a picture or video of the camera roll."""
    domain, path = key
    return domain.startswith("CameraRoll") and path.startswith("Media/DCIM/") and bool(media_type(path))


IMPORTER = Importer(
    "iPhone backup",
    "1",
    recognises,
    read,
    about=About(
        "backups by iTunes, Finder or libimobiledevice, as a folder or a zip of it",
        (
            "Manifest.db (iOS 10 and later) and Manifest.mbdb (iOS 4 to 9); without either, the files "
            "in places that never change"
        ),
        (
            "messages, WhatsApp, calls, voicemail, contacts, notes, calendar and Safari history, with "
            "the files they name; names from the address book; what is listed and missing"
        ),
        (
            "encrypted backups (refused in words); other apps; pictures of the camera roll are "
            "counted, not looked at"
        ),
        "the list of files may name thousands of which a handful were supplied",
    ),
)
