"""Channels of Discord as the program DiscordChatExporter saves them: JSON with server, channel and messages, one file or a zip of them.

What it saves is what the account that ran it could see; which of the people that account is, the file does not say.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers import account_files, account_records, json_stream
from evidence_review.importers.account_files import Files, names_of, start_of
from evidence_review.importers.bookkeeping import Unknown, distinct, tallied
from evidence_review.importers.discord_chat_messages import APP, Saved, message
from evidence_review.importers.json_stream import Element, Rest
from evidence_review.importers.plugin import About, Clock, Importer
from evidence_review.importers.row_values import Owner

_START = re.compile(rb'\s*\{\s*"guild"\s*:\s*\{[^{}]*\}\s*,\s*"channel"\s*:\s*\{')
_PART = "This export was limited to a range of dates. Messages outside it were not saved; absence here proves nothing."
_LINKED = (
    "files are only linked in this export and were not fetched. Ask for an export with media (--media) if they matter; the links expire."
)


def recognises(path: Path) -> bool:
    """JSON that begins with a server and a channel, or a zip of such files."""
    if path.is_dir():
        return False
    if not account_files.is_zip(path):
        return _fits(start_of(path, path.name))
    listed = [name for name in names_of(path) if name.lower().endswith(".json") and not name.startswith("__MACOSX/")]
    return any(_fits(start_of(path, name)) for name in listed[:50])


def _fits(start: bytes) -> bool:
    return _START.match(start.removeprefix(b"\xef\xbb\xbf")) is not None


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Every message of every channel, with its people, files, reactions and what it answers; the count that the file declares."""
    clock = Clock(options.zone)
    with account_files.opened(path) as files:
        yield from tallied(distinct(_values(files, options, clock)), "This export holds no messages. That proves nothing.")


def _values(files: Files, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem | Declared]:
    names = [name for name in files.tree.names() if len(files.tree.sizes) == 1 or _fits(files.tree.start(name, 65_536))]
    unknown, linked = Unknown(), 0
    for name in names:
        files.used.add(name)
        saved = Saved(name, f"{name}:" if len(names) > 1 else "", files, Owner(options), clock, unknown)
        yield from _channel(saved, several=len(names) > 1)
        linked += saved.linked
    if linked:
        yield Problem("files", ProblemKind.MISSING_ATTACHMENT, f"{linked} {_LINKED}")
    yield from unknown.problems()
    yield from files.remarks(APP)


def _channel(saved: Saved, *, several: bool) -> Iterator[Item | Problem | Declared]:
    count = 0
    for each in json_stream.elements(saved.files.tree.chunks(saved.name), saved.files.tree.sizes[saved.name], "messages"):
        if isinstance(each, Element):
            count += 1
            yield message(saved, each, count)
        else:
            yield from _head(saved, each, count, several=several)


def _head(saved: Saved, rest: Rest, count: int, *, several: bool) -> Iterator[Item | Problem | Declared]:
    """What the file says of itself: how many messages it holds, and whether it was limited."""
    top: dict[str, Any] = rest.value if isinstance(rest.value, dict) else {}
    declared = top.get("messageCount")
    if isinstance(declared, int) and not isinstance(declared, bool):
        yield Declared(f"messages in {PurePosixPath(saved.name).name}" if several else "messages", declared)
        if declared != count:
            reason = f"This export counts {declared} messages; {count} were found in it. Ask for a fresh export."
            yield Problem(f"{saved.at}messageCount", ProblemKind.SOURCE_FLAG, reason)
    limits = top.get("dateRange")
    if isinstance(limits, dict) and any(limits.values()):
        yield Problem(f"{saved.at}dateRange", ProblemKind.SOURCE_FLAG, _PART)
    if top and not isinstance(top.get("messages", []), list):
        yield account_records.record(top["messages"], f"{saved.at}messages", "messages", 0, APP)
    if rest.cut is not None:
        yield json_stream.cut_problem(saved.name)


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
        "JSON of the program DiscordChatExporter: one file or a zip of them, with its media folder",
        "versions 2.7 to 2.46: direct messages, groups, server channels, threads; with or without media",
        "every message with author, time, files, replies, reactions, forwards, embeds; calls; events of the channel as system items",
        "its HTML and text exports (add them as documents), its CSV (a table); links are never fetched",
        "which person the account was is not in the file, so that direction is known only where the owner is named",
    ),
)
