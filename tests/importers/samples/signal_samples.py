"""Signal conversations as other programs export them. Fictional people only."""

import base64
import hashlib
import json

PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"

MARKDOWN = (
    "[2025-01-05 15:21:33] Bo: See you at six  \n\n"
    "[2025-01-05 15:22:00] Me: \n\n> See you at six\n\nFine\nand bring the key  \n(- Bo: \U0001f44d -)\n\n"
    "[2025-01-05 15:23:00] Bo:   ![shed one.jpg](./media/shed%20one.jpg)  \n\n"
    "[2025-01-05 15:24:00] Bo: (This message was deleted)\n\n"
    "[2025-01-05 15:25:00] No-Sender:   \n(( \U0001f600 ))\n\n"
).encode()


def _message(at, sender, body, **more):
    made = {
        "date": f"2025-01-05T15:{at}:00",
        "sender": sender,
        "body": body + "  ",
        "quote": "",
        "sticker": "",
        "reactions": [],
        "attachments": [],
    }
    return json.dumps(made | more, ensure_ascii=False)


JSON = "\n".join(
    [
        _message(21, "Bo", "See you at six"),
        _message(22, "Me", "Fine", quote="\n\n> See you at six\n\n", reactions=[["Bo", "\U0001f44d"]]),
        _message(23, "Bo", "", attachments=[{"name": "shed one.jpg", "path": "media/shed%20one.jpg"}]),
        _message(24, "Bo", "", deleted=True, call=False, missed=False, shed="green"),
        _message(25, "Me", "Outgoing voice call (accepted, 2m 3s)", call=True),
        "",
    ]
).encode()

HTML_OLD = (
    b"<!doctype html><html lang='en'><head><link rel=stylesheet "
    b"href='../style.css'></head><body><div class='msg'><span class=date>2025-01-05</span>"
    b"<span class=time>15:21:33</span><span class=sender>Bo</span><p class=body><p>See you &amp; "
    b"me<br>at six</p></p><p class=reaction></p></div>"
    b"<div class='msg me'><span class=date>2025-01-05</span><span class=time>15:22:00</span><span "
    b"class=sender>Me</span><p class=quote>See you</p>"
    b'<p class=body><figure><img load="lazy" src="./media/shed.jpg" alt="shed.jpg"></figure></p><p '
    b"class=reaction>Bo: x</p></div></body></html>"
)

TEXT = (
    "[Jan 05, 2025 15:21:33] <Bo> See you at six\nand bring the key (Ann: \U0001f44d)\n"
    '[Jan 05, 2025 15:22:00] *** <Ann> sent file "shed.jpg"\n'
    "[Jan 05, 2025 15:23:00] *** Outgoing call\n"
    "[Jan 05, 2025 15:24:00] <Ann> Fine\n"
).encode()

EXPORT = {
    "Bo/data.json": JSON,
    "Bo/chat.md": MARKDOWN[:400],
    "Bo/index.html": HTML_OLD,
    "Bo/media/shed one.jpg": PICTURE,
    "Allotment Club/chat.md": MARKDOWN.replace(b"Me:", b"Cy:"),
    "style.css": b"body {}",
    "Bo/media/unnamed.pdf": b"%PDF-1.4",
}

PAGES = (
    "<!DOCTYPE html>\n<html><head><style>.msg-status .msg-call-incoming {} .msg-outgoing {} "
    ".msg-quote {}</style></head><body>\n"
    '<div class="msg msg-incoming"><span class="msg-name msg-name-3">Bo</span><div><pre>See you at '
    "six\nand bring the key</pre></div>"
    '<div class="footer"><div class="edited"><span>edited</span><div class="edited-info"><div '
    'class="msg msg-incoming"><div><pre>See you</pre></div>'
    '<div class="footer"><span class="msg-data">Jan 05, 2025 '
    '15:20:00</span></div></div></div></div><span class="msg-data">Jan 05, 2025 '
    "15:21:33</span></div></div>\n"
    '<div class="msg msg-outgoing msg-sender-2 msg-with-reaction"><div class="msg-quote"><div '
    'class="msg-quote-message"><span class="msg-name">Bo</span>'
    '<pre>See you at six</pre></div></div><div class="attachment"><img '
    'src="media/shed.jpg"></div><div><pre>Fine &amp; good</pre></div>'
    '<div class="footer"><span class="msg-data">Jan 05, 2025 15:22:00</span></div><div '
    'class="msg-reactions"><div class="msg-reaction">'
    '<span class="msg-emoji">\U0001f44d</span><div class="msg-reaction-info">From: '
    "Bo</div></div></div></div>\n"
    '<div class="msg msg-status"><div class="status-text"><pre><span '
    'class="msg-call-incoming"></span>Bo called you</pre></div>'
    '<div class="footer-status"><span class="msg-data">Jan 05, 2025 15:23:00</span></div></div>\n'
    '<div class="msg msg-incoming deleted-msg"><div><pre>This message was deleted.</pre></div>'
    '<div class="footer"><span class="msg-data">Jan 05, 2025 15:24:00</span></div></div></body></html>\n'
).encode()


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


