"""The files that a Cellebrite report lists (taggedFiles), where their bytes lie, and what becomes of each."""

import hashlib
import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.examiners.ufdr.models import Node
from evidence_review.importers.markup.xml_mending import encoding_of
from evidence_review.importers.packed.archives import Archive, ArchiveLimits, open_archive
from evidence_review.importers.plugin import attach, file_chunks, head
from evidence_review.importers.tally import Unknown

LIMITS = ArchiveLimits(ratio=1100)
"""A report repeats itself and packs very well; deflate cannot pack better than 1 to 1,032, so only the sizes
bound it."""


PROTECTED = b"\x2d\x06\x52\x6d"
"""How a protected report begins (reference/formats.md 3.1)."""
SNIFFED = 4096
_SIGNS = re.compile(
    (
        r"<(?:\w+:)?project\b[^>]{0,3000}?(?:\bextractionType\b|pa\.cellebrite\.com|\bNodeCount\b|"
        r"\bModelCount\b)|\bsourceExtractions\b|<(?:\w+:)?decodedData>"
    )
)


def is_report(first: bytes) -> bool:
    """Whether the first bytes of an XML file are those of a report, protected or plain."""
    if first.startswith(PROTECTED):
        return True
    name, skip = encoding_of(first)
    return _SIGNS.search(first[skip:SNIFFED].decode(name, "replace")) is not None


MOST_READ = 512 << 20
"""Bytes of one file that are read to check it: more would outlast the time that one answer of the child may
take."""
_TOO_LARGE = (
    "A file of this report is larger than 512 MiB: it is listed, but was neither kept nor checked "
    "against its hash."
)
_UNNAMED = (
    "{} files lie in this report that it does not list: they were not opened. Add the folder as a "
    "source of its own to have them read."
)
_DAMAGED = "A file of this report is damaged and could not be read. Ask for a fresh copy."


class Bytes(Protocol):
    """Where the files of a report lie: a zip archive or a folder."""

    def names(self) -> Iterable[str]:
        """Every file, with forward slashes, relative to the report."""
        ...

    def chunks(self, name: str) -> Iterator[bytes]:
        """One of them, in pieces; UnreadableExport or OSError where it cannot be read."""
        ...


class Zipped:
    """The members of an archive, relative to the folder of its report."""

    def __init__(self, archive: Archive, root: str) -> None:
        self._archive, self._root = archive, root

    def names(self) -> Iterable[str]:
        """Members below the report's own folder."""
        return (name[len(self._root) :] for name in self._archive.members if name.startswith(self._root))

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member in pieces."""
        return self._archive.chunks(self._archive.members[self._root + name])


class Unzipped:
    """The files beside a report.xml; links are not followed, nothing outside the folder is read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> Iterable[str]:
        """Files below the folder, without links."""
        for folder, _, files in self._folder.walk():
            for name in files:
                if not (folder / name).is_symlink():
                    yield (folder / name).relative_to(self._folder).as_posix()

    def chunks(self, name: str) -> Iterator[bytes]:
        """A file in pieces."""
        return file_chunks(self._folder / name)


@contextmanager
def opened(path: Path) -> Generator[tuple[str, Bytes]]:
    """The report's name and the bytes around it, for a zip, a folder or an XML file; UnreadableExport where
    there is no report."""
    report = report_in(path)
    if report is not None:
        yield report.name, Unzipped(report.parent)
        return
    with open_archive(path, LIMITS) as archive:
        name = report_member(archive.members)
        if name is None:
            raise UnreadableExport(
                (
                    "No report.xml lies in this archive. Nothing in it has been reviewed. Ask for the "
                    "whole UFDR file."
                )
            )
        root, _, base = name.rpartition("/")
        yield base, Zipped(archive, f"{root}/" if root else "")


def report_in(path: Path) -> Path | None:
    """The report of a folder (renamed too, where its files lie beside it), or the file itself; None where it
    is an archive."""
    if path.is_dir():
        return _report_among(path)
    with path.open("rb") as stream:
        return None if stream.read(4)[:2] == b"PK" else path


def _report_among(folder: Path) -> Path | None:
    files = sorted(each for each in folder.iterdir() if each.is_file() and not each.is_symlink())
    named = next((each for each in files if each.name.lower() == "report.xml"), None)
    if named is not None or not (folder / "files").is_dir():
        return named
    return next((each for each in files if is_report(head(each, SNIFFED))), None)


def report_member(names: Iterable[str]) -> str | None:
    """The member that is the report: called report.xml, nearest to the top."""
    reports = [name for name in names if name.rpartition("/")[2].lower() == "report.xml"]
    return min(reports, key=lambda name: (name.count("/"), name), default=None)


@dataclass(slots=True)
class TaggedFile:
    """One `file` of taggedFiles: its place on the device, its place in the export, and everything else said
    of it."""

    id: str
    locator: str
    path: str = ""
    size: int | None = None
    local_path: str = ""
    md5: str = ""
    sha256: str = ""
    deleted: str | None = None
    extra: list[tuple[str, str]] = field(default_factory=list)
    attached: bool = False


