"""Databases of an iPhone as real SQLite files, built in code with the columns of real ones. Fictional people
only."""

import gzip
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
    """An NSMutableAttributedString as Messages archives it: 16-bit lengths from 128 bytes on, 32-bit ones
    from 32768 on."""
    data = text.encode()
    size = len(data)
    length = (
        bytes([size])
        if size < 0x80
        else b"\x81" + size.to_bytes(2, "little")
        if size < 0x8000
        else b"\x82" + size.to_bytes(4, "little")
    )
    opening = (
        b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x19NSMutableAttributedString\x00\x84\x84"
        b"\x12NSAttributedString\x00"
    )
    string = (
        b"\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84\x0fNSMutableString\x01\x84\x84\x08NSString\x01"
        b"\x95\x84\x01+"
    )
    runs = b"\x86\x84\x02iI\x01" + bytes([min(size, 0x7F)])
    style = (
        b"\x92\x84\x84\x84\x0cNSDictionary\x00\x95\x84\x01i\x01\x92\x84\x98\x98"
        b"\x1d__kIMMessagePartAttributeName\x86\x86\x86"
    )
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
        db.execute(
            f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(each))})', tuple(each.values())
        )


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
            {
                "ROWID": 1,
                "guid": f"iMessage;-;{BO}",
                "style": 45,
                "chat_identifier": BO,
                "service_name": "iMessage",
            },
            {
                "ROWID": 2,
                "guid": "iMessage;+;chat77",
                "style": 43,
                "chat_identifier": "chat77",
                "room_name": "chat77",
                "display_name": "Shed",
            },
        ],
        "chat_handle_join": [
            {"chat_id": 1, "handle_id": 1},
            {"chat_id": 2, "handle_id": 1},
            {"chat_id": 2, "handle_id": 2},
        ],
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
            6,
            "Loved \u201cHello\u201d",
            associated_message_guid="p:0/GUID-1",
            associated_message_type=2000,
            is_from_me=1,
            handle_id=0,
        ),
        message(7, "By text", service="SMS", handle_id=3),
        message(
            8,
            "Last wording",
            message_summary_info=edited("First wording", "Last wording"),
            date_edited=(DAY + 601) * NS,
        ),
        message(9, None, message_summary_info=edited(unsent=(0,)), date_edited=(DAY + 700) * NS),
        message(10, "Soon gone"),
    ]
    in_group = {3, 4}
    joins = [
        {"chat_id": 2 if each["ROWID"] in in_group else 1, "message_id": each["ROWID"]}
        for each in rows
        if each["ROWID"] != 10
    ]
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


# ---- WhatsApp ----------------------------------------------------------------------------------

BO_JID, CY_JID, GROUP = (
    "447700900124@s.whatsapp.net",
    "447700900125@s.whatsapp.net",
    "447700900123-1600000000@g.us",
)

CHAT_STORAGE = """
CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZARCHIVED INTEGER, ZMESSAGECOUNTER INTEGER,
  ZREMOVED INTEGER, ZSESSIONTYPE INTEGER, ZGROUPINFO INTEGER, ZLASTMESSAGEDATE TIMESTAMP, ZCONTACTJID VARCHAR, ZPARTNERNAME VARCHAR);
CREATE TABLE ZWAGROUPMEMBER (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZISACTIVE INTEGER, ZISADMIN INTEGER, ZCHATSESSION INTEGER,
  ZCONTACTNAME VARCHAR, ZFIRSTNAME VARCHAR, ZMEMBERJID VARCHAR);
CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZDOCID INTEGER, ZFLAGS INTEGER, ZGROUPEVENTTYPE INTEGER,
  ZISFROMME INTEGER, ZMESSAGESTATUS INTEGER, ZMESSAGETYPE INTEGER, ZSORT INTEGER, ZSTARRED INTEGER, ZCHATSESSION INTEGER, ZGROUPMEMBER INTEGER,
  ZMEDIAITEM INTEGER, ZMESSAGEINFO INTEGER, ZPARENTMESSAGE INTEGER, ZMESSAGEDATE TIMESTAMP, ZSENTDATE TIMESTAMP, ZFROMJID VARCHAR,
  ZPUSHNAME VARCHAR, ZSTANZAID VARCHAR, ZTEXT VARCHAR, ZTOJID VARCHAR);
CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZFILESIZE INTEGER, ZMOVIEDURATION INTEGER, ZMESSAGE INTEGER,
  ZLATITUDE FLOAT, ZLONGITUDE FLOAT, ZMEDIALOCALPATH VARCHAR, ZMEDIAURL VARCHAR, ZTITLE VARCHAR, ZVCARDNAME VARCHAR, ZVCARDSTRING VARCHAR,
  ZMEDIAKEY BLOB, ZMETADATA BLOB);
CREATE TABLE ZWAMESSAGEINFO (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZMESSAGE INTEGER, ZRECEIPTINFO BLOB);
CREATE TABLE ZWAPROFILEPUSHNAME (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZJID VARCHAR, ZPUSHNAME VARCHAR);
"""
CONTACTS_V2 = """CREATE TABLE ZWAADDRESSBOOKCONTACT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZFULLNAME VARCHAR,
  ZGIVENNAME VARCHAR, ZLASTNAME VARCHAR, ZPHONENUMBER VARCHAR, ZWHATSAPPID VARCHAR, ZLID VARCHAR, ZABOUTTEXT VARCHAR);"""
