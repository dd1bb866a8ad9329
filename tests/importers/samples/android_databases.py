"""Databases of an Android phone, made in code with the tables of real ones. Fictional people only (Ofcom
drama numbers)."""

import functools
import sqlite3
import tempfile
from pathlib import Path

ANN, BO, CY = "447700900123@s.whatsapp.net", "447700900124@s.whatsapp.net", "447700900125@s.whatsapp.net"
GROUP, LID = "120363000000000001@g.us", "98765432101234@lid"
T = 1736090493000
"""2025-01-05 15:21:33 UTC in milliseconds."""

NEW = f"""
CREATE TABLE jid (_id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, server TEXT NOT NULL, agent INTEGER, device INTEGER, type INTEGER, raw_string TEXT);
INSERT INTO jid(_id, user, server, raw_string) VALUES (1,'447700900123','s.whatsapp.net','{ANN}'), (2,'447700900124','s.whatsapp.net','{BO}'),
  (3,'120363000000000001','g.us','{GROUP}'), (4,'98765432101234','lid','{LID}'), (5,'447700900125','s.whatsapp.net','{CY}');
CREATE TABLE jid_map (lid_row_id INTEGER PRIMARY KEY NOT NULL, jid_row_id INTEGER NOT NULL, sort_id INTEGER);
INSERT INTO jid_map VALUES (4, 5, 1);
CREATE TABLE lid_display_name (lid_row_id INTEGER PRIMARY KEY NOT NULL, display_name TEXT NOT NULL, username TEXT);
INSERT INTO lid_display_name VALUES (4, 'Cy', NULL);
CREATE TABLE chat (_id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER UNIQUE, hidden INTEGER, subject TEXT, created_timestamp INTEGER);
INSERT INTO chat VALUES (1, 2, 0, NULL, NULL), (2, 3, 0, 'Allotment Club', {T});
CREATE TABLE group_participant_user (_id INTEGER PRIMARY KEY, group_jid_row_id INTEGER NOT NULL, user_jid_row_id INTEGER NOT NULL, rank INTEGER);
INSERT INTO group_participant_user VALUES (1, 3, 1, 2), (2, 3, 2, 0), (3, 3, 4, 0);
CREATE TABLE message (_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL, from_me INTEGER, key_id TEXT, sender_jid_row_id INTEGER,
  status INTEGER, timestamp INTEGER, received_timestamp INTEGER, message_type INTEGER, text_data TEXT, starred INTEGER, sort_id INTEGER, message_add_on_flags INTEGER);
INSERT INTO message(_id, chat_row_id, from_me, key_id) VALUES (1, -1, 0, '-1');
INSERT INTO message(_id, chat_row_id, from_me, key_id, sender_jid_row_id, status, timestamp, message_type, text_data, sort_id) VALUES
 (2, 1, 0, 'K2', 0, 0, {T}, 0, 'See you at six', 2),
 (3, 1, 1, 'K3', 0, 13, {T + 1000}, 0, 'Fine', 3),
 (4, 2, 0, 'K4', 4, 0, {T + 2000}, 1, 'The shed', 4),
 (5, 2, 0, 'K5', 2, 0, {T + 3000}, 15, NULL, 5),
 (6, 2, 0, 'K6', 2, 6, {T + 4000}, 7, NULL, 6),
 (7, 9, 0, 'K7', 2, 0, {T + 5000}, 0, 'Gone chat', 7),
 (8, 1, 0, 'K8', 0, 0, {T + 6000}, 90, NULL, 8),
 (9, 1, 0, 'K9', 0, 0, {T + 7000}, 777, 'Odd', 9);
CREATE TABLE message_media (message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER, file_path TEXT, file_size INTEGER, file_hash TEXT, mime_type TEXT, media_name TEXT);
INSERT INTO message_media VALUES (4, 2, 'Media/WhatsApp Images/IMG-20250105-WA0001.jpg', 1234, 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=', 'image/jpeg', NULL);
CREATE TABLE message_quoted (message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, sender_jid_row_id INTEGER, key_id TEXT, timestamp INTEGER, message_type INTEGER, text_data TEXT);
INSERT INTO message_quoted VALUES (3, 1, 0, 2, 'K2', {T}, 0, 'See you at six');
CREATE TABLE message_system (message_row_id INTEGER PRIMARY KEY, action_type INTEGER);
INSERT INTO message_system VALUES (6, 5);
CREATE TABLE message_revoked (message_row_id INTEGER PRIMARY KEY, revoked_key_id TEXT, admin_jid_row_id INTEGER, revoke_timestamp INTEGER);
INSERT INTO message_revoked VALUES (5, 'K0', NULL, {T + 9000});
CREATE TABLE message_shed (message_row_id INTEGER PRIMARY KEY, colour TEXT);
INSERT INTO message_shed VALUES (2, 'green');
CREATE TABLE message_add_on (_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER, from_me INTEGER, key_id TEXT NOT NULL, sender_jid_row_id INTEGER,
  parent_message_row_id INTEGER, timestamp INTEGER, status INTEGER, message_add_on_type INTEGER);
INSERT INTO message_add_on VALUES (1, 1, 0, 'A1', 2, 3, {T + 8000}, 0, 56);
CREATE TABLE message_add_on_reaction (message_add_on_row_id INTEGER PRIMARY KEY, reaction TEXT, sender_timestamp INTEGER);
INSERT INTO message_add_on_reaction VALUES (1, '\U0001f44d', {T + 8000});
CREATE TABLE call_log (_id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER, from_me INTEGER, call_id TEXT, transaction_id INTEGER, timestamp INTEGER,
  video_call INTEGER, duration INTEGER, call_result INTEGER, bytes_transferred INTEGER, group_jid_row_id INTEGER NOT NULL DEFAULT 0);
INSERT INTO call_log VALUES (1, 2, 1, 'C1', 0, {T + 6000}, 1, 62, 5, 0, 0), (2, 2, 0, 'C2', 0, {T + 6500}, 0, 0, 4, 0, 0);
CREATE TABLE props (_id INTEGER PRIMARY KEY, key TEXT UNIQUE, value TEXT);
INSERT INTO props(key, value) VALUES ('user_push_name', 'Ann');
CREATE VIEW message_view AS SELECT * FROM message;
"""

