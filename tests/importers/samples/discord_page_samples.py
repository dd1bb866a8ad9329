"""Pages, texts and tables of DiscordChatExporter in several layouts. Fictional people only."""

from discord_samples import ANN, BO, FIRST, HALL, NOON, SECOND, THIRD, flake

FOURTH, FIFTH, SIXTH = flake(NOON + 7_200_000), flake(NOON + 7_260_000), flake(NOON + 7_320_000)
STYLE = (
    "<style>.chatlog__message-group { color: red } .chatlog__message { } .preamble { } "
    ".chatlog__avatar { }</style>"
)


def group_now(*messages):
    return f'<div class="chatlog__message-group">\n{"".join(messages)}</div>\n'


def now(number, stamp, body, who=None, reply="", more=""):
    """A message of the layout since 2022; the first one of a group has its author."""
    head = "" if who is None else (
        f'{reply}<div class="chatlog__header"><span class="chatlog__author" style="" title="{who[1]}" data-user-id="{who[0]}">{who[2]}</span>'
        f'{who[3] if len(who) > 3 else ""}<span class="chatlog__timestamp"><a href="#chatlog__message-container-{number}">{stamp}</a></span></div>'
    )  # fmt: skip
    aside = (
        f'<div class="chatlog__short-timestamp" title="{stamp}">1:01 PM</div>'
        if who is None
        else '<img class="chatlog__avatar" src="a.png" alt="Avatar">'
    )
    text = (
        ""
        if body is None
        else (
            f'<div class="chatlog__content chatlog__markdown"><span '
            f'class="chatlog__markdown-preserve"><!--wmm:ignore-->{body}<!--/wmm:ignore--></span>\n '
            f"EDITED</div>"
        )
    )
    return (
        f'<div id="chatlog__message-container-{number}" class="chatlog__message-container " data-message-id="{number}">\n<div class="chatlog__message">'
        f'<div class="chatlog__message-aside">{aside}</div>\n<div class="chatlog__message-primary">{head}\n{text}{more}</div></div></div>\n'
    )  # fmt: skip


def notice(number, stamp, who, words):
    return (
        f'<div id="chatlog__message-container-{number}" class="chatlog__message-container" data-message-id="{number}"><div class="chatlog__message">'
        f'<div class="chatlog__message-aside"><svg class="chatlog__system-notification-icon"><use href="#x"></use></svg></div><div class="chatlog__message-primary">'
        f'<span class="chatlog__system-notification-author" title="{who[1]}" data-user-id="{who[0]}">{who[2]}</span><span> </span>'
        f'<span class="chatlog__system-notification-content"><span>{words}</span></span>\n'
        f'<span class="chatlog__system-notification-timestamp"><a href="#x">{stamp}</a></span></div></div></div>'
    )  # fmt: skip


def page(body, server="Shed club", channel="Text / hall", end="Exported 6 message(s)", zone="", limits=""):
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><title>{server} - {channel}</title><meta charset="utf-8">{STYLE}</head>\n<body>\n<div class="preamble">'
        f'<div class="preamble__entries-container"><div class="preamble__entry">{server}</div><div class="preamble__entry">{channel}</div>{limits}</div></div>\n'
        f'<div class="chatlog">\n{body}</div>\n<div class="postamble"><div class="postamble__entry">{end}</div>{zone}</div>\n</body>\n</html>'
    ).encode()  # fmt: skip


ANN_ = (ANN, "ann_example", "Ann")
BO_ = (BO, "bo_example#0001", "Bo", '<span class="chatlog__author-tag">BOT</span>')
REPLY = (
    '<div class="chatlog__reply"><div class="chatlog__reply-author" '
    'title="ann_example">Ann</div><div class="chatlog__reply-content">'
    f'<span class="chatlog__reply-link" onclick="scrollToMessage(event, \'{FIRST}\')">See '
    f"you</span></div></div>"
)
EDITED = '<span class="chatlog__edited-timestamp" title="05/01/2025 12:02">(edited)</span>'
REACTIONS = (
    '<div class="chatlog__reactions"><div class="chatlog__reaction" title="thumbsup"><img '
    'class="chatlog__emoji chatlog__emoji--small" alt="\U0001f44d" src="x.svg"><span '
    'class="chatlog__reaction-count">2</span></div></div>'
)
FILES = (
    '<div class="chatlog__attachment"><a href="hall.html_Files/my%20plan-1A2B3.png"><img '
    'class="chatlog__attachment-media" '
    'src="hall.html_Files/my%20plan-1A2B3.png" alt="Image attachment" title="Image: my plan.png '
    '(12.3 KB)"></a></div>'
    '<div class="chatlog__attachment"><div class="chatlog__attachment-generic"><div '
    'class="chatlog__attachment-generic-name">'
    '<a href="https://cdn.example.org/1/2/rota.pdf?ex=0">rota.pdf</a></div><div '
    'class="chatlog__attachment-generic-size">3 KB</div></div></div>'
)
EMBED = (
    '<div class="chatlog__embed"><div class="chatlog__embed-content-container"><div '
    'class="chatlog__embed-title"><a href="https://example.org/x"><div class="chatlog__markdown">Shed '
    "paint</div></a></div></div></div>"
)
PAGE = page(
    group_now(
        now(FIRST, "05/01/2025 12:00", 'See you at six <img class="chatlog__emoji" alt="\U0001f600" src="x.svg">\nBring <img class="chatlog__emoji" alt="shed" title=":shed:" src="y.png">', ANN_).replace(" EDITED", EDITED),
        now(SECOND, "05/01/2025 12:01", None, more=FILES),
    )
    + group_now(now(THIRD, "05/01/2025 13:00", "Fine &amp; good", BO_, REPLY, REACTIONS + EMBED))
    + group_now(notice(FOURTH, "05/01/2025 14:00", ANN_, "pinned a message to this channel."))
    + group_now(notice(FIFTH, "05/01/2025 14:01", ANN_, "started a call that lasted 3 minutes"))
    + group_now(now(SIXTH, "05/01/2025 14:02", None, ANN_, more='<div class="chatlog__forwarded"><div class="chatlog__forwarded-header">Forwarded</div><div class="chatlog__forwarded-content">From before</div></div>'))
).replace(b" EDITED", b"")  # fmt: skip


