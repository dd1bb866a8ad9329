"""Conversations written by imessage-exporter, as HTML or TXT, one file each (reference/formats.md 3.15).

Its stamps have no zone.

A reply stands twice: where it was sent, and below the message that it answers. Only one that stands nowhere
else is kept from there.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.chats.imessage_export import (
    pages as imessage_export_html,
)
from evidence_review.importers.chats.imessage_export import (
    text as imessage_export_text,
)
from evidence_review.importers.chats.imessage_export.entries import STAMP, Entry, local_time
from evidence_review.importers.plugin import About, Clock, Importer, attach, decode_text, file_chunks, head
from evidence_review.importers.tally import tallied
from evidence_review.importers.text import broken_ends
from evidence_review.importers.text.row_values import Owner

_HTML = re.compile(
    rf'<div class\s*=\s*"(?:sent\b[^"]{{0,40}}|received|announcement)">\s*<p>\s*<span '
    rf'class="timestamp">\s*(?:<a\b[^>]{{0,300}}>)?{STAMP}'
)
_TEXT = re.compile(
    rf"\s*{STAMP}(?: \(Read by [^\n]{{1,200}}\))?[ \t]*\r?\n\S|\s*{STAMP} \S[^\n]* (?:the "
    rf"conversation|the group photo|an audio message|a message)\b"
)
_IDENTIFIER = re.compile(r"\+?[\d][\d\s().-]{2,}|[^\s@]+@[^\s@]+")
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_CUT = "The file ends inside this message; only its beginning could be read. Ask for a complete copy."
_HEAD = 400_000


def recognises(path: Path) -> bool:
    """Whether a page has the blocks of this program with a stamp in them, or a text begins with a stamp and a
    sender as it writes them."""
    if not path.is_file():
        return False
    start = head(path, _HEAD).decode("utf-8", "replace").removeprefix("\ufeff")
    return _HTML.search(start) is not None if start.lstrip()[:1] == "<" else _TEXT.match(start) is not None


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Messages and events in the order of the file; replies shown a second time are counted."""
    yield from tallied(_values(path, options), "No message was found in this file. Check that it is whole.")


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem | Declared]:
    reader, repeats, seen = _Reader(path, options, Clock(options.zone)), list[Entry](), Counter[int]()
    for entry in _entries(path):
        if isinstance(entry, str):
            yield Problem(reader.last, ProblemKind.PARTLY_READ, _CUT)
        elif entry.is_repeat:
            repeats.append(entry)
        else:
            seen[entry.key()] += 1
            yield reader.item(entry)
    yield from broken_ends.remark(_tail(path), reader.last)
    alone = 0
    for entry in repeats:
        if not seen[entry.key()]:
            seen[entry.key()] += 1
            alone += 1
            yield reader.item(entry)
    yield from reader.ending(len(repeats) - alone, alone)


def _entries(path: Path) -> Iterator[Entry | str]:
    data = b"".join(file_chunks(path))
    text = decode_text(data).text
    if text.lstrip()[:1] == "<":
        yield from imessage_export_html.entries(text[at : at + 65_536] for at in range(0, len(text), 65_536))
    else:
        yield from imessage_export_text.entries(iter(re.split(r"\r?\n", text)))


def _tail(path: Path) -> str:
    """The last lines of an export as text; "" of one as a page, whose end its tags tell."""
    if path.is_dir() or head(path, 64).lstrip(b"\xef\xbb\xbf \r\n")[:1] == b"<":
        return ""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 4096))
        return stream.read().decode("utf-8", "replace")


