"""Signal conversations as other programs export them. Fictional people only."""

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
    b"<!doctype html><html lang='en'><head><link rel=stylesheet href='../style.css'></head><body><div class='msg'><span class=date>2025-01-05</span>"
    b"<span class=time>15:21:33</span><span class=sender>Bo</span><p class=body><p>See you &amp; me<br>at six</p></p><p class=reaction></p></div>"
    b"<div class='msg me'><span class=date>2025-01-05</span><span class=time>15:22:00</span><span class=sender>Me</span><p class=quote>See you</p>"
    b'<p class=body><figure><img load="lazy" src="./media/shed.jpg" alt="shed.jpg"></figure></p><p class=reaction>Bo: x</p></div></body></html>'
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
    "<!DOCTYPE html>\n<html><head><style>.msg-status .msg-call-incoming {} .msg-outgoing {} .msg-quote {}</style></head><body>\n"
    '<div class="msg msg-incoming"><span class="msg-name msg-name-3">Bo</span><div><pre>See you at six\nand bring the key</pre></div>'
    '<div class="footer"><div class="edited"><span>edited</span><div class="edited-info"><div class="msg msg-incoming"><div><pre>See you</pre></div>'
    '<div class="footer"><span class="msg-data">Jan 05, 2025 15:20:00</span></div></div></div></div><span class="msg-data">Jan 05, 2025 15:21:33</span></div></div>\n'
    '<div class="msg msg-outgoing msg-sender-2 msg-with-reaction"><div class="msg-quote"><div class="msg-quote-message"><span class="msg-name">Bo</span>'
    '<pre>See you at six</pre></div></div><div class="attachment"><img src="media/shed.jpg"></div><div><pre>Fine &amp; good</pre></div>'
    '<div class="footer"><span class="msg-data">Jan 05, 2025 15:22:00</span></div><div class="msg-reactions"><div class="msg-reaction">'
    '<span class="msg-emoji">\U0001f44d</span><div class="msg-reaction-info">From: Bo</div></div></div></div>\n'
    '<div class="msg msg-status"><div class="status-text"><pre><span class="msg-call-incoming"></span>Bo called you</pre></div>'
    '<div class="footer-status"><span class="msg-data">Jan 05, 2025 15:23:00</span></div></div>\n'
    '<div class="msg msg-incoming deleted-msg"><div><pre>This message was deleted.</pre></div>'
    '<div class="footer"><span class="msg-data">Jan 05, 2025 15:24:00</span></div></div></body></html>\n'
).encode()
