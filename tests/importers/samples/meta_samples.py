"""Facebook and Instagram downloads, built in code in the shapes of 2018 to 2025. Fictional people only."""

import io
import json
import zipfile
from typing import Any

PICTURE = b"\xff\xd8\xff\xe0 not really a picture \xff\xd9"
START = 1704459600000


def garbled(text: str) -> str:
    """UTF-8 written as Latin-1, as these downloads write every string."""
    return text.encode().decode("latin-1")


def message(minute: int, who: str = "Ann Example", content: str | None = "", **more: Any) -> dict[str, Any]:
    """A message so many minutes after the first."""
    said = {"sender_name": garbled(who), "timestamp_ms": START + minute * 60_000}
    words = {} if content is None else {"content": garbled(content or f"words {minute}")}
    return {**said, **words, **more, "is_geoblocked_for_viewer": False}


def conversation(
    *messages: dict[str, Any], folder: str = "bo_123", title: str = "Bø", **more: Any
) -> dict[str, Any]:
    """One file of a conversation; the newest message comes first."""
    people = [{"name": garbled("Bø")}, {"name": "Ann Example"}]
    said = {
        "participants": people,
        "messages": list(reversed(messages)),
        "title": garbled(title),
        "is_still_participant": True,
    }
    return {**said, "thread_path": f"inbox/{folder}", "magic_words": [], **more}


PHOTO = "your_facebook_activity/messages/inbox/bo_123/photos/1.jpg"
OLDER = conversation(
    message(1),
    message(2, "Bø", "naïve 😀 café"),
    message(3, "Bø", None, photos=[{"uri": PHOTO, "creation_timestamp": 1704459700}]),
)
NEWER = conversation(
    message(4, reactions=[{"reaction": garbled("❤"), "actor": garbled("Bø")}]),
    message(5, "Bø", None, share={"link": "https://example.org/x", "share_text": "a page"}),
    message(6, "Bø", None, is_unsent=True),
    message(7, "Ann Example", "The video chat ended.", call_duration=62),
    message(8, "Bø", None, glow="new"),
)
PROFILE = {
    "profile_v2": {
        "name": {"full_name": "Ann Example", "first_name": "Ann"},
        "emails": {"emails": ["ann@example.org"]},
    }
}
FACEBOOK = {
    "your_facebook_activity/messages/inbox/bo_123/message_1.json": NEWER,
    "your_facebook_activity/messages/inbox/bo_123/messa.json": OLDER,
    "your_facebook_activity/messages/archived_threads/cy_9/message_1.json": conversation(message(1, "Cy"), folder="cy_9", title="Cy", thread_path="archived_threads/cy_9"),
    "personal_information/profile_information/profile_information.json": PROFILE,
    "connections/friends/your_friends.json": {"friends_v2": [{"name": garbled("Zoë"), "timestamp": 1500000000}, {"name": "Cy", "timestamp": 1500000001}]},
    "your_facebook_activity/posts/your_posts_1.json": [{"timestamp": 1600000000, "data": [{"post": garbled("a day out ☀")}], "title": "Ann posted"}],
    "logged_information/search/your_search_history.json": {"searches_v2": [{"timestamp": 1600000001, "data": [{"text": "allotments"}]}]},
    "your_facebook_activity/groups/your_groups.json": {"groups_joined_v2": []},
}  # fmt: skip


def as_files(values: dict[str, Any]) -> dict[str, bytes]:
    """As written: escapes for all that is not ASCII."""
    return {
        name: value if isinstance(value, bytes) else json.dumps(value, indent=2).encode()
        for name, value in values.items()
    }


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


EXPORT = {**as_files(FACEBOOK), PHOTO: PICTURE}
INSTAGRAM = as_files({
    "your_instagram_activity/messages/inbox/bo_5/message_1.json": conversation(message(1), message(2, "Bø", "Liked a message"), folder="bo_5"),
    "connections/followers_and_following/followers_1.json": [
        {"title": "", "media_list_data": [], "string_list_data": [{"href": "https://example.org/bo", "value": "bo_handle", "timestamp": 1600000000}]},
    ],
    "connections/followers_and_following/following.json": {"relationships_following": [{"title": "cy", "string_list_data": [{"timestamp": 1600000002}]}]},
    "logged_information/recent_searches/word_or_phrase_searches.json": {
        "searches_keyword": [{"string_map_data": {"Search": {"value": "pond plants"}, "Time": {"timestamp": 1600000003}}}],
    },
    "your_instagram_activity/comments/post_comments_1.json": [{"string_map_data": {"Comment": {"value": garbled("schön")}, "Time": {"timestamp": 1600000004}}}],
    "your_instagram_activity/likes/new.json": [{"timestamp": 1600000005, "media": [], "label_values": [{"label": "URL", "value": "https://example.org/p"}], "fbid": "1"}],
    "personal_information/personal_information.json": {"profile_user": [{"string_map_data": {"Name": {"value": "Ann Example"}, "Username": {"value": "ann_x"}}}]},
})  # fmt: skip
FLAT = [
    {"participants": ["ann_x", "bo_x"], "conversation": [
        {"sender": "bo_x", "created_at": "2020-03-01T10:05:00.123456+00:00", "text": "newer"},
        {"sender": "ann_x", "created_at": "2020-03-01T10:00:00+00:00", "text": "older", "likes": [{"username": "bo_x", "date": "2020-03-01T10:01:00+00:00"}]},
        {"sender": "bo_x", "created_at": "2020-03-01T09:00:00+00:00", "heart": "❤️"},
    ]},
    {"participants": ["ann_x", "cy_x"], "conversation": [{"sender": "cy_x", "created_at": "2020-03-02T10:00:00+00:00", "video_call_action": "video call ended"}]},
]  # fmt: skip
ENCRYPTED = {
    "participants": ["Ann Example", "Bø"], "threadName": "Bø_12",
    "messages": [
        {"isUnsent": False, "media": [], "reactions": [{"actor": "Bø", "reaction": "❤"}], "senderName": "Ann Example", "text": "naïve 😀", "timestamp": START, "type": "text"},
        {"isUnsent": True, "media": [{"uri": "./media/1.jpg"}], "reactions": [], "senderName": "Bø", "text": "", "timestamp": START + 60_000, "type": "media"},
    ],
}  # fmt: skip


