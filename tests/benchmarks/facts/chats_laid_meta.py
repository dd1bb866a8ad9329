"""Facebook and Instagram downloads as public descriptions and test pages of other projects lay them out: JSON
with its garbled strings, and pages."""

import html
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from chats_laid_out import Laid, Tells, as_json, facts_of, millis, supplied, zipped
from chats_made import Line, Talk

_PARTS = {"photo": "photos", "video": "videos", "audio": "audio_files", "file": "files"}
_FOLDERS = {"photo": "photos", "video": "videos", "audio": "audio", "file": "files"}
_PACIFIC = timedelta(hours=-8)


def garbled(text: str) -> str:
    """UTF-8 read as Latin-1, as these downloads write every string."""
    return text.encode().decode("latin-1")


def _place(talk: Talk, root: str) -> str:
    return (
        f"{root}/inbox/"
        f"{''.join(sign for sign in talk.title.lower() if sign.isascii() and sign.isalnum())}_"
        f"{talk.number}"
    )


def _files(talk: Talk, place: str) -> dict[str, bytes]:
    found = supplied(talk, place)
    kinds = {file.name: _FOLDERS[file.kind] for line in talk.lines for file in line.files}
    return {
        f"{place}/{kinds[name.rpartition('/')[2]]}/{name.rpartition('/')[2]}": data
        for name, data in found.items()
    }


def _message(line: Line, talk: Talk, place: str, name: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "sender_name": garbled(getattr(talk.people[line.by], name)),
        "timestamp_ms": millis(line.when),
    }
    if line.text:
        said["content"] = garbled(line.text)
    for file in line.files:
        said.setdefault(_PARTS[file.kind], []).append(
            {
                "uri": f"{place}/{_FOLDERS[file.kind]}/{file.name}",
                "creation_timestamp": millis(line.when) // 1000,
            }
        )
    if line.reaction:
        said["reactions"] = [
            {"reaction": garbled(line.reaction), "actor": garbled(getattr(talk.people[-1], name))}
        ]
    if line.call is not None:
        said["call_duration"] = line.call
    return said | ({"is_unsent": True} if line.gone else {}) | {"is_geoblocked_for_viewer": False}


