"""Channels of Discord as the program DiscordChatExporter saves them: JSON, pages, texts or tables, one file
or a zip of them.

What it saves is what the account that ran it could see; which of the people that account is, the file does
not say.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.accounts import account_files, account_records
from evidence_review.importers.accounts.account_files import Files, names_of, start_of
from evidence_review.importers.chats.discord import lines as discord_lines
from evidence_review.importers.chats.discord import pages as discord_pages
from evidence_review.importers.chats.discord.channel import PART
from evidence_review.importers.chats.discord.chat_messages import APP, Saved, message
from evidence_review.importers.markup import json_stream
from evidence_review.importers.markup.json_stream import Element, Rest
from evidence_review.importers.plugin import About, Clock, Importer
from evidence_review.importers.tally import Unknown, distinct, tallied
from evidence_review.importers.text.row_values import Owner

_ENDINGS = (".json", ".html", ".htm", ".txt", ".csv")
_START = re.compile(rb'\s*\{\s*"guild"\s*:\s*\{[^{}]*\}\s*,\s*"channel"\s*:\s*\{')
_LINKED = (
    "files are only linked in this export and were not fetched. Ask for an export with media (--media) "
    "if they matter; the links expire."
)


def recognises(path: Path) -> bool:
    """JSON that begins with a server and a channel, a page with the classes of the program, a text or table
    with its first lines, or a zip of them."""
    if path.is_dir():
        return False
    if not account_files.is_zip(path):
        return _fits(start_of(path, path.name))
    listed = [
        name
        for name in names_of(path)
        if name.lower().endswith(_ENDINGS) and not name.startswith("__MACOSX/")
    ]
    return any(_fits(start_of(path, name)) for name in listed[:50])


def _fits(start: bytes) -> bool:
    return _reader(start) is not None


def _reader(start: bytes) -> Callable[[Saved], Iterator[Item | Problem | Declared]] | None:
    """What reads a file that begins so; None where it is none of these."""
    text = start.removeprefix(b"\xef\xbb\xbf")
    if _START.match(text):
        return _channel
    if discord_lines.TEXT.match(start):
        return discord_lines.texts
    if discord_lines.TABLE.match(start):
        return discord_lines.rows
    page = (
        text.lstrip()[:1] == b"<"
        and text.count(b"chatlog__") > 2
        and (b"preamble" in text or b"info__guild" in text)
    )
    return discord_pages.messages if page else None


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Every message of every channel, with its people, files, reactions and what it answers; the count that
    the file declares."""
    clock = Clock(options.zone)
    with account_files.opened(path) as files:
        yield from tallied(
            distinct(_values(files, options, clock)), "This export holds no messages. That proves nothing."
        )


def _values(files: Files, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem | Declared]:
    readers = {
        name: reader for name in files.tree.names() if (reader := _reader(files.tree.start(name, 65_536)))
    }
    unknown, linked = Unknown(), 0
    for name, reader in readers.items():
        files.used.add(name)
        saved = Saved(
            name,
            f"{name}:" if len(readers) > 1 else "",
            files,
            Owner(options),
            clock,
            unknown,
            day_first=options.day_first,
        )
        yield from reader(saved)
        linked += saved.linked
    if linked:
        yield Problem("files", ProblemKind.MISSING_ATTACHMENT, f"{linked} {_LINKED}")
    yield from unknown.problems()
    yield from files.remarks(APP)


def _channel(saved: Saved) -> Iterator[Item | Problem | Declared]:
    count = 0
    for each in json_stream.elements(
        saved.files.tree.chunks(saved.name), saved.files.tree.sizes[saved.name], "messages"
    ):
        if isinstance(each, Element):
            count += 1
            yield message(saved, each, count)
        else:
            yield from _head(saved, each, count)


def _head(saved: Saved, rest: Rest, count: int) -> Iterator[Item | Problem | Declared]:
    """What the file says of itself: how many messages it holds, and whether it was limited."""
    top: dict[str, Any] = rest.value if isinstance(rest.value, dict) else {}
    stated = top.get("messageCount")
    if isinstance(stated, int) and not isinstance(stated, bool):
        yield from _message_count(saved, stated, count)
    limits = top.get("dateRange")
    if isinstance(limits, dict) and any(limits.values()):
        yield Problem(f"{saved.at}dateRange", ProblemKind.SOURCE_FLAG, PART)
    if top and not isinstance(top.get("messages", []), list):
        yield account_records.record(top["messages"], f"{saved.at}messages", "messages", 0, APP)
    if rest.cut is not None:
        yield json_stream.cut_problem(saved.name)


def _message_count(saved: Saved, stated: int, count: int) -> Iterator[Problem | Declared]:
    yield Declared(f"messages in {PurePosixPath(saved.name).name}" if saved.at else "messages", stated)
    if stated != count:
        reason = f"This export counts {stated} messages; {count} were found in it. Ask for a fresh export."
        yield Problem(f"{saved.at}messageCount", ProblemKind.SOURCE_FLAG, reason)


def companions(path: Path) -> Iterator[Path]:
    """The folder of media that the program puts beside a file."""
    folder = path.with_name(path.name + "_Files")
    if folder.is_dir() and not folder.is_symlink():
        yield folder


IMPORTER = Importer(
    "Discord channel (DiscordChatExporter)",
    "1",
    recognises,
    read,
    companions,
    About(
        (
            "JSON, pages (HTML), texts and tables (CSV) of the program DiscordChatExporter: one file "
            "or a zip of them, with its media folder"
        ),
        (
            "versions 2.7 to 2.46: direct messages, groups, server channels, threads; with or without "
            "media; pages of every layout since 2018"
        ),
        (
            "every message with author, time, files, replies, reactions, forwards, embeds; calls; "
            "events of the channel as system items"
        ),
        "pages of before 2018; links are never fetched",
        "which person the account was is not in the file, so that direction is known only where "
        "the owner is named; texts name people without ids "
        "and times without zone, tables of old versions too; on pages of 2018 files without words "
        "stand with the message before them",
    ),
)
