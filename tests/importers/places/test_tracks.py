"""Files of places and property lists: every point with its time, every value, hostile lists."""

import plistlib
from datetime import datetime
from pathlib import Path

import pytest
import track_samples

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.choosing import choose, read
from evidence_review.importers.documents import property_lists
from evidence_review.importers.places.tracks import importer as tracks
from evidence_review.importers.places.tracks import kml as tracks_kml


def read_bytes(
    folder: Path, name: str, data: bytes, zone: str | None = None
) -> tuple[list[Item], list[Problem]]:
    path = folder / name
    path.write_bytes(data)
    values = list(read(path, ReadOptions(zone=zone)))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    return items, problems


def utc(item: Item) -> datetime | None:
    return item.sent.utc if item.sent else None


def test_every_point_of_a_gpx_is_an_item_with_its_time(tmp_path: Path) -> None:
    items, problems = read_bytes(tmp_path, "walk.gpx", track_samples.GPX, zone="Europe/London")
    assert problems == []
    by = {item.locator: item for item in items}
    assert list(by) == [
        "waypoint 1", "track 1 segment 1 point 1", "track 1 segment 1 point 2", "track 1 segment 2 point 1", "track 1",
        "route 1 point 1", "route 1 point 2", "route 1", "file",
    ]  # fmt: skip
    crown = by["waypoint 1"]
    assert (crown.kind, crown.text) == (
        ItemKind.LOCATION,
        "Position: 51.5000000, -3.2000000\nname: The Crown\ndesc: meet here",
    )
    assert utc(crown) == datetime(2025, 3, 8, 21)
    first, second, third = (by[f"track 1 segment {part}"] for part in ("1 point 1", "1 point 2", "2 point 1"))
    assert first.text == "Position: 51.5000001, -3.2000000\nele: 12.5\nhr: 88"
    assert utc(second) == datetime(2025, 3, 8, 23, 51)
    assert third.sent
    assert third.sent.zone is ZoneSource.SET_BY_USER
    assert {item.thread_title for item in (first, second, third, by["track 1"])} == {"Way home"}
    assert by["route 1 point 2"].kind is ItemKind.RECORD
    assert by["route 1 point 2"].text == "lat: 951.6\nlon: -3.3"
    assert by["file"].text == "creator: Shed Watch\nname: Ann Example"


def test_the_name_of_a_folder_in_which_nothing_lies_is_kept(tmp_path: Path) -> None:
    place = "<Placemark><name>Shed</name><Point><coordinates>-3.2,51.5</coordinates></Point></Placemark>"
    folders = f"<Folder><name>Places to avoid</name></Folder><Folder><name>Home</name>{place}</Folder>"
    items, problems = read_bytes(
        tmp_path,
        "a.kml",
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{folders}</Document></kml>'.encode(),
    )
    assert problems == []
    assert [item.text for item in items] == [
        "name: Places to avoid",
        "Position: 51.5000000, -3.2000000\nname: Shed",
    ]


def test_points_of_a_way_with_commas_alone_between_them_are_all_kept(tmp_path: Path) -> None:
    way = "<kml><Placemark><LineString><coordinates>{}</coordinates></LineString></Placemark></kml>"
    (item,), _ = read_bytes(
        tmp_path, "a.kml", way.format("-55.8,-60.7,0,-55.0,-60.8,0,-54.3,-60.9,0").encode()
    )
    assert item.text == (
        "Position: -60.7000000, -55.8000000\nWay: -60.7000000, -55.8000000; -60.8000000, "
        "-55.0000000; -60.9000000, -54.3000000"
    )
    (item,), _ = read_bytes(tmp_path, "b.kml", way.format("-55.8,-60.7,-55.0,-60.8").encode())
    assert item.text
    assert item.text.endswith("As written, with heights: -55.8,-60.7,-55.0,-60.8")


def test_what_stands_in_no_map_is_kept(tmp_path: Path) -> None:
    data = (
        b"<kml><NetworkLinkControl><message>She has moved</message><linkName>Map of "
        b"Bo</linkName></NetworkLinkControl></kml>"
    )
    (item,), problems = read_bytes(tmp_path, "a.kml", data)
    assert (item.locator, item.text, problems) == ("file", "message: She has moved\nlinkName: Map of Bo", [])


def test_the_points_that_another_program_counts_are_declared(tmp_path: Path) -> None:
    for name, data, want in (
        ("walk.gpx", track_samples.GPX, {"waypoints (wpt)": 1, "points of tracks (trkpt)": 3, "points of routes (rtept)": 2, "tracks (trk)": 1, "routes (rte)": 1}),
        ("history.kml", track_samples.KML, {"places (Placemark)": track_samples.KML.count(b"<Placemark")}),
    ):  # fmt: skip
        path = tmp_path / name
        path.write_bytes(data)
        assert {v.what: v.count for v in read(path, ReadOptions()) if isinstance(v, Declared)} == want


