"""Google downloads of every layout, with their traps. Fictional people only."""

import json

PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"
ANN = {"name": "Ann Example", "email": "ann@example.org", "user_type": "Human"}
BO = {"name": "Bo Example", "email": "bo@example.org", "user_type": "Human"}

CHAT = {
    "messages": [
        {"creator": BO, "created_date": "Sunday, January 5, 2025 at 12:00:00\u202fPM UTC", "text": "See you at six", "topic_id": "t1", "message_id": "g/t1/m1"},
        {"creator": ANN, "created_date": "dimanche 5 janvier 2025 \u00e0 12:01:00 UTC", "topic_id": "t1", "message_id": "g/t1/m2",
         "attached_files": [{"original_name": "plan?x=3.png", "export_name": "File-plan?x=3.png"}]},
        {"creator": {"name": "Rota", "email": "", "user_type": "Bot"}, "created_date": "5. Januar 2025 um 13:00:00 MEZ", "text": "Rota is out",
         "topic_id": "t2", "message_id": "g/t2/m3", "message_state": "DELETED", "mood": "calm"},
    ]
}  # fmt: skip
GROUP = {"name": "Shed club", "members": [ANN, BO]}
USER = {"user": ANN, "membership_info": [{"group_id": "DM abc", "membership_state": "MEMBER_JOINED"}]}


def gaia(number):
    return {"gaia_id": number, "chat_id": number}


def said(sender, micros, text=None, **more):
    event = {
        "conversation_id": {"id": "talk1"},
        "sender_id": gaia(sender),
        "timestamp": str(micros),
        "event_id": f"e{micros}",
        **more,
    }
    if text is not None:
        segments = [
            {"type": "TEXT", "text": text},
            {"type": "LINE_BREAK", "text": "\n"},
            {"type": "LINK", "text": "https://example.org"},
        ]
        event["chat_message"] = {"message_content": {"segment": segments}}
        event["event_type"] = "REGULAR_CHAT_MESSAGE"
    return event


ABOUT = {
    "id": {"id": "talk1"}, "type": "STICKY_ONE_TO_ONE", "name": "",
    "self_conversation_state": {"self_read_state": {"participant_id": gaia("1")}},
    "participant_data": [{"id": gaia("1"), "fallback_name": "Ann Example"}, {"id": gaia("2"), "fallback_name": "Bo Example"}],
}  # fmt: skip
NOON = 1736078400_000000
EVENTS = [
    said("1", NOON + 60_000000, "Fine"),
    said("2", NOON, "See you at six"),
    said("2", NOON + 90_000000, event_type="HANGOUT_EVENT", hangout_event={"event_type": "END_HANGOUT", "hangout_duration_secs": "12"}),
    said("2", NOON + 95_000000, event_type="RENAME_CONVERSATION", conversation_rename={"new_name": "Shed", "old_name": ""}),
    said("1", NOON + 99_000000, event_type="REGULAR_CHAT_MESSAGE",
         chat_message={"message_content": {"attachment": [{"embed_item": {"plus_photo": {"url": "https://example.org/a/pic%201.jpg"}}}]}}),
]  # fmt: skip
HANGOUTS = {
    "conversations": [
        {"conversation": {"conversation_id": {"id": "talk1"}, "conversation": ABOUT}, "events": EVENTS}
    ]
}
HANGOUTS_OLD = {"continuation_end_timestamp": "0", "conversation_state": [{"conversation_id": {"id": "talk1"}, "conversation_state": {"conversation_id": {"id": "talk1"}, "conversation": ABOUT, "event": EVENTS[:2]}}]}  # fmt: skip

ACTIVITY = [
    {"header": "Search", "title": "Searched for shed paint", "titleUrl": "https://www.google.com/search?q=shed+paint", "time": "2025-01-05T12:00:00.123Z", "products": ["Search"]},
    {"header": "YouTube", "title": "Watched How to paint", "titleUrl": "https://www.youtube.com/watch?v=abc", "time": "2025-01-05T12:05:00Z", "subtitles": [{"name": "Sheds"}]},
    {"header": "Maps", "title": "Used Maps", "time": "2025-01-05T12:06:00Z"},
]  # fmt: skip
PAGE = (
    '<html><head><title>My Activity</title></head><body><div class="mdl-grid">'
    '<div class="outer-cell mdl-cell mdl-cell--12-col mdl-shadow--2dp"><div class="mdl-grid"><div '
    'class="header-cell mdl-cell mdl-cell--12-col">'
    '<p class="mdl-typography--title">YouTube<br></p></div><div class="content-cell mdl-cell '
    'mdl-cell--6-col mdl-typography--body-1">'
    'Watched\u00a0<a href="https://www.youtube.com/watch?v=abc">How to paint</a><br><a '
    'href="https://www.youtube.com/channel/x">Sheds</a><br>'
    "Jan 5, 2025, 1:00:00\u202fPM CET<br></div>"
    '<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1 '
    'mdl-typography--text-right"></div>'
    '<div class="content-cell mdl-cell mdl-cell--12-col '
    'mdl-typography--caption"><b>Products:</b><br>&emsp;YouTube<br></div></div></div>'
    '<div class="outer-cell mdl-cell mdl-cell--12-col mdl-shadow--2dp"><div class="mdl-grid"><div '
    'class="header-cell mdl-cell mdl-cell--12-col">'
    '<p class="mdl-typography--title">Search<br></p></div><div class="content-cell mdl-cell '
    'mdl-cell--6-col mdl-typography--body-1">'
    'Searched for\u00a0<a href="https://www.google.com/search?q=shed">shed</a><br>Jan 5, 2025, '
    "12:30:00\u202fPM IST<br></div></div></div>"
    "</div></body></html>"
).encode()
CHROME = {
    "Browser History": [
        {
            "page_transition": "LINK",
            "title": "Sheds",
            "url": "https://example.org",
            "client_id": "x",
            "time_usec": NOON,
        }
    ]
}

