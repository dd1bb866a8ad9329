"""Conversations as imessage-exporter writes them. Fictional people only."""

STYLE = ".message { margin: 1%; }\n" * 200
_LINK = '<a title="Reveal in Messages app" href="sms://open?message-guid=G">May 17, 2022  5:29:42 PM</a>'
_REPLY = (
    '<div class="message">\n<div class="sent iMessage">\n<p><span class="timestamp">May 17, 2022  '
    "5:31:00 PM </span>\n"
    '<span class="sender">Me</span></p>\n<hr><div class="message_part">\n<span class="bubble">A '
    "reply</span>\n</div>\n{end}</div>\n</div>\n"
)

HTML = (
    (
        '<html>\n<head>\n<meta charset="UTF-8">\n<meta name="viewport" content="width=device-width, '
        'initial-scale=1"><style>\n'
    )
    + STYLE
    + "\n</style>\n</head>\n<body>\n"
    + (
        f'<div class="message">\n<div class="received">\n<p><span class="timestamp">{_LINK} (Read by '
        f"you after 5 seconds)</span>\n"
    )
    + (
        '<span class="sender">Bo</span></p>\n<p>Subject: <span '
        'class="subject">Shed</span></p>\n<hr><div class="message_part">\n'
    )
    + (
        '<span class="bubble">Hello &amp; <b>welcome</b>\nsecond line</span>\n</div>\n<span '
        'class="expressive">Sent with Echo</span>\n'
    )
    + (
        '<div class="tapbacks"><hr><p>Tapbacks:</p>\n<div class="tapback"><span '
        'class="tapback"><b>Loved</b> by Me</span></div>\n</div>\n'
    )
    + '<div class="replies">\n<div class="reply" id="G2">'
    + _REPLY.format(end="")
    + "</div>\n</div>\n</div>\n</div>\n"
    + (
        '<div class="announcement"><p><span class="timestamp">May 17, 2022  5:30:00 PM</span> You '
        "renamed the conversation to <b>Shed</b></p></div>\n"
    )
    + _REPLY.format(end='<span class="reply_context">This message responded to an earlier message.</span>\n')
    + (
        '<div class="message">\n<div class="sent SMS">\n<p><span class="timestamp">Dec  1, 2022 '
        '12:00:01 AM</span>\n<span class="sender">Me</span></p>\n'
    )
    + (
        '<hr><div class="message_part">\n<div class="attachment"><img src="attachments/1/plan%201.jpg" '
        'loading="lazy"></div>\n</div>\n'
    )
    + (
        '<hr><div class="message_part">\n<div class="edited"><table><tbody><tr><td><span '
        'class="timestamp">Dec  1, 2022 12:00:01 AM</span></td>'
    )
    + (
        '<td>First</td></tr></tbody><tfoot><tr><td><span class="timestamp">Edited 5 seconds '
        "later</span></td><td>Second</td></tr></tfoot></table></div>\n"
    )
    + "</div>\n</div>\n</div>\n"
    + (
        '<div class="message">\n<div class="received">\n<p><span class="timestamp">Dec  1, 2022 '
        '12:00:02 AM</span>\n<span class="sender">+447700900125</span></p>\n'
    )
    + (
        '<hr><div class="message_part">\n<span class="unsent">They unsent this message part 10 seconds '
        "after sending!</span>\n</div>\n"
    )
    + (
        '<hr><div class="message_part">\n<span class="attachment_error">Unable to locate attachment: '
        "IMG_9.jpeg</span>\n</div>\n"
    )
    + (
        '<hr><div class="message_part">\n<div class="app"><a href="https://example.org"><div '
        'class="app_header"><img src="https://example.org/a.png">'
    )
    + (
        '<div class="name">Beans</div></div><div class="app_footer"><div class="caption">All about '
        "beans</div></div></a></div>\n</div>\n</div>\n</div>\n"
    )
    + "</body></html>"
).encode()

TEXT = (
    b"May 17, 2022  5:29:42 PM (Read by you after 5 seconds)\nBo\nHello & welcome\n\nsecond "
    b"paragraph\nSent with Echo\n"
    b"Tapbacks:\n    Loved by Me\n    Liked by Cy\n\n"
    b"    May 17, 2022  5:31:00 PM\n    Me\n    A reply\n\n\n"
    b"May 17, 2022  5:30:00 PM You renamed the conversation to Shed\n\n"
    b"May 17, 2022  5:31:00 PM\nMe\nA reply\nThis message responded to an earlier message.\n\n"
    b"Dec  1, 2022 12:00:01 AM\nMe\nattachments/1/plan 1.jpg\n"
    b"Dec  1, 2022 12:00:01 AM First\nEdited 5 seconds later: Second\n\n"
    b"Dec  1, 2022 12:00:02 AM\n+447700900125\nThey unsent this message part 10 seconds after sending!\n\n"
)
