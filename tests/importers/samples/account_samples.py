"""Downloads of TikTok, X, Skype, Slack, Tinder and Hinge, with their traps. Fictional people only."""

import json

PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"


def as_json(value):
    return json.dumps(value, ensure_ascii=False).encode()


TIKTOK = {
    "Your Activity": {
        "Searches": {"SearchList": [{"Date": "2025-01-05 11:00:00", "SearchTerm": "shed paint"}]},
        "Watch History": {"VideoList": [{"Date": "2025-01-05 11:05:00 UTC", "Link": "https://example.org/v/1"}]},
        "Login History": {"LoginHistoryList": [{"Date": "2025-01-05 10:00:00 UTC", "IP": "192.0.2.1", "DeviceModel": "X"}]},
    },
    "Comment": {"Comments": {"CommentsList": [{"date": "2025-01-05 11:10:00", "comment": "Nice shed"}]}},
    "Direct Message": {"Direct Messages": {"ChatHistory": {
        "Chat History with bo_example:": [
            {"Date": "2025-01-05 12:01:00", "From": "ann_example", "Content": "Fine"},
            {"Date": "2025-01-05 12:00:00", "From": "bo_example", "Content": "See you at six"},
            "odd",
        ],
        "Chat History with cy_example:": [],
    }}},
    "Profile": {"Profile Info": {"ProfileMap": {"userName": "ann_example", "telephoneNumber": "+447700900101"}}},
}  # fmt: skip


def ytd(name, value, part=0):
    return f"window.YTD.{name}.part{part} = ".encode() + json.dumps(value, indent=2).encode()


X_TALK = {
    "dmConversation": {
        "conversationId": "111-222",
        "messages": [
            {"messageCreate": {"recipientId": "111", "reactions": [{"senderId": "111", "reactionKey": "like", "eventId": "9", "createdAt": "2025-01-05T12:02:00.000Z"}], "urls": [], "text": "Fine &amp; good", "mediaUrls": ["https://ton.twitter.com/dm/502/1/pic.jpg"], "senderId": "222", "id": "502", "createdAt": "2025-01-05T12:01:00.500Z", "editHistory": []}},
            {"messageCreate": {"recipientId": "222", "reactions": [], "urls": [], "text": "See you at six", "mediaUrls": [], "senderId": "111", "id": "501", "createdAt": "2025-01-05T12:00:00.000Z"}},
        ],
    }
}  # fmt: skip
X_GROUP = {
    "dmConversation": {
        "conversationId": "900",
        "messages": [
            {"joinConversation": {"initiatingUserId": "222", "participantsSnapshot": ["111", "222", "333"], "createdAt": "2025-01-05T12:00:00.000Z"}},
            {"messageCreate": {"senderId": "333", "text": "Hello all", "id": "601", "mediaUrls": [], "createdAt": "2025-01-05T12:03:00.000Z", "mood": "calm"}},
        ],
    }
}  # fmt: skip
X_FILES = {
    "Your archive.html": b"<html><head><title>Twitter</title></head><body></body></html>",
    "data/manifest.js": b"window.__THAR_CONFIG = {}",
    "data/account.js": ytd("account", [{"account": {"email": "ann@example.org", "username": "ann", "accountId": "111", "accountDisplayName": "Ann", "createdAt": "2020-01-01T00:00:00.000Z"}}]),
    "data/direct-messages.js": ytd("direct_messages", [X_TALK]) + b"\n",
    "data/direct-messages-group.js": ytd("direct_messages_group", [X_GROUP]) + b";",
    "data/direct-message-headers.js": ytd("direct_message_headers", [{"dmConversation": {"conversationId": "111-222", "messages": [{"messageCreate": {"id": "501", "senderId": "111", "createdAt": "2025-01-05T12:00:00.000Z"}}]}}]),
    "data/direct_messages_media/502-pic.jpg": PICTURE,
    "data/tweets.js": ytd("tweets", [{"tweet": {"id_str": "701", "full_text": "Shed &gt; house", "created_at": "Sun Jan 05 12:05:00 +0000 2025", "extended_entities": {"media": [{"media_url_https": "https://pbs.example.org/media/abc.jpg"}]}}}]),
    "data/tweets_media/701-abc.jpg": PICTURE,
    "data/follower.js": ytd("follower", [{"follower": {"accountId": "222", "userLink": "https://example.org/222"}}]),
}  # fmt: skip


def skype_message(number, minute, who, kind, content, **more):
    return {"id": str(number), "displayName": None, "originalarrivaltime": f"2025-01-05T12:{minute:02}:00.5Z", "messagetype": kind, "version": 1, "content": content, "conversationid": "8:bo.example", "from": who, "properties": None, "amsreferences": None, **more}  # fmt: skip


