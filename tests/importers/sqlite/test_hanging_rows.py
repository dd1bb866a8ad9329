"""What a deleted message leaves behind in other tables is kept as records, also where no message is left
(reference/formats.md rules 1 and 5). Fictional people only."""

import sqlite3
from contextlib import closing

import android_databases as android
import ios_databases as ios
import pytest

from evidence_review.domain.evidence import Item, Problem, ReadOptions, Tally
from evidence_review.domain.kinds import ItemKind
from evidence_review.importers.phones import ios_whatsapp
from evidence_review.importers.phones.android_whatsapp import importer as android_whatsapp
from evidence_review.importers.phones.ios_messages import importer as ios_messages

BEHIND = ("left behind", "hangs on a message that is no longer in this database")


def left_behind(path, reader, *changes):
    """What the reader keeps as left behind once these statements have been carried out; whole before them."""
    assert not [
        item for item in reader(path, ReadOptions()) if isinstance(item, Item) and BEHIND in item.extra
    ]
    with closing(sqlite3.connect(path)) as db, db:
        for change in changes:
            db.execute(change)
    values = list(reader(path, ReadOptions()))
    items = [value for value in values if isinstance(value, Item)]
    assert values[-1] == Tally(
        len(items) + sum(value.records for value in values if isinstance(value, Problem))
    )
    found = [item for item in items if BEHIND in item.extra]
    assert all(item.kind is ItemKind.RECORD for item in found)
    return {item.locator: item.text or "" for item in found}


def test_quoted_words_and_media_of_a_deleted_whatsapp_message(tmp_path):
    path = android.make(tmp_path / "msgstore.db", android.NEW)
    found = left_behind(path, android_whatsapp.read, "DELETE FROM message WHERE _id IN (3, 4)")
    assert set(found) == {"message_media row 4", "message_quoted row 3"}
    assert "IMG-20250105-WA0001.jpg" in found["message_media row 4"]
    assert "See you at six" in found["message_quoted row 3"]


def test_a_table_without_numbers_is_asked_too_and_a_view_is_not(tmp_path):
    path = android.make(
        tmp_path / "msgstore.db",
        android.NEW
        + (
            "CREATE TABLE message_shelf (message_row_id INTEGER PRIMARY KEY, words TEXT) WITHOUT "
            "ROWID; INSERT INTO message_shelf VALUES (4, 'Top shelf');"
        )
        + "CREATE VIEW message_again AS SELECT * FROM message_media;",
    )
    found = left_behind(path, android_whatsapp.read, "DELETE FROM message WHERE _id = 4")
    assert set(found) == {"message_media row 4", "message_shelf line 1"}
    assert "Top shelf" in found["message_shelf line 1"]


def test_a_database_without_its_messages_is_not_said_to_hold_nothing(tmp_path):
    path = android.make(tmp_path / "msgstore.db", android.NEW)
    found = left_behind(path, android_whatsapp.read, "DELETE FROM message", "DELETE FROM call_log")
    assert "message_quoted row 3" in found
    assert not [
        value
        for value in android_whatsapp.read(path, ReadOptions())
        if isinstance(value, Problem) and "hold no message" in value.reason
    ]


def test_quoted_words_of_the_old_tables(tmp_path):
    path = android.make(tmp_path / "msgstore.db", android.OLD)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE messages SET quoted_row_id = 1 WHERE _id = 3")
    found = left_behind(path, android_whatsapp.read, "DELETE FROM messages WHERE quoted_row_id = 1")
    assert "What they answered" in found["messages_quotes row 1"]


@pytest.mark.parametrize("gone", ["DELETE FROM message", "DELETE FROM message_attachment_join"])
def test_files_of_a_deleted_message_of_an_iphone(tmp_path, gone):
    path = ios.built(tmp_path / "sms.db", ios.MESSAGES, rows=ios.messages())
    found = left_behind(path, ios_messages.IMPORTER.read, gone)
    assert found
    assert all(place.startswith("attachment row ") for place in found)


def test_media_of_a_deleted_whatsapp_message_of_an_iphone(tmp_path):
    path = ios.built(tmp_path / "ChatStorage.sqlite", ios.CHAT_STORAGE, rows=ios.chat_storage())
    found = left_behind(path, ios_whatsapp.IMPORTER.read, "DELETE FROM ZWAMESSAGE")
    assert found
    assert all(place.startswith("ZWAMEDIAITEM row ") for place in found)
