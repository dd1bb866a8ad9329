"""Snapchat downloads, old and new, with their traps. Fictional people only."""

import json

PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"


def said(sender, created, mine, text=None, **more):
    return {
        "From": sender, "Media Type": "TEXT", "Created": created, "Content": text, "Conversation Title": None, "IsSender": mine,
        "Created(microseconds)": 1736078400000, "IsSaved": True, "Media IDs": "", **more,
    }  # fmt: skip


NEW = {
    "bo_example": [
        said(
            "bo_example",
            "2025-01-05 12:02:00 UTC",
            False,
            None,
            **{"Media Type": "MEDIA", "Media IDs": "b~abc | b~gone"},
        ),
        said("ann_example", "2025-01-05 12:01:00 UTC", True, "Fine &amp; good"),
        said("bo_example", "2025-01-05 12:00:00 UTC", False, "See you at six"),
    ],
    "7b0e8d5c-1111-2222-3333-444455556666": [
        said(
            "cy_example",
            "2025-01-06 08:00:00 UTC",
            False,
            "",
            **{"Media Type": "STATUSERASEDMESSAGE", "Conversation Title": "Shed club"},
        ),
        said(
            "ann_example",
            "2025-01-06 07:00:00 UTC",
            True,
            "Hello all",
            **{"Conversation Title": "Shed club", "Mood": "calm"},
        ),
    ],
}
SNAPS = {"bo_example": [{"From": "bo_example", "Media Type": "IMAGE", "Created": "2025-01-04 12:00:00 UTC", "Conversation Title": None, "IsSender": False,
                         "Created(microseconds)": 1735992000000}]}  # fmt: skip
OLD = {
    "Received Saved Chat History": [
        {
            "From": "bo_example",
            "Media Type": "TEXT",
            "Created": "2021-07-01 12:00:00 UTC",
            "Text": "It&#39;s here",
        },
        {"From": "bo_example", "Media Type": "MEDIA", "Created": "2021-07-01 11:00:00 UTC", "Text": ""},
    ],
    "Sent Saved Chat History": [
        {"To": "bo_example", "Media Type": "TEXT", "Created": "2021-07-01 12:05:00 UTC", "Text": "Good"}
    ],
    "Received Unsaved Chat History": [],
    "Sent Unsaved Chat History": [
        {"To": "cy_example", "Media Type": "TEXT", "Created": "2021-07-02 09:00:00 UTC", "Text": None}
    ],
}
FRIENDS = {
    "Friends": [
        {
            "Username": "bo_example",
            "Display Name": "Bo Example",
            "Creation Timestamp": "2019-04-02 10:00:00 UTC",
            "Source": "Added by Phone",
        }
    ],
    "Deleted Friends": [
        {"Username": "dee_example", "Display Name": "", "Creation Timestamp": "2019-04-03 10:00:00 UTC"}
    ],
    "Blocked Users": [],
}
ACCOUNT = {
    "Basic Information": {
        "Username": "ann_example",
        "Name": "Ann",
        "Creation Date": "2018-01-01 09:00:00 UTC",
    },
    "Login History": [],
}
PLACES = {
    "Frequent Locations": [],
    "Location History": [
        {"Time": "2025/01/05 12:00:00 UTC", "Latitude, Longitude": "51.5 \u00b1 14.2, -0.1 \u00b1 14.2"}
    ],
    "Old": [["2021/01/05 12:00:00 UTC", "51.5, -0.1"]],
}
CALLS = {
    "Outgoing Calls": [
        {"Type": "AUDIO", "Date & Time": "2025-01-05 13:00:00 UTC", "Length (sec)": 12, "Result": "SUCCESS"}
    ],
    "Incoming Calls": [],
}


def files():
    made = {
        "chat_history": NEW,
        "snap_history": SNAPS,
        "friends": FRIENDS,
        "account": ACCOUNT,
        "location_history": PLACES,
        "talk_history": CALLS,
    }
    return {
        **{f"json/{name}.json": json.dumps(value).encode() for name, value in made.items()},
        "chat_media/2025-01-05_b~abc.jpg": PICTURE,
        "chat_media/2025-01-05_overlay~abc.png": b"\x89PNG overlay",
        "html/chat_history.html": b"<html>Snapchat</html>",
        "index.html": b"<html>Snapchat</html>",
    }
