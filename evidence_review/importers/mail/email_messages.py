"""E-mail: single messages (.eml, .emlx, and .msg files that are really text) and mailbox files (.mbox)
(reference/formats.md 3.6)."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.policy import compat32
from itertools import chain
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import ItemKind, ProblemKind
from evidence_review.domain.people import Party
from evidence_review.importers.mail import email_ends, email_torn
from evidence_review.importers.mail.email_parts import Body, body_of
from evidence_review.importers.mail.email_people import direction, marked
from evidence_review.importers.mail.email_threads import Threads
from evidence_review.importers.mail.emlx import after_length, emlx
from evidence_review.importers.mail.mailboxes import Count, begins_message, divide, has_headers
from evidence_review.importers.mail.mapi_items import Desk
from evidence_review.importers.plugin import HOLE, About, Clock, Importer, has_hole, head
from evidence_review.importers.tally import tallied
from evidence_review.importers.text.email_headers import first, moment, parties, raw_headers, shown, values

_LARGEST = 128 << 20
_DEEPEST = 10
_MAPPED = frozenset(("from", "to", "cc", "bcc", "subject", "date"))
_BINARY = re.compile(rb"(?im)^content-transfer-encoding:\s*binary")
_FOLDED = re.compile(rb"(?i)(\bboundary=\"[^\"\r\n]{0,200})\r?\n([ \t])[ \t]*([^\"\r\n]{0,200}\")")
"""A boundary that is divided between two lines: the standard parser keeps the line end in it, and finds no
part."""
_TWO_WAYS = "This mailbox can be divided in two ways, giving {} or {} messages. Both counts are recorded."
_TOO_LARGE = "A message larger than can be read here (128 MiB) was left out. Ask for it on its own."
_UNREADABLE = "This message is too damaged to be read. Ask for another copy."
_TOO_DEEP = "A message inside a message inside others, too deep to be read, is kept as an attachment only."
_INDENTED = (
    "The first line of this message begins with a blank, which belongs behind another line: what stood "
    "before it may be missing. Check the preview."
)
_HEADER = re.compile(rb"[ \t]+(?=[!-9;-~]{1,60}:)")
_CUT = "This message is shorter than it says; its end is missing. Ask for another copy."


def recognises(path: Path) -> bool:
    """Whether a file begins as a mailbox does, or with header lines of which two are well known; one will do
    where its name says that it is a message (an .emlx: after its length)."""
    start = _start(path)
    ending = path.suffix.lower()
    least = 1 if ending in {".eml", ".emlx"} else 2
    named = ending in {".eml", ".emlx", ".mbox", ".mbx"}
    return (
        begins_message(start)
        or has_headers(start, least, damaged=named)
        or has_headers(after_length(start) or b"", 2)
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """One EMAIL item for each message, those inside other messages too, in the order of the file."""
    reading = _Reading(options)
    values = reading.mailbox(path) if begins_message(_start(path)) else reading.single(path)
    yield from tallied(chain(values, reading.stated()))


def _from_its_first_line(data: bytes) -> bytes:
    """The message without the blanks before its first header; words that continue a line which is not there
    get a header of their own.

    The standard parser drops such a line.
    """
    if data[:1] not in {b" ", b"\t"}:
        return data
    found = _HEADER.match(data)
    return data[found.end() :] if found else b"X-Line-Without-Name:" + data


def _start(path: Path) -> bytes:
    return head(path, 1 << 14).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")


@dataclass(slots=True)
class _Reading:
    """One source: what its earlier messages say of the threads of later ones."""

    options: ReadOptions
    clock: Clock = field(init=False)
    desk: Desk = field(init=False)
    threads: Threads = field(default_factory=Threads)
    count: int = 0
    outer: int = 0

    def __post_init__(self) -> None:
        self.clock = Clock(self.options.zone)
        self.desk = Desk(self.options, self.threads)

    def single(self, path: Path) -> Iterator[Item | Problem]:
        """A file that is one message."""
        if path.stat().st_size > _LARGEST:
            raise UnreadableExport(
                (
                    "This message is larger than can be read here. Nothing in it has been reviewed. "
                    "Ask for it in parts."
                )
            )
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
        apple = emlx(data)
        if apple is None:
            yield from self.message(data, "message")
            return
        yield from self.message(apple.message, "message", apple.extra)
        if apple.is_cut:
            yield Problem("message", ProblemKind.PARTLY_READ, _CUT)

    def mailbox(self, path: Path) -> Iterator[Item | Problem | Declared]:
        """A file of many messages; the "From " line before each is kept with it."""
        count, size = Count(), path.stat().st_size
        with path.open("rb") as stream:
            for number, (start, end, mark) in enumerate(divide(path, count), 1):
                locator = f"message {number} at byte {start}"
                if end - start > _LARGEST:
                    yield Problem(locator, ProblemKind.NOT_READ, _TOO_LARGE, 1)
                    continue
                stream.seek(start)
                yield from self.message(
                    stream.read(end - start), locator, (("mailbox line", mark),), last=end == size
                )
        if count.simple != count.used:
            yield Problem("mailbox", ProblemKind.SOURCE_FLAG, _TWO_WAYS.format(count.used, count.simple))
            yield Declared(
                'lines that begin with "From ", by which simple programs count messages', count.simple
            )

    def stated(self) -> Iterator[Declared]:
        """How many messages stand in the file by themselves, and how many inside those."""
        yield Declared("messages", self.outer)
        if self.count > self.outer:
            yield Declared("messages inside messages", self.count - self.outer)

    def message(
        self, data: bytes, locator: str, more: tuple[tuple[str, str], ...] = (), *, last: bool = True
    ) -> Iterator[Item | Problem]:
        """The items of one message, and whether the `last` of a file ends as it should; a single Problem
        where the parser cannot take it at all."""
        self.outer += 1
        try:
            straight = _from_its_first_line(data)
            message = email.message_from_bytes(_FOLDED.sub(rb"\1\2\3", straight), policy=compat32)
            made = list(self.items(message, locator, more, 0))
            if straight is not data:
                made.append(Problem(locator, ProblemKind.SOURCE_FLAG, _INDENTED))
            if b"\0" * 8 in data and not _BINARY.search(data):
                made = [each for each in made if not (isinstance(each, Problem) and each.reason == HOLE)]
                made.append(Problem(locator, ProblemKind.PARTLY_READ, HOLE))
            if email_torn.is_torn(data):
                made.append(Problem(locator, ProblemKind.PARTLY_READ, email_torn.TORN))
            if email_torn.is_noisy(data):
                made.append(Problem(locator, ProblemKind.SOURCE_FLAG, email_torn.NOISE))
            if last:
                made += email_ends.remarks(data, message, locator)
        # the standard parser trips over some hostile messages (RecursionError among others)
        except Exception:  # noqa: BLE001
            made = [Problem(locator, ProblemKind.NOT_READ, _UNREADABLE, 1)]
        yield from made

    def items(
        self, message: Message, locator: str, more: tuple[tuple[str, str], ...], depth: int
    ) -> Iterator[Item | Problem]:
        """The message, then what could not be read of it, then the messages inside it."""
        self.count += 1
        body = body_of(message, locator)
        item = self.item(raw_headers(message), body, locator, more)
        yield item
        yield from body.problems
        if any(has_hole(each) for each in (item.text or "", *(value for _, value in item.extra))):
            yield Problem(locator, ProblemKind.PARTLY_READ, HOLE)
        for where, inner in body.inner:
            if depth >= _DEEPEST:
                yield Problem(where, ProblemKind.PARTLY_READ, _TOO_DEEP)
            elif isinstance(inner, Message):
                yield from self.items(inner, where, (), depth + 1)
            else:
                self.desk.count = self.count
                yield from self.desk.items(inner, where)
                self.count = self.desk.count

    def item(
        self, headers: list[tuple[str, str]], body: Body, locator: str, more: tuple[tuple[str, str], ...]
    ) -> Item:
        """One message as an item; every header that has no field of its own is in `extra`, Received lines
        too."""
        subject = shown(first(headers, "Subject"))
        senders = self._people(headers, "From")
        others = [party for name in ("To", "Cc", "Bcc") for party in self._people(headers, name)]
        return Item(
            locator=locator,
            kind=ItemKind.EMAIL,
            text="\n\n".join(filter(None, (subject, body.text()))),
            thread=self.threads.of(headers, subject, first(headers, "X-GM-THRID")) or locator,
            position=self.count,
            sender=next(iter(senders), None),
            recipients=tuple(dict.fromkeys((*senders[1:], *others))),
            sent=moment(first(headers, "Date"), self.clock),
            direction=direction(senders, others, self.options),
            app="E-mail",
            thread_title=subject,
            attachments=tuple(body.attachments),
            extra=(
                *(("header/" + name, shown(value)) for name, value in _extra_headers(headers)),
                *body.extra,
                *more,
            ),
        )

    def _people(self, headers: list[tuple[str, str]], role: str) -> list[Party]:
        return marked(parties(values(headers, role), role), self.options)


def _extra_headers(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The headers that have no field of their own, then those that repeat one that has."""
    rest = [(name, value) for name, value in headers if name.lower() not in _MAPPED]
    repeated = [
        (name, value)
        for name, value in headers
        if name.lower() in _MAPPED and values(headers, name)[0] != value
    ]
    return [*rest, *repeated]


IMPORTER = Importer(
    "E-mail (EML, MBOX)",
    "2",
    recognises,
    read,
    about=About(
        formats="E-mail: single messages (.eml, .emlx, .mht, text saved as .msg) and mailbox files (.mbox)",
        seen=(
            "mail of all ages and programs; mailboxes with and without Content-Length, Google Takeout; "
            "Apple Mail .emlx"
        ),
        read=(
            "headers, people, times with their offset, plain and HTML bodies, attachments, messages "
            "inside as items of their own, delivery reports, winmail.dat"
        ),
        not_read=(
            "what is encrypted (S/MIME, PGP); files written into a text (uuencode, yEnc) stay in the text"
        ),
        limits=(
            "where a mailbox can be divided in two ways both counts are given; pieces of a message "
            "sent in parts are not joined"
        ),
    ),
)
