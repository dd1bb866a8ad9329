"""Where someone was, as Google keeps it: points, stays and ways of every layout since 2013, and the table of
a warrant return (reference/formats.md 3.11).

Each element of a list in the file is one item; the points of a way stay in its text. Degrees are written
three ways: whole numbers of ten-millionths (E7), "51.5°, -0.1°" (Android), "geo:51.5,-0.1" (iPhone).
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from evidence_review.domain.evidence import Item, Moment, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.accounts import account_records
from evidence_review.importers.accounts.account_records import as_object
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.accounts.takeout.download import Download
from evidence_review.importers.markup import json_stream
from evidence_review.importers.markup.json_stream import Element
from evidence_review.importers.plugin import decode_text
from evidence_review.importers.tables.tables_csv import SHORT, ends_early
from evidence_review.importers.times.epochs import epoch

APP = "Google location"
_LISTS = (
    "", "locations", "timelineObjects", "semanticSegments", "rawSignals", "timelineEdits",
    "userLocationProfile.frequentPlaces",
)  # fmt: skip
_STARTS = (
    "timestamp", "timestampMs", "startTimestamp", "startTimestampMs", "startTime", "deliveryTime", "time",
)  # fmt: skip
_PAIR = re.compile(r"(?:geo:)?\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*°?(?:\s*;.*)?")
_POINTS = frozenset({"latLng", "LatLng", "point", "placeLocation", "start", "end"})
_LAYERS = 8


def places(download: Download, name: str) -> Iterator[Item | Problem]:
    """Every element of the file's lists; what else it holds as one record."""
    for each in json_stream.elements(
        download.files.tree.chunks(name), download.files.tree.sizes[name], *_LISTS
    ):
        if isinstance(each, Element):
            path = ".".join(str(key) for key in each.path[:-1])
            yield _place(
                download, name, f"{name}:{path}[{each.path[-1]}]", int(each.path[-1]) + 1, path, each.value
            )
            continue
        left = {key: value for key, value in as_object(each.value).items() if value}
        if left and any(account_records.words(left)):
            yield account_records.record(left, f"{name}:whole object", name, 0, APP)
        if each.cut is not None:
            yield json_stream.cut_problem(name)


def _place(download: Download, name: str, locator: str, number: int, path: str, said: Any) -> Item:
    point, sent = _first_point(said), _first_time(download, said)
    lines = [f"Position: {point[0]:.7f}, {point[1]:.7f}"] if point else []
    return Item(
        locator=locator,
        kind=ItemKind.LOCATION if point else ItemKind.RECORD,
        text="\n".join([*lines, *account_records.words(said)]) or None,
        thread=f"{name}:{path}" if path else name,
        position=number,
        sent=sent,
        app=APP,
        thread_title=path or name,
    )


def _below(value: Any) -> Iterator[tuple[str, Any]]:
    """Every value below, nearest the top first, with its key."""
    waiting = deque([("", value, 0)])
    while waiting:
        key, each, layer = waiting.popleft()
        yield key, each
        if layer < _LAYERS:
            if isinstance(each, dict):
                waiting.extend((str(name), below, layer + 1) for name, below in each.items())
            elif isinstance(each, list):
                waiting.extend((key, below, layer + 1) for below in each[:10])


def _first_point(said: Any) -> tuple[float, float] | None:
    for key, value in _below(said):
        if isinstance(value, dict) and ("latitudeE7" in value or "latE7" in value):
            found = _e7(
                value.get("latitudeE7", value.get("latE7")), value.get("longitudeE7", value.get("lngE7"))
            )
            if found:
                return found
        elif isinstance(value, str) and key in _POINTS and (pair := _PAIR.fullmatch(value.strip())):
            return float(pair[1]), float(pair[2])
    return None


def _e7(latitude: Any, longitude: Any) -> tuple[float, float] | None:
    """Degrees of ten-millionths; in some old files they ran over and are 2^32 too large."""
    try:
        north, east = int(latitude), int(longitude)
    except (TypeError, ValueError, OverflowError):
        return None
    north -= (1 << 32) if north > 900_000_000 else 0
    east -= (1 << 32) if east > 1_800_000_000 else 0
    return north / 1e7, east / 1e7


def _first_time(download: Download, said: Any) -> Moment | None:
    """The beginning: the known keys nearest the top; counts of milliseconds are written as text."""
    stamps = (value for key, value in _below(said) if key in _STARTS and value)
    found = (_moment(download, value) for value in stamps if isinstance(value, str | int | float))
    return next((each for each in found if each and (each.utc or each.local)), None)


def _moment(download: Download, value: str | float) -> Moment | None:
    if isinstance(value, bool):
        return None
    is_count = isinstance(value, int | float) or value.strip().isdigit()
    return epoch(value) if is_count else moment_of(value, download.clock)


def returned(download: Download, name: str) -> Iterator[Item | Problem]:
    """The table of a warrant return: time in UTC, latitude, longitude, radius, how the point was had,
    device."""
    data, fault = download.files.tree.read_until_damage(name)
    csv.field_size_limit(1 << 30)
    text = decode_text(data).text
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(row)]
    heading = [cell.strip() for cell in next(iter(rows), [])]
    number = 0
    for number, row in enumerate(rows[1:], 1):
        yield _row(download, name, number, heading, row)
    if ends_early(text, rows, len(heading)):
        yield Problem(name, ProblemKind.PARTLY_READ, SHORT)
    if fault is not None:
        yield Problem(
            name,
            ProblemKind.PARTLY_READ,
            f"This table is damaged and ends after {number} rows. Ask for a fresh copy.",
            1,
        )


def _row(download: Download, name: str, number: int, heading: list[str], row: list[str]) -> Item:
    cells = [
        (heading[at] if at < len(heading) else f"column {at + 1}", cell.strip())
        for at, cell in enumerate(row)
        if cell.strip()
    ]
    said = dict(cells)
    has_point = "Latitude" in said and "Longitude" in said
    return Item(
        locator=f"{name} row {number}",
        kind=ItemKind.LOCATION if has_point else ItemKind.RECORD,
        text="\n".join(f"{label}: {cell}" for label, cell in cells),
        thread=name,
        position=number,
        sent=moment_of(said.get("Timestamp (UTC)"), download.clock, zone="UTC"),
        app=APP,
        thread_title=f"{said.get('Platform', '')} {said.get('Device Tag', '')}".strip() or name,
    )
