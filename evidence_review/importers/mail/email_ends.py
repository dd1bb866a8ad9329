"""Whether a message ends where it says that it does: by its own counts, its blocks, and the empty line below
its headers (RFC 5322, RFC 4155)."""

import re
from collections.abc import Iterator
from email.message import Message
from typing import Any, cast

from evidence_review.domain.evidence import Problem
from evidence_review.domain.kinds import ProblemKind
from evidence_review.importers.text.broken_ends import NO_LINE_END, unclosed_armour, unended

SHORTER = "This message is shorter than it says; its end is missing. Ask for another copy."
_ARMOUR = (
    "A signed or encrypted block in this message is never closed: its end is missing. Ask for another copy."
)
_HEADERS = (
    "This message has headers and nothing below them, not even the empty line that ends them. Where it "
    "was cut short its words are missing: ask for another copy."
)
_COUNT = re.compile(r"\s*(\d{1,12})\s*")


def remarks(data: bytes, message: Message, locator: str) -> Iterator[Problem]:
    """What its bytes show to be missing from a message at its end."""
    empty = re.search(rb"\r?\n[ \t]*\r?\n", data)
    if empty is None:
        if not message.get_payload():  # some programs leave the empty line out, or end lines otherwise
            yield Problem(locator, ProblemKind.SOURCE_FLAG, _HEADERS)
        return
    below = data[empty.end() :]
    if _is_short(message, below) and not _is_closed(message, below):
        yield Problem(locator, ProblemKind.PARTLY_READ, SHORTER)
    elif unclosed_armour(below.decode("latin-1")):
        yield Problem(locator, ProblemKind.PARTLY_READ, _ARMOUR)
    elif unended(data[-4096:].decode("latin-1")):
        yield Problem(locator, ProblemKind.SOURCE_FLAG, NO_LINE_END)


def _is_short(message: Message, below: bytes) -> bool:
    """Whether fewer bytes or lines are there than the message says; line ends may have been of two bytes when
    they were counted."""
    said = {
        name: _COUNT.fullmatch(str(cast("Any", message.get(name)) or ""))
        for name in ("Content-Length", "Lines")
    }
    length, lines = said["Content-Length"], said["Lines"]
    ends = below.count(b"\n")
    longer = length is not None and int(length[1]) > len(below) + ends + 2
    more = lines is not None and int(lines[1]) > ends + 2
    return longer or more


def _is_closed(message: Message, below: bytes) -> bool:
    """Whether the last line that closes its parts is there: it is whole then, whatever its counts say."""
    try:
        boundary = message.get_boundary("")
    except Exception:  # noqa: BLE001  a broken parameter names no boundary
        return False
    return bool(boundary) and below.rstrip().endswith(f"--{boundary}--".encode("utf-8", "surrogateescape"))