RECORDS = {
    "locations": [
        {
            "latitudeE7": 515000000,
            "longitudeE7": -1000000,
            "accuracy": 14,
            "timestamp": "2025-01-05T12:00:00.030Z",
            "source": "WIFI",
        },
        {"latitudeE7": 515000000, "longitudeE7": 4293967296, "accuracy": 9, "timestampMs": "1736078460000"},
    ]
}
SEMANTIC = {
    "timelineObjects": [
        {"placeVisit": {"location": {"latitudeE7": 515000000, "longitudeE7": -1000000, "name": "Shed"}, "duration": {"startTimestampMs": "1736078400000", "endTimestampMs": "1736082000000"}}},
        {"activitySegment": {"startLocation": {"latitudeE7": 515000000, "longitudeE7": -1000000}, "duration": {"startTimestamp": "2025-01-05T13:00:00Z"}, "activityType": "WALKING"}},
    ]
}  # fmt: skip
ANDROID = {
    "semanticSegments": [
        {"startTime": "2025-01-05T12:00:00.000+00:00", "endTime": "2025-01-05T13:00:00.000+00:00", "timelinePath": [{"point": "51.5\u00b0, -0.1\u00b0", "time": "2025-01-05T12:10:00Z"}]},
        {"startTime": "2025-01-05T14:00:00.000+01:00", "visit": {"topCandidate": {"placeId": "x", "placeLocation": {"latLng": "51.6\u00b0, -0.2\u00b0"}}}},
    ],
    "rawSignals": [{"position": {"LatLng": "51.5\u00b0, -0.1\u00b0", "accuracyMeters": 5, "timestamp": "2025-01-05T12:00:00Z"}}, {"wifiScan": {"deliveryTime": "2025-01-05T12:01:00Z"}}],
    "userLocationProfile": {"frequentPlaces": [{"placeId": "x", "placeLocation": "51.5\u00b0, -0.1\u00b0", "label": "HOME"}]},
}  # fmt: skip
IPHONE = [
    {"endTime": "2025-01-05T13:00:00.000Z", "startTime": "2025-01-05T12:00:00.000Z", "visit": {"hierarchyLevel": "0", "topCandidate": {"placeLocation": "geo:51.500000,-0.100000"}}},
    {"startTime": "2025-01-05T13:00:00Z", "timelinePath": [{"point": "geo:51.5,-0.1", "durationMinutesOffsetFromStartTime": "7"}]},
]  # fmt: skip
RETURNED = (
    b"Timestamp (UTC),Latitude,Longitude,Country Codes,Display Radius (Meters),Source,Device Tag,Platform\r\n"
    b"2025-01-05T12:00:00.030Z,51.5,-0.1,[GB],14,WIFI,-80241446,ANDROID\r\n2025-01-05 "
    b"12:05:00,51.6,-0.2,[GB],90,CELL,-80241446,ANDROID\r\n"
)


def as_json(value):
    return json.dumps(value, ensure_ascii=False).encode()


def files(email, card, calendar):
    return {
        "Takeout/archive_browser.html": b"<html>index</html>",
        "Takeout/Google Chat/Groups/DM abc/messages.json": as_json(CHAT),
        "Takeout/Google Chat/Groups/DM abc/group_info.json": as_json(GROUP),
        "Takeout/Google Chat/Groups/DM abc/File-plan_x=3.png": PICTURE,
        "Takeout/Google Chat/Users/User 1/user_info.json": as_json(USER),
        "Takeout/My Activity/Search/MyActivity.json": as_json(ACTIVITY),
        "Takeout/My Activity/YouTube/MyActivity.html": PAGE,
        "Takeout/Location History/Records.json": as_json(RECORDS),
        "Takeout/Mail/All mail Including Spam and Trash.mbox": email,
        "Takeout/Contacts/All Contacts.vcf": card,
        "Takeout/Calendar/Ann.ics": calendar,
        "Takeout/Keep/List.json": as_json(
            {"title": "List", "textContent": "paint", "userEditedTimestampUsec": NOON}
        ),
        "Takeout/Keep/List.html": b"<html><body>paint</body></html>",
        "Takeout/Drive/odd.bin": b"\x00\x01\x02",
    }
