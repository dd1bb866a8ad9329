"""What a chat says, as another program reads it, and the facts of it that are compared.

chat messages: messages, calls and notices of the app. chat senders: how many each sender sent, largest first,
without names (a program names by number, id or name). chat first, chat last: the earliest and latest of them:
an instant in UTC ending in Z where the file knows it, else the reading as written, to the minute. chat sent:
those that the owner sent, where the file says so. chat files: files that they carry or name, and those said
to be left out. chat talks: conversations with a message in them. chat texts: the words of each message, each
of which must be in an item of its own. records: activities or places of a Google account.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

type Facts = dict[str, Any]
UNKNOWN = "?"
"""A direction or a number of files that nobody tells."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message as another program reads it: instant in seconds since 1970, or the reading as written, or
    neither."""

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
        "chat sent": sum(bool(one.sent) for one in said)
        if any(one.sent is not None for one in said)
        else None,
        "chat files": None if any(one.files is None for one in said) else sum(one.files or 0 for one in said),
        "chat talks": len({one.talk for one in said}),
        "chat texts": [" ".join(one.text.split()) for one in said if one.text.strip()][:2000],
    }
    return facts | more


def stamp(seconds: float) -> str:
    """An instant to the second, ending in Z."""
    return datetime.fromtimestamp(int(seconds // 1), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
