"""Google Takeout: chats, Hangouts, activity, places of every layout, other files, warrant returns
(reference/formats.md 3.11).
"""

import json
from datetime import datetime

import calendar_samples
import pytest
import samples
import takeout_samples as made
import vcard_samples

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.accounts.takeout import importer as takeout
from evidence_review.importers.choosing import SOURCES

NOON = datetime(2025, 1, 5, 12)


def read(path, **options):
    assert takeout.recognises(path)
    values = list(takeout.read(path, ReadOptions(**options), SOURCES))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    assert len({item.locator for item in items}) == len(items)
    return items, problems


@pytest.fixture
def alone(tmp_path):
    def run(value, name="file.json", **options):
        path = tmp_path / name
        path.write_bytes(value if isinstance(value, bytes) else made.as_json(value))
        return read(path, **options)

    return run


@pytest.fixture
def whole(tmp_path):
    files = made.files(samples.mbox(tmp_path), vcard_samples.OLD, calendar_samples.WHOLE)
    for name, data in files.items():
        (tmp_path / "export" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "export" / name).write_bytes(data)
    (tmp_path / "takeout-001.zip").write_bytes(samples.zipped(**files))
    return tmp_path


def of(items, word):
    return [item for item in items if word in item.locator]


# ---- chats -------------------------------------------------------------------------------------


def test_google_chat_with_people_files_and_long_dates(whole):
    items, problems = read(whole / "export" / "Takeout")
    see, plan, rota = of(items, "messages[")
    assert (see.text, see.sent.utc, see.sent.zone) == ("See you at six", NOON, ZoneSource.IN_VALUE)
    assert (see.sender.identifier, see.sender.name, see.direction) == (
        "bo@example.org",
        "Bo Example",
        Direction.INCOMING,
    )
    assert [party.identifier for party in see.recipients] == ["ann@example.org"]
    assert (plan.text, plan.direction, plan.sender.is_owner) == (None, Direction.OUTGOING, True)
    assert plan.sent.utc == datetime(2025, 1, 5, 12, 1)
    assert plan.attachments[0].data == made.PICTURE
    assert (rota.sender.role, rota.sent.utc, rota.deleted_as_reported) == ("bot", NOON, "DELETED")
    assert (see.thread, see.thread_title) == ("DM abc", "Shed club")
    assert dict(rota.extra)["mood"] == "calm"
    assert any(p.kind is ProblemKind.UNKNOWN_NAME and "mood" in p.reason for p in problems)


def test_one_file_of_messages_takes_its_group_from_beside_it(whole):
    items, _ = read(whole / "export" / "Takeout" / "Google Chat" / "Groups" / "DM abc" / "messages.json")
    assert items[0].thread == "DM abc"
    assert items[0].thread_title == "Shed club"
    assert items[1].attachments[0].data == made.PICTURE


def test_hangouts_by_account_ids(alone):
    items, problems = alone(made.HANGOUTS, "Hangouts.json")
    fine, see, call, renamed, picture = items
    assert see.text == "See you at six\nhttps://example.org"
    assert (see.sent.utc, see.direction, see.position) == (NOON, Direction.INCOMING, 1)
    assert (fine.direction, fine.sender.identifier, fine.sender.is_owner, fine.position) == (
        Direction.OUTGOING,
        "1",
        True,
        2,
    )
    assert (see.sender.name, see.recipients[0].name) == ("Bo Example", "Ann Example")
    assert [item.kind for item in items] == [ItemKind.MESSAGE] * 2 + [
        ItemKind.CALL,
        ItemKind.SYSTEM,
        ItemKind.MESSAGE,
    ]
    assert "new_name: Shed" in renamed.text
    assert "hangout_duration_secs: 12" in call.text
    assert (picture.text, picture.attachments[0].name) == (None, "pic 1.jpg")
    assert {item.thread for item in items} == {"talk1"}
    assert {item.thread_title for item in items} == {"Bo Example"}
    assert any(p.kind is ProblemKind.MISSING_ATTACHMENT for p in problems)


