"""Places as GeoJSON: every feature with its time by the names that programs use, ways with a time for each
point, damaged files."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.choosing import choose, read
from evidence_review.importers.places import geojson

NOON = datetime(2025, 1, 5, 12)
POINT: dict[str, Any] = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [-0.1, 51.5, 34.0]},
    "properties": {},
}


def read_all(
    folder: Path, value: object, name: str = "walk.geojson", zone: str | None = None
) -> tuple[list[Item], list[Problem]]:
    path = folder / name
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    assert choose(path) is geojson.IMPORTER
    values = list(read(path, ReadOptions(zone=zone)))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    return items, problems


@pytest.mark.parametrize(
    "said",
    [{"time": "2025-01-05T12:00:00Z"}, {"when": "2025-01-05T13:00:00+01:00"}, {"recorded_at": "2025-01-05T12:00:00Z"}, {"timestamp": 1736078400}, {"tst": "1736078400"},
     {"time_long": 1736078400000}, {"speed": 1736078400, "visited_date": "2025-01-05 12:00:00Z"}],
)  # fmt: skip
def test_the_time_is_found_under_the_names_that_programs_use(tmp_path: Path, said: dict[str, Any]) -> None:
    (place,), problems = read_all(
        tmp_path,
        {"type": "FeatureCollection", "features": [{**POINT, "properties": {**said, "note": "the shed"}}]},
    )
    assert place.sent is not None
    assert (place.kind, place.sent.utc, problems) == (ItemKind.LOCATION, NOON, [])
    assert (place.text or "").startswith("Position: 51.5, -0.1, 34.0\n")
    assert "note: the shed" in (place.text or "")


def test_a_time_without_a_zone_stays_as_it_is_written(tmp_path: Path) -> None:
    (place,), _ = read_all(tmp_path, {**POINT, "properties": {"time": "2025-01-05T12:00:00"}}, "one.json")
    assert place.sent is not None
    assert (place.sent.local, place.sent.utc) == (NOON, None)


def test_a_way_with_times_gives_its_points_and_one_without_is_one_item(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[-0.1, 51.5], [-0.2, 51.6]]}
    times = {"name": "walk", "coordTimes": ["2025-01-05T12:00:00Z", "2025-01-05T12:01:00Z"]}
    ways = [
        {"type": "Feature", "geometry": line, "properties": {"name": "plan"}},
        {"type": "Feature", "geometry": line, "properties": times},
    ]
    items, problems = read_all(tmp_path, {"type": "FeatureCollection", "features": ways})
    assert [(item.text, item.sent.utc if item.sent else None) for item in items] == [
        ("Positions: 51.5, -0.1; 51.6, -0.2\nproperties.name: plan", None),
        ("Position: 51.5, -0.1\nproperties.name: walk", NOON),
        ("Position: 51.6, -0.2", datetime(2025, 1, 5, 12, 1)),
    ]
    assert problems == []
    uneven = {"type": "Feature", "geometry": line, "properties": {"coordTimes": ["2025-01-05T12:00:00Z"]}}
    (way,), (told,) = read_all(tmp_path, {"type": "FeatureCollection", "features": [uneven]})
    assert "2025-01-05T12:00:00Z" in (way.text or "")
    assert told.kind is ProblemKind.PARTLY_READ


def test_points_of_overland_and_elements_that_are_no_places(tmp_path: Path) -> None:
    ended = {
        "type": "Feature",
        "properties": {"timestamp": "2025-01-05T12:00:00Z", "action": "will_terminate"},
    }
    items, problems = read_all(
        tmp_path, {"locations": [POINT, ended, {"odd": 1}], "device": "phone 1"}, "points.json"
    )
    assert [item.kind for item in items] == [
        ItemKind.LOCATION,
        ItemKind.RECORD,
        ItemKind.RECORD,
        ItemKind.RECORD,
    ]
    assert "device: phone 1" in (items[3].text or "")
    assert [p.locator for p in problems] == ["locations[2]"]


def test_a_bare_geometry_in_any_order_of_keys_and_codes(tmp_path: Path) -> None:
    whole = {
        "geometries": [{"coordinates": [[[-0.1, 51.5], [-0.2, 51.6]]], "type": "Polygon"}],
        "type": "GeometryCollection",
    }
    for code in ("utf-8-sig", "utf-16"):
        (place,), _ = read_all(tmp_path, json.dumps(whole).encode(code), "area.json")
        assert place.text == "Positions: 51.5, -0.1; 51.6, -0.2"


def test_a_file_cut_short_keeps_what_is_whole_and_says_so(tmp_path: Path) -> None:
    data = json.dumps({"type": "FeatureCollection", "features": [POINT, POINT, POINT]}).encode()
    items, problems = read_all(tmp_path, data[:-60])
    assert len(items) == 2
    assert ProblemKind.PARTLY_READ in {p.kind for p in problems}


@pytest.mark.parametrize(
    "value",
    [
        {"type": "Topology", "coordinates": []},
        {"features": []},
        {"locations": [{"coordinates": 1}]},
        [POINT],
        {"type": "Point"},
    ],
)
def test_other_json_is_not_taken(tmp_path: Path, value: object) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(value))
    assert not geojson.recognises(path)


def test_hostile_values_do_not_stop_it(tmp_path: Path) -> None:
    for odd in (None, [], {}, "x", 1e400, [[["deep"]]], [None, None], [True, False], ["a", "b"]):
        feature = {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": odd},
            "properties": {"time": odd, "coordTimes": odd},
        }
        items, _ = read_all(tmp_path, {"type": "FeatureCollection", "features": [feature, POINT]})
        assert items[-1].text is not None
