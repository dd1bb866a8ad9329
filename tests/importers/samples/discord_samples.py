"""Discord packages and channels as DiscordChatExporter saves them, with their traps. Fictional people
only."""

import json

ANN, BO, DM, HALL = "100000000000000001", "100000000000000002", "400000000000000001", "400000000000000002"
EPOCH = 1420070400000
PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"


def flake(milliseconds: int, low: int = 7) -> int:
    return (milliseconds - EPOCH << 22) + low


NOON = 1736078400000  # 5 January 2025, 12:00 UTC
FIRST, SECOND, THIRD = flake(NOON), flake(NOON + 60_000), flake(NOON + 3_600_000)

MESSAGES = [
    {"ID": SECOND, "Timestamp": "2025-01-05 12:01:00", "Contents": "", "Attachments": "https://cdn.example.org/a/1/my%20plan.png?ex=0 https://cdn.example.org/a/2/b.mp4"},
    {"ID": FIRST, "Timestamp": "2025-01-05 12:00:00", "Contents": "See you at six\nBring the key", "Attachments": ""},
]  # fmt: skip
HALL_CSV = (
    "ID,Timestamp,Contents,Attachments\r\n"
    f'{FIRST},2025-01-05 12:00:00.123000+00:00,"Hello, ""all""\nsecond line",\r\n'
    f"{THIRD},2025-01-05 15:00:00+00:00,Late,https://cdn.example.org/a/3/c.pdf\r\n"
).encode()


def package():
    user = {"id": ANN, "username": "ann_example", "global_name": "Ann", "email": "ann@example.org", "relationships": [{"id": BO, "type": 1, "user": {"id": BO, "username": "bo_example"}}]}  # fmt: skip
    return {
        "README.txt": b"Welcome to your data package",
        "Account/user.json": json.dumps(user).encode(),
        "Messages/index.json": json.dumps(
            {DM: "Direct Message with bo_example#0", HALL: "hall in Shed club"}
        ).encode(),
        f"Messages/c{DM}/channel.json": json.dumps(
            {"id": DM, "type": "DM", "recipients": [ANN, BO]}
        ).encode(),
        f"Messages/c{DM}/messages.json": json.dumps(MESSAGES).encode(),
        f"Messages/c{HALL}/channel.json": json.dumps(
            {"id": HALL, "type": 0, "name": "hall", "guild": {"id": "5", "name": "Shed club"}}
        ).encode(),
        f"Messages/c{HALL}/messages.csv": HALL_CSV,
        "Servers/index.json": json.dumps({"5": "Shed club"}).encode(),
        "Activity/analytics/events-2025-00000-of-00001.json": b'{"event_type": "x"}\n{"event_type": "y"}\n',
    }


def author(number, name, **more):
    return {
        "id": number,
        "name": name,
        "discriminator": "0000",
        "nickname": name.title(),
        "color": None,
        "isBot": False,
        "avatarUrl": "x",
        **more,
    }


def said(number, when, content, who=None, **more):
    return {
        "id": str(number), "type": "Default", "timestamp": when, "timestampEdited": None, "callEndedTimestamp": None, "isPinned": False,
        "content": content, "author": who or author(BO, "bo"), "attachments": [], "embeds": [], "stickers": [], "reactions": [], "mentions": [], **more,
    }  # fmt: skip


def chat():
    messages = [
        said(FIRST, "2025-01-05T12:00:00.123+00:00", "See you at six", reactions=[{"emoji": {"id": "", "name": "\U0001f44d"}, "count": 1, "users": [author(ANN, "ann")]}]),
        said(SECOND, "2025-01-05T13:01:00+01:00", "Fine", author(ANN, "ann"), type="Reply", reference={"messageId": str(FIRST), "channelId": DM, "guildId": None}),
        said(THIRD, "2025-01-05T14:00:00+00:00", "Started a call.", type="Call", callEndedTimestamp="2025-01-05T14:05:00+00:00"),
        said(THIRD + 1, "2025-01-05T15:00:00+00:00", "Joined.", type="RecipientAdd"),
        said(THIRD + 2, "2025-01-05T16:00:00+00:00", "", attachments=[
            {"id": "1", "url": "chat.json_Files/plan-AB12.png", "fileName": "plan.png", "fileSizeBytes": len(PICTURE)},
            {"id": "2", "url": "https://cdn.example.org/x/b.mp4?ex=0", "fileName": "b.mp4", "fileSizeBytes": 9},
        ]),
        said(THIRD + 3, "2025-01-05T17:00:00+00:00", "", forwardedMessage={"timestamp": "2025-01-01T10:00:00+00:00", "content": "Passed on", "attachments": []}, mood="calm"),
    ]  # fmt: skip
    return {
        "guild": {"id": "0", "name": "Direct Messages", "iconUrl": "x"},
        "channel": {
            "id": DM,
            "type": "DirectTextChat",
            "categoryId": None,
            "category": "Private",
            "name": "bo",
            "topic": None,
        },
        "dateRange": {"after": None, "before": None},
        "exportedAt": "2025-02-01T00:00:00+00:00",
        "messages": messages,
        "messageCount": len(messages),
    }


def chat_files():
    return {"chat.json": json.dumps(chat(), indent=2).encode(), "chat.json_Files/plan-AB12.png": PICTURE}
