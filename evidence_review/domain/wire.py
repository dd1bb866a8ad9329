"""Values on their way out of a child process: plain JSON objects, checked before they are believed."""

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from evidence_review.domain.evidence import Attachment, Declared, Item, Moment, Problem, Read, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.domain.people import Party

type Json = dict[str, Any]


def to_wire(value: Read) -> Json:
    """A JSON object that `from_wire` reads back as the same value."""
    match value:
        case Item():
            return _item_out(value)
        case Problem():
            return {"is": "problem", "locator": value.locator, "kind": value.kind, "reason": value.reason, "records": value.records}
        case Declared():
            return {"is": "declared", "what": value.what, "count": value.count}
        case Tally():
            return {"is": "tally", "found": value.found}


def from_wire(untrusted: Mapping[str, Any]) -> Read:
    """The value behind a JSON object; ValueError, KeyError or TypeError where it is not one of ours."""
    match untrusted["is"]:
        case "item":
            return _item_in(untrusted)
        case "problem":
            return Problem(
                _text(untrusted["locator"]), ProblemKind(untrusted["kind"]), _text(untrusted["reason"]), _count(untrusted["records"])
            )
        case "declared":
            return Declared(_text(untrusted["what"]), _count(untrusted["count"]))
        case "tally":
            return Tally(_count(untrusted["found"]))
        case _:
            raise ValueError("unknown value")


def _item_out(item: Item) -> Json:
    return {
        "is": "item",
        "locator": item.locator,
        "kind": item.kind,
        "text": item.text,
        "thread": item.thread,
        "position": item.position,
        "sender": _party_out(item.sender),
        "recipients": [_party_out(party) for party in item.recipients],
        "sent": _moment_out(item.sent),
        "direction": item.direction,
        "app": item.app,
        "thread_title": item.thread_title,
        "attachments": [_attachment_out(attachment) for attachment in item.attachments],
        "deleted": item.deleted_as_reported,
        "extra": [list(pair) for pair in item.extra],
    }


def _item_in(untrusted: Mapping[str, Any]) -> Item:
    return Item(
        locator=_text(untrusted["locator"]),
        kind=ItemKind(untrusted["kind"]),
        text=_maybe(untrusted["text"]),
        thread=_text(untrusted["thread"]),
        position=_count(untrusted["position"]),
        sender=_party_in(untrusted["sender"]),
        recipients=tuple(party for party in map(_party_in, untrusted["recipients"]) if party),
        sent=_moment_in(untrusted["sent"]),
        direction=Direction(untrusted["direction"]),
        app=_text(untrusted["app"]),
        thread_title=_text(untrusted["thread_title"]),
        attachments=tuple(_attachment_in(attachment) for attachment in untrusted["attachments"]),
        deleted_as_reported=_maybe(untrusted["deleted"]),
        extra=tuple((_text(name), _text(value)) for name, value in untrusted["extra"]),
    )


def _party_out(party: Party | None) -> Json | None:
    return party and {"identifier": party.identifier, "name": party.name, "owner": party.is_owner, "role": party.role}


def _party_in(untrusted: Any) -> Party | None:
    if untrusted is None:
        return None
    return Party(_maybe(untrusted["identifier"]), _maybe(untrusted["name"]), bool(untrusted["owner"]), _text(untrusted["role"]))


def _moment_out(moment: Moment | None) -> Json | None:
    return moment and {
        "raw": moment.raw,
        "local": moment.local and moment.local.isoformat(),
        "utc": moment.utc and moment.utc.isoformat(),
        "offset": moment.offset,
        "zone": moment.zone,
    }


def _moment_in(untrusted: Any) -> Moment | None:
    if untrusted is None:
        return None
    local, utc = (untrusted[name] and datetime.fromisoformat(untrusted[name]) for name in ("local", "utc"))
    return Moment(_text(untrusted["raw"]), local, utc, _maybe(untrusted["offset"]), ZoneSource(untrusted["zone"]))


def _attachment_out(attachment: Attachment) -> Json:
    data = attachment.data
    return {
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "member": attachment.member,
        "data": None if data is None else base64.b64encode(data).decode("ascii"),
    }


def _attachment_in(untrusted: Mapping[str, Any]) -> Attachment:
    data, size = untrusted["data"], untrusted["size"]
    return Attachment(
        _text(untrusted["name"]),
        _text(untrusted["media_type"]),
        None if size is None else _count(size),
        _maybe(untrusted["sha256"]),
        _maybe(untrusted["member"]),
        None if data is None else base64.b64decode(data, validate=True),
    )


def _text(untrusted: Any) -> str:
    if not isinstance(untrusted, str):
        raise TypeError("text expected")
    return untrusted.encode("utf-8", "replace").decode("utf-8")


def _maybe(untrusted: Any) -> str | None:
    return None if untrusted is None else _text(untrusted)


def _count(untrusted: Any) -> int:
    if isinstance(untrusted, bool) or not isinstance(untrusted, int) or not 0 <= untrusted < 2**53:
        raise ValueError("a count expected")
    return untrusted