LIDS = "CREATE TABLE ZWAPHONENUMBERLIDPAIR (Z_PK INTEGER PRIMARY KEY, ZLID VARCHAR, ZPHONENUMBER VARCHAR);"


def bytes_field(number: int, value: bytes | str) -> bytes:
    """A field of a protocol buffer that holds bytes, shorter than 128."""
    data = value.encode() if isinstance(value, str) else value
    return bytes([number << 3 | 2, len(data)]) + data


def chat_row(number: int, text: str | None, kind: int = 0, **more) -> dict:
    return {
        "Z_PK": number,
        "ZISFROMME": 0,
        "ZMESSAGETYPE": kind,
        "ZSORT": number,
        "ZCHATSESSION": 1,
        "ZMESSAGEDATE": DAY + 60.5 * number,
        "ZFROMJID": BO_JID,
        "ZSTANZAID": f"S{number}",
        "ZTEXT": text,
        **more,
    }


def chat_storage() -> dict[str, list[dict]]:
    in_group = {"ZCHATSESSION": 2, "ZFROMJID": GROUP}
    reaction = bytes_field(
        7, bytes_field(1, bytes_field(1, "S9") + bytes_field(2, CY_JID) + bytes_field(3, "\U0001f44d"))
    )
    return {
        "ZWACHATSESSION": [
            {"Z_PK": 1, "ZSESSIONTYPE": 0, "ZCONTACTJID": BO_JID, "ZPARTNERNAME": "Bo"},
            {"Z_PK": 2, "ZSESSIONTYPE": 1, "ZCONTACTJID": GROUP, "ZPARTNERNAME": "Allotment"},
        ],
        "ZWAGROUPMEMBER": [
            {"Z_PK": 1, "ZCHATSESSION": 2, "ZMEMBERJID": CY_JID},
            {"Z_PK": 2, "ZCHATSESSION": 2, "ZMEMBERJID": "99887766@lid"},
        ],
        "ZWAPROFILEPUSHNAME": [{"Z_PK": 1, "ZJID": CY_JID, "ZPUSHNAME": "Cy"}],
        "ZWAMESSAGE": [
            chat_row(1, "Hello"),
            chat_row(2, "Back", ZISFROMME=1, ZFROMJID=None, ZTOJID=BO_JID),
            chat_row(3, "In the group", ZGROUPMEMBER=1, **in_group),
            chat_row(4, "Under an alias", ZGROUPMEMBER=2, **in_group),
            chat_row(5, None, 6, ZGROUPEVENTTYPE=2, **in_group),
            chat_row(6, None, 10, ZGROUPEVENTTYPE=2),
            chat_row(7, None, 1, ZMEDIAITEM=1),
            chat_row(8, None, 14),
            chat_row(9, None, 5, ZMEDIAITEM=2),
            chat_row(10, None, 59, ZISFROMME=1),
            chat_row(11, None, 77),
        ],
        "ZWAMEDIAITEM": [
            {
                "Z_PK": 1,
                "ZMEDIALOCALPATH": f"Media/{BO_JID}/a/b/plan.jpg",
                "ZTITLE": "The plan",
                "ZVCARDSTRING": "image/jpeg",
                "ZFILESIZE": 7,
            },
            {"Z_PK": 2, "ZLATITUDE": 51.5, "ZLONGITUDE": -0.1},
        ],
        "ZWAMESSAGEINFO": [{"Z_PK": 1, "ZMESSAGE": 1, "ZRECEIPTINFO": reaction}],
    }


