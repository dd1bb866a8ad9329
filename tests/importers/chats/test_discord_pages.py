"""Channels of Discord saved as pages, texts and tables by DiscordChatExporter (reference/formats.md 3.11)."""

from datetime import datetime

import discord_page_samples as made
import pytest
import samples
from discord_samples import ANN, BO, FIRST, HALL, PICTURE, SECOND

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.importers.chats.discord import chat as discord_chat
from evidence_review.importers.choosing import choose, files_in

NOON = datetime(2025, 1, 5, 12)


@pytest.fixture
def read(tmp_path):
    def run(data, name, **options):
        path = tmp_path / name
        path.write_bytes(data)
        assert choose(path) is discord_chat.IMPORTER
        values = list(discord_chat.read(path, ReadOptions(**options)))
        items, problems = (
            [v for v in values if isinstance(v, Item)],
            [v for v in values if isinstance(v, Problem)],
        )
        assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
        assert len({item.locator for item in items}) == len(items)
        return items, problems, [v for v in values if isinstance(v, Declared)]

    return run


# ---- pages -------------------------------------------------------------------------------------


def test_a_page_gives_every_message_with_person_time_and_words(read):
    items, problems, declared = read(made.PAGE, f"{made.NAME}.html")
    assert [item.kind for item in items] == [ItemKind.MESSAGE] * 3 + [
        ItemKind.SYSTEM,
        ItemKind.CALL,
        ItemKind.MESSAGE,
    ]
    assert declared == [Declared("messages", 6)]
    assert not [p for p in problems if p.kind in {ProblemKind.SOURCE_FLAG, ProblemKind.UNKNOWN_NAME}]
    see, files, fine, *_ = items
    assert see.text == "See you at six \U0001f600\nBring :shed:"
    assert (see.sender.identifier, see.sender.name, dict(see.extra)["user name"]) == (
        ANN,
        "Ann",
        "ann_example",
    )
    assert (see.thread, see.thread_title, see.direction) == (
        HALL,
        "Shed club / Text / hall",
        Direction.UNKNOWN,
    )
    assert dict(see.extra)["timestampEdited"] == "05/01/2025 12:02"
    assert (see.sent.utc, see.sent.local, see.sent.raw) == (NOON, NOON, "05/01/2025 12:00")
    assert (see.sent.zone, see.sent.offset) == (ZoneSource.IN_VALUE, "+00:00")
    assert (files.sender.identifier, files.text, files.sent.local) == (ANN, "", datetime(2025, 1, 5, 12, 1))
    assert (fine.text, fine.sender.role, fine.sender.name) == ("Fine & good", "bot", "Bo")
    assert dict(fine.extra)["answers message"] == str(FIRST)
    assert dict(fine.extra)["reaction"] == "\U0001f44d 2"
    assert dict(fine.extra)["embeds"] == "Shed paint\nhttps://example.org/x"


def test_events_calls_and_forwards_of_a_page(read):
    items, _, _ = read(made.PAGE, f"{made.NAME}.html")
    pinned, call, passed = items[3:]
    assert (pinned.text, pinned.sender.identifier) == ("pinned a message to this channel.", ANN)
    assert call.text == "started a call that lasted 3 minutes"
    assert (passed.text, "forwarded message" in dict(passed.extra)) == ("From before", True)


def test_files_beside_a_page_are_read_and_links_are_counted(read, tmp_path):
    (tmp_path / "hall.html_Files").mkdir()
    (tmp_path / "hall.html_Files" / "my plan-1A2B3.png").write_bytes(PICTURE)
    items, problems, _ = read(made.PAGE, "hall.html")
    plan, rota = items[1].attachments
    assert (plan.name, plan.data) == ("my plan.png", PICTURE)
    assert (rota.name, rota.data) == ("rota.pdf", None)
    assert [p.reason.split()[0] for p in problems if p.kind is ProblemKind.MISSING_ATTACHMENT] == ["1"]
    assert list(files_in(tmp_path)) == [tmp_path / "hall.html"]


def test_the_id_decides_the_day_and_the_zone_of_a_stamp(read):
    body = made.group_now(made.now(FIRST, "1/5/2025 7:00 AM", "Hello", made.ANN_))
    items, _, _ = read(made.page(body, end="Exported 1 message(s)"), "x.html")
    assert (items[0].sent.utc, items[0].sent.local, items[0].sent.offset) == (
        NOON,
        datetime(2025, 1, 5, 7),
        "-05:00",
    )


def test_a_page_of_2021_with_direct_messages(read):
    items, _, declared = read(made.MIDDLE, "dm.html", owner="ann")
    hello, again, hi = items
    assert declared == [Declared("messages", 3)]
    assert [item.text for item in items] == ["Hello", "Again", "Hi"]
    assert (hello.sender.identifier, hello.sender.is_owner, hello.direction) == (
        ANN,
        True,
        Direction.OUTGOING,
    )
    assert (hello.sent.local, hello.sent.utc) == (NOON, NOON)
    assert (again.sender, again.sent.utc, again.sent.raw) == (
        hello.sender,
        datetime(2025, 1, 5, 12, 1),
        str(SECOND),
    )
    assert (hi.sender.identifier, hi.sender.role, hi.direction) == (BO, "bot", Direction.INCOMING)
    assert dict(hi.extra)["answers message"] == str(FIRST)
    assert "answers message" not in dict(again.extra)


def test_a_page_of_2018_without_ids(read):
    items, _, declared = read(made.FIRST_LAYOUT, "hall.html", zone="Europe/London")
    assert [item.text for item in items] == ["Hello", "Again", "Hi"]
    assert [item.sender.name for item in items] == ["Ann", "Ann", "Bo"]
    assert [each.name for each in items[0].attachments] == ["a.txt"]
    assert (items[0].sent.local, items[0].sent.zone) == (datetime(2019, 1, 5, 12), ZoneSource.SET_BY_USER)
    assert (declared, items[0].thread) == ([Declared("messages", 3)], "Shed club / hall")