def test_hangouts_of_the_old_layout_and_cut_short(alone):
    items, _ = alone(made.HANGOUTS_OLD)
    assert [item.thread for item in items] == ["talk1"] * 2
    assert items[0].direction is Direction.OUTGOING
    data = made.as_json(made.HANGOUTS)
    items, problems = alone(data[: data.index(b"END_HANGOUT")])
    assert [item.text for item in items] == [
        "Fine\nhttps://example.org",
        "See you at six\nhttps://example.org",
    ]
    assert sum(p.records for p in problems) == 1


# ---- activity ----------------------------------------------------------------------------------


def test_activity_as_json(alone):
    items, _ = alone(made.ACTIVITY, "MyActivity.json")
    assert [item.kind for item in items] == [ItemKind.SEARCH, ItemKind.VISIT, ItemKind.RECORD]
    assert items[0].sent.utc == datetime(2025, 1, 5, 12, 0, 0, 123000)
    assert "title: Watched How to paint" in items[1].text
    assert "subtitles.name: Sheds" in items[1].text


def test_activity_as_html_with_zones_in_letters(alone):
    items, _ = alone(made.PAGE, "watch-history.html")
    watched, searched = items
    assert watched.text == "Watched How to paint\nSheds"
    assert (watched.sent.utc, watched.sent.offset, watched.kind) == (NOON, "+01:00", ItemKind.VISIT)
    assert ("link", "https://www.youtube.com/watch?v=abc") in watched.extra
    assert dict(watched.extra)["details"] == "Products: YouTube"
    assert (searched.kind, searched.sent.local, searched.sent.utc) == (
        ItemKind.SEARCH,
        datetime(2025, 1, 5, 12, 30),
        None,
    )
    items, problems = alone(made.PAGE[:-60], "cut.html")
    assert len(items) == 2
    assert sum(p.records for p in problems) == 1


def test_browser_history(alone):
    ((page,), _) = alone(made.CHROME, "History.json")
    assert (page.kind, page.sent.utc) == (ItemKind.VISIT, NOON)


# ---- places ------------------------------------------------------------------------------------


def test_points_of_records(alone):
    items, problems = alone(made.RECORDS, "Records.json")
    assert [item.kind for item in items] == [ItemKind.LOCATION] * 2
    assert items[0].text.startswith("Position: 51.5000000, -0.1000000\n")
    assert items[1].text.startswith("Position: 51.5000000, -0.1000000\n"), "an overrun is undone"
    assert [item.sent.utc for item in items] == [
        datetime(2025, 1, 5, 12, 0, 0, 30000),
        datetime(2025, 1, 5, 12, 1),
    ]
    assert "accuracy: 14" in items[0].text
    assert any("points with a radius" in p.reason for p in problems)


@pytest.mark.parametrize(
    ("value", "kinds", "times"),
    [
        (made.SEMANTIC, "LL", [NOON, datetime(2025, 1, 5, 13)]),
        (made.ANDROID, "LLLRL", [NOON, datetime(2025, 1, 5, 13), NOON, datetime(2025, 1, 5, 12, 1), None]),
        (made.IPHONE, "LL", [NOON, datetime(2025, 1, 5, 13)]),
    ],
)
def test_stays_and_ways_of_every_layout(alone, value, kinds, times):
    items, _ = alone(value, "Timeline.json")
    assert "".join(item.kind[0] for item in items) == kinds
    assert [item.sent.utc if item.sent else None for item in items] == times
    assert all("Position: 51." in item.text for item in items if item.kind is ItemKind.LOCATION)


