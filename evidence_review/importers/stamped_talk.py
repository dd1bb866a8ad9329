"""Chats left as plain text: saved by KakaoTalk, Discord and others, or pasted from an app, told by the shape of their lines alone.

What is taken for a message is said with its evidence, and every line is a message, goes on with one, names a day or stands above.
The ways of writing are in talk_lines; talk_evidence says when a text is talk.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Declared, Item, Moment, Problem, Read, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers import broken_ends, stamps
from evidence_review.importers.addresses import last_part
from evidence_review.importers.bookkeeping import tallied
from evidence_review.importers.plugin import About, Clock, Importer, encoding_remark, head, hole_in, media_type
from evidence_review.importers.row_values import Owner
from evidence_review.importers.tables_times import Written, local_of, moment, order_of
from evidence_review.importers.talk_evidence import Evidence, evidence_of
from evidence_review.importers.talk_lines import Head, bare, clock_of, day_of, head_of, is_only_a_stamp, notice_of
from evidence_review.importers.talk_torn import is_torn
from evidence_review.importers.text_encodings import text_of
from evidence_review.importers.torn_stamps import OVER, STAMPS, is_written_over, torn_stamps
from evidence_review.importers.torn_text import NOISE, is_noisy

_SNIFF = 65_536
_LARGEST = 256 << 20
_BINARY = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"SQLite format 3", b"{\\rtf", b"<", b"{")
_KAKAO = re.compile(
    r"(?P<a>.{1,80}?)\s?님과(?:의)?\s?카카오톡\s?대화.*|(?P<b>.{1,80}?) KakaoTalk Chats|KakaoTalk Chats with (?P<c>.{1,80})|(?P<d>.{1,80}) 카카오톡 대화.*"
)
_KAKAO_NOTICE = re.compile(
    r".{1,60}님이 .{0,80}(?:나갔습니다|들어왔습니다|초대했습니다|초대하였습니다|내보냈습니다|되었습니다|가렸습니다)\.?"
    r"|.{1,60} (?:has )?(?:joined|left) this chatroom\.?|.{1,60} invited .{1,60} to this chatroom\.?|.{1,60} was invited by .{1,60}\.?"
    r"|(?:채팅방 관리자가 )?메시지를 가렸습니다\.?"
)  # fmt: skip
_MISSING = re.compile(r"<?(?:사진(?: \d+장| 읽지 않음)?|동영상|이모티콘|음성메시지|Photos?(?: \d+)?|Video|Emoticons?|Voice ?(?:message|note)|\[(?:Photo|Video|Sticker|Picture|Voice|图片|视频|表情|语音)\])>?|(?:파일|File): .{1,200}", re.IGNORECASE)  # fmt: skip
_PARTS = {"{Attachments}": "attachments", "{Embed}": "embeds", "{Embeds}": "embeds", "{Stickers}": "stickers", "{Reactions}": "reaction"}
_TO = re.compile(r"From\s+(.{1,60}?)\s+to\s+.{1,60}", re.IGNORECASE)
"""Who writes, as Zoom says it: “From Ann to Everyone”."""


@dataclass(slots=True)
class _Entry:
    """One message: its line, the day above it, its head, its words, and parts below them as Discord's exporter names them."""

    line: int
    day: str
    head: Head
    words: list[str] = field(default_factory=list)
    below: list[tuple[str, list[str]]] = field(default_factory=list)


@dataclass(slots=True)
class _Talk:
    """A text taken apart; `counts` are lines that begin a message, go on with one, name a day or minute, stand above."""

    entries: list[_Entry]
    above: list[str]
    days: dict[str, Written]
    counts: list[int]


def recognises(path: Path) -> bool:
    """Whether the first lines of a text show the heads of messages."""
    start = head(path, _SNIFF)
    if not start or start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_BINARY):
        return False
    return _shown(text_of(start).text) is not None


def _shown(text: str) -> Evidence | None:
    lines = text.removeprefix("\ufeff")[:_SNIFF].splitlines()[:1500]
    return evidence_of(lines, by_app=any(_KAKAO.fullmatch(bare(line).strip()) for line in lines[:3])) if "\0" not in text else None


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """The messages in the order of the text; UnreadableExport beyond 256 MiB."""
    if path.stat().st_size > _LARGEST:
        raise UnreadableExport("This chat is larger than can be read here. Nothing in it has been reviewed. Ask for it in parts.")
    clock = Clock(options.zone)
    yield from tallied(_values(path, options, clock), "No message was found in this text. Check that it is whole.")