OLD = f"""
CREATE TABLE messages (_id INTEGER PRIMARY KEY AUTOINCREMENT, key_remote_jid TEXT NOT NULL, key_from_me INTEGER, key_id TEXT NOT NULL, status INTEGER,
  needs_push INTEGER, data TEXT, timestamp INTEGER, media_url TEXT, media_mime_type TEXT, media_wa_type TEXT, media_size INTEGER, media_name TEXT,
  media_caption TEXT, media_hash TEXT, latitude REAL, longitude REAL, thumb_image TEXT, remote_resource TEXT, received_timestamp INTEGER,
  raw_data BLOB, quoted_row_id INTEGER, edit_version INTEGER);
INSERT INTO messages(_id, key_remote_jid, key_from_me, key_id, status, data, timestamp, media_wa_type, media_size, remote_resource, raw_data, quoted_row_id, media_caption, media_name, edit_version) VALUES
 (1, '-1', 0, '-1', -1, '', 0, -1, -1, NULL, NULL, NULL, NULL, NULL, NULL),
 (2, '{BO}', 0, 'O2', 0, 'Old words', {T}, '0', 0, NULL, NULL, NULL, NULL, NULL, NULL),
 (3, '{GROUP}', 0, 'O3', 0, 'In the group', {T + 1000}, '0', 0, '{CY}', NULL, 1, NULL, NULL, NULL),
 (4, '{GROUP}', 0, 'O4', 6, 'Allotment', {T + 2000}, '0', 1, '{BO}', NULL, NULL, NULL, NULL, NULL),
 (5, '{BO}', 1, 'O5', 13, NULL, {T + 3000}, '1', 99, NULL, x'FFD8FFE000', NULL, 'The shed', 'shed.jpg', NULL),
 (6, '{BO}', 0, 'O6', 0, NULL, {T + 4000}, '15', 0, NULL, NULL, NULL, NULL, NULL, 7);
CREATE TABLE messages_quotes (_id INTEGER PRIMARY KEY AUTOINCREMENT, key_remote_jid TEXT, key_id TEXT, data TEXT);
INSERT INTO messages_quotes VALUES (1, '{GROUP}', 'O1', 'What they answered');
CREATE TABLE chat_list (_id INTEGER PRIMARY KEY, key_remote_jid TEXT UNIQUE, subject TEXT, creation INTEGER);
INSERT INTO chat_list VALUES (1, '{GROUP}', 'Allotment Club', {T}), (2, '{BO}', NULL, NULL);
CREATE TABLE group_participants (_id INTEGER PRIMARY KEY, gjid TEXT NOT NULL, jid TEXT NOT NULL, admin INTEGER);
INSERT INTO group_participants VALUES (1, '{GROUP}', '{BO}', 1), (2, '{GROUP}', '{CY}', 0), (3, '{GROUP}', '', 0);
"""

