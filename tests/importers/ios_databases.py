"""Databases of an iPhone as real SQLite files, built in code with the columns of real ones. Fictional people only."""

import plistlib
import sqlite3
from contextlib import closing
from pathlib import Path

NS = 10**9
DAY = 694_224_000  # 2023-01-01 00:00:00 UTC, in seconds since 2001
ANN, BO, CY = "+447700900123", "+447700900124", "cy@example.org"

MESSAGES = """
CREATE TABLE _SqliteDatabaseProperties (key TEXT, value TEXT, UNIQUE(key));
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, country TEXT, service TEXT NOT NULL, uncanonicalized_id TEXT,
  person_centric_id TEXT, UNIQUE (id, service));
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, style INTEGER, state INTEGER, account_id TEXT,
  properties BLOB, chat_identifier TEXT, service_name TEXT, room_name TEXT, display_name TEXT);
CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT, replace INTEGER DEFAULT 0,
  service_center TEXT, handle_id INTEGER DEFAULT 0, subject TEXT, country TEXT, attributedBody BLOB, version INTEGER DEFAULT 0,
  type INTEGER DEFAULT 0, service TEXT, account TEXT, account_guid TEXT, error INTEGER DEFAULT 0, date INTEGER, date_read INTEGER,
  date_delivered INTEGER, is_delivered INTEGER DEFAULT 0, is_finished INTEGER DEFAULT 0, is_from_me INTEGER DEFAULT 0,
  cache_has_attachments INTEGER DEFAULT 0, cache_roomnames TEXT, item_type INTEGER DEFAULT 0, other_handle INTEGER DEFAULT 0,
  group_title TEXT, group_action_type INTEGER DEFAULT 0, share_status INTEGER DEFAULT 0, associated_message_guid TEXT,
  balloon_bundle_id TEXT, payload_data BLOB, associated_message_type INTEGER DEFAULT 0, message_summary_info BLOB,
  destination_caller_id TEXT, thread_originator_guid TEXT, part_count INTEGER, date_retracted INTEGER, date_edited INTEGER,
  associated_message_emoji TEXT);
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER, message_date INTEGER DEFAULT 0, PRIMARY KEY (chat_id, message_id));
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER, UNIQUE(chat_id, handle_id));
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, created_date INTEGER DEFAULT 0, filename TEXT,
  uti TEXT, mime_type TEXT, transfer_state INTEGER DEFAULT 0, is_outgoing INTEGER DEFAULT 0, transfer_name TEXT, total_bytes INTEGER DEFAULT 0);
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER, UNIQUE(message_id, attachment_id));
CREATE TABLE deleted_messages (ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, guid TEXT NOT NULL);
CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER, ck_sync_state INTEGER DEFAULT 0);
CREATE TABLE recoverable_message_part (chat_id INTEGER, message_id INTEGER, part_index INTEGER, delete_date INTEGER, part_text BLOB NOT NULL,
  ck_sync_state INTEGER DEFAULT 0);
"""


def styled(text: str) -> bytes:
    """An NSMutableAttributedString as Messages archives it: 16-bit lengths from 128 bytes on, 32-bit ones from 32768 on."""
    data = text.encode()
    size = len(data)
    length = (
        bytes([size]) if size < 0x80 else b"\x81" + size.to_bytes(2, "little") if size < 0x8000 else b"\x82" + size.to_bytes(4, "little")
    )
    opening = b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x19NSMutableAttributedString\x00\x84\x84\x12NSAttributedString\x00"
    string = b"\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84\x0fNSMutableString\x01\x84\x84\x08NSString\x01\x95\x84\x01+"
    runs = b"\x86\x84\x02iI\x01" + bytes([min(size, 0x7F)])
    style = b"\x92\x84\x84\x84\x0cNSDictionary\x00\x95\x84\x01i\x01\x92\x84\x98\x98\x1d__kIMMessagePartAttributeName\x86\x86\x86"
    return opening + string + length + data + runs + style


