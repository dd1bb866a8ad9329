"""Facts of chats that accounts and apps give out as JSON, by their keys (what each fact means:
facts_said.py)."""

from datetime import UTC, datetime
from typing import Any

from facts_said import Facts, Said, chat_facts


def telegram(given: dict[str, Any]) -> Facts:
    """By the keys of result.json: one chat, or the lists of chats of an account."""
    chats = (
        [given]
        if "messages" in given
        else [chat for part in ("chats", "left_chats") for chat in given.get(part, {}).get("list", [])]
    )
    return chat_facts(
        _telegram(at, message) for at, chat in enumerate(chats) for message in chat.get("messages", [])
    )


def _telegram(at: int, message: dict[str, Any]) -> Said:
    words = message.get("text", "")
    text = (
        words
        if isinstance(words, str)
        else "".join(one if isinstance(one, str) else str(one.get("text", "")) for one in words)
    )
    known = message.get("date_unixtime")
    sender = (
        message.get("from_id") or message.get("actor_id") or message.get("from") or message.get("actor") or ""
    )
    return Said(
        str(at), str(sender), text, float(known) if known else None, "" if known else str(message.get("date", "")),
        files=sum(bool(message.get(name)) for name in ("file", "photo")),
    )  # fmt: skip


def meta(given: dict[str, Any]) -> Facts:
    """By the keys of message_N.json of Facebook and Instagram."""
    parts = ("photos", "videos", "audio_files", "files", "gifs")
    return chat_facts(
        Said(
            "one", str(one.get("sender_name", "")), _mended(str(one.get("content") or "")), one["timestamp_ms"] / 1000,
            files=sum(len(one.get(part) or []) for part in parts) + bool(one.get("sticker")),
        )
        for one in given["messages"]
    )  # fmt: skip


def _mended(words: str) -> str:
    try:
        return words.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return words


def discord(given: dict[str, Any]) -> Facts:
    """By the keys of DiscordChatExporter's JSON."""
    return chat_facts(
        Said(
            "one",
            str(one["author"].get("id") or one["author"]["name"]),
            str(one.get("content") or ""),
            datetime.fromisoformat(one["timestamp"]).timestamp(),
            files=len(one.get("attachments") or []),
        )
        for one in given["messages"]
    )


def snapchat(given: dict[str, Any]) -> Facts:
    """By the keys of chat_history.json: since 2022 a conversation is a list under its name, before that a
    list was what was received or sent."""
    old = any(name.startswith(("Received ", "Sent ")) for name in given)

    def of(name: str, one: dict[str, Any]) -> Said:
        mine = name.startswith("Sent ") if old else bool(one.get("IsSender"))
        talk = str(one.get("To") or one.get("From", "")) if old else name
        words = str(one.get("Content") or one.get("Text") or "")
        return Said(talk, "", words, _snap(str(one.get("Created", ""))), sent=mine, files=None)

    found = chat_facts(of(name, one) for name, every in given.items() for one in every)
    return {name: value for name, value in found.items() if name != "chat senders"}


def _snap(words: str) -> float | None:
    try:
        return datetime.fromisoformat(words.removesuffix(" UTC")).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def slack(given: list[Any]) -> Facts:
    """By the keys of a day of a channel of Slack."""
    return chat_facts(
        Said(
            "one",
            str(one.get("user") or one.get("bot_id") or one.get("username") or ""),
            str(one.get("text") or ""),
            float(one["ts"]),
            files=len(one.get("files") or []),
        )
        for one in given
    )


def google_chat(given: dict[str, Any]) -> Facts:
    """By the keys of messages.json of Google Chat; files by the list of each message."""
    return chat_facts(
        Said(
            "one",
            str(one.get("creator", {}).get("email") or one.get("creator", {}).get("name", "")),
            str(one.get("text") or ""),
            files=len(one.get("attached_files") or []),
        )
        for one in given["messages"]
    )
