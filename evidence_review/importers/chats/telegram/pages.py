"""Pages of a Telegram Desktop export: messages*.html of a chat, and the lists of a full export
(reference/formats.md 3.11).

Classes as written by export_output_html.cpp. A "joined" message names no sender: it is by the one before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Moment, Problem
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.domain.people import Party
from evidence_review.importers.chats.telegram.messages import APP, Reader
from evidence_review.importers.markup.html_elements import (
    block_is_whole,
    first,
    has,
    is_whole,
    page,
    words_of,
)
from evidence_review.importers.markup.json_stream import cut_problem
from evidence_review.importers.packed.archives import DamagedMember

STAMP = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d)(?::(\d\d))?(?:\s+UTC(?:([+-])(\d\d):?(\d\d))?)?")
_DAY = re.compile(r"\d{1,2} \w+ \d{4}")
_MESSAGE = re.compile(r'<div\s+class="message\b')
_PARTS = frozenset({
    "date", "from_name", "reply_to", "media_wrap", "text", "signature", "forwarded", "reactions",
    "userpic_wrap", "bot_buttons_table",
})  # fmt: skip
_SPOKEN = frozenset({
    "media_call", "media_contact", "media_location", "media_live_location", "media_venue", "media_game", "media_invoice", "media_poll",
})  # fmt: skip
_FILES = frozenset({"media_photo", "media_video", "media_voice_message", "media_audio_file", "media_file"})
_WRAPS = frozenset({"photo_wrap", "video_file_wrap", "animated_wrap", "sticker_wrap"})


@dataclass(slots=True)
class Talk:
    """A conversation over its pages: its name, how many items it has given, who wrote last."""

    thread: str
    title: str = ""
    count: int = 0
    sender: Party | None = None
    forwarded: str = ""
    day: str = ""
    day_lines: int = 0


def moment(raw: str, reader: Reader) -> Moment | None:
    """A stamp "DD.MM.YYYY HH:MM:SS UTC+02:00"; older exports have no offset and so give no instant."""
    found = STAMP.search(raw)
    if not found:
        return Moment(raw) if raw else None
    day, month, year, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        # stored without tzinfo
        local = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
        if "UTC" not in raw:
            return reader.clock.moment(raw, local)
        ahead, offset = _offset(found)
        return Moment(raw, local, local - ahead, offset, ZoneSource.IN_VALUE)
    except (ValueError, OverflowError):
        return Moment(raw)


def _offset(found: re.Match[str]) -> tuple[timedelta, str]:
    """How far the clock of a stamp is ahead of Universal Time, and the same as it is written."""
    sign, hours, minutes = found[7] or "+", found[8] or "00", found[9] or "00"
    ahead = timedelta(hours=int(hours), minutes=int(minutes))
    return -ahead if sign == "-" else ahead, f"{sign}{hours}:{minutes}"


def messages(name: str, data: bytes, talk: Talk, reader: Reader) -> Iterator[Item | Problem]:
    """The messages of one page in order. The last one of a page that is cut short is left out and counted
    unless it is complete."""
    root, decoded = page(data)
    if root is None:
        yield Problem(
            name, ProblemKind.NOT_READ, "This page of the export could not be read. Ask for a fresh copy.", 1
        )
        return
    header = first(root, "page_header")
    talk.title = talk.title or words_of(first(header, "text") if header is not None else None)
    whole = is_whole(decoded.text)
    for number, block in enumerate(_blocks(root, decoded.text, whole=whole), 1):
        made = (
            _service(block, name, number, talk)
            if has(block, "service")
            else _message(block, name, number, talk, reader)
        )
        if made:
            yield made
    if not whole:
        yield cut_problem(name)


def _blocks(root: Any, text: str, *, whole: bool) -> list[Any]:
    """The elements of messages that are complete."""
    blocks = [each for each in root.iter("div") if has(each, "message")]
    starts = [] if whole else [found.start() for found in _MESSAGE.finditer(text)]
    return blocks[:-1] if starts and not block_is_whole(text, starts[-1]) else blocks


def _service(block: Any, name: str, number: int, talk: Talk) -> Item | None:
    """What happened in the conversation; a line that only gives the day is layout."""
    said, id_ = words_of(first(block, "body")), block.get("id") or ""
    if _DAY.fullmatch(said) and (
        not id_ or id_.startswith("message-")
    ):  # messages of a group before it became a supergroup have negative ids too
        talk.day, talk.day_lines = said, talk.day_lines + 1
        return None
    talk.count, talk.sender = talk.count + 1, None
    sent = Moment(talk.day) if talk.day else None
    return Item(
        f"{name}: message {number}", ItemKind.SYSTEM, said, talk.thread, talk.count, sent=sent, app=APP, thread_title=talk.title,
        extra=(("id", id_),) if id_ else (),
    )  # fmt: skip


@dataclass(slots=True)
class _Found:
    """What one message holds."""

    text: str = ""
    spoken: list[str] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)
    call: str | None = None


def _message(block: Any, name: str, number: int, talk: Talk, reader: Reader) -> Item:
    found, body = _Found(), _child(block, "body", block)
    stamp = first(block, "date")
    if block.get("id"):
        found.extra.append(("id", block.get("id")))
    named = _child(body, "from_name")
    if named is not None or not has(block, "joined"):
        talk.sender, talk.forwarded = _sender(named, found, reader), ""
    _parts(body, name, talk, reader, found)
    talk.count += 1
    _answers(block, name, number, talk, reader, found)
    direction = _direction(talk.sender, found, reader)
    return Item(
        locator=f"{name}: message {number}",
        kind=ItemKind.MESSAGE if found.call is None else ItemKind.CALL,
        text=found.text or "\n".join(found.spoken),
        thread=talk.thread,
        position=talk.count,
        sender=talk.sender,
        sent=moment((stamp.get("title") or words_of(stamp)) if stamp is not None else "", reader),
        direction=direction,
        app=APP,
        thread_title=talk.title,
        attachments=tuple(found.files),
        extra=tuple(found.extra),
    )


def _child(element: Any, name: str, default: Any | None = None) -> Any:
    """The first element right below that carries a class."""
    return next((each for each in element if has(each, name)), default)


def _sender(named: Any | None, found: _Found, reader: Reader) -> Party | None:
    said = words_of(named, ("details",))
    person, _, bot = said.partition(" via @")
    if bot:
        found.extra.append(("via_bot", "@" + bot))
    return reader.party(None, person.strip())


def _direction(sender: Party | None, found: _Found, reader: Reader) -> Direction:
    """Of a call as written; else by the owner's name, where it is known."""
    if found.call:
        return Direction.OUTGOING if found.call.startswith(("Outgoing", "Cancelled")) else Direction.INCOMING
    if sender is None or not (reader.owner_name or reader.options.owner):
        return Direction.UNKNOWN
    return Direction.OUTGOING if sender.is_owner else Direction.INCOMING