def test_a_count_that_does_not_fit_and_a_range_are_told(read):
    limits = '<div class="preamble__entry preamble__entry--small">After 01/01/2025 00:00</div>'
    body = made.group_now(made.now(FIRST, "05/01/2025 12:00", "Hello", made.ANN_))
    _, problems, declared = read(made.page(body, end="Exported 1,234 message(s)", limits=limits), "x.html")
    assert declared == [Declared("messages", 1234)]
    assert len([p for p in problems if p.kind is ProblemKind.SOURCE_FLAG]) == 2


def test_a_page_cut_short_keeps_what_is_whole(read):
    items, problems, _ = read(made.PAGE[: made.PAGE.index(b"Fine")], "x.html")
    assert len(items) == 2
    assert [(p.kind, p.records) for p in problems if p.records] == [(ProblemKind.PARTLY_READ, 1)]


def test_attributes_without_quotes(read):
    items, _, _ = read(
        made.PAGE.replace(b'class="chatlog__message-group"', b"class=chatlog__message-group"), "x.html"
    )
    assert len(items) == 6


# ---- texts -------------------------------------------------------------------------------------


def test_a_text_with_what_stands_below_its_messages(read):
    items, problems, declared = read(made.TEXT, f"bo [{HALL}].txt", owner="ann_example")
    see, files, fine, call = items
    assert (see.text, see.thread) == ("See you at six\n\n[x] no stamp\nBring the key", HALL)
    assert (see.sent.local, see.sent.utc, see.sent.raw) == (NOON, None, "05/01/2025 12:00")
    assert (see.sender.name, see.sender.identifier, see.direction) == (
        "ann_example",
        None,
        Direction.OUTGOING,
    )
    assert dict(see.extra)["reaction"] == "\U0001f44d (2)"
    assert (files.text, dict(files.extra)["isPinned"]) == ("", "true")
    assert [each.name for each in files.attachments] == ["my plan-1A2B3.png", "rota.pdf"]
    assert (fine.sender.name, fine.direction, dict(fine.extra)["user name"]) == (
        "bo",
        Direction.INCOMING,
        "bo#0001",
    )
    assert dict(fine.extra)["embeds"] == "Shed paint\nhttps://example.org/x"
    assert (call.kind, declared) == (ItemKind.CALL, [Declared("messages", 4)])
    assert any("range of dates" in p.reason for p in problems)


def test_days_and_months_of_a_text_by_the_whole_file(read):
    american = made.TEXT.replace(b"[05/01/2025", b"[01/05/2025").replace(b"[25/01/2025", b"[01/25/2025")
    items, _, _ = read(american, "x.txt")
    assert items[0].sent.local == NOON
    items, _, _ = read(made.TEXT, "x.txt", zone="Europe/London")
    assert items[0].sent.utc == NOON


def test_a_text_of_2018_and_one_cut_short(read):
    items, _, declared = read(made.TEXT_OLD, "x.txt")
    assert [(item.sender.name, item.text, item.sent.local.hour) for item in items] == [
        ("ann", "Hello", 12),
        ("bo", "Hi", 12),
    ]
    assert declared == [Declared("messages", 2)]
    items, problems, _ = read(made.TEXT[: made.TEXT.index(b"{Embed}")], "x.txt")
    assert len(items) == 3
    assert any("no end" in p.reason for p in problems)


# ---- tables ------------------------------------------------------------------------------------


def test_a_table_with_ids_files_and_reactions(read):
    items, problems, _ = read(made.TABLE, f"{made.NAME}.csv")
    see, files = items
    assert (see.text, see.thread, see.sender.identifier) == ('See you, "at six"\nBring the key', HALL, ANN)
    assert (see.sent.utc, see.sent.zone) == (datetime(2025, 1, 5, 12, 0, 0, 123000), ZoneSource.IN_VALUE)
    assert [value for key, value in see.extra if key == "reaction"] == ["\U0001f44d (2)", "\U0001f600 (1)"]
    assert [each.name for each in files.attachments] == ["a.png", "b.pdf"]
    assert files.sent.utc == datetime(2025, 1, 5, 13, 1)
    assert any(p.reason.startswith("2 files") for p in problems)


def test_a_table_of_2018(read):
    items, _, _ = read(made.TABLE_OLD, "hall.csv")
    assert [(item.text, item.sender.name, item.sent.local) for item in items] == [
        ("Hello", "ann", datetime(2019, 1, 5, 12)), ("Hi", "bo", datetime(2019, 1, 13, 12, 5)),
    ]  # fmt: skip


def test_a_zip_of_every_form(tmp_path):
    path = tmp_path / "discord.zip"
    path.write_bytes(samples.zipped(**{"a.html": made.PAGE, "b.txt": made.TEXT, "c.csv": made.TABLE}))
    assert choose(path) is discord_chat.IMPORTER
    values = list(discord_chat.read(path, ReadOptions()))
    assert len([v for v in values if isinstance(v, Item)]) == 12
    assert {v.what for v in values if isinstance(v, Declared)} == {"messages in a.html", "messages in b.txt"}


def test_a_table_that_stops_in_the_middle_of_a_row_says_so(read):
    data = made.TABLE if isinstance(made.TABLE, bytes) else made.TABLE.encode()
    for end, told in (
        (b"", False),
        (b'1,ann,"05/01/2025 12:00","Hello', True),
        (b"1,ann,05/01/2025 12:00", True),
    ):
        _, problems, _ = read(data + end, "c.csv")
        assert any("ends early" in problem.reason for problem in problems) == told