def _threads(talks: tuple[Talk, ...], root: str, name: str) -> dict[str, bytes]:
    files = dict[str, bytes]()
    for talk in talks:
        place = _place(talk, root)
        lines = list(reversed(talk.lines))
        for number, part in enumerate((lines[: len(lines) // 2], lines[len(lines) // 2 :]), 1):
            value = {
                "participants": [{"name": garbled(getattr(person, name))} for person in talk.people],
                "messages": [_message(line, talk, place, name) for line in part],
                "title": garbled(talk.title), "is_still_participant": True, "thread_path": place.partition("messages/")[2], "magic_words": [],
            }  # fmt: skip
            files[f"{place}/message_{number}.json"] = as_json(value, ascii_only=True)
        files |= _files(talk, place)
    return files


def facebook(talks: tuple[Talk, ...]) -> Iterator[Laid]:
    """The whole download with its profile, and one conversation alone."""
    root = "your_facebook_activity/messages"
    files = _threads(talks, root, "name")
    profile = {"profile_v2": {"name": {"full_name": garbled(talks[0].people[0].name)}}}
    files["personal_information/profile_information/profile_information.json"] = as_json(
        profile, ascii_only=True
    )
    yield Laid("Facebook JSON", "facebook.zip", zipped(files), facts_of(talks, Tells()))
    alone = {"participants": [{"name": garbled(one.name)} for one in talks[0].people], "title": garbled(talks[0].title), "messages": [_message(line, talks[0], "messages", "name") for line in talks[0].lines]}  # fmt: skip
    facts = facts_of(talks[:1], Tells(sent=False, files=False))
    yield Laid("Facebook JSON", "message_1.json", as_json(alone, ascii_only=True, indent=None), facts)
    secret = {
        "participants": [one.name for one in talks[0].people], "threadName": f"{talks[0].title}_{talks[0].number}",
        "messages": [{"isUnsent": line.gone, "media": [{"uri": f"./media/{file.name}"} for file in line.files], "reactions": [], "senderName": talks[0].people[line.by].name,
                      "text": line.text, "timestamp": millis(line.when), "type": "media" if line.files else "text"} for line in talks[0].lines],
    }  # fmt: skip
    yield Laid(
        "Facebook JSON, encrypted",
        "secret.zip",
        zipped({f"{talks[0].title}_1.json": as_json(secret), **supplied(talks[0], "media")}),
        facts_of(talks[:1], Tells(sent=False)),
    )


def instagram(talks: tuple[Talk, ...]) -> Iterator[Laid]:
    """JSON of an account, and pages of 2022 and of 2025."""
    files = _threads(talks, "your_instagram_activity/messages", "name")
    about = {
        "profile_user": [
            {
                "string_map_data": {
                    "Name": {"value": garbled(talks[0].people[0].name)},
                    "Username": {"value": talks[0].people[0].user},
                }
            }
        ]
    }
    files["personal_information/personal_information/personal_information.json"] = as_json(
        about, ascii_only=True
    )
    yield Laid("Instagram JSON", "instagram.zip", zipped(files), facts_of(talks, Tells()))
    for new in (False, True):
        root = "your_instagram_activity/messages" if new else "messages"
        pages = dict[str, bytes]()
        for talk in talks:
            place = _place(talk, root)
            pages |= {f"{place}/message_1.html": _page(talk, place, new=new)} | _files(talk, place)
        pages["start_here.html" if new else "index.html"] = (
            b'<html><head><title>Instagram</title></head><body><main class="_a706"></main></body></html>'
        )
        yield Laid(
            "Instagram pages",
            f"pages_{2025 if new else 2022}.zip",
            zipped(pages),
            facts_of(talks, Tells(sent=False, ahead=_PACIFIC)),
        )


def _page(talk: Talk, place: str, *, new: bool) -> bytes:
    people = f'<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><h2 class="_a6-h">Participants: {_words(", ".join(one.name for one in talk.people[:-1]))} and {_words(talk.people[-1].name)}</h2></div>' if talk.is_group else ""  # fmt: skip
    blocks = [_block(talk, line, place, new=new) for line in reversed(talk.lines)]
    return (
        f'<html><head><meta charset="UTF-8" /><title>{_words(talk.title)}</title></head><body '
        f'class="_5vb_"><div class="_li"><main class="_a706" '
        f'role="main">{people}{"".join(blocks)}</main></div></body></html>'
    ).encode()


def _block(talk: Talk, line: Line, place: str, *, new: bool) -> str:
    tag = "h2" if new else "div"
    media = "".join(_media(f"{place}/{_FOLDERS[file.kind]}/{file.name}", file.kind) for file in line.files)
    react = (
        (
            f'<div><ul class="_a6-q"><li><span>{line.reaction}{_words(talk.people[-1].user)}<span> '
            f"({_stamp(line.when, new=new)})</span></span></li></ul></div>"
        )
        if line.reaction
        else ""
    )
    return (
        f'<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><{tag} class="_3-95 _2pim _a6-h '
        f'_a6-i">{_words(talk.people[line.by].name)}</{tag}><div class="_3-95 '
        f'_a6-p"><div><div></div>'
        f"<div>{_words(line.text)}</div><div></div><div>{media}</div>{react}</div></div><div "
        f'class="_3-94 _a6-o">{_stamp(line.when, new=new)}</div></div>'
    )


def _media(uri: str, kind: str) -> str:
    if kind == "photo":
        return f'<div><a target="_blank" href="{uri}"><img src="{uri}" class="_a6_o _3-96" /></a></div>'
    if kind == "file":
        return f'<div><a target="_blank" href="{uri}">{uri}</a></div>'
    return (
        f'<div><video src="{uri}" controls="1" class="_a6_o _3-96"><a target="_blank" '
        f'href="{uri}"><div>Click for video:</div></a></video></div>'
    )


def _words(text: str) -> str:
    return html.escape(text).replace("\r\n", "<br />").replace("\n", "<br />")


def _stamp(when: datetime, *, new: bool) -> str:
    local = when + _PACIFIC
    hour = f"{local.hour % 12 or 12}:{local:%M} {local:%p}"
    return f"{local:%b %d, %Y} {hour.lower()}" if new else f"{local:%b %d, %Y}, {hour}"