def _parts(body: Any, name: str, talk: Talk, reader: Reader, found: _Found) -> None:
    for each in body:
        if isinstance(each.tag, str):
            classes = (each.get("class") or "").split()
            kind = next((part for part in classes if part in _PARTS), "")
            _part(each, kind, name, talk, reader, found)


def _part(each: Any, kind: str, name: str, talk: Talk, reader: Reader, found: _Found) -> None:
    match kind:
        case "text":
            found.text = "\n".join(filter(None, (found.text, words_of(each))))
            found.extra += _links(each)
        case "media_wrap":
            _media(each, name, reader, found)
        case "forwarded" if has(each, "body"):
            _forwarded(each, name, talk, reader, found)
        case "reply_to":
            found.extra.append(("reply_to", _reply(each)))
        case "reactions":
            found.extra += [("reaction", _reaction(one)) for one in each.iter("span") if has(one, "reaction")]
        case "signature" | "bot_buttons_table":
            found.extra.append((kind, words_of(each)))
        case "":
            _unknown(each, name, reader, found)
        case _:
            pass


def _answers(block: Any, name: str, number: int, talk: Talk, reader: Reader, found: _Found) -> None:
    """The locator of the message that one answers, where it stands before it on the same page."""
    reply = next((said for key, said in found.extra if key == "reply_to"), "")
    place = reader.numbered.place(f"{name}: {talk.thread}", _id(reply)) if reply.startswith("#") else None
    if place is not None:
        found.extra.append(("answers message", f"{name}: message {place}"))
    reader.numbered.put(f"{name}: {talk.thread}", _id(block.get("id")), number)


