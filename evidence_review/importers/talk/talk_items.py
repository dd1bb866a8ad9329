"""Items of the messages of a chat left as plain text."""

import re
from pathlib import Path

from evidence_review.domain.evidence import Attachment, Item, Moment
from evidence_review.domain.kinds import Direction, ItemKind
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


def item_of(
    entry: Entry, number: int, title: str, app: str, sent: Moment | None, clock: Clock, owner: Owner
) -> Item:
    """The item of one message or notice."""
    name = entry.head.name
    zoom = (_TO.fullmatch(name) or _FROM.fullmatch(name)) if name else None
    numbered = _NUMBER.fullmatch(name) if name and app == "QQ" else None
    who = numbered["name"] if numbered else zoom["name"] if zoom else name
    who = None if app == "QQ" and who == "系统消息" else who
    sender = (
        Party(numbered["a"] or numbered["b"] if numbered else None, who, owner.is_me(who)) if who else None
    )
    to = zoom.groupdict().get("to") if zoom else None
    known = bool(owner.party.label())
    files = [
        line.strip() for kind, lines in entry.below if kind == "attachments" for line in lines if line.strip()
    ]
    return Item(
        locator=f"line {entry.line}",
        kind=ItemKind.MESSAGE if sender else ItemKind.SYSTEM,
        text="\n".join(entry.words).strip("\n"),
        thread=entry.room or title,
        position=number,
        sender=sender,
        recipients=(Party(None, to, owner.is_me(to)),) if to and to.casefold() not in _ALL else (),
        sent=sent,
        direction=Direction.OUTGOING
        if sender and sender.is_owner
        else Direction.INCOMING
        if sender and known
        else Direction.UNKNOWN,
        app=app,
        thread_title=entry.room or title,
        attachments=tuple(
            Attachment(last_part(each) or each, media_type(last_part(each) or each), member=each)
            for each in files
        ),
        extra=(
            *((("name as written", name),) if (zoom or numbered) and name else ()),
            *((kind, "\n".join(lines).strip()) for kind, lines in entry.below if kind != "attachments"),
            *clock.remarks(sent.local if sent else None),
        ),
    )
