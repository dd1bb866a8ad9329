"""Snapchat, Discord's data package, Telegram's JSON and pages, and RSMF, as their programs, specification or
public descriptions lay them out."""

import csv
import html
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chats_laid_out import Laid, Tells, as_json, facts_of, millis, supplied, zipped
from chats_made import Line, Person, Talk

_BERLIN = timedelta(hours=2)


def _only(talks: tuple[Talk, ...], *, mine: bool = False) -> tuple[Talk, ...]:
    """The same conversations without what a layout cannot hold: calls, and what others wrote."""
    kept = [
        replace(
            talk, lines=tuple(line for line in talk.lines if line.call is None and not (mine and line.by))
        )
        for talk in talks
    ]
    return tuple(talk for talk in kept if talk.lines)


def snapchat(talks: tuple[Talk, ...]) -> Iterator[Laid]:
    """Downloads since 2022, by conversation, with media; and of before, in sections of what was received and
    sent."""
    talks = _only(talks)
    owner = talks[0].people[0]
    account = as_json(
        {
            "Basic Information": {
                "Username": owner.user,
                "Name": owner.name,
                "Creation Date": "2020-01-01 10:00:00 UTC",
            }
        }
    )
    media = {
        f"chat_media/{line.when:%Y-%m-%d}_b~{file.name}": b"media " + file.name.encode()
        for talk in talks
        for line in talk.lines
        for file in line.files
        if file.supplied
    }
    chats = {
        (talk.number if talk.is_group else talk.people[1].user): [
            _snap(talk, line) for line in reversed(talk.lines)
        ]
        for talk in talks
    }
    facts = facts_of(talks, Tells(sender="user"))
    yield Laid(
        "Snapchat",
        "mydata.zip",
        zipped({"json/chat_history.json": as_json(chats), "json/account.json": account, **media}),
        facts,
    )
    old: dict[str, list[dict[str, str]]] = {"Received Saved Chat History": [], "Sent Saved Chat History": []}
    for talk in (one for one in talks if not one.is_group):
        for line in talk.lines:
            if line.text:
                who = {"To" if line.by == 0 else "From": talk.people[1].user}
                old[list(old)[line.by == 0]].append(
                    {
                        **who,
                        "Media Type": "TEXT",
                        "Created": f"{line.when:%Y-%m-%d %H:%M:%S} UTC",
                        "Text": html.escape(line.text),
                    }
                )
    pairs = [
        replace(talk, lines=tuple(replace(line, files=()) for line in talk.lines if line.text))
        for talk in talks
        if not talk.is_group
    ]
    if sum(len(talk.lines) for talk in pairs):
        facts = {
            name: value
            for name, value in facts_of([talk for talk in pairs if talk.lines], Tells(sender="user")).items()
            if name != "chat senders"
        }
        yield Laid("Snapchat", "chat_history.json", as_json(old), facts)


def _snap(talk: Talk, line: Line) -> dict[str, Any]:
    kind = "STATUSERASEDMESSAGE" if line.gone else "MEDIA" if line.files else "TEXT"
    return {
        "From": talk.people[line.by].user, "Media Type": kind, "Created": f"{line.when:%Y-%m-%d %H:%M:%S} UTC", "Content": line.text,
        "Conversation Title": talk.title if talk.is_group else None, "IsSender": line.by == 0, "Created(microseconds)": millis(line.when), "IsSaved": True,
        "Media IDs": " | ".join(f"b~{file.name.rpartition('.')[0]}" for file in line.files),
    }  # fmt: skip


def discord(talks: tuple[Talk, ...]) -> Iterator[Laid]:
    """The data package: what the account holder wrote, as JSON and as CSV."""
    talks = _only(talks, mine=True)
    if not talks:
        return
    owner = talks[0].people[0]
    for ending in ("json", "csv"):
        files = {
            "account/user.json": as_json(
                {"id": owner.number, "username": owner.user, "global_name": owner.name, "relationships": []}
            )
        }
        files["messages/index.json"] = as_json(
            {talk.number: f"Direct Message with {talk.title}" for talk in talks}
        )
        for talk in talks:
            about = {
                "id": talk.number,
                "type": "GROUP_DM" if talk.is_group else "DM",
                "recipients": [one.number for one in talk.people],
            }
            rows = [
                (str((millis(line.when) - 1_420_070_400_000) << 22 | at), line)
                for at, line in enumerate(talk.lines)
            ]
            files |= {
                f"messages/c{talk.number}/channel.json": as_json(about),
                f"messages/c{talk.number}/messages.{ending}": _posted(rows, ending),
            }
        plain = {
            name: value
            for name, value in facts_of(talks, Tells(sender="number")).items()
            if name != "chat missing"
        }
        yield Laid("Discord package", f"package_{ending}.zip", zipped(files), plain)


