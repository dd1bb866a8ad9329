"""Pages of Google Voice as Takeout writes them. Fictional people only."""

HEAD = (
    '<?xml version="1.0" ?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" '
    'content="text/html; charset=UTF-8" />\n'
    '<title>%s</title>\n<style type="text/css">\n.haudio {\n  width: 750px;\n}\n.hChatLog {\n  '
    "width: 750px;\n}\n</style></head>\n<body>"
)
ME = (
    '<cite class="sender vcard"><a class="tel" href="tel:+447700900101"><abbr class="fn" '
    'title="">Me</abbr></a></cite>'
)
CY = (
    '<cite class="sender vcard"><a class="tel" href="tel:+447700900103"><span class="fn">Cy '
    "Example</span></a></cite>"
)
BO = (
    '<cite class="sender vcard"><a class="tel" href="tel:+447700900102"><span class="fn">Bo '
    "Example</span></a></cite>"
)
PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"


def message(who, stamp, words, more=""):
    return (
        f'<div class="message"><abbr class="dt" title="{stamp}">Jan 5, 2025, 4:00:00&#8239;AM\nPacific '
        f"Time</abbr>:\n{who}:\n<q>{words}</q>\n{more}</div> "
    )


def texts(title, *messages, participants="", deleted="False", label="Text"):
    return (
        HEAD % title + f'<div class="hChatLog hfeed">{participants}\n{"".join(messages)}</div>\n<div '
        f'class="tags">Labels:\n'
        f'<a rel="tag" href="http://www.google.com/voice#sms">{label}</a>, <a rel="tag" '
        f'href="http://www.google.com/voice#inbox">Inbox</a></div>\n'
        f'<div class="deletedStatusContainer">User Deleted:\n{deleted}</div></body></html>\n'
    ).encode()


def call(words, kind, number="+447700900102", name="Bo Example", more="", duration=""):
    spelt = f'<br />\n<abbr class="duration" title="{duration}">(00:01:23)</abbr>\n' if duration else ""
    return (
        HEAD % f"{words}\n{name}" + f'<div class="haudio"><span class="album">Call Log for\n</span>\n<span '
        f'class="fn">{words}\n{name}</span>\n'
        f'<div class="contributor vcard">{words}\n<a class="tel" href="tel:{number}"><span '
        f'class="fn">{name}</span></a></div>\n'
        f'<abbr class="published" title="2025-01-05T05:00:00.000-08:00">Jan 5, 2025, '
        f"5:00:00&#8239;AM\nPacific Time</abbr>\n{more}{spelt}"
        f'<div class="tags">Labels:\n<a rel="tag" '
        f'href="http://www.google.com/voice#{kind}">{kind.title()}</a></div>\n'
        '<div class="deletedStatusContainer">User Deleted:\nFalse</div></div></body></html>'
    ).encode()


TALK = texts(
    "Bo Example",
    message(BO, "2025-01-05T04:00:00.500-08:00", "See you at six?<br>Don&#39;t be late<br>"),
    message(ME, "2025-01-05T04:01:00.000-08:00", "MMS Sent", '<div><img src="Bo Example - Text - 2025-01-05T12_00_00Z-2-1" alt="Image MMS Attachment" /></div>'),
)  # fmt: skip
LATER = texts(
    "Bo Example",
    message(BO, "2025-02-01T04:00:00.000-08:00", 'Look <a href="https://example.org/x">here</a>'),
    deleted="True",
)
ALONE = texts("Me to\nDi Example", message(ME, "2025-01-06T04:00:00.000-08:00", "Are you there?"))
GROUP = texts(
    "Group Conversation",
    message(BO, "2025-01-07T04:00:00.000-08:00", "Hello both"),
    message(CY, "2025-01-07T04:01:00.000-08:00", "", '<div><a class="vcard" href="Group Conversation - 2025-01-07T12_00_00Z-2-1">Contact card attachment</a></div>'),
    message(ME, "2025-01-07T04:02:00.000-08:00", "Thanks", '<div><a class="video" href="Group Conversation - 2025-01-07T12_00_00Z-3-1">Video attachment</a></div>'),
    participants=f'<div class="participants">Group conversation with:\n{BO}, {CY}</div>',
)  # fmt: skip
PLACED = call("Placed call to", "placed", duration="PT1M23S")
MISSED = call("Missed call from", "missed")
WITHHELD = call("Placed call to", "placed", number="", name="", duration="PT2S")
RECORDED = call("Recorded call with", "recorded", duration="PT1H2M3S")
VOICEMAIL = call(
    "Voicemail from", "voicemail", duration="PT28S",
    more='Transcript:\n<span class="description"><span class="full-text">Hi Ann. It&#39;s Bo.</span>\n<span class="word high">Hi\n'
    '<span class="start-time">0.0</span>\n<span class="confidence">0.85</span></span>\n</span>\n<br />\n'
    '<audio controls="controls" src="Bo Example - Voicemail - 2025-01-05T13_00_00Z.mp3">'
    '<a rel="enclosure" href="Bo Example - Voicemail - 2025-01-05T13_00_00Z.mp3">Audio</a></audio>\n',
)  # fmt: skip
PHONES = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\r\nN:;;;;\r\nitem1.TEL:+447700900101\r\nitem1.X-ABLabel:Google "
    b"Voice\r\nTEL;TYPE=CELL:+447700900199\r\nEND:VCARD\r\n"
)
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ed Example\r\nTEL:+447700900105\r\nEND:VCARD\r\n"


def files(top="Takeout/Voice/"):
    """A whole download of Google Voice by the names of its files."""
    return {
        f"{top}Calls/Bo Example - Text - 2025-01-05T12_00_00Z.html": TALK,
        f"{top}Calls/Bo Example - Text - 2025-01-05T12_00_00Z-2-1.jpg": PICTURE,
        f"{top}Calls/Bo Example - Text - 2025-02-01T12_00_00Z.html": LATER,
        f"{top}Calls/+447700900104 - Text - 2025-01-06T12_00_00Z.html": ALONE,
        f"{top}Calls/Group Conversation - 2025-01-07T12_00_00Z.html": GROUP,
        f"{top}Calls/Group Conversation - 2025-01-07T12_00_00Z-2-1.vcf": CARD,
        f"{top}Calls/Bo Example - Placed - 2025-01-05T13_00_00Z.html": PLACED,
        f"{top}Calls/Bo Example - Missed - 2025-01-05T13_00_00Z.html": MISSED,
        f"{top}Calls/ - Placed - 2025-01-05T13_00_00Z.html": WITHHELD,
        f"{top}Calls/Bo Example - Recorded - 2025-01-05T13_00_00Z.html": RECORDED,
        f"{top}Calls/Bo Example - Voicemail - 2025-01-05T13_00_00Z.html": VOICEMAIL,
        f"{top}Calls/Bo Example - Voicemail - 2025-01-05T13_00_00Z.mp3": b"ID3 not really a recording",
        f"{top}Phones.vcf": PHONES,
    }
