"""WhatsApp databases of Android: old, new, both; aliases, calls, reactions, -wal; sources untouched
(reference/formats.md 3.13, rule 10). Fictional people only."""

import hashlib
import sqlite3
from datetime import datetime

import android_databases as made
import pytest
import samples

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.importers.phones.android_whatsapp import importer as android_whatsapp


def read(path, **options):
    before = {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest()
        for each in path.parent.rglob("*")
        if each.is_file()
    }
    assert android_whatsapp.recognises(path)
    values = list(android_whatsapp.read(path, ReadOptions(**options)))
    items, problems = (
        [v for v in values if isinstance(v, Item)],
        [v for v in values if isinstance(v, Problem)],
    )
    assert values[-1] == Tally(len(items) + sum(p.records for p in problems))
    assert len({item.locator for item in items}) == len(items)
    after = {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest()
        for each in path.parent.rglob("*")
        if each.is_file()
    }
    assert before == after, "originals are never written to, and nothing is left beside them"
    return items, problems


@pytest.fixture
def new(tmp_path):
    return made.make(tmp_path / "msgstore.db", made.NEW)


def by(items, place):
    return next(item for item in items if item.locator == place)


def said(problems):
    return " ".join(problem.reason for problem in problems)


def test_messages_of_the_new_tables(new):
    items, problems = read(new)
    hello, fine = by(items, "message row 2"), by(items, "message row 3")
    assert (hello.text, hello.kind, hello.direction) == (
        "See you at six",
        ItemKind.MESSAGE,
        Direction.INCOMING,
    )
    assert hello.sender.identifier == made.BO
    assert hello.thread == made.BO
    assert hello.sent.utc == datetime(2025, 1, 5, 15, 21, 33)
    assert dict(hello.extra)["message_shed.colour"] == "green"
    assert fine.direction is Direction.OUTGOING
    assert (fine.sender.is_owner, fine.sender.name) == (True, "Ann")
    assert fine.recipients[0].identifier == made.BO
    assert dict(fine.extra)["message_quoted.text_data"] == "See you at six"
    assert "\U0001f44d" in dict(fine.extra)["add-on"]
    assert made.BO in dict(fine.extra)["add-on"]
    assert "1 reactions" in said(problems)


def test_an_alias_in_a_group_is_the_phone_number_behind_it(new):
    items, problems = read(new, owner="07700 900123")
    picture = by(items, "message row 4")
    assert (picture.sender.identifier, picture.sender.name) == (made.CY, "Cy")
    assert (picture.thread, picture.thread_title) == (made.GROUP, "Allotment Club")
    assert {party.identifier for party in picture.recipients} == {made.BO, "07700 900123"}
    assert picture.text == "The shed"
    attachment = picture.attachments[0]
    assert (attachment.name, attachment.size, attachment.data) == ("IMG-20250105-WA0001.jpg", 1234, None)
    assert attachment.sha256.startswith("ba7816bf")
    assert "1 media files" in said(problems)


def test_deleted_events_unknown_kinds_and_chats_that_are_gone(new):
    items, problems = read(new)
    deleted, event, gone, odd = (by(items, f"message row {at}") for at in (5, 6, 7, 9))
    assert deleted.deleted_as_reported == "deleted for everyone"
    assert deleted.text is None
    assert (event.kind, dict(event.extra)["event"]) == (ItemKind.SYSTEM, "left the group")
    assert event.direction is Direction.UNKNOWN
    assert gone.thread == "chat 9"
    assert dict(gone.extra)["conversation"] == "no longer in the database"
    assert dict(odd.extra)["type"] == "type 777, not known"
    assert [p.records for p in problems if p.kind is ProblemKind.SKIPPED] == [1]
    assert any(p.kind is ProblemKind.UNKNOWN_NAME for p in problems)


def test_calls_are_counted_once(new):
    items, _ = read(new)
    out, missed = [item for item in items if item.kind is ItemKind.CALL]
    assert (out.direction, missed.direction) == (Direction.OUTGOING, Direction.INCOMING)
    assert dict(out.extra)["call"] == "video, answered"
    assert dict(out.extra)["seconds"] == "62"
    assert out.recipients[0].identifier == missed.sender.identifier == made.BO
    assert out.thread == made.BO
    assert by(items, "message row 8").kind is ItemKind.SYSTEM


def test_messages_of_the_old_table(tmp_path):
    items, problems = read(made.make(tmp_path / "msgstore.db", made.OLD))
    words, group, event, picture, deleted = items
    assert (words.sender.identifier, words.text) == (made.BO, "Old words")
    assert (group.sender.identifier, group.thread, group.thread_title) == (
        made.CY,
        made.GROUP,
        "Allotment Club",
    )
    assert dict(group.extra)["quoted.data"] == "What they answered"
    assert (event.kind, dict(event.extra)["event"]) == (ItemKind.SYSTEM, "subject changed")
    assert (picture.text, picture.attachments[0].name, picture.attachments[1].name) == (
        "The shed",
        "shed.jpg",
        "preview.jpg",
    )
    assert picture.direction is Direction.OUTGOING
    assert deleted.deleted_as_reported == "deleted for everyone"
    assert [p.records for p in problems if p.kind is ProblemKind.SKIPPED] == [1]