def _id(said: str | None) -> int:
    """The number in "message123" and "#go_to_message123"; 0 where there is none."""
    found = re.search(r"message(\d{1,18})$", said or "")
    return int(found[1]) if found else 0


def _reply(each: Any) -> str:
    link = next(each.iter("a"), None)
    return (link.get("href") if link is not None else "") or words_of(each)


def _unknown(each: Any, name: str, reader: Reader, found: _Found) -> None:
    """What no part of a message is known to be: its words, and the files and addresses that it leads to."""
    said = words_of(each)
    if said:
        kind = each.get("class") or each.tag
        reader.unknown.add("class", kind, name)
        found.extra.append((kind, said))
    for link in each.iter("a"):
        address = link.get("href") or ""
        if re.match(r"[a-z][\w+.-]*:", address, re.IGNORECASE):
            found.extra.append(("link", address))
        elif address and not address.startswith("#"):
            found.files.append(_file_at(address, name, reader))


def _file_at(address: str, name: str, reader: Reader) -> Attachment:
    """The file to which a page leads."""
    return reader.files.attachment(address, str(PurePosixPath(name).parent).removeprefix("."))


def _forwarded(each: Any, name: str, talk: Talk, reader: Reader, found: _Found) -> None:
    by = _child(each, "from_name")
    talk.forwarded = words_of(by) if by is not None else talk.forwarded
    found.extra.append(("forwarded_from", talk.forwarded))
    _parts(each, name, talk, reader, found)


def _links(each: Any) -> Iterator[tuple[str, str]]:
    """Addresses behind words that do not show them."""
    for link in each.iter("a"):
        address = link.get("href") or ""
        if address and address.removeprefix("mailto:").removeprefix("tel:") not in words_of(link):
            yield "link", address


def _reaction(one: Any) -> str:
    people = [each.get("title") for each in one.iter() if isinstance(each.tag, str) and each.get("title")]
    return " ".join(
        (re.sub(r"\s+", " ", words_of(one, ("userpics",))), *(f"({person})" for person in people))
    )


def _media(wrap: Any, name: str, reader: Reader, found: _Found) -> None:
    """A file, or what stands for one; a call; a contact, place, game, invoice or poll, whose words are
    kept."""
    for each in wrap:
        classes = (each.get("class") or "").split() if isinstance(each.tag, str) else []
        kind = next((one for one in classes if one.startswith("media_") or one in _WRAPS), "")
        if kind:
            _medium(each, kind, name, reader, found)


def _medium(each: Any, kind: str, name: str, reader: Reader, found: _Found) -> None:
    title, about, status = (words_of(first(each, part)) for part in ("title", "description", "status"))
    told = _lines(each) if kind == "media_poll" else [*filter(None, (title, about, status))]
    if kind == "media_call":
        found.call = status
    if kind in _SPOKEN:
        found.spoken += told
    if told:
        found.extra.append((kind, " | ".join(told)))
    link = each.get("href") or ""
    if "://" in link:
        found.extra.append(("link", link))
    elif link:
        found.files.append(_file_at(link, name, reader))
    elif _is_left_out(kind, about):
        found.files.append(reader.files.left_out(title or kind))


def _lines(each: Any) -> list[str]:
    return [line.strip() for line in words_by_line(each)]


def _is_left_out(kind: str, about: str) -> bool:
    return kind in _FILES or "ot included" in about


def words_by_line(each: Any) -> list[str]:
    """The words of each <div> that holds no other."""
    found = [words_of(one) for one in each.iter("div") if next(one.iterdescendants("div"), None) is None]
    return [re.sub(r"\s+", " ", line) for line in found if line]


def read_page(name: str, reader: Reader) -> tuple[bytes, Problem | None]:
    """The bytes of a page, as far as they can be read."""
    data = bytearray()
    try:
        for chunk in reader.files.tree.chunks(name):
            data += chunk
    except DamagedMember as fault:
        return bytes(data), Problem(name, ProblemKind.PARTLY_READ, str(fault), 0 if data else 1)
    return bytes(data), None
