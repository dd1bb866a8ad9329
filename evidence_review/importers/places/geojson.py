"""Places and ways as GeoJSON (RFC 7946), as apps that record a way and maps on the web write them; also
Overland's lists of such points.

Each feature is one item with its position and every further value. A way whose properties give a time for
each of its points (`coordTimes`, as converters of GPX and KML write them) gives an item for each, since a
line of enquiry covers days.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import Declared, Item, Moment, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.accounts import account_records
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.markup import json_stream
from evidence_review.importers.markup.json_stream import Element
from evidence_review.importers.plugin import About, Clock, Importer, file_chunks, head
from evidence_review.importers.tally import tallied
from evidence_review.importers.times.epochs import epoch

APP = "Places"
_GEOMETRIES = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}
)
_SHAPE = frozenset({"type", "geometry", "coordinates", "geometries"})
_TIME = re.compile(r"time|date|when|recorded|created|timestamp|tst|begin|start|_at$", re.IGNORECASE)
_EXACT = (
    "time", "timestamp", "datetime", "date", "when", "recorded_at", "tst", "created_at", "begin", "start",
    "startTime",
)  # fmt: skip
_TIMES = ("coordTimes", "times", "coordinateTimes")
_EMPTY = (
    "This file of places holds none. Nothing in it has been reviewed. Ask whether a complete copy exists."
)
_UNEVEN = (
    "A way in this file gives times for its points, but not as many as there are points: they are kept "
    "as words. Ask for a fresh copy."
)
_HERE = "This element of the list is no feature with a place; it was kept with all its values."


def recognises(path: Path) -> bool:
    """Whether it is JSON of one feature, a collection of them, a bare geometry, or a list of features under
    `locations`."""
    start = head(path, 65_536).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] != b"{" or not re.search(rb'"(?:Feature|FeatureCollection|coordinates)"', start):
        return False
    value = json_stream.load(start).value
    return isinstance(value, dict) and (_is_place(value) or _lists_places(value))


def _is_place(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    if value.get("type") == "Feature":
        return "geometry" in value or "properties" in value
    return value.get("type") in _GEOMETRIES and ("coordinates" in value or "geometries" in value)


def _lists_places(value: dict[str, Any]) -> bool:
    listed = value.get("features" if "features" in value else "locations")
    first = listed[0] if isinstance(listed, list) and listed else None
    return (value.get("type") == "FeatureCollection" and isinstance(listed, list)) or (
        _is_place(first) and isinstance(first, dict)
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Every feature in the order of the file, what the file says besides, and where it is cut."""
    yield from tallied(_all(path, Clock(options.zone)), _EMPTY)


def _all(path: Path, clock: Clock) -> Iterator[Item | Problem | Declared]:
    number = 0
    for each in json_stream.elements(file_chunks(path), path.stat().st_size, "features", "locations"):
        if isinstance(each, Element):
            number += 1
            yield from _feature(each.value, f"{each.path[0]}[{each.path[-1]}]", path.name, number, clock)
            continue
        yield from _remainder(each.value, path.name, number + 1, clock)
        if each.cut is not None:
            yield json_stream.cut_problem(path.name)
    if number:
        yield Declared("features", number)


def _remainder(value: Any, thread: str, number: int, clock: Clock) -> Iterator[Item | Problem]:
    """What the file says besides its features, or the one that it is."""
    left = {key: value for key, value in value.items() if value} if isinstance(value, dict) else {}
    if _is_place(left):
        yield from _feature(left, "whole object", thread, number, clock)
    elif set(left) - {"type"} and any(account_records.words(left)):
        yield account_records.record(left, "whole object", thread, 0, APP)


def _feature(said: Any, locator: str, thread: str, number: int, clock: Clock) -> Iterator[Item | Problem]:
    if not isinstance(said, dict) or not _is_place(said):
        yield account_records.record(said, locator, thread, number, APP)
        yield Problem(locator, ProblemKind.SOURCE_FLAG, _HERE)
        return
    shape = said.get("geometry") if said.get("type") == "Feature" else said
    points = [*_points(shape)]
    rest = {key: value for key, value in said.items() if key not in _SHAPE}
    times = _times(rest.get("properties"))
    if times and len(times) == len(points):
        for at, (point, time) in enumerate(zip(points, times, strict=True), 1):
            words = list(account_records.words(_without(rest))) if at == 1 else []
            yield _item(f"{locator} point {at}", thread, at, [point], words, moment_of(time, clock))
        return
    if times:
        yield Problem(locator, ProblemKind.PARTLY_READ, _UNEVEN)
    yield _item(locator, thread, number, points, list(account_records.words(rest)), _time(rest, clock))


