"""Google Takeout as public descriptions and anonymised test data of other projects lay it out: Chat, Hangouts
of both layouts, activity, places."""

import html
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from chats_laid_out import Laid, Tells, as_json, facts_of, micros, millis, supplied, zipped
from chats_made import Line, Person, Talk

_LONDON = timedelta(hours=1)


def chat(talks: tuple[Talk, ...]) -> Iterator[Laid]:
    """Google Chat of a whole account."""
    owner = talks[0].people[0]
    files = {
        f"Takeout/Google Chat/Users/User {owner.number}/user_info.json": as_json(
            {"user": _human(owner), "membership_info": []}
        )
    }
    for talk in talks:
        place = f"Takeout/Google Chat/Groups/{'Space' if talk.is_group else 'DM'} {talk.number}"
        about = {"name": talk.title} if talk.is_group else {}
        files[f"{place}/group_info.json"] = as_json(
            {**about, "members": [_human(one) for one in talk.people]}, ascii_only=True
        )
        files[f"{place}/messages.json"] = as_json(
            {"messages": [_posted(talk, line, at) for at, line in enumerate(talk.lines)]}, ascii_only=True
        )
        files |= {
            name.replace(f"{place}/", f"{place}/File-"): data for name, data in supplied(talk, place).items()
        }
    yield Laid("Google Chat", "takeout_chat.zip", zipped(files), facts_of(talks, Tells(sender="mail")))


def _human(one: Person) -> dict[str, str]:
    return {"name": one.name, "email": one.mail, "user_type": "Human"}


def _posted(talk: Talk, line: Line, at: int) -> dict[str, Any]:
    when = (
        f"{line.when:%A, %B} {line.when.day}, {line.when.year} at "
        f"{line.when.hour % 12 or 12}:{line.when:%M:%S}\u202f{line.when:%p} UTC"
    )
    said: dict[str, Any] = {"creator": _human(talk.people[line.by]), "created_date": when}
    if line.text:
        said["text"] = line.text
    if line.files:
        said["attached_files"] = [
            {"original_name": file.name, "export_name": f"File-{file.name}"} for file in line.files
        ]
    if line.gone:
        said["message_state"] = "DELETED"
    return said | {"topic_id": f"t{at}", "message_id": f"{talk.number}/t{at}/t{at}"}


def hangouts(talks: tuple[Talk, ...]) -> Iterator[Laid]:
    """Hangouts until 2018 and after."""
    old = {"continuation_end_timestamp": "0", "conversation_state": [{"conversation_id": {"id": talk.number}, "response_header": {"status": "OK"}, "conversation_state": {"conversation_id": {"id": talk.number}, "conversation": _about(talk), "event": [_event(talk, line) for line in talk.lines]}} for talk in talks]}  # fmt: skip
    new = {"conversations": [{"conversation": {"conversation_id": {"id": talk.number}, "conversation": _about(talk)}, "events": [_event(talk, line) for line in reversed(talk.lines)]} for talk in talks]}  # fmt: skip
    facts = facts_of(talks, Tells(sender="number", files=False))
    yield Laid("Hangouts", "Hangouts_old.json", as_json(old), facts)
    yield Laid("Hangouts", "Hangouts.json", as_json(new, ascii_only=True), facts)


def _gaia(one: Person) -> dict[str, str]:
    return {"gaia_id": one.number, "chat_id": one.number}


def _about(talk: Talk) -> dict[str, Any]:
    return {
        "id": {"id": talk.number}, "type": "GROUP" if talk.is_group else "STICKY_ONE_TO_ONE", **({"name": talk.title} if talk.is_group else {}),
        "self_conversation_state": {"self_read_state": {"participant_id": _gaia(talk.people[0]), "latest_read_timestamp": "0"}, "status": "ACTIVE"},
        "read_state": [], "current_participant": [_gaia(one) for one in talk.people],
        "participant_data": [{"id": _gaia(one), "fallback_name": one.name, "participant_type": "GAIA"} for one in talk.people],
    }  # fmt: skip


def _event(talk: Talk, line: Line) -> dict[str, Any]:
    who = talk.people[line.by]
    said: dict[str, Any] = {
        "conversation_id": {"id": talk.number},
        "sender_id": _gaia(who),
        "timestamp": str(micros(line.when)),
        "event_id": f"e{micros(line.when)}",
    }
    if line.call is not None:
        return said | {
            "hangout_event": {"event_type": "END_HANGOUT", "hangout_duration_secs": str(line.call)},
            "event_type": "HANGOUT_EVENT",
        }
    segments = list[dict[str, str]]()
    for part in line.text.splitlines():
        segments += ([{"type": "LINE_BREAK", "text": "\n"}] if segments else []) + [
            {"type": "TEXT", "text": part}
        ]
    held: dict[str, Any] = {"segment": segments} if segments else {}
    if line.files:
        held["attachment"] = [
            {
                "embed_item": {
                    "type": ["PLUS_PHOTO"],
                    "plus_photo": {"url": f"https://example.org/x/{file.name}", "media_type": "PHOTO"},
                },
                "id": file.name,
            }
            for file in line.files
        ]
    return said | {
        "chat_message": {"annotation": [], "message_content": held},
        "event_type": "REGULAR_CHAT_MESSAGE",
    }