SKYPE = {
    "userId": "8:ann.example", "exportDate": "2025-02-01T00:00",
    "conversations": [
        {"id": "8:bo.example", "displayName": "Bo Example", "version": 1, "properties": {"conversationblocked": False}, "threadProperties": None, "MessageList": [
            skype_message(5, 4, "8:ann.example", "RichText", "", properties={"deletetime": "1736078700"}),
            skype_message(4, 3, "8:bo.example", "Event/Call", '<partlist type="ended" alt=""><part identity="8:bo.example"><name>Bo</name><duration>12.4</duration></part></partlist>'),
            skype_message(3, 2, "8:bo.example", "RichText/UriObject", '<URIObject uri="https://api.example.org/v1/objects/0-neu-d1-abc" type="Picture.1">To view this, go to: <a href="https://example.org">x</a><OriginalName v="shed.jpg"/><FileSize v="31"/></URIObject>', amsreferences=["0-neu-d1-abc"]),
            skype_message(2, 1, "8:ann.example", "RichText", '<quote author="8:bo.example"><legacyquote>[12:00] Bo: </legacyquote>See you<legacyquote>\n\n&lt;&lt;&lt; </legacyquote></quote>Fine &amp; good <ss type="smile">:)</ss>'),
            skype_message(1, 0, "8:bo.example", "RichText", 'See you at six<e_m ts="1"></e_m>'),
        ]},
        {"id": "19:abc@thread.skype", "displayName": "Shed club", "version": 1, "properties": {}, "threadProperties": {"topic": "Shed club"}, "MessageList": [
            skype_message(7, 6, "8:cy.example", "Text", "1 < 2"),
            skype_message(6, 5, "19:abc@thread.skype", "ThreadActivity/AddMember", "<addmember><target>8:cy.example</target></addmember>"),
        ]},
    ],
}  # fmt: skip
SKYPE_FILES = {
    "messages.json": as_json(SKYPE), "media/0-neu-d1-abc.1.jpg": PICTURE, "media/0-neu-d1-abc.json": b'{"filename": "shed.jpg"}',
    "endpoints.json": as_json({"endpoints": [{"id": "1"}]}),
}  # fmt: skip

SLACK_DAY = [
    {"type": "message", "subtype": "channel_join", "ts": "1736078400.000100", "user": "U1", "text": "<@U1> has joined the channel"},
    {"type": "message", "ts": "1736078460.000200", "user": "U2", "text": "See <https://example.org|this> &amp; <@U1> in <#C1|hall> <!here>", "client_msg_id": "x",
     "reactions": [{"name": "thumbsup", "users": ["U1"], "count": 1}], "thread_ts": "1736078460.000200", "reply_count": 1},
    {"type": "message", "ts": "1736078520.000300", "user": "U1", "text": "", "mood": "calm",
     "files": [{"id": "F1", "name": "plan.pdf", "mimetype": "application/pdf", "size": 12, "url_private": "https://files.example.org/F1"}]},
    {"type": "message", "subtype": "bot_message", "ts": "1736078580.000400", "bot_id": "B1", "username": "rota", "text": "Rota is out"},
]  # fmt: skip
SLACK_FILES = {
    "users.json": as_json([{"id": "U1", "name": "ann", "profile": {"real_name": "Ann Example", "email": "ann@example.org"}}, {"id": "U2", "name": "bo", "profile": {"real_name": "Bo Example"}}]),
    "channels.json": as_json([{"id": "C1", "name": "hall", "members": ["U1", "U2"]}]),
    "dms.json": as_json([{"id": "D1", "members": ["U1", "U2"]}]),
    "hall/2025-01-05.json": as_json(SLACK_DAY),
    "D1/2025-01-05.json": as_json([{"type": "message", "ts": "1736078400.000500", "user": "U2", "text": "Hi"}]),
}  # fmt: skip

TINDER = {
    "Usage": {"app_opens": {"2025-01-05": 3}, "swipes_likes": {"2025-01-05": 1}},
    "User": {"email": "ann@example.org", "full_name": "Ann Example", "interested_in": "M"},
    "Messages": [
        {"match_id": "Match 2", "messages": [
            {"to": 2, "from": "You", "message": "I&rsquo;m here", "sent_date": "Sun, 05 Jan 2025 12:00:00 GMT"},
            {"to": 2, "from": "You", "message": "https://media.example.org/x.gif", "type": "gif", "sent_date": "Sun, 05 Jan 2025 12:01:00 GMT", "mood": "calm"},
        ]},
        {"match_id": "Match 1", "messages": []},
    ],
}  # fmt: skip
HINGE = [
    {"match": [{"timestamp": "2025-01-05 11:00:00"}], "chats": [{"body": "Hello", "timestamp": "2025-01-05 12:00:00"}, {"body": "Again", "timestamp": "2025-01-05 12:01:00"}], "voice_notes": [{"timestamp": "2025-01-05 12:02:00", "url": "https://media.example.org/a/note.m4a"}]},
    {"like": [{"timestamp": "2025-01-05 11:00:00", "like": [{"comment": "Nice"}]}]},
    {"block": [{"block_type": "remove", "timestamp": "2025-01-06 11:00:00"}], "we_met": [{"did_meet_subject": "No", "timestamp": "2025-01-06 12:00:00"}]},
]  # fmt: skip
PASTED = (
    b"Ann Example, [05.01.25 15:21]\nSee you at six?\n\nBo, [05.01.25 15:22]\nYes\nBring the "
    b"key\n\nAnn Example, [13.01.25 09:00]\nOk\n"
)
LINE = (
    b"[LINE] Chat history with Shed club\nSaved on: 2025/01/15 "
    b"10:30\n\n2025/01/05(Sun)\n10:30\tAnn\tSee you at six\n"
    b'10:31\tBo\t"First line\nsecond"\n10:32\tAnn joined the group\n\n2025/01/06(Mon)\n23:59\tBo\t[Photo]\n'
)
