"""An archive of exports (zip, tar, 7z, a packed file): unpacked into a private folder, every file in it read
by the importer that knows it.

The folder is gone afterwards. Nothing in it is dropped: each file ends as items, as a problem, or as a file
with nothing to review in it. reference/formats.md rules 21 to 23: names that point outside, links, bombs and
archives in archives without end are refused.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions, Tally
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.packed.unpacking import form_of, unpack
from evidence_review.importers.plugin import About, Importer, Sources, head
from evidence_review.importers.tally import tallied

DEEPEST = 5
"""Archives in archives."""
MOST = 5_000
"""Archives in one archive, at all depths together: ten in ten in ten and so on would else take for ever."""
_TOO_MANY = (
    "This archive holds more archives, one in another, than are opened. This one was not read. Ask for "
    "it unpacked."
)
_TOO_DEEP = (
    "Archives lie in archives here, deeper than is opened. What is further in was not read. Ask for it "
    "unpacked."
)


def recognises(path: Path) -> bool:
    """Whether the bytes are those of an archive that can be unpacked; formats that are zips themselves stand
    before this one."""
    return path.is_file() and bool(form_of(path, head(path, 600)))


def read(path: Path, options: ReadOptions, sources: Sources) -> Iterator[Read]:
    """Everything in it; UnreadableExport where the archive as a whole cannot be opened."""
    yield from tallied(_inside(path, _Asked(options, sources, count(1)), "", 1), "This archive is empty.")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What holds for an archive and all archives in it, which `opened` counts."""

    options: ReadOptions
    sources: Sources
    opened: Iterator[int]


def _inside(path: Path, asked: _Asked, within: str, depth: int) -> Iterator[Item | Problem | Declared]:
    """The values of every file of an archive; `within` is where the archive itself lies."""
    with tempfile.TemporaryDirectory(prefix="evidence_review-") as private:
        folder = Path(private)
        shut = 0
        for problem in unpack(path, folder):
            shut += problem.records if problem.kind is ProblemKind.NOT_READ else 0
            yield replace(problem, locator=f"{within}{problem.locator}")
        yield _placed(Declared("files", shut + sum(each.is_file() for each in folder.rglob("*"))), within)
        for file in sorted(asked.sources.files_in(folder)) if any(folder.iterdir()) else ():
            name = "" if file == folder else file.relative_to(folder).as_posix() + "!"
            yield from _file(file, asked, within + name, depth)


def _file(file: Path, asked: _Asked, within: str, depth: int) -> Iterator[Item | Problem | Declared]:
    place = within.removesuffix("!") or "whole archive"
    try:
        if asked.sources.choose(file) is IMPORTER:
            if depth >= DEEPEST or next(asked.opened) > MOST:
                yield Problem(place, ProblemKind.NOT_READ, _TOO_DEEP if depth >= DEEPEST else _TOO_MANY, 1)
                return
            yield from _inside(file, asked, within, depth + 1)
            return
        for value in asked.sources.read(file, asked.options):
            if not isinstance(value, Tally):
                yield _placed(value, within)
    except UnreadableExport as fault:
        yield Problem(place, ProblemKind.NOT_READ, str(fault), 1)


def _placed(value: Item | Problem | Declared, within: str) -> Item | Problem | Declared:
    """The value with the place of its file before every locator, so that it is found again."""
    match value:
        case Item():
            files = tuple(_attached(one, within) for one in value.attachments)
            return replace(
                value, locator=within + value.locator, thread=within + value.thread, attachments=files
            )
        case Problem():
            return replace(value, locator=within + value.locator)
        case Declared():
            return replace(value, what=f"{value.what} ({within.removesuffix('!')})" if within else value.what)


def _attached(one: Attachment, within: str) -> Attachment:
    return replace(one, member=within + one.member) if one.member else one


IMPORTER = Importer(
    "Archive (zip, tar, 7z)",
    "1",
    recognises,
    read_with=read,
    about=About(
        "Zip, tar, 7z, and files packed with gzip, bzip2, xz or lzma",
        "as common programs write them; archives in archives to a depth of five",
        "every file inside, by the importer that knows it; the place inside stands in each locator",
        (
            "locked (encrypted) archives and members, RAR, zstandard, parts of a split archive: "
            "refused with what to ask for"
        ),
        "unpacked into a private folder that is removed; 100,000 files, 64 GiB",
    ),
)
