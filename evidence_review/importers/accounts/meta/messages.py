"""One message of a Facebook or Instagram conversation in JSON, in each of its three shapes, as an item
(reference/formats.md 3.11)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from evidence_review.domain.evidence import Attachment, Item, Moment
from evidence_review.domain.kinds import ItemKind, ZoneSource
from evidence_review.domain.people import Party
from evidence_review.importers.accounts.account_records import as_elements, as_list, as_text, is_set
from evidence_review.importers.accounts.meta.people import Account
from evidence_review.importers.accounts.meta.text import repaired
from evidence_review.importers.times.epochs import epoch

_FILES = (
    "photos", "videos", "audio_files", "gifs", "files", "sticker", "media", "voice_media", "raven_media",
)  # fmt: skip
_USED = frozenset({
    "sender_name", "timestamp_ms", "content", "senderName", "timestamp", "text", "sender", "created_at",
    "reactions", "likes", *_FILES,
})  # fmt: skip
_SHAPES = frozenset({
    "sender_id_INTERNAL", "share", "call_duration", "missed", "type", "users", "plan", "ip", "is_unsent", "isUnsent", "is_taken_down",
    "is_geoblocked_for_viewer", "is_unsent_image_by_messenger_kid_parent", "bumped_message_metadata", "magic_words", "poll", "message_tags",
    "is_edited", "edits", "reply_to", "replied_to", "is_forwarded", "location", "payment", "id", "message_id", "mentions", "is_pinned",
    "heart", "media_owner", "media_share_caption", "media_share_url", "media_url", "story_share", "story_share_type", "mentioned_username",
    "animated_media_images", "user", "profile_share_username", "profile_share_name", "video_call_action", "video_call_title", "link",
    "action", "poll_vote", "live_video_share", "live_video_invite", "product_share", "hashtag_share", "location_share", "felix_share",
    "thread_theme", "transcript", "transcription",
})  # fmt: skip
_GONE = frozenset({"is_unsent", "isUnsent"})
_BARE = frozenset({"media", "voice_media"})
"""Files that may be given by their path alone."""


@dataclass(slots=True)
class Thread:
    """A conversation: its own id, title, who is in it, and the app."""

    id: str
    title: str
    people: tuple[str, ...]
    app: str
    handles: bool = False
    about: tuple[tuple[str, str], ...] = ()
    _others: dict[str, tuple[Party, ...]] = field(default_factory=dict)

    def others(self, name: str, account: Account) -> tuple[Party, ...]:
        """Everyone named as taking part, but the sender; the same tuple for all her messages."""
        if name not in self._others:
            found = (
                account.party(each, handle=self.handles)
                for each in dict.fromkeys(self.people)
                if each != name
            )
            self._others[name] = tuple(party for party in found if party)
        return self._others[name]


def message(raw: Any, locator: str, position: int, thread: Thread, account: Account) -> Item:
    """The item behind one element of `messages` or `conversation`; anything else than an object is kept as a
    record."""
    each = repaired(raw)
    if not isinstance(each, dict):
        return Item(
            locator,
            ItemKind.RECORD,
            as_text(each),
            thread.id,
            position,
            app=thread.app,
            thread_title=thread.title,
        )
    name = next((as_text(each[key]) for key in ("sender_name", "senderName", "sender") if each.get(key)), "")
    sender = account.party(name, handle=thread.handles)
    text = next((each[key] for key in ("content", "text") if each.get(key) is not None), None)
    return Item(
        locator=locator,
        kind=_kind(each),
        text=as_text(text) if text is not None else None,
        thread=thread.id,
        position=position,
        sender=sender,
        recipients=thread.others(name, account),
        sent=sent(each),
        direction=account.direction(sender),
        app=thread.app,
        thread_title=thread.title,
        attachments=tuple(_attachments(each, account)),
        deleted_as_reported="unsent" if any(each.get(key) is True for key in _GONE) else None,
        extra=(*_extra(each, locator, account), *(thread.about if position == 1 else ())),
    )


def _kind(each: Mapping[str, Any]) -> ItemKind:
    """A call has a duration, or says so in its type; joining and leaving a group are no words of anyone."""
    type_ = as_text(each.get("type") or "").lower()
    if (
        "call_duration" in each
        or type_ in {"call", "video_call", "audio_call"}
        or "video_call_action" in each
    ):
        return ItemKind.CALL
    return (
        ItemKind.SYSTEM
        if type_ in {"subscribe", "unsubscribe", "action_log", "placeholder"}
        else ItemKind.MESSAGE
    )


def sent(each: Mapping[str, Any]) -> Moment | None:
    """The time as a count, its scale told by its size, or as ISO text with its offset (flat Instagram
    download)."""
    for key in ("timestamp_ms", "timestamp", "created_at"):
        value = each.get(key)
        if isinstance(value, str) and not value.lstrip("-").isdigit():
            return _iso(value)
        if value is not None:
            return epoch(value)
    return None


def _iso(raw: str) -> Moment | None:
    try:
        read = datetime.fromisoformat(raw)
    except ValueError:
        return Moment(raw) if raw else None
    if read.tzinfo is None:
        return Moment(raw, read)
    return Moment(
        raw,
        read.replace(tzinfo=None),
        read.astimezone(UTC).replace(tzinfo=None),
        read.strftime("%z"),
        ZoneSource.IN_VALUE,
    )


def _attachments(each: Mapping[str, Any], account: Account) -> Iterator[Attachment]:
    """Files by their paths; an address on the network is no file of the download."""
    for key in _FILES:
        for one in as_elements(each.get(key)):
            uri = one.get("uri") if isinstance(one, dict) else one if key in _BARE else None
            if isinstance(uri, str) and _is_path(uri):
                yield account.files.attachment(uri)


def _is_path(uri: str) -> bool:
    return not uri.lower().startswith(("http:", "https:")) and ("/" in uri or "." in uri[-6:])


def _extra(each: Mapping[str, Any], locator: str, account: Account) -> Iterator[tuple[str, str]]:
    """Every value without a field of its own; flags that are off say nothing and are left out."""
    for key, value in each.items():
        if key not in _SHAPES and key not in _USED:
            account.unknown.add("key", key, locator)
        if key == "share" and isinstance(value, dict):
            yield from (
                (f"share {name}" if name != "link" else "link", as_text(one)) for name, one in value.items()
            )
        elif key in _USED:
            yield from _reactions_and_files(key, value)
        elif value is not False and is_set(value):
            yield key, as_text(value)


def _reactions_and_files(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """What a value says beside the field that it has."""
    if key in {"reactions", "likes"}:
        yield from (("reaction", _reaction(one)) for one in as_list(value))
    elif key in _FILES:
        yield from (("file", as_text(one)) for one in as_elements(value))


def _reaction(one: Any) -> str:
    """What it is, by whom, and when where that is written."""
    if not isinstance(one, dict):
        return as_text(one)
    sign, actor = one.get("reaction", "like"), one.get("actor", one.get("username", ""))
    rest = {key: value for key, value in one.items() if key not in {"reaction", "actor", "username"}}
    return f"{as_text(sign)} {as_text(actor)}".strip() + (f" {as_text(rest)}" if rest else "")
