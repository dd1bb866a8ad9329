"""Facts of chats and exports of apps, by plain scripts over their text, JSON, XML and pages, and by other programs. What a file is, is told by its bytes.

chat messages: messages, calls and notices of the app. chat senders: how many each sender sent, largest first, without names (a program names by number, id or name).
chat first, chat last: the earliest and latest of them: an instant in UTC ending in Z where the file knows it, else the reading as written, to the minute.
chat sent: those that the owner sent, where the file says so. chat files: files that they carry or name, and those said to be left out. chat talks: conversations with a message in them.
chat texts: the words of each message, each of which must be in an item of its own. records: activities or places of a Google account.
"""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

type Facts = dict[str, Any]
UNKNOWN = "?"
"""A direction or a number of files that nobody tells."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message as another program reads it: instant in seconds since 1970, or the reading as written, or neither."""

    talk: str
    sender: str
    text: str
    instant: float | None = None
    reading: str = ""
    sent: bool | None = None
    files: int | None = 0


def chat_facts(every: Iterable[Said], **more: Any) -> Facts:
    """The facts of a file's messages; {} where there is none."""
    said = list(every)
    if not said:
        return {}
    instants = sorted(one.instant for one in said if one.instant is not None)
    readings = sorted(one.reading[:16] for one in said if one.reading)
    times = [stamp(each) for each in instants] or readings
    facts: Facts = {
        "chat messages": len(said),
        "chat senders": sorted(Counter(one.sender for one in said if one.sender).values(), reverse=True),
        "chat first": times[0] if times else None,
        "chat last": times[-1] if times else None,
        "chat sent": sum(bool(one.sent) for one in said) if any(one.sent is not None for one in said) else None,
        "chat files": None if any(one.files is None for one in said) else sum(one.files or 0 for one in said),
        "chat talks": len({one.talk for one in said}),
        "chat texts": [" ".join(one.text.split()) for one in said if one.text.strip()][:2000],
    }
    return facts | more