def test_every_place_way_and_sample_of_a_kml(tmp_path: Path) -> None:
    items, problems = read_bytes(tmp_path, "history.kml", track_samples.KML)
    assert [each.reason for each in problems] == [tracks_kml.UNEVEN]  # three times and two positions
    by = {item.locator: item for item in items}
    crown = by["place 1"]
    words = "name: The Crown\ndescription: Stayed till late\nend: 2025-03-08T23:50:00Z\nCategory: Pub"
    assert (crown.kind, crown.text, crown.thread_title) == (
        ItemKind.LOCATION,
        f"Position: 51.5000000, -3.2000000\n{words}",
        "History / March",
    )
    assert utc(crown) == datetime(2025, 3, 8, 21, 5)
    assert [by[f"place 2 point {n}"].kind for n in (1, 2, 3)] == [
        ItemKind.LOCATION,
        ItemKind.LOCATION,
        ItemKind.RECORD,
    ]
    assert by["place 2 point 3"].text == "a time without a position"
    assert (by["place 2"].text, by["place 2"].kind) == ("name: Walk", ItemKind.RECORD)
    assert (by["place 3"].text or "").endswith("Way: 51.5000000, -3.2000000; 51.6000000, -3.3000000")
    assert by["NetworkLink 4"].text == "name: more\nhref: https://example.org/a.kml"
    assert by["folder 5"].text == "description: made by an app"
    assert not any("i.png" in (item.text or "") for item in items)


def test_heights_odd_positions_and_what_a_track_says_besides_are_kept(tmp_path: Path) -> None:
    data = (
        b"<kml xmlns:gx='x'><Document><Placemark><Point><coordinates>-3.2,51.5,120</coordinates></"
        b"Point></Placemark>"
        b"<Placemark><Point><coordinates>999,51.5,0</coordinates></Point></"
        b"Placemark><Placemark><gx:Track><when>2025-03-08T23:50:00Z</when>"
        b"<gx:coord>-3.2 51.5 0</gx:coord><ExtendedData><SimpleArrayData "
        b"name='pulse'><value>88</value></SimpleArrayData></ExtendedData></gx:Track></Placemark></"
        b"Document></kml>"
    )
    items, problems = read_bytes(tmp_path, "a.kml", data)
    by = {item.locator: (item.kind, item.text) for item in items}
    assert problems == []
    assert by["place 1"] == (
        ItemKind.LOCATION,
        "Position: 51.5000000, -3.2000000\nAs written, with heights: -3.2,51.5,120",
    )
    assert by["place 2"] == (ItemKind.RECORD, "As written, with heights: 999,51.5,0")
    assert by["place 3"] == (ItemKind.RECORD, "pulse: 88")


def test_words_of_several_lines_in_the_bytes_of_a_list_are_shown(tmp_path: Path) -> None:
    items, _ = read_bytes(tmp_path, "a.plist", plistlib.dumps({"note": b"line one\nline two"}))
    assert items[0].text == "note: line one\nline two"


def test_a_file_that_ends_early_says_so_and_keeps_what_came_before(tmp_path: Path) -> None:
    items, problems = read_bytes(tmp_path, "walk.gpx", track_samples.GPX[:700])
    assert items[0].locator == "waypoint 1"
    assert [(problem.kind, problem.records) for problem in problems] == [(ProblemKind.PARTLY_READ, 1)]


@pytest.mark.parametrize("name", ["a.gpx", "a.kml"])
def test_many_points_are_read_one_by_one_and_let_go(tmp_path: Path, name: str) -> None:
    point = b'<trkpt lat="51.5" lon="-3.2"/>' if name == "a.gpx" else b"<Placemark><name>x</name></Placemark>"
    top, end = (
        (b"<gpx><trk><trkseg>", b"</trkseg></trk></gpx>")
        if name == "a.gpx"
        else (b"<kml><Document>", b"</Document></kml>")
    )
    items, problems = read_bytes(tmp_path, name, top + point * 30_000 + end)
    assert (len(items), problems) == (30_000, [])


def test_what_lies_very_deep_is_kept(tmp_path: Path) -> None:
    deep = b"<x>" * 1_500 + b"words" + b"</x>" * 1_500
    items, problems = read_bytes(
        tmp_path, "a.gpx", b'<gpx><wpt lat="51.5" lon="-3.2">' + deep + b"</wpt></gpx>"
    )
    assert problems == []
    assert items[0].text == "Position: 51.5000000, -3.2000000\nx: words"


def test_an_empty_map_is_told(tmp_path: Path) -> None:
    items, problems = read_bytes(tmp_path, "a.kml", b"<kml><Document><name>Map</name></Document></kml>")
    assert items == []
    assert [problem.kind for problem in problems] == [ProblemKind.NOT_READ]


