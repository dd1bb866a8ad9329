"""Discord: the data package and channels saved by DiscordChatExporter (reference/formats.md 3.11)."""

import json
from datetime import datetime

import discord_samples
import pytest
import samples
from discord_samples import ANN, BO, DM, HALL, PICTURE

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.accounts import discord_package
from evidence_review.importers.accounts.discord_messages import of_snowflake
from evidence_review.importers.chats.discord import chat as discord_chat


def read(importer, path, **options):
    assert importer.recognises(path)
    values = list(importer.read(path, ReadOptions(**options)))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    assert len({item.locator for item in items}) == len(items)
    return items, problems, [v for v in values if isinstance(v, Declared)]


def put(folder, files):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def messages(items):
    return [item for item in items if item.kind is ItemKind.MESSAGE]


# ---- the data package --------------------------------------------------------------------------


def test_a_package_gives_what_its_owner_wrote_by_channel(tmp_path):
    items, problems, _ = read(discord_package, put(tmp_path / "package", discord_samples.package()))
    files, see, hello, late = messages(items)
    assert see.text == "See you at six\nBring the key"
    assert (see.sent.utc, see.sent.zone, see.sent.raw) == (
        datetime(2025, 1, 5, 12),
        ZoneSource.IN_REPORT,
        "2025-01-05 12:00:00",
    )
    assert (see.sender.identifier, see.sender.name, see.sender.is_owner) == (ANN, "Ann", True)
    assert [party.identifier for party in see.recipients] == [BO]
    assert (see.thread, see.thread_title, see.direction) == (
        DM,
        "Direct Message with bo_example#0",
        Direction.OUTGOING,
    )
    assert [each.name for each in files.attachments] == ["my plan.png", "b.mp4"]
    assert all(each.data is None for each in files.attachments)
    assert hello.text == 'Hello, "all"\nsecond line'
    assert (hello.thread, hello.thread_title) == (HALL, "hall in Shed club")
    assert hello.sent.utc == datetime(2025, 1, 5, 12, 0, 0, 123000)
    assert hello.sent.zone is ZoneSource.IN_VALUE
    assert dict(hello.extra)["channel type"] == "server channel"
    assert any("one side of each conversation" in p.reason for p in problems)
    assert any(p.kind is ProblemKind.MISSING_ATTACHMENT and p.reason.startswith("3 files") for p in problems)


def test_a_time_that_does_not_fit_the_id_is_told(tmp_path):
    items, problems, _ = read(discord_package, put(tmp_path / "package", discord_samples.package()))
    late = messages(items)[-1]
    assert late.sent.utc == datetime(2025, 1, 5, 15)
    assert dict(late.extra)["time in the message id"] == "2025-01-05 13:00:00 UTC"
    assert any("1 messages give a time that does not fit" in p.reason for p in problems)
    assert of_snowflake(897870239797215243).replace(microsecond=0) == datetime(2021, 10, 13, 15, 35, 46)
    assert of_snowflake(str(discord_samples.FIRST)) == datetime(2025, 1, 5, 12)
    assert of_snowflake("no id") is None


def test_the_rest_of_a_package_is_kept_or_counted(tmp_path):
    items, problems, _ = read(discord_package, put(tmp_path / "package", discord_samples.package()))
    account = [item for item in items if "user.json" in item.locator]
    assert {item.kind for item in account} == {ItemKind.CONTACT, ItemKind.ACCOUNT}
    assert any("1 activity logs" in p.reason for p in problems)
    assert any("1 files are only for showing this export" in p.reason for p in problems)


def test_a_zip_a_channel_folder_and_a_file_alone(tmp_path):
    folder = read(discord_package, put(tmp_path / "package", discord_samples.package()))
    path = tmp_path / "package.zip"
    path.write_bytes(samples.zipped(**discord_samples.package()))
    assert read(discord_package, path) == folder
    for place in (f"c{DM}/messages.json", f"c{HALL}/messages.csv", f"c{DM}"):
        items, _, _ = read(discord_package, tmp_path / "package" / "Messages" / place, owner="Ann")
        assert len(messages(items)) == 2
        assert {item.thread for item in messages(items)} == {place[1:19]}
        assert messages(items)[0].sender.name == "Ann"


def test_old_folders_without_a_letter_and_names_in_another_language(tmp_path):
    files = {
        f"Nachrichten/{DM}/messages.csv": discord_samples.HALL_CSV,
        f"Nachrichten/{DM}/channel.json": b'{"id": "1", "type": 1}',
    }
    items, _, _ = read(discord_package, put(tmp_path, files))
    assert len(items) == 2
    assert dict(items[0].extra)["channel type"] == "direct message"


def test_cut_messages_are_kept_as_far_as_they_are_whole(tmp_path):
    data = json.dumps(discord_samples.MESSAGES).encode()
    path = tmp_path / "messages.json"
    path.write_bytes(data[:-20])
    items, problems, _ = read(discord_package, path)
    assert len(items) == 1
    assert any(p.kind is ProblemKind.PARTLY_READ and p.records == 1 for p in problems)