def built(path: Path, *scripts: str, rows: dict[str, list[dict]] | None = None) -> Path:
    """A database with these tables and rows."""
    with closing(sqlite3.connect(path)) as db:
        for script in scripts:
            db.executescript(script)
        fill(db, rows or {})
        db.commit()
    return path


def fill(db: sqlite3.Connection, rows: dict[str, list[dict]]) -> None:
    for table, each in ((table, row) for table, many in rows.items() for row in many):
        names = ", ".join(f'"{name}"' for name in each)
        db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(each))})', tuple(each.values()))


def message(number: int, text: str | None = None, **more) -> dict:
    return {
        "ROWID": number,
        "guid": f"GUID-{number}",
        "text": text,
        "handle_id": 1,
        "service": "iMessage",
        "date": (DAY + 60 * number) * NS,
        "is_from_me": 0,
        "destination_caller_id": ANN,
        **more,
    }


def edited(*wordings: str, unsent: tuple[int, ...] = ()) -> bytes:
    versions = [{"d": float(DAY + 600 + count), "t": styled(each)} for count, each in enumerate(wordings)]
    return plistlib.dumps({"ec": {"0": versions}, "rp": list(unsent), "ust": True}, fmt=plistlib.FMT_BINARY)


def people() -> dict[str, list[dict]]:
    return {
        "handle": [
            {"ROWID": 1, "id": BO, "service": "iMessage"},
            {"ROWID": 2, "id": CY, "service": "iMessage"},
            {"ROWID": 3, "id": BO, "service": "SMS"},
        ],
        "chat": [
            {"ROWID": 1, "guid": f"iMessage;-;{BO}", "style": 45, "chat_identifier": BO, "service_name": "iMessage"},
            {
                "ROWID": 2,
                "guid": "iMessage;+;chat77",
                "style": 43,
                "chat_identifier": "chat77",
                "room_name": "chat77",
                "display_name": "Shed",
            },
        ],
        "chat_handle_join": [{"chat_id": 1, "handle_id": 1}, {"chat_id": 2, "handle_id": 1}, {"chat_id": 2, "handle_id": 2}],
    }


def messages() -> dict[str, list[dict]]:
    """Two conversations with most that a message can be."""
    rows = [
        message(1, "Hello"),
        message(2, None, attributedBody=styled("Styled caf\u00e9 \U0001f600"), is_from_me=1, handle_id=0),
        message(3, "Group words", handle_id=2),
        message(4, None, item_type=2, group_title="Shed", handle_id=2),
        message(5, "\ufffc", cache_has_attachments=1),
        message(
            6, "Loved \u201cHello\u201d", associated_message_guid="p:0/GUID-1", associated_message_type=2000, is_from_me=1, handle_id=0
        ),
        message(7, "By text", service="SMS", handle_id=3),
        message(8, "Last wording", message_summary_info=edited("First wording", "Last wording"), date_edited=(DAY + 601) * NS),
        message(9, None, message_summary_info=edited(unsent=(0,)), date_edited=(DAY + 700) * NS),
        message(10, "Soon gone"),
    ]
    in_group = {3, 4}
    joins = [{"chat_id": 2 if each["ROWID"] in in_group else 1, "message_id": each["ROWID"]} for each in rows if each["ROWID"] != 10]
    return {
        **people(),
        "message": rows,
        "chat_message_join": joins,
        "chat_recoverable_message_join": [{"chat_id": 1, "message_id": 10, "delete_date": (DAY + 900) * NS}],
        "attachment": [
            {
                "ROWID": 1,
                "guid": "A-1",
                "filename": "~/Library/SMS/Attachments/ab/01/A-1/IMG_1.jpeg",
                "mime_type": "image/jpeg",
                "transfer_name": "IMG_1.jpeg",
                "total_bytes": 7,
            }
        ],
        "message_attachment_join": [{"message_id": 5, "attachment_id": 1}],
    }


def data(rows: dict[str, list[dict]], *scripts: str) -> bytes:
    """The bytes of a database with these tables and rows."""
    with closing(sqlite3.connect(":memory:")) as db:
        for script in scripts:
            db.executescript(script)
        fill(db, rows)
        db.commit()
        return db.serialize()
