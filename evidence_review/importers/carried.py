"""Reading in a child process: what `read` gives, as plain JSON objects (domain.wire). The sandbox calls this by name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import ReadOptions
from evidence_review.domain.wire import to_wire
from evidence_review.importers import read
from evidence_review.importers.frames import fitted


def read_carried(path: str, **options: Any) -> Iterator[dict[str, Any]]:
    """One JSON object for each value of `read`, with `ReadOptions` by name; UnreadableExport as `read` raises it."""
    given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}
    for value in read(Path(path), ReadOptions(**given)):
        yield from map(to_wire, fitted(value))
