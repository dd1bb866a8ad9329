"""Snapchat My Data: both shapes, snaps, media, other files, damage (reference/formats.md 3.11)."""

import json
from datetime import datetime

import pytest
import samples
import snapchat_samples
from snapchat_samples import NEW, OLD, PICTURE

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.accounts.snapchat import importer as snapchat


def read(path, **options):
    assert snapchat.recognises(path)
    values = list(snapchat.read(path, ReadOptions(**options)))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    assert len({item.locator for item in items}) == len(items)
    return items, problems


def put(tmp_path, files):
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def alone(tmp_path, value, name="chat_history.json", **options):
    path = tmp_path / name
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    return read(path, **options)


def of(items, place):
    return [item for item in items if item.locator.startswith(place)]


def test_conversations_of_a_new_download(tmp_path):
    items, problems = read(put(tmp_path / "mydata", snapchat_samples.files()))
    chats = of(items, "json/chat_history.json")
    media, fine, first, erased, hello = chats
    assert first.text == "See you at six"
    assert (first.sent.utc, first.sent.raw, first.sent.zone) == (
        datetime(2025, 1, 5, 12),
        "2025-01-05 12:00:00 UTC",
        ZoneSource.IN_VALUE,
    )
    assert (first.sender.identifier, first.sender.name, first.direction) == (
        "bo_example",
        "Bo Example",
        Direction.INCOMING,
    )
    assert first.recipients[0].is_owner
    assert (fine.direction, fine.sender.identifier, fine.sender.is_owner) == (
        Direction.OUTGOING,
        "ann_example",
        True,
    )
    assert fine.recipients[0].identifier == "bo_example"
    assert fine.text == "Fine &amp; good"
    assert media.text is None
    assert [item.position for item in (first, fine, media)] == [1, 2, 3]
    assert {item.thread for item in (first, fine, media)} == {"bo_example"}
    assert (hello.thread, hello.thread_title, hello.recipients) == (
        "7b0e8d5c-1111-2222-3333-444455556666",
        "Shed club",
        (),
    )
    assert erased.kind is ItemKind.SYSTEM
    assert dict(hello.extra)["Mood"] == "calm"
    assert any(p.kind is ProblemKind.UNKNOWN_NAME and "Mood" in p.reason for p in problems)
    assert any("Absence here proves nothing" in p.reason for p in problems)


def test_media_come_by_their_ids_and_what_is_not_there_is_counted(tmp_path):
    items, problems = read(put(tmp_path / "mydata", snapchat_samples.files()))
    there, gone = of(items, "json/chat_history.json:bo_example[0]")[0].attachments
    assert there.data == PICTURE
    assert gone.data is None
    assert any(p.kind is ProblemKind.MISSING_ATTACHMENT for p in problems)
    (unnamed,) = [item for item in items if ("in the export", "no record names this file") in item.extra]
    assert (unnamed.kind, unnamed.attachments[0].member) == (
        ItemKind.IMAGE,
        unnamed.locator.removeprefix("file "),
    )
    assert any("2 pages" in p.reason for p in problems)


def test_the_other_files_of_the_download(tmp_path):
    items, _ = read(put(tmp_path / "mydata", snapchat_samples.files()))
    (snap,) = of(items, "json/snap_history.json")
    assert (snap.kind, snap.text, snap.direction) == (ItemKind.MESSAGE, None, Direction.INCOMING)
    friends = of(items, "json/friends.json")
    assert [item.kind for item in friends] == [ItemKind.CONTACT, ItemKind.CONTACT]
    assert friends[0].recipients[0].identifier == "bo_example"
    places = of(items, "json/location_history.json")
    assert {item.kind for item in places} == {ItemKind.LOCATION}
    assert [item.sent.utc for item in places] == [datetime(2025, 1, 5, 12), datetime(2021, 1, 5, 12)]
    (call,) = of(items, "json/talk_history.json")
    assert (call.kind, call.direction, call.sent.utc) == (
        ItemKind.CALL,
        Direction.OUTGOING,
        datetime(2025, 1, 5, 13),
    )
    (account,) = of(items, "json/account.json")
    assert account.kind is ItemKind.ACCOUNT
    assert "Basic Information.Username: ann_example" in account.text


