"""LAVA reports as iLEAPP and ALEAPP write them, with their traps. Fictional people only."""

import csv
import io
import json
import sqlite3
import tempfile
from pathlib import Path

PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"
NOON = 1736078400  # 5 January 2025, 12:00 UTC

CHAT = {
    "name": "SMS & iMessage",
    "tablename": "sms",
    "module": "sms",
    "artifact_key": "sms",
    "column_map": {
        "message_timestamp": "Message Timestamp", "message": "Message", "message_direction": "Message Direction", "account": "Account",
        "chat_contact_id": "Chat Contact ID", "attachment_file": "Attachment File", "chat_id": "Chat ID", "from_me": "From Me",
        "order": "Order",
    },
    "record_count": 4,
    "source_path": "private/var/mobile/Library/SMS/sms.db",
    "object_columns": [{"name": "message_timestamp", "type": "datetime"}, {"name": "attachment_file", "type": "media"}],
    "data_views": {
        "conversation": {
            "conversationDiscriminatorColumn": "chat_id", "conversationLabelColumn": "chat_contact_id", "textColumn": "message",
            "directionColumn": "from_me", "directionSentValue": 1, "timeColumn": "message_timestamp", "senderColumn": "chat_contact_id",
            "sentMessageLabelColumn": "account", "mediaColumn": "attachment_file",
        }
    },
}  # fmt: skip
GROUP = {
    "name": "Example Chat - Messages",
    "tablename": "examplechat",
    "column_map": {"timestamp": "Timestamp", "thread": "Thread", "sender": "Sender", "text": "Text", "direction": "Direction", "message_type": "Message Type"},
    "record_count": 3,
    "object_columns": [{"name": "timestamp", "type": "datetime"}],
    "data_views": {
        "chat": {
            "threadDiscriminatorColumn": "Thread", "textColumn": "Text", "directionColumn": "Direction", "directionSentValue": "Outgoing",
            "timeColumn": "Timestamp", "senderColumn": "Sender",
        }
    },
}  # fmt: skip
CALLS = {
    "name": "Call History",
    "tablename": "callhistory",
    "column_map": {
        "starting_timestamp": "Starting Timestamp",
        "call_direction": "Call Direction",
        "phone_number": "Phone Number",
        "answered": "Answered",
    },
    "record_count": 2,
    "object_columns": [
        {"name": "starting_timestamp", "type": "datetime"},
        {"name": "phone_number", "type": "phonenumber"},
    ],
}
PLACES = {
    "name": "Cached Places",
    "tablename": "places",
    "column_map": {"timestamp": "Timestamp", "latitude": "Latitude", "longitude": "Longitude"},
    "record_count": 2,
    "object_columns": [{"name": "timestamp", "type": "datetime"}],
}
ROWS = {
    "sms": [
        (NOON, "See you at six", "Incoming", "ann@example.org", "+447700900124", None, "7", "0", "first"),
        (NOON + 60, "Fine", "Outgoing", "ann@example.org", "+447700900124", None, "7", "1", "second"),
        (
            NOON + 120,
            "",
            "Incoming",
            "ann@example.org",
            "+447700900125",
            '["ref-1", "ref-2"]',
            "8",
            "0",
            None,
        ),
        (None, None, "", "ann@example.org", "+447700900125", "", "8", "", None),
    ],
    "examplechat": [
        (NOON, "Shed club", "Bo", "Hello all", "Incoming", "Text"),
        ("2025-01-05 13:00:00+00:00", "Shed club", "Ann", "Hello Bo", "Outgoing", "Text"),
        (NOON + 9, "Shed club", "", "Cy joined", "", "System Message"),
    ],
    "callhistory": [
        (NOON, "Incoming", "07700 900126", "Yes"),
        (NOON + 1.5, "Outgoing", "07700 900127", "No"),
    ],
    "places": [(NOON, "51.5", "-0.1")],
    "notes_table": [("left out of the manifest",)],
}


def manifest(*artifacts, status="Complete") -> bytes:
    said = {"lava_schema_version": 2, "param_input": "/in", "param_output": "/out", "param_type": "fs", "processing_status": status,
            "lava_db_name": "_lava_artifacts.db", "modules": [], "artifacts": {"Messages": list(artifacts)}, "meta": {"modules": []}}  # fmt: skip
    return json.dumps(said, indent=4).encode()


def database(rows=None) -> bytes:
    columns = {each["tablename"]: list(each["column_map"]) for each in (CHAT, GROUP, CALLS, PLACES)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.db")
        db = sqlite3.connect(path)
        db.execute(
            (
                "CREATE TABLE _lava_media_items (id TEXT PRIMARY KEY, source_path TEXT, "
                "extraction_path TEXT, type TEXT)"
            )
        )
        db.execute(
            (
                "CREATE TABLE _lava_media_references (id TEXT PRIMARY KEY, media_item_id TEXT, "
                "module_name TEXT, name TEXT)"
            )
        )
        db.execute("CREATE VIEW _lava_media_info AS SELECT * FROM _lava_media_references")
        db.execute(
            (
                "INSERT INTO _lava_media_items VALUES ('item-1', '/private/IMG_1.JPG', "
                "'media/abc.jpg', 'image/jpeg')"
            )
        )
        db.execute(
            (
                "INSERT INTO _lava_media_items VALUES ('item-2', '/private/IMG_2.JPG', "
                "'media/gone.jpg', 'image/jpeg')"
            )
        )
        db.execute(
            (
                "INSERT INTO _lava_media_references VALUES ('ref-1', 'item-1', 'sms', ''), ('ref-2', "
                "'item-2', 'sms', '')"
            )
        )
        for table, values in (rows or ROWS).items():
            names = columns.get(table, ["note"])
            kinds = ", ".join(f'"{each}" {"INTEGER" if "timestamp" in each else "TEXT"}' for each in names)
            db.execute(f'CREATE TABLE "{table}" ({kinds})')
            db.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(names))})', values)
        db.commit()
        db.close()
        return path.read_bytes()


def tsv(*rows) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t").writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def files() -> dict[str, bytes]:
    return {
        "_lava_data.lava": manifest(CHAT, GROUP, CALLS, PLACES),
        "_lava_artifacts.db": database(),
        "media/abc.jpg": PICTURE,
        "index.html": b"<html>shown again</html>",
        "_TSV Exports/Call History.tsv": tsv(
            ["Starting Timestamp", "Call Direction", "Phone Number", "Answered"], ["a", "b", "c", "d"]
        ),
        "_TSV Exports/Old Artifact.tsv": tsv(
            ["Timestamp", "Value"], ["2025-01-05 12:00:00+00:00", "two\nlines"], ["", "three"]
        ),
    }