@dataclass(slots=True)
class _Reader:
    path: Path
    options: ReadOptions
    clock: Clock
    count: int = 0
    missing: int = 0
    undated: int = 0
    last: str = "file"
    owner: Owner = field(init=False)
    others: tuple[Party, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Who is in the conversation, as far as the name of the file says: the program names it by the
        addresses, or by the group."""
        self.owner = Owner(self.options)
        names = [each.strip() for each in self.path.stem.split(", ")]
        self.others = tuple(
            Party(each, None) for each in names if _IDENTIFIER.fullmatch(each) and not self.owner.is_me(each)
        )

    def item(self, entry: Entry) -> Item:
        self.count += 1
        sent = local_time(entry.stamp)
        self.undated += sent is None
        direction = self._direction(entry)
        sender, recipients = self._ends(entry, direction)
        self.last = f"message {self.count} (line {entry.line})"
        repeated = (("reply", "shown only below the message that it answers"),) if entry.is_repeat else ()
        return Item(
            locator=self.last,
            kind=ItemKind.SYSTEM if entry.is_event else ItemKind.MESSAGE,
            text=entry.text(),
            thread=self.path.stem or "conversation",
            position=self.count,
            sender=sender,
            recipients=recipients,
            sent=self.clock.moment(entry.stamp, sent) if entry.stamp else None,
            direction=direction,
            app=entry.service or "Messages",
            thread_title=self.path.stem,
            attachments=tuple(self._file(each) for each in entry.files),
            deleted_as_reported=entry.deleted or None,
            extra=(
                *((("time", entry.said_of_time),) if entry.said_of_time else ()),
                *entry.extra,
                *repeated,
                *self.clock.remarks(sent),
            ),
        )

    def _direction(self, entry: Entry) -> Direction:
        if entry.is_event or not (entry.sender or entry.is_sent is not None):
            return Direction.UNKNOWN
        mine = (
            entry.is_sent
            if entry.is_sent is not None
            else entry.sender == "Me" or self.owner.is_me(entry.sender)
        )
        return Direction.OUTGOING if mine else Direction.INCOMING

    def _ends(self, entry: Entry, direction: Direction) -> tuple[Party | None, tuple[Party, ...]]:
        if direction is Direction.UNKNOWN:
            return None, self.others
        me = self.owner.party
        if direction is Direction.OUTGOING:
            named = me.name or (entry.sender if entry.sender != "Me" else None)
            return Party(me.identifier, named, is_owner=True), self.others
        known = _IDENTIFIER.fullmatch(entry.sender) is not None
        sender = Party(entry.sender if known else None, None if known else entry.sender or None)
        return sender, (*self._all_but(sender), me)

    def _all_but(self, sender: Party) -> tuple[Party, ...]:
        """The others of a group; of two people the one other is who wrote, under whatever name."""
        if len(self.others) < 2:
            return ()
        return tuple(other for other in self.others if other.identifier != sender.identifier)

    def _file(self, written: str) -> Attachment:
        name = PurePosixPath(written.replace("\\", "/")).name or written
        place = _place(self.path, written)
        if place is None:
            self.missing += 1
            return Attachment(name)
        return attach(name, file_chunks(place), place.relative_to(self.path.parent).as_posix())

    def ending(self, repeats: int, alone: int) -> Iterator[Problem]:
        """Repeated replies, files and times, counted."""
        if repeats:
            reason = (
                f"{repeats} replies are shown a second time below the messages they answer; each was "
                f"read once."
            )
            yield Problem("file", ProblemKind.SKIPPED, reason)
        if alone:
            reason = (
                f"{alone} replies stand only below the messages they answer. They were read from "
                f"there, and stand at the end."
            )
            yield Problem("file", ProblemKind.SOURCE_FLAG, reason)
        if self.missing:
            reason = (
                f"{self.missing} files are named in this conversation but were not supplied. Ask for "
                f"the folder of attachments, and put it beside this file."
            )
            yield Problem("file", ProblemKind.MISSING_ATTACHMENT, reason)
        if self.undated:
            yield Problem(
                "file",
                ProblemKind.SOURCE_FLAG,
                f"{self.undated} messages have no time that could be read. Check them in the file.",
            )


def _place(path: Path, written: str) -> Path | None:
    """The file that a conversation names, below its own folder and nowhere else."""
    clean = _ESCAPED.sub(
        lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), written
    ).replace("\\", "/")
    at = clean.rfind("attachments/")
    tails = [clean, clean[at:]] if at >= 0 else [clean]
    try:
        places = [
            path.parent / each
            for each in tails
            if not each.startswith(("/", "~")) and ".." not in each.split("/") and ":" not in each
        ]
        return next((each for each in places if each.is_file() and not each.is_symlink()), None)
    except (OSError, ValueError):
        return None


def companions(path: Path) -> Iterator[Path]:
    """The attachments that a conversation names."""
    if (path.parent / "attachments").is_dir():
        named = {
            place
            for entry in _entries(path)
            if isinstance(entry, Entry)
            for each in entry.files
            if (place := _place(path, each))
        }
        yield from sorted(named)


IMPORTER = Importer(
    "imessage-exporter",
    "1",
    recognises,
    read,
    companions,
    about=About(
        "conversations written by imessage-exporter, as HTML or TXT",
        "HTML and TXT of versions 1 to 4, with replies, reactions, edits, attachments and events",
        (
            "every message and event with time, sender and words; earlier wordings, reactions and "
            "effects with it; attachments where they were supplied"
        ),
        "pictures of links; the look of styled text",
        (
            "the stamps have no zone, and were written in that of the computer that made the export; "
            "people are named as its address book names them"
        ),
    ),
)