def _values(path: Path, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem | Declared]:
    decoded = text_of(path.read_bytes())
    shown = _shown(decoded.text)
    if shown is None:
        return
    yield from encoding_remark(decoded, "line 1")
    yield from hole_in(path, "line 1")
    yield from broken_ends.remark(decoded.text, "end")
    lines = decoded.text.removeprefix("\ufeff").splitlines()
    if not decoded.encoding.startswith(("utf-16", "utf-32")) and is_noisy(path.read_bytes()):
        yield Problem("file", ProblemKind.PARTLY_READ, NOISE)
    if is_torn(lines, shown.style) or torn_stamps(decoded.text):
        yield Problem("lines", ProblemKind.PARTLY_READ, STAMPS)
    elif is_written_over(decoded.text):
        yield Problem("lines", ProblemKind.PARTLY_READ, OVER)
    talk = _taken_apart(lines, shown.style)
    order = _order(talk, options)
    yield Problem("lines", ProblemKind.SOURCE_FLAG, _evidence(shown, talk))
    for remark in stamps.remarks(order, both=False):
        yield Problem("days", ProblemKind.SOURCE_FLAG, remark)
    if not shown.has_days:
        yield Problem(
            "days",
            ProblemKind.SOURCE_FLAG,
            "The lines of this chat give a clock and no day. Ask when it was, and for an export by the app.",
        )
    title, app = _title(talk, path)
    owner = Owner(options)
    if any(line.strip() for line in talk.above):
        yield Item(
            "line 0",
            ItemKind.SYSTEM,
            "\n".join(talk.above).strip("\n"),
            title,
            app=app,
            thread_title=title,
            extra=(("in the chat", "stands above the first message"),),
        )
    items = [
        _item(each, number, title, app, _moment(each, talk, order, clock), clock, owner) for number, each in enumerate(talk.entries, 1)
    ]
    yield from items
    missing = sum(bool(_MISSING.fullmatch((item.text or "").strip())) or bool(item.attachments) for item in items)
    if missing:
        yield Problem(
            "files",
            ProblemKind.MISSING_ATTACHMENT,
            f"{missing} messages stand for photos, videos or files that are not in the text. Ask for them if they matter.",
        )


def _evidence(shown: Evidence, talk: _Talk) -> str:
    """What the reading rests on, in numbers; no word of the text."""
    begin, on, days, above = talk.counts
    return (
        f"This text was taken for a chat by the shape of its lines: {begin} of its {begin + on + days + above} lines begin a message in the way “{shown.style}”, "
        f"{on} go on with one, {days} name a day or minute, {above} stand above the first. No app says so: check a few against the text."
    )


# ---- lines -------------------------------------------------------------------------------------


def _taken_apart(lines: Sequence[str], style: str) -> _Talk:
    talk, day = _Talk([], [], {}, [0, 0, 0, 0]), ""
    is_kakao = any(_KAKAO.fullmatch(bare(line).strip()) for line in lines[:3])
    for number, line in enumerate(lines, 1):
        found = head_of(line, style) or (notice_of(line, style) if talk.entries else None)
        named = None if found else day_of(line)
        if found is None and is_kakao and _KAKAO_NOTICE.fullmatch(bare(line).strip()):
            found = Head("", None, bare(line).strip())
        if found:
            talk.entries.append(_Entry(number, day, found, [found.rest] if found.rest else []))
            talk.counts[0] += 1
        elif named and (not talk.entries or _stands_free(lines, number, style)):
            day = named[0]
            talk.days[day] = named[1]
            talk.counts[2] += 1
        elif is_only_a_stamp(line) and _stands_free(lines, number, style):
            talk.counts[2] += 1
        elif talk.entries:
            _goes_on(talk.entries[-1], line, style)
            talk.counts[1] += bool(line.strip())
        else:
            talk.above.append(line)
            talk.counts[3] += bool(line.strip())
    return talk