def stamp(seconds: float) -> str:
    """An instant to the second, ending in Z."""
    return datetime.fromtimestamp(int(seconds // 1), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_LINE = re.compile(
    "^[\u200e\u200f\ufeff]*\\[?(\\d{1,4})[./-](\\d{1,2})[./-](\\d{1,4}),?[ \u202f\u00a0]+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?"
    "(?:[ \u202f\u00a0]*([AaPp])\\.?[ \u202f\u00a0]?[Mm]\\.?)?(?:\\]| [-–])[ \u200e\u200f]*(.*)$"
)
_NAMED = re.compile(
    "<attached: [^>]+>|^[\u200e\u200f]?[^\n]+\\.\\w{2,5} \\(file attached\\)|^[\u200e\u200f]*(?:<Media omitted>|(?:image|video|audio|sticker|GIF|document|Contact card) omitted)$",
    re.MULTILINE,
)
_NOTICE = re.compile("end-to-end encrypted")


def whatsapp(text: str) -> Facts:
    """By lines that begin with a stamp; what follows without one belongs to the line before. Day before month unless a number above 12 says otherwise."""
    met: list[list[str]] = []
    for line in text.splitlines():
        found = _LINE.match(line)
        if found:
            met.append([*(part or "" for part in found.groups())])
        elif met:
            met[-1][7] += "\n" + line
    month_first = any(int(one[1]) > 12 for one in met) and not any(int(one[0]) > 12 for one in met)
    certain = month_first or any(int(one[0]) > 12 for one in met)
    said = []
    for one in met:
        first, colon, rest = one[7].partition(": ")
        named = bool(colon) and "\n" not in first and len(first) < 60
        sender, words = (first, rest) if named else ("", one[7])
        sender = "" if _NOTICE.search(words) else sender  # a notice under the name of the chat or of the other person
        said.append(
            Said(
                "one",
                sender.strip("\u200e\u202a\u202c~ \u202f"),
                words.replace("\u200e", ""),
                reading=_read(one, month_first) if certain else "",
                files=len(_NAMED.findall(words)),
            )
        )
    return chat_facts(said)


def _read(one: list[str], month_first: bool) -> str:
    day, month, year = (one[1], one[0], one[2]) if month_first else (one[0], one[1], one[2])
    if len(one[0]) == 4:
        year, month, day = one[0], one[1], one[2]
    hour = int(one[3]) % 12 + 12 * (one[6].lower() == "p") if one[6] else int(one[3])
    return f"{int(year) + (2000 if len(year) < 4 else 0):04}-{int(month):02}-{int(day):02}T{hour:02}:{one[4]}"


def telegram(given: dict[str, Any]) -> Facts:
    """By the keys of result.json: one chat, or the lists of chats of an account."""
    chats = [given] if "messages" in given else [chat for part in ("chats", "left_chats") for chat in given.get(part, {}).get("list", [])]
    return chat_facts(_telegram(at, message) for at, chat in enumerate(chats) for message in chat.get("messages", []))


def _telegram(at: int, message: dict[str, Any]) -> Said:
    words = message.get("text", "")
    text = words if isinstance(words, str) else "".join(one if isinstance(one, str) else str(one.get("text", "")) for one in words)
    known = message.get("date_unixtime")
    sender = message.get("from_id") or message.get("actor_id") or message.get("from") or message.get("actor") or ""
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
    """By the keys of chat_history.json: since 2022 a conversation is a list under its name, before that a list was what was received or sent."""
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


def sms_backup(data: bytes) -> Facts:
    """By the elements of SMS Backup & Restore: types 2, 4, 5 and 6 of an SMS, and box 2 and 4 of an MMS, are of the owner; calls count as messages."""
    from xml.etree import ElementTree as ET

    said = []
    for one in ET.fromstring(data):
        if one.tag == "mms":
            parts = [part for part in one.iter("part") if part.get("ct") != "application/smil"]
            text = " ".join(part.get("text") or "" for part in parts if part.get("ct") == "text/plain")
            said.append(
                Said(
                    str(one.get("address")),
                    "",
                    text,
                    int(one.get("date") or 0) / 1000,
                    sent=one.get("msg_box") == "2",
                    files=sum(part.get("ct") != "text/plain" for part in parts),
                )
            )
        elif one.tag in {"sms", "call"}:
            said.append(
                Said(
                    str(one.get("address") or one.get("number")),
                    "",
                    str(one.get("body") or ""),
                    int(one.get("date") or 0) / 1000,
                    sent=one.get("type") == "2",
                )
            )
    return {name: value for name, value in chat_facts(said).items() if name not in {"chat senders", "chat talks"}}


def of_json(given: Any) -> Facts:
    """By whatever the keys say it is; {} where nobody knows."""
    if isinstance(given, list) and given and all(isinstance(one, dict) and {"header", "title", "time"} <= set(one) for one in given):
        return {"records": len(given)}
    if isinstance(given, list) and given and all(isinstance(one, dict) and "ts" in one and "type" in one for one in given):
        return slack(given)
    from facts_reports import case_uco

    if not isinstance(given, dict):
        return {}
    if isinstance(given.get("locations"), list):
        return {"records": len(given["locations"])}
    if "@context" in given:
        return case_uco(given)
    first = next(iter(given.get("messages") or [{}]), {}) if isinstance(given.get("messages"), list) else {}
    if not isinstance(first, dict):
        return {}
    knows: list[tuple[bool, Callable[[dict[str, Any]], Facts]]] = [
        ("timestamp_ms" in first and "sender_name" in first, meta),
        ("guild" in given and "channel" in given, discord),
        ("creator" in first, google_chat),
        (("date" in first and ("type" in first or "text" in first)) or "list" in (given.get("chats") or {}), telegram),
        (
            all(isinstance(every, list) and all(isinstance(one, dict) and "Created" in one for one in every) for every in given.values())
            and any(given.values()),
            snapchat,
        ),
    ]
    return next((reader(given) for fits, reader in knows if fits), {})


def chat(path: Path) -> Facts:
    """The facts of a file that is a chat or an export of an app; {} for any other."""
    from facts_pages import page
    from facts_phones import database
    from facts_reports import ufdr

    data = path.read_bytes()
    if data[:6] == b"SQLite":
        return database(path)
    if data[:2] == b"PK":
        return zipped(path)
    text = data.decode("utf-8", "replace").lstrip("\ufeff")
    start = text.lstrip()[:2000]
    if re.match(r"\{|\[\s*\{", start):
        return of_json(json.loads(text))
    if re.search(r"<(smses|calls)\b", start):
        return sms_backup(data)
    if re.match(r"<\?xml", start) and re.search(r"<(\w+:)?model\b[^>]*\btype=", text):
        return ufdr(data)
    if re.match(r"(?i)<(!doctype html|html)", start):
        return page(text)
    return whatsapp(text) if sum(bool(_LINE.match(line)) for line in text.splitlines()[:30]) > 1 else {}


def zipped(path: Path) -> Facts:
    """A chat in a zip: its only text with the name of one, or its only JSON that is one by its keys."""
    with zipfile.ZipFile(path) as held:
        texts = [name for name in held.namelist() if name.endswith(".txt")]
        if len(texts) == 1 and any(word in texts[0].lower() for word in ("chat", "whatsapp")):
            return whatsapp(held.read(texts[0]).decode("utf-8", "replace").lstrip("\ufeff"))
        data = [name for name in held.namelist() if name.endswith(".json")]
        found = [facts for facts in (of_json(json.loads(held.read(name))) for name in data) if facts]
    return {name: value for name, value in found[0].items() if name != "chat files"} if len(found) == 1 and len(data) < 30 else {}