BOOK = f"""
CREATE TABLE wa_contacts (_id INTEGER PRIMARY KEY AUTOINCREMENT, jid TEXT NOT NULL, is_whatsapp_user BOOLEAN NOT NULL, status TEXT, number TEXT, display_name TEXT, wa_name TEXT);
INSERT INTO wa_contacts VALUES (1, '{BO}', 1, 'At the shed', '+447700900124', 'Bo Example', 'bo'), (2, '{CY}', 1, NULL, '+447700900125', NULL, 'cy');
"""


def make(path: Path, script: str) -> Path:
    """A database of these statements, closed, with nothing beside it."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(script)
    connection.close()
    return path


@functools.cache
def data(script: str) -> bytes:
    """The bytes of such a database."""
    with tempfile.TemporaryDirectory() as folder:
        return make(Path(folder, "made.db"), script).read_bytes()


def with_wal(path: Path, script: str, later: str) -> Path:
    """A database whose last rows are in its -wal, as a phone leaves it when it is switched off: main file and
    -wal without -shm."""
    with tempfile.TemporaryDirectory() as folder:
        live = Path(folder, "live.db")
        connection = sqlite3.connect(live)
        connection.executescript("PRAGMA journal_mode=WAL;" + script + "PRAGMA wal_checkpoint(TRUNCATE);")
        connection.executescript("PRAGMA wal_autocheckpoint=0;" + later)
        path.write_bytes(live.read_bytes())
        path.with_name(path.name + "-wal").write_bytes(live.with_name("live.db-wal").read_bytes())
        connection.close()
    return path


MESSAGES = f"""
CREATE TABLE android_metadata (locale TEXT);
CREATE TABLE canonical_addresses (_id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT);
INSERT INTO canonical_addresses VALUES (1, '07700 900124'), (2, '+447700900125');
CREATE TABLE threads (_id INTEGER PRIMARY KEY AUTOINCREMENT, date INTEGER DEFAULT 0, message_count INTEGER, recipient_ids TEXT, snippet TEXT);
INSERT INTO threads VALUES (1, {T}, 3, '1', 'x'), (2, {T}, 2, '1 2', 'x');
CREATE TABLE sms (_id INTEGER PRIMARY KEY, thread_id INTEGER, address TEXT, person INTEGER, date INTEGER, date_sent INTEGER DEFAULT 0, protocol INTEGER,
  read INTEGER DEFAULT 0, status INTEGER DEFAULT -1, type INTEGER, subject TEXT, body TEXT, service_center TEXT, error_code INTEGER DEFAULT 0, seen INTEGER DEFAULT 0, shed TEXT);
INSERT INTO sms(_id, thread_id, address, date, date_sent, type, body, shed) VALUES
  (1, 1, '07700 900124', {T}, {T - 1000}, 1, 'See you at six', 'green'), (2, 1, '07700 900124', {T + 1000}, 0, 2, 'Fine', NULL),
  (3, 1, NULL, {T + 2000}, 0, 3, 'never sent', NULL), (4, NULL, 'SHED-INFO', 0, 0, 1, NULL, NULL);
CREATE TABLE pdu (_id INTEGER PRIMARY KEY AUTOINCREMENT, thread_id INTEGER, date INTEGER, date_sent INTEGER DEFAULT 0, msg_box INTEGER, read INTEGER, m_id TEXT,
  sub TEXT, sub_cs INTEGER, ct_t TEXT, m_type INTEGER);