def tagged_file(node: Node, unknown: Unknown, locator: str) -> TaggedFile:
    """The value of a `file` element; every attribute, time and metadata item is in its fields or in
    `extra`."""
    made = TaggedFile(node.get("id"), locator, node.get("path") or node.get("name"))
    size = node.get("size")
    made.size = int(size) if size.isdecimal() and len(size) < 16 else None
    made.deleted = node.attributes.get("deleted")
    made.extra = list(node.attributes.items())
    for child in node.all():
        match child.name:
            case "item":
                _metadata(made, child)
            case "timestamp":
                made.extra.append(
                    (child.get("name") or "timestamp", child.words() or child.get("formattedTimestamp"))
                )
            case "file" | "metadata" | "accessInfo" | "value":
                continue
            case name:
                unknown.add("element", name, locator)
                made.extra.append((name, child.words()))
    return made


def _metadata(made: TaggedFile, item: Node) -> None:
    name, text = item.get("name"), item.words()
    match name.lower():
        case "local path":
            made.local_path = text.replace("\\", "/").strip("/")
        case "md5":
            made.md5 = text.lower()
        case "sha256":
            made.sha256 = text.lower()
        case _:
            group = item.get("group")
            made.extra.append((f"{group}/{name}" if group else name, text))


@dataclass(slots=True)
class Shelf:
    """Every tagged file by id, and the bytes behind it where they were supplied."""

    bytes: Bytes
    files: dict[str, TaggedFile] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _by_md5: dict[str, str] = field(default_factory=dict)
    _by_path: dict[str, TaggedFile] = field(default_factory=dict)
    _opened: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Names are compared without case: the device's file system and ours may differ."""
        for name in self.bytes.names():
            self._names.setdefault(name.lower(), name)

    def add(self, made: TaggedFile) -> None:
        """Keep a file; a second one of the same id stays under its locator."""
        self.files[made.id if made.id and made.id not in self.files else made.locator] = made
        supplied = self._names.get(made.local_path.lower())
        if made.local_path:
            self._by_path.setdefault(made.local_path.lower(), made)
        if made.md5 and supplied:
            self._by_md5.setdefault(made.md5, supplied)

    def at(self, extracted_path: str) -> TaggedFile | None:
        """The file that the report lists with this place in the export."""
        return (
            self._by_path.get(extracted_path.replace("\\", "/").strip("/").lower())
            if extracted_path
            else None
        )

    def member(self, made: TaggedFile | None, extracted_path: str = "") -> str | None:
        """Where the bytes lie: by Local Path, by the attachment's own path, else by MD5 of the same content
        (de-duplicated exports)."""
        for written in ((made.local_path if made else ""), extracted_path.replace("\\", "/").strip("/")):
            if written and (name := self._names.get(written.lower())):
                self._opened.add(name)
                return name
        return self._by_md5.get(made.md5) if made and made.md5 else None

    def fetch(
        self, name: str, media_type: str, made: TaggedFile | None, member: str, locator: str
    ) -> tuple[Attachment, list[Problem]]:
        """The attachment with its bytes, checked against the hashes that the report states."""
        md5, problems = hashlib.md5(usedforsecurity=False), list[Problem]()

        def read() -> Iterator[bytes]:
            size = 0
            for chunk in self.bytes.chunks(member):
                md5.update(chunk)
                size += len(chunk)
                if size > MOST_READ:
                    raise UnreadableExport(_TOO_LARGE)
                yield chunk

        try:
            attachment = attach(name, read(), member, media_type)
        except (UnreadableExport, OSError) as fault:
            reason = _TOO_LARGE if str(fault) == _TOO_LARGE else _DAMAGED
            problems.append(Problem(locator, ProblemKind.MISSING_ATTACHMENT, reason))
            return without_data(name, media_type, made, member), problems
        if made and (
            (made.md5 and made.md5 != md5.hexdigest()) or (made.sha256 and made.sha256 != attachment.sha256)
        ):
            reason = "A file is not the one the report describes: its hash differs from the stated one."
            problems.append(Problem(locator, ProblemKind.PARTLY_READ, reason))
        return attachment, problems

    def unopened(self) -> Iterator[Problem]:
        """Sources inside the source that are not read here: nested archives, the case database, and files
        that no line of the report names."""
        unnamed = 0
        for name in self._names.values():
            lower = name.lower()
            if lower == "dbdata/database.db":
                reason = "The case database inside this report was not read; the report itself was."
                yield Problem(name, ProblemKind.SOURCE_FLAG, reason)
            elif lower.startswith("files/archives/"):
                yield Problem(
                    name,
                    ProblemKind.NOT_READ,
                    (
                        "An archive inside this report was not opened. Add it as a source of its own "
                        "to have it read."
                    ),
                )
            elif lower.startswith("files/") and name not in self._opened:
                unnamed += 1
        if unnamed:
            yield Problem("files", ProblemKind.SOURCE_FLAG, _UNNAMED.format(unnamed))


def without_data(
    name: str, media_type: str, made: TaggedFile | None, member: str | None = None
) -> Attachment:
    """A file without its bytes, as far as the report describes it."""
    size, sha256 = (made.size, made.sha256 or None) if made else (None, None)
    return Attachment(name, media_type, size, sha256, member)
