"""sms.db and chat.db: every version, missing tables, styled text, reactions, edits, files beside it, the -wal
(reference/formats.md 3.12)."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime

import ios_databases as ios
import pytest
from ios_databases import ANN, BO, CY, DAY, NS, message

from evidence_review.domain.evidence import Declared, Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.markup.typedstream import words_in
from evidence_review.importers.phones.ios_messages.importer import IMPORTER
from tests.importers.test_contract import holds, state


def run(path, options=None):
    values = list(IMPORTER.read(path, options or ReadOptions()))
    holds(values)
    return values


def items(values):
    return [each for each in values if isinstance(each, Item)]


def problems(values, kind):
    return [each for each in values if isinstance(each, Problem) and each.kind is kind]


def by_row(values):
    return {int(each.locator.rsplit(" ", 1)[1]): each for each in items(values)}


def extra(item, name):
    return [value for key, value in item.extra if key == name]


@pytest.fixture
def whole(tmp_path):
    return ios.built(tmp_path / "sms.db", ios.MESSAGES, rows=ios.messages())


def test_it_is_known_by_its_tables_whatever_its_name(whole, tmp_path):
    other = whole.rename(tmp_path / "3d0d7e5fb2ce288813306e4d4636395e047a3d28")
    assert IMPORTER.recognises(other)
    assert not IMPORTER.recognises(ios.built(tmp_path / "x.db", "CREATE TABLE message (a, text)"))


def test_messages_people_directions_and_times(whole):
    found = by_row(run(whole))
    assert found[1].text == "Hello"
    assert found[1].direction is Direction.INCOMING
    assert found[1].sender.identifier == BO
    assert [each.identifier for each in found[1].recipients] == [ANN]
    assert found[1].recipients[0].is_owner
    assert found[1].sent.utc == datetime(2023, 1, 1, 0, 1)
    assert found[1].sent.raw == str((DAY + 60) * NS)
    assert found[2].text == "Styled caf\u00e9 \U0001f600"
    assert found[2].direction is Direction.OUTGOING
    assert found[2].sender.is_owner
    assert found[2].sender.identifier == ANN
    assert [each.identifier for each in found[2].recipients] == [BO]
    assert found[7].app == "SMS"
    assert found[1].app == "iMessage"
    assert found[1].thread == f"iMessage;-;{BO}"


def test_a_group_and_its_events(whole):
    found = by_row(run(whole))
    assert found[3].thread == found[4].thread == "iMessage;+;chat77"
    assert found[3].thread_title == "Shed"
    assert found[3].sender.identifier == CY
    assert [each.identifier for each in found[3].recipients] == [BO, ANN]
    assert found[4].kind is ItemKind.SYSTEM
    assert found[4].text is None
    assert extra(found[4], "event") == ["renamed the conversation to Shed"]


def test_a_reaction_stands_with_its_message_and_is_counted(whole):
    values = run(whole)
    found = by_row(values)
    assert 6 not in found
    assert extra(found[1], "reaction") == ["Loved by the owner, 2023-01-01 00:06:00 UTC (row 6)"]
    assert [each.records for each in problems(values, ProblemKind.SKIPPED)] == [1]
    assert values[-1] == Tally(10)


def test_a_reaction_to_a_message_that_is_gone_is_an_event_of_its_own(tmp_path):
    rows = ios.people() | {
        "message": [
            message(1, "Liked \u201cx\u201d", associated_message_guid="bp:GONE", associated_message_type=3001)
        ],
        "chat_message_join": [{"chat_id": 1, "message_id": 1}],
    }
    (item,) = items(run(ios.built(tmp_path / "sms.db", ios.MESSAGES, rows=rows)))
    assert item.kind is ItemKind.SYSTEM
    assert "Took back: Liked" in extra(item, "event")[0]


def test_edits_unsending_and_recent_deletion(whole):
    found = by_row(run(whole))
    assert extra(found[8], "wording 1 of part 0") == ["2023-01-01 00:10:00 UTC: First wording"]
    assert found[8].text == "Last wording"
    assert found[8].deleted_as_reported is None
    assert found[9].text is None
    assert found[9].deleted_as_reported == "unsent by its sender"
    assert found[9].kind is ItemKind.MESSAGE
    assert found[10].deleted_as_reported == "recently deleted 2023-01-01 00:15:00 UTC"
    assert found[10].thread == found[1].thread


@pytest.mark.parametrize(
    "place", ["Attachments/ab/01/A-1/IMG_1.jpeg", "Library/SMS/Attachments/ab/01/A-1/IMG_1.jpeg"]
)
def test_a_file_beside_the_database_is_taken_up_and_belongs_to_it(whole, place):
    file = whole.parent / place
    file.parent.mkdir(parents=True)
    file.write_bytes(b"picture")
    (attachment,) = by_row(run(whole))[5].attachments
    assert attachment.data == b"picture"
    assert attachment.member == place
    assert file in IMPORTER.companions(whole)


def test_a_file_that_is_missing_is_named(whole):
    values = run(whole)
    (attachment,) = by_row(values)[5].attachments
    assert (attachment.name, attachment.media_type, attachment.size, attachment.data) == (
        "IMG_1.jpeg",
        "image/jpeg",
        7,
        None,
    )
    assert [each.reason[:1] for each in problems(values, ProblemKind.MISSING_ATTACHMENT)] == ["1"]


def test_a_path_never_leads_out_of_the_folder(tmp_path):
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "in").mkdir()
    rows = ios.messages()
    rows["attachment"][0]["filename"] = "~/Library/SMS/../secret.txt"
    (attachment,) = by_row(run(ios.built(tmp_path / "in" / "sms.db", ios.MESSAGES, rows=rows)))[5].attachments
    assert attachment.data is None


def test_rows_that_are_only_in_the_wal_are_read_and_nothing_is_touched(whole, tmp_path):
    supplied = tmp_path / "supplied"
    supplied.mkdir()
    with closing(sqlite3.connect(whole)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        ios.fill(
            db,
            {
                "message": [message(11, "Only in the wal")],
                "chat_message_join": [{"chat_id": 1, "message_id": 11}],
            },
        )
        db.commit()
        for end in ("", "-wal", "-shm"):
            shutil.copyfile(f"{whole}{end}", supplied / f"sms.db{end}")
    before = state(supplied)
    values = run(supplied / "sms.db")
    assert by_row(values)[11].text == "Only in the wal"
    assert not [each for each in problems(values, ProblemKind.SOURCE_FLAG) if "-wal" in each.reason]
    assert state(supplied) == before
    assert set(IMPORTER.companions(supplied / "sms.db")) == {supplied / "sms.db-wal", supplied / "sms.db-shm"}
    (supplied / "sms.db-wal").unlink()
    (supplied / "sms.db-shm").unlink()
    assert 11 not in by_row(run(supplied / "sms.db"))


@pytest.mark.parametrize(
    "gone",
    ["handle", "chat", "chat_message_join", "chat_handle_join", "message_attachment_join", "attachment"],
)
def test_any_table_but_message_may_be_missing(whole, gone):
    with closing(sqlite3.connect(whole)) as db:
        db.execute(f"DROP TABLE {gone}")
        db.commit()
    values = run(whole)
    assert len(items(values)) == 9
    assert values[-1] == Tally(10)
    if gone == "chat_message_join":
        assert by_row(values)[1].thread == f"iMessage;-;{BO}", "found again by its person"
        assert "chat_message_join" in "".join(
            each.reason for each in problems(values, ProblemKind.SOURCE_FLAG)
        )


def test_seconds_before_ios_11(tmp_path):
    rows = ios.people() | {
        "message": [message(1, "Old", date=DAY), message(2, "No date", date=0, handle_id=0)]
    }
    found = by_row(run(ios.built(tmp_path / "sms.db", ios.MESSAGES, rows=rows)))
    assert found[1].sent.utc == datetime(2023, 1, 1)
    assert found[2].sent is None
    assert found[2].sender is None
    assert found[2].thread == "no conversation"


def test_columns_that_are_not_known_are_counted_and_kept(tmp_path):
    path = ios.built(
        tmp_path / "sms.db", ios.MESSAGES, "ALTER TABLE message ADD COLUMN is_hologram", rows=ios.people()
    )
    with closing(sqlite3.connect(path)) as db:
        ios.fill(db, {"message": [message(1, "Hi", is_hologram=3)]})
        db.commit()
    values = run(path)
    assert extra(items(values)[0], "is_hologram") == ["3"]
    assert [each.records for each in problems(values, ProblemKind.UNKNOWN_NAME)] == [0]


def test_the_fewest_columns_that_a_database_may_have(tmp_path):
    script = """CREATE TABLE message (ROWID INTEGER PRIMARY KEY, text TEXT, attributedBody BLOB, handle_id INTEGER, date INTEGER, is_from_me INTEGER);
        CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT);"""
    rows = {
        "handle": [{"ROWID": 1, "id": BO}],
        "message": [
            {"ROWID": 1, "text": "In", "handle_id": 1, "date": DAY * NS, "is_from_me": 0},
            {
                "ROWID": 2,
                "attributedBody": ios.styled("Out"),
                "handle_id": 1,
                "date": DAY * NS,
                "is_from_me": 1,
            },
        ],
    }
    path = ios.built(tmp_path / "chat.db", script, rows=rows)
    assert IMPORTER.recognises(path)
    first, second = items(run(path))
    assert (first.text, first.sender.identifier, first.thread) == ("In", BO, BO)
    assert (second.text, second.recipients[0].identifier, second.thread) == ("Out", BO, BO)


def test_a_cut_styled_text_is_recovered_and_marked(tmp_path):
    body = ios.styled("A long enough sentence")
    rows = ios.people() | {
        "message": [
            message(1, None, attributedBody=body[: body.index(b"sentence") + 4]),
            message(2, None, attributedBody=b"\x04\x0bno"),
        ]
    }
    values = run(ios.built(tmp_path / "sms.db", ios.MESSAGES, rows=rows))
    found = by_row(values)
    assert found[1].text == "A long enough sent"
    assert "Recovered by a search" in extra(found[1], "how the text was read")[0]
    assert found[2].text is None
    assert {each.locator for each in problems(values, ProblemKind.PARTLY_READ)} == {
        "message",
        "message row 2",
    }


@pytest.mark.parametrize(
    "text", ["", "Hi", "\u00e9" * 63, "x" * 127, "x" * 128, "\U0001f600" * 8191, "y" * 40_000]
)
def test_styled_text_of_every_length(text):
    assert words_in(ios.styled(text)).text == text
    assert words_in(ios.styled(text)).how == ""


def test_a_stream_cut_or_mangled_anywhere_never_raises():
    body = ios.styled("Some words")
    for at in range(len(body)):
        words_in(body[:at])
        for byte in (0x00, 0x81, 0x84, 0x85, 0x92, 0xFF):
            words_in(body[:at] + bytes([byte]) + body[at + 1 :])


OLD = """
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT, date INTEGER, text TEXT, flags INTEGER, replace INTEGER,
  svc_center TEXT, group_id INTEGER, association_id INTEGER, height INTEGER, UIFlags INTEGER, version INTEGER, subject TEXT, country TEXT,
  headers BLOB, recipients BLOB, read INTEGER, is_madrid INTEGER, madrid_handle TEXT, madrid_flags INTEGER, madrid_attributedBody BLOB);