def test_a_page_saved_by_safari_gives_its_words_frames_and_pictures(tmp_path: Path) -> None:
    items, problems = read_bytes(
        tmp_path, "minutes.webarchive", plistlib.dumps(track_samples.SAVED, fmt=plistlib.FMT_BINARY)
    )
    assert problems == []
    assert [(item.locator, item.text) for item in items] == [
        ("section 1", "Caf\u00e9 words"),
        ("frame 1 section 1", "Frame words"),
    ]
    assert [each.name for each in items[0].attachments] == ["shed.jpg"]
    assert ("file says/address", "https://example.org/minutes") in items[0].extra


def test_every_value_of_another_list_is_shown(tmp_path: Path) -> None:
    name, data = track_samples.WHOLE["plist xml"]
    items, problems = read_bytes(tmp_path, name, data)
    assert problems == []
    assert set((items[0].text or "").split("\n")) == {
        "name: Ann",
        "days[1]: 1",
        "days[2]: 2",
        "key: 2 bytes",
        "none: nothing",
    }


def _list_of_itself(count: int) -> bytes:
    """A list that holds itself so many times: object 0 refers to object 0."""
    body = bytes([0xA0 | count]) + bytes(count)
    return (
        b"bplist00"
        + body
        + b"\x08"
        + bytes(6)
        + bytes([1, 1])
        + (1).to_bytes(8, "big")
        + bytes(8)
        + (8 + len(body)).to_bytes(8, "big")
    )


def test_a_list_of_itself_comes_to_an_end_and_is_told(tmp_path: Path) -> None:
    items, problems = read_bytes(tmp_path, "a.plist", _list_of_itself(2))
    assert len(items) + sum(problem.records for problem in problems) == 1
    assert [problem.kind for problem in problems] in ([ProblemKind.PARTLY_READ], [ProblemKind.NOT_READ])


def test_a_damaged_list_is_not_read(tmp_path: Path) -> None:
    items, problems = read_bytes(tmp_path, "a.plist", b"bplist00" + b"\x07" * 40)
    assert items == []
    assert [problem.kind for problem in problems] == [ProblemKind.NOT_READ]


def test_each_is_recognised_by_its_bytes(tmp_path: Path) -> None:
    for name, (file, data) in track_samples.WHOLE.items():
        (tmp_path / file).write_bytes(data)
        assert choose(tmp_path / file) is (
            tracks.IMPORTER if name.startswith("places") else property_lists.IMPORTER
        )


def test_words_between_elements_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "way.gpx"
    path.write_text(
        '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="12.3" '
        'lon="45.6"><extensions><one>first</one>between'
        "<two>second<three>third</three>behind</two></extensions></wpt></gpx>",
        "utf-8",
    )
    words = "\n".join(each.text or "" for each in read(path, ReadOptions()) if isinstance(each, Item))
    assert all(word in words for word in ("first", "between", "second", "third", "behind"))


def test_a_track_with_fewer_positions_than_times_is_told(tmp_path: Path) -> None:
    track = (
        "<when>2025-03-08T23:50:00Z</when><when>2025-03-08T23:51:00Z</when><gx:coord>-3.2 51.5 10</gx:coord>"
    )
    for more, count in (("", 1), ("<gx:coord>-3.3 51.6 11</gx:coord>", 0)):
        path = tmp_path / "walk.kml"
        path.write_text(
            '<kml xmlns="http://www.opengis.net/kml/2.2" '
            'xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Placemark><gx:Track>'
            f"{track}{more}</gx:Track></Placemark></Document></kml>",
            "utf-8",
        )
        said = [
            each
            for each in read(path, ReadOptions())
            if isinstance(each, Problem) and each.reason == tracks_kml.UNEVEN
        ]
        assert len(said) == count


def test_names_of_others_inside_a_folder_are_kept(tmp_path: Path) -> None:
    kml = (
        b'<kml xmlns="http://www.opengis.net/kml/2.2" '
        b'xmlns:atom="http://www.w3.org/2005/Atom"><Document><name>Walk</name>'
        b"<atom:author><atom:name>Made by Ann Example</atom:name></atom:author>"
        b"<Placemark><name>Shed</name><Point><coordinates>-0.1,51.5</coordinates></Point></"
        b"Placemark></Document></kml>"
    )
    items, _ = read_bytes(tmp_path, "walk.kml", kml)
    assert [item.text for item in items] == [
        "Position: 51.5000000, -0.1000000\nname: Shed",
        "name: Made by Ann Example",
    ]
    assert {item.thread_title for item in items} == {"Walk"}


def test_every_value_of_a_name_that_a_property_list_says_twice_is_kept(tmp_path: Path) -> None:
    words = "".join(f"<key>note</key><string>{word}</string>" for word in ("shed", "gate", "key"))
    (item,), problems = read_bytes(
        tmp_path,
        "a.plist",
        f'<?xml version="1.0"?><plist version="1.0"><dict>{words}</dict></plist>'.encode(),
    )
    assert problems == []
    assert item.text == "note: shed\nnote (2): gate\nnote (3): key"