def activity(talks: tuple[Talk, ...]) -> Iterator[Laid]:
    """What was watched and searched, one entry for each line of words."""
    lines = [line for talk in talks for line in talk.lines if line.text.strip()]
    facts = {"records": len(lines), "chat texts": [" ".join(line.text.split()) for line in lines]}
    first, last = (f(line.when for line in lines).strftime("%Y-%m-%dT%H:%M:%SZ") for f in (min, max))
    entries = [{"header": "Search", "title": f"Searched for {line.text}", "titleUrl": f"https://www.google.com/search?q={at}", "time": line.when.isoformat(timespec="milliseconds").replace("+00:00", "Z"), "products": ["Search"]} for at, line in enumerate(lines)]  # fmt: skip
    yield Laid(
        "My Activity", "MyActivity.json", as_json(entries), facts | {"chat first": first, "chat last": last}
    )
    page = "".join(_cell(line) for line in lines)
    data = (
        f"<html><head><title>My Activity History</title><style>.x{{}}</style></head><body><div "
        f'class="mdl-grid">{page}</div></body></html>'
    ).encode()
    yield Laid("My Activity", "MyActivity.html", data, facts | {"chat first": first, "chat last": last})


def _cell(line: Line) -> str:
    local = line.when + _LONDON
    stamp = f"{local:%b} {local.day}, {local.year}, {local.hour % 12 or 12}:{local:%M:%S}\u202f{local:%p} BST"
    return (
        '<div class="outer-cell mdl-cell mdl-cell--12-col mdl-shadow--2dp"><div '
        'class="mdl-grid"><div class="header-cell mdl-cell mdl-cell--12-col"><p '
        'class="mdl-typography--title">Search<br></p></div>'
        f'<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">Searched '
        f'for&nbsp;<a href="https://www.google.com/search?q=1">{html.escape(line.text)}</'
        f"a><br>{stamp}<br></div>"
        '<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1 '
        'mdl-typography--text-right"></div><div class="content-cell mdl-cell mdl-cell--12-col '
        'mdl-typography--caption"><b>Products:</b><br>&emsp;Search<br></div></div></div>'
    )


def places(talks: tuple[Talk, ...]) -> Iterator[Laid]:
    """Where someone was, in every layout: a record for each line."""
    lines = [line for talk in talks for line in talk.lines]
    first, last = (f(line.when for line in lines).strftime("%Y-%m-%dT%H:%M:%SZ") for f in (min, max))
    facts = {"records": len(lines), "chat first": first, "chat last": last}
    for name, value in _layouts(lines):
        yield Laid("Google places", name, as_json(value), facts)


def _layouts(lines: list[Line]) -> Iterator[tuple[str, Any]]:
    """Records of 2013 and 2022, semantic history, Timeline of Android and of iPhone."""
    points = [(515_000_000 + 1000 * at, -1_000_000 - 1000 * at) for at in range(len(lines))]
    stamps = [line.when.isoformat(timespec="milliseconds").replace("+00:00", "Z") for line in lines]
    local = [(line.when + _LONDON).strftime("%Y-%m-%dT%H:%M:%S.000+01:00") for line in lines]
    yield (
        "LocationHistory.json",
        {
            "locations": [
                {
                    "timestampMs": str(millis(line.when)),
                    "latitudeE7": north,
                    "longitudeE7": east,
                    "accuracy": 20,
                }
                for line, (north, east) in zip(lines, points, strict=True)
            ]
        },
    )
    yield (
        "Records.json",
        {
            "locations": [
                {
                    "latitudeE7": north,
                    "longitudeE7": east,
                    "accuracy": 13,
                    "source": "WIFI",
                    "deviceTag": -577,
                    "timestamp": stamp,
                }
                for stamp, (north, east) in zip(stamps, points, strict=True)
            ]
        },
    )
    yield (
        "2024_MARCH.json",
        {
            "timelineObjects": [
                {
                    "placeVisit": {
                        "location": {"latitudeE7": north, "longitudeE7": east, "placeId": "x"},
                        "duration": {"startTimestamp": stamp, "endTimestamp": stamp},
                    }
                }
                for stamp, (north, east) in zip(stamps, points, strict=True)
            ]
        },
    )
    yield "Timeline.json", {
        "semanticSegments": [{"startTime": stamp, "endTime": stamp, "startTimeTimezoneUtcOffsetMinutes": 60, "visit": {"hierarchyLevel": 0, "topCandidate": {"placeId": "x", "placeLocation": {"latLng": f"{north / 1e7}°, {east / 1e7}°"}}}}
                             for stamp, (north, east) in zip(local, points, strict=True)],
    }  # fmt: skip
    yield "location-history.json", [{"endTime": stamp, "startTime": stamp, "visit": {"hierarchyLevel": "0", "topCandidate": {"probability": "0.5", "placeLocation": f"geo:{north / 1e7:.6f},{east / 1e7:.6f}"}}}
                                    for stamp, (north, east) in zip(local, points, strict=True)]  # fmt: skip
