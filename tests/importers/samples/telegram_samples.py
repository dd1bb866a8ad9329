"""Telegram Desktop exports, built in code as export_output_json.cpp and export_output_html.cpp write them.
Fictional people only."""

import io
import json
import zipfile
from typing import Any

PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"
ANN, BO = 700900101, 700900102
LEFT_OUT = "(File not included. Change data exporting settings to download.)"


def message(number: int, who: str = "Ann Example", by: int = ANN, **more: Any) -> dict[str, Any]:
    """A message as written since June 2022."""
    said = {
        "id": number,
        "type": "message",
        "date": f"2024-01-05T13:{number % 60:02}:00",
        "date_unixtime": str(1704459600 + number * 60),
    }
    return {**said, "from": who, "from_id": f"user{by}", "text": f"words {number}", **more}


MESSAGES = [
    message(1),
    message(2, "Bo", BO, text=["see ", {"type": "text_link", "text": "this", "href": "https://example.org/x"}, {"type": "bold", "text": "!"}]),
    message(3, text="", photo="photos/photo_1.jpg", width=800, height=600),
    message(4, "Bo", BO, text="", file=LEFT_OUT, media_type="voice_message", mime_type="audio/ogg", duration_seconds=7),
    message(5, reactions=[{"type": "emoji", "count": 1, "emoji": "👍", "recent": [{"from": "Bo", "from_id": f"user{BO}", "date": "2024-01-05T14:00:00"}]}]),
    message(6, "", BO, **{"from": None}),
    message(7, text="", poll={"question": "Allotment or pond?", "closed": False, "answers": [{"text": "Pond", "voters": 1}]}),
    {"id": 8, "type": "service", "date": "2024-01-05T13:08:00", "date_unixtime": "1704460080", "actor": "Bo", "actor_id": f"user{BO}",
     "action": "phone_call", "duration_seconds": 62, "discard_reason": "hangup", "text": ""},
    {"id": 9, "type": "service", "date": "2024-01-05T13:09:00", "date_unixtime": "1704460140", "actor": "Ann Example", "actor_id": f"user{ANN}",
     "action": "invite_members", "members": ["Cy", None], "text": ""},
]  # fmt: skip


def chat(**more: Any) -> dict[str, Any]:
    """One conversation between two people, Bo being the other one."""
    return {"name": "Bo", "type": "personal_chat", "id": BO, "messages": MESSAGES, **more}


def account() -> dict[str, Any]:
    """A full export with two conversations and the lists beside them."""
    return {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": ANN, "first_name": "Ann", "last_name": "Example", "phone_number": "+44 7700 900101", "username": "@ann"},
        "profile_pictures": [{"date": "2020-01-01T10:00:00", "date_unixtime": "1577872800", "photo": "profile_pictures/p.jpg"}],
        "contacts": {"about": "x", "list": [{"user_id": BO, "first_name": "Bo", "last_name": "", "phone_number": "+44 7700 900102",
                                             "date": "2021-01-01T10:00:00", "date_unixtime": "1609495200"}]},
        "frequent_contacts": {"about": "x", "list": []},
        "sessions": {"about": "x", "list": [{"last_active": "2024-01-01T10:00:00", "last_active_unixtime": "1704103200", "last_ip": "192.0.2.7"}]},
        "other_data": {"help": "words", "drafts": [{"chat": "Bo", "html": "unsent words"}]},
        "chats": {"about": "x", "list": [chat(), {"name": "Club", "type": "private_group", "id": 55, "messages": [message(1, "Cy", 3)]}]},
        "left_chats": {"about": "x", "list": [{"name": "Old", "type": "public_supergroup", "id": 66, "messages": [message(1, "Di", 4)]}]},
    }  # fmt: skip


def as_json(value: Any) -> bytes:
    """As Telegram lays it out: one space an indent, no escapes."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def block(number: int, *inside: str, name: str = "", title: str = "05.01.2024 13:00:00 UTC+01:00") -> str:
    """One message of a page; joined to the one before where no name is given."""
    said = f'<div class="from_name">\n{name}\n       </div>' if name else ""
    kind = "message default clearfix" + ("" if name else " joined")
    date = f'<div class="pull_right date details" title="{title}">\n13:00\n       </div>'
    return (
        f'\n     <div class="{kind}" id="message{number}">\n      <div '
        f'class="body">\n{date}\n{said}{"".join(inside)}\n      </div>\n     </div>\n'
    )


def text(words: str) -> str:
    """The words of a message."""
    return f'\n       <div class="text">\n{words}\n       </div>\n'


def service(number: int, words: str) -> str:
    """A service line; a negative number is a day."""
    return (
        f'<div class="message service" id="message{number}">\n<div class="body '
        f'details">\n{words}\n</div></div>\n'
    )


def page(*blocks: str, title: str = "Bo") -> bytes:
    """A page of messages."""
    head = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title><link '
        'href="css/style.css" rel="stylesheet"/></head>'
    )
    top = (
        f'<div class="page_header"><div class="content"><div class="text bold">\n{title}\n</div></div></div>'
    )
    return (
        f'{head}<body onload="CheckLocation();"><div class="page_wrap">{top}<div class="page_body '
        f'chat_page"><div class="history">{"".join(blocks)}</div></div></div></body></html>'
    ).encode()


PHOTO = (
    '<div class="media_wrap clearfix"><a class="photo_wrap clearfix pull_left" '
    'href="photos/photo_1.jpg"><img class="photo" src="photos/photo_1_thumb.jpg"/></a></div>'
)
VOICE = (
    '<div class="media_wrap clearfix"><div class="media clearfix pull_left '
    'media_voice_message"><div class="fill pull_left"></div><div class="body">'
    '<div class="title bold">Voice message</div><div class="description">Not included, change data '
    "exporting settings to download.</div>"
    '<div class="status details">00:07, 30.1 KB</div></div></div></div>'
)
CALL = (
    '<div class="media_wrap clearfix"><div class="media clearfix pull_left media_call '
    'success"><div class="body"><div class="title bold">Bo</div>'
    '<div class="status details">Outgoing (62 seconds)</div></div></div></div>'
)
FORWARDED = (
    '<div class="forwarded body"><div class="from_name">Di <span class="date details" '
    'title="01.01.2024 09:00:00 UTC+01:00"> 01.01.2024 09:00:00</span></div>{}</div>'
)
FIRST = page(
    service(-1, "5 January 2024"),
    block(1, text('Hello<br>again &amp; <a href="https://example.org/x">this</a>'), name="Ann Example"),
    block(2, text("joined words")),
    block(3, PHOTO, VOICE, name="Bo via @gif"),
    service(4, 'Bo pinned <a href="#go_to_message1">this message</a>'),
    block(5, CALL, name="Ann Example"),
    block(6, FORWARDED.format(text("passed on")), name="Bo"),
)  # fmt: skip
SECOND = page(block(7, text("last words"), title="06.01.2024 08:00:00"))


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


FOLDER = {
    "messages.html": FIRST,
    "messages2.html": SECOND,
    "photos/photo_1.jpg": PICTURE,
    "css/style.css": b"x",
}
EXPORT = {"result.json": as_json(account()), "photos/photo_1.jpg": PICTURE, "profile_pictures/p.jpg": PICTURE}
WHOLE = {
    "telegram chat": ("result.json", as_json(chat())),
    "telegram page": ("messages.html", FIRST),
    "telegram account": ("export.zip", zipped({f"Telegram/{name}": data for name, data in EXPORT.items()})),
    "telegram pages": ("ChatExport.zip", zipped(FOLDER)),
}
