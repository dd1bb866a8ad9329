"""Tables built in code: a phone report as a workbook, and text tables. Fictional people only."""

import io
from datetime import datetime

import xlsxwriter

CHAT_HEADINGS = [
    "#", "Chat #", "Identifier", "Start Time: Date", "Start Time: Time", "Name", "Participants", "Source", "Deleted - Chat",
    "Instant Message #", "From", "To", "Subject", "Body", "Status", "Timestamp: Date", "Timestamp: Time", "Attachment #1",
    "Attachment #1 - Details", "Deleted - Instant Message", "Source file information",
]  # fmt: skip
ANN, BO = "447700900123@s.whatsapp.net Ann Example (owner)", "447700900124@s.whatsapp.net Bo"


def chat(number, sender, recipient, body, stamp, **more):
    row = dict.fromkeys(CHAT_HEADINGS, "")
    row |= {
        "#": str(number), "Chat #": "1", "Identifier": "447700900124@s.whatsapp.net", "Name": "Shed",
        "Start Time: Date": "01/01/2025", "Start Time: Time": "01/01/2025 00:00:00(UTC+0)", "Source": "WhatsApp", "From": sender,
        "To": recipient, "Body": body, "Timestamp: Date": stamp[:10], "Timestamp: Time": stamp, "Source file information": "files/msgstore.db : 0x1F",
    }  # fmt: skip
    return [(row | more)[name] for name in CHAT_HEADINGS]


CHATS = [
    ["Chats (3)"],
    CHAT_HEADINGS,
    chat(1, ANN, BO, "See you at six_x000d_\nat the shed", "13/07/2025 18:00:00(UTC+1)"),
    chat(
        2,
        BO,
        ANN,
        "",
        "13/07/2025 18:01:00(UTC+1)",
        **{"Attachment #1": "files\\Image\\shed.jpg", "Deleted - Instant Message": "Yes"},
    ),
    chat(3, "System Message System Message", "", "Bo left", "14/07/2025 09:00:00(UTC+1)"),
]
CALLS = [
    ["Call Log (2)"],
    ["#", "Parties", "Timestamp-Time", "Duration", "Direction", "Status", "Source"],
    ["1", "From:  +447700900124 Bo\nTo:  +447700900123 Ann Example (owner)", "13/07/2025 19:00:00(UTC+1)", "00:01:02", "Incoming", "Established", "Phone"],
    ["2", "To:  +447700900125", "02/07/2025 19:00:00(UTC+1)", "00:00:00", "Outgoing", "Missed", "Phone"],
]  # fmt: skip
CONTACTS = [
    ["#", "Name", "Entries", "Source"],
    [
        "1",
        "Bo",
        (
            "Phone-Mobile: +447700900124\nEmail-Home: bo@example.org\nUser ID-WhatsApp User Id: "
            "447700900124@s.whatsapp.net"
        ),
        "Phone",
    ],
]
TIMELINE = [["Timeline (2)"], ["#", "Type", "Timestamp: Time", "Party", "Description"], ["1", "Chat", "13/07/2025 18:00:00(UTC+1)", "Bo", "x"],
            ["2", "Call", "13/07/2025 19:00:00(UTC+1)", "Bo", "y"]]  # fmt: skip
CDR = (
    "\ufeffSubscriber;07700 900123\r\nPeriod;July 2025\r\nCalling Number;Called "
    "Number;Date;Time;Duration (s);Cell ID\r\n"
    "447700900123;447700900124;13/07/2025;18:05:00;62;=4321\r\n447700900124;447700900123;14/07/"
    "2025;08:00:01;5;4322\r\n"
    '447700900123;+447700900125;15/07/2025;09:30:00;0;"43\r\n23"\r\n'
).encode()
TSV = (
    "\ufeffTimestamp\tDirection\tSender\tMessage\tThread ID\r\n2025-07-13 "
    "17:00:00+00:00\tOutgoing\t+447700900123\tOne\t7\r\n"
    '2025-07-13 17:01:00+00:00\tIncoming\t+447700900124\t"Two\nlines"\t7\r\n'
).encode()
AXIOM = [
    ["Message Sent Date/Time - UTC+00:00 (dd/MM/yyyy)", "Sender", "Recipient", "Message", "Message Status", "_ThreadID", "Source", "Recovery method"],
    ["03/04/2025 10:00:00", "Local User <447700900123@s.whatsapp.net>", "Bo <447700900124@s.whatsapp.net>", "Hi", "Read", "7", "data/msgstore.db", "Parsing"],
    ["03/04/2025 10:01:00.250", "447700900124@s.whatsapp.net", "Local User <447700900123@s.whatsapp.net>", "Yes", "Read", "7", "data/msgstore.db", "Carving"],
]  # fmt: skip


def workbook(sheets, change=None) -> bytes:
    """A workbook of sheets by name; `change(book, sheets)` may do more to it before it is closed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2025, 1, 1)})
    made = {}
    for name, rows in sheets.items():
        made[name] = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    (made[name].write_string if isinstance(value, str) else made[name].write)(
                        number, column, value
                    )
    if change:
        change(book, made)
    book.close()
    return out.getvalue()


def phone() -> bytes:
    return workbook({"Timeline": TIMELINE, "Chats": CHATS, "Call Log": CALLS, "Contacts": CONTACTS})