def test_both_tables_in_one_file_are_read_once(tmp_path):
    twice = made.NEW + made.OLD + "UPDATE messages SET key_id='K2' WHERE _id=2;"
    items, problems = read(made.make(tmp_path / "msgstore.db", twice))
    assert [item.text for item in items].count("Old words") == 0
    assert any(item.text == "In the group" for item in items)
    assert "two tables" in said(problems)
    assert "1 messages stand in the old table and the new one" in said(problems)


def test_an_old_table_with_nothing_but_its_first_row_adds_no_record(tmp_path):
    path = made.make(tmp_path / "msgstore.db", made.NEW + made.OLD + "DELETE FROM messages WHERE _id > 1;")
    _, problems = read(path)
    assert sum(p.records for p in problems) == 1


def test_names_come_from_wa_db_beside_it_and_its_contacts_too(new):
    made.make(new.with_name("wa.db"), made.BOOK)
    items, _ = read(new)
    assert by(items, "message row 2").sender.name == "Bo Example"
    assert by(items, "message row 2").thread_title == "Bo Example"
    assert [item.recipients[0].name for item in items if item.kind is ItemKind.CONTACT] == [
        "Bo Example",
        "cy",
    ]
    assert new.with_name("wa.db") in set(android_whatsapp.companions(new))


def test_wa_db_alone(tmp_path):
    items, _ = read(made.make(tmp_path / "wa.db", made.BOOK))
    assert [(item.kind, item.recipients[0].identifier) for item in items] == [
        (ItemKind.CONTACT, made.BO),
        (ItemKind.CONTACT, made.CY),
    ]


def test_media_beside_the_database_are_attached(new):
    picture = new.parent / "Media" / "WhatsApp Images" / "IMG-20250105-WA0001.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(samples.PICTURE)
    items, problems = read(new)
    assert by(items, "message row 4").attachments[0].data == samples.PICTURE
    assert "not supplied" not in said(p for p in problems if p.kind is ProblemKind.MISSING_ATTACHMENT)
    assert picture in set(android_whatsapp.companions(new))


def test_rows_in_the_wal_are_read_and_its_absence_is_told(tmp_path):
    later = (
        f"INSERT INTO message(_id, chat_row_id, from_me, key_id, timestamp, message_type, text_data) "
        f"VALUES (50, 1, 0, 'W', {made.T}, 0, 'In the wal');"
    )
    path = made.with_wal(tmp_path / "msgstore.db", made.NEW, later)
    items, problems = read(path)
    assert by(items, "message row 50").text == "In the wal"
    assert "-wal" not in said(problems)
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "msgstore.db").write_bytes(path.read_bytes())
    items, problems = read(alone / "msgstore.db")
    assert not any(item.text == "In the wal" for item in items)
    assert "-wal" in said(problems)


def test_tables_and_columns_may_be_missing(tmp_path):
    script = (
        "CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER); INSERT "
        "INTO message VALUES (1, 5, NULL), (2, NULL, 1);"
    )
    items, _ = read(made.make(tmp_path / "m.db", script))
    assert [item.thread for item in items] == ["chat 5", "chat not set"]
    assert items[0].direction is Direction.UNKNOWN


def test_a_damaged_database_keeps_what_can_be_read(tmp_path):
    rows = "".join(
        (
            f"INSERT INTO message(chat_row_id, from_me, key_id, timestamp, message_type, text_data) "
            f"VALUES (1, 0, 'M{n}', {made.T + n}, 0, '{'word ' * 60}');"
        )
        for n in range(300)
    )
    path = made.make(tmp_path / "msgstore.db", made.NEW + "BEGIN;" + rows + "COMMIT;")
    data = bytearray(path.read_bytes())
    data[len(data) * 2 // 3 : len(data) * 2 // 3 + 8192] = b"\xff" * 8192
    path.write_bytes(bytes(data))
    items, problems = read(path)
    assert len(items) > 50
    assert any(p.kind is ProblemKind.PARTLY_READ for p in problems)


def test_other_databases_are_not_taken(tmp_path):
    for script in (
        "CREATE TABLE message (ROWID INTEGER, text TEXT, handle_id INTEGER)",
        "CREATE TABLE messages (id, words)",
    ):
        path = tmp_path / "x.db"
        path.unlink(missing_ok=True)
        sqlite3.connect(path).executescript(script)
        assert not android_whatsapp.recognises(path)
