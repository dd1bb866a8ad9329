"""A WhatsApp database of an Android phone with conversations in it, for programs that read one; its tables
are those that such programs ask for."""

import sqlite3
from pathlib import Path

from chats_laid_out import millis
from chats_made import PIXEL, Line, Person, Talk

_TABLES = """
CREATE TABLE jid (_id INTEGER PRIMARY KEY, user TEXT, server TEXT, agent INTEGER, device INTEGER, type INTEGER, raw_string TEXT);
CREATE TABLE jid_map (lid_row_id INTEGER PRIMARY KEY, jid_row_id INTEGER, sort_id INTEGER);
CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id INTEGER UNIQUE, hidden INTEGER, subject TEXT, created_timestamp INTEGER);
CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT, sender_jid_row_id INTEGER, status INTEGER, broadcast INTEGER,
 timestamp INTEGER, received_timestamp INTEGER, message_type INTEGER, text_data TEXT, starred INTEGER, sort_id INTEGER);
CREATE TABLE message_media (message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER, file_path TEXT, message_url TEXT, mime_type TEXT, media_key BLOB, file_hash TEXT, file_size INTEGER, media_name TEXT, media_caption TEXT, raw_transcription_text TEXT);
CREATE TABLE message_quoted (message_row_id INTEGER PRIMARY KEY, key_id TEXT, text_data TEXT);
CREATE TABLE message_location (message_row_id INTEGER PRIMARY KEY, latitude REAL, longitude REAL);
CREATE TABLE message_thumbnail (message_row_id INTEGER PRIMARY KEY, thumbnail BLOB);
CREATE TABLE message_future (message_row_id INTEGER PRIMARY KEY, version INTEGER);
CREATE TABLE message_system (message_row_id INTEGER PRIMARY KEY, action_type INTEGER);
CREATE TABLE message_system_group (message_row_id INTEGER PRIMARY KEY, is_me_joined INTEGER);
CREATE TABLE message_system_number_change (message_row_id INTEGER PRIMARY KEY, old_jid_row_id INTEGER, new_jid_row_id INTEGER);
CREATE TABLE missed_call_logs (message_row_id INTEGER PRIMARY KEY, video_call INTEGER);
CREATE TABLE receipt_user (message_row_id INTEGER PRIMARY KEY, receipt_user_jid_row_id INTEGER, receipt_timestamp INTEGER, read_timestamp INTEGER, played_timestamp INTEGER);
CREATE TABLE media_hash_thumbnail (media_hash TEXT PRIMARY KEY, thumbnail BLOB);
CREATE TABLE message_vcard (message_row_id INTEGER, vcard TEXT);
CREATE TABLE call_log (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, from_me INTEGER, call_id TEXT, transaction_id INTEGER, timestamp INTEGER, video_call INTEGER, duration INTEGER, call_result INTEGER, bytes_transferred INTEGER);
CREATE TABLE message_add_on (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT, sender_jid_row_id INTEGER, parent_message_row_id INTEGER, timestamp INTEGER, message_add_on_type INTEGER);
CREATE TABLE message_add_on_reaction (message_add_on_row_id INTEGER PRIMARY KEY, reaction TEXT, sender_timestamp INTEGER);
INSERT INTO message (_id, chat_row_id, from_me, key_id) VALUES (1, -1, 0, '-1');
"""
_CONTACTS = (
    "CREATE TABLE wa_contacts (_id INTEGER PRIMARY KEY, jid TEXT, is_whatsapp_user INTEGER, status "
    "TEXT, number TEXT, display_name TEXT, wa_name TEXT);"
)


def without_calls(talk: Talk) -> list[tuple[int, Line]]:
    """Its lines, each with its place; calls stand in a table of their own."""
    return [(at, line) for at, line in enumerate(talk.lines) if line.call is None]


def msgstore(talks: tuple[Talk, ...], folder: Path) -> None:
    """msgstore.db, wa.db and the folder WhatsApp with the files that were supplied. One file a message: a
    second one makes a message of its own in WhatsApp."""
    held = sqlite3.connect(folder / "msgstore.db")
    held.executescript(_TABLES)
    people = {one.phone: one for talk in talks for one in talk.people}
    ids = {phone: at for at, phone in enumerate(people, 1)}
    held.executemany(
        "INSERT INTO jid (_id, user, server, type, raw_string) VALUES (?, ?, 's.whatsapp.net', 0, ?)",
        [(at, phone[1:], _jid(people[phone])) for phone, at in ids.items()],
    )
    row = 1
    for number, talk in enumerate(talks, 1):
        jid = ids[talk.people[1].phone]
        if talk.is_group:
            jid = 1000 + number
            held.execute(
                "INSERT INTO jid (_id, user, server, type, raw_string) VALUES (?, ?, 'g.us', 1, ?)",
                (jid, talk.number, f"{talk.number}@g.us"),
            )
        held.execute(
            "INSERT INTO chat VALUES (?, ?, 0, ?, 0)", (number, jid, talk.title if talk.is_group else None)
        )
        for _, line in without_calls(talk):
            row += 1
            _message(held, row, number, line, talk, ids)
            for file in line.files[:1]:
                place = folder / "WhatsApp/Media" / file.name
                held.execute(
                    (
                        "INSERT INTO message_media (message_row_id, chat_row_id, file_path, mime_type) "
                        "VALUES (?, ?, ?, ?)"
                    ),
                    (
                        row,
                        number,
                        f"Media/{file.name}",
                        {
                            "photo": "image/jpeg",
                            "video": "video/mp4",
                            "audio": "audio/mp4",
                            "file": "application/pdf",
                        }[file.kind],
                    ),
                )
                place.parent.mkdir(parents=True, exist_ok=True)
                if file.supplied:
                    place.write_bytes(PIXEL if file.kind == "photo" else file.name.encode())
    held.commit()
    held.close()
    names = sqlite3.connect(folder / "wa.db")
    names.execute(_CONTACTS)
    names.executemany(
        (
            "INSERT INTO wa_contacts (jid, is_whatsapp_user, status, number, display_name) VALUES (?, "
            "1, '', ?, ?)"
        ),
        [(_jid(one), one.phone, one.name) for one in people.values()],
    )
    names.commit()
    names.close()


def _jid(one: Person) -> str:
    return f"{one.phone[1:]}@s.whatsapp.net"


def _message(
    held: sqlite3.Connection, row: int, chat: int, line: Line, talk: Talk, ids: dict[str, int]
) -> None:
    kind = (
        15
        if line.gone
        else {"photo": 1, "audio": 2, "video": 3, "file": 9}[line.files[0].kind]
        if line.files
        else 0
    )
    sender = ids[talk.people[line.by].phone] if talk.is_group and line.by else 0
    values = (
        row,
        chat,
        line.by == 0,
        f"K{row}",
        sender,
        13 if line.by == 0 else 0,
        0,
        millis(line.when),
        millis(line.when),
        kind,
        None if line.gone else line.text or None,
        row,
    )
    held.execute(
        (
            "INSERT INTO message (_id, chat_row_id, from_me, key_id, sender_jid_row_id, status, "
            "broadcast, timestamp, received_timestamp, message_type, text_data, sort_id) VALUES (?, ?, "
            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ),
        values,
    )
    if line.reaction:
        held.execute(
            "INSERT INTO message_add_on VALUES (?, ?, 0, ?, ?, ?, ?, 56)",
            (row, chat, f"A{row}", ids[talk.people[-1].phone], row, millis(line.when)),
        )
        held.execute(
            "INSERT INTO message_add_on_reaction VALUES (?, ?, ?)", (row, line.reaction, millis(line.when))
        )
