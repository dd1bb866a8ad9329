"""Text and picture messages of Android as their own database, mmssms.db (reference/formats.md 3.10).

`sms.date` counts milliseconds, `pdu.date` seconds; the scale is told by size (rule 13). SMIL parts are
layout.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence_review.domain.evidence import Attachment, Declared, Item, Problem, Read, ReadOptions
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind
from evidence_review.domain.people import Party, person_key
from evidence_review.importers.plugin import About, Importer, attach, file_chunks
from evidence_review.importers.sqlite import databases
from evidence_review.importers.sqlite.databases import Database, layout, open_database
from evidence_review.importers.tally import Unknown, distinct, tallied
from evidence_review.importers.text.row_values import Owner, number, rest, words
from evidence_review.importers.times.epochs import Origin, epoch

type Row = dict[str, Any]

_SELF = "insert-address-token"
_BOXES = {
    1: "",
    2: "",
    3: "draft: not sent",
    4: "in the outbox: not known to be sent",
    5: "failed: not sent",
    6: "queued: not known to be sent",
}
_ROLES = {137: "from", 151: "to", 130: "cc", 129: "bcc"}
_SMS_USED = frozenset({"_id", "rowid", "thread_id", "address", "date", "type", "body"})
_MMS_USED = frozenset({"_id", "rowid", "thread_id", "date", "msg_box", "sub"})
_ANNOUNCED = 130


def recognises(path: Path) -> bool:
    """Whether the tables are those of the messages of an Android phone."""
    tables = layout(path)
    return {"address", "date", "body"} <= set(tables.get("sms", ())) or (
        {"msg_box", "date"} <= set(tables.get("pdu", ())) and "mid" in tables.get("part", ())
    )


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Texts, then picture messages, each in the order of the table; their parts as text and attachments."""
    yield from tallied(
        distinct(_values(path, options)),
        "The tables of messages are there but empty. That does not mean that there were none on the phone.",
    )


def _values(path: Path, options: ReadOptions) -> Iterator[Item | Problem | Declared]:
    with open_database(path) as db:
        reader = _Reader(db, Owner(options), path)
        yield from reader.texts()
        yield from reader.pictures()
        yield from reader.problems
        yield from reader.remarks()
        yield from db.stated()
        yield from db.unread()
        yield from db.remarks()


