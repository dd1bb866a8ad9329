"""Messages of an iPhone before iOS 6: `message` with addresses and flags, `msg_group`, `msg_pieces`
(reference/formats.md 3.12).

A text message counts its date from 1970, an early iMessage ("madrid") from 2001.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Moment, Problem
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.markup.ios_archived import strings_in, unarchived
from evidence_review.importers.markup.typedstream import words_in
from evidence_review.importers.phones.ios_sources import Phone, apple, key, nonzero, place_of
from evidence_review.importers.plugin import attach
from evidence_review.importers.sqlite.databases import Database
from evidence_review.importers.text.row_values import number, rest, words
from evidence_review.importers.times.epochs import epoch

_USED = frozenset({"ROWID", "rowid", "text", "date", "address", "madrid_attributedBody", "madrid_handle"})
_DELETED, _FROM_ME = 129, 4
_STATES = {33: "not sent: failed", 35: "sent again after a failure"}
_START = datetime(1970, 1, 1)  # noqa: DTZ001  instants are stored without tzinfo


@dataclass(frozen=True, slots=True)
class _Old:
    phone: Phone
    members: dict[int, list[str]]
    pieces: dict[int, list[dict[str, Any]]]
    attached: dict[int, list[dict[str, Any]]]

    def item(self, row: dict[str, Any]) -> Item:
        at, group, room = place_of(row), key(row, "group_id"), words(row.get("madrid_roomname"))
        early = number(row.get("is_madrid")) == 1
        address = words(row.get("madrid_handle" if early else "address"))
        others = self._others(group, address)
        direction = _direction(row, early=early)
        sent = apple(row.get("date")) if early else epoch(row.get("date"))
        sender, recipients = self._ends(direction, self.phone.party(address) if address else None, others)
        texts, files = self._pieces(at)
        return Item(
            locator=self.phone.at("message", at),
            kind=ItemKind.MESSAGE,
            text=_text(row) or "\n".join(texts) or words(row.get("text")),
            thread=room or (f"group {group}" if group > 0 else address) or "no conversation",
            position=_position(sent, at),
            sender=sender,
            recipients=recipients,
            sent=sent,
            direction=direction,
            app="iMessage" if early else "MMS" if at in self.pieces else "SMS",
            thread_title=room or ", ".join(each.label() for each in others),
            attachments=files,
            deleted_as_reported=_deleted(row),
            extra=tuple(self._extra(row)),
        )

    def _others(self, group: int, address: str | None) -> tuple[Party, ...]:
        who = self.members.get(group) or ([address] if address else [])
        return tuple(self.phone.party(each) for each in dict.fromkeys(who))

    def _ends(
        self, direction: Direction, one: Party | None, others: tuple[Party, ...]
    ) -> tuple[Party | None, tuple[Party, ...]]:
        me = self.phone.owner.party
        if direction is Direction.OUTGOING:
            return me, others
        sender = one if direction is Direction.INCOMING else None
        return sender, (*(each for each in others if each != sender), me) if sender else others

    def _pieces(self, at: int) -> tuple[list[str], tuple[Attachment, ...]]:
        """Words and files of a picture message; its layout (SMIL) holds neither."""
        texts, files = list[str](), list[Attachment]()
        for row in self.pieces.get(at, ()):
            kind = words(row.get("content_type")) or ""
            if kind == "text/plain":
                texts.append(words(row.get("data")) or "")
            elif kind != "application/smil":
                files.append(_file(row, kind))
        for row in self.attached.get(at, ()):
            name, kind = (words(row.get(column)) or "" for column in ("filename", "mime_type"))
            files.append(self.phone.files.attachment(name, kind=kind))
        return texts, tuple(files)

    def _extra(self, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
        if state := _STATES.get(number(row.get("flags")) or 0):
            yield "status", state
        for _, each in strings_in(unarchived(row.get("recipients"))):
            yield "recipient", each
        yield from rest(nonzero(row), _USED | {"recipients"})


def _position(sent: Moment | None, at: int) -> int:
    return (sent.utc - _START) // timedelta(microseconds=1) if sent and sent.utc else at


def _text(row: dict[str, Any]) -> str | None:
    """The words of a message by itself; those of an early iMessage may stand in its body alone."""
    body = row.get("madrid_attributedBody")
    found = words_in(body) if isinstance(body, bytes) and not row.get("text") else None
    return words(row.get("text")) or (found.text if found else None)


def _deleted(row: dict[str, Any]) -> str | None:
    return "marked as deleted in the database" if number(row.get("flags")) == _DELETED else None


def _file(row: dict[str, Any], kind: str) -> Attachment:
    name, data = words(row.get("content_loc")) or f"part {row.get('part_id')}", row.get("data")
    return attach(name, (data,), claimed_type=kind) if isinstance(data, bytes) else Attachment(name, kind)


def _direction(row: dict[str, Any], *, early: bool) -> Direction:
    """The lowest bit of `flags` (2 received, 3 sent); of an early iMessage the third of `madrid_flags`. 0 and
    "deleted" tell nothing."""
    flags = number(row.get("madrid_flags" if early else "flags"))
    if not flags or flags == _DELETED:
        return Direction.UNKNOWN
    return Direction.OUTGOING if flags & (_FROM_ME if early else 1) else Direction.INCOMING


def old_messages(db: Database, phone: Phone) -> Iterator[Item | Problem]:
    """Every row of the old `message`, as stored."""
    members, pieces = dict[int, list[str]](), dict[int, list[dict[str, Any]]]()
    for row in db.rows("group_member"):
        if address := words(row.get("address")):
            members.setdefault(key(row, "group_id"), []).append(address)
    for row in db.rows("msg_pieces"):
        pieces.setdefault(key(row, "message_id"), []).append(row)
    attached = dict[int, list[dict[str, Any]]]()
    for row in db.rows("madrid_attachment"):
        attached.setdefault(key(row, "message_id"), []).append(row)
    reader = _Old(phone, members, pieces, attached)
    for row in db.rows("message", (), phone.troubles.append):
        yield reader.item(row)
    yield from phone.files.problems(f"{phone.prefix}madrid_attachment")
