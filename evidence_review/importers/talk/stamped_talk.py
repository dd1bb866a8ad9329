"""Chats left as plain text: saved by KakaoTalk, Discord and others, or pasted from an app, told by the shape
of their lines alone.

What is taken for a message is said with its evidence, and every line is a message, goes on with one, names a
day or stands above. The ways of writing are in talk_lines; talk_evidence says when a text is talk.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.importers.plugin import About, Clock, Importer, head, hole_in
from evidence_review.importers.talk.talk_entries import SKYPE, Talk, names_its_app, taken_apart
from evidence_review.importers.talk.talk_evidence import Evidence, evidence_of
from evidence_review.importers.talk.talk_items import item_of, title_of
from evidence_review.importers.talk.talk_lines import is_relative
from evidence_review.importers.talk.talk_sessions import NAMED_DAY, WENT_BACK, day_in_name
from evidence_review.importers.talk.talk_texts import Laid, laid_out, start_of
from evidence_review.importers.talk.talk_times import moment_of, order_in, past_midnight
from evidence_review.importers.talk.talk_torn import is_torn
from evidence_review.importers.talk.torn_stamps import OVER, STAMPS, is_written_over, torn_stamps
from evidence_review.importers.talk.torn_text import NOISE, is_noisy
from evidence_review.importers.tally import tallied
from evidence_review.importers.text import broken_ends
from evidence_review.importers.text.row_values import Owner
from evidence_review.importers.times import stamps

_SNIFF = 65_536
_LARGEST = 256 << 20
_BINARY = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"SQLite format 3", b"{\\rtf", b"{")
_MISSING = re.compile(r"<?(?:사진(?: \d+장| 읽지 않음)?|동영상|이모티콘|음성메시지|Photos?(?: \d+)?|Video|Emoticons?|Voice ?(?:message|note)|\[(?:Photo|Video|Sticker|Picture|Voice|图片|视频|表情|语音)\])>?|(?:파일|File): .{1,200}", re.IGNORECASE)  # fmt: skip
_DAY_IN_NAME = frozenset({"[time] <name> words", "time From name to name: words"})
_IN_BRACKETS = re.compile(r"\(\d{4}-\d\d-\d\d\)$")
"""The day as Adium writes it into the name of a file."""
_NEAR = (
    "{} messages say “today”, “yesterday” or a weekday and no date: they have no time here. Ask for an "
    "export by the app."
)
_NOT_HERE = (
    "messages stand for photos, videos or files that are not in the text. Ask for them if they matter."
)
_NO_DAY = "The lines of this chat give a clock and no day. Ask when it was, and for an export by the app."


def recognises(path: Path) -> bool:
    """Whether the first lines of a text show the heads of messages."""
    start = head(path, _SNIFF)
    if not start or start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_BINARY):
        return False
    return _shown(start_of(start)) is not None


def _shown(text: str) -> Evidence | None:
    lines = text.removeprefix("\ufeff")[:_SNIFF].splitlines()[:1500]
    return (
        evidence_of(
            lines, by_app=any(names_its_app(line) for line in lines[:3]) or any(map(SKYPE.match, lines))
        )
        if "\0" not in text
        else None
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """The messages in the order of the text; UnreadableExport beyond 256 MiB."""
    if path.stat().st_size > _LARGEST:
        raise UnreadableExport(
            "This chat is larger than can be read here. Nothing in it has been reviewed. Ask for it in parts."
        )
    clock = Clock(options.zone)
    yield from tallied(
        _values(path, options, clock), "No message was found in this text. Check that it is whole."
    )


def _values(path: Path, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem | Declared]:
    laid = laid_out(path)
    shown = _shown(laid.text)
    if shown is None:
        return
    yield from laid.problems
    lines = laid.text.removeprefix("\ufeff").splitlines()
    if not laid.is_page:
        yield from _damage(path, laid, lines, shown.style)
    talk = taken_apart(lines, shown.style)
    _take_day(path, shown, talk)
    went_back = past_midnight(talk)
    order = order_in(talk, options)
    yield from _remarks(shown, talk, order, went_back=went_back)
    title, app = title_of(talk, path)
    app, owner = "Skype" if any(map(SKYPE.match, lines)) else app, Owner(options)
    items = [
        item_of(each, number, title, app, moment_of(each, talk, order, clock), clock, owner)
        for number, each in enumerate(talk.entries, 1)
    ]
    items[:0] = _above(talk, title, app)
    first = items[0]
    yield replace(first, extra=(*first.extra, *laid.said), attachments=(*first.attachments, *laid.files))
    yield from items[1:]
    missing = sum(
        bool(_MISSING.fullmatch((item.text or "").strip())) or bool(item.attachments) for item in items
    )
    if missing:
        yield Problem("files", ProblemKind.MISSING_ATTACHMENT, f"{missing} {_NOT_HERE}")


def _take_day(path: Path, shown: Evidence, talk: Talk) -> None:
    """The day of a chat whose lines give none, from its name, where programs write it there."""
    named = None if shown.has_days else day_in_name(path, folder=shown.style.startswith("time From"))
    by_name = path.stem[:4].isdecimal() or _IN_BRACKETS.search(path.stem)
    if named and (shown.style in _DAY_IN_NAME or by_name):
        talk.days[""] = named


def _remarks(
    shown: Evidence, talk: Talk, order: stamps.Order | None, *, went_back: bool
) -> Iterator[Problem]:
    yield Problem("lines", ProblemKind.SOURCE_FLAG, _evidence(shown, talk))
    near = sum(is_relative(entry.head.stamp) for entry in talk.entries)
    said = (
        *((remark, True) for remark in stamps.remarks(order, both=False)),
        (_NEAR.format(near), near),
        (NAMED_DAY if "" in talk.days else _NO_DAY, not shown.has_days and near < len(talk.entries)),
        (WENT_BACK, went_back),
    )
    yield from (Problem("days", ProblemKind.SOURCE_FLAG, reason) for reason, holds in said if holds)


def _above(talk: Talk, title: str, app: str) -> Iterator[Item]:
    """What stands above the first message."""
    if any(line.strip() for line in talk.above):
        words = "\n".join(talk.above).strip("\n")
        stands = (("in the chat", "stands above the first message"),)
        yield Item("line 0", ItemKind.SYSTEM, words, title, app=app, thread_title=title, extra=stands)


def _damage(path: Path, laid: Laid, lines: Sequence[str], style: str) -> Iterator[Problem]:
    """What the lines themselves show of damage."""
    yield from hole_in(path, "line 1")
    yield from broken_ends.remark(laid.text, "end")
    if not laid.is_wide and is_noisy(path.read_bytes()):
        yield Problem("file", ProblemKind.PARTLY_READ, NOISE)
    if is_torn(lines, style) or torn_stamps(laid.text):
        yield Problem("lines", ProblemKind.PARTLY_READ, STAMPS)
    elif is_written_over(laid.text):
        yield Problem("lines", ProblemKind.PARTLY_READ, OVER)


def _evidence(shown: Evidence, talk: Talk) -> str:
    """What the reading rests on, in numbers; no word of the text."""
    begin, on, days, above = talk.counts
    return (
        f"This text was taken for a chat by the shape of its lines: {begin} of its "
        f"{begin + on + days + above} lines begin a message in the way “{shown.style}”, "
        f"{on} go on with one, {days} name a day or minute, {above} stand above the first. No app "
        f"says so: check a few against the text."
    )


IMPORTER = Importer(
    "Chat as text",
    "1",
    recognises,
    read,
    about=About(
        (
            "Chats left as plain text or as pages of such lines, told by their lines: KakaoTalk, "
            "Discord, Telegram, WeChat, QQ, Viber, Zoom, Skype, TikTok's texts, and others, saved or "
            "pasted; logs of IRC (irssi, WeeChat, HexChat, mIRC, ZNC), Pidgin, Adium and Trillian"
        ),
        (
            "“[time] name: words”, “time, name : words”, “[name] [time] words”, “name, [time]” and "
            "“name — time” with the words below, and the like, in the layouts of public test files and "
            "of the programs' own descriptions; sittings that give the day, notices, actions"
        ),
        (
            "messages with name and time, further lines, days on lines of their own, notices with a "
            "stamp, pictures in a page, Discord's parts below a message"
        ),
        "files, for which only words stand; “today”, “yesterday” and weekdays give no day",
        (
            "told by shape alone, and said to be so: at least three such lines by two people. Names "
            "only; times mostly have no zone; a log without days takes that of its name, and says so; "
            "direction only where the owner is named"
        ),
    ),
)