def page(*blocks: str, title: str = "Bo") -> bytes:
    """A page of the design of 2022 and later."""
    return (
        f'<html><head><meta charset="UTF-8"/><title>{title}</title></head><body class="_5vb_"><div '
        f'class="_li"><main class="_a706" role="main">{"".join(blocks)}</main></div></body></html>'
    ).encode()


def instagram_block(who: str, words: str, stamp: str, more: str = "") -> str:
    """One message of Instagram's pages."""
    return (
        f'<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><h2 class="_3-95 _2pim _a6-h '
        f'_a6-i">{who}</h2>'
        f'<div class="_3-95 _a6-p"><div><div></div><div>{words}</div><div></div><div>{more}</div></'
        f'div></div><div class="_3-94 _a6-o">{stamp}</div></div>'
    )


def facebook_block(who: str, words: str, stamp: str, more: str = "") -> str:
    """One message, or one record, of Facebook's pages of 2024."""
    return (
        f'<section class="_3-95 _a6-g"><h2 class="_2ph_ _a6-h _a6-i">{who}</h2><div class="_2ph_ '
        f'_a6-p"><div><div></div><div>{words}</div>'
        f'<div>{more}</div></div></div><footer class="_3-94 _a6-o"><div '
        f'class="_a72d">{stamp}</div></footer></section>'
    )


def old_block(who: str, words: str, stamp: str) -> str:
    """One message of the design of 2018."""
    return (
        f'<div class="pam _3-95 _2pi0 _2lej uiBoxWhite noborder"><div class="_3-96 _2pio _2lek '
        f'_2lel">{who}</div>'
        f'<div class="_3-96 _2let"><div><div></div><div>{words}</div><div></div></div></div><div '
        f'class="_3-94 _2lem">{stamp}</div></div>'
    )


REACTED = '<ul class="_a6-q"><li><span>👍Ann Example<span> (Jan 05, 2024 6:00 am)</span></span></li></ul>'
IMAGE = '<a target="_blank" href="photos/1.jpg"><img src="photos/1.jpg" class="_a6_o"/></a>'
INSTAGRAM_PAGE = page(
    instagram_block("Bo", "newest &amp; last", "Jan 05, 2024 5:07 am", REACTED),
    instagram_block("Ann Example", "", "Jan 05, 2024 5:06 am", IMAGE),
    instagram_block(
        "Bo", "first<br/>line two", "Jan 04, 2024 11:05 pm", '<a href="https://example.org/x">see</a>'
    ),
)
FACEBOOK_PAGE = page(
    facebook_block("Bo", "words", "Jun 01, 2025 3:32:01 pm"),
    facebook_block("Ann Example", "more words", "Jun 01, 2025 12:00:00 am"),
)
OLD_PAGE = page(
    '<div class="pam _3-95 _2pi0 _2lej uiBoxWhite noborder"><div class="_3-96 _2pio _2lek _2lel">Participants: Ann Example and Bo</div></div>',
    old_block("Bo", "later", "24 Jun 2019, 21:05"), old_block("Ann Example", "sooner", "24 Jun 2019, 21:04"),
)  # fmt: skip
MESSAGES_HTM = (
    b'<html><head><title>Ann - Messages</title></head><body><div class="contents"><div '
    b'class="thread">Ann Example, Bo'
    b'<div class="message"><div class="message_header"><span class="user">Bo</span><span '
    b'class="meta">Tuesday, 5 June 2012 at 20:02 UTC+01</span></div></div><p>later</p>'
    b'<div class="message"><div class="message_header"><span class="user">Ann Example</span><span '
    b'class="meta">Tuesday, 5 June 2012 at 8:01pm UTC+01</span></div></div><p>sooner</p>'
    b"</div></div></body></html>"
)
WHOLE = {
    "meta thread": ("message_1.json", as_files({"x": NEWER})["x"]),
    "meta facebook": (
        "facebook.zip",
        zipped({f"facebook-ann/{name}": data for name, data in EXPORT.items()}),
    ),
    "meta instagram": ("instagram.zip", zipped(INSTAGRAM)),
    "meta page": ("message_1.html", INSTAGRAM_PAGE),
    "meta flat": ("messages.json", as_files({"x": FLAT})["x"]),
}
