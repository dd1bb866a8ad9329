"""What one item of a Signal chat says: its words, files, kind, and what has no field of its own. To read
another kind of item, add it to `BODIES`."""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.evidence import Attachment
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.importers.accounts.account_records import as_text, words
from evidence_review.importers.chats.signal.backup_people import People

BODIES = (
    "standardMessage", "updateMessage", "remoteDeletedMessage", "adminDeletedMessage", "stickerMessage", "contactMessage", "viewOnceMessage",
    "directStoryReplyMessage", "poll", "paymentNotification", "giftBadge",
)  # fmt: skip
_CALLS = ("individualCall", "groupCall")
_DELETED = frozenset({"remoteDeletedMessage", "adminDeletedMessage"})
_SAID = frozenset({"text", "attachments", "quote", "reactions", "longText", "linkPreview"})


@dataclass(frozen=True, slots=True)
class Said:
    """What an item says. `long` names the file that holds all of a long text; `direction` is set for calls,
    which state their own."""

    kind: ItemKind = ItemKind.MESSAGE
    text: str | None = None
    files: tuple[Attachment, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    deleted: str | None = None
    long: str = ""
    direction: Direction | None = None


def said_in(item: dict[str, Any], people: People) -> Said:
    """The words and files of one item, whatever its kind."""
    body = next((key for key in BODIES if key in item), "")
    said = _object(item.get(body))
    if body == "updateMessage":
        return _update(said)
    if body in _DELETED:
        return Said(deleted="deleted for everyone", extra=((body, as_text(said)),) if said else ())
    return _message(body, said, tuple(_extra(item, body, said, people)))


def _message(body: str, said: dict[str, Any], extra: tuple[tuple[str, str], ...]) -> Said:
    if body == "standardMessage":
        long = _name(_object(said.get("longText")))
        return Said(text=_body(said), files=tuple(_files(said.get("attachments"))), extra=extra, long=long)
    if body == "viewOnceMessage":
        return Said(files=tuple(_files([said.get("attachment")])), extra=(("view once", "yes"), *extra))
    if body == "directStoryReplyMessage":
        reply = _object(said.get("textReply"))
        return Said(text=_body(reply) or said.get("emoji"), extra=(("reply to a story", "yes"), *extra))
    return Said(
        text=_other(body, said) if body else None,
        files=tuple(_sticker(said)) if body == "stickerMessage" else (),
        extra=extra,
    )


def _body(said: dict[str, Any]) -> str | None:
    text = said.get("text")
    found = _object(text).get("body") if isinstance(text, dict) else text
    return None if found is None else str(found)


def _other(body: str, said: dict[str, Any]) -> str | None:
    """A poll with its votes, a sticker's emoji, or everything that a contact, a payment or a badge says."""
    if body == "poll":
        return _poll(said)
    if body == "stickerMessage":
        return str(_object(said.get("sticker")).get("emoji") or "") or None
    return "\n".join(words({key: value for key, value in said.items() if key != "reactions"})) or None


def _poll(said: dict[str, Any]) -> str:
    options = [each for each in said.get("options") or () if isinstance(each, dict)]
    lines = [f"- {each.get('option', '')} ({len(each.get('votes') or ())} votes)" for each in options]
    return "\n".join([str(said.get("question") or ""), *lines])


def _update(said: dict[str, Any]) -> Said:
    """A call with its direction and state, or a notice of the app."""
    kind = next((key for key in _CALLS if isinstance(said.get(key), dict)), "")
    extra = tuple((f"{kind}/{key}", as_text(value)) for key, value in _object(said.get(kind)).items())
    ways = {"INCOMING": Direction.INCOMING, "OUTGOING": Direction.OUTGOING}
    way = ways.get(str(_object(said.get(kind)).get("direction")), Direction.UNKNOWN)
    text = "\n".join(words(said)) or None
    return (
        Said(ItemKind.CALL, text, extra=extra, direction=way)
        if kind
        else Said(ItemKind.SYSTEM, text, direction=Direction.UNKNOWN)
    )


def _extra(
    item: dict[str, Any], body: str, said: dict[str, Any], people: People
) -> Iterator[tuple[str, str]]:
    quote = _object(said.get("quote"))
    if quote:
        yield "quoted", _body(quote) or ""
        yield "quoted from", people.name(quote.get("authorId"))
        yield "quote", as_text(quote)
    for each in said.get("reactions") or ():
        if isinstance(each, dict):
            yield "reaction", f"{each.get('emoji', '')} {people.name(each.get('authorId'))}".strip()
    yield from (("link", _link(_object(each))) for each in said.get("linkPreview") or ())
    for number, each in enumerate(item.get("revisions") or (), 1):
        yield f"earlier wording {number}", said_in(_object(each), people).text or as_text(each)
    yield from _further_values(body, said)


def _link(said: dict[str, Any]) -> str:
    return " ".join(str(said.get(key) or "") for key in ("url", "title", "description")).strip()


def _further_values(body: str, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a message holds that has no field of its own; of other kinds it is among the words."""
    if body in {"standardMessage", "viewOnceMessage"}:
        for key, value in said.items():
            if key not in _SAID | {"attachment"} and value not in (None, "", [], {}):
                yield f"{body}/{key}", as_text(value)
    ranges = _object(said.get("text")).get("bodyRanges")
    if ranges:
        yield "bodyRanges", as_text(ranges)


def _files(listed: Any) -> Iterator[Attachment]:
    for each in listed if isinstance(listed, list) else ():
        pointer = _object(_object(each).get("pointer"))
        if pointer or each:
            yield _file(pointer)


def _sticker(said: dict[str, Any]) -> Iterator[Attachment]:
    data = _object(_object(said.get("sticker")).get("data"))
    if data:
        yield _file(data)


def _file(pointer: dict[str, Any]) -> Attachment:
    """A file as the export points to it; `member` is the hash by which it is named in the folder files."""
    where = _object(pointer.get("locatorInfo"))
    stem = _name(pointer)
    size = str(where.get("size") or "")
    return Attachment(
        str(pointer.get("fileName") or stem or "file without a name"),
        str(pointer.get("contentType") or ""),
        int(size) if size.isdecimal() and len(size) < 16 else None,
        None,
        stem or None,
    )


def _name(pointer: dict[str, Any]) -> str:
    """The SHA-256 of the hash of the plain file and its key, as Signal names files in local backups; empty
    where either is missing."""
    where = _object(pointer.get("locatorInfo"))
    try:
        parts = [base64.b64decode(str(where[key]), validate=True) for key in ("plaintextHash", "localKey")]
    except (KeyError, binascii.Error, ValueError):
        return ""
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