@dataclass(slots=True)
class _Reader:
    """One database while it is read; `threads` are the addresses of each conversation."""

    db: Database
    owner: Owner
    path: Path
    threads: dict[int, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unknown: Unknown = field(default_factory=Unknown)
    layouts: int = 0
    missing: int = 0

    def __post_init__(self) -> None:
        """Read who is in each conversation: `threads.recipient_ids` are rows of canonical_addresses, apart by
        blanks."""
        addresses = {
            number(row.get("_id")): words(row.get("address")) for row in self.db.rows("canonical_addresses")
        }
        for row in self.db.rows("threads"):
            ids = (words(row.get("recipient_ids")) or "").split()
            at = number(row.get("_id"))
            if at is not None:
                self.threads[at] = [address for each in ids if (address := addresses.get(number(each)))]

    def texts(self) -> Iterator[Item]:
        """Every row of `sms`."""
        for row in self.db.rows("sms", ("_id",), self.problems.append):
            box, address = number(row.get("type")), words(row.get("address"))
            locator = f"sms row {row.get('_id', row.get('rowid'))}"
            other = tuple(self._party(each) for each in ([address] if address else self._in_thread(row)))
            sender, recipients = (
                (other[0] if other else None, (self.owner.party,)) if box == 1 else (self.owner.party, other)
            )
            yield Item(
                locator=locator,
                kind=ItemKind.MESSAGE,
                text=words(row.get("body")),
                thread=self._thread(row, address),
                position=_position(row),
                sender=sender if box in _BOXES else None,
                recipients=recipients if box in _BOXES else other,
                sent=epoch(row.get("date")),
                direction=_direction(box),
                app="SMS",
                thread_title=", ".join(self._in_thread(row)) or address or "",
                extra=(*self._status(box, locator), *rest(row, _SMS_USED)),
            )

    def pictures(self) -> Iterator[Item]:
        """Every row of `pdu` with its addresses and parts."""
        addresses, parts = defaultdict[int, list[Row]](list), defaultdict[int, list[Row]](list)
        for row in self.db.rows("addr", (), self.problems.append):
            addresses[number(row.get("msg_id")) or 0].append(row)
        for row in self.db.rows("part", ("mid", "seq", "_id"), self.problems.append):
            parts[number(row.get("mid")) or 0].append(row)
        for row in self.db.rows("pdu", ("_id",), self.problems.append):
            at = number(row.get("_id")) or 0
            yield self._picture(row, addresses.pop(at, []), parts.pop(at, []))
        yield from self._orphans(parts)

    def _picture(self, row: Row, addresses: list[Row], parts: list[Row]) -> Item:
        box, locator = number(row.get("msg_box")), f"pdu row {row.get('_id', row.get('rowid'))}"
        texts, attachments = self._parts(parts)
        sender, recipients = self._people(row, box, addresses)
        if number(row.get("m_type")) == _ANNOUNCED:
            reason = "This picture message was announced but never downloaded to the phone."
            self.problems.append(Problem(locator, ProblemKind.PARTLY_READ, reason))
        subject = _latin(words(row.get("sub")))
        return Item(
            locator=locator,
            kind=ItemKind.MESSAGE,
            text="\n".join(texts) if texts else None,
            thread=self._thread(row, None),
            position=_position(row),
            sender=sender,
            recipients=recipients,
            sent=epoch(row.get("date")),
            direction=_direction(box),
            app="MMS",
            thread_title=", ".join(self._in_thread(row)),
            attachments=tuple(attachments),
            extra=(
                *(() if not subject else (("subject", subject),)),
                *self._status(box, locator),
                *rest(row, _MMS_USED),
            ),
        )

    def _parts(self, parts: list[Row]) -> tuple[list[str], list[Attachment]]:
        texts, attachments = list[str](), list[Attachment]()
        for part in parts:
            kind, text, place = (
                (words(part.get("ct")) or "").lower(),
                words(part.get("text")),
                words(part.get("_data")),
            )
            if kind == "application/smil":
                self.layouts += 1
            elif text is not None and kind.startswith("text/plain") and not place:
                texts.append(text)
            else:
                attachments.append(self._attachment(part, kind, text, place))
        return texts, attachments

    def _attachment(self, part: Row, kind: str, text: str | None, place: str | None) -> Attachment:
        names = (words(part.get(key)) for key in ("fn", "name", "cl"))
        base = (place or "").rpartition("/")[2]
        name = next((name for name in names if name), "") or base or f"part {part.get('_id')}"
        if text is not None and not place:
            return attach(name, (text.encode("utf-8", "replace"),), claimed_type=kind)
        file = part_file(self.path, base)
        if file:
            return attach(name, file_chunks(file), base, kind)
        self.missing += 1
        return Attachment(name, kind)

    def _orphans(self, parts: dict[int, list[Row]]) -> Iterator[Item]:
        """Parts of messages that are gone: their words may be all that is left of them."""
        for at, rows in sorted(parts.items()):
            texts, attachments = self._parts(rows)
            if texts or attachments:
                yield Item(
                    locator=f"part of pdu row {at}, which is gone",
                    kind=ItemKind.MESSAGE,
                    text="\n".join(texts) if texts else None,
                    thread="messages that are gone",
                    position=at,
                    app="MMS",
                    attachments=tuple(attachments),
                    extra=(("message", "no longer in the database; only these parts are"),),
                )

    def _people(
        self, row: Row, box: int | None, addresses: list[Row]
    ) -> tuple[Party | None, tuple[Party, ...]]:
        senders, recipients = self._addressed(addresses)
        if recipients or not senders:
            recipients += self._unnamed(row, [*senders, *recipients])
        if box in {2, 3, 4, 5, 6}:
            others = (party for party in (*recipients, *senders) if not party.is_owner)
            return self.owner.party, tuple(dict.fromkeys(others))
        if box == 1 and not senders and len(recipients) == 1:
            return recipients[0], (self.owner.party,)
        sender = next(iter(senders), None)
        return sender, tuple(dict.fromkeys(party for party in recipients if party != sender))

    def _unnamed(self, row: Row, named: list[Party]) -> list[Party]:
        """Who is in the conversation besides those that the message names."""
        known = {person_key(party.identifier or "") for party in named}
        return [self._party(each) for each in self._in_thread(row) if person_key(each) not in known]

    def _addressed(self, addresses: list[Row]) -> tuple[list[Party], list[Party]]:
        """Senders and recipients by the addresses of a picture message."""
        senders, recipients = list[Party](), list[Party]()
        for each in addresses:
            address, role = words(each.get("address")), _ROLES.get(number(each.get("type")) or 0, "")
            if address:
                copied = role if role in {"cc", "bcc"} else ""
                party = self.owner.party if address == _SELF else self._party(address, copied)
                (senders if role == "from" else recipients).append(party)
        return senders, recipients

    def _party(self, address: str, role: str = "") -> Party:
        return Party(address, None, self.owner.is_me(address), role)

    def _in_thread(self, row: Row) -> list[str]:
        return self.threads.get(number(row.get("thread_id")) or 0, [])

    def _thread(self, row: Row, address: str | None) -> str:
        at = number(row.get("thread_id"))
        return f"thread {at}" if at else person_key(address) if address else "no thread"

    def _status(self, box: int | None, locator: str) -> Iterator[tuple[str, str]]:
        if box not in _BOXES:
            self.unknown.add("message box", str(box), locator)
            yield "state", f"box {box}, not known"
        elif _BOXES[box]:
            yield "state", _BOXES[box]

    def remarks(self) -> Iterator[Problem]:
        """What was left out, what was not supplied, what is not known."""
        if self.layouts:
            reason = (
                f"{self.layouts} layout parts (SMIL) of picture messages were left out; they hold no words."
            )
            yield Problem("part", ProblemKind.SKIPPED, reason)
        if self.missing:
            reason = (
                f"{self.missing} files of picture messages were not supplied. Ask for the folder "
                f"app_parts and put it beside the database."
            )
            yield Problem("part", ProblemKind.MISSING_ATTACHMENT, reason)
        yield from self.unknown.problems()


def part_file(path: Path, base: str) -> Path | None:
    """The file of a part, which a phone keeps in app_parts or parts: beside the database, or beside its
    folder."""
    if not base or base in {".", ".."} or "\\" in base:
        return None
    places = (
        folder / name / base
        for folder in (path.parent, path.parent.parent)
        for name in ("app_parts", "parts")
    )
    return next((each for each in places if each.is_file() and not each.is_symlink()), None)


def companions(path: Path) -> Iterator[Path]:
    """-wal, -shm and -journal, and the files of picture messages in a folder beside the database."""
    yield from databases.companions(path)
    for name in ("app_parts", "parts"):
        if (path.parent / name).is_dir():
            yield from sorted(each for each in (path.parent / name).iterdir() if each.is_file())


def _direction(box: int | None) -> Direction:
    """A draft or a failed message went nowhere: its direction is not known (rule 15)."""
    return {1: Direction.INCOMING, 2: Direction.OUTGOING}.get(box or 0, Direction.UNKNOWN)


def _position(row: Row) -> int:
    """The order in a conversation: by time, since texts and picture messages lie in two tables."""
    moment = epoch(row.get("date"))
    if moment is None or moment.utc is None:
        return number(row.get("_id")) or 0
    return int((moment.utc - Origin.UNIX.value).total_seconds() * 1000)


def _latin(text: str | None) -> str | None:
    """Android keeps the bytes of an MMS subject as if each were a Latin-1 letter."""
    try:
        return text.encode("latin-1").decode("utf-8") if text else text
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


IMPORTER = Importer(
    "Android messages database",
    "1",
    recognises,
    read,
    companions,
    about=About(
        "mmssms.db of Android (text and picture messages)",
        (
            "the tables sms, pdu, part, addr, threads, canonical_addresses of Android 4 to 15, with "
            "the columns of makers"
        ),
        (
            "texts, picture messages with their parts, drafts and failures marked, parts of messages "
            "that are gone"
        ),
        "names of contacts (they are in contacts2.db); RCS chats that only Google Messages keeps (bugle_db)",
        "the files of picture messages lie in app_parts, which must be supplied beside the database",
    ),
)
