"""Pages of DiscordChatExporter: a group of messages by one person at a time, in every layout since 2018
(classes `chatlog__…`).

The id of a message tells when it was written; the stamp beside it is the time on the exporting computer and
settles nothing else. Before 2019 messages had no element of their own: each begins with its words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from evidence_review.domain.evidence import Attachment, Declared, Item, Moment, Problem
from evidence_review.domain.kinds import ItemKind, ProblemKind, ZoneSource
from evidence_review.domain.people import Party
from evidence_review.importers.accounts.discord_messages import of_snowflake
from evidence_review.importers.chats.discord.channel import Channel, declared, stamp
from evidence_review.importers.chats.discord.chat_messages import APP, Saved, attached
from evidence_review.importers.markup.html_elements import first, has, is_whole, page
from evidence_review.importers.markup.json_stream import cut_problem
from evidence_review.importers.packed.archives import DamagedMember
from evidence_review.importers.plugin import encoding_remark
from evidence_review.importers.text.web_addresses import last_part

_LARGEST = 512 << 20
_BLOCKS = frozenset({"div", "p", "li", "h1", "h2", "h3", "pre", "blockquote"})
_PINNED = ("chatlog__message--pinned", "chatlog__message-container--pinned")
_WORDS = ("chatlog__markdown-preserve", "preserve-whitespace", "markdown")
_NAMED = re.compile(r"(?:(?:Image|Video|Audio|Attachment): )?(.*?)(?:\s\([\d.,]+ ?\w+\))?", re.DOTALL)
_ANSWERED = re.compile(r"scrollToMessage\(event, ?['\"](\d{15,20})")
_KNOWN = (
    "aside", "primary", "header", "content", "attachment", "embed", "reply", "reference", "sticker", "timestamp", "author", "system-notification",
    "short-timestamp", "avatar", "bot-tag", "messages", "message", "forwarded", "reaction", "edited", "markdown", "emoji",
)  # fmt: skip
_CALL = re.compile(r"started a call\b")


@dataclass(slots=True)
class _Group:
    """Who wrote a group of messages, when its first one was written, and what that one answers."""

    author: Any
    stamp: str
    answers: list[tuple[str, str]] = field(default_factory=list)


def messages(saved: Saved) -> Iterator[Item | Problem | Declared]:
    """Every message on a page, and how many it says there are."""
    data, reason = bytearray(), ""
    try:
        for chunk in saved.files.tree.chunks(saved.name):
            data += chunk
            if len(data) > _LARGEST:
                raise DamagedMember(
                    "This page is larger than can be read here. Ask for the channel as JSON, or in "
                    "parts (--partition)."
                )
    except (DamagedMember, OSError) as fault:
        reason = str(fault) if isinstance(fault, DamagedMember) else "This file could not be read to its end."
    root, decoded = page(bytes(data))
    yield from encoding_remark(decoded, saved.name)
    whole, count = is_whole(decoded.text), 0
    if root is not None:
        channel = _channel(saved, root)
        blocks = list(_blocks(root))
        for group, block in blocks if whole else blocks[:-1]:
            count += 1
            yield _message(saved, channel, group, block, count)
        yield from _said(saved, root, count, whole=whole)
    if reason:
        yield Problem(saved.name, ProblemKind.PARTLY_READ, reason, 1)
    elif not whole:
        yield cut_problem(saved.name)


def _channel(saved: Saved, root: Any) -> Channel:
    entries = [
        _text(each)
        for each in root.iter("div")
        if has(each, "preamble__entry") or has(each, "info__guild-name") or has(each, "info__channel-name")
    ]
    foot = " ".join(_text(each) for each in _of_class(root, "postamble__entry"))
    zone = re.search(r"UTC ?([+-]\d{1,2}(?::\d\d)?)", foot)
    return Channel.of(
        saved.name,
        entries[0] if entries else "",
        entries[1] if len(entries) > 1 else "",
        f"UTC{zone[1]}" if zone else "",
    )


def _of_class(element: Any, name: str) -> list[Any]:
    return [each for each in element.iter("div") if has(each, name)]


def _said(saved: Saved, root: Any, count: int, *, whole: bool) -> Iterator[Problem | Declared]:
    said = [
        _text(each)
        for each in root.iter("div")
        if has(each, "postamble__entry") or has(each, "info__channel-message-count")
    ]
    limited = any(has(each, "info__channel-date-range") or (has(each, "preamble__entry--small") and re.match(r"\s*(?:Between|After|Before)\s.*\d", _text(each)))
                  for each in root.iter("div"))  # fmt: skip
    yield from declared(
        saved,
        next((each for each in said if re.search(r"\d.*message", each)), ""),
        count,
        limited=limited,
        whole=whole,
    )


def _blocks(root: Any) -> Iterator[tuple[_Group, Any]]:
    """Each message with its group. One of a layout without an element of its own is the list of its parts."""
    groups = _of_class(root, "chatlog__message-group")
    for group in groups:
        inside = _of_class(group, "chatlog__message")
        about = _Group(
            _author(group), _text(first(group, "chatlog__timestamp")), list(_answers(group)) if inside else []
        )
        found = inside or list(_loose(group))
        for number, each in enumerate(found):
            yield (about if number == 0 else _Group(about.author, "" if inside else about.stamp)), each
    if not groups:
        yield from ((_Group(_author(each), ""), each) for each in _of_class(root, "chatlog__message"))


def _loose(group: Any) -> Iterator[list[Any]]:
    """The parts of each message of the oldest layout: words begin one, so that files without words stand with
    the message before."""
    parts = list[Any]()
    inside = first(group, "chatlog__messages")
    for each in inside if inside is not None else ():
        if (
            not isinstance(each.tag, str)
            or has(each, "chatlog__author-name")
            or has(each, "chatlog__timestamp")
            or has(each, "chatlog__bot-tag")
        ):
            continue
        if has(each, "chatlog__content") and parts:
            yield parts
            parts = []
        parts.append(each)
    if parts:
        yield parts


def _author(element: Any) -> Any | None:
    return next((each for each in element.iter("span", "a", "div") for name in ("chatlog__author", "chatlog__author-name", "chatlog__system-notification-author") if has(each, name)), None)  # fmt: skip


def _message(saved: Saved, channel: Channel, group: _Group, block: Any, number: int) -> Item:
    parts = block if isinstance(block, list) else [block]
    id_ = "" if isinstance(block, list) else _id(block)
    locator = f"{saved.at}message {id_ or number}"
    own = next((found for each in parts if (found := _author(each)) is not None), None)
    author = own if own is not None else group.author
    sender = _party(saved, author, parts)
    told = _first_below(parts, "chatlog__system-notification-content")
    text, forwarded = (_text(told), ()) if told is not None else _words(parts)
    return Item(
        locator=locator,
        kind=ItemKind.MESSAGE if told is None else _kind(text or ""),
        text=text,
        thread=channel.id,
        position=number,
        sender=sender,
        sent=_sent(saved, channel, id_, _stamp(parts) or group.stamp),
        direction=channel.direction(saved, sender),
        app=APP,
        thread_title=channel.title,
        attachments=tuple(_files(saved, parts)),
        extra=(*forwarded, *_extra(saved, group, parts, id_, author, sender, locator)),
    )


def _first_below(parts: list[Any], name: str) -> Any | None:
    """The first element below the parts of a message that carries a class."""
    return next((found for each in parts if (found := first(each, name)) is not None), None)


def _kind(event: str) -> ItemKind:
    return ItemKind.CALL if _CALL.search(event) else ItemKind.SYSTEM


def _id(block: Any) -> str:
    for each in (block, block.getparent()):
        id_ = str(each.get("data-message-id") or "") if each is not None else ""
        if id_:
            return id_
    return ""


def _party(saved: Saved, author: Any, parts: list[Any]) -> Party | None:
    if author is None:
        return None
    bot = any(
        has(each, "chatlog__bot-tag") or has(each, "chatlog__author-tag")
        for part in (*parts, author.getparent())
        for each in part.iter("span")
    )
    shown, full = _text(author), str(author.get("title") or "")
    user = {
        "id": author.get("data-user-id"),
        "name": full.rpartition("#")[0] or full or shown,
        "nickname": shown,
        "discriminator": full.rpartition("#")[2],
        "isBot": bot,
    }
    return saved.party(user)


def _stamp(parts: list[Any]) -> str:
    for name in ("chatlog__timestamp", "chatlog__system-notification-timestamp", "chatlog__short-timestamp"):
        for part in parts:
            found = first(part, name)
            if found is not None:
                return (
                    _text(found)
                    if name != "chatlog__short-timestamp"
                    else str(found.get("title") or "") or _text(found)
                )
    return ""


def _sent(saved: Saved, channel: Channel, id_: str, raw: str) -> Moment | None:
    """The instant in the id, with the wall-clock time of the page where it fits it; without an id the stamp
    alone."""
    instant = of_snowflake(id_)
    if instant is None:
        return stamp(raw, saved.clock, channel.zone, channel.day_first) if raw else None
    for reading in (True, False):
        shown = stamp(raw, saved.clock, "", reading) if raw else None
        if shown and shown.local and abs(shown.local - instant) < timedelta(hours=15):
            return Moment(raw, shown.local, instant, _offset(shown.local, instant), ZoneSource.IN_VALUE)
    return Moment(raw or id_, None, instant, None, ZoneSource.IN_VALUE)


def _offset(local: datetime, instant: datetime) -> str:
    quarters = round((local - instant) / timedelta(minutes=15))
    return f"{'-' if quarters < 0 else '+'}{abs(quarters) // 4:02}:{abs(quarters) % 4 * 15:02}"


# ---- what a message holds ----------------------------------------------------------------------


def _words(parts: list[Any]) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """What was written; of a forwarded message what was forwarded, marked as such."""
    content = next((found for each in parts if (found := _content(each)) is not None), None)
    text = ""
    if content is not None and not _inside(content, "chatlog__forwarded"):
        inner = next((found for name in _WORDS if (found := first(content, name)) is not None), content)
        text = _text(inner, ("chatlog__edited-timestamp",))
    passed = _first_below(parts, "chatlog__forwarded")
    if passed is None:
        return text, ()
    held = first(passed, "chatlog__forwarded-content")
    said = _text(held if held is not None else passed)
    return text or said, (("forwarded message", _text(passed)),)


def _content(part: Any) -> Any | None:
    return part if has(part, "chatlog__content") else first(part, "chatlog__content")


def _inside(element: Any, name: str) -> bool:
    return any(has(above, name) for above in element.iterancestors())


def _text(element: Any | None, without: tuple[str, ...] = ()) -> str:
    """The words of an element, a line for each block, with the names of emoji that are pictures."""
    pieces, waiting = list[str](), [element] if element is not None else []
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            pieces.append(each)
            continue
        if _is_unseen(each, without):
            continue
        if each.tag == "img":
            pieces.append(_emoji(each))
        pieces.append("\n" if _begins_line(each, pieces) else "")
        pieces.append(each.text or "")
        for below in reversed(each):
            waiting += [below.tail or "", below]
    return "".join(pieces).strip()


def _is_unseen(each: Any, without: tuple[str, ...]) -> bool:
    return (
        not isinstance(each.tag, str)
        or each.tag in {"script", "style", "svg"}
        or any(has(each, name) for name in without)
    )


def _begins_line(each: Any, pieces: list[str]) -> bool:
    is_inside_line = each.tag in _BLOCKS and bool(pieces) and not pieces[-1].endswith("\n")
    return is_inside_line or each.tag == "br"


def _emoji(image: Any) -> str:
    """An emoji as itself, or one of a server as ":name:"; other pictures have no words."""
    if not any(name in {"emoji", "chatlog__emoji"} for name in (image.get("class") or "").split()):
        return ""
    name = str(image.get("alt") or "")
    return f":{name}:" if re.fullmatch(r"\w+", name, re.ASCII) else name


def _files(saved: Saved, parts: list[Any]) -> Iterator[Attachment]:
    for block in (
        each
        for part in parts
        for each in (part, *part.iterdescendants("div"))
        if has(each, "chatlog__attachment")
    ):
        linked = block.iter("a", "source", "img")
        url = next((str(found) for each in linked if (found := each.get("href") or each.get("src"))), "")
        if url:
            found = _NAMED.fullmatch(_file_name(block).strip())
            yield attached(saved, {"url": url, "fileName": (found[1] if found else "") or last_part(url)})


def _file_name(block: Any) -> str:
    """The name of a file as a page shows it: beside the picture, else as words of the link."""
    titles = (each.get("title") for each in block.iter("img", "source"))
    return next(filter(None, titles), "") or _text(next(block.iter("a"), None))


def _answers(element: Any) -> Iterator[tuple[str, str]]:
    for each in element.iter("div"):
        if has(each, "chatlog__reply") or has(each, "chatlog__reference"):
            ids = [
                _ANSWERED.search(str(below.get("onclick") or "")) for below in each.iter("span", "a", "div")
            ]
            number = next((found[1] for found in ids if found), "")
            yield ("answers message", number) if number else ("answers", _text(each))
            return


def _extra(
    saved: Saved, group: _Group, parts: list[Any], id_: str, author: Any, sender: Party | None, locator: str
) -> Iterator[tuple[str, str]]:
    if id_:
        yield "message id", id_
    full = str(author.get("title") or "") if author is not None else ""
    if full and (sender is None or full != sender.name):
        yield "user name", full
    yield from next((found for part in parts if (found := list(_answers(part)))), group.answers)
    for part in parts:
        yield from _marks(saved, part, locator)


def _marks(saved: Saved, part: Any, locator: str) -> Iterator[tuple[str, str]]:
    """Reactions, when it was changed, embeds, stickers, whether it was pinned; classes of no meaning here are
    counted."""
    if any(has(each, name) for name in _PINNED for each in (part, part.getparent()) if each is not None):
        yield "isPinned", "true"
    for each in (part, *part.iterdescendants()):
        if not isinstance(each.tag, str):
            continue
        if mark := _mark(each):
            yield mark
        for name in _unknown_classes(each):
            saved.unknown.add("class", name, locator)
            yield name, _text(each)


def _mark(each: Any) -> tuple[str, str] | None:
    if has(each, "chatlog__reaction"):
        sign, count = _text(each, ("chatlog__reaction-count",)), _text(first(each, "chatlog__reaction-count"))
        return "reaction", f"{sign} {count}".strip()
    if has(each, "chatlog__edited-timestamp") and not _inside(each, "chatlog__reply"):
        return "timestampEdited", str(each.get("title") or _text(each))
    if has(each, "chatlog__embed"):
        links = [str(link.get("href")) for link in each.iter("a") if link.get("href")]
        return "embeds", "\n".join((_text(each), *links)).strip()
    if has(each, "chatlog__sticker"):
        return "stickers", str(each.get("title") or _text(each))
    return None


def _unknown_classes(each: Any) -> list[str]:
    """The classes of the program that have no meaning here."""
    names = (each.get("class") or "").split()
    own = [name for name in names if name.startswith("chatlog__")]
    return [name for name in own if not name.removeprefix("chatlog__").startswith(_KNOWN)]