INSERT INTO pdu(_id, thread_id, date, msg_box, sub, sub_cs, m_type) VALUES (1, 2, {T // 1000 + 3}, 1, 'Caf\u00c3\u00a9', 106, 132), (2, 2, {T // 1000 + 4}, 2, NULL, NULL, 128),
  (3, 1, {T // 1000 + 5}, 1, NULL, NULL, 130);
CREATE TABLE addr (_id INTEGER PRIMARY KEY, msg_id INTEGER, contact_id INTEGER, address TEXT, type INTEGER, charset INTEGER);
INSERT INTO addr(msg_id, address, type, charset) VALUES (1, '+447700900125', 137, 106), (1, 'insert-address-token', 151, 106), (1, '+447700900124', 151, 106),
  (2, 'insert-address-token', 137, 106), (2, '+447700900124', 151, 106), (2, '+447700900125', 151, 106), (3, '+447700900124', 137, 106);
CREATE TABLE part (_id INTEGER PRIMARY KEY AUTOINCREMENT, mid INTEGER, seq INTEGER DEFAULT 0, ct TEXT, name TEXT, chset INTEGER, cd TEXT, fn TEXT, cid TEXT, cl TEXT,
  ctt_s INTEGER, ctt_t TEXT, _data TEXT, text TEXT);
INSERT INTO part(mid, seq, ct, cl, _data, text) VALUES (1, -1, 'application/smil', 'smil.xml', NULL, '<smil/>'), (1, 0, 'text/plain', 'text.txt', NULL, 'Group words'),
  (1, 0, 'image/jpeg', 'shed.jpg', '/data/user_de/0/com.android.providers.telephony/app_parts/PART_1', NULL), (2, 0, 'text/plain', NULL, NULL, 'Answer'),
  (9, 0, 'text/plain', NULL, NULL, 'Left behind');
"""

CONTACTS = f"""
CREATE TABLE mimetypes (_id INTEGER PRIMARY KEY AUTOINCREMENT, mimetype TEXT NOT NULL);
INSERT INTO mimetypes VALUES (1, 'vnd.android.cursor.item/phone_v2'), (2, 'vnd.android.cursor.item/email_v2'), (3, 'vnd.android.cursor.item/name'),
  (4, 'vnd.android.cursor.item/photo'), (5, 'vnd.android.cursor.item/vnd.com.whatsapp.profile');
CREATE TABLE raw_contacts (_id INTEGER PRIMARY KEY AUTOINCREMENT, account_id INTEGER, contact_id INTEGER, deleted INTEGER NOT NULL DEFAULT 0, display_name TEXT, starred INTEGER);
INSERT INTO raw_contacts VALUES (1, 1, 1, 0, 'Bo Example', 0), (2, 1, 2, 1, 'Cy', 0), (3, 1, 3, 0, NULL, 0);
CREATE TABLE data (_id INTEGER PRIMARY KEY AUTOINCREMENT, mimetype_id INTEGER, raw_contact_id INTEGER, data1 TEXT, data2 TEXT, data3 TEXT, data15 BLOB);
INSERT INTO data(mimetype_id, raw_contact_id, data1, data2, data3, data15) VALUES (3, 1, 'Bo Example', 'Bo', 'Example', NULL), (1, 1, '07700 900124', '2', NULL, NULL),
  (1, 1, '07700 900125', '0', 'Shed', NULL), (2, 1, 'bo@example.org', '1', NULL, NULL), (4, 1, NULL, NULL, NULL, x'FFD8FF'), (5, 1, '{BO}', NULL, NULL, NULL),
  (3, 9, 'Left Behind', NULL, NULL, NULL);
CREATE TABLE calls (_id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT, date INTEGER, duration INTEGER, type INTEGER, new INTEGER, name TEXT);
INSERT INTO calls VALUES (1, '07700900124', {T}, 62, 2, 0, 'Bo'), (2, '-2', {T + 1000}, 0, 3, 1, NULL), (3, '07700900124', {T + 2000}, 5, 77, 0, NULL);
"""

LOGS = f"""
CREATE TABLE logs (_id INTEGER PRIMARY KEY, number TEXT, address TEXT, date INTEGER, duration INTEGER, type INTEGER, logtype INTEGER, name TEXT, m_content TEXT);
INSERT INTO logs VALUES (1, '07700900124', NULL, {T}, 3, 1, 100, 'Bo', NULL), (2, '07700900124', NULL, {T}, 0, 2, 300, 'Bo', 'See you');
"""

UNKNOWN_APP = """
CREATE TABLE plants (id INTEGER PRIMARY KEY, name TEXT, photo BLOB, note BLOB, "odd ""name" TEXT);
INSERT INTO plants VALUES (5, 'Beans', x'00FF00', CAST('in words' AS BLOB), 'kept'), (6, NULL, NULL, NULL, NULL);
CREATE TABLE keyed (k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID;
INSERT INTO keyed VALUES ('a', 'one'), ('b', 'two');
CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, words TEXT);
INSERT INTO counted(words) VALUES ('once');
CREATE VIRTUAL TABLE search USING fts4(body);
INSERT INTO search VALUES ('needle in the shed');
CREATE VIEW both_names AS SELECT name FROM plants;
CREATE TABLE empty (id INTEGER);
"""