def _posted(rows: list[tuple[str, Line]], ending: str) -> bytes:
    links = {
        id_: " ".join(f"https://cdn.example.org/attachments/1/2/{file.name}" for file in line.files)
        for id_, line in rows
    }
    if ending == "json":
        return as_json(
            [
                {
                    "ID": int(id_),
                    "Timestamp": f"{line.when:%Y-%m-%d %H:%M:%S}",
                    "Contents": line.text,
                    "Attachments": links[id_],
                }
                for id_, line in rows
            ]
        )
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(("ID", "Timestamp", "Contents", "Attachments"))
    table.writerows(
        (id_, f"{line.when:%Y-%m-%d %H:%M:%S.%f}+00:00", line.text, links[id_]) for id_, line in rows
    )
    return out.getvalue().encode()


def telegram(talks: tuple[Talk, ...]) -> Iterator[Laid]:
    """An account as JSON, and each conversation as pages of ten messages."""
    talks = _only(talks)
    owner = talks[0].people[0]
    about = {
        "user_id": int(owner.number),
        "first_name": owner.name,
        "last_name": "",
        "phone_number": owner.phone,
        "username": f"@{owner.user}",
    }
    chats = [{"name": talk.title, "type": "private_group" if talk.is_group else "personal_chat", "id": int(talk.number), "messages": [_told(talk, line, at) for at, line in enumerate(talk.lines, 1)]} for talk in talks]  # fmt: skip
    files = {
        "result.json": as_json(
            {"about": "x", "personal_information": about, "chats": {"about": "x", "list": chats}}, indent=1
        )
    }
    files |= {
        name: data for talk in talks for name, data in supplied(talk, f"chats/{talk.number}/files").items()
    }
    yield Laid("Telegram JSON", "telegram.zip", zipped(files), facts_of(talks, Tells(sender="number")))
    for number, talk in enumerate(talks, 1):
        pages = {
            f"messages{'' if at == 0 else at // 10 + 1}.html": _page(talk, at)
            for at in range(0, len(talk.lines), 10)
        } | supplied(talk, "files")
        yield Laid(
            "Telegram pages",
            f"telegram_pages_{number}.zip",
            zipped(pages),
            facts_of([talk], Tells(sent=False)),
        )


def _told(talk: Talk, line: Line, at: int) -> dict[str, Any]:
    who = talk.people[line.by]
    said: dict[str, Any] = {"id": at, "type": "message", "date": (line.when + _BERLIN).strftime("%Y-%m-%dT%H:%M:%S"), "date_unixtime": str(int(line.when.timestamp())), "from": who.name, "from_id": f"user{who.number}"}  # fmt: skip
    held = [
        f"chats/{talk.number}/files/{file.name}"
        if file.supplied
        else "(File not included. Change data exporting settings to download.)"
        for file in line.files
    ]
    said |= dict(zip(("file", "photo"), held, strict=False))
    return said | {
        "text": ["", {"type": "bold", "text": line.text}] if at % 5 == 0 and line.text else line.text
    }


def _page(talk: Talk, start: int) -> bytes:
    blocks, before = list[str](), -1
    for at, line in enumerate(talk.lines[start : start + 10], start + 1):
        blocks.append(_block(talk, line, at, joined=line.by == before))
        before = line.by
    head = (
        f'<!DOCTYPE html>\n<html>\n <head>\n  <meta charset="utf-8"/>\n<title>Exported Data</title>\n '
        f'</head>\n <body>\n  <div class="page_wrap">\n   <div class="page_header">\n    <div '
        f'class="content">\n     <div class="text bold">\n{html.escape(talk.title)}\n     </div>\n    '
        f'</div>\n   </div>\n   <div class="page_body chat_page">\n    <div class="history">\n'
    )
    day = (
        f'     <div class="message service" id="message-{start + 1}">\n      <div class="body '
        f'details">\n{talk.lines[start].when.day} {talk.lines[start].when:%B %Y}\n      </div>\n     '
        f"</div>\n"
    )
    return (head + day + "".join(blocks) + "    </div>\n   </div>\n  </div>\n </body>\n</html>\n").encode()