# ---- calls -------------------------------------------------------------------------------------

CALLS = """
CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZANSWERED INTEGER, ZCALLTYPE INTEGER, ZORIGINATED INTEGER,
  ZREAD INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZADDRESS VARCHAR, ZISO_COUNTRY_CODE VARCHAR, ZNAME VARCHAR, ZSERVICE_PROVIDER VARCHAR);
CREATE TABLE ZHANDLE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZTYPE INTEGER, ZNORMALIZEDVALUE VARCHAR, ZVALUE VARCHAR);
CREATE TABLE Z_2REMOTEPARTICIPANTHANDLES (Z_2REMOTEPARTICIPANTCALLS INTEGER, Z_4REMOTEPARTICIPANTHANDLES INTEGER);
"""
OLD_CALLS = """CREATE TABLE call (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT, date INTEGER, duration INTEGER, flags INTEGER, id INTEGER,
  name TEXT, country_code TEXT);"""
WHATSAPP_CALLS = """
CREATE TABLE ZWACDCALLEVENT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, ZOUTCOME INTEGER, Z1CALLEVENTS INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZCALLIDSTRING VARCHAR);
CREATE TABLE ZWAAGGREGATECALLEVENT (Z_PK INTEGER PRIMARY KEY, ZINCOMING INTEGER, ZMISSED INTEGER, ZVIDEO INTEGER, ZFIRSTDATE TIMESTAMP);
CREATE TABLE ZWACDCALLEVENTPARTICIPANT (Z_PK INTEGER PRIMARY KEY, Z1PARTICIPANTS INTEGER, ZJIDSTRING VARCHAR);
"""
VOICEMAIL = """CREATE TABLE voicemail (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, remote_uid INTEGER, date INTEGER, token TEXT, sender TEXT,
  callback_num TEXT, duration INTEGER, expiration INTEGER, trashed_date INTEGER, flags INTEGER);"""


def calls() -> dict[str, list[dict]]:
    return {
        "ZCALLRECORD": [
            {"Z_PK": 1, "ZANSWERED": 1, "ZCALLTYPE": 1, "ZORIGINATED": 0, "ZDATE": DAY + 0.25, "ZDURATION": 61.5, "ZADDRESS": BO.encode(),
             "ZNAME": "Bo", "ZSERVICE_PROVIDER": "com.apple.Telephony"},
            {"Z_PK": 2, "ZANSWERED": 0, "ZCALLTYPE": 8, "ZORIGINATED": 1, "ZDATE": DAY + 60, "ZDURATION": 0, "ZADDRESS": None,
             "ZSERVICE_PROVIDER": "com.apple.FaceTime"},
        ],
        "ZHANDLE": [{"Z_PK": 5, "ZVALUE": CY}, {"Z_PK": 6, "ZVALUE": BO}],
        "Z_2REMOTEPARTICIPANTHANDLES": [{"Z_2REMOTEPARTICIPANTCALLS": 2, "Z_4REMOTEPARTICIPANTHANDLES": at} for at in (5, 6)],
    }  # fmt: skip


def old_calls() -> dict[str, list[dict]]:
    return {
        "call": [
            {"ROWID": 1, "address": BO, "date": 1_300_000_000, "duration": 5, "flags": 4},
            {"ROWID": 2, "address": BO, "date": 1_300_000_060, "duration": 0, "flags": 5},
            {"ROWID": 3, "address": "", "date": 1_300_000_120, "duration": 9, "flags": 16},
        ]
    }


def whatsapp_calls() -> dict[str, list[dict]]:
    return {
        "ZWACDCALLEVENT": [
            {"Z_PK": 1, "Z1CALLEVENTS": 4, "ZDATE": DAY, "ZDURATION": 30.0},
            {"Z_PK": 2, "ZDATE": DAY},
        ],
        "ZWAAGGREGATECALLEVENT": [{"Z_PK": 4, "ZINCOMING": 1, "ZMISSED": 0, "ZVIDEO": 1}],
        "ZWACDCALLEVENTPARTICIPANT": [{"Z_PK": 1, "Z1PARTICIPANTS": 1, "ZJIDSTRING": BO_JID}],
    }


