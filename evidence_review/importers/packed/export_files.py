"""An export of many files, whether it lies in a folder or in a zip: the same names, read the same way, never
unpacked to disk.

An importer of such an export finds its files by `names()` and reads them by `read` or `chunks`; it need not
know which it is.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.packed.archives import ArchiveLimits, DamagedMember, open_archive
from evidence_review.importers.plugin import attach, file_chunks, head

MOST_FILES = 500_000


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of an export by their names below its top, with forward slashes; `problems` are those
    refused, one record each.

    `sizes` gives bytes as claimed (a zip) or as they lie (a folder). `chunks` gives a file in pieces and
    raises DamagedMember, a plain sentence, where it is damaged, locked or beyond the limits of `archives`.
    """

    sizes: dict[str, int]
    chunks: Callable[[str], Iterator[bytes]] = field(repr=False)
    problems: tuple[Problem, ...] = ()

    def names(self, *endings: str) -> Sequence[str]:
        """Names in order, those with one of these endings (lower case) where any are given."""
        return [name for name in sorted(self.sizes) if not endings or name.lower().endswith(endings)]

    def read(self, name: str, at_most: int = 512 << 20) -> bytes:
        """A whole file in memory; DamagedMember as for `chunks`, and where it is larger than `at_most`."""
        data = bytearray()
        for chunk in self.chunks(name):
            data += chunk
            if len(data) > at_most:
                raise DamagedMember("This file is larger than can be read here. Ask for it in parts.")
        return bytes(data)

    def read_until_damage(self, name: str) -> tuple[bytes, DamagedMember | OSError | None]:
        """A file up to where it is damaged, and the damage."""
        data = bytearray()
        try:
            for chunk in self.chunks(name):
                data += chunk
        except (DamagedMember, OSError) as fault:
            return bytes(data), fault
        return bytes(data), None

    def start(self, name: str, size: int = 4096) -> bytes:
        """The first bytes of a file; empty where it cannot be read."""
        try:
            return next(self.chunks(name), b"")[:size]
        except (DamagedMember, OSError):
            return b""

    def find(self, name: str) -> str | None:
        """The file of this relative name, whatever its case; else the one file that has its base name; None
        where neither or several are there."""
        if name in self.sizes:
            return name
        wanted = name.replace("\\", "/").lstrip("./").lower()
        same = [each for each in self.sizes if each.lower() == wanted or each.lower().endswith("/" + wanted)]
        base = PurePosixPath(wanted).name
        found = same or [each for each in self.sizes if PurePosixPath(each.lower()).name == base]
        return found[0] if len(found) == 1 else None

    def attachment(self, name: str, claimed_type: str = "") -> Attachment:
        """The file that an item names, hashed; without data where it was not supplied. DamagedMember where it
        cannot be read."""
        place = self.find(name)
        if place is None:
            return Attachment(PurePosixPath(name).name or name, claimed_type)
        return attach(PurePosixPath(place).name, self.chunks(place), place, claimed_type)


@contextmanager
def open_tree(path: Path, limits: ArchiveLimits | None = None) -> Generator[Tree]:
    """The files of a folder or a zip, opened for reading only. UnreadableExport where it is neither, or
    cannot be opened."""
    if path.is_dir():
        yield _of_folder(path)
        return
    if head(path, 2) != b"PK":
        raise UnreadableExport("This is neither a folder nor a zip archive. Add the whole export.")
    with open_archive(path, limits) as archive:
        sizes = {member.name: member.size for member in archive.members.values()}
        yield Tree(sizes, lambda name: archive.chunks(archive.members[name]), tuple(archive.problems))


def _of_folder(path: Path) -> Tree:
    """Links are not followed; nothing outside the folder is read."""
    sizes: dict[str, int] = {}
    linked: list[Problem] = []
    for folder, folders, files in path.walk():
        folders.sort()
        for name in sorted(files):
            each = folder / name
            if each.is_symlink():
                linked.append(_link(len(linked) + 1))
            elif len(sizes) >= MOST_FILES:
                raise UnreadableExport(
                    "This folder holds too many files to be read as one export. Add its parts one by one."
                )
            else:
                sizes[each.relative_to(path).as_posix()] = each.stat().st_size
    return Tree(sizes, lambda name: _chunks(path / name), tuple(linked))


def _link(number: int) -> Problem:
    """What is said of a link, which is never followed: it may lead anywhere on the machine."""
    return Problem(
        f"link {number}",
        ProblemKind.NOT_READ,
        "A link in this folder was not followed. Add the file that it stands for.",
        1,
    )


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        yield from file_chunks(path)
    except OSError as fault:
        raise DamagedMember(
            "This file could not be read. Check its rights and the disk it lies on."
        ) from fault
