"""Hangouts in a Takeout: conversations of events, by Google account ids, times in microseconds
(reference/formats.md 3.11).

Two layouts: until 2018 `conversation_state` of `conversation_state`, then `conversations` of `conversation`
and `events`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Problem
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_records
from evidence_review.importers.accounts.account_records import as_list
from evidence_review.importers.accounts.takeout.download import Download
from evidence_review.importers.markup import json_stream
from evidence_review.importers.markup.json_stream import Element, Rest
from evidence_review.importers.plugin import media_type
from evidence_review.importers.text.web_addresses import last_part
from evidence_review.importers.times.epochs import epoch

APP = "Hangouts"
_LISTS = ("conversations.*.events", "conversation_state.*.conversation_state.event")
_KINDS = (("chat_message", ItemKind.MESSAGE), ("hangout_event", ItemKind.CALL))
_SHOWN = frozenset({"sender_id", "timestamp", "conversation_id"})


@dataclass(frozen=True, slots=True)
class _Talk:
    """A conversation: its people by account id, and which of them the account holder is."""

    id: str
    title: str
    people: dict[str, Party]
    mine: str


def events(download: Download, name: str) -> Iterator[Item | Problem]:
    """Every event of every conversation: messages, calls, and changes of the group as system items."""
    source = json_stream.elements(download.files.tree.chunks(name), download.files.tree.sizes[name], *_LISTS)
    seen = set[tuple[str | int, ...]]()
    for path, each in groupby(source, lambda value: value.path[:-1] if isinstance(value, Element) else None):
        values = list(each)
        if path is not None:
            seen.add(path[:2])
            yield from _conversation(
                download, name, path, [value for value in values if isinstance(value, Element)]
            )
            continue
        for value in values:
            if isinstance(value, Rest):
                yield from _silent(name, value.value, seen)
                if value.cut is not None:
                    yield json_stream.cut_problem(name)


def _silent(name: str, value: Any, seen: set[tuple[str | int, ...]]) -> Iterator[Item]:
    """Conversations of which the file holds no event: kept as records, for their people."""
    for key in ("conversations", "conversation_state"):
        for number, each in enumerate(as_list(_dig(value, key))):
            if (key, number) not in seen:
                yield account_records.record(
                    each, f"{name}:{key}[{number}]", f"{name} without events", number, APP
                )


def _conversation(
    download: Download, name: str, path: tuple[str | int, ...], listed: list[Element]
) -> Iterator[Item]:
    talk = _talk(download, listed[0].holder)
    order = sorted(range(len(listed)), key=lambda at: _micros(listed[at].value))
    places = {at: place for place, at in enumerate(order, 1)}
    for at, each in enumerate(listed):
        yield _event(
            download, talk, f"{name}:{path[0]}[{path[1]}].events[{each.path[-1]}]", places[at], each.value
        )


def _micros(event: Any) -> int:
    raw = str(event.get("timestamp") or "") if isinstance(event, dict) else ""
    return int(raw) if raw.isdigit() and len(raw) < 20 else 0


def _dig(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _account_id(said: Any) -> str:
    return str(_dig(said, "gaia_id") or _dig(said, "chat_id") or "")


def _talk(download: Download, said: Any) -> _Talk:
    inner = _dig(said, "conversation", "conversation") or _dig(said, "conversation") or {}
    mine = str(_dig(inner, "self_conversation_state", "self_read_state", "participant_id", "gaia_id") or "")
    people = _people(download, inner, mine)
    first = (
        _dig(said, "conversation", "conversation_id", "id")
        or _dig(said, "conversation_id", "id")
        or _dig(inner, "id", "id")
        or "conversation"
    )
    others = ", ".join(each.label() for key, each in people.items() if key != mine)
    return _Talk(str(first), str(_dig(inner, "name") or others or first), people, mine)


def _people(download: Download, talk: Any, mine: str) -> dict[str, Party]:
    """The people of a conversation by account id."""
    people = dict[str, Party]()
    for each in as_list(_dig(talk, "participant_data")):
        gaia, phone = _account_id(_dig(each, "id")), _dig(each, "phone_number", "e164")
        known = download.party(gaia or phone, _dig(each, "fallback_name") or phone)
        if known:
            is_owner = known.is_owner or bool(gaia and gaia == mine)
            people[gaia] = Party(known.identifier, known.name, is_owner=is_owner)
    return people


def _event(download: Download, talk: _Talk, locator: str, place: int, said: Any) -> Item:
    if not isinstance(said, dict):
        return account_records.record(said, locator, talk.id, place, APP)
    gaia = _account_id(said.get("sender_id"))
    return Item(
        locator=locator,
        kind=next((kind for key, kind in _KINDS if key in said), ItemKind.SYSTEM),
        text=_text(said),
        thread=talk.id,
        position=place,
        sender=_sender(talk, gaia),
        recipients=_recipients(talk, gaia),
        sent=epoch(said.get("timestamp")),
        direction=_direction(talk, gaia),
        app=APP if said.get("event_type") != "SMS" else "SMS (Hangouts)",
        thread_title=talk.title,
        attachments=tuple(_attachments(download, said)),
        extra=tuple((key, account_records.as_text(said[key])) for key in said if key not in _SHOWN),
    )


def _sender(talk: _Talk, gaia: str) -> Party | None:
    return talk.people.get(gaia) or (Party(gaia, None, is_owner=gaia == talk.mine) if gaia else None)


def _recipients(talk: _Talk, gaia: str) -> tuple[Party, ...]:
    """The other person of a conversation of two; of a group it is not known who was in it then."""
    others = tuple(each for key, each in talk.people.items() if key != gaia)
    return others if len(talk.people) == 2 and len(others) == 1 else ()


def _direction(talk: _Talk, gaia: str) -> Direction:
    if not talk.mine or not gaia:
        return Direction.UNKNOWN
    return Direction.OUTGOING if gaia == talk.mine else Direction.INCOMING


def _text(said: dict[str, Any]) -> str | None:
    """The segments of a message joined; of an event what it says happened; None where nothing was written."""
    segments = _dig(said, "chat_message", "message_content", "segment")
    if isinstance(segments, list):
        return "".join(_segment(each) for each in segments)
    if "chat_message" in said:
        return None
    told = {
        key: value
        for key, value in said.items()
        if isinstance(value, dict) and key.endswith(("_event", "_change", "_rename", "_modification"))
    }
    return "\n".join(account_records.words(told)) or None


def _segment(said: Any) -> str:
    if not isinstance(said, dict):
        return str(said)
    return "\n" if str(said.get("type")).upper() == "LINE_BREAK" else str(said.get("text") or "")


def _attachments(download: Download, said: dict[str, Any]) -> Iterator[Attachment]:
    """Pictures of a message: those supplied beside the file by name, else only their name."""
    sizes = download.files.tree.sizes
    for each in as_list(_dig(said, "chat_message", "message_content", "attachment")):
        url = _url(_dig(each, "embed_item"))
        name = last_part(url) if url else "file without a name"
        supplied = [one for one in sizes if PurePosixPath(one).name == name] if len(sizes) > 1 else []
        if len(supplied) == 1:
            yield download.files.attachment(supplied[0])
        else:
            download.linked += 1
            yield Attachment(name or "file without a name", media_type(name))


def _url(item: Any) -> str:
    photo = _dig(item, "plus_photo") or _dig(item, "embeds.PlusPhoto.plus_photo")
    return str(
        _dig(photo, "url")
        or _dig(photo, "original_content_url")
        or _dig(photo, "thumbnail", "image_url")
        or ""
    )