def _item(
    locator: str, thread: str, position: int, points: list[str], words: list[str], sent: Moment | None
) -> Item:
    placed = (
        [f"Position: {points[0]}"]
        if len(points) == 1
        else [f"Positions: {'; '.join(points)}"]
        if points
        else []
    )
    return Item(
        locator=locator,
        kind=ItemKind.LOCATION if points else ItemKind.RECORD,
        text="\n".join([*placed, *words]) or None,
        thread=thread,
        position=position,
        sent=sent,
        app=APP,
        thread_title=thread,
    )


def _points(shape: Any) -> Iterator[str]:
    """Each position of a geometry, "latitude, longitude" and height where it is given; GeoJSON writes the
    longitude first."""
    waiting = [shape]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting.extend(reversed([each.get("coordinates"), each.get("geometries")]))
        elif isinstance(each, list) and len(each) > 1 and all(_is_number(part) for part in each[:2]):
            north, east, *more = (str(part) for part in (each[1], each[0], *each[2:]))
            yield ", ".join([north, east, *more])
        elif isinstance(each, list):
            waiting.extend(reversed(each))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _times(said: Any) -> list[Any]:
    """The times of the points of a way: a list, or lists in lists as for several ways."""
    if not isinstance(said, dict):
        return []
    found = _time_list(said)
    if found is None:
        found = _time_list(said.get("coordinateProperties"))
    flat = [below for each in found or [] for below in (each if isinstance(each, list) else [each])]
    return flat if all(isinstance(each, str | int | float) for each in flat) else []


def _time_list(said: Any) -> list[Any] | None:
    """The list of times in an object."""
    if not isinstance(said, dict):
        return None
    return next((said[key] for key in _TIMES if isinstance(said.get(key), list)), None)


def _without(rest: dict[str, Any]) -> dict[str, Any]:
    said = rest.get("properties")
    if not isinstance(said, dict):
        return rest
    inner = said.get("coordinateProperties")
    kept = {key: value for key, value in said.items() if key not in _TIMES and key != "coordinateProperties"}
    if isinstance(inner, dict):
        kept["coordinateProperties"] = {key: value for key, value in inner.items() if key not in _TIMES}
    return {**rest, "properties": kept}


def _time(rest: dict[str, Any], clock: Clock) -> Moment | None:
    """The time of a place: the names that programs use first, then any that sounds like one and can be
    read."""
    said = rest.get("properties")
    said = said if isinstance(said, dict) else rest
    likely = (key for key in said if key not in _EXACT and _TIME.search(key))
    for key in (*filter(said.__contains__, _EXACT), *likely):
        found = _read_time(said[key], clock)
        if found and (found.utc or found.local):
            return found
    return None


def _read_time(value: Any, clock: Clock) -> Moment | None:
    if not isinstance(value, str | int | float) or isinstance(value, bool) or not value:
        return None
    return moment_of(value, clock) if isinstance(value, str) and not value.isdigit() else epoch(value)


IMPORTER = Importer(
    "Places (GeoJSON)",
    "1",
    recognises,
    read,
    about=About(
        "GeoJSON: files of places and ways of apps and maps, and Overland's lists of points",
        (
            "RFC 7946 features, collections of them and bare geometries; properties as GPSLogger, "
            "OwnTracks, Overland, Dawarich and converters of GPX and KML write them"
        ),
        (
            "each feature with its positions, its time by the names that programs use, and every "
            "further value; points of a way one by one where each has a time"
        ),
        "maps and pictures at addresses, which are named and never fetched",
        (
            "GeoJSON has no rule for times: which value is one is told by its name. Positions are "
            "written latitude first here."
        ),
    ),
)