def _stands_free(lines: Sequence[str], number: int, style: str) -> bool:
    """Whether a message follows a line, or an empty line stands above it, or it is set off by dashes: it is no part of somebody's words."""
    line = lines[number - 1]
    after = next(
        (
            each
            for each in lines[number : number + 4]
            if each.strip() and day_of(each) is None and not re.fullmatch(r"[-–—=]{3,}", each.strip())
        ),
        "",
    )
    return line.strip()[:3] in {"---", "———", "==="} or head_of(after, style) is not None or notice_of(after, style) is not None


def _goes_on(entry: _Entry, line: str, style: str) -> None:
    if style == "[time] name" and line.strip() in _PARTS:
        entry.below.append((_PARTS[line.strip()], []))
    else:
        (entry.below[-1][1] if entry.below else entry.words).append(line)


# ---- times -------------------------------------------------------------------------------------


def _order(talk: _Talk, options: ReadOptions) -> stamps.Order | None:
    read = [each for each in (clock_of(entry.head.stamp) for entry in talk.entries) if each is not None]
    return order_of([*read, *talk.days.values()], options.day_first)


def _moment(entry: _Entry, talk: _Talk, order: stamps.Order | None, clock: Clock) -> Moment | None:
    found, day = clock_of(entry.head.stamp), talk.days.get(entry.day)
    on = local_of(day, order)[0] if day else None
    if found is None:
        raw = entry.head.stamp or entry.day
        return Moment(raw, on if not entry.head.stamp else None) if raw else None
    if found.clock is None:
        return moment(replace(found, raw=entry.head.stamp), local_of(found, order)[0], "", clock)
    raw = f"{entry.day} {entry.head.stamp}".strip()
    local = datetime.combine(on.date(), found.clock) if on else None
    return moment(Written(raw, local, offset=found.offset), local, "", clock) if local else Moment(raw)


# ---- items -------------------------------------------------------------------------------------


def _title(talk: _Talk, path: Path) -> tuple[str, str]:
    """Whose talk it is, and the app where the heading names it."""
    for line in talk.above[:3]:
        found = _KAKAO.fullmatch(bare(line).strip())
        if found:
            return next(each for each in found.groups() if each).strip(), "KakaoTalk"
    return path.stem, "Discord" if any(entry.below for entry in talk.entries) else ""


def _item(entry: _Entry, number: int, title: str, app: str, sent: Moment | None, clock: Clock, owner: Owner) -> Item:
    name = entry.head.name
    zoom = _TO.fullmatch(name) if name else None
    who = zoom[1] if zoom else name
    sender = Party(None, who, owner.is_me(who)) if who else None
    known = bool(owner.party.label())
    files = [line.strip() for kind, lines in entry.below if kind == "attachments" for line in lines if line.strip()]
    return Item(
        locator=f"line {entry.line}",
        kind=ItemKind.MESSAGE if sender else ItemKind.SYSTEM,
        text="\n".join(entry.words).strip("\n"),
        thread=title,
        position=number,
        sender=sender,
        sent=sent,
        direction=Direction.OUTGOING if sender and sender.is_owner else Direction.INCOMING if sender and known else Direction.UNKNOWN,
        app=app,
        thread_title=title,
        attachments=tuple(Attachment(last_part(each) or each, media_type(last_part(each) or each), member=each) for each in files),
        extra=(
            *((("name as written", name),) if zoom and name else ()),
            *((kind, "\n".join(lines).strip()) for kind, lines in entry.below if kind != "attachments"),
            *clock.remarks(sent.local if sent else None),
        ),
    )


IMPORTER = Importer(
    "Chat as text",
    "1",
    recognises,
    read,
    about=About(
        "Chats left as plain text, told by their lines: KakaoTalk, Discord, Telegram, WeChat, Viber, Zoom, IRC and others, saved or pasted",
        "“[time] name: words”, “time, name : words”, “[name] [time] words”, “name, [time]” and “name — time” with the words below, and the like, in the layouts of public test files",
        "messages with name and time, further lines, days on lines of their own, notices with a stamp, Discord's parts below a message",
        "files, for which only words stand; “today” and “yesterday” give no day",
        "told by shape alone, and said to be so: at least three such lines by two people. Names only; times mostly have no zone; direction only where the owner is named",
    ),
)
