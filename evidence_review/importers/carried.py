"""Reading in a child process: what `read` gives, as plain JSON objects (domain.wire). The sandbox calls this by name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.wire import to_wire
from evidence_review.importers import read
from evidence_review.importers.frames import fitted


def read_carried(path: str, zone: str | None = None, day_first: bool | None = None, owner: str | None = None) -> Iterator[dict[str, Any]]:
    """One JSON object for each value of `read`; UnreadableExport as `read` raises it."""
    for value in read(Path(path), ReadOptions(zone, day_first, owner)):
        yield from map(to_wire, fitted(value))
