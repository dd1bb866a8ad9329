"""Items of the messages of a chat left as plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence_review.domain.evidence import Attachment, Item, Moment
from evidence_review.domain.kinds import ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.plugin import Clock, media_type
from evidence_review.importers.talk.talk_entries import KAKAO, QQ, TIKTOK, Entry, Talk
from evidence_review.importers.talk.talk_lines import bare
from evidence_review.importers.text.row_values import Owner
from evidence_review.importers.text.web_addresses import last_part

_TO = re.compile(
    r"From\s+(?P<name>.{1,60}?)\s+to\s+(?P<to>.{1,60}?)\s?(?:\((?:Privately|Direct Message)\))?",
    re.IGNORECASE,
)
"""Who writes, as Zoom says it: “From Ann to Everyone”."""
_FROM = re.compile(r"From\s+(?P<name>.{1,60})")
_ALL = frozenset({"everyone", "all", "everyone in meeting", "waiting room participants"})
_NUMBER = re.compile(r"(?:【[^】]{1,30}】)?(?P<name>.+?)\s?(?:\((?P<a>\d{4,12})\)|<(?P<b>[^<>]+)>)")


def title_of(talk: Talk, path: Path) -> tuple[str, str]:
    """Whose talk it is, and the app where the heading names it."""
    for line in [*talk.above[:3], *("\n".join(entry.words) for entry in talk.entries[:1])]:
        found = KAKAO.fullmatch(bare(line).strip())
        if found:
            return next(each for each in found.groups() if each).strip(), "KakaoTalk"
        if QQ.fullmatch(bare(line).strip()):
            return path.stem, "QQ"
        if TIKTOK.fullmatch(bare(line).strip()):
            return path.stem, "TikTok"
    return path.stem, "Discord" if any(entry.below for entry in talk.entries) else ""


@dataclass(frozen=True, slots=True)
class _NameParts:
    """What the name in a head says: who writes, by which number or address, and to whom; whether it had to be
    taken apart for that."""

    who: str | None
    identifier: str | None = None
    to: str = ""
    is_parted: bool = False


def _name_parts(name: str | None, app: str) -> _NameParts:
    if not name:
        return _NameParts(None)
    zoom = _TO.fullmatch(name) or _FROM.fullmatch(name)
    numbered = _NUMBER.fullmatch(name) if app == "QQ" else None
    found = numbered or zoom
    who = found["name"] if found else name
    identifier = numbered["a"] or numbered["b"] if numbered else None
    to = zoom.groupdict().get("to") if zoom else None
    return _NameParts(who, identifier, to or "", found is not None)


def item_of(
    entry: Entry, number: int, title: str, app: str, sent: Moment | None, clock: Clock, owner: Owner
) -> Item:
    """The item of one message or notice."""
    named = _name_parts(entry.head.name, app)
    is_notice = not named.who or (app == "QQ" and named.who == "系统消息")
    sender = None if is_notice else Party(named.identifier, named.who, owner.is_me(named.who))
    to = named.to if named.to.casefold() not in _ALL else ""
    return Item(
        locator=f"line {entry.line}",
        kind=ItemKind.MESSAGE if sender else ItemKind.SYSTEM,
        text="\n".join(entry.words).strip("\n"),
        thread=entry.room or title,
        position=number,
        sender=sender,
        recipients=(Party(None, to, owner.is_me(to)),) if to else (),
        sent=sent,
        direction=owner.direction(sender),
        app=app,
        thread_title=entry.room or title,
        attachments=tuple(map(_attachment, entry.files())),
        extra=(*_extra(entry, named), *clock.remarks(sent.local if sent else None)),
    )


def _attachment(place: str) -> Attachment:
    name = last_part(place) or place
    return Attachment(name, media_type(name), member=place)


def _extra(entry: Entry, named: _NameParts) -> Iterator[tuple[str, str]]:
    if named.is_parted and entry.head.name:
        yield "name as written", entry.head.name
    yield from ((kind, "\n".join(lines).strip()) for kind, lines in entry.below if kind != "attachments")
