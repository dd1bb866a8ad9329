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
    keys = set[str]().union(*rows)
    made = list(map(_whole, rows))
    if "direction" in keys or not _are_of_android(keys):
        return made
    known = _CALL if "duration" in keys and "body" not in keys else _TEXT
    if {each.get(box, "") for each in rows for box in _BOX} <= {"", *known, "3", "0"}:
        return [_renamed(each) | _direction(each, known) for each in made]
    return made


def _are_of_android(keys: set[str]) -> bool:
    """Whether rows have a time, a person, words or a length, and a number for their direction."""
    needed = (("date",), _WHO, ("body", "duration", "msg_box"), _BOX)
    return not any(keys.isdisjoint(names) for names in needed)


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
    """A picture message with the words and files of its parts, and to whom it went; another row as it is."""
    if "__parts" not in row and "__parts in full" not in row:
        return row
    parts = _objects(row.get("__parts in full") or row.get("__parts", ""))
    made = row | {"body": row.get("body") or "\n".join(str(part["text"]) for part in filter(_is_text, parts))}
    if files := [_file(part) for part in parts if _is_file(part)]:
        made["attachments"] = "\n".join(filter(None, files))
    to = [each.get("address") for each in _objects(row.get("__recipient_addresses", ""))]
    if others := [str(address) for address in to if address not in (None, "insert-address-token")]:
        made["recipients"] = "\n".join(others)
    return made


def _is_text(part: dict[str, Any]) -> bool:
    return str(part.get("ct", "")).startswith("text/") and bool(part.get("text"))


def _is_file(part: dict[str, Any]) -> bool:
    kind = str(part.get("ct", ""))
    return kind != "application/smil" and not kind.startswith("text/")


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