def _block(talk: Talk, line: Line, at: int, *, joined: bool) -> str:
    stamp = (line.when + _BERLIN).strftime("%d.%m.%Y %H:%M:%S UTC+02:00")
    who = (
        ""
        if joined
        else f'       <div class="from_name">\n{html.escape(talk.people[line.by].name)} \n       </div>\n'
    )
    media = "".join(_media(file.name, file.kind, file.supplied) for file in line.files)
    words = html.escape(line.text).replace("\r\n", "<br>").replace("\n", "<br>")
    text = f'       <div class="text">\n{words}\n       </div>\n' if line.text else ""
    return (
        f'     <div class="message default clearfix{" joined" if joined else ""}" '
        f'id="message{at}">\n      <div class="body">\n       <div class="pull_right date details" '
        f'title="{stamp}">\n'
        f"{stamp[11:16]}\n       </div>\n{who}{media}{text}      </div>\n     </div>\n"
    )


def _media(name: str, kind: str, supplied: bool) -> str:
    if kind == "photo" and supplied:
        return (
            f'       <div class="media_wrap clearfix">\n        <a class="photo_wrap clearfix '
            f'pull_left" href="files/{name}">\n         <img class="photo" src="files/{name}"/>\n      '
            f"  </a>\n       </div>\n"
        )
    tag = (
        f'<a class="media clearfix pull_left block_link media_{kind}" href="files/{name}">'
        if supplied
        else f'<div class="media clearfix pull_left media_{kind}">'
    )
    status = (
        ""
        if supplied
        else (
            '          <div class="description">\nNot included, change data exporting settings to '
            "download.\n          </div>\n"
        )
    )
    return (
        f'       <div class="media_wrap clearfix">\n        {tag}\n         <div class="body">\n       '
        f'   <div class="title bold">\n{name}\n          </div>\n{status}         </div>\n        '
        f"</{'a' if supplied else 'div'}>\n       </div>\n"
    )


def rsmf(talks: tuple[Talk, ...]) -> Iterator[Laid]:
    """Relativity's short message format 2.0: a manifest and files in a zip, on its own and inside the mail
    that carries it."""
    from email.message import EmailMessage

    talks = _only(talks)
    for number, talk in enumerate(talks, 1):
        held = zipped(
            {
                "rsmf_manifest.json": as_json(_manifest(talk)),
                **{name.removeprefix("./"): data for name, data in supplied(talk, ".").items()},
            }
        )
        facts = facts_of([talk], Tells(sent=False, sender="user"))
        yield Laid("RSMF", f"rsmf_{number}.zip", held, facts)
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = talk.people[0].mail, talk.people[1].mail, "chat"
        mail["X-RSMF-Version"], mail["X-RSMF-EventCount"], mail["X-RSMF-Generator"] = (
            "2.0.0",
            str(len(talk.lines)),
            "made by chance",
        )
        mail.set_content("chat")
        mail.add_attachment(held, maintype="application", subtype="zip", filename="rsmf.zip")
        yield Laid("RSMF", f"rsmf_{number}.rsmf", mail.as_bytes(), facts)


def _manifest(talk: Talk) -> dict[str, Any]:
    def of(one: Person) -> dict[str, str]:
        return {"id": one.user, "display": one.name, "email": one.mail}

    return {
        "version": "2.0.0", "participants": [of(one) for one in talk.people],
        "conversations": [{"id": talk.number, "display": talk.title, "platform": "Example", "type": "channel" if talk.is_group else "direct", "participants": [one.user for one in talk.people]}],
        "events": [_told_rsmf(talk, line, at) for at, line in enumerate(talk.lines)],
    }  # fmt: skip


def _told_rsmf(talk: Talk, line: Line, at: int) -> dict[str, Any]:
    stamp: datetime = line.when
    said: dict[str, Any] = {"id": f"e{at}", "type": "message", "participant": talk.people[line.by].user, "conversation": talk.number, "timestamp": stamp.isoformat(timespec="milliseconds"), "body": line.text, "deleted": line.gone}  # fmt: skip
    if line.files:
        said["attachments"] = [{"id": file.name, "display": file.name, "size": 10} for file in line.files]
    return said | (
        {"reactions": [{"value": line.reaction, "count": 1, "participants": [talk.people[-1].user]}]}
        if line.reaction
        else {}
    )
