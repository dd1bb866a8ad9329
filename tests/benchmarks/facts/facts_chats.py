"""Facts of chats and exports of apps: what a file is, is told by its bytes, and whoever knows the family
counts it.

What each fact means stands in facts_said.py; lines and XML are counted by facts_texts.py, JSON by
facts_downloads.py, pages by facts_pages.py, databases by facts_phones.py, reports of whole phones by
facts_reports.py.
"""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from facts_downloads import discord, google_chat, meta, slack, snapchat, telegram
from facts_said import Facts
from facts_texts import LINE, sms_backup, whatsapp


def of_json(given: Any) -> Facts:
    """By whatever the keys say it is; {} where nobody knows."""
    if (
        isinstance(given, list)
        and given
        and all(isinstance(one, dict) and {"header", "title", "time"} <= set(one) for one in given)
    ):
        return {"records": len(given)}
    if (
        isinstance(given, list)
        and given
        and all(isinstance(one, dict) and "ts" in one and "type" in one for one in given)
    ):
        return slack(given)
    from facts_accounts import by_keys
    from facts_reports import case_uco

    known = by_keys(given)
    if known or not isinstance(given, dict):
        return known
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
        (
            ("date" in first and ("type" in first or "text" in first))
            or "list" in (given.get("chats") or {}),
            telegram,
        ),
        (
            all(
                isinstance(every, list) and all(isinstance(one, dict) and "Created" in one for one in every)
                for every in given.values()
            )
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
    return whatsapp(text) if sum(bool(LINE.match(line)) for line in text.splitlines()[:30]) > 1 else {}


def zipped(path: Path) -> Facts:
    """A chat in a zip: its only text with the name of one, or its only JSON that is one by its keys."""
    with zipfile.ZipFile(path) as held:
        texts = [name for name in held.namelist() if name.endswith(".txt")]
        if len(texts) == 1 and any(word in texts[0].lower() for word in ("chat", "whatsapp")):
            return whatsapp(held.read(texts[0]).decode("utf-8", "replace").lstrip("\ufeff"))
        if any(name.startswith("Takeout/") for name in held.namelist()):
            from facts_accounts import takeout

            return takeout(held)
        data = [name for name in held.namelist() if name.endswith(".json")]
        found = [facts for facts in (of_json(json.loads(held.read(name))) for name in data) if facts]
    return (
        {name: value for name, value in found[0].items() if name != "chat files"}
        if len(found) == 1 and len(data) < 30
        else {}
    )