CREATE TABLE msg_group (ROWID INTEGER PRIMARY KEY, type INTEGER, newest_message INTEGER, unread_count INTEGER, hash INTEGER);
CREATE TABLE group_member (ROWID INTEGER PRIMARY KEY, group_id INTEGER, address TEXT, country TEXT);
CREATE TABLE msg_pieces (ROWID INTEGER PRIMARY KEY, message_id INTEGER, data BLOB, part_id INTEGER, preview_part INTEGER,
  content_type TEXT, height INTEGER, version INTEGER, flags INTEGER, content_id TEXT, content_loc TEXT, headers BLOB);
"""


def test_the_tables_before_ios_6(tmp_path):
    rows = {
        "group_member": [{"group_id": 1, "address": BO}],
        "message": [
            {"ROWID": 1, "address": BO, "date": 1_300_000_000, "text": "In", "flags": 2, "group_id": 1},
            {"ROWID": 2, "address": BO, "date": 1_300_000_060, "text": "Out", "flags": 3, "group_id": 1},
            {
                "ROWID": 3,
                "date": 350_000_000,
                "text": "Blue",
                "flags": 0,
                "is_madrid": 1,
                "madrid_handle": BO,
                "madrid_flags": 36869,
                "group_id": 1,
            },
            {"ROWID": 4, "address": BO, "date": 1_300_000_120, "text": None, "flags": 2, "group_id": 1},
        ],
        "msg_pieces": [
            {"message_id": 4, "data": b"With words", "part_id": 1, "content_type": "text/plain"},
            {
                "message_id": 4,
                "data": b"picture",
                "part_id": 2,
                "content_type": "image/jpeg",
                "content_loc": "a.jpg",
            },
        ],
    }
    found = by_row(run(ios.built(tmp_path / "sms.db", OLD, rows=rows)))
    assert [found[at].direction.value for at in (1, 2, 3, 4)] == [
        "INCOMING",
        "OUTGOING",
        "OUTGOING",
        "INCOMING",
    ]
    assert found[1].sent.utc == datetime(2011, 3, 13, 7, 6, 40)
    assert found[3].sent.utc == datetime(2012, 2, 3, 22, 13, 20)
    assert found[3].app == "iMessage"
    assert {each.thread for each in found.values()} == {"group 1"}
    assert found[4].text == "With words"
    assert found[4].attachments[0].data == b"picture"
    assert found[2].recipients[0].identifier == BO


def test_a_damaged_database_keeps_what_came_before(whole, tmp_path):
    with closing(sqlite3.connect(whole)) as db:
        ios.fill(db, {"message": [message(at, "x" * 3000) for at in range(20, 120)]})
        db.commit()
        total = db.execute("SELECT count(*) FROM message").fetchone()[0]
    data = whole.read_bytes()
    path = tmp_path / "cut.db"
    path.write_bytes(data[: len(data) // 2])
    values = run(path)
    assert len(items(values)) > 9
    rows, file = (each.records for each in problems(values, ProblemKind.PARTLY_READ))
    assert file == 0
    assert abs(len(items(values)) + rows - total) < 5, "a guess by the numbers of the rows"


def test_the_rows_of_its_tables_are_declared(tmp_path):
    declared = {
        value.what: value.count
        for value in run(ios.built(tmp_path / "sms.db", ios.MESSAGES, rows=ios.messages()))
        if isinstance(value, Declared)
    }
    assert declared["rows in the table message"] == 10
    assert declared["rows in the table chat"] == 2
    assert declared["rows in the table handle"] == 3


def test_an_inline_reply_names_the_row_of_the_message_that_it_answers(tmp_path):
    """`thread_originator_guid` says what a reply answers; `reply_to_guid` stands in every row."""
    rows = ios.people() | {
        "message": [
            message(1, "at six"),
            message(2, "fine", thread_originator_guid="GUID-1"),
            message(3, "which", thread_originator_guid="GUID-GONE"),
            message(4, "no answer"),
        ],
        "chat_message_join": [{"chat_id": 1, "message_id": each} for each in (1, 2, 3, 4)],
    }
    found = by_row(run(ios.built(tmp_path / "sms.db", ios.MESSAGES, rows=rows)))
    assert extra(found[2], "answers message") == [found[1].locator]
    assert [extra(found[each], "answers message") for each in (1, 3, 4)] == [[], [], []]
