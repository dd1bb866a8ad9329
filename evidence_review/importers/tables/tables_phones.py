"""Rows as Android keeps texts and calls, whatever program copied them out: the numbers that stand for a
direction in words, the words and files of a picture message.

The numbers are those of Android's own contract (Telephony.Sms, Telephony.Mms, CallLog.Calls). What a row held
stays as it was.
"""

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

_TEXT = {"1": "incoming", "2": "outgoing", "4": "outgoing", "5": "outgoing", "6": "outgoing"}
_CALL = {"1": "incoming", "2": "outgoing", "3": "missed", "4": "voicemail", "5": "rejected", "6": "blocked"}
_WHO = ("address", "number", "__sender_address.address")
_BOX = ("type", "msg_box")
_FLAGS = {"isincoming": ("incoming", "outgoing"), "isreceived": ("incoming", "outgoing")} | dict.fromkeys(
    ("isoutgoing", "isfromme", "fromme", "ismine", "isoutbox", "issender", "isself", "sentbyme", "outgoing", "issentbyme", "issent", "outbound"),
    ("outgoing", "incoming"),
)  # fmt: skip
"""Keys whose yes and no say which way a message went."""
_YES, _NO = frozenset(("1", "true", "yes", "1.0")), frozenset(("0", "false", "no", "0.0"))


def with_phone_words(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The rows, with the words, files and direction added that a row of Android says; a direction that is
    there stays."""
    keys = {key for each in rows for key in each}
    made = (
        [_whole(each) if "__parts" in each or "__parts in full" in each else each for each in rows]
        if keys & {"__parts", "__parts in full"}
        else list(rows)
    )
    if "direction" in keys:
        return made
    if {"date"} <= keys and keys & set(_WHO) and keys & {"body", "duration", "msg_box"} and keys & set(_BOX):
        known = _CALL if "duration" in keys and "body" not in keys else _TEXT
        if all(each.get(box, "") in {"", *known, "3", "0"} for each in rows for box in _BOX):
            return [_renamed(each) | _direction(each, known) for each in made]
    return made


def flag_words(heading: str) -> tuple[str, str] | None:
    """What yes and no stand for in a column that says which way messages went; None for any other column."""
    return _FLAGS.get(_bare(heading))


def way_said(heading: str, value: str) -> str:
    """The direction that a cell says in words, where its column holds yes and no or ones and noughts; else
    the cell itself."""
    words, said = flag_words(heading), value.strip().casefold()
    if words is None or said not in _YES | _NO:
        return value
    return words[0] if said in _YES else words[1]


def are_flags(values: Sequence[str]) -> bool:
    """Whether a column holds yes and no alone."""
    filled = {value.strip().casefold() for value in values if value}
    return bool(filled) and filled <= _YES | _NO


def _bare(key: str) -> str:
    return "".join(letter for letter in key.rpartition(".")[2].casefold() if letter.isalnum())


def _direction(row: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """The direction of a row, a draft without one; the two sides of a picture message."""
    said = known.get(row.get("msg_box") or row.get("type") or "", "")
    made = {"direction": said}
    sender = row.get("__sender_address.address", "")
    if sender and sender != "insert-address-token":
        made["sender"] = sender
    return made


def _renamed(row: dict[str, str]) -> dict[str, str]:
    """When the network took a text is not when the phone had it: the column says so, and is not read as the
    row's time."""
    return {
        "date sent by the network" if key in {"date_sent", "dateSent"} else key: value
        for key, value in row.items()
    }


def _whole(row: dict[str, str]) -> dict[str, str]:
    """A picture message with the words and files of its parts, and to whom it went."""
    made = dict(row)
    parts = _objects(row.get("__parts in full") or row.get("__parts", ""))
    text = "\n".join(
        str(part["text"])
        for part in parts
        if part.get("text") and str(part.get("ct", "")).startswith("text/")
    )
    files = [
        _file(part)
        for part in parts
        if str(part.get("ct", "")) != "application/smil" and not str(part.get("ct", "")).startswith("text/")
    ]
    made["body"] = row.get("body") or text
    if files:
        made["attachments"] = "\n".join(each for each in files if each)
    to = [
        str(each["address"])
        for each in _objects(row.get("__recipient_addresses", ""))
        if each.get("address") not in (None, "insert-address-token")
    ]
    if to:
        made["recipients"] = "\n".join(to)
    return made


def _file(part: dict[str, Any]) -> str:
    """Where the program that made the export laid a file, by the name it had on the phone."""
    stored = PurePosixPath(str(part.get("_data") or "")).name
    return f"data/{stored}" if stored else str(part.get("name") or part.get("cl") or part.get("fn") or "")


def _objects(text: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text) if text else []
    except ValueError:
        return []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
