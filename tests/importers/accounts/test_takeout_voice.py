"""Google Voice in a Takeout: texts, groups, calls, voicemails, their files; a page, a folder and a zip
(reference/formats.md 3.11)."""

from datetime import datetime

import pytest
import samples
import voice_samples as made

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.accounts.takeout import importer as takeout
from evidence_review.importers.choosing import SOURCES, choose, files_in


def read(path, **options):
    assert choose(path) is takeout.IMPORTER
    values = list(takeout.read(path, ReadOptions(**options), SOURCES))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    assert len({item.locator for item in items}) == len(items)
    return items, problems


def laid(folder, files):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def of(items, word):
    return [item for item in items if word in item.locator]


@pytest.fixture(params=["zip", "folder", "voice folder", "calls folder", "zip of calls"])
def whole(request, tmp_path):
    if request.param == "zip":
        (tmp_path / "takeout.zip").write_bytes(samples.zipped(**made.files()))
        return tmp_path / "takeout.zip"
    if request.param == "zip of calls":
        files = {name: data for name, data in made.files("").items() if "/" in name}
        (tmp_path / "calls.zip").write_bytes(samples.zipped(**files))
        return tmp_path / "calls.zip"
    top = {"folder": "Takeout", "voice folder": "Takeout/Voice", "calls folder": "Takeout/Voice/Calls"}[
        request.param
    ]
    return laid(tmp_path, made.files()) / top


def test_every_record_of_every_shape_is_found(whole):
    items, problems = read(whole)
    assert len([item for item in items if item.kind is ItemKind.MESSAGE]) == 7
    assert len([item for item in items if item.kind is ItemKind.CALL]) == 5
    assert not [problem for problem in problems if problem.records]
    assert len({item.thread for item in items if item.app == "Google Voice"}) == 4
    assert {item.kind for item in items} <= {ItemKind.MESSAGE, ItemKind.CALL, ItemKind.CONTACT}


def test_a_folder_is_offered_as_one_source(whole):
    assert list(files_in(whole)) == [whole]


def test_texts_with_people_direction_time_and_a_picture_named_without_its_ending(tmp_path):
    items, _ = read(laid(tmp_path, made.files()) / "Takeout")
    asked, picture = of(items, "2025-01-05T12_00_00Z.html")
    assert (asked.text, asked.direction) == ("See you at six?\nDon't be late", Direction.INCOMING)
    assert (asked.sender.identifier, asked.sender.name, asked.sender.is_owner) == (
        "+447700900102",
        "Bo Example",
        False,
    )
    assert [party.identifier for party in asked.recipients] == ["+447700900101"]
    assert asked.sent.utc == datetime(2025, 1, 5, 12, 0, 0, 500_000)
    assert (asked.sent.zone, asked.sent.offset, asked.sent.raw) == (
        ZoneSource.IN_VALUE,
        "-08:00",
        "2025-01-05T04:00:00.500-08:00",
    )
    assert (picture.text, picture.direction, picture.sender.is_owner, picture.sender.identifier) == (
        "MMS Sent",
        Direction.OUTGOING,
        True,
        "+447700900101",
    )
    assert [(each.name, each.data) for each in picture.attachments] == [
        ("Bo Example - Text - 2025-01-05T12_00_00Z-2-1.jpg", made.PICTURE)
    ]
    assert asked.thread == picture.thread == "+447700900102"
    assert ("labels", "Text, Inbox") in asked.extra


def test_pages_of_one_person_are_one_conversation_in_order_of_time(tmp_path):
    items, _ = read(laid(tmp_path, made.files()) / "Takeout")
    with_bo = sorted(
        (item for item in items if item.thread == "+447700900102"), key=lambda item: item.position
    )
    assert [item.sent.utc for item in with_bo] == sorted(item.sent.utc for item in with_bo)
    later = with_bo[-1]
    assert (later.text, later.attachments, later.deleted_as_reported) == (
        "Look here",
        (),
        "User Deleted: True",
    )
    assert with_bo[0].deleted_as_reported is None


def test_a_page_with_only_her_own_texts_names_the_other_in_title_and_file_name(tmp_path):
    items, _ = read(laid(tmp_path, made.files()) / "Takeout")
    (asked,) = of(items, "+447700900104")
    assert [(party.identifier, party.name) for party in asked.recipients] == [("+447700900104", "Di Example")]
    assert (asked.thread, asked.thread_title) == ("+447700900104", "Di Example")


def test_groups_with_their_people_and_files(tmp_path):
    items, problems = read(laid(tmp_path, made.files()) / "Takeout")
    hello, card, thanks = of(items, "Group Conversation")
    assert hello.thread == card.thread == thanks.thread == "group +447700900102, +447700900103"
    assert {party.identifier for party in hello.recipients} == {"+447700900103", "+447700900101"}
    assert (card.text, card.attachments[0].name, card.attachments[0].data) == (
        "",
        "Group Conversation - 2025-01-07T12_00_00Z-2-1.vcf",
        made.CARD,
    )
    assert thanks.attachments[0].data is None
    assert [p.kind for p in problems if p.locator == "files"] == [ProblemKind.MISSING_ATTACHMENT]


