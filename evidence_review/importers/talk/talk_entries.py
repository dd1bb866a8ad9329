"""A text of talk taken apart: messages, notices, sittings and days by their lines, in one way of writing
(talk_lines)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from evidence_review.importers.tables.tables_times import Written
from evidence_review.importers.talk.talk_lines import Head, bare, day_of, head_of, is_only_a_stamp, notice_of
from evidence_review.importers.talk.talk_sessions import opens, session_of

KAKAO = re.compile(
    (
        r"(?P<a>.{1,80}?)\s?님과(?:의)?\s?카카오톡\s?대화.*|(?P<b>.{1,80}?) KakaoTalk Chats|KakaoTalk Chats "
        r"with (?P<c>.{1,80})|(?P<d>.{1,80}) 카카오톡 대화.*"
    )
)
QQ = re.compile(r"消息记录.{0,40}")
TIKTOK = re.compile(r"(?:>+\s*)?Chat History with .{1,80}")
PIDGIN = re.compile(r"Conversation with .{1,160} (?:at|on) .{6,60} on .{1,160} \(\w[\w-]{1,20}\)")
SKYPE = re.compile(r"\[\d[\d./: AaPpMm-]{10,24} \| (?:Edited|Removed) \d{1,2}:\d\d")
"""The first lines of chats that name their app; a mark that only Skype writes."""
_KAKAO_NOTICE = re.compile(
    r".{1,60}님이 .{0,80}(?:나갔습니다|들어왔습니다|초대했습니다|초대하였습니다|내보냈습니다|되었습니다|가렸습니다)\.?"
    r"|.{1,60} (?:has )?(?:joined|left) this chatroom\.?|.{1,60} invited .{1,60} to this chatroom\.?|.{1,60} was invited by .{1,60}\.?"
    r"|(?:채팅방 관리자가 )?메시지를 가렸습니다\.?"
)  # fmt: skip
_IRC = "[time] <name> words"
_PARTS = {
    "{Attachments}": "attachments",
    "{Embed}": "embeds",
    "{Embeds}": "embeds",
    "{Stickers}": "stickers",
    "{Reactions}": "reaction",
}
_ROOM = re.compile(
    (
        r"消息对象[:：]\s*(?P<a>.{1,80}?)|(?:>+\s*)?Chat History with (?P<b>.{1,80}?)\s?:*|Session Ident: "
        r"(?P<c>\S{1,80})"
    )
)
"""A line that names the conversation of what follows: QQ's, TikTok's and mIRC's."""
_AROUND = re.compile(r"={10,}|消息分组[:：].*|消息记录.{0,40}")
_ACTION = re.compile(r"\*\s+(?P<name>\S{1,60})\s+(?P<words>.+)")
_NO_ACTION = re.compile(
    r"[(\[]|(?:has )?(?:joined|left|quit|parts?|joins|become)\b|(?:is now|sets?|changes?|changed|"
    r"was|invited|kicked|removes?|gives?) "
    r"(?:known|mode|topic|kicked|the topic|channel|by|from|host|voice)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Entry:
    """One message: its line, the day above it, its head, its words, and parts below them as Discord's
    exporter names them.

    `later` counts the midnights since the day above, `room` is the conversation that a line above names.
    """

    line: int
    day: str
    head: Head
    words: list[str] = field(default_factory=list[str])
    below: list[tuple[str, list[str]]] = field(default_factory=list[tuple[str, list[str]]])
    room: str = ""
    later: int = 0


@dataclass(slots=True)
class Talk:
    """A text taken apart; `counts` are lines that begin a message, go on with one, name a day or minute,
    stand above."""

    entries: list[Entry]
    above: list[str]
    days: dict[str, Written]
    counts: list[int]


def names_its_app(line: str) -> bool:
    """Whether a line is the heading of a chat of KakaoTalk, QQ, TikTok or Pidgin, or a message that Skype
    marks as edited."""
    return (
        any(heading.fullmatch(bare(line).strip()) for heading in (KAKAO, QQ, TIKTOK, PIDGIN))
        or SKYPE.match(line) is not None
    )


def taken_apart(lines: Sequence[str], style: str) -> Talk:
    """Every line in its place."""
    talk, day = Talk([], [], {}, [0, 0, 0, 0]), ""
    is_kakao = any(KAKAO.fullmatch(bare(line).strip()) for line in lines[:3])
    room = ""
    for number, line in enumerate(lines, 1):
        found = head_of(line, style) or (notice_of(line, style) if talk.entries or style == _IRC else None)
        sitting = None if found else session_of(line)
        named = None if found or sitting else day_of(line)
        if found is None and is_kakao and _KAKAO_NOTICE.fullmatch(bare(line).strip()):
            found = Head("", None, bare(line).strip())
        if found:
            talk.entries.append(Entry(number, day, found, [found.rest] if found.rest else [], room=room))
            talk.counts[0] += 1
        elif sitting:
            talk.days[sitting[0]] = sitting[1]
            talk.entries.append(Entry(number, "", Head(sitting[0], None, ""), [line.strip()], room=room))
            day = sitting[0] if opens(line) else day
            talk.counts[2] += 1
        elif other := _ROOM.fullmatch(line.strip()):
            room = next(each for each in other.groups() if each)
            talk.entries.append(Entry(number, day, Head("", None, ""), [line.strip()], room=room))
            talk.counts[2] += 1
        elif named and (not talk.entries or _stands_free(lines, number, style)):
            day = named[0]
            talk.days[day] = named[1]
            talk.counts[2] += 1
        elif is_only_a_stamp(line) and _stands_free(lines, number, style):
            talk.counts[2] += 1
        elif talk.entries and _AROUND.fullmatch(line.strip()):
            talk.entries.append(Entry(number, day, Head("", None, ""), [line.strip()], room=room))
            talk.counts[2] += 1
        elif talk.entries:
            _goes_on(talk.entries[-1], line, style)
            talk.counts[1] += bool(line.strip())
        else:
            talk.above.append(line)
            talk.counts[3] += bool(line.strip())
    return _with_actions(talk)


def _with_actions(talk: Talk) -> Talk:
    """What people of IRC do (“* Ann waves”) is theirs; who came, went or was renamed is a notice."""
    known = {entry.head.name for entry in talk.entries if entry.head.name}
    for entry in talk.entries:
        done = _ACTION.fullmatch(entry.head.rest) if entry.head.name is None else None
        if done and done["name"] in known and not _NO_ACTION.match(done["words"]):
            entry.head = Head(entry.head.stamp, done["name"], entry.head.rest)
    return talk


def _stands_free(lines: Sequence[str], number: int, style: str) -> bool:
    """Whether a message follows a line, or an empty line stands above it, or it is set off by dashes: it is
    no part of somebody's words."""
    line = lines[number - 1]
    after = next(
        (
            each
            for each in lines[number : number + 4]
            if each.strip() and day_of(each) is None and not re.fullmatch(r"[-–—=]{3,}", each.strip())
        ),
        "",
    )
    return (
        line.strip()[:3] in {"---", "———", "==="}
        or head_of(after, style) is not None
        or notice_of(after, style) is not None
    )


def _goes_on(entry: Entry, line: str, style: str) -> None:
    if style.startswith("time From"):
        line = line.removeprefix("\t")
    if style == "[time] name" and line.strip() in _PARTS:
        entry.below.append((_PARTS[line.strip()], []))
    else:
        (entry.below[-1][1] if entry.below else entry.words).append(line)
