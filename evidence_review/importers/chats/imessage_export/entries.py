"""What imessage-exporter writes for a message, whichever of its forms it stands in (reference/formats.md
3.15)."""

import re
from dataclasses import dataclass, field
from datetime import datetime

STAMP = r"[A-Z][a-z]{2} [ \d]?\d, \d{4} {1,2}\d{1,2}:\d{2}:\d{2} [AP]M"
_PARTS = re.compile(r"([A-Z][a-z]{2}) ([ \d]?\d), (\d{4}) {1,2}(\d{1,2}):(\d{2}):(\d{2}) ([AP])M")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Always English: the program does not ask for the language of the computer."""


@dataclass(slots=True)
class Entry:
    """A message, an event, or a reply shown a second time below the message that it answers.

    `is_sent` is None where the form does not say. `files` are paths as written, without a place where none is
    named.
    """

    line: int
    stamp: str = ""
    said_of_time: str = ""
    sender: str = ""
    is_sent: bool | None = None
    service: str = ""
    is_event: bool = False
    is_repeat: bool = False
    deleted: str = ""
    texts: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    def text(self) -> str | None:
        """The parts of the message, a line each."""
        return "\n".join(self.texts) if self.texts else None

    def key(self) -> int:
        """The same for a reply and for the message that it repeats."""
        return hash((tuple(self.stamp.split()), self.sender, self.text()))


def local_time(stamp: str) -> datetime | None:
    """The wall-clock time of a stamp such as "May 17, 2022  5:29:42 PM"; no zone is written."""
    found = _PARTS.fullmatch(stamp.strip())
    if not found or found[1] not in _MONTHS:
        return None
    hour = int(found[4]) % 12 + (12 if found[7] == "P" else 0)
    try:
        return datetime(  # noqa: DTZ001
            int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2]), hour, int(found[5]), int(found[6])
        )
    except ValueError:
        return None
