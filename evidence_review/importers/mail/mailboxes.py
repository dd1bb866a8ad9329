"""Where one message of a mailbox file ends and the next begins; the dialect cannot be known, so a second
reading is counted (reference/formats.md 3.6)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_POSTMARK = re.compile(
    rb"From (?:.*\b\d{1,2}:\d{2}(?::\d{2})?\b.*\b(?:19|20)\d{2}\b|.*\b(?:19|20)\d{2}\b.*\b\d{1,2}:\d{2})"
)
_HEADER = re.compile(rb"[!-9;-~]{1,200}:")
_KNOWN = re.compile(
    rb"(?im)^(?:from|to|subject|date|received|message-id|mime-version|return-path|content-(?:type|"
    rb"transfer-encoding|disposition|id|description)|delivered-to|reply-to|cc|bcc|sender"
    rb"|x-[\w-]+)\s*:"
)
_LENGTH = re.compile(rb"(?im)^content-length\s*:\s*(\d{1,12})\s*$")
_BOM = b"\xef\xbb\xbf"
_BARE = re.compile(rb"From (?:-|\S+@\S+)?\s*")
_HEAD = 16_384
_LINE = 1 << 16


@dataclass(slots=True)
class Count:
    """How many messages a mailbox has by two readings: the one used, and every line that begins with "From
    "."""

    used: int = 0
    simple: int = 0


def begins_message(start: bytes) -> bool:
    """Whether bytes begin with a "From " line and, after it, header lines."""
    line, _, rest = start.partition(b"\n")
    if not line.startswith(b"From "):
        return False
    follows = rest.removeprefix(b">").removeprefix(b"From ")
    if _POSTMARK.match(line) and (_HEADER.match(rest) or follows != rest):
        return True
    return has_headers(rest, 2)


def has_headers(start: bytes, least: int, *, damaged: bool = False) -> bool:
    """Whether bytes begin with a block of header lines, at least so many of them well known, or one with the
    boundary of a multipart.

    One line in five may be none; where `damaged` is allowed (the name says that it is mail), any behind the
    first with two known ones.
    """
    block = re.split(rb"\r?\n\r?\n", start[:_HEAD], maxsplit=1)[0]
    fit = [_HEADER.match(line) is not None for line in block.splitlines() if line and line[:1] not in b" \t"]
    known = len(_KNOWN.findall(block))
    if not any(fit[:1]):
        return False
    if known > least and all(fit[:3]):
        return True  # a line that is none stands further down, where the body was meant to begin
    if damaged and known > 1:
        return True
    return sum(fit) * 5 >= len(fit) * 4 and known >= (1 if b"boundary=" in block else least)


def divide(path: Path, count: Count) -> Iterator[tuple[int, int, str]]:
    """(start, end, line before it) of each message, in bytes without that "From " line, as they are found;
    `count` is whole after the last."""
    with path.open("rb") as lines, path.open("rb") as peek:
        size = peek.seek(0, 2)
        current, skip = -1, 0
        for at, blank in _from_lines(lines):
            count.simple += 1
            if at < skip or not (current < 0 or _is_start(peek, at, after_blank=blank)):
                continue
            if current >= 0:
                yield _after_line(peek, current, at)
            current, skip = at, _inside_until(peek, at, size)
            count.used += 1
        if current >= 0:
            yield _after_line(peek, current, size)


def _from_lines(stream: BinaryIO) -> Iterator[tuple[int, bool]]:
    """(place, whether the line before is empty) of every line that begins with "From "."""
    at = len(_BOM) if stream.read(len(_BOM)) == _BOM else 0
    stream.seek(at)
    blank, fresh = True, True
    while line := stream.readline(_LINE):
        if fresh and line.startswith(b"From "):
            yield at, blank
        blank = fresh and not line.strip(b"\r\n")
        fresh = line.endswith(b"\n")
        at += len(line)


def _is_start(stream: BinaryIO, at: int, *, after_blank: bool) -> bool:
    stream.seek(at)
    start = stream.read(_HEAD)
    if after_blank:
        return begins_message(start)
    line, _, rest = start.partition(b"\n")
    if _BARE.fullmatch(line):  # no time stands on the line, so that more headers must follow it
        return has_headers(rest, 4)
    return bool(_POSTMARK.match(line)) and begins_message(start)


def _inside_until(stream: BinaryIO, at: int, size: int) -> int:
    """Where a message ends by its Content-Length, if another begins exactly there; else 0, since that header
    is often wrong."""
    stream.seek(at)
    start = stream.read(_HEAD)
    block = re.search(rb"\r?\n\r?\n", start)
    length = _LENGTH.search(start[: block.start()]) if block else None
    if not block or not length:
        return 0
    end = at + block.end() + int(length.group(1))
    return next(
        (
            place
            for place in (end, end + 1, end + 2)
            if place == size or _is_start(stream, place, after_blank=True)
        ),
        0,
    )


def _after_line(stream: BinaryIO, at: int, end: int) -> tuple[int, int, str]:
    stream.seek(at)
    line = stream.readline(end - at)
    return at + len(line), end, line.decode("utf-8", "replace").strip()