def test_a_table_of_messages_that_is_cut_inside_a_row_says_so(tmp_path):
    path = tmp_path / "messages.csv"
    path.write_bytes(discord_samples.HALL_CSV)
    assert not any(p.kind is ProblemKind.PARTLY_READ for p in read(discord_package, path)[1])
    path.write_bytes(
        b"ID,Timestamp,Contents,Attachments\r\n1325433618432000007,2025-01-05 12:00:00.123000+00"
    )
    items, problems, _ = read(discord_package, path)
    assert len(items) == 1
    assert any(p.kind is ProblemKind.PARTLY_READ for p in problems)


@pytest.mark.parametrize(
    "data", [b"[]", b'[{"id": 1}]', b'{"messages": []}', b"ID,Name\n1,2\n", b'[{"ID": 1, "Timestamp": 2}]']
)
def test_other_files_are_not_packages(tmp_path, data):
    for name in ("messages.json", "messages.csv"):
        (tmp_path / name).write_bytes(data)
        assert not discord_package.recognises(tmp_path / name)
        assert not discord_chat.recognises(tmp_path / name)


# ---- DiscordChatExporter -----------------------------------------------------------------------


def test_a_saved_channel(tmp_path):
    items, problems, declared = read(discord_chat, put(tmp_path, discord_samples.chat_files()) / "chat.json")
    see, fine, call, joined, files, passed = items
    assert [item.kind for item in items] == [ItemKind.MESSAGE] * 2 + [ItemKind.CALL, ItemKind.SYSTEM] + [
        ItemKind.MESSAGE
    ] * 2
    assert (see.sender.identifier, see.sender.name, see.direction) == (BO, "Bo", Direction.UNKNOWN)
    assert dict(see.extra)["reaction"] == "\U0001f44d 1: Ann"
    assert (fine.sent.utc, fine.sent.offset) == (datetime(2025, 1, 5, 12, 1), "+01:00")
    assert dict(fine.extra)["answers message"] == str(discord_samples.FIRST)
    assert dict(call.extra)["callEndedTimestamp"] == "2025-01-05T14:05:00+00:00"
    assert (see.thread, see.thread_title) == (DM, "Direct Messages / Private / bo")
    assert passed.text == "Passed on"
    assert declared == [Declared("messages", 6)]
    assert any(p.kind is ProblemKind.UNKNOWN_NAME and "mood" in p.reason for p in problems)
    there, linked = files.attachments
    assert (there.name, there.data) == ("plan.png", PICTURE)
    assert (linked.name, linked.data, linked.size) == ("b.mp4", None, 9)
    assert any("1 files are only linked" in p.reason for p in problems)


def test_the_owner_tells_the_direction(tmp_path):
    items, _, _ = read(discord_chat, put(tmp_path, discord_samples.chat_files()) / "chat.json", owner="ann")
    assert (items[0].direction, items[1].direction) == (Direction.INCOMING, Direction.OUTGOING)
    assert items[1].sender.is_owner


def test_a_zip_of_channels_and_the_media_beside_a_file(tmp_path):
    files = {
        **discord_samples.chat_files(),
        "more/other.json": json.dumps(
            {**discord_samples.chat(), "channel": {"id": HALL, "name": "hall"}}
        ).encode(),
    }
    path = tmp_path / "discord.zip"
    path.write_bytes(samples.zipped(**files))
    items, _, declared = read(discord_chat, path)
    assert len(items) == 12
    assert len({item.thread for item in items}) == 2
    assert sum(each.count for each in declared) == 12
    assert items[4].attachments[0].data == PICTURE
    put(tmp_path / "plain", discord_samples.chat_files())
    assert list(discord_chat.companions(tmp_path / "plain" / "chat.json")) == [
        tmp_path / "plain" / "chat.json_Files"
    ]


def test_a_limited_or_cut_export_says_so(tmp_path):
    chat = {
        **discord_samples.chat(),
        "dateRange": {"after": "2025-01-01T00:00:00+00:00", "before": None},
        "messageCount": 9,
    }
    path = tmp_path / "chat.json"
    path.write_bytes(json.dumps(chat).encode())
    _, problems, _ = read(discord_chat, path)
    assert any("limited to a range of dates" in p.reason for p in problems)
    assert any("counts 9 messages; 6 were found" in p.reason for p in problems)
    data = json.dumps(discord_samples.chat()).encode()
    path.write_bytes(data[: data.index(b"Joined.")])
    items, problems, declared = read(discord_chat, path)
    assert len(items) == 3
    assert not declared
    assert any(p.kind is ProblemKind.PARTLY_READ and p.records == 1 for p in problems)


@pytest.mark.parametrize(
    "data",
    [
        (
            b'\xef\xbb\xbf[{"Timestamp": "2024-01-05 12:00:00", "Contents": "x", "Attachments": "", '
            b'"ID": 1192801228800000001}]'
        ),
        (
            b'"Timestamp","ID","Attachments","Contents"\r\n"2024-01-05 '
            b'12:00:00.000000+00:00","1192801228800000001","","x"\r\n'
        ),
    ],
)
def test_keys_and_columns_may_stand_in_any_order(tmp_path, data):
    path = tmp_path / "messages"
    path.write_bytes(data)
    assert discord_package.recognises(path)