def voicemails() -> dict[str, list[dict]]:
    row = {"date": 1_300_000_000, "sender": BO, "duration": 9, "trashed_date": 0}
    return {"voicemail": [{"ROWID": at, "remote_uid": at, **row} for at in (1, 2)]}


# ---- contacts, notes, calendar, Safari ---------------------------------------------------------

ADDRESS_BOOK = """
CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, First TEXT, Last TEXT, Middle TEXT, Organization TEXT, Department TEXT, Note TEXT,
  Kind INTEGER, Birthday TEXT, JobTitle TEXT, Nickname TEXT, Prefix TEXT, Suffix TEXT, CreationDate INTEGER, ModificationDate INTEGER);
CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, identifier INTEGER, label INTEGER, value TEXT);
CREATE TABLE ABMultiValueLabel (value TEXT, UNIQUE(value));
CREATE TABLE ABMultiValueEntry (parent_id INTEGER, key INTEGER, value TEXT, UNIQUE(parent_id, key));
CREATE TABLE ABMultiValueEntryKey (value TEXT, UNIQUE(value));
"""
NOTE_STORE = """
CREATE TABLE ZICCLOUDSYNCINGOBJECT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZISPASSWORDPROTECTED INTEGER, ZMARKEDFORDELETION INTEGER,
  ZFOLDER INTEGER, ZNOTE INTEGER, ZNOTEDATA INTEGER, ZCREATIONDATE1 TIMESTAMP, ZMODIFICATIONDATE1 TIMESTAMP, ZFILESIZE INTEGER, ZTITLE VARCHAR,
  ZTITLE1 VARCHAR, ZTITLE2 VARCHAR, ZSNIPPET VARCHAR, ZTYPEUTI VARCHAR, ZFILENAME VARCHAR, ZIDENTIFIER VARCHAR);
CREATE TABLE ZICNOTEDATA (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZNOTE INTEGER, ZCRYPTOINITIALIZATIONVECTOR BLOB, ZCRYPTOTAG BLOB, ZDATA BLOB);
"""
OLD_NOTES = """
CREATE TABLE ZNOTE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZBODY INTEGER, ZSTORE INTEGER, ZCREATIONDATE TIMESTAMP,
  ZMODIFICATIONDATE TIMESTAMP, ZAUTHOR VARCHAR, ZTITLE VARCHAR, ZSUMMARY VARCHAR);
CREATE TABLE ZNOTEBODY (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZOWNER INTEGER, ZCONTENT VARCHAR);
"""
CALENDAR = """
CREATE TABLE Calendar (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, store_id INTEGER, title TEXT);
CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, summary TEXT, location_id INTEGER, description TEXT, start_date REAL, start_tz TEXT,
  end_date REAL, all_day INTEGER, calendar_id INTEGER, organizer_id INTEGER, entity_type INTEGER, UUID TEXT);
CREATE TABLE Location (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, address TEXT, item_owner_id INTEGER);
CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, entity_type INTEGER, identity_id INTEGER, owner_id INTEGER, email TEXT, is_self INTEGER);
CREATE TABLE Identity (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, display_name TEXT, address TEXT);
"""
SAFARI = """
CREATE TABLE history_items (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, domain_expansion TEXT, visit_count INTEGER NOT NULL);
CREATE TABLE history_visits (id INTEGER PRIMARY KEY AUTOINCREMENT, history_item INTEGER NOT NULL, visit_time REAL NOT NULL, title TEXT, origin INTEGER DEFAULT 0);
"""