KEY = bytes(range(64))


def pointer_to(data: bytes, **more) -> dict:
    """How a line points to a file of the export."""
    return {
        "locatorInfo": {
            "plaintextHash": _b64(hashlib.sha256(data).digest()),
            "localKey": _b64(KEY),
            "size": len(data),
        },
        **more,
    }


def file_name(data: bytes) -> str:
    """The name under which the export keeps it, without its ending."""
    return hashlib.sha256(hashlib.sha256(data).digest() + KEY).hexdigest()


PICTURE_NAME = file_name(PICTURE)
_POINTER = pointer_to(PICTURE, contentType="image/jpeg", fileName="shed.jpg")
_GONE = _POINTER | {
    "fileName": "gone.pdf",
    "locatorInfo": {"plaintextHash": _b64(b"x" * 32), "localKey": _b64(KEY), "size": "9"},
}


def _said(at, author, body, chat="10", **more):
    way = (
        {"outgoing": {"sendStatus": [{"recipientId": "2", "read": {}}]}}
        if author == "1"
        else {"incoming": {"dateReceived": "1736090500000"}}
    )
    return {
        "chatItem": {
            "chatId": chat,
            "authorId": author,
            "dateSent": str(1736090493000 + at * 1000),
            **way,
            **body,
            **more,
        }
    }


def _standard(text, **more):
    return {"standardMessage": {"text": {"body": text}, **more}}


BACKUP_LINES = [
    {"version": "1", "backupTimeMs": "1736100000000", "mediaRootBackupKey": "AA=="},
    {"account": {"givenName": "Ann", "familyName": "Example", "username": "ann.01"}},
    {"recipient": {"id": "1", "self": {}}},
    {"recipient": {"id": "2", "contact": {"aci": _b64(bytes(range(16))), "e164": "447700900124", "systemGivenName": "Bo", "profileGivenName": "B"}}},
    {"recipient": {"id": "3", "contact": {"aci": _b64(bytes(range(16))), "profileGivenName": "Cy", "registered": {}}}},
    {"recipient": {"id": "4", "group": {"snapshot": {"title": {"title": "Allotment Club"}}}}},
    {"recipient": {"id": "5", "releaseNotes": {}}},
    {"chat": {"id": "10", "recipientId": "2"}},
    {"chat": {"id": "11", "recipientId": "4"}},
    _said(0, "2", _standard("See you at six")),
    _said(1, "1", _standard("Fine", quote={"targetSentTimestamp": "1736090493000", "authorId": "2", "text": {"body": "See you at six"}},
                            reactions=[{"emoji": "\U0001f44d", "authorId": "2", "sentTimestamp": "1736090494000"}])),
    _said(2, "2", {"standardMessage": {"attachments": [{"pointer": _POINTER}, {"pointer": _GONE}]}}),
    _said(3, "2", {"remoteDeletedMessage": {}}),
    _said(4, "3", _standard("In the group"), "11"),
    _said(5, "1", _standard("New words"), revisions=[_said(5, "1", _standard("Old words"))["chatItem"]]),
    {"chatItem": {"chatId": "10", "authorId": "2", "dateSent": "1736090500000", "directionless": {}, "updateMessage": {
        "individualCall": {"type": "AUDIO_CALL", "direction": "INCOMING", "state": "MISSED", "startedCallTimestamp": "1736090500000"}}}},
    {"chatItem": {"chatId": "11", "authorId": "3", "dateSent": "1736090501000", "directionless": {}, "updateMessage": {"simpleUpdate": {"type": "IDENTITY_UPDATE"}}}},
    _said(9, "2", {"poll": {"question": "Which day?", "options": [{"option": "Sunday", "votes": [{"voterId": "1"}]}, {"option": "Monday"}]}}),
    _said(10, "9", {"shedMessage": {"colour": "green"}}, "12"),
]  # fmt: skip
BACKUP = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in BACKUP_LINES).encode()
BACKUP_FOLDER = {
    "main.jsonl": BACKUP,
    "metadata.json": b'{"version": 1}',
    f"files/{PICTURE_NAME[:2]}/{PICTURE_NAME}.jpeg": PICTURE,
}