def test_old_sections_give_direction_and_plain_text(tmp_path):
    items, _ = alone(tmp_path, OLD, owner="Ann")
    here, media, good, unsaved = items
    assert here.text == "It's here"
    assert dict(here.extra)["text as written"] == "It&#39;s here"
    assert (here.direction, good.direction) == (Direction.INCOMING, Direction.OUTGOING)
    assert here.thread == good.thread == "bo_example"
    assert (good.sender.name, good.recipients[0].identifier) == ("Ann", "bo_example")
    assert (media.text, unsaved.text) == ("", None)
    assert unsaved.thread == "cy_example"
    assert dict(unsaved.extra)["section"] == "Sent Unsaved Chat History"


def test_a_sent_section_that_names_the_other_person_is_one_conversation(tmp_path):
    def said(words, *, mine):
        return {
            "From": "bo_example",
            "Media Type": "TEXT",
            "Created": f"2022-02-02 12:0{int(mine)}:00 UTC",
            "Content": words,
            "IsSender": mine,
        }

    both = {
        "Received Saved Chat History": [said("Are you coming?", mine=False)],
        "Sent Saved Chat History": [said("At six", mine=True)],
    }
    (asked, answered), _ = alone(tmp_path, both, owner="Ann")
    assert asked.thread == answered.thread == "bo_example"
    assert (asked.direction, answered.direction) == (Direction.INCOMING, Direction.OUTGOING)
    assert (answered.sender.name, answered.recipients[0].identifier) == ("Ann", "bo_example")


@pytest.mark.parametrize("created", [1736078400000, 1736078400000000])
def test_what_is_called_microseconds_is_read_by_its_size(tmp_path, created):
    value = {
        "bo_example": [
            snapchat_samples.said("bo_example", None, False, "x", **{"Created(microseconds)": created})
        ]
    }
    ((item,), _) = alone(tmp_path, value)
    assert item.sent.utc == datetime(2025, 1, 5, 12)


def test_a_zip_gives_the_same_and_a_cut_file_keeps_its_whole_messages(tmp_path):
    folder = read(put(tmp_path / "mydata", snapchat_samples.files()))
    path = tmp_path / "mydata.zip"
    path.write_bytes(samples.zipped(**snapchat_samples.files()))
    assert read(path) == folder
    data = json.dumps(NEW).encode()
    items, problems = alone(tmp_path, data[: data.index(b"Hello all")])
    assert len(items) == 4
    assert any(p.kind is ProblemKind.PARTLY_READ and p.records == 1 for p in problems)


def test_one_file_alone_finds_its_media_beside_it(tmp_path):
    put(tmp_path, snapchat_samples.files())
    items, _ = read(tmp_path / "json" / "chat_history.json")
    assert len(items) == 5
    for name in ("friends", "location_history", "talk_history", "account", "snap_history"):
        assert snapchat.recognises(tmp_path / "json" / f"{name}.json"), name
    assert tmp_path / "chat_media" in list(snapchat.companions(tmp_path / "json" / "chat_history.json"))


def test_pages_alone_are_refused_in_words(tmp_path):
    put(
        tmp_path / "mydata",
        {name: data for name, data in snapchat_samples.files().items() if name.endswith(".html")},
    )
    assert snapchat.recognises(tmp_path / "mydata")
    with pytest.raises(UnreadableExport, match="JSON files switched on"):
        list(snapchat.read(tmp_path / "mydata", ReadOptions()))


@pytest.mark.parametrize(
    "data",
    [
        b'{"messages": []}',
        b"[]",
        b'{"Friends": [{"name": "x"}]}',
        b"{}",
        b'{"a": [{"role": "user", "content": "hi"}]}',
        b"text",
    ],
)
def test_other_files_are_not_taken(tmp_path, data):
    for name in ("chat_history.json", "friends.json", "x.json"):
        (tmp_path / name).write_bytes(data)
        assert not snapchat.recognises(tmp_path / name)
    assert not snapchat.recognises(tmp_path)


def test_odd_elements_are_kept(tmp_path):
    value = {"bo_example": [*NEW["bo_example"], "a word", None], "note": "kept"}
    items, _ = alone(tmp_path, value)
    assert [item.kind for item in items[-3:]] == [ItemKind.RECORD] * 3
    assert "note: kept" in items[-1].text


def test_where_the_words_of_a_time_cannot_be_read_the_count_beside_them_tells(tmp_path):
    said = {
        "From": "bo_example",
        "Media Type": "TEXT",
        "Created": "yesterday at tea",
        "Content": "x",
        "IsSender": False,
        "Created(microseconds)": 1736078400000,
    }
    (item,), _ = alone(tmp_path, {"bo_example": [said]})
    assert item.sent.utc == datetime(2025, 1, 5, 12)
