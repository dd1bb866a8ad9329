"""From a message that DiscordChatExporter saved to an item: people by id, files, reactions, forwards, events
of the channel."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evidence_review.domain.evidence import Attachment, Item
from evidence_review.domain.kinds import Direction, ItemKind
from evidence_review.domain.people import Party
from evidence_review.importers.accounts import account_records
from evidence_review.importers.accounts.account_files import Files
from evidence_review.importers.accounts.account_times import moment_of
from evidence_review.importers.markup.json_stream import Element
from evidence_review.importers.plugin import Clock, media_type
from evidence_review.importers.tally import Unknown
from evidence_review.importers.text.row_values import Owner, number
from evidence_review.importers.text.web_addresses import unquote

APP = "Discord"
_SAID = frozenset({
    "default", "reply", "0", "19", "20", "21", "23", "chatinputcommand", "contextmenucommand",
    "applicationcommand", "threadstarter",
})  # fmt: skip
_CALLS = frozenset({"call", "3"})
_OWN = frozenset({
    "id", "type", "timestamp", "content", "author", "attachments", "reactions", "reference",
    "forwardedMessage",
})  # fmt: skip
_KEPT = frozenset({
    "timestampEdited", "callEndedTimestamp", "isPinned", "embeds", "stickers", "mentions", "interaction", "inlineEmojis", "components", "poll",
})  # fmt: skip


@dataclass(slots=True)
class Saved:
    """One file while it is read: where it is, whose account it may be, how many of its files are only
    linked."""

    name: str
    at: str
    files: Files
    owner: Owner
    clock: Clock
    unknown: Unknown
    linked: int = 0
    day_first: bool | None = None

    def party(self, user: Any) -> Party | None:
        """A person by her id; the name shown in the channel, else the user name."""
        if not isinstance(user, dict):
            return None
        identifier, name, shown = (str(user.get(key) or "") for key in ("id", "name", "nickname"))
        tag = f"{name}#{user.get('discriminator')}"
        if not (identifier or name or shown):
            return None
        return Party(
            identifier or None,
            shown or name or None,
            self.owner.is_me(identifier, name, shown, tag),
            "bot" if user.get("isBot") else "",
        )


def message(saved: Saved, element: Element, place: int) -> Item:
    """One message; what is not of the form is kept as a RECORD."""
    said, locator = element.value, f"{saved.at}messages[{element.path[-1]}]"
    channel = element.holder.get("channel") if isinstance(element.holder, dict) else None
    channel = channel if isinstance(channel, dict) else {}
    thread = str(channel.get("id") or saved.name)
    if not isinstance(said, dict):
        return account_records.record(said, locator, thread, place, APP)
    sender = saved.party(said.get("author"))
    text, forwarded = _text(said)
    return Item(
        locator=locator,
        kind=_kind(said),
        text=text,
        thread=thread,
        position=place,
        sender=sender,
        sent=moment_of(said.get("timestamp"), saved.clock),
        direction=_direction(saved, channel, sender),
        app=APP,
        thread_title=_title(element.holder, channel, thread),
        attachments=_attachments(saved, said),
        extra=(*forwarded, *_extra(saved, said, locator, sender)),
    )


def _kind(said: dict[str, Any]) -> ItemKind:
    word = str(said.get("type") if said.get("type") is not None else "Default").casefold()
    return ItemKind.MESSAGE if word in _SAID else ItemKind.CALL if word in _CALLS else ItemKind.SYSTEM


def _direction(saved: Saved, channel: dict[str, Any], sender: Party | None) -> Direction:
    """Only where the person importing named the owner: hers are sent; in a direct message all others came to
    her."""
    if sender and sender.is_owner:
        return Direction.OUTGOING
    if saved.owner.party.label() and sender and str(channel.get("type") or "").startswith("Direct"):
        return Direction.INCOMING
    return Direction.UNKNOWN


def _title(holder: Any, channel: dict[str, Any], thread: str) -> str:
    guild = holder.get("guild") if isinstance(holder, dict) else None
    parts = [
        guild.get("name") if isinstance(guild, dict) else None,
        channel.get("category"),
        channel.get("name"),
    ]
    return " / ".join(str(part) for part in parts if part) or thread


def _text(said: dict[str, Any]) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """What was written; of a forwarded message what was forwarded, marked as such."""
    content = said.get("content")
    text = None if content is None else account_records.as_text(content)
    passed = said.get("forwardedMessage")
    if not isinstance(passed, dict):
        return text, ()
    return text or account_records.as_text(passed.get("content") or "") or text, (
        ("forwarded message", account_records.as_text(passed)),
    )


def _attachments(saved: Saved, said: dict[str, Any]) -> tuple[Attachment, ...]:
    passed = said.get("forwardedMessage")
    listed = [said.get("attachments"), passed.get("attachments") if isinstance(passed, dict) else None]
    return tuple(
        attached(saved, each)
        for files in listed
        if isinstance(files, list)
        for each in files
        if isinstance(each, dict)
    )


def attached(saved: Saved, said: dict[str, Any]) -> Attachment:
    """A file by its address and name: read where it lies beside the export, else counted as only linked."""
    url, name = str(said.get("url") or ""), str(said.get("fileName") or "file without a name")
    if url and "://" not in url:
        found = saved.files.attachment(unquote(url), str(saved.name.rpartition("/")[0]), media_type(name))
        if found.data is not None or found.sha256:
            return Attachment(name, found.media_type, found.size, found.sha256, found.member, found.data)
    else:
        saved.linked += 1
    return Attachment(name, media_type(name), number(said.get("fileSizeBytes")))


def _extra(
    saved: Saved, said: dict[str, Any], locator: str, sender: Party | None
) -> Iterator[tuple[str, str]]:
    yield "message id", str(said.get("id"))
    yield from _user_name(said.get("author"), sender)
    if said.get("type") not in (None, "Default"):
        yield "message type", str(said["type"])
    reference = said.get("reference")
    if isinstance(reference, dict) and reference.get("messageId"):
        yield "answers message", str(reference["messageId"])
    yield from _reactions(said)
    for key, value in said.items():
        if key not in _OWN | _KEPT:
            saved.unknown.add("key", str(key), locator)
        if key not in _OWN and value not in (None, "", [], {}, False):
            yield key, account_records.as_text(value)


def _user_name(author: Any, sender: Party | None) -> Iterator[tuple[str, str]]:
    """The name of the account, where another is shown in the channel."""
    if isinstance(author, dict) and author.get("name") and (sender is None or author["name"] != sender.name):
        yield "user name", str(author["name"])


def _reactions(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    listed = said.get("reactions")
    for each in listed if isinstance(listed, list) else ():
        if not isinstance(each, dict):
            continue
        emoji, names = each.get("emoji"), _names(each.get("users"))
        sign = str(emoji.get("name") or emoji.get("code")) if isinstance(emoji, dict) else str(emoji)
        yield "reaction", f"{sign} {each.get('count', '')}{': ' + ', '.join(names) if names else ''}".strip()


def _names(users: Any) -> list[str]:
    listed = users if isinstance(users, list) else []
    return [str(user.get("nickname") or user.get("name")) for user in listed if isinstance(user, dict)]
