"""Values on their way out of a child process: plain JSON, checked before they are believed.

The many items of an import travel as lists, not as objects with names: that is half of the bytes and of the time.
"""

import base64
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from evidence_review.domain.evidence import Attachment, Declared, Item, Moment, Problem, Read, Tally
from evidence_review.domain.kinds import Direction, ItemKind, ProblemKind, ZoneSource
from evidence_review.domain.people import Party

type Json = dict[str, Any]

_KINDS = {kind.value: kind for kind in ItemKind}
_DIRECTIONS = {direction.value: direction for direction in Direction}
_ZONES = {zone.value: zone for zone in ZoneSource}
_MOST_PARTIES = 4096


def to_wire(value: Read) -> Json:
    """A JSON object that `from_wire` reads back as the same value."""
    match value:
        case Item():
            return {"item": _item_out(value)}
        case Problem():
            return {"problem": [value.locator, value.kind, value.reason, value.records]}
        case Declared():
            return {"declared": [value.what, value.count]}
        case Tally():
            return {"tally": value.found}


def from_wire(untrusted: Any) -> Read:
    """The value behind a JSON object; ValueError, KeyError or TypeError where it is not one of ours."""
    if not isinstance(untrusted, dict) or len(cast("Json", untrusted)) != 1:
        raise ValueError("one value expected")
    ((name, inside),) = cast("Json", untrusted).items()
    if name == "item":
        return _item_in(inside)
    if name == "problem":
        locator, kind, reason, records = inside
        return Problem(_text(locator), ProblemKind(kind), _text(reason), _count(records))
    if name == "declared":
        what, count = inside
        return Declared(_text(what), _count(count))
    if name == "tally":
        return Tally(_count(inside))
    raise ValueError("unknown value")


def _item_out(item: Item) -> list[Any]:
    sender, recipients, sent = item.sender, item.recipients, item.sent
    return [
        item.locator,
        item.kind,
        item.text,
        item.thread,
        item.position,
        sender and _party_out(sender),
        [_party_out(party) for party in recipients],
        sent and _moment_out(sent),
        item.direction,
        item.app,
        item.thread_title,
        [_attachment_out(attachment) for attachment in item.attachments],
        item.deleted_as_reported,
        [part for pair in item.extra for part in pair],
    ]


def _item_in(untrusted: Any) -> Item:
    locator, kind, text, thread, position, sender, recipients, sent, direction, app, title, attachments, deleted, extra = untrusted
    locator, thread, app, title = _texts((locator, thread, app, title))
    return Item(
        locator=locator,
        kind=_KINDS[kind],
        text=None if text is None else _text(text),
        thread=thread,
        position=_count(position),
        sender=None if sender is None else _party_in(sender),
        recipients=tuple([_party_in(party) for party in recipients]) if recipients else (),
        sent=None if sent is None else _moment_in(sent),
        direction=_DIRECTIONS[direction],
        app=app,
        thread_title=title,
        attachments=tuple([_attachment_in(attachment) for attachment in attachments]) if attachments else (),
        deleted_as_reported=_maybe(deleted),
        extra=_pairs(extra),
    )


def _pairs(untrusted: Any) -> tuple[tuple[str, str], ...]:
    if len(untrusted) % 2:
        raise ValueError("pairs expected")
    parts = iter(_texts(untrusted))
    return tuple(zip(parts, parts, strict=True))


def _party_out(party: Party) -> list[Any]:
    return [party.identifier, party.name, party.is_owner, party.role]


def _party_in(untrusted: Any) -> Party:
    identifier, name, owner, role = untrusted
    return _party(identifier, name, owner, role)


@lru_cache(maxsize=_MOST_PARTIES, typed=True)
def _party(identifier: Any, name: Any, owner: Any, role: Any) -> Party:
    """The same few people take part in thousands of messages."""
    return Party(_maybe(identifier), _maybe(name), bool(owner), _text(role))


def _moment_out(moment: Moment) -> list[Any]:
    local, utc = moment.local, moment.utc
    return [moment.raw, local and local.isoformat(), utc and utc.isoformat(), moment.offset, moment.zone]


def _moment_in(untrusted: Any) -> Moment:
    raw, local, utc, offset, zone = untrusted
    at = local and datetime.fromisoformat(local)
    instant = at if utc == local else utc and datetime.fromisoformat(utc)
    return Moment(_text(raw), at, instant, _maybe(offset), _ZONES[zone])


def _attachment_out(attachment: Attachment) -> list[Any]:
    data = attachment.data
    carried = None if data is None else base64.b64encode(data).decode("ascii")
    return [attachment.name, attachment.media_type, attachment.size, attachment.sha256, attachment.member, carried]


def _attachment_in(untrusted: Any) -> Attachment:
    name, media_type, size, sha256, member, data = untrusted
    return Attachment(
        _text(name),
        _text(media_type),
        None if size is None else _count(size),
        _maybe(sha256),
        _maybe(member),
        None if data is None else base64.b64decode(data, validate=True),
    )


def _text(untrusted: Any) -> str:
    if not isinstance(untrusted, str):
        raise TypeError("text expected")
    return untrusted if untrusted.isascii() else untrusted.encode("utf-8", "replace").decode("utf-8")


def _texts(untrusted: Any) -> Any:
    """Several texts at once: joining them checks every type, and plain ones need no more."""
    return untrusted if "".join(untrusted).isascii() else [_text(part) for part in untrusted]


def _maybe(untrusted: Any) -> str | None:
    return None if untrusted is None else _text(untrusted)


def _count(untrusted: Any) -> int:
    if type(untrusted) is not int or not 0 <= untrusted < 2**53:
        raise ValueError("a count expected")
    return untrusted
