"""Facts of downloads of accounts and of exports of chats by other programs, by plain counts over their keys
(what each fact means: facts_said.py)."""

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from facts_said import Facts, Said, chat_facts


def hangouts(given: dict[str, Any]) -> Facts:
    """Hangouts.json of both layouts: every event is a message, a call or a notice."""

    def said() -> Iterator[Said]:
        for outer in given.get("conversations") or given.get("conversation_state") or []:
            held = outer.get("conversation_state") or outer
            for event in held.get("events") or held.get("event") or []:
                content = (event.get("chat_message") or {}).get("message_content") or {}
                text = "".join(str(part.get("text") or "") for part in content.get("segment") or [])
                sender = str((event.get("sender_id") or {}).get("gaia_id") or "")
                yield Said(
                    str(event.get("conversation_id", {}).get("id")),
                    sender,
                    text,
                    int(event["timestamp"]) / 1e6,
                    files=None,
                )

    return chat_facts(said())


def places(given: Any) -> Facts:
    """The elements of the lists of every layout of Google's location history."""
    if isinstance(given, list):
        return {"records": len(given)}
    lists = [given.get(key) for key in ("locations", "timelineObjects", "semanticSegments", "rawSignals")]
    return {"records": sum(len(each) for each in lists if isinstance(each, list))}


def discord_package(given: list[Any]) -> Facts:
    """messages.json of a channel: all by the account holder; times are UTC."""

    def when(words: str) -> float | None:
        try:
            read = datetime.fromisoformat(words)
        except ValueError:
            return None
        return read.replace(tzinfo=read.tzinfo or UTC).timestamp()

    return chat_facts(
        Said(
            "one",
            "",
            str(one.get("Contents") or ""),
            when(str(one.get("Timestamp"))),
            files=len(str(one.get("Attachments") or "").split()),
        )
        for one in given
    )


def whatsapp_exporter(given: dict[str, Any]) -> Facts:
    """WhatsApp-Chat-Exporter's JSON: an object by chat, its messages by row."""

    def said() -> Iterator[Said]:
        for chat, held in given.items():
            for one in held["messages"].values():
                words = (
                    ""
                    if one.get("media") or one.get("meta")
                    else re.sub(r" ?<br>", "\n", str(one.get("data") or ""))
                )
                yield Said(chat, "", words, float(one["timestamp"]), sent=bool(one["from_me"]), files=None)

    return chat_facts(said())


def rsmf(given: dict[str, Any]) -> Facts:
    """rsmf_manifest.json: its events; a disclaimer or history is none of a person."""

    def when(words: str) -> float | None:
        try:
            read = datetime.fromisoformat(words)
        except ValueError:
            return None
        return read.timestamp() if read.tzinfo else None

    return chat_facts(
        Said(str(one.get("conversation")), str(one.get("participant") or ""), str(one.get("body") or ""), when(str(one.get("timestamp"))), files=len(one.get("attachments") or []))
        for one in given["events"]
    )  # fmt: skip


def takeout(held: zipfile.ZipFile) -> Facts:
    """A whole Takeout: the messages of its chats and Hangouts, added up over its files; {} where there are
    none."""
    from facts_downloads import google_chat

    found = list[Facts]()
    for name in held.namelist():
        if not name.endswith(".json"):
            continue
        given = json.loads(held.read(name))
        if isinstance(given, dict) and ("conversation_state" in given or "conversations" in given):
            found.append(hangouts(given))
        elif (
            isinstance(given, dict)
            and isinstance(given.get("messages"), list)
            and any("creator" in one for one in given["messages"])
        ):
            found.append(google_chat(given))
    if not any(found):
        return {}
    return {
        "chat messages": sum(each.get("chat messages", 0) for each in found),
        "chat texts": [text for each in found for text in each.get("chat texts", [])],
    }


def by_keys(given: Any) -> Facts:
    """By whatever the keys say it is; {} where nobody here knows."""
    first = given[0] if isinstance(given, list) and given else None
    if isinstance(first, dict) and {"ID", "Timestamp", "Contents"} <= set(first):
        return discord_package(given)
    if (
        isinstance(first, dict)
        and "startTime" in first
        and {"visit", "activity", "timelinePath", "timelineMemory"} & {key for each in given for key in each}
    ):
        return places(given)
    if not isinstance(given, dict):
        return {}
    if "conversation_state" in given or (
        isinstance(given.get("conversations"), list)
        and any("conversation" in each for each in given["conversations"])
    ):
        return hangouts(given)
    if {"timelineObjects", "semanticSegments", "rawSignals"} & set(given):
        return places(given)
    if "events" in given and "participants" in given and "version" in given:
        return rsmf(given)
    if given and all(
        isinstance(each, dict) and isinstance(each.get("messages"), dict) and "their_avatar" in each
        for each in given.values()
    ):
        return whatsapp_exporter(given)
    return {}
