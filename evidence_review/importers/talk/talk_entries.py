"""A text of talk taken apart: messages, notices, sittings and days by their lines, in one way of writing
(talk_lines)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from evidence_review.importers.tables.tables_times import Written
from evidence_review.importers.talk.talk_lines import Head, bare, day_of, head_of, is_only_a_stamp, notice_of
from evidence_review.importers.talk.talk_sessions import opens, session_of

KAKAO = re.compile(
    r"(?P<a>.{1,80}?)\s?님과(?:의)?\s?카카오톡\s?대화.*|(?P<b>.{1,80}?) KakaoTalk Chats|KakaoTalk Chats "
    r"with (?P<c>.{1,80})|(?P<d>.{1,80}) 카카오톡 대화.*"
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
    "{Attachments}": "attachments", "{Embed}": "embeds", "{Embeds}": "embeds", "{Stickers}": "stickers",
    "{Reactions}": "reaction",
}  # fmt: skip
_ROOM = re.compile(
    r"消息对象[:：]\s*(?P<a>.{1,80}?)|(?:>+\s*)?Chat History with (?P<b>.{1,80}?)\s?:*|Session Ident: "
    r"(?P<c>\S{1,80})"
)
"""A line that names the conversation of what follows: QQ's, TikTok's and mIRC's."""
_DASHES = re.compile(r"[-–—=]{3,}")
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

    def files(self) -> list[str]:
        """The addresses of its files."""
        lines = [line.strip() for kind, lines in self.below if kind == "attachments" for line in lines]
        return [line for line in lines if line]


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
    is_kakao = any(KAKAO.fullmatch(bare(line).strip()) for line in lines[:3])
    reader = _Reader(lines, style, is_kakao)
    for number, line in enumerate(lines, 1):
        reader.take(number, line)
    return _with_actions(reader.talk)


@dataclass(slots=True)
class _Reader:
    """Where in a text the reading is: what was taken apart so far, and the day and room of what follows."""

    lines: Sequence[str]
    style: str
    is_kakao: bool
    talk: Talk = field(default_factory=lambda: Talk([], [], {}, [0, 0, 0, 0]))
    day: str = ""
    room: str = ""

    def take(self, number: int, line: str) -> None:
        """One line more."""
        counts = self.talk.counts
        if found := self._head(line):
            self._add(number, found, found.rest)
            counts[0] += 1
        elif self._is_mark(number, line):
            counts[2] += 1
        elif self.talk.entries:
            _goes_on(self.talk.entries[-1], line, self.style)
            counts[1] += bool(line.strip())
        else:
            self.talk.above.append(line)
            counts[3] += bool(line.strip())

    def _head(self, line: str) -> Head | None:
        found = head_of(line, self.style)
        if found is None and (self.talk.entries or self.style == _IRC):
            found = notice_of(line, self.style)
        if found is None and self.is_kakao and _KAKAO_NOTICE.fullmatch(bare(line).strip()):
            return Head("", None, bare(line).strip())
        return found

    def _add(self, number: int, head: Head, words: str, day: str | None = None) -> None:
        written = [words] if words else []
        self.talk.entries.append(
            Entry(number, self.day if day is None else day, head, written, room=self.room)
        )

    def _is_mark(self, number: int, line: str) -> bool:
        """Whether a line names a sitting, a room, a day or a minute, or stands around others; it is put where
        it belongs."""
        text, nobody = line.strip(), Head("", None, "")
        if sitting := session_of(line):
            self.talk.days[sitting[0]] = sitting[1]
            self._add(number, Head(sitting[0], None, ""), text, "")
            self.day = sitting[0] if opens(line) else self.day
        elif room := _room_in(text):
            self.room = room
            self._add(number, nobody, text)
        elif (named := day_of(line)) and (not self.talk.entries or self._stands_free(number)):
            self.day = named[0]
            self.talk.days[self.day] = named[1]
        elif is_only_a_stamp(line) and self._stands_free(number):
            pass
        elif self.talk.entries and _AROUND.fullmatch(text):
            self._add(number, nobody, text)
        else:
            return False
        return True

    def _stands_free(self, number: int) -> bool:
        """Whether a message follows a line, or it is set off by dashes: it is no part of somebody's words."""
        if self.lines[number - 1].strip()[:3] in {"---", "———", "==="}:
            return True
        after = (
            each
            for each in self.lines[number : number + 4]
            if each.strip() and day_of(each) is None and not _DASHES.fullmatch(each.strip())
        )
        line = next(after, "")
        return head_of(line, self.style) is not None or notice_of(line, self.style) is not None


def _room_in(line: str) -> str:
    found = _ROOM.fullmatch(line)
    return next(filter(None, found.groups())) if found else ""


def _with_actions(talk: Talk) -> Talk:
    """What people of IRC do (“* Ann waves”) is theirs; who came, went or was renamed is a notice."""
    known = {entry.head.name for entry in talk.entries if entry.head.name}
    for entry in talk.entries:
        done = _ACTION.fullmatch(entry.head.rest) if entry.head.name is None else None
        if done and done["name"] in known and not _NO_ACTION.match(done["words"]):
            entry.head = Head(entry.head.stamp, done["name"], entry.head.rest)
    return talk


def _goes_on(entry: Entry, line: str, style: str) -> None:
    if style.startswith("time From"):
        line = line.removeprefix("\t")
    if style == "[time] name" and line.strip() in _PARTS:
        entry.below.append((_PARTS[line.strip()], []))
    else:
        (entry.below[-1][1] if entry.below else entry.words).append(line)