def old(number, body):
    return (
        f'<div class="chatlog__message " data-message-id="{number}" id="message-{number}">\n<div class="chatlog__content">\n<div class="markdown">\n'
        f'<span class="preserve-whitespace">{body}</span>\n</div></div></div>\n'
    )  # fmt: skip


MIDDLE = page(
    '<div class="chatlog__message-group"><div class="chatlog__author-avatar-container"></div><div class="chatlog__messages">'
    f'<span class="chatlog__author-name" title="ann#1234" data-user-id="{ANN}" style="color: red">Ann</span>\n<span class="chatlog__timestamp">05-Jan-25 12:00 PM</span>\n'
    + old(FIRST, "Hello") + old(SECOND, "Again") + "</div></div>"
    '<div class="chatlog__message-group"><div class="chatlog__reference-symbol"></div><div class="chatlog__reference">'
    f'<a class="chatlog__reference-link" href="#" onclick="scrollToMessage(event, &#39;{FIRST}&#39;)"><span class="chatlog__reference-content">Hello</span></a></div>'
    f'<div class="chatlog__messages"><span class="chatlog__author-name" title="bo#0001" data-user-id="{BO}">Bo</span><span class="chatlog__bot-tag">BOT</span>'
    f'<span class="chatlog__timestamp">05-Jan-25 01:00 PM</span>{old(THIRD, "Hi")}</div></div>',
    "Direct Messages", "Private / bo", "Exported 3 message(s)",
)  # fmt: skip
FIRST_LAYOUT = (
    f"<!DOCTYPE html><html><head><title>Shed club - hall</title>{STYLE}</head><body>"
    '<div class="info"><div class="info__metadata"><div class="info__guild-name">Shed '
    'club</div><div class="info__channel-name">hall</div>'
    '<div class="info__channel-message-count">3 messages</div></div></div><div '
    'class="chatlog"><div class="chatlog__message-group">'
    '<div class="chatlog__messages"><span class="chatlog__author-name" '
    'title="ann#1234">Ann</span><span class="chatlog__timestamp">05-Jan-19 12:00 PM</span>'
    '<div class="chatlog__content">Hello</div><div class="chatlog__attachment"><a '
    'href="https://cdn.example.org/1/2/a.txt">Attachment: a.txt (1 KB)</a></div>'
    '<div class="chatlog__content">Again</div></div></div><div class="chatlog__message-group"><div '
    'class="chatlog__messages">'
    '<span class="chatlog__author-name" title="bo#0001">Bo</span><span '
    'class="chatlog__timestamp">05-Jan-19 12:05 PM</span>'
    '<div class="chatlog__content">Hi</div></div></div></div></body></html>'
).encode()

BAR = "=" * 62
TEXT = (
    f"{BAR}\nGuild: Direct Messages\nChannel: Private / bo\nAfter: 01/01/2025 00:00\n{BAR}\n\n"
    "[05/01/2025 12:00] ann_example\nSee you at six\n\n[x] no stamp\nBring the "
    "key\n\n{Reactions}\n\U0001f44d (2)\n\n"
    "[05/01/2025 12:01] ann_example (pinned)\n\n\n{Attachments}\nhall.txt_Files/"
    "my%20plan-1A2B3.png\nhttps://cdn.example.org/1/2/rota.pdf?ex=0\n\n\n"
    "[25/01/2025 12:05] bo#0001\nFine\n\n{Embed}\nShed paint\nhttps://example.org/x\n\n\n"
    "[25/01/2025 12:06] bo#0001\nStarted a call that lasted 3 minutes.\n\n\n"
    f"{BAR}\nExported 4 message(s)\n{BAR}\n"
).encode()
TEXT_OLD = (
    (
        f"{BAR}\r\nGuild:    Shed club\r\nChannel:  hall\r\nTopic:    \r\nMessages: 2\r\nRange:    "
        f"\r\n{BAR}\r\n\r\n"
        "[05-Jan-19 12:00 PM] ann#1234\r\nHello\r\n\r\n[05-Jan-19 12:05 PM] bo#0001\r\nHi\r\n\r\n"
    )
    .replace("Guild:    ", "Guild:    ")
    .encode()
)
TABLE = (
    "\ufeffAuthorID,Author,Date,Content,Attachments,Reactions\n"
    f'"{ANN}","ann_example","2025-01-05T12:00:00.1230000+00:00","See you, ""at six""\nBring the '
    f'key","","\U0001f44d (2),\U0001f600 (1)"\n'
    f'"{BO}","bo#0001","2025-01-05T14:01:00.0000000+01:00","","https://cdn.example.org/1/2/'
    f'a.png?ex=0,https://cdn.example.org/1/3/b.pdf",""\n'
).encode()
TABLE_OLD = (
    b'Author;Date;Content;Attachments;Reactions;\n"ann#1234";"05-Jan-19 12:00 '
    b'PM";"Hello";"";"";\n"bo#0001";"13-Jan-19 12:05 PM";"Hi";"";"";\n'
)
NAME = f"Shed club - Text - hall [{HALL}]"
