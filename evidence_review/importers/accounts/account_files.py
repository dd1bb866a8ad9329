"""The files of an account download: one file alone, a folder or a zip, read the same way, and the media that
its records name.

`opened(path)` gives Files. `names_of(path)` is a cheap list of names for recognising.
"""

import posixpath
import re
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import filterfalse
from pathlib import Path, PurePosixPath

from evidence_review.domain.evidence import Attachment, Item, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.packed.archives import DamagedMember, open_zip
from evidence_review.importers.packed.export_files import Tree, open_tree
from evidence_review.importers.plugin import attach, file_chunks, head, media_type

_GLANCE = 100_000
_DATA = (".json", ".html", ".htm")
_KINDS = {"image": ItemKind.IMAGE, "video": ItemKind.VIDEO, "audio": ItemKind.AUDIO}
_LAYOUT = re.compile(
    (
        r"\.(?:css|js|map|svg|ico|woff2?|ttf|otf|eot|html?)$|_thumb\.jpe?g$|(?:^|/)(?:__MACOSX|css|js|"
        r"images|icons|fonts)/|(?:^|/)(?:readme[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$"
    ),
    re.IGNORECASE,
)
"""Files that make pages look as they do, small copies of pictures, and what programs leave behind: none of
them evidence."""


def is_zip(path: Path) -> bool:
    """Whether a path is a file that begins like a zip."""
    return path.is_file() and head(path, 4) in {b"PK\x03\x04", b"PK\x05\x06"}


def names_of(path: Path) -> list[str]:
    """Names of JSON files and pages below a folder, or of all files in a zip; the name of a single file.
    Never raises; empty where there are none."""
    try:
        if path.is_dir():
            return _below(path)
        if is_zip(path):
            with path.open("rb") as stream, open_zip(stream) as archive:
                return [name.replace("\\", "/") for name in archive.namelist() if not name.endswith("/")]
        return [path.name] if path.is_file() else []
    # zipfile raises many kinds on damaged bytes; the reader says what is wrong
    except Exception:  # noqa: BLE001
        return []


def _below(path: Path) -> list[str]:
    names, seen = list[str](), 0
    for folder, folders, files in path.walk():
        folders.sort()
        names += [
            (folder / name).relative_to(path).as_posix()
            for name in sorted(files)
            if name.lower().endswith(_DATA)
        ]
        seen += len(files)
        if seen > _GLANCE:
            break
    return names


def start_of(path: Path, name: str, size: int = 65_536) -> bytes:
    """The first bytes of a file in a folder or zip, or of the single file. Never raises."""
    try:
        if path.is_dir():
            return head(path / name, size)
        if is_zip(path):
            with zipfile.ZipFile(path) as archive, archive.open(_entry(archive, name)) as stream:
                return stream.read(size)
        return head(path, size)
    except Exception:  # noqa: BLE001  as above
        return b""


def _entry(archive: zipfile.ZipFile, name: str) -> str:
    return (
        name
        if name in archive.NameToInfo
        else next(each for each in archive.namelist() if each.replace("\\", "/") == name)
    )


