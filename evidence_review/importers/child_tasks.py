"""What a child process is asked to do with sources: JSON objects out (domain.wire).

The importers are read inside the functions, so that who only asks never loads them.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.tasks import Json
from evidence_review.domain.wire import to_wire

READ_AHEAD = ("evidence_review.importers.choosing", "evidence_review.importers.text.pipe_values")
"""What the functions here read first; an interpreter that children are copied from has it already."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a source is read: `careful` and `glance` as in `plugin`; `together` lets values travel many in a
    frame."""

    careful: bool = False
    together: bool = False
    glance: bool = False


def read_source(path: Path, options: ReadOptions, manner: Manner) -> Iterator[Json]:
    """A JSON object for each value of `choosing.read`, or for many together; UnreadableExport as it raises
    it."""
    from evidence_review.importers.choosing import read
    from evidence_review.importers.plugin import CAREFUL, GLANCE
    from evidence_review.importers.text.pipe_values import fitted, gathered

    CAREFUL.set(manner.careful)
    GLANCE.set(manner.glance)
    values = read(path, options)
    yield from gathered(values) if manner.together else map(to_wire, chain.from_iterable(map(fitted, values)))


def read_attached(name: str, data: bytes, options: ReadOptions, manner: Manner) -> Iterator[Json]:
    """The same for the bytes of a file and the name that it was attached by; it lies in the private folder of
    this child alone."""
    with tempfile.TemporaryDirectory(prefix="evidence_review-") as folder:
        file = Path(folder) / _on_disk(name)
        file.write_bytes(data)
        yield from read_source(file, options, manner)


def _on_disk(name: str) -> str:
    """A name that any disk takes, with the ending of the one given: no folders, no control characters, not
    too long."""
    from evidence_review.importers.packed.archives import visible

    last = "".join(
        each
        for each in visible(name).replace("\\", "/").rpartition("/")[2]
        if each.isprintable() and each not in ':*?"<>|'
    )
    stem, dot, ending = last.strip(" .").rpartition(".")
    made = f"{stem[:40]}{dot}{ending[:10]}" if stem else ending[:40]
    return made or "attached file"


def sources(path: Path) -> Iterator[Json]:
    """{"path", "importer", "version"} for each source at or below a path, or {"path", "refused": sentence}
    where no importer knows it."""
    from evidence_review.importers.choosing import LINK, files_in

    for file in files_in(path):
        linked = file.is_symlink() and file != path
        yield {"path": str(file), "refused": LINK} if linked else recognised(file)


def recognised(path: Path) -> Json:
    """The same for one file or folder as it stands."""
    from evidence_review.importers.choosing import choose

    try:
        importer = choose(path)
    except UnreadableExport as fault:
        return {"path": str(path), "refused": str(fault)}
    return {"path": str(path), "importer": importer.name, "version": importer.version}


def columns(path: Path) -> Json:
    """{"columns": JSON text} of how the sheets of a table are best read; UnreadableExport where it is no
    table."""
    from evidence_review.domain.sheet_mapping import to_text
    from evidence_review.importers.tables.tables import propose

    return {"columns": to_text(propose(path))}