@pytest.mark.parametrize("name", ["Timeline Edits.json", "other.json"])
def test_edits_of_the_timeline(alone, name):
    point = {
        "point": {"latE7": 515000000, "lngE7": -1000000},
        "accuracyMm": 12000,
        "timestamp": "2025-01-05T12:00:00.000Z",
    }
    edits = {
        "timelineEdits": [
            {"deviceId": "-16", "rawSignal": {"signal": {"position": point}}},
            {"deviceId": "-16", "placeAggregates": {"window": {"startTime": "2025-01-05T13:00:00Z"}}},
        ]
    }
    items, _ = alone(edits, name)
    assert [(item.kind, item.sent.utc) for item in items] == [
        (ItemKind.LOCATION, NOON),
        (ItemKind.RECORD, datetime(2025, 1, 5, 13)),
    ]
    assert items[0].text.startswith("Position: 51.5000000, -0.1000000\n")


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ({"geoDataExif": {"latitude": 51.5, "longitude": -0.1}}, ItemKind.LOCATION),
        ({"geoData": {"latitude": 0.0, "longitude": 0.0}}, ItemKind.RECORD),
        ({}, ItemKind.RECORD),
    ],
)
def test_what_google_photos_says_of_a_picture(alone, place, kind):
    taken = {"timestamp": "1736078400", "formatted": "5 Jan 2025, 12:00:00 UTC"}
    ((photo,), problems) = alone(
        {
            "title": "shed.jpg",
            "description": "the shed",
            "creationTime": {"timestamp": "1736164800"},
            "photoTakenTime": taken,
            **place,
        },
        "shed.jpg.json",
    )
    assert (photo.kind, photo.sent.utc, problems) == (kind, NOON, [])
    assert "the shed" in photo.text


def test_a_warrant_return(alone):
    items, _ = alone(made.RETURNED, "Location.csv")
    assert [item.kind for item in items] == [ItemKind.LOCATION] * 2
    assert [item.sent.utc for item in items] == [
        datetime(2025, 1, 5, 12, 0, 0, 30000),
        datetime(2025, 1, 5, 12, 5),
    ]
    assert "Display Radius (Meters): 14" in items[0].text


# ---- the whole ---------------------------------------------------------------------------------


def test_everything_in_a_download_is_read_or_told(whole):
    items, problems = read(whole / "export" / "Takeout")
    assert len(of(items, ".mbox!")) == 2
    assert {item.kind for item in of(items, ".vcf!")} == {ItemKind.CONTACT}
    assert {item.kind for item in of(items, ".ics!")} == {ItemKind.CALENDAR}
    (note,) = of(items, "Keep/List.json")
    assert note.sent.utc == NOON
    assert not of(items, "List.html")
    assert any(p.locator.endswith("odd.bin") and p.records == 1 for p in problems)
    assert not of(items, "archive_browser")
    assert not any("Position" in (item.text or "") for item in of(items, "Chat"))


def test_a_zip_gives_the_same_under_its_own_top(whole):
    folder, _ = read(whole / "export" / "Takeout")
    zipped, _ = read(whole / "takeout-001.zip")
    assert sorted(item.locator.removeprefix("Takeout/") for item in zipped) == sorted(
        item.locator for item in folder
    )
    assert [
        item.attachments[0].data for item in zipped if item.attachments and item.app == "Google Chat"
    ] == [made.PICTURE]


@pytest.mark.parametrize(
    "data",
    [b'{"messages": []}', b'{"messages": [{"sender_name": "A"}]}', b'[{"header": 1}]', b"[]", b'{"locations": []}', b"<html><body>x</body></html>",
     b'[{"startTime": 5}]', b"Timestamp,Latitude\n1,2\n"],
)  # fmt: skip
def test_other_files_are_not_taken(tmp_path, data):
    for name in ("messages.json", "Records.json", "x.html"):
        (tmp_path / name).write_bytes(data)
        assert not takeout.recognises(tmp_path / name)
    assert not takeout.recognises(tmp_path)


@pytest.mark.parametrize("made_of", ["CHAT", "HANGOUTS", "HANGOUTS_OLD", "ACTIVITY"])
def test_keys_may_stand_in_any_order(tmp_path, made_of):
    def turned(value):
        if isinstance(value, dict):
            return {key: turned(each) for key, each in reversed(list(value.items()))}
        return [turned(each) for each in value] if isinstance(value, list) else value

    said = getattr(made, made_of)
    for name, value in (("a.json", said), ("b.json", turned(said))):
        (tmp_path / name).write_text(json.dumps(value), "utf-8")
        assert takeout.recognises(tmp_path / name)
    first, second = (
        [
            (each.text is None, each.sent, each.kind)
            for each in takeout.read(tmp_path / name, ReadOptions(), SOURCES)
            if isinstance(each, Item)
        ]
        for name in ("a.json", "b.json")
    )
    assert first == second