@dataclass(slots=True)
class Files:
    """The files of one download. `used` are those read as data or attached; `missing` counts files that
    records name and that are not there."""

    tree: Tree
    beside: Path | None = None
    used: set[str] = field(default_factory=set)
    missing: int = 0
    damaged: int = 0
    _places: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Base names are looked up once for all."""
        for name in self.tree.sizes:
            self._places.setdefault(PurePosixPath(name).name.lower(), []).append(name)

    def attachment(self, named: str, folder: str = "", claimed_type: str = "") -> Attachment:
        """The file that a record names, relative to `folder`; without data, and counted, where it was not
        supplied or is damaged."""
        base = PurePosixPath(named.replace("\\", "/")).name or named
        kind = claimed_type or media_type(base)
        try:
            place = self._place(named, folder)
            if place is not None:
                self.used.add(place)
                return attach(base, self.tree.chunks(place), place, kind)
            found = self._beside(named)
            if found is not None:
                return attach(base, file_chunks(found), claimed_type=kind)
        except (DamagedMember, OSError, ValueError):
            self.damaged += 1
            return Attachment(base, kind)
        self.missing += 1
        return Attachment(base, kind)

    def left_out(self, name: str, claimed_type: str = "") -> Attachment:
        """A file that the download itself says was not included."""
        self.missing += 1
        return Attachment(name, claimed_type)

    def _place(self, named: str, folder: str) -> str | None:
        """In the folder that the record stands in, at the top, or the only file that ends so."""
        wanted = named.replace("\\", "/").removeprefix("./").lstrip("/")
        for each in (posixpath.normpath(posixpath.join(folder, wanted)), wanted):
            if each in self.tree.sizes:
                return each
        same = self._places.get(PurePosixPath(wanted).name.lower(), [])
        ends = [each for each in same if each.lower().endswith("/" + wanted.lower())]
        return ends[0] if len(ends) == 1 else same[0] if len(same) == 1 and "/" not in wanted else None

    def _beside(self, named: str) -> Path | None:
        """For a file added alone: the media in its own folder, or below the folders above it; never outside
        them, never by a link."""
        parts = PurePosixPath(named.replace("\\", "/").removeprefix("./")).parts
        if self.beside is None or not parts or ".." in parts or named.startswith("/") or ":" in named:
            return None
        ways = [
            (self.beside, parts),
            (self.beside, parts[-2:]),
            *((above, parts) for above in list(self.beside.parents)[:5]),
        ]
        with suppress(OSError, ValueError):  # a name that no disk takes
            places = ((root.joinpath(*way), root) for root, way in ways)
            return next((place for place, root in places if _lies_in(place, root)), None)
        return None

    def remarks(self, app: str) -> Iterator[Item | Problem]:
        """What is said of files that were named and not there and that are damaged; files that no record
        names, as items of their own."""
        if self.missing:
            reason = (
                f"{self.missing} files were not included in this {app} export. Ask for the export with "
                f"its media if they matter."
            )
            yield Problem("files", ProblemKind.MISSING_ATTACHMENT, reason)
        if self.damaged:
            reason = (
                f"{self.damaged} files that are named in this export are damaged and could not be "
                f"read. Ask for a fresh copy."
            )
            yield Problem("files", ProblemKind.PARTLY_READ, reason)
        left = [name for name in self.tree.names() if name not in self.used]
        layout = list(filter(_LAYOUT.search, left))
        if layout:
            reason = (
                f"{len(layout)} files are only for showing this export, or are small copies of its "
                f"pictures, and were left out."
            )
            yield Problem("files", ProblemKind.SKIPPED, reason)
        for number, name in enumerate(filterfalse(_LAYOUT.search, left), 1):
            yield self._unnamed(name, number, app)
        yield from self.tree.problems

    def _unnamed(self, name: str, number: int, app: str) -> Item | Problem:
        """A file that no record names, so that it can be looked at: what it belonged to may have been
        deleted."""
        try:
            attachment = attach(PurePosixPath(name).name, self.tree.chunks(name), name)
        except (DamagedMember, OSError, ValueError):
            return Problem(
                name,
                ProblemKind.NOT_READ,
                "This file is damaged and could not be read. Ask for a fresh copy.",
                1,
            )
        kind = _KINDS.get(media_type(name).split("/", 1)[0], ItemKind.FILE)
        extra = (("in the export", "no record names this file"),)
        return Item(
            f"file {name}",
            kind,
            None,
            "files",
            1_000_000_000 + number,
            app=app,
            attachments=(attachment,),
            extra=extra,
        )


def _lies_in(place: Path, root: Path) -> bool:
    """Whether a place is a file below a folder, and no link."""
    return place.is_file() and not place.is_symlink() and place.resolve().is_relative_to(root.resolve())


@contextmanager
def opened(path: Path) -> Generator[Files]:
    """A folder, a zip or one file, for reading only. UnreadableExport where a zip cannot be opened."""
    if path.is_dir() or is_zip(path):
        with open_tree(path) as tree:
            yield Files(tree)
    else:
        tree = Tree({path.name: path.stat().st_size}, lambda _: file_chunks(path))
        yield Files(tree, path.parent)
