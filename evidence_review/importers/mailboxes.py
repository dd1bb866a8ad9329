"""Where one message of a mailbox file ends and the next begins; the dialect cannot be known, so a second reading is counted (FORMATS.md 3.6)."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_POSTMARK = re.compile(rb"From (?:.*\b\d{1,2}:\d{2}(?::\d{2})?\b.*\b(?:19|20)\d{2}\b|.*\b(?:19|20)\d{2}\b.*\b\d{1,2}:\d{2})")
_HEADER = re.compile(rb"[!-9;-~]{1,200}:")
_KNOWN = re.compile(
    rb"(?im)^(?:from|to|subject|date|received|message-id|mime-version|return-path|content-type|delivered-to|reply-to|cc|bcc|sender"
    rb"|x-[\w-]+)\s*:"
)
_LENGTH = re.compile(rb"(?im)^content-length\s*:\s*(\d{1,12})\s*$")
_HEAD = 16_384
_LINE = 1 << 16


@dataclass(frozen=True, slots=True)
class Division:
    """(start, end) of each message in bytes, without its "From " line; `simple` is the count if every "From " line began one."""

    messages: tuple[tuple[int, int], ...]
    simple: int


def begins_message(start: bytes) -> bool:
    """Whether bytes begin with a "From " line and, after it, header lines."""
    line, _, rest = start.partition(b"\n")
    if not line.startswith(b"From "):
        return False
    follows = rest.removeprefix(b">").removeprefix(b"From ")
    if _POSTMARK.match(line) and (_HEADER.match(rest) or follows != rest):
        return True
    return has_headers(rest, 2)


def has_headers(start: bytes, least: int) -> bool:
    """Whether bytes begin with a block of header lines, at least so many of them well known."""
    block = re.split(rb"\r?\n\r?\n", start[:_HEAD], maxsplit=1)[0]
    lines = [line for line in block.splitlines() if line and line[:1] not in b" \t"]
    good = sum(1 for line in lines if _HEADER.match(line))
    return bool(lines) and bool(_HEADER.match(lines[0])) and good * 5 >= len(lines) * 4 and len(_KNOWN.findall(block)) >= least


def divide(path: Path) -> Division:
    """How a mailbox file falls into messages."""
    with path.open("rb") as stream:
        candidates = _from_lines(stream)
        starts = [at for at, blank in candidates if at == 0 or _is_start(stream, at, after_blank=blank)]
        size = stream.seek(0, 2)
        kept = _by_length(stream, starts, size)
        spans = [(_after_line(stream, at), end) for at, end in zip(kept, [*kept[1:], size], strict=True)]
    return Division(tuple(spans), len(candidates))


def _from_lines(stream: BinaryIO) -> list[tuple[int, bool]]:
    """(place, whether the line before is empty) of every line that begins with "From "."""
    found: list[tuple[int, bool]] = []
    at, blank, fresh = 0, True, True
    while line := stream.readline(_LINE):
        if fresh and line.startswith(b"From "):
            found.append((at, blank))
        blank = fresh and not line.strip(b"\r\n")
        fresh = line.endswith(b"\n")
        at += len(line)
    return found


def _is_start(stream: BinaryIO, at: int, *, after_blank: bool) -> bool:
    stream.seek(at)
    start = stream.read(_HEAD)
    return begins_message(start) if after_blank else bool(_POSTMARK.match(start.partition(b"\n")[0])) and begins_message(start)


def _by_length(stream: BinaryIO, starts: list[int], size: int) -> list[int]:
    """Starts without those inside a message whose Content-Length ends exactly at another start."""
    places, kept, skip = {*starts, size}, list[int](), 0
    for at in starts:
        if at < skip:
            continue
        kept.append(at)
        stream.seek(at)
        head = stream.read(_HEAD)
        block = re.search(rb"\r?\n\r?\n", head)
        length = _LENGTH.search(head[: block.start()]) if block else None
        if block and length:
            end = at + block.end() + int(length.group(1))
            skip = next((place for place in (end, end + 1, end + 2) if place in places), 0)
    return kept


def _after_line(stream: BinaryIO, at: int) -> int:
    stream.seek(at)
    return at + len(stream.readline())