def address_book() -> dict[str, list[dict]]:
    return {
        "ABPerson": [
            {
                "ROWID": 1,
                "First": "Bo",
                "Last": "Example",
                "Organization": "Shed Ltd",
                "Note": "digs",
                "CreationDate": DAY,
            },
            {"ROWID": 2, "Organization": "Allotment Club"},
        ],
        "ABMultiValueLabel": [{"value": "_$!<Mobile>!$_"}, {"value": "Shed"}],
        "ABMultiValue": [
            {"UID": 1, "record_id": 1, "property": 3, "label": 1, "value": "07700 900124"},
            {"UID": 2, "record_id": 1, "property": 4, "label": 2, "value": "bo@example.org"},
            {"UID": 3, "record_id": 1, "property": 5, "label": None, "value": None},
            {"UID": 4, "record_id": 9, "property": 3, "label": None, "value": "07700 900199"},
        ],
        "ABMultiValueEntry": [
            {"parent_id": 3, "key": 1, "value": "1 Shed Lane"},
            {"parent_id": 3, "key": 2, "value": "Anytown"},
        ],
    }


def note_body(text: str) -> bytes:
    note = bytes_field(2, text)
    return gzip.compress(b"\x08\x00" + bytes_field(2, b"\x08\x00\x10\x00" + bytes_field(3, note)), mtime=0)


def notes() -> dict[str, list[dict]]:
    return {
        "ZICCLOUDSYNCINGOBJECT": [
            {"Z_PK": 1, "ZTITLE2": "Seeds", "ZIDENTIFIER": "F"},
            {
                "Z_PK": 2,
                "ZTITLE1": "Beans",
                "ZFOLDER": 1,
                "ZCREATIONDATE1": DAY,
                "ZMODIFICATIONDATE1": DAY + 60,
            },
            {"Z_PK": 3, "ZTITLE1": "Locked", "ZFOLDER": 1, "ZISPASSWORDPROTECTED": 1},
            {"Z_PK": 4, "ZTITLE1": "Damaged", "ZMARKEDFORDELETION": 1},
            {"Z_PK": 5, "ZNOTE": 2, "ZTYPEUTI": "public.jpeg", "ZFILENAME": "bean.jpg", "ZFILESIZE": 9},
        ],
        "ZICNOTEDATA": [
            {"Z_PK": 1, "ZNOTE": 2, "ZDATA": note_body("Beans\nrow by row")},
            {"Z_PK": 2, "ZNOTE": 3, "ZDATA": b"\x01\x02", "ZCRYPTOINITIALIZATIONVECTOR": b"\x00"},
            {"Z_PK": 3, "ZNOTE": 4, "ZDATA": note_body("Damaged")[:12]},
        ],
    }


def calendar() -> dict[str, list[dict]]:
    return {
        "Calendar": [{"ROWID": 1, "title": "Home"}],
        "CalendarItem": [
            {"ROWID": 1, "summary": "Dig", "description": "Bring a spade", "location_id": 1, "start_date": DAY + 3600.0, "start_tz": "Europe/London",
             "end_date": DAY + 7200.0, "all_day": 0, "calendar_id": 1, "organizer_id": 1},
            {"ROWID": 2, "summary": "Holiday", "start_date": float(DAY), "start_tz": "_float", "end_date": DAY + 86399.0, "all_day": 1, "calendar_id": 1},
        ],
        "Location": [{"ROWID": 1, "title": "The shed", "address": "1 Shed Lane"}],
        "Participant": [
            {"ROWID": 1, "entity_type": 8, "identity_id": 1, "owner_id": 1},
            {"ROWID": 2, "entity_type": 7, "identity_id": 2, "owner_id": 1, "email": "cy@example.org"},
        ],
        "Identity": [{"ROWID": 1, "display_name": "Ann", "address": "mailto:ann@example.org"}, {"ROWID": 2, "display_name": "Cy"}],
    }  # fmt: skip


def safari() -> dict[str, list[dict]]:
    return {
        "history_items": [{"id": 1, "url": "https://example.org/beans", "visit_count": 2}],
        "history_visits": [
            {"id": at, "history_item": 1, "visit_time": DAY + 0.5 * at, "title": "Beans"} for at in (1, 2)
        ],
    }


def old_notes() -> dict[str, list[dict]]:
    return {
        "ZNOTE": [
            {"Z_PK": 1, "ZTITLE": "Beans", "ZCREATIONDATE": DAY, "ZBODY": 1},
            {"Z_PK": 2, "ZTITLE": "No body"},
        ],
        "ZNOTEBODY": [{"Z_PK": 1, "ZOWNER": 1, "ZCONTENT": "Beans<div>row &amp; row</div>"}],
    }