@pytest.mark.parametrize(
    ("word", "way", "seconds"),
    [
        ("Bo Example - Placed", Direction.OUTGOING, "83"),
        ("Bo Example - Missed", Direction.INCOMING, None),
        ("Recorded", Direction.UNKNOWN, "3723"),
    ],
)
def test_calls_by_their_label(tmp_path, word, way, seconds):
    items, _ = read(laid(tmp_path, made.files()) / "Takeout")
    (call,) = of(items, word)
    assert (call.kind, call.direction, dict(call.extra).get("seconds"), call.text) == (
        ItemKind.CALL,
        way,
        seconds,
        None,
    )
    assert call.sent.utc == datetime(2025, 1, 5, 13)
    people = {party.identifier for party in (*call.recipients, *([call.sender] if call.sender else []))}
    assert people == ({"+447700900102"} if way is Direction.UNKNOWN else {"+447700900102", "+447700900101"})
    assert {party.name for party in (*call.recipients, *([call.sender] if call.sender else []))} - {None} == {
        "Bo Example"
    }


def test_a_withheld_number_stays_no_person(tmp_path):
    items, _ = read(laid(tmp_path, made.files()) / "Takeout")
    (call,) = of(items, "/ - Placed")
    assert (call.thread, call.recipients, call.sender.is_owner) == ("no number", (), True)


def test_a_voicemail_with_its_transcript_and_recording(tmp_path):
    items, _ = read(laid(tmp_path, made.files()) / "Takeout")
    (left,) = of(items, "Voicemail")
    assert (left.text, left.direction, left.sender.name) == (
        "Hi Ann. It's Bo.",
        Direction.INCOMING,
        "Bo Example",
    )
    assert dict(left.extra)["call"] == "voicemail"
    assert [(each.name, each.size) for each in left.attachments] == [
        ("Bo Example - Voicemail - 2025-01-05T13_00_00Z.mp3", 26)
    ]


def test_a_page_alone_takes_the_files_beside_it(tmp_path):
    laid(tmp_path, made.files(""))
    items, _ = read(tmp_path / "Calls" / "Bo Example - Text - 2025-01-05T12_00_00Z.html")
    assert items[1].attachments[0].data == made.PICTURE
    items, problems = read(tmp_path / "Calls" / "Bo Example - Voicemail - 2025-01-05T13_00_00Z.html")
    assert items[0].attachments[0].size == 26
    assert problems == []


def test_names_cut_to_fifty_letters_are_found(tmp_path):
    long = "Bartholomew Montgomery Example-Longname the Second - Text - 2025-01-05T12_00_00Z"
    body = made.texts(
        "Bo",
        made.message(
            made.BO, "2025-01-05T04:00:00-08:00", "x", f'<div><img src="{long}-1-1" alt="" /></div>'
        ),
    )
    laid(tmp_path, {f"{long}.html": body, f"{long[:50]}.jpg": made.PICTURE})
    items, _ = read(tmp_path)
    assert items[0].attachments[0].data == made.PICTURE


def test_a_page_cut_short_keeps_what_is_whole(tmp_path):
    data = made.TALK
    (tmp_path / "page.html").write_bytes(data[: data.index(b"MMS Sent")])
    items, problems = read(tmp_path / "page.html")
    assert [item.text for item in items] == ["See you at six?\nDon't be late"]
    assert [(p.kind, p.records) for p in problems if p.records] == [(ProblemKind.PARTLY_READ, 1)]


def test_texts_without_people_or_time_are_kept(tmp_path):
    body = (
        made.HEAD % "x"
        + '<div class="hChatLog hfeed"><div class="message"><q>Only words</q></div></div></body></html>'
    )
    (tmp_path / "page.html").write_text(body)
    items, _ = read(tmp_path / "page.html")
    assert [(item.text, item.sender, item.sent, item.direction) for item in items] == [
        ("Only words", None, None, Direction.UNKNOWN)
    ]


def test_a_page_of_music_is_no_call(tmp_path):
    page = tmp_path / "music.html"
    page.write_text(
        '<html><body><div class="haudio"><div class="listen-file-header">A song</div></div></body></html>'
    )
    assert choose(page) is not takeout.IMPORTER


def test_what_a_page_shows_is_not_offered_again(tmp_path):
    (
        laid(tmp_path / "mixed", made.files("")),
        (tmp_path / "mixed" / "Calls" / "_chat.txt").write_bytes(samples.CHAT_IOS),
    )
    offered = {path.name for path in files_in(tmp_path / "mixed" / "Calls")}
    assert "Bo Example - Voicemail - 2025-01-05T13_00_00Z.html" in offered
    assert not any(name.endswith((".jpg", ".mp3", ".vcf")) for name in offered)
