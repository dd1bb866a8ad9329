"""What a layout of a family gives: one file, and the facts that must come out of it (their meaning:
facts_said.py)."""

import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chats_made import PIXEL, Line, Talk
from facts_said import Facts, Said, chat_facts


@dataclass(frozen=True, slots=True)
class Laid:
    """One file of a family, named with its ending, and its facts."""

    family: str
    name: str
    data: bytes
    facts: Facts


@dataclass(frozen=True, slots=True)
class Tells:
    """What a layout says of a message: who sent it by this value of a person, whether the owner did, and when
    (an instant, or a clock so far ahead of UTC)."""

    sender: str = "name"
    sent: bool = True
    ahead: timedelta | None = None
    files: bool = True


def facts_of(every: Iterable[Talk], tells: Tells, **more: Any) -> Facts:
    """The facts of conversations, as a layout tells them. Messages taken back and calls have no words."""
    said = [_said(talk, line, tells) for talk in every for line in talk.lines]
    lacking = sum(not file.supplied for talk in every for line in talk.lines for file in line.files)
    found = chat_facts(said, **({"chat missing": lacking} if tells.files else {}), **more)
    return {name: value for name, value in found.items() if value is not None and value != []}


def _said(talk: Talk, line: Line, tells: Tells) -> Said:
    person = talk.people[line.by]
    return Said(
        talk.number,
        str(getattr(person, tells.sender)) if tells.sender else "",
        plain(line.text),
        line.when.timestamp() if tells.ahead is None else None,
        "" if tells.ahead is None else (line.when + tells.ahead).strftime("%Y-%m-%dT%H:%M"),
        sent=line.by == 0 if tells.sent else None,
        files=len(line.files) if tells.files else None,
    )


def plain(text: str) -> str:
    """Words as they are compared: ends of lines are white space."""
    return text.replace("\r\n", "\n")


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def as_json(value: Any, *, ascii_only: bool = False, indent: int | None = 2) -> bytes:
    """A value as JSON."""
    return json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()


def supplied(talk: Talk, folder: str) -> dict[str, bytes]:
    """The files of a conversation that its export holds."""
    return {
        f"{folder}/{file.name}": PIXEL if file.kind == "photo" else b"not really " + file.name.encode()
        for line in talk.lines
        for file in line.files
        if file.supplied
    }


def micros(when: datetime) -> int:
    """Millionths of a second since 1970."""
    return int(when.timestamp()) * 1_000_000 + when.microsecond


def millis(when: datetime) -> int:
    """Thousandths of a second since 1970."""
    return micros(when) // 1000
