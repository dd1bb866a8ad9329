"""What a child process is asked to do with sources: plain JSON objects out (domain.wire). The sandbox calls this by name."""

import base64
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.wire import to_wire
from evidence_review.importers import LINK, choose, files_in, read
from evidence_review.importers.archives import visible
from evidence_review.importers.frames import fitted, gathered
from evidence_review.importers.plugin import CAREFUL, GLANCE


def read_carried(
    path: str, *, careful: bool = False, together: bool = False, glance: bool = False, **options: Any
) -> Iterator[dict[str, Any]]:
    """A JSON object for each value of `read`, or for many `together`, with `ReadOptions` by name; UnreadableExport as `read` raises it. `careful` and `glance` as in `plugin`."""
    CAREFUL.set(careful)
    GLANCE.set(glance)
    given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}
    values = read(Path(path), ReadOptions(**given))
    yield from gathered(values) if together else map(to_wire, chain.from_iterable(map(fitted, values)))


def attached_carried(name: str, data: str, **asked: Any) -> Iterator[dict[str, Any]]:
    """The same for a file that is given as base64, under the name that it was attached by; it lies in the private folder of this child alone."""
    with tempfile.TemporaryDirectory(prefix="evidence_review-") as folder:
        file = Path(folder) / _on_disk(name)
        file.write_bytes(base64.b64decode(data))
        yield from read_carried(str(file), **asked)


def _on_disk(name: str) -> str:
    """A name that any disk takes, with the ending of the one given: no folders, no control characters, not too long."""
    last = "".join(each for each in visible(name).replace("\\", "/").rpartition("/")[2] if each.isprintable() and each not in ':*?"<>|')
    stem, dot, ending = last.strip(" .").rpartition(".")
    made = f"{stem[:40]}{dot}{ending[:10]}" if stem else ending[:40]
    return made or "attached file"


def sources_carried(path: str) -> Iterator[dict[str, Any]]:
    """{"path", "importer", "version"} for each source at or below a path, or {"path", "refused": sentence} where no importer knows it."""
    for file in files_in(Path(path)):
        linked = file.is_symlink() and file != Path(path)
        yield {"path": str(file), "refused": LINK} if linked else recognised_carried(str(file))


def columns_carried(path: str) -> dict[str, Any]:
    """{"columns": JSON text} of how the sheets of a table are best read; UnreadableExport where it is no table."""
    from evidence_review.importers.tables import propose  # here: only tables need it
    from evidence_review.importers.tables_mapping import to_text

    return {"columns": to_text(propose(Path(path)))}


def recognised_carried(path: str) -> dict[str, Any]:
    """The same for one file or folder as it stands."""
    try:
        importer = choose(Path(path))
    except UnreadableExport as fault:
        return {"path": path, "refused": str(fault)}
    return {"path": path, "importer": importer.name, "version": importer.version}
