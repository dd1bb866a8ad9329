"""E-mail: single messages (.eml, and .msg files that are really text) and mailbox files (.mbox) (FORMATS.md 3.6)."""

import email
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from email.policy import compat32
from pathlib import Path

from evidence_review.domain.errors import UnreadableExport
from evidence_review.domain.evidence import Item, Problem, Read, ReadOptions, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party, person_key
from evidence_review.importers.email_headers import first, ids, moment, parties, plain_subject, raw_headers, shown, values
from evidence_review.importers.email_parts import Body, body_of
from evidence_review.importers.mailboxes import Count, begins_message, divide, has_headers
from evidence_review.importers.plugin import Clock, Importer, head

_LARGEST = 128 << 20
_DEEPEST = 10
_MAPPED = frozenset(("from", "to", "cc", "bcc", "subject", "date"))
_TWO_WAYS = "This mailbox can be divided in two ways, giving {} or {} messages. Both counts are recorded."
_TOO_LARGE = "A message larger than can be read here (128 MiB) was left out. Ask for it on its own."
_UNREADABLE = "This message is too damaged to be read. Ask for another copy."
_TOO_DEEP = "A message inside a message inside others, too deep to be read, is kept as an attachment only."


def recognises(path: Path) -> bool:
    """Whether a file begins as a mailbox does, or with header lines of which two are well known."""
    start = head(path, 1 << 14).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return begins_message(start) or has_headers(start, 2)


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """One EMAIL item for each message, those inside other messages too, in the order of the file."""
    reading = _Reading(options)
    start = head(path, 1 << 14).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    found = 0
    for value in reading.mailbox(path) if begins_message(start) else reading.single(path):
        found += value.records if isinstance(value, Problem) else 1
        yield value
    yield Tally(found)


@dataclass(slots=True)
class _Reading:
    """One source: what its earlier messages say of the threads of later ones."""

    options: ReadOptions
    clock: Clock = field(init=False)
    threads: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        self.clock = Clock(self.options.zone)

    def single(self, path: Path) -> Iterator[Item | Problem]:
        """A file that is one message."""
        if path.stat().st_size > _LARGEST:
            raise UnreadableExport("This message is larger than can be read here. Nothing in it has been reviewed. Ask for it in parts.")
        yield from self.message(path.read_bytes().removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), "message")

    def mailbox(self, path: Path) -> Iterator[Item | Problem]:
        """A file of many messages."""
        count = Count()
        with path.open("rb") as stream:
            for number, (start, end) in enumerate(divide(path, count), 1):
                locator = f"message {number} at byte {start}"
                if end - start > _LARGEST:
                    yield Problem(locator, ProblemKind.NOT_READ, _TOO_LARGE, 1)
                    continue
                stream.seek(start)
                yield from self.message(stream.read(end - start), locator)
        if count.simple != count.used:
            yield Problem("mailbox", ProblemKind.SOURCE_FLAG, _TWO_WAYS.format(count.used, count.simple))

    def message(self, data: bytes, locator: str) -> Iterator[Item | Problem]:
        """The items of one message; a single Problem where the parser cannot take it at all."""
        try:
            made = list(self.items(email.message_from_bytes(data, policy=compat32), locator, 0))
        except Exception:  # noqa: BLE001  the standard parser trips over some hostile messages (RecursionError among others)
            made = [Problem(locator, ProblemKind.NOT_READ, _UNREADABLE, 1)]
        yield from made

    def items(self, message: Message, locator: str, depth: int) -> Iterator[Item | Problem]:
        """The message, then what could not be read of it, then the messages inside it."""
        self.count += 1
        body = body_of(message, locator)
        yield self.item(raw_headers(message), body, locator)
        yield from body.problems
        for where, inner in body.inner:
            if depth >= _DEEPEST:
                yield Problem(where, ProblemKind.PARTLY_READ, _TOO_DEEP)
            else:
                yield from self.items(inner, where, depth + 1)

    def item(self, headers: list[tuple[str, str]], body: Body, locator: str) -> Item:
        """One message as an item; every header that has no field of its own is in `extra`, Received lines too."""
        subject = shown(first(headers, "Subject"))
        senders = self._people(headers, "From")
        others = [party for name in ("To", "Cc", "Bcc") for party in self._people(headers, name)]
        words = body.text()
        repeated = [(name, value) for name, value in headers if name.lower() in _MAPPED and values(headers, name)[0] != value]
        rest = [(name, value) for name, value in headers if name.lower() not in _MAPPED]
        return Item(
            locator=locator,
            kind=ItemKind.EMAIL,
            text="\n\n".join(part for part in (subject, words) if part),
            thread=self._thread(headers, subject) or locator,
            position=self.count,
            sender=senders[0] if senders else None,
            recipients=tuple(dict.fromkeys((*senders[1:], *others))),
            sent=moment(first(headers, "Date"), self.clock),
            direction=_direction(senders, others, stated=self.options.owner is not None),
            app="E-mail",
            thread_title=subject,
            attachments=tuple(body.attachments),
            extra=(*(("header/" + name, shown(value)) for name, value in (*rest, *repeated)), *body.extra),
        )

    def _people(self, headers: list[tuple[str, str]], role: str) -> list[Party]:
        owner = person_key(self.options.owner) if self.options.owner else None
        found = parties(values(headers, role), role)
        return [
            replace(party, is_owner=owner is not None and owner in {person_key(word) for word in (party.identifier, party.name) if word})
            for party in found
        ]

    def _thread(self, headers: list[tuple[str, str]], subject: str) -> str:
        """By Google's thread number, by the messages it answers, else by subject; "" where it says none of these."""
        own = ids(first(headers, "Message-ID"))
        answered = [*ids(first(headers, "References")), *ids(first(headers, "In-Reply-To"))]
        plain = plain_subject(subject)
        thread = first(headers, "X-GM-THRID") or next((self.threads[each] for each in answered if each in self.threads), "")
        thread = thread or next(iter(answered), "")
        if not thread and plain:
            thread = self.subjects.get(plain, "") if plain != " ".join(subject.casefold().split()) or not own else ""
        thread = thread or next(iter(own), "") or (f"subject {plain}" if plain else "")
        for each in (*own, *answered):
            self.threads.setdefault(each, thread)
        if plain and thread:
            self.subjects.setdefault(plain, thread)
        return thread


def _direction(senders: list[Party], others: list[Party], *, stated: bool) -> Direction:
    """Known only where the person importing said whose account it is (FORMATS.md rule 15)."""
    if not stated:
        return Direction.UNKNOWN
    if any(party.is_owner for party in senders):
        return Direction.OUTGOING
    return Direction.INCOMING if any(party.is_owner for party in others) else Direction.UNKNOWN


IMPORTER = Importer("E-mail (EML, MBOX)", "1", recognises, read)
