"""Signal conversations as text, as signalbackup-tools writes them with --exporttxt: one file for each
conversation (reference/formats.md 3.15).

The program leaves out deleted messages and those to be seen once. Times are those of the exporting computer,
without zone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.packed.archives import DamagedMember, open_archive
from evidence_review.importers.packed.export_files import open_tree
from evidence_review.importers.plugin import (
    About,
    Clock,
    Importer,
    decode_text,
    encoding_remark,
    head,
    media_type,
)
from evidence_review.importers.tally import tallied
from evidence_review.importers.text import broken_ends
from evidence_review.importers.text.row_values import Owner, direction_of

_STAMPED = re.compile(r"\[([A-Z][a-z]{2} \d{2}, \d{4} \d{2}:\d{2}:\d{2})\] (\*\*\* )?(?:<([^\n]*?)> ?)?(.*)")
_FILE = re.compile(r'sent file(?: "(?P<name>.*?)"| of type (?P<kind>\S+))?(?P<rest>.*)', re.DOTALL)
_NAMED = re.compile(r"(.*) \(_id(\d+)\)\.txt")
_NOT_HELD = (
    "This kind of export leaves out deleted messages and those to be seen once. That they are not here "
    "does not mean that there were none."
)

_NO_MESSAGE = "This line is no message, or it is damaged. It was not read."
_FILES_NAMED = (
    "files are named in this text, which holds none. Ask for an export as pages (HTML) with its media folder."
)


@dataclass(slots=True)
class _Line:
    number: int
    raw: str
    event: bool
    writer: str
    text: str


def recognises(path: Path) -> bool:
    """Whether the first line is one of such a file, or a folder or zip holds such files."""
    if path.is_dir():
        return any(_fits(head(each, 4096)) for each in sorted(path.glob("*(_id*).txt"))[:3])
    start = head(path, 4096)
    if not start.startswith(b"PK"):
        return _fits(start)
    try:
        with open_archive(path) as archive:
            held = [
                member
                for member in archive.members.values()
                if _NAMED.fullmatch(PurePosixPath(member.name).name)
            ]
            return any(_fits(next(archive.chunks(member), b"")[:4096]) for member in held[:3])
    except (UnreadableExport, DamagedMember, OSError):
        return False


def _fits(start: bytes) -> bool:
    start = start.removeprefix(b"\xef\xbb\xbf")
    found = _STAMPED.match(decode_text(start).text) if start.startswith(b"[") else None
    return found is not None and bool(found[2] or found[3])


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """The messages and events of each conversation in the order of its file."""
    clock = Clock(options.zone)
    yield from tallied(
        _values(path, options, clock), "No message was found in this Signal export. Check that it is whole."
    )


def _values(path: Path, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem | Declared]:
    yield Problem("export", ProblemKind.SOURCE_FLAG, _NOT_HELD)
    if not path.is_dir() and head(path, 2) != b"PK":
        yield from _conversation(path.name, path.read_bytes(), options, clock)
        return
    with open_tree(path) as tree:
        yield from tree.problems
        for name in tree.names():
            try:
                if _fits(tree.start(name)):
                    yield from _conversation(name, tree.read(name), options, clock)
                else:
                    yield Problem(
                        name,
                        ProblemKind.NOT_READ,
                        "This file is no conversation of this export. Add it on its own.",
                        1,
                    )
            except DamagedMember as fault:
                yield Problem(name, ProblemKind.NOT_READ, str(fault), 1)


def _conversation(name: str, data: bytes, options: ReadOptions, clock: Clock) -> Iterator[Item | Problem]:
    decoded = decode_text(data)
    named = _NAMED.fullmatch(PurePosixPath(name).name)
    title = named[1] if named else PurePosixPath(name).stem
    lines = list(_lines(decoded.text))
    owner = Owner(options)
    people = _people(lines, title, owner)
    yield from encoding_remark(decoded, f"{name}:line 1")
    yield from broken_ends.remark(decoded.text, f"{name}:end")
    named_files = 0
    for position, line in enumerate(lines, 1):
        if line.raw:
            item = _item(name, title, position, line, people, clock)
            named_files += len(item.attachments)
            yield item
        else:
            yield Problem(f"{name}:line {line.number}", ProblemKind.NOT_READ, _NO_MESSAGE, 1)
    if named_files:
        yield Problem(name, ProblemKind.MISSING_ATTACHMENT, f"{named_files} {_FILES_NAMED}")


def _lines(text: str) -> Iterator[_Line]:
    line: _Line | None = None
    for number, each in enumerate(text.replace("\r\n", "\n").removesuffix("\n").split("\n"), 1):
        found = _STAMPED.match(each)
        if found:
            if line:
                yield line
            line = _Line(number, found[1], bool(found[2]), found[3] or "", found[4])
        elif line:
            line.text += "\n" + each
        elif each.strip():
            yield _Line(number, "", event=False, writer="", text=each)
    if line:
        yield line


def _people(lines: list[_Line], title: str, owner: Owner) -> dict[str, Party]:
    """The writers by name. Of two writers the one who does not bear the name of the conversation is the
    owner."""
    writers = list(dict.fromkeys(line.writer for line in lines if line.writer))
    mine = next(filter(owner.is_me, writers), None)
    if mine is None and len(writers) == 2 and title in writers:
        mine = next(writer for writer in writers if writer != title)
    return {writer: Party(None, writer, writer == mine) for writer in writers}


def _item(name: str, title: str, position: int, line: _Line, people: dict[str, Party], clock: Clock) -> Item:
    file = _FILE.fullmatch(line.text) if line.event and line.writer else None
    sender = people.get(line.writer)

    local = stamp(line.raw)
    return Item(
        locator=f"{name}:line {line.number}",
        kind=ItemKind.SYSTEM if line.event and not file else ItemKind.MESSAGE,
        text=(file["rest"].strip() or None) if file else line.text,
        thread=name,
        position=position,
        sender=sender,
        recipients=tuple(party for party in people.values() if party != sender),
        sent=clock.moment(line.raw, local),
        direction=_direction(sender, people),
        app="Signal",
        thread_title=title,
        attachments=(_attachment(file),) if file else (),
        extra=clock.remarks(local),
    )


def _direction(sender: Party | None, people: dict[str, Party]) -> Direction:
    knows_owner = any(party.is_owner for party in people.values())
    return direction_of(sender.is_owner if sender and knows_owner else None)


def _attachment(file: re.Match[str]) -> Attachment:
    shown = (file["name"] or "file").strip()
    return Attachment(shown, file["kind"] or media_type(shown))


_MONTHS = {
    name: month
    for month, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
    )
}


def stamp(raw: str) -> datetime | None:
    """Jan 05, 2025 15:21:33, the wall-clock time with English months; None where it is none."""
    try:
        clock = datetime.fromisoformat(f"{raw[8:12]}-{_MONTHS[raw[:3]]:02}-{raw[4:6]}T{raw[13:]}")
    except (ValueError, KeyError):
        return None
    return clock


IMPORTER = Importer(
    "Signal export (signalbackup-tools text)",
    "1",
    recognises,
    read,
    about=About(
        "Signal conversations exported as text with signalbackup-tools (--exporttxt)",
        "one file, or a folder or zip of files named NAME (_idN).txt",
        "messages, files by name, events and calls as the program words them, polls",
        "its CSV and database output; reactions stand at the end of the text as written",
        (
            "names only, no numbers; times are those of the exporting computer, without zone; deleted "
            "and view-once messages are not in such an export"
        ),
    ),
)
